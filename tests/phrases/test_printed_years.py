"""Years printed beside what comes again: they are those that are reported on, and a series never ends in silence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.phrases import Due, read
from reminder.rulefile import load_calendar
from reminder.shipped import SHIPPED

ON = date(2026, 1, 10)
CALENDAR = load_calendar(SHIPPED / "rules")
EVER = date(2000, 1, 1), date(2060, 12, 31)
NAMES = {
    "tháng": [f"-M{n:02}" for n in range(1, 13)], "quý": ["-Q1", "-Q2", "-Q3", "-Q4"], "6 tháng": ["-H1", "-H2"],
    "năm": [""],
}  # fmt: skip
DAYS = {
    "trong {n} ngày sau khi kết thúc {p}": tuple(NAMES),
    "chậm nhất {n} ngày làm việc kể từ ngày kết thúc {p}": tuple(NAMES),
    "{n} ngày trước ngày cuối cùng của {p}": tuple(NAMES), "trước ngày {n} của tháng đầu {p} sau": ("quý",),
    "chậm nhất ngày {n} của tháng sau": ("tháng",), "trước ngày {n}/01 năm sau": ("năm",),
    "báo cáo năm trước ngày {n}/01": ("năm",), "báo cáo quý trước ngày {n}/4, {n}/7, {n}/10 và {n}/01": ("quý",),
    "trước ngày {n} của tháng cuối {p}": ("quý",), "ngày {n} hằng tháng": ("tháng",),
}  # fmt: skip
FORMS = [(day, period) for day, periods in DAYS.items() for period in periods]


def dues(phrase: str, on: date = ON) -> list[Due]:
    return list(read(phrase, on).due(*EVER, CALENDAR))


@given(st.integers(2026, 2040), st.integers(0, 5), st.sampled_from(FORMS), st.integers(1, 28), st.booleans())
def test_each_period_of_the_printed_years_is_reported_on_and_no_other(
    first: int, more: int, form: tuple[str, str], n: int, behind: bool
) -> None:
    day, period = form
    years, often = f"giai đoạn {first}-{first + more}" if more else f"năm {first}", f"hằng {period}"
    said = day.format(n=n, p=period)
    phrase = f"{often}, {said}, {years}" if behind else f"{often} trong {years}, {said}"
    if day.startswith("báo cáo"):
        phrase = f"trong {years}, {said}"
    reading = read(phrase.replace("hằng 6 tháng", "định kỳ 6 tháng"), date(2026, 1, 1))
    assert not reading.problems
    found = [due.period for due in reading.due(*EVER, CALENDAR)]
    assert found == [f"{year}{name}" for year in range(first, first + more + 1) for name in NAMES[period]]


@pytest.mark.parametrize(
    ("phrase", "count", "last"),
    [
        ("Hằng quý trong giai đoạn 2026-2027, chậm nhất 10 ngày sau khi kết thúc quý", 8, "2028-01-10 2027-Q4"),
        ("hằng năm giai đoạn 2026-2030, trước ngày 15/01 năm sau", 5, "2031-01-15 2030"),
        ("giai đoạn 2026-2027, báo cáo năm trước ngày 15/01", 2, "2028-01-15 2027"),
        ("hằng tuần trong năm 2026, ngày làm việc đầu tiên của tuần sau", 51, "2027-01-04 2026-W53"),
        (
            "chậm nhất ngày 31 tháng sau, báo cáo hằng tháng, từ tháng 01/2026 đến tháng 6/2026",
            6,
            "2026-07-31 2026-M06",
        ),
    ],
)
def test_the_last_date_lies_behind_the_years_it_reports_on(phrase: str, count: int, last: str) -> None:
    found = dues(phrase)
    assert (len(found), f"{found[-1].on} {found[-1].period}") == (count, last)


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("trước ngày 15/12 hằng năm, từ ngày 01/01/2026 đến ngày 30/6/2026", "never_due"),
        ("ngày 20 hằng tháng, đến hết ngày 14/01/2026", "all_over"),
        ("Báo cáo hằng quý năm 2025, trước ngày 20 tháng cuối quý", "all_over"),
    ],
)
def test_a_series_of_which_nothing_is_ever_due_is_asked(phrase: str, code: str) -> None:
    assert [fault.code for fault in read(phrase, ON).faults] == [code]


@given(
    st.sampled_from(FORMS), st.integers(1, 28), st.integers(2020, 2030), st.dates(date(2024, 1, 1), date(2032, 1, 1))
)
def test_of_years_beside_a_series_something_is_due_or_it_is_said(
    form: tuple[str, str], n: int, year: int, on: date
) -> None:
    phrase = f"hằng {form[1]}, {form[0].format(n=n, p=form[1])}, năm {year}"
    reading = read(phrase, on)
    assert reading.problems or not reading.series or any(due.on >= on for due in dues(phrase, on))
