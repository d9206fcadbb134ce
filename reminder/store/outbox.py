"""The outbox: mails, what they carry, and what became of them. Claims are in `claims`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Select, bindparam, case, func, literal, select, update

from reminder.core.mail_grouping import mail_key
from reminder.core.notice import REMINDERS
from reminder.core.outbox_states import OPEN, READY, MailState, NoticeState
from reminder.group_by_key import gathered
from reminder.store import notices
from reminder.store.database import upsert
from reminder.store.notices import NoticeRow
from reminder.store.prepared_statements import Prepared
from reminder.store.schema import act, attempt, mail, mail_notice, meta, notice

LINK_KEYS, LINK_COUNTERS = "link-keys", "link-counters"


TRIED = func.coalesce(attempt.c.outcome, "") != "returned"  # a claim given back is no try


def _kept(key: str) -> Any:
    return select(meta.c.value).where(meta.c.key == key).scalar_subquery()


def _carrying(*columns: Any) -> Select[Any]:
    """What the words of some mails rest on, one row at least for each: newest act, links, notices that wait."""
    newest = select(func.coalesce(func.max(act.c.id), 0)).scalar_subquery()
    return (
        select(mail.c.id, newest, _kept(LINK_KEYS), _kept(LINK_COUNTERS), *columns)
        .select_from(mail)
        .outerjoin(mail_notice, mail_notice.c.mail_id == mail.c.id)
        .outerjoin(notice, (notice.c.id == mail_notice.c.notice_id) & (notice.c.state == NoticeState.QUEUED))
        .order_by(mail.c.id, notice.c.id)
    )


# Asked for each mail: to build a statement takes SQLAlchemy several times as long as to run it.
_CARRIED = _carrying(*notices.columns()).where(mail.c.id.in_(bindparam("mails", expanding=True)))
_LOOK = Prepared(
    _carrying(mail.c.state, mail.c.attempts, notice.c.id, notice.c.occurrence).where(mail.c.id == bindparam("mail"))
)


OutboxKind = Literal["reminder", "escalation", "rollcall", "overview", "thanks", "alert", "summary", "reply"]


@dataclass(frozen=True, slots=True)
class NewMail:
    """A mail to be entered. `single`: the notice, by key, that has it to itself. `instead_of`: the mail whose notices
    it carries because that one did not arrive. `number`: which of the day's alerts it is, or the answer it forwards.
    `reasons`: an alert's. `held`: it waits for an officer's approval."""

    mailbox: str
    agency: str
    kind: OutboxKind
    send_on: date
    urgency: int
    created_at: datetime
    next_at: datetime
    single: str = ""
    instead_of: int | None = None
    number: int = 0
    reasons: tuple[dict[str, Any], ...] = ()
    held: bool = False

    @property
    def key(self) -> str:
        return mail_key(self.mailbox, self.send_on, self.kind, self.single, self.instead_of, self.number)

    @property
    def facts(self) -> dict[str, Any]:
        """What the mail says besides its notices."""
        if self.kind == "alert":
            return {"reasons": list(self.reasons)}
        if self.kind == "reply":
            return {"reply": self.number}
        return {"single": True} if self.single else {}


@dataclass(frozen=True, slots=True)
class MailRow:
    """A mail as stored. `attempts` counts claims (the fence), `tries` those that count against the schedule."""

    id: int
    key: str
    mailbox: str
    agency: str
    kind: OutboxKind
    send_on: date
    urgency: int
    state: MailState
    facts: dict[str, Any]
    created_at: datetime
    next_at: datetime
    attempts: int
    tries: int
    ambiguous: bool
    owner: str | None
    lease_until_at: datetime | None
    note: str
    domain: str = ""
    message_id: str | None = None
    instead_of: int | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """What the words of a mail rest on: the newest act with keys and counters of links as kept, and the notices of the
    mail that still wait."""

    stamp: tuple[int, str | None, str | None]
    rows: tuple[NoticeRow, ...]

    @property
    def act(self) -> int:
        return self.stamp[0]


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


def enter(connection: Connection, new: NewMail, notice_ids: Iterable[int] = ()) -> int:
    """Add a mail with its notices, the only way in; where its key is taken, it gets a number behind it and so a
    Message-ID of its own. Gives its id."""
    values = {
        "key": new.key, "mailbox": new.mailbox, "domain": new.mailbox.rpartition("@")[2].lower(),
        "agency": new.agency, "kind": new.kind, "send_on": new.send_on, "urgency": new.urgency,
        "state": MailState.HELD if new.held else MailState.PENDING, "facts": new.facts, "created_at": new.created_at,
        "next_at": new.next_at, "instead_of": new.instead_of,
    }  # fmt: skip
    n = 1
    id_: int | None = None
    while id_ is None:
        added = upsert(connection, mail).values(values).on_conflict_do_nothing().returning(mail.c.id)
        id_ = connection.execute(added).scalar()
        n += 1
        values["key"] = f"{new.key}#{n}"
    join(connection, id_, notice_ids)
    return id_


def join(connection: Connection, mail_id: int, notice_ids: Iterable[int]) -> None:
    """Put notices into a mail that waits (see `unsent`)."""
    rows = [{"mail_id": mail_id, "notice_id": n} for n in notice_ids]
    notices.insert_new(connection, mail_notice, rows)


def unsent(connection: Connection, kind: str) -> dict[str, MailRow]:
    """By mailbox, the digest of this kind that later notices may still join: waiting, surely not accepted, and
    standing in for no other. The rows are locked until the transaction ends, so that no sender takes them
    meanwhile."""
    # Whom a mail stands in for is looked at here: asked for it, SQLite reads every mail that ever stood for itself.
    query = select(mail).where(
        mail.c.kind == kind, mail.c.state.in_((MailState.PENDING, MailState.HELD)), mail.c.ambiguous.is_(False)
    )
    found = fetch(connection, query.with_for_update())
    return {row.mailbox: row for row in found if row.instead_of is None and not row.facts.get("single")}


def taken(connection: Connection, key: str) -> bool:
    """Whether a mail has this key."""
    return connection.execute(select(mail.c.id).where(mail.c.key == key)).first() is not None


def of_kind(connection: Connection, kind: str, *send_on: date) -> list[MailRow]:
    """Mails of one kind made for these days, locked until the transaction ends."""
    # Day by day: from a day on SQLite would read every mail.
    query = select(mail).where(mail.c.kind == kind, mail.c.send_on.in_(send_on)).order_by(mail.c.id)
    return fetch(connection, query.with_for_update())


def waiting_since_before(connection: Connection, kind: str, day: date) -> list[MailRow]:
    """Mails of one kind made for an earlier day that still wait; locked likewise."""
    # Asked apart from those of the day: for either of the two SQLite reads every mail.
    waits = (mail.c.state == MailState.PENDING) & (mail.c.send_on < day)
    return fetch(connection, select(mail).where(mail.c.kind == kind, waits).order_by(mail.c.id).with_for_update())


def raise_urgency(connection: Connection, mail_id: int, urgency: int) -> None:
    """A more urgent notice has joined: the whole mail is as urgent."""
    connection.execute(update(mail).where(mail.c.id == mail_id, mail.c.urgency < urgency).values(urgency=urgency))


def count_for(connection: Connection, send_on: date) -> int:
    """Mails to agencies that leave, or have left, on this day: what the daily limit counts."""
    states = (*READY, MailState.SENDING, MailState.SENT, MailState.BOUNCED)
    query = select(func.count()).where(
        mail.c.send_on == send_on, mail.c.state.in_(states), mail.c.kind.not_in(("alert", "reply"))
    )
    return int(connection.execute(query).scalar_one())


def carried(connection: Connection, mail_ids: Sequence[int]) -> dict[int, Carried]:
    """What these mails carry, by mail: one statement, one moment."""
    found = gathered((row[0], row) for row in connection.execute(_CARRIED, {"mails": list(mail_ids)}))
    return {
        id_: Carried(tuple(rows[0][1:4]), tuple(NoticeRow(*row[4:]) for row in rows if row[-1] is not None))
        for id_, rows in found.items()
    }


class ClaimLost(Exception):
    """Another has claimed the mail since, or it was taken back."""


def unchanged(connection: Connection, claimed: MailRow, known: Carried) -> bool:
    """Whether the words of a claimed mail still rest on what was read. Raises ClaimLost."""
    seen = _LOOK.run(connection, {"mail": claimed.id}).fetchall()
    if tuple(seen[0][4:6]) != (MailState.SENDING, claimed.attempts):
        raise ClaimLost
    # A notice that no longer waits leaves a row without one.
    waiting = [(id_, occurrence) for *_, id_, occurrence in seen if id_ is not None]
    return tuple(seen[0][1:4]) == known.stamp and waiting == [(row.id, row.occurrence) for row in known.rows]


def notice_ids(connection: Connection, mail_id: int) -> list[int]:
    query = select(mail_notice.c.notice_id).where(mail_notice.c.mail_id == mail_id).order_by(mail_notice.c.notice_id)
    return list(connection.execute(query).scalars())


def carrying(connection: Connection, wanted: Sequence[int]) -> dict[int, MailRow]:
    """By notice, the mail in which it arrived, else the one in which it may yet leave, else its latest."""
    rank = case((mail.c.state == MailState.SENT, 2), (mail.c.state.in_(OPEN), 1), else_=0)
    found: dict[int, MailRow] = {}
    for some in notices.chunks(wanted):
        query = (
            select(mail_notice.c.notice_id, mail)
            .join(mail, mail.c.id == mail_notice.c.mail_id)
            .where(mail_notice.c.notice_id.in_(some))
            .order_by(rank, mail.c.id)
        )
        for row in connection.execute(query).mappings():
            values = dict(row)
            carried = values.pop("notice_id")
            found[carried] = MailRow(**values)
    return found


def listing(connection: Connection, state: MailState | None = None) -> list[MailRow]:
    """Mails in the order they were made; all, or those in one state."""
    query = select(mail).order_by(mail.c.id)
    return fetch(connection, query.where(mail.c.state == state) if state else query)


def one(connection: Connection, mail_id: int) -> MailRow | None:
    return next(iter(fetch(connection, select(mail).where(mail.c.id == mail_id))), None)


def mailboxes(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    """By mail, where it goes."""
    return dict(connection.execute(select(mail.c.id, mail.c.mailbox).where(mail.c.id.in_(list(ids)))).all())


def attempts(connection: Connection, mail_id: int) -> list[AttemptRow]:
    query = select(attempt).where(attempt.c.mail_id == mail_id).order_by(attempt.c.n)
    return [AttemptRow(**row) for row in connection.execute(query).mappings()]


def first_tried(connection: Connection, mail_id: int) -> datetime | None:
    """When a mail was first handed to a server, not counting claims given back."""
    query = select(func.min(attempt.c.started_at)).where(attempt.c.mail_id == mail_id, TRIED)
    found: datetime | None = connection.execute(query).scalar()
    return found


def again(connection: Connection, ids: Iterable[int], from_: Sequence[MailState], next_at: datetime) -> int:
    """An officer's hand: try mails in one of these states again from `next_at` on, as if for the second time where
    they were tried before. Gives how many."""
    tries = case((mail.c.tries > 0, 1), else_=0)
    return move(connection, ids, from_, state=waiting(), next_at=next_at, tries=tries)


def waiting() -> Any:
    """Where an untried mail goes back to: once unknown, it stays so until it is accepted."""
    pending, unknown = (literal(state, mail.c.state.type) for state in READY)
    return case((mail.c.ambiguous, unknown), else_=pending)


def move(connection: Connection, ids: Iterable[int], from_: Sequence[MailState], **values: Any) -> int:
    """An officer's hand: change mails that are in one of the states `from_`. Gives how many changed."""
    wanted = list(ids)
    return connection.execute(
        update(mail).where(mail.c.id.in_(wanted), mail.c.state.in_(from_)).values(**values)
    ).rowcount


