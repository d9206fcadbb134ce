"""The daemon: APScheduler says when to look; everything else is the tick's.

SIGHUP takes new rules, all or nothing. SIGTERM stops claiming, finishes what is in flight and ends with 0;
a second one ends at once.
"""

import logging
import os
import signal
import threading
from dataclasses import dataclass, field
from types import FrameType

from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.schedulers.background import BackgroundScheduler

from reminder.core.catalogue import Catalogue
from reminder.engine import rules
from reminder.engine.delivery import Delivery
from reminder.engine.office import Office
from reminder.engine.tick import delivery, reload, tick
from reminder.errors import ReminderError
from reminder.store.database import Database
from reminder.store.lock import sole

log = logging.getLogger("reminder")
PERIOD = 30  # seconds between looks; a minute of the send window is never missed


@dataclass
class Daemon:
    """One process at work on one database. `stop` ends its waits; all else is state of the current rules."""

    office: Office
    database: Database
    sender: Delivery
    catalogue: Catalogue
    stop: threading.Event = field(default_factory=threading.Event)
    reload_wanted: threading.Event = field(default_factory=threading.Event)
    failed: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        """One round. A fault in it is logged and the next round tries again; state lies in the database."""
        if self.stop.is_set():
            return
        if self.reload_wanted.is_set():
            self.reload_wanted.clear()
            self.take_rules()
        done = tick(self.office, self.catalogue, self.database, self.sender, self.stop.is_set)
        if done.rules_differ:
            self.follow_rules()
        e, d = done.evaluated, done.delivered
        if e.notices or d.sent or d.deferred or d.dead or d.unknown or done.recovered:
            log.info(
                "round",
                extra={
                    "notices": e.notices, "mails": e.mails, "held": e.held, "superseded": e.superseded,
                    "sent": d.sent, "deferred": d.deferred, "unknown": d.unknown, "dead": d.dead,
                    "recovered": done.recovered,
                },
            )  # fmt: skip
        if d.server:
            log.warning("mail server does not take mail", extra={"reply": str(d.server)})

    def take_rules(self) -> None:
        """SIGHUP: the files on disk come into force, or the rules there were stay, whole."""
        try:
            self.catalogue = reload(self.office)
            log.info("rules in force", extra={"plans": len(self.catalogue.plans)})
        except ReminderError as fault:
            log.error("rules kept, the new ones are faulty", extra={"problems": str(fault)})

    def follow_rules(self) -> None:
        """Another process put new rules in force: take them if our files say the same."""
        try:
            fresh = self.office.catalogue()
        except ReminderError:
            return
        with self.database.read() as connection:
            if rules.matches(connection, fresh):
                self.catalogue = fresh
                log.info("rules in force", extra={"plans": len(fresh.plans)})
                return
        log.warning("rules on disk are not those in force: nothing is evaluated until reminder reload")


def run(office: Office, period: int = PERIOD) -> int:
    """Work until told to stop; gives the exit code. Raises AlreadyRunning, Refused or BadInput at the start."""
    catalogue = office.catalogue()
    with office.writing() as database, sole(database), delivery(office, database) as sender:
        daemon = Daemon(office, database, sender, catalogue)
        tick(office, catalogue, database, sender, daemon.stop.is_set, alone=database.path is not None)
        _listen(daemon)
        scheduler = BackgroundScheduler(timezone=office.config.zone)
        scheduler.add_listener(lambda event: _fault(event), EVENT_JOB_ERROR)
        scheduler.add_job(
            daemon.look, "interval", seconds=period, coalesce=True, max_instances=1, misfire_grace_time=None
        )
        scheduler.start()
        log.info("daemon started", extra={"pid": os.getpid(), "database": office.config.database})
        daemon.stop.wait()
        log.info("daemon stopping")
        scheduler.shutdown(wait=True)
    log.info("daemon stopped")
    return 0


def _listen(daemon: Daemon) -> None:
    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        if daemon.stop.is_set():
            os._exit(1)
        daemon.stop.set()

    def ask_to_reload(_number: int, _frame: FrameType | None) -> None:
        daemon.reload_wanted.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    signal.signal(signal.SIGHUP, ask_to_reload)


def _fault(event: JobExecutionEvent) -> None:
    log.error("round failed; the next one tries again", extra={"fault": str(event.exception)})
