"""What a cell shows under its number format; and that nothing is shown that the format leaves out."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from reminder.documents.readers.sheet.format_codes import parts_shown
from reminder.documents.readers.sheet.shown_values import Value, shown


def moment(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A date of Excel, which knows no zone."""
    return datetime.combine(date(year, month, day), time(hour, minute))


EPOCH = moment(1899, 12, 30)
DECEMBER, MARCH = moment(2026, 12, 1), moment(2026, 3, 4, 16, 5)


@pytest.mark.parametrize(
    ("code", "december", "march"),
    [
        ("mm/yyyy", "12/2026", "03/2026"),
        ("mmm-yy", "tháng 12/2026", "tháng 3/2026"),
        ("mmmm yyyy", "tháng 12/2026", "tháng 3/2026"),
        ("[$-42A]mmmm\\ yyyy", "tháng 12/2026", "tháng 3/2026"),
        ('"thg "mm-yy', "tháng 12/2026", "tháng 03/2026"),
        ('"Thg. "m', "Tháng 12", "Tháng 3"),
        ('"Tháng "m"/"yyyy', "Tháng 12/2026", "Tháng 3/2026"),
        ("\\T\\h\\á\\n\\g\\ m/yyyy", "Tháng 12/2026", "Tháng 3/2026"),
        ('"tháng "mmmm', "tháng 12", "tháng 3"),
        ("mmm", "tháng 12", "tháng 3"),
        ("yyyy", "2026", "2026"),
        ('"Năm "yyyy', "Năm 2026", "Năm 2026"),
        ("dd/mm/yyyy", "01/12/2026", "04/03/2026"),
        ("dd/mm/yyyy;@", "01/12/2026", "04/03/2026"),
        ("d.m.yy", "1/12/2026", "4/3/2026"),
        ("yyyy-mm-dd", "01/12/2026", "04/03/2026"),
        ('"Ngày "dd/mm/yyyy', "Ngày 01/12/2026", "Ngày 04/03/2026"),
        ('"trước "dd/mm', "trước 01/12", "trước 04/03"),
        ('"ngày "d" tháng "m" năm "yyyy', "ngày 1 tháng 12 năm 2026", "ngày 4 tháng 3 năm 2026"),
        ("d-mmm", "1/12", "4/3"),
        ("dddd, dd/mm/yyyy", "thứ Ba, 01/12/2026", "thứ Tư, 04/03/2026"),
        ("mm-dd-yy", "01/12/2026", "04/03/2026"),  # the built-in 14: by the machine's settings
        ("m/d/yy h:mm", "01/12/2026", "04/03/2026 16:05"),
        ("[$-F800]dddd, mmmm dd, yyyy", "1/12/2026", "4/3/2026"),
        ("[$-409]mmmm d, yyyy;@", "1/12/2026", "4/3/2026"),
        ("yyyy-mm-dd h:mm:ss", "01/12/2026", "04/03/2026 16:05"),
        ('hh"h"mm" ngày "dd/mm/yyyy', "00h00 ngày 01/12/2026", "16h05 ngày 04/03/2026"),
        ("h:mm AM/PM", "0:00", "16:05"),
        ("General", "01/12/2026", "04/03/2026 16:05"),
        (";;;", "", ""),
    ],
)
def test_a_date_shows_what_its_format_shows(code: str, december: str, march: str) -> None:
    assert shown(DECEMBER, code, EPOCH) == (december, "")
    assert shown(MARCH, code, EPOCH) == (march, "")


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1e30, "General", "1E+30"), (1e16, "#,##0", "10.000.000.000.000.000"),
        (1.1, "General", "1.1"), (3.0, "General", "3"), (7, "General", "7"), (1.1, "0.00", "1.10"), (1.1, "@", "1.1"),
        (1234567.5, "#,##0.00", "1.234.567,50"), (1500000, '#,##0 "đ"', "1.500.000 đ"), (1234, "0", "1234"),
        (0.125, "0.0%", "12,5%"), (0.125, "0%", "13%"), (-3, "0;(0)", "(3)"), (-3, "0.0", "-3.0"), (0, '0;-0;"-"', "-"),
        (1500000, '#,##0.0,,"tr"', "1,5tr"), (5, '"Quý "0"/2026"', "Quý 5/2026"), (5, '0"."', "5."), (7, "00", "07"),
        (912345678, "0#########", "0912345678"), (0, "#", ""), (0.05, ".00", ".05"), (2.5, "0.0##", "2.5"),
        (1234, '_-* #,##0\\ _₫_-;\\-* #,##0\\ _₫_-;_-* "-"??\\ _₫_-;_-@_-', "1.234"), (5, ";;;", ""),
        (-1234.5, "[$₫-42A] #,##0;[Red]-[$₫-42A] #,##0", "-₫ 1.235"), (True, "General", "TRUE"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"), (time(16, 30), "h:mm", "16:30"),
        (timedelta(minutes=90), "[mm]:ss", "90:00"), (time(0, 5, 7), "mm:ss.0", "05:07"),
        (time(9, 5), "h:mm:ss", "9:05"), (time(9, 5, 30), "h:mm:ss", "9:05:30"),
        (time(0), "dd/mm/yyyy", "00/01/1900"), (date(2026, 5, 6), "dd/mm/yyyy", "06/05/2026"),
        ("Y tế", '"Sở "@', "Sở Y tế"), ("abc", "dd/mm/yyyy;@", "abc"), ("abc", "0;-0;0;", ""), ("abc", "0.00", "abc"),
        ("abc", "_-@_-", "abc"),
    ],
)  # fmt: skip
def test_figures_times_and_words(value: Value, code: str, text: str) -> None:
    assert shown(value, code, EPOCH) == (text, "")


