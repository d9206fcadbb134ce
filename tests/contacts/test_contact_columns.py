"""Headings of contact lists in one to three levels, and what stands under them."""

from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from reminder.documents.contact_lists import ContactList, ListedMailbox, read_contact_list

Rows = list[tuple[Any, ...]]


def listed(folder: Path, rows: Rows, *merged: str, hidden: tuple[int, ...] = (), columns: str = "") -> ContactList:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "DB"
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    for number in hidden:
        sheet.row_dimensions[number].hidden = True
    for letter in columns:
        sheet.column_dimensions[letter].hidden = True
    book.save(folder / "ds.xlsx")
    return read_contact_list(folder / "ds.xlsx")


def said(found: ContactList) -> list[str]:
    return [": ".join((p.key, p.message)) for p in found.problems]


def boxes(found: ContactList) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(r.name, tuple(b.mailbox for b in r.mailboxes), tuple(b.mailbox for b in r.head)) for r in found.rows]


Y_TE = [("Sở Y tế", ("vt@syt.vn",), ())]


@pytest.mark.parametrize(
    ("rows", "merged", "expected"),
    [
        (
            [("DANH SÁCH",), ("STT", "Tên cơ quan", "Liên hệ", None), (None, None, "Điện thoại", "Thư điện tử"),
             (1, "Sở Y tế", "0260 1", "vt@syt.vn")],
            ("A1:D1", "A2:A3", "B2:B3", "C2:D2"), Y_TE,
        ),
        (
            [("TT", "Đơn vị", "Thông tin liên hệ", None, None, None),
             (None, None, "Điện thoại", None, "Thư điện tử", None),
             (None, None, "Cơ quan", "Di động", "Công vụ", "Lãnh đạo"),
             (1, "Sở Y tế", "02", "09", "vt@syt.vn", "gd@syt.vn")],
            ("A1:A3", "B1:B3", "C1:F1", "C2:D2", "E2:F2"), [("Sở Y tế", ("vt@syt.vn",), ("gd@syt.vn",))],
        ),
        (
            [("Cơ quan", None, "Lãnh đạo", None), ("Tên", "Email", "Họ tên", "Email"),
             ("Sở Y tế", "vt@syt.vn", "Lê B", "gd@syt.vn")],
            ("A1:B1", "C1:D1"), [("Sở Y tế", ("vt@syt.vn",), ("gd@syt.vn",))],
        ),
        (
            [("UBND TỈNH", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("Tên cơ quan", "Trạng thái", "Hộp thư"),
             ("Sở Y tế", "đang dùng", "vt@syt.vn")], (), Y_TE,
        ),
        ([("Mã định danh", "Tên đơn vị", "Địa chỉ", "Mail"), ("H01", "Sở Y tế", "12 Lê Lợi", "vt@syt.vn")], (), Y_TE),
        (
            [("STT", "Đơn vị đầu mối", "Thư công vụ"), ("(1)", "(2)", "(3)"), (1, "Sở Y tế", "vt@syt.vn"),
             ("STT", "Đơn vị đầu mối", "Thư công vụ"), (None, "Tổng cộng: 01 cơ quan", None)], (), Y_TE,
        ),
        (
            [("STT", "Cơ quan", "Email"), (1, "Tổng Công ty Điện lực", None), (2, "Công an tỉnh", None)], (),
            [("Tổng Công ty Điện lực", (), ()), ("Công an tỉnh", (), ())],
        ),
    ],
)  # fmt: skip
def test_headings_in_levels(rows: Rows, merged: tuple[str, ...], expected: object, tmp_path: Path) -> None:
    found = listed(tmp_path, rows, *merged)
    assert boxes(found) == expected and said(found) == []


def test_mailboxes_of_persons_beside_those_of_their_offices_are_left_out_and_said(tmp_path: Path) -> None:
    rows: Rows = [
        ("STT", "Cơ quan", "Thư điện tử", None), (None, None, "Cơ quan", "Cá nhân"),
        (1, "Sở Y tế", "vt@syt.vn", "b@gmail.com"),
    ]  # fmt: skip
    found = listed(tmp_path, rows, "A1:A2", "B1:B2", "C1:D1")
    assert boxes(found) == Y_TE
    assert [(p.level, p.key) for p in found.problems] == [("warning", "DB!A2")]
    assert 'column D ("Thư điện tử Cá nhân") was left out' in said(found)[0]
    alone = listed(tmp_path, [("Cơ quan", "Email cá nhân"), ("Sở Y tế", "vt@syt.vn")])
    assert boxes(alone) == Y_TE and said(alone) == []


def test_each_mailbox_knows_its_cell_and_its_person(tmp_path: Path) -> None:
    rows: Rows = [
        ("STT", "Cơ quan", "Họ và tên", "Chức vụ", "Email"),
        (1, "Sở Y tế", "Trần A\nLê B", "CV", "a@syt.vn\nb@syt.vn"),
        (None, None, "Ngô C", "CV", "c@syt.vn"), (2, "Sở Nội vụ", "D\nE", None, "vt@snv.vn"),
    ]  # fmt: skip
    found = listed(tmp_path, rows, "A2:A3", "B2:B3")
    assert [row.mailboxes for row in found.rows] == [
        (ListedMailbox("a@syt.vn", "DB!E2", "Trần A"), ListedMailbox("b@syt.vn", "DB!E2", "Lê B")),
        (ListedMailbox("c@syt.vn", "DB!E3", "Ngô C"),), (ListedMailbox("vt@snv.vn", "DB!E4", "D, E"),),
    ]  # fmt: skip
    assert [row.name for row in found.rows] == ["Sở Y tế", "Sở Y tế", "Sở Nội vụ"]


def test_what_is_hidden_is_not_read_and_said(tmp_path: Path) -> None:
    rows: Rows = [
        ("STT", "Cơ quan", "Email cũ", "Email"), (1, "Sở Y tế", "cu@syt.vn", "vt@syt.vn"),
        (2, "Sở Cũ", "a@cu.vn", "b@cu.vn"),
    ]  # fmt: skip
    found = listed(tmp_path, rows, hidden=(3,), columns="C")
    assert boxes(found) == Y_TE
    assert [row.mailboxes[0].cell for row in found.rows] == ["DB!D2"]
    assert [line.split(": hidden")[0] for line in said(found)] == ["DB!A3:D3", "DB!C1:C2"]
    assert all(p.level == "warning" for p in found.problems)


def test_one_mailbox_of_several_bodies_is_that_of_each(tmp_path: Path) -> None:
    rows: Rows = [("Cơ quan", "Email"), ("Sở Y tế", "chung@x.vn"), ("Sở Nội vụ", None)]
    found = listed(tmp_path, rows, "B2:B3")
    assert boxes(found) == [("Sở Y tế", ("chung@x.vn",), ()), ("Sở Nội vụ", ("chung@x.vn",), ())]
    assert [row.mailboxes[0].cell for row in found.rows] == ["DB!B2", "DB!B2"]


def test_headings_of_a_table_in_word_hold_on_the_next_page(tmp_path: Path) -> None:
    paper = docx.Document()
    first = paper.add_table(rows=3, cols=4)
    rows = (
        ("STT", "Cơ quan", "Thư điện tử", ""),
        ("", "", "Cơ quan", "Cá nhân"),
        ("1", "Sở Y tế", "vt@syt.vn", "b@gmail.com"),
    )
    for cells, row in zip(first.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    first.cell(0, 2).merge(first.cell(0, 3))
    for column in (0, 1):
        first.cell(0, column).merge(first.cell(1, column))
    paper.add_paragraph("")
    second = paper.add_table(rows=1, cols=4)
    for cell, text in zip(second.rows[0].cells, ("2", "Sở Nội vụ", "vt@snv.vn\nth@snv.vn", ""), strict=True):
        cell.text = text
    paper.save(str(tmp_path / "ds.docx"))
    found = read_contact_list(tmp_path / "ds.docx")
    assert boxes(found) == [*Y_TE, ("Sở Nội vụ", ("vt@snv.vn", "th@snv.vn"), ())]
    assert [p.key for p in found.problems] == ["table 1, row 2"]


def test_two_levels_in_a_text_file(tmp_path: Path) -> None:
    text = "STT,Cơ quan,Thư điện tử,\n,,Cơ quan,Lãnh đạo\n1,Sở Y tế,vt@syt.vn,gd@syt.vn\n"
    (tmp_path / "ds.csv").write_text(text, "utf-8")
    found = read_contact_list(tmp_path / "ds.csv")
    assert boxes(found) == [("Sở Y tế", ("vt@syt.vn",), ("gd@syt.vn",))] and said(found) == []
