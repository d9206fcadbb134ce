"""The table that goes with a compiled report: as an annex in DOCX, and as a workbook to count and filter in."""

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from reminder.documents.writing.form import FONT, Grid, blank, grid, saved, write
from reminder.words import short_date

Value = str | int | date | None


@dataclass(frozen=True, slots=True)
class Annex:
    """One table with its title. `lines` are the rows in full, dates as dates; `summary` the counts in words."""

    name: str
    title: str
    subtitle: str
    enclosed_with: str
    summary: tuple[str, ...]
    columns: tuple[str, ...]
    lines: tuple[tuple[Value, ...], ...]
    widths: tuple[float, ...]
    centred: tuple[int, ...]


def annex_file(annexes: tuple[Annex, ...], author: str, at: datetime) -> bytes:
    """The annexes as DOCX, each on pages of its own; one without lines has no table."""
    document = blank()
    for n, annex in enumerate(annexes):
        if n:
            document.add_page_break()
        write(document, annex.name, bold=True, align="center")
        write(document, annex.title, bold=True, align="center", before=2)
        write(document, annex.subtitle, size=13, align="center", before=2)
        write(document, annex.enclosed_with, size=13, italic=True, align="center", before=2, after=8)
        for text in annex.summary:
            write(document, text, size=13, align="both", indent=True, before=3)
        rows = tuple(tuple(_shown(value) for value in line) for line in annex.lines)
        if rows:
            write(document, "", size=8)
            grid(document, Grid(annex.columns, rows, annex.widths, annex.centred), 165, size=11)
    return saved(document, annexes[0].title, author, at)


def workbook_file(annexes: tuple[Annex, ...], author: str, at: datetime) -> bytes:
    """The same as XLSX: one sheet each, heading frozen, filters on. No text becomes a formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = author
    book.properties.created = book.properties.modified = at.replace(tzinfo=None)
    for n, annex in enumerate(annexes, 1):
        _sheet(book, annex, f"{n}")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Workbook, annex: Annex, name: str) -> None:
    sheet = book.create_sheet(name)
    last = get_column_letter(len(annex.columns))
    top = (annex.title, annex.subtitle, *annex.summary)
    for row, text in enumerate(top, 1):
        cell = sheet.cell(row, 1)
        _put(cell, text)
        cell.font = Font(name=FONT, size=13, bold=row == 1)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.merge_cells(f"A{row}:{last}{row}")
        sheet.row_dimensions[row].height = 18 * (1 + len(text) // 95)
    head = len(top) + 2
    side = Side(style="thin")
    border = Border(left=side, right=side, top=side, bottom=side)
    for row, line in enumerate((annex.columns, *annex.lines), head):
        for column, value in enumerate(line, 1):
            cell = sheet.cell(row, column)
            _put(cell, value)
            cell.border = border
            cell.font = Font(name=FONT, size=12, bold=row == head)
            middle = row == head or column - 1 in annex.centred
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="center" if middle else "left")
            if row == head:
                cell.fill = PatternFill("solid", fgColor="E8ECF2")
    for column, width in enumerate(annex.widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"A{head + 1}"
    sheet.auto_filter.ref = f"A{head}:{last}{head + len(annex.lines)}"
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head}:{head}"


def _put(cell, value: Value) -> None:  # type: ignore[no-untyped-def]
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # also what begins with "=": it came from outside and is no formula
        cell.quotePrefix = value[:1] in "=+-@"
    elif isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"


def _shown(value: Value) -> str:
    return "" if value is None else short_date(value, "vi") if isinstance(value, date) else str(value)
