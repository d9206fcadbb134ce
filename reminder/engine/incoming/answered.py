"""What was written to a mail of ours: kept with it, and what a person wrote forwarded, each once and within a budget.

The mail it answers is known by the signed return path or by its Message-ID: whoever names one has had the mail. That
proves no more: the name and address in From are a claim, and are shown as one.
"""

from datetime import timedelta

from reminder.core.reason import Reason, because
from reminder.engine.context.transaction import Transaction
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
KEPT = 500  # a day; what is beyond lies in the mailbox it came to


def answered(tx: Transaction, about: MailRow | None, found: Received) -> str | None:
    """Keep what came with the mail it is about; gives what it was taken for, None where that is no mail of ours or too
    old. `kept`: more than is forwarded. `ignored`: seen before."""
    if about is None or tx.now - about.created_at > WITHIN:
        return None
    if replies.since(tx.connection, tx.now - timedelta(days=1)) >= KEPT:
        alert(tx, [because("answers-too-many", most=KEPT)])
        return None
    kept = replies.keep(tx.connection, ReplyRow(
        found.message_id, about.id, tx.now, found.sender, found.subject, found.text
    ))  # fmt: skip
    if kept is None:
        return "ignored"
    if found.kind == "automatic":
        return None
    if found.kind == "unknown":
        alert(tx, [because("mail-not-understood", address=about.mailbox, mail=about.id)])
        return "unknown"
    held = _over(tx, kept, about)
    if held:
        alert(tx, [held], officer(tx, about.id, tx.reach))
        return "kept"
    forward(tx, kept, tx.reach)
    return "answer"


def _over(tx: Transaction, reply: ReplyRow, about: MailRow) -> Reason | None:
    """Why this one is not forwarded; None where there is room for it."""
    mails = [m for m in outbox.of_kind(tx.connection, "reply", tx.today) if m.instead_of is None]
    if len(mails) >= OF_ALL:
        return because("answers-full", most=OF_ALL)
    before = replies.by_ids(tx.connection, [int(m.facts["reply"]) for m in mails])
    sender, recent = reply.sender.casefold(), tx.now - HOUR
    of_one = sum(r.sender.casefold() == sender and r.at > recent for r in before)
    to = outbox.mailboxes(tx.connection, {r.mail_id for r in before if r.mail_id})
    of_mailbox = sum(to.get(r.mail_id or 0) == about.mailbox for r in before)
    if of_one >= OF_ONE or of_mailbox >= OF_MAILBOX:
        return because("answers-kept", address=about.mailbox, an_hour=OF_ONE, a_day=OF_MAILBOX)
    return None
