"""The rule of a unit of time: whichever of day, month, quarter, half, year, week or part begins here."""

from typing import Final

from reminder.phrases.cursor import SIGNS, Cursor, Found
from reminder.phrases.months import day_tail, edge_day, month_tail
from reminder.phrases.numbers import chain, ordinal, ordinals, year_tail
from reminder.phrases.parts import (
    BARE,
    GLUED,
    bare_quarter,
    half,
    months_of_year,
    part,
    quarter_unit,
    some_months,
    year_unit,
)
from reminder.phrases.weeks import week, weekday


def unit(c: Cursor, hint: str = "") -> list[Found] | None:
    """The unit that begins here, or None with nothing consumed. A list ("tháng 3, 6 và 9") gives several."""
    word = c.w[c.i]
    if word.isdigit():
        return _number(c, hint)
    rule = _UNITS.get(word)
    if rule:
        return rule(c)
    if hint == "quarter" and ordinal(word, "quarter"):
        return ordinals(c, c.i, "quarter")
    return None


def _number(c: Cursor, hint: str) -> list[Found] | None:
    w, tok = c.w, c.i
    nxt = w[tok + 1]
    if nxt == "thang":
        half = months_of_year(c, tok, int(w[tok][:4]))
        if half:
            return half
        if len(w[tok]) <= 2 and (hint == "day" or w[tok + 2].isdigit() or (c.anchor and w[tok + 2] in ("cuoi", "dau"))):
            c.i = tok + 1
            return day_tail(c, tok, int(w[tok]))
        return None
    if nxt == "-" and hint in ("", "day") and len(w[tok]) <= 2 and w[tok + 2].isdigit() and len(w[tok + 2]) <= 2:
        pair = _number_range(c, tok)
        if pair is not None:
            return pair
    found = chain(c, hint)
    if found and not found[0].y2 and found[0].m2:
        year_tail(c, found)
    elif found and found[0].kind == "day" and not found[0].m2:
        return day_tail(c, tok, found[0].d2)
    return found


def _number_range(c: Cursor, tok: int) -> list[Found] | None:
    """ "15-20/6/2026", "6-12/2026", "01-15 tháng 6": the first number is what the second one turns out to be."""
    w = c.w
    if w[tok + 3] == "-" and w[tok + 4].isdigit() and len(w[tok + 4]) == 4 and w[tok + 5] not in SIGNS:
        return None  # 15-12-2026 is one date
    first = int(w[tok])
    c.i = tok + 2
    right = unit(c, "day")
    if not right or not right[0].m2 or right[0].rule or right[0].kind not in ("day", "month"):
        c.i = tok
        return None
    one = right[0]
    if one.kind == "day" and 1 <= first <= 31:
        one.d1 = first
    elif one.kind == "month" and 1 <= first <= 12:
        one.m1 = first
    else:
        c.i = tok
        return None
    one.tok, one.point = tok, False
    one.kind = "range" if one.kind == "day" else one.kind
    return right


def _day(c: Cursor) -> list[Found] | None:
    w, tok = c.w, c.i
    k = tok + 1
    if w[k] == "ngay":
        k += 1
    word = w[k]
    if word in ("mong", "mung"):
        k += 1
        word = w[k]
    if word.isdigit():
        c.i = k
        found = _number(c, "day")
        if found is None:
            c.i = tok
        elif found:
            found[0].tok = tok
        return found
    if word == "thang" and w[k + 1].isdigit():
        ordinals(c, k + 1, "month")
        return _blank(c, tok)
    if end := _form(w, k):
        c.i = end
        return _blank(c, tok)
    if word in SIGNS:
        while w[k] in SIGNS:
            k += 1
        c.i = k
        if w[k] == "thang" and w[k + 1].isdigit():
            ordinals(c, k + 1, "month")
        elif not w[k].isdigit() or chain(c, "month") is None:
            c.i = tok
            return None
        return _blank(c, tok)
    if word == "lam" and w[k + 1] == "viec":
        return edge_day(c, tok, k + 2, working=True)
    if word in ("cuoi", "dau"):
        return edge_day(c, tok, k, working=False)
    if word in ("thu", "chu"):
        c.i = k
        found = weekday(c)
        if found is None:
            c.i = tok
        return found
    return None


def _form(w: list[str], k: int) -> int:
    """Where "… tháng … năm 2026" ends, of which only the year was filled in; 0 for anything else."""
    for word in ("thang", "nam"):
        while w[k] in SIGNS:
            k += 1
        if w[k] != word:
            return 0
        k += 1
    return k + 1 if w[k].isdigit() and len(w[k]) == 4 else 0


def _blank(c: Cursor, tok: int) -> list[Found]:
    """ "ngày … tháng 6 năm 2026": nobody filled the day in, so there is no date."""
    c.fault("no_day", tok, c.i - 1)
    c.known = True
    return []


def _month(c: Cursor) -> list[Found] | None:
    tok = c.i
    return month_tail(c, tok, tok, 0)


def _short(c: Cursor) -> list[Found] | None:
    """ "T6/2026", "Q4/2026"."""
    w, tok = c.w, c.i
    k = tok + 1 + (w[tok + 1] == ".")
    if not w[k].isdigit() or w[k + 1] not in ("/", "-", ".", ",", "den", "va"):
        return None
    if w[k + 2] != w[tok] and not (w[k + 1] in ("/", "-", ".") and len(w[k + 2]) > 1):
        return None
    return ordinals(c, k, "month" if w[tok] == "t" else "quarter")


_UNITS: Final = {
    "ngay": _day, "thang": _month, "quy": quarter_unit, "qui": quarter_unit, "nam": year_unit,
    "dau": part, "giua": part, "cuoi": part, "nua": half, "nhung": some_months, "cac": some_months,
    "thu": weekday, "chu": weekday, "tuan": week, "t": _short, "q": _short,
} | dict.fromkeys(GLUED, quarter_unit) | dict.fromkeys(BARE, bare_quarter)  # fmt: skip
