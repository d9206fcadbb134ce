"""What was found → spans and points with their bounds: years filled in, neighbours joined, contradictions said."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from reminder.phrases.found import Found
from reminder.phrases.parse import Parsed
from reminder.phrases.series import Bound
from reminder.phrases.spelling import forms, tidy

_DAY: Final = timedelta(1)
_PLAIN: Final = forms("hoàn", "thành", "kết", "thúc", "xong", "trong", "vào", "là", "phải", "cần", "thời", "gian", "và")
"""Words that stand between two times of one thing."""


@dataclass(slots=True)
class Span:
    """A window on its way: `open` to the end, `point` without a start."""

    start: date | None
    end: date | None
    bound: Bound
    found: Found
    label: str = ""
    open: bool = False


def without_context(c: Parsed) -> list[Found]:
    """Spans that only say what a dated point is about ("báo cáo năm 2026: trước 15/12") give it their year."""
    found = _without_past(c, c.found)
    if len(found) < 2:
        return found
    found = _without_bracketed_year(c, found)
    firm = {one.clause for one in found if one.label != "?" and one.kind != "about"}
    kept = []
    for one in found:
        heads = (
            one.label == "?"
            and one.clause + 1 in firm
            and not one.cycle
            and (not one.anchor or (one.anchor == "until" and one.kind == "year"))
        )
        if heads or (one.kind == "about" and (firm or (c.term and c.term.event))):
            _lend(c, found, one)
        else:
            kept.append(one)
    return kept


def _without_past(c: Parsed, found: list[Found]) -> list[Found]:
    """ "Đơn nhận ngày 14/9/2026; trả lời trước ngày 28/9/2026": what was over by the document's date is told of, where
    a word that was not read stands before it and another date lies ahead."""
    over = [_over(c, one) for one in found]
    told = [gone and _told(c, one) for gone, one in zip(over, found, strict=True)]
    if not any(told) or (all(over) and not (c.term and c.term.event)):
        return found
    return [one.but(kind="about") if past else one for one, past in zip(found, told, strict=True)]


def _over(c: Parsed, one: Found) -> bool:
    dated = one.y2 > 0 and one.m2 and not one.cycle
    try:
        return bool(c.on and dated and one.last() <= c.on)
    except ValueError:
        return False


def _told(c: Parsed, one: Found) -> bool:
    word = c.tokens.words[one.tok - 1] if one.tok else ""
    return one.anchor in ("", "until") and (word == "(" or (word[:1].isalpha() and one.tok - 1 in c.passed))


def _without_bracketed_year(c: Parsed, found: list[Found]) -> list[Found]:
    """ "Quý II (2026)", "năm 2026 (quý II)": the year only dates the narrower of the two."""
    kept = found[:1]
    for one in found[1:]:
        last, before = kept[-1], one.tok - 1
        while c.tokens.words[before] in _PLAIN[c.tokens.marked]:
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
        recurs = any(
            f.clause == one.clause and (f.clause > context.clause or context.kind == "about") and not f.plain
            for f in c.freqs
        )
        near = one.clause in (context.clause, context.clause + 1) and one is not context and not recurs
        if near and not one.y2 and not one.yearly and not one.cycle and not _of_another_year(c, context, one):
            one.y1 = one.y2 = context.y2


def _of_another_year(c: Parsed, context: Found, one: Found) -> bool:
    """ "nhu cầu năm 2027, gửi trước ngày 15/6": what is planned for or looked back on lies in another year than the day
    on which it is due, unless the document's date leads to the same one."""
    whole = context.kind == "about" and (context.m1, context.m2) == (1, 12)
    if not whole or not one.m2 or not c.on or not _prose(c, context, one):
        return False
    return context.y2 != c.on.year + ((one.m2, one.d2) < (c.on.month, c.on.day))


def fill_years(c: Parsed, dated: list[Found]) -> None:
    """A date without a year takes that of the next one that has it, else of the one before, else of the document."""
    year = 0
    for one in reversed(dated):
        if one.y2 > 0:
            year = one.y1
        elif year and one.m2:
            _set(one, year)
    year = 0
    for one in dated:
        if one.y2 > 0:
            year = one.y2
        elif year and one.m2:
            _set(one, year)
        elif one.m2 and c.on:
            across = one.y2 < 0
            _set(one, c.on.year + 1 if across else c.on.year)
            if _safe_last(one) < c.on and one.kind != "rest":
                _set(one, one.y2 + 1)
            if one.kind != "rest":
                c.fault("year_from_document", one.tok, one.upto, str(one.y2))


