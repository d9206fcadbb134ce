"""How many mails are under way at once, and when the outbox is asked for more."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from reminder.engine.sending.loop import SLOW, _Round
from reminder.mail.reply_codes import Moment, classify
from tests.engine.made import mails
from tests.engine.sending import BOXES, Desk

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
