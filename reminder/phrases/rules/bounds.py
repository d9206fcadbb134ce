"""How a time binds: before, by, from, after, until."""

from datetime import time

from reminder.phrases.chart import Place
from reminder.phrases.found import Found, Founds
from reminder.phrases.items import Hour, Moments, Weekdays
from reminder.phrases.rulebook import Rulebook

BOOK = Rulebook()
rule = BOOK.rule

_FILL = "{(là|vào|trong|đến|hết|thời|điểm|mốc|khoảng|của|cả)} [(:|ngày :|ngày ,)]"


def _bound(span: Founds, anchor: str) -> Moments:
    return Moments(tuple(one.but(anchor=one.anchor or anchor) for one in span))


@rule("item", "<span>", like=("2010", "30/6"))
def unbound(p: Place, span: Founds) -> Moments:
    """A time with no word before it."""
    return Moments(span)


@rule(
    "item",
    f"trước [trước] {_FILL} <span>", "trước [ngày] <span:dashed>", "tr . [ngày] <span>",
    f"(chậm nhất|muộn nhất|trễ nhất|đến|tới|hết|xong) {_FILL} trước {_FILL} <span>",
    like=("trước 2030", "Trước 01/7",),
)  # fmt: skip
def before(p: Place, span: Founds) -> Moments:
    """ "trước ngày 15/12/2026": the day itself is left open."""
    return _bound(span, "before")


@rule("item", f"trước (khi|lúc|thời điểm) (kết thúc|hết) {_FILL} <span>", like=("trước khi kết thúc năm 2026",))
def before_the_end(p: Place, span: Founds) -> Moments:
    """ "trước khi kết thúc năm 2026"."""
    return Moments(tuple(one.but(anchor="before", kind="part", point=True) for one in span))


@rule(
    "item",
    f"((chậm|muộn|trễ) nhất|không (quá|muộn hơn|chậm hơn|trễ hơn|chậm quá|muộn quá|vượt quá|quá hạn)) [,] {_FILL}"
    " (<span> | <span:dashed>)",
    f"(hạn cuối|hạn cuối cùng|hạn chót) {_FILL} <span>",
    like=("Chậm nhất 30/6/2026", "Không quá quý I/2027",),
)  # fmt: skip
def by(p: Place, span: Founds) -> Moments:
    """ "chậm nhất ngày 15/12/2026": the day itself is in."""
    return _bound(span, "by")


@rule("item", f"(đến|tới|hết|cho đến|cho tới) {_FILL} (<span> | <span:dashed>)", like=("Hết năm 2026", "Đến hết 2027"))
def until(p: Place, span: Founds) -> Moments:
    """ "đến hết năm 2026"."""
    return _bound(span, "until")


_FROM = "(từ|kể từ|kể|bắt đầu từ|áp dụng từ|bắt đầu kể từ|tính kể từ) [ngày|khi|đầu ngày|thời điểm|kỳ|kỳ báo cáo] [:]"
_ON = "[trở đi|trở về sau|về sau]"


@rule(
    "item",
    f"{_FROM} (<span> | <span:dashed>) {_ON}",
    "(<span:period>|<span:date>) (-|đến|cho đến) (nay|hiện nay|hiện tại)",
    "(<span:period>|<span:date>) trở (đi|về sau)",
    f"(không sớm hơn|không được trước|không trước|sớm nhất) [là] {_FILL} <span>",
    like=("Từ 2011", "Từ quý I/2026",),
)  # fmt: skip
def from_(p: Place, span: Founds) -> Moments | None:
    """ "từ ngày 01/7/2026", "tháng 10/2025 đến nay": a start; from one to another, both ends."""
    if p.first_is("không") and p.chart.words[p.first - 1].isdigit():
        return None  # "tàu cá '3 không' trước ngày 30/9/2026"
    if len(span) == 1 and not _ranged(span[0]):
        return Moments((span[0].but(anchor="from"),))
    return Moments(tuple(one if one.anchor in ("before", "by") else one.but(anchor="whole") for one in span))


def _ranged(one: Found) -> bool:
    if one.kind in ("range", "cutoff") or one.anchor in ("before", "by"):
        return True
    if one.kind == "year":
        return one.y1 != one.y2
    if one.kind == "month":
        return (one.y1, one.m1) != (one.y2, one.m2)
    return one.kind == "quarter" and (one.y1 != one.y2 or one.m2 - one.m1 != 2)


@rule(
    "item",
    "(bắt đầu|ngày bắt đầu|khởi công|ngày khởi công|khởi động) [:] [từ|vào|ngày] (<span:date>|<span:period>)",
    like=("Bắt đầu 01/3/2026, kết thúc 31/8/2026", "Bắt đầu: 01/3/2026; kết thúc: 31/8/2026"),
)
def starts(p: Place, span: Founds) -> Moments:
    """ "Khởi công 01/3/2026": a start."""
    ranged = len(span) != 1 or _ranged(span[0])
    return Moments(span if ranged else (span[0].but(anchor="from"),))


