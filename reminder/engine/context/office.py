"""The one place that wires things: configuration, clock, rules, database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from reminder.clock import Clock, instant, local
from reminder.config import Config
from reminder.core.catalogue import Catalogue

if TYPE_CHECKING:  # `read` never opens a database, so it need not load its library
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

    def files(self) -> Catalogue:
        """The rule files as they lie on disk. Raises BadInput with every problem."""
        from reminder.rulefile import load

        return load(self.config.rules_dir)

    def catalogue(self) -> Catalogue:
        """The same, but plans that wait for answers as they are in force (design 4)."""
        files = self.files()
        if not any(plan.questions for plan in files.plans):
            return files
        from reminder.engine.context.rules import stored
        from reminder.engine.context.waiting import as_in_force

        with self.reading() as database:
            current = stored(database)
        return as_in_force(files, current.texts if current else ())

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

    def leaves_on(self, at: datetime, catalogue: Catalogue) -> date:
        """The first day on which a mail made at this instant may leave: its own while the window has not closed."""
        wall = local(at, self.config.zone)
        late = wall.time() >= self.config.send.closes
        return catalogue.calendar.on_or_after(wall.date() + timedelta(late))

    def retry_at(self, at: datetime, catalogue: Catalogue) -> datetime:
        """The first instant from `at` on at which a retry may leave."""
        if self.retries_at(at, catalogue):
            return at
        wall = local(at, self.config.zone)
        on = wall.date() + timedelta(wall.time() >= self.config.send.opens)
        return self.opening(catalogue.calendar.on_or_after(on)).astimezone(UTC)
