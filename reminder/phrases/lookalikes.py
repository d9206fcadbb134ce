"""What looks like a time and is none: numbers and dates of documents, numbers that only name."""

from reminder.phrases.cursor import Cursor
from reminder.phrases.lexicon import NAMED
from reminder.phrases.units import unit


def citation(c: Cursor) -> bool:
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


def document(c: Cursor) -> bool:
    """A kind of document: a number or date right behind it names it ("Luật … năm 2020")."""
    w, i = c.w, c.i
    if w[i + 1] == "so" and w[i + 2].isdigit():
        c.i = i + 2
        if not citation(c):
            c.i += 1
            _skip_issue_date(c)
        return True
    c.i = i + 1
    return True


def named(c: Cursor) -> bool:
    """ "đợt 1", "lần 2", "kỳ họp thứ 10": the number names, it is no date."""
    w, i = c.w, c.i
    if w[i] == "ky" and w[i + 1] == "hop":
        c.i = i + 2
        if w[c.i] == "thu" and w[c.i + 1].isdigit():
            c.i += 2
        c.undated = True
        return True
    k = i + 1 + (w[i + 1] in ("doan", "thu", "so"))
    roman = w[k] in ("i", "ii", "iii", "iv", "v", "vi")
    if roman or (w[k].isdigit() and len(w[k]) <= 2 and w[k + 1] not in ("/", "-")):
        c.i = k + 1
        return True
    return False


def gloss(c: Cursor) -> bool:
    """ "chậm nhất là hết ngày 14/12 nếu tính chặt" is our own gloss on the words before it: passed over."""
    w, i = c.w, c.i
    if w[i + 2] == "la" and w[i + 3] == "het":
        for k in range(i + 4, min(i + 18, c.n)):
            if w[k] == "neu" and w[k + 1] == "tinh" and w[k + 2] == "chat":
                c.i = k + 3
                return True
    return False
