"""The ledger as the database tells it: the whole, and what one matter needs of it, are the same where both speak."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.evaluate import Emitted, Ledger, status
from reminder.core.journal import Act, Journal
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.engine.context.ledger import (
    acts_of,
    below,
    chain,
    ledger_of,
    ledger_within,
    seen_ledger,
    stored_acts,
    stored_ledger,
    whole_ledger,
)  # fmt: skip
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


def test_the_whole_ledger_is_what_was_done_seen_and_told(office: Whole) -> None:
    with office.database.write() as connection:
        mine = act(connection, "kh-1/year", "sct")
        whole = whole_ledger(connection, ZONE)
    assert whole.journal.acts == (mine,)
    assert set(whole.first_seen.values()) == {TUESDAY} and len(whole.first_seen) == 5
    assert whole.emitted["kh-1/year@2026@sct", "sct"] == (
        Emitted(1, "first#1", date(2026, 1, 5), False), Emitted(1, "d10#1", date(2026, 11, 30), False),
        Emitted(1, "d5#1", date(2026, 12, 7), True),
    )  # fmt: skip


def same(one: Ledger, other: Ledger) -> bool:
    return (one.journal.acts, one.first_seen, one.emitted) == (other.journal.acts, other.first_seen, other.emitted)


def test_the_stored_ledger_is_the_whole_or_what_a_small_catalogue_needs(office: Whole) -> None:
    (row,) = [o for o in office.catalogue.plans[0].obligations if o.id == "kh-1/year"]
    near = catalogue(plan(row, id="kh-1"), directory=office.catalogue.directory, calendar=office.catalogue.calendar)
    desk = office.office(TUESDAY)
    with office.database.write() as connection:
        act(connection, "kh-1/year", "sct")
        act(connection, "kh-1/1", "sct", "once")
    with office.database.read() as connection:
        whole = whole_ledger(connection, ZONE)
        part = ledger_within(Transaction.on(connection, desk, near))
    assert same(stored_ledger(desk, None), Ledger()) and same(stored_ledger(desk, None, near), Ledger())
    assert same(stored_ledger(desk, office.database), whole)
    assert same(stored_ledger(desk, office.database, near), part)
    assert not same(whole, part)
    assert stored_acts(None).acts == stored_acts(None, ["kh-1/1"]).acts == ()
    assert [a.obligation for a in stored_acts(office.database).acts] == ["kh-1/year", "kh-1/1"]
    assert [a.obligation for a in stored_acts(office.database, ["kh-1/1"]).acts] == ["kh-1/1"]


def test_a_small_catalogue_sees_three_years_ahead(office: Whole) -> None:
    with office.database.write() as connection:
        keys = [f"kh-1/year@{year}@sct" for year in (2025, 2026, 2028, 2029)]
        notices.see(connection, keys, datetime(2026, 12, 9, 3, tzinfo=UTC))
        found = ledger_within(within(office, connection)).first_seen
    assert [found.get(key) for key in keys] == [None, TUESDAY, date(2026, 12, 9), None]


@pytest.mark.parametrize(
    ("agency", "owners"),
    [("", ["sct", "sxd", "-", "", "gone"]), ("sct", ["sct", "-", "", "gone"]), ("sxd", ["sxd", "-", "", "gone"])],
)
def test_of_one_agency_the_acts_of_others_are_left_out(agency: str, owners: list[str], office: Whole) -> None:
    with office.database.write() as connection:
        for owner in ("sct", "sxd", "-", "", "gone"):
            act(connection, "kh-1/year", owner)
        act(connection, "kh-1/year", "sct", "2025")
        tx = within(office, connection)
        for found in (acts_of(tx, "kh-1/year", "2026", agency), ledger_of(tx, "kh-1/year", "2026", agency).journal):
            assert [a.owner for a in found.acts] == owners
        assert len(acts_of(tx, "kh-1/year", "", agency).acts) == len(owners) + (agency != "sxd")
        assert acts_of(tx, "kh-1/1").acts == ()
        act(connection, "kh-1/1", "sct", "once")
        owned = [a.owner for a in acts_of(tx, "kh-1/1", "once", "sxd").acts]
        assert owned == ["sct"], "a task may come to be owed jointly"


def test_where_what_is_known_stands(office: Whole) -> None:
    """When it was first seen is asked of what is overdue alone: backlog it is only where it was late by then."""
    late = date(2026, 12, 21)
    with office.database.write() as connection:
        notices.see(connection, ["kh-1/year@2027@sct"], datetime(2026, 12, 9, 3, tzinfo=UTC))
        tx = Transaction.on(connection, office.office(late), office.catalogue)
        acts = acts_of(tx, "kh-1/year")
        known = [o for o in office_occurrences(office, late) if o.obligation.id in ("kh-1/year", "kh-1/1")]
        found = seen_ledger(tx, acts, iter(known))
    assert found.journal is acts and found.emitted == {}
    assert found.first_seen == {"kh-1/year@2026@sct": TUESDAY, "kh-1/year@2026@sxd": TUESDAY}
    assert {status(o, found, late) for o in known if o.period == "2026"} == {"late"}


def office_occurrences(office: Whole, on: date) -> list[Occurrence]:
    return list(Occurrences(office.catalogue, Journal()).known(on, on))


def test_what_is_asked_for_is_asked_once_and_cannot_be_gone_through(
    office: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    real = notices.seen_of

    def seen_of(connection: Connection, keys: list[str]) -> dict[str, datetime]:
        asked.append(list(keys))
        return real(connection, keys)

    with office.database.read() as connection:
        monkeypatch.setattr(notices, "seen_of", seen_of)
        found = ledger_of(within(office, connection), "kh-1/year").first_seen
        for _ in range(2):
            assert found["kh-1/year@2026@sct"] == TUESDAY
        assert asked == [["kh-1/year@2026@sct"]]
        with pytest.raises(NotImplementedError):
            list(found)
        with pytest.raises(NotImplementedError):
            len(found)
