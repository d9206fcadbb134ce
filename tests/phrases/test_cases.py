"""The tables of cases: `cases.txt` (phrases) and `cells.txt` (every timeframe cell of the plans)."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from reminder.phrases import read
from tests.phrases.brief import brief, whole
from tests.servers.needs import PLANS, needs_plans

HERE = Path(__file__).parent
PARTS = 8
ISSUED = {
    "quang-ninh-theme-2018": date(2018, 1, 8),
    "thai-nguyen-125-kh-ubnd-2025": date(2025, 7, 16),
    "thai-nguyen-247-2025-qh15-plan-2026": date(2026, 4, 20),
    "thai-nguyen-programmes-2011-2020": date(2010, 1, 1),
}


@cache
def cases() -> list[tuple[date | None, str, str]]:
    on, reading = None, ""
    cases = list[tuple[date | None, str, str]]()
    for line in (HERE / "cases.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            on = date.fromisoformat(line[1:].strip()) if line[1:].strip() else None
        elif line.startswith("="):
            reading = line[1:].strip()
        elif line and not line.startswith("# "):
            cases.append((on, line.replace("\\n", "\n"), reading))
    return cases


def _cells() -> list[tuple[str, int, str, str]]:
    cells = []
    for line in (HERE / "cells.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            place, cell, reading = line.split(" => ")
            name, _, number = place.partition(":")
            cells.append((name, int(number), cell, reading))
    return cells


def _lines(name: str) -> list[str]:
    return (PLANS / f"{name}.txt").read_text(encoding="utf-8").split("\n")


@pytest.mark.parametrize("part", range(PARTS))
def test_phrases_are_read_as_the_table_says(part: int) -> None:
    some = cases()[part::PARTS]
    assert [(phrase, whole(read(phrase, on))) for on, phrase, _ in some] == [(phrase, told) for _, phrase, told in some]


def test_no_two_due_dates_of_a_phrase_share_their_period() -> None:
    """It is what they are known by: of two, one would be lost."""
    for on, phrase, _ in cases():
        periods = [due.period for due in read(phrase, on).due(date(2026, 1, 1), date(2029, 12, 31))]
        assert len(set(periods)) == len(periods), phrase


@needs_plans
@pytest.mark.parametrize("name", sorted({name for name, *_ in _cells()}))
def test_every_timeframe_cell_of_a_plan_is_read_right(name: str) -> None:
    lines = _lines(name)
    for plan, number, cell, reading in _cells():
        if plan == name:
            assert lines[number - 1].endswith(cell)
            assert brief(read(cell, ISSUED[name])) == reading, f"{name}:{number}"


def test_all_cells_are_in_the_table() -> None:
    counts = {name: sum(cell[0] == name for cell in _cells()) for name in ISSUED}
    assert list(counts.values()) == [34, 11, 0, 53]


DUTIES = {
    "quang-ninh-theme-2018": [
        (56, "trước 31/12/2018", "..2018-12-31 before"),
        (58, "trước 31/12/2018", "..2018-12-31 before"),
        (60, "trước ngày 31/3/2018", "..2018-03-31 before"),
        (83, "trong năm 2018", "2018-01-01..2018-12-31 by"),
        (142, "trong năm 2018", "2018-01-01..2018-12-31 by"),
        (165, "chủ nhật hàng tuần", "by weekly/1"),
        (206, "trước ngày 30/01/2018", "..2018-01-30 before"),
        (208, "định kỳ hàng quý, 6 tháng, 9 tháng, năm", "quarterly/1 open"),
        (208, "trước ngày 15 của tháng 3, tháng 6, tháng 9 và tháng 11/2018", "..2018-11-15 before"),
        (218, "định kỳ hàng quý, năm", "quarterly/1 open"),
        (218, "trước ngày 20 tháng cuối quý và trước 20 tháng 11 năm 2018", "before quarterly/1"),
        (323, "trong năm 2018", "2018-01-01..2018-12-31 by"),
        (334, "hàng quý, 6 tháng, 9 tháng và năm 2018", "quarterly/1"),
    ],
    "thai-nguyen-125-kh-ubnd-2025": [],
    "thai-nguyen-247-2025-qh15-plan-2026": [
        (79, "đến hết năm 2026", "..2026-12-31 by"),
        (93, "đến năm 2030 và các năm tiếp theo", "..2030-12-31 by open"),
        (117, "đến năm 2030", "..2030-12-31 by"),
        (125, "đến năm 2030", "..2030-12-31 by"),
        (133, "đến năm 2030", "..2030-12-31 by"),
        (185, "trước **ngày 15/12** hằng năm hoặc đột xuất theo yêu cầu", "before yearly/1"),
        (191, "trước **ngày 31/12** hằng năm hoặc đột xuất theo yêu cầu", "before yearly/1"),
    ],
    "thai-nguyen-programmes-2011-2020": [],
}


@needs_plans
@pytest.mark.parametrize("name", DUTIES)
def test_every_deadline_in_a_sentence_of_a_plan_is_read_right(name: str) -> None:
    lines = _lines(name)
    for number, phrase, reading in DUTIES[name]:
        assert phrase in lines[number - 1]
        assert brief(read(phrase, ISSUED[name])) == reading, f"{name}:{number}"
