"""A process that works by a clock a test moves by hand."""

from collections.abc import Iterator
from contextlib import contextmanager

from reminder.mail.recipient_policy import Policy
from reminder.mail.smtp import SmtpMailer
from reminder.mail.smtp_conversation import Server
from tests.clock import Hand
from tests.mail.talk import shortened
from tests.reliability.rig import Desk, Rig
from tests.servers.faulty import Faulty

__all__ = ["Hand", "working"]


@contextmanager
def working(office: Rig, hand: Hand, server: Faulty | None = None, scale: float = 0) -> Iterator[Desk]:
    """A process at work; `scale` shortens every time-out."""
    with office.sending(hand.clock) as desk:
        if scale and server:
            desk.sender.mailer = SmtpMailer(
                Server("127.0.0.1", server.port, "none", timeouts=shortened(scale)),
                Policy(sink=True), hand.clock.running,
            )  # fmt: skip
        yield desk
        desk.sender.mailer.close()
