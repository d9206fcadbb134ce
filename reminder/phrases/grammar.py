"""The phrase from left to right: each word that opens a rule runs it, every other word is passed over.

No rule looks further ahead than a few tokens unless it consumes what it saw, so reading is linear.
"""

from collections.abc import Callable, Mapping
from typing import Final

from reminder.phrases.bounds import after, as_ruled, before, by, event, from_, pass_over
from reminder.phrases.cursor import EACH, LAST, NUMBERS, Cursor, Found, Freqs
from reminder.phrases.lexicon import CITING, CONNECTORS, HOURS, ONWARD, OPEN, UNDATED
from reminder.phrases.lookalikes import citation, document, gloss, named
from reminder.phrases.numbers import neighbour, ordinal, year_found, year_number
from reminder.phrases.ranges import clock, when
from reminder.phrases.recurring import duration, each, times
from reminder.phrases.series import Freq
from reminder.phrases.weeks import WEEKDAYS


def parse(c: Cursor) -> None:
    """Read every token; what was found stands in the cursor. Never raises."""
    while c.i < c.n:
        place, faults = c.i, len(c.faults)
        if not step(c) and len(c.faults) == faults:
            c.passed.append(place)


def step(c: Cursor) -> bool:
    """Run the rule that opens here, or pass over the token; whether anything was read."""
    before = c.i
    word = c.w[before]
    rule = _RULES.get(word)
    if rule is not None:
        if rule(c):
            return True
        c.i = max(c.i, before + 1)
        return False
    if word.isdigit():
        return _digits(c)
    c.i = before + 1
    return False


def _digits(c: Cursor) -> bool:
    w, i = c.w, c.i
    nxt = w[i + 1]
    if nxt in HOURS and w[i - 1] not in ("trong", "vong", "han", "khoang") and clock(c):
        return True
    if nxt == ":" and len(w[i + 2]) == 2 and w[i + 2].isdigit() and w[i + 3] not in ("/", ".", "-") and clock(c):
        return True
    if (nxt == "/" or nxt == "-") and w[i + 2] and citation(c):
        return True
    if duration(c):
        return True
    first = len(c.found)
    if when(c):
        if len(c.found) == first + 1 and i > 0 and w[i - 1] == "cao":
            one = c.found[-1]
            if one.kind == "half" and not one.y2:  # "báo cáo 6 tháng đầu năm": a data period
                c.found.pop()
                freq: Freq = "half_yearly" if one.m2 - one.m1 == 5 else "yearly"
                c.freqs.append(Freqs(freq, i, c.clause, months=one.m2 - one.m1 + 1, plain=True))
            elif one.kind != "day":
                one.kind = "about"
        return True
    if len(w[i]) == 3 and nxt == "-" and len(w[i + 2]) == 4 and w[i + 2].isdigit():
        c.fault("broken_year", i, i)
        c.known, c.i = True, i + 3
        return True
    c.i = max(c.i, i + 1)
    return False


def _sign(c: Cursor) -> bool:
    """Clauses end at ; and line ends and full stops and brackets; a colon ends a label."""
    word = c.w[c.i]
    if word != ":":
        c.cut = False
    else:
        if c.w[c.i + 1] == "cham":
            c.i += 1
            if gloss(c):
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
    c.bind("")
    c.at = None
    return True


def _bracket(c: Cursor) -> bool:
    w, i = c.w, c.i
    if w[i] in "([" and w[i + 1].isdigit() and len(w[i + 1]) <= 2 and w[i + 2] in (")", "]"):
        c.i = i + 3  # a footnote or a list number
        return True
    c.i += 1
    c.bind("")
    return True


def plain(c: Cursor) -> bool:
    """Phrases of two or three words that say open-ended or undated."""
    w, i = c.w, c.i
    for width in (4, 3, 2, 1):
        key = " ".join(w[i : i + width])
        if key in ONWARD:
            c.goes_on = True
        elif key in OPEN:
            c.open, c.open_tok = True, i
        elif key in UNDATED:
            c.undated = True
        else:
            continue
        c.i = i + width
        if key in ("dot xuat", "kip thoi", "dung"):
            pass_over(c)
        return True
    return False


def _units(c: Cursor) -> bool:
    w, i = c.w, c.i
    word, nxt = w[i], w[i + 1]
    if word in ("cac", "nhung") and nxt == "nam":
        if c.found and c.found[-1].point and c.found[-1].m2 and not c.found[-1].y2:
            c.yearly = True  # "trước ngày 15/12 các năm 2026-2030"
        onward = neighbour(c, i + 2)
        if onward and onward[0] == 1:
            c.goes_on, c.i = True, onward[1]
            return True
    if word == "nam" and c.found and w[i - 1] in ("va", "cac", "nhung") and neighbour(c, i + 1):
        near = neighbour(c, i + 1)
        c.goes_on = True
        c.i = near[1] if near else i + 2
        return True
    if word in ("cac", "nhung") and nxt in ("quy", "nam", "thang") and w[i + 2] in ("trong", "cua"):
        return each(c, i + 1)
    if word in _PERIODS and _reported(c, i) and _names_a_report(c, i):
        first = len(c.freqs)
        read = each(c, i)
        for one in c.freqs[first:]:
            one.plain = True
        return read
    if word in ("thang", "quy") and w[i - 1] == "trong" and nxt in ("", ".", ",", ";", ")") and c.on:
        return _this_period(c, c.on.month)
    if word == "nua" and nxt == "nam" and w[i + 2] in ("mot", "1", "01", "/"):
        return each(c, i)
    if word == "nam" and w[i - 1] in ("trong", "ca") and not nxt.isdigit() and nxt not in ("hoc", "nay"):
        return _this_year(c)
    if times(c):
        return True
    first = len(c.found)
    if when(c):
        if _reported(c, i) and len(c.found) == first + 1 and c.found[-1].kind in ("year", "quarter", "month"):
            c.found[-1].kind = "about"
        return True
    if word == "thu" and nxt in WEEKDAYS and w[i + 2] in (",", "ngay", ")"):
        c.i = i + 2  # "thứ Sáu, ngày 05/6/2026": the date says it
        return True
    return word == "nam" and _nam(c)


