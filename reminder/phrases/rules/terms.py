"""Terms: so many days from an event or from a printed day, and distances before one."""

from reminder.phrases.chart import Place
from reminder.phrases.distance import TimeUnit
from reminder.phrases.found import Found, Founds
from reminder.phrases.items import Said, Term
from reminder.phrases.rulebook import Rulebook

BOOK = Rulebook()
rule = BOOK.rule

BOOK.words("day_unit", {"working_day": ("ngày làm việc", "ngày công"), "day": ("ngày",), "week": ("tuần",)})


@rule(
    "day_unit",
    "ngày [\\(|,] không (tính|kể|bao gồm) [các|cả] [ngày] (nghỉ|lễ|thứ bảy|thứ bẩy|thứ 7|chủ nhật) <words>"
    " {(,|và) [ngày] (nghỉ|lễ|tết|thứ bảy|thứ bẩy|chủ nhật) <more:words>} [\\)|,]",
    like=("10 ngày (không kể thứ Bảy, Chủ nhật) kể từ ngày 03/8/2026",),
)
def without_days_off(p: Place, **rest: object) -> str:
    """ "10 ngày (không kể ngày nghỉ)": working days."""
    return "working_day"


BOOK.words("long_unit", {"month": ("tháng",), "year": ("năm",), "hour": ("giờ", "h", "giờ đồng hồ")})
BOOK.either("time_unit", "<day_unit>", "<long_unit>")

WITHIN = (
    "[chậm nhất|muộn nhất] [là] [trong|sau] [thời hạn|vòng|khoảng|thời gian|khoảng thời gian|hạn] [tối đa|không quá]"
)
SINCE = "[,] (kể từ|kể|tính từ|từ|tính|sau)"
LEAST = "[ít nhất|tối thiểu|khoảng]"
MOST = "[chậm nhất|muộn nhất|tối đa|không quá] [là] [trong|sau]"
WHEN = "[ngày|khi|lúc|thời điểm]"
ENDED = "(kết thúc|hết)"

COUNT = "[[từ] <least:num> (-|đến)] <num> <time_unit> [<bracketed>]"


@rule(
    "item",
    f"{WITHIN} {COUNT} {SINCE} !([từ] [ngày] <range>) <event>",
    like=("18 tháng từ tháng 7/2026", "một tuần sau khi kết thúc"),
)
def term(p: Place, num: int, time_unit: TimeUnit, event: str, **rest: object) -> Term:
    """ "10 ngày làm việc kể từ ngày nhận được văn bản"."""
    return Term(num, time_unit, True, event)


@rule(
    "item",
    f"{WITHIN} {COUNT} {SINCE} !([từ] [ngày] <range>) <day:known_day>",
    f"[gia hạn|kéo dài|lùi] thêm {COUNT} so với [<words>] <day:known_day>",
    f"sau <day:known_day> {MOST} <num> <time_unit> !(<n>)",
    like=("05 ngày, từ 20/4/2026", "15 ngày sau ngày 30/6/2026", "Sau khi kết thúc quý II/2026 10 ngày"),
)
def term_from_a_day(p: Place, num: int, time_unit: TimeUnit, day: tuple[str, Found], **rest: object) -> Term:
    """ "30 ngày kể từ ngày 01/7/2026": it waits for nothing."""
    _say_whose_day(p, day[1])
    return Term(num, time_unit, True, *day)


def _say_whose_day(p: Place, day: Found) -> None:
    """ "03 ngày sau ngày bầu cử (18/3/2026)": the day of the event, or the one that the term ends on."""
    if day.kind == "name" and day.upto == p.end - 1 and p.chart.words[day.upto] == ")":
        p.fault("event_day")


