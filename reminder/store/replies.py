"""What came back to a mail: answers, and what could not be understood."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from reminder.store.database import read_rows
from reminder.store.notices import insert_new
from reminder.store.schema import reply


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """One answer as stored; `mail_id` None when it names no mail of ours."""

    message_id: str
    mail_id: int | None
    at: datetime
    sender: str
    subject: str
    text: str
    id: int = 0


def keep(connection: Connection, row: ReplyRow) -> ReplyRow | None:
    """Store an answer; gives it with its id, or None when it was stored before."""
    if connection.execute(select(reply.c.id).where(reply.c.message_id == row.message_id)).first():
        return None
    insert_new(connection, reply, [{n: getattr(row, n) for n in ReplyRow.__slots__ if n != "id"}])
    return _rows(connection, reply.c.message_id == row.message_id)[0]


def one(connection: Connection, id_: int) -> ReplyRow | None:
    return next(iter(_rows(connection, reply.c.id == id_)), None)


def by_ids(connection: Connection, ids: Collection[int]) -> Sequence[ReplyRow]:
    """These answers, oldest first."""
    return _rows(connection, reply.c.id.in_(ids))


def since(connection: Connection, at: datetime) -> int:
    """How many were stored after this instant."""
    return int(connection.execute(select(func.count()).where(reply.c.at > at)).scalar_one())


def of_mail(connection: Connection, mail_id: int) -> Sequence[ReplyRow]:
    """What was answered to one mail, oldest first."""
    return _rows(connection, reply.c.mail_id == mail_id)


def _rows(connection: Connection, condition: object) -> Sequence[ReplyRow]:
    return read_rows(connection, reply, ReplyRow, condition)
