"""Calendar files → one working calendar. A second file (a province's own days) adds to the first."""

from collections.abc import Sequence
from datetime import date

from reminder.core.working_calendar import DayRow, FixedDay, WorkingCalendar
from reminder.rulefile.reading import lunar_years
from reminder.rulefile.reading.findings import FilePart
from reminder.rulefile.reading.schema import CalendarFile, made
from reminder.translatable import N_
from reminder.words.typed_days import TypedDay

Files = Sequence[tuple[FilePart, CalendarFile]]


def calendar(files: Files) -> WorkingCalendar:
    """The calendar of all files together."""
    rows: dict[date, DayRow] = {}
    fixed: list[FixedDay] = []
    for whole, file in files:
        for n, f in enumerate(file.calendar.fixed):
            try:
                date(2000, f.month, f.day)
                fixed.append(made(FixedDay, f))
            except ValueError:
                whole.of("calendar", "fixed", n, "day").fault(N_("there is no {day}/{month}"), day=f.day, month=f.month)
        for n, d in enumerate(file.calendar.days):
            row = whole.of("calendar", "days", n)
            if d.on in rows:
                row.of("on").fault(N_("{on} stands twice; keep one row for a day"), on=(TypedDay(d.on),))
            elif not 2000 <= d.on.year <= 2099:
                row.of("on").fault(N_("{on} lies outside 2000–2099"), on=(TypedDay(d.on),))
            elif d.status == "official" and not d.document:
                row.fault(N_('an official day needs its document; add document = …, or status = "estimated"'))
            elif d.kind == "work_swap" and d.on.weekday() < 5:
                row.of("kind").fault(
                    N_("{on} is a weekday, so it is worked anyway; a work_swap is a weekend day worked instead"),
                    on=(TypedDay(d.on),),
                )
            elif d.kind in ("off_swap", "off_local") and d.on.weekday() > 4:
                row.of("kind").fault(N_("{on} is a weekend day, so it is off anyway"), on=(TypedDay(d.on),))
            rows.setdefault(d.on, made(DayRow, d))
    return WorkingCalendar(tuple(rows[on] for on in sorted(rows)), tuple(fixed), lunar_years.lunar_months(files))


def warn(files: Files) -> None:
    """Say which years rest on estimates, and where the entered years end (design 3.17)."""
    ends: list[tuple[int, FilePart]] = []
    for whole, file in files:
        days = file.calendar.days
        if days:
            ends.append((max(d.on.year for d in days), whole.of("calendar", "days")))
        for year in sorted({d.on.year for d in days if d.status == "estimated"}):
            guessed = [n for n, d in enumerate(days) if d.on.year == year and d.status == "estimated"]
            whole.of("calendar", "days", guessed[0]).fault(
                N_("estimated days of {year}: {count}; enter the document of each when it is announced"),
                "warning", count=len(guessed), year=year,
            )  # fmt: skip
    if ends:
        year, entered = max(ends, key=lambda end: end[0])
        entered.fault(
            N_("the calendar is entered up to {year}; later dates know only weekends and fixed holidays"),
            "warning", year=year,
        )  # fmt: skip
