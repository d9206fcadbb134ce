"""Rules of parts: the beginning, middle and end of a period, its halves, some of its months.

Bộ luật Dân sự điều 146: đầu tháng the first day, giữa tháng the 15th, cuối tháng the last; đầu năm 1/1, giữa năm
30/6, cuối năm 31/12. A quarter's parts and "những tháng cuối năm" have no legal meaning: they are said to be loose.
"""

from typing import Final

from reminder.phrases.cursor import EACH, LAST, SIGNS, Cursor, Found, Rule
from reminder.phrases.months import OF, every_year, ruled
from reminder.phrases.numbers import ordinal, ordinals, year_found, year_number, year_tail

BARE: Final = ("i", "ii", "iii", "iv")
GLUED: Final = {f"{head}{roman}": roman for head in ("q", "quy") for roman in BARE}


def quarter_unit(c: Cursor) -> list[Found] | None:
    tok = c.i
    if c.w[tok] in GLUED:
        c.w[tok] = GLUED[c.w[tok]]
        c.i = tok
        return ordinals(c, tok, "quarter")
    if not ordinal(c.w[tok + 1], "quarter"):
        return None
    found = ordinals(c, tok + 1, "quarter")
    for one in found:
        one.tok = min(one.tok, tok) if one is found[0] else one.tok
    return found


def bare_quarter(c: Cursor) -> list[Found] | None:
    """ "IV/2026": Roman figures before a year name quarters in plans, though the word is missing."""
    w, tok = c.w, c.i
    last = tok + 2 if w[tok + 1] == "-" and w[tok + 2] in BARE else tok
    if not (w[last + 1] == "/" and w[last + 2].isdigit() and len(w[last + 2]) == 4):
        return None
    found = ordinals(c, tok, "quarter")
    c.fault("vague", tok, c.i - 1, f"quý {''.join(w[tok : c.i]).upper()}")
    return found


def year_unit(c: Cursor) -> list[Found] | None:
    w, tok = c.w, c.i
    word = w[tok + 1]
    if word == "hoc" and w[tok + 2].isdigit() and len(w[tok + 2]) == 4:
        year, c.i = year_number(c, tok + 2), tok + 3
        if w[c.i] in ("-", "/") and w[c.i + 1].isdigit():
            c.i += 2
        if not year:
            return []
        c.fault("vague", tok, c.i - 1, f"01/9/{year} - 31/5/{year + 1}")
        one = Found("span", tok, (year, 9, 1), (year + 1, 5, 31))
        return [one]
    if word.isdigit() and w[tok + 2] not in ("lan", "mot", "mot") and w[tok + 2 : tok + 4] != ["/", "lan"]:
        if len(word) == 2 and word[0] in "0":
            return None
        if len(word) < 3 or (w[tok + 2] in SIGNS and w[tok + 3].isdigit()):
            return None
        c.i, c.known = tok + 2, True
        year = year_number(c, tok + 1)
        return [year_found(tok, year)] if year else []
    if word == "nay" and c.on:
        c.i = tok + 2
        return [year_found(tok, c.on.year)]
    return None


def months_of_year(c: Cursor, tok: int, n: int) -> list[Found] | None:
    """ "6 tháng đầu năm 2026", "3 tháng cuối năm"; `tok` is the number, "tháng" follows it."""
    w = c.w
    k = tok + 2
    if w[k] not in ("dau", "cuoi", "con") or not 1 <= n <= 12:
        return None
    head, k = w[k], k + 1
    while w[k] in ("cua", "lai", "trong", "tien", "cung"):
        k += 1
    if w[k] != "nam":
        return None
    months = (1, n) if head == "dau" else (13 - n, 12)
    one = Found("half", tok, (0, months[0], 1), (0, months[1], LAST))
    c.i = k
    year_tail(c, [one])
    if c.i == k:
        c.i = k + 1
        if w[c.i].isdigit() and len(w[c.i]) == 4:
            one.y1 = one.y2 = year_number(c, c.i)
            c.i += 1
    return [one]


