"""A working year as people know it, and against the package that knows holidays."""

from datetime import date
from typing import Any

import pytest

from reminder.core.working_calendar import DayRow, FixedDay, WorkingCalendar
from reminder.engine.queries.working_year import Break, Difference, Year, differences, missing_year, year_of

NEW_YEAR = DayRow(date(2026, 1, 1), "holiday", "Tết Dương lịch", "điều 112")
BRIDGE = DayRow(date(2026, 1, 2), "off_swap", "Hoán đổi", "CV 1")
MADE_UP = DayRow(date(2026, 1, 10), "work_swap", "Làm bù", "CV 1")
WEDNESDAY = DayRow(date(2026, 11, 25), "holiday", "Ngày Văn hóa", "", "estimated")
SUNDAY = DayRow(date(2026, 12, 27), "off_local", "Ngày của tỉnh", "NQ")
LAST = DayRow(date(2026, 12, 31), "off_local", "Cuối năm", "NQ", "estimated")
NEXT = DayRow(date(2027, 1, 1), "off_local", "Tỉnh", "NQ")
CALENDAR = WorkingCalendar((NEW_YEAR, BRIDGE, MADE_UP, WEDNESDAY, SUNDAY, LAST, NEXT))


def test_a_year_with_its_breaks_and_its_months() -> None:
    assert year_of(CALENDAR, 2026) == Year(
        2026, True,
        (
            Break(date(2026, 1, 1), date(2026, 1, 4), (NEW_YEAR, BRIDGE)),
            Break(date(2026, 11, 25), date(2026, 11, 25), (WEDNESDAY,)),
            Break(date(2026, 12, 26), date(2026, 12, 27), (SUNDAY,)), Break(LAST.on, LAST.on, (LAST,)),
        ),
        (MADE_UP,), (WEDNESDAY, LAST), (21, 20, 22, 22, 21, 22, 23, 21, 22, 22, 20, 22),
    )  # fmt: skip
    assert [b.days for b in year_of(CALENDAR, 2026).breaks] == [4, 1, 2, 1]


@pytest.mark.parametrize(
    ("rows", "standing"),
    [
        ((NEW_YEAR,), "entered"), ((NEW_YEAR, WEDNESDAY), "partly estimated"), ((LAST,), "not entered"),
        ((NEW_YEAR, LAST), "partly estimated"), ((NEXT,), "not entered"),
    ],
)  # fmt: skip
def test_how_sure_a_year_is(rows: tuple[DayRow, ...], standing: str) -> None:
    assert year_of(WorkingCalendar(rows), 2026).standing == standing


def test_a_year_that_nobody_entered_has_its_fixed_days() -> None:
    fixed = (FixedDay(9, 2, "Quốc khánh", 2019, "điều 112"),)
    found = year_of(WorkingCalendar((NEW_YEAR,), fixed), 2027)
    (row,) = found.estimated
    assert (found.entered, found.standing, found.made_up) == (False, "not entered", ())
    assert found.breaks == (Break(row.on, row.on, (row,)),) and row.on == date(2027, 9, 2)


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch) -> dict[date, str]:
    """The second opinion, as `differences` asks for it."""
    import holidays

    class Days(dict[date, str]):
        weekend_workdays = frozenset({date(2026, 1, 10), date(2026, 8, 22), date(2025, 12, 27)})

    said = Days({date(2026, 1, 1): "New Year", date(2026, 4, 30): "Victory", date(2026, 12, 26): "Saturday"})

    def country_holidays(country: str, *, years: int) -> Any:
        assert (country, years) == ("VN", 2026)
        return said

    monkeypatch.setattr(holidays, "country_holidays", country_holidays)
    return said


def test_where_the_package_says_otherwise(package: dict[date, str]) -> None:
    assert differences(CALENDAR, 2026) == [
        Difference(date(2026, 1, 2), True, "Hoán đổi", "CV 1"), Difference(date(2026, 4, 30), False, "Victory", ""),
        Difference(date(2026, 8, 22), True, "", ""), Difference(date(2026, 11, 25), True, "Ngày Văn hóa", ""),
        Difference(date(2026, 12, 31), True, "Cuối năm", "NQ"),
    ]  # fmt: skip


def test_a_package_that_knows_no_made_up_days(package: dict[date, str], monkeypatch: pytest.MonkeyPatch) -> None:
    import holidays

    monkeypatch.setattr(holidays, "country_holidays", lambda *_, **__: dict(package))
    found = [(d.on, d.off) for d in differences(CALENDAR, 2026)]
    assert (date(2026, 1, 10), False) in found and date(2026, 8, 22) not in [on for on, _ in found]


@pytest.mark.parametrize(
    ("entered", "today", "missing"),
    [
        ((2026,), date(2026, 1, 1), None), ((2026,), date(2026, 11, 1), None), ((2026,), date(2026, 11, 2), 2027),
        ((2026,), date(2026, 12, 31), 2027), ((2026, 2027), date(2026, 11, 2), None),
        ((2027,), date(2026, 11, 2), 2026),
        ((2025,), date(2026, 11, 2), 2026), ((2025,), date(2026, 11, 1), 2026), ((), date(2026, 6, 1), 2026),
    ],
)  # fmt: skip
def test_the_year_that_is_missing(entered: tuple[int, ...], today: date, missing: int | None) -> None:
    rows = tuple(DayRow(date(year, 1, 1), "holiday", "Tết") for year in entered)
    assert missing_year(WorkingCalendar(rows), today) == missing
