"""What was written to a mail of ours: kept with it, and what a person wrote forwarded, each once and within a budget.

The mail it answers is known by the signed return path or by its Message-ID: whoever names one has had the mail. That
proves no more: the name and address in From are a claim, and are shown as one.
"""

from datetime import timedelta

from reminder.core.reason import Reason, because
from reminder.engine.context.transaction import Transaction
from reminder.engine.incoming.kept import beside, keep, of_one
from reminder.engine.outbox.alerts import alert
from reminder.engine.outbox.forward_replies import forward, officer
from reminder.mail.received import Received
from reminder.store import outbox, replies
from reminder.store.outbox import MailRow
from reminder.store.replies import ReplyRow

WITHIN = timedelta(days=180)  # what is written to an older mail is only counted
# Answers forwarded: of one sender an hour, so that two machines that answer each other stop at three rounds; to mails
# to one mailbox a day; and a day in all. More are kept, where an officer finds them.
OF_ONE, HOUR = 3, timedelta(hours=1)
OF_MAILBOX, OF_ALL = 12, 100


def answered(tx: Transaction, about: MailRow | None, found: Received) -> str | None:
    """Keep what came with the mail it is about; gives what it was taken for, None where that is no mail of ours or too
    old, or more than is kept. `kept`: more than is forwarded."""
    if about is None or tx.now - about.created_at > WITHIN:
        return None
    if found.kind == "unknown":
        alert(tx, [because("mail-not-understood", address=about.mailbox, mail=about.id)])
    reply = keep(tx, about, found)
    if reply is None or found.kind == "automatic":
        return None
    if found.kind == "unknown":
        return "unknown"
    held = _over(tx, reply, about)
    if held:
        alert(tx, [held], officer(tx, about.id, tx.reach))
        return "kept"
    forward(tx, reply, tx.reach)
    return "answer"


def _over(tx: Transaction, reply: ReplyRow, about: MailRow) -> Reason | None:
    """Why this one is not forwarded; None where there is room for it."""
    connection, yesterday = tx.connection, tx.today - timedelta(days=1)
    mails = [m for m in outbox.of_kind(connection, "reply", yesterday, tx.today) if m.instead_of is None]
    today = {int(m.facts["reply"]) for m in mails if m.send_on == tx.today}
    if len(today) >= OF_ALL:
        return because("answers-full", most=OF_ALL, first=about.id)
    before = replies.by_ids(connection, [int(m.facts["reply"]) for m in mails])
    recent = [r.sender for r in before if r.at > tx.now - HOUR]  # an hour goes over midnight
    to = outbox.mailboxes(connection, {r.mail_id for r in before if r.mail_id})
    same = [r.sender for r in before if r.id in today and r.mail_id and to[r.mail_id] == about.mailbox]
    if of_one(reply.sender, recent) >= OF_ONE or len(beside(about, reply.sender, same)) >= OF_MAILBOX:
        return because("answers-kept", address=about.mailbox, an_hour=OF_ONE, a_day=OF_MAILBOX, first=about.id)
    return None
