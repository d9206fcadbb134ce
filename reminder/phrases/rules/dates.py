"""Days: dates in figures and words, with their weekday."""

from reminder.phrases.chart import Place
from reminder.phrases.found import NOTHING, Found, Founds, Tail, day_found, within
from reminder.phrases.rulebook import Rulebook

BOOK = Rulebook()
rule = BOOK.rule

BOOK.words("weekday", {
    0: ("thứ hai", "thứ 2"), 1: ("thứ ba", "thứ 3"), 2: ("thứ tư", "thứ 4"), 3: ("thứ năm", "thứ 5"),
    4: ("thứ sáu", "thứ 6"), 5: ("thứ bảy", "thứ bẩy", "thứ 7"), 6: ("chủ nhật",),
})  # fmt: skip
_PARTS = ("sáng", "trưa", "chiều", "tối")
BOOK.words("daypart", {"": (
    *_PARTS, *(f"buổi {part}" for part in _PARTS),
    *(f"{edge} giờ {part}" for edge in ("đầu", "cuối") for part in _PARTS),
    "cuối buổi",
)})  # fmt: skip


@rule(
    "numeric",
    "<d> / <m:d> / <y>", "<d> . <m:d> . <y>", "<d> - <m:d> - <y>", "<d> <m:d> <y>",
    "<y> - <m:d> - <d>",
    "<y> / <m:d> / <d>",
    like=("30-6-2026", "00/6/2026",),
)  # fmt: skip
def whole_date(p: Place, d: int, m: int, y: int) -> Founds:
    """A date in figures."""
    return _day(p, d, m, y)


@rule("mixed", "<d> (-|.|/) <m:d> (/|-|.) <y>", like=("ngày 5-6/2026",))
def mixed_signs(p: Place, d: int, m: int, y: int) -> Founds:
    """ "15-12/2026": a day where "ngày" says so, or no month can be meant."""
    return _day(p, d, m, y)


@rule("numeric", "<d> - <m:d> / <y>", like=("trước 30-6/2026",))
def day_by_its_size(p: Place, d: int, m: int, y: int) -> Founds | None:
    """ "15-12/2026": fifteen is no month."""
    return _day(p, d, m, y) if d > 12 and 1 <= m <= 12 else None


@rule("numeric", "<d> / <m:d> / <y> năm <again:y>", like=("trước ngày 30/6/2026 năm 2026",))
def year_said_again(p: Place, d: int, m: int, y: int, again: int) -> Founds | None:
    """ "30/6/2026 năm 2026"."""
    return _day(p, d, m, y) if y == again else None


@rule(
    "numeric",
    "<d> (/|.|-) <m:d> (/|.) <short>",
    "<d> (/|.|-) <m:d> - <short> !((-|.) <n>)",
    like=("15/12/26", "30/06/26"),
)
def short_year(p: Place, d: int, m: int, short: int) -> Founds | None:
    """A year of two digits."""
    if m > 12:
        return None
    p.fault("short_year", str(2000 + short))
    return _day(p, d, m, 2000 + short)


@rule("numeric", "<d> (/|.) [/|.] <m:d> (/|.) [/|.] <bad>", like=("30/6/0226", "Trước 31/3/201"))
def broken_year(p: Place, d: int, m: int, bad: int) -> Founds:
    """Digits that are no year behind a day and month."""
    p.fault("broken_year")
    return NOTHING


@rule("two", "<a:one_digit> <b:one_digit>", like=("3 0/6/2026", "30/1 1/2026"))
def parted(p: Place, a: int, b: int) -> int:
    """Two digits with a blank between."""
    return a * 10 + b


@rule("parted_year", "<a:piece> <b:piece>", like=("Năm 20 26", "15/12/20 26"))
def parted_year(p: Place, a: str, b: str) -> int:
    """A year with a blank in it."""
    return int(a + b)


