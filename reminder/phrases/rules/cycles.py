"""Dates that come again: days of a month, a quarter, a year, a week."""

from reminder.phrases.chart import Place
from reminder.phrases.found import LAST, Cycle, Found, Founds, Tail, cycled, within
from reminder.phrases.rulebook import Rulebook

BOOK = Rulebook()
rule = BOOK.rule

_OF = "{(của|vào|trong|mỗi|hằng|hàng|từng|các|thuộc)}"
_EACH = "(hằng|hàng|mỗi|từng|các)"
_Q = "(quý|quí)"

BOOK.words("which", {
    3: ("cuối", "cuối cùng", "thứ 3", "thứ ba"), 1: ("đầu", "đầu tiên", "thứ nhất", "thứ 1", "thứ một"),
    2: ("giữa", "thứ 2", "thứ hai"),
})  # fmt: skip
BOOK.words("named_period", {
    "weekly": ("tuần",), "monthly": ("tháng",), "quarterly": ("quý", "quí"), "yearly": ("năm",),
})  # fmt: skip
BOOK.words("half_name", {"half_yearly": ("6 tháng", "06 tháng", "sáu tháng", "nửa năm")})

# A month inside a period ("tháng cuối quý") is a Cycle of which the day is 0: a day before it, or all of it.


@rule(
    "month_in",
    f"tháng <which> {_OF} {_Q} !(<qu>) [<near>]",
    like=("trước 20/tháng cuối quý", "ngày 5 tháng đầu mỗi quý"),
)
def month_of_quarter(p: Place, which: int, near: int = 0) -> Cycle:
    """ "tháng cuối quý", "tháng đầu của quý sau"."""
    return Cycle("quarterly", which, 0, shift=near)


@rule(
    "month_in",
    f"tháng <which> (sau|sau khi kết thúc|kể từ khi kết thúc|kể từ ngày kết thúc) {_Q} !(<qu>) [báo cáo]",
    like=("trước ngày 10 của tháng đầu tiên sau quý báo cáo",),
)
def month_behind_quarter(p: Place, which: int) -> Cycle:
    """ "tháng đầu tiên sau quý báo cáo"."""
    return Cycle("quarterly", which, 0, shift=1)


@rule(
    "month_in",
    f"tháng <near> [của|sau|sau khi kết thúc] {_Q} !(<qu>) [báo cáo]",
    like=("trước ngày 10 của tháng tiếp theo sau quý báo cáo",),
)
def month_after_quarter(p: Place, near: int) -> Cycle:
    """ "tháng tiếp theo sau quý báo cáo"."""
    return Cycle("quarterly", 1, 0, shift=1)


@rule("month_in", f"tháng <which> {_OF} <half_name>", like=("ngày 15 tháng cuối của 6 tháng",))
def month_of_half(p: Place, which: int, half_name: str) -> Cycle:
    """ "tháng cuối của 6 tháng"."""
    return Cycle("half_yearly", 6 if which == 3 else which, 0)


@rule(
    "month_in",
    f"tháng <which> {_OF} (kỳ|kỳ báo cáo|báo cáo) [<freq:named_period>|<freq:half_name>] [<near>]",
    like=("ngày 25 tháng cuối kỳ", "trước ngày 25 của tháng cuối kỳ báo cáo"),
)
def month_of_period(p: Place, which: int, freq: str = "", near: int = 0) -> Cycle:
    """ "tháng cuối kỳ": which period recurs stands elsewhere, or is asked."""
    return Cycle(freq, 0 if which == 3 else which, 0, shift=near)


@rule(
    "month_in",
    "tháng <near> [tháng báo cáo|kỳ báo cáo]",
    "tháng [thuộc] [kỳ] báo cáo",
    like=("ngày mùng 5 tháng sau", "ngày 05 tháng liền kề"),
)
def month_near(p: Place, near: int = 0) -> Cycle:
    """ "tháng sau", "tháng báo cáo"."""
    return Cycle("monthly", 1, 0, shift=near)


_ENDED = "(kể từ|sau|tính từ|từ) [ngày|khi] [kết thúc]"


@rule(
    "month_in",
    f"tháng thứ <num> {_ENDED} năm [dương lịch|tài chính|báo cáo|ngân sách]",
    like=("nộp chậm nhất là ngày cuối cùng của tháng thứ 3 kể từ ngày kết thúc năm dương lịch",),
)
def nth_month_behind_year(p: Place, num: int) -> Cycle | None:
    """ "tháng thứ 3 kể từ ngày kết thúc năm dương lịch"."""
    return Cycle("yearly", num, 0, shift=1) if 1 <= num <= 12 else None


@rule(
    "month_of",
    f"tháng <which> {_OF} {_Q} <a:qu> {{(,|và) [quý|quí] <b:qu>}} [<tail>]",
    like=("ngày 20 tháng cuối quý II/2026",),
)
def month_of_named_quarter(
    p: Place, which: int, a: int, b: tuple[int, ...] = (), tail: Tail | None = None
) -> Founds | None:
    """ "tháng cuối quý II/2026"."""
    if not all(1 <= q <= 4 for q in (a, *b)):
        return None
    months = [(q - 1) * 3 + which for q in (a, *b)]
    return within((Found("month", 0, m, 1, 0, m, LAST) for m in months), tail)


