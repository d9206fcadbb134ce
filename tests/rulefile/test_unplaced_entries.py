"""Questions of an import in a plan file: asked once, their answers kept, and what becomes of those that are gone."""

import tomllib
import unicodedata
from dataclasses import replace

import pytest

from reminder.rulefile import load_texts
from reminder.rulefile.writing.plan_file import PlanChange, PlanRow, update_plan, write_plan
from reminder.rulefile.writing.toml_text import Value
from reminder.rulefile.writing.unplaced_entries import Question
from tests.rulefile.office import OFFICE

HEAD: dict[str, Value] = {"id": "p", "title": "Kế hoạch"}
A, B = (PlanRow("task", id_, {"title": title}, {}) for id_, title in (("I.1", "Xây dựng quy chế"), ("I.2", "Đào tạo")))
ONE = Question("đoạn 12", "Sở Y tế báo cáo trước ngày 20/6.", "trước ngày 20/6", "là nghĩa vụ nào?")
TWO = Question("đoạn 20", "Họp giao ban hằng quý.", "hằng quý", "là nghĩa vụ nào?")
TWIN = Question("đoạn 30", "Đào tạo", "Năm 2026", "có phải một việc?", "I.2", "I.1")
FILE = write_plan(HEAD, (A, B), (ONE, TWO, TWIN))
HINT = (
    "# Mỗi mục [[unplaced]] là một câu hỏi của lần nhập; trả lời bằng đúng một khóa viết thêm vào mục:\n"
    '#   obligation = "mã"          là thời hạn của dòng có id này (chưa có dòng thì thêm một mục [[task]] trước)\n'
    '#   same_as = "mã"             nói lại dòng có id này\n'
    '#   not_obligation = "lý do"   không phải việc phải làm\n'
)
ENTRY = (
    '[[unplaced]]\nline = "đoạn 12"\ntext = "Sở Y tế báo cáo trước ngày 20/6."\nwords = "trước ngày 20/6"\n'
    'why = "là nghĩa vụ nào?"\n'
)


def again(text: str, *questions: Question, rows: tuple[PlanRow, ...] = (A, B)) -> tuple[str, list[PlanChange]]:
    found, changes, _ = update_plan(text, HEAD, rows, questions)
    assert update_plan(found, HEAD, rows, questions)[0] == found, "a second time nothing"
    return found, list(changes)


def answer(text: str, words: str, key: str, value: str) -> str:
    assert text.count(f'words = "{words}"\n') == 1
    return text.replace(f'words = "{words}"\n', f'words = "{words}"\n{key} = "{value}"  # chị Lan\n')


