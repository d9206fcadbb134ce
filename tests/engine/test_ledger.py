"""The ledger as the database tells it: the whole, and what one matter needs of it, are the same where both speak."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.evaluate import Emitted
from reminder.core.journal import Act
from reminder.engine.context.ledger import below, chain, ledger_of, ledger_within, whole_ledger
from reminder.engine.context.transaction import Transaction
from reminder.store import journal, notices
from reminder.store.database import Connection
from tests.core.made import catalogue, obligation, plan
from tests.engine.made import TUESDAY, ZONE, small_office
from tests.laws.whole import Whole


@pytest.fixture
def office() -> Iterator[Whole]:
    with small_office() as made:
        made.round(TUESDAY)
        yield made


def within(office: Whole, connection: Connection) -> Transaction:
    return Transaction.on(connection, office.office(TUESDAY), office.catalogue)


def act(connection: Connection, obligation_: str, owner: str, period: str = "2026") -> Act:
    at = datetime(2026, 12, 8, 3, tzinfo=UTC)
    return journal.append(connection, Act(ActKind.SUBMIT, obligation_, period, owner, TUESDAY, at, "an"))


def test_what_one_matter_needs_is_what_the_whole_says_of_it(office: Whole) -> None:
    with office.database.write() as connection:
        for owner in ("sct", "sxd"):
            act(connection, "kh-1/year", owner)
        act(connection, "kh-1/year", "", "2025")
        act(connection, "kh-1/province", "snnmt")
        act(connection, "kh-1/1", "sct", "once")
        whole = whole_ledger(connection, ZONE)
        one = ledger_of(within(office, connection), "kh-1/year", "2026", "sct")
        assert [(a.obligation, a.owner) for a in one.journal.acts] == [
            ("kh-1/year", "sct"),
            ("kh-1/province", "snnmt"),
        ][:1]
        all_ = ledger_of(within(office, connection), "kh-1/year")
        assert [a.owner for a in all_.journal.acts] == ["sct", "sxd", "", "snnmt"]
        for key, day in whole.first_seen.items():
            assert one.first_seen[key] == day == TUESDAY
        for at, told in whole.emitted.items():
            assert one.emitted[at] == told
        assert one.first_seen.get("kh-1/none@2026@sct") is None
        assert ("kh-1/none@2026@sct", "sct") not in one.emitted
        assert bool(one.first_seen)
        assert whole.emitted


def test_a_small_catalogue_has_its_own_ledger(office: Whole) -> None:
    (row,) = [o for o in office.catalogue.plans[0].obligations if o.id == "kh-1/year"]
    near = catalogue(plan(row, id="kh-1"), directory=office.catalogue.directory, calendar=office.catalogue.calendar)
    with office.database.write() as connection:
        mine = act(connection, "kh-1/year", "sct")
        act(connection, "kh-1/1", "sct", "once")
        whole = whole_ledger(connection, ZONE)
        found = ledger_within(replace(within(office, connection), catalogue=near))
    assert found.journal.acts == (mine,)
    assert set(found.first_seen) == {key for key in whole.first_seen if key.startswith("kh-1/year@")}
    assert found.emitted == {at: told for at, told in whole.emitted.items() if at[0].startswith("kh-1/year@")}
    assert all(isinstance(e, Emitted) for told in found.emitted.values() for e in told)


def test_reports_that_gather_reports() -> None:
    rows = [
        obligation("trước ngày 15/12 hằng năm", kind="report", id_=f"p/{id_}", compiles=compiles)
        for id_, compiles in {
            "1": (), "2": (), "3": ("p/1", "p/2"), "4": ("p/3",), "5": ("p/4",), "x": ("p/y",), "y": ("p/x",),
        }.items()
    ]  # fmt: skip
    rules = catalogue(plan(*rows))
    assert chain(rules, "p/1") == ["p/1", "p/3", "p/4", "p/5"]
    assert chain(rules, "p/5") == ["p/5"]
    assert chain(rules, "p/x") == ["p/x", "p/y"], "a circle ends"
    assert below(rules, "p/4") == ["p/4", "p/3", "p/1", "p/2"]
    assert below(rules, "p/1") == ["p/1"]
    assert below(rules, "p/x") == ["p/x", "p/y"]
    assert below(rules, "p/gone") == ["p/gone"]


def test_a_first_sight_is_a_day_of_the_office() -> None:
    with small_office() as office, office.database.write() as connection:
        notices.see(connection, ["a"], datetime(2026, 12, 8, 16, 59, tzinfo=UTC))
        notices.see(connection, ["b"], datetime(2026, 12, 8, 17, tzinfo=UTC))
        assert whole_ledger(connection, ZONE).first_seen == {"a": date(2026, 12, 8), "b": date(2026, 12, 9)}


def test_who_else_owes_is_no_part_of_what_one_agency_needs(office: Whole) -> None:
    with office.database.write() as connection:
        notices.see(connection, ["x"], datetime(2026, 12, 8, 17, tzinfo=UTC))
        found = ledger_of(within(office, connection), "kh-1/year")
        assert found.first_seen["x"] == date(2026, 12, 9)
        with pytest.raises(KeyError):
            found.first_seen["y"]
