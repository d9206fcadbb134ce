"""Delivery on a clock moved by hand: what may be claimed, what an attempt gives, what is counted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.outbox_states import MailState
from reminder.engine.mails.prepare import PreparedMail
from reminder.engine.sending.backoff import Pressure
from reminder.engine.sending.delivery import LEASE, Delivered
from reminder.engine.sending.record_outcome import Result
from reminder.errors import Unavailable
from reminder.mail.reply_codes import Event, Moment, Outcome, classify
from reminder.store import claims, notices, outbox
from reminder.store.database import get
from reminder.store.database import put as put_value
from tests.engine.made import act, mails
from tests.engine.sending import BOXES, POLICY, TAKEN, Desk, alerting, begin
from tests.steps import finish

DOWN = classify(Moment.CONNECT, Event.REFUSED)


def test_a_claim_is_ours_for_a_lease(desk: Desk) -> None:
    taken = desk.claim()
    assert sorted(m.mailbox for m in taken) == list(BOXES)
    assert {(m.state, m.owner, m.lease_until_at) for m in taken} == {
        ("sending", "me", desk.hand.now + timedelta(minutes=15))
    }
    assert desk.claim() == []


@pytest.mark.parametrize(
    ("hours", "only_alerts", "kinds"),
    [
        (0, False, {"reminder", "alert"}), (0, True, {"alert"}), (8, False, {"alert"}), (12, False, {"alert"}),
        (-2, False, {"alert"}),
    ],
)  # fmt: skip
def test_what_may_leave_at_an_hour(hours: int, only_alerts: bool, kinds: set[str], desk: Desk) -> None:
    """From 16:30 on only retries and alerts do, from 20:00 on alerts alone."""
    alerting(desk)
    everything = [m.id for m in mails(desk.whole)]
    past = desk.hand.now - timedelta(days=1)
    desk.whole.database.transact(lambda c: outbox.move(c, everything, [MailState.PENDING], next_at=past))
    tried = mails(desk.whole, mailbox=BOXES[0])[0].id
    desk.whole.database.transact(lambda c: outbox.move(c, [tried], [MailState.PENDING], tries=1))
    desk.hand.forward(hours=hours)
    found = desk.claim(only_alerts=only_alerts)
    if hours == 8 and not only_alerts:
        assert {(m.kind, m.id == tried) for m in found} == {("reminder", True)}
    else:
        assert {m.kind for m in found} == kinds


@pytest.mark.parametrize(("limit", "now", "then"), [(0, 3, 0), (2, 0, 2), (3, 1, 2), (4, 2, 1), (5, 3, 0), (9, 3, 0)])
def test_a_rate_a_minute(limit: int, now: int, then: int, desk: Desk) -> None:
    begin(desk, "a@x.example", "b@y.example")
    desk.hand.forward(seconds=59)
    desk.again(per_minute=limit)
    assert len(desk.claim()) == now
    desk.hand.forward(seconds=2)
    assert len(desk.claim()) == then


@pytest.mark.parametrize(
    ("limit", "left"),
    [
        (1, {"snnmt.example"}),
        (2, {"snnmt.example", "sct.example"}),
        (9, {"sct.example", "snnmt.example", "sxd.example"}),
    ],
)
def test_a_rate_for_each_domain(limit: int, left: set[str], desk: Desk) -> None:
    begin(desk, "a@sxd.example", "b@sct.example", "c@sxd.example")
    desk.again(per_domain=limit)
    found = desk.claim()
    assert {m.domain for m in found} <= left
    assert len(found) == (1 if limit < 9 else 3)


def test_a_clock_that_stands_still_has_no_rate(desk: Desk) -> None:
    begin(desk, "a@x.example")
    desk.hand.clock = replace(desk.hand.clock, given=True)
    desk.again(per_minute=1, per_domain=1)
    assert len(desk.claim()) == 3


def test_alerts_have_no_rate(desk: Desk) -> None:
    begin(desk, "a@x.example")
    alerting(desk)
    desk.again(per_minute=1)
    assert [m.kind for m in desk.claim(only_alerts=True)] == ["alert"]
    assert desk.claim() == []


def test_a_claim_in_doubt_is_given_back_first(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    transact = desk.whole.database.transact

    def doubtful(work: Callable[[Any], Any]) -> Any:
        transact(work)
        raise Unavailable.at("x", "the server is gone")

    monkeypatch.setattr(desk.whole.database, "transact", doubtful)
    with pytest.raises(Unavailable):
        desk.claim()
    monkeypatch.setattr(desk.whole.database, "transact", transact)
    assert (desk.sender.untidy, set(desk.states().values())) == (True, {"sending"})
    desk.sender.settle(desk.whole.catalogue)
    assert (desk.sender.untidy, set(desk.states().values())) == (False, {"pending"})


def test_counts_say_what_became_of_each(desk: Desk) -> None:
    desk.mailer.refused = {BOXES[0]: POLICY, BOXES[1]: classify(Moment.RCPT, 450)}
    progressed: list[int] = []
    desk.sender.progress = progressed.append
    done = desk.send()
    assert (done.sent, done.dead, done.deferred, done.unknown, done.cancelled) == (2, 1, 1, 0, 0)
    assert done.server is None
    assert desk.sender.totals == done
    assert progressed == [1] * 4
    desk.mailer.down = True
    alerting(desk)
    done = desk.send()
    assert (done.deferred, done.sent) == (1, 0)
    assert done.server
    assert desk.sender.totals.deferred == 2


def test_a_server_that_rests_is_not_asked_and_the_next_process_knows(desk: Desk) -> None:
    desk.mailer.down = True
    assert desk.send().deferred == 1
    assert set(desk.states().values()) == {"pending"}
    assert {m.attempts for m in mails(desk.whole, kind="reminder")} <= {0, 1}
    with desk.whole.database.read() as connection:
        assert get(connection, "server")
    desk.mailer.down = False
    assert desk.again() and desk.send() == Delivered()
    desk.hand.forward(seconds=40)
    assert desk.again() and desk.send().sent == 3
    with desk.whole.database.read() as connection:
        assert '"failures": 0' in (get(connection, "server") or "")


def test_a_lease_is_renewed_after_a_sixth_of_it(desk: Desk) -> None:
    mail = desk.claim()[0]
    line, claimed = desk.mailer.line(), desk.hand.running
    draft = desk.sender.draft(mail, desk.whole.catalogue)
    desk.hand.forward(seconds=150)
    next(desk.sender.attempt(line, draft, lambda: desk.whole.catalogue, claimed))
    assert mails(desk.whole, id=mail.id)[0].lease_until_at == mail.lease_until_at
    desk.hand.forward(seconds=1)
    next(desk.sender.attempt(line, draft, lambda: desk.whole.catalogue, claimed))
    assert mails(desk.whole, id=mail.id)[0].lease_until_at == desk.hand.now + LEASE


def test_a_claim_lost_while_waiting_is_not_sent(desk: Desk) -> None:
    mail = desk.claim()[0]
    draft, claimed = desk.sender.draft(mail, desk.whole.catalogue), desk.hand.running
    desk.hand.forward(minutes=16)
    desk.whole.database.transact(lambda c: claims.recover(c, desk.hand.now))
    attempt = desk.sender.attempt(desk.mailer.line(), draft, lambda: desk.whole.catalogue, claimed)
    assert finish(attempt) is None
    late = desk.sender.attempt(desk.mailer.line(), draft, lambda: desk.whole.catalogue, desk.hand.running)
    assert finish(late) is None
    assert desk.mailer.taken == []


class Broken:
    """A line on which something of ours goes wrong."""

    ready = False

    def __init__(self, opens: bool) -> None:
        self.opens = opens

    def open(self) -> Outcome | None:
        if not self.opens:
            raise KeyError("ours")
        return None

    def send(self, *_: object) -> Outcome:
        raise KeyError("ours")


@pytest.mark.parametrize(
    ("opens", "verdict", "level", "moment"),
    [(False, "deferred", "S", Moment.CONNECT), (True, "unknown", "M", Moment.DOT)],
)
def test_a_mistake_of_ours_is_an_outcome(opens: bool, verdict: str, level: str, moment: Moment, desk: Desk) -> None:
    mail = desk.claim()[0]
    draft = desk.sender.draft(mail, desk.whole.catalogue)
    result = finish(desk.sender.attempt(Broken(opens), draft, lambda: desk.whole.catalogue, desk.hand.running))
    assert result
    assert result.outcome
    assert (result.outcome.verdict, result.outcome.level, result.outcome.moment) == (verdict, level, moment)
    assert "KeyError; see the log" in str(result.outcome)
    assert desk.sender.pressure.resting(desk.hand.running) is not opens
    assert (result.ready is None) is not opens


def test_a_mail_that_cannot_be_made_costs_only_itself(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    mail, *_ = desk.claim()
    line, rules = desk.mailer.line(), desk.whole.catalogue
    good = desk.sender.draft(mail, rules)

    def fails(*_: object, **__: object) -> PreparedMail:
        raise KeyError("a field")

    monkeypatch.setattr(desk.sender.letters, "final", fails)
    monkeypatch.setattr(desk.sender.letters, "draft", fails)
    for draft in (good, desk.sender.draft(mail, rules)):
        result = finish(desk.sender.attempt(line, draft, lambda: rules, desk.hand.running))
        assert result
        assert result.outcome
        assert (result.outcome.verdict, result.outcome.level) == ("deferred", "M")
        assert "KeyError; see the log" in str(result.outcome)
    assert desk.mailer.taken == []


@pytest.mark.parametrize(
    ("outcome", "counts", "server"),
    [
        (None, {"cancelled": 1}, False), (TAKEN, {"sent": 1}, False), (POLICY, {"dead": 1}, False),
        (classify(Moment.RCPT, 450), {"deferred": 1}, False), (DOWN, {"deferred": 1}, True),
        (classify(Moment.DOT, Event.CLOSED), {"unknown": 1}, False),
    ],
)  # fmt: skip
def test_each_outcome_is_counted_under_its_name(outcome: Outcome | None, counts: dict[str, int], server: bool) -> None:
    found = Delivered()
    found.count(outcome)
    assert found == Delivered(**counts, server=outcome if server else None)
    found.count(outcome)
    assert found == Delivered(**dict.fromkeys(counts, 2), server=outcome if server else None)


def test_a_delivery_as_it_begins(desk: Desk) -> None:
    made = desk.sender
    assert (made.connections, made.lease, made.server, made.beat, made.untidy) == (1, LEASE, "server", 0.0, False)
    assert (made.totals, made.owner, LEASE) == (Delivered(), "me", timedelta(minutes=15))
    assert made.pressure == Pressure(1)


def test_the_result_of_a_mail_taken_says_everything(desk: Desk) -> None:
    mail = desk.claim()[0]
    line, rules = desk.mailer.line(), desk.whole.catalogue
    draft = desk.sender.draft(mail, rules)
    assert draft.ready
    result = finish(desk.sender.attempt(line, draft, lambda: rules, desk.hand.running))
    assert result
    assert result == Result(mail, draft.ready, result.outcome, desk.hand.now, (), None, False)
    assert result.outcome and result.outcome.verdict == "accepted"
    assert desk.mailer.messages == [(mail.mailbox, draft.ready.message)]
    assert desk.sender.pressure.proven
    desk.sender.pressure.failures = 1
    again = finish(desk.sender.attempt(line, draft, lambda: rules, desk.hand.running))
    assert again == Result(mail, draft.ready, result.outcome, desk.hand.now, (), None, True), "a fault has ended"


def test_a_server_that_cannot_be_opened_says_when_it_is_to_be_told_of(desk: Desk) -> None:
    mail = desk.claim()[0]
    rules = desk.whole.catalogue
    desk.mailer.down = True
    draft = desk.sender.draft(mail, rules)

    def attempt() -> Result:
        result = finish(desk.sender.attempt(desk.mailer.line(), draft, lambda: rules, desk.hand.running))
        assert result
        return result

    first, began = attempt(), desk.hand.now
    assert first == Result(mail, None, first.outcome, began)
    desk.hand.jump(minutes=15)
    second = attempt()
    assert second == Result(mail, None, first.outcome, desk.hand.now, (), began)
    assert attempt().tell is None, "once"


def test_what_holds_no_more_is_said_with_the_result(desk: Desk) -> None:
    mail = next(m for m in desk.claim() if m.mailbox == "vt@sct.example")
    line, rules = desk.mailer.line(), desk.whole.catalogue
    act(desk.whole, ActKind.SUBMIT)
    draft = desk.sender.draft(mail, rules)
    with desk.whole.database.read() as connection:
        rows = {n.occurrence: n.id for n in notices.by_ids(connection, outbox.notice_ids(connection, mail.id))}
    half = finish(desk.sender.attempt(line, draft, lambda: rules, desk.hand.running))
    assert half and half.moot == (rows["kh-1/year@2026@sct"],)
    act(desk.whole, ActKind.COMPLETE, obligation="kh-1/1", period="once")
    whole = finish(desk.sender.attempt(line, draft, lambda: rules, desk.hand.running))
    assert whole == Result(mail, None, None, desk.hand.now, tuple(rows.values()))


@pytest.mark.parametrize("ready", [True, False])
def test_a_line_that_stands_is_not_opened_again(ready: bool, desk: Desk) -> None:
    class Line(Broken):
        def send(self, *_: object) -> Outcome:
            return TAKEN

    line = Line(opens=False)
    line.ready = ready
    draft = desk.sender.draft(desk.claim()[0], desk.whole.catalogue)
    result = finish(desk.sender.attempt(line, draft, lambda: desk.whole.catalogue, desk.hand.running))
    assert result and result.outcome and (result.outcome.verdict == "accepted") is ready


def test_a_day_that_is_made_up_keeps_no_rest(desk: Desk) -> None:
    desk.hand.clock = replace(desk.hand.clock, given=True)
    desk.again()
    desk.mailer.down = True
    assert desk.send().deferred == 1
    with desk.whole.database.read() as connection:
        assert get(connection, "server") is None
    desk.whole.database.transact(lambda c: put_value(c, "server", "no rest"))
    desk.mailer.down = False
    assert desk.again() and desk.send().sent == 3
    with desk.whole.database.read() as connection:
        assert get(connection, "server") == "no rest"
