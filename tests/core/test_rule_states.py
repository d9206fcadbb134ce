"""Rules that select by state: what was returned, extended, resumed or adopted goes by a ladder of its own."""

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from reminder.core.act_kinds import ACTS, ActKind
from reminder.core.catalogue import BegunAs, Rule, Select
from reminder.core.ladder import DEFAULT, Timetable, begun_as, takes
from tests.core.made import LADDER, Office, catalogue, obligation, plan, rule, step
from tests.core.telling import told

DUE = obligation("chậm nhất ngày 15/12/2026")
SOONER = (step("d2", "-2wd"), step("late", "+1wd", template="overdue"))
USUAL = rule()


def by(*states: BegunAs) -> Rule:
    return Rule("of-state", Select(state=states), SOONER)


def office(*rules: Rule) -> Office:
    made = Office(catalogue(plan(DUE), rules=(USUAL, *rules)))
    made.tick(date(2026, 6, 1))
    return made


def test_the_words_are_those_of_what_began_again() -> None:
    found = {kind: begun_as(kind) for kind in ActKind}
    assert {word for word in found.values() if word} >= set(get_args(BegunAs))
    assert found[ActKind.RETURN] == "returned" and found[ActKind.EXTEND] == "extended" and found[ActKind.SUBMIT] == ""
    assert all(bool(found[kind]) == bool(ACTS[kind].restart) for kind in ActKind)


def test_what_is_extended_goes_by_the_ladder_of_its_state() -> None:
    made = office(by("extended"))
    assert told(made.tick(date(2026, 12, 1))) == ["01/12 d10#1 a"]
    made.acts.write("extend", date(2026, 12, 2), until_on=date(2026, 12, 22))
    assert told(made.tick(date(2026, 12, 2))) == ["02/12 extended#1 a"], "the rule has no step for it, yet it is told"
    assert told(made.tick(date(2026, 12, 15))) == [], "the usual d5"
    assert told(made.tick(date(2026, 12, 18))) == ["18/12 d2#1 a"]
    assert told(made.tick(date(2026, 12, 23))) == ["23/12 late#1 a"]


def test_the_last_act_that_began_it_counts_and_one_undone_does_not() -> None:
    made = office(by("returned"))
    rules = made.rules
    act = made.acts
    act.write("submit", date(2026, 12, 1))
    act.write("return", date(2026, 12, 2))
    assert told(made.tick(date(2026, 12, 2))) == ["02/12 returned#1 a"]
    extended = act.write("extend", date(2026, 12, 3), until_on=date(2026, 12, 22))
    assert [n.rung.step.id for n in made.tick(date(2026, 12, 3)).notices] == ["extended"]
    assert told(made.tick(date(2026, 12, 15))) == ["15/12 d5#1 a"], "extended now, so the usual ladder holds"
    act.write("undo", date(2026, 12, 16), undoes=extended.id)
    assert Timetable(rules).rule(DUE, date(2026, 12, 16), ActKind.UNDO) is USUAL


def test_a_state_outranks_a_kind_and_gives_way_to_whatever_is_named() -> None:
    kind, state = Rule("kind", Select(kind="task"), LADDER), by("returned", "resumed")
    named = Rule("named", Select(plans=("p",)), LADDER)
    both = Rule("both", Select(plans=("p",), state=("returned",)), LADDER)
    day = date(2026, 12, 1)

    def of(*rules: Rule, act: ActKind | None = None) -> str:
        return Timetable(catalogue(plan(DUE), rules=rules)).rule(DUE, day, act).id

    assert of(kind, state, act=ActKind.RETURN) == of(kind, state, act=ActKind.RESUME) == "of-state"
    assert of(kind, state) == of(kind, state, act=ActKind.EXTEND) == "kind"
    assert of(kind, state, named, act=ActKind.RETURN) == "named"
    assert of(kind, state, named, both, act=ActKind.RETURN) == "both"
    assert of(state) == DEFAULT.id


@pytest.mark.parametrize("state", get_args(BegunAs))
def test_nothing_that_did_not_begin_so_is_taken(state: BegunAs) -> None:
    rules = catalogue(plan(DUE))
    assert not takes(Select(state=(state,)), rules, DUE)
    assert takes(Select(state=(state,)), rules, DUE, state)
    for other in get_args(BegunAs):
        assert takes(replace(Select(), state=(state,)), rules, DUE, other) == (state == other)