@rule(
    "item",
    "(kết thúc|ngày kết thúc) : [ngày] <span>",
    like=("Bắt đầu: 01/3/2026; kết thúc: 31/8/2026", "Ngày bắt đầu: 01/3/2026, ngày kết thúc: 31/8/2026"),
)
def ends(p: Place, span: Founds) -> Moments:
    """ "kết thúc: 31/8/2026": the end of what has begun."""
    return _bound(span, "until")


@rule(
    "item",
    "từ <old:span> sang <span>",
    "(thay|thay đổi|sửa|sửa đổi|đổi|điều chỉnh) [<words>] [trước] [ngày] <old:span> (bằng|thành|sang) <span>",
    "không [còn|phải] [là] [ngày] <old:span> mà [là] <span>",
    like=("lùi thời hạn từ 30/6/2026 sang 30/9/2026", "Điều chỉnh từ Quý II/2026 sang Quý IV/2026"),
)
def moved(p: Place, span: Founds, **rest: object) -> Moments:
    """ "lùi từ 30/6/2026 sang 30/9/2026", "sửa “Quý II” thành “Quý IV”": the new one counts."""
    return Moments(span)


@rule(
    "item",
    "(thay|thay đổi|sửa|sửa đổi|đổi|điều chỉnh) [<words>] trước [ngày] <old:span> (bằng|thành|sang)"
    " trước [ngày] <span>",
    like=("thay thời hạn “trước ngày 30/6/2027” bằng “trước ngày 31/12/2027”",),
)
def moved_before(p: Place, span: Founds, **rest: object) -> Moments:
    """ "thay “trước ngày 30/6” bằng “trước ngày 31/12”"."""
    return _bound(span, "before")


@rule("item", f"[từ] sau {_FILL} <span>", like=("Sau 2030", "Sau năm 2025"))
def after(p: Place, span: Founds) -> Moments:
    """ "sau năm 2025": from the day behind it on."""
    return Moments(tuple(one.but(anchor="after") for one in span))


_NOW = (
    "(từ|kể từ|tính từ) (nay|bây giờ|khi ký|ngày ký|ngày ban hành|ngày ký ban hành|ngày ký quyết định|ngày ký văn bản"
    "|ngày ký kế hoạch|ngày ban hành kế hoạch)"
)


@rule(
    "item",
    f"{_NOW} [,] [cho] (đến|tới) [hết|cả] [ngày] [:] <span>",
    f"{_NOW} - <span>",
    like=("Từ nay đến năm 2030", "từ nay đến 31/12/2026"),
)
def from_now_to(p: Place, span: Founds) -> Moments | None:
    """ "từ nay đến hết quý II/2026": from the document's date."""
    if span and span[0].kind in ("lunar", "working"):
        return Moments((span[0].but(anchor="until"),))
    return Moments((span[0].but(kind="now", point=True, anchor="until"),)) if len(span) == 1 else None


@rule("item", f"{_NOW} (đến|tới) trước [ngày] <span>", like=("Từ nay đến trước ngày 31/5/2026",))
def from_now_to_before(p: Place, span: Founds) -> Moments | None:
    """ "từ nay đến trước ngày 30/6/2026"."""
    return Moments((span[0].but(kind="now", point=True, anchor="before"),)) if len(span) == 1 else None


@rule("item", f"{_NOW} !([,] (đến|tới|cho đến|-))", like=("Kể từ ngày ký ban hành",))
def from_now(p: Place) -> Moments | None:
    """ "từ ngày ký": the document's date."""
    if not p.on:
        return None
    on = (p.on.year, p.on.month, p.on.day)
    return Moments((Found("day", *on, *on, anchor="from"),))


@rule(
    "item", "[vào|lúc] <hour> !([,] [ngày] (<date> | <cycle> | <weekday>))", like=("từ 08h00 đến 11h30 ngày 22/4/2026",)
)
def lone_hour(p: Place, hour: time) -> Hour:
    """An hour whose date stands elsewhere."""
    return Hour(hour)


@rule("item", "trước <hour> !([,] [ngày] (<date> | <cycle>))", like=("ngày 20/3/2026 (trước 15 giờ)",))
def before_lone_hour(p: Place, hour: time) -> Hour:
    """ "trước 11 giờ" beside its date."""
    return Hour(hour, "before")


@rule(
    "item",
    "<weekdays> [tuần <near>] !([,] [\\(] [ngày] <date>)",
    "<hour> [ngày] [,] <weekdays> [tuần <near>]",
    like=("Hằng tuần, báo cáo thứ Sáu",),
)
def lone_weekday(p: Place, weekdays: tuple[int, ...], hour: time | None = None, near: int = 0) -> Weekdays:
    """Weekdays whose period stands elsewhere."""
    return Weekdays(weekdays, hour)


@rule(
    "item",
    "trước <hour> [ngày] [,] <weekdays> [tuần <near>]",
    "trước [ngày] <weekdays> [tuần <near>]",
    like=("Hằng tuần, trước thứ Sáu",),
)
def before_weekday(p: Place, weekdays: tuple[int, ...], hour: time | None = None, near: int = 0) -> Weekdays:
    """ "(hằng tuần,) trước 16h00 thứ Sáu"."""
    return Weekdays(weekdays, hour, "before")
