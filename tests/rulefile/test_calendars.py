# ruff: noqa: E501  (a table of cases is read by its rows)
"""Calendar files as rows, and what is wrong or worth a look in them, at each boundary."""

from datetime import date

import pytest

from reminder.core.working_calendar import DayRow, FixedDay, WorkingCalendar
from reminder.rulefile.reading import calendars
from reminder.rulefile.reading.findings import FilePart, Findings, parse
from reminder.rulefile.reading.schema import CalendarFile
from reminder.rulefile.reading.schema_faults import shaped

HEAD = '[calendar]\nid = "x"\n'


def files(*texts: str) -> tuple[list[tuple[FilePart, CalendarFile]], Findings]:
    findings, found = Findings(), []
    for n, text in enumerate(texts):
        whole = parse(f"{n}.toml", HEAD + text, findings)
        assert whole
        file = shaped(CalendarFile, whole)
        assert file
        found.append((whole, file))
    return found, findings


def day(on: str, kind: str = "holiday", more: str = ', document = "QĐ"') -> str:
    return f'[[calendar.days]]\non = {on}\nkind = "{kind}"\nname = "N"{more.replace(", ", chr(10))}\n'


def read(*texts: str) -> tuple[WorkingCalendar, list[str]]:
    found, findings = files(*texts)
    return calendars.calendar(found), [f"{p.level} {p}" for p in findings.problems]


def warned(*texts: str) -> list[str]:
    found, findings = files(*texts)
    calendars.warn(found)
    return [f"{p.level} {p}" for p in findings.problems]


def test_rows_of_several_files_by_day() -> None:
    fixed = 'fixed = [{ month = 9, day = 2, name = "Q", since = 2020, document = "D" }, { month = 1, day = 1, name = "T" }]\n'
    made, said = read(
        fixed + day("2026-04-30") + day("2026-01-02", "off_swap"),
        day("2026-03-16", "off_local", ', status = "estimated"') + day("2026-01-10", "work_swap"),
    )
    assert said == []
    assert made == WorkingCalendar(
        (
            DayRow(date(2026, 1, 2), "off_swap", "N", "QĐ"), DayRow(date(2026, 1, 10), "work_swap", "N", "QĐ"),
            DayRow(date(2026, 3, 16), "off_local", "N", "", "estimated"), DayRow(date(2026, 4, 30), "holiday", "N", "QĐ"),
        ),
        (FixedDay(9, 2, "Q", 2020, "D"), FixedDay(1, 1, "T", 2019, "")), made.lunar,
    )  # fmt: skip
    assert made.lunar.tet(2027) == date(2027, 2, 6)


DAY = "error 0.toml:{}: calendar.days[1]{}: {}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (day("2000-01-03"), ""), (day("2099-12-31"), ""),
        (day("1999-12-31"), DAY.format(4, ".on", "1999-12-31 lies outside 2000–2099")),
        (day("2100-01-01"), DAY.format(4, ".on", "2100-01-01 lies outside 2000–2099")),
        (day("2026-04-30", more=""), DAY.format(3, "", 'an official day needs its document; add document = …, or '
         'status = "estimated"')),
        (day("2026-04-30", more=', status = "estimated"'), ""),
        *((day(f"2026-01-{n:02}", "work_swap"), DAY.format(5, ".kind", f"2026-01-{n:02} is a weekday, so it is worked "
          "anyway; a work_swap is a weekend day worked instead")) for n in range(5, 10)),
        *((day(f"2026-01-{n}", "work_swap"), "") for n in (10, 11)),
        *((day(f"2026-01-{n:02}", kind), "") for n in range(5, 10) for kind in ("off_swap", "off_local")),
        *((day(f"2026-01-{n}", kind), DAY.format(5, ".kind", f"2026-01-{n} is a weekend day, so it is off anyway"))
          for n in (10, 11) for kind in ("off_swap", "off_local")),
        (day("2026-01-10"), ""),
    ],
)  # fmt: skip
def test_a_day_that_cannot_be(text: str, said: str) -> None:
    made, found = read(text)
    assert found == [said] * bool(said)
    assert len(made.rows) == 1


def test_a_day_that_stands_twice_keeps_its_first_row() -> None:
    made, said = read(day("2026-04-30"), day("2026-04-30", more=', document = "2"'))
    assert said == ["error 1.toml:4: calendar.days[1].on: 2026-04-30 stands twice; keep one row for a day"]
    assert [row.document for row in made.rows] == ["QĐ"]


@pytest.mark.parametrize(("month", "last"), [(1, 31), (2, 29), (4, 30), (9, 30), (12, 31)])
def test_a_fixed_day_that_no_year_has(month: int, last: int) -> None:
    row = '[[calendar.fixed]]\nname = "N"\nmonth = {}\nday = {}\n'
    assert len(read(row.format(month, last))[0].fixed) == 1
    if last < 31:
        made, said = read(row.format(month, last + 1))
        assert said == [f"error 0.toml:6: calendar.fixed[1].day: there is no {last + 1}/{month}"]
        assert made.fixed == ()


ENDS = "warning {}: calendar.days: the calendar is entered up to {}; later dates know only weekends and fixed holidays"


def test_where_the_entered_years_end() -> None:
    assert warned("") == warned("", 'fixed = [{ month = 9, day = 2, name = "Q" }]\n') == []
    assert warned(day("2026-01-02") + day("2025-12-31")) == [ENDS.format("0.toml:3", 2026)]
    assert warned(day("2026-01-02"), "", day("2027-01-01")) == [ENDS.format("2.toml:3", 2027)]
    assert warned(day("2027-01-01"), day("2026-01-02")) == [ENDS.format("0.toml:3", 2027)]
    assert warned(day("2027-01-01"), day("2027-01-04")) == [ENDS.format("0.toml:3", 2027)]


def test_which_years_rest_on_estimates() -> None:
    guess = ', status = "estimated"'
    text = (
        day("2026-01-02")
        + day("2027-02-05", more=guess)
        + day("2026-09-01", more=guess)
        + day("2026-09-03", more=guess)
    )
    line = "warning 0.toml:{}: calendar.days[{}]: estimated days of {}: {}; enter the document of each when it is announced"
    assert warned(text) == [line.format(13, 3, 2026, 2), line.format(8, 2, 2027, 1), ENDS.format("0.toml:3", 2027)]
