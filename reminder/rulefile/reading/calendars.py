"""Calendar files → one working calendar. A second file (a province's own days) adds to the first."""

from collections.abc import Iterable
from datetime import date

from reminder.core.calendar import DayRow, FixedDay, WorkingCalendar
from reminder.msgids import N_
from reminder.rulefile.reading.findings import Findings, Source
from reminder.rulefile.reading.schema import CalendarFile


def calendar(files: Iterable[tuple[Source, CalendarFile]], findings: Findings) -> WorkingCalendar:
    """The calendar of all files together."""
    rows: dict[date, DayRow] = {}
    fixed: list[FixedDay] = []
    for source, file in files:
        for n, f in enumerate(file.calendar.fixed):
            try:
                date(2000, f.month, f.day)
                fixed.append(FixedDay(f.month, f.day, f.name, f.since, f.document))
            except ValueError:
                findings.add(
                    source,
                    ("calendar", "fixed", n, "day"),
                    N_("there is no {day}/{month}"),
                    day=f.day,
                    month=f.month,
                )
        for n, d in enumerate(file.calendar.days):
            at = ("calendar", "days", n)
            if d.on in rows:
                findings.add(
                    source, (*at, "on"), N_("{on} stands twice; keep one row for a day"), on=str(d.on)
                )
            elif not 2000 <= d.on.year <= 2099:
                findings.add(source, (*at, "on"), N_("{on} lies outside 2000–2099"), on=str(d.on))
            elif d.status == "official" and not d.document:
                findings.add(
                    source,
                    at,
                    N_('an official day needs its document; add document = …, or status = "estimated"'),
                )
            elif d.kind == "work_swap" and d.on.weekday() < 5:
                findings.add(
                    source,
                    (*at, "kind"),
                    N_(
                        "{on} is a weekday, so it is worked anyway; a work_swap is a weekend day worked instead"
                    ),
                    on=str(d.on),
                )
            elif d.kind in ("off_swap", "off_local") and d.on.weekday() > 4:
                findings.add(
                    source, (*at, "kind"), N_("{on} is a weekend day, so it is off anyway"), on=str(d.on)
                )
            rows.setdefault(d.on, DayRow(d.on, d.kind, d.name, d.document, d.status))
    return WorkingCalendar(tuple(rows[on] for on in sorted(rows)), tuple(fixed))


def warn(files: Iterable[tuple[Source, CalendarFile]], findings: Findings) -> None:
    """Say which years rest on estimates, and where the entered years end (design 3.17)."""
    ends: list[tuple[int, Source]] = []
    for source, file in files:
        days = file.calendar.days
        if days:
            ends.append((max(d.on.year for d in days), source))
        for year in sorted({d.on.year for d in days if d.status == "estimated"}):
            guessed = [(n, d) for n, d in enumerate(days) if d.on.year == year and d.status == "estimated"]
            findings.add(
                source,
                ("calendar", "days", guessed[0][0]),
                N_("estimated days of {year}: {count}; enter the document of each when it is announced"),
                "warning",
                count=len(guessed),
                year=year,
            )
    if ends:
        year, source = max(ends, key=lambda end: end[0])
        findings.add(
            source,
            ("calendar", "days"),
            N_("the calendar is entered up to {year}; later dates know only weekends and fixed holidays"),
            "warning",
            year=year,
        )
