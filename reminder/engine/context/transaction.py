"""What one transaction works with. It is made at the transaction's edge, and functions inside take it first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

from reminder.clock import local
from reminder.core.catalogue import Catalogue
from reminder.core.told_instead import Reach
from reminder.engine.context.office import Office
from reminder.store import bounced_mailboxes
from reminder.store.database import Connection, Database

T = TypeVar("T")


@dataclass(frozen=True)
class Transaction:
    """A connection with a transaction open on it, the office, the rules it works by, and its one instant (aware, UTC):
    what is decided and written inside is decided and written then."""

    connection: Connection
    office: Office
    catalogue: Catalogue
    now: datetime

    @classmethod
    def on(cls, connection: Connection, office: Office, catalogue: Catalogue) -> "Transaction":
        """One that begins now."""
        return cls(connection, office, catalogue, office.clock.now())

    @property
    def zone(self) -> ZoneInfo:
        return self.office.config.zone

    @cached_property
    def today(self) -> date:
        """The civil date at the office."""
        return local(self.now, self.zone).date()

    @cached_property
    def reach(self) -> Reach:
        """Whom mail reaches now: the directory and the operator, without the mailboxes that mail came back from. It is
        read once, and again after `close_mailbox` or `open_mailbox`, so that what one
        part of a transaction has learnt holds for the next."""
        return Reach(
            self.catalogue.directory, self.office.config.operator, bounced_mailboxes.unreachable(self.connection)
        )

    def close_mailbox(self, mailbox: str, reason: str) -> None:
        """Mail to this mailbox came back for good."""
        bounced_mailboxes.mark(self.connection, mailbox, reason, self.now)
        self.__dict__.pop("reach", None)

    def open_mailbox(self, mailbox: str) -> None:
        """The mailbox may be tried again."""
        bounced_mailboxes.clear(self.connection, mailbox)
        self.__dict__.pop("reach", None)


def transact(database: Database, office: Office, catalogue: Catalogue, work: Callable[[Transaction], T]) -> T:
    """Run `work` in one transaction, whole again with a later instant where the database undid it (see
    `Database.transact`)."""
    return database.transact(lambda c: work(Transaction.on(c, office, catalogue)))


def unreachable(database: Database | None) -> frozenset[str]:
    """Mailboxes that mail has come back from; none without a database."""
    if database is None:
        return frozenset()
    with database.read() as connection:
        return bounced_mailboxes.unreachable(connection)
