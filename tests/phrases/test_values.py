"""Due dates and their periods, terms, RFC 5545 rules, the words and the JSON of a reading."""

import json
import pickle
from datetime import date, datetime, time, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from reminder.phrases import Bound, Due, Relative, Series, Window, as_json, describe, read

ON = date(2026, 1, 10)


def dues(phrase: str, on: date = ON, count: int = 4) -> list[str]:
    return [f"{d.on} {d.period}" for d in islice(read(phrase, on).due(on, date(on.year + 12, 12, 31)), count)]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("trước ngày 15/12 hằng năm", "2026-12-15 2026|2027-12-15 2027"),
        ("trước 15/01 năm sau", "2026-01-15 2025|2027-01-15 2026"),
        ("ngày 20 của tháng cuối quý", "2026-03-20 2026-Q1|2026-06-20 2026-Q2"),
        ("ngày 10 của tháng đầu quý sau", "2026-01-10 2025-Q4|2026-04-10 2026-Q1"),
        ("ngày 25 hằng tháng", "2026-01-25 2026-M01|2026-02-25 2026-M02"),
        ("ngày 05 của tháng sau", "2026-02-05 2026-M01|2026-03-05 2026-M02"),
        ("ngày 31 hằng tháng", "2026-01-31 2026-M01|2026-02-28 2026-M02"),
        ("thứ Sáu hằng tuần", "2026-01-16 2026-W03|2026-01-23 2026-W04"),
        ("trước ngày 15/6 và 15/12 hằng năm", "2026-06-15 2026-06-15|2026-12-15 2026-12-15"),
        ("6 tháng (trước 15/6) và hằng năm (trước 15/12)", "2026-06-15 2026-H1|2026-12-15 2026"),
        ("Hằng quý (trước ngày 15/3, 15/6, 15/9, 15/12)", "2026-03-15 2026-Q1|2026-06-15 2026-Q2"),
        ("6 tháng một lần, trước ngày 15 của tháng cuối kỳ", "2026-06-15 2026-H1|2026-12-15 2026-H2"),
        ("Báo cáo năm trước ngày 15/01", "2026-01-15 2025|2027-01-15 2026"),
        ("ngày làm việc cuối cùng của tháng", "2026-01-30 2026-M01|2026-02-27 2026-M02"),
        ("thứ Sáu cuối cùng của tháng", "2026-01-30 2026-M01|2026-02-27 2026-M02"),
        ("trước 31/12/2026", "2026-12-31 once"),
        ("2025 - 2030", "2030-12-31 once"),
        ("Tháng 3, 6/2026", "2026-03-31 2026-03-31|2026-06-30 2026-06-30"),
        ("trước ngày 15/12/2026 và hằng năm", "2026-12-15 2026|2027-12-15 2027"),
        ("Định kỳ 02 năm một lần, từ năm 2026, trước ngày 15/12", "2026-12-15 2026|2028-12-15 2028"),
        ("Cấp xã: trước 15/6/2026; cấp tỉnh: trước 15/6/2026", "2026-06-15 2026-06-15"),
        ("Thường xuyên", ""),
        ("hằng quý", ""),
        ("theo quy định", ""),
        ("2021-2020", ""),
        ("trong thời hạn 10 ngày kể từ ngày nhận được", ""),
    ],
)
def test_due_dates_and_what_they_report_on(phrase: str, expected: str) -> None:
    wanted = expected.split("|") if expected else []
    assert dues(phrase, count=max(2, len(wanted))) == wanted


def test_four_listed_dates_are_four_dates_and_no_series() -> None:
    r = read("trước ngày 15 của tháng 3, tháng 6, tháng 9 và tháng 11/2018", date(2018, 1, 8))
    assert r.recurrence is None
    assert [d.on.month for d in r.due(date(2018, 1, 1), date(2030, 1, 1))] == [3, 6, 9, 11]
    assert {d.bound for d in r.due(date(2018, 1, 1), date(2030, 1, 1))} == {Bound.BEFORE}


def test_a_quarterly_date_beside_a_dated_one_stays_in_its_year() -> None:
    r = read("trước ngày 20 tháng cuối quý và trước 20 tháng 11 năm 2018", date(2018, 1, 8))
    due = [(d.on.isoformat(), d.period) for d in r.due(date(2018, 1, 8), date(2030, 1, 1))]
    assert due == [
        ("2018-03-20", "2018-Q1"),
        ("2018-06-20", "2018-Q2"),
        ("2018-09-20", "2018-Q3"),
        ("2018-11-20", "2018-11-20"),
        ("2018-12-20", "2018-Q4"),
    ]


