"""Terms: so many days from an event or from a printed day, and distances before one."""

from reminder.phrases.chart import Place
from reminder.phrases.found import Found, Founds, Term
from reminder.phrases.rulebook import Rulebook

BOOK = Rulebook()
rule = BOOK.rule

BOOK.words("day_unit", {"working_day": ("ngày làm việc", "ngày công"), "day": ("ngày",), "week": ("tuần",)})
BOOK.words("long_unit", {"month": ("tháng",), "year": ("năm",), "hour": ("giờ", "h", "giờ đồng hồ")})
BOOK.either("time_unit", "<day_unit>", "<long_unit>")

_WITHIN = "[trong|sau] [thời hạn|vòng|khoảng|thời gian|khoảng thời gian|hạn] [tối đa|không quá]"
_SINCE = "[,] (kể từ|kể|tính từ|từ|tính|sau)"
_LEAST = "[ít nhất|tối thiểu|khoảng]"


@rule("item", f"{_WITHIN} <num> <time_unit> {_SINCE} <event>")
def term(p: Place, num: int, time_unit: str, event: str) -> Term:
    """ "10 ngày làm việc kể từ ngày nhận được văn bản"."""
    return Term(num, time_unit, True, event)


@rule("item", f"{_WITHIN} <num> <time_unit> {_SINCE} <day:known_day>")
def term_from_a_day(p: Place, num: int, time_unit: str, day: tuple[str, Found]) -> Term:
    """ "30 ngày kể từ ngày 01/7/2026": it waits for nothing."""
    return Term(num, time_unit, True, *day)


@rule("known_day", "[ngày] <date>")
def known_day(p: Place, date: Founds) -> tuple[str, Found] | None:
    """A printed day from which a term runs."""
    return (p.quote(), date[0]) if len(date) == 1 and date[0].m2 and date[0].y2 > 0 else None


@rule(
    "item",
    "<num> <time_unit> [so với|tính đến] trước !(<n> | ngày <n> | khi <n>) <event>",
    f"trước {_LEAST} <num> <time_unit> [so với|tính đến|trước] !(<n> | tháng) <event>",
)  # fmt: skip
def term_before(p: Place, num: int, time_unit: str, event: str) -> Term:
    """ "15 ngày trước ngày khai mạc"."""
    return Term(num, time_unit, False, event)


@rule(
    "item",
    "[chậm nhất|muộn nhất|ít nhất|tối thiểu] [là] <num> <day_unit> trước <day:known_day>",
    f"trước {_LEAST} <num> <day_unit> so với <day:known_day>", f"trước <day:known_day> {_LEAST} <num> <day_unit>",
)  # fmt: skip
def days_before_a_day(p: Place, num: int, day_unit: str, day: tuple[str, Found]) -> Term:
    """ "chậm nhất 15 ngày trước ngày 25/02/2026": counted back from it."""
    return Term(num, day_unit, False, *day)


@rule("item", f"trước <event:short_event> {_LEAST} <num> <time_unit>")
def term_behind_event(p: Place, event: str, num: int, time_unit: str) -> Term:
    """ "trước ngày khai mạc ít nhất 10 ngày": the event stands first."""
    return Term(num, time_unit, False, event)


@rule("item", f"sau <event:when_event> {_LEAST} <num> <time_unit>")
def term_behind_when(p: Place, event: str, num: int, time_unit: str) -> Term:
    """ "sau khi được phê duyệt 30 ngày"."""
    return Term(num, time_unit, True, event)


@rule(
    "item", f"{_WITHIN} <num> <time_unit> !(<y> | đầu | cuối | còn | lần | / lần | (1|01|một) lần | / (1|01) lần)"
)
def lone_term(p: Place, num: int, time_unit: str) -> Term | None:
    """A term whose event is not printed."""
    return Term(num, time_unit, True) if num < 1900 else None
