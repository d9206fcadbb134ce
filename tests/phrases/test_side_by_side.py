"""From one day to another over every dash and broken line; two days with nothing between are asked."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reminder.phrases import read
from reminder.phrases.time_words import time_words

ON = date(2026, 1, 10)
starts, lengths = st.dates(date(2026, 1, 11), date(2030, 12, 1)), st.integers(1, 300)
DASHES = ("-", "–", "—", "−", "~", "÷", "→", "->", "-->", "=>", "--", "đến", "tới")
dashes = st.tuples(st.sampled_from(["", " ", "  "]), st.sampled_from(DASHES), st.sampled_from(["", " ", "\n", " \n "]))
AROUND = (
    "{}",
    "từ {}",
    "cho sinh viên {} Các khoa",
    "Thi ({})",
    "đợt thi {}; chấm thi sau",
    "Đăng ký: {}",
    "tuần công tác {}",
)


def joined(parts: tuple[str, str, str]) -> str:
    _, sign, behind = parts
    return f" {sign}{behind or ' '}" if sign.isalpha() else "".join(parts)


@given(starts, lengths, dashes, st.sampled_from(AROUND), st.booleans())
def test_one_range_with_its_last_day(
    start: date, days: int, dash: tuple[str, str, str], around: str, whole: bool
) -> None:
    end = start + timedelta(days)
    words = f"{start:%d/%m/%Y}" if whole or (start.month, start.day) == (end.month, end.day) else f"{start:%d/%m}"
    words += f"{joined(dash)}{end:%d/%m/%Y}"
    r = read(around.format(words), ON)
    assert (r.start, r.end, r.windows) == (start, end, ())
    assert {one.code for one in r.faults} <= {"crosses_year", "unread", "which_counts"}
    assert sum(one.kind == "time" for one in time_words(f"Sở Y tế có {around.format(words)}.")) == 1


BLANKS = st.sampled_from([" ", "  ", "\t", "\n", " | ", " ngày ", " … ", " ... "])


@given(starts, lengths, BLANKS, st.sampled_from(["{}", "từ {}", "trước {}", "từ ngày {}", "Kỳ thi {} tại trường"]))
def test_with_nothing_between_it_is_asked(start: date, days: int, blank: str, around: str) -> None:
    words = f"{start:%d/%m/%Y}{blank}{start + timedelta(days):%d/%m/%Y}"
    assert "side_by_side" in [one.code for one in read(around.format(words), ON).faults]


@given(starts, lengths, st.sampled_from([", ", " và ", "; ", " hoặc "]))
def test_what_a_word_or_sign_lists_is_not_asked(start: date, days: int, sign: str) -> None:
    r = read(f"{start:%d/%m/%Y}{sign}{start + timedelta(days):%d/%m/%Y}", ON)
    assert len(r.windows) == 2 and "side_by_side" not in [one.code for one in r.faults]
