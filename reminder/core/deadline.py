"""From the printed date to the days that decide (design 3.1). Civil dates of the office's zone.

"Trước ngày D" has two readings and nobody rules between them, so never advise late and never accuse
early: advice counts to the day before D, lateness only from after D unless the plan says otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reminder.core.catalogue import Before, Nonworking
from reminder.core.reason import Reason, because
from reminder.core.working_calendar import DAY, WorkingCalendar
from reminder.phrases import Bound, Due, Relative


@dataclass(frozen=True, slots=True)
class Deadline:
    """`due_on` as printed; `last_on` the last day that surely keeps it; `target_on` the last working
    day up to then; `late_from` the first day on which silence is overdue."""

    due_on: date
    bound: Bound
    last_on: date
    target_on: date
    late_from: date


def deadline(due_on: date, bound: Bound, calendar: WorkingCalendar, before: Before, nonworking: Nonworking) -> Deadline:
    """The deciding days of one printed date."""
    last_on = last_day(due_on, bound)
    end = _end(due_on, last_on, before)
    end = calendar.on_or_before(end) if nonworking == "previous" else calendar.on_or_after(end)
    return Deadline(due_on, bound, last_on, calendar.on_or_before(last_on), end + DAY)


def last_day(due_on: date, bound: Bound) -> date:
    """The last day that surely keeps a printed date."""
    return due_on - DAY if bound is Bound.BEFORE else due_on


def _end(due_on: date, last_on: date, before: Before) -> date:
    return last_on if before == "strict" else due_on


def term(relative: Relative, event_on: date, calendar: WorkingCalendar) -> date:
    """The last day of a term that runs from an event, which itself is not counted (Bộ luật Dân sự 2015,
    điều 147). A term that ends on a day off ends on the next working day (điều 148 khoản 5); one that runs
    backwards ("15 ngày trước …") is a distance to keep, not a term, and keeps its day."""
    last = relative.ends(event_on, calendar.shift)
    assert last is not None  # it can only be None without a calendar
    return calendar.on_or_after(last) if relative.after else last


def reached(due: Due, calendar: WorkingCalendar | None) -> Iterator[Reason]:
    """How a date came to be this day: what it was counted from, the days off among working days that were not counted,
    and that its month does not have the day that is printed. Nothing of a date that stands there as printed."""
    if due.counted:
        distance, from_on = due.counted
        code = "counted" if distance.after else "counted-back"
        yield because(code, n=distance.n, unit=distance.unit, from_on=from_on, due_on=due.on)
        if distance.unit == "working_day" and calendar:
            first, last = (from_on + DAY, due.on) if distance.after else (due.on, from_on - DAY)
            for row in calendar.skipped(first, last):
                yield because("not-counted", day=row.on, name=row.name)
    if due.moved:
        nth, unit, on = due.moved
        yield because(f"no-such-{unit.replace('_', '-')}", nth=nth, month=f"{on.month}/{on.year}", on=on)


def trace(d: Deadline, calendar: WorkingCalendar, before: Before, nonworking: Nonworking) -> tuple[Reason, ...]:
    """How each day was reached, in order, naming the days skipped and what rests on an estimate."""
    steps = [because("last-before" if d.bound is Bound.BEFORE else "last-by", due_on=d.due_on, last_on=d.last_on)]
    if d.target_on != d.last_on:
        steps.append(because("target-moved", last_on=d.last_on, target_on=d.target_on, why=_off(d.last_on, calendar)))
    else:
        steps.append(because("target-same", target_on=d.target_on))
    end = _end(d.due_on, d.last_on, before)
    if d.bound is Bound.BEFORE:
        steps.append(because(f"before-{before}", due_on=d.due_on))
    if not calendar.works(end):
        steps.append(because(f"nonworking-{nonworking}", day=end, why=_off(end, calendar), until=d.late_from - DAY))
    steps.append(because("late-from", late_from=d.late_from))
    first, last = min(d.target_on, d.last_on), max(d.late_from, d.due_on)
    years = range(first.year, last.year + 1)
    steps += [because("calendar-missing", year=year) for year in years if not calendar.entered(year)]
    steps += [because("estimated", day=row.on, name=row.name) for row in calendar.estimated(first, last)]
    return tuple(steps)


def _off(on: date, calendar: WorkingCalendar) -> str:
    """The name of the day off, or "" for a plain weekend."""
    row = calendar.row(on)
    return row.name if row else ""
