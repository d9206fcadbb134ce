"""Deliver: claim, look once more, render, send, record. Nothing is sent inside a transaction (design 4).

At least once, said aloud: the one window for a second mail is between the server's 250 and our record of it,
and the second carries the same Message-ID.
"""

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from reminder.core.catalogue import Catalogue
from reminder.core.reason import because
from reminder.engine.alerts import alert
from reminder.engine.letters import Letters, Ready
from reminder.engine.office import Office
from reminder.engine.reroute import reroute
from reminder.failpoints import failpoint
from reminder.mail.outcome import GIVE_UP, Event, Outcome, again_after, server_rest
from reminder.store import addresses, outbox
from reminder.store.database import Connection, Database
from reminder.store.outbox import MailRow

LEASE = timedelta(minutes=15)  # longer than the ten minutes a server may take after the final dot
BATCH = 20


class Mailer(Protocol):
    """SMTP or a Maildir. `send` never raises for what a server or disk may do; each fault is an outcome."""

    def send(self, envelope_from: str, rcpt: str, message: bytes) -> Outcome: ...

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


@dataclass
class Breaker:
    """Rests the server after a fault of its own: 30 s, doubling to 15 minutes."""

    failures: int = 0
    until: float = 0.0

    def open(self, running: float) -> bool:
        return running < self.until

    def fail(self, outcome: Outcome, running: float) -> None:
        self.failures += 1
        self.until = running + server_rest(outcome, self.failures).total_seconds()

    def recover(self) -> None:
        self.failures, self.until = 0, 0.0


@dataclass
class Delivery:
    """Sends what is ready. Lives as long as its mailer; `owner` marks its claims."""

    office: Office
    database: Database
    mailer: Mailer
    letters: Letters
    owner: str
    threads: int = 1
    breaker: Breaker = field(default_factory=Breaker)
    progress: Callable[[int], None] = lambda _n: None

    def run(self, catalogue: Catalogue, stopping: Callable[[], bool] = lambda: False) -> Delivered:
        """Send until nothing is ready, the server rests or `stopping`; gives what became of it."""
        done = Delivered()
        with ThreadPoolExecutor(self.threads, thread_name_prefix="send") as pool:
            while not stopping() and not self.breaker.open(self.office.clock.running()):
                batch = self._claim(catalogue)
                if not batch:
                    break
                for mail, outcome in pool.map(lambda m: self._one(m, catalogue, stopping), batch):
                    _count(done, mail, outcome)
                    self.progress(1)
        return done

    def _claim(self, catalogue: Catalogue) -> list[MailRow]:
        now = self.office.clock.now()
        if not self.office.retries_at(now, catalogue):
            return self._alerts(now)
        first_too = self.office.sends_at(now, catalogue)
        with self.database.write() as connection:
            return outbox.claim(connection, self.owner, now, now + LEASE, BATCH * self.threads, first_too)

    def _alerts(self, now: datetime) -> list[MailRow]:
        """Outside every window only the operator is told, and only what cannot wait."""
        with self.database.write() as connection:
            return outbox.claim(connection, self.owner, now, now + LEASE, BATCH, True, kind="alert")

    def _one(
        self, mail: MailRow, catalogue: Catalogue, stopping: Callable[[], bool]
    ) -> tuple[MailRow, Outcome | None]:
        if stopping() or self.breaker.open(self.office.clock.running()):
            self._finish(mail, state=_waiting(mail))
            return mail, None
        ready = self.letters.prepare(self.database, mail, catalogue)
        if ready is None:
            self._finish(mail, state="cancelled", note="nothing left to say")
            return mail, None
        failpoint("claimed")
        outcome = self.mailer.send(ready.sender, mail.mailbox, ready.message)
        failpoint("answered")
        self._record(mail, ready, outcome, catalogue)
        return mail, outcome

    def _record(self, mail: MailRow, ready: Ready, outcome: Outcome, catalogue: Catalogue) -> None:
        now = self.office.clock.now()
        told: dict[str, Any] = {
            "outcome": outcome.verdict,
            "reply": str(outcome),
            "body_hash": hashlib.sha256(ready.message).hexdigest(),
        }
        tries = mail.tries + outcome.counted
        with self.database.write() as connection:
            if ready.fault:
                alert(connection, self.office, now, [ready.fault])
            match outcome.verdict:
                case "accepted":
                    self.breaker.recover()
                    outbox.finish(connection, mail, now, state="sent", tries=tries, **told)
                    failpoint("uncommitted")
                case "rejected":
                    self._dead(connection, mail, ready, outcome, catalogue, now, told)
                case _ if not outcome.counted:
                    self.breaker.fail(outcome, self.office.clock.running())
                    outbox.finish(connection, mail, now, state=_waiting(mail), note=str(outcome), **told)
                    if outcome.tell == "once" or self._long_down(mail, now):
                        why = because(
                            "server-unreachable", since=mail.next_at.isoformat(), reply=str(outcome)
                        )
                        alert(connection, self.office, now, [why])
                case _ if now - mail.created_at > GIVE_UP:
                    outbox.finish(connection, mail, now, state="dead", tries=tries, note=str(outcome), **told)
                    why = because("mail-expired", address=mail.mailbox, tries=tries, reply=str(outcome))
                    alert(connection, self.office, now, [why])
                case verdict:
                    next_at = self.office.retry_at(now + again_after(max(tries, 1), outcome), catalogue)
                    doubt = mail.ambiguous or verdict == "unknown"
                    outbox.finish(
                        connection, mail, now, state="unknown" if doubt else "pending", ambiguous=doubt, tries=tries,
                        next_at=next_at, note=str(outcome), **told,
                    )  # fmt: skip

    def _dead(
        self, connection: Connection, mail: MailRow, ready: Ready, outcome: Outcome, catalogue: Catalogue,
        now: datetime, told: dict[str, Any],
    ) -> None:  # fmt: skip
        """Refused for good: the operator hears of it and the next contact is served by a new mail."""
        if not outbox.finish(
            connection, mail, now, state="dead", tries=mail.tries + 1, note=str(outcome), **told
        ):
            return
        alert(
            connection, self.office, now, [because("mail-rejected", address=mail.mailbox, reply=str(outcome))]
        )
        if outcome.level == "R" and outcome.event is not Event.NOT_PERMITTED:
            addresses.mark(connection, mail.mailbox, str(outcome), now)
        if outcome.level == "R":
            reroute(connection, self.office, catalogue, mail, ready.lines, now)

    def _finish(self, mail: MailRow, **values: Any) -> None:
        now = self.office.clock.now()
        with self.database.write() as connection:
            outbox.finish(connection, mail, now, **values)

    @staticmethod
    def _long_down(mail: MailRow, now: datetime) -> bool:
        return now - mail.next_at > timedelta(minutes=15)


def _waiting(mail: MailRow) -> str:
    """Where an untried claim goes back to: once unknown, a mail stays so until it is accepted."""
    return "unknown" if mail.ambiguous else "pending"


def _count(done: Delivered, mail: MailRow, outcome: Outcome | None) -> None:
    if outcome is None:
        done.cancelled += 1
    elif outcome.verdict == "accepted":
        done.sent += 1
    elif outcome.verdict == "unknown":
        done.unknown += 1
    elif outcome.verdict == "rejected":
        done.dead += 1
    else:
        done.deferred += 1
        done.server = outcome if not outcome.counted else done.server
