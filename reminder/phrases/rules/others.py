"""Terms and events, words that say open or undated, what is reported on, and what is no time at all."""

from typing import Final

from reminder.phrases.chart import Place, Rule, writer
from reminder.phrases.found import About, Aside, Data, Found, Founds, Freqs, Often, Said, Stop, Tail, Term

RULES: Final[list[Rule]] = []
rule = writer(RULES)

for _words, _unit in (
    ("ngày làm việc", "working_day"), ("ngày", "day"), ("tuần", "week"), ("tháng", "month"), ("năm", "year"), ("giờ", "hour"),
    ("h", "hour"), ("ngày công", "working_day"), ("giờ đồng hồ", "hour"),
):  # fmt: skip
    rule("time_unit", _words)(lambda p, unit=_unit: unit)

_BEHIND = "[,] (kể từ|kể|tính từ|từ|tính|sau)"
_WITHIN = "[trong|sau] [thời hạn|vòng|khoảng|thời gian|khoảng thời gian|hạn] [tối đa|không quá]"


@rule("item", f"{_WITHIN} <num> <unit:time_unit> {_BEHIND} <event>")
def term(p: Place, num: int, unit: str, event: str) -> Term:
    """ "10 ngày làm việc kể từ ngày nhận được văn bản"."""
    return Term(num, unit, True, event)


@rule("item", f"{_WITHIN} <num> <unit:time_unit> {_BEHIND} <day:known_day>")
def term_from_a_day(p: Place, num: int, unit: str, day: tuple[str, Found]) -> Term:
    """ "30 ngày kể từ ngày 01/7/2026": it waits for nothing."""
    return Term(num, unit, True, *day)


@rule("known_day", "[ngày] <date>")
def known_day(p: Place, date: Founds) -> tuple[str, Found] | None:
    """A printed day from which a term runs."""
    return (p.quote(), date[0]) if len(date) == 1 and date[0].m2 and date[0].y2 > 0 else None


@rule("item", "<num> <unit:time_unit> [so với|tính đến] trước !(<n> | ngày <n> | khi <n>) <event>", "trước [ít nhất|tối thiểu|khoảng] <num> <unit:time_unit> (so với|tính đến|trước) <event>", "trước [ít nhất|tối thiểu] <num> <unit:time_unit> !(<n>) <event>")
def term_before(p: Place, num: int, unit: str, event: str) -> Term:
    """ "15 ngày trước ngày khai mạc"."""
    return Term(num, unit, False, event)


@rule(
    "item",
    "[chậm nhất|muộn nhất|ít nhất|tối thiểu] [là] <num> <unit:day_unit> trước <day:known_day>",
    "trước [ít nhất|tối thiểu] <num> <unit:day_unit> so với <day:known_day>",
    "trước <day:known_day> [ít nhất|tối thiểu] <num> <unit:day_unit>",
)
def days_before_a_day(p: Place, num: int, unit: str, day: tuple[str, Found]) -> Term:
    """ "chậm nhất 15 ngày trước ngày 25/02/2026": counted back from it."""
    return Term(num, unit, False, *day)


for _words, _unit in (("ngày làm việc", "working_day"), ("ngày", "day"), ("tuần", "week")):
    rule("day_unit", _words)(lambda p, unit=_unit: unit)


@rule("item", "trước <event:short_event> [ít nhất|tối thiểu|khoảng] <num> <unit:time_unit>")
def term_behind_event(p: Place, event: str, num: int, unit: str) -> Term:
    """ "trước ngày khai mạc ít nhất 10 ngày": the event stands first."""
    return Term(num, unit, False, event)


@rule("item", "sau <event:when_event> [ít nhất|tối thiểu|khoảng] <num> <unit:time_unit>")
def term_behind_when(p: Place, event: str, num: int, unit: str) -> Term:
    """ "sau khi được phê duyệt 30 ngày"."""
    return Term(num, unit, True, event)


@rule("item", f"{_WITHIN} <num> <unit:time_unit> !(<y> | đầu | cuối | còn | lần | / lần | (1|01|một) lần | / (1|01) lần)")
def lone_term(p: Place, num: int, unit: str) -> Term | None:
    """A term whose event is not printed."""
    return Term(num, unit, True) if num < 1900 else None


@rule("item", "<a:six_list>")
def reported_months(p: Place, a: tuple[Freqs, ...]) -> Often:
    """ "6 tháng, 9 tháng và năm": what is reported on, or how often."""
    return Often(tuple(Freqs(f.freq, f.n, f.months, plain=True) if n == 0 else f for n, f in enumerate(a)))


