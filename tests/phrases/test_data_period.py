# ruff: noqa: E501  (a table of cases is read by its rows)
"""Up to which day of data what is due then reports: one day for each due date, where the phrase says it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.phrases import as_json, read, settled
from reminder.rulefile import load_calendar
from reminder.shipped import SHIPPED

ON = date(2026, 1, 10)
CALENDAR = load_calendar(SHIPPED / "rules")


def until(phrase: str, count: int = 3) -> list[str]:
    """The due dates, each with its last day of data."""
    reading = settled(read(phrase, ON), CALENDAR)
    assert reading.data_period
    dues = list(reading.due(ON, date(2029, 12, 31), CALENDAR))[:count]
    return [f"{due.on} {reading.data_period.until(due, CALENDAR)}" for due in dues]


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("trước ngày 20/12 hằng năm (số liệu chốt đến ngày 14/12)", ["2026-12-20 2026-12-14", "2027-12-20 2027-12-14"]),
        ("số liệu tính từ ngày 15/12 năm trước đến ngày 14/12, báo cáo trước ngày 18/12 hằng năm", ["2026-12-18 2026-12-14"]),
        (
            "trước ngày 20/6 và 20/12 hằng năm; số liệu 6 tháng chốt đến ngày 14/6, số liệu năm chốt đến ngày 14/12",
            ["2026-06-20 2026-06-14", "2026-12-20 2026-12-14", "2027-06-20 2027-06-14"],
        ),
        (
            "Báo cáo 6 tháng trước ngày 20/6 (số liệu chốt đến 14/6), báo cáo năm trước ngày 20/12 (số liệu chốt đến 14/12)",
            ["2026-06-20 2026-06-14", "2026-12-20 2026-12-14"],
        ),
        ("trước ngày 20/12/2026, số liệu chốt đến ngày 14/12/2026", ["2026-12-20 2026-12-14"]),
        ("trước ngày 20/12/2026, số liệu chốt đến ngày 14/12", ["2026-12-20 2026-12-14"]),
        ("trước ngày 20/12/2026, số liệu chốt đến ngày 30/6/2026", ["2026-12-20 2026-06-30"]),
        ("trước ngày 18/12/2026, số liệu ước đến ngày 31/12/2026", ["2026-12-18 2026-12-31"]),
        ("ngày 20 hằng tháng, số liệu chốt đến ngày 14", ["2026-01-20 2026-01-14", "2026-02-20 2026-02-14"]),
        ("ngày 15 hằng tháng (số liệu tính đến hết tháng trước)", ["2026-01-15 2025-12-31", "2026-02-15 2026-01-31"]),
        ("chậm nhất ngày 05 tháng sau, số liệu chốt đến ngày cuối cùng của tháng", ["2026-02-05 2026-01-31"]),
        ("trước ngày 20 của tháng cuối quý; số liệu chốt đến ngày 14 của tháng cuối quý", ["2026-03-20 2026-03-14"]),
        ("hằng quý, trước ngày 20 của tháng cuối quý; số liệu chốt đến ngày 14 của tháng cuối kỳ báo cáo", ["2026-03-20 2026-03-14"]),
        ("trước ngày 15/01 năm sau, số liệu chốt đến ngày 31/12", ["2026-01-15 2025-12-31", "2027-01-15 2026-12-31"]),
        ("trước ngày 20/6 hằng năm, số liệu tính đến 31/12 năm trước", ["2026-06-20 2025-12-31"]),
        ("trước ngày 15/3 năm sau, số liệu tính từ 01/01 đến 31/12 năm báo cáo", ["2026-03-15 2025-12-31"]),
        ("trước ngày 10/12 hằng năm, số liệu chốt đến ngày 14/12", ["2026-12-10 2026-12-14"]),
        # half a year lies on either side: which is meant is not said
        ("trước ngày 20/6 hằng năm, số liệu tính đến 31/12", ["2026-06-20 None"]),
        ("trong 05 ngày làm việc kể từ ngày kết thúc quý, số liệu chốt đến ngày cuối cùng của quý", ["2026-04-07 2026-03-31"]),
        ("ngày 05 hằng tháng, số liệu chốt đến ngày làm việc cuối cùng của tháng trước", ["2026-02-05 2026-01-30"]),
        ("hằng tuần vào thứ Sáu, số liệu chốt đến thứ Năm hằng tuần", ["2026-01-16 2026-01-15"]),
    ],
)  # fmt: skip
def test_each_due_date_has_its_last_day_of_data(phrase: str, said: list[str]) -> None:
    assert until(phrase, len(said)) == said


@given(st.integers(1, 12), st.integers(1, 28), st.integers(0, 60), st.integers(2020, 2090))
def test_a_cut_off_before_the_due_date_of_a_year_is_that_years(month: int, day: int, later: int, year: int) -> None:
    cut = date(year, month, day)
    due = cut + timedelta(later)
    if due.year > year or (due.month, due.day) == (2, 29):
        return
    phrase = f"chậm nhất ngày {due.day}/{due.month} hằng năm, số liệu chốt đến ngày {day}/{month}"
    reading = read(phrase, ON)
    assert reading.data_period and not reading.problems
    found = {one.on: reading.data_period.until(one) for one in reading.due(date(2019, 1, 1), date(2091, 12, 31))}
    assert found[due] == cut


def test_the_json_has_a_day_for_each_due_date() -> None:
    found = as_json(read("trước ngày 20/12 hằng năm (số liệu chốt đến ngày 14/12)", ON), ON)
    assert found["data_period"]["until"] == [f"{year}-12-14" for year in range(2026, 2034)]
    assert len(found["due"]) == len(found["data_period"]["until"])