@rule("numeric", "(<d>|<d:two>) / (<m:d>|<m:two>) / (<y>|<y:parted_year>)", like=("3 0/6/2026", "15/12/20 26"))
def split_number(p: Place, d: int, m: int, y: int) -> Founds | None:
    """A blank inside a number, as a file leaves it: "30/1 1/2026"."""
    if p.end - p.first == 5 or not (1 <= d <= 31 and 1 <= m <= 12 and 1945 <= y <= 2150):
        return None
    p.fault("split_number", f"{d:02d}/{m:02d}/{y}")
    return _day(p, d, m, y)


@rule("numeric", "<d> (/|-|.) <m:roman> (/|-|.) <y>", like=("nộp ngày 15/XI/2026",))
def roman_month(p: Place, d: int, m: int, y: int) -> Founds:
    """ "15/XI/2026"."""
    return _day(p, d, m, y)


@rule("numeric", "<d> / / <m:d> / <y>", like=("Trước ngày 18//5/2026",))
def doubled_slash(p: Place, d: int, m: int, y: int) -> Founds:
    """ "18//5/2026"."""
    p.fault("doubled_sign")
    return _day(p, d, m, y)


@rule("worded", "<dn> tháng <m:two> (năm|/) <y>", like=("ngày 15 tháng 1 1 năm 2026",))
def split_month(p: Place, dn: int, m: int, y: int) -> Founds:
    """ "ngày 15 tháng 1 1 năm 2026": a blank inside the month."""
    p.fault("split_number", f"{dn:02d}/{m:02d}/{y}")
    return _day(p, dn, m, y)


@rule("yearless", "<d> / <m:d> !(/ <n>) [<tail>]", like=("30/6", "31/12"))
def day_and_month(p: Place, d: int, m: int, tail: Tail | None = None) -> Founds:
    """A day and month, their year elsewhere or nowhere."""
    return within(_day(p, d, m, tail.year if tail else 0), tail)


@rule("dashed", "<d> (-|.) <m:d> !((/|-|.) <n>) [<tail>]", like=("từ ngày 12 đến 25-10", "từ ngày 03 đến 20-11"))
def dashed(p: Place, d: int, m: int, tail: Tail | None = None) -> Founds | None:
    """A day and month joined by a dash or a point, where a word says that it is a day."""
    return within(_day(p, d, m, tail.year if tail else 0), tail) if 1 <= m <= 12 and 1 <= d <= 31 else None


@rule("worded", "<dn> [,] [/] tháng <mo> [<tail>]", like=("30/tháng 6/2026",))
def worded(p: Place, dn: int, mo: int, tail: Tail | None = None) -> Founds:
    """ "15 tháng 12 năm 2026"."""
    return within(_day(p, dn, mo, tail.year if tail else 0), tail)


@rule("worded", "<dn> [của|vào|trong|, !(<n>)] [các] <months>", like=("trước ngày 20 các tháng 3, 6, 9, 12",))
def of_months(p: Place, dn: int, months: Founds) -> Founds | None:
    """A day of each of several months; "3 tháng 4, 5, 6/2026" counts them."""
    if dn == len(months) > 1 and p.chart.words[p.first - 1] != p.form("ngày"):
        return None
    made = list[Found]()
    for one in months:
        across = 12 if one.m1 > one.m2 else 0  # "các tháng 11-2/2027" begin in the year before
        for number in range(one.m1, one.m2 + across + 1):
            month = (number - 1) % 12 + 1
            year = max(0, one.y1 if across and number <= 12 else one.y2)
            day = day_found(p, dn, month, year)
            made += (d.but(shift=one.shift, yearly=one.yearly, y1=year, y2=year) for d in day)
    return tuple(one.but(yearly=one.yearly or not one.y2) for one in made) if p.has("các") else tuple(made)


_BLANK = "{(.|/)}"


@rule(
    "blank",
    f"ngày {_BLANK} tháng {_BLANK} [<mo>] [{_BLANK} năm] {_BLANK} <y>",
    f"ngày {_BLANK} tháng <mo> [<tail>]",
    "ngày . {(.|/)} <mo> (/|.) <y>", "ngày / <mo> (/|.) <y>",
    f"ngày {_BLANK} tháng {_BLANK} năm {_BLANK} !(<n>)", f"ngày {_BLANK} (.|/) <y>", f"{_BLANK} . / <y>",
    like=("ngày …/2026", "trước ngày .../6/2026",),
)  # fmt: skip
def blank_day(p: Place, **rest: object) -> Founds:
    """A day that nobody filled in: "ngày … tháng 6 năm 2026"."""
    p.fault("no_day")
    return NOTHING


