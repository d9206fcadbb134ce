"""Opening: a file in doubt is refused with one line, and no empty database ever takes its place (C5, C13, E1)."""

import multiprocessing
import os
import random
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.pool import QueuePool

from reminder.errors import Refused
from reminder.store import maintenance, opening, postgres
from reminder.store.opening import network_mount, open_any, open_database
from reminder.store.schema import HEAD
from tests.servers.postgres import Cluster
from tests.store.made import made
from tests.store.rows import fill


def test_reading_makes_nothing(path: Path) -> None:
    assert open_database(f"sqlite:///{path}") is None
    assert not path.exists()


def test_a_made_database_is_its_owners_alone_and_leaves_no_draft(path: Path) -> None:
    made(path).close()
    assert path.stat().st_mode & 0o077 == 0
    assert [p.name for p in path.parent.iterdir()] == ["reminder.db"]


@pytest.mark.parametrize("content", [b"", b"x" * 5000, b"SQLite format 3\0" + b"\0" * 84])
def test_c5_what_is_no_database_is_refused_and_kept(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for create in (False, True):
        with pytest.raises(Refused, match=r"reminder\.db"):
            open_database(f"sqlite:///{path}", create=create)
    assert path.read_bytes() == content


def test_c5_a_truncated_database_is_refused(path: Path) -> None:
    opened = made(path)
    fill(opened, 50)
    opened.close()
    os.truncate(path, 8192)
    with pytest.raises(Refused):
        database = open_database(f"sqlite:///{path}", create=True)
        assert database
        assert not maintenance.faults(database)


def test_c5_flipped_bytes_are_refused_or_found(path: Path) -> None:
    """Fifty single damages: none opens as a new database, each is refused or found by the check, or harmless."""
    opened = made(path)
    fill(opened, 40)
    opened.close()
    whole = path.read_bytes()
    chance = random.Random(7)
    noticed = 0
    for _ in range(50):
        place = chance.randrange(len(whole))
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            database = open_database(f"sqlite:///{path}", create=True)
            assert database
            try:
                noticed += bool(maintenance.faults(database))
                with database.read() as connection:
                    assert connection.execute(text("SELECT count(*) FROM mail")).scalar_one() in range(41)
            finally:
                database.close()
        except Refused:
            noticed += 1
    assert noticed > 0


def test_a_database_without_a_file_is_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    opened = open_database("sqlite://")
    assert opened and opened.path is None
    opened.close()
    assert list(tmp_path.iterdir()) == []


def test_e1_network_file_systems_are_refused(tmp_path: Path) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "22 1 8:1 / / rw - ext4 /dev/vda rw\n"
        "40 22 0:50 / /srv/share rw,relatime shared:9 - nfs4 nas:/x rw\n"
        "41 22 0:51 / /srv/my\\040share rw - cifs //nas/x rw\n"
        "42 22 8:2 / /srv/share/local rw - ext4 /dev/vdb rw\n"
        "43 22 0:52 / /srv/half rw shared:9\n"
    )
    assert network_mount(Path("/srv/share/reminder/reminder.db"), mounts) == "nfs4"
    assert network_mount(Path("/srv/my share/reminder.db"), mounts) == "cifs"
    assert network_mount(Path("/srv/reminder.db"), mounts) == ""
    assert network_mount(Path("/srv/share/local/reminder.db"), mounts) == ""
    assert network_mount(Path("/srv/half/reminder.db"), mounts) == ""
    assert network_mount(Path("/srv/reminder.db"), tmp_path / "none") == ""


