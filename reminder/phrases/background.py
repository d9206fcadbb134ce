"""Times that stand beside a deadline and are none: what is reported on, planned for, over, or named."""

from typing import Final

from reminder.phrases.found import Found
from reminder.phrases.parsed import Parsed
from reminder.phrases.spelling import forms

SPANS: Final = frozenset({"year", "quarter", "month", "half", "range"})
_AT: Final = forms(
    "trong", "vào", "thành", "hiện", "khai", "xong", "và", "đoạn", "kỳ", "ban", "hành",
)  # fmt: skip
_JOINED: Final = forms(",", "và", "(", "cả")
_PLAIN: Final = forms("hoàn", "thành", "kết", "thúc", "xong", "trong", "vào", "là", "phải", "cần", "thời", "gian", "và")
"""Words that stand between two times of one thing."""
_OFTEN: Final = forms("tuần", "tháng", "quý", "quí", "năm")
NEAR: Final = 24
"""So many times before and behind are looked at: reading stays linear."""


def apart(c: Parsed, last: Found, tok: int) -> bool:
    """ "Tháng 09 - … 2026": a year behind words that were not read may be that of the month before them."""
    between = c.tokens.words[last.upto + 1 : tok]
    unread = c.passed[-1:] > [last.upto] and not set(between) & _JOINED[c.tokens.marked]
    return unread and last.clause == c.clause and not (last.y2 or last.cycle or last.yearly or last.anchor == "from")


def names_what_is_reported(c: Parsed, last: Found, tok: int) -> bool:
    """ "quý II trước ngày 18/6": the quarter before the bound day says what is reported on."""
    between = c.tokens.words[last.upto + 1 : tok]
    if last.anchor or last.yearly or last.clause != c.clause:
        return False
    if between == ["("] and not last.y2 and last.kind in SPANS:
        return True  # "cả năm (trước 05/12)"
    if not all(word[:1].isalpha() for word in between):
        return False
    if last.kind in ("quarter", "half", "month") and not last.y2:
        return True
    before = c.tokens.words[last.tok - 1] if last.tok else ""
    return last.kind in ("year", "month", "quarter") and before[:1].isalpha() and before not in _AT[c.tokens.marked]


def behind_prose(c: Parsed, tok: int) -> bool:
    """Whether the word right before was not read: a noun, a verb."""
    word = c.tokens.words[tok - 1] if tok else ""
    return word[:1].isalpha() and word not in _AT[c.tokens.marked] and c.passed[-1:] == [tok - 1]


def name_what_is_done(c: Parsed) -> None:
    """ "dự toán năm 2027 và kế hoạch 2027-2029, gửi trước ngày 05/7/2026": years behind a noun say of what."""
    words, marked, named = c.tokens.words, c.tokens.marked, False
    for at, one in [*enumerate(c.found)][-NEAR:]:
        if one.clause != c.clause:
            continue
        before = words[one.tok - 1] if one.tok else ""
        noun = before[:1].isalpha() and before not in _AT[marked] and not _often(c, one)
        joined = named and before in _JOINED[marked] and one.kind in SPANS
        years = one.kind == "year" or (one.kind == "span" and one.y2 > one.y1)
        named = one.kind == "about" or (not one.anchor and ((years and noun) or joined))
        if named:
            c.found[at] = one.but(kind="about")


def _often(c: Parsed, one: Found) -> bool:
    """ "hằng năm giai đoạn 2026-2030": right before it stands how often, which was read, and no noun."""
    return c.tokens.words[one.tok - 1] in _OFTEN[c.tokens.marked] and not c.passed_in(one.tok - 1, one.tok)


