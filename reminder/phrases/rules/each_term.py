"""Terms that come again: so many days behind or before a day that recurs, or the end of each period."""

from reminder.phrases.chart import Place
from reminder.phrases.distance import TimeUnit
from reminder.phrases.found import Cycle, Founds, cycled
from reminder.phrases.items import Term
from reminder.phrases.rulebook import Rulebook
from reminder.phrases.rules.terms import COUNT, ENDED, LEAST, MOST, SINCE, WHEN, WITHIN

BOOK = Rulebook()
rule = BOOK.rule

_EACH = ("mỗi", "từng", "hằng", "hàng")
_ENDED = f"{ENDED} {{({'|'.join(_EACH)})}}"


def _but(others: str) -> str:
    """None of these behind it, unless that is how long a term is: "sau khi kết thúc quý 10 ngày"."""
    return f"!( !(<dn> <time_unit> !(<n>)) ({others}) )"


@rule(
    "period_end",
    f"{_ENDED} tháng {_but('<mo> | <which> | <near>')} [báo cáo]",
    like=("10 ngày sau khi kết thúc tháng",),
)
def end_of_month(p: Place) -> Founds:
    """ "(ngày) kết thúc tháng": its last day."""
    return cycled(Cycle("monthly", 1, -1))


@rule("period_end", f"{_ENDED} (quý|quí) {_but('<qu> | <near>')} [báo cáo]", like=("10 ngày sau khi kết thúc quý",))
def end_of_quarter(p: Place) -> Founds:
    """ "(khi) hết quý"."""
    return cycled(Cycle("quarterly", 3, -1))


@rule(
    "period_end",
    f"{_ENDED} <half_name> {_but('<n> | đầu | cuối | <near>')}",
    like=("10 ngày sau khi kết thúc 6 tháng",),
)
def end_of_half(p: Place, half_name: str) -> Founds:
    """ "(khi) kết thúc 6 tháng"."""
    return cycled(Cycle("half_yearly", 6, -1))


@rule(
    "period_end",
    f"{_ENDED} năm {_but('<n> | <near> | học | tài')} [dương lịch|báo cáo|ngân sách]",
    like=("10 ngày sau khi kết thúc năm", "trong 30 ngày kể từ ngày kết thúc năm dương lịch"),
)
def end_of_year(p: Place) -> Founds:
    """ "(ngày) kết thúc năm dương lịch"."""
    return cycled(Cycle("yearly", 12, -1))


@rule("period_end", f"{_ENDED} kỳ [báo cáo]", like=("Báo cáo hằng quý, trong 10 ngày kể từ ngày kết thúc kỳ báo cáo",))
def end_of_period(p: Place) -> Founds:
    """ "(ngày) kết thúc kỳ báo cáo": which period recurs stands elsewhere, or is asked."""
    return cycled(Cycle("", 0, -1))


@rule(
    "each_day",
    "<found:cycle>",
    f"{WHEN} <end:period_end>",
    like=("05 ngày làm việc trước ngày 15 hằng tháng", "10 ngày sau khi kết thúc quý"),
)
def recurring_day(p: Place, found: Founds = (), end: Founds = ()) -> tuple[str, Founds] | None:
    """ "ngày 15 hằng tháng", "ngày kết thúc quý": the latter may be that of one period, which stands elsewhere."""
    if end and not any(map(p.has, _EACH)):
        return p.quote(), tuple(one.but(kind="end") for one in end)
    recurs = (found or end) and all(one.cycle and not one.cycle.working for one in found)
    return (p.quote(), found or end) if recurs else None


@rule(
    "each_day",
    "[ngày] <a:date> {(,|và) [ngày] <b:date>} (hằng|hàng) năm",
    "<a:cycle> (hằng|hàng) năm",
    like=("trong 05 ngày kể từ ngày 02/12 hằng năm", "05 ngày trước ngày cuối cùng của tháng 12 hằng năm"),
)
def day_each_year(p: Place, a: Founds, b: tuple[Founds, ...] = ()) -> tuple[str, Founds] | None:
    """ "ngày 15/6 và 15/12 hằng năm"."""
    found = (*a, *(one for each in b for one in each))
    if not found or any(one.cycle or not one.m2 or one.y2 > 0 or one.kind != "day" for one in found):
        return None
    return p.quote(), tuple(one.but(yearly=True) for one in found)


@rule(
    "item",
    f"{WITHIN} {COUNT} {SINCE} <each:each_day>",
    f"sau <each:each_day> {MOST} <num> <time_unit> !(<n>)",
    like=("trong 05 ngày làm việc kể từ ngày 15 hằng tháng", "Sau khi kết thúc quý 10 ngày"),
)
def term_from_each_day(
    p: Place, num: int, time_unit: TimeUnit, each: tuple[str, Founds], **rest: object
) -> Term | None:
    """ "trong 05 ngày làm việc kể từ ngày kết thúc quý"."""
    return each_of(num, time_unit, True, each)


@rule(
    "item",
    "[chậm nhất|muộn nhất|ít nhất|tối thiểu] [là] <num> <time_unit> [so với|tính đến] trước <each:each_day>",
    f"trước <each:each_day> {LEAST} <num> <time_unit> !(<n>)",
    like=("05 ngày làm việc trước ngày 15 hằng tháng", "trước ngày 15 hằng tháng 05 ngày"),
)
def term_before_each_day(p: Place, num: int, time_unit: TimeUnit, each: tuple[str, Founds]) -> Term | None:
    """ "05 ngày làm việc trước ngày 15/12 hằng năm"."""
    return each_of(num, time_unit, False, each)


def each_of(num: int, unit: TimeUnit, after: bool, each: tuple[str, Founds]) -> Term | None:
    return Term(num, unit, after, each[0], each=each[1]) if num and unit != "hour" else None
