"""What comes again: dates inside a month, quarter, year or week, and how often something is due."""

from typing import Final

from reminder.phrases.chart import Place, Rule, writer
from reminder.phrases.found import LAST, Cycle, Found, Founds, Freqs, Tail, cycled, within
from reminder.phrases.series import Freq

RULES: Final[list[Rule]] = []
rule = writer(RULES)

_OF = "{(của|vào|trong|mỗi|hằng|hàng|từng|các|thuộc|tính theo)}"
_EACH = "(hằng|hàng|mỗi|từng|các)"

for _word, _freq in (("tuần", "weekly"), ("tháng", "monthly"), ("quý", "quarterly"), ("quí", "quarterly"), ("năm", "yearly")):
    rule("span_word", _word)(lambda p, freq=_freq: freq)

rule("which", "cuối", "cuối cùng")(lambda p: 3)
rule("which", "đầu", "đầu tiên", "thứ (nhất|1|một)")(lambda p: 1)
rule("which", "giữa", "thứ (2|hai)")(lambda p: 2)
rule("which", "thứ (3|ba)")(lambda p: 3)

# A month inside a period ("tháng cuối quý") is a Cycle whose day is 0: the day stands before it, or it is all of it.


@rule("month_in", f"tháng <which> {_OF} (quý|quí) !(<qu>) [<near>]")
def month_of_quarter(p: Place, which: int, near: int = 0) -> Cycle:
    """ "tháng cuối quý", "tháng đầu của quý sau"."""
    return Cycle("quarterly", which, 0, shift=near)


@rule("month_in", "tháng <which> (sau|sau khi kết thúc|kể từ khi kết thúc|kể từ ngày kết thúc) (quý|quí) !(<qu>) [báo cáo]")
def month_behind_quarter(p: Place, which: int) -> Cycle:
    """ "tháng đầu tiên sau quý báo cáo"."""
    return Cycle("quarterly", which, 0, shift=1)


@rule("month_in", "tháng <near> (quý|quí|của quý|sau quý) [báo cáo]", "tháng <near> sau khi kết thúc quý")
def month_after_quarter(p: Place, near: int) -> Cycle:
    """ "tháng tiếp theo sau quý báo cáo"."""
    return Cycle("quarterly", 1, 0, shift=1)


@rule("month_in", f"tháng <which> {_OF} 6 tháng", f"tháng <which> {_OF} 06 tháng", f"tháng <which> {_OF} sáu tháng")
def month_of_half(p: Place, which: int) -> Cycle:
    """ "tháng cuối của 6 tháng"."""
    return Cycle("half_yearly", 6 if which == 3 else which, 0)


@rule("month_in", f"tháng <which> {_OF} (kỳ|kỳ báo cáo|báo cáo) [<freq:span_word>|<half:six>] [<near>]")
def month_of_period(p: Place, which: int, freq: str = "", half: bool = False, near: int = 0) -> Cycle:
    """ "tháng cuối kỳ": which period recurs stands elsewhere, or is asked."""
    freq = "half_yearly" if half else freq
    return Cycle(freq, 0 if which == 3 else which, 0, shift=near)


rule("six", "(6|06|sáu) tháng !(<n> | đầu | cuối)")(lambda p: True)


@rule("month_in", "tháng <near> [tháng báo cáo|kỳ báo cáo]", "tháng thuộc kỳ báo cáo", "tháng [thuộc] [kỳ] báo cáo")
def month_near(p: Place, near: int = 0) -> Cycle:
    """ "tháng sau", "tháng báo cáo"."""
    return Cycle("monthly", 1, 0, shift=near)


