"""What each outcome of a try does to the mail, its notices, its mailbox and the operator."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TypeVar

import pytest

from reminder.core.outbox_states import NoticeState
from reminder.core.reason import because
from reminder.engine.context.office import Office
from reminder.engine.context.stored_occurrences import StoredNotice
from reminder.engine.context.transaction import Transaction, transact
from reminder.engine.mails.prepare import Ready
from reminder.engine.outbox.forward_replies import forward
from reminder.engine.outbox.reroute import take_back
from reminder.engine.outbox.still_due import live_lines
from reminder.engine.planning.store_decisions import evaluate_into
from reminder.engine.sending.record_outcome import Result, put_aside, record, unblame
from reminder.mail.reply_codes import Event, Moment, Outcome, classify
from reminder.store import bounced_mailboxes, claims, notices, outbox, replies
from reminder.store.claims import Take
from reminder.store.database import Connection
from reminder.store.outbox import AttemptRow, MailRow
from reminder.store.replies import ReplyRow
from tests.engine.made import TUESDAY, ZONE, alerts, mails, small_office, wall
from tests.laws.whole import Whole

T = TypeVar("T")
NOW = wall(TUESDAY, 9)
BOX = "vt@sct.example"
TAKEN, LOST = classify(Moment.DOT, 250, "queued as 1"), classify(Moment.DOT, Event.CLOSED)
LATER, GONE = classify(Moment.RCPT, 450, "4.2.0 greylisted"), classify(Moment.RCPT, 550, "5.1.1 no such user")
POLICY, CONTENT = classify(Moment.RCPT, 550, "5.7.1 blocked"), classify(Moment.DOT, 554, "5.6.0 no")
DOWN, BARRED = classify(Moment.CONNECT, Event.REFUSED), classify(Moment.BEFORE, Event.NOT_PERMITTED)


class Desk:
    """The report's reminders are in the outbox, one for each department; the one to `BOX` is claimed."""

    def __init__(self, whole: Whole) -> None:
        self.whole, self.office = whole, whole.office(TUESDAY)
        evaluate_into(whole.database, self.office, whole.catalogue)
        self.mail = self.claim()

    def claim(self, at: datetime = NOW) -> MailRow:
        def work(connection: Connection) -> MailRow:
            taken = claims.claim(connection, Take("me", at, timedelta(minutes=15), 50))
            return next(m for m in taken if m.mailbox == BOX)

        return self.whole.database.transact(work)

    def lines(self) -> tuple[StoredNotice, ...]:
        with self.whole.database.read() as connection:
            rows = notices.by_ids(connection, outbox.notice_ids(connection, self.mail.id))
            return tuple(live_lines(Transaction.on(connection, self.office, self.whole.catalogue), rows))

    def result(self, outcome: Outcome | None, **given: object) -> Result:
        ready = Ready("from@x.example", b"the message", self.lines(), "<id@x>")
        return replace(Result(self.mail, ready, outcome, NOW), **given)  # type: ignore[arg-type]

    def record(self, result: Result, office: Office | None = None) -> bool:
        return self.transact(lambda tx: record(tx, result), office)

    def transact(self, work: Callable[[Transaction], T], office: Office | None = None) -> T:
        return transact(self.whole.database, office or self.office, self.whole.catalogue, work)

    def now(self) -> MailRow:
        return next(m for m in mails(self.whole) if m.id == self.mail.id)

    def last_try(self) -> AttemptRow:
        with self.whole.database.read() as connection:
            return outbox.attempts(connection, self.mail.id)[-1]

    def told(self) -> set[str]:
        return {line.state for line in self.notices()}

    def notices(self) -> list[notices.NoticeRow]:
        with self.whole.database.read() as connection:
            return notices.by_ids(connection, outbox.notice_ids(connection, self.mail.id))

    def unreachable(self) -> frozenset[str]:
        with self.whole.database.read() as connection:
            return bounced_mailboxes.unreachable(connection)

    def stand_ins(self) -> list[MailRow]:
        return [m for m in mails(self.whole) if m.instead_of == self.mail.id]


