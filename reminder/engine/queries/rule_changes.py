"""What new rule files move: dates of open occurrences, and why (design 3.10); the days that plans are reckoned from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reminder.core.catalogue import Catalogue
from reminder.core.deadline import Deadline
from reminder.core.evaluate import Ledger
from reminder.core.matter_status import Status
from reminder.core.occurrence import Occurrences
from reminder.core.reckoning import Reckoned
from reminder.core.working_calendar import YEAR, DayRow, WorkingCalendar
from reminder.group_by_key import gathered


@dataclass(frozen=True, slots=True)
class Moved:
    """One period whose deciding days are not what they were. `agencies` counts who owes it; `rows` are the
    calendar's rows that came, went or changed around it, none when the plan itself was changed."""

    obligation: str
    period: str
    agencies: int
    was: Deadline
    now: Deadline
    rows: tuple[DayRow, ...]


def moved(old: Catalogue, new: Catalogue, ledger: Ledger, today: date) -> list[Moved]:
    """Of everything open now and due within a year, what the new files move; soonest first."""
    before = _deadlines(old, ledger, today)
    found = gathered(
        (subject, (before[key][1], now))
        for key, (subject, now) in _deadlines(new, ledger, today).items()
        if key in before and before[key][1] != now
    )
    rows = tuple(_changed(old.calendar, new.calendar))
    moves = (
        Moved(*subject, len(each), was, now, tuple(r for r in rows if _near(r, was, now)))
        for subject, each in found.items()
        for was, now in each[:1]
    )
    return sorted(moves, key=lambda m: (m.now.due_on, m.obligation))


@dataclass(frozen=True, slots=True)
class NewReckoning:
    """A plan that is reckoned from another day than it was, with the rows whose dates rested, or rest, on an assumed
    one."""

    plan: str
    was: Reckoned
    now: Reckoned
    rows: tuple[str, ...]


def new_reckonings(old: Catalogue, new: Catalogue) -> list[NewReckoning]:
    """The plans of both that are reckoned from another day now: series and times without a year move with it."""
    pairs = [(old.plan_of[p.id].reckoned, p) for p in new.plans if p.id in old.plan_of]
    return [
        NewReckoning(
            p.id, was, p.reckoned,
            tuple(o.id for o in p.obligations if was.carries(o.reading) or p.reckoned.carries(o.reading)),
        )
        for was, p in pairs
        if was != p.reckoned
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Transfer:
    """One period whose duty has gone from a body that ceased to its heirs; both as owners' ids."""

    obligation: str
    period: str
    was: str
    heirs: tuple[str, ...]


def transfers(old: Catalogue, new: Catalogue, ledger: Ledger, today: date) -> list[Transfer]:
    """Of everything due within a year, the duties that the new files give to an heir: a succession entered later than
    it took effect moves what had been its body's (design 3.12)."""
    before, after = (
        {o.key: o for o in Occurrences(c, ledger.journal).between(today - YEAR, today + YEAR, today)}
        for c in (old, new)
    )
    return [
        Transfer(o.obligation.id, o.period, o.owner.id, o.state.heirs)
        for key, o in after.items()
        if o.state.status is Status.TRANSFERRED and key in before and before[key].state.status is not Status.TRANSFERRED
    ]


def _deadlines(catalogue: Catalogue, ledger: Ledger, today: date) -> dict[str, tuple[tuple[str, str], Deadline]]:
    return {
        o.key: ((o.obligation.id, o.period), o.deadline)
        for o in Occurrences(catalogue, ledger.journal).between(today - YEAR, today + YEAR, today)
        if o.deadline and not o.state.closed
    }


def _changed(old: WorkingCalendar, new: WorkingCalendar) -> Iterator[DayRow]:
    was, now = {r.on: r for r in old.rows}, {r.on: r for r in new.rows}
    for on in sorted(was.keys() | now.keys()):
        if was.get(on) != now.get(on):
            yield now.get(on) or was[on]


def _near(row: DayRow, was: Deadline, now: Deadline) -> bool:
    first = min(was.target_on, now.target_on)
    return first <= row.on <= max(was.late_from, now.late_from)
