"""What a phrase means. Dates are civil dates of the office's zone; ranges include both ends."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from heapq import merge

from reminder.phrases.data_period import DataPeriod
from reminder.phrases.days import Days
from reminder.phrases.distance import Distance, TimeUnit
from reminder.phrases.due import Bound, Counted, Due, Moved
from reminder.phrases.faults import Fault
from reminder.phrases.series import Freq, Series, months_of

__all__ = [
    "Bound",
    "CalendarDay",
    "DataPeriod",
    "Days",
    "Due",
    "Freq",
    "Reading",
    "Recurrence",
    "Relative",
    "Series",
    "Window",
]


@dataclass(frozen=True, slots=True)
class Window:
    """One of several spans or points in one phrase, with its own bound; either end may be open."""

    start: date | None
    end: date | None
    bound: Bound
    label: str = ""
    at: time | None = None


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day that only a calendar tells: a lunar one, or the `day`th working day of `within` months from the first day
    of `month` on (negative: from its last day back). A `year` of 0 is not printed."""

    year: int
    month: int
    day: int
    lunar: bool
    bound: Bound
    at: time | None = None
    within: int = 1

    def on(self, days: Days) -> date | None:
        """The day by this calendar; None where it does not know it or the months have no such one, or where no year is
        printed."""
        if not self.year:
            return None
        if self.lunar:
            return days.solar(self.year, self.month, self.day)
        first, behind = months_of(self.year, self.month, self.within, self.day)
        try:
            on = days.shift(first - timedelta(1) if self.day > 0 else behind, self.day)
        except ValueError:  # beyond what the calendar reaches
            return None
        return on if first <= on < behind else None


@dataclass(frozen=True, slots=True)
class Recurrence:
    """`n` dates a `freq` (two dates a year: yearly, 2); for `every_n_years` one date every `n` years."""

    freq: Freq
    n: int = 1


@dataclass(frozen=True, slots=True)
class Relative:
    """A term waiting for its event: `n` units `after` or before `event` (as printed, "" when not printed).
    `event_on` where a day is printed for it."""

    n: int
    unit: TimeUnit
    after: bool
    event: str
    event_on: date | None = None

    @property
    def distance(self) -> Distance:
        """How long it is."""
        return Distance(self.n, self.unit, self.after)

    def ends(self, event_on: date, working: Callable[[date, int], date] | None = None) -> date | None:
        """The last day of the term, as `Distance.ends` counts it."""
        return self.distance.ends(event_on, working)


@dataclass(frozen=True, slots=True)
class Reading:
    """A phrase understood. `end` is the date as printed; `faults` tell what was odd, to be said in either language.

    A series has neither `start` nor `end` unless the phrase prints the years it holds for. `windows` are
    several spans or points, or the dated ones that stand beside a series. `calendar_days` wait for a calendar:
    `settled` gives the same reading by one. Unless it `hangs_on_document`, a document of another date gives the same.
    """

    raw: str
    start: date | None = None
    end: date | None = None
    bound: Bound | None = None
    at: time | None = None
    windows: tuple[Window, ...] = ()
    recurrence: Recurrence | None = None
    data_period: DataPeriod | None = None
    relative: Relative | None = None
    open_ended: bool = False
    indeterminate: bool = False
    vision: int | None = None
    series: tuple[Series, ...] = ()
    faults: tuple[Fault, ...] = ()
    calendar_days: tuple[CalendarDay, ...] = ()
    hangs_on_document: bool = field(default=False, compare=False)

    @property
    def problems(self) -> tuple[str, ...]:
        """What was odd and where, in English."""
        return tuple(fault.say("en") for fault in self.faults)

    @property
    def odd(self) -> tuple[Fault, ...]:
        """What is odd, to be said behind the phrase: one that is all of it is not quoted again."""
        whole = self.raw.strip()
        return tuple(replace(fault, quote="") if fault.quote == whole else fault for fault in self.faults)

    @property
    def unread(self) -> tuple[str, ...]:
        """The words of time that the reading does not rest on, as printed and in order."""
        return tuple(fault.quote for fault in self.faults if fault.code == "unread")

    @property
    def needs_calendar(self) -> bool:
        """Whether working days or lunar ones decide a date of it."""
        term = self.relative
        counted = term is not None and term.event_on is not None and term.unit == "working_day"
        ends = self.data_period.ends if self.data_period else ()
        return counted or bool(self.calendar_days) or any(s.needs_calendar for s in (*self.series, *ends))

    def due(self, from_on: date, to_on: date, days: Days | None = None) -> Iterator[Due]:
        """Every due date in `[from_on, to_on]`, ascending. An undated or faulty reading has none. `days` is the
        calendar that tells working days and lunar ones of a series."""
        if self.series or self.windows:
            listed = sorted(
                (
                    Due(w.end, w.bound, w.end.isoformat(), w.at)
                    for w in self.windows
                    if w.end and from_on <= w.end <= to_on
                ),
                key=_by_day,
            )
            last = None
            for due in merge(*(s.due(from_on, to_on, days) for s in self.series), listed, key=_by_day):
                named = due.on, due.period
                if named != last:  # two hours of one day are one date, at the first of them named
                    yield due
                last = named
        elif self.end and self.bound and from_on <= self.end <= to_on:
            yield Due(self.end, self.bound, "once", self.at, *self._counted(self.end))

    def _counted(self, end: date) -> tuple[Counted | None, Moved | None]:
        """From what a single date was counted, and whether it was moved for that."""
        term = self.relative
        if term is None or term.event_on is None or any(fault.code == "beside" for fault in self.faults):
            return None, None
        nth = term.distance.lacks(term.event_on)
        return Counted(term.distance, term.event_on), Moved(nth, "day", end) if nth else None


def _by_day(due: Due) -> date:
    return due.on
