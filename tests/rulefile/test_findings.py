"""Faults of files as values with a place."""

import pytest

from reminder.errors import BadInput, Place
from reminder.rulefile import load_texts
from reminder.rulefile.reading.findings import Findings, like, parse
from tests.rulefile.office import OFFICE

TEXT = """\
x = 1

[[task]]
id = "I.1"
lead = ["a", "b"]

[[task]]
title = "ohne"
"""


def test_where_a_key_stands() -> None:
    whole = parse("a.toml", TEXT, Findings())
    assert whole
    lines = {
        (): 0, ("x",): 1, ("x", "y"): 1, ("nothing",): 0, ("task", 0): 3, ("task", 0, "id"): 4,
        ("task", 0, "lead", 1): 5, ("task", 0, "lead", 7): 5, ("task", 0, "title"): 3, ("task", 1, "title"): 8,
    }  # fmt: skip
    assert {path: whole.of(*path).place.line for path in lines} == lines
    assert whole.of("task").of(1, "title") == whole.of("task", 1, "title")
    assert whole.of("x").place == Place("a.toml", 1)
    assert (str(whole.place), str(whole.of("x").place)) == ("a.toml", "a.toml:1")


def test_a_key_in_words() -> None:
    whole = parse("a.toml", TEXT, Findings())
    assert whole
    words = {
        (): "", ("x",): "x", ("task", 0, "lead", 1): "task[I.1].lead[2]", ("task", 1, "title"): "task[2].title",
        ("task", 5, "title"): "task[6].title", ("x", 0, "y"): "x[1].y", ("gone", "y"): "gone.y",
    }  # fmt: skip
    assert {path: whole.of(*path).key for path in words} == words


def test_findings_by_file_and_line() -> None:
    found = Findings()
    whole = parse("b.toml", TEXT, found)
    assert whole
    assert found.faulty == frozenset()
    whole.of("task", 1).fault("late {n}", n=3)
    whole.of("x").fault("early")
    found.at(Place("a.toml", 9), "k", "other")
    found.at(Place("c.toml"), "", "soft", "warning")
    whole.fault("mild {n}", "warning", n=4)
    assert [str(p) for p in found.of("error")] == [
        "a.toml:9: k: other",
        "b.toml:1: x: early",
        "b.toml:7: task[2]: late 3",
    ]
    assert [str(p) for p in found.of("warning")] == ["b.toml: mild 4", "c.toml: soft"]
    assert found.faulty == {"a.toml", "b.toml"}


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("x = 1\ny = 01\n", "a.toml:2", "not valid TOML: "), ("x = 1\n\ny = [1,\n", "a.toml:3", "not valid TOML: "),
        ("x = {", "a.toml:1", "not valid TOML: "), ("=", "a.toml:1", "each key once"),
        ("x = 1\nx = 2\n", "a.toml:2", "Cannot overwrite"),
        ("x = " + "9" * 5000, "a.toml", "nested too deep or a number too long"),
        ("x = " + "[" * 5000 + "]" * 5000, "a.toml", "nested too deep or a number too long"),
    ],
    ids=lambda text: str(text)[:12],
)  # fmt: skip
def test_what_is_no_toml_says_where(text: str, place: str, said: str) -> None:
    found = Findings()
    assert parse("a.toml", text, found) is None
    (problem,) = found.of("error")
    assert str(problem.place) == place
    assert said in str(problem) and str(problem).startswith(f"{place}: not valid TOML: ")


@pytest.mark.parametrize(
    ("word", "near"), [("laed", ' — did you mean "lead"?'), ("title", ' — did you mean "title"?'), ("zzz", "")]
)
def test_what_a_misspelt_word_is_like(word: str, near: str) -> None:
    assert like(word, ["title", "lead", "lead_time"]) == near


@pytest.mark.parametrize("typed", ["05/02/2018", "5.2.2018", "05-02-2018", '"05/02/2018"', "05/02/2018  # ngày ký"])
def test_a_date_as_paper_has_it_is_told_with_its_place_and_how_to_write_it(typed: str) -> None:
    plan = f'[plan]\nid = "x"\ntitle = "Kế hoạch"\nissuer = "UBND tỉnh"\nissued_on = {typed}\n'
    with pytest.raises(BadInput) as caught:
        load_texts(OFFICE | {"plans/x.toml": plan})
    told = next(p for p in caught.value.problems if p.place.line == 5)
    assert (told.place.path, told.place.line) == ("plans/x.toml", 5) and "issued_on" in told.key
    assert "write 2018-02-05, year-month-day and without quotes" in told.message
