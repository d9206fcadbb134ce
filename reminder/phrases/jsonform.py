"""A reading as the JSON of `reminder read`: names and conventions are the command line's contract."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby, islice
from typing import Any, Final

from reminder.phrases.reading import Reading
from reminder.phrases.series import Days, Due

NEXT: Final = 8
"""How many due dates are shown."""


def as_json(reading: Reading, from_on: date, lang: str = "en", days: Days | None = None) -> dict[str, Any]:
    """Keys of `reminder read`. `due` are the next eight days on which something is due, as printed, from `from_on`
    (included) on,
    at most a hundred years ahead; dates are ISO strings; `problems` are said in `lang`."""
    last = date(min(from_on.year + 100, 9999), 12, 31)
    relative, data = reading.relative, reading.data_period
    return {
        "raw": reading.raw,
        "start": _iso(reading.start),
        "end": _iso(reading.end),
        "bound": reading.bound.value if reading.bound else None,
        "recurrence": {"freq": reading.recurrence.freq, "n": reading.recurrence.n} if reading.recurrence else None,
        "due": [on.isoformat() for on in islice(_days(reading.due(from_on, last, days)), NEXT)],
        "open_ended": reading.open_ended,
        "indeterminate": reading.indeterminate,
        "relative": (
            {"n": relative.n, "unit": relative.unit, "after": relative.after, "event": relative.event}
            if relative
            else None
        ),
        "data_period": (
            {"freq": data.freq, "start": _iso(data.start), "end": _iso(data.end), "words": data.words} if data else None
        ),
        "vision": reading.vision,
        "unread": list(reading.unread),
        "problems": [fault.say(lang) for fault in reading.faults],
    }


def _days(dues: Iterator[Due]) -> Iterator[date]:
    """Each day once, though several reports may be due on it."""
    return (on for on, _ in groupby(due.on for due in dues))


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None
