"""A clock a test moves by hand, and a process that works by it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from reminder.clock import Clock
from reminder.mail.recipient_policy import Policy
from reminder.mail.smtp import SmtpMailer
from reminder.mail.smtp_conversation import Server, Timeouts
from tests.reliability.rig import Desk, Rig
from tests.servers.faulty import Faulty


class Hand:
    """Wall and running clock of one machine. Starts at 09:00 in Vietnam, Tuesday 8 December 2026."""

    def __init__(self, now: datetime = datetime(2026, 12, 8, 2, tzinfo=UTC)) -> None:
        self.now, self.running = now, 1000.0
        self.clock = Clock(lambda: self.now, lambda: self.running, boot="boot-1")

    def forward(self, **span: float) -> None:
        """Time passes, on both."""
        gone = timedelta(**span)
        self.now += gone
        self.running += gone.total_seconds()

    def jump(self, **span: float) -> None:
        """Somebody sets the wall clock."""
        self.now += timedelta(**span)


@contextmanager
def working(office: Rig, hand: Hand, server: Faulty | None = None, scale: float = 0) -> Iterator[Desk]:
    """A process at work; `scale` shortens every time-out."""
    with office.sending(hand.clock) as desk:
        if scale and server:
            desk.sender.mailer = SmtpMailer(
                Server("127.0.0.1", server.port, "none", timeouts=Timeouts().scaled(scale)),
                Policy(sink=True), hand.clock.running,
            )  # fmt: skip
        yield desk
        desk.sender.mailer.close()
