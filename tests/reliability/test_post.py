"""The post: who is told instead, what a person stops, what cannot be recorded, and what leaves after the window."""

from collections.abc import Callable
from typing import Any

import pytest

from reminder.core.outbox_states import MailState
from reminder.engine.context.secret import secret_of
from reminder.engine.context.transaction import Transaction
from reminder.engine.incoming import answered
from reminder.engine.incoming.returned_mail import deal
from reminder.engine.outbox import by_hand
from reminder.engine.planning import operator_news
from reminder.engine.sending import delivery, record_outcome
from reminder.store import notices, outbox
from reminder.store.database import Connection
from tests.reliability.hand import Hand, working
from tests.reliability.reports import person
from tests.reliability.rig import Desk, Rig, mailboxes, told
from tests.servers.faulty import Faulty

MakeRig = Callable[..., Rig]


def codes(office: Rig) -> list[str]:
    return [r["code"] for m in office.mails() if m.kind == "alert" for r in m.facts["reasons"]]


def poisoned(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, mailbox: str) -> None:
    """That function fails for one mail."""
    real = getattr(module, name)

    def fails(tx: Transaction, result: record_outcome.Result) -> bool:
        if result.mail.mailbox == mailbox:
            raise KeyError("poison")
        return bool(real(tx, result))

    monkeypatch.setattr(module, name, fails)


