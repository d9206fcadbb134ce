"""The working year: as people know it, what is still to be entered of it, and how it and Tết stand against the
`holidays` package (design 3.17)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import Literal

from reminder.core.lunar_months import LunarMonths
from reminder.core.working_calendar import DAY, DayRow, WorkingCalendar

YearState = Literal["entered", "partly estimated", "not entered"]
HORIZON = timedelta(days=60)  # how long before its first day a year must have been entered
_ANNOUNCED = (10, 31)  # by then the document on the next year's days off has come: 16/10/2025, 02/10/2026


@dataclass(frozen=True, slots=True)
class Break:
    """Days off in a row that hold more than a weekend, both ends included, with the rows that made them."""

    first: date
    last: date
    rows: tuple[DayRow, ...]

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Difference:
    """A day on which the calendar and the package disagree: `off` is what ours says, `name` either one's name."""

    on: date
    off: bool
    name: str
    document: str


@dataclass(frozen=True, slots=True)
class TetDifference:
    """A lunar year whose mùng 1 Tết our table and the package put on different days."""

    year: int
    ours: date
    theirs: date


@dataclass(frozen=True, slots=True)
class Year:
    """One working year. `made_up` are weekend days worked; `months` the working days of each month."""

    year: int
    entered: bool
    breaks: tuple[Break, ...]
    made_up: tuple[DayRow, ...]
    estimated: tuple[DayRow, ...]
    months: tuple[int, ...]

    @property
    def standing(self) -> YearState:
        """How sure it is."""
        return "not entered" if not self.entered else "partly estimated" if self.estimated else "entered"


def year_of(calendar: WorkingCalendar, year: int) -> Year:
    """The year as people know it: long breaks, make-up days, what is still an estimate. 2000–2099."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    months = [date(year, m, 1) for m in range(1, 13)] + [last + DAY]
    return Year(
        year, calendar.entered(year), tuple(_breaks(calendar, first, last)),
        tuple(r for r in calendar.year(year) if r.works), calendar.estimated(first, last),
        tuple(calendar.count(a, b - DAY) for a, b in pairwise(months)),
    )  # fmt: skip


def _breaks(calendar: WorkingCalendar, first: date, last: date) -> Iterator[Break]:
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    for works, span in groupby(days, key=calendar.works):
        off = list(span)
        rows = tuple(r for on in off if (r := calendar.row(on)))
        if not works and rows:
            yield Break(off[0], off[-1], rows)


def differences(calendar: WorkingCalendar, year: int) -> list[Difference]:
    """The weekdays and worked weekends on which the `holidays` package says otherwise. It is a second opinion,
    not a source: it knows no swap before its own release and guesses years not announced yet."""
    import holidays

    theirs = holidays.country_holidays("VN", years=year)
    moved = {on for on in getattr(theirs, "weekend_workdays", set()) if on.year == year}
    found = []
    for n in range((date(year, 12, 31) - date(year, 1, 1)).days + 1):
        on = date(year, 1, 1) + timedelta(n)
        off = not calendar.works(on)
        said = on in theirs or (on.weekday() > 4 and on not in moved)
        if off != said:
            row = calendar.row(on)
            found.append(Difference(on, off, row.name if row else theirs.get(on, ""), row.document if row else ""))
    return found


def tet_differences(lunar: LunarMonths, year: int | None = None) -> list[TetDifference]:
    """Where the package says otherwise of Tết: of this lunar year, or of all that our table knows."""
    import holidays

    found = []
    for known in [year] if year else [y.tet.year for y in lunar.years]:
        ours = lunar.tet(known)
        theirs = holidays.country_holidays("VN", years=known, language="vi").get_named("Tết Nguyên Đán", lookup="exact")
        found += [TetDifference(known, ours, on) for on in theirs if ours and on != ours]
    return found


def late_estimates(calendar: WorkingCalendar, today: date) -> tuple[DayRow, ...]:
    """Rows still estimated although the October in which a document decides them is over."""
    return tuple(
        row for row in calendar.rows if row.status == "estimated" and today > date(row.on.year - 1, *_ANNOUNCED)
    )


def missing_year(calendar: WorkingCalendar, today: date) -> int | None:
    """The year within the coming 60 days that nobody has entered, if any."""
    years = range(today.year, (today + HORIZON).year + 1)
    return next((year for year in years if not calendar.entered(year)), None)
