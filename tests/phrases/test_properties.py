"""What holds for every phrase, written or not."""

import unicodedata
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reminder.phrases import Bound, Reading, describe, read
from tests.phrases.brief import brief
from tests.phrases.test_cases import cases

ON = date(2026, 1, 10)
WORDS = (  # noqa: SIM905
    "trước chậm nhất đến hết từ sau ngày tháng quý năm hằng hàng mỗi định kỳ tuần cuối đầu giữa nửa làm việc cùng của "
    "và , ; : ( ) - – / . 15 31 6 12 30 2 2026 2027 201 99 IV II i 15/12 31/02/2026 30/06//2018 15/12/2026 2025-2030 "
    "01/7 14 giờ h phút một lần lần hai sáu kể nhận được khi theo quy định thường xuyên tiếp theo sau các những tầm "
    "nhìn báo cáo số liệu thứ Sáu chủ nhật không quá muộn hơn nay trở đi Đăng ký kỳ xong trong thời hạn vòng đột xuất "
    "tháng đầu năm 6 tháng 9 tháng N + 1 122/NQ-CP học vừa qua % [1] kết thúc"
).split()
phrases = st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join)
anything = st.one_of(phrases, st.text(max_size=60))
days = st.dates(date(2000, 1, 1), date(2090, 12, 31))


SURE = [phrase for on, phrase, said in cases() if on == ON and said and "!" not in said]


@given(st.sampled_from(SURE), st.sampled_from((", 47", "; 83", ", 47, 83")))
def test_a_number_that_is_not_used_is_named(phrase: str, tail: str) -> None:
    r = read(phrase + tail, ON)
    assert r.faults
    left = " ".join((*r.unread, *(fault.quote for fault in r.faults)))
    assert all(number in left for number in tail.replace(",", " ").replace(";", " ").split())


def value(r: Reading) -> Reading:
    """What two readings of the same meaning share."""
    return replace(r, raw="")


@given(anything, st.one_of(st.none(), days))
def test_reading_never_raises_and_says_what_is_missing(phrase: str, on: date | None) -> None:
    r = read(phrase, on)
    assert r.raw == phrase
    assert len(r.problems) == len(r.faults)
    known = r.start or r.end or r.series or r.windows or r.recurrence or r.open_ended or r.vision or r.data_period
    assert known or r.indeterminate or r.problems


@given(anything)
def test_the_end_never_lies_before_the_start(phrase: str) -> None:
    r = read(phrase, ON)
    spans = [(r.start, r.end), *((w.start, w.end) for w in r.windows)]
    assert all(start <= end for start, end in spans if start and end)


def test_a_contradiction_is_said_and_gives_no_end() -> None:
    r = read("2021-2020", ON)
    assert (r.start, r.end, [fault.code for fault in r.faults]) == (None, None, ["backwards"])


@given(anything, days, st.integers(0, 800))
def test_each_due_date_lies_in_the_window_asked_for(phrase: str, first: date, length: int) -> None:
    last = first + timedelta(length)
    due = list(read(phrase, ON).due(first, last))
    assert all(first <= one.on <= last for one in due)
    assert due == sorted(due, key=lambda one: one.on)
    assert len(set(due)) == len(due)


@given(anything, days)
def test_due_of_a_long_window_is_due_of_its_halves(phrase: str, first: date) -> None:
    r, middle, last = read(phrase, ON), first + timedelta(200), first + timedelta(401)
    whole = set(r.due(first, last))
    assert whole == set(r.due(first, middle)) | set(r.due(middle + timedelta(1), last))


@settings(max_examples=300, derandomize=True)
@given(phrases)
@example("Định kỳ 02 năm một lần, từ năm 2026, trước ngày 15/12")
@example("trước ngày 15/12 hằng năm đến hết năm 2030")
@example("Hằng quý (trước ngày 15/3, 15/6, 15/9, 15/12); tổng kết trước 30/11/2026")
def test_a_description_reads_back_to_the_same_value(phrase: str) -> None:
    r = read(phrase, ON)
    if not r.problems:
        again = read(describe(r, "vi"), ON)
        assert value(again) == value(r), describe(r, "vi")


@given(phrases)
def test_spaces_dashes_forms_and_case_change_nothing(phrase: str) -> None:
    plain = brief(read(phrase, ON)).casefold().replace("–", "-")
    for other in (
        unicodedata.normalize("NFD", phrase),
        phrase.replace(" ", "  "),
        phrase.replace(" ", "\u00a0"),
        phrase.replace("-", "–"),
        phrase.replace("-", "—"),
        phrase.upper(),
    ):
        said = unicodedata.normalize("NFC", brief(read(other, ON))).casefold()
        assert " ".join(said.split()).replace("–", "-").replace("—", "-") == plain


@given(st.dates(date(2010, 1, 1), date(2060, 12, 31)), st.sampled_from(("/", ".", "-", " tháng ")))
def test_before_and_by_never_mix(on: date, sign: str) -> None:
    printed = f"{on.day:02d}{sign}{on.month}{' năm ' if 'g' in sign else sign}{on.year}"
    before, by = read(f"trước ngày {printed}", None), read(f"chậm nhất ngày {printed}", None)
    assert (before.end, before.bound) == (on, Bound.BEFORE)
    assert (by.end, by.bound) == (on, Bound.BY)
    assert not before.problems and not by.problems