@rule(
    "month_in",
    "tháng thứ <num> kể từ (ngày|khi) kết thúc (quý|quí) [báo cáo]", "tháng thứ <num> (sau|tính từ) (ngày|khi) kết thúc (quý|quí)",
    "tháng thứ <num> sau (quý|quí) [báo cáo]",
)
def nth_month_behind_quarter(p: Place, num: int) -> Cycle | None:
    """ "tháng thứ 2 kể từ ngày kết thúc quý"."""
    return Cycle("quarterly", (num - 1) % 3 + 1, 0, shift=1 + (num - 1) // 3) if 1 <= num <= 12 else None


@rule("month_in", "tháng thứ <num> kể từ (ngày|khi) kết thúc năm [dương lịch|tài chính|báo cáo|ngân sách]")
def nth_month_behind_year(p: Place, num: int) -> Cycle | None:
    """ "tháng thứ 3 kể từ ngày kết thúc năm dương lịch"."""
    return Cycle("yearly", num, 0, shift=1) if 1 <= num <= 12 else None


@rule("month_of", f"tháng <which> {_OF} (quý|quí) <qu> {{(,|và) [quý|quí] <more:qu>}} [<tail>]")
def month_of_named_quarter(p: Place, which: int, qu: int, more: tuple[int, ...] = (), tail: Tail | None = None) -> Founds | None:
    """ "tháng cuối quý II/2026"."""
    if not all(1 <= q <= 4 for q in (qu, *more)):
        return None
    months = [(q - 1) * 3 + which for q in (qu, *more)]
    return within((Found("month", 0, m, 1, 0, m, LAST) for m in months), tail)


@rule("month_of", f"tháng <which> {_OF} năm [<tail:year_tail>]")
def month_of_year(p: Place, which: int, tail: Tail | None = None) -> Founds:
    """ "tháng cuối năm"."""
    month = 12 if which == 3 else which
    return within((Found("month", 0, month, 1, 0, month, LAST),), tail or Tail(every=True))


@rule("cycle", f"[ngày] [thứ] <dn> {_OF} <month_in>", f"ngày thứ <dn> {_OF} <month_in>")
def day_in_month(p: Place, dn: int, month_in: Cycle) -> Founds | None:
    """ "ngày 20 của tháng cuối quý"."""
    if not 1 <= dn <= 31:
        return None
    return cycled(Cycle(month_in.freq, month_in.month, dn, shift=month_in.shift))


@rule("cycle", f"ngày <dn> {_OF} <month_of>", "<dn> (của|vào|trong) <month_of>")
def day_of_month(p: Place, dn: int, month_of: Founds) -> Founds | None:
    """ "ngày 20 tháng cuối quý II/2026"."""
    if not 1 <= dn <= 31:
        return None
    return tuple(one.but(kind="day", point=True, d1=dn, d2=dn) for one in month_of)


@rule("cycle", f"[ngày] [thứ] <a:dn> {{(,|và|;|, ngày|và ngày) <b:dn>}} [của|vào|trong] {_EACH} tháng [báo cáo]", "ngày [thứ] <a:dn> (của|trong) tháng !(<mo> | <near>) [báo cáo]")
def day_each_month(p: Place, a: int, b: tuple[int, ...] = ()) -> Founds | None:
    """ "ngày 10, 25 hằng tháng"; "ngày" may be missing."""
    if not all(1 <= n <= 31 for n in (a, *b)):
        return None
    return tuple(one for n in (a, *b) for one in cycled(Cycle("monthly", 1, n)))


@rule("cycle", f"ngày <a:dn> (-|đến|đến ngày) <b:dn> [của|vào|trong] {_EACH} tháng", f"ngày <a:dn> (-|đến|đến ngày) <b:dn> {_OF} <month_in>")
def days_each_month(p: Place, a: int, b: int, month_in: Cycle | None = None) -> Founds | None:
    """ "từ ngày 1 đến ngày 5 hằng tháng": due by the 5th."""
    if not 1 <= a <= b <= 31:
        return None
    cycle = month_in or Cycle("monthly", 1, 0)
    return tuple(one.but(anchor="by") for one in cycled(Cycle(cycle.freq, cycle.month, b, shift=cycle.shift)))


@rule("cycle", f"ngày <dn> {_EACH} (quý|quí)")
def day_each_quarter(p: Place, dn: int) -> Founds | None:
    """ "ngày 10 hằng quý": which month is not said."""
    p.fault("month_of_quarter")
    return cycled(Cycle("quarterly", 3, dn)) if 1 <= dn <= 31 else None


rule("edge", "cuối", "cuối cùng")(lambda p: -1)
rule("edge", "đầu", "đầu tiên")(lambda p: 1)
rule("edge", "thứ <num>")(lambda p, num: num)
rule("edge_day", "ngày <edge>")(lambda p, edge: Cycle("", 0, edge))
rule("edge_day", "ngày làm việc <edge>")(lambda p, edge: Cycle("", 0, edge, working=True))
rule("edge_day", "<num> ngày làm việc (đầu|đầu tiên)")(lambda p, num: Cycle("", 0, num, working=True))
rule("edge_day", "<num> ngày (đầu|đầu tiên)")(lambda p, num: Cycle("", 0, num))


def _edge(edge: Cycle, freq: Freq | str, month: int, shift: int = 0, weekday: int = -1) -> Founds:
    return cycled(Cycle(freq, month, edge.day, weekday, edge.working, shift))


@rule("cycle", f"<edge_day> {_OF} <month_in>", f"<edge_day> {_OF} tháng !(<mo> | <which> | <near>)")
def edge_of_month(p: Place, edge_day: Cycle, month_in: Cycle | None = None) -> Founds:
    """ "ngày cuối cùng của tháng", "ngày làm việc thứ 5 của tháng sau"."""
    cycle = month_in or Cycle("monthly", 1, 0)
    return _edge(edge_day, cycle.freq, cycle.month, cycle.shift)


@rule("cycle", f"<edge_day> {_OF} (quý|quí) !(<qu>) [<near>]")
def edge_of_quarter(p: Place, edge_day: Cycle, near: int = 0) -> Founds:
    """ "ngày làm việc cuối cùng của quý"."""
    return _edge(edge_day, "quarterly", 3 if edge_day.day < 0 else 1, near)


@rule("cycle", f"<edge_day> {_OF} năm !(<n>) [<near>]")
def edge_of_year(p: Place, edge_day: Cycle, near: int = 0) -> Founds | None:
    """ "ngày làm việc cuối cùng của năm"."""
    if p.has("ngày", 1, 2) and edge_day.day < 0 and not p.has("làm"):
        return None
    return _edge(edge_day, "yearly", 12 if edge_day.day < 0 else 1, near)


@rule("cycle", f"<edge_day> {_OF} <six>", f"<edge_day> {_OF} kỳ [báo cáo]", f"<edge_day> {_OF} tuần [<near>]")
def edge_of_other(p: Place, edge_day: Cycle, six: bool = False, near: int = 0) -> Founds:
    """ "ngày cuối kỳ", "ngày làm việc cuối tuần"."""
    if six:
        return _edge(edge_day, "half_yearly", 6 if edge_day.day < 0 else 1)
    if p.has("tuần"):
        if edge_day.working:
            return cycled(Cycle("weekly", 1, edge_day.day, working=True, shift=near))
        return cycled(Cycle("weekly", 1, 1, 6 if edge_day.day < 0 else edge_day.day - 1, shift=near))
    return _edge(edge_day, "", 0)


@rule("cycle", f"<edge_day> {_OF} (<months> | <quarters>)", f"<edge_day> {_OF} năm <y>")
def edge_of_named(p: Place, edge_day: Cycle, months: Founds = (), quarters: Founds = (), y: int = 0) -> Founds:
    """ "ngày làm việc cuối cùng của tháng 6/2026"."""
    found = months or quarters or (Found("year", y, 1, 1, y, 12, 31),)
    made = []
    for one in found:
        month = one.m2 if edge_day.day < 0 else one.m1
        year = one.y2 if edge_day.day < 0 else one.y1
        day = LAST if edge_day.day < 0 else edge_day.day
        if edge_day.working:
            made.append(Found("working", year, month, edge_day.day, year, month, edge_day.day, yearly=one.yearly, shift=one.shift))
        else:
            made.append(Found("day", year, month, day, year, month, day, point=True, yearly=one.yearly, shift=one.shift))
    return tuple(made)


@rule("weekdays", "[<daypart>] [ngày] <a:weekday> {(,|và|, và) [<part:daypart>] [ngày] <b:weekday>}")
def weekdays(p: Place, a: int, b: tuple[int, ...] = (), **parts: object) -> tuple[int, ...]:
    """One or more weekdays."""
    return (a, *b)


@rule("cycle", "<weekdays> (hằng|hàng|mỗi|từng|trong) tuần", "(hằng|hàng|mỗi) tuần [,] [vào] <weekdays>")
def each_week(p: Place, weekdays: tuple[int, ...]) -> Founds:
    """ "thứ Sáu hằng tuần"."""
    return tuple(one for day in weekdays for one in cycled(Cycle("weekly", 1, 1, day)))


@rule("cycle", f"<weekdays> [tuần|của tuần] <edge> {_OF} tháng")
def weekday_of_month(p: Place, weekdays: tuple[int, ...], edge: int) -> Founds | None:
    """ "thứ Sáu cuối cùng của tháng"."""
    return tuple(one for day in weekdays for one in cycled(Cycle("monthly", 1, edge, day)))


@rule("cycle", f"<head> {_EACH} tháng", f"<head> của {_EACH} tháng")
def part_each_month(p: Place, head: str) -> Founds:
    """ "cuối mỗi tháng"."""
    return cycled(Cycle("monthly", 1, {"start": 1, "middle": 15, "end": -1}[head]))


@rule("cycle", f"<head> [của] {_EACH} (quý|quí)")
def part_each_quarter(p: Place, head: str) -> Founds:
    """ "cuối mỗi quý"."""
    return cycled(Cycle("quarterly", {"start": 1, "middle": 2, "end": 3}[head], -1 if head == "end" else 1))


@rule("cycle", "<head> [của] (hằng|hàng|mỗi|từng) năm")
def part_each_year(p: Place, head: str) -> Founds:
    """ "cuối mỗi năm"."""
    month, day = {"start": (1, 1), "middle": (6, 30), "end": (12, 31)}[head]
    return (Found("part", 0, month, day, 0, month, day, point=True, yearly=True),)


# How often, without a date.

_ONCE = "(một|1|01) lần"
_MONTHS: Final[dict[int, Freq]] = {1: "monthly", 3: "quarterly", 6: "half_yearly", 12: "yearly"}


def _every(p: Place, n: int, months: int) -> tuple[Freqs, ...] | None:
    """One date every `n` times so many months."""
    size = n * months
    if size in _MONTHS:
        return (Freqs(_MONTHS[size], months=size),)
    if size in (2, 4):
        return (Freqs("yearly", n=12 // size, months=size),)
    if size == 9:
        return (Freqs("yearly", months=9),)
    if size and size % 12 == 0:
        return (Freqs("every_n_years", n=size // 12, months=size),)
    p.fault("no_interval")
    return ()


for _word, _size in (("tháng", 1), ("quý", 3), ("quí", 3), ("năm", 12)):
    rule("size", _word)(lambda p, size=_size: size)

_BESIDE = "(, | và | / | hoặc | - | , và)"


@rule("often", "(hằng|hàng|mỗi|từng|theo từng) [một] <freq:span_word> !(<y>)")
def every_one(p: Place, freq: Freq) -> tuple[Freqs, ...]:
    """ "hằng quý", "mỗi năm"."""
    return (Freqs(freq),)


@rule("often", "(hằng|hàng|mỗi) <num> <size> [(một|1|01) lần]", f"<num> <size> [/] {_ONCE}", "<num> <size> / lần", f"nửa năm {_ONCE}", "nửa năm / lần")
def every_several(p: Place, num: int = 6, size: int = 1) -> tuple[Freqs, ...] | None:
    """ "02 năm một lần", "6 tháng/lần"."""
    return _every(p, num, size)


@rule("often", f"<num> tuần [/] {_ONCE}", "<num> tuần / lần", "(hằng|hàng|mỗi) <num> tuần")
def every_weeks(p: Place, num: int) -> tuple[Freqs, ...]:
    """ "hai tuần một lần": only one week has a plain recurrence."""
    if num == 1:
        return (Freqs("weekly"),)
    p.fault("no_interval")
    return ()


@rule(
    "often",
    "<num> lần (/|mỗi|trong|trên|một|/ 1|/ 01|trong một|hằng|hàng|trong 01) <freq:span_word>",
    "[(mỗi|hằng|hàng|một|1|01)] <freq:span_word> [\\(] <num> lần [/ <other:span_word>]",
)
def times(p: Place, num: int, freq: Freq, other: str = "") -> tuple[Freqs, ...] | None:
    """ "02 lần/năm", "mỗi năm 2 lần"."""
    return (Freqs(freq, n=num),) if num else None


@rule("often", "<num> lần (/|trong) <n:num> <size>")
def times_in(p: Place, num: int, n: int, size: int) -> tuple[Freqs, ...] | None:
    """ "1 lần/6 tháng"."""
    return _every(p, n, size)


# A list of periods: behind the first each may stand without "hằng".
rule("listed", "<freq:span_word> !(<n> | <qu> | <near> | định | hoạch | học)")(lambda p, freq: (Freqs(freq),))
rule("listed", "<n:num> tháng !(<mo> | đầu | cuối)")(lambda p, n: _every(p, n, 1) if n in (3, 6, 9) else None)
rule("listed", "(1|01|một) năm")(lambda p: (Freqs("yearly"),))
rule("listed", "<often>")(lambda p, often: often)


@rule("freqs", f"<a:often> {{{_BESIDE} <b:listed>}}", f"(hằng|hàng) kỳ [,] <a:listed> {{{_BESIDE} <b:listed>}}")
def several(p: Place, a: tuple[Freqs, ...], b: tuple[tuple[Freqs, ...], ...] = ()) -> tuple[Freqs, ...]:
    """ "hằng quý, 6 tháng và năm"."""
    return (*a, *(one for each in b for one in each))


@rule("reported", f"[định kỳ] <a:often> {{{_BESIDE} <b:listed>}} và năm <y>")
def with_a_year(p: Place, a: tuple[Freqs, ...], y: int, b: tuple[tuple[Freqs, ...], ...] = ()) -> tuple[tuple[Freqs, ...], int] | None:
    """ "hàng quý, 6 tháng, 9 tháng và năm 2018" lists what is reported on; "hằng năm, năm 2018" is a limit."""
    return ((*a, *(one for each in b for one in each), Freqs("yearly", plain=True)), y) if b else None


@rule("freqs", f"(theo|theo từng) <a:listed> {{{_BESIDE} <b:listed>}}", f"định kỳ [theo|vào] <a:listed> {{{_BESIDE} <b:listed>}}")
def by_period(p: Place, a: tuple[Freqs, ...], b: tuple[tuple[Freqs, ...], ...] = ()) -> tuple[Freqs, ...]:
    """ "theo quý, năm"."""
    return (*a, *(one for each in b for one in each))


@rule("freqs", "định kỳ [theo|vào|mỗi] <num> <size>")
def periodic_term(p: Place, num: int, size: int) -> tuple[Freqs, ...] | None:
    """ "định kỳ 05 năm"."""
    return _every(p, num, size)


@rule("freqs", "các (tháng|quý|quí) !( !( trong | của ) )")
def each_within(p: Place) -> tuple[Freqs, ...]:
    """ "các quý trong năm"."""
    return (Freqs("monthly" if p.has("tháng") else "quarterly"),)
