"""One daemon on one SQLite file. The kernel frees the lock however the holder dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from reminder.errors import AlreadyRunning, Refused
from reminder.store.database import Database
from reminder.translatable import N_
from reminder.words import why

_HELD = N_("process {holder} already works on this database; stop it first, or use PostgreSQL for several daemons")


@contextmanager
def sole(database: Database) -> Iterator[None]:
    """Hold the database alone for evaluating and sending. PostgreSQL serves many and needs none.
    Raises AlreadyRunning naming the holder."""
    if database.path is None:
        yield
        return
    path = database.path.with_name(database.path.name + ".lock")
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as fault:
        raise Refused.at(path, N_("cannot be written: {why}"), why=why(fault)) from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = os.read(handle, 32).decode("ascii", "replace").strip() or "?"
            raise AlreadyRunning.at(database.path, _HELD, holder=holder) from None
        os.truncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)
