"""Dates that come again: one rule of a recurring phrase and its dates. Dates only, no zone."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final, Literal

from dateutil.relativedelta import relativedelta

from reminder.phrases.days import WEEKDAYS, Days
from reminder.phrases.distance import Distance
from reminder.phrases.due import Bound, Counted, Due, Moved

Freq = Literal["weekly", "monthly", "quarterly", "half_yearly", "yearly", "every_n_years"]

MONTHS: Final[dict[str, int]] = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12, "every_n_years": 12}
"""How many months one period of a frequency holds."""


_Day = tuple[date, Moved | None]


@dataclass(frozen=True, slots=True)
class Series:
    """One date in each period of `freq`; in `[first, until]`, both included, where they are given.

    `month` counts inside the period (1–12 of a year, 1–3 of a quarter, 1–6 of a half). `day` is the day
    of the month, -1 its last one; a day the month does not have is its last one (Bộ luật Dân sự 148.3).
    `weekday` (Monday 0) makes `day` count such weekdays of the month, or stands alone when weekly.
    `working` makes `day` count working days of the month, or of the week when weekly: those of the calendar that is
    given to `due`, Monday to Friday without one. They are counted over `within` months: from the first day of `month`
    on, or from its last day back where `day` is negative; where there are not so many, the last of them is taken.
    `lunar`: month and day are of the lunar year, which only a calendar
    knows; without one there are no dates. A 30th that the month does not have is its 29th.
    `away`: it is due so far from that day, which gives the period and lies in `[first, until]`.
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
    within: int = 1
    away: Distance | None = None

    @property
    def needs_calendar(self) -> bool:
        """Whether working days or lunar ones decide its dates."""
        return self.working or self.lunar or bool(self.away and self.away.unit == "working_day")

    def behind(self, edge: date) -> date:
        """Where its dates lie at the beginning or end of what is reported on: as far behind as they are themselves."""
        if self.freq == "weekly":
            return edge + timedelta(7 * max(0, self.shift))
        months = max(0, self.shift) * MONTHS[self.freq]
        if self._covering:
            step = MONTHS[self._covering]
            months = step if MONTHS[self.freq] >= step and self.month % step == 1 % step else 0
        behind = edge + relativedelta(months=months)
        ends = months and (edge + timedelta(1)).month != edge.month  # the end of a month is that of the later one
        return behind + relativedelta(day=31) if ends else behind

    @property
    def _covering(self) -> Freq | None:
        """The data period, where that and not `freq` tells which period a date reports on."""
        return None if self.covers == "yearly" and self.shift else self.covers

    def lies_in(self, on: date) -> str:
        """The name of the period in which a day lies."""
        return (
            _week_name(on)
            if self.freq == "weekly"
            else _name(self.freq, (on.year * 12 + on.month - 1) // MONTHS[self.freq])
        )

    def due(self, from_on: date, to_on: date, days: Days | None = None) -> Iterator[Due]:
        """Its due dates in `[from_on, to_on]`, ascending."""
        first, last = self._window(from_on, to_on)
        first = max(first, self.first) if self.first else first
        last = min(last, self.until) if self.until else last
        if first > last:
            return
        days = days or WEEKDAYS
        for (on, moved), period in self._days(first, last, days):
            name, counted = on.isoformat() if self.listed else period, None if moved else self._counted(on)
            if self.away:
                counted, end = Counted(self.away, on), self.away.ends(on, days.shift)
                if end is None or not from_on <= end <= to_on:
                    continue
                moved = moved or (Moved(nth, "day", end) if (nth := self.away.lacks(on)) else None)
                on = end
            # Before a day that the month does not have: by its last one.
            yield Due(on, Bound.BY if moved else self.bound, name, self.at, counted, moved)

    def _window(self, first: date, last: date) -> tuple[date, date]:
        """Where the days lie from which its due dates in `[first, last]` are counted."""
        if not self.away:
            return first, last
        reach = self.away.reach
        if self.away.after:
            return max(first, date.min + reach) - reach, last
        return first, min(last, date.max - reach) + reach

    def _days(self, first: date, last: date, days: Days) -> Iterator[tuple[_Day, str]]:
        if self.lunar:
            return self._lunar(first, last, days)
        return self._weekly(first, last, days) if self.freq == "weekly" else self._monthly(first, last, days)

    def _lunar(self, first: date, last: date, days: Days) -> Iterator[tuple[_Day, str]]:
        for year in range(first.year - 1, last.year + 1):
            on, moved = days.solar(year, self.month, self.day), None
            if on is None and self.day == 30 and (on := days.solar(year, self.month, 29)):
                moved = Moved(30, "lunar_day", on)
            if on and first <= on <= last:
                yield (on, moved), f"{year - self.shift}"

    def _weekly(self, first: date, last: date, days: Days) -> Iterator[tuple[_Day, str]]:
        if self.working:
            monday = first - timedelta(first.weekday())
            while monday <= last:
                working = [on for n in range(7) if days.works(on := monday + timedelta(n))]
                if working and first <= (on := working[-1 if self.day < 0 else 0]) <= last:
                    yield (on, None), self._week(on)
                monday += timedelta(7)
            return
        begin = first.toordinal() + (self.weekday - first.weekday()) % 7
        for number in range(begin, last.toordinal() + 1, 7):
            on = date.fromordinal(number)
            yield (on, None), self._week(on)

    def _week(self, on: date) -> str:
        return _week_name(date.fromordinal(max(1, on.toordinal() - 7 * self.shift)))

    def _monthly(self, first: date, last: date, days: Days) -> Iterator[tuple[_Day, str]]:
        step = MONTHS[self.freq]
        if self.every > 1 and not self.first:
            return
        phase = self.first.year if self.first else 0
        for index in range((first.year * 12 + first.month - 1) // step, (last.year * 12 + last.month - 1) // step + 1):
            year, month = divmod(index * step + self.month - 1, 12)
            if (year - phase) % self.every == 0 and 1 <= year <= 9999:
                day = self._day(year, month + 1, days)
                if day and first <= day[0] <= last:
                    yield day, self._period(index - self.shift, day[0])

    def _day(self, year: int, month: int, days: Days) -> _Day | None:
        if self.working:
            return self._working_day(year, month, days)
        length = monthrange(year, month)[1]
        if self.weekday < 0:
            on = date(year, month, min(self.day, length) if self.day > 0 else length)
            return on, Moved(self.day, "day", on) if self.day > length else None
        chosen = [on for d in range(1, length + 1) if (on := date(year, month, d)).weekday() == self.weekday]
        place = self.day - 1 if self.day > 0 else self.day
        return (chosen[place], None) if -len(chosen) <= place < len(chosen) else None

    def _working_day(self, year: int, month: int, days: Days) -> _Day | None:
        first, behind = months_of(year, month, self.within, self.day)
        try:
            on = days.shift(first - timedelta(1) if self.day > 0 else behind, self.day)
            if first <= on < behind:
                return on, None
            last = days.shift(behind, -1)
        except ValueError:  # beyond what the calendar reaches
            return None
        return (last, Moved(self.day, "working_day", last)) if self.day > 0 and first <= last else None

    def _counted(self, on: date) -> Counted | None:
        """Of working days: the day beside the months in which they are counted."""
        if not self.working or self.freq == "weekly":
            return None
        month = on.month
        if self.within > 1:
            size = MONTHS[self.freq]
            month = (on.month - 1) // size * size + self.month
        first, behind = months_of(on.year, month, self.within, self.day)
        after = self.day > 0
        return Counted(Distance(abs(self.day), "working_day", after), first - timedelta(1) if after else behind)

    def _period(self, index: int, on: date) -> str:
        if self._covering:
            # A date in a period's first month reports on the one before it, any other on its own.
            return _name(self._covering, (on.year * 12 + on.month - 2) // MONTHS[self._covering])
        return _name(self.freq, index)


def months_of(year: int, month: int, many: int, nth: int) -> tuple[date, date]:
    """The first day of so many months and the one behind them: `month` is their first one, or their last one where the
    `nth` day is counted back (negative)."""
    begin = year * 12 + month - 1 if nth > 0 else year * 12 + month - many
    end = begin + many
    return date(begin // 12, begin % 12 + 1, 1), date(end // 12, end % 12 + 1, 1)


def _week_name(on: date) -> str:
    year, week, _ = on.isocalendar()
    return f"{year}-W{week:02d}"


def _name(freq: Freq, index: int) -> str:
    year, month = divmod(index * MONTHS[freq], 12)
    return f"{year}{_mark(freq, month)}"


def _mark(freq: Freq, month: int) -> str:
    if freq == "monthly":
        return f"-M{month + 1:02d}"
    if freq == "quarterly":
        return f"-Q{month // 3 + 1}"
    return f"-H{month // 6 + 1}" if freq == "half_yearly" else ""