def entries(text: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = tomllib.loads(text).get("unplaced", [])
    return found


def test_they_stand_behind_the_rows_with_a_word_on_how_to_answer() -> None:
    assert f"\n\n{HINT}{ENTRY}\n[[unplaced]]\n" in FILE
    assert FILE.count(HINT) == 1
    assert FILE.endswith('why = "có phải một việc?"\nrow = "I.2"\nlike = "I.1"\n')
    assert write_plan(HEAD, (A, B), ()).count("unplaced") == 0
    assert again(FILE, ONE, TWO, TWIN) == (FILE, [])


@pytest.mark.parametrize("key", ["obligation", "not_obligation", "same_as"])
def test_an_answer_stays_while_the_words_are_printed(key: str) -> None:
    answered = answer(FILE, ONE.words, key, "I.1")
    assert again(answered, ONE, TWO, TWIN) == (answered, [])
    moved, changes = again(answered, replace(ONE, line="đoạn 14", why="?"), TWO, TWIN)
    assert moved == answered.replace("đoạn 12", "đoạn 14")
    assert changes == [PlanChange("changed", "unplaced", "line", "đoạn 12", "đoạn 14")]
    mended = replace(ONE, text="Sở Y tế báo cáo UBND tỉnh trước ngày 20/6", words="Trước ngày  20/6")
    assert again(answered, mended, TWO, TWIN) == (answered, [])


def test_an_answer_stays_whatever_letters_an_editor_makes_of_the_file() -> None:
    """A Mac writes "é" as two letters."""
    taken_apart = unicodedata.normalize("NFD", answer(FILE, ONE.words, "not_obligation", "lễ hội"))
    found, _ = again(taken_apart, ONE, TWO, TWIN)
    assert [entry.get("not_obligation") for entry in entries(unicodedata.normalize("NFC", found))] == [
        "lễ hội", None, None,
    ]  # fmt: skip


def test_other_words_are_another_question() -> None:
    answered = answer(FILE, ONE.words, "obligation", "I.1")
    other = replace(ONE, words="trước ngày 25/6", text="Sở Y tế báo cáo trước ngày 25/6.")
    found, changes = again(answered, other, TWO, TWIN)
    assert changes == [
        PlanChange("added", "unplaced", "words", "", "trước ngày 25/6"),
        PlanChange("gone", "unplaced", "words", "trước ngày 20/6", ""),
    ]
    assert [e["words"] for e in entries(found)] == ["hằng quý", "Năm 2026", "trước ngày 25/6"]
    assert '# words = "trước ngày 20/6"\n# obligation = "I.1"  # chị Lan\n' in found, "the answer is there to read"
    elsewhere = replace(ONE, text="Điểm khác của văn bản, không liên quan gì.")
    assert [c.what for c in again(answered, elsewhere, TWO, TWIN)[1]] == ["added", "gone"]


def test_an_open_one_that_is_gone_goes_and_its_comments_stay() -> None:
    noted = FILE.replace('words = "hằng quý"\n', 'words = "hằng quý"  # hỏi anh Nam\n')
    found, changes = again(noted, ONE, TWIN)
    assert changes == [PlanChange("gone", "unplaced", "words", "hằng quý", "")]
    assert [e["words"] for e in entries(found)] == ["trước ngày 20/6", "Năm 2026"]
    assert "\n# hỏi anh Nam\n" in found
    bare, _ = again(FILE)
    assert entries(bare) == [] and bare.count(HINT) == 1
    assert again(bare, TWO)[0].count(HINT) == 1


def test_an_answer_that_keeps_a_row_out_stays_while_the_row_does() -> None:
    answered = answer(FILE, TWIN.words, "same_as", "I.1")
    found, changes = again(answered, ONE, TWO)
    assert (found, [c.what for c in changes]) == (answered, ["gone"])
    texts = OFFICE | {"plans/p.toml": found.replace('title = "Kế hoạch"', 'title = "K"\ndirectory = "tinh"\nissuer = '
                                                    '"UBND tỉnh"\nissued_on = 2026-01-01', 1)}  # fmt: skip
    assert "p/I.2" not in load_texts(texts).obligation_of
    own = answer(FILE, TWIN.words, "obligation", "I.2")
    assert "# row" in again(own, ONE, TWO)[0], "one that keeps it in may go"
    without = answered.replace(FILE[FILE.index('[[task]]\nid = "I.2"') : FILE.index(HINT)], "")
    assert "# row" in again(without, ONE, TWO, rows=(A,))[0], "as may one whose row is gone"


def test_rows_are_named_by_their_ids_in_the_file() -> None:
    """The document numbers its rows anew; the file keeps what it called them."""
    moved = (PlanRow("task", "I.1", {"title": "Việc mới hẳn"}, {}), replace(A, id="I.2"), replace(B, id="I.3"))
    found, changes = again(FILE, ONE, TWO, replace(TWIN, row="I.3", like="I.2"), rows=moved)
    assert [c.what for c in changes] == ["added"] and entries(found) == entries(FILE)
    renamed = answer(FILE, TWIN.words, "same_as", "I.1").replace('id = "I.2"\n', 'id = "II.9"\nwas = ["I.2"]\n')
    assert again(renamed, ONE, TWO, TWIN) == (renamed, []), "and a former id is that of the row"
    report = PlanRow("report", "r-2", {"title": "Tổng hợp", "quote": "Tổng hợp"}, {"compiles": ("I.2", "I.7", "x")})
    found, _ = again(FILE, ONE, TWO, TWIN, rows=(replace(A, id="I.2"), replace(B, id="I.7"), report))
    assert tomllib.loads(found)["report"][0]["compiles"] == ["I.1", "I.2", "x"]


def test_the_same_words_twice_are_two_questions() -> None:
    twice = (ONE, replace(ONE, line="đoạn 50"))
    text = write_plan(HEAD, (A, B), twice)
    assert len(entries(text)) == 2
    first = text.replace('line = "đoạn 12"\n', 'line = "đoạn 12"\nobligation = "I.1"\n')
    assert again(first, *twice[::-1]) == (first, [])
    found, changes = again(first, twice[0])
    assert [e.get("obligation") for e in entries(found)] == ["I.1"] and [c.what for c in changes] == ["gone"]
    pair = (replace(TWIN, like="I.1"), replace(TWIN, like="I.3"))
    both = write_plan(HEAD, (A, B, replace(A, id="I.3", values={"title": "Rà soát"})), pair)
    assert [e["like"] for e in entries(both)] == ["I.1", "I.3"]


def test_questions_in_one_list_are_left_to_a_person() -> None:
    text = 'unplaced = [{ words = "hằng quý", text = "Họp giao ban hằng quý." }]\n' + write_plan(HEAD, (A, B))
    assert again(text, TWO) == (text, [])
    assert again(text)[0] == text
    with pytest.raises(ValueError, match="unplaced"):
        update_plan(text, HEAD, (A, B), (ONE,))