def test_windows_keep_their_labels_and_bounds() -> None:
    r = read("Đăng ký: trước 15/3/2026; báo cáo: chậm nhất 15/12/2026", ON)
    assert r.windows == (
        Window(None, date(2026, 3, 15), Bound.BEFORE, "Đăng ký"),
        Window(None, date(2026, 12, 15), Bound.BY, "báo cáo"),
    )
    assert (r.end, r.bound) == (date(2026, 12, 15), Bound.BY)


def test_an_hour_belongs_to_its_date() -> None:
    r = read("trước 14 giờ ngày 10/7/2020", None)
    assert list(r.due(date(2020, 1, 1), date(2020, 12, 31))) == [Due(date(2020, 7, 10), Bound.BEFORE, "once", time(14))]


def test_the_data_period_stands_apart_from_the_due_date() -> None:
    r = read("Số liệu tính từ 15/12 năm trước đến 14/12 năm báo cáo, gửi trước ngày 20/12 hằng năm", ON)
    assert r.data_period is not None
    assert (r.data_period.freq, r.data_period.words) == ("yearly", "15/12 năm trước đến 14/12 năm báo cáo")
    assert [d.on for d in r.due(ON, date(2027, 1, 1))] == [date(2026, 12, 20)]


@pytest.mark.parametrize(
    ("term", "event", "last"),
    [
        (Relative(10, "day", True, ""), date(2026, 6, 1), date(2026, 6, 11)),
        (Relative(2, "week", True, ""), date(2026, 6, 1), date(2026, 6, 15)),
        (Relative(1, "month", True, ""), date(2026, 1, 31), date(2026, 2, 28)),
        (Relative(1, "year", True, ""), date(2028, 2, 29), date(2029, 2, 28)),
        (Relative(24, "hour", True, ""), date(2026, 6, 1), date(2026, 6, 2)),
        (Relative(15, "day", False, ""), date(2026, 6, 20), date(2026, 6, 5)),
    ],
)
def test_a_term_is_counted_by_the_civil_code(term: Relative, event: date, last: date) -> None:
    assert term.ends(event) == last


def test_working_days_need_a_calendar() -> None:
    term = Relative(10, "working_day", True, "")
    assert term.ends(date(2026, 6, 1)) is None
    assert term.ends(date(2026, 6, 1), lambda on, n: on + timedelta(n + 4)) == date(2026, 6, 15)


def test_a_term_without_end_has_no_last_day() -> None:
    assert Relative(9999, "year", True, "").ends(date(2026, 6, 1)) is None
    assert read("9999 năm kể từ ngày 01/7/2026", ON).end is None


def test_a_term_from_a_printed_date_waits_for_nothing() -> None:
    r = read("trong thời hạn 06 tháng kể từ ngày 31/8/2026", ON)
    assert (r.end, r.bound, r.indeterminate) == (date(2027, 2, 28), Bound.BY, False)


series = st.one_of(
    st.builds(Series, st.just("weekly"), st.just(Bound.BY), weekday=st.integers(0, 6)),
    st.builds(Series, st.just("monthly"), st.just(Bound.BY), day=st.integers(1, 31)),
    st.builds(Series, st.just("monthly"), st.just(Bound.BY), day=st.just(-1), working=st.booleans()),
    st.builds(Series, st.just("monthly"), st.just(Bound.BY), day=st.sampled_from((1, -1)), weekday=st.integers(0, 6)),
    st.builds(Series, st.just("quarterly"), st.just(Bound.BY), st.integers(1, 3), st.integers(1, 31)),
    st.builds(Series, st.just("half_yearly"), st.just(Bound.BY), st.integers(1, 6), st.integers(1, 31)),
    st.builds(Series, st.just("yearly"), st.just(Bound.BEFORE), st.integers(1, 12), st.integers(1, 31)),
)


MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def rrule(one: Series) -> str:
    """The same as an RFC 5545 rule. Short months give their last day, which a plain BYMONTHDAY=31 would skip."""
    if one.freq == "weekly":
        return f"FREQ=WEEKLY;BYDAY={WEEKDAYS[one.weekday]}"
    step = MONTHS[one.freq]
    months = ",".join(map(str, range(one.month, 13, step))) if step > 1 else ""
    rule = ("FREQ=MONTHLY" if step < 12 else "FREQ=YEARLY") + (f";BYMONTH={months}" if months else "")
    if one.working:
        return f"{rule};BYDAY=MO,TU,WE,TH,FR;BYSETPOS={one.day}"
    if one.weekday >= 0:
        return f"{rule};BYDAY={WEEKDAYS[one.weekday]};BYSETPOS={one.day}"
    if one.day > 28:
        return f"{rule};BYMONTHDAY={','.join(map(str, range(28, one.day + 1)))};BYSETPOS=-1"
    return f"{rule};BYMONTHDAY={one.day}"