@pytest.mark.parametrize(
    ("value", "code", "text", "unsure"),
    [
        (MARCH, "m/d/yyyy", "4/3/2026", "month-first"),
        (MARCH, "mm-dd", "04/03", "month-first"),
        (moment(2026, 3, 15), "m/d/yyyy", "15/3/2026", ""),  # can be nothing else
        (moment(2026, 3, 3), "m/d/yyyy", "3/3/2026", ""),
        (0.5, "# ?/?", "0.5", "format"),
        (912345, "[<=9999]##-##;0", "912345", "format"),
        (1e6, "0.00E+00", "1000000", "format"),
        (DECEMBER, "bbbb", "01/12/2026", "format"),
        (DECEMBER, "d/yyyy", "01/12/2026", "format"),
        (45, "dd/mm/yyyy", "45", "format"),
    ],
)
def test_what_may_have_been_seen_otherwise_is_named(value: Value, code: str, text: str, unsure: str) -> None:
    assert shown(value, code, EPOCH) == (text, unsure)


def test_a_workbook_of_1904_counts_from_another_day() -> None:
    assert shown(moment(1904, 1, 3), "0", moment(1904, 1, 1)).text == "2"


PIECES = st.sampled_from(
    ["d", "dd", "m", "mm", "mmm", "mmmm", "yy", "yyyy", "/", "-", " ", ".", '"Tháng "', '"trước ngày "', "\\,", "h:mm"]
)
DATES = st.dates(date(1901, 1, 1), date(2199, 12, 31))


@given(st.lists(PIECES, min_size=1, max_size=7).map("".join), DATES, st.integers(1, 28), st.integers(1, 28))
@example("mm/yyyy", date(2026, 12, 1), 1, 28)
@example("h:mmdh:mm", date(2000, 1, 1), 1, 1)
def test_a_day_that_is_not_shown_is_not_read(code: str, month: date, one: int, other: int) -> None:
    """Two days of one month look alike under a format without the day; and so do years without the year."""
    assume("ddd" not in code)
    found, again = (shown(month.replace(day=day), code, EPOCH) for day in (one, other))
    if "d" not in parts_shown(code):
        assert found == again
    elif found.unsure != "format":
        assert str(one) in found.text
    if "y" not in parts_shown(code):
        assert str(month.year) not in found.text
    elif found.unsure != "format":
        assert str(month.year) in found.text


ANY: st.SearchStrategy[Value] = st.one_of(
    st.booleans(), st.integers(-(10**9), 10**9), st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=10), DATES,
    st.datetimes(moment(1901, 1, 1), moment(2199, 1, 1)), st.times(), st.timedeltas(timedelta(0), timedelta(99)),
)  # fmt: skip


@given(ANY, st.text('dmyhs0#?.,;@[]$-_*"\\/%E+Gegb AMPnraltháng12', max_size=20) | st.text(max_size=8))
def test_no_format_breaks_it(value: Value, code: str) -> None:
    found = shown(value, code, EPOCH)
    assert found.unsure in ("", "month-first", "format")
    assert isinstance(value, str) or "\n" not in found.text or "\n" in code
