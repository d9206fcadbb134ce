"""The lunar years of calendar files → one table. An office without such a file uses the one that comes with the
program: unlike days off, these are the same everywhere and nobody decides them."""

import tomllib
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from reminder.core.lunar_months import LunarMonths, LunarYear
from reminder.rulefile.reading.findings import FilePart
from reminder.rulefile.reading.schema import CalendarFile, LunarRow
from reminder.shipped import SHIPPED
from reminder.translatable import N_
from reminder.words.typed_days import TypedDay


def lunar_months(files: Sequence[tuple[FilePart, CalendarFile]]) -> LunarMonths:
    """The table of all files together, each year held against its months and against the year behind it."""
    placed: list[tuple[LunarYear, FilePart]] = []
    for whole, file in files:
        for n, row in enumerate(file.calendar.lunar):
            year, at = _year(row), whole.of("calendar", "lunar", n)
            placed.append((year, at))
            if not _whole(year):
                at.of("months").fault(
                    N_("a year has 12 months, and 13 with a leap one; here are {count}, and leap is {leap}"),
                    count=len(year.lengths), leap=year.leap or "—",
                )  # fmt: skip
    placed.sort(key=lambda each: each[0].tet)
    for (year, _at), (after, at) in pairwise(placed):
        if _whole(year) and year.next_tet != after.tet:
            at.of("tet").fault(
                N_("this year should begin on {next}, where the months of the one from {tet} end; mend one of the two"),
                next=(TypedDay(year.next_tet),), tet=(TypedDay(year.tet),),
            )  # fmt: skip
    return LunarMonths(tuple(year for year, _at in placed)) if placed else _shipped()


@cache
def _shipped() -> LunarMonths:
    text = (SHIPPED / "rules" / "calendars" / "lunar.toml").read_text("utf-8")
    rows = CalendarFile.model_validate(tomllib.loads(text)).calendar.lunar
    return LunarMonths(tuple(map(_year, rows)))


def _whole(year: LunarYear) -> bool:
    return len(year.lengths) == 12 + bool(year.leap)


def _year(row: LunarRow) -> LunarYear:
    return LunarYear(row.tet, tuple(map(int, row.months.split())), row.leap or 0)