@given(series, st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_the_rfc_5545_rule_gives_the_same_dates(one: Series, first: date) -> None:
    last = first + timedelta(800)
    rule = rrulestr(rrule(one), dtstart=datetime(first.year, first.month, first.day))  # noqa: DTZ001
    wanted = [at.date() for at in rule.between(rule[0], datetime(last.year, last.month, last.day), inc=True)]  # noqa: DTZ001
    assert [due.on for due in one.due(first, last)] == wanted


@given(series, st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_no_two_dates_of_a_series_share_a_period(one: Series, first: date) -> None:
    periods = [due.period for due in one.due(first, first + timedelta(1500))]
    assert len(periods) == len(set(periods))


@pytest.mark.parametrize(
    ("phrase", "vi", "en"),
    [
        (
            "Trước ngày 15/12/2026",
            "trước ngày 15/12/2026: chậm nhất là hết ngày 14/12/2026 nếu tính chặt",
            "before 15 December 2026 (read strictly: by the end of 14 December 2026)",
        ),
        (
            "trước ngày 15/12 hằng năm",
            "trước ngày 15/12 hằng năm (chậm nhất là hết ngày 14/12 nếu tính chặt)",
            "before day 15 of December each year (read strictly: by the end of the day before)",
        ),
        ("Quý IV/2026", "quý IV/2026", "from 1 October 2026, by the end of 31 December 2026"),
        ("Từ 2011", "từ ngày 01/01/2011 trở đi", "from 1 January 2011 on; open-ended"),
        ("Thường xuyên", "thường xuyên", "open-ended"),
        ("theo quy định", "chưa xác định thời gian", "no date: a person must give one"),
        ("2021-2020", "không có thời hạn đọc được", "no deadline could be read"),
        (
            "Năm 2026: trước 31/3; từ năm 2027: trước 31/01 hằng năm",
            "Năm 2026: trước ngày 31/03/2026; từ năm 2027: trước ngày 31/01 hằng năm",
            "“Năm 2026”: before 31 March 2026 (read strictly: by the end of 30 March 2026); before day 31 of January "
            "each year (read strictly: by the end of the day before), from 1 January 2027",
        ),
        ("trước mùa mưa bão hằng năm", "hằng năm, không nêu ngày", "each year, no day named; open-ended"),
        ("Trước và sau năm 2026", "chưa xác định thời gian", "no date: a person must give one"),
        ("02 năm một lần", "02 năm một lần, không nêu ngày", "every 2 years, no day named; open-ended"),
        (
            "trước ngày 15/12/2026 và hằng năm",
            "trước ngày 15/12/2026 và hằng năm (chậm nhất là hết ngày 14/12 nếu tính chặt)",
            "before day 15 of December each year (read strictly: by the end of the day before), from 1 January 2026",
        ),
        ("thứ Sáu cuối cùng của tháng", "chậm nhất thứ Sáu cuối cùng của tháng", "by the last Friday of each month"),
        ("6 tháng một lần", "6 tháng một lần, không nêu ngày", "each half-year, no day named; open-ended"),
        (
            "Đến năm 2030, tầm nhìn đến năm 2050",
            "chậm nhất ngày 31/12/2030, tầm nhìn 2050",
            "by the end of 31 December 2030; vision 2050 (no deadline)",
        ),
    ],
)
def test_a_reading_is_said_in_both_languages(phrase: str, vi: str, en: str) -> None:
    r = read(phrase, ON)
    assert (describe(r, "vi"), describe(r, "en")) == (vi, en)


def test_problems_name_words_place_and_remedy() -> None:
    r = read("Trước 31/3/201", ON)
    assert r.problems == ('"31/3/201": this is no year; write all four digits',)
    assert r.faults[0].say("vi") == '"31/3/201": không phải là một năm; cần ghi đủ bốn chữ số'


def test_a_letter_of_which_the_small_one_is_longer_moves_no_place() -> None:
    r = read("Đoàn İzmir về trước 31/3/201", ON)
    assert [(fault.quote, fault.at) for fault in r.faults] == [("31/3/201", 20)]


@pytest.mark.parametrize(
    ("phrase", "left"),
    [
        ("truoc zlorp ngay 15/12/2026", ("truoc",)),
        ("gui bao cao thu sau", ("thu",)),
        ("ho tro 15 ho, 20 trieu dong, truoc 30/6/2026", ()),
        ("Trước zlorp 15/12/2026", ("Trước",)),
        ("gửi công văn ngày 20/6/2026", ("ngày 20", "6", "2026")),
        ("Ngày 32 tháng cuối quý II/2026", ("Ngày 32",)),
        ("Ngày 32 hằng tháng", ("Ngày 32",)),
        ("Tuần thứ 6 của tháng 6/2026", ("Tuần thứ 6",)),
    ],
)
def test_with_marks_or_without_a_word_of_time_left_over_is_named(phrase: str, left: tuple[str, ...]) -> None:
    assert read(phrase, ON).unread == left


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("trước ngày 20/5/2026 (6 tháng đầu năm 206)", "broken_year"),
        ("hằng năm (từ ngày 31/02 đến 31/12)", "no_such_date"),
        ("hằng quý, ngày 15 tháng thứ 5", "no_such_period"),
        ("trước ngày 20 tháng 0 9/2026", "split_number"),
        ("từ cuối tháng 12-1 đến ngày 25/2/2027", "no_such_date"),
        ("30/6 đơn vị nộp báo cáo", "count_or_day"),
        ("03 năm một lần, trước 31/12", "no_first_year"),
        ("trước ngày 15/12 hằng năm, từ ngày 01/01/2026 đến ngày 30/6/2026", "never_due"),
    ],
)
def test_what_could_be_meant_otherwise_is_said(phrase: str, code: str) -> None:
    assert [fault.code for fault in read(phrase, ON).faults] == [code]


