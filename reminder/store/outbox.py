"""The outbox: mails, their claims and attempts. A claim commits before SMTP opens; every later write carries
the claim's number as a fence, so a stale result changes nothing (design 4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select, update

from reminder.store import notices
from reminder.store.schema import attempt, mail, mail_notice, notice

READY = ("pending", "unknown")
OPEN = (*READY, "held", "sending")


@dataclass(frozen=True, slots=True)
class MailRow:
    """A mail as stored. `attempts` counts claims (the fence), `tries` those that count against the schedule."""

    id: int
    key: str
    mailbox: str
    agency: str
    kind: str
    send_on: date
    urgency: int
    state: str
    facts: dict[str, Any]
    created_at: datetime
    next_at: datetime
    attempts: int
    tries: int
    ambiguous: bool
    owner: str | None
    lease_until_at: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One try: `outcome` is None while it runs or when the process died in it."""

    mail_id: int
    n: int
    started_at: datetime
    ended_at: datetime | None
    outcome: str | None
    reply: str
    body_hash: str


def put(connection: Connection, values: dict[str, Any], notice_ids: Iterable[int]) -> int:
    """Add a mail with its notices. Gives its id."""
    id_: int = connection.execute(insert(mail).values(values).returning(mail.c.id)).scalar_one()
    join(connection, id_, notice_ids)
    return id_


def join(connection: Connection, mail_id: int, notice_ids: Iterable[int]) -> None:
    """Put notices into a mail that has not been tried yet."""
    rows = [{"mail_id": mail_id, "notice_id": n} for n in notice_ids]
    notices.insert_new(connection, mail_notice, rows)


def unsent(connection: Connection, kind: str) -> dict[str, MailRow]:
    """By mailbox, the mail of this kind that later notices may still join: waiting, and never tried."""
    query = select(mail).where(
        mail.c.kind == kind, mail.c.state.in_(("pending", "held")), mail.c.attempts == 0
    )
    return {row.mailbox: row for row in _mails(connection, query)}


def keys(connection: Connection, wanted: Sequence[str]) -> set[str]:
    """Which of these mail keys are taken."""
    return {
        key
        for i in range(0, len(wanted), notices.CHUNK)
        for key in connection.execute(
            select(mail.c.key).where(mail.c.key.in_(wanted[i : i + notices.CHUNK]))
        ).scalars()
    }


def of_kind(connection: Connection, kind: str, send_on: date) -> list[MailRow]:
    """Mails of one kind made for one day."""
    return _mails(
        connection, select(mail).where(mail.c.kind == kind, mail.c.send_on == send_on).order_by(mail.c.id)
    )


def raise_urgency(connection: Connection, mail_id: int, urgency: int) -> None:
    """A more urgent notice has joined: the whole mail is as urgent."""
    connection.execute(
        update(mail).where(mail.c.id == mail_id, mail.c.urgency < urgency).values(urgency=urgency)
    )


def count_for(connection: Connection, send_on: date) -> int:
    """Mails to agencies that leave, or have left, on this day: what the daily limit counts."""
    states = ("pending", "sending", "sent", "unknown", "bounced")
    query = select(func.count()).where(
        mail.c.send_on == send_on, mail.c.state.in_(states), mail.c.kind != "alert"
    )
    return int(connection.execute(query).scalar_one())


def claim(
    connection: Connection,
    owner: str,
    now: datetime,
    until: datetime,
    limit: int,
    first_too: bool,
    kind: str = "",
) -> list[MailRow]:
    """Take up to `limit` mails (of one `kind`) that are ready at `now`, most urgent first, under a lease to
    `until`. Without `first_too` only those that have been tried before (the send window is closed)."""
    ready = select(mail.c.id).where(mail.c.state.in_(READY), mail.c.next_at <= now)
    if not first_too:
        ready = ready.where(mail.c.attempts > 0)
    if kind:
        ready = ready.where(mail.c.kind == kind)
    ready = ready.order_by(mail.c.urgency.desc(), mail.c.next_at, mail.c.id).limit(limit)
    ids = list(connection.execute(ready.with_for_update(skip_locked=True)).scalars())
    if not ids:
        return []
    connection.execute(
        update(mail)
        .where(mail.c.id.in_(ids))
        .values(state="sending", owner=owner, lease_until_at=until, attempts=mail.c.attempts + 1)
    )
    taken = _mails(connection, select(mail).where(mail.c.id.in_(ids)))
    connection.execute(
        insert(attempt), [{"mail_id": m.id, "n": m.attempts, "started_at": now} for m in taken]
    )
    return sorted(taken, key=lambda m: ids.index(m.id))


