"""Beginnings, middles and ends of periods, and "trong tháng" of the document's own.

Bộ luật Dân sự điều 146: đầu tháng the first day, giữa tháng the 15th, cuối tháng the last; đầu năm 1/1, giữa năm
30/6, cuối năm 31/12. A quarter's parts and "những tháng cuối năm" have no legal meaning: they are said to be loose.
"""

from reminder.phrases.chart import Place
from reminder.phrases.found import LAST, Found, Founds, Tail, months_found, within, year_found
from reminder.phrases.rulebook import Rulebook
from reminder.phrases.series import Freq

BOOK = Rulebook()
rule = BOOK.rule

BOOK.words("head", {
    "start": ("đầu", "thời điểm đầu"), "middle": ("giữa", "thời điểm giữa"), "end": ("cuối", "thời điểm cuối"),
})  # fmt: skip


@rule("part", "<head> [của] (<found:months> | <found:quarters>)", like=("Đầu tháng 6", "Đầu quý I/2026"))
def part_of_unit(p: Place, head: str, found: Founds) -> Founds:
    """Beginning, middle, end of a month or quarter."""
    return tuple(_part(p, head, one) for one in found)


@rule(
    "part",
    "[<num> ngày|những ngày] <head> [của] [các] năm !(học) [<tail:year_tail>]",
    "<head> <y>",
    like=("cuối năm", "cuối năm 206"),
)
def part_of_year(p: Place, head: str, tail: Tail | None = None, y: int = 0, num: int = 0) -> Founds | None:
    """Beginning, middle, end of a year; so many days from its beginning are more than that."""
    if num and head != "end":
        return None
    return within((_part(p, head, year_found(0)[0]),), Tail(y) if y else tail)


@rule("part", "<head> năm học <y> [(-|/) <n>]", like=("Đầu năm học 2026-2027", "Giữa năm học 2026-2027"))
def part_of_school_year(p: Place, head: str, y: int, n: int = 0) -> Founds:
    """ "cuối năm học 2025-2026": loose, by the end of May; its beginning is the first of September."""
    year, month, day = {"start": (y, 9, 1), "middle": (y + 1, 1, 15), "end": (y + 1, 5, 31)}[head]
    p.fault("vague", f"{day:02d}/{month:02d}/{year}")
    return (Found("part", year, month, day, year, month, day, point=True),)


@rule("part", "<head> (các|những) năm <a:y> {(,|và) [năm] <b:y>}", like=("Cuối các năm 2026, 2028",))
def part_of_years(p: Place, head: str, a: int, b: tuple[int, ...] = ()) -> Founds:
    """ "cuối các năm 2026, 2028"."""
    return tuple(_part(p, head, year_found(year)[0]) for year in (a, *b))


@rule(
    "part",
    "<head> tháng !(<mo> | <near> | (đến|-))",
    "<head> (quý|quí) !(<qu> | <near> | (đến|-))",
    like=("Cuối quý", "Cuối tháng"),
)
def part_of_this(p: Place, head: str) -> Founds | None:
    """ "cuối tháng", "cuối quý": of the document's date."""
    if not p.on:
        return None
    this: Freq = "monthly" if p.has("tháng") else "quarterly"
    return tuple(_part(p, head, one).but(this=this) for one in _this(p, p.on.month))


@rule("part", "(những|các|một số) tháng (đầu|giữa) [của] năm [<tail:year_tail>]", like=("những tháng đầu năm 2026",))
def first_of_months(p: Place, tail: Tail | None = None) -> Founds:
    """ "những tháng đầu năm": loose, by the end of June."""
    p.fault("vague", "30/6")
    return within((Found("part", 0, 6, 30, 0, 6, 30, point=True),), tail)


@rule(
    "part",
    "(những|các|một số) tháng cuối [của] năm [<tail:year_tail>]",
    like=("những tháng cuối năm", "những tháng cuối năm 2026"),
)
def last_of_months(p: Place, tail: Tail | None = None) -> Founds:
    """ "những tháng cuối năm": loose, by the end of the year."""
    p.fault("vague", "31/12")
    return within((Found("part", m1=12, d1=31, m2=12, d2=31, point=True),), tail)


@rule(
    "part",
    "[những|các] (tháng|thời gian) còn lại [của|trong] năm [<tail:year_tail>]",
    like=("các tháng còn lại của năm 2026",),
)
def rest_of_year(p: Place, tail: Tail | None = None) -> Founds:
    """ "các tháng còn lại của năm 2026": from the document's date on."""
    return within((Found("rest", 0, 7, 1, 0, 12, LAST),), tail)


@rule(
    "period",
    "trong (tháng|quý|quí) !(<mo> | <qu> | <near> | [của] năm | <one_word>)",
    "trong (tháng|quý|quí) này",
    like=("Trong quý", "Trong tháng"),
)
def this_period(p: Place) -> Founds | None:
    """ "trong tháng", "trong quý": those of the document's date."""
    return _this(p, p.on.month) if p.on else None


@rule(
    "period", "(trong|cả|trong cả|hết) năm !(<n> | <near> | học | nay | này)", like=("trong năm", "Các quý trong năm")
)
def this_year(p: Place) -> Founds:
    """ "trong năm": the document's year."""
    return year_found(0)


@rule("period", "(trong|cả|trong cả) năm <next>", like=("trong năm tới",))
def next_year(p: Place, next: int) -> Founds | None:
    """ "trong năm sau": the one after the document's."""
    if not p.on:
        return None
    p.fault("year_from_document", str(p.on.year + next))
    return year_found(p.on.year + next)


BOOK.either("period", "<months>", "<quarters>", "<years>", "<terms>", "<half>", "<week>")


@rule("period", "(các|những) <months>", like=("các tháng 3, 6, 9",))
def these_months(p: Place, months: Founds) -> Founds:
    """ "các tháng 3, 6, 9" without a year are those of every year."""
    return tuple(each.but(yearly=each.yearly or not each.y2) for each in months) if len(months) > 1 else months


def _this(p: Place, month: int) -> Founds:
    """The month or quarter that `month` lies in."""
    if p.has("tháng"):
        return months_found(p, month)
    return months_found(p, (month - 1) // 3 + 1, kind="quarter")


def _part(p: Place, head: str, one: Found) -> Found:
    if one.kind == "quarter" and head != "end":
        p.fault("vague", "cả quý" if head == "start" else "15 của tháng giữa quý")
        if head == "start":
            return one
        return one.but(kind="part", point=True, m2=one.m1 + 1, d2=15)
    year, month, day = one.y2, one.m2, one.d2
    if head == "middle":
        month, day = (6, 30) if one.kind == "year" else (month, 15)
    elif head == "start":
        year, month, day = one.y1, one.m1, one.d1
    return one.but(kind="part", point=True, y1=year, m1=month, d1=day, y2=year, m2=month, d2=day)
