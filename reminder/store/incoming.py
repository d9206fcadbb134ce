"""Which incoming mails were dealt with: what is read again changes nothing, however long it stays in the mailbox."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from reminder.store.database import upsert
from reminder.store.schema import incoming

# So long after it was last seen a mail is remembered: longer than anything is believed of an old one.
REMEMBERED = timedelta(days=200)


def seen(connection: Connection, key: str, message_id: str, at: datetime) -> bool:
    """Whether this mail was dealt with before; from now on it was. What an earlier version kept is known by its
    Message-ID."""
    connection.execute(delete(incoming).where(incoming.c.at < at - REMEMBERED))
    earlier = connection.execute(select(incoming.c.key).where(incoming.c.key == message_id)).first()
    added = upsert(connection, incoming).values(key=key, at=at).on_conflict_do_nothing().returning(incoming.c.key)
    if connection.execute(added).first() and not earlier:
        return False
    connection.execute(update(incoming).where(incoming.c.key.in_((key, message_id))).values(at=at))
    return True
