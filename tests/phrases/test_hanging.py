"""Times that are counted from what is not printed: named, never dated, never passed over."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.phrases import read
from reminder.phrases.time_words import time_words

ON = date(2026, 1, 10)
ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "2", "3", "5")
PLANS = (
    "",
    " của nhiệm kỳ",
    " thực hiện kế hoạch",
    " của kỳ kế hoạch",
    " triển khai Đề án",
    " của giai đoạn 2026-2030",
)
BEFORE = (
    "",
    "trong ",
    "trước ",
    "đến ",
    "cuối ",
    "đầu ",
    "quý I ",
    "tháng 3 ",
    "trước ngày 15/12 ",
    "ngày 15 tháng 6 của ",
)


@given(st.sampled_from(BEFORE), st.sampled_from(ORDINALS), st.sampled_from(PLANS))
def test_a_year_of_a_plan_has_no_date(before: str, nth: str, plan: str) -> None:
    words = f"{before}năm thứ {nth}{plan}"
    r = read(words, ON)
    assert [one.code for one in r.faults] == ["no_base"]
    assert r.indeterminate and not (r.start or r.end or r.windows or r.series or r.recurrence)
    assert [(one.kind, one.words) for one in time_words(f"Sở Y tế hoàn thành {words}.")] == [("unread", words)]


@pytest.mark.parametrize(
    "words",
    [
        "tháng đầu của kỳ kế hoạch", "cuối nhiệm kỳ", "giữa nhiệm kỳ", "đầu nhiệm kỳ 2026-2031", "năm đầu của nhiệm kỳ",
        "trong 3 tháng đầu của nhiệm kỳ", "tuần tới", "đầu tuần sau", "hết tuần này", "cuối tháng này", "quý tới",
        "ngày mai", "trong tháng đầu năm của năm thứ nhất thực hiện kế hoạch",
    ],
)  # fmt: skip
def test_what_is_counted_from_elsewhere_is_asked(words: str) -> None:
    r = read(words, ON)
    assert [one.code for one in r.faults] == ["no_base"] and r.indeterminate and not r.end
    assert [(one.kind, one.words) for one in time_words(f"Sở Y tế hoàn thành {words}.")] == [("unread", words)]


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("Năm 2027 là năm thứ hai của thời kỳ ổn định ngân sách", "Năm 2027"),
        ("giữa nhiệm kỳ vào quý II năm 2028", "quý II năm 2028"),
        ("cuối nhiệm kỳ (tháng 6/2026)", "tháng 6/2026"),
    ],
)
def test_where_its_day_is_told_it_is_no_question(words: str, other: str) -> None:
    r, meant = read(words, ON), read(other, ON)
    assert (r.start, r.end, r.faults) == (meant.start, meant.end, meant.faults)


AT_ONCE = ("ngay sau khi", "ngay khi", "lập tức sau khi", "ngay trước khi")
EVENTS = ("kết thúc Hội nghị", "phát hiện", "có sự việc xảy ra", "nhận được văn bản này", "Nghị quyết được thông qua")


@given(st.sampled_from(AT_ONCE), st.sampled_from(EVENTS))
def test_at_once_behind_an_event_waits_for_it(at_once: str, event: str) -> None:
    r = read(f"{at_once} {event}", ON)
    assert r.indeterminate and not (r.start or r.end)
    found = time_words(f"Sở Y tế báo cáo {at_once} {event}, không để chậm trễ.")
    assert [(one.kind, one.words) for one in found] == [("waits", at_once)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("báo cáo ngay trong ngày.", "ngay trong ngày"),
        ("báo cáo ngay sau bầu cử.", "ngay sau bầu cử"),
        ("gửi ngay sau mỗi đợt kiểm tra", "ngay sau mỗi"),
        ("gửi biên bản ngay sau Hội nghị", "ngay sau Hội nghị"),
        ("lập biên bản ngay trong buổi kiểm tra", "ngay trong buổi"),
    ],
)
def test_so_does_what_names_no_end(text: str, words: str) -> None:
    assert [(one.kind, one.words) for one in time_words(text)] == [("waits", words)]
