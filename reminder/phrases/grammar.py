"""The phrase from left to right: each word that opens a rule runs it, every other word is passed over.

No rule looks further ahead than a few tokens unless it consumes what it saw, so reading is linear.
"""

from collections.abc import Callable, Mapping
from datetime import time
from typing import Final

from reminder.phrases.cursor import EACH, NUMBERS, Cursor, Found, Freqs
from reminder.phrases.numbers import neighbour, ordinal, year_found, year_number
from reminder.phrases.recurring import duration, each, times
from reminder.phrases.units import unit
from reminder.phrases.words import (
    CITING,
    CONNECTORS,
    EVENT_NOUNS,
    HOURS,
    NAMED,
    OPEN,
    STOP,
    UNDATED,
)  # fmt: skip


def parse(c: Cursor) -> None:
    """Read every token; what was found stands in the cursor. Never raises."""
    w = c.w
    while c.i < c.n:
        word = w[c.i]
        rule = _RULES.get(word)
        if rule is not None:
            before = c.i
            if not rule(c):
                c.i = max(c.i, before + 1)
        elif word.isdigit():
            _digits(c)
        else:
            c.i += 1


def _digits(c: Cursor) -> None:
    w, i = c.w, c.i
    nxt = w[i + 1]
    if nxt in HOURS and _clock(c):
        return
    if (
        nxt == ":"
        and len(w[i + 2]) == 2
        and w[i + 2].isdigit()
        and w[i + 3] not in ("/", ".", "-")
        and _clock(c)
    ):
        return
    if (nxt == "/" or nxt == "-") and w[i + 2] and _citation(c):
        return
    if duration(c) or when(c):
        return
    if len(w[i]) == 3 and nxt == "-" and len(w[i + 2]) == 4 and w[i + 2].isdigit():
        c.fault("broken_year", i, i)
        c.known, c.i = True, i + 3
    c.i = max(c.i, i + 1)


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
    k = place + (w[place] == "," and w[place + 1] in ("den", "toi"))
    sign = w[k]
    if sign not in ("-", "den", "toi"):
        return None
    if sign == "-" and left.anchor == "before":
        return None
    k += 1
    anchor = "by"
    while w[k] in ("het", "truoc", "cuoi", "hang", "khi", "den"):
        if w[k] == "cuoi":
            break
        anchor = "before" if w[k] == "truoc" else anchor
        k += 1
    if sign == "-" and w[k] == "quy" and w[k + 1] == "dinh":
        return None
    c.i = k
    hint = left.kind if left.kind in ("day", "month", "quarter", "year") else ""
    right = unit(c, hint)
    if right is None or (right and right[0].rule and not left.rule):
        c.i = place
        return None
    if right:
        right[0].anchor = anchor
    else:
        _drop_range(c)
    return right


def _join(c: Cursor, left: Found, right: Found) -> Found:
    """From the start of `left` to the end of `right`; what one leaves out the other gives."""
    if left.rule and right.rule:  # "từ ngày 15 tháng trước đến ngày 14 của tháng báo cáo": a data period
        one = Found("cutoff", left.tok, (0, 0, 0), (0, 0, 0))
        one.rule = right.rule
        return one
    one = Found("range", left.tok, (left.y1, left.m1, left.d1), (right.y2, right.m2, right.d2))
    one.shift, one.yearly, one.rule = right.shift, right.yearly or left.yearly, None
    one.loose = left.loose or right.loose
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


def _clock(c: Cursor) -> bool:
    """ "14 giờ 30 phút", "17h00", "16:30": the hour of the date beside it."""
    w, i = c.w, c.i
    hour, k, minute = int(w[i][:3]), i + 2, 0
    if w[k].isdigit() and len(w[k]) <= 2 and w[k + 1] not in ("/", "thang", "-", "ngay"):
        minute, k = int(w[k]), k + 1
        k += w[k] in ("phut", "p")
    elif w[k] in ("lam", "ke", "tu", "sau", "truoc", "tinh"):
        return False
    if hour > 24 or minute > 59:
        return False
    at = time(23, 59) if hour == 24 else time(hour, minute)
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


