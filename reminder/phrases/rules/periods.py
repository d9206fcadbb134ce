"""Months, quarters, years, halves and weeks, and their beginnings, middles and ends.

Bộ luật Dân sự điều 146: đầu tháng the first day, giữa tháng the 15th, cuối tháng the last; đầu năm 1/1, giữa năm
30/6, cuối năm 31/12. A quarter's parts and "những tháng cuối năm" have no legal meaning: they are said to be loose.
"""

from datetime import date, timedelta
from typing import Final

from reminder.phrases.chart import Place, Rule, writer
from reminder.phrases.found import LAST, NOTHING, Found, Founds, Tail, months_found, within, year_found

RULES: Final[list[Rule]] = []
rule = writer(RULES)

_ROMAN: Final = ("i", "ii", "iii", "iv")
for _n, _roman in enumerate(_ROMAN, 1):
    rule("glued", f"q{_roman}", f"quý{_roman}", f"quí{_roman}")(lambda p, n=_n: n)
    rule("bare", _roman)(lambda p, n=_n: n)

# A number of a list is none where a word behind it says that it is something else.
_OTHER = "!(tháng | ngày | giờ | h | tuần | lần | % | quý | / <d> | / <n> / | năm !(<y> | <near> | nay | n))"
_JOIN = "(, | và | + | hoặc | , và | / | ;)"


@rule("months", f"tháng <a:mo> {{{_JOIN} (tháng <b:mo> | <b:mo> {_OTHER})}} [<tail>]")
def listed_months(p: Place, a: int, b: tuple[int, ...] = (), tail: Tail | None = None) -> Founds:
    """Months by number: "tháng 3, 6 và 9/2026"."""
    return _units(p, [a, *b], tail, "month")


@rule("months", "tháng <a:mo> - [tháng] <b:mo> [<tail>]", f"tháng <a:mo> - [tháng] <b:mo> {{{_JOIN} tháng <c:mo>}} [<tail>]")
def joined_months(p: Place, a: int, b: int, c: tuple[int, ...] = (), tail: Tail | None = None) -> Founds:
    """From one month to another: "tháng 4-5/2026"."""
    return within((*months_found(p, a, b), *(one for m in c for one in months_found(p, m))), tail)


@rule("months", "<n:d> / <y>", "<n:d> - <y>", "<n:d> . <y>")
def month_in_figures(p: Place, n: int, y: int) -> Founds:
    """ "12/2026"."""
    return months_found(p, n, year=y)


@rule("months", "<a:d> - <b:d> (/|.|-) <y>", "<a:d> , <b:d> {, <c:d>} (/|.) <y>")
def months_in_figures(p: Place, a: int, b: int, y: int, c: tuple[int, ...] = ()) -> Founds | None:
    """ "6-12/2026"."""
    if not all(1 <= n <= 12 for n in (a, b, *c)):
        return None
    if "-" in p.chart.words[p.first : p.end - 2]:
        return months_found(p, a, b, y)
    return tuple(one for n in (a, b, *c) for one in months_found(p, n, year=y))


@rule("months", "t [.] <n:d> (/|-|.) <y>", "t [.] <n:d> (-|đến|,|và) t [.] <m:d> (/|-|.) <y>")
def short_month(p: Place, n: int, y: int, m: int = 0) -> Founds:
    """ "T6/2026"."""
    if m and p.chart.words[p.first + 2] in (",", "và"):
        return (*months_found(p, n, year=y), *months_found(p, m, year=y))
    return months_found(p, n, m, y)


_QUARTER = "(quý|quí|q|các quý|những quý) [.]"


@rule("quarters", f"{_QUARTER} <a:qu> {{{_JOIN} [quý|quí|q] <b:qu> {_OTHER}}} [<tail>]", f"<a:glued> {{{_JOIN} (<b:glued> | <b:bare>)}} [<tail>]")
def listed_quarters(p: Place, a: int, b: tuple[int, ...] = (), tail: Tail | None = None) -> Founds:
    """Quarters by number: "quý II và III năm 2026"."""
    return _units(p, [a, *b], tail, "quarter")


