"""Files that cannot be read: one sentence with the remedy, in bounded time and memory, never a traceback."""

import errno
import io
import os
import tracemalloc
import unicodedata
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

# The readers are imported before memory is measured.
from reminder.documents import Unreadable, read_document, read_tasks
from reminder.documents.readers import document as door
from reminder.documents.readers.document import load_bytes
from reminder.documents.readers.limits import MAX_BYTES
from tests.documents.hostile import into, repacked
from tests.documents.papers import DATA, PAPERS, TOP, excel, pdf, tabbed, word

TEXT = tabbed()


def reason(folder: Path, name: str, data: bytes) -> str:
    file = folder / name
    file.write_bytes(data)
    with pytest.raises(Unreadable) as raised:
        read_document(file)
    said = str(raised.value)
    assert said.count("\n") == 0 and str(file) in said and len(said) < 400
    assert raised.value.say("vi") != said
    return raised.value.finding.code


def sheet(change: Callable[[Worksheet], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(excel()))
    active = book.active
    assert isinstance(active, Worksheet)
    change(active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def formula(active: Worksheet) -> None:
    active["F5"] = "=TODAY()"


def fault(active: Worksheet) -> None:
    active["F5"] = "#REF!"
    active["F5"].data_type = "e"


def far_away(active: Worksheet) -> None:
    active["XFD1048576"] = "x"


TCVN3 = "§Ò nghÞ c¸c së, ban, ngµnh, UBND c¸c huyÖn thùc hiÖn nghiªm tóc kÕ ho¹ch nµy vµ b¸o c¸o kÕt qu¶ " * 3
VNI = "Ñeà nghò caùc sôû, ban, ngaønh, UBND caùc huyeän thöïc hieän nghieâm tuùc keá hoaïch naøy vaø baùo caùo " * 3
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'

BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("a.txt", lambda: b"", "empty"),
    "only blanks": ("a.txt", lambda: b" \r\n\t\n", "empty"),
    "legacy doc": ("a.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "legacy-office"),
    "encrypted docx": (
        "a.docx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "encrypted",
    ),
    "rtf": ("a.doc", lambda: b"{\\rtf1 x}", "other-office"),
    "html": ("a.doc", lambda: b"<!DOCTYPE html><html><body>x", "other-office"),
    "opendocument": (
        "a.odt",
        lambda: repacked(word()).replace(b"word/document.xml", b"word/documenT.xml"),
        "unknown-format",
    ),
    "png": ("a.png", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "scan"),
    "PowerPoint": ("a.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "PowerPoint Document\0".encode("utf-16-le"),
        "other-office"),
    "web page in one file": ("a.doc", lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x",
        "other-office"),
    "Word 2003 XML": ("a.doc", lambda: b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:x/>",
        "other-office"),
    "scan in pdf": ("a.pdf", lambda: pdf(rows=(("", ""),), top=()), "scan"),
    "signs for letters": ("a.pdf", lambda: pdf(top=TOP * 3).replace(b"<0000> <FFFF> <0000>", b"<0000> <FFFF> <E000>"),
        "page-signs"),
    "other letters": ("a.pdf", lambda: pdf(top=TOP * 3).replace(b"<0000> <FFFF> <0000>", b"<0000> <FFFF> <0005>"),
        "page-signs"),
    "cut pdf": ("a.pdf", lambda: b"%PDF-1.7\n%broken", "broken"),
    "pdf that is none": ("a.pdf", lambda: b"hello hello", "broken"),
    "cut docx": ("a.docx", lambda: word()[:4000], "broken"),
    "any archive": ("a.zip", lambda: repacked(word()).replace(b"document.xml", b"documenT.xml"),
        "unknown-format"),
    "entity bomb": (
        "a.docx",
        lambda: repacked(word(), into("word/document.xml", b"<w:document", BOMB + b"<w:document")),
        "dtd",
    ),
    "entity bomb in a sheet": (
        "a.xlsx",
        lambda: repacked(excel(), into("xl/worksheets/sheet1.xml", b"<worksheet", BOMB + b"<worksheet")),
        "dtd",
    ),
    "external entity": (
        "a.docx",
        lambda: repacked(
            word(),
            into("word/document.xml", b"<w:document", b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><w:document'),
        ),
        "dtd",
    ),
    "zip bomb": ("a.docx", lambda: repacked(word(), word__media=b"\0" * 120_000_000), "bomb"),
    "xml bomb": ("a.xlsx", lambda: repacked(excel(), xl__more_xml=b" " * 40_000_000).replace(b"more_xml",
        b"more.xml"), "bomb"),
    "broken xml": ("a.docx", lambda: repacked(word(), into("word/document.xml", b"</w:body>", b"")), "broken"),
    "formula": ("a.xlsx", lambda: sheet(formula), "formula"),
    "error value": ("a.xlsx", lambda: sheet(fault), "cell-error"),
    "a cell at the end of the world": ("a.xlsx", lambda: sheet(far_away), "too-many"),
    "a merge over the whole sheet": (
        "a.xlsx",
        lambda: repacked(
            excel(), into("xl/worksheets/sheet1.xml", b'<mergeCell ref="A1:F1"', b'<mergeCell ref="A1:XFD1048576"')
        ),
        "too-many",
    ),
    "TCVN3": ("a.txt", lambda: TCVN3.encode("latin-1"), "legacy-font"),
    "TCVN3 saved as UTF-8": ("a.txt", lambda: TCVN3.encode(), "legacy-font"),
    "VNI": ("a.txt", lambda: VNI.encode("cp1252"), "legacy-font"),
    "VNI saved as UTF-8": ("a.txt", lambda: VNI.encode(), "legacy-font"),
    "binary": ("a.txt", lambda: bytes(range(256)) * 40, "not-text"),
    "NUL": ("a.txt", lambda: TEXT.encode()[:2000] + b"\0" * 3000, "not-text"),
    "a line without end": ("a.txt", lambda: b"a " * 1_000_000, "too-many"),
}  # fmt: skip


class Failing(io.BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_file_that_fails_while_it_is_read_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_opened", lambda name, path: Failing())
    with pytest.raises(Unreadable, match=r"a\.csv: the file cannot be opened \(Input/output error\)"):
        load_bytes(tmp_path / "a.csv")


@pytest.mark.parametrize("read", [load_bytes, read_document])
def test_what_is_no_file_that_can_be_read(read: Callable[[Path], object], tmp_path: Path) -> None:
    loop, missing, inside = tmp_path / "loop", tmp_path / "missing", tmp_path / "file" / "inside"
    loop.symlink_to(loop)
    (tmp_path / "file").write_bytes(b"x")
    os.mkfifo(tmp_path / "pipe")
    for path, code in (
        (tmp_path, "not-a-file"), (tmp_path / "pipe", "not-a-file"), (missing, "missing"), (inside, "no-access"),
        (loop, "no-access"), (tmp_path / "a\0b", "no-access"), (tmp_path / ("a" * 300), "no-access"),
    ):  # fmt: skip
        with pytest.raises(Unreadable) as raised:
            read(path)
        assert raised.value.finding.code == code


def test_a_file_that_grew_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_opened", lambda name, path: io.BytesIO(b"x" * (MAX_BYTES + 1)))
    with pytest.raises(Unreadable, match="more than the"):
        load_bytes(tmp_path / "a.csv")


@pytest.mark.parametrize("case", BAD)
def test_one_sentence(case: str, tmp_path: Path) -> None:
    name, make, code = BAD[case]
    data = make()
    tracemalloc.start()
    found = reason(tmp_path, name, data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == code
    assert peak < 100 * 1024 * 1024


def test_fifty_megabytes_are_not_even_opened(tmp_path: Path) -> None:
    file = tmp_path / "big.txt"
    with file.open("wb") as out:
        out.truncate(50 * 1024 * 1024)
    tracemalloc.start()
    with pytest.raises(Unreadable) as raised:
        read_document(file)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert raised.value.finding.code == "too-big"
    assert "50 MB" in str(raised.value) and peak < 1024 * 1024 < MAX_BYTES


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    for file, code in ((tmp_path / "none.docx", "missing"), (tmp_path, "not-a-file")):
        with pytest.raises(Unreadable) as raised:
            read_document(file)
        assert raised.value.finding.code == code


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
    ids=["BOM", "UTF-16", "UTF-16-LE", "UTF-16-BE", "CRLF", "CR"],
)
def test_encodings_that_are_text(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    assert len(read_tasks(read_document(file))[0]) == 5


def test_windows_1258(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"".join(_cp1258(letter) for letter in TEXT))
    assert read_tasks(read_document(file))[0][0].lead_raw == "Sở Khoa học và Công nghệ"


def _cp1258(letter: str) -> bytes:
    """The old Windows page writes most tones as marks behind their letter."""
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        base, *marks = list(unicodedata.normalize("NFD", letter))
        tone = next(m for m in marks if m in "\u0300\u0301\u0303\u0309\u0323")
        rest = "".join(m for m in marks if m != tone)
        return unicodedata.normalize("NFC", base + rest).encode("cp1258") + tone.encode("cp1258")


def test_the_true_format_counts_not_the_name(tmp_path: Path) -> None:
    for name, data in (("a.txt", word()), ("a.doc", word()), ("a.docx", excel()), ("a", pdf())):
        file = tmp_path / name
        file.write_bytes(data)
        assert len(read_tasks(read_document(file))[0]) == 5


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    read_document(DATA / "plan.pdf", lambda done, total: told.append((done, total)))
    assert told[0][0] == 0 and told[-1][0] == told[-1][1] > 1
    assert set(PAPERS) >= {"plan.pdf"}


def test_a_sheet_that_is_hidden_is_named_and_not_read(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(excel()))
    book.create_sheet("Nháp")["A1"] = "trước ngày 15/12"
    book["Nháp"].sheet_state = "hidden"
    path = tmp_path / "plan.xlsx"
    book.save(path)
    document = read_document(path)
    assert [f.say("en") for f in document.findings] == ["the hidden sheet “Nháp” was not read"]
    assert "15/12" not in str(document.blocks)
