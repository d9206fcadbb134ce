"""A clock a test moves by hand."""

from datetime import UTC, datetime, timedelta

from reminder.clock import Clock


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
