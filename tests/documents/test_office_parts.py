"""Parts found by their relationships, whatever they are called; the strict form of the same files."""

import io
import zipfile
from pathlib import Path

import pytest

from reminder.documents import read_document, read_tasks
from reminder.documents.readers.office_parts import Parts, office_kind
from tests.documents.office_files import item, opened, para, row, run, said, style, tasks, texts, word
from tests.documents.papers import excel
from tests.documents.papers import word as plain_word

LISTS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
BODY = (
    tasks(row(item(""), "Trồng cây", "Sở Y tế", "", para("Quý I/2026", '<w:r><w:footnoteReference w:id="2"/></w:r>'))),
    para(run("cũ", '<w:rStyle w:val="Old"/>')),
)
PARTS = {
    "numbering": LISTS,
    "styles": style("Old", "character", "<w:strike/>"),
    "footnotes": f'<w:footnote w:id="2">{para("Theo Nghị quyết 7")}</w:footnote>',
    "comments": f'<w:comment w:id="1">{para("Xem lại")}</w:comment>',
}
STRICT = (
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
    ("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/"),
)


@pytest.mark.parametrize("change", [(), STRICT], ids=["transitional", "strict"])
@pytest.mark.parametrize("main", ["word/document.xml", "word/document2.xml", "doc/main/text.xml"])
def test_parts_are_found_by_their_relationships(main: str, change: tuple[tuple[str, str], ...]) -> None:
    document = opened(word(*BODY, main=main, change=change, **PARTS))
    (task,) = read_tasks(document)[0]
    assert (task.stt, task.title, task.note) == ("1", "Trồng cây", "Theo Nghị quyết 7")
    assert said(document) == [("struck-text", "cũ"), ("comment", "Xem lại")]


def test_a_part_that_no_relationship_names_is_not_there() -> None:
    data = io.BytesIO(word(para(run("chữ", '<w:rStyle w:val="Old"/>'))))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("word/styles.xml", "<broken")
    assert texts(opened(data.getvalue())) == ["chữ"]


@pytest.mark.parametrize(
    ("data", "kind", "main"),
    [
        (plain_word(), "docx", "word/document.xml"),
        (excel(), "xlsx", "xl/workbook.xml"),
        (word(para("x"), main="a/b.xml"), "docx", "a/b.xml"),
    ],
)
def test_the_kind_and_the_main_part(data: bytes, kind: str, main: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert (office_kind(archive), Parts(archive).main) == (kind, main)


def test_no_relationship_at_the_root() -> None:
    """What some programs leave out; the usual name is tried."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("ppt/presentation.xml", "<p/>")
    with zipfile.ZipFile(out) as archive:
        assert (office_kind(archive), Parts(archive).main) == ("pptx", "ppt/presentation.xml")


def test_no_office_file() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    with zipfile.ZipFile(out) as archive:
        assert (office_kind(archive), Parts(archive).main) == ("", "")


def test_a_relationship_to_the_outside_is_no_part() -> None:
    link = (
        '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"'
        ' Target="https://example.com/styles.xml" TargetMode="External"/>'
    )
    assert texts(opened(word(para("chữ"), links=link))) == ["chữ"]


@pytest.mark.parametrize("change", [(), STRICT], ids=["transitional", "strict"])
def test_the_door_knows_a_word_file_by_its_parts(change: tuple[tuple[str, str], ...], tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(word(*BODY, main="word/document2.xml", change=change, **PARTS))
    document = read_document(path)
    assert document.kind == "docx" and [task.title for task in read_tasks(document)[0]] == ["Trồng cây"]
