"""Deliver: claim, look once more, render, send, record. Nothing is sent inside a transaction (design 4).

At least once, said aloud: the one window for a second mail is between the server's 250 and our record of it,
and the second carries the same Message-ID.
"""

import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Protocol, TypeVar

from reminder.core.catalogue import Catalogue
from reminder.engine.context.office import Office
from reminder.engine.context.transaction import Transaction, transact
from reminder.engine.mails.prepare import Letters, PreparedMail
from reminder.engine.outbox.reroute import take_back
from reminder.engine.sending.backoff import Pressure
from reminder.engine.sending.record_outcome import Result, put_aside, record, unblame, waiting
from reminder.errors import Refused, Unavailable
from reminder.failpoints import failpoint
from reminder.mail.reply_codes import Event, Moment, Outcome, blocked, classify
from reminder.mail.threads import Steps
from reminder.store import claims, outbox
from reminder.store.claims import Take
from reminder.store.database import Connection, Database, get, put
from reminder.store.outbox import Carried, ClaimLost, MailRow

log = logging.getLogger("reminder")
T = TypeVar("T")
LEASE = timedelta(minutes=15)  # longer than the ten minutes a server may take after the final dot
MINUTE = timedelta(minutes=1)


class Channel(Protocol):
    """A way to the server for one mail at a time. Nothing raises for what a server or disk may do; each fault is an
    outcome."""

    @property
    def ready(self) -> bool: ...

    def open(self) -> Outcome | None: ...

    def send(self, envelope_from: str, rcpt: str, message: bytes) -> Outcome: ...


