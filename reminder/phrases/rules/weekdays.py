"""Weekdays that come again."""

from reminder.phrases.chart import Place
from reminder.phrases.found import NOTHING, Cycle, Founds, beyond, cycled
from reminder.phrases.rulebook import Rulebook

BOOK = Rulebook()
rule = BOOK.rule

_OF = "{(của|vào|trong|mỗi|hằng|hàng|từng|các|thuộc)}"


_EACH = ("hằng", "hàng", "mỗi", "từng")
_BEFORE = (
    "", "sáng", "trưa", "chiều", "tối", "ngày", "vào", "trước", "sau", "từ", "đến", "tới", "hết", "là",
    "\n", ";", ":", "nghỉ", "tuần", "cuối",
)  # fmt: skip
_AND = ("và", "hoặc")
_BEHIND = ("ngày", "tuần", "vào", "đến", "tới", "và", "hoặc", "trong", "sáng", "chiều", *_EACH)
_DAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy", "bẩy", "nhật", "cn", "t")
_LISTED = (",", "+", "và", "-", "đến", "t", "cn", "ngày")
_FAR = 16


@rule("weekday", "t <d>", "cn", like=("trước CN 15/3/2026", "T2, T4 và CN hằng tuần"))
def short_weekday(p: Place, d: int = 8) -> int | None:
    """ "T2", "CN" where a day may be meant: not in "KH&CN", "khu CN Quế Võ", "tổ T2"."""
    words, at, end = p.chart.words, p.first, p.end
    if not 2 <= d <= 8:
        return None
    before, behind = words[at - 1] if at else "", words[end]
    if behind in ("+", "-", "/") and not _may_be_a_day(p, words[end + 1]):
        return None
    if before in ("+", "-", "/", ",", *map(p.form, _AND)):
        sure = _may_be_a_day(p, words[at - 2] if at > 1 else "")
    elif before == "(":
        sure = at > 1 and _may_be_a_day(p, words[at - 2])
    else:
        sure = before in map(p.form, _BEFORE) and (not behind[:1].isalpha() or behind in map(p.form, _BEHIND) or at > 0)
    told = before not in ("+", "-", "/") and _is_told(p, words, end, d < 8 or not before[:1].isalpha())
    return d - 2 if sure or told else None


def _may_be_a_day(p: Place, word: str) -> bool:
    return word.isdigit() or word in map(p.form, _DAYS)


def _is_told(p: Place, words: list[str], at: int, apart: bool) -> bool:
    """Whether a date comes behind it (or `apart`, behind a comma), or "hằng tuần" behind it and others like it."""
    dated = (
        at + 2 if apart and words[at] == "," and words[at + 1] == p.form("ngày") else at + (apart and words[at] == ",")
    )
    if words[dated].isdigit() and words[dated + 1] in ("/", "-", "."):
        return True
    listed, end = {*map(p.form, _LISTED)}, at + _FAR
    while at < end and (words[at] in listed or words[at].isdigit()):
        at += 1
    return words[at] in map(p.form, _EACH) and words[at + 1] == p.form("tuần")


@rule(
    "weekdays",
    "[<part:daypart>] [ngày] <a:weekday> {(,|và|, và|+) [<other:daypart>] [ngày] <b:weekday>}",
    like=("T6 hàng tuần", "thứ 6 hàng tuần"),
)
def weekdays(p: Place, a: int, b: tuple[int, ...] = (), **parts: object) -> tuple[int, ...]:
    """One or more weekdays."""
    return (a, *b)


@rule(
    "cycle",
    "<weekdays> (hằng|hàng|mỗi|từng|trong) tuần",
    "(hằng|hàng|mỗi) tuần [,] [vào] <weekdays>",
    like=("T6 hàng tuần", "thứ 6 hàng tuần"),
)
def each_week(p: Place, weekdays: tuple[int, ...]) -> Founds:
    """ "thứ Sáu hằng tuần"."""
    return tuple(one for day in weekdays for one in cycled(Cycle("weekly", weekday=day)))


@rule(
    "cycle",
    f"<weekdays> [tuần|của tuần] <edge> {_OF} tháng",
    like=("thứ Sáu tuần cuối tháng", "Thứ Ba đầu tiên của tháng"),
)
def weekday_of_month(p: Place, weekdays: tuple[int, ...], edge: int) -> Founds:
    """ "thứ Sáu cuối cùng của tháng"."""
    if beyond(p, edge, 5):
        return NOTHING
    return tuple(one for day in weekdays for one in cycled(Cycle("monthly", day=edge, weekday=day)))
