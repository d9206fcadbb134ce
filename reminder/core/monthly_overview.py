"""On which days one who only coordinates is told of a matter: with all others of the month, in one overview."""

from collections.abc import Iterator
from datetime import date

from reminder.core.catalogue import Role
from reminder.core.working_calendar import WorkingCalendar

INFORMED: frozenset[Role] = frozenset({"coordinator", "approver", "via", "focal", "superior"})
"""Whom an overview may tell: of what another owes. Whoever owes, compiles or keeps the server is told apart."""


def overviews(
    since: date, due_on: date | None, new: bool, calendar: WorkingCalendar, until: date
) -> Iterator[tuple[int, date]]:
    """The first working days of the month before and of the month in which it is due, and where it is `new`, of the
    first month from `since` on; one that is due before that is told at once. Each with its year and month as number."""
    days = {_opening(month, calendar) for month in _until_due(due_on)} if due_on else set[date]()
    days = {on for on in days if on >= since}
    if new:
        first = _opening(since, calendar)
        first = first if first >= since else _opening(_after(since), calendar)
        days.add(calendar.on_or_after(since) if due_on and since <= due_on < first else first)
    for on in sorted(days):
        if on <= until:
            yield on.year * 100 + on.month, on


def _until_due(due_on: date) -> Iterator[date]:
    month = due_on.replace(day=1)
    if month > date.min:
        yield (month - month.resolution).replace(day=1)
    yield month


def _opening(month: date, calendar: WorkingCalendar) -> date:
    """The first working day of this month."""
    return calendar.on_or_after(month.replace(day=1))


def _after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