@rule("month_of", f"tháng <which> {_OF} năm [<tail:year_tail>]", like=("tháng đầu năm 2026", "tháng cuối năm 2026"))
def month_of_year(p: Place, which: int, tail: Tail | None = None) -> Founds:
    """ "tháng cuối năm"."""
    month = 12 if which == 3 else which
    return within((Found("month", 0, month, 1, 0, month, LAST),), tail or Tail(every=True))


@rule(
    "cycle",
    f"[ngày] [thứ] [mùng|mồng] <dn> {_OF} <month_in>",
    "[ngày] <dn> / <month_in>",
    like=("ngày mùng 5 tháng sau", "ngày 05 tháng liền kề"),
)
def day_in_month(p: Place, dn: int, month_in: Cycle) -> Founds | None:
    """ "ngày 20 của tháng cuối quý"."""
    return _on(month_in, dn) if 1 <= dn <= 31 else None


@rule(
    "cycle", f"ngày <dn> {_OF} <month_of>", "<dn> (của|vào|trong) <month_of>", like=("ngày 20 tháng cuối quý II/2026",)
)
def day_of_month(p: Place, dn: int, month_of: Founds) -> Founds | None:
    """ "ngày 20 tháng cuối quý II/2026"."""
    if not 1 <= dn <= 31:
        return None
    return tuple(one.but(kind="day", point=True, d1=dn, d2=dn) for one in month_of)


@rule(
    "cycle",
    f"[ngày] [thứ] [mùng|mồng] <a:dn> {{(,|và|;|, và) [ngày] <b:dn>}} [của|vào|trong] {_EACH} tháng [báo cáo]",
    "ngày [thứ] <a:dn> (của|trong) tháng !(<mo> | <near>) [báo cáo]",
    like=("25 hằng tháng", "mùng 5 hằng tháng",),
)  # fmt: skip
def day_each_month(p: Place, a: int, b: tuple[int, ...] = ()) -> Founds | None:
    """ "ngày 10, 25 hằng tháng"; "ngày" may be missing."""
    if not all(1 <= n <= 31 for n in (a, *b)):
        return None
    return tuple(one for n in (a, *b) for one in cycled(Cycle("monthly", 1, n)))


@rule(
    "month_in",
    "tháng thứ <num> !(<near>)",
    "tháng thứ nhất",
    like=("hằng năm, ngày 15 tháng thứ 6", "hằng quý, ngày 20 tháng thứ ba"),
)
def nth_month(p: Place, num: int = 1) -> Cycle | None:
    """ "(hằng quý, ngày 20 của) tháng thứ 3": of the period that is named elsewhere."""
    return Cycle("", num, 0) if 1 <= num <= 12 else None


@rule("cycle", f"ngày <dn> [của] {_Q} <near>", like=("trước ngày 05 của quý tiếp theo",))
def day_of_quarter(p: Place, dn: int, near: int) -> Founds | None:
    """ "ngày 05 của quý tiếp theo": of its first month."""
    return cycled(Cycle("quarterly", 1, dn, shift=near)) if 1 <= dn <= 31 else None


# The first, the last, the nth day of a period: a Cycle of which only the day is known.

BOOK.words("edge", {-1: ("cuối", "cuối cùng"), 1: ("đầu", "đầu tiên")})


@rule("edge", "thứ <num>", like=("ngày làm việc thứ ba của tháng", "thứ Năm tuần thứ hai hằng tháng"))
def nth(p: Place, num: int) -> int:
    """ "(ngày làm việc) thứ 5"."""
    return num


@rule("edge_day", "ngày <edge>", "<edge:num> ngày (đầu|đầu tiên)", like=("ngày cuối quý", "ngày cuối tháng"))
def edge_day(p: Place, edge: int) -> Cycle:
    """ "ngày cuối cùng", "10 ngày đầu": by its last day."""
    return Cycle("", 0, edge)


@rule(
    "edge_day",
    "ngày làm việc <edge>",
    "<edge:num> ngày làm việc (đầu|đầu tiên)",
    like=("vào ngày làm việc cuối tuần", "ngày làm việc thứ ba của tháng"),
)
def working_edge(p: Place, edge: int) -> Cycle:
    """ "ngày làm việc cuối cùng", "5 ngày làm việc đầu tiên": counted by the working calendar."""
    return Cycle("", 0, edge, working=True)


@rule(
    "cycle",
    f"<edge_day> {_OF} <month_in>",
    f"<edge_day> {_OF} tháng !(<mo> | <which> | <near>)",
    like=("ngày cuối tháng", "trong 5 ngày đầu tháng"),
)
def edge_of_month(p: Place, edge_day: Cycle, month_in: Cycle = Cycle("monthly", 1, 0)) -> Founds:  # noqa: B008
    """ "ngày cuối cùng của tháng", "ngày làm việc thứ 5 của tháng sau"."""
    return _edge(edge_day, month_in.freq, month_in.month, month_in.shift)