def part(c: Cursor) -> list[Found] | None:
    """ "đầu, giữa, cuối" of a month, quarter, year or week."""
    w, tok = c.w, c.i
    head, k = w[tok], tok + 1
    each = False
    while w[k] in OF:
        each = each or w[k] in EACH
        k += 1
    word = w[k]
    if word == "thang" and (each or not ordinal(w[k + 1], "month")):
        if not each and c.on and w[k + 1] not in EACH:
            found = [Found("month", tok, (0, c.on.month, 1), (0, c.on.month, LAST))]
            c.i = k + 1
            return _parts(c, found, head, tok)
        c.i = k + 1
        return [ruled(tok, Rule("monthly", 1, {"dau": 1, "giua": 15, "cuoi": -1}[head]))]
    if word == "thang":
        return _parts(c, ordinals(c, k + 1, "month"), head, tok)
    if word == "quy" or word in GLUED:
        c.i = k
        found = quarter_unit(c) or []
        if found:
            return _parts(c, found, head, tok)
        if each or w[k + 1] in EACH:
            c.i = k + 1
            return [ruled(tok, Rule("quarterly", {"dau": 1, "giua": 2, "cuoi": 3}[head], -1 if head == "cuoi" else 1))]
        if c.on and w[k + 1] not in ("dinh", "mo", "che"):
            quarter = (c.on.month - 1) // 3 * 3
            c.i = k + 1
            return _parts(c, [Found("quarter", tok, (0, quarter + 1, 1), (0, quarter + 3, LAST))], head, tok)
        return None
    if word == "nam" and w[k + 1] != "hoc":
        one = year_found(tok, 0)
        c.i = k
        year_tail(c, [one])
        c.i += c.i == k
        if each:
            one.yearly = True
        return _parts(c, [one], head, tok)
    if word.isdigit() and len(word) == 4:
        c.i = k + 1
        return _parts(c, [year_found(tok, year_number(c, k))], head, tok)
    return None


def _parts(c: Cursor, found: list[Found], head: str, tok: int) -> list[Found]:
    for one in found:
        one.tok = tok
        if one.kind == "quarter" and head != "cuoi":
            note = "cả quý" if head == "dau" else "15 của tháng giữa quý"
            c.fault("vague", tok, c.i - 1, note)
            if head == "giua":
                one.kind, one.point = "part", True
                one.m1 = one.m2 = one.m1 + 1
                one.d1 = one.d2 = 15
            continue
        if head == "giua":
            one.m2, one.d2 = (6, 30) if one.kind == "year" else (one.m2, 15)
        elif head == "dau":
            one.m2, one.d2, one.y2 = one.m1, one.d1, one.y1
        one.y1, one.m1, one.d1 = one.y2, one.m2, one.d2
        one.kind, one.point = "part", True
    return found


def half(c: Cursor) -> list[Found] | None:
    """ "nửa đầu tháng 6", "nửa cuối năm 2026"."""
    w, tok = c.w, c.i
    if w[tok + 1] == "nam" and w[tok + 2] in ("dau", "cuoi"):  # nửa năm đầu 2026
        head, k = w[tok + 2], tok + 1
        one = year_found(tok, 0)
        c.i = tok + 3
        year_tail(c, [one])
        if not one.y2 and w[c.i].isdigit() and len(w[c.i]) == 4:
            one.y1 = one.y2 = year_number(c, c.i)
            c.i += 1
        return _halves([one], head, tok)
    if w[tok + 1] not in ("dau", "cuoi", "sau"):
        return None
    head, k = "dau" if w[tok + 1] == "dau" else "cuoi", tok + 2
    while w[k] in OF:
        k += 1
    c.i = k
    if w[k] == "nam":
        one = year_found(tok, 0)
        year_tail(c, [one])
        c.i += c.i == k
        return _halves([one], head, tok)
    kind = "month" if w[k] == "thang" else "quarter"
    if w[k] not in ("thang", "quy") or not ordinal(w[k + 1], kind):
        c.i = tok
        return None
    return _halves(ordinals(c, k + 1, kind), head, tok)


def _halves(found: list[Found], head: str, tok: int) -> list[Found]:
    for one in found:
        if one.kind == "year":
            one.m1, one.m2 = (1, 6) if head == "dau" else (7, 12)
            one.d2 = LAST
        else:
            middle = one.m1 if one.kind == "month" else one.m1 + 1
            if head == "dau":
                one.m2, one.d2 = middle, 15
            else:
                one.m1, one.d1 = middle, 16
        one.kind, one.tok = "half", tok
    return found


def some_months(c: Cursor) -> list[Found] | None:
    """ "những tháng cuối năm 2025", "các tháng còn lại của năm"; "các tháng 3, 6, 9" is a list."""
    w, tok = c.w, c.i
    k = tok + 1
    if w[k] != "thang":
        if w[k] == "quy" and ordinal(w[k + 1], "quarter"):
            c.i = k
            return quarter_unit(c)
        if w[k] == "nam" and w[k + 1].isdigit():
            c.i = k
            return year_unit(c)
        return None
    if ordinal(w[k + 1], "month"):
        return every_year(ordinals(c, k + 1, "month"))
    found = months_of_year(c, k - 1, 6)
    if not found:
        return None
    one = found[0]
    one.tok = tok
    rest = w[k + 1] == "con"
    if one.m1 != 1 and not rest:
        one.kind, one.point = "part", True
        one.m1, one.d1 = 12, 31
        one.m2, one.d2 = 12, 31
        c.fault("vague", tok, c.i - 1, "31/12")
    elif rest:
        one.kind = "rest"
    else:
        one.kind, one.point = "part", True
        one.m1, one.d1, one.m2, one.d2 = 6, 30, 6, 30
        c.fault("vague", tok, c.i - 1, "30/6")
    return found
