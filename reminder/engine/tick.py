"""One round: upkeep, evaluate, deliver. The daemon does the same, again and again."""

import os
import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from reminder.core.catalogue import Catalogue
from reminder.engine import rules
from reminder.engine.delivery import Delivered, Delivery, Mailer
from reminder.engine.evaluation import Evaluated, evaluate_into
from reminder.engine.letters import Letters
from reminder.engine.office import Office
from reminder.engine.secret import secret_of
from reminder.errors import WrongUse
from reminder.mail.address import Policy, loopback
from reminder.mail.conversation import Server
from reminder.mail.maildir import MaildirMailer
from reminder.mail.render import Renderer
from reminder.mail.smtp import SmtpMailer
from reminder.store import outbox, rulesets
from reminder.store.database import Database, get, home
from reminder.store.lock import sole


@dataclass(frozen=True)
class Ticked:
    """What one round did. `rules_differ`: the files on disk are not those in force, so nothing was evaluated.
    `foreign`: the database was copied here, so nothing was sent."""

    evaluated: Evaluated = field(default_factory=Evaluated)
    delivered: Delivered = field(default_factory=Delivered)
    recovered: int = 0
    rules_differ: bool = False
    foreign: bool = False


@contextmanager
def delivery(
    office: Office, database: Database, progress: Callable[[int], None] = lambda _n: None
) -> Iterator[Delivery]:
    """A delivery with its mailer, closed afterwards. Claims an owner of this name left behind are its own."""
    mailer = mailer_for(office)
    try:
        with database.write() as connection:
            secret = secret_of(connection, database)
        config = office.config
        letters = Letters(office, Renderer(config.template_dirs), secret)
        owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        threads = config.smtp.connections if config.mail.transport == "smtp" else 1
        yield Delivery(office, database, mailer, letters, owner, threads, progress=progress)
    finally:
        mailer.close()


def mailer_for(office: Office) -> Mailer:
    """The mailer the configuration asks for."""
    config = office.config
    policy = Policy(tuple(config.mail.domains), redirect_to=config.mail.redirect_to)
    if config.mail.transport == "maildir":
        return MaildirMailer(config.maildir, policy)
    smtp = config.smtp
    if office.clock.given and not config.mail.redirect_to and not loopback(smtp.host):
        raise WrongUse(
            "--at over a real mail server needs mail.redirect_to: agencies must get no mail of a made-up day"
        )
    server = Server(
        smtp.host,
        smtp.port,
        tls=smtp.tls,
        user=smtp.username,
        password=config.smtp_password(),
        ca_file=smtp.ca_file,
    )
    return SmtpMailer(server, policy, office.clock.running)


def tick(
    office: Office, catalogue: Catalogue, database: Database, sender: Delivery,
    stopping: Callable[[], bool] = lambda: False, alone: bool = False,
) -> Ticked:  # fmt: skip
    """One round over an open database. `alone`: no other daemon can be at work, so every claim left behind
    is a dead one's."""
    now = office.clock.now()
    with database.write() as connection:
        recovered = outbox.recover(connection, now, everyone=alone)
        if rulesets.in_force(connection) is None:
            rulesets.enforce(connection, catalogue.texts, now)
        differ = not rules.matches(connection, catalogue)
        foreign = get(connection, "home") != home(database)
    evaluated = Evaluated(ran=False) if differ else evaluate_into(database, office, catalogue)
    delivered = Delivered() if foreign else sender.run(catalogue, stopping)
    return Ticked(evaluated, delivered, recovered, differ, foreign)


def tick_once(office: Office, progress: Callable[[int], None] = lambda _n: None) -> Ticked:
    """The `tick` command: open, hold alone, one round, close. Raises AlreadyRunning beside a daemon."""
    catalogue = office.catalogue()
    with office.writing() as database, sole(database), delivery(office, database, progress) as sender:
        return tick(office, catalogue, database, sender, alone=database.path is not None)


def reload(office: Office) -> Catalogue:
    """Put the files on disk into force, all or nothing. Raises BadInput with every problem, changing nothing."""
    catalogue = office.catalogue()
    with office.writing() as database, database.write() as connection:
        if not rules.matches(connection, catalogue):
            rulesets.enforce(connection, catalogue.texts, office.clock.now())
    return catalogue