@rule(
    "cycle",
    f"<num> ngày (cuối|cuối cùng) {_OF} <month_in>",
    f"<num> ngày (cuối|cuối cùng) {_OF} tháng !(<mo> | <near>)",
    like=("trong 05 ngày cuối tháng",),
)
def last_days(p: Place, num: int, month_in: Cycle = Cycle("monthly", 1, 0)) -> Founds:  # noqa: B008
    """ "05 ngày cuối tháng": by the last of them."""
    return _on(month_in, -1)


@rule("cycle", f"<edge_day> {_OF} {_Q} !(<qu>) [<near>]", like=("ngày cuối quý", "ngày cuối cùng của quý"))
def edge_of_quarter(p: Place, edge_day: Cycle, near: int = 0) -> Founds:
    """ "ngày làm việc cuối cùng của quý"."""
    return _edge(edge_day, "quarterly", 3 if edge_day.day < 0 else 1, near)


@rule(
    "cycle",
    f"<edge_day> {_OF} năm !(<n>) [<near>]",
    like=("trước ngày cuối cùng của năm", "ngày làm việc cuối cùng của năm"),
)
def edge_of_year(p: Place, edge_day: Cycle, near: int = 0) -> Founds:
    """ "ngày làm việc cuối cùng của năm"."""
    return _edge(edge_day, "yearly", 12 if edge_day.day < 0 else 1, near)


@rule("cycle", f"<edge_day> {_OF} <half_name> !(<n> | đầu | cuối)", like=("ngày cuối cùng của 6 tháng",))
def edge_of_half(p: Place, edge_day: Cycle, half_name: str) -> Founds:
    """ "ngày cuối cùng của 6 tháng"."""
    return _edge(edge_day, "half_yearly", 6 if edge_day.day < 0 else 1, 0)


@rule("cycle", f"<edge_day> {_OF} kỳ [báo cáo]", like=("định kỳ hằng quý, ngày cuối kỳ",))
def edge_of_period(p: Place, edge_day: Cycle) -> Founds:
    """ "ngày cuối kỳ": which period recurs stands elsewhere, or is asked."""
    return _edge(edge_day, "", 0, 0)


@rule(
    "cycle", f"<edge_day> {_OF} tuần [<near>]", like=("vào ngày làm việc cuối tuần", "ngày làm việc đầu tiên của tuần")
)
def edge_of_week(p: Place, edge_day: Cycle, near: int = 0) -> Founds:
    """ "ngày làm việc cuối tuần"."""
    if edge_day.working:
        return cycled(Cycle("weekly", 1, edge_day.day, working=True, shift=near))
    return cycled(Cycle("weekly", 1, 1, 6 if edge_day.day < 0 else edge_day.day - 1, shift=near))


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
        year, month = (one.y2, one.m2) if edge_day.day < 0 else (one.y1, one.m1)
        day = LAST if edge_day.day < 0 and not edge_day.working else edge_day.day
        kind = "working" if edge_day.working else "day"
        made.append(Found(kind, year, month, day, year, month, day, True, yearly=one.yearly, shift=one.shift))
    return tuple(made)


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
    return tuple(one for day in weekdays for one in cycled(Cycle("weekly", 1, 1, day)))


@rule(
    "cycle",
    f"<weekdays> [tuần|của tuần] <edge> {_OF} tháng",
    like=("thứ Sáu tuần cuối tháng", "Thứ Ba đầu tiên của tháng"),
)
def weekday_of_month(p: Place, weekdays: tuple[int, ...], edge: int) -> Founds:
    """ "thứ Sáu cuối cùng của tháng"."""
    return tuple(one for day in weekdays for one in cycled(Cycle("monthly", 1, edge, day)))


@rule("cycle", f"<head> [của] {_EACH} tháng", like=("cuối mỗi tháng",))
def part_each_month(p: Place, head: str) -> Founds:
    """ "cuối mỗi tháng"."""
    return cycled(Cycle("monthly", 1, {"start": 1, "middle": 15, "end": -1}[head]))


@rule("cycle", f"<head> [của] {_EACH} {_Q}", like=("Vào cuối mỗi quý",))
def part_each_quarter(p: Place, head: str) -> Founds:
    """ "cuối mỗi quý"."""
    return cycled(Cycle("quarterly", {"start": 1, "middle": 2, "end": 3}[head], -1 if head == "end" else 1))


@rule("cycle", "<head> [của] (hằng|hàng|mỗi|từng) năm", like=("Cuối mỗi năm",))
def part_each_year(p: Place, head: str) -> Founds:
    """ "cuối mỗi năm"."""
    month, day = {"start": (1, 1), "middle": (6, 30), "end": (12, 31)}[head]
    return (Found("part", 0, month, day, 0, month, day, point=True, yearly=True),)


def _on(month: Cycle, day: int) -> Founds:
    return cycled(Cycle(month.freq, month.month, day, shift=month.shift))


def _edge(edge: Cycle, freq: str, month: int, shift: int) -> Founds:
    return cycled(Cycle(freq, month, edge.day, -1, edge.working, shift))
