"""What stands in a phrase, in order: what the rules of kind `item` give."""

from dataclasses import dataclass
from datetime import time

from reminder.phrases.found import Found, Founds, Freqs


@dataclass(frozen=True, slots=True)
class Moments:
    """Spans and points, bound by a word or not."""

    found: Founds


@dataclass(frozen=True, slots=True)
class Often:
    """How often; `year` where it is what is reported on."""

    freqs: tuple[Freqs, ...]
    year: int = 0


@dataclass(frozen=True, slots=True)
class Term:
    """So many units after or before an event, as printed, or before or behind a printed day."""

    n: int
    unit: str
    after: bool
    event: str = ""
    event_on: Found | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Words that say something of the whole: open, onward, undated, yearly, vision, around; `passed` are
    the tokens among its words that have not been read."""

    what: str
    year: int = 0
    passed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Data:
    """The span of data a report covers, with its words: no deadline."""

    found: Founds
    words: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What is reported on; a deadline only where nothing else is one."""

    found: Founds = ()
    freqs: tuple[Freqs, ...] = ()


@dataclass(frozen=True, slots=True)
class Bracketed:
    """A period in brackets: behind a bound date what it is about, behind a recurrence its data, else a time."""

    found: Founds


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Weekdays whose period stands elsewhere."""

    days: tuple[int, ...]
    at: time | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of the date beside it."""

    at: time
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """No time: the number of a document, a name, a gloss."""


@dataclass(frozen=True, slots=True)
class TimeLabel:
    """ "Thời gian:" – the time stands behind it."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """ "để kịp …": a date behind it is of what this is for."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A sign that ends a clause, or a bracket."""

    sign: str
