"""Timeframe phrases inside running sentences: where one begins, how far it reaches. Look-alikes are left alone.

A phrase must open with words that bind ("trước ngày", "chậm nhất", "đến hết", "định kỳ", "trong thời hạn", "hằng
tuần" behind a weekday …). Bare years, "giai đoạn …" of titles, dates of documents and dates that lie before the
document's own are not deadlines of its duties.
"""

from datetime import date
from typing import Final

from reminder.phrases.assemble import assemble
from reminder.phrases.cursor import EACH, NUMBERS, Cursor
from reminder.phrases.grammar import parse, step
from reminder.phrases.lexicon import HOURS
from reminder.phrases.reading import Reading
from reminder.phrases.tokens import Tokens, raw_offsets

Span = tuple[int, int, Reading]

_GLUE: Final = frozenset(
    {",", "va", "hoac", "cua", "vao", "la", "(", ")", "thanh", "hoan", "cung", "ngay", "lam"}
)
_UNITS: Final = frozenset({"nam", "quy", "thang", "tuan", "ngay", "gio", "qui"})
_TITLED: Final = frozenset(
    {"hoach", "luoc", "trinh", "an", "quyet", "hoi", "nuoc", "tinh", "gia", "nam", "hoan"}
)
_WEEKDAY: Final = frozenset({"hai", "ba", "tu", "nam", "sau", "bay", "2", "3", "4", "5", "6", "7"})


def scan(sentence: str, on: date | None) -> tuple[Span, ...]:
    """Every timeframe phrase of a sentence or paragraph as (start, end, reading), offsets into `sentence`.

    `on` is the document's date. The reading's `raw` is the printed slice. Ascending, never overlapping.
    """
    tokens = Tokens(sentence)
    spans = list[tuple[int, int, Reading]]()
    cursor = Cursor(tokens, on)
    i = 0
    while i < cursor.n:
        start = _opening(cursor, i)
        end = _reach(tokens, on, start) if start >= 0 else -1
        if end > i:
            here, there = tokens.span(start, end - 1)
            reading = _read(tokens.text[here:there], on)
            if _binds(reading, on):
                spans.append((here, there, reading))
                i = end
                continue
        i += 1
    if tokens.text is tokens.raw or not spans:
        return tuple(spans)
    places = raw_offsets(sentence)
    return tuple((places[a], places[b], _read(sentence[places[a] : places[b]], on)) for a, b, _ in spans)


def _read(text: str, on: date | None) -> Reading:
    cursor = Cursor(Tokens(text), on)
    parse(cursor)
    return assemble(cursor)


def _binds(r: Reading, on: date | None) -> bool:
    """A date, a recurrence or a term; nothing that ended before the document was written."""
    if r.end and on and r.end < on and not r.recurrence and not r.start:
        return False
    return bool(
        r.end or r.series or r.windows or r.recurrence or r.relative or (r.start and r.open_ended) or r.faults
    )


def _opening(c: Cursor, i: int) -> int:
    """`i` when a binding phrase may begin here, else -1."""
    rule = _OPENINGS.get(c.w[i])
    if rule is not None:
        return i if rule(c.w, i) else -1
    if c.w[i].isdigit():
        return i if _term(c.w, i) else -1
    return -1


def _dated(w: list[str], k: int) -> bool:
    """A date, month, quarter or year with its number at `k`."""
    while w[k] in (
        "ngay",
        "vao",
        "het",
        "truoc",
        "dau",
        "cuoi",
        "giua",
        "nhat",
        "la",
        "den",
        "cua",
        "khi",
        "ket",
        "thuc",
    ):
        k += 1
    if w[k].isdigit():
        return (
            w[k + 1] in ("/", "-", ".", "thang") or w[k + 1] in HOURS or len(w[k]) == 4 or w[k - 1] == "ngay"
        )
    if w[k] == "lam" and w[k + 1] == "viec":
        return True
    if w[k] in ("thang", "nam", "quy", "qui"):
        return w[k + 1].isdigit() or w[k + 1] in ("i", "ii", "iii", "iv", "cuoi", "dau", "sau", "tiep")
    return w[k] in ("thu", "chu") and w[k + 1] in _WEEKDAY | {"nhat"} and w[k + 2] in EACH


