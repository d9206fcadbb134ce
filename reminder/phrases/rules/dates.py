"""Days: dates in figures and words, with their weekday and hour."""

from datetime import time
from typing import Final

from reminder.phrases.chart import Place, Rule, writer
from reminder.phrases.found import NOTHING, Found, Founds, Tail, day_found, within

RULES: Final[list[Rule]] = []
rule = writer(RULES)

_WEEKDAYS: Final = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5}
for _word, _day in _WEEKDAYS.items():
    rule("weekday", f"thứ {_word}")(lambda p, day=_day: day)
rule("weekday", "chủ nhật")(lambda p: 6)


@rule("numeric", "<d> / <m:d> / <y>", "<d> . <m:d> . <y>", "<d> - <m:d> - <y>", "<d> <m:d> <y>", "<y> - <m:d> - <d>", "<y> / <m:d> / <d>")
def whole_date(p: Place, d: int, m: int, y: int) -> Founds:
    """A date in figures."""
    return day_found(p, d, m, y) if m else _none(p)


@rule("numeric", "<d> {(/|.)} <m:d> {(/|.)} <y>")
def doubled(p: Place, d: int, m: int, y: int) -> Founds | None:
    """A sign printed twice between the numbers of a date."""
    words = p.chart.words[p.first : p.end]
    if not 6 <= len(words) <= 8 or not {"/", "."} & set(words[1:3]) or not {"/", "."} & set(words[-3:-1]):
        return None
    p.fault("doubled_sign")
    return day_found(p, d, m, y) if m else _none(p)


@rule("numeric", "<d> (/|.|-) <m:d> (/|.|-) <short>")
def short_year(p: Place, d: int, m: int, short: int) -> Founds:
    """A year of two digits."""
    p.fault("short_year", str(2000 + short))
    return day_found(p, d, m, 2000 + short) if m else _none(p)


@rule("numeric", "<d> (/|.) <m:d> (/|.) <bad>", "<d> (/|.) [/|.] <m:d> (/|.) [/|.] <bad>")
def broken_year(p: Place, d: int, m: int, bad: int) -> Founds:
    """Digits that are no year behind a day and month."""
    p.fault("broken_year")
    return NOTHING


@rule(
    "numeric",
    "<a:one_digit> <b:one_digit> / <m:d> / <y>", "<d> / <a:one_digit> <b:one_digit> / <y>", "<d> / <m:d> / <y1:piece> <y2:piece>",
    "<a:one_digit> <b:one_digit> / <c:one_digit> <e:one_digit> / <y>",
)
def split_number(
    p: Place, y: int = 0, d: int = -1, m: int = -1, a: int = 0, b: int = 0, c: int = 0, e: int = 0, y1: str = "", y2: str = ""
) -> Founds | None:
    """A blank inside a number, as a file leaves it: "30/1 1/2026"."""
    if d < 0:
        d, m = a * 10 + b, m if m >= 0 else c * 10 + e
    elif m < 0:
        m = a * 10 + b
    if y1 and len(y1 + y2) != 4:
        return None
    year = y or int(y1 + y2)
    if not (1 <= d <= 31 and 1 <= m <= 12 and 1945 <= year <= 2150):
        return None
    p.fault("split_number", f"{d:02d}/{m:02d}/{year}")
    return day_found(p, d, m, year)


@rule("yearless", "<d> / <m:d> !(/ <n>) [<tail>]")
def day_and_month(p: Place, d: int, m: int, tail: Tail | None = None) -> Founds:
    """A day and month, their year elsewhere or nowhere."""
    return within(day_found(p, d, m, tail.year if tail else 0), tail) if m else _none(p)


@rule("dashed", "<d> (-|.) <m:d> !((/|-|.) <n>) [<tail>]")
def dashed(p: Place, d: int, m: int, tail: Tail | None = None) -> Founds | None:
    """A day and month joined by a dash or a point, where a word says that it is a day."""
    if not (1 <= m <= 12 and 1 <= d <= 31):
        return None
    return within(day_found(p, d, m, tail.year if tail else 0), tail)


