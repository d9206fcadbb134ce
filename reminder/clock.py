"""The one reader of the clock. Everything else is given the time."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from zoneinfo import ZoneInfo

from reminder.errors import WrongUse
from reminder.translatable import N_
from reminder.words.typed_days import within

MORNING = clock_time(9)
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_PAPER = re.compile(r"(\d{1,2})\s*[/. -]\s*(\d{1,2})\s*[/. -]\s*(\d{4})", re.ASCII)
_MOMENT = re.compile(r"(.*?)([T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII)


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
    """A day as typed anywhere: `20/12/2026` as on paper, or `2026-12-20`. ValueError for anything else: weeks, days
    without dashes, years of two figures and what else could be meant are slips here."""
    if found := _PAPER.fullmatch(text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if not _ISO.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def parse_at(text: str, zone: ZoneInfo) -> datetime:
    """A day as `parse_day` takes it, alone or with a time, `08/12/2026 09:00`, `2026-12-08T09:00`, and an offset, as an
    instant. A bare day is its 09:00 in `zone`."""
    found = _MOMENT.fullmatch(text)
    try:
        if not found:
            raise ValueError(text)
        on = parse_day(found[1])
        at = datetime.fromisoformat(f"{on}{found[2]}") if found[2] else datetime.combine(on, MORNING)
    except ValueError:
        template = N_("--at {given}: no time; write 08/12/2026, 08/12/2026 09:00 or 2026-12-08T09:00")
        raise WrongUse.of(template, given=text) from None
    within(on, "--at")  # for whoever wrote it, and then for the office, whatever the offset
    at = (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
    within(local(at, zone).date(), "--at")
    return at


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
