"""What acts mean, whatever their order (design 3.2, 3.7, 3.10): due 15/12/2026, a Tuesday, late from 16/12."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from reminder.core.act_kinds import ActKind, SaidBy
from reminder.core.journal import Act
from reminder.core.occurrence import Occurrence, Occurrences
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