@rule(
    "blank",
    f"[ngày] <d> / {_BLANK} (/|.) <y>",
    f"[ngày] <d> tháng {_BLANK} . [năm] <y>",
    like=("15/…/2026", "15/.../2026"),
)
def blank_month(p: Place, d: int, y: int) -> Founds:
    """A month that nobody filled in: "15/…/2026"."""
    p.fault("no_month")
    return NOTHING


@rule("yearless", "<dn> (của|trong) tháng này", "<dn> tháng này", like=("trước ngày 28 tháng này",))
def of_this_month(p: Place, dn: int) -> Founds | None:
    """ "ngày 28 tháng này": of the document's month."""
    found = _day(p, dn, p.on.month, p.on.year) if p.on else None
    return found and tuple(one.but(this="monthly") for one in found)


BOOK.either(
    "day", "<numeric>", "<yearless>", "<worded>", "<blank>",
    "ngày [ngày] [mùng|mồng] (<numeric> | <mixed> | <yearless> | <worded> | <dashed>)", "(mùng|mồng) <worded>",
)  # fmt: skip


BOOK.either("date", "<day>")


@rule(
    "date",
    "[ngày] <weekday> [\\( <again:weekday> \\)] [,] [\\(] <date:day> [\\)]", "<date:day> [,] \\( [ngày] <weekday> \\)",
    "<daypart> [ngày] [<weekday>] [,] <date:day>",
    like=("trước CN 15/3/2026", "trước CN, 15/3/2026",),
)  # fmt: skip
def with_weekday(p: Place, date: Founds, weekday: int | None = None, **rest: object) -> Founds:
    """A date and its weekday: the date counts, and a weekday that is another one is said."""
    for one in date:
        if weekday is not None and one.y2 > 0 and one.m2 and one.kind == "day" and one.last().weekday() != weekday:
            p.fault("other_weekday")
    return date


@rule("date", "(đầu|cuối) ngày <date>", like=("cuối ngày 15/4/2026",))
def edge_of_day(p: Place, date: Founds) -> Founds:
    """ "cuối ngày 15/4/2026": that day."""
    return date


@rule(
    "date",
    "ngày <some_words> [- <more:some_words>] [năm học <years>] (<date:numeric>|<date:yearless>|\\("
    " [ngày] (<date:numeric>|<date:yearless>) \\))",
    "[dịp|nghỉ|ngày] (lễ|quốc khánh|kỷ niệm|lễ kỷ niệm|giáng sinh|lễ giáng sinh|chiến thắng|giải"
    " phóng) <words>"
    " (<date:numeric>|<date:yearless>|\\( [ngày] (<date:numeric>|<date:yearless>) \\))"
    " {(,|và|-) (<more:numeric>|<more:yearless>)}",
    like=(
        "Trước ngày khai giảng 05/9/2026",
        "Hưởng ứng Ngày Pháp luật Việt Nam (09/11)",
        "mừng Quốc khánh 2/9, xong trước 25/8/2026",
    ),
)
def named_day(p: Place, date: Founds, **rest: object) -> Founds:
    """ "ngày khai giảng 05/9/2026", "Quốc khánh 2/9": a day with a name; no deadline unless a word binds it."""
    return tuple(one.but(kind="name") if one.kind == "day" else one for one in date)


@rule("loose", "ngày [ngày] [mùng|mồng] <dn> !(/ <n> | làm)", like=("ngày 10 hằng quý", "ngày 25/hằng tháng"))
def lone_day(p: Place, dn: int) -> Founds:
    """A day without a month: what stands behind it says of which."""
    return day_found(p, dn)


def _day(p: Place, day: int, month: int, year: int) -> Founds:
    if month:
        return day_found(p, day, month, year)
    p.fault("no_such_date")
    return NOTHING
