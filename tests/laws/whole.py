"""A whole office with its database and a mailer that remembers: acts come in by the real road, mails leave by it."""

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from reminder.clock import fixed_clock, instant
from reminder.config import Config
from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import Catalogue
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.engine.acts.record import Wish, record
from reminder.engine.context.office import Office
from reminder.engine.context.secret import secret_of
from reminder.engine.mails.prepare import Letters
from reminder.engine.planning.store_decisions import evaluate_into
from reminder.engine.sending.delivery import Delivery
from reminder.engine.sending.loop import send_ready
from reminder.errors import ReminderError
from reminder.mail.render import Renderer
from reminder.mail.reply_codes import Moment, Outcome, classify
from reminder.store import journal
from reminder.store.database import Database
from reminder.store.opening import open_any
from reminder.store.schema import mail, mail_notice, notice
from tests.store.blank import blank, lay
from tests.store.moves import watched

NINE = time(9)
DOWN = Outcome("deferred", "S", Moment.CONNECT, wait=timedelta(seconds=30))
CLOSING = ("submitted", "nil", "completed", "waived")


@dataclass
class Memory:
    """A mailer that takes everything, until `down`."""

    taken: list[str] = field(default_factory=list)
    messages: list[tuple[str, bytes]] = field(default_factory=list)
    down: bool = False

    def line(self) -> "Line":
        return Line(self)

    def send(self, envelope_from: str, rcpt: str, message: bytes) -> Outcome:
        self.taken.append(rcpt)
        self.messages.append((rcpt, message))
        return Outcome("accepted", "M", Moment.DOT, 250)

    def abort(self) -> None: ...

    def close(self) -> None: ...


class Line:
    """Into it, opened anew for each mail."""

    ready = False

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def open(self) -> Outcome | None:
        return DOWN if self._memory.down else None

    def send(self, envelope_from: str, rcpt: str, message: bytes) -> Outcome:
        return self._memory.send(envelope_from, rcpt, message)


@dataclass
class Picky(Memory):
    """Takes what is not for one of `refused`, whatever the case."""

    refused: dict[str, Outcome] = field(default_factory=dict)

    def send(self, envelope_from: str, rcpt: str, message: bytes) -> Outcome:
        return self.refused.get(rcpt) or super().send(envelope_from, rcpt, message)