@pytest.fixture
def desk() -> Iterator[Desk]:
    with small_office() as whole:
        yield Desk(whole)


@pytest.mark.parametrize(
    ("outcome", "state", "tries", "minutes", "notice", "message_id", "codes"),
    [
        (TAKEN, "sent", 1, 0, "sent", "<id@x>", []),
        (LATER, "pending", 1, 1, "queued", None, []),
        (LOST, "unknown", 1, 5, "queued", "<id@x>", []),
        (DOWN, "pending", 0, 0, "queued", None, []),
        (GONE, "dead", 1, 0, "queued", None, ["mail-rejected"]),
        (POLICY, "dead", 1, 0, "queued", None, ["mail-rejected"]),
        (CONTENT, "dead", 1, 0, "queued", None, ["mail-rejected"]),
        (BARRED, "dead", 1, 0, "queued", None, ["mail-rejected"]),
    ],
)
def test_what_becomes_of_a_mail(
    outcome: Outcome, state: str, tries: int, minutes: int, notice: str, message_id: str | None,
    codes: list[str], desk: Desk,
) -> None:  # fmt: skip
    assert desk.record(desk.result(outcome))
    mail, tried = desk.now(), desk.last_try()
    assert (mail.state, mail.tries, mail.message_id) == (state, tries, message_id)
    assert mail.next_at == NOW + timedelta(minutes=minutes)
    assert mail.note == ("" if outcome is TAKEN else str(outcome))
    assert mail.ambiguous == (outcome is LOST)
    assert (mail.owner, mail.lease_until_at) == (None, None)
    assert (tried.outcome, tried.reply, tried.ended_at) == (outcome.verdict, str(outcome), NOW)
    assert tried.body_hash == sha256(b"the message").hexdigest()
    assert desk.told() == {notice}
    found = alerts(desk.whole)
    assert [a.code for a in found] == codes
    assert all(dict(a.facts) == {"address": BOX, "reply": str(outcome), "mail": mail.id} for a in found)
    assert not desk.record(desk.result(outcome)), "the claim is no longer ours"


@pytest.mark.parametrize(
    ("outcome", "marked", "rest"),
    [(GONE, True, 0), (POLICY, True, 15), (BARRED, False, 0), (CONTENT, False, None), (LATER, False, None)],
)
def test_whom_a_refusal_reaches_instead(outcome: Outcome, marked: bool, rest: int | None, desk: Desk) -> None:
    """One that may be about us rests a quarter of an hour; a refused content would be refused elsewhere too."""
    desk.record(desk.result(outcome))
    assert desk.unreachable() == ({BOX} if marked else set())
    assert [(m.mailbox, m.state, m.next_at - NOW) for m in desk.stand_ins()] == (
        [] if rest is None else [("vt@snnmt.example", "pending", timedelta(minutes=rest))]
    )


def test_a_mail_that_could_not_be_made_is_served_by_nobody_else(desk: Desk) -> None:
    desk.record(desk.result(GONE, ready=None))
    assert (desk.now().state, desk.now().message_id, desk.last_try().body_hash) == ("dead", None, "")
    assert desk.stand_ins() == []


def test_nothing_left_to_say(desk: Desk) -> None:
    moot = tuple(n.id for n in desk.notices())
    assert desk.record(desk.result(None, moot=moot))
    assert (desk.now().state, desk.now().note, desk.told()) == ("cancelled", "nothing left to say", {"cancelled"})
    assert not desk.record(desk.result(None))


def test_what_holds_no_more_is_not_cancelled_by_who_lost_the_claim(desk: Desk) -> None:
    moot = tuple(n.id for n in desk.notices())
    stale = desk.result(TAKEN, mail=replace(desk.mail, attempts=0), moot=moot)
    assert not desk.record(stale)
    assert not desk.record(replace(stale, outcome=GONE))
    assert (desk.now().state, desk.told(), alerts(desk.whole)) == ("sending", {"queued"}, [])


