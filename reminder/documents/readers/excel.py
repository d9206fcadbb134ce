"""XLSX → blocks, as the reader of the file saw it: each sheet that shows is one table, with its merged cells.

Cells come as their number formats show them. What is hidden or struck through is left out and said, so are comments;
numbers of a list that Excel turned into dates are given back.
"""

import io
import warnings
import zipfile
from functools import cache

import openpyxl
from openpyxl.workbook import Workbook

from reminder.documents.blocks import Document, Paragraph, Table
from reminder.documents.finding import Finding, found
from reminder.documents.readers.limits import Progress
from reminder.documents.readers.office_parts import Parts, R, local, usual
from reminder.documents.readers.sheet.asides import asides
from reminder.documents.readers.sheet.extent import check_extent
from reminder.documents.readers.sheet.grid import read_sheet


def read_excel(name: str, archive: zipfile.ZipFile, data: bytes, tell: Progress) -> Document:
    """The sheets that show, in order. Raises `Unreadable` for a formula that gives a task, a body or a time, an error
    value, or a sheet too large."""
    check_extent(name, archive)
    data = _usual_form(archive, data)
    book = _load(data)
    computed = cache(lambda: _load(data, data_only=True))
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    blocks: list[Paragraph | Table] = []
    findings: list[Finding] = []
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        parts = Parts(opened)
        paths = _sheet_paths(parts)
        for done, sheet in enumerate(shown):
            tell(done, len(shown))
            read = read_sheet(name, sheet, book.epoch, lambda title, ref: computed()[title][ref])
            beside = asides(opened, parts, paths[sheet.title], sheet)
            first = read.table.rows[0].spot.n if read.table else 0
            above = [box for box in beside.paragraphs if box.spot.n < first]
            blocks += above
            blocks += [read.table] if read.table else []
            blocks += [box for box in beside.paragraphs if box not in above]
            findings += [*read.findings, *beside.findings]
    tell(len(shown), len(shown))
    findings += [found("hidden-sheet", name=sheet.title) for sheet in book.worksheets if sheet not in shown]
    return Document("xlsx", tuple(blocks), findings=tuple(findings))


def _usual_form(archive: zipfile.ZipFile, data: bytes) -> bytes:
    """The workbook in the usual namespaces, which are all that openpyxl knows."""
    if all(usual(body) == body for body in map(archive.read, archive.namelist())):
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name in archive.namelist():
            new.writestr(name, usual(archive.read(name)))
    return out.getvalue()


def _sheet_paths(parts: Parts) -> dict[str, str]:
    """Of each sheet by its name, the part that holds it."""
    root = parts.root(parts.main)
    sheets = (element for element in root.iter() if local(element) == "sheet") if root is not None else ()
    return {sheet.get("name", ""): parts.path(parts.main, sheet.get(f"{R}id", "")) for sheet in sheets}


def _load(data: bytes, *, data_only: bool = False) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions that openpyxl would not write back
        return openpyxl.load_workbook(io.BytesIO(data), data_only=data_only, rich_text=not data_only)