REFUSALS = {
    "gone": classify(Moment.RCPT, 550, "5.1.1 no such user"),
    "policy": classify(Moment.RCPT, 550, "5.7.1 blocked"),
    "content": classify(Moment.DOT, 554, "5.6.0 no"),
    "later": classify(Moment.RCPT, 450, "4.2.0 greylisted"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Left:
    """A mail that left, with what it spoke of."""

    mailbox: str
    kind: str
    notices: tuple[tuple[str, str, str], ...]  # key, occurrence, template


class Whole:
    """The office through its days. Each tick checks the laws that one day can show."""

    def __init__(self, catalogue: Catalogue, database: Database, config: Config) -> None:
        self.catalogue, self.database, self.config = catalogue, database, config
        self.renderer, self.mailer = _renderer(tuple(config.template_dirs)), Memory()
        self.secret = secret_of(database)
        self.told: Counter[str] = Counter()
        self.boxes: Counter[tuple[str, str, date]] = Counter()
        self._seen: set[int] = set()
        self._left()  # what another version sent is none of ours

    def office(self, on: date, at: time = NINE) -> Office:
        return Office(self.config, fixed_clock(instant(on, at, self.config.zone)))

    def act(self, on: date, kind: ActKind, o: Occurrence, far: int) -> bool:
        """One act by the road of the command line; whether it was taken."""
        until = on + timedelta(far)
        if kind == "extend" and o.deadline:
            until = max(until, o.deadline.due_on + timedelta(1 + far))
        whole = kind in ("assign", "event", "undo")
        wish = Wish(
            kind, o.obligation.id, "" if whole else (o.owner.agencies or ("",))[0], "" if whole else o.period, on,
            by="x", until_on=until if kind in ("extend", "silence", "date", "event") else None,
            agencies=(o.plan.focal,) if kind == "assign" else (), every=True,
        )  # fmt: skip
        try:
            record(self.office(on), self.database, self.catalogue, wish)
        except ReminderError:
            return False
        return True

    def occurrences(self, on: date) -> list[Occurrence]:
        with self.database.read() as connection:
            book = Occurrences(self.catalogue, journal.journal(connection))
        return list(book.known(on + timedelta(60), on))

    def tick(self, on: date, at: time = NINE) -> list[Left]:
        """Evaluate and deliver; gives what left, after holding it against the laws."""
        office = self.round(on, at)
        again = evaluate_into(self.database, office, self.catalogue)
        assert (again.notices, again.mails, again.superseded) == (0, 0, 0), "a second evaluation added something"
        left = self._left()
        self._hold(left, office, on)
        return left

    def round(self, on: date, at: time = NINE) -> Office:
        """One evaluation and delivery."""
        office = self.office(on, at)
        evaluate_into(self.database, office, self.catalogue)
        letters = Letters(office, self.renderer, self.secret)
        sender = Delivery(office, self.database, self.mailer, letters, "laws")
        send_ready(sender, lambda: self.catalogue)
        return office

    def _left(self) -> list[Left]:
        with self.database.read() as connection:
            sent = connection.execute(
                select(mail.c.id, mail.c.mailbox, mail.c.kind).where(mail.c.state == "sent")
            ).all()
            new = [row for row in sent if row.id not in self._seen]
            self._seen |= {row.id for row in new}
            return [
                Left(row.mailbox, row.kind, tuple(
                    (n.key, n.occurrence, n.template)
                    for n in connection.execute(
                        select(notice).join(mail_notice).where(
                            mail_notice.c.mail_id == row.id, notice.c.state == "sent"
                        )
                    )
                ))
                for row in new
            ]  # fmt: skip

    def _hold(self, left: list[Left], office: Office, on: date) -> None:
        if left and any(m.kind != "alert" for m in left):
            assert office.sends_at(office.clock.now(), self.catalogue), "a mail first left outside the window"
        now = {o.key: o for o in self.occurrences(on)} if left else {}
        for m in left:
            if m.kind not in ("alert", "summary"):
                self.boxes[m.mailbox, m.kind, on] += 1
                assert self.boxes[m.mailbox, m.kind, on] == 1, f"two mails of one kind a day: {m.mailbox}"
                assert m.notices, "a mail that says nothing"
            for key, occurrence, template in m.notices:
                self.told[key] += 1
                assert self.told[key] == 1, f"told twice: {key}"
                o = now[occurrence]
                closed = o.state.status in CLOSING
                # What is closed or suspended is never reminded of; its record is told only while it stands so.
                rests = closed or o.state.status == "suspended"
                if template != "undone":  # what was told is taken back however it stands
                    assert rests == (template == "thanks"), f"told after its answer, or thanked before: {key}"
                if template in ("overdue", "escalation"):
                    assert o.deadline and o.deadline.late_from <= on, f"told late before it is: {key}"


@cache
def _renderer(folders: tuple[Path, ...]) -> Renderer:
    """The templates, compiled once for all: to compile them anew would take most of a life."""
    return Renderer(folders)


@contextmanager
def in_memory(catalogue: Catalogue, config: Config | None = None) -> Iterator[Whole]:
    """An office whose database lies in memory: a life of some days in a tenth of a second."""
    database = open_any("sqlite://")
    made = bytearray(blank())
    made[18:20] = b"\x01\x01"  # not in WAL mode, which needs a file
    with database.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.deserialize(bytes(made))
        watched(driver)
    try:
        yield Whole(catalogue, database, config or Config(folder=Path()))
    finally:
        database.close()


@contextmanager
def whole(catalogue: Catalogue) -> Iterator[Whole]:
    """An office with an empty database in a folder of its own."""
    with TemporaryDirectory() as folder:
        config = Config(folder=Path(folder), database="sqlite:///office.db")
        lay(Path(folder) / "office.db")
        database = open_any(config.database_url)
        try:
            yield Whole(catalogue, database, config)
        finally:
            database.close()


def dice(seed: int) -> random.Random:
    return random.Random(seed)