def counts(connection: Connection, since: date | None = None) -> dict[MailState, int]:
    """How many mails are in each state; with `since`, of those that were to leave on that day or later."""
    query = select(mail.c.state, func.count()).group_by(mail.c.state)
    return dict(connection.execute(query.where(mail.c.send_on >= since) if since else query).all())


def oldest_ready(connection: Connection, now: datetime) -> datetime | None:
    """Since when the longest waiting mail could have left, None when nothing waits."""
    query = select(func.min(mail.c.next_at)).where(mail.c.state.in_(READY), mail.c.next_at <= now)
    found: datetime | None = connection.execute(query).scalar()
    return found


def by_message_id(connection: Connection, message_ids: Sequence[str]) -> MailRow | None:
    """The newest mail that left under one of these Message-IDs."""
    query = select(mail).where(mail.c.message_id.in_(message_ids)).order_by(mail.c.id.desc()).limit(1)
    return next(iter(fetch(connection, query)), None)


def reopen(connection: Connection, mail_id: int, next_at: datetime, note: str) -> None:
    """A mail a server took did not arrive and may be tried again: it waits once more, with its notices."""
    ids = select(mail_notice.c.notice_id).where(mail_notice.c.mail_id == mail_id)
    connection.execute(
        update(notice).where(notice.c.id.in_(ids), notice.c.state == NoticeState.SENT).values(state=NoticeState.QUEUED)
    )
    connection.execute(
        update(mail)
        .where(mail.c.id == mail_id, mail.c.state == MailState.SENT)
        .values(state=MailState.PENDING, tries=mail.c.tries + 1, next_at=next_at, note=note)
    )