def _before(w: list[str], i: int) -> bool:
    return _dated(w, i + 1) or (w[i + 1].isdigit() and w[i + 2] in ("ngay", "tuan"))


def _latest(w: list[str], i: int) -> bool:
    return w[i + 1] == "nhat" and (
        _dated(w, i + 2) or w[i + 2].isdigit() or w[i + 2] in ("sau", "trong", "la", "truoc")
    )


def _not_later(w: list[str], i: int) -> bool:
    if w[i + 1] not in ("qua", "muon", "cham"):
        return False
    return (w[i + 2] == "ngay" and w[i + 3].isdigit()) or _term(w, i + 2) or _dated(w, i + 3)


def _until(w: list[str], i: int) -> bool:
    if w[i - 1 : i] == ["nhin"] or not _dated(w, i + 1):
        return False
    if w[i + 1] in ("het", "truoc", "ngay", "cuoi") or w[i + 2] in ("thang", "quy"):
        return True
    later = w[i + 1] == "nam" and w[i + 2].isdigit()
    if not later:
        return False
    follows = w[i + 3 : i + 8]
    if "tam" in follows[:2] or "dinh" in follows[:2]:
        return False
    goes_on = "tiep" in follows or "sau" in follows[:4]
    return goes_on or (i > 0 and w[i - 1] in ("dau", "thanh", "xong")) or i == 0


def _within(w: list[str], i: int) -> bool:
    if w[i + 1] in ("thoi", "vong", "khoang"):
        k = i + 2 + (w[i + 2] in ("han", "gian"))
        return _term(w, k) or w[k].isdigit()
    if w[i + 1] == "ngay":
        return w[i + 2].isdigit()
    return (w[i + 1] in ("nam", "quy", "thang", "qui") and _dated(w, i + 1)) or _term(w, i + 1)


def _periodic(w: list[str], i: int) -> bool:
    return w[i + 1] == "ky" and (
        w[i + 2] in EACH or w[i + 2] in _UNITS or w[i + 2].isdigit() or w[i + 2] in ("truoc", "vao", "mot")
    )


def _each(w: list[str], i: int) -> bool:
    """ "hằng quý, 6 tháng" is a list of reporting periods; "tăng dần hàng năm" alone binds nobody."""
    if w[i + 1] not in _UNITS:
        return False
    if w[i + 2] in (",", "va", "/") and (
        w[i + 3] in _UNITS | EACH or (w[i + 3].isdigit() and w[i + 4] == "thang")
    ):
        return not (w[i + 3] == "nam" and w[i + 4] in ("tiep", "sau"))
    return w[i + 2] in ("truoc", "cham") and _dated(w, i + 3)


def _day(w: list[str], i: int) -> bool:
    """ "ngày 25 hằng tháng", "ngày 14 của tháng cuối quý": a day that comes again needs no other word."""
    if w[i + 1] == "lam":
        return w[i + 2] == "viec" and w[i + 3] in ("cuoi", "dau")
    if w[i + 1] in ("cuoi", "dau"):
        return w[i + 2] in ("cung", "tien")
    if not w[i + 1].isdigit() or w[i - 1 : i] == ["so"]:
        return False
    k = i + 2 + (w[i + 2] in ("cua", "/") and 1) + (w[i + 2] == "/" and 1)
    return (
        w[k] in EACH
        or (w[k] == "thang" and w[k + 1] in ("cuoi", "dau", "sau", "tiep"))
        or (w[k] == "thang" and w[k + 1].isdigit() and w[k + 2] in EACH)
    )


def _weekday(w: list[str], i: int) -> bool:
    named = (w[i] == "thu" and w[i + 1] in _WEEKDAY) or (w[i] == "chu" and w[i + 1] == "nhat")
    return named and (w[i + 2] in EACH and w[i + 3] == "tuan")


