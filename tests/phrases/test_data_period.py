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
        # one for each of several
        ("trước ngày 20/6 và 20/12 hằng năm, số liệu chốt đến 14/6 và 14/12", ["2026-06-20 2026-06-14", "2026-12-20 2026-12-14"]),
        ("trước ngày 20/6 và 20/12 hằng năm, số liệu chốt đến ngày 14/6, 14/12", ["2026-06-20 2026-06-14", "2026-12-20 2026-12-14"]),
        ("trước ngày 10/7 và 10/01 năm sau, số liệu tính đến hết ngày 30/6 và hết ngày 31/12", ["2026-01-10 2025-12-31", "2026-07-10 2026-06-30"]),
        ("ngày 05 và 20 hằng tháng, số liệu chốt đến ngày 02 và 17 hằng tháng", ["2026-01-20 2026-01-17", "2026-02-05 2026-02-02"]),
        # the month before that in which it is due
        ("trước ngày 05 của tháng sau, số liệu tính đến hết tháng trước", ["2026-02-05 2026-01-31", "2026-03-05 2026-02-28"]),
        ("trước ngày 10 của tháng đầu quý sau, số liệu tính đến hết quý trước", ["2026-01-10 2025-12-31", "2026-04-10 2026-03-31"]),
        ("trước ngày 15/01 năm sau, số liệu tính đến 31/12 năm trước", ["2026-01-15 2025-12-31", "2027-01-15 2026-12-31"]),
        ("ngày 20 hằng tháng, số liệu từ ngày 15 tháng trước đến ngày 14 tháng này", ["2026-01-20 2026-01-14", "2026-02-20 2026-02-14"]),
        ("ngày 20 hằng tháng, số liệu chốt đến ngày 14 tháng này", ["2026-01-20 2026-01-14", "2026-02-20 2026-02-14"]),
        # the end of each
        ("ngày 05 tháng sau, số liệu chốt đến hết tháng", ["2026-02-05 2026-01-31", "2026-03-05 2026-02-28"]),
        ("ngày 05 tháng sau, số liệu tính đến cuối tháng", ["2026-02-05 2026-01-31", "2026-03-05 2026-02-28"]),
        ("hằng quý, trước ngày 10 của tháng đầu quý sau, số liệu chốt đến hết quý", ["2026-01-10 2025-12-31", "2026-04-10 2026-03-31"]),
        ("trước ngày 10 tháng đầu quý sau, số liệu tính đến cuối quý", ["2026-01-10 2025-12-31", "2026-04-10 2026-03-31"]),
        ("định kỳ hằng quý, ngày 10 tháng đầu kỳ sau, số liệu chốt đến hết kỳ", ["2026-01-10 2025-12-31", "2026-04-10 2026-03-31"]),
        # what is counted, and how that is called
        ("trước ngày 05/12 hằng năm, số liệu giải ngân chốt đến ngày 30/11", ["2026-12-05 2026-11-30"]),
        ("trước ngày 05/12 hằng năm, dữ liệu chốt đến ngày 30/11", ["2026-12-05 2026-11-30"]),
        ("trước ngày 05/12 hằng năm, ngày chốt số liệu là 30/11", ["2026-12-05 2026-11-30"]),
        ("trước ngày 20/12 hằng năm, số liệu chốt trước ngày 14/12", ["2026-12-20 2026-12-13"]),
        ("trước ngày 20/12 hằng năm, số liệu chốt trước ngày 01/12", ["2026-12-20 2026-11-30"]),
        ("trước ngày 15/01 hằng năm, số liệu chốt trước ngày 01/01", ["2026-01-15 2025-12-31"]),
        ("trước ngày 20/3 hằng năm, số liệu chốt trước ngày 01/3", ["2026-03-20 2026-02-28"]),
        ("trước ngày 05/12/2026, thời điểm khóa số liệu giải ngân: 30/11/2026", ["2026-12-05 2026-11-30"]),
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


WORDS = (
    "số liệu chốt đến", "số liệu giải ngân chốt đến", "dữ liệu chốt đến", "số liệu được chốt vào", "số liệu tính đến hết",
    "dữ liệu dân cư lấy đến hết", "ngày chốt số liệu là", "mốc chốt số liệu:", "thời điểm chốt dữ liệu là", "chốt số liệu",
    "số liệu lấy tại",
)  # fmt: skip


@given(st.sampled_from(WORDS), st.integers(1, 12), st.integers(1, 28), st.booleans(), st.booleans())
def test_a_cut_off_is_never_a_deadline(words: str, month: int, day: int, named: bool, behind: bool) -> None:
    due, cut = "trước ngày 20/12 hằng năm", f"{words} {'ngày ' * named}{day}/{month}"
    r = read(f"{due}, {cut}" if behind else f"{cut}; {due}", ON)
    assert not r.problems
    assert [f"{one.on:%d/%m}" for one in r.due(ON, date(2028, 12, 31))] == ["20/12"] * 3
    assert r.data_period
    assert [(one.month, one.day) for one in r.data_period.ends] == [(month, day)]
    assert not list(read(cut, ON).due(date(2000, 1, 1), date(2060, 12, 31)))


@given(st.lists(st.integers(1, 12), min_size=2, max_size=4, unique=True), st.integers(1, 14), st.integers(1, 10))
def test_each_of_several_due_dates_has_its_own_cut_off(months: list[int], day: int, later: int) -> None:
    months.sort()
    due, cut = (", ".join(f"{d}/{m}" for m in months[:-1]) + f" và {d}/{months[-1]}" for d in (day + later, day))
    reading = read(f"chậm nhất ngày {due} hằng năm, số liệu chốt đến ngày {cut}", ON)
    assert reading.data_period and not reading.problems
    dues = list(reading.due(date(2026, 1, 1), date(2028, 12, 31)))
    assert len(dues) == 3 * len(months)
    assert {one.on - (reading.data_period.until(one) or one.on) for one in dues} == {timedelta(later)}


PERIODS = {"tháng": "05 của tháng sau", "quý": "10 của tháng đầu quý sau", "năm": "15/01 năm sau"}


@pytest.mark.parametrize("period", PERIODS)
def test_the_end_of_a_period_is_the_same_however_it_is_said(period: str) -> None:
    """Each phrase is reported on in the next period: the one before the due date is the one that ended."""
    ends = [f"{word} {period}{near}" for word in ("hết", "ngày cuối cùng của") for near in ("", " trước", " báo cáo")]
    found = {tuple(until(f"hằng {period}, trước ngày {PERIODS[period]}, số liệu tính đến {end}", 6)) for end in ends}
    assert len(found) == 1
    assert all(date.fromisoformat(one[11:]).day in (28, 29, 30, 31) for one in found.pop())


@given(st.integers(0, 60), st.sampled_from(("tháng", "quý", "năm")))
def test_a_cut_off_of_the_reported_period_is_found_however_late_it_is_due(n: int, period: str) -> None:
    phrase = f"trong {n + 1} ngày kể từ ngày kết thúc {period}, số liệu chốt đến hết {period}"
    reading = read(phrase, ON)
    assert reading.data_period and not reading.problems
    for due in reading.due(ON, date(2029, 12, 31)):
        assert due.counted and reading.data_period.until(due) == due.counted.from_on


def test_the_json_has_a_day_for_each_due_date() -> None:
    found = as_json(read("trước ngày 20/12 hằng năm (số liệu chốt đến ngày 14/12)", ON), ON)
    assert found["data_period"]["until"] == [f"{year}-12-14" for year in range(2026, 2034)]
    assert len(found["due"]) == len(found["data_period"]["until"])
