"""The mailbox that reports and answers come to: each mail is dealt with, whatever the one before it held.

Each is dealt with in one transaction, which also remembers it: seen again after a crash, or because it stays or was
put back, it changes nothing. What is believed, and what follows: a report in `bounced`, an answer in `answered`. The
rest is counted, and the operator hears of it once a day.
"""

import logging
from collections import Counter
from collections.abc import Callable

from reminder.config import Config
from reminder.core.catalogue import Catalogue
from reminder.core.reason import because
from reminder.engine.context.office import Office
from reminder.engine.context.transaction import Transaction, transact
from reminder.engine.incoming import staying_mails
from reminder.engine.incoming.answered import answered
from reminder.engine.incoming.bounced import bounced
from reminder.engine.outbox.alerts import alert
from reminder.errors import Refused
from reminder.mail.collect import MailsStay, collect
from reminder.mail.imap import Box
from reminder.mail.received import Received, read_received
from reminder.store import incoming, incoming_counts, outbox
from reminder.store.database import Database

log = logging.getLogger("reminder")


def receive(office: Office, database: Database, catalogue: Callable[[], Catalogue], secret: bytes) -> Counter[str]:
    """Read the mailbox of the configuration once; counts by kind. Raises MailboxFault, BadInput, Refused: then
    what was not dealt with is still there."""
    counts = Counter[str]()

    def take(raw: bytes) -> None:
        counts[deal(office, database, catalogue(), secret, raw)] += 1

    box, staying = box_of(office.config), database.transact(staying_mails.read)
    try:
        collect(box, take, staying)
    except MailsStay as fault:
        why = because("mails-stay", stay=fault.count, folder=box.folder)
        transact(database, office, catalogue(), lambda tx: alert(tx, [why]))
        raise
    finally:
        database.transact(lambda connection: staying_mails.write(connection, staying))
    return counts


def box_of(config: Config) -> Box:
    """The mailbox of the configuration. Raises BadInput where its password or certificates cannot be read."""
    b, password, ca_file = config.bounces, config.password("bounces"), config.certificates("bounces")
    return Box(b.host, b.port, b.tls, b.username, password, ca_file, b.folder, b.done_folder)


def deal(office: Office, database: Database, catalogue: Catalogue, secret: bytes, raw: bytes) -> str:
    """Act on one mail that came in; gives what it was taken for. One that cannot be dealt with is told of and costs
    nobody else anything. Raises Refused: then the database is at fault, not the mail."""
    found = None
    try:
        found = read_received(raw, secret)
        return transact(database, office, catalogue, lambda tx: _act(tx, found))
    except Refused:
        raise
    except Exception as fault:
        log.error("an incoming mail cannot be dealt with", extra={
            "fault": f"{type(fault).__name__}: {fault}", "message_id": found.message_id if found else ""
        })  # fmt: skip
        log.debug("where", exc_info=True)
        why = because("mail-not-dealt-with", fault=type(fault).__name__, folder=office.config.bounces.done_folder)
        transact(database, office, catalogue, lambda tx: alert(tx, [why]))
        return "unknown"


def _act(tx: Transaction, found: Received) -> str:
    if incoming.seen(tx.connection, found.key, found.message_id, tx.now):
        return "ignored"
    mail = outbox.one(tx.connection, found.mail) if found.mail else None
    if found.kind == "report":
        done = bounced(tx, mail, found)
    elif found.kind == "own":
        done = None
    else:
        done = answered(tx, mail or outbox.by_message_id(tx.connection, found.refers), found)
    if done is None:
        done = {"report": "unbelieved", "own": "own", "automatic": "automatic"}.get(found.kind, "unverified")
        incoming_counts.add(tx.connection, done)
    return done
