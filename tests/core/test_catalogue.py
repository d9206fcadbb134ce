"""The values of the files: what they are where a file says nothing, and what counts in comparing them."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import URGENCIES, Anchor, Catalogue, Obligation, Plan, Rule, Select, Step, Unplaced
from reminder.core.offsets import Offset
from reminder.core.reckoning import Reckoned
from reminder.directory.agency import Cast
from reminder.errors import Place, problem
from reminder.phrases import read
from tests.core.made import catalogue, obligation, plan, rule, step

DAY = date(2026, 1, 5)


def said(value: Any) -> dict[str, Any]:
    return {f.name: getattr(value, f.name) for f in fields(value)}


def test_what_a_file_leaves_out() -> None:
    reading = read("", DAY)
    given: dict[str, Any] = {
        "id": "p/1", "plan": "p", "kind": "task", "title": "t", "phrase": "", "reading": reading, "lead": Cast(),
    }  # fmt: skip
    texts = dict.fromkeys(("stt", "section", "output", "funding", "source", "quote", "note", "quiet"), "")
    assert said(Obligation(**given)) == given | texts | {
        "coordinators": Cast(), "approver": Cast(), "to": Cast(), "via": Cast(), "compiles": (), "inherited": (),
        "cutoff": "", "data_period": None,
        "tags": (), "was": (), "from_on": None, "until_on": None, "place": Place(""),
    }  # fmt: skip
    given = {
        "id": "p", "number": "1", "title": "t", "issued_on": DAY, "issued_raw": "", "reckoned": Reckoned.printed(DAY),
        "issuer": "u", "focal": "f", "obligations": (),
    }  # fmt: skip
    assert said(Plan(**given)) == given | {
        "issuer_raw": "", "directory": "", "before": "lenient", "nonworking_due": "keep", "answers": "final",
        "source": "", "note": "", "from_on": None, "until_on": None, "unplaced": (), "place": Place(""),
    }  # fmt: skip
    nothing = dict.fromkeys(("line", "text", "why", "row", "like", "obligation", "not_obligation", "same_as"), "")
    assert said(Unplaced("w")) == {"words": "w", "place": Place("")} | nothing
    given = {"id": "d5", "at": Offset(-5), "to": ("owner",), "template": "coming"}
    assert said(Step(**given)) == given | {
        "urgency": "normal", "every": (), "until": None, "mailboxes": (), "single": False, "place": Place(""),
    }  # fmt: skip
    assert said(Select()) == {
        "kind": None, "plans": (), "obligations": (), "groups": (), "tags": (), "min_months": None, "max_months": None,
        "state": (),
    }  # fmt: skip
    assert said(Anchor("issued")) == {"kind": "issued", "month": 0, "day": 0, "act": None}
    assert said(Rule("r", Select(), ())) == {
        "id": "r", "select": Select(), "ladder": (), "from_on": None, "until_on": None, "place": Place(""),
    }  # fmt: skip
    whole = catalogue()
    bare = Catalogue((), (), whole.directory, whole.calendar)
    assert (bare.texts, bare.warnings) == ((), ())


PLAN = plan(obligation("Quý III/2026"))


@pytest.mark.parametrize(
    "value", [PLAN, PLAN.obligations[0], step("d5", "-5wd"), rule()], ids=lambda v: type(v).__name__
)
def test_where_it_stands_does_not_count_in_comparing(value: Any) -> None:
    assert replace(value, place=Place("plans/p.toml", 7)) == value
    assert replace(value, id="other") != value


def test_neither_do_warnings_and_the_texts_are_in_no_message() -> None:
    rules = catalogue(PLAN)
    assert replace(rules, warnings=(problem(Place("p.toml", 1), "k", "t", "warning"),)) == rules
    assert replace(rules, texts=(("p.toml", "[plan]"),)) != rules
    assert "[plan]" not in repr(replace(rules, texts=(("p.toml", "[plan]"),)))


@pytest.mark.parametrize(
    ("anchor", "written"),
    [
        (Anchor("issued"), "issued"), (Anchor("checkpoint", 6, 15), "checkpoint 15/6"),
        (Anchor("review", 11, 1), "review 1/11"), (Anchor("restart", act=ActKind.RETURN), "restart return"),
    ],
)  # fmt: skip
def test_an_anchor_as_the_rule_file_writes_it(anchor: Anchor, written: str) -> None:
    assert str(anchor) == written


def test_what_is_looked_up_in_it() -> None:
    below, beside = obligation("Quý III/2026", id_="p/1"), obligation("Quý III/2026", id_="q/1")
    above = obligation("Quý IV/2026", id_="q/2", compiles=("p/1", "q/1"))
    first, second = plan(below), plan(beside, above)
    rules = catalogue(first, second)
    assert rules.plan_of == {"p": first, "q": second}
    assert rules.obligation_of == {"p/1": below, "q/1": beside, "q/2": above}
    assert rules.compiler_of == {"p/1": above, "q/1": above}
    anchored = rule(step("a", "issued"), step("b", "-5wd"), step("c", "review 15/11"), step("d", "restart return"))
    assert anchored.anchors == {"issued", "review", "restart"}
    assert URGENCIES == ("low", "normal", "high", "urgent")


@pytest.mark.parametrize(
    ("question", "answered", "leaves_out"),
    [
        ({}, False, False), ({"obligation": "1"}, True, False), ({"same_as": "1"}, True, False),
        ({"not_obligation": "x"}, True, False), ({"row": "2", "like": "1"}, False, False),
        ({"row": "2", "obligation": "2"}, True, False), ({"row": "2", "same_as": "1"}, True, True),
        ({"row": "2", "not_obligation": "x"}, True, True),
    ],
)  # fmt: skip
def test_what_an_answer_does(question: dict[str, Any], answered: bool, leaves_out: bool) -> None:
    asked = Unplaced("hằng năm", **question)
    assert (asked.answered, asked.leaves_out) == (answered, leaves_out)
    made = Plan("p", "1", "t", DAY, "", Reckoned.printed(DAY), "u", "f", (), unplaced=(asked, Unplaced("Quý I")))
    assert [q.words for q in made.questions] == ([] if answered else ["hằng năm"]) + ["Quý I"]
