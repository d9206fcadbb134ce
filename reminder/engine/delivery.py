"""Deliver: claim, look once more, render, send, record. Nothing is sent inside a transaction (design 4).

At least once, said aloud: the one window for a second mail is between the server's 250 and our record of it,
and the second carries the same Message-ID.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from reminder.core.catalogue import Catalogue
from reminder.engine.letters import Letters, Ready
from reminder.engine.office import Office
from reminder.engine.pressure import Pressure
from reminder.engine.recording import Result, record, unblame, waiting
from reminder.errors import Unavailable
from reminder.failpoints import failpoint
from reminder.mail.outcome import Moment, Outcome, blocked
from reminder.store import claims, outbox
from reminder.store.claims import Take
from reminder.store.database import Connection, Database, get, put
from reminder.store.outbox import Carried, MailRow

log = logging.getLogger("reminder")
LEASE = timedelta(minutes=15)  # longer than the ten minutes a server may take after the final dot
MINUTE = timedelta(minutes=1)


class Mailer(Protocol):
    """SMTP or a Maildir. Neither raises for what a server or disk may do; each fault is an outcome."""

    def open(self) -> Outcome | None: ...

    def send(self, envelope_from: str, rcpt: str, message: bytes) -> Outcome: ...

    def abort(self) -> None: ...

    def close(self) -> None: ...


@dataclass
class Delivered:
    """Counts of what became of the claimed mails; `server` is the fault that stopped the server, if any."""

    sent: int = 0
    deferred: int = 0
    unknown: int = 0
    dead: int = 0
    cancelled: int = 0
    server: Outcome | None = None

    def count(self, outcome: Outcome | None) -> None:
        if outcome is None:
            self.cancelled += 1
            return
        name = {"accepted": "sent", "rejected": "dead"}.get(outcome.verdict, outcome.verdict)
        setattr(self, name, getattr(self, name) + 1)
        if not outcome.counted:
            self.server = outcome


@dataclass
class _Job:
    """A result on its way into the database."""

    result: Result
    done: bool = False
    fault: Exception | None = None


@dataclass
class Delivery:
    """Sends what is ready. Lives as long as its mailer; `owner` marks its claims, `server` names the rest kept in
    the database. `beat` is the running second it was last seen at work."""

    office: Office
    database: Database
    mailer: Mailer
    letters: Letters
    owner: str
    threads: int = 1
    lease: timedelta = LEASE
    server: str = "server"
    progress: Callable[[int], None] = lambda _n: None
    beat: float = 0.0
    totals: Delivered = field(default_factory=Delivered)
    _carried: dict[int, Carried] = field(default_factory=dict)
    _owed: list[Result] = field(default_factory=list)
    _refused: deque[tuple[MailRow, Outcome]] = field(default_factory=lambda: deque(maxlen=3))
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _committing: threading.Lock = field(default_factory=threading.Lock)
    _jobs: "list[_Job]" = field(default_factory=list)
    _untidy: bool = False

    def __post_init__(self) -> None:
        self.pressure = Pressure(self.threads)

    def settle(self, catalogue: Catalogue) -> None:
        """Record what an earlier round could not, return what it claimed for nothing, and learn whether the
        server rests."""
        running, now = self.office.clock.running(), self.office.clock.now()
        while self._owed:
            self.database.transact(lambda c: record(c, self.office, catalogue, self._owed[0]))
            self._owed.pop(0)
        if self._untidy:
            self.database.transact(lambda c: claims.give_back(c, self.owner))
            self._untidy = False
        if not self.office.clock.given:
            with self.database.read() as connection:
                kept = get(connection, self.server)
            if kept and not self.pressure.resting(running):
                self.pressure.load(kept, running, now)

    def one(self, mail: MailRow, catalogue: Catalogue, claimed: float) -> Outcome | None:
        """Send one claimed mail and record it; None when it had nothing left to say or was no longer ours."""
        try:
            result = self._attempt(mail, catalogue, claimed)
        except Unavailable:
            self._untidy = True
            raise
        if result is None:
            return None
        self._keep(result, catalogue)
        failpoint("recorded")
        self._suspect(mail, result.outcome, catalogue)
        return result.outcome

    def _attempt(self, mail: MailRow, catalogue: Catalogue, claimed: float) -> Result | None:
        clock = self.office.clock
        if clock.running() - claimed > self.lease.total_seconds() / 6 and not self._renew(mail):
            log.warning("claim lost while waiting", extra={"mail": mail.id})
            return None
        # First the connection, which may take minutes, then the look: so that nothing answered meanwhile leaves.
        shut = self.mailer.open()
        failpoint("connected")
        if shut is not None:
            return self._result(mail, None, shut)
        self.pressure.opened()
        try:
            known = self._carried.pop(mail.id, None)
            ready = self.letters.prepare(self.database, mail, catalogue, known)
        except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as fault:
            # One mail that cannot be made costs only itself (G6).
            log.exception("mail cannot be made", extra={"mail": mail.id})
            shut = Outcome("deferred", "M", Moment.BEFORE, text=f"{type(fault).__name__}; see the log")
            return self._result(mail, None, shut)
        if ready is None:
            self.database.transact(
                lambda c: claims.finish(c, mail, clock.now(), state="cancelled", note="nothing left to say")
            )
            return None
        failpoint("prepared")
        outcome = self.mailer.send(ready.sender, mail.mailbox, ready.message)
        failpoint("answered")
        return self._result(mail, ready, outcome)

    def _result(self, mail: MailRow, ready: Ready | None, outcome: Outcome) -> Result:
        """The result, and what it says of the server."""
        now, tell, mended = self.office.clock.now(), None, False
        if outcome.verdict == "accepted":
            mended = self.pressure.accepted()
        elif not outcome.counted:
            self.pressure.failed(outcome, self.office.clock.running(), now)
            since = self.pressure.since
            tell = since if self.pressure.must_tell(outcome, now) else None
        return Result(mail, ready, outcome, now, tell, mended)

    def _keep(self, result: Result, catalogue: Catalogue) -> None:
        """Commit a result, together with those of other threads that wait for the same disk: whoever comes first
        commits for all. Nobody goes on to another mail before its own is committed."""
        mine = _Job(result)
        with self._lock:
            self._jobs.append(mine)
        with self._committing:
            if not mine.done:
                with self._lock:
                    jobs, self._jobs = self._jobs, []
                self._commit(jobs, catalogue)
        if mine.fault:
            raise mine.fault

    def _commit(self, jobs: list["_Job"], catalogue: Catalogue) -> None:
        def work(connection: Connection) -> None:
            for job in jobs:
                self._record(connection, catalogue, job.result)

        try:
            self.database.transact(work)
        except Unavailable as fault:
            with self._lock:
                self._owed += [job.result for job in jobs]
            for job in jobs:
                job.fault = fault
        except Exception as fault:  # noqa: BLE001  # raised again in the thread it belongs to
            if len(jobs) == 1:
                jobs[0].fault = fault
            else:  # whose it is shows when each is committed alone
                for job in jobs:
                    self._commit([job], catalogue)
        for job in jobs:
            job.done = True

    def _record(self, connection: Connection, catalogue: Catalogue, result: Result) -> None:
        if not record(connection, self.office, catalogue, result):
            log.warning("stale result: another claim has this mail", extra={"mail": result.mail.id})
        clock = self.office.clock
        if not clock.given and (not result.outcome.counted or result.mended):
            put(connection, self.server, self.pressure.dump(clock.running(), clock.now()))
        failpoint("sent-uncommitted")

    def _suspect(self, mail: MailRow, outcome: Outcome, catalogue: Catalogue) -> None:
        """Three refusals by policy in a row are about us (reliability 3). The operator's own mails do not count:
        they go out after each refusal."""
        if mail.kind == "alert":
            return
        with self._lock:
            if outcome.verdict == "accepted":
                self._refused.clear()
            if outcome.verdict != "rejected":
                return
            self._refused.append((mail, outcome))
            found = blocked([(m.mailbox, o) for m, o in self._refused])
            if found is None:
                return
            mails = [m for m, _o in self._refused]
            self._refused.clear()
        now = self.office.clock.now()
        self.pressure.failed(found, self.office.clock.running(), now)
        self.pressure.must_tell(found, now)
        self.database.transact(lambda c: unblame(c, self.office, mails, str(found), now))

    def _renew(self, mail: MailRow) -> bool:
        now = self.office.clock.now()
        return self.database.transact(lambda c: claims.renew(c, mail, now, self.lease))

    def claim(self, catalogue: Catalogue, limit: int, only_alerts: bool) -> list[MailRow]:
        """Claim up to `limit` mails that may leave now; outside every window only what cannot wait."""
        now, smtp = self.office.clock.now(), self.office.config.smtp
        only_alerts = only_alerts or not self.office.retries_at(now, catalogue)
        first_too = only_alerts or self.office.sends_at(now, catalogue)
        kinds = ("alert",) if only_alerts else ()

        def work(connection: Connection) -> tuple[list[MailRow], dict[int, Carried]]:
            room, full = limit, tuple[str, ...]()
            # A clock that stands still has no minutes to count by.
            if (smtp.per_minute or smtp.per_domain) and not self.office.clock.given and not only_alerts:
                begun = claims.begun_since(connection, now - MINUTE)
                if smtp.per_minute:
                    room = min(room, smtp.per_minute - sum(begun.values()))
                if smtp.per_domain:
                    full = tuple(d for d, n in begun.items() if n >= smtp.per_domain)
                    room = min(
                        room, smtp.per_domain - max((n for d, n in begun.items() if d not in full), default=0)
                    )
            if room <= 0:
                return [], {}
            taken = claims.claim(connection, Take(self.owner, now, self.lease, room, first_too, kinds, full))
            carried = outbox.carried(connection, [m.id for m in taken])
            failpoint("claim-uncommitted")
            return taken, carried

        try:
            taken, carried = self.database.transact(work)
        except Unavailable:
            self._untidy = True  # a commit in doubt may have claimed
            raise
        self._carried |= carried
        if taken:
            failpoint("claimed")
        return taken

    def give_back(self, mails: list[MailRow]) -> None:
        """Return claims nothing was done for."""
        self._carried.clear()
        if not mails:
            return
        now = self.office.clock.now()
        try:
            self.database.transact(
                lambda c: [claims.finish(c, m, now, state=waiting(m), outcome="returned") for m in mails]
            )
        except Unavailable:
            self._untidy = True
            raise
