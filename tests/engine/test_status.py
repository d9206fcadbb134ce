"""Where everything stands: who has answered, who has not, who keeps its dates."""

from collections.abc import Iterator
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.core.act_kinds import ActKind
from reminder.core.matter_status import Status
from reminder.core.statistics import Class
from reminder.core.urgency import ORDER, Urgency
from reminder.engine.queries.status import AgencyStatus, Record, narrowed, pressing_first, standing
from tests.engine.made import TUESDAY, act, small_office
from tests.journeys import desk as small
from tests.laws.whole import Whole

LATE = date(2026, 12, 17)
DUE = date(2026, 12, 15)


@pytest.fixture
def office() -> Iterator[Whole]:
    with small_office() as made:
        made.round(TUESDAY)
        yield made


def test_who_has_answered_and_who_has_not(office: Whole) -> None:
    act(office, ActKind.SUBMIT, date(2026, 12, 14), document="1/BC")
    found = standing(office.office(LATE), office.catalogue, office.database)
    assert found.as_of == LATE
    rows = [(p.obligation, p.period, p.due_on) for p in found.periods]
    assert rows == [
        ("kh-1/year", "2026", date(2026, 12, 15)), ("kh-1/1", "once", date(2026, 12, 31)),
        ("kh-1/2", "once", date(2026, 12, 31)), ("kh-1/province", "2026", date(2026, 12, 31)),
        ("kh-1/year", "2027", date(2027, 12, 15)),
    ]  # fmt: skip
    year = found.periods[0]
    assert (year.plan, year.title) == ("kh-1", "Báo cáo năm")
    assert year.units == (
        AgencyStatus("sxd", "Sở Xây dựng", Status.LATE, None, "", "open_overdue", "", DUE, -3, Urgency.OVERDUE),
        AgencyStatus(
            "sct", "Sở Công Thương", Status.SUBMITTED, date(2026, 12, 14), "1/BC", "done_in_time", "", DUE, None,
            Urgency.DONE,
        ),
    )  # fmt: skip
    nobody = found.periods[2].units
    assert nobody == (
        AgencyStatus(
            "snnmt", "Sở Nông nghiệp và Môi trường", Status.UNASSIGNED, None, "", "not_counted", "unassigned",
            date(2026, 12, 31), 14, Urgency.UNDECIDED,
        ),
    )  # fmt: skip
    assert found.agencies == (
        Record("sxd", "Sở Xây dựng", 0, 0, 0, 1),
        Record("sct", "Sở Công Thương", 1, 0, 1, 0, 1),
        Record("snnmt", "Sở Nông nghiệp và Môi trường", 0, 0, 1, 0, 1),
    )
    assert found.totals == {
        "overdue": 1, "near": 2, "undecided": 1, "later": 2, "done": 1,
        "open_overdue": 1, "open_in_time": 2, "done_in_time": 1, "not_counted": 3,
    }  # fmt: skip
    assert {(u.class_, u.reason) for u in found.periods[-1].units} == {("not_counted", "later")}


def test_who_keeps_its_dates_worst_comes_first(office: Whole) -> None:
    act(office, ActKind.SUBMIT, date(2026, 12, 18))
    act(office, ActKind.SUBMIT, date(2026, 12, 18), agency="sxd", on=date(2026, 12, 14))
    found = standing(office.office(date(2026, 12, 18)), office.catalogue, office.database)
    records = {r.agency: (r.done_in_time, r.done_late, r.open_in_time, r.open_overdue) for r in found.agencies}
    assert records == {"sct": (0, 1, 1, 0), "sxd": (1, 0, 0, 0), "snnmt": (0, 0, 1, 0)}
    assert [r.agency for r in found.agencies] == ["sct", "snnmt", "sxd"], "what is near first, then who was late"


def test_who_is_overdue_comes_before_who_was_late(office: Whole) -> None:
    act(office, ActKind.SUBMIT, date(2026, 12, 18), agency="sxd")
    found = standing(office.office(date(2026, 12, 18)), office.catalogue, office.database)
    assert found.agencies == (
        Record("sct", "Sở Công Thương", 0, 0, 1, 1, 1), Record("snnmt", "Sở Nông nghiệp và Môi trường", 0, 0, 1, 0, 1),
        Record("sxd", "Sở Xây dựng", 0, 1, 0, 0),
    )  # fmt: skip


def test_what_was_sent_back_late_counts_as_late(office: Whole) -> None:
    act(office, ActKind.SUBMIT, date(2026, 12, 16))
    act(office, ActKind.RETURN, date(2026, 12, 17), until_on=date(2026, 12, 28))
    act(office, ActKind.SUBMIT, date(2026, 12, 18))
    (year, *_) = standing(office.office(date(2026, 12, 18)), office.catalogue, office.database).periods
    assert [(u.agency, u.class_) for u in year.units] == [("sxd", "open_overdue"), ("sct", "done_late")]


