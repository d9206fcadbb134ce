"""A database of the first version, with three seasons in it, on both databases: migrated it is as a new one, nothing is
told twice, and nothing is told that the version before had gone beyond."""

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from alembic import op
from sqlalchemy import Boolean, inspect, select, text

from reminder.clock import instant
from reminder.config import Config, load_config
from reminder.core.catalogue import Catalogue
from reminder.engine.context import rules
from reminder.engine.context.links import office_links
from reminder.rulefile import load
from reminder.store.database import Connection, Database
from reminder.store.opening import upgrade
from reminder.store.schema import HEAD, mail, mail_notice, metadata, notice
from tests.laws.whole import Whole
from tests.store.test_schema import columns, first_schema

HERE = Path(__file__).parent / "first_version"
LAST = date(2027, 1, 8)  # the first version looked at 09:00; people acted until 17:00
MONDAY = date(2027, 1, 11)
BEHIND = 24  # days that are gone through after it
RESTARTS = {"returned", "extended", "resumed", "adopted", "dated", "event", "undone"}
# By the acts that were written after its last look.
NEWS = {
    "last-ext": "extended", "last-ret": "returned", "last-ret-before": "returned", "last-resume": "resumed",
    "last-undo": "undone", "last-adopt": "adopted", "last-date": "dated",
}  # fmt: skip
# Late by a date that its acts, read as they now are, left open: it is asked for, and nobody is chased meanwhile.
WANT_DATE = {
    "ext-undone-after", "ret-after", "ret-late", "ret-twice", "sus-done", "sus-undone", "waive-undone", "year",
}  # fmt: skip
HEIRS = {"heir-done", "heir-sus", "heir-wait", "heir-ext", "heir-ext-late"}  # what their bodies had said holds


_SENT = select(mail.c.id).where(mail.c.state == "sent")


class Telling(NamedTuple):
    """One rung of a ladder as somebody was told it."""

    occurrence: str
    step: str
    recipient: str
    role: str

    @property
    def row(self) -> str:
        return self.occurrence.split("@")[0].split("/")[1]


@dataclass(frozen=True)
class Old:
    """The database at its own schema, and what it runs by."""

    database: Database
    catalogue: Catalogue
    config: Config

    def rows(self, query: Any) -> list[tuple[Any, ...]]:
        with self.database.read() as connection:
            return [tuple(row) for row in connection.execute(query)]

    def whole(self) -> Whole:
        """The office, once its database is migrated."""
        upgrade(self.database)
        return Whole(self.catalogue, self.database, self.config)


@pytest.fixture
def old(url: str, tmp_path: Path) -> Iterator[Old]:
    opened = first_schema(url)
    opened.transact(_fill)
    # Enough for the morning on which all waits at once: what a limit holds is told another day.
    settings = (HERE / "reminder.toml").read_text("utf-8").replace("daily_limit = 8", "daily_limit = 300")
    (tmp_path / "reminder.toml").write_text(settings, "utf-8")
    yield Old(opened, load(HERE / "rules"), load_config(None, tmp_path))
    opened.close()


@cache
def _kept() -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(gzip.decompress((HERE / "office.json.gz").read_bytes()))
    return kept


def _fill(connection: Connection) -> None:
    shared = connection.dialect.name == "postgresql"
    if shared:
        connection.execute(text("SET LOCAL TIME ZONE 'UTC'"))
    for table in (t for t in metadata.sorted_tables if t.name in _kept()):
        names, rows = _kept()[table.name]["columns"], _kept()[table.name]["rows"]
        flags = {n for n, name in enumerate(names) if isinstance(table.c[name].type, Boolean)}
        made = [{f"c{n}": bool(v) if n in flags else v for n, v in enumerate(row)} for row in rows]
        into, values = (", ".join(f'"{name}"' for name in names), ", ".join(f":c{n}" for n in range(len(names))))
        if made:
            connection.execute(text(f'INSERT INTO "{table.name}" ({into}) VALUES ({values})'), made)
        if shared and made and "id" in names:
            following = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name}"
            connection.execute(text(following))


def test_it_migrates_to_the_fresh_schema_and_keeps_every_row_key_and_link(old: Old) -> None:
    names = [t for t in _kept() if t in metadata.tables]
    identities = text("SELECT id, key, message_id, state, attempts, tries FROM mail ORDER BY id")
    keys = text("SELECT id, key, state FROM notice ORDER BY id")
    before = (old.rows(identities), old.rows(keys))
    assert sum(message_id is not None for _, _, message_id, *_ in before[0]) > 800
    upgrade(old.database)
    assert (old.rows(identities), old.rows(keys)) == before
    for table in names:
        assert old.rows(text(f'SELECT count(*) FROM "{table}"')) == [(len(_kept()[table]["rows"]),)], table
    with old.database.read() as connection:
        assert rules.matches(connection, old.catalogue), "the rules in force are told by the same hash"
        migrated = {t: columns(connection, t) for t in metadata.tables}
    kept, links = json.loads((HERE / "links.json").read_text()), office_links(old.database, old.config)
    for agency, token in kept["pages"].items():
        at = instant(LAST, time(12), old.config.zone)
        opened = links.opened("page", token, at)
        assert opened and (opened.agency, opened.spent) == (agency, False)
        assert links.token(agency, at) == token and links.feed(agency) == kept["feeds"][agency]
    with old.database.write() as connection:
        metadata.drop_all(connection)
        metadata.create_all(connection)
        assert {t: columns(connection, t) for t in metadata.tables} == migrated


