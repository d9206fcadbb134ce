"""From which day a plan is reckoned: the day it prints or, where it leaves that open, the day that is assumed."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Literal, Self

from reminder.directory.citations import without_citations
from reminder.phrases import Reading, read

Missing = Literal["", "day", "month", "year", "from"]
"""What is not printed and was assumed: the day of a printed month, the month of a printed year, the year itself;
`from`: no year is surely the plan's own, and it is followed from the day that a person gave."""
Whence = Literal["", "number", "title", "times"]
"""What names the year of a plan that prints none with its day."""

_YEAR: Final = r"(?:19|20)\d\d"
_DATED = re.compile(
    rf"(?:(?P<day>\d{{1,2}})\s*(?:tháng|[-/.])\s*)?\b(?P<month>\d{{1,2}})\s*(?:năm|[-/.])\s*(?P<year>{_YEAR})\b", re.I
)
_YEARS = re.compile(rf"\b{_YEAR}\b")
_NUMBER_YEAR = re.compile(rf"/\s*({_YEAR})\s*/")
_SPAN = re.compile(rf"{_YEAR}\s*(?:[-–—]|đến|tới)\s*(?:(?:hết\s+)?năm\s+)?({_YEAR})", re.I)
# A day, a horizon and a look back name years, but not the plan's own.
_OTHERS = re.compile(
    rf"ngày\s*\d{{1,2}}\s*(?:[-/.]|tháng)\s*\d{{1,2}}\s*(?:[-/.]|năm)\s*{_YEAR}"
    rf"|(?:(?<!\w)đến(?:\s+hết)?|tầm nhìn|định hướng)\s+(?:năm\s+)?{_YEAR}",
    re.I,
)
_PRINTED: Final[Whence] = ""
_BEHIND = re.compile(rf"\b(?:kết quả|tổng kết|sơ kết|đánh giá|tình hình)\b[^,;.]{{0,60}}?năm\s*{_YEAR}", re.I)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A series starts after `on`. The document can be of any day from `first` to `last`, which are `on` itself where it
    prints its day: on the first of them a phrase without a year is read, on the last one a body's name, for it may name
    one that was founded only then. From `told_from` on it may be told of. `whence` a year comes that is not printed."""

    on: date
    first: date
    last: date
    missing: Missing = ""
    whence: Whence = field(default="", compare=False)
    told_from: date = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "told_from", min(self.first, self.on + timedelta(1)))

    @classmethod
    def printed(cls, on: date) -> Self:
        """Of a plan that prints its day."""
        return cls(on, on, on)

    @property
    def read_on(self) -> date | None:
        """The day that gives phrases their year; None where none is surely the plan's own."""
        return None if self.missing == "from" else self.first

    def not_issued_by(self, on: date) -> bool:
        """Whether the plan cannot have been issued by `on`. Where its year is not printed, nobody can say."""
        return self.missing not in ("year", "from") and on < self.first

    def carries(self, reading: Reading) -> bool:
        """Whether a date of `reading`, or the first one of its series, would be another if the plan were of another of
        the days that are open; where its year is not printed, of another year."""
        if not self.missing:
            return False
        sure = self.missing in ("day", "month")
        if reading.recurrence and (not sure or any(True for _ in reading.due(self.first, self.last))):
            return True
        other = self.last if sure else self.last + timedelta(365)
        return reading.hangs_on_document and read(reading.raw, self.first) != read(reading.raw, other)


def reckoned(
    issued_on: date | None,
    issued: str,
    number: str,
    title: str,
    readings: Iterable[Reading],
    from_on: date | None = None,
) -> Reckoned | None:
    """The day from what a plan prints: `issued` its line of date, `readings` its phrases as read without a date. Where
    only the day is open it is the month's last one; where the month is open too, the eve of the year of the date, else
    of its number, else of its title, else of its phrases; `from_on`, given by a person, may bring the start forward.
    None where no year is surely the plan's own and no `from_on` given."""
    if issued_on := issued_on or printed_on(issued):
        return Reckoned.printed(issued_on)
    eve = from_on - timedelta(1) if from_on else None
    if month := _month(issued):
        last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
        return Reckoned(min(last, eve or last), month, last, "day")
    years = [int(year) for year in _YEARS.findall(issued)]
    missing: Missing = "month" if years else "year"
    year, whence = (years[-1], _PRINTED) if years else _year(number, title, readings)
    if year is None:
        return Reckoned(eve, from_on, from_on, "from") if eve and from_on else None
    first = date(year, 1, 1)
    return Reckoned(min(first - timedelta(1), eve or first), first, date(year, 12, 31), missing, whence)


def printed_on(issued: str) -> date | None:
    """The day that a line of date prints whole (`ngày 05 tháng 01 năm 2026`, `05/01/2026`)."""
    match = _DATED.search(issued)
    return _date(match["year"], match["month"], match["day"]) if match and match["day"] else None


def _month(issued: str) -> date | None:
    match = _DATED.search(issued)
    return _date(match["year"], match["month"], "1") if match else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _year(number: str, title: str, readings: Iterable[Reading]) -> tuple[int | None, Whence]:
    """The plan's year and what names it, None where none is surely its own: the one that its number or its title names,
    else that of the first of its times to be over, for a plan is issued before that. Those of cited documents are not
    its own, and a span counts by its last year, in the title only where nothing else names one."""
    if match := _NUMBER_YEAR.search(number):
        return int(match[1]), "number"
    own = without_citations(title)
    spans = {int(year) for year in _SPAN.findall(own)}
    single = _OTHERS.sub(" ", _SPAN.sub(" ", own))
    for part in (_BEHIND.sub(" ", single), single):
        years = {int(year) for year in _YEARS.findall(part)}
        if len(years) == 1:
            return years.pop(), "title"
    if ends := {year for reading in readings if (year := _last_year(reading))}:
        return min(ends), "times"
    return (spans.pop(), "title") if len(spans) == 1 else (None, "")


def _last_year(reading: Reading) -> int | None:
    """The last year that a phrase prints."""
    days = [reading.start, reading.end, *(day for w in reading.windows for day in (w.start, w.end))]
    days += [s.first for s in reading.series]
    return max((day.year for day in days if day), default=None)
