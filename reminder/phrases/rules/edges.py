"""The first, the last, the nth day of a period: a Cycle of which at first only the day is known."""

from reminder.phrases.chart import Place
from reminder.phrases.found import LAST, NOTHING, WHOLE, Cycle, Found, Founds, beyond, cycled, most
from reminder.phrases.rulebook import Rulebook
from reminder.phrases.spelling import fold

BOOK = Rulebook()
rule = BOOK.rule

_OF = "{(của|vào|trong|mỗi|hằng|hàng|từng|các|thuộc)}"
_Q = "(quý|quí)"

BOOK.words("edge", {-1: ("cuối", "cuối cùng"), 1: ("đầu", "đầu tiên")})


@rule("edge", "thứ <num>", like=("ngày làm việc thứ ba của tháng", "thứ Năm tuần thứ hai hằng tháng"))
def nth(p: Place, num: int) -> int:
    """ "(ngày làm việc) thứ 5"."""
    return num


@rule("edge_day", "ngày <edge>", "<edge:num> ngày (đầu|đầu tiên)", like=("ngày cuối quý", "ngày cuối tháng"))
def edge_day(p: Place, edge: int) -> Cycle:
    """ "ngày cuối cùng", "10 ngày đầu": by its last day."""
    return Cycle("", day=edge)


@rule(
    "edge_day",
    "ngày làm việc <edge>",
    "[trong] <edge:num> ngày làm việc (đầu|đầu tiên)",
    "[trong] <last:num> ngày làm việc (cuối|cuối cùng)",
    like=("vào ngày làm việc cuối tuần", "ngày làm việc thứ ba của tháng", "trong 05 ngày làm việc cuối cùng của quý"),
)
def working_edge(p: Place, edge: int = -1, last: int = 0) -> Cycle:
    """ "ngày làm việc cuối cùng", "5 ngày làm việc đầu tiên": counted by the working calendar. "5 ngày làm việc cuối
    cùng" end with the last of them."""
    return Cycle("", day=edge, working=True)


@rule(
    "edge_day",
    "ngày làm việc (áp chót|áp cuối|kế cuối)",
    "ngày làm việc (trước|liền trước|ngay trước|liền kề trước) ngày làm việc (cuối|cuối cùng)",
    like=("ngày làm việc áp chót của tháng",),
)
def last_but_one(p: Place) -> Cycle:
    """ "ngày làm việc áp chót", "ngày làm việc liền trước ngày làm việc cuối cùng"."""
    return Cycle("", day=-2, working=True)


@rule(
    "cycle",
    f"<edge_day> {_OF} <month_in>",
    f"<edge_day> {_OF} tháng !(<mo> | <which> | <near>)",
    like=("ngày cuối tháng", "trong 5 ngày đầu tháng"),
)
def edge_of_month(p: Place, edge_day: Cycle, month_in: Cycle = Cycle("monthly")) -> Founds:  # noqa: B008
    """ "ngày cuối cùng của tháng", "ngày làm việc thứ 5 của tháng sau"."""
    return _edge(p, edge_day, month_in.freq, month_in.month, month_in.shift, 1)


@rule(
    "cycle",
    f"<num> ngày (cuối|cuối cùng) {_OF} <month_in>",
    f"<num> ngày (cuối|cuối cùng) {_OF} tháng !(<mo> | <near>)",
    like=("trong 05 ngày cuối tháng",),
)
def last_days(p: Place, num: int, month_in: Cycle = Cycle("monthly")) -> Founds:  # noqa: B008
    """ "05 ngày cuối tháng": by the last of them."""
    return cycled(Cycle(month_in.freq, month_in.month, -1, shift=month_in.shift))


@rule("cycle", f"<edge_day> {_OF} {_Q} !(<qu>) [<near>]", like=("ngày cuối quý", "ngày cuối cùng của quý"))
def edge_of_quarter(p: Place, edge_day: Cycle, near: int = 0) -> Founds:
    """ "ngày làm việc cuối cùng của quý"."""
    return _edge(p, edge_day, "quarterly", 3 if edge_day.day < 0 else 1, near, 3)


@rule(
    "cycle",
    f"<edge_day> {_OF} năm !(<n>) [<near>]",
    like=("trước ngày cuối cùng của năm", "ngày làm việc cuối cùng của năm"),
)
def edge_of_year(p: Place, edge_day: Cycle, near: int = 0) -> Founds:
    """ "ngày làm việc cuối cùng của năm"."""
    return _edge(p, edge_day, "yearly", 12 if edge_day.day < 0 else 1, near, 12)


