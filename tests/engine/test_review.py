"""The review of an import: each sentence once with all its places, and what was placed nowhere with its question."""

from dataclasses import replace

import pytest

from reminder.documents.accounting import Printed, say_why
from reminder.documents.finding import Finding, Spot, found
from reminder.engine.importing.imported import Imported
from reminder.engine.importing.review import background, questions, remarks
from tests.engine.test_plan_json import MADE


def made(*findings: Finding) -> Imported:
    bare = [replace(one, findings=()) for one in MADE.tasks]
    return replace(MADE, findings=findings, tasks=tuple(bare), duties=(), path="k.docx")


def row(n: int) -> Spot:
    return Spot("row", n, "1")


def test_the_same_sentence_is_said_once_with_its_places() -> None:
    told = made(*(found("no-lead", row(n)) for n in (3, 5, 9)), found("no-lead", Spot("paragraph", 2)))
    assert list(remarks(told, "en")) == ["k.docx: table 1, row 3, 5, 9; paragraph 2: the row names no lead agency"]


def test_one_fact_that_differs_is_said_with_its_places() -> None:
    told = made(*(found("unknown", row(n), name=name, near="") for n, name in ((1, "Sở A"), (2, "Sở B"), (3, "Sở A"))))
    (line,) = remarks(told, "en")
    assert '"Sở A" (table 1, row 1, 3); "Sở B" (table 1, row 2) is not in the directory' in line


def test_what_differs_in_more_is_said_apart() -> None:
    told = made(
        found("two-numbers", row(1), first="1", second="2"), found("two-numbers", row(2), first="3", second="4")
    )
    assert len(list(remarks(told, "en"))) == 2


def test_questions_have_their_place_words_and_remedy() -> None:
    long = "x " * 200 + "trước ngày 20/6/2026" + " y" * 200
    unplaced = (Printed(Spot("line", 4), long, "trước ngày 20/6/2026", "unplaced", "no-order"),)
    (line,) = questions(replace(made(), unplaced=unplaced), "en")
    assert line.startswith("line 4: “trước ngày 20/6/2026” (“…") and line.endswith(say_why(unplaced[0], "en"))
    assert len(line) < 400 and line.count("trước ngày 20/6/2026") == 2


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("why", ["no-order", "unread", "amends", "blank", "table", "note-asked", "like-row", "like"])
def test_each_question_says_the_keys_that_answer_it(why: str, lang: str) -> None:
    said = say_why(Printed(Spot("line", 4), "x", "hằng quý", "unplaced", why, "II.2", "I.1"), lang)
    assert any(f"{key} = " in said for key in ("obligation", "not_obligation")) and len(said) < 210
    assert ('same_as = "I.1"' in said) == why.startswith("like")


def test_what_a_row_looks_like_is_shown_with_its_words_lead_and_time() -> None:
    unplaced = (Printed(Spot("line", 4), "Sở A rà soát", "Quý II", "unplaced", "like-row", like="I.1"),)
    (line,) = questions(replace(made(), unplaced=unplaced), "vi")
    assert line.endswith(" — I.1: “Rà soát”, Sở A, Sở B, Quý II/2026 (dòng 5)")


def test_background_is_counted_by_kind() -> None:
    times = [
        Printed(Spot("line", n), "x", "năm 2026", "background", why) for n, why in enumerate(["goal", "past", "goal"])
    ]
    assert background(replace(made(), background=tuple(times)), "en") == "a goal: 2; past: 1"