class Mailer(Protocol):
    """SMTP or a Maildir."""

    def line(self) -> Channel: ...

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
class Delivery:
    """Sends what is ready. Lives as long as its mailer; `owner` marks its claims, `server` names the rest kept in
    the database. `beat` is the running second it was last seen at work; `untidy`: claims may be left of which
    nothing came.

    Not for several threads."""

    office: Office
    database: Database
    mailer: Mailer
    letters: Letters
    owner: str
    connections: int = 1
    lease: timedelta = LEASE
    server: str = "server"
    progress: Callable[[int], None] = lambda _n: None
    beat: float = 0.0
    untidy: bool = False
    totals: Delivered = field(default_factory=Delivered)
    _carried: dict[int, Carried] = field(default_factory=dict)
    _owed: list[Result] = field(default_factory=list)
    _refused: deque[tuple[MailRow, Outcome]] = field(default_factory=lambda: deque(maxlen=3))
    _spell: str | None = None  # the status with which our own address is refused, until a mail is taken
    _wronged: list[MailRow] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pressure = Pressure(self.connections)

    def settle(self, catalogue: Catalogue) -> None:
        """Record what an earlier round could not, return what it claimed for nothing, and learn whether the
        server rests."""
        running, now = self.office.clock.running(), self.office.clock.now()
        self._record_owed(catalogue)
        if self.untidy:
            self.database.transact(lambda c: claims.give_back(c, self.owner))
            self.untidy = False
        if not self.office.clock.given:
            with self.database.read() as connection:
                kept = get(connection, self.server)
            if kept and not self.pressure.resting(running):
                self.pressure.load(kept, running, now)

    def _record_owed(self, catalogue: Catalogue) -> None:
        """Each result alone: one that cannot be recorded costs only its own mail. Raises Refused; Unavailable, and then
        the rest stays owed."""
        while self._owed:
            result = self._owed[0]
            try:
                self._transact(catalogue, partial(self._record, result=result))
            except (Refused, Unavailable):
                raise
            except Exception as fault:
                log.exception("a result cannot be recorded", extra={"mail": result.mail.id})
                self._transact(catalogue, partial(put_aside, result=result, fault=fault))
            else:
                self._suspect(result, catalogue)
            self._owed.pop(0)

    def _transact(self, catalogue: Catalogue, work: Callable[[Transaction], T]) -> T:
        return transact(self.database, self.office, catalogue, work)

    def draft(self, mail: MailRow, catalogue: Catalogue) -> PreparedMail:
        """The mail as it reads now, made ahead of its turn."""
        known = self._carried.pop(mail.id, None)
        return self._made(mail, lambda: self.letters.draft(self.database, mail, catalogue, known))

    def attempt(
        self, line: Channel, draft: PreparedMail, catalogue: Callable[[], Catalogue], claimed: float
    ) -> Steps[Result | None]:
        """Look once more and send one claimed mail; None when it was no longer ours. What it gives is yet to be
        kept, and until then the same line sends no other."""
        mail, clock = draft.mail, self.office.clock
        if clock.running() - claimed > self.lease.total_seconds() / 6 and not self._renew(mail):
            log.warning("claim lost while waiting", extra={"mail": mail.id})
            return None
        # First the connection, which may take minutes, then the look: so that nothing answered meanwhile leaves.
        try:
            shut = None if line.ready else (yield line.open)
        except Exception as fault:  # a mistake of ours, and the same for every mail
            log.exception("the mail server cannot be opened")
            shut = classify(Moment.CONNECT, Event.CLOSED, f"{type(fault).__name__}; see the log")
        failpoint("connected")
        if shut is not None:
            return self._result(PreparedMail(mail), shut)
        self.pressure.opened()
        final = draft
        if not draft.fault:
            try:
                final = self._made(mail, lambda: self.letters.final(self.database, draft, catalogue()))
            except ClaimLost:
                log.warning("claim lost before sending", extra={"mail": mail.id})
                return None
        if final.fault or not final.ready:
            return self._result(final, final.fault)
        failpoint("prepared")
        try:
            outcome = yield partial(line.send, final.ready.sender, mail.mailbox, final.ready.message)
        except Exception as fault:  # a mistake of ours: how far it came, nobody knows
            log.exception("mail cannot be sent", extra={"mail": mail.id})
            outcome = Outcome("unknown", "M", Moment.DOT, text=f"{type(fault).__name__}; see the log")
        failpoint("answered")
        return self._result(final, outcome)

    def _made(self, mail: MailRow, make: Callable[[], PreparedMail]) -> PreparedMail:
        try:
            return make()
        except (ClaimLost, Refused):
            raise
        except Exception as fault:
            # One mail that cannot be made costs only itself (G6).
            log.exception("mail cannot be made", extra={"mail": mail.id})
            why = Outcome("deferred", "M", Moment.BEFORE, text=f"{type(fault).__name__}; see the log")
            return PreparedMail(mail, fault=why)

    def _result(self, draft: PreparedMail, outcome: Outcome | None) -> Result:
        """The result, and what it says of the server."""
        now, tell, mended = self.office.clock.now(), None, False
        if outcome and outcome.verdict == "accepted":
            mended = self.pressure.accepted()
        elif outcome and not outcome.counted:
            self.pressure.failed(outcome, self.office.clock.running(), now)
            since = self.pressure.since
            tell = since if self.pressure.must_tell(outcome, now) else None
        return Result(draft.mail, draft.ready, outcome, now, draft.moot, tell, mended)

    def keep(self, results: Sequence[Result], catalogue: Catalogue) -> None:
        """Commit results together: the disk is waited for once. What cannot be recorded is put aside. Raises Refused;
        Unavailable, and then what is not committed is owed."""

        def work(tx: Transaction) -> None:
            for result in results:
                self._record(tx, result)

        try:
            self._transact(catalogue, work)
        except Unavailable:
            self._owed += results
            raise
        except Refused:
            raise
        except Exception:  # noqa: BLE001  # whose it is shows when each is committed alone
            self._owed += results
            self._record_owed(catalogue)
            return
        failpoint("recorded")
        for result in results:
            self._suspect(result, catalogue)

    def _record(self, tx: Transaction, result: Result) -> None:
        if not record(tx, result):
            log.warning("stale result: another claim has this mail", extra={"mail": result.mail.id})
        clock, outcome = self.office.clock, result.outcome
        if not clock.given and (result.mended or (outcome and not outcome.counted)):
            put(tx.connection, self.server, self.pressure.dump(clock.running(), clock.now()))
        failpoint("sent-uncommitted")

    def _suspect(self, result: Result, catalogue: Catalogue) -> None:
        """Three refusals by policy in a row are about us (reliability 3). The operator's own mails do not count:
        they go out after each refusal."""
        mail, outcome = result.mail, result.outcome
        if outcome is None or mail.kind == "alert":
            return
        if outcome.verdict == "accepted":
            self._refused.clear()
            self._spell = None
        if outcome.verdict != "rejected":
            return
        self._refused.append((mail, outcome))
        found = blocked([(m.mailbox, o) for m, o in self._refused])
        if found:
            self._spell = found.status
        elif outcome.status != self._spell:
            return
        # Others that were under way when the third came back are refused for the same reason.
        mails = [m for m, _o in self._refused] if found else [mail]
        said, now = str(found or outcome), self.office.clock.now()
        self._refused.clear()
        self._wronged += mails
        if found:
            self.pressure.failed(found, self.office.clock.running(), now)
            self.pressure.must_tell(found, now)
        try:
            self._transact(catalogue, lambda tx: unblame(tx, mails, said))
        except Refused:
            raise
        except Exception:
            log.exception("refusals by policy cannot be taken back")

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
                    room = min(room, smtp.per_domain - max((n for d, n in begun.items() if d not in full), default=0))
            if room <= 0:
                return [], {}
            taken = claims.claim(connection, Take(self.owner, now, self.lease, room, first_too, kinds, full))
            carried = outbox.carried(connection, [m.id for m in taken]) if taken else {}
            failpoint("claim-uncommitted")
            return taken, carried

        try:
            taken, carried = self.database.transact(work)
        except Unavailable:
            self.untidy = True  # a commit in doubt may have claimed
            raise
        self._carried |= carried
        if taken:
            failpoint("claimed")
        return taken

    def give_back(self, mails: Sequence[MailRow]) -> None:
        """Return claims nothing was done for, and drop those among them that stood in for mails refused on our own
        account."""
        self._carried.clear()
        if not mails and not self._wronged:
            return
        now = self.office.clock.now()

        def work(connection: Connection) -> None:
            for mail in mails:
                claims.finish(connection, mail, now, state=waiting(mail.ambiguous), outcome="returned")
            for mail in self._wronged:
                take_back(connection, mail.id)

        try:
            self.database.transact(work)
        except Unavailable:
            self.untidy = True
            raise
        self._wronged.clear()
