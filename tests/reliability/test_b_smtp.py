"""B. What a mail server may do: each fault ends as the table says, and the twenty beside it arrive."""

import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from reminder.core.reason import from_plain
from reminder.store import bounced_mailboxes
from reminder.words import say
from tests.reliability.hand import Hand, working
from tests.reliability.rig import Rig, mailboxes, oracle, told
from tests.servers.certificates import authority
from tests.servers.faulty import Behaviour, Faulty

MakeRig = Callable[..., Rig]
CODES = (421, 450, 451, 452, 550, 552, 553, 554)
GOOD = mailboxes(20)
PASSING = {"rcpt": (421, 450, 451, 452, 552), "data": (421, 450, 451, 452), "dot": (421, 450, 451, 452)}


def sockets() -> set[str]:
    """The sockets this process holds."""
    found = set()
    for entry in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):
            found.add(str(entry.readlink()))
    return {link for link in found if link.startswith("socket:")}


def beside(*scripts: str) -> list[list[str]]:
    """The twenty good ones, with the bad spread among them."""
    bad = [[f"{script}+bad@so.example"] for script in scripts]
    return [*GOOD[:10], *bad, *GOOD[10:]]


def arrived(server: Faulty) -> set[str]:
    return {box for box in told(server.accepted) if box.startswith("so+")}


EVERY_GOOD = {boxes[0] for boxes in GOOD}


def test_b1_b8_codes_for_a_recipient_or_a_mail(rig: MakeRig, server: Faulty) -> None:
    """RCPT, DATA and the dot, eight codes each, side by side."""
    scripts = [f"{moment}-{code}" for moment in PASSING for code in CODES]
    office, hand = rig(contacts=beside(*scripts), connections=4), Hand()
    with working(office, hand) as desk:
        done = desk.tick().delivered
        with desk.database.read() as connection:
            marked = bounced_mailboxes.unreachable(connection)
    assert arrived(server) == EVERY_GOOD
    assert done.server is None
    for moment, passing in PASSING.items():
        for code in CODES:
            mail = office.mail_to(f"{moment}-{code}+bad@so.example")
            expected = ("pending", 1) if code in passing else ("dead", 1)
            assert (mail.state, mail.tries) == expected, f"{code} at {moment}"
            assert not mail.ambiguous
            assert (mail.mailbox in marked) == (moment == "rcpt" and code not in passing)
            if code in passing:
                assert (mail.next_at - hand.now).total_seconds() == 60
    oracle(office, server.accepted, settled=False)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("moment", ["greeting", "mail"])
def test_b1_b8_codes_of_the_server_itself(moment: str, code: int, rig: MakeRig) -> None:
    """No attempt is counted, nothing is lost, and all of it leaves when the server is itself again."""
    hand = Hand()
    behaviour = Behaviour(greeting=f"{code} not now") if moment == "greeting" else Behaviour()
    with Faulty(behaviour) as server:
        office = rig(port=server.port, contacts=mailboxes(4), connections=4)
        with working(office, hand) as desk:
            if moment == "mail":
                sender = desk.office.config.mail.model_copy(update={"sender": f"mail-{code}@province.example"})
                scripted = desk.office.config.model_copy(update={"mail": sender})
                desk.sender.letters.office = replace(desk.office, config=scripted)
            done = desk.tick().delivered
            mails = [m for m in office.mails() if m.kind == "reminder"]
            refused = moment == "mail" and code == 552  # the mail is too big: that one is this mail's affair
            assert [m.state for m in mails] == ["dead" if refused else "pending"] * 4
            assert [m.tries for m in mails] == [int(refused)] * 4
            assert bool(done.server) is not refused
            assert server.accepted == [] or refused
            if refused:
                return
            assert desk.sender.pressure.resting(hand.running)
            alerts = [m for m in office.mails() if m.kind == "alert"]
            assert bool(alerts) == (code >= 500), "5xx is told at once, 4xx after a quarter of an hour"
            server.behaviour = Behaviour()
            desk.sender.letters.office = desk.office
            hand.forward(minutes=17)
            assert desk.tick().delivered.server is None
        assert arrived(server) == {f"so+{n}@so.example" for n in range(4)}
        oracle(office, server.accepted)


def test_the_operator_is_told_of_a_long_outage_once(rig: MakeRig) -> None:
    hand = Hand()
    with Faulty(Behaviour(greeting="421 not now")) as server:
        office = rig(port=server.port)
        with working(office, hand) as desk:
            for _minute in range(40):
                desk.tick()
                hand.forward(minutes=1)
        (alert,) = [m for m in office.mails() if m.kind == "alert"]
        (why,) = [r for r in alert.facts["reasons"] if r["code"] == "server-unreachable"]
        assert why["since"] == "2026-12-08T09:00:00+07:00"
        assert "từ 09:00 08/12/2026" in say(from_plain(why), "vi")


