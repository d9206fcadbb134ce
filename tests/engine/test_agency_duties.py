"""What one agency owes, kept from act to act: as if it were looked at anew each time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.answer_states import AnswerState
from reminder.core.matter_status import Status
from reminder.engine.context.links import item_id
from reminder.engine.context.transaction import Transaction
from reminder.engine.queries import agency_duties
from reminder.engine.queries.agency_duties import Duties, Duty, DutyShelf, waiting
from reminder.rulefile import load_texts
from tests.engine.made import FILES, TUESDAY, act, small_office
from tests.journeys import desk as small
from tests.laws.whole import Whole
from tests.store.rows import answered

YEAR, TASK = "kh-1/year@2026@sct", "kh-1/1@once@sct"
UNDATED = '[[task]]\nid = "3"\ntitle = "Khi có hướng dẫn"\nlead = "Sở Công Thương"\ntimeframe = "Khi có hướng dẫn"\n'


@pytest.fixture
def office() -> Iterator[Whole]:
    with small_office(plans=small.PLAN + UNDATED) as made:
        yield made


def current(office: Whole, shelf: DutyShelf, on: date = TUESDAY) -> Duties:
    with office.database.read() as connection:
        return shelf.current(Transaction.on(connection, office.office(on), office.catalogue))


def shown(duties: Duties, agency: str = "sct") -> list[tuple[str, Status, int]]:
    return [(d.occurrence.key, d.standing, d.acts) for d in duties.of(agency)]


def test_soonest_first_and_undated_last(office: Whole) -> None:
    duties = current(office, DutyShelf())
    assert shown(duties) == [
        (YEAR, Status.OPEN, 0), (TASK, Status.OPEN, 0), ("kh-1/year@2027@sct", Status.OPEN, 0),
        ("kh-1/3@once@sct", Status.UNDATED, 0),
    ]  # fmt: skip
    year, task, _, undated = duties.of("sct")
    assert [d.last_on for d in (year, task, undated)] == [date(2026, 12, 14), date(2026, 12, 31), date.max]
    assert (year.id, year.closed) == (item_id(YEAR), False)
    assert duties.one("sct", year.id) == year == Duty(year.occurrence, Status.OPEN, 0)
    assert duties.one("sct", task.id) == task
    assert (duties.one("sxd", year.id), duties.one("sct", "x"), duties.one("x", year.id)) == (None, None, None)
    assert shown(duties, "sxd") == [(f"kh-1/year@{year}@sxd", Status.OPEN, 0) for year in (2026, 2027)]
    provinces = [(f"kh-1/province@{year}@snnmt", Status.OPEN, 0) for year in (2026, 2027)]
    assert shown(duties, "snnmt") == provinces, "nor what nobody owes yet"
    assert duties.of("ubnd") == duties.of("x") == []


ACTS: tuple[tuple[ActKind, str, str, str, dict[str, Any]], ...] = (
    (ActKind.SUBMIT, "kh-1/year", "sct", "2026", {}), (ActKind.RETURN, "kh-1/year", "sct", "2026", {}),
    (ActKind.EXTEND, "kh-1/year", "", "2026", {"until_on": date(2026, 12, 29), "every": True}),
    (ActKind.WAIVE, "kh-1/year", "sxd", "2026", {}), (ActKind.COMPLETE, "kh-1/1", "sct", "once", {}),
    (ActKind.ASSIGN, "kh-1/2", "", "", {"agencies": ("sct", "sxd")}),
    (ActKind.ASSIGN, "kh-1/1", "", "", {"agencies": ("sxd",)}), (ActKind.SUBMIT, "kh-1/province", "snnmt", "2026", {}),
    (ActKind.DATE, "kh-1/3", "sct", "once", {"until_on": date(2026, 12, 20)}),
)  # fmt: skip


def test_after_each_act_they_are_as_if_looked_at_anew(office: Whole) -> None:
    shelf = DutyShelf()
    before = current(office, shelf)
    agencies = ("sct", "sxd", "snnmt", "ubnd")
    for kind, obligation, agency, period, given in ACTS:
        old = {a: shown(before, a) for a in agencies}
        act(office, kind, TUESDAY, obligation, agency, period, **given)
        kept, anew = current(office, shelf), current(office, DutyShelf())
        assert {a: list(kept.of(a)) for a in agencies} == {a: list(anew.of(a)) for a in agencies}, kind
        assert {a: shown(before, a) for a in agencies} == old, "what was looked at before stays as it was"
        assert {a: shown(kept, a) for a in agencies} != old
        before = kept
    assert {a: shown(before, a) for a in agencies} == {
        "sct": [
            ("kh-1/3@once@sct", Status.OPEN, 1), ("kh-1/year@2026@sct", Status.OPEN, 3),
            ("kh-1/2@once@sct+sxd", Status.OPEN, 1), ("kh-1/year@2027@sct", Status.OPEN, 0),
        ],
        "sxd": [
            ("kh-1/year@2026@sxd", Status.WAIVED, 2), ("kh-1/1@once@sxd", Status.OPEN, 1),
            ("kh-1/2@once@sct+sxd", Status.OPEN, 1), ("kh-1/year@2027@sxd", Status.OPEN, 0),
        ],
        "snnmt": [("kh-1/province@2026@snnmt", Status.SUBMITTED, 1), ("kh-1/province@2027@snnmt", Status.OPEN, 0)],
        "ubnd": [],
    }  # fmt: skip


def test_several_acts_at_once_and_several_periods(office: Whole) -> None:
    shelf, later = DutyShelf(), date(2027, 12, 8)
    current(office, shelf, later)
    act(office, ActKind.SUBMIT, later, period="2026")
    act(office, ActKind.SUBMIT, later, period="2027", agency="sxd")
    act(office, ActKind.COMPLETE, later, "kh-1/1", period="once")
    kept, anew = current(office, shelf, later), current(office, DutyShelf(), later)
    for agency in ("sct", "sxd", "snnmt"):
        assert list(kept.of(agency)) == list(anew.of(agency))
    act(office, ActKind.ASSIGN, later, "kh-1/year", "", "", agencies=("snnmt",))
    kept, anew = current(office, shelf, later), current(office, DutyShelf(), later)
    for agency in ("sct", "sxd", "snnmt"):
        assert list(kept.of(agency)) == list(anew.of(agency))


def test_they_are_looked_at_anew_for_other_rules_or_another_day(office: Whole) -> None:
    shelf = DutyShelf()
    first = current(office, shelf)
    assert current(office, shelf) is first, "nothing was written"
    assert first.today == TUESDAY and first.catalogue is office.catalogue
    next_day = current(office, shelf, TUESDAY + timedelta(1))
    assert next_day is not first and next_day.today == TUESDAY + timedelta(1)
    office.catalogue = load_texts(FILES)
    other = current(office, shelf, TUESDAY + timedelta(1))
    assert other.catalogue is office.catalogue
    assert [d.occurrence.key for d in other.of("sct")] == [YEAR, TASK, "kh-1/year@2027@sct"]


def test_an_act_costs_a_look_at_its_own_matter(office: Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []
    real = agency_duties._found

    def found(tx: Transaction, acts: object, *about: str) -> Iterator[Duty]:
        asked.append(about)
        return real(tx, acts, *about)  # type: ignore[arg-type]

    monkeypatch.setattr(agency_duties, "_found", found)
    shelf = DutyShelf()
    current(office, shelf)
    current(office, shelf)
    assert asked == [()]
    act(office, ActKind.SUBMIT)
    current(office, shelf)
    current(office, shelf)
    assert asked[1:] == [("kh-1/year", "2026")]
    act(office, ActKind.SUBMIT, obligation="kh-1/province", agency="snnmt")
    current(office, shelf)
    assert asked[2:] == [("kh-1/province", "2026"), ("kh-1/year", "2026")], "and at those that it compiles"


@pytest.mark.parametrize(
    ("answered_on", "today", "stays"),
    [
        (date(2026, 12, 8), date(2027, 4, 13), True), (date(2026, 12, 8), date(2027, 4, 14), False),
        (date(2026, 12, 20), date(2027, 4, 19), True), (date(2026, 12, 20), date(2027, 4, 20), False),
    ],
)  # fmt: skip
def test_what_is_answered_stays_for_a_while(answered_on: date, today: date, stays: bool, office: Whole) -> None:
    act(office, ActKind.SUBMIT, answered_on)
    keys = [(d.occurrence.key, d.standing, d.closed) for d in current(office, DutyShelf(), today).of("sct")]
    assert ((YEAR, Status.SUBMITTED, True) in keys) is stays
    assert "kh-1/year@2026@sxd" in [d.occurrence.key for d in current(office, DutyShelf(), today).of("sxd")]


def test_what_has_gone_to_an_heir_is_the_heirs() -> None:
    gone = small.AGENCIES.replace('name = "Sở Công Thương"', 'name = "Sở Công Thương"\nuntil = 2026-12-01')
    gone += '[[succession]]\nold = "sct"\nnew = ["sxd"]\nfrom = 2026-12-02\nshare = "merge"\nbasis = "NQ"\n'
    with small_office(agencies=gone) as office:
        duties = current(office, DutyShelf())
    assert duties.of("sct") == []
    assert "kh-1/1@once@sxd" in [d.occurrence.key for d in duties.of("sxd")]


def test_the_last_answer_that_waits() -> None:
    rows = [replace(answered(state=state), id=n) for n, state in enumerate(AnswerState)]
    waits = [r for r in rows if r.state is AnswerState.WAITING]
    again = replace(waits[0], id=99)
    assert waiting([]) is None
    assert waiting(rows) == waits[0]
    assert waiting([*rows, again, *(r for r in rows if r not in waits)]) == again
    assert waiting([r for r in rows if r not in waits]) is None
