"""An open database: short transactions, retried where the database says so, and every fault told apart.

A fault is `Unavailable` when waiting can help (busy, full, the server is gone), `Refused` when going on would
do harm (damaged, read-only, a failed sync, a file that is no longer there).
"""

import random
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import fields
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection as Connection
from sqlalchemy import Engine, Table, bindparam, func, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnection

from reminder.errors import Refused, ReminderError, Unavailable
from reminder.store.schema import meta
from reminder.translatable import N_

T = TypeVar("T")
TRIES = 5
# PostgreSQL's advisory locks, each held to the end of its transaction. SQLite has one writer and needs none.
RULES, JOURNAL, MIGRATION, _META = 7241904, 7241905, 7241906, 7241907
_GET = select(meta.c.value).where(meta.c.key == bindparam("key"))

# SQLite's own codes (sqlite3.h); the low byte is the kind.
_BUSY, _LOCKED, _IOERR, _FULL = 5, 6, 10, 13
# A full disk shows here too: a write, a truncation, the growth of the shared index.
_NO_SPACE = frozenset({_IOERR | n << 8 for n in (3, 6, 19)})
# PostgreSQL's: the transaction is undone and may be run again, whole.
_AGAIN = frozenset({"40001", "40P01", "23505"})
_WAIT = ("08", "53", "55P03", "57014", "57P", "25P03")


class Database:
    """An engine and its transactions. `path` is the SQLite file, None for memory or PostgreSQL."""

    def __init__(self, engine: Engine, path: Path | None) -> None:
        self.engine, self.path = engine, path
        self._pause = threading.Event()
        self._mine, self._kept = threading.local(), list[Connection]()
        self._identity = _identity(path)
        # SQLite's own waiting polls; the threads of one process take turns here instead.
        self._turn: AbstractContextManager[object] = nullcontext() if self.shared else threading.RLock()

    @property
    def shared(self) -> bool:
        """Whether several daemons may work on it at once."""
        return self.engine.dialect.name == "postgresql"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading; nothing is committed. Raises Unavailable or Refused."""
        with self._guarded(), self.engine.connect() as connection:
            yield connection

    def glance(self, ask: Callable[[Connection], T]) -> T:
        """What one reading statement finds, outside any transaction, on a connection this thread keeps until `release`:
        to borrow one and begin costs more than to ask. Raises Unavailable or Refused."""
        with self._guarded():
            kept = self._own()
            try:
                return ask(kept)
            except DBAPIError as fault:
                kept.close()
                if not fault.connection_invalidated:
                    raise
            return ask(self._own())  # it was lost since it was last used; to ask again harms nobody

    def _own(self) -> Connection:
        kept: Connection | None = getattr(self._mine, "connection", None)
        if kept is None or kept.closed:
            options: dict[str, Any] = {"isolation_level": "AUTOCOMMIT"} if self.shared else {"alone": True}
            kept = self._mine.connection = self.engine.connect().execution_options(**options)
            self._kept.append(kept)
        return kept

    def release(self) -> None:
        """Close what threads have kept. Call it when none of them asks any more."""
        kept, self._kept = self._kept, []
        for connection in kept:
            connection.close()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction, committed whole or not at all. SQLite takes its write lock at once, since a
        read turned into a write can fail where waiting would not help. Raises Unavailable or Refused."""
        with self._guarded(), self._writing() as connection:
            yield connection

    def transact(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one transaction; where the database undid it for another's sake (serialization,
        deadlock, the same key), run it whole again, five times at most. `work` must change nothing else.

        An error at the commit itself means that nobody knows: the keys tell the next time.
        """
        for n in range(1, TRIES + 1):
            try:
                with self._writing() as connection:
                    return work(connection)
            except DBAPIError as fault:
                if not _again(fault):
                    raise told(self.name, fault) from fault
                if n == TRIES:
                    raise Unavailable.at(self.name, N_("{why}; tried {n} times"), why=_said(fault), n=n) from fault
                self._pause.wait(random.uniform(0, 0.02) * 2**n)  # jitter, no secret
            except SQLAlchemyError as fault:
                raise told(self.name, fault) from fault
        raise AssertionError

    def verify(self) -> None:
        """Whether the file opened is still the one at its path. Raises Refused: an open file that was deleted
        or replaced would take marks nobody ever reads again."""
        if self.path is not None and _identity(self.path) != self._identity:
            raise Refused.at(self.path, N_("was removed or replaced while in use; restore it and start again"))

    @property
    def name(self) -> str:
        """What to call it in a message; a password in the URL is masked."""
        return str(self.path) if self.path else self.engine.url.render_as_string(hide_password=True)

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as fault:
            raise told(self.name, fault) from fault

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._turn, self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection


_DOCTOR = N_("{why}; run reminder doctor")


def told(name: str, fault: SQLAlchemyError) -> Exception:
    """The fault as a person or a program can act on it; a mistake of ours stays as it is."""
    if isinstance(fault, NoConnection):
        return Unavailable.at(name, N_("no free connection; it will be tried again"))
    if not isinstance(fault, DBAPIError):
        return fault
    code = getattr(fault.orig, "sqlite_errorcode", None)
    if code is not None:
        kind: type[ReminderError] = Refused
        if code & 0xFF in (_BUSY, _LOCKED, _FULL) or code in _NO_SPACE:
            kind = Unavailable
        elif code & 0xFF in (1, 19, 20, 25):  # a statement or a constraint: ours to mend
            return fault
        return kind.at(name, _DOCTOR, why=_said(fault))
    state = getattr(fault.orig, "sqlstate", None)
    if fault.connection_invalidated or (state or "08").startswith(_WAIT) or state in _AGAIN:
        if state is None and "Operational" not in type(fault).__name__ and not fault.connection_invalidated:
            return fault
        return Unavailable.at(name, N_("{why}; it will be tried again"), why=_said(fault))
    if state and state.startswith(("28", "3D", "42501", "XX", "25006", "58")):
        return Refused.at(name, _DOCTOR, why=_said(fault))
    return fault


def _again(fault: DBAPIError) -> bool:
    return getattr(fault.orig, "sqlstate", None) in _AGAIN


def _said(fault: DBAPIError) -> str:
    """The database's own words on one line; never the statement or its values."""
    return " ".join(re.split(r"\n(?:DETAIL|CONTEXT|HINT)", str(fault.orig))[0].split())


