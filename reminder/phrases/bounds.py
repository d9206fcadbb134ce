"""Rules of the words that say how a time binds: before, by, from, after, or only when something happens."""

from reminder.phrases.cursor import NUMBERS, Cursor, Found
from reminder.phrases.lexicon import EVENT_NOUNS, HOURS, STOP
from reminder.phrases.lookalikes import citation, gloss
from reminder.phrases.numbers import ordinal
from reminder.phrases.ranges import clock, when
from reminder.phrases.reading import TimeUnit
from reminder.phrases.recurring import duration, each


def before(c: Cursor) -> bool:
    w, i = c.w, c.i
    nxt = w[i + 1]
    if nxt == "mat":
        c.undated, c.i = True, i + 2
        return True
    if nxt in EVENT_NOUNS:
        return _term_behind(c, False) or event(c)
    k = i + 1
    while w[k] in ("khi", "ket", "thuc", "het", "va", "hoac", "thoi", "diem", "luc", "moc"):
        k += 1
    if k > i + 1 and nxt == "khi":
        c.i, count = k, len(c.found)
        c.bind("before")
        if w[k - 1] == "khi" or not when(c) or len(c.found) == count:
            c.bind("")
            c.i = max(c.i, i) if len(c.faults) else i
            return event(c)
        c.found[-1].point, c.found[-1].kind = True, "part"
        return True
    if (
        nxt == "ngay"
        and w[i + 2].isalpha()
        and not (w[i + 2] == "thang" and w[i + 3].isdigit())
        and w[i + 2] not in ("cuoi", "lam", "dau", "thu", "mong", "mung", "/")
    ):
        return _term_behind(c, False) or event(c)
    c.bind("before")
    if nxt.isdigit() and w[i + 2] in HOURS:
        c.i = i + 1
        if clock(c):
            return True
    if nxt == "it" or nxt == "toi":  # trước ít nhất 5 ngày
        k = i + 3
    if w[k].isdigit() or (w[k] in NUMBERS and w[k + 1] in ("ngay", "tuan", "thang")):
        c.i = k
        if w[k].isdigit() and w[k + 1] == "thang" and (w[k + 2].isdigit() or w[k + 2] in ("cuoi", "dau")):
            return when(c)
        if duration(c, ahead=True):
            c.bind("")
            return True
    c.i = i + 1
    return True


def _term_behind(c: Cursor, after: bool) -> bool:
    """ "trước ngày khai mạc ít nhất 10 ngày", "sau khi được phê duyệt 30 ngày": the event stands first."""
    w, i = c.w, c.i
    k = i + 1
    while k < min(c.n, i + 12) and w[k].isalpha():
        k += 1
    if not w[k].isdigit() or w[k + 1] not in ("ngay", "tuan", "thang"):
        return False
    last = k - 1
    while w[last] in ("nhat", "it", "thieu", "toi"):
        last -= 1
    unit: TimeUnit = {"ngay": "day", "tuan": "week", "thang": "month"}[w[k + 1]]  # type: ignore[assignment]
    working = w[k + 2] == "lam"
    c.relative = (int(w[k][:4]), "working_day" if working else unit, after, c.tokens.quote(i + 1, last))
    c.known, c.i = True, k + 2 + 2 * working
    return True


def by(c: Cursor) -> bool:
    """ "đến (hết)", "hết", "chậm nhất", "không quá": the day itself is in."""
    w, i = c.w, c.i
    word, nxt = w[i], w[i + 1]
    if word in ("cham", "muon"):
        if nxt not in ("nhat",):
            return False
        if gloss(c):
            return True
        c.i = i + 2
        c.bind("by")
        return True
    if word == "khong":
        if nxt in ("qua", "muon", "cham", "tre") or (nxt == "vuot" and w[i + 2] == "qua"):
            c.i = i + 2 + (w[i + 2] in ("hon", "qua"))
            c.bind("by")
            return True
        if nxt == "thoi" and w[i + 2] == "han":
            c.open, c.open_tok, c.i = True, i, i + 3
            return True
        c.undated = c.undated or nxt in ("xac", "co")
        return False
    if word == "den" and nxt in ("nay", "khi"):
        return event(c) if nxt == "khi" else False
    if word == "het" and nxt in ("han", "hieu", "suc"):
        return False
    c.i = i + 1
    c.bind("until")
    return True


def from_(c: Cursor) -> bool:
    w, i = c.w, c.i
    k = i + 1 + (w[i] == "ke" and w[i + 1] == "tu") + (w[i] in ("bat", "tinh") and w[i + 1] in ("dau", "tu"))
    if w[i] in ("bat", "tinh", "ke") and w[k - 1] not in ("dau", "tu"):
        return False
    k += w[k] == "tu"
    if w[k] == "nay" or (w[k] == "ngay" and w[k + 1] in ("ky", "ban") and w[k + 2] not in ("bao",)):
        return _from_now(c, k)
    if w[k] == "khi":
        c.i = k
        return event(c)
    c.i, count = k, len(c.found)
    c.bind("from")
    if not when(c):
        c.bind("")
        if w[k] == "ngay" and not w[k + 1].isdigit():
            return event(c)
        return True
    if len(c.found) == count:
        c.bind("")
        return True
    one = c.found[-1]
    if one.kind != "range" and not _ranged(one):
        one.anchor = "from"
    elif one.anchor != "before":
        one.anchor = ""
    c.bind("")
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
        anchor = "until"
        while w[k] in ("het", "truoc"):
            anchor = "before" if w[k] == "truoc" else anchor
            k += 1
        c.i, count = k, len(c.found)
        c.bind(anchor)
        if when(c) and len(c.found) > count:
            one = c.found[-1]
            one.kind, one.point = "now", True
            c.bind("")
            return True
        c.bind("")
    c.i = k
    if c.on and w[k] not in ("den", "toi"):
        one = Found("day", k, (c.on.year, c.on.month, c.on.day), (c.on.year, c.on.month, c.on.day))
        one.anchor, one.clause = "from", c.clause
        c.found.append(one)
    else:
        c.undated = True
    return True


def after(c: Cursor) -> bool:
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
        return (nxt == "khi" and _term_behind(c, True)) or (nxt != "nay" and event(c))
    c.i = i + 1
    if (nxt.isdigit() or (nxt in NUMBERS and w[i + 2] in ("ngay", "tuan", "thang", "gio"))) and duration(c):
        return True
    keep = c.anchor
    c.bind("after")
    if when(c):
        c.bind("")
        return True
    c.anchor = keep
    c.i = i
    if nxt in EVENT_NOUNS or nxt == "ngay":
        return event(c)
    return False


def event(c: Cursor) -> bool:
    """A condition or event without a date: undated to the end of its clause, or to the next firm anchor."""
    c.undated = True
    c.i += 1
    pass_over(c)
    return True


def pass_over(c: Cursor) -> None:
    w = c.w
    while c.i < c.n and w[c.i] not in STOP:
        if w[c.i].isdigit() and w[c.i + 1] in ("/", "-") and citation(c):
            continue
        if w[c.i] == "tu" and w[c.i + 1] == "ngay" and w[c.i + 2].isdigit():
            return
        c.i += 1
    if w[c.i] == "hang" and w[c.i - 1] == "ngan":
        c.i += 1


def as_ruled(c: Cursor) -> bool:
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
            return each(c, i + 1 + (nxt == "tung")) or event(c)
        if nxt == "dinh":
            return False
    if nxt == "giai" and w[i + 3].isdigit():  # "theo giai đoạn 2026-2030"
        return False
    return event(c)
