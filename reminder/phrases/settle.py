"""A reading by a calendar: what only it can tell, told."""

from dataclasses import replace
from typing import Final

from reminder.phrases.days import Days
from reminder.phrases.due import Bound
from reminder.phrases.faults import Fault
from reminder.phrases.reading import Reading

_SURE: Final = range(1990, 2120)
"""Years within the reach of any calendar: that a month has not so many working days is certain there."""


def settled(reading: Reading, days: Days) -> Reading:
    """The same reading with its lunar day, its first or last working day, or the end of its term of working days as a
    date. What the calendar does not know, and what stands beside other dates, is left as it is, waiting; that a month
    has not so many working days is said."""
    if reading.end or reading.windows or reading.series:
        return reading
    term = reading.relative
    if term and term.event_on and term.unit == "working_day" and (end := term.ends(term.event_on, days.shift)):
        return replace(reading, end=end, bound=Bound.BY, indeterminate=False)
    if len(reading.calendar_days) != 1:
        return reading
    waiting = reading.calendar_days[0]
    on = waiting.on(days)
    faults = reading.faults
    if not on and waiting.year in _SURE and not waiting.lunar:
        return replace(reading, faults=(*faults, Fault("no_such_date", reading.raw, 0)))
    if not on:
        return reading
    if waiting.lunar:
        faults = (*faults, Fault("lunar", reading.raw, 0, f"{on:%d/%m/%Y}"))
    return replace(reading, end=on, bound=waiting.bound, at=waiting.at, indeterminate=False, faults=faults)
