"""The Vietnamese lunar calendar as a table: which solar day a lunar day is. A look-up; nothing is reckoned here.

A lunar year is named by the solar year in which its Tết falls: 23 tháng Chạp of 2026 lies in January 2027.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property


@dataclass(frozen=True, slots=True)
class LunarYear:
    """One lunar year: the day of its Tết and the days of each month in order. The leap month stands behind the month
    whose number, `leap`, it repeats; `leap` is 0 in a year without one."""

    tet: date
    lengths: tuple[int, ...]
    leap: int = 0

    @property
    def next_tet(self) -> date:
        """The day behind its last."""
        return self.tet + timedelta(sum(self.lengths))

    def months(self) -> Iterator[tuple[int, bool, date, int]]:
        """Of each month its number, whether it is the leap one, its first day and how many it has."""
        first = self.tet
        for place, days in enumerate(self.lengths, 1):
            behind = 0 < self.leap < place  # from the leap month on, numbers lag one behind places
            yield place - behind, behind and place == self.leap + 1, first, days
            first += timedelta(days)


@dataclass(frozen=True)
class LunarMonths:
    """The lunar years that the data files know; without any, no lunar day is known."""

    years: tuple[LunarYear, ...] = ()

    @cached_property
    def _months(self) -> dict[tuple[int, int, bool], tuple[date, int]]:
        return {
            (year.tet.year, number, leap): (first, days)
            for year in self.years
            for number, leap, first, days in year.months()
        }

    def solar(self, year: int, month: int, day: int, leap: bool = False) -> date | None:
        """The solar day of the lunar `day`/`month` of the lunar `year`; with `leap`, of the leap month of this number.
        None when the files do not know the year, the year has no such month or the month no such day."""
        first, days = self._months.get((year, month, leap), (date.min, 0))
        return first + timedelta(day - 1) if 1 <= day <= days else None

    def tet(self, year: int) -> date | None:
        """Mùng 1 Tết of the lunar `year`; None when the files do not know the year."""
        return self.solar(year, 1, 1)
