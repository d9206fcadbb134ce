"""SMTP: no mail without good encryption, and one password tried once (B14, B15)."""

from dataclasses import replace
from hashlib import sha256
from time import perf_counter

import pytest

from reminder.errors import BadInput
from reminder.mail.recipient_policy import Policy
from reminder.mail.reply_codes import Event
from reminder.mail.smtp import SmtpMailer
from reminder.mail.smtp_conversation import Server
from tests.mail.letters import SENDER, message
from tests.mail.talk import BIG, GOOD, PATIENT, Start, said
from tests.servers.certificates import Authority
from tests.servers.faulty import Behaviour

# B14: TLS


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_b14_mail_goes_encrypted(start: Start, ca: Authority, tls: str) -> None:
    behaviour = Behaviour(tls=ca.server(), implicit=tls == "implicit", auth="235 2.7.0 welcome")
    server, line = start(behaviour, tls=tls, ca_file=str(ca.ca_file), user="u", password="canary-sesame")
    for n in range(3):
        assert line.send(SENDER, GOOD, message(str(n))).verdict == "accepted"
    assert all(a.encrypted for a in server.accepted)
    assert server.connections == 1


def test_b14_a_body_larger_than_all_buffers_goes_encrypted_and_whole(start: Start, ca: Authority) -> None:
    server, line = start(Behaviour(tls=ca.server()), tls="starttls", ca_file=str(ca.ca_file))
    assert line.send(SENDER, GOOD, BIG).verdict == "accepted"
    assert server.accepted[0].sha256 == sha256(BIG).hexdigest()


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
@pytest.mark.parametrize("fault", ["foreign", "expired", "wrong name", "unknown authority"])
def test_b14_a_bad_certificate_stops_all_mail(start: Start, ca: Authority, tls: str, fault: str) -> None:
    context = ca.server(
        "khac.example" if fault == "wrong name" else "127.0.0.1", expired=fault == "expired", foreign=fault == "foreign"
    )
    trusted = "" if fault == "unknown authority" else str(ca.ca_file)
    behaviour = Behaviour(tls=context, implicit=tls == "implicit")
    server, line = start(behaviour, tls=tls, ca_file=trusted)
    outcome = line.send(SENDER, GOOD, message())
    assert (*said(outcome), outcome.event) == ("deferred", "S", "starttls", Event.TLS)
    assert outcome.tell == "once"
    assert outcome.text
    assert not [c for _, _, c in server.commands if c.startswith("MAIL")]


@pytest.mark.parametrize(
    ("behaviour", "events"),
    [
        (Behaviour(), {Event.NOT_OFFERED}),
        (Behaviour(ehlo="250-x\r\n250 STARTTLS", starttls="220 go\r\nnot TLS at all"), {Event.INJECTED}),
        (Behaviour(ehlo="250-x\r\n250 STARTTLS", starttls="454 4.7.0 not now"), {None}),
        # It waits for the end of a line, which our hello may hold by chance; then it answers in plain.
        (Behaviour(ehlo="250-x\r\n250 STARTTLS", starttls="220 go"), {Event.TIMEOUT, Event.TLS}),
    ],
)
def test_b14_never_falls_back_to_plain(start: Start, behaviour: Behaviour, events: set[Event | None]) -> None:
    server, line = start(behaviour, tls="starttls", timeouts=replace(PATIENT, command=1))
    outcome = line.send(SENDER, GOOD, message())
    assert said(outcome) == ("deferred", "S", "starttls")
    assert outcome.event in events
    assert server.accepted == []
    assert not [c for _, _, c in server.commands if c.startswith("MAIL")]


def test_b14_a_reply_slipped_in_before_the_handshake(start: Start, ca: Authority) -> None:
    server, line = start(Behaviour(tls=ca.server(), inject=True), tls="starttls", ca_file=str(ca.ca_file))
    outcome = line.send(SENDER, GOOD, message())
    assert (*said(outcome), outcome.event, outcome.tell) == (
        "deferred", "S", "starttls", Event.INJECTED, "once",
    )  # fmt: skip
    assert server.accepted == []


def test_no_tls_is_for_this_machine_only() -> None:
    with pytest.raises(BadInput, match="this machine only"):
        SmtpMailer(Server("mail.thainguyen.gov.vn", 25, "none"), Policy(), perf_counter)


# B15: AUTH


@pytest.mark.parametrize("code", [535, 534, 530, 538, 454])
def test_b15_a_refused_password(start: Start, code: int) -> None:
    echo = "AGNhbmFyeQBjYW5hcnktc2VzYW1l"
    behaviour = Behaviour(auth=f"{code} 5.7.8 you sent {echo} canary-sesame")
    server, line = start(behaviour, user="canary", password="canary-sesame")
    outcome = line.send(SENDER, GOOD, message())
    assert (*said(outcome), outcome.code) == ("deferred", "S", "auth", code)
    assert outcome.status == "5.7.8"
    assert "canary" not in str(outcome) and echo not in repr(outcome)
    # One try a connection: several mechanisms would count as several wrong passwords.
    assert sum(c.startswith("AUTH") for _, _, c in server.commands) == 1


def test_b15_no_auth_offered(start: Start) -> None:
    _, line = start(user="u", password="p")
    assert (o := line.send(SENDER, GOOD, message())).event is Event.NOT_OFFERED
    assert said(o) == ("deferred", "S", "auth")


def test_g10_a_server_masks_its_password() -> None:
    assert "canary" not in repr(Server("x.example", password="canary-sesame"))