def _citation(c: Cursor) -> bool:
    """The number of a document ("122/NQ-CP ngày 08/5/2025", "81-KL/TW"): passed over, its date with it."""
    w, k = c.w, c.i + 1
    while w[k] in ("/", "-") and w[k + 1].isdigit():
        k += 2
    if w[k] not in ("/", "-") or not w[k + 1].isalpha() or w[k + 1] in NAMED:
        return False
    if w[k] == "-" and (len(w[k + 1]) < 2 or len(w[k - 1]) == 4):
        return False
    k += 2
    while w[k] in ("/", "-") and w[k + 1]:
        k += 2
    c.i = k
    _skip_issue_date(c)
    return True


def _skip_issue_date(c: Cursor) -> None:
    w, k = c.w, c.i
    k += w[k] == ","
    if w[k] == "ngay" and w[k + 1].isdigit():
        keep, anchor, faults = c.at, c.anchor, len(c.faults)
        c.i, c.anchor = k, ""
        unit(c)
        c.at, c.anchor = keep, anchor
        del c.faults[faults:]


def _document(c: Cursor) -> bool:
    """A kind of document: a number or date right behind it names it ("Luật … năm 2020")."""
    w, i = c.w, c.i
    if w[i + 1] == "so" and w[i + 2].isdigit():
        c.i = i + 2
        if not _citation(c):
            c.i += 1
            _skip_issue_date(c)
        return True
    c.i = i + 1
    return True


def _sign(c: Cursor) -> bool:
    """Clauses end at ; and line ends and full stops and brackets; a colon ends a label."""
    word = c.w[c.i]
    if word == ":":
        if c.w[c.i + 1] == "cham":
            c.i += 1
            if _gloss(c):
                return True
            c.i -= 1
        c.colons.add(c.clause)
        for one in reversed(c.found):
            if one.clause != c.clause:
                break
            one.label = "?"
    c.i += 1
    c.clause += 1
    c.starts.append(c.i)
    c.anchor, c.at = "", None
    return True


def _bracket(c: Cursor) -> bool:
    w, i = c.w, c.i
    if w[i] in "([" and w[i + 1].isdigit() and len(w[i + 1]) <= 2 and w[i + 2] in (")", "]"):
        c.i = i + 3  # a footnote or a list number
        return True
    c.i += 1
    c.anchor = ""
    return True


def _before(c: Cursor) -> bool:
    w, i = c.w, c.i
    nxt = w[i + 1]
    if nxt in EVENT_NOUNS:
        return _event(c)
    k = i + 1
    while w[k] in ("khi", "ket", "thuc", "het", "va", "hoac", "thoi", "diem", "luc", "moc"):
        k += 1
    if k > i + 1 and nxt == "khi":
        c.i, c.anchor = k, "before"
        if w[k - 1] == "khi" or not when(c):
            c.anchor = ""
            c.i = i
            return _event(c)
        c.found[-1].point, c.found[-1].kind = True, "part"
        return True
    c.anchor = "before"
    if nxt.isdigit() and w[i + 2] in HOURS:
        c.i = i + 1
        if _clock(c):
            return True
    if nxt == "it" or nxt == "toi":  # trước ít nhất 5 ngày
        k = i + 3
    if w[k].isdigit() or (w[k] in NUMBERS and w[k + 1] in ("ngay", "tuan", "thang")):
        c.i = k
        if w[k].isdigit() and w[k + 1] == "thang" and (w[k + 2].isdigit() or w[k + 2] in ("cuoi", "dau")):
            return when(c)
        if duration(c, ahead=True):
            c.anchor = ""
            return True
    c.i = i + 1
    return True


def _by(c: Cursor) -> bool:
    """ "đến (hết)", "hết", "chậm nhất", "không quá": the day itself is in."""
    w, i = c.w, c.i
    word, nxt = w[i], w[i + 1]
    if word in ("cham", "muon"):
        if nxt not in ("nhat",):
            return False
        if _gloss(c):
            return True
        c.i, c.anchor = i + 2, "by"
        return True
    if word == "khong":
        if nxt in ("qua", "muon", "cham", "tre") or (nxt == "vuot" and w[i + 2] == "qua"):
            c.i, c.anchor = i + 2 + (w[i + 2] in ("hon", "qua")), "by"
            return True
        if nxt in ("xac", "co", "thoi"):
            c.undated = True
        return False
    if word == "den" and nxt in ("nay", "khi"):
        return _event(c) if nxt == "khi" else False
    if word == "het" and nxt in ("han", "hieu", "suc"):
        return False
    c.i, c.anchor = i + 1, "by"
    return True


