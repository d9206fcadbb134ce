"""Notices' mails into the outbox: joined to what waits, one a day and mailbox (design 3.11)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from reminder.core.catalogue import URGENCIES
from reminder.core.mail_grouping import Mail
from reminder.engine.context.transaction import Transaction
from reminder.engine.outbox.daily_limit import DailyLimit
from reminder.store import outbox
from reminder.store.outbox import NewMail


def new_mail(
    tx: Transaction, m: Mail, ids: Mapping[str, int], rest: timedelta = timedelta(0)
) -> tuple[NewMail, list[int]]:
    """A mail as planned, with the ids of its notices. It leaves no sooner than `rest` from now."""
    opens = max(tx.now + rest, tx.office.opening(m.send_on))
    new = NewMail(m.mailbox, m.agency, m.kind, m.send_on, URGENCIES.index(m.urgency), tx.now, opens, single=m.single)
    return new, [ids[n.key] for n in m.notices]


def post(tx: Transaction, made: Iterable[tuple[NewMail, Sequence[int]]]) -> tuple[int, int]:
    """Enter the mails, or join their notices to those that still wait; gives how many are new and how many of them
    held. One that stands in for another neither joins nor is joined, so that it can be taken back alone."""
    # The most urgent keep their place when the limit is reached.
    ordered = sorted(made, key=lambda each: -each[0].urgency)
    open_ = {kind: outbox.unsent(tx.connection, kind) for kind in {m.kind for m, _ids in ordered}}
    limit, new = DailyLimit(tx), 0
    for m, ids in ordered:
        apart = bool(m.single) or m.instead_of is not None
        waiting = None if apart else open_[m.kind].get(m.mailbox)
        if waiting:
            outbox.join(tx.connection, waiting.id, ids)
            outbox.raise_urgency(tx.connection, waiting.id, m.urgency)
            continue
        m = m if apart else _on_a_free_day(tx, m)
        outbox.enter(tx.connection, replace(m, held=limit.holds(m.send_on)), ids)
        new += 1
    limit.tell()
    return new, limit.held


def _on_a_free_day(tx: Transaction, m: NewMail) -> NewMail:
    """On the first working day from its own on for which the mailbox has no mail of this kind yet."""
    while outbox.taken(tx.connection, m.key):
        on = tx.catalogue.calendar.on_or_after(m.send_on + timedelta(1))
        m = replace(m, send_on=on, next_at=max(m.next_at, tx.office.opening(on)))
    return m