@rule("quarters", f"{_QUARTER} <a:qu> - [quý|quí|q] <b:qu> [<tail>]", "<a:glued> - (<b:glued> | <b:bare>) [<tail>]")
def joined_quarters(p: Place, a: int, b: int, tail: Tail | None = None) -> Founds:
    """From one quarter to another: "quý II-III/2026"."""
    return within(months_found(p, a, b, kind="quarter"), tail)


@rule("quarters", "<a:bare> [- <b:bare>] / <y>")
def bare_quarter(p: Place, a: int, y: int, b: int = 0) -> Founds:
    """ "IV/2026": Roman figures before a year name quarters in plans, though the word is missing."""
    figures = "".join(p.chart.words[p.first : p.end]).upper()
    p.fault("vague", f"quý {figures}")
    return months_found(p, a, b, y, "quarter")


@rule("years", "năm <y> !((/|.) <d> | lần | / lần)", "[các|những|hai|ba|bốn] năm <y>", "<y> !(/ <d> | - <d> - | . <d>)", "cả năm <y>", "niên độ <y>")
def one_year(p: Place, y: int) -> Founds:
    """A year."""
    return year_found(y)


@rule("years", "[năm] <a:y> - <b:y>", "[năm] <a:y> / <b:y>")
def year_range(p: Place, a: int, b: int) -> Founds | None:
    """ "2026-2030"."""
    if "/" in p.chart.words[p.first : p.end] and b != a + 1:
        return None
    return year_found(a, b)


@rule("years", "năm <bad>", "<bad> - <y>", "<y> - <bad>", "<y> - <d> !(- | /)")
def broken_years(p: Place, bad: int = 0, y: int = 0, d: int = 0) -> Founds | None:
    """Digits that are no year."""
    p.fault("broken_year")
    return NOTHING


@rule("years", "năm nay")
def document_year(p: Place) -> Founds | None:
    """The document's own year."""
    return year_found(p.on.year) if p.on else None


@rule("terms", "năm học <y> [(-|/) <b:n>]", "niên học <y> [(-|/) <b:n>]")
def school_year(p: Place, y: int, b: int = 0) -> Founds:
    """A school year: September to May, and said to be loose."""
    p.fault("vague", f"01/9/{y} - 31/5/{y + 1}")
    return (Found("span", y, 9, 1, y + 1, 5, 31),)


@rule("terms", "học kỳ (i|1|một) [,] năm học <y> [(-|/) <b:n>]", "học kỳ (i|1) [,] [năm] <y> (-|/) <b:n>")
def first_term(p: Place, y: int, b: int = 0) -> Founds:
    """The first school term ends in January."""
    p.fault("vague", f"01/9/{y} - 15/01/{y + 1}")
    return (Found("span", y, 9, 1, y + 1, 1, 15),)


@rule("terms", "học kỳ (ii|2|hai) [,] năm học <y> [(-|/) <b:n>]", "học kỳ (ii|2) [,] [năm] <y> (-|/) <b:n>")
def second_term(p: Place, y: int, b: int = 0) -> Founds:
    """The second school term ends with the school year."""
    p.fault("vague", f"16/01/{y + 1} - 31/5/{y + 1}")
    return (Found("span", y + 1, 1, 16, y + 1, 5, 31),)


@rule("terms", "(lớp|khối) <n> [,] <terms>")
def school_class(p: Place, n: int, terms: Founds) -> Founds:
    """The number of a class is none of a date."""
    return terms


_YEAR = "năm [<tail:year_tail>]"
rule("year_tail", "<y>", "<year_of:tail>", "\\( <y> \\)")(lambda p, y=0, year_of=None: year_of or Tail(y))
rule("year_tail", "<bad>")(lambda p, bad: p.fault("broken_year") or Tail(broken=True))
rule("year_tail", "<near>")(lambda p, near: Tail(shift=near))
rule("year_tail", "nay", "này")(lambda p: Tail(p.on.year) if p.on else None)


@rule("half", f"<num> tháng (đầu|đầu tiên) [của|trong] {_YEAR}")
def first_months(p: Place, num: int, tail: Tail | None = None) -> Founds | None:
    """ "6 tháng đầu năm 2026"."""
    return within((Found("half", 0, 1, 1, 0, num, LAST),), tail) if 1 <= num <= 12 else None


