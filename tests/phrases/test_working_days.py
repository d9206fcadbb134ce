"""Working days of a period, and terms from its end or from a day that comes again: laws over the shipped calendar."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.phrases import Bound, Due, Reading, as_json, describe, read, settled
from reminder.phrases.distance import Distance
from reminder.phrases.due import Counted, Moved
from reminder.rulefile import load_calendar
from reminder.shipped import SHIPPED
from tests.phrases.brief import brief
from tests.phrases.test_properties import value

ON = date(2026, 1, 10)
CALENDAR = load_calendar(SHIPPED / "rules")
FIRST, LAST = date(2025, 1, 1), date(2028, 12, 31)
DAY = timedelta(1)

MONTHS = {"tháng": 1, "quý": 3, "6 tháng": 6, "năm": 12}
periods = st.sampled_from(sorted(MONTHS))
counts = st.integers(1, 15)
LENGTHS = {"ngày": "day", "ngày làm việc": "working_day", "tuần": "week"}
DAYS = (
    "ngày 15 hằng tháng", "ngày 31 hằng tháng", "ngày cuối cùng của quý", "ngày 20 của tháng cuối quý",
    "ngày 02/12 hằng năm", "ngày 29/02 hằng năm", "ngày cuối cùng của tháng 12 hằng năm", "ngày 05 của tháng sau",
)  # fmt: skip


def told(phrase: str) -> Reading:
    return settled(read(phrase, ON), CALENDAR)


def dues(phrase: str) -> list[Due]:
    reading = told(phrase)
    assert not reading.problems
    return list(reading.due(FIRST, LAST, CALENDAR))


def bounds(due: Due, months: int) -> tuple[date, date]:
    """The first and the last day of the period in which it lies."""
    first = date(due.on.year, (due.on.month - 1) // months * months + 1, 1)
    over = first.year * 12 + first.month - 1 + months
    return first, date(over // 12, over % 12 + 1, 1) - DAY


nth = periods.flatmap(lambda period: st.tuples(st.integers(2, 23 * MONTHS[period]), st.just(period)))


@given(nth)
def test_the_nth_working_day_of_a_period_has_n_of_them_up_to_it(which: tuple[int, str]) -> None:
    n, period = which
    months = MONTHS[period]
    for due in dues(f"ngày làm việc thứ {n} của {period}"):
        first, last = bounds(due, months)
        assert CALENDAR.works(due.on)
        assert CALENDAR.count(first, due.on) == min(n, CALENDAR.count(first, last))
        assert bool(due.moved) == (n > CALENDAR.count(first, last))
        # What is said to be counted was.
        assert not due.counted or CALENDAR.count(due.counted.from_on + DAY, due.on) == due.counted.distance.n
        assert bool(due.counted) != bool(due.moved)


@given(periods)
def test_no_working_day_of_the_period_lies_before_the_first_or_behind_the_last(period: str) -> None:
    months = MONTHS[period]
    for word, back in (("đầu tiên", None), ("cuối cùng", 1), ("áp chót", 2)):
        for due in dues(f"ngày làm việc {word} của {period}"):
            first, last = bounds(due, months)
            assert CALENDAR.works(due.on)
            assert CALENDAR.count(due.on, last) == back if back else CALENDAR.count(first, due.on) == 1


@given(st.integers(1, 25), periods, st.booleans(), st.sampled_from(("ngày", "ngày làm việc")))
def test_the_day_of_a_period_named_elsewhere_is_that_of_the_period(n: int, period: str, after: bool, day: str) -> None:
    behind = " sau" if after and period != "6 tháng" else ""
    for edge in (f"{day} đầu tiên", f"{day} cuối cùng", f"trong {n} {day} đầu tiên", "ngày làm việc áp chót"):
        named, elsewhere = f"{edge} của {period}{behind}", f"định kỳ hằng {period}, {edge} của kỳ{behind}"
        one, other = told(named), told(elsewhere.replace("hằng 6", "6"))
        assert [fault.code for fault in one.faults] == [fault.code for fault in other.faults]
        assert list(one.due(FIRST, LAST, CALENDAR)) == list(other.due(FIRST, LAST, CALENDAR))


def test_each_period_has_its_day() -> None:
    for period, months in MONTHS.items():
        for word in ("đầu tiên", "thứ 12", "cuối cùng", "áp chót"):
            found = dues(f"ngày làm việc {word} của {period}")
            assert len(found) == len({due.period for due in found}) == 48 // months


@given(counts, st.sampled_from(sorted(LENGTHS)), st.sampled_from(DAYS))
def test_a_term_from_a_day_that_comes_again_ends_so_far_behind_it(n: int, unit: str, day: str) -> None:
    for due in dues(f"trong thời hạn {n} {unit} kể từ {day}"):
        assert due.counted
        assert due.counted.distance == Distance(n, LENGTHS[unit], True)  # type: ignore[arg-type]
        behind = (due.counted.from_on + DAY, due.on)
        if unit == "ngày làm việc":
            assert CALENDAR.works(due.on)
            assert CALENDAR.count(*behind) == n
        else:
            assert due.on - due.counted.from_on == timedelta(n * (7 if unit == "tuần" else 1))


@given(counts, st.sampled_from(sorted(LENGTHS)), st.sampled_from(DAYS))
def test_a_distance_before_it_is_kept(n: int, unit: str, day: str) -> None:
    for due in dues(f"{n} {unit} trước {day}"):
        assert due.counted
        before = (due.on, due.counted.from_on - DAY)
        if unit == "ngày làm việc":
            assert CALENDAR.works(due.on)
            assert CALENDAR.count(*before) == n
        else:
            assert due.counted.from_on - due.on == timedelta(n * (7 if unit == "tuần" else 1))


YEARS = ("", ", giai đoạn 2026-2027", ", từ ngày 10/3/2026", ", đến hết ngày 20/10/2027")


@given(
    counts, st.sampled_from(DAYS), st.sampled_from(sorted(LENGTHS)), st.sampled_from(("sau", "trước")),
    st.sampled_from(YEARS), st.dates(date(2025, 6, 1), date(2028, 6, 1)),
)  # fmt: skip
def test_its_days_come_in_order_one_a_period_whatever_the_window(
    n: int, day: str, unit: str, side: str, years: str, middle: date
) -> None:
    phrase = f"trong thời hạn {n} {unit} kể từ {day}{years}" if side == "sau" else f"{n} {unit} trước {day}{years}"
    found = dues(phrase)
    assert found
    assert all(one.on <= other.on and one.period < other.period for one, other in pairwise(found))
    halves = [*told(phrase).due(FIRST, middle, CALENDAR), *told(phrase).due(middle + DAY, LAST, CALENDAR)]
    assert found == halves


@given(counts, st.sampled_from(("ngày", "ngày làm việc", "tuần", "tháng")), st.sampled_from(DAYS), st.booleans())
def test_what_is_said_of_it_reads_back(n: int, unit: str, day: str, after: bool) -> None:
    phrase = f"trong thời hạn {n} {unit} kể từ {day}" if after else f"chậm nhất {n} {unit} trước {day}"
    reading = read(phrase, ON)
    assert reading.series and not reading.problems
    assert value(read(describe(reading, "vi"), ON)) == value(reading)


@given(st.integers(1, 60), periods, st.sampled_from(("", "trước ")))
def test_what_is_said_of_a_working_day_of_a_period_reads_back(n: int, period: str, bound: str) -> None:
    for which in (f"thứ {n}", "cuối cùng", "áp chót", "đầu tiên"):
        reading = read(f"{bound}ngày làm việc {which} của {period}", ON)
        if not reading.problems:
            assert value(read(describe(reading, "vi"), ON)) == value(reading)


@pytest.mark.parametrize(
    ("phrase", "days"),
    [
        ("ngày làm việc đầu tiên sau ngày 02/9/2026", ["2026-09-03"]),
        ("ngày làm việc thứ 3 kể từ ngày 02/9/2026", ["2026-09-07"]),
        ("ngày làm việc liền kề trước ngày 02/9/2026", ["2026-08-28"]),
        ("trong 05 ngày làm việc kể từ ngày 02/12/2026", ["2026-12-09"]),
        ("ngày làm việc thứ 40 của quý I/2026", ["2026-03-05"]),
        ("ngày làm việc áp chót của tháng 8/2026", ["2026-08-27"]),
        ("05 ngày làm việc sau khi kết thúc quý IV/2026", ["2027-01-08"]),
        ("trong 05 ngày làm việc kể từ ngày kết thúc quý IV/2026", ["2027-01-08"]),
        ("ngày làm việc đầu tiên sau khi kết thúc quý", ["2025-01-02", "2025-04-01"]),
        ("ngày làm việc thứ 16 của tháng", ["2025-01-23", "2025-02-24"]),
        ("định kỳ hằng quý, trong 05 ngày làm việc đầu tiên của kỳ sau", ["2025-01-08", "2025-04-08", "2025-07-07"]),
        ("định kỳ 6 tháng, ngày làm việc thứ 10 của kỳ báo cáo", ["2025-01-15", "2025-07-14"]),
        ("định kỳ hằng quý, trong 05 ngày cuối kỳ", ["2025-03-31", "2025-06-30"]),
    ],
)
def test_a_day_by_the_calendar(phrase: str, days: list[str]) -> None:
    assert [f"{due.on}" for due in dues(phrase)][: len(days)] == days


def test_a_working_day_that_a_named_month_does_not_have_is_said() -> None:
    r = told("ngày làm việc thứ 20 của tháng 2/2026")
    assert (r.end, [fault.code for fault in r.faults]) == (None, ["no_such_date"])


@pytest.mark.parametrize(
    ("phrase", "asked"),
    [
        ("trước ngày làm việc đầu tiên sau ngày 02/9/2026", "undated !unread"),
        ("từ ngày làm việc đầu tiên sau ngày 02/9/2026", "undated !unread"),
        ("sau ngày làm việc đầu tiên sau ngày 02/9/2026", "undated !unread"),
        ("trước ngày làm việc đầu tiên sau khi kết thúc quý", "undated !unread"),
        ("ngày làm việc đầu tiên từ ngày 01/10/2026", "undated !unread"),
        ("ngày làm việc thứ 3 từ ngày 01/10/2026", "undated !unread"),
        ("trong 10 ngày sau khi kết thúc năm học", "undated ~10day>khi kết thúc năm học"),
        ("sau khi hết quý ít nhất 10 ngày", "undated ~10day>khi hết quý"),
        ("10 ngày sau khi kết thúc tháng hành động", "undated ~10day>khi kết thúc tháng hành động"),
        ("trong thời hạn 10 ngày kể từ ngày kết thúc kỳ báo cáo", "undated !no_period"),
        ("giai đoạn 2026-2027, 10 ngày sau khi kết thúc quý", "undated ~10day>khi kết thúc quý !no_period"),
        ("Quý I, II/2026: trong 10 ngày sau khi kết thúc quý", "undated ~10day>khi kết thúc quý !no_period"),
        ("Báo cáo quý II/2026 trong 10 ngày sau khi quý kết thúc", "undated ~10day>khi quý kết thúc"),
        ("05 ngày trước ngày làm việc cuối cùng của tháng", "undated ~5day<ngày làm việc cuối cùng của tháng"),
    ],
)  # fmt: skip
def test_what_is_not_sure_is_asked(phrase: str, asked: str) -> None:
    """Nothing is due, begins or comes again; and either words are named, or it waits for an event."""
    r = told(phrase)
    assert " ".join(dict.fromkeys(brief(r).split(" "))) == asked
    assert (r.start, r.end, r.windows, r.series, list(r.due(FIRST, LAST, CALENDAR))) == (None, None, (), (), [])


NAMED = [
    ("tháng 6/2026", "tháng"), ("quý II/2026", "quý"), ("quý II năm 2026", "quý"), ("6 tháng đầu năm 2026", "6 tháng"),
    ("quý II/2026", "kỳ"), ("6 tháng đầu năm 2026", "kỳ báo cáo"),
]  # fmt: skip


@given(
    counts, st.sampled_from(sorted(LENGTHS)), st.sampled_from(NAMED), st.sampled_from(("{n} {u} sau khi", "sau khi"))
)
def test_a_term_from_the_end_of_the_period_that_is_named(n: int, unit: str, named: tuple[str, str], form: str) -> None:
    what, period = named
    said = (
        f"sau khi kết thúc {period} {n} {unit}" if form == "sau khi" else f"trong {n} {unit} sau khi kết thúc {period}"
    )
    (due,) = dues(f"Báo cáo {what} {said}")
    assert due.on == Distance(n, LENGTHS[unit], True).ends(date(2026, 6, 30), CALENDAR.shift)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("phrase", "on"),
    [
        ("Báo cáo quý II/2026 trong 10 ngày sau khi kết thúc quý", "2026-07-10"),
        ("Báo cáo năm 2026: 15 ngày sau khi kết thúc năm", "2027-01-15"),
        ("Báo cáo quý II/2026 trong 10 ngày đầu quý sau", "2026-07-10"),
        ("Báo cáo năm 2026 trước ngày 15/01 năm sau", "2027-01-15"),
        ("Báo cáo tháng 6/2026 trước ngày 05 tháng sau", "2026-07-05"),
        ("Chậm nhất là ngày làm việc đầu tiên sau ngày 02/9/2026", "2026-09-03"),
        ("Chậm nhất vào ngày làm việc liền kề trước ngày 02/9/2026", "2026-08-28"),
        ("Sau khi kết thúc quý II/2026 10 ngày", "2026-07-10"),
    ],
)
def test_what_is_named_once_is_due_once(phrase: str, on: str) -> None:
    assert [f"{due.on}" for due in dues(phrase)] == [on]


def test_a_period_without_its_year_is_the_next_one_and_that_is_said() -> None:
    for phrase, on in (
        ("Báo cáo quý I trong 10 ngày sau khi kết thúc quý", "2026-04-10"),
        ("Báo cáo tháng 6 trước ngày 05 tháng sau", "2026-07-05"),
    ):
        r = told(phrase)
        assert [f"{due.on}" for due in r.due(FIRST, LAST, CALENDAR)] == [on]
        assert [(fault.code, fault.note) for fault in r.faults] == [("year_from_document", "2026")]


BY = ("", "chậm nhất ", "Chậm nhất là ", "chậm nhất vào ", "muộn nhất là vào ", "không muộn hơn ")
WORKING = (
    "ngày làm việc đầu tiên sau ngày 02/9/2026", "ngày làm việc liền kề trước ngày 02/9/2026",
    "ngày làm việc thứ 5 sau ngày 15 hằng tháng", "ngày làm việc đầu tiên sau khi kết thúc quý",
    "ngày làm việc cuối cùng trước ngày 15 hằng tháng", "ngày làm việc cuối cùng của tháng",
)  # fmt: skip


@pytest.mark.parametrize("day", WORKING)
def test_a_word_that_binds_by_changes_no_working_day(day: str) -> None:
    assert [dues(f"{by}{day}") for by in BY] == [dues(day)] * len(BY)


ENDS = [(f"{before} {word} {each}{period}", period) for before in ("khi", "ngày") for word in ("kết thúc", "hết")
        for each in ("", "mỗi ") for period in MONTHS]  # fmt: skip


@given(counts, st.sampled_from(sorted(LENGTHS)), st.sampled_from(ENDS))
def test_a_term_reads_the_same_behind_the_end_and_before_it(n: int, unit: str, end: tuple[str, str]) -> None:
    when, period = end
    behind, before = dues(f"sau {when} {n} {unit}"), dues(f"trước {when} {n} {unit}")
    assert behind == dues(f"{n} {unit} sau {when}")
    assert before == dues(f"{n} {unit} trước {when}")
    assert all(due.counted and (due.counted.from_on + DAY).day == 1 for due in behind + before)
    assert len(before) == len({due.period for due in before}) == 48 // MONTHS[period]


MOVED = [
    ("ngày 31 hằng tháng", "2026-02-28", Moved(31, "day", date(2026, 2, 28))),
    ("ngày 31 của tháng cuối quý", "2026-06-30", Moved(31, "day", date(2026, 6, 30))),
    ("ngày 29/02 hằng năm", "2027-02-28", Moved(29, "day", date(2027, 2, 28))),
    ("30 tháng Chạp hằng năm", "2026-02-16", Moved(30, "lunar_day", date(2026, 2, 16))),
    ("ngày làm việc thứ 16 của tháng", "2026-02-27", Moved(16, "working_day", date(2026, 2, 27))),
    ("trong 03 tháng kể từ ngày 30/11/2026", "2027-02-28", Moved(30, "day", date(2027, 2, 28))),
    ("trong 01 tháng kể từ ngày 31/01 hằng năm", "2026-02-28", Moved(31, "day", date(2026, 2, 28))),
    ("05 ngày kể từ ngày 29/02 hằng năm", "2026-03-05", Moved(29, "day", date(2026, 2, 28))),
]


@pytest.mark.parametrize(("phrase", "on", "moved"), MOVED)
def test_a_day_that_its_month_does_not_have_is_moved_and_known(phrase: str, on: str, moved: Moved) -> None:
    found = {due.on.isoformat(): due.moved for due in dues(phrase)}
    assert found[on] == moved
    listed = as_json(told(phrase), date(2026, 1, 10), days=CALENDAR)["moved"]
    assert {"due": on, "printed": moved.printed, "unit": moved.unit, "on": moved.on.isoformat()} in listed


@pytest.mark.parametrize("phrase", [phrase for phrase, *_ in MOVED if not phrase.startswith(("trong", "05"))])
def test_before_a_day_that_its_month_does_not_have_is_by_its_last_one(phrase: str) -> None:
    found = dues(f"trước {phrase}")
    assert {due.bound for due in found if due.moved} == {Bound.BY}
    assert {due.bound for due in found if not due.moved} <= {Bound.BEFORE}


def test_the_last_day_that_keeps_it_is_never_early() -> None:
    """ "Trước ngày 31 hằng tháng": the 30th of each month, and the last of February."""
    last = [due.on - DAY if due.bound is Bound.BEFORE else due.on for due in dues("Trước ngày 31 hằng tháng")]
    assert [f"{on:%d/%m}" for on in last[:4]] == ["30/01", "28/02", "30/03", "30/04"]


def test_a_day_that_the_year_of_the_document_does_not_have_is_asked() -> None:
    r = told("trước ngày 29/02")
    assert (r.end, [fault.code for fault in r.faults]) == (None, ["year_from_document", "no_such_date"])


@pytest.mark.parametrize(
    "phrase", ["ngày 28 hằng tháng", "ngày cuối cùng của tháng", "ngày 31/12 hằng năm", "31/3/2026"]
)
def test_a_day_that_stands_is_not_moved(phrase: str) -> None:
    assert [due for due in dues(phrase) if due.moved] == []
    assert "moved" not in as_json(told(phrase), ON, days=CALENDAR)


def test_from_what_a_day_was_counted() -> None:
    (due,) = dues("trong 05 ngày làm việc kể từ ngày 02/12/2026")
    assert due.counted == Counted(Distance(5, "working_day", True), date(2026, 12, 2))
    september = next(due for due in dues("ngày làm việc đầu tiên của tháng") if due.on == date(2026, 9, 3))
    assert september.counted == Counted(Distance(1, "working_day", True), date(2026, 8, 31))
    august = next(due for due in dues("ngày làm việc cuối cùng của tháng") if due.on == date(2026, 8, 28))
    assert august.counted == Counted(Distance(1, "working_day", False), date(2026, 9, 1))
    assert all(due.counted is None for due in dues("ngày 15 hằng tháng"))
