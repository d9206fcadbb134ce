"""Notices' mails into the outbox: joined to what waits, one a day and mailbox, within the daily limit (design 3.11,
3.15)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from reminder.core.catalogue import URGENCIES, Catalogue
from reminder.core.digest import Mail
from reminder.core.reason import because
from reminder.engine.context.office import Office
from reminder.engine.outbox.alerts import alert
from reminder.store import outbox
from reminder.store.database import Connection
from reminder.store.outbox import NewMail


def new_mail(
    office: Office, m: Mail, ids: Mapping[str, int], now: datetime, rest: timedelta = timedelta(0)
) -> tuple[NewMail, list[int]]:
    """A mail as planned, with the ids of its notices. It leaves no sooner than `rest` from now."""
    opens = max(now + rest, office.opening(m.send_on))
    new = NewMail(
        m.mailbox, m.agency, m.kind, m.send_on, URGENCIES.index(m.urgency), now, opens, single=m.single
    )
    return new, [ids[n.key] for n in m.notices]


def post(
    connection: Connection, office: Office, catalogue: Catalogue, made: Iterable[tuple[NewMail, Sequence[int]]],
    now: datetime,
) -> tuple[int, int]:  # fmt: skip
    """Enter the mails, or join their notices to those that still wait; gives how many are new and how many of them
    held. One that stands in for another neither joins nor is joined, so that it can be taken back alone."""
    # The most urgent keep their place when the limit is reached.
    ordered = sorted(made, key=lambda each: -each[0].urgency)
    open_ = {kind: outbox.unsent(connection, kind) for kind in {m.kind for m, _ids in ordered}}
    spent = {on: outbox.count_for(connection, on) for on in {m.send_on for m, _ids in ordered}}
    limit = office.config.send.daily_limit
    new = held = 0
    for m, ids in ordered:
        apart = bool(m.single) or m.instead_of is not None
        waiting = None if apart else open_[m.kind].get(m.mailbox)
        if waiting:
            outbox.join(connection, waiting.id, ids)
            outbox.raise_urgency(connection, waiting.id, m.urgency)
            continue
        m = m if apart else _on_a_free_day(connection, office, catalogue, m)
        on = m.send_on
        spent[on] = spent[on] + 1 if on in spent else outbox.count_for(connection, on) + 1
        over = spent[on] > limit
        outbox.enter(connection, replace(m, held=over), ids)
        new, held = new + 1, held + over
    if held:
        alert(connection, office, now, [because("batch-held", count=held, limit=limit)])
    return new, held


def _on_a_free_day(connection: Connection, office: Office, catalogue: Catalogue, m: NewMail) -> NewMail:
    """On the first working day from its own on for which the mailbox has no mail of this kind yet."""
    while outbox.keys(connection, [m.key]):
        on = catalogue.calendar.on_or_after(m.send_on + timedelta(1))
        m = replace(m, send_on=on, next_at=max(m.next_at, office.opening(on)))
    return m
