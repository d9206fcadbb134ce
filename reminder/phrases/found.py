"""What rules find in a phrase: spans and points of time, periods that come again. Values."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final, NamedTuple

from reminder.phrases.chart import Place
from reminder.phrases.distance import Distance
from reminder.phrases.series import Freq

_LONG: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
LAST: Final = 99
"""A day that means the last one of its month."""
NOTHING: Final[tuple["Found", ...]] = ()
"""A time is printed, but it is none: its fault has been said."""


WHOLE: Final = 0
"""Working days that are counted over the whole period, however long that is."""


class Cycle(NamedTuple):
    """A date inside a recurring period, as printed; `freq` is "" and a month of 0 its last one while the period has not
    been named."""

    freq: Freq | str
    month: int = 1
    day: int = 0
    weekday: int = -1
    working: bool = False
    shift: int = 0
    within: int = 1


@dataclass
class Found:
    """One span or point: from `y1 m1 d1` to `y2 m2 d2`. A year or month of 0 is not printed.

    `anchor` is the word before it: before, by, until, from, after or "". A `point` has no start. `within` so many
    months working days are counted, `away` so far from the day it is due. `this` is the period of the document in which
    a day lies ("ngày 14 tháng này"). `tok` to `upto` are its tokens, `clause`
    where it stands.
    """

    kind: str
    y1: int = 0
    m1: int = 0
    d1: int = 0
    y2: int = 0
    m2: int = 0
    d2: int = 0
    point: bool = False
    anchor: str = ""
    at: time | None = None
    cycle: Cycle | None = None
    shift: int = 0
    yearly: bool = False
    within: int = 1
    away: Distance | None = None
    this: Freq | None = None
    tok: int = 0
    upto: int = 0
    clause: int = 0
    label: str = ""

    def but(self, **changed: Any) -> "Found":
        made = object.__new__(Found)
        made.__dict__ = self.__dict__ | changed  # as dataclasses.replace would, in a tenth of its time
        return made

    def first(self) -> date:
        return _day(self.y1, self.m1, self.d1)

    def last(self) -> date:
        return _day(self.y2, self.m2, self.d2)


def _day(year: int, month: int, day: int) -> date:
    """That day, or the last one of a month that does not have it."""
    if day > 28:
        day = min(day, monthrange(year, 2)[1] if month == 2 else _LONG[month - 1])
    return date(year, month, day)


Founds = tuple[Found, ...]


class Tail(NamedTuple):
    """What a unit's year is: printed, so many years on from the one reported on, or every one."""

    year: int = 0
    shift: int | None = None
    every: bool = False
    broken: bool = False


def within(found: Iterable[Found], tail: Tail | None) -> Founds:
    """`found` in that year, where none is printed."""
    made = tuple(found)
    if tail is None:
        return made
    if tail.broken:
        return NOTHING
    if tail.year:
        return tuple(one.but(y1=tail.year - (one.y2 < 0), y2=tail.year) if one.y2 <= 0 else one for one in made)
    return tuple(one.but(shift=tail.shift or 0, yearly=True) for one in made)


def day_found(p: Place, day: int, month: int = 0, year: int = 0) -> Founds:
    """A date, or nothing and a fault when the calendar has no such day."""
    if not 1 <= day <= 31 or month > 12 or (month and day > _LONG[month - 1]) or _no_leap(day, month, year):
        p.fault("no_such_date")
        return NOTHING
    return (Found("day", year, month, day, year, month, day, point=True),)


def beyond(p: Place, nth: int, most: int) -> bool:
    """Whether the nth of so many at most (-1: the last, -2: the one before) cannot be: that is said."""
    if nth < 0 or 1 <= nth <= most:
        return False
    p.fault("no_such_date")
    return True


def most(edge: Cycle, months: int) -> int:
    """So many days a month has at most; working days as many as the months can have, make-up days too."""
    return 23 * months if edge.working else 31


def _no_leap(day: int, month: int, year: int) -> bool:
    return bool(year) and month == 2 and day == 29 and monthrange(year, 2)[1] < 29


def months_found(p: Place, first: int, last: int = 0, year: int = 0, kind: str = "month") -> Founds:
    """One month, or from one to another; a quarter by its number with kind `quarter`."""
    last = last or first
    most, size = (12, 1) if kind == "month" else (4, 3)
    if not (1 <= first <= most and 1 <= last <= most):
        p.fault("no_such_period")
        return NOTHING
    y1 = y2 = year
    if first > last:
        y1, y2 = (year - 1, year) if year else (0, -1)  # -1: set right once the year is known
    return (Found(kind, y1, (first - 1) * size + 1, 1, y2, last * size, LAST),)


def units_found(p: Place, numbers: tuple[int, ...], tail: Tail | None, kind: str) -> Founds:
    """Months or quarters by their numbers, or nothing where one of them is none."""
    found = tuple(one for number in numbers for one in months_found(p, number, kind=kind))
    if len(found) < len(numbers):
        return NOTHING
    if tail and tail.shift and len(found) > 1 and numbers[-1] < numbers[-2]:  # "tháng 4, 7, 10 và tháng 01 năm sau"
        return (*within(found[:-1], Tail(every=True)), *within(found[-1:], tail))
    return within(found, tail)


def year_found(year: int, last: int = 0) -> Founds:
    return (Found("year", year, 1, 1, last or year, 12, 31),)


def cycled(cycle: Cycle) -> Founds:
    return (Found("rule", point=True, cycle=cycle),)


class Freqs(NamedTuple):
    """A period named without a date: "hằng quý", "6 tháng", "02 năm một lần". `plain`: it only names what is
    reported on."""

    freq: Freq
    n: int = 1
    months: int = 0
    plain: bool = False
    tok: int = 0
    clause: int = 0
