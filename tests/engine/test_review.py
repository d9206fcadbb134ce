"""The review of an import: each line says where, what and what to do, no sentence twice."""

from dataclasses import replace
from datetime import date

import pytest

from reminder.documents.accounting import Printed, say_why
from reminder.documents.finding import Finding, Spot, found
from reminder.engine.importing.imported import Imported
from reminder.engine.importing.review import Review, background, review
from reminder.phrases import read
from tests.engine.test_plan_json import MADE


def made(*findings: Finding) -> Imported:
    bare = [replace(one, findings=()) for one in MADE.tasks]
    return replace(MADE, findings=findings, tasks=tuple(bare), duties=(), path="k.docx")


def row(n: int) -> Spot:
    return Spot("row", n, "1")


def remarks(imported: Imported, lang: str = "en") -> list[str]:
    return list(review(imported, lang).remarks)


def test_the_same_sentence_is_said_once_with_its_places() -> None:
    told = made(*(found("no-lead", row(n)) for n in (3, 5, 9)), found("no-lead", Spot("paragraph", 2)))
    said = 'the row names no lead agency; write lead = "…" in the plan file'
    assert remarks(told) == [f"table 1, row 3, 5, 9; paragraph 2: {said}"]


def test_a_line_of_one_row_names_it_by_its_words() -> None:
    imported = replace(MADE, findings=())
    assert remarks(imported, "vi") == [
        'dòng 5, “Rà soát” (I.1): hàng không có số thứ tự; nếu cần thì ghi stt = "…" trong tệp kế hoạch',
        'trang 2, “Tổng hợp báo cáo” (report-annual): không nêu nơi nhận; ghi to = "…" trong tệp kế hoạch',
    ]


def test_a_paragraph_is_found_by_the_numbers_that_are_printed() -> None:
    spots = [Spot("paragraph", n) for n in (12, 13, 14)]
    labels = {spots[0]: "II.1", spots[1]: "II.1"}
    one = replace(made(found("no-recipient", spots[0])), labels=labels)
    assert remarks(one, "vi")[0].startswith("Mục II.1 (đoạn 12): không nêu")
    all_ = replace(made(*(found("no-recipient", spot) for spot in spots)), labels=labels)
    assert remarks(all_, "vi")[0].startswith("Mục II.1, đoạn 12, 13; đoạn 14: không nêu")


def test_names_that_are_not_known_are_one_line() -> None:
    told = made(
        *(found("unknown", row(n), name=name, near="") for n, name in ((1, "Sở A"), (2, "Sở B"), (3, "Sở A"))),
        found("unknown-near", row(4), name="Sở Tài chíng", near="Sở Tài chính"),
    )
    (line,) = remarks(told)
    assert "not in the directory: “Sở A” (table 1, row 1, 3); “Sở B” (table 1, row 2); " in line
    assert "“Sở Tài chíng”, near Sở Tài chính, (table 1, row 4); add them there" in line


def test_what_differs_in_more_is_said_apart() -> None:
    told = made(
        found("two-numbers", row(1), first="1", second="2"), found("two-numbers", row(2), first="3", second="4")
    )
    assert len(remarks(told)) == 2


def phrase(n: int, words: str) -> Finding:
    return found("phrase", row(n), phrase=words, odd=read(words, date(2026, 1, 5)).odd)


def test_years_that_are_not_printed_are_said_once_and_ask_nothing() -> None:
    told = review(made(phrase(1, "trước 14/4"), phrase(2, "quý II"), phrase(3, "trước 31/02/2026")), "vi")
    assert told.notes == (
        "không ghi năm, hiểu là 2026 (gần nhất sau ngày của văn bản): “trước 14/4” (bảng 1, hàng 1); “quý II” (bảng 1, "
        "hàng 2)",
    )
    assert len(told.remarks) == told.places == 1 and "vị trí" not in " ".join((*told.notes, *told.remarks))


