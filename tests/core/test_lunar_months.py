"""The lunar calendar: days that are known, days there are none, and every day once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.core.lunar_months import LunarMonths, LunarYear
from tests.core.made import vietnam, with_days

LUNAR = vietnam().lunar
DAY = timedelta(1)


@pytest.mark.parametrize(
    ("on", "why"),
    [
        (date(2017, 1, 28), ""), (date(2018, 2, 16), ""), (date(2019, 2, 5), ""), (date(2020, 1, 25), ""),
        (date(2021, 2, 12), ""), (date(2022, 2, 1), ""), (date(2023, 1, 22), ""), (date(2024, 2, 10), ""),
        (date(2025, 1, 29), "6150/TB-BLĐTBXH"), (date(2026, 2, 17), "9441/TB-BNV"), (date(2027, 2, 6), ""),
        (date(2028, 1, 26), ""), (date(2037, 2, 15), ""),
        (date(1985, 1, 21), "China a month later"), (date(2007, 2, 17), "China a day later"),
        (date(2030, 2, 2), "China a day later"), (date(2053, 2, 18), "China a day later"),
    ],
)  # fmt: skip
def test_tet(on: date, why: str) -> None:
    assert LUNAR.tet(on.year) == on, why


@pytest.mark.parametrize(
    ("year", "month", "day", "leap", "on"),
    [
        (2026, 3, 10, False, date(2026, 4, 26)),  # Giỗ Tổ
        (2027, 3, 10, False, date(2027, 4, 16)),
        (2026, 7, 15, False, date(2026, 8, 27)),
        (2026, 8, 15, False, date(2026, 9, 25)),
        (2025, 12, 27, False, date(2026, 2, 14)),  # 9441/TB-BNV names both days
        (2026, 1, 6, False, date(2026, 2, 22)),
        (2026, 12, 23, False, date(2027, 1, 30)),  # in the solar year behind its own
        (2026, 12, 29, False, date(2027, 2, 5)),
        (2026, 12, 30, False, None),  # a month of 29 days
        (2027, 1, 30, False, date(2027, 3, 7)),
        (2025, 6, 1, False, date(2025, 6, 25)),
        (2025, 6, 1, True, date(2025, 7, 25)),  # its leap month
        (2025, 6, 29, True, date(2025, 8, 22)),
        (2025, 6, 30, True, None),
        (2025, 7, 1, False, date(2025, 8, 23)),
        (2025, 5, 1, True, None),  # not its leap month
        (2025, 7, 1, True, None),
        (2026, 6, 1, True, None),  # a year without one
        (2026, 1, 0, False, None),
        (2026, 1, 31, False, None),
        (2026, 13, 1, False, None),
        (2026, 0, 1, False, None),
        (1984, 12, 1, False, None),  # years that the file does not know
        (2101, 1, 1, False, None),
        (2100, 12, 29, False, date(2101, 1, 28)),
    ],
)
def test_days(year: int, month: int, day: int, leap: bool, on: date | None) -> None:
    assert LUNAR.solar(year, month, day, leap) == on


def test_all_that_an_office_may_enter_is_known() -> None:
    assert LUNAR.years[0].tet < date(2000, 1, 1) and LUNAR.years[-1].next_tet > date(2100, 12, 31)


def test_every_day_from_the_first_to_the_last_is_one_lunar_day() -> None:
    found = [
        LUNAR.solar(year.tet.year, number, day, leap)
        for year in LUNAR.years
        for number, leap, _first, days in year.months()
        for day in range(1, days + 1)
    ]
    first, end = LUNAR.years[0].tet, LUNAR.years[-1].next_tet
    assert found == [first + DAY * n for n in range((end - first).days)]


def test_without_a_table_no_day_is_known() -> None:
    assert LunarMonths().tet(2026) is None and LunarMonths().solar(2026, 1, 1) is None


def test_a_calendar_with_other_days_off_knows_the_same_lunar_days() -> None:
    assert with_days(vietnam()).lunar is vietnam().lunar


years = st.integers(0, 12).flatmap(
    lambda leap: st.builds(
        LunarYear,
        st.dates(date(1990, 1, 21), date(2090, 2, 20)),
        st.lists(st.sampled_from([29, 30]), min_size=12 + bool(leap), max_size=12 + bool(leap)).map(tuple),
        st.just(leap),
    )
)


@given(years)
def test_the_months_of_a_year_follow_each_other_and_the_leap_one_its_namesake(year: LunarYear) -> None:
    months = list(year.months())
    numbers = [number for number, _leap, _first, _days in months]
    assert numbers == sorted(numbers) and set(numbers) == set(range(1, 13))
    assert [(number, at) for at, (number, leap, *_) in enumerate(months) if leap] == [(year.leap, year.leap)] * bool(
        year.leap
    )
    ends = [first + DAY * days for _number, _leap, first, days in months]
    assert [year.tet, *ends] == [*(first for _number, _leap, first, _days in months), year.next_tet]


@given(years, st.integers(0, 13), st.integers(0, 31), st.booleans())
def test_a_day_is_known_just_where_its_month_has_it(year: LunarYear, month: int, day: int, leap: bool) -> None:
    lengths = {(number, second): days for number, second, _first, days in year.months()}
    on = LunarMonths((year,)).solar(year.tet.year, month, day, leap)
    assert (on is not None) is (1 <= day <= lengths.get((month, leap), 0))
    assert on is None or year.tet <= on < year.next_tet
