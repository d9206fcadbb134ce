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
    return Cycle("quarterly", which, shift=near)


@rule(
    "month_in",
    f"tháng <which> (sau|sau khi kết thúc|kể từ khi kết thúc|kể từ ngày kết thúc) {_Q} !(<qu>) [báo cáo]",
    like=("trước ngày 10 của tháng đầu tiên sau quý báo cáo",),
)
def month_behind_quarter(p: Place, which: int) -> Cycle:
    """ "tháng đầu tiên sau quý báo cáo"."""
    return Cycle("quarterly", which, shift=1)


@rule(
    "month_in",
    f"tháng <near> [của|sau|sau khi kết thúc] {_Q} !(<qu>) [báo cáo]",
    like=("trước ngày 10 của tháng tiếp theo sau quý báo cáo",),
)
def month_after_quarter(p: Place, near: int) -> Cycle:
    """ "tháng tiếp theo sau quý báo cáo"."""
    return Cycle("quarterly", shift=1)


@rule("month_in", f"tháng <which> {_OF} <half_name>", like=("ngày 15 tháng cuối của 6 tháng",))
def month_of_half(p: Place, which: int, half_name: str) -> Cycle:
    """ "tháng cuối của 6 tháng"."""
    return Cycle("half_yearly", 6 if which == 3 else which)


@rule(
    "month_in",
    f"tháng <which> {_OF} (kỳ|kỳ báo cáo|báo cáo) [<freq:named_period>|<freq:half_name>] [<near>]",
    like=("ngày 25 tháng cuối kỳ", "trước ngày 25 của tháng cuối kỳ báo cáo"),
)
def month_of_period(p: Place, which: int, freq: str = "", near: int = 0) -> Cycle | None:
    """ "tháng cuối kỳ": which period recurs stands elsewhere, or is asked."""
    return Cycle(freq, 0 if which == 3 else which, shift=near) if freq != "weekly" else None


@rule("month_in", "tháng <near> [tháng báo cáo|kỳ báo cáo]", like=("ngày mùng 5 tháng sau", "ngày 05 tháng liền kề"))
def month_near(p: Place, near: int = 0) -> Cycle:
    """ "tháng sau", "tháng báo cáo"."""
    return Cycle("monthly", shift=near)


_ENDED = "(kể từ|sau|tính từ|từ) [ngày|khi] [kết thúc]"


@rule(
    "month_in",
    f"tháng thứ <num> {_ENDED} năm [dương lịch|tài chính|báo cáo|ngân sách]",
    like=("nộp chậm nhất là ngày cuối cùng của tháng thứ 3 kể từ ngày kết thúc năm dương lịch",),
)
def nth_month_behind_year(p: Place, num: int) -> Cycle | None:
    """ "tháng thứ 3 kể từ ngày kết thúc năm dương lịch"."""
    return Cycle("yearly", num, shift=1) if 1 <= num <= 12 else None


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
    "month_of",
    "tháng (liền sau|ngay sau|sau|tiếp theo|kế tiếp|tiếp sau|liền kề sau|liền kề) [của] tháng <mo> [<tail>]",
    like=("Trước ngày mồng 10 của tháng liền sau tháng 8/2026",),
)
def month_behind_month(p: Place, mo: int, tail: Tail | None = None) -> Founds:
    """ "tháng liền sau tháng 8/2026"."""
    over = mo == 12
    year = tail.year + over if tail and tail.year else 0
    one = Found("month", year, mo % 12 + 1, 1, year, mo % 12 + 1, LAST)
    return (one,) if year else within((one,), tail)


@rule(
    "cycle",
    f"[ngày] [thứ] [mùng|mồng] <dn> {_OF} <month_in>",
    "[ngày] <dn> / <month_in>",
    like=("ngày mùng 5 tháng sau", "ngày 05 tháng liền kề"),
)
def day_in_month(p: Place, dn: int, month_in: Cycle) -> Founds | None:
    """ "ngày 20 của tháng cuối quý"."""
    return _on(month_in, dn) if 1 <= dn <= 31 else None


@rule("cycle", "<month_in>", like=("tháng đầu tiên của mỗi quý",))
def month_of_a_period(p: Place, month_in: Cycle) -> Founds | None:
    """ "tháng đầu của mỗi quý": by its last day."""
    return _on(month_in, -1) if month_in.freq in ("quarterly", "half_yearly") else None


@rule(
    "cycle",
    f"ngày [mùng|mồng] <dn> {_OF} <month_of>",
    "<dn> (của|vào|trong) <month_of>",
    like=("ngày 20 tháng cuối quý II/2026",),
)
def day_of_month(p: Place, dn: int, month_of: Founds) -> Founds | None:
    """ "ngày 20 tháng cuối quý II/2026"."""
    if not 1 <= dn <= 31:
        return None
    return tuple(one.but(kind="day", point=True, d1=dn, d2=dn) for one in month_of)


@rule(
    "cycle",
    f"[ngày] [thứ] [mùng|mồng] <a:dn> {{(,|và|;|, và) [ngày] <b:dn>}}"
    f" [của|vào|trong] {_EACH} tháng !(chẵn | lẻ) [báo cáo]",
    "ngày [thứ] <a:dn> (của|trong) tháng !(<mo> | <near> | chẵn | lẻ) [báo cáo]",
    like=("25 hằng tháng", "mùng 5 hằng tháng",),
)  # fmt: skip
def day_each_month(p: Place, a: int, b: tuple[int, ...] = ()) -> Founds | None:
    """ "ngày 10, 25 hằng tháng"; "ngày" may be missing."""
    if not all(1 <= n <= 31 for n in (a, *b)):
        return None
    return tuple(one for n in (a, *b) for one in cycled(Cycle("monthly", day=n)))


@rule(
    "month_in",
    "tháng thứ <num> !(<near>)",
    "tháng thứ nhất",
    like=("hằng năm, ngày 15 tháng thứ 6", "hằng quý, ngày 20 tháng thứ ba"),
)
def nth_month(p: Place, num: int = 1) -> Cycle | None:
    """ "(hằng quý, ngày 20 của) tháng thứ 3": of the period that is named elsewhere."""
    return Cycle("", num) if 1 <= num <= 12 else None


@rule("cycle", f"ngày <dn> [của] {_Q} <near>", like=("trước ngày 05 của quý tiếp theo",))
def day_of_quarter(p: Place, dn: int, near: int) -> Founds | None:
    """ "ngày 05 của quý tiếp theo": of its first month."""
    return cycled(Cycle("quarterly", day=dn, shift=near)) if 1 <= dn <= 31 else None


@rule("cycle", f"<head> [của] {_EACH} tháng", like=("cuối mỗi tháng",))
def part_each_month(p: Place, head: str) -> Founds:
    """ "cuối mỗi tháng"."""
    return cycled(Cycle("monthly", day={"start": 1, "middle": 15, "end": -1}[head]))


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
