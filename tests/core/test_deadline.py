"""Tables of days worked by hand, with the rule that decides each (design 3.1; Bộ luật Dân sự 2015, điều 147–148)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.core.catalogue import Before, Nonworking
from reminder.core.deadline import deadline, reached, term, trace
from reminder.core.reason import Reason, because
from reminder.phrases import Bound, Relative, read, settled
from tests.core.made import vietnam


def d(text: str) -> date:
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


# due, bound, before, nonworking → last, target, late from
TABLE: list[tuple[str, str, Before, Nonworking, str, str, str]] = [
    # An ordinary day, Tuesday. "Trước ngày" in both readings.
    ("15/12/2026", "before", "lenient", "keep", "14/12/2026", "14/12/2026", "16/12/2026"),
    ("15/12/2026", "before", "strict", "keep", "14/12/2026", "14/12/2026", "15/12/2026"),
    ("15/12/2026", "by", "lenient", "keep", "15/12/2026", "15/12/2026", "16/12/2026"),
    ("15/12/2026", "by", "strict", "keep", "15/12/2026", "15/12/2026", "16/12/2026"),
    # 15/12/2029 is a Saturday: advice keeps to Friday, silence is late only after Monday.
    ("15/12/2029", "before", "lenient", "keep", "14/12/2029", "14/12/2029", "18/12/2029"),
    ("15/12/2029", "before", "lenient", "next", "14/12/2029", "14/12/2029", "18/12/2029"),
    ("15/12/2029", "before", "lenient", "previous", "14/12/2029", "14/12/2029", "15/12/2029"),
    ("15/12/2029", "before", "strict", "keep", "14/12/2029", "14/12/2029", "15/12/2029"),
    ("15/12/2029", "by", "lenient", "keep", "15/12/2029", "14/12/2029", "18/12/2029"),
    ("15/12/2029", "by", "lenient", "previous", "15/12/2029", "14/12/2029", "15/12/2029"),
    # Monday 17/12/2029: the day before is a Sunday.
    ("17/12/2029", "before", "lenient", "keep", "16/12/2029", "14/12/2029", "18/12/2029"),
    ("17/12/2029", "before", "strict", "keep", "16/12/2029", "14/12/2029", "18/12/2029"),
    ("17/12/2029", "before", "strict", "previous", "16/12/2029", "14/12/2029", "15/12/2029"),
    # 31/12/2028 is a Sunday and 01/01/2029 a holiday: the roll crosses New Year.
    ("31/12/2028", "by", "lenient", "keep", "31/12/2028", "29/12/2028", "03/01/2029"),
    ("31/12/2028", "by", "lenient", "previous", "31/12/2028", "29/12/2028", "30/12/2028"),
    ("31/12/2028", "before", "lenient", "keep", "30/12/2028", "29/12/2028", "03/01/2029"),
    ("31/12/2028", "before", "strict", "keep", "30/12/2028", "29/12/2028", "03/01/2029"),
    # Tết Bính Ngọ, 14–22/02/2026.
    ("18/02/2026", "by", "lenient", "keep", "18/02/2026", "13/02/2026", "24/02/2026"),
    ("18/02/2026", "before", "lenient", "previous", "17/02/2026", "13/02/2026", "14/02/2026"),
    ("23/02/2026", "before", "lenient", "keep", "22/02/2026", "13/02/2026", "24/02/2026"),
    # The swap of 02/01 with 10/01/2026.
    ("02/01/2026", "by", "lenient", "keep", "02/01/2026", "31/12/2025", "06/01/2026"),
    ("10/01/2026", "by", "lenient", "keep", "10/01/2026", "10/01/2026", "11/01/2026"),
    ("11/01/2026", "before", "lenient", "keep", "10/01/2026", "10/01/2026", "13/01/2026"),
    ("10/01/2026", "before", "strict", "keep", "09/01/2026", "09/01/2026", "10/01/2026"),
    # 24/11/2026, Ngày Văn hóa Việt Nam, a Tuesday off since Nghị quyết 28/2026/QH16.
    ("24/11/2026", "by", "lenient", "keep", "24/11/2026", "23/11/2026", "26/11/2026"),
    ("25/11/2026", "before", "lenient", "keep", "24/11/2026", "23/11/2026", "26/11/2026"),
    # 29/02.
    ("29/02/2028", "by", "lenient", "keep", "29/02/2028", "29/02/2028", "01/03/2028"),
    ("01/03/2028", "before", "strict", "keep", "29/02/2028", "29/02/2028", "01/03/2028"),
    ("01/03/2027", "before", "lenient", "keep", "28/02/2027", "26/02/2027", "02/03/2027"),
    # The ends of a quarter and a year.
    ("30/09/2026", "by", "lenient", "keep", "30/09/2026", "30/09/2026", "01/10/2026"),
    ("31/12/2026", "by", "lenient", "keep", "31/12/2026", "31/12/2026", "01/01/2027"),
    ("01/01/2027", "before", "lenient", "keep", "31/12/2026", "31/12/2026", "05/01/2027"),
]


@pytest.mark.parametrize("due, bound, before, nonworking, last, target, late", TABLE)
def test_the_days_that_decide(
    due: str, bound: str, before: Before, nonworking: Nonworking, last: str, target: str, late: str
) -> None:
    found = deadline(d(due), Bound(bound), vietnam(), before, nonworking)
    assert (found.last_on, found.target_on, found.late_from) == (d(last), d(target), d(late))
    assert (found.due_on, found.bound) == (d(due), Bound(bound)), "what was printed stays printed"


# n, unit, after, event → end; the day of the event is not counted (147.2, 147.3)
TERMS = [
    (10, "day", True, "05/01/2026", "15/01/2026"),
    (1, "day", True, "08/01/2026", "09/01/2026"),
    (10, "day", True, "06/02/2026", "23/02/2026"),  # ends in Tết: the next working day (148.5)
    (15, "day", True, "26/12/2025", "10/01/2026"),  # a Saturday, but one that is worked
    (2, "week", True, "05/01/2026", "19/01/2026"),  # the same weekday (148.2)
    (1, "month", True, "15/01/2026", "23/02/2026"),  # 15/02 is a Sunday before Tết
    (1, "month", True, "31/01/2026", "02/03/2026"),  # no 31/02: its last day, 28/02, a Saturday (148.3, 148.5)
    (1, "month", True, "31/03/2026", "04/05/2026"),  # 30/04 and 01/05 are holidays, then a weekend
    (3, "month", True, "30/11/2027", "29/02/2028"),  # the last day of a leap February
    (1, "year", True, "29/02/2028", "28/02/2029"),  # no 29/02 in 2029 (148.3, 148.4)
    (4, "year", True, "29/02/2028", "01/03/2032"),  # 29/02/2032 is a Sunday
    (5, "working_day", True, "31/12/2025", "09/01/2026"),  # 01 and 02/01 off
    (6, "working_day", True, "31/12/2025", "10/01/2026"),  # the Saturday made up
    (1, "working_day", True, "13/02/2026", "23/02/2026"),
    (24, "hour", True, "07/01/2026", "08/01/2026"),
    (25, "hour", True, "05/01/2026", "07/01/2026"),  # a day begun counts whole
    (15, "day", False, "31/01/2026", "16/01/2026"),  # backwards: a distance, not moved
    (15, "day", False, "25/01/2026", "10/01/2026"),
    (5, "working_day", False, "23/02/2026", "09/02/2026"),
]


@pytest.mark.parametrize("n, unit, after, event, end", TERMS)
def test_terms_of_the_civil_code(n: int, unit: str, after: bool, event: str, end: str) -> None:
    assert term(Relative(n, unit, after, "ban hành"), d(event), vietnam()) == d(end)  # type: ignore[arg-type]


@given(
    st.dates(date(2019, 1, 1), date(2035, 12, 31)), st.sampled_from(Bound),
    st.sampled_from(["lenient", "strict"]), st.sampled_from(["keep", "next", "previous"]),
)  # fmt: skip
def test_never_advised_late_never_accused_early(
    due: date, bound: Bound, before: Before, nonworking: Nonworking
) -> None:
    calendar = vietnam()
    found = deadline(due, bound, calendar, before, nonworking)
    assert calendar.works(found.target_on)
    assert found.target_on <= found.last_on <= found.due_on
    assert found.target_on < found.late_from
    if nonworking != "previous":
        assert found.last_on < found.late_from
        assert before == "strict" or found.due_on < found.late_from


def test_the_trace_names_the_days_skipped_and_what_rests_on_nothing() -> None:
    found = deadline(d("31/12/2028"), Bound.BY, vietnam(), "lenient", "keep")
    steps = trace(found, vietnam(), "lenient", "keep")
    assert [s.code for s in steps] == [
        "last-by", "target-moved", "nonworking-keep", "late-from", "calendar-missing", "calendar-missing",
        "estimated",
    ]  # fmt: skip
    assert steps[2]["until"] == d("02/01/2029")
    assert [s["year"] for s in steps if s.code == "calendar-missing"] == [2028, 2029]
    assert steps[-1]["day"] == d("01/01/2029")


def test_the_trace_names_the_holiday() -> None:
    found = deadline(d("24/11/2026"), Bound.BY, vietnam(), "lenient", "keep")
    moved = next(s for s in trace(found, vietnam(), "lenient", "keep") if s.code == "target-moved")
    assert moved["why"] == "Ngày Văn hóa Việt Nam"


PRINTED = d("15/12/2026")
WHOLE: list[tuple[str, Bound, Before, Nonworking, tuple[Reason, ...]]] = [
    ("15/12/2026", Bound.BEFORE, "lenient", "keep", (
        because("last-before", due_on=PRINTED, last_on=d("14/12/2026")),
        because("target-same", target_on=d("14/12/2026")), because("before-lenient", due_on=PRINTED),
        because("late-from", late_from=d("16/12/2026")),
    )),
    ("15/12/2026", Bound.BEFORE, "strict", "keep", (
        because("last-before", due_on=PRINTED, last_on=d("14/12/2026")),
        because("target-same", target_on=d("14/12/2026")), because("before-strict", due_on=PRINTED),
        because("late-from", late_from=PRINTED),
    )),
    ("31/12/2028", Bound.BY, "lenient", "next", (
        because("last-by", due_on=d("31/12/2028"), last_on=d("31/12/2028")),
        because("target-moved", last_on=d("31/12/2028"), target_on=d("29/12/2028"), why=""),
        because("nonworking-next", day=d("31/12/2028"), why="", until=d("02/01/2029")),
        because("late-from", late_from=d("03/01/2029")), because("calendar-missing", year=2028),
        because("calendar-missing", year=2029), because("estimated", day=d("01/01/2029"), name="Tết Dương lịch"),
    )),
    ("24/11/2026", Bound.BY, "strict", "previous", (
        because("last-by", due_on=d("24/11/2026"), last_on=d("24/11/2026")),
        because("target-moved", last_on=d("24/11/2026"), target_on=d("23/11/2026"), why="Ngày Văn hóa Việt Nam"),
        because("nonworking-previous", day=d("24/11/2026"), why="Ngày Văn hóa Việt Nam", until=d("23/11/2026")),
        because("late-from", late_from=d("24/11/2026")),
    )),
]  # fmt: skip


@pytest.mark.parametrize(("due", "bound", "before", "nonworking", "steps"), WHOLE)
def test_the_trace_to_the_letter(
    due: str, bound: Bound, before: Before, nonworking: Nonworking, steps: tuple[Reason, ...]
) -> None:
    assert trace(deadline(d(due), bound, vietnam(), before, nonworking), vietnam(), before, nonworking) == steps


def how(phrase: str, on: date) -> list[Reason]:
    """How the date that the phrase has on this day was reached."""
    reading = settled(read(phrase, date(2026, 1, 10)), vietnam())
    (due,) = reading.due(on, on, vietnam())
    return list(reached(due, vietnam()))


def test_a_date_that_is_printed_was_not_reached() -> None:
    assert how("trước ngày 15/12/2026", d("15/12/2026")) == how("ngày 15 hằng tháng", d("15/12/2026")) == []


def test_working_days_name_the_days_off_that_are_not_counted() -> None:
    assert how("ngày làm việc đầu tiên của tháng", d("03/09/2026")) == [
        because("counted", n=1, unit="working_day", from_on=d("31/08/2026"), due_on=d("03/09/2026")),
        because("not-counted", day=d("01/09/2026"), name="Quốc khánh (ngày liền kề)"),
        because("not-counted", day=d("02/09/2026"), name="Quốc khánh"),
    ]
    back = how("ngày làm việc cuối cùng của tháng", d("28/08/2026"))
    assert back[0] == because("counted-back", n=1, unit="working_day", from_on=d("01/09/2026"), due_on=d("28/08/2026"))
    assert [why["day"] for why in back[1:]] == [d("31/08/2026")]


def test_calendar_days_leap_over_nothing() -> None:
    assert how("trong 30 ngày kể từ ngày 15/8/2026", d("14/09/2026")) == [
        because("counted", n=30, unit="day", from_on=d("15/08/2026"), due_on=d("14/09/2026"))
    ]


@pytest.mark.parametrize(
    ("phrase", "on", "code", "nth", "month"),
    [
        ("ngày 31 hằng tháng", "30/06/2026", "no-such-day", 31, "6/2026"),
        ("ngày 29/02 hằng năm", "28/02/2027", "no-such-day", 29, "2/2027"),
        ("30 tháng Chạp hằng năm", "16/02/2026", "no-such-lunar-day", 30, "2/2026"),
    ],
)
def test_a_day_that_the_month_does_not_have(phrase: str, on: str, code: str, nth: int, month: str) -> None:
    assert how(phrase, d(on)) == [because(code, nth=nth, month=month, on=d(on))]


def test_a_working_day_that_the_month_does_not_have() -> None:
    last = how("ngày làm việc thứ 16 của tháng", d("27/02/2026"))[-1]
    assert last == because("no-such-working-day", nth=16, month="2/2026", on=d("27/02/2026"))