def test_b9_dropped_before_the_dot_is_tried_again_without_doubt(rig: MakeRig, server: Faulty) -> None:
    office, hand = rig(contacts=beside("drop-rcpt", "drop-data"), connections=4), Hand()
    with working(office, hand) as desk:
        desk.tick()
    assert arrived(server) == EVERY_GOOD
    for script in ("drop-rcpt", "drop-data"):
        mail = office.mail_to(f"{script}+bad@so.example")
        assert (mail.state, mail.tries, mail.ambiguous) == ("pending", 1, False)


def test_b9_b10_dropped_after_the_dot_is_doubtful(rig: MakeRig, server: Faulty) -> None:
    """Both look alike to us: the first was not taken, the second was; both go out again under the same id."""
    office, hand = rig(contacts=beside("drop-dot", "accept-drop"), connections=4), Hand()
    with working(office, hand) as desk:
        desk.tick()
        for script in ("drop-dot", "accept-drop"):
            mail = office.mail_to(f"{script}+bad@so.example")
            assert (mail.state, mail.tries, mail.ambiguous) == ("unknown", 1, True)
            assert (mail.next_at - hand.now).total_seconds() == 300
        hand.forward(minutes=6)
        desk.tick()
    assert arrived(server) == EVERY_GOOD
    twice = [a for a in server.accepted if a.rcpt.startswith("accept-drop")]
    assert len(twice) == 2
    assert len({a.message_id for a in twice}) == 1


def test_b11_a_slow_answer_to_the_dot(rig: MakeRig, server: Faulty) -> None:
    """Time-outs a thousandth: the dot waits 0.6 s. Answered within it: one mail, no doubt. Later: doubt."""
    office, hand = rig(contacts=beside("accept-wait-0.2", "accept-wait-1.5"), connections=4), Hand()
    with working(office, hand, server, scale=0.001) as desk:
        desk.tick()
    fast, slow = (office.mail_to("accept-wait-0.2+bad@so.example"), office.mail_to("accept-wait-1.5+bad@so.example"))
    assert (fast.state, fast.ambiguous) == ("sent", False)
    assert (slow.state, slow.ambiguous) == ("unknown", True)
    assert arrived(server) == EVERY_GOOD


