"""Dates that come again: one rule of a recurring phrase and its dates. Dates only, no zone."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Final, Literal, Protocol

Freq = Literal["weekly", "monthly", "quarterly", "half_yearly", "yearly", "every_n_years"]

MONTHS: Final[dict[str, int]] = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12, "every_n_years": 12}
"""How many months one period of a frequency holds."""


class Bound(StrEnum):
    """How the printed date binds: `before` (trước) leaves the day itself open, `by` includes it."""

    BEFORE = "before"
    BY = "by"


class Days(Protocol):
    """A calendar as phrases need it."""

    def works(self, on: date, /) -> bool:
        """Whether it is a working day."""

    def shift(self, on: date, n: int, /) -> date:
        """The `n`th working day behind `on` (before it for n < 0), `on` not counted."""

    def solar(self, year: int, month: int, day: int, /) -> date | None:
        """The day of a lunar date; None where it is not known."""


@dataclass(frozen=True, slots=True)
class Due:
    """One due date as printed. `period` is what is reported on: `2026`, `2026-H1`, `2026-Q4`,
    `2026-M03`, `2026-W07`; the ISO date itself where dates are merely listed; `once` for a task."""

    on: date
    bound: Bound
    period: str
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One date in each period of `freq`, `[first, until]` included where they are given.

    `month` counts inside the period (1–12 of a year, 1–3 of a quarter, 1–6 of a half). `day` is the day
    of the month, -1 its last one; a day the month does not have is its last one (Bộ luật Dân sự 148.3).
    `weekday` (Monday 0) makes `day` count such weekdays of the month, or stands alone when weekly.
    `working` makes `day` count working days of the month, or of the week when weekly: those of the calendar that is
    given to `due`, Monday to Friday without one. `lunar`: month and day are of the lunar year, which only a calendar
    knows; without one there are no dates. A 30th that the month does not have is its 29th.
    `shift` says how many periods the date lies behind the one reported on ("năm sau": 1).
    `every` years lie between two dates, counted from the year of `first`; without it there are none.
    `covers` is the printed data period when it is not `freq`; `listed` marks one of several dates without it.
    """

    freq: Freq
    bound: Bound
    month: int = 1
    day: int = -1
    weekday: int = -1
    working: bool = False
    shift: int = 0
    every: int = 1
    at: time | None = None
    covers: Freq | None = None
    listed: bool = False
    label: str = ""
    first: date | None = None
    until: date | None = None
    lunar: bool = False

    def due(self, from_on: date, to_on: date, days: Days | None = None) -> Iterator[Due]:
        """Its due dates in `[from_on, to_on]`, ascending."""
        first = max(from_on, self.first) if self.first else from_on
        last = min(to_on, self.until) if self.until else to_on
        if first > last:
            return
        if self.lunar:
            dates = self._lunar(first, last, days)
        elif self.freq == "weekly":
            dates = self._weekly(first, last, days)
        else:
            dates = self._monthly(first, last, days)
        for on, period in dates:
            yield Due(on, self.bound, on.isoformat() if self.listed else period, self.at)

    def _lunar(self, first: date, last: date, days: Days | None) -> Iterator[tuple[date, str]]:
        for year in range(first.year - 1, last.year + 1) if days else ():
            on = days and (days.solar(year, self.month, self.day) or days.solar(year, self.month, min(self.day, 29)))
            if on and first <= on <= last:
                yield on, f"{year}"

    def _weekly(self, first: date, last: date, days: Days | None) -> Iterator[tuple[date, str]]:
        if self.working:
            monday = first - timedelta(first.weekday())
            while monday <= last:
                working = [on for n in range(7) if _works(on := monday + timedelta(n), days)]
                if working and first <= (on := working[-1 if self.day < 0 else 0]) <= last:
                    year, week, _ = on.isocalendar()
                    yield on, f"{year}-W{week:02d}"
                monday += timedelta(7)
            return
        begin = first.toordinal() + (self.weekday - first.weekday()) % 7
        for number in range(begin, last.toordinal() + 1, 7):
            year, week, _ = date.fromordinal(number).isocalendar()
            yield date.fromordinal(number), f"{year}-W{week:02d}"

    def _monthly(self, first: date, last: date, days: Days | None) -> Iterator[tuple[date, str]]:
        step = MONTHS[self.freq]
        if self.every > 1 and not self.first:
            return
        phase = self.first.year if self.first else 0
        for index in range((first.year * 12 + first.month - 1) // step, (last.year * 12 + last.month - 1) // step + 1):
            year, month = divmod(index * step + self.month - 1, 12)
            if (year - phase) % self.every == 0 and 1 <= year <= 9999:
                on = self._day(year, month + 1, days)
                if on and first <= on <= last:
                    yield on, self._period(index - self.shift, on)

    def _day(self, year: int, month: int, days: Days | None) -> date | None:
        length = monthrange(year, month)[1]
        if not self.working and self.weekday < 0:
            return date(year, month, min(self.day, length) if self.day > 0 else length)
        chosen = [
            on
            for on in (date(year, month, d) for d in range(1, length + 1))
            if (_works(on, days) if self.working else on.weekday() == self.weekday)
        ]
        place = self.day - 1 if self.day > 0 else self.day
        return chosen[place] if -len(chosen) <= place < len(chosen) else None

    def _period(self, index: int, on: date) -> str:
        freq, step = self.freq, MONTHS[self.freq]
        if self.covers and not (self.covers == "yearly" and self.shift):
            # A date in a period's first month reports on the one before it, any other on its own.
            freq, step = self.covers, MONTHS[self.covers]
            index = (on.year * 12 + on.month - 2) // step
        year, month = divmod(index * step, 12)
        return f"{year}{_mark(freq, month)}"


def _works(on: date, days: Days | None) -> bool:
    return days.works(on) if days else on.weekday() < 5


def _mark(freq: Freq, month: int) -> str:
    if freq == "monthly":
        return f"-M{month + 1:02d}"
    if freq == "quarterly":
        return f"-Q{month // 3 + 1}"
    return f"-H{month // 6 + 1}" if freq == "half_yearly" else ""