def finish(connection: Connection, claimed: MailRow, at: datetime, **values: Any) -> bool:
    """Record the end of a claim. `values`: the mail's new `state`, and `next_at`, `tries`, `note`, as well as
    the attempt's `outcome`, `reply`, `body_hash`. False: the claim was no longer ours, nothing changed."""
    tried = {name: values.pop(name) for name in ("outcome", "reply", "body_hash") if name in values}
    mine = (mail.c.id == claimed.id, mail.c.attempts == claimed.attempts, mail.c.state == "sending")
    changed = connection.execute(update(mail).where(*mine).values(owner=None, lease_until_at=None, **values))
    if changed.rowcount != 1:
        return False
    connection.execute(
        update(attempt)
        .where(attempt.c.mail_id == claimed.id, attempt.c.n == claimed.attempts)
        .values(ended_at=at, **tried)
    )
    if values["state"] == "sent":
        ids = select(mail_notice.c.notice_id).where(mail_notice.c.mail_id == claimed.id)
        connection.execute(
            update(notice).where(notice.c.id.in_(ids), notice.c.state == "queued").values(state="sent")
        )
    return True


def recover(connection: Connection, now: datetime, everyone: bool = False) -> int:
    """Take back claims whose lease is over; with `everyone` all claims, for there is no one else at work. What
    became of them is unknown: they go out again under the same Message-ID. Gives how many."""
    lost = (
        (mail.c.state == "sending",) if everyone else (mail.c.state == "sending", mail.c.lease_until_at < now)
    )
    return connection.execute(
        update(mail)
        .where(*lost)
        .values(
            state="unknown", ambiguous=True, owner=None, lease_until_at=None, next_at=now, note="interrupted"
        )
    ).rowcount


def notice_ids(connection: Connection, mail_id: int) -> list[int]:
    query = (
        select(mail_notice.c.notice_id)
        .where(mail_notice.c.mail_id == mail_id)
        .order_by(mail_notice.c.notice_id)
    )
    return list(connection.execute(query).scalars())


def mail_of_notice(connection: Connection, notice_id: int) -> MailRow | None:
    """The mail that carries a notice, the latest if several did."""
    query = (
        select(mail).join(mail_notice).where(mail_notice.c.notice_id == notice_id).order_by(mail.c.id.desc())
    )
    return next(iter(_mails(connection, query.limit(1))), None)


def listing(connection: Connection, state: str | None = None) -> list[MailRow]:
    """Mails in the order they were made; all, or those in one state."""
    query = select(mail).order_by(mail.c.id)
    return _mails(connection, query.where(mail.c.state == state) if state else query)


def one(connection: Connection, mail_id: int) -> MailRow | None:
    return next(iter(_mails(connection, select(mail).where(mail.c.id == mail_id))), None)


def attempts(connection: Connection, mail_id: int) -> list[AttemptRow]:
    query = select(attempt).where(attempt.c.mail_id == mail_id).order_by(attempt.c.n)
    return [AttemptRow(**row) for row in connection.execute(query).mappings()]


def move(connection: Connection, ids: Iterable[int], from_: Sequence[str], **values: Any) -> int:
    """An officer's hand: change mails that are in one of the states `from_`. Gives how many changed."""
    wanted = list(ids)
    return connection.execute(
        update(mail).where(mail.c.id.in_(wanted), mail.c.state.in_(from_)).values(**values)
    ).rowcount


def counts(connection: Connection) -> dict[str, int]:
    """How many mails are in each state."""
    return dict(connection.execute(select(mail.c.state, func.count()).group_by(mail.c.state)).all())


def _mails(connection: Connection, query: Select[Any]) -> list[MailRow]:
    return [MailRow(**row) for row in connection.execute(query).mappings()]


def told(connection: Connection, occurrences: Sequence[str]) -> dict[str, list[tuple[date, str]]]:
    """By occurrence, when its owing agency was mailed and where: the days and mailboxes a server accepted."""
    found: dict[str, list[tuple[date, str]]] = {}
    for i in range(0, len(occurrences), notices.CHUNK):
        query = (
            select(notice.c.occurrence, mail.c.send_on, mail.c.mailbox)
            .join(mail_notice, mail_notice.c.notice_id == notice.c.id)
            .join(mail, mail.c.id == mail_notice.c.mail_id)
            .where(
                notice.c.occurrence.in_(occurrences[i : i + notices.CHUNK]),
                notice.c.role.in_(("owner", "head")),
                mail.c.state == "sent",
            )
            .order_by(mail.c.send_on)
        )
        for key, on, mailbox in connection.execute(query):
            found.setdefault(key, []).append((on, mailbox))
    return found
