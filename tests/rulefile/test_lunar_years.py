"""The lunar years of calendar files: the shipped ones held against the libraries, an office's own, and faults."""

from collections.abc import Iterator
from datetime import date, timedelta

import holidays
import lunar_vn
import pytest
import vnlunar
from hypothesis import given
from hypothesis import strategies as st

from reminder.core.lunar_months import LunarYear
from reminder.errors import BadInput
from reminder.rulefile import load_texts
from reminder.words import problem_words
from tests.core.made import vietnam
from tests.rulefile.office import OFFICE

LUNAR = vietnam().lunar
DAY = timedelta(1)
LAST = date(*lunar_vn.SUPPORTED_YEAR_RANGE[1:], 12, 31)
# New moons within two minutes of midnight, where the table printed in vnlunar is a day earlier than its own and
# lunar-vn's reckoning: how fast the earth will turn until then is not known.
NEAR_MIDNIGHT = {(2054, 4): date(2054, 5, 8), (2072, 11): date(2072, 12, 10), (2077, 10): date(2077, 11, 16)}


def months() -> Iterator[tuple[int, int, bool, date, int]]:
    for year in LUNAR.years:
        for number, leap, first, days in year.months():
            yield year.tet.year, number, leap, first, days


def test_every_month_begins_as_lunar_vn_says() -> None:
    for year, number, leap, first, _days in months():
        if first <= LAST:
            found = lunar_vn.solar_to_lunar(first)
            assert (found.year, found.month, found.day, found.leap) == (year, number, 1, leap)
            assert lunar_vn.lunar_to_solar(lunar_vn.LunarDate(1, number, year, leap)) == first


@given(st.dates(LUNAR.years[0].tet, LAST))
def test_any_day_is_the_one_lunar_vn_says(on: date) -> None:
    found = lunar_vn.solar_to_lunar(on)
    assert LUNAR.solar(found.year, found.month, found.day, found.leap) == on


def test_every_month_begins_and_ends_as_vnlunar_reckons_it_at_utc_7() -> None:
    for year, number, leap, first, days in months():
        for day, on in ((1, first), (days, first + DAY * (days - 1))):
            found = vnlunar.convert_solar_to_lunar(on.day, on.month, on.year, 7.0)
            assert (found["year"], found["month"], found["day"], bool(found["leap"])) == (year, number, day, leap)


def test_every_month_but_three_begins_as_vnlunars_table_has_it() -> None:
    differing = dict[tuple[int, int], date]()
    for year, number, leap, first, _days in months():
        day, month, solar_year = vnlunar.convert_lunar_to_solar(1, number, year, int(leap))
        if date(solar_year, month, day) != first:
            differing[year, number] = first
            assert date(solar_year, month, day) == first - DAY
    assert differing == NEAR_MIDNIGHT


def test_tet_and_gio_to_are_as_the_holidays_package_has_them() -> None:
    for year in (y.tet.year for y in LUNAR.years):
        theirs = holidays.country_holidays("VN", years=year, language="vi")
        assert theirs.get_named("Tết Nguyên Đán", lookup="exact") == [LUNAR.tet(year)]
        if year >= 2007:  # since when it is a day off
            assert LUNAR.solar(year, 3, 10) in theirs.get_named("Ngày Giỗ Tổ Hùng Vương", lookup="icontains")


def test_an_office_without_the_file_has_the_shipped_one() -> None:
    assert load_texts(OFFICE).calendar.lunar == LUNAR
    assert "calendars/lunar.toml" not in dict(load_texts(OFFICE).texts), "it is no file of the office"


TWO = """\
[calendar]
id = "lunar"
lunar = [
  { tet = 2025-01-29, months = "30 29 30 29 29 30 29 30 29 30 30 30 29", leap = 6 },
  { tet = 2026-02-17, months = "30 29 30 29 29 30 29 29 30 30 30 29" },
]
"""


def test_an_office_with_a_file_of_its_own_has_that_one() -> None:
    lunar = load_texts({**OFFICE, "calendars/lunar.toml": TWO}).calendar.lunar
    assert lunar.tet(2026) == date(2026, 2, 17) and lunar.tet(2027) is None
    assert lunar.years[0] == LunarYear(date(2025, 1, 29), (30, 29, 30, 29, 29, 30, 29, 30, 29, 30, 30, 30, 29), 6)


def test_years_of_several_files_come_in_order() -> None:
    head, first, second = TWO.partition("  {")[0], *(f"  {{{row}" for row in TWO.removesuffix("]\n").split("  {")[1:])
    texts = {**OFFICE, "calendars/a.toml": f"{head}{second}]\n", "calendars/b.toml": f"{head}{first}]\n"}
    assert load_texts(texts).calendar.lunar == load_texts({**OFFICE, "calendars/lunar.toml": TWO}).calendar.lunar


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        (", leap = 6", "", 4, "a year has 12 months, and 13 with a leap one; here are 13, and leap is —"),
        ('30 29" },\n]', '30 29", leap = 6 },\n]', 5, "here are 12, and leap is 6"),
        ("2026-02-17", "2026-02-18", 5, "should begin on 2026-02-17, where the months of the one from 2025-01-29 end"),
        ("2026-02-17", "2025-01-29", 5, "this year should begin on 2026-02-17"),
        ('"30 29 30 29 29 30 29 29', '"30 29 30 29 29 30 29 28', 5, "lengths of a lunar year's months; write 29 or 30"),
        ("30 30 30 29\" }", "30 30 30\" }", 5, "is not the lengths of a lunar year's months"),
        ("leap = 6", "leap = 13", 4, "is too large; 12 at most"),
        ("leap = 6", "leap = 0", 4, "is too small; 1 at least"),
        ("tet = 2026-02-17", "tet = 17", 5, "must be a date"),
        ("leap = 6", "laep = 6", 4, 'did you mean "leap"?'),
    ],
)  # fmt: skip
def test_a_fault_is_one_line_with_place_and_remedy(old: str, new: str, line: int, words: str) -> None:
    assert TWO.count(old) == 1
    with pytest.raises(BadInput) as caught:
        load_texts({**OFFICE, "calendars/lunar.toml": TWO.replace(old, new)}, "rules")
    (problem,) = caught.value.problems
    assert (problem.place.path, problem.place.line) == ("rules/calendars/lunar.toml", line)
    assert words in problem.message
    assert problem_words(problem, "vi") != str(problem) == problem_words(problem, "en")
