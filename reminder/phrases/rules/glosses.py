"""The same day again in the other calendar: "ngày 10/02/2026 (nhằm ngày 23 tháng Chạp)", "mùng 2 Tết (18/02)"."""

from itertools import pairwise

from reminder.phrases.can_chi import CAN, CHI
from reminder.phrases.chart import Place
from reminder.phrases.found import Found, Founds
from reminder.phrases.items import Aside
from reminder.phrases.rulebook import Rulebook

BOOK = Rulebook()
rule = BOOK.rule

_IS = "(tức|tức là|nhằm|nhằm vào|tương ứng|tương ứng với)"
BOOK.either(
    "lunar_words",
    "<lunar>",
    "[ngày] [mùng|mồng] <dn> [(/|-) <mo>] [<lunar_mark>] [<year_name>|<tail>] [<more:lunar_mark>]",
    "[ngày] [mùng|mồng] <dn> tháng (<mo>|<mo:lunar_month>) [<lunar_mark>] [<year_name>|<tail>] [<more:lunar_mark>]",
)
BOOK.either("lunar_days", "[từ] <lunar_words> {(-|đến|đến hết|tới|và|,) <more:lunar_words>}")
_LUNAR = ("chạp", "giêng", "rằm", "âl", "al", "tết")


@rule(
    "gloss",
    f"[,] {_IS} <lunar_days>",
    f"\\( [{_IS}] [(âm lịch|âl) [là|:]] <lunar_days> \\)",
    like=("ngày 20/9/2026 (tức ngày 10 tháng 8 năm Bính Ngọ)", "ngày 10/02/2026 nhằm ngày 23 tháng Chạp năm Ất Tỵ"),
)
def lunar_gloss(p: Place, **rest: object) -> Aside | None:
    """A lunar day behind a solar one says the same again; "(tức ngày 14/12)" is no lunar one."""
    words = p.chart.words[p.first : p.end]
    signed = any(word in map(p.form, _LUNAR) for word in words) or _pair(p, words, (("âm",), ("lịch",)))
    if signed or p.has("nhằm", 0, 2) or _pair(p, words, (CAN, (*CHI, "tí", "mẹo", "tị"))):
        return Aside()
    return None


def _pair(p: Place, words: list[str], each: tuple[tuple[str, ...], tuple[str, ...]]) -> bool:
    first, second = ({p.form(word.lower()) for word in some} for some in each)
    return any(one in first and other in second for one, other in pairwise(words))


@rule("date", "<date:day> <gloss>", like=("10 ngày trước ngày 10/02/2026 (nhằm 23/12)",))
def with_gloss(p: Place, date: Founds, **rest: object) -> Founds:
    """ "ngày 10/02/2026 (nhằm ngày 23 tháng Chạp)": the solar day counts."""
    return date


@rule(
    "date",
    "<date:day> \\( [tức|tức là|nhằm|nhằm vào|là|vào] [ngày] <weekday> , <gloss> \\)",
    "<date:day> \\( (tức|tức là|nhằm|nhằm vào|là|vào) [ngày] <weekday> \\)",
    "[ngày] <weekday> [,] <date:day> <gloss>",
    like=("ngày 15/12/2026 (thứ Ba, nhằm ngày 07 tháng 11 năm Bính Ngọ)", "ngày 15/12/2026 (tức thứ Ba)"),
)
def weekday_and_gloss(p: Place, date: Founds, weekday: int, **rest: object) -> Founds:
    """ "(thứ Ba, nhằm ngày 07 tháng 11 năm Bính Ngọ)"."""
    for one in date:
        if one.y2 > 0 and one.m2 and one.last().weekday() != weekday:
            p.fault("other_weekday")
    return date


@rule(
    "date",
    "<lunar> \\( [tức|nhằm|tức là|nhằm vào|dương lịch] [:] [ngày] (<date>|<date:dashed>) [dương lịch|dl] \\)",
    "<lunar> [,] (tức|nhằm|tức là|nhằm vào) [ngày] (<date>|<date:dashed>) [dương lịch|dl]",
    like=("trước 23 tháng Chạp (10/02/2026)", "mùng 2 Tết Mậu Tý (8-2)", "mùng 6 Tết, tức ngày 22/02/2026"),
)
def solar_gloss(p: Place, lunar: Founds, date: Founds) -> Founds:
    """ "23 tháng Chạp (tức ngày 10/02/2026)": the solar day counts, in the lunar year that is named."""
    if len(lunar) != 1 or not lunar[0].y2:
        return date
    return tuple(one if one.y2 or one.kind != "day" else _in_year(one, lunar[0]) for one in date)


def _in_year(one: Found, lunar: Found) -> Found:
    """Of a lunar year the last weeks lie in the next solar one."""
    year = lunar.y2 + (lunar.m2 >= 11 and one.m2 <= 3)
    return one.but(y1=year, y2=year)


BOOK.either("item", "<gloss>")
