"""One overview a month and mailbox of what asks nothing of its reader, and what its reader owes never only there."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.core.evaluate import Ledger, evaluate
from reminder.core.mail_grouping import mails
from reminder.core.monthly_overview import overviews
from reminder.core.told_instead import Reach
from tests.core.made import Acts, Office, cast, catalogue, obligation, plan, rule, shipped, step, vietnam

UNTIL = date(2035, 12, 31)
OVERVIEW = step("overview", "monthly", "coordinator", template="overview")
LADDER = (step("first", "issued", template="first"), OVERVIEW, step("d0", "0", template="today"))


def days(since: date, due_on: date | None, new: bool) -> list[str]:
    found = list(overviews(since, due_on, new, vietnam(), UNTIL))
    assert all(number == on.year * 100 + on.month for number, on in found)
    return [f"{on:%d/%m/%Y}" for _, on in found]


@pytest.mark.parametrize(
    ("since", "due_on", "new", "on"),
    [
        (date(2026, 1, 5), date(2026, 12, 15), False, ["02/11/2026", "01/12/2026"]),
        (date(2026, 1, 6), date(2026, 12, 15), True, ["02/02/2026", "02/11/2026", "01/12/2026"]),
        (date(2026, 10, 1), date(2026, 12, 15), True, ["01/10/2026", "02/11/2026", "01/12/2026"]),  # on a first day
        (date(2026, 10, 2), date(2026, 12, 15), True, ["02/11/2026", "01/12/2026"]),  # new in a month it stands in
        (date(2026, 11, 10), date(2026, 12, 15), False, ["01/12/2026"]),  # what had passed before it was known
        (date(2026, 12, 7), date(2026, 12, 15), True, ["07/12/2026"]),  # due before the next overview: at once
        (date(2026, 12, 7), date(2026, 12, 15), False, []),
        (date(2026, 12, 20), date(2026, 12, 15), True, ["04/01/2027"]),
        (date(2026, 12, 7), None, True, ["04/01/2027"]),
        (date(2026, 12, 7), None, False, []),
        (date(2025, 1, 6), date(2026, 1, 15), False, ["01/12/2025", "05/01/2026"]),  # 2/1/2026 is swapped off
    ],
)  # fmt: skip
def test_the_days_of_one_matter(since: date, due_on: date | None, new: bool, on: list[str]) -> None:
    assert days(since, due_on, new) == on


def test_nothing_behind_the_last_day_looked_at() -> None:
    assert list(overviews(date(2026, 1, 5), date(2026, 12, 15), False, vietnam(), date(2026, 11, 30))) == [
        (202611, date(2026, 11, 2))
    ]


@given(
    st.dates(date(2018, 1, 1), date(2027, 12, 31)),
    st.none() | st.dates(date(2018, 1, 1), date(2028, 12, 31)),
    st.booleans(),
)
def test_a_matter_stands_once_in_a_month_and_whoever_is_new_to_it_hears_of_it(
    since: date, due_on: date | None, new: bool
) -> None:
    due_on = vietnam().on_or_before(due_on) if due_on else None
    found = list(overviews(since, due_on, new, vietnam(), UNTIL))
    assert len({number for number, _ in found}) == len(found) <= 3
    assert all(on >= since and vietnam().works(on) for _, on in found)
    if new:
        assert found
        assert not due_on or due_on < since or found[0][1] <= due_on


def office() -> Office:
    tasks = (
        obligation("chậm nhất ngày 15/12/2026", "a", id_="p/1", coordinators=cast("b")),
        obligation("chậm nhất ngày 20/12/2026", "a", id_="p/2", coordinators=cast("b")),
        obligation("chậm nhất ngày 15/12/2026", "b", id_="p/3", coordinators=cast("a")),
    )
    return Office(catalogue(plan(*tasks), rules=(rule(*LADDER),)))


def test_all_a_mailbox_coordinates_goes_in_one_mail_of_its_own() -> None:
    known = office().rules
    notices = evaluate(known, Ledger(), date(2026, 11, 2), date(2026, 12, 31)).notices
    found = [m for m in mails(notices, Reach(known.directory, "op@x.example")).mails if m.agency == "b"]
    assert [(m.kind, m.send_on, len(m.notices)) for m in found] == [
        ("overview", date(2026, 11, 2), 2), ("reminder", date(2026, 11, 2), 1), ("overview", date(2026, 12, 1), 2),
        ("reminder", date(2026, 12, 15), 1),
    ]  # fmt: skip


def test_what_is_answered_stands_in_no_overview() -> None:
    acts = Acts()
    acts.write("submit", date(2026, 11, 20))
    done = evaluate(office().rules, Ledger(acts.journal()), date(2026, 12, 1), date(2026, 12, 1))
    assert {n.occurrence.obligation.id for n in done.notices if n.rung.step.id == "overview"} == {"p/2", "p/3"}


def test_a_new_date_stands_in_the_overviews_to_come_and_makes_none_of_its_own() -> None:
    at = office()
    at.tick(date(2026, 11, 2))
    at.acts.write("extend", date(2026, 11, 10), until_on=date(2027, 1, 20))
    found = [n for on in (10, 11, 12) for n in at.tick(date(2026, 11, on)).notices if n.rung.step.id == "overview"]
    assert found == []
    after = at.tick(date(2026, 12, 1)).notices
    assert ("p/1", 2) in {(n.occurrence.obligation.id, n.occurrence.state.revision) for n in after}


@pytest.mark.parametrize("year", [2018, 2026])
def test_the_shipped_ladders_tell_a_coordinator_once_a_month_and_an_owner_apart(year: int) -> None:
    known = shipped()
    begins = known.calendar.on_or_after(date(year, 1, 1))
    found = mails(
        evaluate(known, Ledger(), begins, date(year, 12, 31)).notices, Reach(known.directory, "op@x.vn")
    ).mails
    overviews_of = Counter((m.mailbox, m.send_on.month) for m in found if m.kind == "overview")
    assert overviews_of and set(overviews_of.values()) == {1}
    for m in found:
        assert {n.role for n in m.notices} == {"coordinator"} if m.kind == "overview" else True
        assert m.kind == "overview" or "coordinator" not in {n.role for n in m.notices}
