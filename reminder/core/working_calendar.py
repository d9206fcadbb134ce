"""The working calendar: which days the office works, and arithmetic over them. Dates only, no zone.

One table gives each day the count of working days before it, so that every question below is a look-up,
whatever the distance. Years not entered have weekends and fixed-date holidays, each `estimated` (design 3.17).
"""

from calendar import isleap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate, compress
from typing import Literal

from reminder.core.lunar_months import LunarMonths

DayKind = Literal["holiday", "off_swap", "work_swap", "off_local"]

DAY = timedelta(1)
YEAR = timedelta(366)  # as far as one looks for what is due within a year, leap years too
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)  # dates an office may enter
# The table reaches further on both sides, so that no ladder round a date at the edge leaves it.
_FROM, _TO = date(1985, 1, 1), date(2125, 12, 31)
_ORIGIN = _FROM.toordinal()
_DAYS = _TO.toordinal() - _ORIGIN + 1


@dataclass(frozen=True, slots=True)
class DayRow:
    """One row of a calendar file. `official` rows carry the document that decided them."""

    on: date
    kind: DayKind
    name: str
    document: str = ""
    status: Literal["official", "estimated"] = "official"

    @property
    def works(self) -> bool:
        return self.kind == "work_swap"


@dataclass(frozen=True, slots=True)
class FixedDay:
    """A holiday whose solar date the law fixes, from year `since` on."""

    month: int
    day: int
    name: str
    since: int
    document: str


@dataclass(frozen=True)
class WorkingCalendar:
    """Weekends, holidays, swapped days and make-up days. Reckons from 1985 to 2125; outside, ValueError.

    A year is entered when a holiday of it is: a province's own day off does not make the others known.
    `fixed` fills the years from the first row on that are not. `lunar` knows the lunar days.
    """

    rows: tuple[DayRow, ...]
    fixed: tuple[FixedDay, ...] = ()
    lunar: LunarMonths = LunarMonths()
    _by_day: dict[date, DayRow] = field(init=False, repr=False, compare=False)
    _working: list[int] = field(init=False, repr=False, compare=False)
    _before: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_day = {row.on: row for row in (*self._presumed(), *self.rows)}
        works = bytearray((n + _ORIGIN - 1) % 7 < 5 for n in range(7)) * (_DAYS // 7 + 1)  # ordinal 1: a Monday
        for row in by_day.values():
            works[row.on.toordinal() - _ORIGIN] = row.works
        days = range(_ORIGIN, _ORIGIN + _DAYS)
        object.__setattr__(self, "_by_day", by_day)
        object.__setattr__(self, "_working", list(compress(days, works)))
        object.__setattr__(self, "_before", list(accumulate(works[:_DAYS], initial=0)))

    @cached_property
    def _entered(self) -> frozenset[int]:
        return frozenset(row.on.year for row in self.rows if row.kind == "holiday")

    @property
    def horizon(self) -> int:
        """The last year up to which every year is entered; 0 when none is."""
        year = min(self._entered, default=0)
        while year + 1 in self._entered:
            year += 1
        return year

    def entered(self, year: int) -> bool:
        """Whether a person has entered this year; else only weekends and fixed holidays are known of it."""
        return year in self._entered

    def row(self, on: date) -> DayRow | None:
        """What the calendar says of this day, if anything beyond its weekday."""
        return self._by_day.get(on)

    def works(self, on: date) -> bool:
        row = self._by_day.get(on)
        return row.works if row else on.weekday() < 5

    def year(self, year: int) -> tuple[DayRow, ...]:
        """The rows of one year, in order."""
        return tuple(sorted((r for r in self._by_day.values() if r.on.year == year), key=lambda r: r.on))

    def estimated(self, first: date, last: date) -> tuple[DayRow, ...]:
        """Rows within `[first, last]` that no document has decided yet."""
        return tuple(r for r in self._between(first, last) if r.status == "estimated")

    def sure(self, first: date, last: date) -> bool:
        """Whether `[first, last]` rests on entered years and announced days alone."""
        entered = all(self.entered(year) for year in range(first.year, last.year + 1))
        return entered and not self.estimated(first, last)

    def skipped(self, first: date, last: date) -> tuple[DayRow, ...]:
        """Named days off within `[first, last]` that fall on a weekday: what a count of working days leaps over."""
        return tuple(r for r in self._between(first, last) if not r.works and r.on.weekday() < 5)

    def on_or_before(self, on: date) -> date:
        """The last working day ≤ `on`."""
        return on if self._is_working(on) else self._at(self._index(on) - 1)

    def on_or_after(self, on: date) -> date:
        """The first working day ≥ `on`."""
        return self._at(self._index(on))

    def shift(self, on: date, n: int) -> date:
        """`n` working days from `on`: n < 0 the nth working day before it, n > 0 the nth after it,
        0 `on` itself. `on` is not counted."""
        if n == 0:
            return on
        index = self._index(on) + n
        return self._at(index if n < 0 else index - 1 + self._is_working(on))

    def solar(self, year: int, month: int, day: int) -> date | None:
        """The solar day of a lunar one; None where the data files do not know it."""
        return self.lunar.solar(year, month, day)

    def count(self, first: date, last: date) -> int:
        """Working days in `[first, last]`; 0 when `last` lies before `first`."""
        return max(0, self._index(last + DAY) - self._index(first))

    def _is_working(self, on: date) -> int:
        return self._index(on + DAY) - self._index(on)

    def _index(self, on: date) -> int:
        """How many working days lie before `on`."""
        n = on.toordinal() - _ORIGIN
        if not 0 <= n <= _DAYS:
            raise ValueError(f"{on}: the working calendar reaches from {_FROM.year} to {_TO.year}")
        return self._before[n]

    def _at(self, index: int) -> date:
        if not 0 <= index < len(self._working):
            raise ValueError(f"the working calendar reaches from {_FROM.year} to {_TO.year}")
        return date.fromordinal(self._working[index])

    def _between(self, first: date, last: date) -> Iterable[DayRow]:
        days = (first + timedelta(n) for n in range((last - first).days + 1))
        return (self._by_day[on] for on in days if on in self._by_day)

    def _presumed(self) -> Iterator[DayRow]:
        """What is known of years that are not entered."""
        begins = min((row.on.year for row in self.rows), default=FIRST.year)
        for year in range(begins, _TO.year + 1):
            for f in () if year in self._entered else self.fixed:
                if year >= f.since and (isleap(year) or (f.month, f.day) != (2, 29)):
                    yield DayRow(date(year, f.month, f.day), "holiday", f.name, f.document, "estimated")
