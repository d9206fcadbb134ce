"""One round: upkeep, evaluate, deliver. The daemon does the same, again and again."""

import hashlib
import os
import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from reminder.config import Config
from reminder.core.catalogue import Catalogue
from reminder.core.reason import Reason
from reminder.engine.context import rules
from reminder.engine.context.clock_guard import Timeguard
from reminder.engine.context.office import Office
from reminder.engine.context.secret import secret_of
from reminder.engine.mails.prepare import Letters
from reminder.engine.outbox.alerts import alert
from reminder.engine.planning.store_decisions import Evaluated, Memo, evaluate_into
from reminder.engine.sending.delivery import Delivered, Delivery, Mailer
from reminder.engine.sending.loop import send_ready
from reminder.errors import WrongUse
from reminder.mail.maildir import MaildirMailer
from reminder.mail.recipient_policy import Policy
from reminder.mail.render import Renderer
from reminder.mail.smtp import SmtpMailer
from reminder.mail.smtp_conversation import Server
from reminder.msgids import N_
from reminder.store import claims, maintenance, rulesets
from reminder.store.database import Connection, Database, get, put
from reminder.store.lock import sole

Gate = Literal["open", "alerts", "shut"]


@dataclass(frozen=True)
class Surveyed:
    """What one look did, and what it allows to be sent. `rules_differ`: the files on disk are not those in force,
    so nothing was evaluated. `foreign`: the database was copied here, so nothing may be sent. `clock`: why the
    clock is not believed, so that nothing was evaluated and mail waits, alerts apart."""

    evaluated: Evaluated = field(default_factory=Evaluated)
    recovered: int = 0
    rules_differ: bool = False
    foreign: bool = False
    clock: Reason | None = None

    @property
    def gate(self) -> Gate:
        return "shut" if self.foreign else "alerts" if self.clock else "open"


@dataclass(frozen=True)
class Ticked(Surveyed):
    """A look, and what was sent after it."""

    delivered: Delivered = field(default_factory=Delivered)


@contextmanager
def delivery(
    office: Office, database: Database, progress: Callable[[int], None] = lambda _n: None
) -> Iterator[Delivery]:
    """A delivery with its mailer, closed afterwards."""
    mailer = mailer_for(office)
    try:
        config = office.config
        letters = Letters(office, Renderer(config.template_dirs), secret_of(database))
        owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        yield Delivery(
            office, database, mailer, letters, owner,
            connections=config.smtp.connections if config.mail.transport == "smtp" else 1,
            server=server_key(config),
            progress=progress,
        )  # fmt: skip
    finally:
        mailer.close()


def server_key(config: Config) -> str:
    """Under which name the database keeps how this mail server stands."""
    smtp = config.mail.transport == "smtp"
    server = f"{config.smtp.host}:{config.smtp.port}" if smtp else "maildir"
    return f"server {hashlib.sha256(server.encode()).hexdigest()[:16]}"


def mailer_for(office: Office) -> Mailer:
    """The mailer the configuration asks for, to send with. Raises WrongUse where mail of a made-up day would reach
    agencies: a server on this machine is as real as any other, unless it is a declared sink."""
    config = office.config
    if office.clock.given and not config.sink and not config.mail.redirect_to:
        raise WrongUse.of(
            N_(
                "--at over a mail server needs mail.redirect_to, or smtp.sink for a server on this machine that "
                "keeps all mail: agencies must get no mail of a made-up day"
            )
        )
    return mailer(config, office.clock.running)


def mailer(config: Config, running: Callable[[], float]) -> Mailer:
    """The same to look at, on whatever day."""
    policy = policy_of(config)
    if config.mail.transport == "maildir":
        return MaildirMailer(config.maildir, policy)
    smtp = config.smtp
    server = Server(
        smtp.host,
        smtp.port,
        tls=smtp.tls,
        user=smtp.username,
        password=config.smtp_password(),
        ca_file=config.smtp_ca(),
    )
    return SmtpMailer(server, policy, running)


def policy_of(config: Config) -> Policy:
    """Where this office's mail may go."""
    return Policy(tuple(config.mail.domains), config.sink, config.mail.redirect_to)


def survey(
    office: Office, catalogue: Catalogue, database: Database, guard: Timeguard, alone: bool = False,
    memo: Memo | None = None,
) -> Surveyed:  # fmt: skip
    """Upkeep and evaluation over an open database. `alone`: no other daemon can be at work, so every claim left
    behind is a dead one's. `memo`: what the last look rested on. Raises Refused when the file is no longer the
    one that was opened."""
    database.verify()
    now, here = office.clock.now(), maintenance.home(database)

    def work(connection: Connection) -> Surveyed:
        wrong = guard.look(connection)
        if wrong:
            alert(connection, office, now, [wrong])
        recovered = claims.recover(connection, now, everyone=alone) if alone or not wrong else 0
        if rulesets.in_force_hash(connection) is None:
            rules.enforce(connection, catalogue, now)
        differ = not rules.matches(connection, catalogue)
        return Surveyed(Evaluated(ran=False), recovered, differ, get(connection, "home") != here, wrong)

    found = database.transact(work)
    if found.rules_differ or found.clock:
        return found
    evaluated = evaluate_into(database, office, catalogue, memo)
    if not office.clock.given:
        database.transact(lambda c: put(c, "evaluated", now.isoformat()))
    return Surveyed(evaluated, found.recovered, found.rules_differ, found.foreign)


def tick(
    office: Office, catalogue: Catalogue, database: Database, sender: Delivery,
    stopping: Callable[[], bool] = lambda: False, alone: bool = False, guard: Timeguard | None = None,
) -> Ticked:  # fmt: skip
    """One round over an open database."""
    found = survey(office, catalogue, database, guard or Timeguard(office.clock, office.config.zone), alone)
    delivered = Delivered()
    if found.gate != "shut":
        delivered = send_ready(sender, lambda: catalogue, stopping, only_alerts=found.gate == "alerts")
    return Ticked(found.evaluated, found.recovered, found.rules_differ, found.foreign, found.clock, delivered)


def tick_once(
    office: Office, progress: Callable[[int], None] = lambda _n: None, accept_clock: bool = False
) -> Ticked:
    """The `tick` command: open, hold alone, one round, close. Raises AlreadyRunning beside a daemon."""
    catalogue = office.catalogue()
    with office.writing() as database, sole(database), delivery(office, database, progress) as sender:
        guard = Timeguard(office.clock, office.config.zone, accept_clock)
        return tick(office, catalogue, database, sender, alone=not database.shared, guard=guard)


def reload(office: Office) -> Catalogue:
    """Put the files on disk into force, all or nothing. Raises BadInput with every problem, changing nothing."""
    catalogue = office.catalogue()
    with office.writing() as database:
        database.transact(lambda connection: rules.enforce(connection, catalogue, office.clock.now()))
    return catalogue


def last_evaluated(connection: Connection) -> datetime | None:
    """When rules were last evaluated by a real clock."""
    text = get(connection, "evaluated")
    return datetime.fromisoformat(text) if text else None