def _gloss(c: Cursor) -> bool:
    """ "chậm nhất là hết ngày 14/12 nếu tính chặt" is our own gloss on the words before it: passed over."""
    w, i = c.w, c.i
    if w[i + 2] == "la" and w[i + 3] == "het":
        for k in range(i + 4, min(i + 18, c.n)):
            if w[k] == "neu" and w[k + 1] == "tinh" and w[k + 2] == "chat":
                c.i = k + 3
                return True
    return False


def _from(c: Cursor) -> bool:
    w, i = c.w, c.i
    k = i + 1 + (w[i] == "ke" and w[i + 1] == "tu") + (w[i] in ("bat", "tinh") and w[i + 1] in ("dau", "tu"))
    if w[i] in ("bat", "tinh", "ke") and w[k - 1] not in ("dau", "tu"):
        return False
    k += w[k] == "tu"
    if w[k] == "nay" or (w[k] == "ngay" and w[k + 1] in ("ky", "ban") and w[k + 2] not in ("bao",)):
        return _from_now(c, k)
    if w[k] == "khi":
        c.i = k
        return _event(c)
    if w[k] == "cuoi" or w[k] == "dau" or (w[k] in NUMBERS and w[k] not in ("nam",)):
        pass
    c.i, c.anchor = k, "from"
    if not when(c):
        c.anchor = ""
        if w[k] == "ngay" and not w[k + 1].isdigit():
            return _event(c)
        return True
    one = c.found[-1]
    one.anchor = (
        ""
        if one.kind in ("range",) or ((one.m2, one.y2, one.d2) != (one.m1, one.y1, one.d1) and _ranged(one))
        else "from"
    )
    c.anchor = ""
    return True


def _ranged(one: Found) -> bool:
    if one.kind == "year":
        return one.y1 != one.y2
    if one.kind == "month":
        return (one.y1, one.m1) != (one.y2, one.m2)
    if one.kind == "quarter":
        return one.y1 != one.y2 or one.m2 - one.m1 != 2
    return one.kind == "cutoff"


def _from_now(c: Cursor, k: int) -> bool:
    """ "từ nay đến cuối năm 2025", "từ ngày ký đến …": from the document's date."""
    w = c.w
    while w[k] and w[k] not in ("den", "toi", ",", ";", ".", ")", "\n", ":", "truoc"):
        k += 1
    if w[k] in ("den", "toi") and w[k + 1] not in ("khi", "nay"):
        k += 1
        anchor = "by"
        while w[k] in ("het", "truoc"):
            anchor = "before" if w[k] == "truoc" else anchor
            k += 1
        c.i, c.anchor = k, anchor
        if when(c):
            one = c.found[-1]
            one.kind, one.point = "now", True
            c.anchor = ""
            return True
        c.anchor = ""
    c.i = k
    if c.on and w[k] not in ("den", "toi"):
        one = Found("day", k, (c.on.year, c.on.month, c.on.day), (c.on.year, c.on.month, c.on.day))
        one.anchor, one.clause = "from", c.clause
        c.found.append(one)
    else:
        c.undated = True
    return True


def _after(c: Cursor) -> bool:
    w, i = c.w, c.i
    nxt = w[i + 1]
    if nxt == "thang" and w[i + 2] in ("dau", "cuoi") and w[i + 3] in ("nam", "cua"):
        w[i] = "6"
        return when(c)
    if nxt == "thang" and c.tokens.surface(i) == "sáu":
        w[i] = "6"
        if not duration(c):
            return when(c)
        return True
    if nxt in ("khi", "luc", "do", "nay"):
        return _event(c) if nxt != "nay" else False
    c.i = i + 1
    if (nxt.isdigit() or (nxt in NUMBERS and w[i + 2] in ("ngay", "tuan", "thang", "gio"))) and duration(c):
        return True
    keep, c.anchor = c.anchor, "after"
    if when(c):
        c.anchor = ""
        return True
    c.anchor = keep
    c.i = i
    if nxt in EVENT_NOUNS or nxt == "ngay":
        return _event(c)
    return False


