"""One round of sending: keeps as many mails in flight as the server bears, and claims more as they leave."""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Empty, SimpleQueue

from reminder.core.catalogue import Catalogue
from reminder.engine.delivery import Delivered, Delivery
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


class _Round:
    """One run. Each sender takes mail after mail as long as it may; the round opens places for more senders, and
    claims when the queue is empty."""

    def __init__(
        self,
        delivery: Delivery,
        catalogue: Callable[[], Catalogue],
        stopping: Callable[[], bool],
        only_alerts: bool,
    ) -> None:
        self.d, self.catalogue, self.stopping, self.only_alerts = delivery, catalogue, stopping, only_alerts
        self.done = Delivered()
        self.queue: deque[MailRow] = deque()
        self.flying: dict[object, float] = {}  # by place: since when its mail is under way
        self.landed: SimpleQueue[tuple[object, Future[None] | None]] = SimpleQueue()
        self.lock = threading.Lock()
        self.claimed = self.asked = -1e9
        self.batch = delivery.threads
        self.dry = False
        self.fault: BaseException | None = None

    def run(self) -> Delivered:
        with ThreadPoolExecutor(self.d.threads * EXTRA, thread_name_prefix="send") as pool:
            try:
                while self._go(pool):
                    self._land()
            except Unavailable as fault:
                self.fault = self.fault or fault
            while self.flying:
                self._land()
        self.d.give_back(list(self.queue))
        if self.fault:
            raise self.fault
        return self.done

    def _go(self, pool: ThreadPoolExecutor) -> bool:
        """Fill the free places; False when there is nothing more to do."""
        self.d.beat = now = self.d.office.clock.running()
        if self._over(now):
            return False
        # Seen before anything is claimed: what the last mail under way leaves behind is asked for once it has landed.
        going = bool(self.flying)
        if not self.queue and self._free(now) and (not self.dry or not going or now - self.asked > SLOW / 2):
            self._refill(now)
        while self._room(place := object(), now):
            going = True
            sender = pool.submit(self._send, place)
            sender.add_done_callback(lambda done, place=place: self.landed.put((place, done)))  # type: ignore[misc]
        return going

    def _room(self, place: object, now: float) -> bool:
        """Whether one more may send; its place is taken then."""
        with self.lock:
            room = bool(self.queue) and self._free(now)
            if room:
                self.flying[place] = now
            return room

    def _send(self, place: object) -> None:
        """Mail after mail, each recorded before the next is taken."""
        while (mail := self._next(place)) is not None:
            outcome = self.d.one(mail, self.catalogue(), self.claimed)
            with self.lock:
                for tally in (self.done, self.d.totals):
                    tally.count(outcome)
                self.d.progress(1)

    def _next(self, place: object) -> MailRow | None:
        """The mail this place sends now; None, and the place is given up, when there is none or too many are under
        way."""
        with self.lock:
            self.d.beat = now = self.d.office.clock.running()
            del self.flying[place]
            if self._over(now) or not self.queue or not self._free(now):
                return None
            self.flying[place] = now
            mail = self.queue.popleft()
            if self.queue and self._free(now):
                self.landed.put((None, None))  # there is room for one more
            return mail

    def _over(self, now: float) -> bool:
        return self.fault is not None or self.stopping() or self.d.pressure.resting(now)

    def _refill(self, now: float) -> None:
        """Claim about as much as leaves in half a second, so that what is urgent never waits behind a long batch."""
        took = now - self.claimed
        self.batch = min(BATCH, self.batch * 2) if took < SLOW / 2 else max(self.d.threads, self.batch // 2)
        found = self.d.claim(self.catalogue(), self.batch, self.only_alerts)
        self.asked, self.dry = now, len(found) < self.batch
        if found:
            self.claimed = now
            self.queue.extend(found)

    def _free(self, now: float) -> bool:
        slow = sum(now - begun > SLOW for begun in tuple(self.flying.values()))
        pressure = self.d.pressure
        slow = min(slow, pressure.width * (EXTRA - 1)) if pressure.proven else 0
        return len(self.flying) - slow < pressure.width

    def _land(self) -> None:
        self.d.beat = self.d.office.clock.running()
        try:
            place, sender = self.landed.get(timeout=SLOW / 2)
        except Empty:
            return
        fault = sender.exception() if sender else None
        if fault is None:
            return
        with self.lock:
            self.flying.pop(place, None)
        self.fault = self.fault if self.fault and not isinstance(fault, Unavailable) else fault
