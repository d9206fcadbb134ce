"""Keeping the database: upgrade, check, backup, adopt."""

from pathlib import Path

from reminder.core.outbox_states import OPEN
from reminder.engine.context.office import Office
from reminder.errors import BadInput
from reminder.store import database, maintenance, opening, outbox
from reminder.store.database import Database
from reminder.store.lock import sole
from reminder.store.outbox import MailRow
from reminder.store.schema import HEAD
from reminder.translatable import N_


def upgrade(office: Office) -> str:
    """Bring the schema up to this program's; gives its version."""
    opened = opening.open_any(office.config.database_url)
    try:
        with sole(opened):
            opening.upgrade(opened)
    finally:
        opened.close()
    return HEAD


def check(office: Office) -> tuple[str, ...]:
    """What the database itself finds wrong with its file; nothing is good news. Raises BadInput when there is none."""
    with office.reading() as opened:
        return maintenance.faults(_there(opened))


def backup(office: Office, file: Path) -> None:
    """Copy the database whole while it is in use: a SQLite file, or what pg_dump makes. Raises BadInput for a file that
    exists."""
    if file.exists():
        raise BadInput.at(file, N_("exists already; name a new file"))
    with office.reading() as opened:
        maintenance.copy(_there(opened), file)


def would_send(office: Office) -> list[MailRow]:
    """The mails that would leave from here."""
    with office.reading() as opened:
        if opened is None:
            return []
        with opened.read() as connection:
            return [m for m in outbox.listing(connection) if m.state in OPEN]


def adopt(office: Office) -> None:
    """This place is the database's home from now on. Raises BadInput when there is none."""
    with office.reading() as opened:
        found = _there(opened)
        here = maintenance.home(found)
        found.transact(lambda c: database.put(c, "home", here))


def _there(opened: Database | None) -> Database:
    if opened is None:
        raise BadInput.of(N_("there is no database yet; reminder tick makes one"))
    return opened
