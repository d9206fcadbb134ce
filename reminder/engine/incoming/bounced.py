"""A report of a mail of ours: believed by its signed return path alone, and what follows from it."""

import logging
from collections.abc import Sequence
from datetime import timedelta

from reminder.core.outbox_states import MailState, NoticeState
from reminder.core.reason import because
from reminder.engine.context.transaction import Transaction
from reminder.engine.outbox.alerts import alert
from reminder.engine.outbox.reroute import reroute
from reminder.engine.outbox.still_due import live_lines
from reminder.mail.bounces import Report, worst
from reminder.mail.reply_codes import GIVE_UP
from reminder.store import notices, outbox
from reminder.store.outbox import MailRow

log = logging.getLogger("reminder")
STALE = timedelta(days=30)  # a report on an older mail is not believed
AGAIN = timedelta(hours=1)
# Not the mailbox is at fault but its room, the way to it, the mail or our standing (RFC 3463). All else says that it is
# not there, a bare 5.0.0 and the 5.4.1 of Microsoft 365 too.
_STANDS = (
    "4.", "5.1.7", "5.1.8", "5.2.2", "5.2.3", "5.2.4", "5.3.", "5.4.2", "5.4.3", "5.4.6", "5.4.7", "5.5.", "5.6.",
    "5.7.",
)  # fmt: skip
_STANDS_BARE = ("4", "552", "554", "571")  # of a server that gives no such status: no room, refused for another reason


def bounced(tx: Transaction, mail: MailRow | None, reports: Sequence[Report]) -> str | None:
    """Book a report; gives what it was taken for, None where it names no mail of ours. `ignored`: it changes nothing,
    for it was booked before or comes too late."""
    if mail is None:
        return None
    connection, now, report = tx.connection, tx.now, worst(reports, mail.mailbox)
    if report.kind in ("delayed", "delivered"):
        return report.kind
    if mail.state is not MailState.SENT or now - mail.created_at > STALE:
        return "ignored"
    why = f"{report.status} {report.said}".strip()
    if report.kind == "temporary" and now - (outbox.first_tried(connection, mail.id) or now) < GIVE_UP:
        outbox.reopen(connection, mail.id, tx.office.retry_at(now + AGAIN, tx.catalogue), why)
        return "temporary"
    _came_back(tx, mail, report, why)
    return "failed"


def _came_back(tx: Transaction, mail: MailRow, report: Report, why: str) -> None:
    """It came back for good: told, marked, and its notices served by the next contact."""
    connection = tx.connection
    outbox.move(connection, [mail.id], [MailState.SENT], state=MailState.BOUNCED, note=why)
    if _gone(report) and report.concerns(mail.mailbox):
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


def _gone(report: Report) -> bool:
    """Whether it says that there is no such mailbox."""
    if report.status in ("", "5.0.0"):
        return not report.said.startswith(_STANDS_BARE)
    return not report.status.startswith(_STANDS)
