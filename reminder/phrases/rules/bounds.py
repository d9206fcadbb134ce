"""How a time binds: before, by, from, after, from one to another."""

from datetime import time
from typing import Final

from reminder.phrases.chart import Place, Rule, writer
from reminder.phrases.found import Found, Founds, Hour, Moments, Weekdays, day_found

RULES: Final[list[Rule]] = []
rule = writer(RULES)

_FILL = "{(là|vào|trong|ngày|đến|hết|kết thúc|thời điểm|mốc|khoảng|cuối cùng|của|khoảng thời gian)}"


@rule("unit", "<timed>", "<date>", "<cycle>", "<month_of>", "<part>", "<period>", "<lunar>", "<hour> [,] [ngày] [của|vào|trong] <cycle>")
def unit(p: Place, hour: time | None = None, **one: Founds) -> Founds:
    """Any span or point."""
    found = next(iter(one.values()))
    return tuple(each.but(at=hour) for each in found) if hour else found


@rule("unit", "(giai đoạn|thời kỳ|nhiệm kỳ|trong giai đoạn|kỳ) <years>", "<num> năm \\( <years> \\)", "<num> năm <years>")
def stage(p: Place, years: Founds, num: int = 0) -> Founds:
    """ "giai đoạn 2026-2030"."""
    return years


@rule("unit", "<loose>", "<dn> !( !( (,|và) [ngày] <date> ) )")
def loose(p: Place, loose: Founds = (), dn: int = 0) -> Founds | None:
    """A day whose month stands behind the next one."""
    return loose or (day_found(p, dn) if 1 <= dn <= 31 else None)


rule("to", "-", "[,] (đến|tới) [hết|cả|khoảng|cuối ngày]")(lambda p: "until")
rule("to", "[,] (đến|tới) trước")(lambda p: "before")


@rule("range", "<left:unit> <to> <right:unit>", "<left:dashed> <to> <right:unit>", "<left:unit> <to> <right:dashed>", "ngày <left:dashed> <to> <right:dashed>", "<left:dashed> (đến|tới) <right:dashed>")
def range_(p: Place, left: Founds, right: Founds, to: str = "until") -> Founds | None:
    """From one to another, what one leaves out given by the other."""
    if not left or not right:
        return () if not (left and left[-1].anchor) else None
    if len(left) != 1 and left[-1].kind != right[0].kind:
        return None
    joined = _join(p, left[-1], right[0], to)
    return (*left[:-1], joined, *right[1:]) if joined else None


@rule("range", "[ngày] <dn> (-|đến|tới|đến hết|tới hết|đến ngày|đến hết ngày) (<right:date> | <right:dashed> | <right:worded> | <right:timed>)")
def days_of_one_month(p: Place, dn: int, right: Founds) -> Founds | None:
    """ "15-20/6/2026": the first day lies in the month of the second one."""
    if not right:
        return ()
    one = right[0]
    if len(right) != 1 or one.kind != "day" or not one.m2 or not 1 <= dn <= 31 or one.cycle:
        return None
    if one.y2 > 0 or one.m2:
        return (one.but(kind="range", point=False, y1=one.y2, m1=one.m2, d1=dn, anchor=""),)
    return None


def _join(p: Place, left: Found, right: Found, to: str) -> Found | None:
    if right.cycle and not left.cycle:  # "từ ngày 1 đến ngày 5 hằng tháng": due by the 5th
        return right.but(anchor="before" if to == "before" else "by") if left.kind == "day" and not left.m2 else None
    if left.cycle:  # "từ ngày 15 tháng trước đến ngày 14 của tháng báo cáo": a data period
        return Found("cutoff", cycle=right.cycle) if right.cycle else None
    kind = left.kind if left.kind == right.kind and left.kind in ("year", "month", "quarter") else "range"
    if left.shift == -1 or right.shift == -1:
        kind = "cutoff"
    y1, y2 = left.y1, right.y2
    m1, m2 = left.m1 or right.m1, right.m2 or left.m2
    if y1 and not y2:
        y2 = y1
    elif y2 > 0 and not y1:
        y1 = y2
        if (m1, left.d1) > (m2, right.d2):
            y1 -= 1
            if left.kind == "day":
                p.fault("crosses_year", str(y1))
    return Found(
        kind, y1, m1, left.d1, y2, m2, right.d2, anchor="before" if to == "before" else "", at=right.at,
        shift=right.shift, yearly=right.yearly or left.yearly,
    )  # fmt: skip


rule("span", "<unit>", "<range>")(lambda p, **one: next(iter(one.values())))


@rule("item", "<span>")
def plain(p: Place, span: Founds) -> Moments:
    """A time with no word before it."""
    return Moments(span)


@rule("item", f"trước {_FILL} <span>", f"(chậm nhất|muộn nhất|trễ nhất|đến|tới|hết|xong) {_FILL} trước {_FILL} <span>", f"trước {_FILL} ngày <span:dashed>", "trước <span:dashed>")
def before(p: Place, span: Founds) -> Moments:
    """ "trước ngày 15/12/2026"."""
    return Moments(tuple(one.but(anchor=one.anchor or "before") for one in span))


