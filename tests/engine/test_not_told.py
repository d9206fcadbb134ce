"""What a ladder orders and nobody was told, each with the reason."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.outbox_states import MailState, NoticeState
from reminder.core.reason import because
from reminder.engine.context.ledger import stored_ledger
from reminder.engine.context.transaction import Transaction
from reminder.engine.planning.store_decisions import evaluate_into
from reminder.engine.queries.not_told import Untold, untold
from reminder.store import notices, outbox
from reminder.store.schema import notice
from tests.engine.made import TUESDAY, act, mails, small_office, wall
from tests.laws.whole import Whole
from tests.store.rows import notice as notice_row


@pytest.fixture
def office() -> Iterator[Whole]:
    with small_office() as made:
        made.round(TUESDAY)
        yield made


def nobody_told(office: Whole, on: date) -> list[Untold]:
    desk = office.office(on)
    ledger = stored_ledger(desk, office.database)
    with office.database.read() as connection:
        return list(untold(Transaction.on(connection, desk, office.catalogue), ledger))


def test_what_waits_is_listed_with_the_reason() -> None:
    with small_office() as office:
        (coming, *_) = [u for u in nobody_told(office, TUESDAY) if u.obligation == "kh-1/year"]
        assert (coming.reason, coming.step, coming.planned_on) == (because("next-look"), "d5", date(2026, 12, 7))
        desk = office.office(TUESDAY)
        evaluate_into(office.database, desk, office.catalogue)
        found = {u.owed_by: u for u in nobody_told(office, TUESDAY) if u.obligation == "kh-1/year"}
        waits = because("mail-waits", at=wall(TUESDAY, 9), reply="")
        (mail,) = mails(office, mailbox="vt@sct.example")
        assert found["sct"] == Untold("kh-1/year", "2026", "sct", "sct", "d5", date(2026, 12, 7), waits, mail.id)
        assert found["sct"].reason.plain() == waits.plain(), "said in the office's own time"


@pytest.mark.states_by_hand
@pytest.mark.parametrize(
    ("state", "changes", "code"),
    [
        ("held", {}, "mail-held"), ("sending", {}, "mail-sending"), ("dead", {"note": "550"}, "given-up"),
        ("cancelled", {}, "given-up"), ("bounced", {}, "given-up"), ("unknown", {"ambiguous": True}, "mail-unknown"),
        ("pending", {"note": "450"}, "mail-waits"),
    ],
)  # fmt: skip
def test_where_a_mail_stands_is_why(state: str, changes: dict[str, object], code: str) -> None:
    with small_office() as office:
        evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
        (mail,) = mails(office, mailbox="vt@sct.example")
        office.database.transact(lambda c: outbox.move(c, [mail.id], [MailState.PENDING], state=state, **changes))
        (found,) = [u for u in nobody_told(office, TUESDAY) if (u.obligation, u.owed_by) == ("kh-1/year", "sct")]
        assert (found.reason.code, found.mail) == (code, mail.id)
        if code in ("given-up", "mail-waits"):
            assert found.reason["reply"] == changes.get("note", "")


@pytest.mark.states_by_hand
def test_what_was_cancelled_or_answered_or_restarted(office: Whole) -> None:
    def mine() -> list[str]:
        return [
            u.reason.code for u in nobody_told(office, TUESDAY) if (u.obligation, u.owed_by) == ("kh-1/year", "sct")
        ]

    assert mine() == []
    with office.database.write() as connection:
        (row, *_) = [n for n in notices.of_occurrence(connection, "kh-1/year@2026@sct") if n.state == "sent"]
        notices.set_state(connection, [row.id], NoticeState.CANCELLED, cancelled_by="an")
    assert mine() == ["cancelled-by-hand"]
    office.database.transact(lambda c: notices.set_state(c, [row.id], NoticeState.EXPIRED))
    office.database.transact(lambda c: c.execute(notice.update().values(cancelled_by=None)))
    assert mine() == ["expired"]
    act(office, ActKind.EXTEND, until_on=date(2026, 12, 29))
    assert "expired" not in mine(), "it was of an older ladder"
    act(office, ActKind.SUBMIT)
    assert mine() == [], "what is answered keeps silent because there is nothing to say"
    act(office, ActKind.SUSPEND, agency="sxd")
    assert "suspended" in {u.reason.code for u in nobody_told(office, TUESDAY) if u.owed_by == "sxd"}


def test_what_is_held_is_listed_by_its_step_and_the_day_it_was_planned_for() -> None:
    with small_office() as office:
        act(office, ActKind.ACKNOWLEDGE, date(2026, 12, 1))
        held = [u for u in nobody_told(office, TUESDAY) if (u.obligation, u.owed_by) == ("kh-1/year", "sct")]
    eased = because("acknowledged", step="d5")
    assert Untold("kh-1/year", "2026", "sct", "sct", "d5", date(2026, 12, 7), eased) in held


@pytest.mark.states_by_hand
def test_what_is_in_no_mail_and_what_nobody_could_be_told() -> None:
    key = "kh-1/1@once@sct"
    usual = replace(notice_row(0, occurrence=key), revision=1, recipient="sct", step="d0", planned_on=TUESDAY)
    rows = [
        replace(usual, key="a"), replace(usual, key="b", state=NoticeState.UNREACHABLE, recipient="gd@x.example"),
        replace(usual, key="c", revision=2), replace(usual, key="d", occurrence="kh-1/9@once@sct"),
    ]  # fmt: skip
    with small_office() as office:
        with office.database.write() as connection:
            notices.add(connection, rows, wall(TUESDAY, 8))
        found = [u for u in nobody_told(office, TUESDAY) if u.step == "d0"]
    assert found == [
        Untold("kh-1/1", "once", "sct", "sct", "d0", TUESDAY, because("given-up", reply=""), None),
        Untold("kh-1/1", "once", "sct", "gd@x.example", "d0", TUESDAY, because("unreachable"), None),
    ]


def test_what_is_suspended_is_listed_as_a_whole(office: Whole) -> None:
    act(office, ActKind.SUSPEND, agency="sxd")
    (found,) = [u for u in nobody_told(office, TUESDAY) if (u.owed_by, u.period, u.step) == ("sxd", "2026", "")]
    assert found == Untold("kh-1/year", "2026", "sxd", "", "", None, found.reason)
    assert (found.reason.code, found.mail) == ("suspended", None)


@pytest.mark.states_by_hand
def test_what_has_been_answered_or_sent_is_told_of_no_more(office: Whole) -> None:
    assert nobody_told(office, TUESDAY) == []
    act(office, ActKind.COMPLETE, obligation="kh-1/1", period="once")
    with office.database.write() as connection:
        row = replace(notice_row(0, occurrence="kh-1/1@once@sct"), revision=1)
        notices.add(connection, [row], wall(TUESDAY, 8))
    assert [u for u in nobody_told(office, TUESDAY) if u.obligation == "kh-1/1"] == []


@pytest.mark.states_by_hand
@pytest.mark.parametrize("state", ["dead", "bounced", "cancelled", "sending", "held", "pending"])
def test_the_mail_that_carries_it_is_named(state: str) -> None:
    with small_office() as office:
        evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
        (mail,) = mails(office, mailbox="vt@sct.example")
        office.database.transact(lambda c: outbox.move(c, [mail.id], [MailState.PENDING], state=state, note="x"))
        (found,) = [u for u in nobody_told(office, TUESDAY) if (u.obligation, u.owed_by) == ("kh-1/year", "sct")]
    why = {
        "sending": because("mail-sending"), "held": because("mail-held"),
        "pending": because("mail-waits", at=wall(TUESDAY, 9), reply="x"),
    }  # fmt: skip
    given_up = because("given-up", reply="x")
    day = date(2026, 12, 7)
    assert found == Untold("kh-1/year", "2026", "sct", "sct", "d5", day, why.get(state, given_up), mail.id)
