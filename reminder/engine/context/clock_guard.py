"""Whether the wall clock can be believed. A deadline engine whose clock is wrong writes nonsense to everyone.

It is compared with the machine's running clock, which nobody sets, and with the last round kept in the database.
A time a person gave (`--at`) is neither checked nor kept.
"""

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from reminder.clock import Clock, local
from reminder.core.reason import Reason, because
from reminder.store.database import Connection, get, put

_KEY = "clock"
JUMP = timedelta(hours=1)
BACK = timedelta(days=1)
AWAY = timedelta(days=60)
_SANE = range(2025, 2101)


class Timeguard:
    """Looks at the clock once a round, and says in the office's `zone` what it saw. `accept`: the first look
    believes whatever it sees."""

    def __init__(self, clock: Clock, zone: ZoneInfo, accept: bool = False) -> None:
        self._clock, self._zone, self._accept = clock, zone, accept
        self._seen: tuple[datetime, float] | None = None

    def look(self, connection: Connection) -> Reason | None:
        """Why the clock cannot be believed, or None. A good moment is kept for the next look."""
        if self._clock.given:
            return None
        now, running = self._clock.now(), self._clock.running()
        jumped = _moved(now - self._seen[0], running - self._seen[1]) if self._seen else None
        wrong = None if self._accept else jumped or self.doubt(connection)
        if wrong is None:
            self._accept = False
            self._seen = (now, running)
            kept = {"boot": self._clock.boot, "running": running, "wall": now.isoformat()}
            put(connection, _KEY, json.dumps(kept))
        return wrong

    def doubt(self, connection: Connection) -> Reason | None:
        """What the last round of any process says about this moment; nothing is kept."""
        now, running = self._clock.now(), self._clock.running()
        if self._clock.given:
            return None
        if now.year not in _SANE:
            return because("clock-absurd", now=local(now, self._zone), last=None)
        text = get(connection, _KEY)
        if text is None:
            return None
        kept = json.loads(text)
        last = datetime.fromisoformat(kept["wall"])
        same_boot = self._clock.boot and kept["boot"] == self._clock.boot
        if same_boot and (moved := _moved(now - last, running - kept["running"])):
            return moved
        if now - last > AWAY or last - now > BACK:
            return because("clock-absurd", now=local(now, self._zone), last=local(last, self._zone))
        return None


def _moved(wall: timedelta, running: float) -> Reason | None:
    drift = wall - timedelta(seconds=running)
    if abs(drift) <= JUMP:
        return None
    return because("clock-moved", minutes=round(drift.total_seconds() / 60))


def last_round(connection: Connection) -> datetime | None:
    """When the last round with a good clock was."""
    text = get(connection, _KEY)
    return datetime.fromisoformat(json.loads(text)["wall"]) if text else None
