"""A unit, or two that make a range, with the anchor and the hour that stand before it."""

from datetime import time
from typing import Final

from reminder.phrases.cursor import Cursor, Found
from reminder.phrases.lexicon import HOURS
from reminder.phrases.units import unit


def when(c: Cursor) -> bool:
    """One unit, or two that make a range; what it finds takes the anchor and the hour that stand before it."""
    tok = c.i
    found = unit(c, "day" if c.anchor and c.w[tok - 1] == "ngay" else "")
    if found is None:
        return False
    if not found:
        _drop_range(c)
        c.known = True
        return True
    left = found[-1]
    if not left.rule or left.rule.freq in ("monthly", ""):
        right = _right_end(c, left)
        if right is not None:
            if not right:
                c.known = True
                return True
            found[-1:] = [_join(c, left, right[0]), *right[1:]]
    while found[-1].kind == "day" and not found[-1].m2 and not found[-1].rule and _one_more_day(c):
        found += unit(c, "day") or []
    if c.cut:
        for one in found:
            one.kind = "cutoff"
        c.cut = False
    family = "span" if found[0].kind in _SPANS else "point"
    if c.family and family != c.family:
        c.anchor = ""  # "trước ngày 25 hằng tháng, năm 2026": the year is not bound by "trước"
    c.family = family
    anchor, at = c.anchor, c.at
    for one in found:
        one.anchor = one.anchor or anchor
        one.at = at
        one.clause = c.clause
        one.upto = c.i - 1
    if c.w[c.i] == "," and c.w[c.i + 1] in ("truoc", "luc") and c.w[c.i + 3] in HOURS:
        c.i += 1
    c.found += found
    return True


_SPANS: Final = frozenset({"year", "quarter", "month", "half", "range"})


def _one_more_day(c: Cursor) -> bool:
    """ "ngày 10, 25 hằng tháng": steps onto the 25."""
    w, i = c.w, c.i
    if w[i] not in (",", "va") or not w[i + 1].isdigit() or len(w[i + 1]) > 2 or not 1 <= int(w[i + 1]) <= 31:
        return False
    if w[i + 2] not in ("hang", "moi", "cua", ",", "va", "/", "thang"):
        return False
    c.i = i + 1
    return True


def _drop_range(c: Cursor) -> None:
    """After a faulty unit its other end is read and dropped: half a range is no reading."""
    if c.w[c.i] in ("-", "den", "toi"):
        place = c.i
        c.i += 1
        if unit(c, "year") is None:
            c.i = place


def _right_end(c: Cursor, left: Found) -> list[Found] | None:
    """The unit behind a dash or "đến"; None (nothing consumed) when there is none."""
    w, place = c.w, c.i
    k = place + (w[place] == "," and w[place + 1] in ("den", "toi") and c.anchor in ("", "from"))
    sign = w[k]
    if sign not in ("-", "den", "toi"):
        return None
    if sign == "-" and left.anchor == "before":
        return None
    k += 1
    anchor = "until"
    while w[k] in ("het", "truoc", "cuoi", "hang", "khi", "den"):
        if w[k] == "cuoi":
            break
        anchor = "before" if w[k] == "truoc" else anchor
        k += 1
    if sign == "-" and w[k] == "quy" and w[k + 1] == "dinh":
        return None
    if w[k].isdigit() and w[k + 1] in HOURS:
        hour = _hour(w, k)
        if hour:
            c.at, k = hour
    c.i = k
    hint = left.kind if left.kind in ("day", "month", "quarter", "year") else ""
    right = unit(c, hint)
    loose_day = left.kind == "day" and not left.m2 and not left.rule
    if right is None or (right and bool(right[0].rule) != bool(left.rule) and not loose_day):
        c.i = place
        return None
    if right:
        right[0].anchor = anchor
    else:
        _drop_range(c)
    return right


def _join(c: Cursor, left: Found, right: Found) -> Found:
    """From the start of `left` to the end of `right`; what one leaves out the other gives."""
    if right.rule and not left.rule:  # "từ ngày 1 đến ngày 5 hằng tháng": due by the 5th
        right.anchor = "before" if right.anchor == "before" else "by"
        return right
    if left.rule and right.rule:  # "từ ngày 15 tháng trước đến ngày 14 của tháng báo cáo": a data period
        one = Found("cutoff", left.tok, (0, 0, 0), (0, 0, 0))
        one.rule = right.rule
        return one
    one = Found("range", left.tok, (left.y1, left.m1, left.d1), (right.y2, right.m2, right.d2))
    one.shift, one.yearly, one.rule = right.shift, right.yearly or left.yearly, None
    if left.shift == -1 or right.shift == -1:
        one.kind = "cutoff"
    if left.kind == right.kind and left.kind in ("year", "month", "quarter"):
        one.kind = left.kind
    if not one.m1:
        one.m1 = right.m1
    if not one.m2:
        one.m2 = left.m2
    one.anchor = "before" if right.anchor == "before" else ""
    if one.y1 and not one.y2:
        one.y2 = one.y1
    elif one.y2 and not one.y1:
        one.y1 = one.y2
        if (one.m1, one.d1) > (one.m2, one.d2):
            one.y1 -= 1
            if left.kind == "day":
                c.fault("crosses_year", one.tok, c.i - 1, str(one.y1))
    return one


def clock(c: Cursor) -> bool:
    """ "14 giờ 30 phút", "17h00", "16:30": the hour of the date beside it."""
    w = c.w
    hour = _hour(w, c.i)
    if hour is None:
        return False
    at, k = hour
    c.i = k
    if (
        c.found
        and c.found[-1].clause == c.clause
        and not c.found[-1].at
        and w[k] not in ("ngay", "thu", "chu")
        and not w[k].isdigit()
    ):
        c.found[-1].at = at
        if c.anchor == "before" and not c.found[-1].anchor:
            c.found[-1].anchor = "before"
    else:
        c.at = at
    return True


def _hour(w: list[str], i: int) -> tuple[time, int] | None:
    """The hour printed at `i`, and what follows it. 24:00 is the last minute of the day."""
    hour, k, minute = int(w[i][:3]), i + 2, 0
    if w[k].isdigit() and len(w[k]) <= 2 and w[k + 1] not in ("/", "thang", "-"):
        minute, k = int(w[k]), k + 1
        k += w[k] in ("phut", "p")
    elif w[k] in ("lam", "ke", "tu", "sau", "truoc", "tinh"):
        return None
    if hour > 24 or minute > 59:
        return None
    return (time(23, 59) if hour == 24 else time(hour, minute)), k
