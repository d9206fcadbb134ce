"""The fold of acts: states, revisions, undo, and whom an act reaches."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.core.act_kinds import ActKind
from reminder.core.journal import Act, Journal, not_undone, reversed_by, roots
from reminder.core.occurrence_state import NEW, State, fold
from tests.core.made import Acts

ON = date(2026, 6, 1)
LATER = date(2026, 6, 15)


def state(*kinds: ActKind) -> State:
    acts = Acts()
    for kind in kinds:
        acts.write(kind, ON, until_on=LATER)
    return fold(acts.written)


def test_what_closes_and_what_opens_again() -> None:
    assert state(ActKind.SUBMIT).status == "submitted"
    assert state(ActKind.NIL).status == "nil"
    assert state(ActKind.COMPLETE).status == "completed"
    assert state(ActKind.WAIVE).status == "waived"
    again = state(ActKind.SUBMIT, ActKind.RETURN)
    assert (again.status, again.revision, again.restart, again.adopted) == ("open", 2, "return", True)
    assert state(ActKind.RETURN, ActKind.SUBMIT).status == "submitted"


def test_each_restart_is_a_new_revision() -> None:
    assert [state(*kinds).revision for kinds in (
        (), ("submit",), ("extend",), ("extend", "extend"), ("suspend", "resume"), ("adopt",), ("date",),
        ("silence", "acknowledge", "assign"), ("event",),
    )] == [1, 1, 2, 3, 2, 2, 2, 1, 2]  # fmt: skip


def test_a_revision_never_comes_back() -> None:
    acts = Acts()
    extended = acts.write(ActKind.EXTEND, ON, until_on=LATER)
    undone = acts.write(ActKind.UNDO, ON, undoes=extended.id)
    after = fold(acts.written)
    assert (after.due_on, after.revision) == (None, 3)
    acts.write(ActKind.UNDO, ON, undoes=undone.id)
    redone = fold(acts.written)
    assert (redone.due_on, redone.revision) == (LATER, 4)


def test_undoing_an_answer_opens_it_on_the_same_ladder() -> None:
    acts = Acts()
    acts.write(ActKind.UNDO, ON, undoes=acts.write("submit", ON).id)
    assert fold(acts.written) == NEW


def test_acknowledging_holds_for_one_ladder_only() -> None:
    assert state(ActKind.ACKNOWLEDGE).acknowledged
    assert not state(ActKind.ACKNOWLEDGE, ActKind.EXTEND).acknowledged
    assert state(ActKind.EXTEND, ActKind.ACKNOWLEDGE).acknowledged


def test_a_suspension_ends_with_a_new_ladder() -> None:
    acts = Acts()
    acts.write(ActKind.SUSPEND, ON)
    acts.write(ActKind.RESUME, LATER)
    after = fold(acts.written)
    assert (after.status, after.restart, after.suspended_on) == ("open", "resume", None)


def test_a_closed_one_is_not_suspended_and_an_open_one_not_resumed() -> None:
    assert state(ActKind.SUBMIT, ActKind.SUSPEND).status == "submitted"
    assert state(ActKind.RESUME).restart is None


def test_acts_reach_their_own_occurrence_and_general_ones_every_one() -> None:
    acts = Acts()
    acts.write(ActKind.SUBMIT, ON, period="2026", owner="a")
    acts.write(ActKind.SILENCE, ON, period="", owner="", until_on=LATER)
    journal = acts.journal()
    assert fold(journal.about("p/1", "2026", "a")).status == "submitted"
    assert fold(journal.about("p/1", "2026", "b")).status == "open"
    assert fold(journal.about("p/1", "2027", "b")).silent_until == LATER
    assert fold(journal.about("p/2", "2026", "a")) == NEW


def test_an_undo_reaches_what_it_undoes_whatever_it_says_of_itself() -> None:
    acts = Acts()
    sent = acts.write(ActKind.SUBMIT, ON, period="2026", owner="a")
    acts.write(ActKind.UNDO, ON, period="", owner="", undoes=sent.id)
    assert fold(acts.journal().about("p/1", "2026", "a")).status == "open"


def test_the_last_assignment_and_event_in_force_hold() -> None:
    acts = Acts()
    first = acts.write(ActKind.ASSIGN, ON, "p/1", "", "", agencies=("a",))
    second = acts.write(ActKind.ASSIGN, ON, "p/1", "", "", agencies=("b",))
    assert acts.journal().assigned("p/1", "once") == second
    acts.write(ActKind.UNDO, ON, "p/1", "", "", undoes=second.id)
    assert acts.journal().assigned("p/1", "once") == first
    assert acts.journal().assigned("p/2", "once") is None
    acts.write(ActKind.EVENT, ON, "p/1", "", "", until_on=LATER)
    assert acts.journal().event_on("p/1") == LATER
    assert acts.journal().event_on("p/2") is None


KINDS = st.sampled_from([k for k in ActKind if k is not ActKind.UNDO])


@st.composite
def journals(draw: st.DrawFn) -> list[Act]:
    acts = Acts()
    for _ in range(draw(st.integers(0, 12))):
        known, undoing = [a.id for a in acts.written], draw(st.booleans())
        if known and undoing:
            acts.write(ActKind.UNDO, ON, undoes=draw(st.sampled_from(known)))
        else:
            owner, period = draw(st.sampled_from(["a", "b", ""])), draw(st.sampled_from(["once", ""]))
            acts.write(draw(KINDS), ON, period=period, owner=owner, until_on=LATER)
    return acts.written


@given(journals())
def test_a_revision_only_rises(acts: list[Act]) -> None:
    revisions = [fold(Journal(acts[:n]).about("p/1", "once", "a")).revision for n in range(len(acts) + 1)]
    assert revisions == sorted(revisions)


@given(journals())
def test_undoing_everything_leaves_nothing_but_the_count(acts: list[Act]) -> None:
    before = fold(Journal(acts).about("p/1", "once", "a"))
    last = max((a.id for a in acts), default=0)
    undos = [
        Act(ActKind.UNDO, "p/1", "", "", ON, a.at, "officer", undoes=a.id, id=last + n)
        for n, a in enumerate((a for a in reversed(acts) if a.kind != "undo"), 1)
    ]
    # An act that had been undone already is undone twice, which is once.
    after = fold(Journal([*acts, *undos]).about("p/1", "once", "a"))
    assert (after.status, after.due_on, after.silent_until, after.wanted_on) == ("open", None, None, None)
    assert after.revision >= before.revision


def test_an_act_where_nothing_more_is_said_and_the_day_it_was_written() -> None:
    act = Act(ActKind.SUBMIT, "p/1", "", "", ON, datetime(2026, 6, 1, 16, 59, tzinfo=UTC), "an")
    assert [getattr(act, f.name) for f in fields(act)][7:] == [
        "", "", None, (), None, "officer", False, None, (), None, "", "", 0,
    ]  # fmt: skip
    assert act.written_on == ON
    assert replace(act, at=datetime(2026, 6, 1, 17, tzinfo=UTC)).written_on == date(2026, 6, 2), "midnight in Vietnam"
    assert replace(act, at=datetime(2026, 5, 31, 17, tzinfo=UTC)).written_on == ON


def test_whom_acts_are_about_in_the_order_they_were_written() -> None:
    acts = Acts()
    wide = acts.write(ActKind.SILENCE, ON, period="", owner="", until_on=LATER)
    one = acts.write(ActKind.SUBMIT, ON, period="2026", owner="a")
    nobody = acts.write(ActKind.DATE, ON, period="2026", owner="-", until_on=LATER)
    other = acts.write(ActKind.SUBMIT, ON, period="2027", owner="a")
    taken = acts.write(ActKind.UNDO, ON, period="x", owner="y", undoes=one.id)
    again = acts.write(ActKind.UNDO, ON, period="x", owner="y", undoes=taken.id)
    far = acts.write(ActKind.SUBMIT, ON, obligation="p/2", period="2026", owner="a")
    journal = acts.journal()
    assert journal.about("p/1", "2026", "a") == (wide, one, taken, again)
    assert journal.about("p/1", "2026", "a", "-") == (wide, one, nobody, taken, again)
    assert journal.about("p/1", "2027", "a") == (wide, other)
    assert journal.about("p/1", "2026", "b") == (wide,)
    assert journal.about("p/2", "2026", "a") == (far,)
    assert journal.about("p/3", "2026", "a") == () == journal.of("p/3")
    assert journal.of("p/1") == (wide, one, nobody, other, taken, again)
    assert ("p/1" in journal, "p/3" in journal) == (True, False)
    assert journal.periods("p/1") == {"", "2026", "2027", "x"}
    assert journal.periods("p/3") == frozenset()
    assert roots(acts.written) == {
        1: wide, 2: one, 3: nobody, 4: other, 5: one, 6: one, 7: far,
    }  # fmt: skip
    assert reversed_by(acts.written) == {5}, "the undo was undone, so what it took back stands"
    assert reversed_by(acts.written[:5]) == {2}
    assert not_undone(acts.written) == (wide, one, nobody, other, far)
    assert not_undone(acts.written[:5]) == (wide, nobody, other)
    assert [journal.owners("p/1", p) for p in ("2026", "2027", "x")] == [("a", "-"), ("a",), ("y",)]
    assert (Journal().acts, not_undone(()), reversed_by(())) == ((), (), frozenset())


@pytest.mark.parametrize(
    ("period", "agencies"), [("2026", ("c",)), ("2027", ("d",)), ("2028", ("b",)), ("", ("b",))],
)  # fmt: skip
def test_who_was_assigned_last_for_a_period(period: str, agencies: tuple[str, ...]) -> None:
    acts = Acts()
    for of, who in (("", "a"), ("2027", "x"), ("", "b"), ("2026", "c"), ("2027", "d")):
        acts.write(ActKind.ASSIGN, ON, period=of, owner="", agencies=(who,))
    acts.write(ActKind.UNDO, ON, undoes=acts.write(ActKind.ASSIGN, ON, period="", owner="", agencies=("e",)).id)
    acts.write(ActKind.SUBMIT, ON, period="", owner="")
    found = acts.journal().assigned("p/1", period)
    assert found and found.agencies == agencies
    assert acts.journal().assigned("p/2", period) is None


def test_the_event_entered_last() -> None:
    acts = Acts()
    assert acts.journal().event_on("p/1") is None
    acts.write(ActKind.EVENT, ON, until_on=LATER)
    acts.write(ActKind.EXTEND, ON, until_on=date(2027, 1, 1))
    second = acts.write(ActKind.EVENT, ON, until_on=ON)
    assert acts.journal().event_on("p/1") == ON
    acts.write(ActKind.UNDO, ON, undoes=second.id)
    assert (acts.journal().event_on("p/1"), acts.journal().event_on("p/2")) == (LATER, None)