_BESIDE = "(, | và | / | hoặc | - | , và)"
rule("six_list", f"<a:number_of_months> {{{_BESIDE} <b:listed>}}", )(lambda p, a, b=(): (*a, *(one for each in b for one in each)))
rule("number_of_months", "(6|06|sáu) tháng !(<mo> | đầu | cuối | kể | từ | sau)")(lambda p: (Freqs("half_yearly", months=6),))
rule("number_of_months", "(9|09|chín) tháng !(<mo> | đầu | cuối | kể | từ | sau)")(lambda p: (Freqs("yearly", months=9),))
rule("number_of_months", "(3|03|ba) tháng !(<mo> | đầu | cuối | kể | từ | sau)")(lambda p: (Freqs("quarterly", months=3),))


@rule("item", "<freqs>")
def recurs(p: Place, freqs: tuple[Freqs, ...]) -> Often:
    """How often, without a date."""
    return Often(freqs)


@rule("item", "<reported>")
def reports_of_a_year(p: Place, reported: tuple[tuple[Freqs, ...], int]) -> Often:
    """Reports of every kind on one year: how often, and on what."""
    return Often(*reported)


@rule("item", "định kỳ [báo cáo] [theo quy định] [:|,]")
def periodic(p: Place) -> Said:
    """What follows recurs: a date without a year every year."""
    return Said("yearly")


@rule("item", "(hằng|hàng) ngày", "(hằng|hàng) giờ")
def daily(p: Place) -> Said:
    """Every day: it has no deadline."""
    return Said("open")


for _open in (
    "thường xuyên", "liên tục", "lâu dài", "quanh năm", "không thời hạn", "vô thời hạn", "suốt năm", "đường xuyên",
    "thường xuyên , liên tục", "thường kỳ",
):  # fmt: skip
    rule("standing", _open)(lambda p: True)


@rule("item", "<standing>", "<standing> (trong|suốt|quanh|cả|trong cả) (năm|tháng|quý|tuần) !(<n> | <qu> | <mo> | <near> | học | nay | này)")
def standing(p: Place, standing: bool) -> Said:
    """A standing duty: it has no end."""
    return Said("open")


@rule("item", "[và] (trở đi|trở về sau|về sau)", "[và] (các|những) năm (tiếp theo|sau|kế tiếp|tiếp sau|về sau|tiếp|sau đó)", "và (các|những) năm", "và (năm) (tiếp theo|sau|kế tiếp)")
def onward(p: Place) -> Said:
    """ "và các năm tiếp theo"."""
    return Said("onward")


@rule("item", "(tầm nhìn|định hướng) {(đến|tới|năm|ra|hết)} <y>")
def vision(p: Place, y: int) -> Said:
    """ "tầm nhìn đến năm 2045": no deadline."""
    return Said("vision", y)


_UNDATED = (
    "kịp thời", "khẩn trương", "đột xuất", "chưa xác định", "chưa có", "chưa rõ", "phù hợp", "sớm", "tùy theo", "tuỳ theo",
    "tùy tình hình", "tuỳ tình hình", "căn cứ", "chờ hướng dẫn", "chuyển tiếp", "ngay lập tức", "sớm nhất", "có lộ trình", "tương ứng",
    "đảm bảo tiến độ", "bảo đảm tiến độ", "gắn với", "trong thời gian tới", "trong quá trình", "trong suốt quá trình", "trước mắt",
)  # fmt: skip


@rule("item", *_UNDATED, "(kịp thời|đột xuất|đúng) <pass>")
def undated(p: Place, **rest: object) -> Said:
    """No date, and none meant."""
    return Said("undated")


@rule("item", "theo !(giai đoạn <n>) <pass>", "(khi|đúng) <pass>", "dịp !(<span>) <pass>", "(sau|trước|đến|tới) khi <pass>", "(từ|kể từ|tính từ) (khi|ngày) !(<n>) <pass>")
def awaited(p: Place, **rest: object) -> Said:
    """A condition or an event without a date."""
    return Said("undated")


@rule("item", "[theo|thực hiện theo] (kế hoạch|chương trình|đề án|lịch) <words> {, <more:words>} năm <y> [của <pass>]", "theo (kế hoạch|chương trình|đề án) <words> năm <y>")
def other_plan(p: Place, **rest: object) -> Said | None:
    """ "theo Kế hoạch kiểm tra, giám sát năm 2026 của tỉnh": the year belongs to that plan's name."""
    return Said("undated") if p.has("theo", 0, 3) else None


