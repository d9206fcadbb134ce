"""Every fault of a database told apart: what waiting can help, what must stop us, what is a mistake of ours."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError, InvalidRequestError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as NoConnection

from reminder.errors import Refused, Unavailable
from reminder.store import replies
from reminder.store.database import (
    JOURNAL,
    MIGRATION,
    RULES,
    Connection,
    Database,
    alone,
    apart,
    evaluation_lock,
    get,
    moment,
    put,
    read_rows,
    take,
    told,
)
from reminder.store.lock import sole
from reminder.store.opening import open_database
from reminder.store.prepared_statements import Prepared
from reminder.store.replies import ReplyRow
from reminder.store.schema import meta, reply

NO_WAIT = 0.0  # seconds: the lock is there or it is not
IOERR = 10


class Orig(Exception):
    """What a driver raises."""

    def __init__(self, words: str = "the words", **codes: Any) -> None:
        super().__init__(words)
        self.__dict__.update(codes)


def fault(kind: type[DBAPIError] = OperationalError, lost: bool = False, **codes: Any) -> DBAPIError:
    made = kind("SELECT secret", None, Orig(**codes))
    made.connection_invalidated = lost
    return made


@pytest.fixture
def database() -> Iterator[Database]:
    opened = open_database("sqlite://")
    assert opened
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        *((code, Unavailable) for code in (5, 6, 13, 5 | 1 << 8, 6 | 2 << 8)),
        *((IOERR | n << 8, Unavailable) for n in (3, 6, 19)),
        *((IOERR | n << 8, Refused) for n in (0, 1, 2, 4, 5, 7, 18, 20)),
        *((code, Refused) for code in (3, 8, 11, 14, 26, 8 | 1 << 8)),
        *((code, None) for code in (1, 19, 20, 25, 19 | 8 << 8, 1 | 1 << 8)),
    ],
)
def test_what_sqlite_says(code: int, kind: type[Exception] | None) -> None:
    raised = fault(sqlite_errorcode=code)
    found = told("x.db", raised)
    if kind is None:
        assert found is raised
    else:
        assert type(found) is kind
        assert str(found) == "x.db: the words; run reminder doctor"


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        *((s, Unavailable) for s in ("08006", "53300", "55P03", "57014", "57P01", "25P03", "40001", "40P01", "23505")),
        *((s, Refused) for s in ("28P01", "3D000", "42501", "XX001", "25006", "58030")),
        *((s, None) for s in ("42601", "22P02", "23503", "40002", "55006", "25P02", "57000")),
    ],
)  # fmt: skip
def test_what_postgresql_says(state: str, kind: type[Exception] | None) -> None:
    raised = fault(ProgrammingError, sqlstate=state)
    found = told("x", raised)
    if kind is None:
        assert found is raised
    else:
        remedy = "it will be tried again" if kind is Unavailable else "run reminder doctor"
        assert type(found) is kind
        assert str(found) == f"x: the words; {remedy}"


def test_what_says_nothing_is_a_lost_connection_or_a_mistake_of_ours() -> None:
    assert isinstance(told("x", fault(OperationalError)), Unavailable)
    assert isinstance(told("x", fault(ProgrammingError, lost=True)), Unavailable)
    assert isinstance(told("x", fault(ProgrammingError, lost=True, sqlstate="42601")), Unavailable)
    ours = fault(ProgrammingError)
    assert told("x", ours) is ours
    none = NoConnection()
    assert str(told("x", none)) == "x: no free connection; it will be tried again"
    other = InvalidRequestError("closed")
    assert told("x", other) is other


def test_no_value_of_a_row_gets_into_a_message() -> None:
    words = "duplicate\n  key\nDETAIL:  Key (mailbox)=(vt@so.example)\nHINT: none"
    assert str(told("x", fault(words=words, sqlstate="23505"))) == "x: duplicate key; it will be tried again"


class Undoing:
    """Work that the database undoes for another's sake, so many times."""

    def __init__(self, times: int, state: str = "40001") -> None:
        self.left, self.state, self.runs = times, state, 0

    def __call__(self, connection: Connection) -> str:
        self.runs += 1
        put(connection, f"run {self.runs}", "x")
        if self.left:
            self.left -= 1
            raise fault(sqlstate=self.state)
        return "done"


class Pauses:
    def __init__(self) -> None:
        self.waited: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)


