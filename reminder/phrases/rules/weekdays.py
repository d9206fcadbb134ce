"""Weekdays that come again."""

from reminder.phrases.chart import Place
from reminder.phrases.found import NOTHING, Cycle, Founds, beyond, cycled
from reminder.phrases.rulebook import Rulebook

BOOK = Rulebook()
rule = BOOK.rule

_OF = "{(của|vào|trong|mỗi|hằng|hàng|từng|các|thuộc)}"


@rule(
    "weekdays",
    "[<part:daypart>] [ngày] <a:weekday> {(,|và|, và) [<other:daypart>] [ngày] <b:weekday>}",
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
