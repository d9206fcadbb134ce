"""What came back: a mail that will never arrive is told and served elsewhere, an answer reaches the officer.

Each mail is dealt with in one transaction and may be seen again after a crash: the second time changes nothing.
"""

import hashlib
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from reminder.config import Config
from reminder.core.catalogue import Catalogue
from reminder.core.outbox_states import MailState, NoticeState
from reminder.core.reason import because
from reminder.engine.context.office import Office
from reminder.engine.context.transaction import Transaction, transact
from reminder.engine.outbox.alerts import alert
from reminder.engine.outbox.forward_replies import forward
from reminder.engine.outbox.reroute import reroute
from reminder.engine.outbox.still_due import live_lines
from reminder.errors import Refused
from reminder.mail.bounces import Received, read_received
from reminder.mail.imap import Box, collect
from reminder.mail.reply_codes import GIVE_UP
from reminder.store import notices, outbox, replies
from reminder.store.database import Database
from reminder.store.outbox import MailRow
from reminder.store.replies import ReplyRow

log = logging.getLogger("reminder")
STALE = timedelta(days=30)  # a report on an older mail is not believed
AGAIN = timedelta(hours=1)
# Not the mailbox is at fault but its room, the way to it, the mail or our standing (RFC 3463). All else says that it is
# not there, a bare 5.0.0 and the 5.4.1 of Microsoft 365 too.
_STANDS = (
    "4.", "5.2.2", "5.2.3", "5.2.4", "5.3.", "5.4.2", "5.4.3", "5.4.6", "5.4.7", "5.5.", "5.6.", "5.7.",
)  # fmt: skip


def receive(office: Office, database: Database, catalogue: Callable[[], Catalogue], secret: bytes) -> Counter[str]:
    """Read the mailbox of the configuration once; counts by kind. Raises MailboxFault, BadInput, Refused."""
    counts = Counter[str]()

    def take(raw: bytes) -> None:
        counts[deal(office, database, catalogue(), secret, raw)] += 1

    collect(box_of(office.config), take)
    return counts


def box_of(config: Config) -> Box:
    """The mailbox of the configuration. Raises BadInput where its password or certificates cannot be read."""
    b, password, ca_file = config.bounces, config.password("bounces"), config.certificates("bounces")
    return Box(b.host, b.port, b.tls, b.username, password, ca_file, b.folder, b.done_folder)


def deal(office: Office, database: Database, catalogue: Catalogue, secret: bytes, raw: bytes) -> str:
    """Act on one mail that came in; gives what it was taken for. One that cannot be dealt with is told of and costs
    nobody else anything."""
    try:
        found = read_received(raw, secret)
        if not found.message_id:  # then it is known by its contents
            found = replace(found, message_id=f"<{hashlib.sha256(raw).hexdigest()}@unnamed.invalid>")
        return transact(database, office, catalogue, lambda tx: _act(tx, found))
    except Refused:
        raise
    except Exception as fault:
        log.error("an incoming mail cannot be dealt with", extra={"fault": f"{type(fault).__name__}: {fault}"})
        log.debug("where", exc_info=True)
        why = because("mail-not-dealt-with", fault=type(fault).__name__)
        transact(database, office, catalogue, lambda tx: alert(tx, [why]))
        return "unknown"


def _act(tx: Transaction, found: Received) -> str:
    connection, now = tx.connection, tx.now
    mail = outbox.one(connection, found.mail) if found.mail else None
    match found.kind:
        case "failed" | "temporary":
            if mail is None or mail.state is not MailState.SENT or now - mail.created_at > STALE:
                return "ignored"
            why = f"{found.status} {found.said}".strip()
            if found.kind == "temporary" and now - (outbox.first_tried(connection, mail.id) or now) < GIVE_UP:
                outbox.reopen(connection, mail.id, tx.office.retry_at(now + AGAIN, tx.catalogue), why)
                return "temporary"
            _bounced(tx, mail, found.status, why)
            return "failed"
        case "answer":
            about = mail or outbox.by_message_id(connection, found.refers)
            return _answered(tx, found, about)
        case kind:
            return kind


def _bounced(tx: Transaction, mail: MailRow, status: str, why: str) -> None:
    """It came back for good: told, marked, and its notices served by the next contact."""
    connection = tx.connection
    outbox.move(connection, [mail.id], [MailState.SENT], state=MailState.BOUNCED, note=why)
    if not status.startswith(_STANDS):
        tx.close_mailbox(mail.mailbox, why)
    if mail.kind == "alert" and mail.mailbox == tx.office.config.operator:
        log.error("the operator's own mailbox sends mail back", extra={"mail": mail.id, "reply": why})
        return
    alert(tx, [because("mail-bounced", address=mail.mailbox, reply=why)])
    rows = notices.by_ids(connection, outbox.notice_ids(connection, mail.id))
    sent = [row.id for row in rows if row.state is NoticeState.SENT]
    notices.set_state(connection, sent, NoticeState.QUEUED)
    lines = live_lines(tx, [row for row in rows if row.id in sent])
    still = {line.notice.id for line in lines}
    notices.set_state(connection, [i for i in sent if i not in still], NoticeState.SENT)
    reroute(tx, mail, lines)


def _answered(tx: Transaction, found: Received, about: MailRow | None) -> str:
    kept = replies.keep(tx.connection, ReplyRow(
        found.message_id, about.id if about else None, tx.now, found.sender, found.subject, found.text
    ))  # fmt: skip
    if kept is None:
        return "ignored"
    forward(tx, kept, tx.reach)
    return "answer"
