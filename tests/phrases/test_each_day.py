"""What is due on each day of a span is never read as due once, on its last."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.phrases import read

ON = date(2026, 1, 10)
DAILY = ("Báo cáo hằng ngày", "báo cáo hàng ngày", "Báo cáo nhanh hằng ngày trước 16 giờ", "Ngày nào cũng báo cáo",
         "báo cáo mỗi ngày", "báo cáo từng ngày", "cập nhật hằng giờ")  # fmt: skip
SPANS = (
    "từ ngày {a} đến ngày {b}", "{a} - {b}", "đến hết ngày {b}", "cho đến hết ngày {b}", "đến ngày {b}",
    "trước ngày {b}", "trong tháng {m}", "chậm nhất ngày {b}",
)  # fmt: skip
dates = st.dates(date(2026, 2, 1), date(2030, 12, 1))


def said(span: str, first: date, days: int) -> str:
    last = first + timedelta(days)
    return span.format(a=f"{first:%d/%m/%Y}", b=f"{last:%d/%m/%Y}", m=f"{first:%m/%Y}")


@given(st.sampled_from(DAILY), st.sampled_from(SPANS), st.sampled_from((" ", ", ")), dates, st.integers(1, 60))
def test_each_day_up_to_a_day_is_asked(daily: str, span: str, between: str, first: date, days: int) -> None:
    r = read(f"{daily}{between}{said(span, first, days)}", ON)
    assert "each_day" in {fault.code for fault in r.faults}


@given(st.sampled_from(("các ngày từ", "vào các ngày từ ngày", "các ngày làm việc từ")), dates, st.integers(1, 60))
def test_the_days_from_one_to_another_are_asked(words: str, first: date, days: int) -> None:
    r = read(f"báo cáo {words} {said('{a} đến {b}', first, days)}", ON)
    assert [fault.code for fault in r.faults] == ["each_day"]


@pytest.mark.parametrize(
    "phrase",
    [
        "trong các ngày 14/02 và 15/02/2026", "báo cáo hằng ngày; tổng kết trước ngày 15/12/2026",
        "các ngày làm việc trong tuần, trước ngày 15/12/2026", "từ ngày 14/02/2026 đến ngày 22/02/2026",
    ],
)  # fmt: skip
def test_what_is_due_but_once_is_not(phrase: str) -> None:
    assert not read(phrase, ON).faults