@rule("item", "tuần (đầu|đầu tiên|cuối|cuối cùng|thứ <num>|<num>) [của|trong] [hằng|hàng|mỗi|từng] tháng !(<mo>) [<near>]")
def some_week(p: Place, **rest: object) -> Said:
    """ "tuần đầu tháng sau": of a month without a name a week has no date."""
    return Said("undated")


@rule("item", "(sau|trước) (mùa|đại hội|khai|lễ|hội nghị|cuộc|thời|khai giảng|ngày !(<n> | tháng <n> | <edge> | làm | thứ | mồng | mùng | /)) <pass>", "(sau|trước) (đại hội|hội nghị|lễ)")
def about_an_event(p: Place, **rest: object) -> Said:
    """ "trước mùa mưa bão"."""
    return Said("undated")


@rule("item", "trước [,] [và] (sau|trong|trong và sau) [,] <pass>", "trước , trong và sau <pass>")
def around(p: Place, **rest: object) -> Said:
    """ "trước và sau năm 2026" names no limit on either side."""
    return Said("around")


_SESSION = "(kỳ họp|phiên họp)"


@rule("item", f"[trước|sau|tại|trong|phục vụ] {_SESSION} <words>", f"[trước|sau|tại|trong|phục vụ] {_SESSION} <words> <part>", f"[trước|sau|tại|trong|phục vụ] {_SESSION} <words> thứ <num>")
def session(p: Place, **rest: object) -> Said:
    """A session of the council has no date of its own; "cuối năm" only names it."""
    return Said("undated")


# The span of data a report covers.

_CUT = "[(thời gian|thời điểm)] [chốt] số liệu [báo cáo|tổng hợp|sơ kết|tổng kết|thống kê]"


@rule(
    "item",
    f"{_CUT} [được] [:] (chốt|tính|lấy|tổng hợp|từ|đến|tính đến|chốt đến|tính từ|lấy từ|lấy đến|ngày|tháng) {{(từ|đến|hết|ngày|tính|là|vào)}} <span>",
    "chốt số liệu [báo cáo|tổng hợp|thống kê] [:] {(từ|đến|hết|tính|là|vào)} <span>", "tính từ [ngày] <span:range>",
    f"{_CUT} [:] {{(từ|đến|hết|tính|là|vào)}} <span>",
    "(kỳ|thời kỳ|giai đoạn) [báo cáo|thống kê|tổng hợp] [của] [tính] từ [ngày] <span:range>",
    "báo cáo của kỳ từ [ngày] <span:range>",
)
def data(p: Place, span: Founds) -> Data:
    """ "số liệu tính từ … đến …": what is counted, not when it is due."""
    return Data(span)


# What is reported on.

_NOUN = (
    "(báo cáo|tổng kết|sơ kết|quyết toán|kế hoạch|dự toán|xếp loại|đánh giá|thống kê|chương trình|kết quả|phân loại"
    "|rà soát|kiểm điểm|thi đua|nhiệm vụ|kỳ báo cáo|bình xét)"
)


@rule("item", f"{_NOUN} <words> [giữa kỳ] [vào] (<half> | <years> | <months> | <quarters> | <half_or_part>) !(-)", "cho (<years> | <quarters> | <half>)")
def reported_on(p: Place, **rest: Founds) -> About:
    """ "báo cáo năm 2026", "tổng kết 6 tháng đầu năm": what it is about."""
    found = next(each for name, each in rest.items() if name != "words")
    return About(found)


rule("half_or_part", "<half>")(lambda p, half: half)


@rule("item", f"(báo cáo|kỳ|sơ kết|tổng kết|báo cáo kết quả|báo cáo sơ kết|báo cáo tổng kết|báo cáo cả) [định kỳ] <a:listed> {{{_BESIDE} <b:listed>}}")
def reported_periods(p: Place, a: tuple[Freqs, ...], b: tuple[tuple[Freqs, ...], ...] = ()) -> About:
    """ "báo cáo tháng, quý, năm"."""
    freqs = (*a, *(one for each in b for one in each))
    return About(freqs=tuple(Freqs(f.freq, f.n, f.months, plain=True) for f in freqs))


# No time at all.

_NAMED = (
    "(lần|đợt|kỳ|giai đoạn|bước|nhóm|mục|điều|khoản|phiên|lớp|khối|tổ|phụ lục|biểu|mẫu|bảng|khóa|chương|phần|điểm|cấp|cấp độ"
    "|mức độ|quốc lộ|trang|vòng)"
)


@rule("item", f"{_NAMED} [thứ|số] (<n:d> | <n:roman>) !((/|-) <n> | <time_unit>)", "\\( <n:d> \\)", "\\[ <n:d> \\]", "số <n> !(/ <n>)")
def named(p: Place, n: int) -> Aside:
    """ "đợt 1", "Điều 5", a footnote: the number names."""
    return Aside()


