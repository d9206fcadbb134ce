"""What an officer is asked to decide: never more often than he can bear, whatever an agency sends."""

from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminder.core.outbox_states import MailState
from reminder.core.reason import Reason, because
from reminder.core.told_instead import Destination
from reminder.engine.context.transaction import Transaction, transact
from reminder.engine.outbox.alerts import alert, ask, decided
from reminder.store.outbox import MailRow
from tests.engine.conftest import made_desk
from tests.engine.made import TUESDAY, mails
from tests.engine.sending import Desk

FOCAL = Destination("vt@snnmt.example", "snnmt")


def waits(number: int, words: str = "-") -> Reason:
    return because("wrong-waits", agency="Sở A", obligation="kh-1/1", title="Báo cáo", words=words, number=number)


CALL = because("call-them", agency="Sở A", title="Báo cáo", obligation="kh-1/1")


class Asking:
    """Answers to one matter come in one after the other."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.numbers = desk, list[int]()

    def comes(self, number: int) -> None:
        def work(tx: Transaction) -> None:
            ask(tx, waits(number), self.numbers, FOCAL)

        transact(self.desk.whole.database, self.desk.office, self.desk.whole.catalogue, work)
        self.numbers.append(number)

    def is_decided(self, number: int) -> None:
        transact(self.desk.whole.database, self.desk.office, self.desk.whole.catalogue, lambda tx: decided(tx, number))

    def found(self) -> list[MailRow]:
        return mails(self.desk.whole, kind="alert")

    def lines(self) -> list[list[dict[str, object]]]:
        return [m.facts["reasons"] for m in self.found()]


@pytest.fixture
def asking(desk: Desk) -> Asking:
    return Asking(desk)


def test_what_was_decided_before_it_was_mailed_is_asked_no_more(asking: Asking) -> None:
    asking.comes(1)
    asking.is_decided(2)
    assert asking.lines() == [[waits(1).plain()]]
    asking.is_decided(1)
    assert [m.state for m in asking.found()] == [MailState.CANCELLED]


def test_what_else_an_alert_says_stays_when_one_thing_of_it_is_decided(asking: Asking) -> None:
    asking.comes(1)
    asking.numbers.clear()
    asking.comes(2)
    asking.is_decided(1)
    assert asking.lines() == [[waits(2).plain()]]
    assert [m.state for m in asking.found()] == [MailState.PENDING]


def test_what_was_decided_unmailed_counts_for_no_alert(asking: Asking) -> None:
    """Three answers decided before their alerts left: the officer is still asked about the fourth in its own words."""
    for number in range(1, 4):
        asking.comes(number)
        asking.is_decided(number)
    asking.comes(4)
    assert asking.lines()[-1] == [waits(4).plain()] and asking.found()[-1].state is MailState.PENDING


def test_s4_a_later_answer_takes_the_line_of_the_earlier_one_that_waits(asking: Asking) -> None:
    for number in range(1, 50):
        asking.comes(number)
    assert asking.lines() == [[waits(49).plain()]]


def test_s4_one_alert_a_matter_and_hour_three_a_day_then_please_call(asking: Asking) -> None:
    """An answer a minute, the whole day long, and each alert leaves as soon as it may."""
    desk, number, began = asking.desk, 0, asking.desk.hand.now
    while desk.hand.now < began + timedelta(hours=10):
        number += 1
        asking.comes(number)
        desk.send()
        desk.hand.forward(minutes=1)
    *decisions, call = asking.found()
    assert [m.next_at - began for m in decisions] == [timedelta(0), timedelta(hours=1), timedelta(hours=2)]
    assert [len(m.facts["reasons"]) for m in decisions] == [1, 1, 1]
    assert call.facts["reasons"] == [CALL.plain()]
    asking.desk.hand.forward(days=1)
    asking.comes(number + 1)
    assert asking.lines()[-1] == [waits(number + 1).plain()], "another day, another start"


def test_what_rests_an_hour_holds_up_nothing_else(asking: Asking) -> None:
    desk = asking.desk
    asking.comes(1)
    desk.send()
    asking.comes(2)
    transact(desk.whole.database, desk.office, desk.whole.catalogue, lambda tx: alert(tx, [because("x")], FOCAL))
    assert [(m.state, m.next_at - desk.hand.now) for m in asking.found()] == [
        ("sent", timedelta(0)), ("pending", timedelta(hours=1)), ("pending", timedelta(0))
    ]  # fmt: skip


def test_of_two_matters_each_has_its_own(asking: Asking) -> None:
    asking.comes(1)
    asking.desk.send()
    other = Asking(asking.desk)
    other.comes(2)
    assert [m.next_at for m in asking.found()] == [asking.desk.hand.now] * 2


def just_before_midnight(asking: Asking) -> None:
    while asking.desk.office.today == TUESDAY:
        asking.desk.hand.forward(minutes=1)
    asking.desk.hand.forward(minutes=-2)


def test_s4_over_midnight_a_line_that_waits_is_replaced_and_not_told_beside_the_new_one(asking: Asking) -> None:
    just_before_midnight(asking)
    asking.comes(1)
    asking.desk.hand.forward(minutes=5)
    asking.comes(2)
    assert asking.lines() == [[waits(2).plain()]]


def test_s4_the_hour_between_two_goes_over_midnight(asking: Asking) -> None:
    just_before_midnight(asking)
    asking.comes(1)
    asking.desk.send()
    first = asking.desk.hand.now
    asking.desk.hand.forward(minutes=5)
    asking.comes(2)
    assert [m.next_at - first for m in asking.found()] == [timedelta(0), timedelta(hours=1)]
    asking.desk.hand.forward(minutes=10)
    asking.comes(3)
    assert asking.lines() == [[waits(1).plain()], [waits(3).plain()]]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 900), st.booleans()), min_size=1, max_size=25))
def test_s4_whenever_answers_come_the_last_is_told_and_none_twice(steps: list[tuple[int, bool]]) -> None:
    """Minutes between two answers, and whether mail leaves then."""
    with contextmanager(made_desk)() as desk:
        asking = Asking(desk)
        for number, (minutes, leaves) in enumerate(steps, 1):
            asking.comes(number)
            if leaves:
                desk.send()
            desk.hand.forward(minutes=minutes)
        mails_ = asking.found()
        numbers = [r["number"] for m in mails_ for r in m.facts["reasons"] if "number" in r]
        assert len(numbers) == len(set(numbers)), "asked twice"
        calls = [r for m in mails_ for r in m.facts["reasons"] if r["code"] == "call-them"]
        assert len(steps) in numbers or calls, "lost"
        leaving = sorted(m.next_at for m in mails_ if any("number" in r for r in m.facts["reasons"]))
        assert all(b - a >= timedelta(hours=1) for a, b in pairwise(leaving))
        assert sum(m.state == "pending" for m in mails_) <= 2
