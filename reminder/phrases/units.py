"""Rules of time units: a day, a month, a quarter, a half, a year, a week, and the parts of them.

Parts follow Bộ luật Dân sự điều 146: đầu tháng the first day, giữa tháng the 15th, cuối tháng the last;
đầu năm 1/1, giữa năm 30/6, cuối năm 31/12. A quarter's parts have no legal meaning and are said to be loose.
"""

from datetime import date, timedelta
from typing import Final

from reminder.phrases.cursor import EACH, LAST, NUMBERS, SIGNS, Cursor, Found, Rule
from reminder.phrases.numbers import (
    chain,
    day_found,
    neighbour,
    ordinal,
    ordinals,
    year_found,
    year_number,
    year_tail,
)

_OF: Final = frozenset({"cua", "vao", "trong", "moi", "hang", "tung", "cac", "thuoc", "va"})
_WEEKDAYS: Final = {
    "hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5, "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5,
}  # fmt: skip


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
        half = _months_of_year(c, tok, int(w[tok][:4]))
        if half:
            return half
        if len(w[tok]) <= 2 and (
            hint == "day" or w[tok + 2].isdigit() or (c.anchor and w[tok + 2] in ("cuoi", "dau"))
        ):
            c.i = tok + 1
            return _day_tail(c, tok, int(w[tok]))
        return None
    if (
        nxt == "-"
        and hint in ("", "day")
        and len(w[tok]) <= 2
        and w[tok + 2].isdigit()
        and len(w[tok + 2]) <= 2
    ):
        pair = _number_range(c, tok)
        if pair is not None:
            return pair
    found = chain(c, hint)
    if found and not found[0].y2 and found[0].m2:
        year_tail(c, found)
    elif found and found[0].kind == "day" and not found[0].m2:
        return _day_tail(c, tok, found[0].d2)
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


def _months_of_year(c: Cursor, tok: int, n: int) -> list[Found] | None:
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
        return found
    if word == "thang" and w[k + 1].isdigit():
        c.i = k
        found = ordinals(c, k + 1, "month")
        if found:
            c.fault("no_day", tok, c.i - 1)
        return found
    if word in SIGNS and (w[k + 1].isdigit() or (w[k + 1] in SIGNS and w[k + 2].isdigit())):
        c.i = k + 1 + (w[k + 1] in SIGNS)
        found = chain(c, "month") or []
        if found:
            c.fault("no_day", tok, c.i - 1)
        return found
    if word == "lam" and w[k + 1] == "viec":
        return _edge_day(c, tok, k + 2, working=True)
    if word in ("cuoi", "dau"):
        return _edge_day(c, tok, k, working=False)
    if word in ("thu", "chu"):
        c.i = k
        found = _weekday(c)
        if found is None:
            c.i = tok
        return found
    return None


def _edge_day(c: Cursor, tok: int, k: int, working: bool) -> list[Found] | None:
    """ "ngày (làm việc) cuối cùng của tháng": the first or last day of a period."""
    w = c.w
    if w[k] == "thu" and w[k + 1].isdigit():
        day, k = int(w[k + 1][:2]), k + 2
    elif w[k] in ("cuoi", "dau"):
        day, k = (-1, k + 1) if w[k] == "cuoi" else (1, k + 1)
        k += w[k] in ("cung", "tien")
    else:
        return None
    each = False
    while w[k] in _OF:
        each = each or w[k] in EACH
        k += 1
    if w[k] == "thang":
        if ordinal(w[k + 1], "month") and w[k + 1] != "sau":
            found = ordinals(c, k + 1, "month")
            return _edges(c, tok, found, day, working)
        c.i = k
        tail = _month_tail(c, tok, k, day)
        if tail is None:
            c.i = k + 1
            tail = [_ruled(tok, Rule("monthly", 1, day))]
        for one in tail:
            if one.rule:
                one.rule.working = working
        return tail
    if w[k] == "quy":
        if ordinal(w[k + 1], "quarter"):
            return _edges(c, tok, ordinals(c, k + 1, "quarter"), day, working)
        shift, c.i = neighbour(c, k + 1) or (0, k + 1)
        return [_ruled(tok, Rule("quarterly", 3 if day < 0 else 1, day, -1, working, shift))]
    if w[k] == "nam":
        one = year_found(tok, 0)
        c.i = k
        year_tail(c, [one])
        c.i += c.i == k
        if not one.y2:
            return [_ruled(tok, Rule("yearly", 12 if day < 0 else 1, day, -1, working, one.shift))]
        return _edges(c, tok, [one], day, working)
    if w[k] in ("6", "06", "sau") and w[k + 1] == "thang":
        c.i = k + 2
        return [_ruled(tok, Rule("half_yearly", 6 if day < 0 else 1, day, -1, working))]
    if w[k] == "tuan":
        c.i = k + 1
        return [_ruled(tok, Rule("weekly", 1, day, (4 if working else 6) if day < 0 else 0))]
    if w[k] == "ky":
        c.i = k + 1
        return [_ruled(tok, Rule("", 0, day, -1, working))]
    return None