def _identity(path: Path | None) -> tuple[int, int] | None:
    try:
        found = path.stat() if path else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found else None


def alone(connection: Connection, lock: int) -> None:
    """Take a lock until this transaction ends, waiting for who has it."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({lock:d})"))


def apart(connection: Connection, work: Callable[[], T]) -> T | Exception:
    """Run a part of a transaction that must not undo the rest: what it gives, or its fault, and then nothing of it was
    written. What concerns the whole transaction is raised all the same."""
    try:
        with connection.begin_nested():
            return work()
    except Refused:
        raise
    except Exception as fault:
        if isinstance(fault, DBAPIError) and (_again(fault) or isinstance(told("", fault), Refused)):
            raise
        return fault


def evaluation_lock(connection: Connection) -> bool:
    """Whether this transaction may evaluate: on PostgreSQL one daemon at a time, until it commits, and not while
    other rules come into force. SQLite has one daemon and one writer anyway. The unique key of a notice is the
    guarantee, this only spares the work."""
    if connection.dialect.name != "postgresql":
        return True
    connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = '60s'"))
    return bool(connection.execute(text(f"SELECT pg_try_advisory_xact_lock({RULES})")).scalar())


def moment(connection: Connection, otherwise: datetime) -> datetime:
    """The instant leases count by: the database's own on PostgreSQL, where several machines with clocks of
    their own share it; `otherwise` on SQLite."""
    if connection.dialect.name != "postgresql":
        return otherwise
    found: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
    return found


def get(connection: Connection, key: str) -> str | None:
    """A value the database keeps about itself."""
    return connection.execute(_GET, {"key": key}).scalar()


def take(connection: Connection, key: str) -> str | None:
    """The same for who replaces it by what it says: until this transaction ends nobody else takes it, so that of
    two changes at once none is lost."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_META}, hashtext(:key))"), {"key": key})
    return get(connection, key)


def put(connection: Connection, key: str, value: str) -> None:
    """Keep a value, in place of the one before."""
    new = upsert(connection, meta).values(key=key, value=value)
    connection.execute(new.on_conflict_do_update(index_elements=[meta.c.key], set_={"value": value}))


def read_rows(connection: Connection, table: Table, kind: Callable[..., T], *where: Any) -> list[T]:
    """The rows that fulfil these conditions as values of `kind`, a dataclass of columns of the table; by their ids."""
    names: list[str] = [f.name for f in fields(kind)]  # type: ignore[arg-type]
    query = select(*(table.c[name] for name in names)).where(*where).order_by(table.c.id)
    return [kind(*row) for row in connection.execute(query)]


def upsert(connection: Connection, table: Table) -> Any:
    """An insert that can say what to do where the key is taken."""
    # Each dialect costs a tenth of a second to load: only the one in use.
    return import_module(f"sqlalchemy.dialects.{connection.dialect.name}").insert(table)
