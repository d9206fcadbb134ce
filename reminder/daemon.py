"""The daemon: APScheduler says when to look, a second thread sends, so that neither waits for the other.

SIGHUP takes new rules, all or nothing. SIGTERM stops claiming, finishes or returns what is in flight within
30 seconds and ends with 0; a second one ends at once.
"""

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer

from apscheduler.schedulers.background import BackgroundScheduler

from reminder import monitoring
from reminder.clock import real_clock
from reminder.core.catalogue import Catalogue
from reminder.engine.context import rules
from reminder.engine.context.clock_guard import Timeguard
from reminder.engine.context.office import Office
from reminder.engine.context.waiting import waiting_plans
from reminder.engine.incoming.returned_mail import receive
from reminder.engine.operations import metrics
from reminder.engine.planning.store_decisions import Memo
from reminder.engine.sending.delivery import Delivery
from reminder.engine.sending.loop import send_ready
from reminder.engine.sending.mailers import delivery
from reminder.engine.tick import Gate, Surveyed, reload, survey
from reminder.errors import BadInput, Refused, ReminderError, Unavailable
from reminder.mail.imap import MailboxFault
from reminder.store.database import Database
from reminder.store.lock import sole
from reminder.systemd import notify, watchdog_seconds
from reminder.words import say

log = logging.getLogger("reminder")
IDLE = 5.0  # seconds between looks into the outbox when nothing wakes the sender
GRACE = 25.0  # seconds for mail in flight when asked to stop; then it is broken off
BROKEN_OFF = 4.0
_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
STUCK = 300.0  # seconds without a sign from a thread before the watchdog is left to bark
Beside = Callable[[Office, threading.Event], None]


