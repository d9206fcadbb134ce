"""What tests of a conversation with a mail server share."""

from collections.abc import Callable
from dataclasses import astuple

from reminder.mail.reply_codes import Outcome
from reminder.mail.smtp import SmtpChannel
from reminder.mail.smtp_conversation import Timeouts
from tests.servers.faulty import Faulty

GOOD = "tot@x.example"
BIG = b"Message-ID: <big@x.example>\r\n\r\n" + (b"x" * 998 + b"\r\n") * 20_000  # more than all buffers hold

Start = Callable[..., tuple[Faulty, SmtpChannel]]


def shortened(by: float) -> Timeouts:
    """Every time-out times `by`, for tests that cannot wait ten minutes."""
    return Timeouts(*(seconds * by for seconds in astuple(Timeouts())))


PATIENT = shortened(0.1)  # long enough for a loaded machine to answer in


def said(outcome: Outcome) -> tuple[str, str, str]:
    return outcome.verdict, outcome.level, str(outcome.moment)
