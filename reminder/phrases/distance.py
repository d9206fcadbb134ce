"""So many units from a day: how a term is counted (Bộ luật Dân sự 2015, điều 147, 148). Dates only, no zone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from dateutil.relativedelta import relativedelta

TimeUnit = Literal["day", "working_day", "week", "month", "year", "hour"]

_DAYS: Final[dict[TimeUnit, int]] = {"day": 1, "working_day": 2, "week": 7, "month": 31, "year": 366, "hour": 1}
"""How many days a unit takes at most; days off beside each other are allowed for in `reach`."""
_DAYS_OFF: Final = timedelta(31)


@dataclass(frozen=True, slots=True)
class Distance:
    """`n` units `after` a day, or before it. The day itself is not counted."""

    n: int
    unit: TimeUnit
    after: bool

    def ends(self, on: date, working: Callable[[date, int], date] | None = None) -> date | None:
        """The last day of the term that runs from `on` (before it: the last day that keeps the distance).

        Weeks end on the same weekday, months and years on the same day, or the month's last one. That a term ending on
        a day off ends on the next working day (148.5) is left to who has the calendar. `working(day, n)` steps `n`
        working days from `day`; a term in working days without it is None, and so is one beyond what a calendar
        reaches. Hours count as whole days begun.
        """
        n = self.n if self.after else -self.n
        try:
            if self.unit == "working_day":
                return working(on, n) if working else None
            if self.unit in ("month", "year"):
                return on + relativedelta(months=n * (12 if self.unit == "year" else 1))
            if self.unit == "hour":
                return on + timedelta(-(-n // 24) if n > 0 else n // 24)
            return on + timedelta(n * (7 if self.unit == "week" else 1))
        except (ValueError, OverflowError):
            return None

    def lacks(self, on: date) -> int:
        """The day of the month that it should end on where that month does not have it, 0 where it has."""
        end = self.ends(on) if self.unit in ("month", "year") else None
        return on.day if end and end.day < on.day else 0

    @property
    def reach(self) -> timedelta:
        """So far from its day it ends at most."""
        return timedelta(self.n * _DAYS[self.unit]) + _DAYS_OFF
