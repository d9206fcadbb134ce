"""The database's own secret: made once, with the home of the database, and read from then on."""

from collections.abc import Iterator

import pytest

from reminder.engine.context.secret import secret_of
from reminder.store import maintenance
from reminder.store.database import Connection, Database, get, put
from tests.engine.made import catalogue
from tests.laws.whole import in_memory


@pytest.fixture
def bare() -> Iterator[Database]:
    """A database that nobody has used yet."""
    with in_memory(catalogue()) as office:
        yield forgotten(office.database)


def forgotten(database: Database) -> Database:
    def work(connection: Connection) -> None:
        connection.exec_driver_sql("DELETE FROM meta WHERE key IN ('secret', 'home')")

    database.transact(work)
    return database


def kept(database: Database) -> tuple[str | None, str | None]:
    with database.read() as connection:
        return get(connection, "secret"), get(connection, "home")


def test_it_is_made_with_its_home_and_stays(bare: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maintenance, "home", lambda database: f"home of {type(database).__name__}")
    made = secret_of(bare)
    assert len(made) == 32
    assert kept(bare) == (made.hex(), "home of Database")
    monkeypatch.setattr(maintenance, "home", lambda _database: "elsewhere")
    assert secret_of(bare) == made
    assert kept(bare) == (made.hex(), "home of Database"), "a copy elsewhere stays a copy"
    assert secret_of(forgotten(bare)) != made
    assert kept(bare)[1] == "elsewhere"


def test_what_is_kept_is_read_without_a_look_at_the_machine(bare: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is anything written: it may be asked while another writes."""

    def never(*_: object) -> str:
        raise AssertionError

    bare.transact(lambda c: put(c, "secret", "00ff"))
    monkeypatch.setattr(maintenance, "home", never)
    monkeypatch.setattr(bare, "transact", never)
    assert secret_of(bare) == b"\x00\xff"


def test_of_two_who_make_it_at_once_both_have_the_first(bare: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another made it after the look and before the transaction."""

    def meanwhile(database: Database) -> str:
        database.transact(lambda c: put(c, "secret", "abcd"))
        return "mine"

    monkeypatch.setattr(maintenance, "home", meanwhile)
    assert secret_of(bare) == b"\xab\xcd"
    assert kept(bare) == ("abcd", None), "and its home is the other's affair"