@rule("half", f"<num> tháng (cuối|cuối cùng|còn lại) [của|trong] {_YEAR}")
def last_months(p: Place, num: int, tail: Tail | None = None) -> Founds | None:
    """ "6 tháng cuối năm 2026"."""
    return within((Found("half", 0, 13 - num, 1, 0, 12, LAST),), tail) if 1 <= num <= 12 else None


@rule("half", f"nửa (đầu|cuối|sau) [của] {_YEAR}", "nửa năm (đầu|cuối) [<tail>]")
def half_year(p: Place, tail: Tail | None = None) -> Founds:
    """ "nửa đầu năm 2026"."""
    first = p.has("đầu", 0, 3)
    return within((Found("half", 0, 1 if first else 7, 1, 0, 6 if first else 12, LAST),), tail)


@rule("half", "nửa (đầu|cuối|sau) [của] (<months> | <quarters>)")
def half_unit(p: Place, months: Founds = (), quarters: Founds = ()) -> Founds:
    """ "nửa cuối tháng 6": from the 16th; of a quarter, from the middle of its second month."""
    first = p.has("đầu", 1, 2)
    made = []
    for one in months or quarters:
        middle = one.m1 if one.kind == "month" else one.m1 + 1
        made.append(one.but(kind="half", m2=middle, d2=15) if first else one.but(kind="half", m1=middle, d1=16))
    return tuple(made)


@rule("part", "<head> [của] (<months> | <quarters>)")
def part_of_unit(p: Place, head: str, months: Founds = (), quarters: Founds = ()) -> Founds:
    """Beginning, middle, end of a month or quarter."""
    return tuple(_part(p, head, one) for one in months or quarters)


@rule("part", "<head> [của] [các] năm [<tail:year_tail>]", "<head> <y>", "[<num> ngày|những ngày] <head> [của] năm [<tail:year_tail>]")
def part_of_year(p: Place, head: str, tail: Tail | None = None, y: int = 0, num: int = 0) -> Founds:
    """Beginning, middle, end of a year."""
    return within((_part(p, head, year_found(0)[0]),), Tail(y) if y else tail)


@rule("part", "cuối (các|những) năm <a:y> {(,|và) [năm] <b:y>}")
def end_of_years(p: Place, a: int, b: tuple[int, ...] = ()) -> Founds:
    """ "cuối các năm 2026, 2028"."""
    return tuple(_part(p, "end", year_found(year)[0]) for year in (a, *b))


@rule("part", "<head> tháng !(<mo>)", "<head> (quý|quí) !(<qu>)")
def part_of_this(p: Place, head: str) -> Founds | None:
    """ "cuối tháng", "cuối quý": of the document's date."""
    if not p.on:
        return None
    if p.has("tháng"):
        return (_part(p, head, Found("month", 0, p.on.month, 1, 0, p.on.month, LAST)),)
    first = (p.on.month - 1) // 3 * 3 + 1
    return (_part(p, head, Found("quarter", 0, first, 1, 0, first + 2, LAST)),)


for _word, _head in (("đầu", "start"), ("giữa", "middle"), ("cuối", "end")):
    rule("head", _word, f"thời điểm {_word}")(lambda p, head=_head: head)


@rule("part", "(những|các|một số) tháng (đầu|giữa) [của] năm [<tail:year_tail>]")
def first_of_months(p: Place, tail: Tail | None = None) -> Founds:
    """ "những tháng đầu năm": loose, by the end of June."""
    p.fault("vague", "30/6")
    return within((Found("part", 0, 6, 30, 0, 6, 30, point=True),), tail)


@rule("part", "(những|các|một số) tháng cuối [của] năm [<tail:year_tail>]")
def last_of_months(p: Place, tail: Tail | None = None) -> Founds:
    """ "những tháng cuối năm": loose, by the end of the year."""
    p.fault("vague", "31/12")
    return within((Found("part", 0, 12, 31, 0, 12, 31, point=True),), tail)


@rule("part", "[(những|các)] (tháng|thời gian) còn lại [của|trong] năm [<tail:year_tail>]")
def rest_of_year(p: Place, tail: Tail | None = None) -> Founds:
    """ "các tháng còn lại của năm 2026"."""
    return within((Found("rest", 0, 7, 1, 0, 12, LAST),), tail)


