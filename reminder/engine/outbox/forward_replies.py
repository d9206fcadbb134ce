"""What an agency writes back, on its way to the officer who chases."""

import re
from collections.abc import Callable, Iterator

from reminder.core.mail_address import is_address
from reminder.core.recipients import OPERATOR
from reminder.core.told_instead import Destination, Reach
from reminder.engine.context.transaction import Transaction
from reminder.mail.cleaning import cleaned, untouchable
from reminder.mail.compose import Letter, Mailbox
from reminder.store import notices, outbox, replies
from reminder.store.outbox import MailRow, NewMail
from reminder.store.replies import ReplyRow
from reminder.words import short_date, translator

URGENCY = -1  # behind every reminder
# An address that a program can take for nothing else: what it makes of it leads where an answer to this mail leads too.
_ADDRESS = re.compile(r"(?!www\.)[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@[a-z0-9.-]+\Z", re.ASCII | re.IGNORECASE)


def forward(tx: Transaction, reply: ReplyRow, reached: Reach, dead: MailRow | None = None) -> None:
    """Queue an answer for the officer: the focal agency of the plan it is about, else the operator. An answer the
    officer wrote is only kept. `dead`: the mail that should have brought it and did not arrive."""
    to = officer(tx, reply.mail_id, reached)
    if to is None and dead:
        return  # it stands among the dead mails, and with the mail that it answers
    box, agency = (to.mailbox, to.agency) if to else (tx.office.config.operator, "")
    if box.casefold() == reply.sender.casefold():
        return
    new = NewMail(
        box, agency, "reply", tx.today, URGENCY, tx.now, tx.now, number=reply.id,
        instead_of=dead.id if dead else None,
    )  # fmt: skip
    outbox.enter(tx.connection, new)


def officer(tx: Transaction, mail_id: int | None, reached: Reach) -> Destination | None:
    """The first focal agency that can be reached, of the plans the mail spoke of; else the operator."""
    ids = outbox.notice_ids(tx.connection, mail_id) if mail_id else []
    for row in notices.by_ids(tx.connection, ids):
        duty = tx.catalogue.obligation_of.get(row.occurrence.split("@")[0])
        to = reached.officer(tx.catalogue.plan_of[duty.plan].focal, tx.today) if duty else None
        if to:
            return to
    return reached.who(OPERATOR, "", tx.today)


def forwarded(tx: Transaction, mail: MailRow, message_id: str) -> Letter | None:
    """The letter for a queued answer; None when it is no longer stored."""
    reply = replies.one(tx.connection, int(mail.facts["reply"]))
    if reply is None:
        return None
    say_, config = translator("vi"), tx.office.config
    about = outbox.one(tx.connection, reply.mail_id) if reply.mail_id else None
    ids = outbox.notice_ids(tx.connection, about.id) if about else []
    matters = dict.fromkeys(n.occurrence for n in notices.by_ids(tx.connection, ids))
    day = short_date(reply.at.astimezone(config.zone).date(), "vi")
    form = say_("The sender names itself {sender} and answered a reminder on {day}:")
    head = [form.format(sender=_shown(reply.sender), day=day)]
    if about and about.mailbox.casefold() != reply.sender.casefold():
        head.append(say_("The reminder had gone to another mailbox: {mailbox}.").format(mailbox=about.mailbox))
    words = untouchable(reply.text) or say_("(no text; the whole mail lies in the mailbox it came to)")
    lines = [
        *head,
        *(f"- {key}" for key in matters),
        "",
        *(f"> {line}" for line in words.splitlines()),
        *(["", *rest] if (rest := list(left_out(reply, say_))) else []),
        "",
        say_("The system records nothing from it: enter the act yourself if it reports one."),
    ]
    subject = untouchable(cleaned(reply.subject))
    return Letter(
        sender=Mailbox(config.mail.sender_name, config.mail.sender),
        recipient=Mailbox("", mail.mailbox),
        subject=say_("Answer to a reminder: {subject}").format(subject=subject),
        text="\n".join(lines) + "\n",
        html="",
        date=tx.now.astimezone(config.zone),
        message_id=message_id,
        reply_to=Mailbox("", reply.sender) if is_address(reply.sender) else None,
    )


def _shown(sender: str) -> str:
    """Who he says he is: an address as it is, anything else in which something could become a link broken."""
    return sender if _ADDRESS.match(sender) and is_address(sender) else untouchable(cleaned(sender))


def left_out(reply: ReplyRow, say_: Callable[[str], str]) -> Iterator[str]:
    """What of the answer is not forwarded."""
    if reply.cut:
        yield say_("The answer is longer than this; the whole mail lies in the mailbox it came to.")
    if reply.attached:
        names = ", ".join(untouchable(cleaned(name)) for name in reply.attached.splitlines())
        yield say_("Attached to it, and not forwarded: {names}. It lies in the mailbox it came to.").format(names=names)