def test_undated_comes_last_and_joint_leads_each_have_a_line() -> None:
    undated = '[[task]]\nid = "0"\ntitle = "Khi có"\nlead = "Sở Công Thương; Sở Xây dựng"\ntimeframe = "Khi có"\n'
    with small_office(plans=small.PLAN.replace("[[task]]", f"{undated}\n[[task]]", 1)) as made:
        found = standing(made.office(TUESDAY), made.catalogue, made.database)
    last = found.periods[-1]
    assert (last.obligation, last.due_on, last.period) == ("kh-1/0", None, "once")
    assert [(u.agency, u.status) for u in last.units] == [("sct", Status.UNDATED), ("sxd", Status.UNDATED)]


@pytest.mark.parametrize(("on", "last"), [(date(2026, 12, 15), "2027"), (date(2026, 1, 6), "2026")])
def test_how_far_ahead_a_series_is_shown(on: date, last: str, office: Whole) -> None:
    found = standing(office.office(on), office.catalogue, office.database)
    assert max(p.period for p in found.periods if p.obligation == "kh-1/year") == last
    assert found.agencies[0].agency == "sct"


def test_one_plan_or_all(office: Whole) -> None:
    desk = office.office(LATE)
    assert standing(desk, office.catalogue, office.database, "kh-2").periods == ()
    assert standing(desk, office.catalogue, office.database, "kh-2").untold == ()


@given(st.dates(date(2026, 1, 5), date(2027, 2, 1)))
def test_without_a_database_it_is_as_if_it_held_nothing(on: date) -> None:
    with small_office() as made:
        assert standing(made.office(on), made.catalogue, None) == standing(
            made.office(on), made.catalogue, made.database
        )


def test_where_nothing_was_ever_sent_nobody_has_been_told(office: Whole) -> None:
    bare = standing(office.office(LATE), office.catalogue, None)
    assert len(bare.periods) == 5
    assert {u.reason.code for u in bare.untold} >= {"next-look", "backlog"}


def test_a_closed_period_leaves_nothing_open_though_the_next_is_known(office: Whole) -> None:
    act(office, ActKind.SUBMIT, date(2026, 12, 14), agency="sxd")
    found = standing(office.office(LATE), office.catalogue, office.database)
    (record,) = (r for r in found.agencies if r.agency == "sxd")
    assert record == Record("sxd", "Sở Xây dựng", 1, 0, 0, 0)
    assert {p.period for p in found.periods for u in p.units if u.agency == "sxd"} == {"2026", "2027"}


def test_the_date_of_a_period_is_that_of_who_presses_whatever_others_got() -> None:
    more = "".join(f'\n[[agency]]\nid = "{id_}"\nname = "Sở {id_}"\nkind = "department"\n' for id_ in ("syt", "stc"))
    with small_office(agencies=small.AGENCIES + more) as made:
        made.round(TUESDAY)
        for agency in ("sct", "syt", "stc"):
            act(made, ActKind.EXTEND, TUESDAY, agency=agency, until_on=date(2026, 12, 30))
        on = date(2026, 12, 20)
        (first, *_rest) = pressing_first(standing(made.office(on), made.catalogue, made.database)).periods
        before = standing(made.office(DUE), made.catalogue, made.database)
    assert (first.obligation, first.period, first.due_on, first.urgency) == ("kh-1/year", "2026", DUE, Urgency.OVERDUE)
    assert {u.agency: u.due_on for u in first.units if u.urgency is first.urgency} == {"sxd": DUE}
    assert next(p.due_on for p in before.periods if p.period == "2026") == DUE, "of who is near, the first date"


def test_a_body_that_ceased_is_not_counted_beside_its_heir() -> None:
    gone = small.AGENCIES.replace('id = "sct"', 'id = "sct"\nuntil = 2026-12-01', 1)
    gone += '[[succession]]\nold = "sct"\nnew = ["sxd"]\nfrom = 2026-12-02\nshare = "merge"\nbasis = "NQ"\n'
    with small_office(agencies=gone) as made:
        found = standing(made.office(LATE), made.catalogue, made.database, "kh-1")
    (year,) = (p for p in found.periods if (p.obligation, p.period) == ("kh-1/year", "2026"))
    (left,) = (u for u in year.units if u.agency == "sct")
    assert (left.status, left.class_, left.reason, left.urgency) == (
        Status.TRANSFERRED, "not_counted", "transferred", Urgency.RELEASED,
    )  # fmt: skip
    assert "sct" not in {r.agency for r in found.agencies}


