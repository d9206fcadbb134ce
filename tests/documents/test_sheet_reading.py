"""The workbook as a file: in whatever form it was saved, wherever its parts and its table lie."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from reminder.documents import Unreadable
from reminder.documents.blocks import Table
from reminder.documents.readers.excel import read_excel
from tests.documents.sheets import HEAD, ROWS, book, document, repacked, tasks


def strict(name: str, body: bytes) -> bytes:
    kinds = rb"http://schemas\.openxmlformats\.org/(spreadsheetml|officeDocument|drawingml)/2006/"
    return re.sub(kinds, rb"http://purl.oclc.org/ooxml/\1/", body)


def test_strict_workbooks_are_read(tmp_path: Path) -> None:
    data = repacked(book(), strict)
    assert b"purl.oclc.org" in zipfile.ZipFile(io.BytesIO(data)).read("xl/workbook.xml")
    assert [row.stt for row in tasks(tmp_path, data)[0]] == ["1", "2", "3"]


def test_parts_may_lie_anywhere(tmp_path: Path) -> None:
    def renamed(name: str, body: bytes) -> bytes:
        return body.replace(b"xl/workbook.xml", b"xl/workbook2.xml").replace(b"worksheets/sheet1.xml", b"tables/s.xml")

    moved = {
        "xl/workbook.xml": "xl/workbook2.xml", "xl/_rels/workbook.xml.rels": "xl/_rels/workbook2.xml.rels",
        "xl/worksheets/sheet1.xml": "xl/tables/s.xml",
    }  # fmt: skip
    data = repacked(book(), renamed, renamed=moved)
    (table,) = read_excel("x", zipfile.ZipFile(io.BytesIO(data)), data, lambda done, total: None).blocks
    assert isinstance(table, Table) and len(table.rows) == 5


@pytest.mark.parametrize(
    "ref", ["mergeCell ref='A1:XFD1048576'", 'mergeCell ref = "a1:f9999999"', 'mergeCell ref="&#65;1:F1048576"',
            "mergeCell count='1'\nref='$A$1:$XFD$40000'", 'hyperlink ref="A1:XFD1048576" location="x"'],
)  # fmt: skip
@pytest.mark.parametrize("path", ["xl/worksheets/sheet1.xml", "xl/tables/s.bin"])
def test_ranges_larger_than_any_plan_are_refused(ref: str, path: str, tmp_path: Path) -> None:
    def swollen(name: str, body: bytes) -> bytes:
        tag = ref.split()[0]
        more = f"<{tag}s><{ref}/></{tag}s>".encode()
        body = body.replace(b"</sheetData>", b"</sheetData>" + more) if name.endswith("sheet1.xml") else body
        return body.replace(b"worksheets/sheet1.xml", path.removeprefix("xl/").encode())

    data = repacked(book(), swollen, renamed={"xl/worksheets/sheet1.xml": path})
    with pytest.raises(Unreadable) as raised:
        document(tmp_path, data)
    assert raised.value.finding.code == "too-many"


def test_columns_far_to_the_right_are_said(tmp_path: Path) -> None:
    head = (*HEAD, *(f"T{n}" for n in range(1, 70)))
    rows, findings = tasks(tmp_path, book([(*ROWS[0], *["x"] * 69)], head=head))
    assert "T55: x" in rows[0].note and "T56" not in rows[0].note
    assert findings[0].startswith("PL!BI2:BV3: the columns this far right were left out: “T56; T57;")


def test_a_table_may_begin_anywhere(tmp_path: Path) -> None:
    def moved(sheet: Worksheet) -> None:
        sheet.delete_rows(1)
        sheet.move_range("A1:E4", rows=6, cols=3)

    read = document(tmp_path, book(change=moved))
    (table,) = read.blocks
    assert isinstance(table, Table) and table.letters == ("D", "E", "F", "G", "H")
    assert [row.stt for row in tasks(tmp_path, book(change=moved))[0]] == ["1", "2", "3"]
