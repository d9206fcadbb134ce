"""The one place that wires things: configuration, clock, rules, database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from reminder.clock import Clock, instant, local
from reminder.config import Config
from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Ledger

if TYPE_CHECKING:  # `check` and `read` never open a database, so they need not load its library
    from reminder.store.database import Database


@dataclass(frozen=True)
class Office:
    """What every use case needs. Reading commands take a missing database as empty."""

    config: Config
    clock: Clock

    @property
    def today(self) -> date:
        """The civil date at the office."""
        return local(self.clock.now(), self.config.zone).date()

    def catalogue(self) -> Catalogue:
        """The rule files as they lie on disk. Raises BadInput with every problem."""
        from reminder.rulefile import load

        return load(self.config.rules_dir)

    @contextmanager
    def reading(self) -> Iterator["Database | None"]:
        """The database if there is one, for as long as the block runs."""
        file = self.config.database_file
        if file and not file.exists():
            yield None
            return
        from reminder.store.opening import open_database

        database = open_database(self.config.database_url)
        try:
            yield database
        finally:
            if database:
                database.close()

    @contextmanager
    def writing(self) -> Iterator["Database"]:
        """The database, made if need be."""
        from reminder.store.opening import open_database

        database = open_database(self.config.database_url, create=True)
        assert database is not None
        try:
            yield database
        finally:
            database.close()

    def ledger(self, database: "Database | None", near: Catalogue | None = None) -> Ledger:
        """What has happened, as the database knows it; nothing without one. With `near`, what has happened to the few
        rows in it."""
        if database is None:
            return Ledger()
        from reminder.engine.context.ledger import ledger_within, read_ledger

        with database.read() as connection:
            if near is None:
                return read_ledger(connection, self.config.zone)
            return ledger_within(connection, self.config.zone, near, self.today)

    def sends_at(self, at: datetime, catalogue: Catalogue) -> bool:
        """Whether first attempts may leave at this instant (design 3.15)."""
        wall, send = local(at, self.config.zone), self.config.send
        return catalogue.calendar.works(wall.date()) and send.opens <= wall.time() < send.closes

    def retries_at(self, at: datetime, catalogue: Catalogue) -> bool:
        """Whether later attempts may."""
        wall, send = local(at, self.config.zone), self.config.send
        return catalogue.calendar.works(wall.date()) and send.opens <= wall.time() < send.retries_until

    def opening(self, on: date) -> datetime:
        """The instant the send window of a day opens."""
        return instant(on, self.config.send.opens, self.config.zone)

    def retry_at(self, at: datetime, catalogue: Catalogue) -> datetime:
        """The first instant from `at` on at which a retry may leave."""
        if self.retries_at(at, catalogue):
            return at
        wall = local(at, self.config.zone)
        same_day = wall.time() < self.config.send.opens
        on = wall.date() if same_day else date.fromordinal(wall.date().toordinal() + 1)
        return self.opening(catalogue.calendar.on_or_after(on)).astimezone(UTC)
