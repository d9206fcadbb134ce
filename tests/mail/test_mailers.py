"""One contract, two mailers: a Maildir, and SMTP into a server that keeps what it takes."""

import mailbox
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from email.message import Message
from email.parser import BytesParser
from pathlib import Path
from time import perf_counter

import pytest

from reminder.engine.sending.delivery import Mailer
from reminder.mail.maildir import MaildirMailer
from reminder.mail.recipient_policy import Policy
from reminder.mail.reply_codes import Moment, Outcome
from reminder.mail.smtp import SmtpMailer
from reminder.mail.smtp_conversation import Server
from tests.mail.letters import SENDER, message
from tests.servers.faulty import Faulty

TO = "vanthu.syt@thainguyen.example"


@dataclass(frozen=True)
class Bench:
    """A way to make the mailer, and what arrived through it."""

    mailer: Callable[[Policy], Mailer]
    arrived: Callable[[], list[Message]]


@pytest.fixture(params=["maildir", "smtp"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    if request.param == "maildir":

        def delivered() -> list[Message]:
            return list(mailbox.Maildir(tmp_path / "Mail", create=False))

        yield Bench(lambda policy: MaildirMailer(tmp_path / "Mail", policy), delivered)
        return
    mailers: list[SmtpMailer] = []
    with Faulty() as server:

        def smtp(policy: Policy) -> SmtpMailer:
            mailers.append(
                SmtpMailer(Server("127.0.0.1", server.port, "none"), replace(policy, sink=True), perf_counter)
            )
            return mailers[-1]

        yield Bench(smtp, lambda: [BytesParser().parsebytes(c) for c in server.contents])
        for mailer in mailers:
            mailer.close()


def test_a_mail_arrives_whole(bench: Bench) -> None:
    mailer = bench.mailer(Policy())
    outcome = mailer.line().send(SENDER, TO, message())
    assert (outcome.verdict, outcome.level, outcome.moment) == ("accepted", "M", Moment.DOT)
    assert outcome.text
    (mail,) = bench.arrived()
    sent = BytesParser().parsebytes(message())
    for name in ("From", "To", "Subject", "Message-ID", "Date"):
        assert _unfolded(mail[name]) == _unfolded(sent[name])
    assert [p.get_payload(decode=True) for p in mail.walk() if not p.is_multipart()] == [
        p.get_payload(decode=True) for p in sent.walk() if not p.is_multipart()
    ]


def _unfolded(value: str) -> str:
    return " ".join(value.split())


def test_many_mails_one_mailer(bench: Bench) -> None:
    line = bench.mailer(Policy()).line()
    outcomes = [line.send(SENDER, f"a{n}@x.example", message(f"m{n}")) for n in range(20)]
    assert {o.verdict for o in outcomes} == {"accepted"}
    assert len({m["Message-ID"] for m in bench.arrived()}) == 20


def test_many_threads_one_mailer(bench: Bench) -> None:
    mailer = bench.mailer(Policy())
    outcomes: list[Outcome] = []

    def work(thread: int) -> None:
        line = mailer.line()
        for n in range(5):
            outcomes.append(line.send(SENDER, f"t{thread}@x.example", message(f"{thread}-{n}")))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [o.verdict for o in outcomes] == ["accepted"] * 20
    assert len({m["Message-ID"] for m in bench.arrived()}) == 20


@pytest.mark.parametrize(
    "rcpt",
    [
        "a@b.example\r\nRCPT TO:<v@evil.test>",
        "a@b.example\n",
        "a b@x.example",
        "",
        "a",
        "<a@b.example>",
        "a@b.example, c@d.example",
        "a\0@b.example",
    ],
)
def test_a_recipient_that_is_no_address_gets_nothing(bench: Bench, rcpt: str) -> None:
    outcome = bench.mailer(Policy()).line().send(SENDER, rcpt, message())
    assert (outcome.verdict, outcome.level, outcome.moment) == ("rejected", "R", Moment.BEFORE)
    assert outcome.text.endswith("is not a mail address")
    assert bench.arrived() == [] if _exists(bench) else True


def _exists(bench: Bench) -> bool:
    try:
        bench.arrived()
    except mailbox.NoSuchMailboxError:
        return False  # nothing was ever delivered, so nothing was made
    return True


def test_a_domain_off_the_list_gets_nothing(bench: Bench) -> None:
    outcome = bench.mailer(Policy(domains=("gov.vn",))).line().send(SENDER, "a@gmail.com", message())
    assert outcome.verdict == "rejected"
    assert outcome.text == "gmail.com is not on the list of allowed domains"


def test_a_rehearsal_goes_to_one_mailbox(bench: Bench) -> None:
    mailer = bench.mailer(Policy(redirect_to="rehearsal@x.example"))
    assert mailer.line().send(SENDER, "vanthu@thainguyen.gov.vn", message()).verdict == "accepted"
    (mail,) = bench.arrived()
    assert mail.get("Delivered-To", "rehearsal@x.example") == "rehearsal@x.example"


def test_an_envelope_sender_that_is_no_address_is_our_own_fault(bench: Bench) -> None:
    with pytest.raises(ValueError, match="not a mail address"):
        bench.mailer(Policy()).line().send("x@y.example>\r\nDATA", TO, message())


def test_closing_twice_is_no_fault_and_a_closed_mailer_opens_again(bench: Bench) -> None:
    mailer = bench.mailer(Policy())
    mailer.line().send(SENDER, TO, message("a"))
    mailer.close()
    mailer.close()
    assert mailer.line().send(SENDER, TO, message("b")).verdict == "accepted"