@pytest.mark.parametrize(
    "phrase",
    ["các trường tổng hợp 30/6 hằng năm", "Gửi báo cáo ngày 20/6/2026 của đơn vị", "Trường THPT 30/6 nộp trước 15/6"],
)
def test_a_date_beside_a_school_or_a_paper_is_not_lost(phrase: str) -> None:
    r = read(phrase, ON)
    assert list(r.due(ON, date(2027, 1, 1)))


def test_what_is_not_understood_is_named_as_printed() -> None:
    r = read("Trước hội nghị tháng 4/2026", ON)
    assert r.unread == ("tháng 4", "2026")
    assert [fault.quote for fault in r.faults if fault.code == "unread"] == ["tháng 4", "2026"]
    assert as_json(r, ON)["unread"] == ["tháng 4", "2026"]


def test_the_json_of_a_reading() -> None:
    assert as_json(read("trước ngày 15/6 và 15/12 hằng năm", ON), ON) == {
        "raw": "trước ngày 15/6 và 15/12 hằng năm",
        "start": None,
        "end": None,
        "bound": "before",
        "recurrence": {"freq": "yearly", "n": 2},
        "due": [f"{year}-{day}" for year in range(2026, 2030) for day in ("06-15", "12-15")],
        "open_ended": False,
        "indeterminate": False,
        "relative": None,
        "data_period": None,
        "vision": None,
        "unread": [],
        "problems": [],
    }
    relative = as_json(read("15 ngày trước ngày họp", ON), ON)
    assert relative["relative"] == {"n": 15, "unit": "day", "after": False, "event": "ngày họp"}
    assert json.loads(json.dumps(relative)) == relative


def test_readings_are_values() -> None:
    one, other = read("trước ngày 15/12 hằng năm", ON), read("trước ngày 15/12 hằng năm", ON)
    assert one == other
    assert len({one, other}) == 1
    assert pickle.loads(pickle.dumps(one)) == one


UNITS = ("trước ngày 15/12 hằng năm; ", "1/2 ", "((", "ngày ", "tháng 3, ", "10 ngày kể từ ", "a: ", "sáu ", "từ 1-2 ")


@pytest.mark.parametrize("unit", UNITS)
def test_a_cell_of_100_kilobytes_is_read(unit: str) -> None:
    """Linear: a rule that went back to the start of the cell would not end in the life of this test."""
    assert read(unit * (100_000 // len(unit)), ON).raw


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("quý II", "không ghi năm; đọc là 2026, năm gần nhất sau ngày của văn bản"),
        ("trong quý II", '"quý II": không ghi năm; đọc là 2026, năm gần nhất sau ngày của văn bản'),
    ],
)
def test_a_phrase_that_is_odd_as_a_whole_is_not_quoted_again(phrase: str, said: str) -> None:
    assert [fault.say("vi") for fault in read(phrase, date(2026, 1, 5)).odd] == [said]