@pytest.mark.parametrize(("over", "state"), [(timedelta(0), "pending"), (timedelta(seconds=1), "dead")])
def test_after_five_days_it_is_given_up(over: timedelta, state: str, desk: Desk) -> None:
    desk.record(desk.result(LATER))
    late = NOW + timedelta(days=6)  # a Monday
    desk.mail = desk.claim(late)
    desk.record(desk.result(LATER, at=NOW + timedelta(days=5) + over))
    assert (desk.now().state, desk.now().tries, desk.now().note) == (state, 2, str(LATER))
    reply = str(LATER)
    expired = [because("mail-expired", address=BOX, tries=2, reply=reply, mail=desk.mail.id)] if state == "dead" else []
    assert alerts(desk.whole) == expired


@pytest.mark.parametrize(("tries", "minutes"), [(0, 1), (1, 5), (2, 15), (3, 30), (4, 60), (9, 60)])
def test_each_try_rests_longer(tries: int, minutes: int, desk: Desk) -> None:
    desk.mail = replace(desk.mail, tries=tries)
    desk.record(desk.result(LATER))
    assert desk.now().next_at == NOW + timedelta(minutes=minutes)


def test_a_retry_waits_for_the_hours_of_retries(desk: Desk) -> None:
    desk.record(desk.result(LATER, at=wall(TUESDAY, 19, 59, 30)))
    assert desk.now().next_at == wall(TUESDAY + timedelta(1), 8)


@pytest.mark.parametrize("outcome", [LATER, DOWN])
def test_once_in_doubt_always_in_doubt(outcome: Outcome, desk: Desk) -> None:
    desk.mail = replace(desk.mail, ambiguous=True)
    desk.record(desk.result(outcome))
    assert desk.now().state == "unknown"


def test_a_server_that_takes_nothing_is_told_of_once_and_not_for_an_alert(desk: Desk) -> None:
    since = NOW - timedelta(minutes=20)
    desk.record(desk.result(DOWN, tell=since, mail=replace(desk.mail, kind="alert")))
    assert alerts(desk.whole) == []
    desk.mail = desk.claim()
    desk.record(desk.result(DOWN))
    assert alerts(desk.whole) == []
    desk.mail = desk.claim()
    desk.record(desk.result(DOWN, tell=since))
    told = because("server-unreachable", since=since.astimezone(ZONE), reply=str(DOWN))
    assert [r.plain() for r in alerts(desk.whole)] == [told.plain()], "in the office's own time"


def test_a_faulty_template_is_told_of(desk: Desk) -> None:
    result = desk.result(TAKEN)
    assert result.ready
    why = because("template-fault", template="coming")
    desk.record(replace(result, ready=replace(result.ready, fault=why)))
    assert alerts(desk.whole) == [why]


@pytest.mark.parametrize(
    ("kind", "mailbox", "told"),
    [
        ("alert", "quantri@province.example", 0), ("alert", BOX, 1), ("reminder", "quantri@province.example", 1),
    ],
)  # fmt: skip
def test_the_operators_own_mailbox_is_not_told_of_itself(kind: str, mailbox: str, told: int, desk: Desk) -> None:
    operator = desk.office.config.operator
    box = operator if mailbox.startswith("quantri") else mailbox
    mail = replace(desk.mail, kind=kind, mailbox=box)  # type: ignore[arg-type]
    desk.record(desk.result(CONTENT, mail=mail))
    assert len(alerts(desk.whole)) == told


