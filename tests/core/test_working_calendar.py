"""The working calendar: swaps, make-up days, years nobody has entered, and the whole against counting by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.core.working_calendar import DayRow, FixedDay, WorkingCalendar
from tests.core.made import vietnam

DAY = timedelta(1)
NATIONAL = FixedDay(9, 2, "Quốc khánh", 2019, "Bộ luật Lao động 2019, điều 112")


def holiday(on: date, **given: str) -> DayRow:
    return DayRow(on, "holiday", "nghỉ", **given)  # type: ignore[arg-type]  # status among them


@pytest.mark.parametrize(
    "on, works",
    [
        (date(2026, 1, 2), False),  # Friday, swapped: 12729/VPCP-KGVX of 25/12/2025
        (date(2026, 1, 10), True),  # the Saturday worked for it
        (date(2026, 1, 17), False),  # any other Saturday
        (date(2026, 2, 13), True),  # the last day before Tết Bính Ngọ
        *((date(2026, 2, day), False) for day in range(14, 23)),  # 9441/TB-BNV: nine days with the weekends
        (date(2026, 2, 23), True),
        (date(2026, 4, 27), False),  # Giỗ Tổ fell on Sunday: made up on Monday (BLLĐ 2019, điều 111)
        (date(2026, 8, 22), True),  # worked for Monday 31/8
        (date(2026, 8, 31), False),
        (date(2026, 11, 24), False),  # Ngày Văn hóa Việt Nam, Nghị quyết 28/2026/QH16
        (date(2025, 11, 24), True),  # not yet in 2025
    ],
)
def test_days_of_the_shipped_calendar(on: date, works: bool) -> None:
    assert vietnam().works(on) is works


def test_working_days_leap_over_the_swap_of_new_year_2026() -> None:
    calendar = vietnam()
    assert calendar.shift(date(2025, 12, 31), 1) == date(2026, 1, 5)
    assert calendar.shift(date(2025, 12, 31), 6) == date(2026, 1, 10), "the Saturday counts"
    assert calendar.shift(date(2026, 1, 12), -1) == date(2026, 1, 10)
    assert calendar.count(date(2026, 1, 1), date(2026, 1, 11)) == 6


def test_working_days_leap_over_tet_2026() -> None:
    calendar = vietnam()
    assert calendar.shift(date(2026, 2, 23), -1) == date(2026, 2, 13)
    assert calendar.on_or_after(date(2026, 2, 14)) == date(2026, 2, 23)
    assert [r.on.day for r in calendar.skipped(date(2026, 2, 13), date(2026, 2, 23))] == [16, 17, 18, 19, 20]


def test_a_year_nobody_entered_has_weekends_and_fixed_holidays_and_says_so() -> None:
    calendar = vietnam()
    assert calendar.horizon == 2027
    assert not calendar.entered(2029)
    row = calendar.row(date(2028, 11, 24))
    assert row and row.status == "estimated" and not calendar.works(date(2028, 11, 24))


def test_a_provinces_own_day_does_not_make_its_year_known() -> None:
    local = DayRow(date(2028, 3, 20), "off_local", "Ngày truyền thống", "QĐ 1")
    calendar = WorkingCalendar((holiday(date(2026, 1, 1)), local), (NATIONAL,))
    assert calendar.horizon == 2026
    row = calendar.row(date(2028, 9, 2))
    assert row and row.status == "estimated", "National Day still holds"


def test_a_gap_of_years_is_no_known_year() -> None:
    calendar = WorkingCalendar((holiday(date(2026, 1, 1)), holiday(date(2029, 1, 1))), (NATIONAL,))
    assert calendar.horizon == 2026
    assert calendar.entered(2029) and not calendar.entered(2027)
    row = calendar.row(date(2027, 9, 2))
    assert row and row.status == "estimated"


def test_a_leap_day_among_the_fixed_days_stands_in_leap_years_only() -> None:
    calendar = WorkingCalendar((), (FixedDay(2, 29, "nhuận", 2000, ""),))
    assert calendar.row(date(2028, 2, 29)) is not None
    assert calendar.row(date(2027, 2, 28)) is None


@pytest.mark.parametrize(("year", "holds"), [(2018, False), (2019, True), (2026, True), (2099, True), (2125, True)])
def test_a_fixed_day_holds_from_its_law_on_as_far_as_is_reckoned(year: int, holds: bool) -> None:
    calendar = WorkingCalendar((), (NATIONAL,))
    assert (calendar.row(date(year, 9, 2)) is not None) is holds
    assert [row.on for row in calendar.year(year)] == [date(year, 9, 2)] * holds


def test_a_fixed_day_fills_only_years_that_nobody_entered_from_the_first_that_somebody_did() -> None:
    calendar = WorkingCalendar((holiday(date(2021, 1, 1)), holiday(date(2023, 1, 2))), (NATIONAL,))
    presumed = {row.on.year: row for row in calendar.estimated(date(2018, 1, 1), date(2025, 12, 31))}
    assert list(presumed) == [2022, 2024, 2025]
    assert presumed[2022] == DayRow(date(2022, 9, 2), "holiday", NATIONAL.name, NATIONAL.document, "estimated")


@pytest.mark.parametrize("many", [1, 400])
def test_what_is_estimated_within_a_span_with_its_ends_and_no_day_more(many: int) -> None:
    first, last = date(2026, 3, 2), date(2026, 3, 4)
    far = tuple(
        holiday(date(2030, 1, 1) + DAY * n) for n in range(many)
    )  # a calendar with more rows than days asked for
    near = tuple(holiday(first + DAY * n, status="estimated") for n in range(-1, 4))
    found = WorkingCalendar((*near, *far)).estimated(first, last)
    assert [row.on for row in found] == [first, first + DAY, last]


def test_the_rows_of_a_year_in_order() -> None:
    rows = tuple(holiday(on) for on in (date(2026, 1, 1), date(2026, 5, 1), date(2027, 1, 1)))
    later = holiday(date(2026, 3, 2))
    calendar = WorkingCalendar((rows[1], later, rows[0], rows[2]), (NATIONAL,))
    assert calendar.year(2026) == (rows[0], later, rows[1])
    two = WorkingCalendar((), (FixedDay(9, 2, "b", 2019, ""), FixedDay(1, 1, "a", 2019, "")))
    assert [row.name for row in two.year(2026)] == ["a", "b"]


def test_the_table_reaches_beyond_what_may_be_entered() -> None:
    calendar = vietnam()
    assert calendar.shift(date(2099, 12, 31), 60).year == 2100
    assert calendar.shift(date(2000, 1, 3), -60).year == 1999
    with pytest.raises(ValueError, match="1985 to 2125"):
        calendar.on_or_after(date(2200, 1, 1))
    with pytest.raises(ValueError, match="1985 to 2125"):
        calendar.on_or_before(date(1900, 1, 1))


calendars = st.dictionaries(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.sampled_from(["holiday", "work_swap"]), max_size=40
).map(lambda days: WorkingCalendar(tuple(DayRow(on, kind, "x") for on, kind in sorted(days.items()))))  # type: ignore[arg-type]
days = st.dates(date(2025, 12, 1), date(2028, 1, 31))


@given(calendars, days, st.integers(-30, 30))
def test_shifting_is_counting_day_by_day(calendar: WorkingCalendar, on: date, n: int) -> None:
    at, left = on, abs(n)
    while left:
        at += DAY if n > 0 else -DAY
        left -= calendar.works(at)
    assert calendar.shift(on, n) == at


@given(calendars, days)
def test_rolled_days_are_working_days_next_to_the_day(calendar: WorkingCalendar, on: date) -> None:
    before, after = calendar.on_or_before(on), calendar.on_or_after(on)
    assert calendar.works(before) and calendar.works(after)
    assert before <= on <= after
    assert not any(calendar.works(before + DAY * n) for n in range(1, (after - before).days))


@given(calendars, days, days)
def test_counting_is_counting(calendar: WorkingCalendar, first: date, last: date) -> None:
    by_hand = sum(calendar.works(first + DAY * n) for n in range((last - first).days + 1))
    assert calendar.count(first, last) == by_hand