def test_of_what_is_done_the_latest_comes_first() -> None:
    monthly = (
        '\n[[report]]\nid = "m"\ntitle = "Tháng"\nowed_by = "Sở Xây dựng"\nschedule = "trước ngày 25 hằng tháng"\n'
    )
    with small_office(plans=small.PLAN + monthly) as made:
        for month in range(2, 12):
            act(made, ActKind.SUBMIT, LATE, "kh-1/m", "sxd", f"2026-M{month:02}", on=date(2026, month, 20))
        first = pressing_first(standing(made.office(LATE), made.catalogue, made.database))
    done = [p.period for p in first.periods if p.urgency is Urgency.DONE]
    assert done == [f"2026-M{month:02}" for month in range(11, 1, -1)]


def test_the_date_of_a_period_is_the_first_of_what_is_near_whoever_comes_first() -> None:
    third = small.AGENCIES + '\n[[agency]]\nid = "syt"\nname = "Sở Y tế"\nkind = "department"\n'
    with small_office(agencies=third) as made:
        act(made, ActKind.EXTEND, date(2026, 12, 10), agency="sxd", until_on=date(2026, 12, 22))
        (year, *_) = standing(made.office(date(2026, 12, 10)), made.catalogue, made.database).periods
    assert {u.agency: (u.due_on, u.days_left) for u in year.units} == {
        "sxd": (date(2026, 12, 22), 12), "sct": (DUE, 4), "syt": (DUE, 4),
    }  # fmt: skip
    assert year.due_on == DUE


@given(st.dates(date(2026, 1, 5), date(2027, 2, 1)), st.sampled_from([None, ActKind.SUBMIT, ActKind.WAIVE]))
def test_what_is_late_or_near_comes_first_and_nothing_is_lost_by_it(on: date, kind: ActKind | None) -> None:
    with small_office() as made:
        if kind:
            made.round(on)
            act(made, kind, on, agency="sxd", period="2026", on=on)
        found = standing(made.office(on), made.catalogue, made.database)
    first = pressing_first(found)
    assert {(p.obligation, p.period) for p in first.periods} == {(p.obligation, p.period) for p in found.periods}
    assert len(first.periods) == len(found.periods)
    assert all(p.due_on in {u.due_on for u in p.units if u.urgency is p.urgency} for p in first.periods)
    late = [p.due_on for p in first.periods if p.urgency is Urgency.OVERDUE and p.due_on]
    assert late == sorted(late) and all(due_on < on for due_on in late)
    presses = [ORDER[p.urgency] for p in first.periods]
    assert presses == sorted(presses)
    for p in first.periods:
        assert [ORDER[u.urgency] for u in p.units] == sorted(ORDER[u.urgency] for u in p.units)
    units = [u for p in found.periods for u in p.units]
    assert all(found.totals.get(u, 0) == sum(unit.urgency is u for unit in units) for u in Urgency)
    for class_ in get_args(Class):
        of_units = found.totals.get(class_, 0)
        assert of_units == sum(unit.class_ == class_ for unit in units)
        assert class_ == "not_counted" or of_units == sum(getattr(r, class_) for r in found.agencies)
    assert all(u.class_ == "not_counted" for u in units if u.urgency in (Urgency.LATER, Urgency.RELEASED))
    for state in (*Urgency, *Status):
        kept = narrowed(found, state)
        of_state = [u for u in units if state == (u.urgency if state in ORDER else u.status)]
        assert sorted(map(repr, of_state)) == sorted(repr(u) for p in kept.periods for u in p.units)
        assert sum(kept.totals.get(u, 0) for u in Urgency) == len(of_state)
        owners = {(p.obligation, p.period, u.owner) for p in kept.periods for u in p.units}
        assert all({(n.obligation, n.period, a) for a in n.owed_by.split("+")} & owners for n in kept.untold)


def test_of_what_waits_for_a_person_what_has_no_date_comes_first_then_the_nearest() -> None:
    undated = '[[task]]\nid = "0"\ntitle = "Khi có"\nlead = "Sở Công Thương"\ntimeframe = "Khi có"\n'
    far = '[[task]]\nid = "9"\ntitle = "Đến hết năm 2030"\ntimeframe = "hoàn thành đến hết năm 2030"\n'
    past = '[[task]]\nid = "8"\ntitle = "Đã qua"\ntimeframe = "hoàn thành trước ngày 20/02/2026"\n'
    with small_office(plans=small.PLAN.replace("[[task]]", f"{far}\n{past}\n{undated}\n[[task]]", 1)) as made:
        first = pressing_first(standing(made.office(LATE), made.catalogue, made.database))
    waiting = [p.obligation for p in first.periods if p.urgency is Urgency.UNDECIDED]
    assert waiting == ["kh-1/0", "kh-1/2", "kh-1/8", "kh-1/9"]
