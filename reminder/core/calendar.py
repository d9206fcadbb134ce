"""The working calendar: which days the office works, and arithmetic over them. Dates only, no zone.

One table over the entered years gives each day its count of working days so far, so that every
question below is a look-up, whatever the distance. Beyond the last entered year weekends and
fixed-date holidays hold, each `estimated` (design 3.17).
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

DayKind = Literal["holiday", "off_swap", "work_swap", "off_local"]


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
    """Weekends, holidays, swapped days and make-up days. Covers 2000–2099; outside, ValueError.

    `fixed` fills the years after the last entered one, each row `estimated`.
    """

    rows: tuple[DayRow, ...]
    fixed: tuple[FixedDay, ...] = ()
    _by_day: dict[date, DayRow] = field(init=False, repr=False, compare=False)
    _working: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_day = {row.on: row for row in (*_beyond(self.horizon, self.fixed), *self.rows)}
        first, last = date(2000, 1, 1).toordinal(), date(2099, 12, 31).toordinal()
        exceptions = {row.on.toordinal(): row.works for row in by_day.values()}
        working = [
            n for n in range(first, last + 1) if exceptions.get(n, (n - 1) % 7 < 5)
        ]  # day 1 of the ordinals was a Monday
        object.__setattr__(self, "_by_day", by_day)
        object.__setattr__(self, "_working", working)

    @property
    def horizon(self) -> int:
        """The last year any row was entered for; 0 when the calendar is empty."""
        return max((row.on.year for row in self.rows), default=0)

    def row(self, on: date) -> DayRow | None:
        """What the calendar says of this day, if anything beyond its weekday."""
        return self._by_day.get(on)

    def works(self, on: date) -> bool:
        row = self._by_day.get(on)
        return row.works if row else on.weekday() < 5

    def estimated(self, first: date, last: date) -> tuple[DayRow, ...]:
        """Rows within `[first, last]` that no document has decided yet."""
        return tuple(r for r in self._between(first, last) if r.status == "estimated")

    def skipped(self, first: date, last: date) -> tuple[DayRow, ...]:
        """Named days off within `[first, last]` that fall on a weekday: what a count of working days leaps over."""
        return tuple(r for r in self._between(first, last) if not r.works and r.on.weekday() < 5)

    def on_or_before(self, on: date) -> date:
        """The last working day ≤ `on`."""
        return self._at(self._index(on + timedelta(1)) - 1)

    def on_or_after(self, on: date) -> date:
        """The first working day ≥ `on`."""
        return self._at(self._index(on))

    def shift(self, on: date, n: int) -> date:
        """`n` working days from `on`: n < 0 the nth working day before it, n > 0 the nth after it,
        0 `on` itself. `on` is not counted."""
        if n == 0:
            return on
        return self._at(self._index(on) + n) if n < 0 else self._at(self._index(on + timedelta(1)) + n - 1)

    def count(self, first: date, last: date) -> int:
        """Working days in `[first, last]`; 0 when `last` lies before `first`."""
        return max(0, self._index(last + timedelta(1)) - self._index(first))

    def _index(self, on: date) -> int:
        return bisect_left(self._working, on.toordinal())

    def _at(self, index: int) -> date:
        if not 0 <= index < len(self._working):
            raise ValueError("the working calendar reaches from 2000 to 2099")
        return date.fromordinal(self._working[index])

    def _between(self, first: date, last: date) -> Iterable[DayRow]:
        if (last - first).days > len(self._by_day):
            return (r for on, r in sorted(self._by_day.items()) if first <= on <= last)
        days = (first + timedelta(n) for n in range((last - first).days + 1))
        return (self._by_day[on] for on in days if on in self._by_day)


def _beyond(horizon: int, fixed: tuple[FixedDay, ...]) -> Iterable[DayRow]:
    """What is known of the years after the last entered one."""
    for year in range(horizon + 1, 2100) if horizon else ():
        for f in fixed:
            if year >= f.since:
                yield DayRow(date(year, f.month, f.day), "holiday", f.name, f.document, "estimated")
