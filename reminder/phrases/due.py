"""One date on which something is due, and how it came to be that one."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Literal, NamedTuple

from reminder.phrases.distance import Distance


class Bound(StrEnum):
    """How the printed date binds: `before` (trước) leaves the day itself open, `by` includes it."""

    BEFORE = "before"
    BY = "by"


class Moved(NamedTuple):
    """A day that its month does not have: the `printed`th day, working day or lunar day, for which `on`, the last one
    the month has, is taken (Bộ luật Dân sự 2015, điều 148 khoản 3)."""

    printed: int
    unit: Literal["day", "working_day", "lunar_day"]
    on: date


class Counted(NamedTuple):
    """What a day was counted from: it lies so far from `from_on`, which itself is not counted."""

    distance: Distance
    from_on: date


@dataclass(frozen=True, slots=True)
class Due:
    """One due date as printed. `period` is what is reported on: `2026`, `2026-H1`, `2026-Q4`,
    `2026-M03`, `2026-W07`; the ISO date itself where dates are merely listed; `once` for a task. `counted` where it
    was, `moved` where its month is too short for what is printed."""

    on: date
    bound: Bound
    period: str
    at: time | None = None
    counted: Counted | None = None
    moved: Moved | None = None
