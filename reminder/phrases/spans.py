"""What was found → spans and points with their bounds: years filled in, neighbours joined, contradictions said."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from reminder.phrases.background import prose
from reminder.phrases.due import Bound
from reminder.phrases.found import LAST, Found
from reminder.phrases.parsed import Parsed
from reminder.phrases.spelling import tidy

_DAY: Final = timedelta(1)


@dataclass(slots=True)
class Span:
    """A window on its way: `open` to the end, `point` without a start."""

    start: date | None
    end: date | None
    bound: Bound
    found: Found
    label: str = ""
    open: bool = False


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
    if one.kind == "day" and one.d2 not in (last.day, LAST):  # 29 February of a year that was not printed with it
        c.fault("no_such_date", one.tok, one.upto)
        c.known = True
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
    last = bisect_left(c.found, end, key=lambda one: one.tok) - 1
    if last >= 0 and begin <= c.found[last].tok and c.found[last].upto < end - 2 and not c.found[last].label:
        begin = c.found[last].upto + 1  # "Đợt 1: 15/3, đợt 2: 15/7": the first date is no part of the second's name
    if begin >= end:
        return ""
    here, there = c.tokens.span(begin, end - 1)
    return tidy(c.tokens.text[here:there]).strip(" -*•+,;.")[:200]


def _alike(one: Span, other: Span) -> bool:
    told = [(span.start, span.end, span.bound, span.label, span.found.at) for span in (one, other)]
    return told[0] == told[1]


def joined(c: Parsed, spans: list[Span]) -> list[Span]:
    """Adjoining spans are one; a single point inside a single span is the span's end."""
    out: list[Span] = []
    for span in spans:
        if out and _alike(out[-1], span):
            continue
        if out and (not span.start or not prose(c, out[-1].found, span.found)):
            last = out[-1]
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
        and ((out[0].start and out[0].found.kind != "range") or not prose(c, out[0].found, out[1].found))
        and (not (out[0].label and out[1].label) or out[0].label == out[1].label)
    ):
        one, two = out if out[0].start else (out[1], out[0])
        bare = not two.start and not one.open and not two.found.at
        if one.start and one.end and two.end and bare and one.start <= two.end <= one.end + _DAY:
            one.end, one.bound = two.end, two.bound
            return [one]
    return out