@rule("worded", "<dn> [,] tháng <mo> [<tail>]", "<dn> / tháng <mo> [<tail>]")
def worded(p: Place, dn: int, mo: int, tail: Tail | None = None) -> Founds:
    """ "15 tháng 12 năm 2026"."""
    return within(day_found(p, dn, mo, tail.year if tail else 0), tail) if mo else _none(p)


@rule("worded", "<dn> [của|vào|trong|,] [các] <months>")
def of_months(p: Place, dn: int, months: Founds) -> Founds:
    """A day of each of several months."""
    made = list[Found]()
    for one in months:
        for month in range(one.m1, one.m2 + 1) if one.m1 <= one.m2 else (one.m1, one.m2):
            made += (day.but(shift=one.shift, yearly=one.yearly, y1=one.y2, y2=one.y2) for day in day_found(p, dn, month, max(0, one.y2)))
    if p.has("các"):
        made = [one.but(yearly=one.yearly or not one.y2) for one in made]
    return tuple(made)


_BLANK = "{(.|/)}"


@rule(
    "blank",
    f"ngày {_BLANK} tháng {_BLANK} [<mo>] [{_BLANK} năm] {_BLANK} <y>",
    f"ngày {_BLANK} tháng <mo> [<tail>]",
    "ngày . {(.|/)} <mo> (/|.) <y>", "ngày / <mo> (/|.) <y>",
    f"ngày {_BLANK} tháng {_BLANK} năm {_BLANK} !(<n>)",
)
def blank_day(p: Place, **rest: object) -> Founds:
    """A day that nobody filled in: "ngày … tháng 6 năm 2026"."""
    p.fault("no_day")
    return NOTHING


@rule("date", "<numeric>", "<yearless>", "<worded>", "ngày [ngày] [mùng|mồng] (<numeric> | <yearless> | <worded> | <dashed>)", "<blank>", "(mùng|mồng) <worded>")
def date_(p: Place, **one: Founds) -> Founds:
    """A date in any form, "ngày" before it or not."""
    return next(iter(one.values()))


@rule(
    "date",
    "[ngày] <weekday> [,] [\\(] <date> [\\)]", "<date> [,] \\( [ngày] <weekday> \\)", "<daypart> [ngày] [<weekday>] [,] <date>",
)
def with_weekday(p: Place, date: Founds, weekday: int | None = None, daypart: str = "") -> Founds:
    """A date and its weekday: the date counts, and a weekday that is another one is said."""
    for one in date:
        if weekday is not None and one.y2 > 0 and one.m2 and one.kind == "day" and one.last().weekday() != weekday:
            p.fault("other_weekday")
    return date


for _part in ("sáng", "trưa", "chiều", "tối", "đầu giờ sáng", "đầu giờ chiều", "cuối giờ sáng", "cuối giờ chiều", "cuối buổi"):
    rule("daypart", _part, f"buổi {_part}")(lambda p: "part")


@rule("hour", "<n> (giờ|h|g) [<m:d> [phút|p]] !(làm | / | kể | từ | sau | tính | trước <n>)", "<n> : <m:d> !(/ | . | -)")
def hour(p: Place, n: int, m: int = 0) -> time | None:
    """An hour of the day; 24:00 is its last minute."""
    if n > 24 or m > 59:
        return None
    return time(23, 59) if n == 24 else time(n, m)


@rule("timed", "<hour> [,] [của|vào|trong] [<daypart>] <date>", "<date> [,] [lúc|vào|vào lúc|hồi] <hour>")
def timed(p: Place, hour: time, date: Founds, daypart: str = "") -> Founds:
    """A date with its hour."""
    return tuple(one.but(at=hour) for one in date)


@rule("timed", "<date> [,] trước <hour>")
def before_hour(p: Place, hour: time, date: Founds) -> Founds:
    """ "ngày 15/6/2026, trước 11 giờ"."""
    return tuple(one.but(at=hour, anchor="before") for one in date)


@rule("loose", "ngày [ngày] [mùng|mồng] <dn> !(/ <n> | làm)")
def lone_day(p: Place, dn: int) -> Founds:
    """A day without a month: what stands behind it says of which."""
    return day_found(p, dn)


def _none(p: Place) -> Founds:
    p.fault("no_such_date")
    return NOTHING