def test_b12_a_tarpit_does_not_hold_up_the_others(
    rig: MakeRig, server: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five recipients at which every answer takes its time, in the first places, on four connections."""
    monkeypatch.setattr("reminder.engine.sending.loop.SLOW", 0.2)
    monkeypatch.setattr("reminder.engine.sending.loop.EXTRA", 3)
    contacts = [[f"tarpit-0.6+{n}@so.example"] for n in range(5)] + GOOD
    office = rig(contacts=contacts, connections=4)
    with office.sending("2026-12-08T09:00") as desk:
        desk.tick()
    order = told(server.accepted)
    assert len(order) == 25
    slow = [n for n, box in enumerate(order) if box.startswith("tarpit")]
    # A tarpit takes 1.8 s to its dot; by then the twenty are gone.
    assert slow[0] >= 20
    oracle(office, server.accepted)


@pytest.mark.parametrize("script", ["hang-rcpt", "stall-body", "hang-data"])
def test_b13_a_server_that_hangs_costs_its_own_time_only(script: str, rig: MakeRig, server: Faulty) -> None:
    office, hand = rig(contacts=beside(script), connections=4), Hand()
    before = sockets()
    with working(office, hand, server, scale=0.001) as desk:
        desk.tick()
    assert arrived(server) == EVERY_GOOD
    # A mail this small is written whole before anyone reads: then only the dot's answer is missing.
    state = "unknown" if script == "stall-body" else "pending"
    assert office.mail_to(f"{script}+bad@so.example").state == state
    assert sockets() - before <= server.held()


def test_b13_hung_at_the_greeting(rig: MakeRig) -> None:
    hand = Hand()
    with Faulty(Behaviour(greeting=None)) as server:
        office = rig(port=server.port)
        with working(office, hand, server, scale=0.001) as desk:
            assert str(desk.tick().delivered.server) == "greeting: timeout"
        assert [m.state for m in office.mails() if m.kind == "reminder"] == ["pending"] * 3


@pytest.mark.parametrize("fault", ["not offered", "foreign", "expired", "other name", "injected", "garbage"])
def test_b14_no_mail_without_good_encryption(fault: str, rig: MakeRig, tmp_path: Path) -> None:
    hand, ca = Hand(), authority(tmp_path)
    context = {
        "not offered": None,
        "foreign": ca.server(foreign=True),
        "expired": ca.server(expired=True),
        "other name": ca.server("127.0.0.2"),
    }.get(fault, ca.server())
    starttls = "220 go" if fault != "garbage" else "220 go\r\n\0\1\2 not TLS"
    behaviour = Behaviour(tls=context, inject=fault == "injected", starttls=starttls)
    with Faulty(behaviour) as server:
        office = rig(port=server.port)
        text = (office.folder / "reminder.toml").read_text()
        secure = text.replace('tls = "none"', f'tls = "starttls"\nca_file = "{ca.ca_file}"')
        (office.folder / "reminder.toml").write_text(secure)
        with working(office, hand) as desk:
            done = desk.tick().delivered
            assert done.server is not None
            assert done.server.moment == "starttls"
            assert [m for m in office.mails() if m.kind == "alert"], "told at once"
            assert not [line for _n, _tls, line in server.commands if line.startswith(("MAIL", "RCPT"))]
            server.behaviour = Behaviour(tls=ca.server())
            hand.forward(minutes=17)
            desk.tick()
        assert arrived(server) == office.expected
        assert all(a.encrypted for a in server.accepted)


def test_b15_a_wrong_password_for_an_hour(
    rig: MakeRig, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Six tries an hour at most, so that no account is locked, even by a `tick` from cron every minute."""
    hand = Hand()
    monkeypatch.setenv("REMINDER_SMTP_PASSWORD", "canary-3141592")
    with Faulty(Behaviour(auth="535 5.7.8 no, canary-3141592 is wrong")) as server:
        office = rig(port=server.port, connections=4, smtp='username = "nhachan"')
        for _ in range(20):
            with working(office, hand) as desk:  # a new process each time
                desk.tick()
            hand.forward(minutes=3)
        tries = sum(line.startswith("AUTH") for _n, _tls, line in server.commands)
        assert 3 <= tries <= 6
        server.behaviour = Behaviour(auth="235 2.7.0 welcome")
        for _ in range(4):
            with working(office, hand) as desk:
                desk.tick()
            hand.forward(minutes=5)
        assert arrived(server) == office.expected
        stored = (office.folder / "reminder.db").read_bytes()
    assert "canary-3141592" not in caplog.text
    assert b"canary-3141592" not in stored


def test_b16_a_name_that_does_not_resolve_and_a_port_nobody_listens_at(rig: MakeRig, server: Faulty) -> None:
    hand = Hand()
    office = rig(port=1)
    with working(office, hand) as desk:
        assert str(desk.tick().delivered.server).startswith("connect: ")
    assert [(m.state, m.tries) for m in office.mails() if m.kind == "reminder"] == [("pending", 0)] * 3
    office.port = server.port
    office.configure()
    with working(office, hand) as desk:
        desk.tick()
    assert arrived(server) == office.expected


@pytest.mark.parametrize("resolver", ["dead", "two addresses, the first refuses"])
def test_b16_a_resolver_that_is_dead_and_a_name_with_two_addresses(
    resolver: str, rig: MakeRig, server: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dead one is waited for; of two addresses the second is used in the same attempt."""

    def look_up(_host: str, port: int, *_rest: object, **_more: object) -> list[object]:
        if resolver == "dead":
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        kind = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
        return [(*kind, (address, port)) for address in ("127.0.0.2", "127.0.0.1")]

    office, hand = rig(), Hand()
    with working(office, hand) as desk:
        with monkeypatch.context() as patched:
            patched.setattr("socket.getaddrinfo", look_up)
            done = desk.tick().delivered
        tries = [m.tries for m in office.mails() if m.kind == "reminder"]
        if resolver == "dead":
            assert str(done.server).startswith("connect: Temporary failure")
            assert tries == [0] * 3
            hand.forward(minutes=1)
            desk.tick()
        else:
            assert (done.server, tries) == (None, [1] * 3)
    assert arrived(server) == office.expected
    oracle(office, server.accepted)


def test_b17_greylisting_passes(rig: MakeRig, server: Faulty) -> None:
    office, hand = rig(contacts=beside("grey-2"), connections=4), Hand()
    with working(office, hand) as desk:
        for minutes in (0, 1, 5):
            hand.forward(minutes=minutes)
            desk.tick()
    assert office.mail_to("grey-2+bad@so.example").state == "sent"
    assert oracle(office, server.accepted).duplicates == 0


def test_b18_three_mails_a_connection(rig: MakeRig) -> None:
    hand = Hand()
    with Faulty(Behaviour(per_connection=3)) as server:
        office = rig(port=server.port, contacts=GOOD, connections=2)
        with working(office, hand) as desk:
            desk.tick()
        assert arrived(server) == EVERY_GOOD
        assert {m.tries for m in office.mails() if m.kind == "reminder"} == {1}
        assert oracle(office, server.accepted).duplicates == 0


def test_b19_a_kept_connection_the_server_has_closed(rig: MakeRig, server: Faulty) -> None:
    office, hand = rig(contacts=GOOD), Hand()
    hung_up: list[int] = []

    def progress(_n: int) -> None:
        if not hung_up:
            hung_up.append(len(server.accepted))
            server.hang_up()

    with working(office, hand) as desk:
        desk.sender.progress = progress
        desk.tick()
    assert hung_up
    assert arrived(server) == EVERY_GOOD
    assert len({a.connection for a in server.accepted}) == 2
    assert {m.tries for m in office.mails() if m.kind == "reminder"} == {1}
    assert oracle(office, server.accepted).duplicates == 0


def test_b21_a_mail_larger_than_the_server_takes(rig: MakeRig) -> None:
    hand = Hand()
    with Faulty(Behaviour(size=1500)) as server:
        office = rig(port=server.port)
        with working(office, hand) as desk:
            desk.tick()
        mails = [m for m in office.mails() if m.kind == "reminder"]
        assert [m.state for m in mails] == ["dead"] * 3
        assert not [line for _n, _tls, line in server.commands if line.startswith("MAIL")]
