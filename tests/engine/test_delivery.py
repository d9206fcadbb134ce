"""Delivery on a clock moved by hand: what may be claimed, what is owed, whose fault a refusal is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.outbox_states import MailState
from reminder.core.reason import because
from reminder.engine.context.transaction import Transaction, transact
from reminder.engine.mails.prepare import PreparedMail
from reminder.engine.outbox.alerts import alert
from reminder.engine.sending import delivery as module
from reminder.engine.sending.backoff import Pressure
from reminder.engine.sending.delivery import LEASE, Delivered
from reminder.engine.sending.record_outcome import Result
from reminder.errors import Refused, Unavailable
from reminder.mail.reply_codes import Event, Moment, Outcome, classify
from reminder.store import bounced_mailboxes, claims, notices, outbox
from reminder.store.database import Connection, get
from reminder.store.database import put as put_value
from tests.engine.made import act, alerts, mails
from tests.engine.sending import BOXES, Desk
from tests.steps import finish
from tests.store.rows import put as put_mail

TAKEN = classify(Moment.DOT, 250)
POLICY, OTHER = classify(Moment.RCPT, 550, "5.7.1 blocked"), classify(Moment.RCPT, 550, "5.7.26 no SPF")
BARE = classify(Moment.RCPT, 550)
DOWN = classify(Moment.CONNECT, Event.REFUSED)


def alerting(desk: Desk) -> None:
    transact(desk.whole.database, desk.office, desk.whole.catalogue, lambda tx: alert(tx, [because("x")]))


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


def begin(desk: Desk, *boxes: str) -> None:
    """So many attempts have just begun, of mails made for that."""

    def work(connection: Connection) -> None:
        for n, box in enumerate(boxes):
            id_ = put_mail(connection, 50 + n, mailbox=box, urgency=3)
            (taken,) = claims.claim(connection, claims.Take("x", desk.hand.now, LEASE, 1))
            assert taken.id == id_
            claims.finish(connection, taken, desk.hand.now, state="sent")

    desk.whole.database.transact(work)


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


def test_three_refused_by_policy_in_a_row_are_our_own_fault(desk: Desk) -> None:
    a, b, c = desk.claim()
    desk.keep((a, POLICY))
    desk.keep((b, POLICY))
    assert not desk.sender.pressure.resting(desk.hand.running)
    assert desk.states()[a.mailbox] == desk.states()[b.mailbox] == "dead"
    desk.keep((c, POLICY))
    assert set(desk.states().values()) == {"pending"}
    assert desk.sender.pressure.resting(desk.hand.running + 600)
    assert desk.sender.pressure.told
    with desk.whole.database.read() as connection:
        assert bounced_mailboxes.unreachable(connection) == frozenset()
    assert alerts(desk.whole)[-1].code == "sender-blocked"


@pytest.mark.parametrize("between", [TAKEN, OTHER, classify(Moment.RCPT, 550, "5.1.1 no such user")])
def test_what_comes_between_makes_it_no_row(between: Outcome, desk: Desk) -> None:
    a, b, c = desk.claim()
    begin(desk, "d@x.example")
    desk.keep((a, POLICY), (b, between))
    desk.keep((c, POLICY))
    assert not desk.sender.pressure.resting(desk.hand.running)
    assert "sender-blocked" not in {r.code for r in alerts(desk.whole)}
    assert desk.states()[a.mailbox] == desk.states()[c.mailbox] == "dead"


def test_an_alert_refused_is_no_part_of_a_row(desk: Desk) -> None:
    alerting(desk)
    taken = desk.claim()
    told = next(m for m in taken if m.kind == "alert")
    a, b, _ = (m for m in taken if m.kind != "alert")
    desk.keep((a, POLICY), (told, POLICY), (b, POLICY))
    assert not desk.sender.pressure.resting(desk.hand.running)


@pytest.mark.parametrize(("last", "state"), [(POLICY, "pending"), (OTHER, "dead")])
def test_who_was_under_way_meanwhile_is_not_blamed_either(last: Outcome, state: str, desk: Desk) -> None:
    desk.whole.database.transact(lambda c: put_mail(c, 70, mailbox="vt@x.example"))
    *three, fourth = sorted(desk.claim(), key=lambda m: m.id)
    desk.keep(*((m, POLICY) for m in three))
    desk.keep((fourth, last))
    assert next(m for m in mails(desk.whole) if m.id == fourth.id).state == state


def test_a_refusal_that_gives_no_status_is_no_part_of_a_row(desk: Desk) -> None:
    a, b, c = desk.claim()
    desk.keep((a, BARE), (b, BARE), (c, BARE))
    assert set(desk.states().values()) == {"dead"}
    assert not desk.sender.pressure.resting(desk.hand.running)


@pytest.mark.parametrize("last", [POLICY, BARE])
def test_a_mail_taken_ends_the_spell(last: Outcome, desk: Desk) -> None:
    desk.whole.database.transact(lambda c: put_mail(c, 70, mailbox="vt@x.example"))
    desk.whole.database.transact(lambda c: put_mail(c, 71, mailbox="vt@y.example"))
    *three, fourth, fifth = sorted(desk.claim(), key=lambda m: m.id)
    desk.keep(*((m, POLICY) for m in three))
    desk.keep((fourth, TAKEN))
    desk.keep((fifth, last))
    assert next(m for m in mails(desk.whole) if m.id == fifth.id).state == "dead"


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


class Failing:
    """A database whose transactions fail from the nth on, to the last that does."""

    def __init__(self, desk: Desk, first: int, fault: Exception) -> None:
        self.n, self.first, self.fault, self.real = 0, first, fault, desk.whole.database.transact
        self.last = 10**9

    def __call__(self, work: Callable[[Any], Any]) -> Any:
        self.n += 1
        if self.first <= self.n <= self.last:
            raise self.fault
        return self.real(work)


def test_what_cannot_be_recorded_now_is_owed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    a, b, _ = desk.claim()
    with monkeypatch.context() as patch:
        patch.setattr(desk.whole.database, "transact", Failing(desk, 1, Unavailable.at("x", "full")))
        with pytest.raises(Unavailable):
            desk.keep((a, TAKEN), (b, TAKEN))
    desk.sender.settle(desk.whole.catalogue)
    assert [desk.states()[m.mailbox] for m in (a, b)] == ["sent", "sent"]
    desk.sender.settle(desk.whole.catalogue)


def test_what_is_owed_while_the_database_is_busy_stays_owed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Busy for a moment is no result that cannot be recorded: what a server took is not held to be dead."""
    (a, *_) = desk.claim()
    busy = Failing(desk, 1, Unavailable.at("x", "busy"))
    with monkeypatch.context() as patch:
        patch.setattr(desk.whole.database, "transact", busy)
        with pytest.raises(Unavailable):
            desk.keep((a, TAKEN))
        monkeypatch.setattr(busy, "first", busy.n + 1)
        monkeypatch.setattr(busy, "last", busy.n + 1)
        with pytest.raises(Unavailable):
            desk.sender.settle(desk.whole.catalogue)
    assert desk.states()[a.mailbox] == "sending"
    desk.sender.settle(desk.whole.catalogue)
    assert desk.states()[a.mailbox] == "sent"
    assert not alerts(desk.whole)


