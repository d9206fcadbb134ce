"""A report of a mail of ours: believed by its signed return path alone, and what follows from it."""

import logging
from datetime import timedelta

from reminder.core.outbox_states import MailState, NoticeState
from reminder.core.reason import because
from reminder.engine.context.transaction import Transaction
from reminder.engine.incoming.kept import keep
from reminder.engine.outbox.alerts import alert
from reminder.engine.outbox.reroute import reroute
from reminder.engine.outbox.still_due import live_lines
from reminder.mail.bounces import Report, worst
from reminder.mail.received import Received
from reminder.mail.reply_codes import GIVE_UP, no_such_mailbox
from reminder.store import notices, outbox
from reminder.store.outbox import MailRow

log = logging.getLogger("reminder")
STALE = timedelta(days=30)  # a report on an older mail is not believed
AGAIN = timedelta(hours=1)  # before what came back for a passing reason is tried again; each time twice as long


def bounced(tx: Transaction, mail: MailRow | None, found: Received) -> str | None:
    """Book a report; gives what it was taken for, None where it names no mail of ours. `ignored`: it changes nothing,
    for another was booked before or it comes too late."""
    if mail is None:
        return None
    connection, now, report = tx.connection, tx.now, worst(found.reports, mail.mailbox)
    if not report.stated:
        keep(tx, mail, found)  # it may be a person's, or say more than was understood
    if report.kind in ("delayed", "delivered"):
        return report.kind
    if mail.state is not MailState.SENT or now - mail.created_at > STALE:
        return "ignored"
    why = f"{report.status} {report.said}".strip()
    if report.kind == "temporary" and now - (outbox.first_tried(connection, mail.id) or now) < GIVE_UP:
        taken = sum(each.outcome == "accepted" for each in outbox.attempts(connection, mail.id))
        rest = AGAIN * 2 ** max(0, min(taken, 8) - 1)  # whoever has the mail can say that it came back
        outbox.reopen(connection, mail.id, tx.office.retry_at(now + rest, tx.catalogue), why)
        return "temporary"
    _came_back(tx, mail, report, why)
    return "failed"


def _came_back(tx: Transaction, mail: MailRow, report: Report, why: str) -> None:
    """It came back for good: told, marked, and its notices served by the next contact."""
    connection = tx.connection
    outbox.move(connection, [mail.id], [MailState.SENT], state=MailState.BOUNCED, note=why)
    gone = report.stated and no_such_mailbox(report.status, report.said)
    if gone and report.concerns(mail.mailbox):
        tx.close_mailbox(mail.mailbox, why)
    if mail.kind == "alert" and mail.mailbox == tx.office.config.operator:
        log.error("the operator's own mailbox sends mail back", extra={"mail": mail.id, "reply": why})
        return
    alert(tx, [because("mail-bounced", address=mail.mailbox, reply=why, mail=mail.id)])
    rows = notices.by_ids(connection, outbox.notice_ids(connection, mail.id))
    sent = [row.id for row in rows if row.state is NoticeState.SENT]
    notices.set_state(connection, sent, NoticeState.QUEUED)
    lines = live_lines(tx, [row for row in rows if row.id in sent])
    still = {line.notice.id for line in lines}
    notices.set_state(connection, [i for i in sent if i not in still], NoticeState.SENT)
    reroute(tx, mail, lines)
