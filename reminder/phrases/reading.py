"""What a phrase means. Dates are civil dates of the office's zone; ranges include both ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Literal

Freq = Literal["weekly", "monthly", "quarterly", "half_yearly", "yearly", "every_n_years"]


class Bound(StrEnum):
    """How the printed date binds: `before` (trước) leaves the day itself open, `by` includes it."""

    BEFORE = "before"
    BY = "by"


@dataclass(frozen=True, slots=True)
class Due:
    """One due date as printed. `period` is what is reported on: `2026`, `2026-H1`, `2026-Q4`,
    `2026-M03`, `2026-W07`; the ISO date itself where dates are merely listed; `once` for a task."""

    on: date
    bound: Bound
    period: str
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """One of several spans or points in one phrase, with its own bound; either end may be open."""

    start: date | None
    end: date | None
    bound: Bound
    label: str = ""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """`n` dates a `freq` (two dates a year: yearly, 2); for `every_n_years` one date every `n` years."""

    freq: Freq
    n: int = 1


@dataclass(frozen=True, slots=True)
class DataPeriod:
    """The span of data a report covers, apart from its due date; `cutoff` as month/day words allow."""

    freq: Freq | None
    start: date | None = None
    end: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Relative:
    """A term waiting for its event: `n` units `after` or before `event` (as printed)."""

    n: int
    unit: Literal["day", "working_day", "week", "month", "year", "hour"]
    after: bool
    event: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A phrase understood. `end` is the date as printed; `problems` say what was odd and where."""

    raw: str
    start: date | None = None
    end: date | None = None
    bound: Bound | None = None
    at: time | None = None
    windows: tuple[Window, ...] = ()
    recurrence: Recurrence | None = None
    data_period: DataPeriod | None = None
    relative: Relative | None = None
    open_ended: bool = False
    indeterminate: bool = False
    vision: int | None = None
    problems: tuple[str, ...] = ()
    certainty: float = 1.0

    def due(self, from_on: date, to_on: date) -> Iterator[Due]:
        """Every due date in `[from_on, to_on]`, ascending. An undated or faulty reading has none."""
        raise NotImplementedError

    def describe(self, lang: str) -> str:
        """The reading in plain words, `vi` or `en`."""
        raise NotImplementedError