def _edges(c: Cursor, tok: int, found: list[Found], day: int, working: bool) -> list[Found]:
    for one in found:
        one.kind, one.point = "day", True
        month = one.m2 if day < 0 else one.m1
        one.m1 = one.m2 = month
        one.d1 = one.d2 = LAST if day < 0 else day
        if working and one.y2:
            on, step = (one.last(), -1) if day < 0 else (date(one.y2, month, 1), 1)
            if day < 0:
                while on.weekday() > 4:
                    on += timedelta(step)
            else:
                left = day
                while left := left - (on.weekday() < 5):
                    on += timedelta(1)
            one.d1 = one.d2 = on.day
        elif working:
            one.rule = Rule("yearly", month, day, -1, True)
    return found


def _ruled(tok: int, rule: Rule) -> Found:
    one = Found("rule", tok, (0, 0, 0), (0, 0, 0))
    one.rule, one.point = rule, True
    return one


def _day_tail(c: Cursor, tok: int, day: int) -> list[Found]:
    """After the number of a day: "của tháng 3, tháng 6", "hằng tháng", "tháng cuối quý", or nothing more."""
    w, k = c.w, c.i
    while w[k] in ("cua", "vao", "trong", "cac", "/") or (w[k] == "," and w[k + 1] == "thang"):
        k += 1
    each = w[k] in EACH
    if each:
        k += 1
    if w[k] == "thang":
        tail = _month_tail(c, tok, k, day)
        if tail is not None:
            return tail
        if each or w[k - 1] == "cua" or w[k + 1] in ("", ",", ";", ".", ")", "\n", "bao"):
            c.i = k + 1
            return [_ruled(tok, Rule("monthly", 1, day))]
    elif each and w[k] == "quy":
        c.fault("month_of_quarter", tok, k)
        c.i = k + 1
        return [_ruled(tok, Rule("quarterly", 3, day))]
    elif each and w[k] == "nam":
        c.i = k - 1
    return day_found(c, tok, day, 0, 0)