@dataclass
class Daemon:
    """One process at work on one database. `stop` ends its waits; `fatal` is why, when going on would do harm."""

    office: Office
    database: Database
    sender: Delivery
    catalogue: Catalogue
    guard: Timeguard
    stop: threading.Event = field(default_factory=threading.Event)
    wake: threading.Event = field(default_factory=threading.Event)
    reload_wanted: threading.Event = field(default_factory=threading.Event)
    gate: Gate = "shut"
    fatal: ReminderError | None = None
    looked: float = 0.0
    memo: Memo = field(default_factory=Memo)
    differing: bool = False

    def look(self) -> None:
        """One look. A fault in it is logged and the next one tries again; state lies in the database."""
        if self.stop.is_set():
            return
        with self._surviving("round skipped", "round failed; the next one tries again"):
            self._look()
            while self.reload_wanted.is_set():  # asked for while we looked: the scheduler would skip that look
                self._look()
            self.looked = self.office.clock.running()

    @contextmanager
    def _surviving(
        self, waits: str, failed: str, pause: float = 0, passing: tuple[type[Exception], ...] = (Unavailable,)
    ) -> Iterator[None]:
        """Work that is tried again, after a `pause` at the soonest: a fault in it is logged, one that is `passing` in a
        word; only what would do harm stops everything."""
        try:
            yield
        except passing as fault:
            log.warning(waits, extra={"fault": str(fault)})
            self.stop.wait(pause)
        except Refused as fault:
            self.give_up(fault)
        except Exception:
            log.exception(failed)
            self.stop.wait(pause)

    def _look(self) -> None:
        if self.reload_wanted.is_set():
            self.reload_wanted.clear()
            self.take_rules()
        found = survey(self.office, self.catalogue, self.database, self.guard, alone=False, memo=self.memo)
        if found.rules_differ:
            self.follow_rules()
        if found.clock and self.gate == "open":
            log.error("clock not believed: nothing is evaluated, mail waits", extra={"why": say(found.clock, "en")})
        if found.gate == "open" and self.gate == "alerts":
            log.info("clock believed again")
        self.gate = found.gate
        _tell(found)
        self.wake.set()
        self._ping(found.gate)

    def _ping(self, gate: Gate) -> None:
        address = self.office.config.daemon.ping
        if address and gate == "open" and not self.problems():
            threading.Thread(target=monitoring.ping, args=(address,), daemon=True).start()

    def send(self) -> None:
        """Send what is ready, again and again, until told to stop."""
        while not self.stop.is_set():
            self.wake.wait(IDLE)
            self.wake.clear()
            self.sender.beat = self.office.clock.running()
            with self._surviving("sending waits", "sending failed; the next round tries again", IDLE):
                if self.gate != "shut":
                    self._send()

    def _send(self) -> None:
        self.database.verify()
        only_alerts = self.gate == "alerts"
        done = send_ready(self.sender, lambda: self.catalogue, self._must_stop, only_alerts)
        counts = {name: getattr(done, name) for name in ("sent", "deferred", "unknown", "dead", "cancelled")}
        if any(counts.values()):
            log.info("sent", extra=counts)
        if done.server:
            log.warning("mail server does not take mail", extra={"reply": str(done.server)})

    def _must_stop(self) -> bool:
        return self.stop.is_set() or self.gate == "shut"

    def give_up(self, fault: ReminderError) -> None:
        """Going on would do harm: everything stops, and the process ends with the fault's code."""
        self.fatal = self.fatal or fault
        log.critical("stopping", extra={"fault": str(fault)})
        self.stop.set()
        self.wake.set()

    def collect(self) -> None:
        """Read the mailbox of bounces and answers, again and again."""
        pause = 1.0  # the first time soon
        while not self.stop.wait(pause):
            pause = self.office.config.bounces.every_minutes * 60
            again = "mailbox not read; the next round tries again"
            with self._surviving("mailbox not read", again, passing=(MailboxFault, BadInput, Unavailable)):
                counts = receive(self.office, self.database, lambda: self.catalogue, self.sender.letters.secret)
                if counts:
                    log.info("mailbox read", extra=dict(counts))
                    self.wake.set()

    def take_rules(self) -> None:
        """SIGHUP: the files on disk come into force, or the rules there were stay, whole."""
        try:
            self.catalogue, self.differing = reload(self.office), False
            log.info("rules in force", extra={"plans": len(self.catalogue.plans)})
            _tell_waiting(self.catalogue)
        except (Unavailable, BadInput) as fault:
            log.error("rules kept, the new ones are faulty", extra={"problems": str(fault)})

    def follow_rules(self) -> None:
        """Another process put new rules in force: take them if our files say the same."""
        try:
            fresh = self.office.catalogue()
        except ReminderError:
            return
        with self.database.read() as connection:
            if rules.matches(connection, fresh):
                self.catalogue, self.differing = fresh, False
                log.info("rules in force", extra={"plans": len(fresh.plans)})
                _tell_waiting(fresh)
                return
        if not self.differing:
            log.warning("rules on disk are not those in force: nothing is evaluated until reminder reload")
        self.differing = True

    def problems(self) -> list[str]:
        """What a watcher should wake for."""
        now, running = self.office.clock.now(), self.office.clock.running()
        wrong = metrics.troubles(metrics.figures(self.office, self.database), now, self.office.config.zone)
        if self.gate != "open":
            wrong.append({"shut": "sends nothing: not adopted here", "alerts": "clock not believed"}[self.gate])
        if self.differing:
            wrong.append("rules on disk are not those in force")
        return wrong + self.stuck(running)

    def stuck(self, running: float) -> list[str]:
        """Threads that have given no sign for long."""
        seen = {"evaluation": self.looked, "sending": self.sender.beat}
        return [f"{name} gives no sign" for name, at in seen.items() if running - at > STUCK]

    def exposition(self) -> bytes:
        """The figures for /metrics."""
        found, totals = metrics.figures(self.office, self.database), self.sender.totals
        counted = {"accepted": totals.sent, "deferred": totals.deferred, "unknown": totals.unknown,
                   "rejected": totals.dead}  # fmt: skip
        return metrics.exposition(found, self.office.clock.now(), counted, len(self.problems()))

    def guarding(self) -> None:
        """Tell systemd we are alive, as long as we are."""
        period = watchdog_seconds()
        while period and not self.stop.wait(period / 3):
            if not self.stuck(self.office.clock.running()):
                notify("WATCHDOG=1")