def test_what_recurs_without_a_day_has_its_rhythm() -> None:
    often, never = (
        found("undated", row(n), words=words) for n, words in ((1, "Định kỳ hằng quý, công khai"), (2, "báo cáo"))
    )
    assert [line.partition("; ")[0] for line in remarks(made(often, never), "vi")] == [
        "bảng 1, hàng 1: có kỳ nhưng chưa có ngày: “Định kỳ hằng quý, công khai”",
        "bảng 1, hàng 2: không có thời hạn: “báo cáo”",
    ]


ASKED = Printed(Spot("line", 4), "x " * 200 + "trước ngày 20/6/2026" + " y" * 200, "trước ngày 20/6/2026", "unplaced",
                "no-order")  # fmt: skip


def test_questions_have_their_place_words_and_remedy() -> None:
    (line,) = review(replace(made(), unplaced=(ASKED,)), "en").questions
    assert line.startswith("line 4: “trước ngày 20/6/2026” (“…") and line.endswith(say_why(ASKED, "en"))
    assert len(line) < 400 and line.count("trước ngày 20/6/2026") == 2


def test_what_is_right_as_it_is_asks_nobody() -> None:
    told = review(
        replace(made(found("said-again", row(1), words="x"), found("no-lead", row(2))), unplaced=(ASKED,)), "en"
    )
    assert [len(told.questions), len(told.remarks), len(told.notes), told.places] == [1, 1, 1, 2]
    assert review(made(), "en") == Review((), (), (), 0)


ROW_CODES: dict[str, dict[str, str]] = {
    "cut-start": {}, "cut-end": {}, "gap": {"missing": "2"}, "repeat": {"stt": "2"},
    "order": {"stt": "2", "before": "3"}, "no-number": {}, "no-title": {}, "no-lead": {}, "no-timeframe": {},
    "no-lead-column": {}, "no-timeframe-column": {}, "blank-filled": {"columns": "x"}, "guessed-cells": {},
    "undated": {"words": "x"}, "no-owner": {}, "owner-addressed": {"words": "x"}, "no-recipient": {},
    "unknown": {"name": "x", "near": ""}, "unknown-near": {"name": "x", "near": "y"},
    "other-days": {"name": "x", "day": "y", "why": "z"}, "split": {"name": "x", "basis": "y"},
    "phrase": {"phrase": "x", "odd": "y"}, "two-numbers": {"first": "1", "second": "2"}, "no-plan-number": {},
    "no-plan-title": {}, "no-issuer": {}, "issuer-of-text": {"name": "x"},
}  # fmt: skip


@pytest.mark.parametrize("code", ROW_CODES)
def test_each_remark_says_what_to_write_and_where(code: str) -> None:
    finding = found(code, row(1), **ROW_CODES[code])
    (vi,), (en,) = (review(made(finding), lang).remarks for lang in ("vi", "en"))
    assert any(where in vi for where in ("tệp kế hoạch", "mục [plan]", "danh bạ")), vi
    assert any(what in vi for what in ("ghi", "thêm", "sửa")), vi
    assert any(where in en for where in ("plan file", "[plan]", "directory")), en


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("why", ["no-order", "unread", "amends", "blank", "table", "note-asked", "like-row", "like"])
def test_each_question_says_the_keys_that_answer_it(why: str, lang: str) -> None:
    said = say_why(Printed(Spot("line", 4), "x", "hằng quý", "unplaced", why, "II.2", "I.1"), lang)
    assert any(f"{key} = " in said for key in ("obligation", "not_obligation")) and len(said) < 210
    assert ('same_as = "I.1"' in said) == why.startswith("like")


def test_what_a_row_looks_like_is_shown_with_its_words_lead_and_time() -> None:
    unplaced = (Printed(Spot("line", 4), "Sở A rà soát", "Quý II", "unplaced", "like-row", like="I.1"),)
    (line,) = review(replace(made(), unplaced=unplaced), "vi").questions
    assert line.endswith(" — I.1: “Rà soát”, Sở A, Sở B, Quý II/2026 (dòng 5)")


def test_background_is_counted_by_kind() -> None:
    times = [
        Printed(Spot("line", n), "x", "năm 2026", "background", why) for n, why in enumerate(["goal", "past", "goal"])
    ]
    assert background(replace(made(), background=tuple(times)), "en") == "a goal: 2; past: 1"