def test_a_second_look_on_its_last_day_sends_what_waited_and_nothing_else(old: Old) -> None:
    with old.database.write() as connection:  # as it stood before people acted
        connection.execute(text("DELETE FROM act WHERE at > '2027-01-08 09:00:00'"))
    waited = {i for (i,) in old.rows(text("SELECT id FROM mail WHERE state = 'pending'"))}
    planned = old.rows(text("SELECT count(*) FROM notice"))
    office = old.whole()
    sent = {i for (i,) in old.rows(_SENT)}
    office.round(LAST, time(16))
    assert {i for (i,) in old.rows(_SENT)} - sent == waited and len(office.mailer.taken) == len(waited)
    assert old.rows(text("SELECT count(*) FROM notice")) == planned


def test_in_the_weeks_behind_nothing_is_told_twice_and_the_rest_goes_on(old: Old) -> None:
    ours = {i for (i,) in old.rows(_SENT)}
    before = {t for t, *_ in _tellings(old, ours)}
    office, days, told = old.whole(), dict[int, date](), dict[Telling, date]()
    for day in _working(old.catalogue):
        office.tick(day)
        days |= {i: day for (i,) in old.rows(_SENT) if i not in ours | days.keys()}
    assert {i for (i,) in old.rows(_SENT)} >= ours and Counter(office.told).most_common(1)[0][1] == 1
    for t, planned_on, mail_id in _tellings(old, set(days)):
        assert t not in before or planned_on > LAST, f"told before: {t}"
        assert t not in told, f"told twice: {t}"
        told[t] = days[mail_id]
    _restarts(told)
    _goes_on(told)


def _working(catalogue: Catalogue) -> Iterator[date]:
    days = (MONDAY + timedelta(n) for n in range(BEHIND + 1))
    return (day for day in days if catalogue.calendar.on_or_after(day) == day)


def _tellings(old: Old, mails: Collection[int]) -> Iterator[tuple[Telling, date, int]]:
    """What these mails told, each with the day it was planned on."""
    n = notice.c
    what = (n.occurrence, n.step, n.ordinal, n.recipient, n.role, n.planned_on, mail_notice.c.mail_id)
    query = select(*what).join(mail_notice).where(n.state == "sent", n.template.not_in(("thanks", "refused")))
    for occurrence, step, ordinal, recipient, role, planned_on, mail_id in old.rows(query):
        if mail_id in mails:
            yield Telling(occurrence, f"{step}#{ordinal}", recipient, role), planned_on, mail_id


def _restarts(told: dict[Telling, date]) -> None:
    """What began a ladder again is told where the version before had not looked at it, on the next day; nobody above
    its owner hears of it sooner than the ladder lets them."""
    found, first = defaultdict[str, set[str]](set), dict[str, date]()
    for t, day in told.items():
        if t.step.split("#")[0] in RESTARTS:
            assert day == MONDAY and t.role == "owner", t
            found[t.row].add(t.step.split("#")[0])
        if t.row in NEWS and t.role in ("head", "focal", "superior") and "@" not in t.recipient:
            first[t.row] = min(day, first.get(t.row, date.max))
    assert dict(found) == {row: {step} for row, step in NEWS.items()}
    assert min(first.values()) >= MONDAY + timedelta(2)


def _goes_on(told: dict[Telling, date]) -> None:
    """As the version before would have gone on, but for what it had wrong."""
    lines = gzip.decompress((HERE / "went-on.txt.gz").read_bytes()).decode().splitlines()
    then = {Telling(*rest): date.fromisoformat(day) for day, *rest in map(str.split, lines)}
    mended = WANT_DATE | HEIRS | NEWS.keys()
    expected = {t: day for t, day in then.items() if t.row not in mended and day <= MONDAY + timedelta(BEHIND)}
    assert len(expected) > 500
    assert {t: told.get(t) for t in expected} == expected
    # A head's step no longer stands for its owner's, and the other way round (design 3.8).
    more = Counter((t.step.split("#")[0], t.role) for t in told if t.row not in mended and t not in then)
    assert more.keys() <= {("overdue", "owner"), ("head", "head"), ("both", "owner")}
    asked = {t for t in told if t.row in WANT_DATE and t.occurrence.split("@")[1] in ("once", "2026")}
    assert {(t.row, t.recipient) for t in asked if t.row != "year"} == set()


def test_an_upgrade_that_breaks_off_leaves_the_first_schema(old: Old, monkeypatch: pytest.MonkeyPatch) -> None:
    def tables(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
        return {t: columns(connection, t) for t in inspect(connection).get_table_names()}

    with old.database.read() as connection:
        before = tables(connection)
    for name, last in (("create_index", 1), ("create_index", 3), ("drop_index", 1), ("add_column", 2)):
        real, made = getattr(op, name), count()

        def breaks(*args: Any, do: Any = real, made: Any = made, last: int = last, **options: Any) -> None:
            do(*args, **options)
            if next(made) + 1 == last:
                raise RuntimeError("the power went")

        with monkeypatch.context() as patch, pytest.raises(RuntimeError):
            patch.setattr(op, name, breaks)
            upgrade(old.database)
        with old.database.read() as connection:
            assert tables(connection) == before, name
        assert old.rows(text("SELECT version_num FROM alembic_version")) == [("0001",)]
    upgrade(old.database)
    assert old.rows(text("SELECT version_num FROM alembic_version")) == [(HEAD,)]