@rule("item", f"trước khi (kết thúc|hết) {_FILL} <span>", f"trước (lúc|thời điểm) kết thúc {_FILL} <span>")
def before_the_end(p: Place, span: Founds) -> Moments:
    """ "trước khi kết thúc năm 2026"."""
    return Moments(tuple(one.but(anchor="before", kind="part", point=True) for one in span))


@rule(
    "item",
    f"((chậm|muộn|trễ) nhất|không (quá|muộn hơn|chậm hơn|trễ hơn|chậm quá|muộn quá|vượt quá)|chậm trễ nhất) [,] {_FILL} (<span> | <span:dashed>)",
    f"(hạn cuối|hạn cuối cùng|hạn chót) [:] {_FILL} <span>",
)
def by(p: Place, span: Founds) -> Moments:
    """ "chậm nhất ngày 15/12/2026": the day itself is in."""
    return Moments(tuple(one.but(anchor=one.anchor or "by") for one in span))


@rule("item", f"(đến|tới|hết|đến hết|cho đến|cho tới) {_FILL} (<span> | <span:dashed>)")
def until(p: Place, span: Founds) -> Moments:
    """ "đến hết năm 2026"."""
    return Moments(tuple(one.but(anchor=one.anchor or "until") for one in span))


_FROM = "(từ|kể từ|kể|bắt đầu từ|áp dụng từ|bắt đầu kể từ|tính kể từ) [ngày|khi|đầu ngày|thời điểm]"


@rule("item", f"{_FROM} (<span> | <span:dashed>) [trở đi|trở về sau|về sau]", "tính từ [ngày] <span:unit> [trở đi]", f"{_FROM} <span> (đến nay|đến hiện tại|đến hiện nay|- nay|- hiện tại|- hiện nay|đến khi hết|đến)")
def from_(p: Place, span: Founds) -> Moments:
    """ "từ ngày 01/7/2026"."""
    if len(span) == 1 and not _ranged(span[0]):
        return Moments((span[0].but(anchor="from"),))
    return Moments(tuple(one if one.anchor in ("before", "by") else one.but(anchor="") for one in span))


@rule("item", "(<period> | <date>) (-|đến|cho đến) (nay|hiện nay|hiện tại|bây giờ)", "<period> trở (đi|về sau)", "<date> trở (đi|về sau)")
def until_now(p: Place, period: Founds = (), date: Founds = ()) -> Moments:
    """ "Tháng 10/2025 đến nay": a start without an end."""
    return Moments(tuple(one.but(anchor="from") for one in period or date))


def _ranged(one: Found) -> bool:
    if one.kind == "range" or one.kind == "cutoff":
        return True
    if one.kind == "year":
        return one.y1 != one.y2
    if one.kind == "month":
        return (one.y1, one.m1) != (one.y2, one.m2)
    return one.kind == "quarter" and (one.y1 != one.y2 or one.m2 - one.m1 != 2)


@rule("item", f"[từ] sau {_FILL} <span>")
def after(p: Place, span: Founds) -> Moments:
    """ "sau năm 2025": from the day behind it on."""
    return Moments(tuple(one.but(anchor="after") for one in span))


_NOW = "(từ|kể từ|tính từ) (nay|bây giờ|ngày ký|ngày ban hành|ngày ký ban hành|ngày ký quyết định|ngày ký văn bản|khi ký)"


@rule("item", f"{_NOW} [,] (đến|tới|cho đến) [hết|cả] [ngày] <span>", f"{_NOW} (đến|tới) trước [ngày] <span>", f"{_NOW} - <span>")
def from_now_to(p: Place, span: Founds) -> Moments | None:
    """ "từ nay đến hết quý II/2026": from the document's date."""
    anchor = "before" if p.has("trước") else "until"
    if len(span) != 1:
        return None
    return Moments((span[0].but(kind="now", point=True, anchor=anchor),))


@rule("item", f"{_NOW} !([,] (đến|tới|cho đến|-))")
def from_now(p: Place) -> Moments | None:
    """ "từ ngày ký": the document's date."""
    if not p.on:
        return None
    on = (p.on.year, p.on.month, p.on.day)
    return Moments((Found("day", *on, *on, point=True, anchor="from"),))


@rule("item", "<hour> !([,] [ngày] (<date> | <cycle> | <weekday>))")
def lone_hour(p: Place, hour: time) -> Hour:
    """An hour whose date stands elsewhere."""
    return Hour(hour)


@rule("item", "trước <hour> !([,] [ngày] (<date> | <cycle>))")
def before_lone_hour(p: Place, hour: time) -> Hour:
    """ "trước 11 giờ" beside its date."""
    return Hour(hour, "before")


@rule("item", "<weekdays> !([,] [\\(] [ngày] <date>)", "[trước] <hour> [ngày] [,] <weekdays>")
def lone_weekday(p: Place, weekdays: tuple[int, ...], hour: time | None = None) -> Weekdays:
    """Weekdays whose period stands elsewhere."""
    return Weekdays(weekdays, hour, "before" if p.has("trước", 0, 1) else "")