def fetch(connection: Connection, query: Select[Any]) -> list[MailRow]:
    """The mails a query on the table finds."""
    rows = connection.execute(query)
    names = tuple(rows.keys())  # a mapping for each row would take longer than the query
    return [MailRow(**dict(zip(names, row, strict=True))) for row in rows]


def told(connection: Connection, occurrences: Sequence[str]) -> dict[str, list[tuple[date, str]]]:
    """By occurrence, when its owing agency was reminded and where: the days, oldest first, on which a server accepted a
    mail that asked for what is owed, each once, with the last mailbox."""
    found: dict[str, dict[date, str]] = {}
    for some in notices.chunks(occurrences):
        query = (
            select(notice.c.occurrence, mail.c.send_on, mail.c.mailbox)
            .join(mail_notice, mail_notice.c.notice_id == notice.c.id)
            .join(mail, mail.c.id == mail_notice.c.mail_id)
            .where(
                notice.c.occurrence.in_(some),
                notice.c.role.in_(("owner", "head")),
                notice.c.template.in_(REMINDERS),
                mail.c.state == MailState.SENT,
            )
            .order_by(mail.c.send_on)
        )
        for key, on, mailbox in connection.execute(query):
            found.setdefault(key, {})[on] = mailbox
    return {key: list(days.items()) for key, days in found.items()}
