"""Contact lists as offices keep them, and as they should not be: rows, or a line that says what is wrong."""

import csv
import io
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reminder.documents import Unreadable
from reminder.documents.contact_lists import ContactList, ListedMailbox, ListRow, read_contact_list
from tests.contacts.lists import LIST, decomposed, workbook

NAMES = ["Sở Nông nghiệp và Môi trường", "Sở Văn hóa, Thể thao và Du lịch", "UBND xã Hòa Bình"]
BOXES = [("vanthu@nnmt.gov.vn",), ("vanthu@vhttdl.gov.vn",), ("vanthu@hoabinh.gov.vn",)]
SEMICOLONS = LIST.replace(",Email", ";Email").replace(",vanthu", ";vanthu")


def of(data: bytes | str, folder: Path, name: str = "ds.csv") -> ContactList:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_contact_list(path)


def boxes(row: ListRow) -> tuple[str, ...]:
    return tuple(box.mailbox for box in row.mailboxes)


def problems(found: ContactList) -> list[str]:
    return [f"{p.place.line}: {p.message}" for p in found.problems]


@pytest.mark.parametrize(
    "data",
    [
        LIST.encode(),
        LIST.encode("utf-8-sig"),
        LIST.encode("utf-16"),
        b"\xfe\xff" + LIST.encode("utf-16-be"),
        LIST.encode("utf-16-le"),
        decomposed(LIST).encode(),
        decomposed(LIST).encode("utf-16"),
        LIST.replace("\n", "\r\n").encode(),
        LIST.replace("\n", "\r").encode(),
        LIST.rstrip("\n").encode(),
        LIST.replace("\n", "\n\n,\n").encode(),
        SEMICOLONS.encode("utf-8-sig"),
        f"sep=;\r\n{SEMICOLONS}".encode("utf-8-sig"),
        LIST.replace(",Email", "\tEmail").replace(",vanthu", "\tvanthu").encode("utf-16"),
        LIST.replace(",Email", "|Email").replace(",vanthu", "|vanthu").encode(),
        LIST.replace("Cơ quan,Email", "TÊN ĐƠN VỊ, Địa chỉ thư điện tử công vụ").encode(),
        LIST.replace("Cơ quan,Email", '"DANH BẠ THƯ CÔNG VỤ",\n"(kèm theo công văn)",\nCơ quan,Email').encode(),
    ],
)  # fmt: skip
def test_every_form_of_the_same_list(data: bytes, tmp_path: Path) -> None:
    found = of(data, tmp_path)
    assert [r.name for r in found.rows] == NAMES and [boxes(r) for r in found.rows] == BOXES
    assert found.problems == () and all(r.place.line for r in found.rows)


def test_a_workbook_with_a_title_merged_names_and_other_columns(tmp_path: Path) -> None:
    data = workbook(
        ("DANH BẠ THƯ CÔNG VỤ",), (),
        ("STT", "Tên cơ quan", "Số điện thoại", "Họ và tên", "Chức vụ", "Email cơ quan", "Email lãnh đạo"),
        (1, "Sở Y tế", "+84 1", "Trần Thị B", "Văn thư", "vt@syt.gov.vn", "gd@syt.gov.vn"),
        (None, None, None, "Lê C", "Chuyên viên", "lec@syt.gov.vn", None),
        (2, "Sở Nội vụ", "=1+1"[1:], None, None, "vt@snv.gov.vn;\nth@snv.gov.vn", "-"),
        merged="B4:B5",
    )  # fmt: skip
    found = of(data, tmp_path, "ds.xlsx")
    assert [(r.name, r.mailboxes, r.head) for r in found.rows] == [
        (
            "Sở Y tế", (ListedMailbox("vt@syt.gov.vn", "Danh bạ!F4", "Trần Thị B"),),
            (ListedMailbox("gd@syt.gov.vn", "Danh bạ!G4"),),
        ),
        ("Sở Y tế", (ListedMailbox("lec@syt.gov.vn", "Danh bạ!F5", "Lê C"),), ()),
        ("Sở Nội vụ", tuple(ListedMailbox(f"{box}@snv.gov.vn", "Danh bạ!F6") for box in ("vt", "th")), ()),
    ]  # fmt: skip
    assert [r.key for r in found.rows] == ["Danh bạ!A4", "Danh bạ!A5", "Danh bạ!A6"]
    assert found.problems == ()
    # Told by what it is, not by its name.
    assert of(data, tmp_path, "ds.csv").rows[0].name == "Sở Y tế"


