"""What stands in a phrase, in order: what the rules of kind `item` give."""

from datetime import time
from typing import NamedTuple

from reminder.phrases.distance import TimeUnit
from reminder.phrases.found import Found, Founds, Freqs


class Moments(NamedTuple):
    """Spans and points, bound by a word or not."""

    found: Founds


class Often(NamedTuple):
    """How often; `year` where it is what is reported on."""

    freqs: tuple[Freqs, ...]
    year: int = 0


class Term(NamedTuple):
    """So many units after or before an event, as printed, or before or behind a printed day, or `each` of these."""

    n: int
    unit: TimeUnit
    after: bool
    event: str = ""
    event_on: Found | None = None
    each: Founds = ()


class Said(NamedTuple):
    """Words that say something of the whole: open, onward, undated, yearly, vision, around; `passed` are
    the tokens among its words that have not been read."""

    what: str
    year: int = 0
    passed: tuple[int, ...] = ()


class Data(NamedTuple):
    """The span of data a report covers, with its words: no deadline. Figures that are `estimated` may run beyond it."""

    found: Founds
    words: str = ""
    estimated: bool = False


class About(NamedTuple):
    """What is reported on; a deadline only where nothing else is one."""

    found: Founds = ()
    freqs: tuple[Freqs, ...] = ()


class Bracketed(NamedTuple):
    """A period in brackets: behind a bound date what it is about, behind a recurrence its data, else a time."""

    found: Founds


class Weekdays(NamedTuple):
    """Weekdays whose period stands elsewhere."""

    days: tuple[int, ...]
    at: time | None = None
    anchor: str = ""


class Hour(NamedTuple):
    """An hour of the date beside it."""

    at: time
    anchor: str = ""


class Aside:
    """No time: the number of a document, a name, a gloss."""


class Hanging:
    """A time that is counted from what is not printed: "cuối nhiệm kỳ", "tuần tới"."""


class TimeLabel:
    """ "Thời gian:" – the time stands behind it."""


class Purpose:
    """ "để kịp …": a date behind it is of what this is for."""


class Stop(NamedTuple):
    """A sign that ends a clause, or a bracket."""

    sign: str
