"""A small office in memory, its outbox, its acts and what its mails say at hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import Catalogue
from reminder.core.journal import Act
from reminder.core.reason import Reason, from_plain
from reminder.engine.acts.record import Wish, record
from reminder.errors import ReminderError
from reminder.mail.contents import Item, MailView
from reminder.rulefile import load_texts
from reminder.store import journal, outbox
from reminder.store.outbox import MailRow
from tests.journeys import desk as small
from tests.laws.whole import Whole, in_memory

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FILES = {
    "calendars/vietnam.toml": small.CALENDAR, "agencies/tinh.toml": small.AGENCIES, "plans/kh-1.toml": small.PLAN,
    "reminders.toml": small.RULES,
}  # fmt: skip
TUESDAY = date(2026, 12, 8)  # a week before the yearly report is due
DUE = date(2026, 12, 15)  # of the report, for which the departments answer each for itself
WEEK = TUESDAY + timedelta(20)  # to which an extension puts it off
BOX = "vt@sct.example"  # of the agency that acts are of unless they say another


@contextmanager
def small_office(**changed: str) -> Iterator[Whole]:
    """Of four agencies; `changed` gives other texts for files, by the word before the dot or slash."""
    files = {name: changed.get(name.split("/")[0].split(".")[0], text) for name, text in FILES.items()}
    with in_memory(_read(tuple(files.items()))) as made:
        yield made


@cache
def _read(files: tuple[tuple[str, str], ...]) -> Catalogue:
    """The same files are read once: hundreds of offices begin with them."""
    return load_texts(dict(files))


def mails(office: Whole, **wanted: Any) -> list[MailRow]:
    """The outbox, or the mails in it that are like this."""
    with office.database.read() as connection:
        found = outbox.listing(connection)
    return [m for m in found if all(getattr(m, name) == value for name, value in wanted.items())]


def alerts(office: Whole) -> list[Reason]:
    """Everything the operator or an officer was told at once."""
    return [from_plain(r) for m in mails(office, kind="alert") for r in m.facts["reasons"]]


def catalogue() -> Catalogue:
    return _read(tuple(FILES.items()))


def wall(on: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """That time on the office's wall."""
    return datetime(on.year, on.month, on.day, hour, minute, second, tzinfo=ZONE)


def act(
    office: Whole, kind: ActKind, day: date = TUESDAY, obligation: str = "kh-1/year", agency: str = "sct",
    period: str = "2026", **given: Any,
) -> tuple[Act, ...]:  # fmt: skip
    wish = Wish(kind, obligation, agency, period, given.pop("on", None), by="an", **given)
    return record(office.office(day), office.database, office.catalogue, wish)


def refused(office: Whole, *args: Any, **given: Any) -> str:
    with office.database.read() as connection:
        before = journal.last(connection)
    with pytest.raises(ReminderError) as raised:
        act(office, *args, **given)
    with office.database.read() as connection:
        assert journal.last(connection) == before, "nothing was written"
    return str(raised.value)


def item(found: MailView, obligation: str) -> Item:
    return next(each for each in found.items if each.obligation == obligation)
