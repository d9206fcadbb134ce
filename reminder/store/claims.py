"""Claims on mails. A claim commits before SMTP opens; every later write carries the claim's number as a fence,
so a stale result changes nothing (design 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, insert, select, text, tuple_, update

from reminder.core.outbox_states import MailState, NoticeState
from reminder.store.database import moment
from reminder.store.outbox import MailRow, fetch, waiting
from reminder.store.prepared_statements import Prepared
from reminder.store.schema import attempt, mail, notice

# Written out, not bound: only then can the partial index be seen to hold them, and old rows cost nothing.
_READY = text(f"mail.state IN ('{MailState.PENDING}', '{MailState.UNKNOWN}')")
_SENDING = text(f"mail.state = '{MailState.SENDING}'")
_SENT = Prepared(
    update(notice)
    .where(notice.c.id == bindparam("carried"), notice.c.state == bindparam("was"))
    .values(state=bindparam("state"))
)


@dataclass(frozen=True, slots=True)
class Take:
    """What to claim: `limit` mails ready at `now`, under a lease of `lease`. Without `first_too` only those tried
    before, whose recipient the server was told of (the send window is closed). `kinds`: only these. `not_domains`:
    those whose rate is used up."""

    owner: str
    now: datetime
    lease: timedelta
    limit: int
    first_too: bool = True
    kinds: tuple[str, ...] = ()
    not_domains: tuple[str, ...] = ()


def claim(connection: Connection, take: Take) -> list[MailRow]:
    """Take mails, most urgent first; commit before anything is sent."""
    ready = select(mail.c.id).where(_READY, mail.c.next_at <= take.now)
    if not take.first_too:
        # One that was claimed and given back, or found the server shut, has not been tried yet.
        ready = ready.where((mail.c.tries > 0) | mail.c.ambiguous)
    if take.kinds:
        ready = ready.where(mail.c.kind.in_(take.kinds))
    if take.not_domains:
        ready = ready.where(mail.c.domain.not_in(take.not_domains))
    ready = ready.order_by(mail.c.urgency.desc(), mail.c.next_at, mail.c.id).limit(take.limit)
    ids = list(connection.execute(ready.with_for_update(skip_locked=True)).scalars())
    if not ids:
        return []
    at = moment(connection, take.now)
    connection.execute(
        update(mail)
        .where(mail.c.id.in_(ids))
        .values(state=MailState.SENDING, owner=take.owner, lease_until_at=at + take.lease, attempts=mail.c.attempts + 1)
    )
    taken = {m.id: m for m in fetch(connection, select(mail).where(mail.c.id.in_(ids)))}
    connection.execute(
        insert(attempt), [{"mail_id": m.id, "n": m.attempts, "started_at": take.now} for m in taken.values()]
    )
    return [taken[i] for i in ids]


def renew(connection: Connection, claimed: MailRow, now: datetime, lease: timedelta) -> bool:
    """A longer lease for a claim whose turn has not come. False: it is no longer ours."""
    at = moment(connection, now)
    ours = mail.c.id == claimed.id, mail.c.attempts == claimed.attempts, _SENDING
    return connection.execute(update(mail).where(*ours).values(lease_until_at=at + lease)).rowcount == 1


def finish(connection: Connection, claimed: MailRow, at: datetime, carried: Sequence[int] = (), **values: Any) -> bool:
    """Record the end of a claim. `values`: the mail's new `state`, and `next_at`, `tries`, `note`, as well as
    the attempt's `outcome`, `reply`, `body_hash`. `carried`: the notices the mail spoke of, now sent if it is.
    False: the claim was no longer ours, nothing changed."""
    tried: dict[str, Any] = {n: values.pop(n) for n in ("outcome", "reply", "body_hash") if n in values}
    claim_ = {"claimed": claimed.id, "fence": claimed.attempts}
    values |= {"owner": None, "lease_until_at": None}
    if _ending(mail, frozenset(values)).run(connection, values | claim_).rowcount != 1:
        return False
    tried["ended_at"] = at
    _ending(attempt, frozenset(tried)).run(connection, tried | claim_)
    if values["state"] == MailState.SENT and carried:
        told = {"was": NoticeState.QUEUED.value, "state": NoticeState.SENT.value}
        _SENT.run(connection, *({"carried": id_, **told} for id_ in carried))
    return True


@cache
def _ending(table: Table, names: frozenset[str]) -> Prepared:
    """The statement that writes these columns at the end of a claim."""
    fence = (
        (mail.c.id == bindparam("claimed"), mail.c.attempts == bindparam("fence"), _SENDING)
        if table is mail
        else (attempt.c.mail_id == bindparam("claimed"), attempt.c.n == bindparam("fence"))
    )
    return Prepared(update(table).where(*fence).values({name: bindparam(name) for name in sorted(names)}))


def give_back(connection: Connection, owner: str) -> int:
    """Return every claim of an owner that has nothing in flight, as it was before. Gives how many."""
    mine = (mail.c.state == MailState.SENDING, mail.c.owner == owner)
    connection.execute(
        update(attempt)
        .where(tuple_(attempt.c.mail_id, attempt.c.n).in_(select(mail.c.id, mail.c.attempts).where(*mine)))
        .values(outcome="returned", ended_at=attempt.c.started_at)
    )
    return connection.execute(
        update(mail).where(*mine).values(state=waiting(), owner=None, lease_until_at=None)
    ).rowcount


def recover(connection: Connection, now: datetime, everyone: bool = False) -> int:
    """Take back claims whose lease is over; with `everyone` all claims, for there is no one else at work. What
    became of them is unknown: they go out again under the same Message-ID. Gives how many."""
    over: tuple[Any, ...] = () if everyone else (mail.c.lease_until_at < moment(connection, now),)
    return connection.execute(
        update(mail)
        .where(_SENDING, *over)
        .values(
            state=MailState.UNKNOWN, ambiguous=True, owner=None, lease_until_at=None, next_at=now, note="interrupted"
        )
    ).rowcount


def begun_since(connection: Connection, at: datetime) -> dict[str, int]:
    """Attempts begun after `at`, by the recipient's domain: what a rate is held against."""
    query = (
        select(mail.c.domain, func.count())
        .select_from(attempt.join(mail))
        .where(attempt.c.started_at > at)
        .group_by(mail.c.domain)
    )
    return dict(connection.execute(query).all())
