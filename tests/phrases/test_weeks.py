"""Weeks of a month, however several of them are put together."""

from calendar import monthrange
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from reminder.phrases import read
from reminder.phrases.time_words import time_words

ON = date(2026, 1, 10)
months = st.tuples(st.integers(1, 12), st.integers(2026, 2029))
JOINS = ("-", " - ", " – ", "–", " — ", " đến ", " đến tuần ", " - tuần ")
LISTS = (", ", " và ", " và tuần ", ", tuần ", " và thứ ", ", thứ ")


@given(st.integers(1, 4), st.integers(1, 4), st.sampled_from(JOINS), months, st.booleans())
def test_from_one_week_to_another(one: int, other: int, join: str, month: tuple[int, int], of: bool) -> None:
    first, last = sorted((one, other))
    words = f"tuần {first}{join}{last} {'của ' if of else ''}tháng {month[0]}/{month[1]}"
    r = read(words, ON)
    assert (r.start, r.end) == (date(month[1], month[0], first * 7 - 6), date(month[1], month[0], last * 7))
    assert [one.code for one in r.faults] == ["vague"]
    assert [one.words for one in time_words(f"Sở Y tế xong {words}.")] == [words]


@given(st.lists(st.integers(1, 5), min_size=1, max_size=4, unique=True), st.sampled_from(LISTS), months)
def test_several_weeks(weeks: list[int], join: str, month: tuple[int, int]) -> None:
    weeks.sort()
    r = read(f"tuần {join.join(map(str, weeks))} tháng {month[0]}/{month[1]}", ON)
    last = monthrange(month[1], month[0])[1] if weeks[-1] == 5 else weeks[-1] * 7
    assert r.end == date(month[1], month[0], last)
    assert r.start and r.start.day <= weeks[0] * 7 - 6 and not r.unread


@given(st.integers(1, 31), st.sampled_from(JOINS + LISTS), st.integers(1, 31), st.integers(1, 12))
def test_no_day_is_made_of_a_week(one: int, join: str, other: int, month: int) -> None:
    r = read(f"tuần {one}{join}{other} tháng {month}", ON)
    assert r.faults
