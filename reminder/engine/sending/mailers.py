"""The mailer that the configuration asks for, and where mail may go."""

import hashlib
import os
import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from reminder.config import Config
from reminder.engine.context.office import Office
from reminder.engine.context.secret import secret_of
from reminder.engine.mails.prepare import Letters
from reminder.engine.sending.delivery import Delivery, Mailer
from reminder.errors import WrongUse
from reminder.mail.maildir import MaildirMailer
from reminder.mail.recipient_policy import Policy
from reminder.mail.render import Renderer
from reminder.mail.smtp import SmtpMailer
from reminder.mail.smtp_conversation import Server
from reminder.store.database import Database
from reminder.translatable import N_


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
    password, ca_file = config.password("smtp"), config.certificates("smtp")
    server = Server(smtp.host, smtp.port, tls=smtp.tls, user=smtp.username, password=password, ca_file=ca_file)
    return SmtpMailer(server, policy, running)


def policy_of(config: Config) -> Policy:
    """Where this office's mail may go."""
    return Policy(tuple(config.mail.domains), config.sink, config.mail.redirect_to)