def _month_tail(c: Cursor, tok: int, k: int, day: int) -> list[Found] | None:
    """What "tháng" at `k` names: numbers, the last month of a quarter, the month after. `day` 0: all of it."""
    w = c.w
    word = w[k + 1]
    if ordinal(word, "month") and not (word in ("hai", "ba", "tu") and w[k + 2] == "thang"):
        found = ordinals(c, k + 1, "month")
        if day:
            dated = list[Found]()
            for one in found:
                for month in range(one.m1, one.m2 + 1) if one.m1 <= one.m2 else (one.m1, one.m2):
                    dated += day_found(c, tok, day if day > 0 else LAST, month, one.y2) if day > 0 else [one]
                    dated[-1:] = [_with(dated[-1], one)] if dated else []
            return dated
        for one in found:
            one.tok = tok
        return found
    if word == "sau" and c.tokens.surface(k + 1) == "sáu":
        c.w[k + 1] = "6"
        return _month_tail(c, tok, k, day)
    if word == "cuoi":
        month, k = 3, k + 2 + (w[k + 2] == "cung")
    elif word == "dau":
        month, k = 1, k + 2 + (w[k + 2] == "tien")
    elif word == "giua":
        month, k = 2, k + 2
    elif word == "thu" and (
        w[k + 2] == "nhat" or NUMBERS.get(w[k + 2], 9) <= 3 or w[k + 2] in ("1", "2", "3")
    ):
        month, k = (
            NUMBERS.get(w[k + 2], 1 if w[k + 2] == "nhat" else int(w[k + 2]) if w[k + 2].isdigit() else 1),
            k + 3,
        )
    elif word == "bao" and w[k + 2] == "cao":
        c.i = k + 3
        return [_ruled(tok, Rule("monthly", 1, day or -1))]
    else:
        near = neighbour(c, k + 1)
        if near is None:
            return None
        shift, c.i = near
        after = c.i + (w[c.i] in ("sau", "cua"))
        if w[after] == "quy":
            c.i = after + 1 + 2 * (w[after + 1] == "bao")
            return [_ruled(tok, Rule("quarterly", 1, day or -1, shift=1))]
        if word == "nay" and c.on:
            return day_found(c, tok, day, c.on.month, c.on.year) if day else None
        return [_ruled(tok, Rule("monthly", 1, day or -1, shift=shift))]
    return _month_of(c, tok, k, month, day)


def _with(one: Found, like: Found) -> Found:
    one.shift, one.yearly = like.shift, like.yearly
    return one


def _month_of(c: Cursor, tok: int, k: int, month: int, day: int) -> list[Found] | None:
    """ "tháng cuối" at an end, `k` behind it: of which period."""
    w = c.w
    behind = 0
    while w[k] in _OF or w[k] in ("sau", "khi", "ket", "thuc"):
        behind = behind or int(w[k] == "sau")
        k += 1
    if w[k] == "quy":
        if ordinal(w[k + 1], "quarter") and w[k + 1] != "":
            found = ordinals(c, k + 1, "quarter")
            for one in found:
                m = one.m1 + month - 1
                one.m1 = one.m2 = m
                one.kind, one.tok = "month", tok
                if day:
                    one.kind, one.point, one.d1, one.d2 = "day", True, day, day if day > 0 else LAST
            return found
        shift, c.i = neighbour(c, k + 1) or (0, k + 1)
        if w[c.i] == "nam" and w[c.i + 1].isdigit():
            pass
        return [_ruled(tok, Rule("quarterly", month, day or -1, shift=shift or behind))]
    if w[k] == "ky" or (w[k] == "bao" and w[k + 1] == "cao"):
        c.i = k + 1
        while w[c.i] in ("bao", "cao"):
            c.i += 1
        if w[c.i] in ("quy", "nam"):
            freq, width = {"quy": "quarterly", "nam": "yearly"}[w[c.i]], 1
        else:
            freq, width = ("half_yearly", 2) if w[c.i + 1] == "thang" else ("", 0)
        c.i += width
        near = neighbour(c, c.i)
        if near:
            c.i = near[1]
        return [
            _ruled(tok, Rule(freq, 0 if month == 3 else month, day or -1, shift=near[0] if near else behind))
        ]
    if w[k + 1] == "thang" and (w[k] in ("6", "06", "sau")):
        c.i = k + 2
        return [_ruled(tok, Rule("half_yearly", 6 if month == 3 else month, day or -1))]
    if w[k] == "nam":
        one = Found(
            "day" if day else "month", tok, (0, 12 if month == 3 else month, day or 1), (0, 12, day or LAST)
        )
        one.m1 = one.m2 = 12 if month == 3 else month
        one.d1, one.d2 = (day if day > 0 else LAST, day if day > 0 else LAST) if day else (1, LAST)
        c.i = k
        year_tail(c, [one])
        if c.i == k:
            c.i, one.yearly = k + 1, True
        return [one]
    return None


