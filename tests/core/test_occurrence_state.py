"""What acts mean, whatever their order (design 3.2, 3.7, 3.10): due 15/12/2026, a Tuesday, late from 16/12."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind, SaidBy
from reminder.core.journal import Act
from reminder.core.matter_status import Status
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.core.occurrence_state import NEW, Extension, State
from tests.core.made import Acts, Office, catalogue, obligation, plan

BY = obligation("chậm nhất ngày 15/12/2026")


def dec(day: int) -> date:
    return date(2026, 12, day)


def stands(acts: Acts) -> Occurrence:
    today = dec(31)
    (o,) = Occurrences(catalogue(plan(BY)), acts.journal()).known(today, today)
    return o


def undo(acts: Acts, on: date, of: Act, until_on: date | None = None) -> Act:
    """As the engine writes it: with what it brings about."""
    new = acts.write(ActKind.UNDO, on, undoes=of.id, until_on=until_on)
    acts.written.pop()
    book = Occurrences(catalogue(plan(BY)), acts.journal())
    acts.written.append(book.settled(new, book.known(on, on)))
    return new


def lived(acts: Acts, days: Iterable[int], month: int = 12) -> list[str]:
    office, found = Office(catalogue(plan(BY))), list[str]()
    office.acts = Acts()
    written = list(acts.written)
    for day in days:
        today = date(2026, month, day)
        office.acts.written = [a for a in written if a.written_on <= today]
        found += [f"{n.send_on:%d/%m} {n.rung.step.id} {n.recipient}" for n in office.tick(today).notices]
    return found


@pytest.mark.parametrize("day", [14, 15, 16, 31])
def test_a_return_keeps_the_date_before_the_target_and_asks_for_one_from_it_on(day: int) -> None:
    acts = Acts()
    acts.write(ActKind.SUBMIT, dec(7))
    acts.write(ActKind.RETURN, dec(day))
    o = stands(acts)
    assert o.state.status == "open" and o.wants_date == (day >= 15)
    acts.write(ActKind.DATE, dec(31), until_on=date(2027, 1, 20))
    after = stands(acts)
    assert not after.wants_date and after.deadline and after.deadline.due_on == date(2027, 1, 20)


def test_a_return_with_a_date_needs_no_question() -> None:
    acts = Acts()
    acts.write(ActKind.SUBMIT, dec(7))
    acts.write(ActKind.RETURN, dec(17), until_on=dec(22))
    o = stands(acts)
    assert not o.wants_date and o.deadline and o.deadline.due_on == dec(22)


@pytest.mark.parametrize(
    ("suspended", "resumed", "wants"),
    [(1, 10, False), (1, 14, False), (1, 15, True), (14, 21, True), (15, 29, True), (16, 29, False)],
)
def test_a_suspension_over_the_last_day_excuses_and_one_already_late_stays_late(
    suspended: int, resumed: int, wants: bool
) -> None:
    acts = Acts()
    acts.write(ActKind.SUSPEND, dec(suspended))
    acts.write(ActKind.RESUME, dec(resumed))
    assert stands(acts).wants_date == wants


def test_a_suspension_that_an_answer_ended_still_excuses() -> None:
    acts = Acts()
    acts.write(ActKind.SUSPEND, dec(1))
    acts.write(ActKind.COMPLETE, dec(20))
    assert not stands(acts).state.late
    acts.write(ActKind.RETURN, dec(22))
    assert stands(acts).wants_date and lived(acts, (22, 23, 24, 31)) == ["22/12 returned a"]


@pytest.mark.parametrize("kind", ["extend", "suspend", "waive"])
@pytest.mark.parametrize(("day", "wants"), [(14, False), (15, True), (16, True)])
def test_undoing_what_moved_or_excused_a_date_opens_the_question(kind: ActKind, day: int, wants: bool) -> None:
    acts = Acts()
    undo(acts, dec(day), acts.write(kind, dec(7), until_on=dec(29) if kind == "extend" else None))
    o = stands(acts)
    assert (o.state.status, o.wants_date) == ("open", wants)
    assert o.deadline and o.deadline.due_on == dec(15)


def test_an_undo_with_a_date_gives_it() -> None:
    acts = Acts()
    undo(acts, dec(17), acts.write(ActKind.WAIVE, dec(7)), until_on=dec(30))
    o = stands(acts)
    assert not o.wants_date and o.deadline and o.deadline.due_on == dec(30)


def test_undoing_a_silence_moves_no_date() -> None:
    acts = Acts()
    undo(acts, dec(17), acts.write(ActKind.SILENCE, dec(16), until_on=dec(20)))
    assert not stands(acts).wants_date


def test_undoing_an_extension_makes_no_answer_late_that_came_in_time() -> None:
    acts = Acts()
    extended = acts.write(ActKind.EXTEND, dec(7), until_on=dec(22))
    acts.write(ActKind.SUBMIT, dec(21))
    assert not stands(acts).state.late
    undo(acts, dec(23), extended)
    o = stands(acts)
    assert (o.state.status, o.state.late) == ("submitted", False)


@pytest.mark.parametrize(("said_by", "late"), [("officer", False), ("confirmed", False), ("agency", True)])
def test_an_agencys_own_word_counts_from_the_day_it_was_said(said_by: SaidBy, late: bool) -> None:
    acts = Acts()
    acts.written.append(replace(acts.write(ActKind.SUBMIT, dec(17), said_by=said_by), on=dec(14)))
    del acts.written[0]
    assert stands(acts).state.late == late


def test_after_a_return_no_confirmed_word_counts_from_before_it() -> None:
    acts = Acts()
    acts.write(ActKind.SUBMIT, dec(14))
    acts.write(ActKind.RETURN, dec(14), until_on=dec(18))
    acts.written.append(replace(acts.write(ActKind.SUBMIT, dec(22), said_by="confirmed"), on=dec(11)))
    del acts.written[2]
    assert stands(acts).state.counts_on == dec(14)


def test_what_came_late_before_its_return_stays_late() -> None:
    acts = Acts()
    acts.write(ActKind.SUBMIT, dec(17))
    acts.write(ActKind.RETURN, dec(18), until_on=dec(29))
    acts.write(ActKind.SUBMIT, dec(22))
    state = stands(acts).state
    assert (state.late, state.returned_late) == (False, True)


def test_undoing_an_answer_when_it_is_late_begins_with_the_owner() -> None:
    acts = Acts()
    undo(acts, dec(22), acts.write(ActKind.SUBMIT, dec(14)))
    assert lived(acts, (1, 8, 14, 15, 16, 18, 22, 23, 24, 25)) == [
        "01/12 d10 a", "08/12 d5 a", "22/12 undone a", "23/12 overdue a", "25/12 head a", "25/12 head focal",
    ]  # fmt: skip


def test_undoing_an_answer_in_time_goes_on_as_if_nothing_had_been() -> None:
    acts = Acts()
    undo(acts, dec(9), acts.write(ActKind.SUBMIT, dec(8)))
    assert lived(acts, (1, 7, 8, 9, 14)) == ["01/12 d10 a", "09/12 d5 a", "14/12 d1 a"]


def test_a_resumption_when_it_was_late_begins_with_the_owner_and_nobody_above_hears_that_day() -> None:
    acts = Acts()
    acts.write(ActKind.SUSPEND, dec(17))
    acts.write(ActKind.RESUME, dec(24))
    assert lived(acts, (1, 15, 16, 18, 24, 25, 28, 29)) == [
        "01/12 d10 a", "15/12 d0 a", "16/12 overdue a", "24/12 resumed a", "25/12 overdue a", "29/12 head a",
        "29/12 head focal",
    ]  # fmt: skip


def test_a_stoppage_does_not_tell_those_above_before_the_owner() -> None:
    acts = Acts()
    acts.write(ActKind.ADOPT, dec(17))
    office = Office(catalogue(plan(BY)))
    assert [h.reason.code for h in office.tick(dec(17)).held] == ["backlog"]
    office.acts = acts
    assert [n.rung.step.id for n in office.tick(dec(30)).notices] == ["adopted"]
    assert [n.rung.step.id for n in office.tick(dec(31)).notices] == ["overdue"]


@pytest.mark.parametrize(
    ("before", "kind"),
    [((), "extend"), (("submit",), "return"), (("suspend",), "resume"), ((), "adopt"), ((), "date"), ((), "event")],
)
def test_a_ladder_that_starts_again_says_by_which_act(before: tuple[ActKind, ...], kind: ActKind) -> None:
    acts = Acts()
    for each in ("acknowledge", *before):
        acts.write(each, dec(1), document="0/CV")
    act = acts.write(kind, dec(7), document="9/CV", until_on=dec(22) if kind in ("extend", "date") else None)
    state = stands(acts).state
    assert (state.restart, state.restarted_by, state.restarted_on) == (kind, act.id, dec(7))
    assert (state.since_on, state.document, state.acknowledged) == (dec(7), "9/CV", False)
    assert state.adopted is (kind in ("adopt", "return"))
    assert state.due_on == (dec(22) if kind in ("extend", "date") else None)


def test_what_a_state_is_before_anything_has_happened() -> None:
    nothing = [f.name for f in fields(State) if getattr(NEW, f.name) is None]
    assert nothing == [
        "restart", "restarted_on", "begun_on", "since_on", "counts_on", "due_on", "extension", "wanted_on",
        "suspended_on", "silent_until", "progress",
    ]  # fmt: skip
    assert (NEW.status, NEW.revision, NEW.restarted_by, NEW.said_by, NEW.document, NEW.heirs, NEW.answered_by) == (
        "open", 1, 0, "", "", (), "",
    )  # fmt: skip
    assert not (NEW.late or NEW.returned_late or NEW.acknowledged or NEW.adopted or NEW.closed or NEW.word_only)


# What is written each day, and the whole state it leads to. The target is 15/12, late from 16/12.
LIVED: list[tuple[list[tuple[str, int, dict[str, Any]]], dict[str, Any]]] = [
    ([("submit", 7, {"document": "7/BC"})],
     {"status": "submitted", "since_on": dec(7), "counts_on": dec(7), "said_by": "officer", "document": "7/BC"}),
    ([("nil", 16, {})],
     {"status": "nil", "since_on": dec(16), "counts_on": dec(16), "said_by": "officer", "late": True}),
    ([("waive", 16, {})], {"status": "waived", "since_on": dec(16), "counts_on": dec(16), "said_by": "officer"}),
    ([("complete", 15, {"said_by": "agency"})],
     {"status": "completed", "since_on": dec(15), "counts_on": dec(15), "said_by": "agency"}),
    ([("extend", 7, {"until_on": dec(22), "document": "8/CV"})],
     {"revision": 2, "restart": "extend", "restarted_on": dec(7), "restarted_by": 1, "since_on": dec(7),
      "document": "8/CV", "due_on": dec(22), "extension": Extension(dec(22), "8/CV", dec(7))}),
    ([("suspend", 7, {"document": "8/CV"})],
     {"status": "suspended", "suspended_on": dec(7), "since_on": dec(7), "document": "8/CV"}),
    ([("suspend", 7, {}), ("suspend", 8, {"document": "9"})],
     {"status": "suspended", "suspended_on": dec(7), "since_on": dec(7)}),
    ([("suspend", 7, {}), ("resume", 14, {})],
     {"revision": 2, "restart": "resume", "restarted_on": dec(14), "restarted_by": 2, "since_on": dec(14)}),
    ([("suspend", 7, {}), ("resume", 15, {})],
     {"revision": 2, "restart": "resume", "restarted_on": dec(15), "restarted_by": 2, "since_on": dec(15),
      "wanted_on": dec(15)}),
    ([("suspend", 7, {}), ("resume", 15, {"until_on": dec(30)})],
     {"revision": 2, "restart": "resume", "restarted_on": dec(15), "restarted_by": 2, "since_on": dec(15),
      "due_on": dec(30)}),
    ([("suspend", 7, {}), ("complete", 15, {})],
     {"status": "completed", "since_on": dec(15), "counts_on": dec(15), "said_by": "officer", "wanted_on": dec(15)}),
    ([("suspend", 7, {}), ("complete", 14, {})],
     {"status": "completed", "since_on": dec(14), "counts_on": dec(14), "said_by": "officer"}),
    ([("suspend", 16, {}), ("complete", 17, {})],
     {"status": "completed", "since_on": dec(17), "counts_on": dec(17), "said_by": "officer", "late": True}),
    ([("submit", 17, {"document": "7/BC"}), ("return", 18, {"until_on": dec(29), "document": "9/CV"})],
     {"revision": 2, "restart": "return", "restarted_on": dec(18), "restarted_by": 2, "since_on": dec(18),
      "counts_on": dec(17), "document": "9/CV", "due_on": dec(29), "adopted": True, "returned_late": True}),
    ([("waive", 7, {}), ("return", 8, {})],
     {"status": "waived", "revision": 2, "since_on": dec(7), "counts_on": dec(7), "said_by": "officer"}),
    ([("silence", 7, {"until_on": dec(9)})], {"silent_until": dec(9)}),
    ([("acknowledge", 7, {})], {"acknowledged": True, "acknowledged_by": ("a",)}),
    ([("adopt", 17, {})],
     {"revision": 2, "restart": "adopt", "restarted_on": dec(17), "restarted_by": 1, "since_on": dec(17),
      "adopted": True}),
    ([("assign", 7, {"agencies": ("a",)})], {}), ([("resume", 7, {})], {"revision": 2}),
]  # fmt: skip


@pytest.mark.parametrize(("acts", "state"), LIVED)
def test_the_whole_state_that_acts_lead_to(acts: list[tuple[str, int, dict[str, Any]]], state: dict[str, Any]) -> None:
    made = Acts()
    for kind, day, given in acts:
        made.write(kind, dec(day), **given)
    assert stands(made).state == replace(NEW, **state)


@pytest.mark.parametrize(
    ("acts", "extended"),
    [
        ([("extend", 7, {"until_on": dec(22), "document": "8/CV"})], True),
        ([("extend", 7, {"until_on": dec(18)}), ("extend", 8, {"until_on": dec(22), "document": "8/CV"})], True),
        ([("extend", 7, {"until_on": dec(22), "document": "8/CV"}), ("submit", 9, {}), ("return", 10, {})], True),
        ([("extend", 7, {"until_on": dec(22), "document": "8/CV"}), ("suspend", 9, {}), ("resume", 10, {})], True),
        ([("extend", 7, {"until_on": dec(18)}), ("submit", 9, {}), ("return", 10, {"until_on": dec(22)})], False),
        ([("submit", 9, {}), ("return", 10, {"until_on": dec(22)})], False),
    ],
)
def test_an_extension_is_the_one_that_gave_the_date(
    acts: list[tuple[str, int, dict[str, Any]]], extended: bool
) -> None:
    made = Acts()
    for kind, day, given in acts:
        made.write(kind, dec(day), **given)
    state = stands(made).state
    assert state.due_on == dec(22)
    assert (state.extension and (state.extension.due_on, state.extension.document)) == (
        (dec(22), "8/CV") if extended else None
    )


@pytest.mark.parametrize(
    ("said_by", "status", "own"),
    [
        ("agency", "submitted", True),
        ("agency", "waived", False),
        ("officer", "submitted", False),
        ("agency", "open", False),
    ],
)
def test_an_agencys_own_word_waits_to_be_held_against_its_document(said_by: str, status: str, own: bool) -> None:
    assert replace(NEW, said_by=said_by, status=Status(status)).word_only is own


@pytest.mark.parametrize(
    ("kind", "day", "again"),
    [("submit", 14, False), ("submit", 15, False), ("submit", 16, True), ("suspend", 14, False), ("suspend", 15, True),
     ("silence", 16, False), ("waive", 14, False), ("waive", 15, True)],
)  # fmt: skip
def test_whether_an_undo_begins_the_ladder_again(kind: str, day: int, again: bool) -> None:
    acts = Acts()
    first = acts.write(kind, dec(7), until_on=dec(31) if kind == "silence" else None)
    undo(acts, dec(day), first)
    assert acts.written[-1].restarts is again