def test_two_that_make_it_at_once_make_one(path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.map(_make, [str(path)] * 2) == [HEAD, HEAD]
    assert sorted(p.name for p in path.parent.iterdir()) == ["reminder.db"]


def _make(path: str) -> str:
    opened = made(Path(path))
    with opened.read() as connection:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    opened.close()
    return str(version)


@pytest.mark.parametrize("url", ["sqlite:///{}", "sqlite://", "postgresql+psycopg://desk@127.0.0.1:1/none"])
def test_what_a_statement_carries_is_in_no_error(url: str, path: Path) -> None:
    """Names and mailboxes do not go into logs with a fault."""
    made(path).close()
    opened = open_any(url.format(path))
    assert opened.engine.hide_parameters is True
    opened.close()


def test_a_relative_or_unknown_url_says_how_to_write_it() -> None:
    from reminder.errors import BadInput

    for url in ("reminder.db", "mysql://x/y", "nonsense://x"):
        with pytest.raises(BadInput, match="sqlite:///path"):
            open_database(url)


def test_tables_that_another_makes_while_we_look_are_ours(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four daemons may start at once on an empty database: what one of them makes is no stranger's."""
    url, version = cluster.new_database(), opening._version

    def meanwhile(connection: Any) -> str | None:
        found = version(connection)
        monkeypatch.setattr(opening, "_version", version)
        other = open_any(url)
        opening.upgrade(other)
        other.close()
        return found

    monkeypatch.setattr(opening, "_version", meanwhile)
    database = open_database(url, create=True)
    assert database
    with database.read() as connection:
        assert version(connection) == HEAD
    database.close()


def test_what_a_connection_is_set_to(path: Path) -> None:
    """A lost mark of a sent mail would mean a second one: every commit waits for the disk."""
    opened = made(path)
    with opened.read() as connection:
        set_ = {
            n: connection.exec_driver_sql(f"PRAGMA {n}").scalar()
            for n in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert set_ == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    opened.close()


@pytest.mark.parametrize(
    ("fault", "there", "refused"),
    [
        (FileExistsError(17, "File exists"), True, False), (FileExistsError(17, "File exists"), False, True),
        (PermissionError(13, "Permission denied"), True, True), (PermissionError(13, "Permission denied"), False, True),
    ],
)  # fmt: skip
def test_who_is_slower_in_making_it_uses_what_is_there(
    fault: OSError, there: bool, refused: bool, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = path.with_name("whole.db")
    made(whole).close()

    def link(_draft: Path, to: Path) -> None:
        if there:
            to.write_bytes(whole.read_bytes())
        raise fault

    monkeypatch.setattr(os, "link", link)
    if refused:
        with pytest.raises(Refused, match="cannot be made: "):
            made(path)
    else:
        made(path).close()
    left = {p.name for p in path.parent.iterdir()} - {"whole.db", "whole.db-wal", "whole.db-shm"}
    assert left - {"reminder.db-wal", "reminder.db-shm"} == ({"reminder.db"} if there else set())


def test_every_refusal_names_what_it_found(tmp_path: Path) -> None:
    missing, empty = tmp_path / "none.db", tmp_path / "empty.db"
    empty.touch()
    with pytest.raises(Refused, match=r"none\.db: no such database; reminder tick makes one"):
        open_any(f"sqlite:///{missing}")
    with pytest.raises(Refused, match=r"empty\.db: is empty, not a reminder database; restore a backup"):
        open_any(f"sqlite:///{empty}")
    bare = tmp_path / "bare.db"
    with sqlite3.connect(bare) as connection:
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    with pytest.raises(Refused, match=r"bare\.db: holds no tables, not a reminder database"):
        open_database(f"sqlite:///{bare}")
    with sqlite3.connect(bare) as connection:
        connection.execute("CREATE TABLE cows (id INTEGER)")
    connection.close()
    with pytest.raises(Refused, match=r"bare\.db: holds other tables, not a reminder database"):
        open_database(f"sqlite:///{bare}")
    assert open_database(f"sqlite:///{missing}") is None
    assert not missing.exists()


def test_a_database_on_a_network_is_refused_before_it_is_opened(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(path).close()
    monkeypatch.setattr(
        opening, "network_mount", lambda at, mounts: "nfs4" if at == path and mounts.name == "mountinfo" else ""
    )
    with pytest.raises(
        Refused, match=r"reminder\.db: lies on nfs4, where locks do not hold; use a local disk or PostgreSQL"
    ):
        open_any(f"sqlite:///{path}")


def test_how_a_server_is_spoken_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every connection is tried before it is used, and comes from where no wait is endless."""
    asked: list[Any] = []

    def connect(*given: Any) -> None:
        asked.append(given[2:])
        raise OSError("not now")

    monkeypatch.setattr(postgres, "connect", connect)
    engine = opening._postgres(make_url("postgresql+psycopg://u@h.example/n"))
    pool = engine.pool
    assert isinstance(pool, QueuePool)
    assert (pool.size(), pool._max_overflow, pool._pre_ping, engine.hide_parameters) == (12, 48, True, True)
    with pytest.raises(OSError, match="not now"):
        engine.connect()
    ((args, given),) = asked
    assert (args, given["host"], given["dbname"]) == ([], "h.example", "n")
    assert given.items() >= postgres.SETTINGS.items()


def test_how_a_file_is_opened(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **given: asked.append((args, given)))
    opening._connect(Path("/srv/ô ?#%.db"))
    assert asked == [
        (("file:/srv/%C3%B4%20%3F%23%25.db?mode=rw",), {"uri": True, "timeout": 30, "check_same_thread": False})
    ]
    pool = opening._sqlite(path).pool
    assert isinstance(pool, QueuePool)
    assert pool.size() == 8


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("reminder.db", '"reminder.db"'), ("", '""'), ("mysql://x/y", "No module named 'MySQLdb'"),
        ("nonsense://x", "Can't load plugin: sqlalchemy.dialects:nonsense"),
    ],
)  # fmt: skip
def test_what_is_no_url_is_shown_as_it_was_given(url: str, shown: str) -> None:
    from reminder.errors import BadInput

    with pytest.raises(BadInput) as caught:
        open_database(url)
    assert str(caught.value) == (f"database: {shown}; write sqlite:///path or postgresql+psycopg://user@host/name")


def test_what_may_lie_on_a_network(tmp_path: Path) -> None:
    kinds = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "fuse.sshfs")
    mounts = tmp_path / "mountinfo"
    for kind in (*kinds, "ext4", "tmpfs", "fuse"):
        mounts.write_text(f"22 1 8:1 / /srv rw - {kind} x rw\n")
        assert network_mount(Path("/srv/reminder.db"), mounts) == (kind if kind in kinds else "")
    mounts.write_bytes(b"22 1 8:1 / /s\xffrv rw - ext4 x rw\n23 1 8:1 / / rw - nfs x rw\n")
    assert network_mount(Path("/srv/reminder.db"), mounts) == "nfs"