def test_a_result_that_cannot_be_recorded_costs_only_its_own_mail(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    a, b, c = desk.claim()
    real = desk.sender._record

    def record(tx: Transaction, result: Result) -> None:
        if result.mail is b:
            raise KeyError("ours")
        real(tx, result)

    monkeypatch.setattr(desk.sender, "_record", record)
    desk.keep((a, TAKEN), (b, TAKEN), (c, TAKEN))
    assert [desk.states()[m.mailbox] for m in (a, b, c)] == ["sent", "dead", "sent"]
    assert [r.code for r in alerts(desk.whole)] == ["result-not-recorded"]


def test_results_are_committed_together(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    taken, counted = desk.claim(), Failing(desk, 10**9, KeyError())
    monkeypatch.setattr(desk.whole.database, "transact", counted)
    later, *rest = taken
    desk.keep((later, classify(Moment.RCPT, 450)), *((m, TAKEN) for m in rest))
    assert (counted.n, sorted(desk.states().values())) == (1, ["pending", "sent", "sent"])


def test_a_refusal_of_the_database_is_nobodys_mail(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (a, *_) = desk.claim()
    monkeypatch.setattr(desk.whole.database, "transact", Failing(desk, 1, Refused.at("x", "damaged")))
    with pytest.raises(Refused):
        desk.keep((a, TAKEN))


def test_claims_nothing_was_done_for_go_back(desk: Desk) -> None:
    taken = desk.claim()
    desk.hand.forward(minutes=1)
    desk.sender.give_back(taken[:2])
    assert [desk.states()[m.mailbox] for m in taken] == ["pending", "pending", "sending"]
    with desk.whole.database.read() as connection:
        ended = [(a.outcome, a.ended_at) for m in taken for a in outbox.attempts(connection, m.id)]
    assert ended == [("returned", desk.hand.now), ("returned", desk.hand.now), (None, None)]
    assert {m.tries for m in mails(desk.whole)} == {0}


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


def test_a_claim_lost_costs_nothing_and_a_mail_of_ours_is_found_again(desk: Desk, caplog: Any) -> None:
    mail = desk.claim()[0]
    stale = replace(mail, attempts=0)
    desk.keep((stale, TAKEN))
    assert "stale result: another claim has this mail" in caplog.text
    assert desk.states()[mail.mailbox] == "sending"


def test_claims_that_cannot_be_given_back_are_given_back_first_next_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = desk.claim()
    with monkeypatch.context() as patch:
        patch.setattr(desk.whole.database, "transact", Failing(desk, 1, Unavailable.at("x", "full")))
        with pytest.raises(Unavailable):
            desk.sender.give_back(taken)
    assert desk.sender.untidy
    desk.sender.settle(desk.whole.catalogue)
    assert (desk.sender.untidy, set(desk.states().values())) == (False, {"pending"})


def test_one_that_was_unknown_goes_back_unknown(desk: Desk) -> None:
    (mail, *_) = desk.claim()
    desk.sender.give_back([replace(mail, ambiguous=True)])
    assert desk.states()[mail.mailbox] == "unknown"


def test_where_nothing_is_to_be_given_back_nothing_is_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Failing(desk, 10**9, KeyError())
    monkeypatch.setattr(desk.whole.database, "transact", counted)
    desk.sender.give_back([])
    assert counted.n == 0
    a, *_ = desk.claim()
    desk.sender._wronged = [a]
    desk.sender.give_back([])
    assert (counted.n, desk.sender._wronged) == (2, [])


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


def test_refusals_by_policy_that_cannot_be_taken_back_cost_nothing_more(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise KeyError("ours")

    monkeypatch.setattr(module, "unblame", fails)
    desk.keep(*((m, POLICY) for m in desk.claim()))
    assert set(desk.states().values()) == {"dead"}

    def refuses(*_: object) -> None:
        raise Refused.at("x", "damaged")

    monkeypatch.setattr(module, "unblame", refuses)
    desk.sender._refused.extend((m, POLICY) for m in mails(desk.whole, kind="reminder", instead_of=None)[:2])
    desk.whole.database.transact(lambda c: put_mail(c, 70, mailbox="vt@x.example"))
    with pytest.raises(Refused):
        desk.keep(*((m, POLICY) for m in desk.claim() if m.mailbox == "vt@x.example"))