@rule("known_day", "[ngày] <date>", like=("05 ngày, từ 20/4/2026", "Trước ngày 20/11 một tuần"))
def known_day(p: Place, date: Founds) -> tuple[str, Found] | None:
    """A printed day from which a term runs; its year may stand elsewhere (`assemble`)."""
    if len(date) != 1 or not date[0].m2 or date[0].yearly:
        return None
    return p.quote(), date[0].but(tok=p.first, upto=p.end - 1)


@rule(
    "known_day",
    "(ngày|khi) <some_words> \\( ngày <date> <again:some_words> \\)",
    "(ngày|khi) <some_words> \\( [ngày] <again:some_words> [:|là|vào] [ngày] <date> \\)",
    like=("chậm nhất 03 ngày sau ngày bầu cử (ngày 15/3/2026 bầu cử)",),
)
def day_told_of_the_event(p: Place, date: Founds, **rest: object) -> tuple[str, Found] | None:
    """ "(03 ngày sau) ngày bầu cử (ngày 15/3/2026 bầu cử)": the bracket says whose day it gives."""
    words = p.chart.words[p.first : p.end]
    opens = len(words) - words[::-1].index("(") - 1
    event, told = words[:opens], words[opens:]
    again = [word for word in told if word[:1].isalpha() and word not in map(p.form, _OF_A_DATE)]
    if len(date) != 1 or not date[0].m2 or date[0].yearly or not set(again) <= {*event, *map(p.form, _HAPPENS)}:
        return None
    return p.chart.tokens.quote(p.first, p.first + len(event) - 1), date[0].but(kind="day", tok=p.first, upto=p.end - 1)


_OF_A_DATE, _HAPPENS = ("ngày", "tháng", "năm", "là", "vào"), ("diễn", "ra", "tổ", "chức", "được", "họp")


_PAPER = "(quyết định | kế hoạch | văn bản | công văn | chỉ thị | thông báo | chương trình | quy chế | quy định)"


@rule(
    "known_day",
    f"[ngày|khi] (ký | ban hành | ký ban hành) {_PAPER} này",
    "[ngày|khi] ký quyết định ban hành",
    f"[ngày|khi] {_PAPER} này được (ký | ban hành | ký ban hành)",
    like=("10 ngày kể từ ngày ký Quyết định này",),
)
def issue_of_this(p: Place) -> tuple[str, Found] | None:
    """ "(10 ngày kể từ) ngày ký Quyết định này": the document's own day; without "này" it may be another's."""
    if not p.on:
        return None
    on = (p.on.year, p.on.month, p.on.day)
    return p.quote(), Found("day", *on, *on, tok=p.first, upto=p.end - 1)


_NAMED = "(<months> | <quarters> | <half> | <years>)"


@rule(
    "known_day",
    f"{WHEN} {ENDED} {_NAMED}",
    "<found:cycle>",
    like=("10 ngày sau khi kết thúc quý III/2026", "05 ngày làm việc trước ngày cuối cùng của năm 2026"),
)
def end_of_a_period(p: Place, **named: Founds) -> tuple[str, Found] | None:
    """ "(10 ngày sau khi) kết thúc quý III/2026": its last day."""
    (found,) = named.values()
    known = len(found) == 1 and found[0].y2 > 0 and found[0].y1 == found[0].y2 and found[0].kind != "working"
    return (p.quote(), found[0].but(tok=p.first, upto=p.end - 1)) if known else None


@rule(
    "item",
    "[chậm nhất|muộn nhất|ít nhất|tối thiểu] [là] <num> <time_unit> [so với|tính đến] trước !(<n> | ngày <n> | khi"
    " <n> | và) <event>",
    f"trước {LEAST} <num> <time_unit> [so với|tính đến|trước] !(<n> | tháng | năm | hằng | hàng | ngày <n> | kế |"
    f" sau | <lunar_month>) <event>",
    like=("15 ngày trước ngày khai mạc", "02 ngày làm việc trước ngày họp",),
)  # fmt: skip
def term_before(p: Place, num: int, time_unit: TimeUnit, event: str) -> Term | None:
    """ "15 ngày trước ngày khai mạc"; "trước 15 giờ thứ Hai" is an hour of the day."""
    if time_unit == "hour" and p.first_is("trước"):
        return None
    return Term(num, time_unit, False, event)