def without_context(c: Parsed) -> list[Found]:
    """Spans that only say what a dated point is about ("báo cáo năm 2026: trước 15/12") give it their year."""
    found = _without_past(c, c.found)
    if found and all(one.kind == "about" for one in found) and all(_over(c, one) for one in found):
        return []  # "tổng kết năm 2025": over, and when it is due is not said
    if len(found) < 2 and not (c.term and c.term.event):
        return found
    found = _without_bracketed_year(c, found)
    firm = {one.clause for one in found if one.label != "?" and one.kind != "about"}
    kept = []
    for at, one in enumerate(found):
        heads = (
            one.label == "?"
            and one.clause + 1 in firm
            and not one.cycle
            and (not one.anchor or (one.anchor == "until" and one.kind == "year"))
        )
        if heads or (one.kind == "about" and (firm or (c.term and c.term.event))):
            _lend(c, found[max(0, at - NEAR) : at + NEAR], one)
        else:
            kept.append(one)
    return kept


def _without_past(c: Parsed, found: list[Found]) -> list[Found]:
    """ "Đơn nhận ngày 14/9/2026; trả lời trước ngày 28/9/2026": what was over by the document's date is told of, where
    a word that was not read stands before it and another date lies ahead."""
    told = [_told(c, one) and _over(c, one) for one in found]
    if not any(told) or (all(_over(c, one) for one in found) and not (c.term and c.term.event)):
        return found
    return [one.but(kind="about") if past else one for one, past in zip(found, told, strict=True)]


def _over(c: Parsed, one: Found) -> bool:
    dated = one.y2 > 0 and one.m2 and not one.cycle
    return bool(dated and c.on and one.last() <= c.on)


def _told(c: Parsed, one: Found) -> bool:
    word = c.tokens.words[one.tok - 1] if one.tok else ""
    return one.anchor in ("", "until") and (
        word == "(" or (word[:1].isalpha() and bool(c.passed_in(one.tok - 1, one.tok)))
    )


def _without_bracketed_year(c: Parsed, found: list[Found]) -> list[Found]:
    """ "Quý II (2026)", "năm 2026 (quý II)": the year only dates the narrower of the two."""
    kept = found[:1]
    for one in found[1:]:
        last, before = kept[-1], one.tok - 1
        while before > one.tok - 5 and c.tokens.words[before] in _PLAIN[c.tokens.marked]:
            before -= 1
        if c.tokens.words[before] == "(" and not (one.cycle or last.cycle or one.anchor or one.yearly or last.yearly):
            if _whole_year(one) and last.m2 and not last.y2:
                last.y1 = last.y2 = one.y2
                continue
            if _whole_year(last) and not last.anchor and one.m2 and not one.y2 and not one.point:
                one.y1 = one.y2 = last.y2
                kept[-1] = one
                continue
        kept.append(one)
    return kept


def _whole_year(one: Found) -> bool:
    return one.kind == "year" and one.y1 == one.y2 > 0


def _lend(c: Parsed, found: list[Found], context: Found) -> None:
    if not context.y2 or context.y1 != context.y2:
        return
    for one in found:
        recurs = (one.clause > context.clause or context.kind == "about") and one.clause in c.recurring
        near = one.clause in (context.clause, context.clause + 1) and one is not context and not recurs
        if near and not one.y2 and not one.yearly and not one.cycle and not _of_another_year(c, context, one):
            one.y1 = one.y2 = context.y2


def _of_another_year(c: Parsed, context: Found, one: Found) -> bool:
    """ "nhu cầu năm 2027, gửi trước ngày 15/6": what is planned for or looked back on lies in another year than the day
    on which it is due, unless the document's date leads to the same one."""
    whole = context.kind == "about" and (context.m1, context.m2) == (1, 12)
    if not whole or not one.m2 or not c.on or not prose(c, context, one):
        return False
    return context.y2 != c.on.year + ((one.m2, one.d2) < (c.on.month, c.on.day))


def prose(c: Parsed, one: Found, other: Found) -> bool:
    """Whether words stand between that were not read: two things are spoken of."""
    words, plain = c.tokens.words, _PLAIN[c.tokens.marked]
    return any(words[at][:1].isalpha() and words[at] not in plain for at in c.passed_in(one.upto + 1, other.tok))