@pytest.mark.parametrize(
    ("outcome", "state", "ambiguous", "message_id", "tried"),
    [
        (TAKEN, "dead", True, "<id@x>", "accepted"), (LOST, "dead", True, "<id@x>", "unknown"),
        (GONE, "dead", False, None, "rejected"), (LATER, "pending", False, None, "deferred"),
        (None, "pending", False, None, "returned"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("made", [True, False])
def test_what_cannot_be_recorded_is_put_aside(
    outcome: Outcome | None, state: str, ambiguous: bool, message_id: str | None, tried: str, made: bool, desk: Desk
) -> None:  # fmt: skip
    """Whatever may have been taken is not sent again by itself; the rest is tried again in an hour."""
    result = desk.result(outcome) if made else desk.result(outcome, ready=None)
    done = desk.transact(lambda tx: put_aside(tx, result, KeyError("x")))
    mail, last = desk.now(), desk.last_try()
    assert done
    assert (mail.state, mail.ambiguous, mail.message_id) == (state, ambiguous, message_id if made else None)
    assert mail.next_at == (NOW + timedelta(hours=1) if state == "pending" else desk.mail.next_at)
    assert (mail.note, last.outcome, last.reply) == ("not recorded: KeyError", tried, "not recorded: KeyError")
    assert alerts(desk.whole) == [because("result-not-recorded", address=BOX, fault="KeyError", mail=desk.mail.id)]
    assert not desk.transact(lambda tx: put_aside(tx, result, KeyError("x")))
    assert len(alerts(desk.whole)) == 1


def test_when_our_own_address_is_blocked_nobody_stands_in(desk: Desk) -> None:
    desk.record(desk.result(POLICY))
    assert desk.stand_ins()
    desk.transact(lambda tx: unblame(tx, [desk.mail], "5.7.1 blocked"))
    mail = desk.now()
    assert (mail.state, mail.next_at, mail.note) == ("pending", NOW + timedelta(minutes=15), "5.7.1 blocked")
    assert (desk.stand_ins(), desk.unreachable(), desk.told()) == ([], frozenset(), {"queued"})
    assert alerts(desk.whole)[-1] == because("sender-blocked", reply="5.7.1 blocked")


def test_a_reply_that_does_not_reach_its_officer_goes_to_the_operator(desk: Desk) -> None:
    operator = desk.office.config.operator

    def queue(tx: Transaction) -> None:
        kept = replies.keep(tx.connection, ReplyRow("<in@x>", desk.mail.id, NOW, "a@sct.example", "Re", "rồi"))
        assert kept
        forward(tx, kept, tx.reach)

    desk.transact(queue)
    (first,) = mails(desk.whole, kind="reply")
    assert first.mailbox == "vt@snnmt.example"

    def claim(connection: Connection) -> MailRow:
        return next(
            m for m in claims.claim(connection, Take("me", NOW, timedelta(minutes=15), 50)) if m.kind == "reply"
        )

    desk.mail = desk.whole.database.transact(claim)
    desk.record(desk.result(GONE))
    _, second = mails(desk.whole, kind="reply")
    assert (second.mailbox, second.instead_of, second.facts) == (operator, first.id, {"reply": 1})
    desk.mail = desk.whole.database.transact(claim)
    desk.record(desk.result(GONE))
    assert len(mails(desk.whole, kind="reply")) == 2, "then it stands among the dead mails"


def test_what_nobody_could_be_told_waits_again_once_its_mailbox_may_be_reached(desk: Desk) -> None:
    def block(connection: Connection) -> None:
        for box in ("vt@snnmt.example", desk.office.config.operator):
            bounced_mailboxes.mark(connection, box, "550", NOW)

    desk.whole.database.transact(block)
    desk.record(desk.result(GONE))
    assert desk.told() == {"unreachable"}
    desk.whole.database.transact(lambda c: take_back(c, desk.mail.id))
    assert desk.told() == {"queued"}
    mine = [n.id for n in desk.notices()]
    desk.whole.database.transact(lambda c: notices.set_state(c, mine, NoticeState.SUPERSEDED))
    desk.whole.database.transact(lambda c: take_back(c, desk.mail.id))
    assert desk.told() == {"superseded"}
