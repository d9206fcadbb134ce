"""The span of data a report covers, and up to which day of data what is due then reports."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from reminder.phrases.days import Days
from reminder.phrases.due import Due
from reminder.phrases.series import MONTHS, Freq, Series

_BEFORE: Final = timedelta(92)
_BEHIND: Final = timedelta(31)
"""So far from a due date its cut-off lies where no period tells which of them it is: the season before it; a month
behind it, of figures that are estimated."""
_LONGEST: Final[dict[Freq, timedelta]] = {"weekly": timedelta(7)} | {
    freq: timedelta(31 * months) for freq, months in MONTHS.items()
}  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class DataPeriod:
    """The span of data a report covers, apart from its due date: how often, or from when to when.
    `words` are the printed cut-off where it is no plain date, `ends` the days on which data are cut off, that day
    included: one of each period, or a single one, the first and the last of its series. `estimated` figures may run
    beyond the day on which they are due."""

    freq: Freq | None
    start: date | None = None
    end: date | None = None
    words: str = ""
    ends: tuple[Series, ...] = ()
    estimated: bool = False

    def until(self, due: Due, days: Days | None = None) -> date | None:
        """The last day of the data for what is due then: that of the period it reports on, else the one nearest to it.
        None where no day is surely meant. `days` tells the working days among them."""
        found = tuple(self._near(due, days))
        own = [on for on, period in found if period == due.period and on <= due.on]
        before = [on for on, _ in found if due.on - _BEFORE <= on <= due.on]
        behind = [on for on, _ in found if due.on < on <= due.on + _BEHIND]
        return max(own or before, default=min(behind, default=None))

    def _near(self, due: Due, days: Days | None) -> Iterator[tuple[date, str]]:
        """The days on which data may be cut off for it, each with the period it is of: no further back than two periods
        from the day from which the due date is counted."""
        begins = min(due.on, due.counted.from_on) if due.counted else due.on
        for one in self.ends:
            if one.first and one.first == one.until and due.period == "once":
                yield one.first, "once"  # both stand in one phrase, however far apart
                continue
            first = begins - max(2 * _LONGEST[one.freq], _BEFORE)
            # "hết tháng trước": the one before that in which it is due, whatever it reports on.
            before = one.lies_in(due.on) if one.shift < 0 else ""
            for end in one.due(first, due.on + _BEHIND, days):
                yield end.on, due.period if end.period == before else "" if before else end.period
