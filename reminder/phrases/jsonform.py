"""A reading as the JSON of `reminder read`: names and conventions are the command line's contract."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby, islice
from typing import Any, Final

from reminder.phrases.days import Days
from reminder.phrases.due import Due
from reminder.phrases.reading import Reading

NEXT: Final = 8
"""How many due dates are shown."""


def as_json(reading: Reading, from_on: date, lang: str = "en", days: Days | None = None) -> dict[str, Any]:
    """Keys of `reminder read`. `due` are the next eight days on which something is due, as printed, from `from_on`
    (included) on,
    at most a hundred years ahead; dates are ISO strings; `problems` are said in `lang`. `moved`, where there are any:
    those of these dates whose month does not have the day that is printed. `data_period.until`: for each of these
    dates the last day of its data, or null."""
    last = date(min(from_on.year + 100, 9999), 12, 31)
    relative, data = reading.relative, reading.data_period
    dues = list(islice(_days(reading.due(from_on, last, days)), NEXT))
    moved = [_moved(due) for due in dues if due.moved]
    return {
        "raw": reading.raw,
        "start": _iso(reading.start),
        "end": _iso(reading.end),
        "bound": reading.bound.value if reading.bound else None,
        "recurrence": {"freq": reading.recurrence.freq, "n": reading.recurrence.n} if reading.recurrence else None,
        "due": [due.on.isoformat() for due in dues],
        "open_ended": reading.open_ended,
        "indeterminate": reading.indeterminate,
        "relative": (
            {"n": relative.n, "unit": relative.unit, "after": relative.after, "event": relative.event}
            if relative
            else None
        ),
        "data_period": (
            {
                "freq": data.freq,
                "start": _iso(data.start),
                "end": _iso(data.end),
                "words": data.words,
                "until": [_iso(data.until(due, days)) for due in dues],
            }
            if data
            else None
        ),
        "vision": reading.vision,
        "unread": list(reading.unread),
        "problems": [fault.say(lang) for fault in reading.faults],
    } | ({"moved": moved} if moved else {})


def _days(dues: Iterator[Due]) -> Iterator[Due]:
    """The first of each day, though several reports may be due on it."""
    return (next(each) for _, each in groupby(dues, key=lambda due: due.on))


def _moved(due: Due) -> dict[str, Any]:
    """Which of the `due` dates, the number that is printed and of what, and the day taken for it."""
    nth, unit, on = due.moved or (0, "", due.on)
    return {"due": due.on.isoformat(), "printed": nth, "unit": unit, "on": on.isoformat()}


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None