@rule("cycle", f"<edge_day> {_OF} <half_name> !(<n> | đầu | cuối)", like=("ngày cuối cùng của 6 tháng",))
def edge_of_half(p: Place, edge_day: Cycle, half_name: str) -> Founds:
    """ "ngày cuối cùng của 6 tháng"."""
    return _edge(p, edge_day, "half_yearly", 6 if edge_day.day < 0 else 1, 0, 6)


@rule(
    "cycle",
    f"<edge_day> {_OF} kỳ [báo cáo] [<near>]",
    f"<num> ngày (cuối|cuối cùng) {_OF} kỳ [báo cáo] [<near>]",
    like=("định kỳ hằng quý, ngày cuối kỳ", "định kỳ hằng quý, trong 05 ngày làm việc đầu tiên của kỳ sau"),
)
def edge_of_period(p: Place, edge_day: Cycle = Cycle("", day=-1), near: int = 0, num: int = 0) -> Founds:  # noqa: B008
    """ "ngày cuối kỳ", "ngày làm việc thứ 5 của kỳ sau": which period recurs, and so how long it is, stands elsewhere,
    or is asked."""
    if beyond(p, edge_day.day, most(edge_day, 12)):
        return NOTHING
    month = 0 if edge_day.day < 0 else 1
    return cycled(Cycle("", month, edge_day.day, -1, edge_day.working, near, _within(edge_day, WHOLE)))


@rule(
    "cycle", f"<edge_day> {_OF} tuần [<near>]", like=("vào ngày làm việc cuối tuần", "ngày làm việc đầu tiên của tuần")
)
def edge_of_week(p: Place, edge_day: Cycle, near: int = 0) -> Founds | None:
    """ "ngày làm việc cuối tuần"; of working days only the first and the last: a week may be short of others. "ngày thứ
    năm hằng tuần" is a Thursday, and no fifth day."""
    if edge_day.day < -1 or beyond(p, edge_day.day, 1 if edge_day.working else 7):
        return None if edge_day.day < -1 else NOTHING
    if edge_day.working:
        return cycled(Cycle("weekly", day=edge_day.day, working=True, shift=near))
    if 2 <= edge_day.day <= 7 and fold(p.chart.words[p.first + 1]) == "thu":
        return cycled(Cycle("weekly", weekday=edge_day.day - 2, shift=near))
    p.fault("vague", "chủ nhật" if edge_day.day < 0 else f"thứ {edge_day.day + 1}")
    return cycled(Cycle("weekly", weekday=6 if edge_day.day < 0 else edge_day.day - 1, shift=near))


@rule(
    "cycle",
    f"<edge_day> {_OF} (<found:months> | <found:quarters>)",
    f"<edge_day> {_OF} năm <y>",
    like=("Ngày cuối cùng của quý II/2026", "Ngày cuối cùng của tháng 6/2026"),
)
def edge_of_named(p: Place, edge_day: Cycle, found: Founds = (), y: int = 0) -> Founds:
    """ "ngày làm việc cuối cùng của tháng 6/2026"."""
    made = []
    for one in found or (Found("year", y, 1, 1, y, 12, 31),):
        months = (one.y2 - one.y1) * 12 + one.m2 - one.m1 + 1
        if beyond(p, edge_day.day, most(edge_day, months)):
            return NOTHING
        year, month = (one.y2, one.m2) if edge_day.day < 0 else (one.y1, one.m1)
        day = LAST if edge_day.day < 0 and not edge_day.working else edge_day.day
        kind, within = "working" if edge_day.working else "day", _within(edge_day, months)
        last = Found(kind, year, month, day, year, month, day, True, shift=one.shift, yearly=one.yearly, within=within)
        made.append(last)
    return tuple(made)


def _edge(p: Place, edge: Cycle, freq: str, month: int, shift: int, months: int) -> Founds:
    if beyond(p, edge.day, most(edge, months)):
        return NOTHING
    return cycled(Cycle(freq, month, edge.day, -1, edge.working, shift, _within(edge, months)))


def _within(edge: Cycle, months: int) -> int:
    """Over how many months working days are counted: the first and the last stand in one."""
    return months if edge.working and edge.day not in (1, -1) else 1
