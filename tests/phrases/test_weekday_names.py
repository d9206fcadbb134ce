"""CN and T2 … T7 are weekdays where a day is meant, and no others."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.phrases import read
from reminder.phrases.time_words import time_words

ON = date(2026, 1, 10)
letters = st.text("BDĐKLMQRSVX", min_size=1, max_size=4)
NAMES = (
    "Sở {}&CN",
    "Bộ {} & CN",
    "Ban {}-CN",
    "ngành CN-{}",
    "{}CN",
    "khu CN {}",
    "công nghệ (CN) {}",
    "nhà T3 {}",
    "Phòng {} và CN",
)


@given(st.sampled_from(NAMES), letters)
def test_in_a_name_it_is_no_day(name: str, some: str) -> None:
    named = name.format(some)
    assert not time_words(f"{named} chủ trì thực hiện.")
    for frame in ("Hằng tuần, {} báo cáo thứ Sáu", "{} báo cáo trước ngày 15/12/2026", "{}, ngày 15/12/2026"):
        told, meant = read(frame.format(named), ON), read(frame.format("Ban Dân tộc"), ON)
        assert replace(told, raw="", faults=()) == replace(meant, raw="", faults=())
        assert "other_weekday" not in [one.code for one in told.faults]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("trực từ thứ 2 đến CN", ["thứ 2", "CN"]),
        ("họp sáng CN ngày 15/3/2026", ["sáng CN ngày 15/3/2026"]),
        ("nghỉ T7, CN", ["T7, CN"]),
        ("họp CN 15/3/2026", ["CN 15/3/2026"]),
        ("họp T6, ngày 15/5/2026", ["T6, ngày 15/5/2026"]),
        ("họp ngày 15/3/2026 (CN)", ["ngày 15/3/2026 (CN)"]),
        ("báo cáo T2, T4 và CN hằng tuần", ["T2, T4 và CN hằng tuần"]),
        ("báo cáo T7 & CN hằng tuần", ["T7 & CN hằng tuần"]),
        ("báo cáo vào chiều T7", ["chiều T7"]),
    ],
)
def test_where_a_day_is_meant_it_is_one(text: str, found: list[str]) -> None:
    assert [one.words for one in time_words(text)] == found