def _month(c: Cursor) -> list[Found] | None:
    tok = c.i
    return _month_tail(c, tok, tok, 0)


def _quarter(c: Cursor) -> list[Found] | None:
    tok = c.i
    if c.w[tok] in _GLUED:
        c.w[tok] = _GLUED[c.w[tok]]
        c.i = tok
        return ordinals(c, tok, "quarter")
    if not ordinal(c.w[tok + 1], "quarter"):
        return None
    found = ordinals(c, tok + 1, "quarter")
    for one in found:
        one.tok = min(one.tok, tok) if one is found[0] else one.tok
    return found


_GLUED: Final = {f"{head}{roman}": roman for head in ("q", "quy") for roman in ("i", "ii", "iii", "iv")}


def _year(c: Cursor) -> list[Found] | None:
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
        one.loose = True
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


def _part(c: Cursor) -> list[Found] | None:
    """ "đầu, giữa, cuối" of a month, quarter, year or week."""
    w, tok = c.w, c.i
    head, k = w[tok], tok + 1
    each = False
    while w[k] in _OF:
        each = each or w[k] in EACH
        k += 1
    word = w[k]
    if word == "thang" and (each or not ordinal(w[k + 1], "month")):
        if not each and c.on and w[k + 1] not in EACH:
            found = [Found("month", tok, (0, c.on.month, 1), (0, c.on.month, LAST))]
            c.i = k + 1
            return _parts(c, found, head, tok)
        c.i = k + 1
        return [_ruled(tok, Rule("monthly", 1, {"dau": 1, "giua": 15, "cuoi": -1}[head]))]
    if word == "thang":
        return _parts(c, ordinals(c, k + 1, "month"), head, tok)
    if word == "quy" or word in _GLUED:
        c.i = k
        found = _quarter(c) or []
        if found:
            return _parts(c, found, head, tok)
        if each or w[k + 1] in EACH:
            c.i = k + 1
            return [
                _ruled(
                    tok,
                    Rule("quarterly", {"dau": 1, "giua": 2, "cuoi": 3}[head], -1 if head == "cuoi" else 1),
                )
            ]
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
            one.loose = True
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


def _half(c: Cursor) -> list[Found] | None:
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
    while w[k] in _OF:
        k += 1
    c.i = k
    if w[k] == "nam":
        one = year_found(tok, 0)
        year_tail(c, [one])
        c.i += c.i == k
        return _halves([one], head, tok)
    found = unit(c)
    if not found or found[0].kind not in ("month", "quarter", "year"):
        c.i = tok
        return None
    return _halves(found, head, tok)


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


def _some_months(c: Cursor) -> list[Found] | None:
    """ "những tháng cuối năm 2025", "các tháng còn lại của năm"; "các tháng 3, 6, 9" is a list."""
    w, tok = c.w, c.i
    k = tok + 1
    if w[k] != "thang":
        if w[k] == "quy" and ordinal(w[k + 1], "quarter"):
            c.i = k
            return _quarter(c)
        if w[k] == "nam" and w[k + 1].isdigit():
            c.i = k
            return _year(c)
        return None
    if ordinal(w[k + 1], "month"):
        return ordinals(c, k + 1, "month")
    found = _months_of_year(c, k - 1, 6)
    if not found:
        return None
    one = found[0]
    one.tok, one.loose = tok, True
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