@rule(
    "item",
    "<docno> [,] [ngày <date>]",
    "(luật|nghị quyết|quyết định|nghị định|thông tư|công văn|kế hoạch|chỉ thị|thông báo|kết luận|chương trình|đề án|tờ trình|hướng dẫn)"
    " số (<docno> | <n>) [,] [ngày <date>]",
)
def document(p: Place, **rest: object) -> Aside:
    """The number and date of a document."""
    return Aside()


@rule("item", "(chậm nhất|muộn nhất) là hết [ngày] <span> nếu tính chặt")
def strictly(p: Place, span: Founds) -> Aside:
    """Our own gloss on the words before it."""
    return Aside()


@rule("item", "bắt đầu", "hạn cuối", "giữa kỳ", "cuối giờ")
def no_part(p: Place) -> Aside:
    """ "bắt đầu" is no beginning of a period."""
    return Aside()


@rule("item", ";", ":", ".", "<newline>", "\\(", "\\)", "\\[", "\\]")
def sign(p: Place, newline: object = None) -> Stop:
    """A clause ends at ; : . and at the end of a line; brackets unbind."""
    return Stop(p.chart.words[p.first])


# The lunar calendar and its feasts: read as what they are, dated by a calendar.

rule("lunar_month", "giêng")(lambda p: 1)
rule("lunar_month", "chạp")(lambda p: 12)
_LUNAR = "(âm lịch|âl|\\( âl \\)|\\( âm lịch \\))"


@rule(
    "lunar",
    "[ngày] [mùng|mồng] <dn> tháng <mo:lunar_month> [_LUNAR] [<tail>]".replace("_LUNAR", "âm lịch|âl"),
    f"[ngày] [mùng|mồng] <dn> tháng <mo> {_LUNAR} [<tail>]", f"[ngày] [mùng|mồng] <dn> / <mo:d> {_LUNAR} [<tail>]",
    f"[ngày] [mùng|mồng] <dn> tháng <mo> [<tail>] {_LUNAR}", f"[ngày] <dn> / <mo:d> / <y> {_LUNAR}",
)
def lunar_day(p: Place, dn: int, mo: int, tail: Tail | None = None, y: int = 0) -> Founds | None:
    """ "mùng 10 tháng 3 âm lịch"."""
    if not (1 <= dn <= 30 and 1 <= mo <= 12):
        return None
    return _lunar(dn, mo, tail, y)


@rule("lunar", "[ngày] rằm tháng (<mo> | <mo:lunar_month>) [âm lịch|âl] [<tail>]")
def full_moon(p: Place, mo: int, tail: Tail | None = None) -> Founds:
    """ "rằm tháng Bảy": the fifteenth of a lunar month."""
    return _lunar(15, mo, tail, 0)


def _lunar(day: int, month: int, tail: Tail | None, year: int) -> Founds:
    year = year or (tail.year if tail else 0)
    return (Found("lunar", year, month, day, year, month, day, point=True, yearly=bool(tail and tail.every)),)


for _n, _stem in enumerate(("giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý")):
    rule("stem", _stem)(lambda p, n=_n: n)
for _n, _branch in enumerate(("tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi")):
    rule("branch", _branch)(lambda p, n=_n: n)
rule("branch", "tí")(lambda p: 0)
rule("branch", "tị")(lambda p: 5)
rule("can_chi", "[năm] <stem> <branch>")(lambda p, stem, branch: (stem, branch))

_TET = "[(dịp|ngày)] tết [nguyên đán|âm lịch|cổ truyền|ta|cổ truyền dân tộc]"


@rule("lunar", f"{_TET} [<can_chi>] [[năm] <y>|\\( <y> \\)]", f"{_TET} [năm] <y> [<can_chi>]")
def tet(p: Place, y: int = 0, can_chi: object = None) -> Founds:
    """Tết: the first day of the lunar year, by any of its names."""
    return (Found("lunar", y, 1, 1, y, 1, 1, point=True),)


@rule("item", "\\( (tức|nhằm|tức là|nhằm vào) [ngày] <lunar> [<can_chi>] \\)", "\\( (tức|nhằm|tức là|nhằm vào) [ngày] [mùng|mồng] <worded> [<can_chi>] \\)", "\\( (tức|nhằm) [là] [ngày] [mùng|mồng] <dn> tháng (<mo>|<mo:lunar_month>) [<can_chi>] \\)")
def lunar_gloss(p: Place, **rest: object) -> Aside:
    """A lunar day in brackets behind a solar one says the same again."""
    return Aside()