@rule(
    "item",
    "<num> <unit:day_unit> trước <day:known_day>",
    "(chậm nhất|muộn nhất|ít nhất|tối thiểu) [là] <num> <unit:time_unit> trước <day:known_day>",
    f"trước {LEAST} <num> <unit:time_unit> so với <day:known_day>",
    "(rút ngắn|sớm hơn) [<words>] <num> <unit:time_unit> so với [<words>] <day:known_day>",
    f"trước <day:known_day> {LEAST} <num> <unit:time_unit>",
    like=("Trước ngày 20/11 một tuần", "45 ngày trước ngày 01/8/2026",),
)  # fmt: skip
def days_before_a_day(p: Place, num: int, unit: TimeUnit, day: tuple[str, Found], **rest: object) -> Term:
    """ "chậm nhất 15 ngày trước ngày 25/02/2026": counted back from it."""
    _say_whose_day(p, day[1])
    return Term(num, unit, False, *day)


@rule(
    "item",
    "<num> <unit:long_unit> trước <day:known_day>",
    like=("1 năm trước ngày 01/7/2028", "01 tháng trước ngày 01/7/2026"),
)
def months_before_a_day(p: Place, num: int, unit: TimeUnit, day: tuple[str, Found]) -> Term | None:
    """ "02 tháng trước ngày 31/12/2026"; three, six and nine months are rather what is reported on."""
    _say_whose_day(p, day[1])
    return Term(num, unit, False, *day) if unit != "hour" and num not in (3, 6, 9) else None


@rule(
    "item",
    f"trước {LEAST} <num> <unit:day_unit> !(<n> | cuối | đầu | làm | [,] <event> | trước | so)",
    like=("gửi tài liệu trước 02 ngày",),
)
def lone_term_before(p: Place, num: int, unit: TimeUnit) -> Term:
    """ "(gửi tài liệu) trước 02 ngày": the event is not printed."""
    return Term(num, unit, False)


@rule("item", "[không quá|trong] <n> (,|/) <m:n> <time_unit>", like=("0,5 ngày", "không quá 1/2 ngày làm việc"))
def fraction(p: Place, n: int, m: int, time_unit: TimeUnit) -> Said:
    """ "1/2 ngày", "1,5 ngày": no term that a calendar counts; asked."""
    return Said("undated", passed=tuple(range(p.first, p.end)))


@rule(
    "item",
    f"trước <event:short_event> {LEAST} <num> <time_unit>",
    like=("Trước ngày họp 03 ngày", "trước Tết ít nhất 10 ngày"),
)
def term_behind_event(p: Place, event: str, num: int, time_unit: TimeUnit) -> Term:
    """ "trước ngày khai mạc ít nhất 10 ngày": the event stands first."""
    return Term(num, time_unit, False, event)


@rule(
    "item",
    f"sau <event:when_event> {LEAST} <num> <time_unit>",
    like=("Sau khi Đề án được phê duyệt 30 ngày", "sau khi Nghị quyết được thông qua chậm nhất 15 ngày"),
)
def term_behind_when(p: Place, event: str, num: int, time_unit: TimeUnit) -> Term:
    """ "sau khi được phê duyệt 30 ngày"."""
    return Term(num, time_unit, True, event)


@rule(
    "item",
    f"{WITHIN} <num> <time_unit> !(<y> | <n> (,|và) | đầu | cuối | làm việc (đầu|cuối) | còn"
    " | lần | / lần | (1|01|một) lần | / (1|01) lần)",
    like=("15 ngày", "trong 24h"),
)
def lone_term(p: Place, num: int, time_unit: TimeUnit) -> Term | None:
    """A term whose event is not printed."""
    return Term(num, time_unit, True) if num < 1900 else None
