"""How hard a mail server is pressed: both sides of every number in it."""

import random
from datetime import timedelta

import pytest

from reminder.engine.sending.backoff import Pressure
from reminder.mail.reply_codes import Event, Moment, classify
from tests.clock import Hand

BUSY = classify(Moment.GREETING, 421, "4.7.0 busy")
AWAY = classify(Moment.CONNECT, Event.REFUSED)
BARRED = classify(Moment.AUTH, 535, "5.7.8 wrong password")


@pytest.fixture(autouse=True)
def _no_jitter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chance is asked for a tenth to either side, and gives the middle."""
    monkeypatch.setattr(random, "uniform", lambda a, b: 1.0 if (a, b) == (0.9, 1.1) else 99.0)


def fail(pressure: Pressure, hand: Hand, outcome: object = AWAY) -> float:
    """How many seconds it rests then."""
    pressure.failed(outcome, hand.running, hand.now)  # type: ignore[arg-type]
    return pressure.until - hand.running


def test_a_rest_doubles_up_to_a_quarter_of_an_hour() -> None:
    hand, pressure = Hand(), Pressure()
    rests = []
    for _ in range(7):
        rests.append(fail(pressure, hand))
        hand.running = pressure.until
    assert rests == [30, 60, 120, 240, 480, 900, 900]


def test_it_rests_to_the_second() -> None:
    hand, pressure = Hand(), Pressure()
    assert fail(pressure, hand) == 30
    assert pressure.resting(hand.running + 29.9)
    assert not pressure.resting(hand.running + 30)


def test_many_connections_that_meet_one_fault_are_one_failure() -> None:
    hand, pressure = Hand(), Pressure(4)
    pressure.opened()
    assert fail(pressure, hand) == 30
    hand.forward(seconds=29)
    assert fail(pressure, hand, BARRED) == 1
    assert (pressure.failures, pressure.reply) == (1, str(AWAY))
    hand.forward(seconds=1)
    assert fail(pressure, hand, BARRED) == 600
    assert (pressure.failures, pressure.reply) == (2, str(BARRED))


def test_an_outage_counts_from_its_first_fault_and_ends_with_a_mail_taken() -> None:
    hand, pressure = Hand(), Pressure()
    assert not pressure.accepted()
    began = hand.now
    fail(pressure, hand)
    hand.forward(minutes=2)
    fail(pressure, hand)
    assert (pressure.since, pressure.failures) == (began, 2)
    assert pressure.accepted()
    assert pressure == Pressure(_credit=1)
    assert not pressure.accepted()


def test_a_server_that_pushes_back_keeps_half_its_connections() -> None:
    hand, pressure = Hand(), Pressure(5)
    pressure.opened()
    assert fail(pressure, hand, BUSY) < 0
    assert (pressure.width, pressure.failures) == (2, 0)
    assert fail(pressure, hand, classify(Moment.MAIL, 400)) < 0
    assert (pressure.width, pressure.failures) == (1, 0)
    assert fail(pressure, hand, BUSY) == 30  # nothing is left to halve
    assert (pressure.proven, pressure.width) == (False, 1)
    hand.forward(minutes=1)
    pressure.opened()
    assert pressure.width == 1  # no more than it bore


@pytest.mark.parametrize(
    "outcome",
    [
        AWAY,
        BARRED,
        classify(Moment.GREETING, 554),
        classify(Moment.AUTH, 454),
        classify(Moment.MAIL, 503),
        classify(Moment.MAIL, 300),
    ],
)
def test_one_that_does_not_serve_at_all_rests_and_is_asked_by_one(outcome: object) -> None:
    hand, pressure = Hand(), Pressure(5)
    pressure.opened()
    assert pressure.width == 5
    assert fail(pressure, hand, outcome) > 0
    assert (pressure.proven, pressure.width) == (False, 1)
    hand.forward(minutes=20)
    pressure.opened()
    assert (pressure.proven, pressure.width) == (True, 5)


def test_a_connection_is_given_back_for_twenty_mails_each() -> None:
    hand, pressure = Hand(), Pressure(3)
    pressure.opened()
    fail(pressure, hand, BUSY)
    assert pressure.width == 1
    widths = []
    for _ in range(70):
        pressure.accepted()
        widths.append(pressure.width)
    assert [widths.index(n) + 1 for n in (2, 3)] == [20, 60]
    assert widths[-1] == 3
    fail(pressure, hand, AWAY)
    pressure.opened()
    assert pressure.width == 3


def test_a_fault_costs_the_credit() -> None:
    hand, pressure = Hand(), Pressure(2)
    pressure.opened()
    fail(pressure, hand, BUSY)
    for _ in range(19):
        pressure.accepted()
    fail(pressure, hand)
    pressure.opened()
    for _ in range(19):
        pressure.accepted()
    assert pressure.width == 1
    pressure.accepted()
    assert pressure.width == 2


def test_the_operator_hears_once_an_outage() -> None:
    hand, pressure = Hand(), Pressure()
    assert not pressure.must_tell(AWAY, hand.now)
    began = hand.now
    fail(pressure, hand)
    assert not pressure.must_tell(AWAY, began)
    assert not pressure.must_tell(AWAY, began + timedelta(minutes=14, seconds=59))
    assert pressure.must_tell(AWAY, began + timedelta(minutes=15))
    assert not pressure.must_tell(AWAY, began + timedelta(minutes=16))
    pressure.accepted()
    fail(pressure, hand, BARRED)
    assert pressure.must_tell(BARRED, hand.now)
    assert not pressure.must_tell(BARRED, hand.now)


def test_what_one_process_learned_another_takes_over() -> None:
    hand, learned = Hand(), Pressure(3)
    began = hand.now
    fail(learned, hand)
    hand.forward(minutes=1)
    fail(learned, hand, BARRED)
    assert learned.must_tell(BARRED, hand.now)
    text = learned.dump(hand.running, hand.now)
    hand.forward(minutes=4)
    other = Pressure(3, proven=True, width=3)
    other.load(text, 50.0, hand.now)  # its running clock is another
    assert other == Pressure(3, 1, 2, 50.0 + 360, began, str(BARRED), True)
    longer = Pressure(3, until=1000.0)
    longer.load(text, 50.0, hand.now)
    assert longer.until == 1000.0


def test_a_clock_set_back_makes_no_rest_longer() -> None:
    hand, learned = Hand(), Pressure()
    fail(learned, hand)
    text = learned.dump(hand.running, hand.now)
    hand.jump(days=-30)
    other = Pressure()
    other.load(text, 0.0, hand.now)
    assert other.until == timedelta(minutes=16, seconds=30).total_seconds()


@pytest.mark.parametrize("failed", [False, True])
def test_a_rest_that_is_over_is_none(failed: bool) -> None:
    hand, learned = Hand(), Pressure(2)
    if failed:
        fail(learned, hand)
    hand.forward(minutes=1)
    text = learned.dump(hand.running, hand.now)
    other = Pressure(2, width=2, proven=True)
    other.load(text, hand.running, hand.now)
    assert (other.until, other.proven, other.width) == (0.0, not failed, 1 if failed else 2)
    assert (other.since is None) is not failed