def _finished(w: list[str], i: int) -> bool:
    """ "hoàn thành (trong, vào) quý IV/2026", "xong tháng 6/2026"."""
    k = i + 1 + (w[i + 1] in ("thanh", "thuc"))
    k += w[k] in ("trong", "vao")
    return w[k] in ("quy", "thang", "nam", "ngay", "qui") and _dated(w, k)


def _from_now(w: list[str], i: int) -> bool:
    return w[i + 1] == "nay" and w[i + 2] in ("den", "toi") and _dated(w, i + 3)


def _after(w: list[str], i: int) -> bool:
    return (w[i + 1].isdigit() or w[i + 1] in NUMBERS) and _term(w, i + 1)


def _term(w: list[str], k: int) -> bool:
    """ "10 ngày làm việc kể từ", "15 ngày trước ngày"; "02 lần/năm", "02 năm một lần"."""
    if not (w[k].isdigit() or w[k] in NUMBERS):
        return False
    if w[k + 1] == "lan":
        return w[k + 2] in ("/", "moi") and w[k + 3] in _UNITS
    if w[k + 1] not in _UNITS:
        return False
    j = k + 2 + 2 * (w[k + 2] == "lam" and w[k + 3] == "viec")
    j += w[j] == ","
    if w[j] in ("ke", "tinh") or (w[j] == "tu" and w[j + 1] in ("ngay", "khi")):
        return True
    if w[j] in ("sau", "truoc") and w[j + 1] in ("ngay", "khi", "thoi"):
        return not w[j + 2].isdigit()
    return (w[j] == "mot" or w[j] == "/") and w[j + 1] == "lan"


_OPENINGS: Final = {
    "truoc": _before, "cham": _latest, "muon": _latest, "khong": _not_later, "den": _until, "trong": _within,
    "dinh": _periodic, "hang": _each, "moi": _each, "ngay": _day, "thu": _weekday, "chu": _weekday,
    "hoan": _finished, "xong": _finished, "ket": _finished, "tu": _from_now, "sau": _after,
} | dict.fromkeys(("mot", "hai", "ba", "bon", "muoi"), _term)  # fmt: skip


def _reach(tokens: Tokens, on: date | None, start: int) -> int:
    """One past the last token of the phrase that begins at `start`."""
    c = Cursor(tokens, on)
    c.i = end = start
    w = c.w
    while c.i < c.n:
        word = w[c.i]
        if word in (";", "\n", ":", "[", "]"):
            break
        if word == "." and not w[c.i + 1].isdigit():
            break
        if word in ("dot", "hoac", "va") and _unforeseen(c):
            end = c.i
            break
        if word in ("theo", "dung", "khi", "kip", "so", "luat", "gui", "nop", "quyet", "thong", "co", "can"):
            break
        before = c.i
        if word in (",", "(", ")", "hoac", "va"):
            c.i += 1
        elif (step(c) and word not in _GLUE) or c.i > before + 1:
            end = c.i
        elif word not in _GLUE and word not in _JOINING:
            break
        if c.i - end > 4:
            break
    inside = w[start:end]
    return end + 1 if w[end] == ")" and inside.count("(") > inside.count(")") else end


_JOINING: Final = frozenset({
    "truoc", "cham", "nhat", "den", "het", "trong", "thoi", "han", "vong", "hang", "moi", "dinh", "ky", "nam", "quy",
    "thang", "tu", "ke", "muon", "thuc", "ket", "xong", "it", "moc", "khoang", "sau", "khong", "qua", "hon",
})  # fmt: skip


def _unforeseen(c: Cursor) -> bool:
    """ "hoặc đột xuất theo yêu cầu" belongs to the phrase before it."""
    w, k = c.w, c.i + (c.w[c.i] in ("hoac", "va"))
    if w[k] != "dot" or w[k + 1] != "xuat":
        return False
    k += 2
    if w[k] in ("theo", "khi"):
        k += 1 + (w[k + 1] == "co")
        k += 2 * (w[k] == "yeu" and w[k + 1] == "cau")
    c.i = k
    return True
