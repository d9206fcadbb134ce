"""Keeping the database: upgrade, check, backup, adopt."""

from pathlib import Path

from reminder.engine.office import Office
from reminder.errors import BadInput
from reminder.store import database as store
from reminder.store import outbox
from reminder.store.lock import sole
from reminder.store.outbox import MailRow


def upgrade(office: Office) -> str:
    """Bring the schema up to this program's; gives its version."""
    opened = store.open_any(office.config.database_url)
    try:
        with sole(opened):
            store.upgrade(opened)
    finally:
        opened.close()
    return store.HEAD


def check(office: Office) -> tuple[str, ...]:
    """What the database itself finds wrong with its file; nothing is good news."""
    with office.reading() as database:
        return store.faults(database) if database else ()


def backup(office: Office, file: Path) -> None:
    """Copy a SQLite database whole while it is in use. Raises BadInput for another kind or a file that exists."""
    if file.exists():
        raise BadInput(f"{file}: exists already; name a new file")
    with office.reading() as database:
        if database is None or database.path is None:
            raise BadInput("only a SQLite file is copied here; for PostgreSQL use pg_dump")
        store.copy(database, file)


def would_send(office: Office) -> list[MailRow]:
    """The mails that would leave from here."""
    with office.reading() as database:
        if database is None:
            return []
        with database.read() as connection:
            return [m for m in outbox.listing(connection) if m.state in outbox.OPEN]


def adopt(office: Office) -> None:
    """This place is the database's home from now on."""
    with office.writing() as database:
        here = store.home(database)
        with database.write() as connection:
            store.put(connection, "home", here)
