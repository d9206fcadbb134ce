"""XLSX → blocks: each visible sheet is one table with its merged cells; formulas are refused.

A formula's stored result may be older than what it computes from, and a missing one reads as blank: a
deadline must not come from either.
"""

import io
import re
import zipfile
from datetime import date, datetime, time

import openpyxl
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from reminder.documents.blocks import Cell, Document, Paragraph, Row, Table, join_paragraphs
from reminder.documents.finding import Spot, Unreadable, found
from reminder.documents.readers.limits import Progress

MAX_ROWS = 5_000
MAX_COLUMNS = 60

_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"')
_REF = re.compile(rb'<(?:\w+:)?c\s[^>]*?r="([A-Z]{1,3})(\d{1,7})"')


def read_excel(name: str, archive: zipfile.ZipFile, data: bytes, tell: Progress) -> Document:
    """The visible sheets in order. Raises `Unreadable` for a formula, an error value or a sheet too large."""
    for part in archive.namelist():
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            _check_extent(name, archive.read(part))
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=False)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    blocks: list[Paragraph | Table] = []
    for done, sheet in enumerate(sheets):
        tell(done, len(sheets))
        if table := _sheet(name, sheet):
            blocks.append(table)
    tell(len(sheets), len(sheets))
    hidden = tuple(found("hidden-sheet", name=sheet.title) for sheet in book.worksheets if sheet not in sheets)
    return Document("xlsx", tuple(blocks), findings=hidden)


def _check_extent(name: str, xml: bytes) -> None:
    """openpyxl makes an object for every cell of a merged range: look at the extent before it does."""
    area = 0
    for first, last in _MERGE.findall(xml):
        left, top, right, bottom = range_boundaries(f"{first.decode()}:{last.decode()}")
        area += max(0, (right or 0) - (left or 0) + 1) * max(0, (bottom or 0) - (top or 0) + 1)
    rows = max((int(row) for _, row in _REF.findall(xml)), default=0)
    if area > MAX_ROWS * MAX_COLUMNS or rows > MAX_ROWS * 4:
        raise Unreadable(name, "too-many", limit=MAX_ROWS, what="rows")


def _sheet(name: str, sheet: Worksheet) -> Table | None:
    covered = {
        (row, column): Cell("", "left" if row == merged.min_row else "above")
        for merged in sheet.merged_cells.ranges
        for row, column in list(merged.cells)[1:]
    }
    rows: list[Row] = []
    width = min(sheet.max_column, MAX_COLUMNS)
    for number, line in enumerate(sheet.iter_rows(max_row=min(sheet.max_row, MAX_ROWS * 4), max_col=width), 1):
        cells = tuple(
            covered.get((number, column)) or Cell(_value(name, sheet.title, cell))
            for column, cell in enumerate(line, 1)
        )
        if any(cell.text for cell in cells):
            if len(rows) >= MAX_ROWS:
                raise Unreadable(name, "too-many", limit=MAX_ROWS, what="rows")
            rows.append(Row(cells, Spot("cell", number, f"{sheet.title}!A{number}")))
    used = max((i + 1 for row in rows for i, cell in enumerate(row.cells) if cell.text), default=0)
    return Table(tuple(Row(r.cells[:used], r.spot) for r in rows), merges=True) if rows else None


def _value(name: str, title: str, cell: SheetCell | MergedCell) -> str:
    value = cell.value
    if value is None:
        return ""
    where = f"{title}!{cell.coordinate}"
    if cell.data_type == "f":
        raise Unreadable(name, "formula", cell=where)
    if cell.data_type == "e":
        raise Unreadable(name, "cell-error", cell=where, value=str(value))
    if isinstance(value, date):
        timed = isinstance(value, datetime) and value.time() != time(0)
        return value.strftime("%d/%m/%Y %H:%M" if timed else "%d/%m/%Y")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}"
    return join_paragraphs(str(value).split("\n"))