@pytest.fixture
def pauses(database: Database, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long it has waited between tries, were chance always at its most."""
    found = Pauses()
    monkeypatch.setattr(database, "_pause", found)
    monkeypatch.setattr(random, "uniform", lambda least, most: most if least == 0 else -1)
    return found.waited


def test_work_that_was_undone_is_run_again_whole(database: Database, pauses: list[float]) -> None:
    work = Undoing(4)
    assert database.transact(work) == "done"
    assert pauses == [0.04, 0.08, 0.16, 0.32]
    with database.read() as connection:
        assert [n for n in range(1, 6) if get(connection, f"run {n}")] == [5]


def test_five_times_at_most(database: Database, pauses: list[float]) -> None:
    work = Undoing(99)
    with pytest.raises(Unavailable, match="the words; tried 5 times"):
        database.transact(work)
    assert (work.runs, len(pauses)) == (5, 4)


def test_what_waiting_cannot_help_is_not_run_again(database: Database, pauses: list[float]) -> None:
    for state, kind in (("57014", Unavailable), ("28P01", Refused), ("42601", DBAPIError)):
        work = Undoing(1, state)
        with pytest.raises(kind):
            database.transact(work)
        assert work.runs == 1
    assert pauses == []


def test_reading_and_writing_tell_faults_the_same_way(database: Database) -> None:
    with pytest.raises(Refused), database.read():
        raise fault(sqlite_errorcode=11)
    with pytest.raises(Refused), database.write() as connection:
        put(connection, "a", "1")
        raise fault(sqlite_errorcode=11)
    with pytest.raises(Refused):
        database.glance(_raising([fault(sqlite_errorcode=11)]))
    with database.read() as connection:
        assert get(connection, "a") is None


def _raising(faults: list[DBAPIError]) -> Callable[[Connection], int]:
    def ask(_connection: Connection) -> int:
        if faults:
            raise faults.pop(0)
        return 7

    return ask


def test_a_glance_on_a_lost_connection_is_made_again_once(database: Database) -> None:
    assert database.glance(_raising([fault(lost=True)])) == 7
    with pytest.raises(Unavailable):
        database.glance(_raising([fault(lost=True), fault(lost=True)]))
    left = [fault(sqlstate="57014"), fault()]
    with pytest.raises(Unavailable):
        database.glance(_raising(left))
    assert len(left) == 1


def test_a_glance_keeps_its_connection_until_release(database: Database) -> None:
    seen = [database.glance(lambda c: c) for _ in range(2)]
    assert seen[0] is seen[1]
    still = [seen[0].closed]
    database.release()
    assert [*still, seen[0].closed] == [False, True]
    assert database.glance(lambda c: c) is not seen[0]
    database.release()


def test_a_part_that_fails_undoes_only_itself(database: Database) -> None:
    def part(connection: Connection, raised: Exception | None) -> str:
        put(connection, "part", "x")
        if raised:
            raise raised
        return "done"

    own: tuple[Exception, ...] = (ValueError("ours"), fault(sqlstate="22P02"), fault(sqlite_errorcode=19))
    for raised in own:
        with database.write() as connection:
            put(connection, "whole", "x")
            assert apart(connection, lambda c=connection, r=raised: part(c, r)) is raised  # type: ignore[misc]
            assert get(connection, "part") is None
            assert get(connection, "whole") == "x"
    worse: tuple[Exception, ...] = (Refused.at("x", "no"), fault(sqlstate="40001"), fault(sqlite_errorcode=11))
    for raised in worse:
        with database.engine.connect() as connection, pytest.raises(type(raised)):
            apart(connection, lambda c=connection, r=raised: part(c, r))  # type: ignore[misc]
    with database.write() as connection:
        assert apart(connection, lambda: part(connection, None)) == "done"
        assert get(connection, "part") == "x"


def test_a_prepared_statements_fault_is_told_like_any_other(database: Database) -> None:
    statement = Prepared(meta.update().where(meta.c.key == "a").values(value=text("no_such_column")))
    plain = meta.update().where(meta.c.key == "a").values(value=text("no_such_column"))
    with pytest.raises(DBAPIError, match="no such column") as raised:
        database.transact(lambda c: statement.run(c, {}))
    with pytest.raises(DBAPIError) as usual:
        database.transact(lambda c: c.execute(plain))
    assert type(raised.value) is type(usual.value)
    assert str(raised.value).splitlines()[:2] == str(usual.value).splitlines()[:2]
    assert "parameters" not in str(raised.value)


def test_a_connection_lost_in_a_prepared_statement_is_told_to_be(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    statement = Prepared(meta.update().where(meta.c.key == "a").values(value=text("no_such_column")))
    monkeypatch.setattr(database.engine.dialect, "is_disconnect", lambda *_: True)
    with database.engine.connect() as connection:
        with pytest.raises(DBAPIError) as raised:
            statement.run(connection, {})
        assert connection.invalidated
    assert raised.value.connection_invalidated


def test_a_password_is_in_no_name() -> None:
    engine = create_engine("postgresql+psycopg://user:secret@host/name")
    assert Database(engine, None).name == "postgresql+psycopg://user:***@host/name"
    assert Database(engine, Path("/srv/x.db")).name == "/srv/x.db"


def test_a_lock_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    engine = create_engine("sqlite://")
    with (
        pytest.raises(Refused, match=r"gone/x.db.lock: cannot be written: "),
        sole(Database(engine, tmp_path / "gone" / "x.db")),
    ):
        raise AssertionError
    with sole(Database(engine, None)), sole(Database(engine, None)):
        pass


@pytest.mark.parametrize("road", ["write", "transact"])
def test_a_writer_has_the_file_to_itself_from_its_beginning(road: str, tmp_path: Path) -> None:
    """A read that turns into a write can fail where waiting would not help."""
    path = tmp_path / "reminder.db"
    opened, other = (
        open_database(f"sqlite:///{path}", create=True),
        sqlite3.connect(path, isolation_level=None, timeout=NO_WAIT),
    )
    assert opened

    def look(_connection: object) -> None:
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")

    if road == "transact":
        opened.transact(look)
    else:
        with opened.write() as connection:
            look(connection)
    with opened.read():
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    other.close()
    opened.close()


class Said:
    """A connection to PostgreSQL that writes down what it is asked."""

    def __init__(self, answer: object = None) -> None:
        self.dialect, self.answer, self.asked = SimpleNamespace(name="postgresql"), answer, list[Any]()

    def execute(self, statement: Any, values: Any = None) -> Any:
        self.asked.append(str(statement) if values is None else (str(statement), values))
        return SimpleNamespace(scalar=lambda: self.answer, scalar_one=lambda: self.answer)


def test_what_postgresql_is_asked_for_locks_and_for_its_time() -> None:
    at, other = datetime(2026, 12, 8, 2, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC)
    lite: Any = SimpleNamespace(dialect=SimpleNamespace(name="sqlite"))
    server: Any = Said()
    alone(server, JOURNAL)
    assert server.asked == ["SELECT pg_advisory_xact_lock(7241905)"]
    for answer in (True, False):
        server = Said(answer)
        assert evaluation_lock(server) is answer
        assert server.asked == [
            "SET LOCAL idle_in_transaction_session_timeout = '60s'", "SELECT pg_try_advisory_xact_lock(7241904)",
        ]  # fmt: skip
    server = Said(at)
    assert moment(server, other) == at
    assert server.asked == ["SELECT clock_timestamp() AS clock_timestamp_1"]
    server = Said("kept")
    assert take(server, "k") == "kept"
    lock, ask = server.asked
    assert lock == ("SELECT pg_advisory_xact_lock(7241907, hashtext(:key))", {"key": "k"})
    assert ask[1] == {"key": "k"}
    alone(lite, JOURNAL)
    assert (evaluation_lock(lite), moment(lite, other)) == (True, other)
    assert (RULES, JOURNAL, MIGRATION) == (7241904, 7241905, 7241906), "other releases take the same"


def test_rows_come_by_their_ids_as_far_as_the_conditions_hold(database: Database) -> None:
    with database.write() as connection:
        two = replies.keep(connection, ReplyRow("<2>", None, datetime(2026, 1, 2, tzinfo=UTC), "b", "s", "t"))
        one = replies.keep(connection, ReplyRow("<1>", None, datetime(2026, 1, 1, tzinfo=UTC), "a", "s", "t"))
        assert read_rows(connection, reply, ReplyRow) == [two, one]
        assert read_rows(connection, reply, ReplyRow, reply.c.sender == "a") == [one]
        assert read_rows(connection, reply, ReplyRow, reply.c.sender == "a", reply.c.id == 1) == []


@pytest.mark.parametrize(
    ("url", "options"),
    [("postgresql+psycopg://u@h/n", {"isolation_level": "AUTOCOMMIT"}), ("sqlite://", {"alone": True})],
)
def test_a_glance_takes_part_in_no_transaction(
    url: str, options: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    database, asked = Database(create_engine(url), None), list[Any]()
    assert database.shared is url.startswith("postgresql")

    class Kept:
        closed = False

        def execution_options(self, **given: Any) -> "Kept":
            asked.append(given)
            return self

        def close(self) -> None:
            asked.append("closed")

    def connect(_engine: object) -> Any:
        return Kept()

    monkeypatch.setattr(Engine, "connect", connect)
    assert database.glance(lambda kept: kept.closed) is database.glance(lambda kept: kept.closed) is False
    assert asked == [options]
    database.release()
    assert asked == [options, "closed"]
    database.release()
    assert asked == [options, "closed"]
