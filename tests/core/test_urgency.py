"""How a matter presses: by its status, its last day and whether its period has begun."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.core.matter_status import ANSWERED, CLOSED, Status
from reminder.core.urgency import NEAR, ORDER, Urgency, begins_on, urgency

TODAY = date(2026, 12, 16)


@pytest.mark.parametrize(
    ("status", "period", "last_on", "presses"),
    [
        (Status.LATE, "2026", date(2026, 12, 14), Urgency.OVERDUE),
        (Status.OPEN, "2026", date(2026, 12, 30), Urgency.NEAR),
        (Status.OPEN, "2026", date(2026, 12, 31), Urgency.AHEAD),
        (Status.OPEN, "2026", date(2026, 12, 15), Urgency.NEAR),  # its day is moved by a day off
        (Status.OPEN, "2027", date(2027, 12, 14), Urgency.LATER),
        (Status.OPEN, "2027-Q1", date(2026, 12, 25), Urgency.NEAR),  # due before its period begins
        (Status.OPEN, "2027-M01", date(2027, 2, 5), Urgency.LATER),
        (Status.OPEN, "2026-Q4", date(2027, 1, 10), Urgency.AHEAD),
        (Status.OPEN, "2027-06-15", date(2027, 6, 15), Urgency.AHEAD),
        (Status.OPEN, "once", date(2030, 12, 31), Urgency.AHEAD),
        (Status.UNASSIGNED, "once", date(2015, 12, 31), Urgency.UNDECIDED),
        (Status.UNASSIGNED, "2027", date(2027, 12, 14), Urgency.LATER),
        (Status.UNDATED, "once", None, Urgency.UNDECIDED),
        (Status.SUSPENDED, "2026", date(2026, 12, 14), Urgency.SUSPENDED),
        (Status.BACKLOG, "2018", date(2018, 3, 15), Urgency.BACKLOG),
        (Status.SUBMITTED, "2026", date(2026, 12, 14), Urgency.DONE),
        (Status.WAIVED, "2026", date(2026, 12, 14), Urgency.RELEASED),
        (Status.TRANSFERRED, "2027", date(2027, 12, 14), Urgency.RELEASED),
    ],
)
def test_how_it_presses(status: Status, period: str, last_on: date | None, presses: Urgency) -> None:
    assert urgency(status, period, last_on, TODAY) is presses


@given(st.sampled_from(sorted(Status)), st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(2000, 2099))
def test_what_is_closed_never_looks_open_and_what_is_late_always_comes_first(
    status: Status, last_on: date, year: int
) -> None:
    found = urgency(status, str(year), last_on, TODAY)
    assert (found is Urgency.DONE) == (status in ANSWERED)
    assert (found in (Urgency.DONE, Urgency.RELEASED)) == (status in CLOSED)
    assert (found is Urgency.OVERDUE) == (status is Status.LATE) == (ORDER[found] == 0)
    if found is Urgency.NEAR:
        assert last_on - TODAY <= timedelta(NEAR)


@pytest.mark.parametrize(
    ("period", "first"),
    [
        ("2026", date(2026, 1, 1)), ("2026-H2", date(2026, 7, 1)), ("2026-Q4", date(2026, 10, 1)),
        ("2026-M03", date(2026, 3, 1)), ("2026-W07", date(2026, 2, 9)), ("once", None),
        ("2026-12-15", None), ("", None),
    ],
)  # fmt: skip
def test_when_a_period_begins(period: str, first: date | None) -> None:
    assert begins_on(period) == first
