"""The database's rows → the ledger the core evaluates."""

from zoneinfo import ZoneInfo

from reminder.clock import local
from reminder.core.evaluate import Ledger
from reminder.store import journal, notices
from reminder.store.database import Connection


def read_ledger(connection: Connection, zone: ZoneInfo) -> Ledger:
    """Acts, first sights (as civil dates of the office) and what was told."""
    seen = {key: local(at, zone).date() for key, at in notices.first_seen(connection).items()}
    return Ledger(journal.journal(connection), seen, notices.emitted(connection))