def _set(one: Found, year: int) -> None:
    one.y1, one.y2 = year - (one.y2 < 0), year


def _safe_last(one: Found) -> date:
    return one.first() if one.anchor == "before" and not one.point and one.kind != "range" else one.last()


def span_of(c: Parsed, one: Found) -> Span | None:
    if not one.m2:
        c.fault("no_month", one.tok, one.upto)
        c.known = True
        return None
    if one.y2 <= 0:
        c.fault("no_year", one.tok, one.upto)
        c.known = True
        return None
    try:
        first, last = one.first(), one.last()
    except ValueError:
        c.fault("no_such_date", one.tok, one.upto)
        return None
    if first > last:
        c.fault("backwards", one.tok, one.upto)
        c.known = True
        return None
    label = label_of(c, one)
    whole = Span(first, last, Bound.BY, one, label)
    if one.kind == "now" or one.kind == "rest":
        whole.start = c.on
        whole.bound = Bound.BEFORE if one.anchor == "before" else Bound.BY
        if c.on and c.on > last:
            c.fault("backwards", one.tok, one.upto)
            return None
    elif one.anchor == "before":
        whole.bound = Bound.BEFORE
        if one.kind != "range" and not (one.first() != one.last() and several(one)):
            whole.start, whole.end = None, last if one.point else first
        if one.point:
            whole.start = None
    elif one.anchor == "after":
        whole.start, whole.end, whole.open = last + _DAY, None, True
    elif one.anchor == "from":
        whole.end, whole.open = None, True
    elif one.anchor in ("by", "until") or one.point:
        whole.start = None
    return whole


def several(one: Found) -> bool:
    return one.kind in ("year", "month", "quarter") and (
        one.y1 != one.y2
        or (one.kind == "month" and one.m1 != one.m2)
        or (one.kind == "quarter" and one.m2 - one.m1 > 2)
    )


def label_of(c: Parsed, one: Found) -> str:
    """The words before the colon of its clause; or behind it where the date itself stands before the colon."""
    clause = one.clause if one.label == "?" else one.clause - 1
    if clause < 0 or clause not in c.colons:
        return ""
    if one.label == "?":
        begin, end = c.starts[clause + 1], c.starts[clause + 2] - 1 if clause + 2 < len(c.starts) else c.tokens.count
    else:
        begin, end = c.starts[clause], c.starts[clause + 1] - 1
    if begin >= end:
        return ""
    here, there = c.tokens.span(begin, end - 1)
    return tidy(c.tokens.text[here:there]).strip(" -*•+")[:200]


def _prose(c: Parsed, one: Found, other: Found) -> bool:
    """Whether words stand between that were not read: two things are spoken of."""
    words, plain = c.tokens.words, _PLAIN[c.tokens.marked]
    return any(one.upto < at < other.tok and words[at][:1].isalpha() and words[at] not in plain for at in c.passed)


def joined(c: Parsed, spans: list[Span]) -> list[Span]:
    """Adjoining spans are one; a single point inside a single span is the span's end."""
    out = list[Span]()
    for span in spans:
        if out and (not span.start or not _prose(c, out[-1].found, span.found)):
            last = out[-1]
            if (last.start, last.end, last.bound, last.label, last.found.at) == (
                span.start, span.end, span.bound, span.label, span.found.at,
            ):  # fmt: skip
                continue
            plain = not (last.label or span.label or last.open or span.open or last.found.at or span.found.at)
            if (
                (plain and last.start and last.end and span.start and span.end and span.start == last.end + _DAY)
                and last.bound is Bound.BY
                and span.bound is Bound.BY
            ):
                last.end = span.end
                continue
            if (
                last.open
                and not last.label
                and last.start
                and not span.label
                and not span.open
                and span.end
                and (span.start or span.end) >= last.start
            ) and last.found.anchor in ("from", "after"):
                last.end, last.bound, last.open, last.found = span.end, span.bound, False, span.found
                continue
        out.append(span)
    if (
        len(out) == 2
        and ((out[0].start and out[0].found.kind != "range") or not _prose(c, out[0].found, out[1].found))
        and (not (out[0].label and out[1].label) or out[0].label == out[1].label)
    ):
        one, two = out if out[0].start else (out[1], out[0])
        bare = not two.start and not one.open and not two.found.at
        if one.start and one.end and two.end and bare and one.start <= two.end <= one.end + _DAY:
            one.end, one.bound = two.end, two.bound
            return [one]
    return out