def test_a_result_that_cannot_be_recorded_is_put_aside_and_told_once(
    rig: MakeRig, server: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, hand = rig(contacts=mailboxes(6), connections=2), Hand()
    poisoned(monkeypatch, delivery, "record", "so+2@so.example")
    with working(office, hand) as desk:
        desk.tick()
        for _ in range(3):
            hand.forward(minutes=40)
            desk.tick()
    assert sorted(told(server.accepted)) == sorted(office.expected)
    states = {m.mailbox: (m.state, m.ambiguous) for m in office.mails() if m.kind == "reminder"}
    assert states.pop("so+2@so.example") == ("dead", True)
    assert set(states.values()) == {("sent", False)}
    assert codes(office).count("result-not-recorded") == 1
    monkeypatch.undo()
    with working(office, hand) as desk:
        first = office.mail_to("so+2@so.example")
        by_hand.retry(desk.database, desk.office, desk.catalogue, (first.id,))
        desk.tick()
    twice = [a.message_id for a in server.accepted if a.rcpt == "so+2@so.example"]
    assert len(twice) == 2 and len({*twice, first.message_id}) == 1


def test_what_is_owed_and_cannot_be_recorded_does_not_hold_back_the_rest(
    rig: MakeRig, server: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, hand = rig(contacts=mailboxes(3)), Hand()
    with working(office, hand) as desk:
        desk.tick()
        result = record_outcome.Result(office.mail_to("so+0@so.example"), None, None, hand.now)
        desk.sender._owed = [result, result]
        poisoned(monkeypatch, delivery, "record", "so+0@so.example")
        desk.tick()
        assert not desk.sender._owed


def test_a_mail_that_cannot_be_sent_ends_no_round(
    rig: MakeRig, server: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reminder.mail.smtp import SmtpChannel

    office, hand, real = rig(contacts=mailboxes(4)), Hand(), SmtpChannel.send

    def send(line: SmtpChannel, envelope_from: str, rcpt: str, message: bytes) -> Any:
        if rcpt == "so+1@so.example":
            raise RuntimeError("poison")
        return real(line, envelope_from, rcpt, message)

    monkeypatch.setattr(SmtpChannel, "send", send)
    with working(office, hand) as desk:
        desk.tick()
    assert set(told(server.accepted)) == office.expected - {"so+1@so.example"}
    assert office.mail_to("so+1@so.example").state == "unknown"


def test_a_mail_that_cannot_be_stored_and_a_morning_that_fails_stop_no_evaluation(
    rig: MakeRig, server: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, hand, real = rig(contacts=mailboxes(3)), Hand(), outbox.enter

    def enter(connection: Connection, new: outbox.NewMail, ids: Any = ()) -> int:
        if new.mailbox == "so+1@so.example":
            raise RuntimeError("poison")
        return real(connection, new, ids)

    def fails(*_: object) -> None:
        raise KeyError("poison")

    monkeypatch.setattr(outbox, "enter", enter)
    monkeypatch.setattr(operator_news, "tell", fails)
    with working(office, hand) as desk:
        desk.tick()
        assert set(told(server.accepted)) == {"so+0@so.example", "so+2@so.example"}
        assert codes(office) == ["mail-not-stored", "mail-not-stored"]
        monkeypatch.undo()
        desk.tick()
    assert "so+1@so.example" in told(server.accepted)


def test_a_mail_that_came_in_and_cannot_be_dealt_with_is_told_once(
    rig: MakeRig, server: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, hand = rig(contacts=mailboxes(1)), Hand()

    def fails(*_: object) -> None:
        raise KeyError("poison")

    with working(office, hand) as desk:
        desk.tick()
        raw = person(office.mail_to("so+0@so.example").message_id or "")
        with monkeypatch.context() as patch:
            patch.setattr(answered, "forward", fails)
            for _ in range(2):
                assert dealt(desk, raw) == "unknown"
        assert codes(office) == ["mail-not-dealt-with"]
        assert dealt(desk, raw) == "answer"


def dealt(desk: Desk, raw: bytes) -> str:
    return deal(desk.office, desk.database, desk.catalogue, secret_of(desk.database), raw)


def test_cancelling_a_dead_mail_leaves_its_stand_in_alone(rig: MakeRig, server: Faulty) -> None:
    office, hand = rig(contacts=[["rcpt-550-5.7.1+a@so.example", "second@so.example"]]), Hand()
    with working(office, hand) as desk:
        desk.tick()
        dead, stand_in = office.mail_to("rcpt-550-5.7.1+a@so.example"), office.mail_to("second@so.example")
        assert (dead.state, stand_in.state, stand_in.instead_of) == ("dead", "pending", dead.id)
        by_hand.cancel(desk.database, (dead.id,), "lan")
        hand.forward(minutes=16)
        desk.tick()
    assert "second@so.example" in told(server.accepted)
    assert [n.state for n in office.notices() if n.state != "superseded"] == ["sent"]


def test_what_a_person_cancelled_is_spent_and_says_who(rig: MakeRig, server: Faulty) -> None:
    office, hand = rig(contacts=mailboxes(2, "rcpt-450")), Hand()
    with working(office, hand) as desk:
        desk.tick()
        mail = office.mail_to("rcpt-450+0@so.example")
        by_hand.cancel(desk.database, (mail.id,), "lan")
        for _ in range(2):
            hand.forward(hours=2)
            desk.tick()
        with desk.database.read() as connection:
            (row,) = (row for row in notices.untold(connection) if row.cancelled_by)
    assert (row.recipient, row.state, row.cancelled_by) == ("so-0", "cancelled", "lan")
    assert [m.state for m in office.mails() if m.mailbox == mail.mailbox] == ["cancelled"]


def test_a_stand_in_neither_joins_nor_is_joined_and_is_taken_back_alone(rig: MakeRig, server: Faulty) -> None:
    """The mail of the one who stands in is his own; a policy refusal that undoes itself leaves it as it was."""
    contacts = [[f"rcpt-550-5.7.1+{n}@so.example"] for n in range(3)]
    office, hand = rig(contacts=[*contacts, ["vt@ubnd.example"]]), Hand()
    with working(office, hand) as desk:
        desk.tick()
        own = office.mail_to("vt@ubnd.example")
        with desk.database.read() as connection:
            carried = outbox.notice_ids(connection, own.id)
        assert len(carried) == 1
        assert not [m for m in office.mails() if m.instead_of]
        assert {m.state for m in office.mails() if m.kind == "reminder"} <= {"pending", "sent"}
        left = [n for n in office.notices() if n.id not in carried and n.state != "superseded"]
        assert [n.state for n in left] == ["queued"] * 3


def test_what_was_not_tried_within_the_window_waits_for_the_next(
    rig: MakeRig, server: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, hand = rig(contacts=mailboxes(5), send='closes = "09:05"\nretries_until = "20:00"\n'), Hand()
    with working(office, hand) as desk:
        port = office.port
        office.port = 1
        office.configure()
        with working(office, hand) as shut:
            shut.tick()
        office.port = port
        office.configure()
        hand.forward(hours=2)
        desk.tick()
        assert not set(told(server.accepted)) & office.expected
        hand.forward(hours=22)
        desk.tick()
    assert set(told(server.accepted)) >= office.expected


@pytest.mark.states_by_hand
def test_the_mail_of_a_notice_is_the_one_that_arrived(rig: MakeRig, server: Faulty) -> None:
    office, hand = rig(contacts=[["so+0@so.example", "second@so.example"]]), Hand()
    with working(office, hand) as desk:
        desk.tick()
        first = office.mail_to("so+0@so.example")
        with desk.database.read() as connection:
            (notice,) = outbox.notice_ids(connection, first.id)
        fields = (first.agency, "reminder", first.send_on, 1, hand.now, hand.now)
        later = outbox.NewMail("second@so.example", *fields, instead_of=first.id)  # type: ignore[arg-type]
        second = desk.database.transact(lambda c: outbox.enter(c, later, [notice]))
        assert mail_of(desk, notice) == first.id, "the one that waits has not arrived"
        desk.database.transact(lambda c: outbox.move(c, [first.id], [MailState.SENT], state="bounced"))
        assert mail_of(desk, notice) == second, "it may yet leave"
        desk.database.transact(lambda c: outbox.move(c, [second], [MailState.PENDING], state="dead"))
        desk.database.transact(lambda c: outbox.move(c, [first.id], [MailState.BOUNCED], state="pending"))
        assert mail_of(desk, notice) == first.id


def mail_of(desk: Desk, notice: int) -> int:
    with desk.database.read() as connection:
        found = outbox.carrying(connection, [notice]).get(notice)
    assert found
    return found.id
