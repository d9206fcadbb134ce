"""Days that only a calendar tells: lunar ones, working days, terms in working days from a printed day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.phrases import Reading, describe, read, settled
from reminder.phrases.can_chi import CAN, CHI, can_chi
from reminder.rulefile import load_calendar
from reminder.shipped import SHIPPED
from tests.phrases.brief import brief

ON = date(2026, 1, 10)
CALENDAR = load_calendar(SHIPPED / "rules")


def told(phrase: str) -> Reading:
    return settled(read(phrase, ON), CALENDAR)


def dues(phrase: str, count: int = 3) -> list[str]:
    found = told(phrase).due(ON, date(2032, 1, 1), CALENDAR)
    return [f"{due.on} {due.period}" for due, _ in zip(found, range(count), strict=False)]


@pytest.mark.parametrize(
    ("phrase", "said", "first"),
    [
        ("trước Tết Nguyên đán 2027", "..2027-02-06 before !lunar", "2027-02-06 once"),
        ("trước Tết Đinh Mùi 2027", "..2027-02-06 before !lunar", "2027-02-06 once"),
        ("trước Tết Đinh Mùi 2026", "..2026-02-17 before !other_name !lunar", "2026-02-17 once"),
        ("Trước Tết Nguyên đán", "undated !no_year", ""),
        ("23 tháng Chạp năm 2026", "..2027-01-30 by !lunar", "2027-01-30 once"),
        ("mùng 10 tháng 3 (ÂL) hằng năm", "by yearly/1", "2026-04-26 2026"),
        ("mùng 10 tháng 3 ÂL hằng năm, giai đoạn 2027-2030", "2027-01-01..2030-12-31 by yearly/1", "2027-04-16 2027"),
        ("30 tháng Chạp hằng năm", "by yearly/1", "2026-02-16 2025"),
        ("ngày làm việc cuối cùng của tháng 4/2026", "..2026-04-29 by", "2026-04-29 once"),
        ("ngày làm việc đầu tiên của tháng 02/2027", "..2027-02-01 by", "2027-02-01 once"),
        ("ngày làm việc thứ 25 của tháng 02/2026", "!no_such_date", ""),
        ("ngày làm việc cuối cùng của tháng 12/2130", "undated", ""),
        ("ngày làm việc cuối tuần", "by weekly/1", "2026-01-10 2026-W02"),
        ("7 ngày làm việc kể từ ngày 02/3/2026", "..2026-03-11 by ~7working_day>ngày 02/3/2026", "2026-03-11 once"),
        ("7 ngày làm việc kể từ ngày 01/12/2149", "undated ~7working_day>ngày 01/12/2149", ""),
    ],
)  # fmt: skip
def test_a_day_by_the_calendar(phrase: str, said: str, first: str) -> None:
    assert brief(told(phrase)) == said
    assert dues(phrase, 1) == ([first] if first else [])


def test_the_last_working_day_comes_each_week_of_the_window() -> None:
    due = told("ngày làm việc cuối tuần").due(ON, date(2026, 1, 26), CALENDAR)
    assert [one.on for one in due] == [date(2026, 1, 10), date(2026, 1, 16), date(2026, 1, 23)]


def test_without_a_calendar_it_waits() -> None:
    for phrase in ("trước Tết Nguyên đán 2027", "ngày làm việc cuối cùng của tháng 4/2026"):
        r = read(phrase, ON)
        assert (r.end, r.indeterminate, r.needs_calendar, len(r.calendar_days)) == (None, True, True, 1)


@pytest.mark.parametrize(
    "phrase",
    [
        "trước Tết Nguyên đán 2027 và trước ngày 30/4/2027", "Sau Tết Nguyên đán 2027, trước ngày 30/4/2027",
        "10 ngày làm việc kể từ ngày 01/6/2026, gửi trước 30/6/2026",
        "mùng 3 tháng Giêng năm 2027, rằm tháng Giêng 2027",
        "ngày làm việc cuối cùng của tháng 4/2026, trước ngày 15/12 hằng năm",
    ],
)  # fmt: skip
def test_what_is_not_counted_beside_other_dates_is_said(phrase: str) -> None:
    assert "beside" in {fault.code for fault in told(phrase).faults}


@pytest.mark.parametrize(
    ("phrase", "vi", "en"),
    [
        (
            "trước mùng 10 tháng 3 âm lịch hằng năm",
            "trước ngày 10 tháng 3 âm lịch hằng năm (chậm nhất là hết ngày liền trước nếu tính chặt)",
            "before day 10 of lunar month 3 each year (read strictly: by the end of the day before)",
        ),
        (
            "ngày làm việc cuối tuần",
            "chậm nhất ngày làm việc cuối cùng của tuần",
            "by the last working day of each week",
        ),
        (
            "05 ngày làm việc kể từ ngày 12/10/2026",
            "chậm nhất ngày 19/10/2026, trong thời hạn 05 ngày làm việc kể từ ngày 12/10/2026",
            "by the end of 19 October 2026; 5 working days after “ngày 12/10/2026”",
        ),
    ],
)  # fmt: skip
def test_such_a_day_is_never_said_as_another(phrase: str, vi: str, en: str) -> None:
    r = told(phrase)
    assert (describe(r, "vi"), describe(r, "en")) == (vi, en)


@given(st.integers(1990, 2090), st.sampled_from(CAN), st.sampled_from(CHI))
def test_the_name_of_another_year_is_said(year: int, can: str, chi: str) -> None:
    said = {fault.code for fault in read(f"trước Tết {can} {chi} {year}", ON).faults}
    assert ("other_name" in said) is (f"{can} {chi}" != can_chi(year))
