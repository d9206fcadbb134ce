"""Phrases put together from known and unknown words, in any order: no date comes out that does not stand in them."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reminder.phrases import read
from tests.laws.life import SEASONS
from tests.phrases.brief import brief
from tests.phrases.test_properties import ON, WORDS

UNKNOWN = [
    "zlorp", "quanh", "Hương", "thủ", "bèo", "đơn", "vị", "47", "83", "1/2", "20l6", "Quý", "ngày", "tháng", "năm",
    "mười",
    "bảy", "mươi", "thứ", "Sáu", "Tết", "rằm", "Chạp",
]  # fmt: skip
_FROM_ELSEWHERE = {"year_from_document", "crosses_year", "letter_in_number", "short_year", "split_number"}


@settings(max_examples=50 * SEASONS, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS + UNKNOWN), max_size=12).map(" ".join))
def test_no_date_comes_out_that_does_not_stand_in_the_words(phrase: str) -> None:
    """The year of each single date is printed, or where it comes from is said; every word left out has its problem."""
    r = read(phrase, ON)
    codes = {fault.code for fault in r.faults}
    for end in filter(None, (r.end, *(w.end for w in r.windows))):
        printed = any(str(year) in phrase for year in (end.year - 1, end.year, end.year + 1))
        assert printed or codes & _FROM_ELSEWHERE or "nay" in phrase or r.relative, (end, brief(r))
    assert len(r.unread) == sum(fault.code == "unread" for fault in r.faults)
