"""Data cut-offs of periodic reports: Nghị định 09/2019/NĐ-CP, điều 12, and the working day of điều 8 khoản 5b."""

from datetime import date

import pytest

from reminder.core.deadline import last_day
from reminder.core.working_calendar import DAY
from reminder.phrases import read
from reminder.rulefile.reading.tiers import law_cutoff
from tests.core.made import vietnam

ISSUED = date(2026, 1, 5)


@pytest.mark.parametrize(
    "period, cutoff",
    [
        ("2026-M01", date(2026, 1, 14)),  # điều 12.1: from the 15th of the month before to the 14th
        ("2026-Q1", date(2026, 3, 14)),  # 12.2: to the 14th of the quarter's last month
        ("2026-Q2", date(2026, 6, 14)),
        ("2026-Q3", date(2026, 9, 14)),
        ("2026-Q4", date(2026, 12, 14)),
        ("2026-H1", date(2026, 6, 14)),  # 12.3
        ("2026-H2", date(2026, 12, 14)),  # 12.4
        ("2026", date(2026, 12, 14)),  # 12.5
        ("once", None),
        ("2026-06-15", None),
        ("2026-W07", None),
    ],
)
def test_general_cutoffs(period: str, cutoff: date | None) -> None:
    assert law_cutoff(period) == cutoff


@pytest.mark.parametrize(
    "phrase, working_days",
    [
        # 14/12/2026 is a Monday. "Trước ngày 15/12" leaves no working day behind the cut-off…
        ("trước ngày 15/12 hằng năm", 0),
        ("chậm nhất ngày 15/12 hằng năm", 1),
        ("trước ngày 20/12 hằng năm", 4),
        # …and 14/3/2026 is a Saturday: the 16th is the first working day behind it.
        ("hằng quý, chậm nhất ngày 15 của tháng cuối quý", 0),
        ("hằng quý, chậm nhất ngày 16 của tháng cuối quý", 1),
    ],
)
def test_working_days_between_cutoff_and_the_last_day(phrase: str, working_days: int) -> None:
    due = next(read(phrase, ISSUED).due(ISSUED, date(2026, 12, 31)))
    cutoff = law_cutoff(due.period)
    assert cutoff
    last_on = last_day(due.on, due.bound)
    assert vietnam().count(cutoff + DAY, last_on) == working_days
