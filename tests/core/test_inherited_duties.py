"""What an heir takes over with the duty of bodies that ceased."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.deadline import Deadline
from reminder.core.inherited_duties import born, grown, later
from reminder.core.matter_status import Status
from reminder.core.occurrence_state import NEW, State
from reminder.core.owners import Gone, Owner
from reminder.phrases import Bound

A, B = Gone(Owner(("a",)), ("h",), frozenset()), Gone(Owner(("b",)), ("h",), frozenset())


def dec(day: int) -> date:
    return date(2026, 12, day)


def extended(day: int, by: int = 1, **more: Any) -> State:
    return replace(
        NEW, revision=2, due_on=dec(day), restart=ActKind.EXTEND, restarted_on=dec(1), restarted_by=by, begun_on=dec(2),
        since_on=dec(3), document=f"{by}/CV", **more,
    )  # fmt: skip


ANSWERED = replace(
    NEW, status=Status.SUBMITTED, since_on=dec(4), counts_on=dec(4), document="7/BC", said_by="officer", late=True
)


def test_nothing_had_happened() -> None:
    assert born("h", [(A, NEW), (B, NEW)]) == NEW


def test_the_later_of_two_dates_with_the_act_that_gave_it() -> None:
    for left in ([(A, extended(20, 1)), (B, extended(25, 2))], [(B, extended(25, 2)), (A, extended(20, 1))]):
        state = born("h", left)
        assert state.due_on == dec(25)
        assert state.revision == 3, "each date that was given is a ladder of its own"
    assert born("h", [(A, extended(20, 1)), (B, extended(25, 2))]).restarted_by == 1
    alone = born("h", [(A, extended(20, 1)), (B, NEW)])
    assert alone == replace(extended(20, 1))


@pytest.mark.parametrize(
    ("left", "revision"),
    [
        (replace(NEW, revision=3), 1), (replace(NEW, revision=3, due_on=dec(20)), 3),
        (replace(NEW, revision=3, wanted_on=dec(1)), 3), (replace(NEW, revision=3, suspended_on=dec(1)), 3),
    ],
)  # fmt: skip
def test_only_what_was_decided_is_a_new_ladder(left: State, revision: int) -> None:
    assert born("h", [(A, left)]).revision == revision


def test_a_question_for_a_date_and_a_suspension_go_on() -> None:
    asked = born("h", [(A, replace(NEW, revision=2, wanted_on=dec(1)))])
    assert (asked.wanted_on, asked.status) == (dec(1), "open")
    away = replace(NEW, status=Status.SUSPENDED, suspended_on=dec(2), since_on=dec(3), document="9/CV")
    state = born("h", [(A, away), (B, NEW)])
    assert (state.status, state.suspended_on, state.since_on, state.document) == ("suspended", dec(2), dec(3), "9/CV")


def test_a_suspension_is_taken_over_whole_beside_the_date_that_was_given() -> None:
    away = extended(20, status=Status.SUSPENDED, suspended_on=dec(2))
    assert born("h", [(A, away)]) == away
    open_ = replace(away, status=Status.OPEN)
    assert born("h", [(A, open_)]) == replace(open_, suspended_on=None), "one that has ended is over"


def test_what_was_answered_last_keeps_the_latest_date_of_all() -> None:
    first = replace(ANSWERED, due_on=dec(25), revision=3, document="6/BC")
    last = replace(ANSWERED, due_on=dec(20), revision=2)
    assert born("h", [(A, first), (B, last)]) == replace(last, due_on=dec(25), revision=4, answered_by="b")


def test_what_all_had_answered_is_answered_for_who_owed_none_of_its_own() -> None:
    state = born("h", [(A, replace(ANSWERED, revision=4)), (B, replace(ANSWERED, document="8/BC"))])
    assert state == replace(ANSWERED, document="8/BC", revision=1, answered_by="b")
    assert born("h", [(A, ANSWERED), (B, NEW)]).status == "open"
    own = B._replace(joined=frozenset({"h"}))
    assert born("h", [(A, ANSWERED), (own, ANSWERED)]).status == "open"
    assert born("other", [(A, ANSWERED), (own, ANSWERED)]).status == "submitted"
    dated = born("h", [(A, replace(ANSWERED, due_on=dec(20), revision=2))])
    assert (dated.due_on, dated.revision, dated.status) == (dec(20), 2, "submitted")


@pytest.mark.parametrize(
    ("mine", "theirs", "due_on"),
    [
        (None, None, None), (None, 20, 20), (20, None, 20), (20, 25, 25), (25, 20, 25), (20, 20, 20),
    ],
)  # fmt: skip
def test_the_later_date_holds(mine: int | None, theirs: int | None, due_on: int | None) -> None:
    state = replace(NEW, due_on=dec(mine) if mine else None, wanted_on=dec(9))
    found = later(state, extended(theirs, 5) if theirs else NEW)
    assert found.due_on == (dec(due_on) if due_on else None)
    moved = due_on != mine
    assert found.wanted_on == (None if moved else dec(9))
    assert found.restarted_by == (5 if moved else 0)
    own = replace(state, restart=ActKind.RETURN, restarted_by=8)
    assert later(own, extended(28, 5)).restarted_by == 8, "its own ladder goes on"


def dated(due_on: date | None) -> Deadline | None:
    on = due_on or dec(15)
    return Deadline(on, Bound.BY, on, on, on)


@pytest.mark.parametrize(("theirs", "due_on"), [(14, None), (15, None), (16, dec(16)), (None, None)])
def test_a_date_of_theirs_moves_one_that_owed_it_too_only_when_it_is_later(
    theirs: int | None, due_on: date | None
) -> None:
    left = extended(theirs) if theirs else NEW
    assert grown(NEW, [(A, left)], dated).due_on == due_on
    assert grown(NEW, [(A, left)], lambda _due_on: None).due_on == left.due_on, "it had no date at all"
    assert grown(NEW, [(A, extended(20)), (B, extended(17, 2))], dated).due_on == dec(20)
