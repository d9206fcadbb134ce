"""How many incoming mails were only counted, by what they are, until somebody is told."""

import json

from sqlalchemy import Connection

from reminder.store.database import put, take

_KEY = "incoming-counts"


def add(connection: Connection, what: str) -> None:
    """One more."""
    counts = _counts(connection)
    put(connection, _KEY, json.dumps(counts | {what: counts.get(what, 0) + 1}))


def drain(connection: Connection) -> dict[str, int]:
    """The counts since this was last asked."""
    counts = _counts(connection)
    if counts:
        put(connection, _KEY, "{}")
    return counts


def _counts(connection: Connection) -> dict[str, int]:
    found: dict[str, int] = json.loads(take(connection, _KEY) or "{}")
    return found
