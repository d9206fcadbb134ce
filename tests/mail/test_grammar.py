"""One grammar of addresses: what a file may say can be mailed, and what it may not the sender refuses too."""

from collections.abc import Callable
from time import perf_counter

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from reminder.config import MailSection
from reminder.config_values import MaybeAddress, WireAddress
from reminder.core.mail_address import LONGEST_LOCAL
from reminder.mail.compose import Mailbox, compose
from reminder.mail.maildir import MaildirMailer
from reminder.mail.message_ids import MOST, ROOM, bounced_mail, return_path
from reminder.mail.recipient_policy import Policy
from reminder.mail.reply_codes import Outcome
from reminder.mail.smtp import SmtpMailer
from reminder.mail.smtp_conversation import Server
from reminder.rulefile.reading import schema
from tests.mail.letters import SENDER, letter
from tests.servers.faulty import Faulty

Send = Callable[[str, str, bytes], Outcome]
PIECES = st.sampled_from([
    "vanthu", ".", "..", "@", "@so.example", "@-so.example", "@so-.example", "@tỉnh.example", "@mailserver",
    "@so.example.", "'", "+", "-", "_", " ", "\n", "\r\n", "<", ">", ",", ";", ":", "(", '"', "\\", "ễ", "đ",
    "e\u0302", "\u00ad", "\u200d", "\u202e", "@ｓｏ.example", "@fuß.example", "@127.0.0.1", "@[::1]", "@localhost",
    "@xn--thi-nguyn-11a9h.example", "%", "n" * 30, "b" * 40, "@" + "b." * 90 + "example", "\0", "=?utf-8?q?a?=",
    "@SO.Example", "@so.example\u3002vn",
])  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=4).map("".join) | st.text(max_size=30)


MAILBOX: TypeAdapter[str] = TypeAdapter(schema.Mailbox)
OPERATOR: TypeAdapter[str] = TypeAdapter(WireAddress)
REDIRECT: TypeAdapter[str] = TypeAdapter(MaybeAddress)


def taken(kind: TypeAdapter[str], text: str) -> bool:
    try:
        kind.validate_python(text)
    except ValidationError:
        return False
    return True


@pytest.fixture(scope="module", params=["maildir", "smtp"])
def send(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Send:
    policy = Policy(("example", "vn"), sink=True)
    if request.param == "maildir":
        return MaildirMailer(tmp_path_factory.mktemp("mail"), policy).send
    server = Faulty()
    server.__enter__()
    request.addfinalizer(lambda: server.__exit__(None, None, None))
    mailer = SmtpMailer(Server("127.0.0.1", server.port, "none"), policy, perf_counter)
    request.addfinalizer(mailer.close)
    return mailer.line().send


def mailed(send: Send, sender: str, to: str) -> bool:
    """Composed and handed over, as a letter is."""
    try:
        raw = compose(letter(sender=Mailbox("Nhắc hạn", sender), recipient=Mailbox("", to)))
        outcome = send(sender, to, raw)
    except ValueError:
        return False
    return outcome.verdict == "accepted" or outcome.text.endswith("is not on the list of allowed domains")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=TEXTS)
@example(text="o'b@so.example")
@example(text="nguyễn@so.example")
@example(text="a@tỉnh.example")
@example(text="van..thu@so.example")
@example(text=".a@so.example")
@example(text="a@-so.vn")
@example(text="nhachan@mailserver")
def test_a_file_may_name_what_can_be_mailed_and_nothing_else(send: Send, text: str) -> None:
    can = mailed(send, SENDER, text)
    assert taken(MAILBOX, text) == can
    assert taken(OPERATOR, text) == can
    assert taken(REDIRECT, text) == (can or not text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=TEXTS, mail=st.integers(1, MOST))
@example(text="n" * 53 + "@tinh.example", mail=1)
@example(text="n" * (ROOM + 1) + "@tinh.example", mail=MOST)
@example(text="n" * ROOM + "@tỉnh.example", mail=MOST)
@example(text="n" * ROOM + "@" + "b." * 105 + "example", mail=MOST)
def test_a_sender_that_is_taken_can_send_each_mail_and_hear_of_it(send: Send, text: str, mail: int) -> None:
    try:
        sender = MailSection(sender=text).sender
    except ValidationError:
        # It is no address, or some mail could not leave under it.
        assert not mailed(send, text, "vanthu@so.example") or not mailed(
            send, return_path(b"key", MOST, text), "vanthu@so.example"
        )
        return
    path = return_path(b"key", mail, sender)
    assert mailed(send, path, "vanthu@so.example")
    assert len(path.rpartition("@")[0]) <= LONGEST_LOCAL
    assert bounced_mail(b"key", path) == mail