def _event(c: Cursor) -> bool:
    """A condition or event without a date: undated to the end of its clause, or to the next firm anchor."""
    c.undated = True
    c.i += 1
    _pass_over(c)
    return True


def _pass_over(c: Cursor) -> None:
    w = c.w
    while c.i < c.n and w[c.i] not in STOP:
        if w[c.i].isdigit() and w[c.i + 1] in ("/", "-") and _citation(c):
            continue
        if w[c.i] == "tu" and w[c.i + 1] == "ngay" and w[c.i + 2].isdigit():
            return
        c.i += 1
    if w[c.i] == "hang" and w[c.i - 1] == "ngan":
        c.i += 1


def _by_rule(c: Cursor) -> bool:
    """ "theo quy định", "theo lộ trình …", but "theo quý", "theo từng năm" recur."""
    w, i = c.w, c.i
    nxt = w[i + 1]
    if nxt in ("thang", "tuan", "quy", "nam", "tung", "dinh") and not ordinal(w[i + 2], "quarter"):
        if (
            nxt == "tung"
            or (nxt == "quy" and w[i + 2] not in ("dinh", "hoach", "che", "trinh", "mo", "chuan"))
            or (nxt in ("thang", "tuan", "nam") and not w[i + 2].isdigit())
        ):
            c.i = i + 1
            if nxt != "tung":
                return each(c, i + 1)
            return each(c, i + 2)
        if nxt == "dinh":
            return False
    return _event(c)


def _plain(c: Cursor) -> bool:
    """Phrases of two or three words that say open-ended or undated."""
    w, i = c.w, c.i
    for width in (3, 2, 1):
        key = " ".join(w[i : i + width])
        if key in OPEN:
            c.open = True
        elif key in UNDATED:
            c.undated = True
        else:
            continue
        c.i = i + width
        if key in ("dot xuat", "kip thoi", "dung"):
            _pass_over(c)
        return True
    return False


def _units(c: Cursor) -> bool:
    w, i = c.w, c.i
    word, nxt = w[i], w[i + 1]
    if (
        word in ("cac", "nhung")
        and nxt == "nam"
        and (neighbour(c, i + 2) or w[i + 2] in ("tiep", "sau", "con"))
    ):
        c.goes_on = True
        c.i = i + 3
        return True
    if word == "nam" and c.found and w[i - 1] in ("va", "cac", "nhung") and neighbour(c, i + 1):
        near = neighbour(c, i + 1)
        c.goes_on = True
        c.i = near[1] if near else i + 2
        return True
    if word in ("cac", "nhung") and nxt in ("quy", "nam", "thang") and w[i + 2] in ("trong", "cua"):
        return each(c, i + 1)
    if word == "nam" and w[i - 1] in ("trong", "ca") and not nxt.isdigit() and nxt not in ("hoc", "nay"):
        return _this_year(c)
    return times(c) or when(c) or (word == "nam" and _nam(c))


def _this_year(c: Cursor) -> bool:
    one = year_found(c.i, 0)
    one.clause = c.clause
    if times(c):
        return True
    near = neighbour(c, c.i + 1)
    if near and near[0] == 1 and c.on:
        c.i = near[1]
        one.y1 = one.y2 = c.on.year + 1
    else:
        c.i += 1
    c.found.append(one)
    return True


def _nam(c: Cursor) -> bool:
    """ "năm" (five) before a unit: "năm năm một lần", "năm ngày kể từ"."""
    w, i = c.w, c.i
    if w[i + 1] in ("nam", "ngay", "thang", "tuan") and duration(c):
        return True
    if w[i + 1] == "bao" and w[i + 2] == "cao":
        c.yearly = True
        c.i = i + 3
        return True
    near = neighbour(c, i + 1)
    if near and c.found and not c.found[-1].y2 and w[i - 1] not in ("va", "cac", "nhung"):
        c.found[-1].shift, c.found[-1].yearly = near[0], True
        c.i = near[1]
        return True
    if w[i - 1] in CONNECTORS and c.freqs and c.freqs[-1].clause == c.clause:
        c.freqs.append(Freqs("yearly", i, c.clause, plain=True))
        c.i = i + 1
        return True
    if _reported(c, i) or (c.yearly and c.w[i - 1] == "ky"):
        c.freqs.append(Freqs("yearly", i, c.clause, plain=True))
        c.i = i + 1
        return True
    return False


