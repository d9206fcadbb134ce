"""An open database whose file is gone, read-only, held or full, or that has no connection free (C1, C3, C5, C9, E1)."""

import multiprocessing
import os
import sqlite3
from contextlib import ExitStack
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import gettempdir

import pytest
from sqlalchemy import text
from sqlalchemy.pool import QueuePool

from reminder.errors import AlreadyRunning, Refused, Unavailable
from reminder.store import outbox
from reminder.store.database import Database, get, put
from reminder.store.lock import sole
from tests.servers.waiting import PATIENCE
from tests.store.made import made
from tests.store.rows import fill


def test_c5_a_file_removed_or_replaced_while_open_is_noticed(path: Path) -> None:
    opened = made(path)
    opened.verify()
    path.rename(path.with_suffix(".old"))
    with pytest.raises(Refused, match="removed or replaced"):
        opened.verify()
    path.write_bytes(b"")
    with pytest.raises(Refused, match="removed or replaced"):
        opened.verify()
    opened.close()


def test_c5_a_removed_file_never_comes_back_empty(path: Path) -> None:
    opened = made(path)
    opened.close()
    path.unlink()
    with pytest.raises(Refused), opened.write():
        pass
    assert not path.exists()


def test_c5_a_read_only_database_is_refused(path: Path) -> None:
    made(path).close()
    path.chmod(0o444)
    temporary = Path(gettempdir())
    for folder in path.parents:  # root may write anything: the child is somebody else, who must get there
        if folder != temporary and folder.is_relative_to(temporary):
            folder.chmod(0o755)
    path.parent.chmod(0o555)
    context = multiprocessing.get_context("fork")
    near, far = context.Pipe()
    child = context.Process(target=_write_as_nobody, args=(path, far))
    child.start()
    said = near.recv() if near.poll(PATIENCE) else ""
    child.join()
    path.parent.chmod(0o755)
    assert said.startswith("Refused")
    assert "readonly" in said or "unable to open" in said


def _write_as_nobody(path: Path, tell: Connection) -> None:
    if os.getuid() == 0:
        os.setuid(65534)
    try:
        made(path).transact(lambda c: put(c, "a", "b"))
        tell.send("written")
    except Exception as fault:  # noqa: BLE001  # whatever it was, the parent judges
        tell.send(f"{type(fault).__name__}: {fault}")


def test_c3_a_writer_that_stays_makes_others_wait_and_then_say_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reminder.store.opening._SQLITE_PATIENCE", 0.05)
    opened, other = made(path), sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable, match="locked"):
        opened.transact(lambda c: put(c, "a", "b"))
    with opened.read() as connection:
        assert get(connection, "a") is None
    other.execute("ROLLBACK")
    opened.transact(lambda c: put(c, "a", "b"))
    other.close()
    opened.close()


def test_c1_a_full_disk_undoes_the_whole_and_can_be_tried_again(path: Path) -> None:
    opened = made(path)
    with opened.read() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()

    def full(limit: int) -> None:
        opened.engine.dispose()
        with opened.read() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {limit}")

    opened.engine.pool._pool.maxsize = 1  # type: ignore[attr-defined]  # one connection, so that the limit holds
    full(pages)
    with pytest.raises(Unavailable, match="full"):
        fill(opened, 200)
    with opened.read() as connection:
        assert outbox.counts(connection) == {}
    full(1_000_000)
    assert len(fill(opened, 200)) == 200
    opened.close()


def test_e1_a_second_daemon_is_told_who_holds_the_file(path: Path) -> None:
    opened = made(path)
    with sole(opened), pytest.raises(AlreadyRunning, match=f"process {os.getpid()} already"), sole(opened):
        raise AssertionError
    with sole(opened):
        pass
    opened.close()


def test_c9_no_connection_free_is_passing(database: Database) -> None:
    pool = database.engine.pool
    assert isinstance(pool, QueuePool)
    pool._timeout, pool._max_overflow = 0.05, 0
    with ExitStack() as held:
        for _ in range(pool.size()):
            held.enter_context(database.read()).execute(text("SELECT 1"))
        with pytest.raises(Unavailable, match="no free connection; it will be tried again"):
            database.transact(lambda c: put(c, "a", "b"))
    database.transact(lambda c: put(c, "a", "b"))
