"""Mailboxes that mail came back from."""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from reminder.store.notices import insert_new
from reminder.store.schema import address


def unreachable(connection: Connection) -> frozenset[str]:
    """Mailboxes not to be tried."""
    return frozenset(connection.execute(select(address.c.mailbox)).scalars())


def mark(connection: Connection, mailbox: str, reason: str, at: datetime) -> None:
    """A server has refused this mailbox for good."""
    insert_new(connection, address, [{"mailbox": mailbox, "reason": reason, "since_at": at}])


def clear(connection: Connection, mailbox: str) -> None:
    """The mailbox may be tried again, however its letters' case was spelled when it was marked: what is compared
    elsewhere, where contacts are looked for, ignores it too."""
    mine = [box for box in unreachable(connection) if box.casefold() == mailbox.casefold()]
    connection.execute(delete(address).where(address.c.mailbox.in_(mine)))


def listing(connection: Connection) -> list[tuple[str, str, datetime]]:
    """Mailbox, reason, since when; by mailbox."""
    query = select(address.c.mailbox, address.c.reason, address.c.since_at).order_by(address.c.mailbox)
    return [(box, reason, at) for box, reason, at in connection.execute(query)]
