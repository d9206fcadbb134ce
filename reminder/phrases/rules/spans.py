"""Any span or point of time, and from one to another."""

from datetime import time

from reminder.phrases.chart import Place
from reminder.phrases.found import NOTHING, Found, Founds, day_found
from reminder.phrases.rulebook import Rulebook

BOOK = Rulebook()
rule = BOOK.rule

BOOK.either("unit", "<timed>", "<date>", "<cycle>", "<month_of>", "<part>", "<period>", "<lunar>")


@rule(
    "unit",
    "<hour> [,] [ngày] [của|vào|trong] <cycle>",
    like=("15h00 thứ 5 hàng tuần", "trước 16 giờ thứ Sáu hằng tuần"),
)
def hour_of_a_cycle(p: Place, hour: time, cycle: Founds) -> Founds:
    """ "16 giờ thứ Sáu hằng tuần"."""
    return tuple(each.but(at=hour) for each in cycle)


@rule(
    "unit",
    "(giai đoạn|thời kỳ|nhiệm kỳ|trong giai đoạn|kỳ) <years>",
    "<num> năm \\( <years> \\)",
    "<num> năm <years>",
    like=("5 năm 2026-2030", "02 năm 2026, 2027"),
)
def stage(p: Place, years: Founds, num: int = 0) -> Founds:
    """ "giai đoạn 2026-2030", "5 năm 2026-2030"."""
    return years


@rule("unit", "<loose>", "<dn> !( !( (,|và) [ngày] <date> ) )", like=("ngày 25/hằng tháng", "ngày 10 và 11/3/2026"))
def day_of_the_next(p: Place, loose: Founds = (), dn: int = 0) -> Founds | None:
    """A day whose month stands behind the next one: "15 và 30 tháng 6"."""
    return loose or (day_found(p, dn) if 1 <= dn <= 31 else None)


BOOK.words("to", {
    "until": (
        "-", "đến", "tới", "đến :", "đến ngày :", "tới ngày :", ", đến", ", tới", "đến hết", "tới hết", "đến cả",
        "đến cuối ngày", ", đến hết", "cho đến", "cho đến hết",
    ),
    "before": ("đến trước", "tới trước", ", đến trước"),
})  # fmt: skip


@rule(
    "range",
    "(<left:unit>|<left:dashed>) <to> <right:unit>", "<left:unit> <to> <right:dashed>",
    "<left:dashed> (đến|tới) <right:dashed>",
    like=("2026 đến 2030", "01/6-30/6/2026",),
)  # fmt: skip
def from_one_to_another(p: Place, left: Founds, right: Founds, to: str = "until") -> Founds | None:
    """What one end leaves out the other gives."""
    if not left or not right:
        return NOTHING if not (left and left[-1].anchor) else None
    joined = _join(p, left[-1], right[0], to)
    return (*left[:-1], joined, *right[1:]) if joined else None


@rule(
    "range",
    "[ngày] <dn> (-|đến|tới|đến hết|tới hết) [ngày] (<right:date> | <right:dashed> | <right:timed>)",
    like=("15-20/6/2026", "15 - 30/11/2026"),
)
def days_of_one_month(p: Place, dn: int, right: Founds) -> Founds | None:
    """ "15-20/6/2026": the first day lies in the month of the second one."""
    if not right:
        return NOTHING
    one = right[0]
    if len(right) != 1 or one.kind != "day" or not one.m2 or not 1 <= dn <= 31:
        return None
    return (one.but(kind="range", point=False, y1=one.y2, m1=one.m2, d1=dn, anchor=""),)


@rule(
    "range",
    "<d> . <m:d> (-|đến) <e:d> . <n:d> . <y>",
    "<d> - <m:d> - <e:d> - <n:d> - <y>",
    like=("28.01 - 01.02.2026", "03-12 - 14-12-2026"),
)
def days_with_other_signs(p: Place, d: int, m: int, e: int, n: int, y: int) -> Founds | None:
    """ "28.01 - 01.02.2026": the first day without its year."""
    left, right = day_found(p, d, m), day_found(p, e, n, y)
    joined = _join(p, left[0], right[0], "until") if left and right and m and n else None
    return (joined,) if joined else None


def _join(p: Place, left: Found, right: Found, to: str) -> Found | None:
    waits = {"lunar", "working"}
    if left.kind in waits or right.kind in waits:
        return None
    if right.cycle and not left.cycle:  # "từ ngày 1 đến ngày 5 hằng tháng": due by the 5th
        return right.but(anchor="before" if to == "before" else "by") if left.kind == "day" and not left.m2 else None
    if left.cycle:  # "từ ngày 15 tháng trước đến ngày 14 của tháng báo cáo": a data period
        return Found("cutoff", cycle=right.cycle) if right.cycle else None
    kind = left.kind if left.kind == right.kind and left.kind in ("year", "month", "quarter") else "range"
    if left.shift == -1 or right.shift == -1:
        kind = "cutoff"
    y1, y2 = left.y1, right.y2
    m1, m2 = left.m1 or right.m1, right.m2 or left.m2
    over = left.kind == right.kind == "day" and (m1, left.d1) > (m2, right.d2)
    if not y1 and not y2 and over:
        y2 = -1  # set right once the year is known
    elif y1 and not y2:
        y2 = y1
        if over:
            y2 = y1 + 1
            p.fault("year_from_document", str(y2))
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


BOOK.either("span", "<unit>", "<range>")
