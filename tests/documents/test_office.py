"""Documents of other office programs: through LibreOffice where it is, refused with the remedy where it is not."""

import html
import quopri
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from reminder.documents import Unreadable, read_document, read_tasks
from reminder.documents.blocks import Document
from reminder.documents.readers import office, programs
from reminder.documents.readers.formats import read_bytes
from reminder.documents.readers.supervision import Patience
from tests.documents.papers import ABOVE, DATA, HEADER, LEFT, ROWS, TOP
from tests.servers.needs import need_program

pytestmark = pytest.mark.child


@pytest.fixture
def soffice(monkeypatch: pytest.MonkeyPatch) -> str:
    (program,) = need_program("soffice")
    monkeypatch.setattr(programs, "soffice", lambda: program)
    return program


def saved(soffice: str, source: Path, folder: Path, *kinds: str) -> Path:
    """The document as another program saves it, by way of several formats."""
    for kind in kinds:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [soffice, "--headless", profile, "--convert-to", kind, "--outdir", str(folder), str(source)]
        subprocess.run(command, check=True, capture_output=True)
        source = folder / f"{source.stem}.{kind}"
    return source


def page(rows: Sequence[Sequence[str]] = (HEADER, *ROWS), top: Sequence[str] = TOP) -> str:
    """The plan as a web page."""
    out = [f"<p>{html.escape(text)}</p>" for text in top] + ["<table border=1>"]
    for number, row in enumerate(rows):
        cells = []
        for place, text in enumerate(row):
            if text in (ABOVE, LEFT):
                continue
            down = 1 + (number + 1 < len(rows) and rows[number + 1][place] == ABOVE)
            across = 1 + sum(cell == LEFT for cell in row[place + 1 :])
            inner = html.escape(text).replace("\n", "<br>")
            cells.append(f"<td rowspan={down} colspan={across}>{inner}</td>")
        out.append(f"<tr>{''.join(cells)}</tr>")
    return f"<html><head><meta charset=utf-8></head><body>{''.join(out)}</table></body></html>"


def in_one_file() -> bytes:
    """The page as Word saves it "in a single file"."""
    body = quopri.encodestring(page().encode())
    head = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="--=_Part"\n\nA Single File Web Page.\n\n'
    part = b'----=_Part\nContent-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\n'
    return head + part + body + b"\n----=_Part--\n"


def rows_of(document: Document) -> list[tuple[str, ...]]:
    return [
        (r.part, r.stt, r.title, r.lead_raw, r.coordinators_raw, r.timeframe_raw, *r.inherited)
        for r in read_tasks(document)[0]
    ]


def wanted(name: str) -> list[tuple[str, ...]]:
    return rows_of(read_bytes(name, "", (DATA / name).read_bytes(), lambda _done, _total: None))


def test_word_97_has_the_rows_of_its_docx(soffice: str, tmp_path: Path) -> None:
    document = read_document(saved(soffice, DATA / "plan.docx", tmp_path, "odt", "doc"))
    assert rows_of(document) == wanted("plan.docx")
    assert [f.say("vi") for f in document.findings][:1] == [
        "đây là tệp DOC, đã được LibreOffice chuyển đổi. Hãy đối chiếu các dòng với văn bản"
    ]


def test_excel_97_has_the_rows_of_its_xlsx(soffice: str, tmp_path: Path) -> None:
    assert rows_of(read_document(saved(soffice, DATA / "plan.xlsx", tmp_path, "xls"))) == wanted("plan.xlsx")


@pytest.mark.parametrize("name", ["plan.html", "plan.doc", "plan.mht"])
def test_a_web_page_has_its_rows_whatever_it_is_called(soffice: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(in_one_file() if name == "plan.mht" else page().encode())
    document = read_document(path)
    assert rows_of(document) == wanted("plan.docx")
    assert document.findings[0].code == "converted"


OPEN_DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' office:version="1.2"><office:body><office:text>{}</office:text></office:body></office:document-content>'
)
MANIFEST = (
    '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry'
    ' m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/><m:file-entry m:full-path="content.xml"'
    ' m:media-type="text/xml"/></m:manifest>'
)


def open_document(path: Path, text: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", OPEN_DOCUMENT.format(text))
    return path


def test_what_an_open_document_links_to_is_not_fetched(soffice: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("mật khẩu")
    link = (
        '<text:p>Trước ngày 15/12</text:p><text:section text:name="s"><text:section-source xlink:type="simple"'
        f' xlink:href="{secret.as_uri()}" text:filter-name="Text"/><text:p>cũ</text:p></text:section>'
    )
    text = str(read_document(open_document(tmp_path / "plan.odt", link)).blocks)
    assert "Trước ngày 15/12" in text and "mật khẩu" not in text


def test_what_libreoffice_cannot_open_is_said_and_nothing_stays(
    soffice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []

    class Watched(TemporaryDirectory[str]):
        def __enter__(self) -> str:
            made.append(Path(self.name))
            return super().__enter__()

    monkeypatch.setattr(office, "TemporaryDirectory", Watched)
    path = tmp_path / "plan.doc"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument\0".encode("utf-16-le") + bytes(99)
    )
    with pytest.raises(Unreadable) as raised:
        read_document(path)
    assert raised.value.finding.code == "not-converted"
    assert [folder.exists() for folder in made] == [False]


def test_a_program_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "soffice", lambda: need_program("cat")[0])
    monkeypatch.setattr(office, "_CONVERTER", (office._CONVERTER[0], "-c", "import signal; signal.pause()"))
    monkeypatch.setattr(office, "_PATIENCE", Patience(total=0.4, silence=60, line=999))
    path = tmp_path / "plan.rtf"
    path.write_bytes(b"{\\rtf1 x}")
    with pytest.raises(Unreadable) as raised:
        read_document(path)
    assert raised.value.finding.code == "time"


@pytest.mark.parametrize("made", ["nothing", "a link to another file"])
def test_what_it_leaves_for_us_is_a_file_or_nothing(made: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ("import os, sys", "out = sys.argv[2] + '/out'", "os.mkdir(out)",
             f"os.symlink({str(DATA / 'plan.docx')!r}, out + '/document.docx')")  # fmt: skip
    link = "\n".join(lines)
    monkeypatch.setattr(programs, "soffice", lambda: need_program("cat")[0])
    monkeypatch.setattr(office, "_CONVERTER", (office._CONVERTER[0], "-c", "" if made == "nothing" else link))
    path = tmp_path / "plan.rtf"
    path.write_bytes(b"{\\rtf1 x}")
    with pytest.raises(Unreadable) as raised:
        read_document(path)
    assert raised.value.finding.code == "not-converted"


def test_without_libreoffice_the_remedy_is_said(tmp_path: Path) -> None:
    open_document(tmp_path / "a.odt", "<text:p>x</text:p>")
    (tmp_path / "a.doc").write_text(page())
    for name in ("a.odt", "a.doc"):
        with pytest.raises(Unreadable) as raised:
            read_document(tmp_path / name)
        assert raised.value.finding.code == "other-office" and "save it as" in str(raised.value)


def test_macros_are_said_and_the_rows_read(tmp_path: Path) -> None:
    for name in ("plan.docx", "plan.xlsx"):
        path = tmp_path / name.replace("x", "m")
        path.write_bytes((DATA / name).read_bytes())
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
        document = read_document(path)
        assert rows_of(document) == wanted(name)
        assert "macros-unread" in [finding.code for finding in document.findings]