def _reported(c: Cursor, i: int) -> bool:
    return c.w[i - 1] in ("cao", "ky", "ket") and i > 0


def _periodic(c: Cursor) -> bool:
    """ "định kỳ": what follows recurs, a date without a year every year."""
    w, i = c.w, c.i
    if w[i + 1] != "ky":
        return _vision(c) if w[i + 1] == "huong" else False
    c.yearly = True
    k = i + 2
    while w[k] in EACH or w[k] in ("theo", "vao", ",", ":"):
        k += 1
    if (
        w[k] in ("nam", "quy", "thang", "tuan")
        and not w[k + 1].isdigit()
        and not (w[k] == "quy" and ordinal(w[k + 1], "quarter"))
    ):
        return each(c, k)
    c.i = k
    if w[k].isdigit() or w[k] in NUMBERS:
        return duration(c, periodic=True) or True
    return True


def _vision(c: Cursor) -> bool:
    """ "tầm nhìn (đến năm) 2045", "định hướng đến 2050": no deadline."""
    w, k = c.w, c.i + 2
    if w[c.i + 1] not in ("nhin", "huong"):
        return False
    while w[k] in ("den", "nam", "toi", "ra"):
        k += 1
    if w[k].isdigit() and len(w[k]) == 4:
        c.vision, c.known = year_number(c, k) or None, True
        c.i = k + 1
        return True
    return False


def _each(c: Cursor) -> bool:
    return each(c, c.i + 1)


def _six(c: Cursor) -> bool:
    return times(c) or duration(c) or when(c)


def _named(c: Cursor) -> bool:
    """ "đợt 1", "lần 2", "kỳ họp thứ 10": the number names, it is no date."""
    w, i = c.w, c.i
    if w[i] == "ky" and w[i + 1] == "hop":
        c.i = i + 2
        if w[c.i] == "thu" and w[c.i + 1].isdigit():
            c.i += 2
        c.undated = True
        return True
    k = i + 1 + (w[i + 1] in ("doan", "thu", "so"))
    if (w[k].isdigit() and len(w[k]) <= 2 and w[k + 1] not in ("/", "-")) or w[k] in (
        "i",
        "ii",
        "iii",
        "iv",
        "v",
        "vi",
    ):
        c.i = k + 1
        return True
    return False


def _data(c: Cursor) -> bool:
    """ "số liệu", "chốt": what stands in this clause is the data period, not the deadline."""
    w, i = c.w, c.i
    if (w[i] == "so" and w[i + 1] == "lieu") or w[i] == "chot":
        c.i = i + 1 + (w[i] == "so")
        return True
    return False


def _anchor_drop(c: Cursor) -> bool:
    c.i += 1
    return True


Rule = Callable[[Cursor], bool]
_RULES: Final[Mapping[str, Rule]] = (
    dict.fromkeys((";", "\n", ":", "."), _sign)
    | dict.fromkeys(("(", ")", "[", "]"), _bracket)
    | dict.fromkeys(("den", "toi", "het", "cham", "muon", "khong"), _by)
    | dict.fromkeys(("tu", "ke", "bat", "tinh"), _from)
    | dict.fromkeys(
        ("ngay", "thang", "quy", "qui", "nam", "dau", "giua", "cuoi", "nua", "nhung", "cac", "thu", "chu", "tuan", "t",
         "q", "qi", "qii", "qiii", "qiv", "quyi", "quyii", "quyiii", "quyiv"),
        _units,
    )
    | dict.fromkeys(EACH, _each)
    | dict.fromkeys(CITING, _document)
    | dict.fromkeys({key.split()[0] for key in OPEN | UNDATED} - {"khong", "ngay", "dung", "hang"}, _plain)
    | dict.fromkeys(("mot", "hai", "ba", "bon", "bay", "tam", "chin", "muoi"), _six)
    | dict.fromkeys(("dot", "lan", "ky", "giai", "buoc", "nhom", "muc", "dieu", "khoan", "phien"), _named)
    | dict.fromkeys(("so", "chot"), _data)
    | {"truoc": _before, "sau": _after, "theo": _by_rule, "khi": _event, "dinh": _periodic, "tam": _vision,
       "dung": _event, "dang": _anchor_drop}
)  # fmt: skip
