"""One round of sending: claims, makes the mails, keeps as many under way as the server bears, and keeps what became of
them. All in one thread, which makes mails while it waits for the server."""

from collections import deque
from collections.abc import Callable

from reminder.core.catalogue import Catalogue
from reminder.engine.mails.prepare import PreparedMail
from reminder.engine.sending.delivery import Channel, Delivered, Delivery
from reminder.engine.sending.record_outcome import Result
from reminder.errors import Unavailable
from reminder.mail.threads import Ended, Together
from reminder.store.outbox import MailRow

BATCH = 100  # mails claimed by one commit, at most
AHEAD = 8  # mails made before a connection is free for them, at least
SLOW = 1.0  # seconds; a mail that takes longer does not hold up the others
EXTRA = 3  # so many times the connections, at most, while some are slow


def send_ready(
    delivery: Delivery,
    catalogue: Callable[[], Catalogue],
    stopping: Callable[[], bool] = lambda: False,
    only_alerts: bool = False,
) -> Delivered:
    """Send until nothing is ready, a rate is used up, the server rests or `stopping`; gives what became of it.
    `catalogue` gives the rules now in force. Raises Unavailable when the database cannot record: what was sent is
    remembered by `delivery` and recorded first the next time."""
    delivery.settle(catalogue())
    try:
        return _Round(delivery, catalogue, stopping, only_alerts).run()
    finally:
        delivery.mailer.close()
        delivery.database.release()


class _Round:
    """One run: mails `queued` as claimed, `drafts` made of them, lines `flying` with one each since a running second
    until it is kept what became of it, `landed` ones of which it is not yet, `idle` ones, the best last."""

    def __init__(
        self, delivery: Delivery, catalogue: Callable[[], Catalogue], stopping: Callable[[], bool], only_alerts: bool
    ) -> None:
        self.d, self.catalogue, self.stopping, self.only_alerts = delivery, catalogue, stopping, only_alerts
        self.done = Delivered()
        self.queued: deque[MailRow] = deque()
        self.drafts: deque[PreparedMail] = deque()
        self.flying: dict[Channel, float] = {}
        self.idle: deque[Channel] = deque()
        self.landed: list[Ended[Channel, Result | None]] = []
        self.together: Together[Channel, Result | None] = Together(delivery.connections * EXTRA)
        self.claimed = self.asked = -1e9
        self.batch = delivery.connections
        self.dry = False
        self.fault: BaseException | None = None

    def run(self) -> Delivered:
        try:
            while self._go():
                pass
        except Exception as fault:  # noqa: BLE001  # raised when all have landed
            self._blame(fault)
        finally:
            self._come_down()
        if self.fault:
            raise self.fault
        return self.done

    def _come_down(self) -> None:
        """Whatever ended the round: what is under way is waited for and kept, the rest given back."""
        try:
            while self.flying:
                self._land()
        finally:
            self.together.close()
        self.d.give_back([*(draft.mail for draft in self.drafts), *self.queued])

    def _go(self) -> bool:
        """One step; False when there is nothing more to do."""
        self.d.beat = now = self.d.office.clock.running()
        if self.fault or self.stopping() or self.d.pressure.resting(now):
            return False
        while self.drafts and self._free(now):
            line = self.idle.pop() if self.idle else self.d.mailer.line()
            self.flying[line] = now
            self.together.begin(line, self.d.attempt(line, self.drafts.popleft(), self.catalogue, self.claimed))
        # Mails are made while others are under way. What has landed is kept first, where another can follow it.
        short = len(self.drafts) < max(self.d.pressure.width, AHEAD)
        if short and not (self.landed and self.drafts) and self._next(now):
            self.drafts.append(self.d.draft(self.queued[0], self.catalogue()))
            self.queued.popleft()  # only now: what stops the making leaves it to be given back
            self.landed += self.together.go_on(0)
        elif self.flying:
            self._land()
        else:
            return False
        return True

    def _next(self, now: float) -> bool:
        """Whether a claimed mail waits to be made."""
        if not self.queued and (not self.dry or not self.flying or now - self.asked > SLOW / 2):
            self._refill(now)
        return bool(self.queued)

    def _refill(self, now: float) -> None:
        """Claim about as much as leaves in half a second, so that what is urgent never waits behind a long batch."""
        took = now - self.claimed
        self.batch = min(BATCH, self.batch * 2) if took < SLOW / 2 else max(self.d.connections, self.batch // 2)
        found = self.d.claim(self.catalogue(), self.batch, self.only_alerts)
        self.asked, self.dry = now, len(found) < self.batch
        if found:
            self.claimed = now
            self.queued.extend(found)

    def _free(self, now: float) -> bool:
        slow = sum(now - begun > SLOW for begun in self.flying.values())
        pressure = self.d.pressure
        slow = min(slow, pressure.width * (EXTRA - 1)) if pressure.proven else 0
        return len(self.flying) - slow < pressure.width

    def _land(self) -> None:
        """Wait a moment for those under way, and keep what became of their mails."""
        self.d.beat = self.d.office.clock.running()
        landed = self.landed + self.together.go_on(0 if self.landed else SLOW / 2)
        self.landed = []
        results = [ended.value for ended in landed if ended.value]
        try:
            if results:
                self.d.keep(results, self.catalogue())
        except Exception as fault:  # noqa: BLE001  # raised when all have landed
            self._blame(fault)
        except BaseException:  # an interrupt: it is kept on the way out
            self.landed = landed
            raise
        else:
            for result in results:
                self._count(result)
        for ended in landed:
            if ended.fault:
                self._blame(ended.fault)
            del self.flying[ended.key]
            # One that was refused may have lost its connection: it is the last to be asked again.
            good = ended.value and ended.value.outcome and ended.value.outcome.verdict == "accepted"
            (self.idle.append if good else self.idle.appendleft)(ended.key)

    def _count(self, result: Result) -> None:
        for tally in (self.done, self.d.totals):
            tally.count(result.outcome)
        self.d.progress(1)

    def _blame(self, fault: BaseException) -> None:
        """Remember the fault that ends the round: the first, or better one that no waiting mends."""
        self.d.untidy |= isinstance(fault, Unavailable)
        self.fault = self.fault if self.fault and not isinstance(self.fault, Unavailable) else fault
