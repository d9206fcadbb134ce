"""B. How hard a mail server is pressed, whom a refusal reaches, and what goes first."""

from collections.abc import Callable

from reminder.store import bounced_mailboxes
from tests.reliability.hand import Hand, working
from tests.reliability.rig import Rig, mailboxes, oracle, told
from tests.servers.faulty import Faulty

MakeRig = Callable[..., Rig]
GOOD = mailboxes(20)


def test_a_refused_mailbox_is_served_by_the_next_contact_in_the_same_tick(rig: MakeRig, server: Faulty) -> None:
    office, hand = rig(contacts=[["rcpt-550+a@so.example", "second@so.example"], ["so+1@so.example"]]), Hand()
    with working(office, hand) as desk:
        desk.tick()
    assert set(told(server.accepted)) == {"second@so.example", "so+1@so.example"}
    told_of = [r["code"] for m in office.mails() if m.kind == "alert" for r in m.facts["reasons"]]
    assert "mail-rejected" in told_of
    oracle(office, server.accepted)


def test_three_refused_by_policy_in_a_row_are_our_own_fault(rig: MakeRig, server: Faulty) -> None:
    contacts = [[f"rcpt-550-5.7.1+{n}@so.example", f"second+{n}@so.example"] for n in range(5)]
    office, hand = rig(contacts=contacts), Hand()
    with working(office, hand) as desk:
        done = desk.tick().delivered
        with desk.database.read() as connection:
            assert bounced_mailboxes.unreachable(connection) == frozenset()
        assert desk.sender.pressure.resting(hand.running)
    assert done.dead >= 3
    first = [m for m in office.mails() if m.mailbox.startswith("rcpt-550")]
    assert {m.state for m in first} == {"pending"}
    assert not [m for m in office.mails() if m.mailbox.startswith("second") and m.state == "pending"]


def test_a_server_that_pushes_back_gets_fewer_connections(rig: MakeRig) -> None:
    from reminder.engine.sending.backoff import Pressure
    from reminder.mail.reply_codes import Moment, classify

    hand, pressure = Hand(), Pressure(8)
    assert pressure.width == 1
    pressure.opened()
    assert pressure.width == 8
    for width in (4, 2, 1):
        pressure.failed(classify(Moment.MAIL, 421), hand.running, hand.now)
        assert (pressure.width, pressure.resting(hand.running)) == (width, False)
    pressure.failed(classify(Moment.MAIL, 421), hand.running, hand.now)
    assert pressure.resting(hand.running)
    hand.forward(minutes=1)
    pressure.opened()
    assert pressure.width == 1
    for _ in range(20):
        pressure.accepted()
    assert pressure.width == 2


def test_rates_hold_for_a_minute_and_a_domain(rig: MakeRig, server: Faulty) -> None:
    contacts = [*mailboxes(6), *[[f"xa+{n}@xa.test"] for n in range(6)]]
    office, hand = rig(contacts=contacts, smtp="per_minute = 8\nper_domain = 5"), Hand()
    with working(office, hand) as desk:
        counts = []
        for _minute in range(4):
            desk.tick()
            counts.append(len(server.accepted))
            hand.forward(seconds=61)
    per_minute = [b - a for a, b in zip([0, *counts], counts, strict=False)]
    assert max(per_minute) <= 8
    assert set(told(server.accepted)) == office.expected


def test_most_urgent_first(rig: MakeRig, server: Faulty) -> None:
    from reminder.store import outbox

    office, hand = rig(contacts=GOOD), Hand()
    with working(office, hand) as desk:
        desk.sender.pressure.until = 1e12
        desk.tick()
        urgent = office.mail_to("so+17@so.example")
        desk.database.transact(lambda c: outbox.raise_urgency(c, urgent.id, 3))
        desk.sender.pressure.until = 0
        desk.tick()
    assert told(server.accepted)[0] == "so+17@so.example"
