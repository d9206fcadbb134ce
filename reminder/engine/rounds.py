"""One round of sending. One thread claims, makes the mails and keeps what became of them; senders do nothing but speak
with the server, as many at once as it bears. So nobody who holds the database waits for a mail being made."""

import threading
from collections import deque
from collections.abc import Callable
from queue import Empty, SimpleQueue

from reminder.core.catalogue import Catalogue
from reminder.engine.delivery import Delivered, Delivery
from reminder.engine.letters import Draft
from reminder.engine.recording import Result
from reminder.errors import Unavailable
from reminder.store.outbox import MailRow

BATCH = 100  # mails claimed by one commit, at most
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


class Sender:
    """A thread with a connection of its own, which it keeps from mail to mail. `landed` gets what became of each."""

    def __init__(self, attempt: Callable[[Draft], Result | None], landed: "SimpleQueue[Landed]") -> None:
        self._attempt, self._landed = attempt, landed
        self._given: SimpleQueue[Draft | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="send", daemon=True)
        self._thread.start()

    def give(self, draft: Draft) -> None:
        """Send this one. Not before what became of the last is kept."""
        self._given.put(draft)

    def end(self) -> None:
        self._given.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (draft := self._given.get()) is not None:
            self._landed.put((self, *tried(self._attempt, draft)))


Landed = tuple[Sender, Result | None, Exception | None]


def tried(attempt: Callable[[Draft], Result | None], draft: Draft) -> tuple[Result | None, Exception | None]:
    """What came of it, or what went wrong."""
    try:
        return attempt(draft), None
    except Exception as fault:  # noqa: BLE001  # raised again by the round
        return None, fault


class _Round:
    """One run: mails `queued` as claimed, `drafts` made of them, senders `flying` with one each since a running
    second, `idle` ones, the best last."""

    def __init__(
        self,
        delivery: Delivery,
        catalogue: Callable[[], Catalogue],
        stopping: Callable[[], bool],
        only_alerts: bool,
    ) -> None:
        self.d, self.catalogue, self.stopping, self.only_alerts = delivery, catalogue, stopping, only_alerts
        self.done = Delivered()
        self.queued: deque[MailRow] = deque()
        self.drafts: deque[Draft] = deque()
        self.flying: dict[Sender, float] = {}
        self.idle: deque[Sender] = deque()
        self.landed: SimpleQueue[Landed] = SimpleQueue()
        self.claimed = self.asked = -1e9
        self.batch = delivery.threads
        self.dry = False
        self.fault: Exception | None = None

    def run(self) -> Delivered:
        try:
            try:
                while self._go():
                    pass
            except Exception as fault:  # noqa: BLE001  # raised when all have landed
                self._blame(fault)
            finally:
                while self.flying:
                    self._land()
        finally:
            while self.idle:
                self.idle.pop().end()
        self.d.give_back([*(draft.mail for draft in self.drafts), *self.queued])
        if self.fault:
            raise self.fault
        return self.done

    def _go(self) -> bool:
        """One step; False when there is nothing more to do."""
        self.d.beat = now = self.d.office.clock.running()
        if self.fault or self.stopping() or self.d.pressure.resting(now):
            return False
        while self.drafts and self._free(now):
            sender = self.idle.pop() if self.idle else Sender(self._attempt, self.landed)
            self.flying[sender] = now
            sender.give(self.drafts.popleft())
        # Made ahead, one for each connection, while the others are under way; then all that landed is kept at once.
        if len(self.drafts) < self.d.pressure.width and self._next(now):
            self.drafts.append(self.d.draft(self.queued.popleft(), self.catalogue()))
        elif self.flying:
            self._land()
        else:
            return False
        return True

    def _attempt(self, draft: Draft) -> Result | None:
        return self.d.attempt(draft, self.catalogue(), self.claimed)

    def _next(self, now: float) -> bool:
        """Whether a claimed mail waits to be made."""
        if not self.queued and (not self.dry or not self.flying or now - self.asked > SLOW / 2):
            self._refill(now)
        return bool(self.queued)

    def _refill(self, now: float) -> None:
        """Claim about as much as leaves in half a second, so that what is urgent never waits behind a long batch."""
        took = now - self.claimed
        self.batch = min(BATCH, self.batch * 2) if took < SLOW / 2 else max(self.d.threads, self.batch // 2)
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
        """Wait a moment for senders, and keep what became of their mails."""
        self.d.beat = self.d.office.clock.running()
        results: list[Result] = []
        try:
            self._arrived(self.landed.get(timeout=SLOW / 2), results)
            while True:
                self._arrived(self.landed.get_nowait(), results)
        except Empty:
            pass
        try:
            if results:
                self.d.keep(results, self.catalogue())
        except Exception as fault:  # noqa: BLE001  # raised when all have landed
            self._blame(fault)
            return
        for result in results:
            for tally in (self.done, self.d.totals):
                tally.count(result.outcome)
            self.d.progress(1)

    def _arrived(self, landed: Landed, results: list[Result]) -> None:
        sender, result, fault = landed
        del self.flying[sender]
        if result:
            results.append(result)
        if fault:
            self._blame(fault)
        # One that was refused may have lost its connection: it is the last to be asked again.
        good = result and result.outcome and result.outcome.verdict == "accepted"
        (self.idle.append if good else self.idle.appendleft)(sender)

    def _blame(self, fault: Exception) -> None:
        """Remember the fault that ends the round: the first, or better one that no waiting mends."""
        self.d.untidy |= isinstance(fault, Unavailable)
        self.fault = self.fault if self.fault and not isinstance(self.fault, Unavailable) else fault