_PERIODS: Final = frozenset({"quy", "thang", "tuan", "nam"})


def _names_a_report(c: Cursor, i: int) -> bool:
    """ "báo cáo quý", "kỳ báo cáo năm": a period without a number behind "báo cáo"."""
    w, nxt = c.w, c.w[i + 1]
    if nxt.isdigit() or neighbour(c, i + 1) or w[i - 2] == "dinh" or w[i - 1 : i + 2] == ["ky", "nam", "bao"]:
        return False
    if w[i] == "quy":
        return not ordinal(nxt, "quarter") and nxt not in ("dinh", "che", "hoach")
    return w[i] != "thang" or not ordinal(nxt, "month")


def _this_period(c: Cursor, month: int) -> bool:
    """ "trong tháng", "trong quý" with nothing behind: those of the document's date."""
    kind = "month" if c.w[c.i] == "thang" else "quarter"
    first, last = (month, month) if kind == "month" else ((month - 1) // 3 * 3 + 1, (month - 1) // 3 * 3 + 3)
    one = Found(kind, c.i, (0, first, 1), (0, last, LAST))
    one.clause = c.clause
    c.found.append(one)
    c.i += 1
    return True


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
        step = -near[0] if w[i - 1] == "cho" else near[0]  # "kế hoạch … cho năm kế tiếp" looks ahead
        c.found[-1].shift, c.found[-1].yearly = step, True
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
    return i > 0 and (c.w[i - 1] in ("cao", "ky") or (c.w[i - 1] == "ca" and c.w[i - 2] == "cao"))


def _periodic(c: Cursor) -> bool:
    """ "định kỳ": what follows recurs, a date without a year every year."""
    w, i = c.w, c.i
    if w[i + 1] != "ky":
        return vision(c) if w[i + 1] == "huong" else False
    c.yearly = True
    k = i + 2
    while w[k] in EACH or w[k] in ("theo", "vao", ",", ":"):
        k += 1
    if (
        w[k] in ("nam", "quy", "thang", "tuan")
        and not w[k + 1].isdigit()
        and not (w[k] == "quy" and (w[k + 1] == "dinh" or ordinal(w[k + 1], "quarter")))
    ):
        return each(c, k)
    c.i = k
    if w[k].isdigit() or w[k] in NUMBERS:
        return duration(c, periodic=True) or True
    return True


def vision(c: Cursor) -> bool:
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


def _data(c: Cursor) -> bool:
    """ "chốt số liệu", "số liệu tính đến": the time that follows is the data period, not the deadline."""
    w, i = c.w, c.i
    if w[i] in ("gui", "nop"):
        c.cut = False
    elif w[i] == "chot":
        c.cut = w[i + 1] not in ("han",)
    elif w[i + 1] == "lieu":
        c.cut = c.cut or w[i + 2] in ("tinh", "tu", "den", "chot", "lay", "ngay", ":", "thang", "tong")
    else:
        return False
    c.i = i + 1
    return True


def _dot(c: Cursor) -> bool:
    return plain(c) or named(c)


def _tet(c: Cursor) -> bool:
    """Tết has no fixed date: an event, its year with it."""
    return event(c)


Rule = Callable[[Cursor], bool]


_RULES: Final[Mapping[str, Rule]] = (
    dict.fromkeys((";", "\n", ":", "."), _sign)
    | dict.fromkeys(("(", ")", "[", "]"), _bracket)
    | dict.fromkeys(("den", "toi", "het", "cham", "muon", "khong"), by)
    | dict.fromkeys(("tu", "ke", "bat", "tinh"), from_)
    | dict.fromkeys(
        ("ngay", "thang", "quy", "qui", "nam", "dau", "giua", "cuoi", "nua", "nhung", "cac", "thu", "chu", "tuan", "t",
         "q", "qi", "qii", "qiii", "qiv", "quyi", "quyii", "quyiii", "quyiv", "i", "ii", "iii", "iv"),
        _units,
    )
    | dict.fromkeys(EACH, _each)
    | dict.fromkeys(CITING, document)
    | dict.fromkeys({key.split()[0] for key in OPEN | ONWARD | UNDATED} - {"khong", "ngay", "dung", "hang"}, plain)
    | dict.fromkeys(("mot", "hai", "ba", "bon", "bay", "tam", "chin", "muoi"), _six)
    | dict.fromkeys(("lan", "ky", "giai", "buoc", "nhom", "muc", "dieu", "khoan", "phien"), named)
    | dict.fromkeys(("so", "chot", "gui", "nop"), _data)
    | {"truoc": before, "sau": after, "theo": as_ruled, "khi": event, "dinh": _periodic, "tam": vision,
       "dung": event, "tet": _tet, "dot": _dot}
)  # fmt: skip
