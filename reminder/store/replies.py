"""What came back to a mail: answers, and what could not be understood."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, insert, select

from reminder.store.database import read_rows
from reminder.store.schema import mail, reply


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """One mail as stored; `mail_id` is None only where an earlier version kept what named no mail of ours. `kind`: what
    it was taken for (`mail.received`). `cut`: it is longer than `text`. `attached`: names of files, one a line."""

    message_id: str
    mail_id: int | None
    at: datetime
    sender: str
    subject: str
    text: str
    id: int = 0
    kind: str = "answer"
    cut: bool = False
    attached: str = ""


def keep(connection: Connection, row: ReplyRow) -> ReplyRow:
    """Store what came in; gives it with its id."""
    values = {n: getattr(row, n) for n in ReplyRow.__slots__ if n != "id"}
    id_ = connection.execute(insert(reply).values(values).returning(reply.c.id)).scalar_one()
    return replace(row, id=id_)


def one(connection: Connection, id_: int) -> ReplyRow | None:
    return next(iter(_rows(connection, reply.c.id == id_)), None)


def by_ids(connection: Connection, ids: Collection[int]) -> Sequence[ReplyRow]:
    """These answers, oldest first."""
    return _rows(connection, reply.c.id.in_(ids))


def senders(connection: Connection, mailbox: str, kind: str, since: datetime) -> list[str]:
    """Who has written what was kept of this kind after that instant, about mails to one mailbox; a name for each."""
    query = select(reply.c.sender).join(mail, mail.c.id == reply.c.mail_id)
    return list(
        connection.execute(query.where(mail.c.mailbox == mailbox, reply.c.kind == kind, reply.c.at > since)).scalars()
    )


def of_mail(connection: Connection, mail_id: int) -> Sequence[ReplyRow]:
    """What was answered to one mail, oldest first."""
    return _rows(connection, reply.c.mail_id == mail_id)


def _rows(connection: Connection, condition: object) -> Sequence[ReplyRow]:
    return read_rows(connection, reply, ReplyRow, condition)
