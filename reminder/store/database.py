"""Opening the database: one engine, short transactions, and a refusal whenever its state is in doubt."""

import platform
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    create_engine,
    event,
    insert,
    inspect,
    make_url,
    select,
    text,
    update,
)
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import StaticPool

from reminder.errors import Refused
from reminder.store.schema import HEAD, meta

__all__ = [
    "HEAD", "Connection", "Database", "copy", "evaluation_lock", "faults", "get", "home", "open_any",
    "open_database", "put", "upgrade",
]  # fmt: skip


class Database:
    """An engine and its transactions. `path` is the SQLite file, None for memory or PostgreSQL."""

    def __init__(self, engine: Engine, path: Path | None) -> None:
        self.engine, self.path = engine, path

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading; nothing is committed."""
        with self._guarded(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction, committed whole or not at all. SQLite takes its write lock at once, since a
        read turned into a write can fail where waiting would not help."""
        with (
            self._guarded(),
            self.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except OperationalError as fault:
            raise Refused(f"{self.engine.url!r}: {fault.orig}; run reminder doctor") from fault


def open_database(url: str, create: bool = False) -> Database | None:
    """Open the database at `url` (`sqlite:///path`, `sqlite://` for memory, `postgresql+psycopg://…`).

    A missing SQLite file is made when `create`, else None is given. Raises Refused when the file is no
    database of ours, damaged, or of a schema this program does not know.
    """
    path = _file(url)
    if path and not path.exists():
        if not create:
            return None
        path.parent.mkdir(parents=True, exist_ok=True)
    database = open_any(url)
    try:
        _check(database, create or url == "sqlite://")
    except DatabaseError as fault:
        raise Refused(
            f"{path or database.engine.url!r}: {fault.orig}: not a usable database; restore a backup"
        ) from fault
    return database


def open_any(url: str) -> Database:
    """The same of whatever schema, unchecked: for upgrades. A missing SQLite file would be made."""
    path, options = _file(url), dict[str, Any](pool_pre_ping=True)
    if url == "sqlite://":
        options = {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    elif path:
        options = {"connect_args": {"timeout": 30, "check_same_thread": False}}
    engine = create_engine(make_url(url), **options)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    return Database(engine, path)


def _file(url: str) -> Path | None:
    parsed = make_url(url)
    named = parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:")
    return Path(str(parsed.database)).resolve() if named else None


def faults(database: Database) -> tuple[str, ...]:
    """What SQLite's own check finds; PostgreSQL looks after itself."""
    if database.engine.dialect.name != "sqlite":
        return ()
    with database.read() as connection:
        found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        found = [*found, *(str(tuple(r)) for r in connection.exec_driver_sql("PRAGMA foreign_key_check"))]
    return tuple(str(f) for f in found if f != "ok")


def copy(database: Database, file: Path) -> None:
    """A whole copy of a SQLite database, taken while others write."""
    with closing(sqlite3.connect(file)) as target, database.read() as connection:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        source.backup(target)


def _check(database: Database, create: bool) -> None:
    """Bring a new database up to date, and refuse one that is not ours or not of this version."""
    with database.engine.connect() as connection:
        version = _version(connection)
        empty = not inspect(connection).get_table_names()
    if version == HEAD:
        return
    if version is None and not empty:
        raise Refused(
            f"{database.path or database.engine.url!r}: holds other tables, not a reminder database"
        )
    if version is not None:
        raise Refused(
            f"{database.path or database.engine.url!r}: schema {version}, this program knows {HEAD}; "
            "run reminder db upgrade, or the newer program if the schema is newer"
        )
    if create:
        upgrade(database)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(database: Database, revision: str = "head") -> None:
    """Run the migrations up to `revision`, in one transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with database.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def evaluation_lock(connection: Connection) -> bool:
    """Whether this transaction may evaluate: on PostgreSQL one daemon at a time, until it commits. SQLite has
    one daemon and one writer anyway. The unique key of a notice is the guarantee, this only spares the work."""
    if connection.dialect.name != "postgresql":
        return True
    connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = '60s'"))
    return bool(connection.execute(text("SELECT pg_try_advisory_xact_lock(7241904)")).scalar())


def get(connection: Connection, key: str) -> str | None:
    """A value the database keeps about itself."""
    return connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()


def put(connection: Connection, key: str, value: str) -> None:
    if connection.execute(update(meta).where(meta.c.key == key).values(value=value)).rowcount == 0:
        connection.execute(insert(meta).values(key=key, value=value))


def home(database: Database) -> str:
    """Where this database lives: a copy elsewhere must not send (design 4)."""
    if database.engine.dialect.name == "postgresql":
        with database.read() as connection:
            row = connection.execute(
                text("SELECT system_identifier, current_database() FROM pg_control_system()")
            ).one()
        return f"postgresql:{row[0]}:{row[1]}"
    machine = Path("/etc/machine-id")
    name = machine.read_text().strip() if machine.exists() else ""
    return f"sqlite:{name or platform.node()}:{database.path}"


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # our own BEGIN, below
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")  # a lost "sent" mark would mean a second mail
    connection.execute("PRAGMA foreign_keys=ON")


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
