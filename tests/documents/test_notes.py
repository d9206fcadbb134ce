"""Footnotes go to the row that cites them; a mark may stand for another note on each page."""

from pathlib import Path

import pytest

from reminder.documents import read_document, read_tables
from reminder.documents.blocks import Document, Note, cited
from reminder.documents.finding import Spot
from reminder.documents.lines import Word
from reminder.documents.readers.pages import Page, Pages
from tests.documents.office_files import opened, para, row, tasks, word


@pytest.mark.parametrize(("place", "words"), [(1, "một"), (3, "một"), (4, "hai"), (8, "hai"), (9, "hai")])
def test_a_mark_is_that_of_the_next_note_below_it(place: int, words: str) -> None:
    notes = (Note("1", "một", 3), Note("2", "khác", 4), Note("1", "hai", 8))
    assert cited(notes, "1", Spot("line", place)) == words


@pytest.mark.parametrize("mark", ["¹ ", "[1] "])
def test_a_mark_used_twice_in_a_text(mark: str, tmp_path: Path) -> None:
    lines = (
        "KẾ HOẠCH", "", "STT\tNhiệm vụ\tChủ trì\tThời gian", "1\tTrồng cây¹\tSở Y tế\tQuý I/2026",
        f"{mark}Theo Quyết định số 1.", "2\tTập huấn¹\tSở Y tế\tQuý II/2026¹", f"{mark}Theo Công văn số 2.",
    )  # fmt: skip
    (tmp_path / "plan.txt").write_text("\n".join(lines), "utf-8")
    rows = read_tables(read_document(tmp_path / "plan.txt")).tasks
    assert [(task.title, task.note) for task in rows] == [
        ("Trồng cây", "Theo Quyết định số 1."), ("Tập huấn", "Theo Công văn số 2."),
    ]  # fmt: skip


def words(y: float, *texts: tuple[float, str], size: float = 12) -> list[Word]:
    return [Word(text, x, x + 6.0 * len(text), y, size) for x, text in texts]


def test_a_mark_used_on_each_page() -> None:
    pages = Pages()
    for number, (title, note) in enumerate((("Trồng", "Quyết định"), ("Tập", "Công văn")), 1):
        head = words(100, (50, "STT"), (100, "Nhiệm vụ"), (250, "Chủ trì"), (400, "Thời gian"))
        body = words(120, (50, str(number)), (100, f"{title}¹"), (250, "Sở Y tế"), (400, "Quý I/2026"))
        pages.take(Page(number, 800, head + body + words(700, (50, f"¹ {note}"), size=9), ()))
    blocks, notes = pages.blocks()
    assert notes == (Note("1", "Quyết định", 1), Note("1", "Công văn", 2))
    rows = read_tables(Document("pdf", blocks, notes)).tasks
    assert [(task.title, task.note) for task in rows] == [("Trồng", "Quyết định"), ("Tập", "Công văn")]


def test_a_note_that_a_row_cites_twice_is_kept_once() -> None:
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    made = tasks(row("1", para("Trồng cây", mark), para("Sở Y tế", mark), "", "Quý I/2026"))
    note = '<w:footnote w:id="1"><w:p><w:r><w:t>Theo Quyết định số 1.</w:t></w:r></w:p></w:footnote>'
    (task,) = read_tables(opened(word(made, footnotes=note))).tasks
    assert task.note == "Theo Quyết định số 1."
