"""Mails that stand in for others, and what waits in one mail alone."""

from sqlalchemy import Connection, delete, select

from reminder.core.outbox_states import OPEN, WAITING, MailState
from reminder.store.outbox import TRIED, MailRow, move, one
from reminder.store.schema import attempt, mail, mail_notice, notice

_LEFT_NOT = (MailState.PENDING, MailState.HELD, MailState.DEAD)


def displaced(connection: Connection, row: MailRow) -> list[MailRow]:
    """The mails this one stands in for, the nearest first."""
    found: list[MailRow] = []
    while row.instead_of is not None and (before := one(connection, row.instead_of)):
        found.append(before)
        row = before
    return found


def drop_stand_ins(connection: Connection, mail_id: int) -> None:
    """Take back the mails made in place of this one, and in their places, that surely did not leave: their rows go,
    the notices stay with this one. Of one that was refused the tries stay on record."""
    mine = (mail.c.instead_of == mail_id, mail.c.state.in_(_LEFT_NOT), ~mail.c.ambiguous)
    for id_ in connection.execute(select(mail.c.id).where(*mine)).scalars().all():
        drop_stand_ins(connection, id_)
        connection.execute(delete(mail_notice).where(mail_notice.c.mail_id == id_))
        child = mail.alias()
        kept = select(attempt.c.n).where(attempt.c.mail_id == id_, TRIED).exists() | (
            select(child.c.id).where(child.c.instead_of == id_).exists()
        )
        if connection.execute(select(kept)).scalar():
            move(connection, [id_], _LEFT_NOT, state=MailState.CANCELLED, note="taken back")
            continue
        connection.execute(delete(attempt).where(attempt.c.mail_id == id_))
        connection.execute(delete(mail).where(mail.c.id == id_))


def waiting_only_in(connection: Connection, mail_id: int) -> list[int]:
    """The notices that wait in this mail and are in no other that may leave."""
    other = mail_notice.alias()
    elsewhere = (
        select(other.c.mail_id)
        .join(mail, mail.c.id == other.c.mail_id)
        .where(other.c.notice_id == mail_notice.c.notice_id, other.c.mail_id != mail_id, mail.c.state.in_(OPEN))
        .exists()
    )
    query = (
        select(notice.c.id)
        .join(mail_notice, mail_notice.c.notice_id == notice.c.id)
        .where(mail_notice.c.mail_id == mail_id, notice.c.state.in_(WAITING), ~elsewhere)
    )
    return list(connection.execute(query).scalars())
