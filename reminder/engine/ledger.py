"""The database's rows → the ledger the core evaluates."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from reminder.clock import local
from reminder.core.evaluate import Ledger
from reminder.store import journal, notices
from reminder.store.database import Connection


def read_ledger(connection: Connection, zone: ZoneInfo) -> Ledger:
    """Acts, first sights (as civil dates of the office) and what was told."""
    days: dict[datetime, date] = {}  # thousands were first seen in one evaluation
    seen: dict[str, date] = {}
    for key, at in notices.first_seen(connection).items():
        day = days.get(at)
        if day is None:
            day = days[at] = local(at, zone).date()
        seen[key] = day
    return Ledger(journal.journal(connection), seen, notices.emitted(connection))
