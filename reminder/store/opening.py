"""Opening a database, and refusing whenever its state is in doubt: never an empty one over an existing path."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import QueuePool, StaticPool

from reminder.errors import BadInput, Refused
from reminder.store.database import MIGRATION, Database, alone, told
from reminder.store.schema import HEAD
from reminder.translatable import N_
from reminder.words import why

_FORM = N_("{given}; write sqlite:///path or postgresql+psycopg://user@host/name")
_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "fuse.sshfs"})
# One SQLite writer may hold the file for a whole evaluation; others wait so long.
_SQLITE_PATIENCE = 30


def open_database(url: str, create: bool = False) -> Database | None:
    """Open the database at `url` (`sqlite:///path`, `sqlite://` for memory, `postgresql+psycopg://…`).

    A missing SQLite file is made when `create`, else None is given; an empty PostgreSQL database likewise.
    Raises Refused when it is no database of ours, damaged, on a network file system, or of a schema this
    program does not know; Unavailable when its server does not answer.
    """
    path = _file(url)
    if path and not path.exists():
        if not create:
            return None
        _make(path)
    database = open_any(url)
    try:
        version, empty = _look(database)
        if version == HEAD:
            return database
        if version is None and empty and path is None:
            if create or url == "sqlite://":
                upgrade(database)
                return database
            database.close()
            return None
        raise _wrong(database.name, version, empty)
    except BaseException as fault:
        database.close()
        if isinstance(fault, SQLAlchemyError):
            raise told(database.name, fault) from fault
        if isinstance(fault, UnicodeDecodeError):
            raise Refused.at(database.name, N_("damaged ({why}); restore a backup"), why=fault.reason) from None
        raise


def open_any(url: str) -> Database:
    """The same of whatever schema, unchecked, for upgrades. A SQLite file must be there: none is ever made."""
    path = _file(url)
    try:
        if path:
            if fault := network_mount(path, Path("/proc/self/mountinfo")):
                raise Refused.at(
                    path, N_("lies on {kind}, where locks do not hold; use a local disk or PostgreSQL"), kind=fault
                )
            if not path.exists():
                raise Refused.at(path, N_("no such database; reminder tick makes one"))
            if not path.stat().st_size:
                raise Refused.at(path, N_("is empty, not a reminder database; restore a backup"))
        return Database(_sqlite(path) if path or url == "sqlite://" else _postgres(make_url(url)), path)
    except (ArgumentError, ModuleNotFoundError) as fault:
        raise BadInput.at("database", _FORM, given=str(fault)) from None


def upgrade(database: Database, revision: str = "head") -> None:
    """Run the migrations up to `revision`, in one transaction: all or nothing, and one at a time."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with database.write() as connection:
        if database.shared:
            connection.execute(text("SET LOCAL lock_timeout = '60s'"))
            alone(connection, MIGRATION)
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def _sqlite(path: Path | None) -> Engine:
    """Of a file, or of memory."""
    if path:
        engine = create_engine(
            "sqlite://", creator=lambda: _connect(path), poolclass=QueuePool, pool_size=8, hide_parameters=True
        )
    else:
        engine = create_engine(
            "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}, hide_parameters=True
        )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _postgres(url: URL) -> Engine:
    from reminder.store import postgres  # its library takes long to load

    engine = create_engine(
        url, pool_pre_ping=True, pool_size=12, max_overflow=48, connect_args=postgres.SETTINGS, hide_parameters=True
    )
    event.listen(engine, "do_connect", postgres.connect)
    return engine


def network_mount(path: Path, mountinfo: Path) -> str:
    """The network file system `path` lies on, "" for a local one (proc(5), mountinfo)."""
    try:
        rows = [line.split(" ") for line in mountinfo.read_text("utf-8", "replace").splitlines()]
    except OSError:
        return ""
    mounts = {row[4].encode().decode("unicode_escape"): row[row.index("-") + 1] for row in rows if "-" in row}
    for folder in (path, *path.parents):
        if str(folder) in mounts:
            return mounts[str(folder)] if mounts[str(folder)] in _NETWORK else ""
    return ""


def _file(url: str) -> Path | None:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise BadInput.at("database", _FORM, given=f'"{url}"') from None
    return Path(parsed.database).resolve() if parsed.get_backend_name() == "sqlite" and parsed.database else None


def _make(path: Path) -> None:
    """Make the file whole under another name first, so that a crash never leaves half a database behind."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        draft.touch(0o600)
        made = Database(_sqlite(draft), draft)
        try:
            upgrade(made)
        finally:
            made.close()
        _sync(draft)
        os.link(draft, path)
        _sync(path.parent)
    except OSError as fault:
        if isinstance(fault, FileExistsError) and path.exists():
            return  # another process was faster: its file is as good
        raise Refused.at(path, N_("cannot be made: {why}"), why=why(fault)) from None
    finally:
        for leftover in (draft, Path(f"{draft}-wal"), Path(f"{draft}-shm")):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _look(database: Database) -> tuple[str | None, bool]:
    """The schema's version, and whether there is nothing at all."""
    with database.engine.connect() as connection:
        # In this order: while we look, another may make them, and what holds tables by then has its version too.
        empty = not inspect(connection).get_table_names()
        return _version(connection), empty


def _version(connection: Connection) -> str | None:
    ours = inspect(connection).has_table("alembic_version")
    return connection.scalar(text("SELECT version_num FROM alembic_version")) if ours else None


def _wrong(name: str, version: str | None, empty: bool) -> Refused:
    if version is not None:
        form = N_(
            "schema {version}, this program knows {head}; "
            "run reminder db upgrade, or the newer program if the schema is newer"
        )
        return Refused.at(name, form, version=version, head=HEAD)
    if empty:
        return Refused.at(name, N_("holds no tables, not a reminder database; restore a backup"))
    return Refused.at(name, N_("holds other tables, not a reminder database; restore a backup"))


def _connect(path: Path) -> sqlite3.Connection:
    """Read and write, never make: a file deleted meanwhile must not come back empty."""
    return sqlite3.connect(
        f"file:{quote(str(path))}?mode=rw", uri=True, timeout=_SQLITE_PATIENCE, check_same_thread=False
    )


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # our own BEGIN, below
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")  # a lost "sent" mark would mean a second mail
    connection.execute("PRAGMA foreign_keys=ON")


def _on_begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("writes"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    elif not options.get("alone"):  # takes no lock and cannot fail, so it needs none of SQLAlchemy's care
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.execute("BEGIN")
