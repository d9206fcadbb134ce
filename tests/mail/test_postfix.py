"""A real Postfix takes our mail as it is: TLS, kept connections, refusals, and what it delivers is what we made."""

import mailbox
from collections.abc import Iterator
from email.header import decode_header, make_header
from time import perf_counter

import pytest

from reminder.mail.recipient_policy import Policy
from reminder.mail.reply_codes import Moment
from reminder.mail.smtp import SmtpChannel, SmtpMailer
from reminder.mail.smtp_conversation import Server
from tests.mail.letters import SENDER, letter, message
from tests.servers.certificates import Authority
from tests.servers.postfix import Postfix, arrived
from tests.servers.waiting import until


@pytest.fixture(scope="module")
def postfix(ca: Authority) -> Iterator[Postfix]:
    certificate, key = ca.leaf("127.0.0.1")
    with Postfix(certificate, key) as running:
        yield running


@pytest.fixture
def line(postfix: Postfix, ca: Authority) -> Iterator[SmtpChannel]:
    server = Server("127.0.0.1", postfix.port, "starttls", ca_file=str(ca.ca_file), hello="nhachan.test")
    made = SmtpMailer(server, Policy(sink=True), perf_counter)
    yield made.line()
    made.close()


def delivered(postfix: Postfix, ids: set[str]) -> dict[str, mailbox.MaildirMessage]:
    """The mails with these Message-IDs, waiting for Postfix's queue to bring them."""

    def come() -> dict[str, mailbox.MaildirMessage]:
        return {m["Message-ID"]: m for m in arrived(postfix.maildir) if m["Message-ID"] in ids}

    assert until(lambda: come().keys() == ids), f"not delivered: {ids - come().keys()}\n{postfix.log}"
    return come()


def test_many_mails_over_one_encrypted_connection(postfix: Postfix, line: SmtpChannel) -> None:
    outcomes = [line.send(SENDER, f"a{n}@x.example", message(f"postfix-{n}")) for n in range(10)]
    assert [o.verdict for o in outcomes] == ["accepted"] * 10, outcomes
    assert all("queued as" in o.text for o in outcomes)
    ids = {each.split()[-1].decode() for n in range(10) for each in _id_lines(message(f"postfix-{n}"))}
    mails = delivered(postfix, ids)
    for mail in mails.values():
        assert str(make_header(decode_header(mail["Subject"]))) == letter().subject
        assert mail["Return-Path"] == f"<{SENDER}>"
        assert [p.get_content_type() for p in mail.walk()][1:] == ["text/plain", "text/html"]
        assert "with ESMTPS" in "".join(mail.get_all("Received", []))


def _id_lines(raw: bytes) -> list[bytes]:
    return [line for line in raw.split(b"\r\n") if line.startswith(b"Message-ID:")]


def test_a_refused_recipient_is_rejected_and_the_next_mail_goes(postfix: Postfix, line: SmtpChannel) -> None:
    refused = line.send(SENDER, "refused@x.example", message("refused"))
    assert (refused.verdict, refused.level, refused.moment) == ("rejected", "R", Moment.RCPT)
    assert (refused.code, refused.status) == (554, "5.7.1")
    assert line.send(SENDER, "a@x.example", message("after-refused")).verdict == "accepted"


def test_a_mail_over_its_limit_is_not_begun(line: SmtpChannel) -> None:
    outcome = line.send(SENDER, "a@x.example", message(text="x" * 2_000_000))
    assert (outcome.verdict, outcome.level, outcome.moment) == ("rejected", "M", Moment.MAIL)


def test_smuggled_ends_make_no_second_mail(postfix: Postfix, line: SmtpChannel) -> None:
    hostile = "a\n.\nMAIL FROM:<v@evil.test>\nRCPT TO:<smuggled@x.example>\nDATA\nhi\n.\n"
    assert line.send(SENDER, "a@x.example", message("smuggle", text=hostile)).verdict == "accepted"
    (name,) = _id_lines(message("smuggle"))
    delivered(postfix, {name.split()[-1].decode()})
    assert "smuggled@x.example" not in postfix.log


def test_names_beyond_ascii(postfix: Postfix, line: SmtpChannel) -> None:
    assert line.send(SENDER, "vanthu@thái-nguyên.example", message("utf8")).verdict == "accepted"
    (name,) = _id_lines(message("utf8"))
    delivered(postfix, {name.split()[-1].decode()})


def test_the_certificate_is_asked_for(postfix: Postfix) -> None:
    line = SmtpMailer(Server("127.0.0.1", postfix.port, "starttls"), Policy(sink=True), perf_counter).line()
    outcome = line.send(SENDER, "a@x.example", message("untrusted"))
    assert (outcome.verdict, outcome.level, outcome.moment) == ("deferred", "S", Moment.STARTTLS)