def _weekday(c: Cursor) -> list[Found] | None:
    """ "thứ Sáu hằng tuần", "thứ 2 và thứ 5 hằng tuần", "thứ Sáu cuối cùng của tháng"."""
    w, tok = c.w, c.i
    days, k = list[int](), tok
    while True:
        if w[k] == "thu" and w[k + 1] in _WEEKDAYS:
            days.append(_WEEKDAYS[w[k + 1]])
        elif w[k] == "chu" and w[k + 1] == "nhat":
            days.append(6)
        else:
            break
        k += 2
        if w[k] in (",", "va") and w[k + 1] in ("thu", "chu", "ngay"):
            k += 1 + (w[k + 1] == "ngay")
        else:
            break
    if not days:
        return None
    if w[k] in ("cuoi", "dau") and (w[k + 1] in ("cung", "tien", "thang") or w[k + 1] in _OF):
        nth = -1 if w[k] == "cuoi" else 1
        k += 1 + (w[k + 1] in ("cung", "tien"))
        while w[k] in _OF:
            k += 1
        if w[k] == "thang":
            c.i = k + 1
            return [_ruled(tok, Rule("monthly", 1, nth, day)) for day in days]
        return None
    weekly = w[k] in EACH and w[k + 1] == "tuan"
    if w[k] == "tuan" and w[k + 1] in ("dau", "cuoi"):
        nth = -1 if w[k + 1] == "cuoi" else 1
        k += 2 + (w[k + 2] in ("cung", "tien"))
        while w[k] in _OF:
            k += 1
        if w[k] == "thang":
            c.i = k + 1
            return [_ruled(tok, Rule("monthly", 1, nth, day)) for day in days]
        return None
    if weekly or any(f.freq == "weekly" for f in c.freqs):
        c.i = k + 2 * weekly
        return [_ruled(tok, Rule("weekly", 1, 1, day)) for day in days]
    return None


def _week(c: Cursor) -> list[Found] | None:
    """ "tuần 2 tháng 6/2026" (days 8–14), "tuần cuối tháng 12/2026", "tuần 25 năm 2026" (ISO)."""
    w, tok = c.w, c.i
    k = tok + 1 + (w[tok + 1] == "thu")
    last = False
    if w[k] in ("dau", "cuoi"):
        last = w[k] == "cuoi"
        number, k = 1, k + 1 + (w[k + 1] in ("tien", "cung"))
    else:
        number = int(w[k]) if w[k].isdigit() and len(w[k]) <= 2 else NUMBERS.get(w[k], 0)
        k += 1
    if not number:
        return None
    while w[k] in _OF:
        k += 1
    if w[k] == "thang" and ordinal(w[k + 1], "month"):
        found = ordinals(c, k + 1, "month")
        for one in found:
            one.kind, one.tok, one.loose = "week", tok, True
            if last:
                one.d1, one.d2 = 25, LAST
            else:
                one.d1, one.d2 = min(number, 4) * 7 - 6, min(number, 4) * 7 if number < 5 else LAST
                one.d1 = 29 if number > 4 and one.m1 != 2 else one.d1
            c.fault("vague", tok, c.i - 1, f"{one.d1}–{'cuối tháng' if one.d2 == LAST else one.d2}")
        return found
    c.i = k + 1 if w[k] in SIGNS else k
    if w[c.i].isdigit() and len(w[c.i]) == 4:
        year, c.i = year_number(c, c.i), c.i + 1
    elif w[k] == "nam" and w[k + 1].isdigit() and len(w[k + 1]) == 4:
        year, c.i = year_number(c, k + 1), k + 2
    else:
        c.i = tok
        return None
    try:
        first = date.fromisocalendar(year, number, 1)
    except ValueError:
        c.fault("no_such_period", tok, c.i - 1)
        return []
    end = first + timedelta(6)
    return [Found("week", tok, (first.year, first.month, first.day), (end.year, end.month, end.day))]


def _short(c: Cursor) -> list[Found] | None:
    """ "T6/2026", "Q4/2026"."""
    w, tok = c.w, c.i
    k = tok + 1 + (w[tok + 1] == ".")
    if not w[k].isdigit() or w[k + 1] not in ("/", "-", ".") or len(w[k + 2]) < 2:
        return None
    return ordinals(c, k, "month" if w[tok] == "t" else "quarter")


_UNITS: Final = {
    "ngay": _day, "thang": _month, "quy": _quarter, "qui": _quarter, "nam": _year, "dau": _part, "giua": _part,
    "cuoi": _part, "nua": _half, "nhung": _some_months, "cac": _some_months, "thu": _weekday, "chu": _weekday,
    "tuan": _week, "t": _short, "q": _short,
} | dict.fromkeys(_GLUED, _quarter)  # fmt: skip
