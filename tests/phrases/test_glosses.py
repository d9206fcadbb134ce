"""The same day in the other calendar, and a day in brackets behind an event."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.phrases import read
from reminder.phrases.time_words import time_words

ON = date(2026, 1, 10)
days = st.dates(date(2026, 1, 11), date(2029, 12, 31))
MARKS = (
    "{} tháng Chạp",
    "{} tháng Giêng năm Bính Ngọ",
    "{}/7 âm lịch",
    "{}/7 ÂL",
    "{} tháng 7 năm Đinh Mùi",
    "{}/11/2026 âm lịch",
)
FRAMES = (
    " (nhằm ngày {})", " (nhằm {})", " (tức ngày {})", " (tức là ngày {})", ", nhằm ngày {}", " (ngày {})", " ({})",
    " (nhằm ngày 1 đến {})", " (nhằm ngày 1 - {})", " (tức từ ngày 1 đến hết ngày {})",
)  # fmt: skip
POINTS = ("trước ngày {}", "chậm nhất ngày {}", "từ ngày 11/01 đến ngày {}", "10 ngày trước ngày {}", "{}")


@given(st.sampled_from(POINTS), days, st.sampled_from(FRAMES), st.sampled_from(MARKS), st.integers(1, 30))
def test_a_gloss_changes_nothing(point: str, on: date, frame: str, mark: str, lunar: int) -> None:
    plain = point.format(f"{on:%d/%m/%Y}")
    words = plain + frame.format(mark.format(lunar))
    r, meant = read(words, ON), read(plain, ON)
    relative = replace(r.relative, event=meant.relative.event) if r.relative and meant.relative else r.relative
    assert replace(r, raw=plain, relative=relative, faults=()) == replace(meant, faults=())
    assert [one.code for one in r.faults] == [one.code for one in meant.faults]
    assert [one.words for one in time_words(f"Sở Y tế hoàn thành {words}.")] == [words]


@pytest.mark.parametrize("words", ["trước ngày 15/12 (tức ngày 14/12)", "trước ngày 15/12/2026 (tức ngày 14 tháng 12)"])
def test_another_solar_day_is_no_gloss(words: str) -> None:
    assert len(time_words(f"Sở Y tế hoàn thành {words}.")) == 2


EVENTS = ("ngày bầu cử", "khi kết thúc hội nghị", "ngày khai mạc kỳ họp thứ 5", "khi có kết luận", "ngày ký hợp đồng")
BRACKETS = ("({})", "(ngày {})", "[{}]", "( {} )", ", {}", "(dự kiến {})")


@given(
    st.integers(1, 90),
    st.sampled_from(["sau", "kể từ", "trước"]),
    st.sampled_from(EVENTS),
    st.sampled_from(BRACKETS),
    days,
)
def test_a_day_behind_an_event_is_asked(n: int, after: str, event: str, bracket: str, on: date) -> None:
    r = read(f"chậm nhất {n} ngày {after} {event} {bracket.format(f'{on:%d/%m/%Y}')}", ON)
    assert "event_day" in [one.code for one in r.faults]


SAYS = (
    "(hạn cuối {})",
    "(tức là trước ngày {})",
    "(chậm nhất ngày {})",
    "(hạn: {})",
    "(thời hạn {})",
    "(đến hết ngày {})",
)


@given(st.integers(1, 90), st.sampled_from(EVENTS), st.sampled_from(SAYS), days)
def test_a_bracket_may_say_that_it_is_the_deadline(n: int, event: str, says: str, on: date) -> None:
    r = read(f"chậm nhất {n} ngày sau {event} {says.format(f'{on:%d/%m/%Y}')}", ON)
    assert r.end == on and not r.faults


TELLS = ("(ngày {} bầu cử)", "(ngày bầu cử {})", "(ngày bầu cử: {})", "(bầu cử ngày {})", "(diễn ra ngày {})")


@given(st.integers(1, 90), st.sampled_from(TELLS), days)
def test_a_bracket_may_say_that_it_is_the_day_of_the_event(n: int, tells: str, on: date) -> None:
    r = read(f"chậm nhất {n} ngày sau ngày bầu cử {tells.format(f'{on:%d/%m/%Y}')}", ON)
    assert r.end == on + timedelta(n) and not r.faults
