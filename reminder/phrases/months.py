"""Rules of a day inside a period, and of months of a quarter, half or year."""

from datetime import date, timedelta
from typing import Final

from reminder.phrases.cursor import EACH, LAST, NUMBERS, Cursor, Found, Rule
from reminder.phrases.numbers import day_found, neighbour, ordinal, ordinals, year_found, year_tail

OF: Final = frozenset({"cua", "vao", "trong", "moi", "hang", "tung", "cac", "thuoc", "va"})


def every_year(found: list[Found]) -> list[Found]:
    """ "các tháng 3, 6, 9" without a year are those of every year."""
    for one in found:
        one.yearly = one.yearly or (len(found) > 1 and not one.y2)
    return found


def ruled(tok: int, rule: Rule) -> Found:
    one = Found("rule", tok, (0, 0, 0), (0, 0, 0))
    one.rule, one.point = rule, True
    return one


def day_tail(c: Cursor, tok: int, day: int) -> list[Found]:
    """After the number of a day: "của tháng 3, tháng 6", "hằng tháng", "tháng cuối quý", or nothing more."""
    w, k = c.w, c.i
    while w[k] in ("cua", "vao", "trong", "cac", "/") or (w[k] == "," and w[k + 1] == "thang"):
        k += 1
    each = w[k] in EACH
    if each:
        k += 1
    if w[k] == "thang":
        tail = month_tail(c, tok, k, day)
        if tail is not None:
            return every_year(tail) if w[k - 1] == "cac" else tail
        if each or w[k - 1] == "cua" or w[k + 1] in ("", ",", ";", ".", ")", "\n", "bao"):
            c.i = k + 1
            return [ruled(tok, Rule("monthly", 1, day))]
    elif each and w[k] == "quy":
        c.fault("month_of_quarter", tok, k)
        c.i = k + 1
        return [ruled(tok, Rule("quarterly", 3, day))]
    elif each and w[k] == "nam":
        c.i = k - 1
    return day_found(c, tok, day, 0, 0)


def month_tail(c: Cursor, tok: int, k: int, day: int) -> list[Found] | None:
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
        return month_tail(c, tok, k, day)
    if word == "cuoi":
        month, k = 3, k + 2 + (w[k + 2] == "cung")
    elif word == "dau":
        month, k = 1, k + 2 + (w[k + 2] == "tien")
    elif word == "giua":
        month, k = 2, k + 2
    elif word == "thu" and (w[k + 2] == "nhat" or NUMBERS.get(w[k + 2], 9) <= 3 or w[k + 2] in ("1", "2", "3")):
        month, k = (
            NUMBERS.get(w[k + 2], 1 if w[k + 2] == "nhat" else int(w[k + 2]) if w[k + 2].isdigit() else 1),
            k + 3,
        )
    elif word == "bao" and w[k + 2] == "cao":
        c.i = k + 3
        return [ruled(tok, Rule("monthly", 1, day or -1))]
    else:
        near = neighbour(c, k + 1)
        if near is None:
            return None
        shift, c.i = near
        after = c.i + (w[c.i] in ("sau", "cua"))
        if w[after] == "quy":
            c.i = after + 1 + 2 * (w[after + 1] == "bao")
            return [ruled(tok, Rule("quarterly", 1, day or -1, shift=1))]
        if word == "nay" and c.on:
            return day_found(c, tok, day, c.on.month, c.on.year) if day else None
        return [ruled(tok, Rule("monthly", 1, day or -1, shift=shift))]
    return _month_of(c, tok, k, month, day)


def _with(one: Found, like: Found) -> Found:
    one.shift, one.yearly = like.shift, like.yearly
    return one


def _month_of(c: Cursor, tok: int, k: int, month: int, day: int) -> list[Found] | None:
    """ "tháng cuối" at an end, `k` behind it: of which period."""
    w = c.w
    behind = 0
    while w[k] in OF or w[k] in ("sau", "khi", "ket", "thuc"):
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
        return [ruled(tok, Rule("quarterly", month, day or -1, shift=shift or behind))]
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
        return [ruled(tok, Rule(freq, 0 if month == 3 else month, day or -1, shift=near[0] if near else behind))]
    if w[k + 1] == "thang" and (w[k] in ("6", "06", "sau")):
        c.i = k + 2
        return [ruled(tok, Rule("half_yearly", 6 if month == 3 else month, day or -1))]
    if w[k] == "nam":
        one = Found("day" if day else "month", tok, (0, 12 if month == 3 else month, day or 1), (0, 12, day or LAST))
        one.m1 = one.m2 = 12 if month == 3 else month
        one.d1, one.d2 = (day if day > 0 else LAST, day if day > 0 else LAST) if day else (1, LAST)
        c.i = k
        year_tail(c, [one])
        if c.i == k:
            c.i, one.yearly = k + 1, True
        return [one]
    return None


def edge_day(c: Cursor, tok: int, k: int, working: bool) -> list[Found] | None:
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
    while w[k] in OF:
        each = each or w[k] in EACH
        k += 1
    if w[k] == "thang":
        if ordinal(w[k + 1], "month") and w[k + 1] != "sau":
            found = ordinals(c, k + 1, "month")
            return _edges(c, tok, found, day, working)
        c.i = k
        tail = month_tail(c, tok, k, day)
        if tail is None:
            c.i = k + 1
            tail = [ruled(tok, Rule("monthly", 1, day))]
        for one in tail:
            if one.rule:
                one.rule.working = working
        return tail
    if w[k] == "quy":
        if ordinal(w[k + 1], "quarter"):
            return _edges(c, tok, ordinals(c, k + 1, "quarter"), day, working)
        shift, c.i = neighbour(c, k + 1) or (0, k + 1)
        return [ruled(tok, Rule("quarterly", 3 if day < 0 else 1, day, -1, working, shift))]
    if w[k] == "nam":
        one = year_found(tok, 0)
        c.i = k
        year_tail(c, [one])
        c.i += c.i == k
        if not one.y2:
            return [ruled(tok, Rule("yearly", 12 if day < 0 else 1, day, -1, working, one.shift))]
        return _edges(c, tok, [one], day, working)
    if w[k] in ("6", "06", "sau") and w[k + 1] == "thang":
        c.i = k + 2
        return [ruled(tok, Rule("half_yearly", 6 if day < 0 else 1, day, -1, working))]
    if w[k] == "tuan":
        c.i = k + 1
        return [ruled(tok, Rule("weekly", 1, 1, (4 if working else 6) if day < 0 else 0))]
    if w[k] == "ky":
        c.i = k + 1
        return [ruled(tok, Rule("", 0, day, -1, working))]
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
