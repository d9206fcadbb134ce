"""Whether the clock can be believed: both sides of every limit."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reminder.core.reason import Reason
from reminder.engine.context.clock_guard import Timeguard, last_round
from reminder.store.database import Connection, get
from tests.clock import Hand
from tests.engine.made import ZONE, small_office

SECOND = timedelta(seconds=1)


@pytest.fixture
def connection() -> Iterator[Connection]:
    with small_office() as office, office.database.write() as opened:
        yield opened


def elsewhere(hand: Hand, boot: str = "another boot") -> Timeguard:
    """After a restart of the machine."""
    return Timeguard(replace(hand.clock, boot=boot), ZONE)


@pytest.mark.parametrize(
    ("set_", "minutes"),
    [
        (timedelta(hours=1), None), (timedelta(hours=-1), None), (timedelta(hours=1) + SECOND, 60),
        (-timedelta(hours=1) - SECOND, -60), (timedelta(days=2), 2880),
    ],
)  # fmt: skip
@pytest.mark.parametrize("restarted", [False, True])
def test_a_clock_that_was_set(set_: timedelta, minutes: int | None, restarted: bool, connection: Connection) -> None:
    """By this process's own last look, and by another's on the same boot of the machine."""
    hand = Hand()
    guard = Timeguard(hand.clock, ZONE)
    assert guard.look(connection) is None
    hand.forward(minutes=30)
    hand.now += set_
    found = (Timeguard(hand.clock, ZONE) if restarted else guard).look(connection)
    assert found == (None if minutes is None else Reason("clock-moved", (("minutes", minutes),)))


@pytest.mark.parametrize(
    ("gone", "absurd"),
    [
        (timedelta(days=60), False), (timedelta(days=60) + SECOND, True), (timedelta(days=-1), False),
        (timedelta(days=-1) - SECOND, True), (timedelta(0), False),
    ],
)  # fmt: skip
def test_a_moment_far_from_the_last_round(gone: timedelta, absurd: bool, connection: Connection) -> None:
    hand = Hand()
    last = hand.now
    assert Timeguard(hand.clock, ZONE).look(connection) is None
    hand.now += gone
    guard = elsewhere(hand)
    seen = Reason("clock-absurd", (("now", hand.now.astimezone(ZONE)), ("last", last.astimezone(ZONE))))
    assert guard.doubt(connection) == guard.look(connection) == (seen if absurd else None)
    assert last_round(connection) == (last if absurd else hand.now)


@pytest.mark.parametrize(("year", "sane"), [(2024, False), (2025, True), (2100, True), (2101, False)])
def test_years_no_office_lives_in(year: int, sane: bool, connection: Connection) -> None:
    hand = Hand(datetime(year, 7, 1, tzinfo=UTC))
    found = Timeguard(hand.clock, ZONE).doubt(connection)
    assert found == (None if sane else Reason("clock-absurd", (("now", hand.now.astimezone(ZONE)), ("last", None))))
    assert last_round(connection) is None


def test_what_a_good_look_keeps(connection: Connection) -> None:
    hand = Hand()
    assert Timeguard(hand.clock, ZONE).look(connection) is None
    kept = json.loads(get(connection, "clock") or "")
    assert kept == {"boot": "boot-1", "running": 1000.0, "wall": "2026-12-08T02:00:00+00:00"}
    assert last_round(connection) == hand.now


def test_another_boots_running_clock_says_nothing(connection: Connection) -> None:
    hand = Hand()
    assert Timeguard(hand.clock, ZONE).look(connection) is None
    hand.now += timedelta(hours=3)
    assert elsewhere(hand).doubt(connection) is None
    assert elsewhere(hand, "").doubt(connection) is None
    assert elsewhere(hand, "boot-1").doubt(connection)


def test_what_a_person_accepts_holds_from_then_on_and_only_once(connection: Connection) -> None:
    hand = Hand()
    assert Timeguard(hand.clock, ZONE).look(connection) is None
    hand.jump(days=90)
    guard = Timeguard(hand.clock, ZONE, accept=True)
    assert guard.look(connection) is None
    hand.jump(days=90)
    assert guard.look(connection)
    assert guard.look(connection), "it is no better for being looked at again"
    hand.jump(days=-90)
    assert guard.look(connection) is None


def test_a_time_a_person_gave_is_neither_checked_nor_kept(connection: Connection) -> None:
    hand = Hand(datetime(1999, 1, 1, tzinfo=UTC))
    guard = Timeguard(replace(hand.clock, given=True), ZONE)
    assert guard.look(connection) is None
    assert guard.doubt(connection) is None
    assert get(connection, "clock") is None
