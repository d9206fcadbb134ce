"""How many mails are under way at once, and when the outbox is asked for more."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from reminder.core.reason import because
from reminder.engine.context.transaction import transact
from reminder.engine.outbox.alerts import alert
from reminder.engine.sending.delivery import Delivered
from reminder.engine.sending.loop import AHEAD, SLOW, _Round, send_ready
from reminder.engine.sending.record_outcome import Result
from reminder.errors import Unavailable
from reminder.mail.reply_codes import Moment, classify
from reminder.mail.threads import Ended
from reminder.store import outbox
from tests.engine.made import mails
from tests.engine.sending import BOXES, Desk
from tests.store.rows import put

TAKEN = classify(Moment.DOT, 250)
GONE = classify(Moment.RCPT, 550, "5.1.1 no such user")


@contextmanager
def under_way(desk: Desk, ages: list[float], width: int, proven: bool) -> Iterator[_Round]:
    """Mails that have been under way for so many seconds, over so many connections."""
    desk.sender.pressure.width, desk.sender.pressure.proven = width, proven
    made = _Round(desk.sender, lambda: desk.whole.catalogue, lambda: False, only_alerts=False)
    made.flying = {desk.mailer.line(): desk.hand.running - age for age in ages}
    yield made
    made.together.close()


FAST, LONG = SLOW, SLOW + 0.1


@pytest.mark.parametrize(
    ("width", "fast", "slow", "free"),
    [
        (1, 0, 0, True), (1, 1, 0, False), (1, 0, 1, True), (1, 0, 2, True), (1, 0, 3, False), (1, 1, 1, False),
        (2, 1, 0, True), (2, 2, 0, False), (2, 1, 4, True), (2, 2, 4, False), (2, 0, 5, True), (2, 0, 6, False),
        (4, 3, 8, True), (4, 4, 8, False), (4, 0, 11, True), (4, 0, 12, False),
    ],
)  # fmt: skip
def test_slow_mails_hold_up_nobody_up_to_twice_the_connections(
    width: int, fast: int, slow: int, free: bool, desk: Desk
) -> None:
    with under_way(desk, [FAST] * fast + [LONG] * slow, width, proven=True) as made:
        assert made._free(desk.hand.running) is free


def test_a_server_that_has_not_answered_yet_is_asked_by_no_more_for_being_slow(desk: Desk) -> None:
    with under_way(desk, [LONG], 1, proven=False) as made:
        assert not made._free(desk.hand.running)


def test_what_the_last_mail_calls_for_leaves_in_the_same_round(desk: Desk) -> None:
    desk.mailer.refused = dict.fromkeys(BOXES, GONE)
    done = desk.send()
    assert set(desk.states().values()) == {"dead"} and done.sent
    assert {m.state for m in mails(desk.whole)} <= {"sent", "dead", "cancelled"}, "nothing waits for the next"


def test_while_mails_are_under_way_an_empty_outbox_is_asked_but_now_and_then(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []
    real = desk.sender.claim

    def claim(*given: Any) -> Any:
        asked.append(desk.hand.running)
        return real(*given)

    monkeypatch.setattr(desk.sender, "claim", claim)
    with under_way(desk, [FAST], 4, proven=True) as made:
        made.dry, made.asked = True, desk.hand.running
        wanted = [(0.0, False), (0.5, False), (0.51, True)]
        for later, asks in wanted:
            asked.clear()
            made._next(made.asked + later)
            assert bool(asked) is asks
            made.queued.clear()
            made.dry, made.asked = True, desk.hand.running
        made.flying.clear()
        asked.clear()
        made._next(made.asked)
        assert asked, "nothing is under way: it is asked before the round ends"


@pytest.mark.parametrize(
    ("took", "batch", "found", "then", "dry"),
    [
        (0.0, 2, 9, 4, False), (0.49, 3, 9, 6, False), (0.5, 8, 9, 4, False), (3.0, 8, 9, 4, False),
        (3.0, 2, 9, 2, False), (3.0, 5, 9, 2, False), (0.1, 60, 200, 100, False), (0.1, 100, 100, 100, False),
        (0.1, 2, 4, 4, False), (0.1, 2, 3, 4, True), (0.1, 2, 0, 4, True),
    ],
)  # fmt: skip
def test_as_much_is_claimed_as_leaves_in_half_a_second(
    took: float, batch: int, found: int, then: int, dry: bool, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.sender.connections = 2
    asked: list[tuple[Any, int, bool]] = []

    def claim(catalogue: Any, limit: int, only_alerts: bool) -> list[Any]:
        asked.append((catalogue, limit, only_alerts))
        return list(range(min(limit, found)))

    monkeypatch.setattr(desk.sender, "claim", claim)
    made = _Round(desk.sender, lambda: desk.whole.catalogue, lambda: False, only_alerts=True)
    now, made.batch = 1000.0, batch
    made.claimed = made.asked = now - took
    made._refill(now)
    assert asked == [(desk.whole.catalogue, then, True)]
    assert (made.batch, made.asked, made.dry) == (then, now, dry)
    assert made.claimed == (now if found else now - took)
    assert len(made.queued) == min(then, found)
    made.together.close()


def test_a_round_begins_with_nothing_under_way(desk: Desk) -> None:
    desk.sender.connections = 3
    made = _Round(desk.sender, lambda: desk.whole.catalogue, lambda: False, only_alerts=False)
    assert (made.d, made.only_alerts, made.batch, made.dry, made.fault) == (desk.sender, False, 3, False, None)
    assert (made.done, made.flying, made.landed) == (Delivered(), {}, [])
    assert not made.queued and not made.drafts and not made.idle
    made.together.close()


GOOD, BUSY, WORSE = KeyError("first"), Unavailable.at("x", "busy"), ValueError("worse")


@pytest.mark.parametrize(
    ("faults", "kept", "untidy"),
    [
        ([GOOD], GOOD, False), ([GOOD, WORSE], GOOD, False), ([BUSY], BUSY, True), ([BUSY, WORSE], WORSE, True),
        ([WORSE, BUSY], WORSE, True), ([BUSY, GOOD, WORSE], GOOD, True),
    ],
)  # fmt: skip
def test_which_fault_ends_a_round(faults: list[Exception], kept: Exception, untidy: bool, desk: Desk) -> None:
    with under_way(desk, [], 1, proven=False) as made:
        for fault in faults:
            made._blame(fault)
        assert (made.fault, desk.sender.untidy) == (kept, untidy)


def ended(desk: Desk) -> list[str]:
    """Whether the mailer was closed and the database let go, in this order."""
    order: list[str] = []
    desk.mailer.close = lambda: order.append("closed")  # type: ignore[method-assign]
    desk.whole.database.release = lambda: order.append("released")  # type: ignore[method-assign]
    return order


def test_a_round_lets_go_of_everything_in_the_end(desk: Desk) -> None:
    order = ended(desk)
    assert desk.send().sent == 3
    assert order == ["closed", "released"]
    assert desk.sender.beat == desk.hand.running


def test_a_fault_that_ends_a_round_is_raised_when_all_has_landed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    order = ended(desk)
    real, calls = desk.sender.draft, list[int]()

    def draft(*given: Any) -> Any:
        calls.append(1)
        if len(calls) == 3:
            raise GOOD
        return real(*given)

    monkeypatch.setattr(desk.sender, "draft", draft)
    with pytest.raises(KeyError, match="first"):
        desk.send()
    assert order == ["closed", "released"]
    left = [m for m in mails(desk.whole, kind="reminder") if m.state == "pending"]
    assert len(left) >= 1 and not [m for m in mails(desk.whole) if m.state == "sending"]
    with desk.whole.database.read() as connection:
        assert {outbox.attempts(connection, m.id)[-1].outcome for m in left} == {"returned"}


def test_a_round_stops_when_it_is_told_to_and_gives_back_what_it_claimed(desk: Desk) -> None:
    assert send_ready(desk.sender, lambda: desk.whole.catalogue, lambda: True) == Delivered()
    assert set(desk.states().values()) == {"pending"} and desk.mailer.taken == []
    done = send_ready(desk.sender, lambda: desk.whole.catalogue, lambda: bool(desk.mailer.taken))
    assert (done.sent, len(desk.mailer.taken)) == (1, 1)
    assert sorted(desk.states().values()) == ["pending", "pending", "sent"]


def test_only_alerts_leave_where_only_they_are_asked_for(desk: Desk) -> None:
    transact(desk.whole.database, desk.office, desk.whole.catalogue, lambda tx: alert(tx, [because("x")]))
    assert send_ready(desk.sender, lambda: desk.whole.catalogue, only_alerts=True).sent == 1
    assert desk.mailer.taken == [desk.office.config.operator]
    assert set(desk.states().values()) == {"pending"}


def test_a_line_that_was_refused_is_the_last_to_be_asked_again(desk: Desk) -> None:
    with under_way(desk, [], 3, proven=True) as made:
        lines = [desk.mailer.line() for _ in range(4)]
        made.flying = dict.fromkeys(lines, 0.0)
        one, two, three = desk.claim()
        at = desk.hand.now
        results = [Result(one, None, TAKEN, at), Result(two, None, GONE, at), None, Result(three, None, TAKEN, at)]
        made.landed = [Ended(line, result, None) for line, result in zip(lines, results, strict=True)]
        made._land()
        assert list(made.idle) == [lines[2], lines[1], lines[0], lines[3]]
        assert (made.flying, made.landed) == ({}, [])
        assert (made.done.sent, made.done.dead) == (2, 1) and desk.sender.totals == made.done


def test_mails_are_made_ahead_but_not_all(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with desk.whole.database.write() as connection:
        for n in range(30):
            put(connection, n, kind="alert", reasons=({"code": "x"},))
    drafted: list[int] = []
    real = desk.sender.draft

    def draft(*given: Any) -> Any:
        drafted.append(len(desk.mailer.taken))
        return real(*given)

    monkeypatch.setattr(desk.sender, "draft", draft)
    with under_way(desk, [], 1, proven=True) as made:
        made.flying = {desk.mailer.line(): desk.hand.running}
        made.batch = 50
        for _ in range(AHEAD):
            assert made._go()
        assert (len(made.drafts), len(drafted)) == (AHEAD, AHEAD)
        assert desk.sender.beat == desk.hand.running
        made.flying.clear()
        desk.sender.give_back([*(d.mail for d in made.drafts), *made.queued])
