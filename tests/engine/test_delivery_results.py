"""What becomes of a result or a claim: recorded, owed or given back, and whose fault a refusal is."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from reminder.engine.context.transaction import Transaction
from reminder.engine.sending import delivery as module
from reminder.engine.sending.record_outcome import Result
from reminder.errors import Refused, Unavailable
from reminder.mail.reply_codes import Moment, Outcome, classify
from reminder.store import bounced_mailboxes, outbox
from tests.engine.made import alerts, mails
from tests.engine.sending import OTHER, POLICY, TAKEN, Desk, alerting, begin
from tests.store.rows import put as put_mail

BARE = classify(Moment.RCPT, 550)


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
