"""Looking after a database: its home, its faults, a whole copy of it (C12, C13)."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import create_engine

from reminder.errors import Refused
from reminder.store import maintenance, outbox
from reminder.store.database import Database, get, put
from reminder.store.opening import open_any
from tests.store.made import made
from tests.store.rows import fill


def test_c12_a_backup_taken_under_load_is_whole(path: Path, tmp_path: Path) -> None:
    opened = made(path)
    fill(opened, 60)
    copied = tmp_path / "backup.db"
    with opened.write() as busy:
        put(busy, "half", "way")
        maintenance.copy(opened, copied)
    again = open_any(f"sqlite:///{copied}")
    assert maintenance.faults(again) == ()
    with again.read() as connection:
        assert outbox.counts(connection) == {"pending": 60}
        assert get(connection, "half") is None
    assert copied.stat().st_mode & 0o077 == 0
    again.close()
    opened.close()


def test_c13_each_place_is_another_home(path: Path, tmp_path: Path) -> None:
    opened = made(path)
    maintenance.copy(opened, tmp_path / "elsewhere.db")
    other = open_any(f"sqlite:///{tmp_path / 'elsewhere.db'}")
    assert maintenance.home(opened) != maintenance.home(other)
    opened.close()
    other.close()


@pytest.mark.parametrize(("written", "known_by"), [("0123abc\n", "0123abc"), ("\n", "desk-7"), (None, "desk-7")])
def test_a_machine_is_known_by_its_id_or_else_by_its_name(
    written: str | None, known_by: str, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maintenance, "_MACHINE", tmp_path / "machine-id")
    monkeypatch.setattr("platform.node", lambda: "desk-7")
    if written is not None:
        (tmp_path / "machine-id").write_text(written)
    opened = made(path)
    assert maintenance.home(opened) == f"sqlite:{known_by}:{path}"
    opened.close()


class Server(Database):
    """A database on a server that answers one thing, whatever it is asked."""

    def __init__(self, url: str, answer: Any = None) -> None:
        super().__init__(create_engine(url), None)
        self.asked: list[str] = []
        self.answer = answer

    def read(self) -> Any:
        def execute(statement: Any) -> Any:
            self.asked.append(str(statement))
            return SimpleNamespace(one=lambda: self.answer)

        return closing(SimpleNamespace(execute=execute, close=lambda: None, __enter__=None))


URL = "postgresql+psycopg://desk{}@db.example:5433/reminder"


def test_a_server_is_known_by_its_number_and_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server(URL.format(""), (7301, "reminder"))
    assert maintenance.home(server) == "postgresql:7301:reminder"
    assert server.asked == ["SELECT system_identifier, current_database() FROM pg_control_system()"]
    assert maintenance.faults(server) == ()


def test_what_sqlite_finds_wrong(path: Path) -> None:
    opened = made(path)
    assert maintenance.faults(opened) == ()
    opened.close()
    with closing(sqlite3.connect(path)) as broken:
        broken.execute("INSERT INTO mail_notice (mail_id, notice_id) VALUES (7, 8)")
        broken.commit()
    again = open_any(f"sqlite:///{path}")
    assert sorted(maintenance.faults(again)) == [
        "('mail_notice', 1, 'mail', 1)", "('mail_notice', 1, 'notice', 0)",
    ]  # fmt: skip
    again.close()


def test_what_is_said_beside_ok_is_a_fault() -> None:
    says = SimpleNamespace(
        exec_driver_sql=lambda statement: (
            SimpleNamespace(
                scalars=lambda: SimpleNamespace(all=lambda: ["ok", f"{statement}: row 7 missing"]), __iter__=None
            )
            if "integrity" in statement
            else [("t", 1)]
        ),
        close=lambda: None,
    )
    database: Any = SimpleNamespace(shared=False, read=lambda: closing(says))
    assert maintenance.faults(database) == ("PRAGMA integrity_check: row 7 missing", "('t', 1)")


def test_a_copy_is_its_owners_alone_and_so_is_its_folder(path: Path, tmp_path: Path) -> None:
    opened = made(path)
    to = tmp_path / "a" / "b" / "copy.db"
    for _ in range(2):  # over the one before
        maintenance.copy(opened, to)
        assert [p.name for p in to.parent.iterdir()] == ["copy.db"]
        assert (to.stat().st_mode & 0o777, to.parent.stat().st_mode & 0o777) == (0o600, 0o700)
        with closing(sqlite3.connect(to)) as copied:
            assert copied.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    to.with_name("copy.db.part").write_text("what an earlier one left")
    maintenance.copy(opened, to)
    assert [p.name for p in to.parent.iterdir()] == ["copy.db"]
    opened.close()


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (PermissionError(13, "Permission denied"), "Permission denied"), (OSError("short"), "short"),
        (sqlite3.OperationalError("disk is full"), "disk is full"),
    ],
)  # fmt: skip
def test_a_copy_that_fails_leaves_nothing(
    fault: Exception, said: str, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, to = made(path), tmp_path / "copies" / "copy.db"
    maintenance.copy(opened, to)
    whole = to.read_bytes()

    def fail(_database: Database, draft: Path) -> None:
        draft.write_text("half")
        raise fault

    monkeypatch.setattr(maintenance, "_copy", fail)
    with pytest.raises(Refused) as caught:
        maintenance.copy(opened, to)
    assert str(caught.value) == f"{to}: {said}; the copy was not made"
    assert [p.name for p in to.parent.iterdir()] == ["copy.db"]
    assert to.read_bytes() == whole
    opened.close()


def test_a_folder_that_cannot_be_made_is_said(path: Path, tmp_path: Path) -> None:
    opened = made(path)
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match="the copy was not made"):
        maintenance.copy(opened, tmp_path / "file" / "copy.db")
    opened.close()


@pytest.mark.parametrize(("password", "given"), [("", {}), (":s%40cret", {"PGPASSWORD": "s@cret"})])
def test_a_servers_copy_is_an_archive_and_no_password_stands_in_its_command(
    password: str, given: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run: list[Any] = []

    def dump(command: list[str], **options: Any) -> Any:
        run.append((command, options))
        Path(command[3].removeprefix("--file=")).write_text("archive")
        return SimpleNamespace(returncode=0, stderr="a warning")

    monkeypatch.setattr(subprocess, "run", dump)
    monkeypatch.delenv("PGPASSWORD", raising=False)
    maintenance.copy(Server(URL.format(password)), tmp_path / "copy.dump")
    assert (tmp_path / "copy.dump").read_text() == "archive"
    ((command, options),) = run
    assert command == [
        "pg_dump", "--format=custom", "--no-owner", f"--file={tmp_path / 'copy.dump.part'}",
        "--dbname=postgresql://desk@db.example:5433/reminder",
    ]  # fmt: skip
    assert options == {"env": dict(os.environ) | given, "capture_output": True, "text": True, "check": False}


@pytest.mark.parametrize("gone", [True, False])
def test_a_servers_copy_that_fails(gone: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dump(*_: Any, **__: Any) -> Any:
        if gone:
            raise FileNotFoundError(2, "No such file")
        return SimpleNamespace(returncode=1, stderr="pg_dump: error:\n  " + "x" * 400)

    monkeypatch.setattr(subprocess, "run", dump)
    with pytest.raises(Refused) as caught:
        maintenance.copy(Server(URL.format("")), tmp_path / "copy.dump")
    said = "pg_dump is not installed" if gone else "pg_dump: error: " + "x" * 284
    assert str(caught.value) == f"{tmp_path / 'copy.dump'}: {said}; the copy was not made"
    assert list(tmp_path.iterdir()) == []
