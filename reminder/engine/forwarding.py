"""What an agency writes back, on its way to the officer who chases."""

from datetime import datetime

from reminder.core.address import is_address
from reminder.core.catalogue import Catalogue
from reminder.engine.office import Office
from reminder.mail.compose import Letter, Mailbox
from reminder.mail.text import cleaned
from reminder.store import notices, outbox, replies
from reminder.store.database import Connection
from reminder.store.outbox import MailRow
from reminder.store.replies import ReplyRow
from reminder.words import short_date, translator

URGENCY = 1  # as an ordinary mail


def forward(
    connection: Connection, office: Office, catalogue: Catalogue, reply: ReplyRow, now: datetime
) -> None:
    """Queue an answer for the officer: the focal agency of the plan it is about, else the operator. An answer the
    officer wrote is only kept."""
    to, agency = _officer(connection, office, catalogue, reply.mail_id)
    if to.casefold() == reply.sender.casefold():
        return
    values = {
        "key": f"{to}@{office.today}@reply#{reply.id}",
        "mailbox": to,
        "agency": agency,
        "kind": "reply",
        "send_on": office.today,
        "urgency": URGENCY,
        "state": "pending",
        "facts": {"reply": reply.id},
        "created_at": now,
        "next_at": now,
    }
    outbox.put(connection, values, [])


def _officer(
    connection: Connection, office: Office, catalogue: Catalogue, mail_id: int | None
) -> tuple[str, str]:
    ids = outbox.notice_ids(connection, mail_id) if mail_id else []
    for row in notices.by_ids(connection, ids):
        duty = catalogue.obligation_of.get(row.occurrence.split("@")[0])
        plan = catalogue.plan_of.get(duty.plan) if duty else None
        contact = catalogue.directory.contact(plan.focal, office.today) if plan else None
        if plan and contact:
            return contact.mailbox, plan.focal
    return office.config.operator, ""


def forwarded(connection: Connection, office: Office, mail: MailRow, message_id: str) -> Letter | None:
    """The letter for a queued answer; None when it is no longer stored."""
    reply = replies.one(connection, int(mail.facts["reply"]))
    if reply is None:
        return None
    say_, config = translator("vi"), office.config
    about = [
        n.occurrence for n in notices.by_ids(connection, outbox.notice_ids(connection, reply.mail_id or 0))
    ]
    lines = [
        say_("{sender} answered a reminder on {day}:").format(
            sender=reply.sender, day=short_date(reply.at.astimezone(config.zone).date(), "vi")
        ),
        *(f"- {key}" for key in dict.fromkeys(about)),
        "",
        *(f"> {line}" for line in reply.text.splitlines()),
        "",
        say_("The system records nothing from it: enter the act yourself if it reports one."),
    ]
    return Letter(
        sender=Mailbox(config.mail.sender_name, config.mail.sender),
        recipient=Mailbox("", mail.mailbox),
        subject=say_("Answer to a reminder: {subject}").format(subject=cleaned(reply.subject)),
        text="\n".join(lines) + "\n",
        html="",
        date=office.clock.now().astimezone(config.zone),
        message_id=message_id,
        reply_to=Mailbox("", reply.sender) if is_address(reply.sender) else None,
    )