_TENS: Final = {"thượng": (1, 10), "trung": (11, 20), "hạ": (21, LAST)}
for _word, (_first, _last) in _TENS.items():

    @rule("week", f"{_word} tuần <months>")
    def ten_days(p: Place, months: Founds, first: int = _first, last: int = _last) -> Founds:
        """ "trung tuần tháng 8": its middle ten days."""
        return tuple(one.but(kind="week", d1=first, d2=last) for one in months)


@rule("week", "tuần (đầu|đầu tiên|cuối|cuối cùng) [của|trong] <months>", "tuần [thứ] <num> [của|trong] <months>")
def week_of_month(p: Place, months: Founds, num: int = 0) -> Founds | None:
    """A week of a month has no fixed meaning: days 1 to 7, 8 to 14, …, and said."""
    last = not num and p.has("cuối", 1, 2)
    num = num or 1
    if num > 5:
        return None
    made = []
    for one in months:
        d1, d2 = (25, LAST) if last else (min(num, 4) * 7 - 6, min(num, 4) * 7 if num < 5 else LAST)
        d1 = 29 if num > 4 and one.m1 != 2 else d1
        p.fault("vague", f"{d1}–{'cuối tháng' if d2 == LAST else d2}")
        made.append(one.but(kind="week", d1=d1, d2=d2))
    return tuple(made)


@rule("week", "tuần [thứ] <num> [của] (/ <y> | năm <y>)", "tuần <num> - <y>")
def week_of_year(p: Place, num: int, y: int) -> Founds:
    """A week by its ISO number."""
    try:
        first = date.fromisocalendar(y, num, 1)
    except ValueError:
        p.fault("no_such_period")
        return NOTHING
    end = first + timedelta(6)
    return (Found("week", first.year, first.month, first.day, end.year, end.month, end.day),)


@rule("period", "trong (tháng|quý|quí) !(<mo> | <qu> | <near> | [của] năm)")
def this_period(p: Place) -> Founds | None:
    """ "trong tháng", "trong quý": those of the document's date."""
    if not p.on:
        return None
    if p.has("tháng"):
        return months_found(p, p.on.month)
    return months_found(p, (p.on.month - 1) // 3 + 1, kind="quarter")


@rule("period", "(trong|cả|trong cả) năm !(<n> | <near> | học | nay | này)")
def this_year(p: Place) -> Founds:
    """ "trong năm": the document's year."""
    return year_found(0)


@rule("period", "(trong|cả) năm <near>")
def next_year(p: Place, near: int) -> Founds | None:
    """ "trong năm sau": the one after the document's."""
    return year_found(p.on.year + near) if p.on else None


@rule("period", "<months>", "<quarters>", "<years>", "<terms>", "<half>", "<week>", "(các|những) <months>")
def period(p: Place, **one: Founds) -> Founds:
    """Any span of time with a name of its own."""
    found = next(iter(one.values()))
    listed = len(found) > 1 and p.has("các", 0, 1)
    return tuple(each.but(yearly=each.yearly or not each.y2) for each in found) if listed else found


def _units(p: Place, numbers: list[int], tail: Tail | None, kind: str) -> Founds:
    found = tuple(one for number in numbers for one in months_found(p, number, kind=kind))
    return within(found, tail) if len(found) == len(numbers) else NOTHING


def _part(p: Place, head: str, one: Found) -> Found:
    if one.kind == "quarter" and head != "end":
        p.fault("vague", "cả quý" if head == "start" else "15 của tháng giữa quý")
        if head == "start":
            return one
        return one.but(kind="part", point=True, m1=one.m1 + 1, m2=one.m1 + 1, d1=15, d2=15, y1=one.y2)
    year, month, day = one.y2, one.m2, one.d2
    if head == "middle":
        month, day = (6, 30) if one.kind == "year" else (month, 15)
    elif head == "start":
        year, month, day = one.y1, one.m1, one.d1
    return one.but(kind="part", point=True, y1=year, m1=month, d1=day, y2=year, m2=month, d2=day)

