"""A reading in plain English."""

from datetime import date, time, timedelta
from typing import Final

from reminder.phrases.due import Bound
from reminder.phrases.reading import Reading
from reminder.phrases.series import MONTHS, Series

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EVERY: Final = {
    "every_n_years": "year",
    "weekly": "week", "monthly": "month", "quarterly": "quarter", "half_yearly": "half-year", "yearly": "year",
}  # fmt: skip
_NTH: Final = ("first", "second", "third", "fourth", "fifth")


def describe_en(r: Reading) -> str:
    """`r` in English."""
    parts = list[str]()
    if r.series:
        parts += [_series(s) for s in r.series]
    if r.windows:
        said = [(f"“{w.label}”: " if w.label else "") + _span(w.start, w.end, w.bound, w.at) for w in r.windows]
        begins = r.series[0].first if r.series else None
        behind = begins and all(w.end and w.end < begins for w in r.windows)
        parts = [*said, *parts] if behind else [*parts, *said]
    elif (r.start or r.end) and not r.series:  # a series says its years itself
        parts.append(_span(r.start, r.end, r.bound, r.at))
    if r.data_period and r.data_period.words:
        parts.append(f"data period “{r.data_period.words}”")
    if r.relative:
        unit = r.relative.unit.replace("_", " ") + ("s" if r.relative.n > 1 else "")
        word = "after" if r.relative.after else "before"
        event = f"“{r.relative.event}”" if r.relative.event else "an event that is not named"
        waits = "" if r.relative.event_on else ", waiting for that date"
        parts.append(f"{r.relative.n} {unit} {word} {event}{waits}")
    if r.recurrence and not r.series:
        parts.append(_frequency(r.recurrence.freq, r.recurrence.n) + ", no day named")
    if r.open_ended:
        parts.append("open-ended")
    if r.indeterminate and not r.relative:
        parts.append("no date: a person must give one")
    if r.vision:
        parts.append(f"vision {r.vision} (no deadline)")
    return "; ".join(parts) or "no deadline could be read"


def _day(on: date) -> str:
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def _hour(at: time | None) -> str:
    return f" {at:%H:%M} on" if at else ""


def _span(start: date | None, end: date | None, bound: Bound | None, at: time | None) -> str:
    if not end:
        return f"from {_day(start)} on" if start else ""
    if bound is Bound.BEFORE:
        words = f"before{_hour(at)} {_day(end)}"
        if not at:
            words += f" (read strictly: by the end of {_day(end - timedelta(1))})"
    else:
        words = f"by{_hour(at) or ' the end of'} {_day(end)}"
    return f"from {_day(start)}, {words}" if start else words


def _series(s: Series) -> str:
    if s.lunar:
        where = f"day {s.day} of lunar month {s.month} each year"
    elif s.freq == "weekly" and s.working:
        where = f"the {'last' if s.day < 0 else 'first'} working day of each week"
    elif s.freq == "weekly":
        where = f"{_WEEKDAYS[s.weekday]} each week"
    else:
        if s.weekday >= 0:
            which = f"the {'last' if s.day < 0 else _NTH[s.day - 1]} {_WEEKDAYS[s.weekday]}"
        elif s.working:
            back = {-1: "the last working day", -2: "the last working day but one"}
            which = back.get(s.day, f"working day {s.day}")
        else:
            which = "the last day" if s.day < 0 else f"day {s.day}"
        if s.within > 1:
            quarter = f"quarter {(s.month + 2) // 3} each year"
            where = f"{which} of " + (quarter if s.within < MONTHS[s.freq] else f"each {_EVERY[s.freq]}")
        elif s.freq in ("yearly", "every_n_years"):
            where = f"{which} of {_MONTHS[s.month - 1]}"
            where += " each year" if s.freq == "yearly" else f", every {s.every} years"
        elif s.freq == "monthly":
            where = f"{which} of each month"
        else:
            last = 3 if s.freq == "quarterly" else 6
            month = "last" if s.month == last else _NTH[s.month - 1]
            where = f"{which} of the {month} month of each {_EVERY[s.freq]}"
    if s.away:
        unit = s.away.unit.replace("_", " ") + ("s" if s.away.n > 1 else "")
        where = f"{s.away.n} {unit} {'after' if s.away.after else 'before'} {where}"
    words = ("before" if s.bound is Bound.BEFORE else "by") + f"{_hour(s.at)} {where}"
    if s.shift > 0:
        words += f", for the {_EVERY[s.covers or s.freq]} before"
    elif s.covers:
        words += f", reporting on the {_EVERY[s.covers]}"
    if s.bound is Bound.BEFORE and not s.at:
        words += " (read strictly: by the end of the day before)"
    if s.first and s.until:
        words += f", from {_day(s.first)} to {_day(s.until)}"
    elif s.first or s.until:
        words += f", from {_day(s.first)}" if s.first else f", until {_day(s.until)}" if s.until else ""
    named = s.label and not (s.first and s.label.lower().startswith("từ "))  # said in English above
    return (f"“{s.label}”: " if named else "") + words


def _frequency(freq: str, n: int) -> str:
    if freq == "every_n_years":
        return f"every {n} years"
    return f"each {_EVERY[freq]}" if n == 1 else f"{n} times a {_EVERY[freq]}"
