"""The hours of an office: when a first attempt may leave, when a retry, and when the next one may."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from reminder.clock import fixed_clock
from reminder.config import Config
from reminder.engine.context.office import Office
from reminder.store.database import Database, get, put
from tests.engine.made import FILES, TUESDAY, catalogue, wall

OFFICE = Office(Config(), fixed_clock(wall(TUESDAY, 9)))
RULES = catalogue()
SATURDAY, FRIDAY, MONDAY = date(2026, 12, 12), date(2026, 12, 11), date(2026, 12, 14)
WEDNESDAY, HOLIDAY = date(2026, 12, 9), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("at", "first", "again", "then"),
    [
        (wall(TUESDAY, 7, 59, 59), False, False, wall(TUESDAY, 8)),
        (wall(TUESDAY, 8), True, True, wall(TUESDAY, 8)),
        (wall(TUESDAY, 16, 29, 59), True, True, wall(TUESDAY, 16, 29, 59)),
        (wall(TUESDAY, 16, 30), False, True, wall(TUESDAY, 16, 30)),
        (wall(TUESDAY, 19, 59, 59), False, True, wall(TUESDAY, 19, 59, 59)),
        (wall(TUESDAY, 20), False, False, wall(WEDNESDAY, 8)),
        (wall(TUESDAY, 0), False, False, wall(TUESDAY, 8)),
        (wall(FRIDAY, 20), False, False, wall(MONDAY, 8)),
        (wall(SATURDAY, 7), False, False, wall(MONDAY, 8)),
        (wall(SATURDAY, 12), False, False, wall(MONDAY, 8)),
        (wall(HOLIDAY, 12), False, False, wall(date(2026, 11, 25), 8)),
        (wall(date(2026, 12, 31), 21), False, False, wall(date(2027, 1, 4), 8)),
    ],
)
def test_windows(at: datetime, first: bool, again: bool, then: datetime) -> None:
    at = at.astimezone(UTC)
    assert (OFFICE.sends_at(at, RULES), OFFICE.retries_at(at, RULES)) == (first, again)
    assert OFFICE.retry_at(at, RULES) == then
    assert OFFICE.retry_at(at, RULES).utcoffset() == timedelta(0)


def test_a_day_opens_by_its_own_wall() -> None:
    assert OFFICE.opening(TUESDAY) == datetime(2026, 12, 8, 1, tzinfo=UTC)
    assert OFFICE.today == TUESDAY
    late = Office(Config(), fixed_clock(datetime(2026, 12, 8, 17, tzinfo=UTC)))
    assert late.today == WEDNESDAY


@pytest.mark.parametrize(("hour", "minute", "day"), [(7, 0, TUESDAY), (16, 29, TUESDAY), (16, 30, WEDNESDAY)])
def test_the_next_day_of_sending(hour: int, minute: int, day: date) -> None:
    assert OFFICE.leaves_on(wall(TUESDAY, hour, minute).astimezone(UTC), RULES) == day
    assert OFFICE.leaves_on(wall(FRIDAY, 17).astimezone(UTC), RULES) == MONDAY


def test_a_database_is_opened_if_there_is_one_or_made_if_need_be(tmp_path: Path) -> None:
    office = Office(Config(folder=tmp_path, database="sqlite:///x.db"), fixed_clock(wall(TUESDAY, 9)))
    with office.reading() as nothing:
        assert nothing is None
    assert list(tmp_path.iterdir()) == [], "to look makes none"
    with office.writing() as made:
        made.transact(lambda c: put(c, "a", "b"))
    with office.reading() as found:
        assert found
        with found.read() as connection:
            assert get(connection, "a") == "b"
    assert {p.name for p in tmp_path.iterdir()} == {"x.db"}, "both are closed"


@pytest.mark.parametrize("writes", [True, False])
def test_what_was_opened_is_closed_whatever_happens(
    writes: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(Config(folder=tmp_path, database="sqlite:///x.db"), fixed_clock(wall(TUESDAY, 9)))
    with office.writing():
        pass
    closed: list[Database] = []
    monkeypatch.setattr(Database, "close", lambda database: closed.append(database))
    opened: list[Database | None] = []

    def fails() -> None:
        with office.writing() if writes else office.reading() as database:
            opened.append(database)
            raise KeyError

    with pytest.raises(KeyError):
        fails()
    assert closed == opened and len(closed) == 1
    monkeypatch.undo()
    closed[0].close()


def test_the_rules_are_those_of_its_folder(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / "r" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "r" / name).write_text(text, "utf-8")
    office = Office(Config(folder=tmp_path, rules="r"), fixed_clock(wall(TUESDAY, 9)))
    assert set(office.catalogue().plan_of) == {"kh-1"}
