"""Dates inside recurring periods."""

from datetime import date

import pytest

from reminder.phrases import read


@pytest.mark.parametrize(("number", "first"), [(1, "2026-01-20"), (12, "2026-12-20"), (13, None)])
def test_the_nth_month_behind_a_year(number: int, first: str | None) -> None:
    r = read(f"chậm nhất ngày 20 tháng thứ {number} kể từ ngày kết thúc năm", date(2026, 1, 10))
    assert next((str(due.on) for due in r.due(date(2026, 1, 10), date(2027, 12, 31))), None) == first
