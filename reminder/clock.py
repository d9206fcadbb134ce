"""The one reader of the clock. Everything else is given the time."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from zoneinfo import ZoneInfo

from reminder.core.working_calendar import FIRST, LAST
from reminder.errors import WrongUse
from reminder.translatable import N_

MORNING = clock_time(9)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"[T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_WIDTH = len("2026-12-08")


@dataclass(frozen=True, slots=True)
class Clock:
    """`now` gives the present instant (aware, UTC); `running` seconds since the machine started, sleep included,
    never set back; `boot` names that start. `given` says that a person chose the time (`--at`)."""

    now: Callable[[], datetime]
    running: Callable[[], float]
    given: bool = False
    boot: str = ""


def real_clock() -> Clock:
    """The machine's clocks. A suspended machine's running clock goes on, as its wall clock does."""
    boot = Path("/proc/sys/kernel/random/boot_id")
    name = boot.read_text().strip() if boot.exists() else ""
    return Clock(lambda: datetime.now(UTC), _running, boot=name)  # noqa: TID251


def _running() -> float:
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()  # noqa: TID251


def fixed_clock(at: datetime) -> Clock:
    """A clock that stands at `at`."""
    return Clock(lambda: at, time.monotonic, given=True)  # noqa: TID251


def parse_day(text: str) -> date:
    """`2026-12-08`; ValueError for anything else: weeks, days without dashes and what else ISO 8601 knows are slips
    here, and taken for what they are not."""
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def parse_at(text: str, zone: ZoneInfo) -> datetime:
    """`2026-12-08`, `2026-12-08T09:00` or with an offset, as an instant. A bare date is its 09:00 in `zone`."""
    day, time_of_day = text[:_WIDTH], text[_WIDTH:]
    try:
        if time_of_day and not _TIME.fullmatch(time_of_day):
            raise ValueError(text)
        on = parse_day(day)
        at = datetime.fromisoformat(text) if time_of_day else datetime.combine(on, MORNING)
    except ValueError:
        raise WrongUse.of(N_("--at {given}: no time; write 2026-12-08 or 2026-12-08T09:00"), given=text) from None
    # A day inside for whoever wrote it and one inside for the office, whatever the offset.
    if FIRST <= on <= LAST:
        at = (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
        if FIRST <= local(at, zone).date() <= LAST:
            return at
    raise WrongUse.of(N_("{option} {on}: lies outside 2000–2099"), option="--at", on=text)


def local(at: datetime, zone: ZoneInfo) -> datetime:
    """The instant on the office's wall."""
    return at.astimezone(zone)


def instant(on: date, at: clock_time, zone: ZoneInfo) -> datetime:
    """The first instant of that wall time; in a gap of summer time, the first instant after it."""
    wall = datetime.combine(on, at, zone)
    utc = wall.astimezone(UTC)
    if utc.astimezone(zone).time() != at:  # inside a gap: step to its end from before it
        utc = wall.replace(fold=1).astimezone(UTC)
        offset = utc.astimezone(zone).utcoffset()
        while utc.astimezone(zone).utcoffset() == offset:
            utc += timedelta(minutes=1)
    return utc
