"""Looking after a database: where it lives, what is wrong with it, and a copy of it."""

import os
import platform
import sqlite3
import subprocess
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import text

from reminder.errors import Refused
from reminder.store.database import Database
from reminder.translatable import N_
from reminder.words import why

_MACHINE = Path("/etc/machine-id")


def home(database: Database) -> str:
    """Where this database lives: a copy elsewhere must not send (design 4)."""
    if database.shared:
        with database.read() as connection:
            row = connection.execute(
                text("SELECT system_identifier, current_database() FROM pg_control_system()")
            ).one()
        return f"postgresql:{row[0]}:{row[1]}"
    name = _MACHINE.read_text().strip() if _MACHINE.exists() else ""
    return f"sqlite:{name or platform.node()}:{database.path}"


def faults(database: Database) -> tuple[str, ...]:
    """What SQLite's own check finds; PostgreSQL looks after itself."""
    if database.shared:
        return ()
    with database.read() as connection:
        found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        found = [*found, *(str(tuple(r)) for r in connection.exec_driver_sql("PRAGMA foreign_key_check"))]
    return tuple(str(f) for f in found if f != "ok")


def copy(database: Database, file: Path) -> None:
    """A whole copy, taken while others write: a SQLite file, or an archive for pg_restore. Readable by its owner only,
    for it holds the key of Message-IDs; so is a folder made for it. Raises Refused when it cannot be written whole."""
    draft = file.with_name(f"{file.name}.part")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        if database.shared:
            _dump(database, draft)
        else:
            _copy(database, draft)
        with draft.open("rb") as whole:
            os.fsync(whole.fileno())
        draft.rename(file)
    except (sqlite3.Error, OSError) as fault:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        said = why(fault) if isinstance(fault, OSError) else str(fault)
        raise Refused.at(file, N_("{why}; the copy was not made"), why=said) from None


def _copy(database: Database, draft: Path) -> None:
    with closing(sqlite3.connect(draft)) as target, database.read() as connection:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")


def _dump(database: Database, draft: Path) -> None:
    url = database.engine.url
    password = {"PGPASSWORD": str(url.password)} if url.password else {}
    bare = url._replace(drivername="postgresql", password=None).render_as_string()  # `set` knows no None
    try:
        done = subprocess.run(
            ["pg_dump", "--format=custom", "--no-owner", f"--file={draft}", f"--dbname={bare}"],
            env=os.environ | password, capture_output=True, text=True, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise OSError("pg_dump is not installed") from None
    if done.returncode:
        raise OSError(" ".join(done.stderr.split())[:300])