def run(office: Office, accept_clock: bool = False, beside: Sequence[Beside] = ()) -> int:
    """Work until told to stop; gives the exit code. `beside` run in threads of their own for as long.
    Raises AlreadyRunning, Refused or BadInput at the start, Refused later when going on would do harm."""
    catalogue = office.catalogue()
    with office.writing() as database, sole(database), delivery(office, database) as sender:
        daemon = Daemon(office, database, sender, catalogue, Timeguard(office.clock, office.config.zone, accept_clock))
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        _start(daemon)
        scheduler = BackgroundScheduler(timezone=office.config.zone)
        scheduler.add_job(
            daemon.look, "interval", id="look", seconds=office.config.daemon.every_seconds,
            coalesce=True, max_instances=1, misfire_grace_time=None,
        )  # fmt: skip
        scheduler.start()
        sending = threading.Thread(target=daemon.send, name="sender")
        sending.start()
        watching = _beside(daemon, beside)
        log.info("daemon started", extra={"pid": os.getpid(), "database": office.config.database_shown})
        notify("READY=1")
        # The scheduler runs by the real clock, whatever day the office is at.
        _wait(daemon, lambda: scheduler.modify_job("look", next_run_time=real_clock().now()))
        notify("STOPPING=1")
        log.info("daemon stopping")
        scheduler.shutdown(wait=False)
        daemon.wake.set()
        sending.join(GRACE)
        if sending.is_alive():
            sender.mailer.abort()
            sending.join(BROKEN_OFF)
        if watching:
            watching.shutdown()
    if daemon.fatal:
        raise daemon.fatal
    log.info("daemon stopped")
    return 0


def _start(daemon: Daemon) -> None:
    """The first look, before anything else runs: what it refuses, it refuses loudly."""
    found = survey(daemon.office, daemon.catalogue, daemon.database, daemon.guard, alone=not daemon.database.shared)
    if found.clock:
        raise Refused(f"{say(found.clock, 'en')}; set the clock right, or give --accept-clock")
    daemon.gate, daemon.differing = found.gate, found.rules_differ
    daemon.looked = daemon.sender.beat = daemon.office.clock.running()
    _tell(found)
    _tell_waiting(daemon.catalogue)
    daemon.wake.set()


def _tell_waiting(catalogue: Catalogue) -> None:
    for waiting in waiting_plans(catalogue):
        log.warning("plan with open questions", extra={"plan": str(waiting.problem)})


def _tell(found: Surveyed) -> None:
    e = found.evaluated
    if e.notices:
        counts = {"notices": e.notices, "mails": e.mails, "held": e.held, "superseded": e.superseded}
        log.info("evaluated", extra=counts)
    if found.recovered:
        log.warning("mails that were in flight go out again", extra={"mails": found.recovered})


def _beside(daemon: Daemon, others: Sequence[Beside]) -> ThreadingHTTPServer | None:
    """Whatever else runs as long as the daemon; gives the server that must be closed."""
    office, threads = daemon.office, [daemon.guarding]
    if office.config.bounces.host:
        threads.append(daemon.collect)
    for work in threads:
        threading.Thread(target=work, name=work.__name__, daemon=True).start()
    for other in others:
        threading.Thread(target=other, args=(office, daemon.stop), daemon=True).start()
    if not office.config.daemon.listen_port:
        return None
    try:
        return monitoring.serve(office.config.daemon.listen_port, daemon.problems, daemon.exposition)
    except OSError as fault:
        log.error("no figures served", extra={"fault": str(fault)})
        return None


def _wait(daemon: Daemon, look_now: Callable[[], None]) -> None:
    """Until told to stop. Signals are taken here and nowhere else, so that none interrupts a lock."""
    while not daemon.stop.is_set():
        taken = signal.sigtimedwait(_SIGNALS, 1.0)
        if taken is None:
            continue
        if taken.si_signo == signal.SIGHUP:
            daemon.reload_wanted.set()
            look_now()
            continue
        daemon.stop.set()
    # A second request ends at once.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os._exit(1))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGTERM, signal.SIGINT))