def test_without_a_header_the_columns_are_told_by_what_they_hold(tmp_path: Path) -> None:
    found = of("1;Sở Y tế;vt@syt.gov.vn\n2;Sở Nội vụ;vt@snv.gov.vn\n", tmp_path)
    assert [(r.name, boxes(r)) for r in found.rows] == [
        ("Sở Y tế", ("vt@syt.gov.vn",)),
        ("Sở Nội vụ", ("vt@snv.gov.vn",)),
    ]
    assert problems(found) == ["1: there is no header; column B was taken for the names, column C for the mailboxes"]
    assert found.problems[0].level == "warning"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (LIST + "Sở Y tế\n", "5: has 1 cells where the header has 2; put text that holds , in quotes"),
        (LIST + "Sở A, Sở B,a@b.gov.vn\n", "5: has 3 cells where the header has 2"),
        (LIST + "Sở A, Sở B,a@b.gov.vn,\n", "5: has 4 cells where the header has 2"),
        (LIST + "Sở\x00 Y tế,a@b.gov.vn\n", "5: holds the control character U+0000"),
        (LIST + "Sở Y tế,a@b.gov.vn\x0b\n", "5: holds the control character U+000B"),
        (LIST + "Sở Y tế,a@b.gov.vn\u2028b\n", "5: holds the control character U+2028"),
        (LIST + "=A1,a@b.gov.vn\n", '5: "=A1" is a formula'),
        (LIST + 'Sở Y tế,"=HYPERLINK(""mailto:a@b.vn"")"\n', '5: "=HYPERLINK("mailto:a@b.vn")" is a formula'),
        (LIST + '"Sở Y tế,a@b.gov.vn\n', "5: the quotes do not close"),
        (LIST + 'Sở "Y" tế,"a"b@c.gov.vn\n', "5: the quotes do not close"),
        (LIST + "Sở Y tế," + "a" * 200_000 + "\n", "5: the quotes do not close (field larger"),
        (LIST + "Sở Y tế,a@b.gov.vn\n" * 2_000, "2001: the list has more than 2000 rows"),
        (LIST + "\n" * 4_194_304, "0: has 5 MB, more than the 4 a contact list may have"),
        ("một,hai\nba,bốn\n", "0: no column of mail addresses was found"),
        ("Cơ quan\nSở Y tế\n", "0: no column of mail addresses was found"),
    ],
)  # fmt: skip
def test_what_is_not_fit_has_its_line(data: str, said: str, tmp_path: Path) -> None:
    found = of(data, tmp_path)
    assert [p for p in problems(found) if p.startswith(said)], problems(found)


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.csv", "empty"),
        (b" \r\n", "a.csv", "empty"),
        (b"\xff\xfe\x00", "a.csv", "UTF-8"),
        (b"\x00" * 500, "a.csv", "UTF-8"),
        (bytes(range(128, 160)) * 4, "a.csv", "UTF-8"),
        ("Cơ quan,Email\n" + "Së Tµi nguyªn vµ M«i tr­êng; ñy ban nh©n d©n tØnh Th¸i Nguyªn\n" * 3, "a.csv", "TCVN3"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "a.xls", "old Word or Excel"),
        (b"PK\x03\x04 broken", "a.xlsx", "damaged"),
        (workbook(("Cơ quan", "Email"), ("Sở Y tế", "=A1")), "a.xlsx", "B2 holds a formula"),
        (workbook(("Cơ quan", "Email"), ("Sở Y tế", "#REF!")), "a.xlsx", "#REF!"),
    ],
)
def test_what_cannot_be_read_at_all_is_one_sentence(data: bytes | str, name: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as raised:
        of(data.encode("latin-1", "ignore") if isinstance(data, str) else data, tmp_path, name)
    assert said in str(raised.value) and "\n" not in str(raised.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no such file"):
        read_contact_list(tmp_path / "không có.csv")


_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyắằẩữợịỹ ABCĐ0129,;|\t\"'()-–/&.“”"
_WORD = st.text(_LETTERS, min_size=1, max_size=20)
_NAME = _WORD.map(lambda w: f"Sở {w}".strip()).map(lambda w: " ".join(w.split()))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    names=st.lists(_NAME, min_size=1, max_size=6),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_a_spreadsheet_writes_is_read_back(
    names: list[str], delimiter: str, encoding: str, tmp_path: Path
) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["Cơ quan", "Thư điện tử"])
    writer.writerows([name, "a@b.gov.vn"] for name in names)
    found = of(out.getvalue().encode(encoding), tmp_path)
    assert [r.name for r in found.rows] == [unicodedata.normalize("NFC", name) for name in names]
    assert [r.place.line for r in found.rows] == list(range(2, len(names) + 2))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(junk=st.binary(max_size=300), at=st.integers(0, len(LIST)))
def test_no_bytes_break_it(junk: bytes, at: int, tmp_path: Path) -> None:
    data = LIST.encode()[:at] + junk + LIST.encode()[at:]
    try:
        found = of(data, tmp_path)
    except Unreadable as fault:
        assert "\n" not in str(fault)
    else:
        assert found.rows or found.problems
