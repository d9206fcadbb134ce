"""What is said where several times stand in one phrase and not all of them can be counted, or trusted."""

from bisect import bisect_right
from datetime import date
from itertools import pairwise
from typing import Final

from reminder.phrases.distance import Distance
from reminder.phrases.found import Found
from reminder.phrases.parsed import Parsed
from reminder.phrases.series import Series
from reminder.phrases.spans import Span
from reminder.phrases.spelling import forms, pairs

_EVER: Final = date(1900, 1, 1), date(2200, 12, 31)
_JOINS: Final = forms("và", "cả", "hoặc", "phòng", "các", "những", "dịp")
_LONGER: Final = pairs("gia hạn")
_DAILY: Final = pairs("hằng ngày", "hàng ngày", "hằng giờ", "hàng giờ", "mỗi ngày", "từng ngày", "ngày nào")
_DAYS: Final = pairs("các ngày", "những ngày")
_OF_A_SPAN: Final = forms("từ", "trong", "làm")
_ASKS: Final = forms(
    "xong", "gửi", "nộp", "trình", "ban", "hành", "hoàn", "thành", "báo", "kết", "khai", "hiện", "dựng",
    "định", "đăng", "trong", "vào", "là", "kiểm", "rà", "bàn", "nghiệm", "lấy", "bố", "hạn", "đạt", "tuyến", "trả",
)  # fmt: skip
"""Words that ask for work, or say that a time is meant."""


def say_which_counts(c: Parsed, spans: list[Span]) -> None:
    """Says that of several dates one may be no deadline: no word binds it, and none that asks for work stands near."""
    words, marked = c.tokens.words, c.tokens.marked
    longer = max((at for at, pair in enumerate(pairwise(words)) if pair in _LONGER[marked]), default=-1)
    for one in (span.found for span in spans if not span.label):
        before = words[max(0, one.tok - 4) : one.tok]
        noun = (
            before
            and before[-1][:1].isalpha()
            and c.passed_in(one.tok - 1, one.tok)
            and before[-1] not in _JOINS[marked]
        )
        if one is not spans[-1].found and one.upto < longer:
            c.fault("which_counts", one.tok, one.upto)  # "… trước 30/8; đồng ý gia hạn đến 15/9"
        elif noun and not one.anchor and not _ASKS[marked].intersection(before):
            c.fault("which_counts", one.tok, one.upto)


def say_side_by_side(c: Parsed) -> None:
    """ "05/01/2026 07/01/2026", as two columns print them: from one to the other, or two dates; asked."""
    words, alone = c.tokens.words, c.found[:1]
    for one, other in pairwise(c.found):
        between = words[one.upto + 1 : other.tok]
        begins = words[other.tok].isdigit() or words[other.tok] in _NAMED[c.tokens.marked]
        alike = one.kind == other.kind and _dated(one) and _dated(other)
        if other.tok > one.upto and begins and alike and set(between) <= _BLANK:
            alone.append(other)
        elif len(alone) > 1:
            break
        else:
            alone = [other]
    if len(alone) > 1:
        c.fault("side_by_side", alone[0].tok, alone[-1].upto)


_NAMED: Final = forms("ngày", "tháng", "quý", "năm")
_BLANK: Final = frozenset({"\n", "."})


def _dated(one: Found) -> bool:
    return one.kind in ("day", "month", "quarter", "year") and not one.cycle and (one.y2 > 0 or one.kind == "day")


def say_each_day(c: Parsed, spans: list[Span]) -> None:
    """ "hằng ngày, từ ngày 14/02 đến ngày 22/02/2026", "hằng ngày đến hết ngày 22/02/2026", "các ngày từ 14/02 đến
    22/02/2026": due on each of its days, of which there is no series."""
    words, marked = [*c.tokens.words, ""], c.tokens.marked
    long = any(span.start and span.end and span.start < span.end for span in spans)
    ends = {span.found.clause for span in spans if span.end}
    for at, pair in enumerate(pairwise(words[:-1])):
        daily = pair in _DAILY[marked] and (long or bisect_right(c.starts, at) - 1 in ends)
        if daily or (long and pair in _DAYS[marked] and words[at + 2] in _OF_A_SPAN[marked]):
            c.fault("each_day", at, at + 1)
            c.passed = [one for one in c.passed if one not in (at, at + 1)]  # said, and not to be said as unread
            return


def say_never(c: Parsed, series: list[Series], spans: list[Span], points: list[Span]) -> None:
    """ "trước ngày 15/12 hằng năm, từ ngày 01/01/2026 đến ngày 30/6/2026": no date of a series lies in what is printed
    beside it, or all of them, and the `points` beside it, are over by the document's date. Of a lunar day only a
    calendar knows."""
    known = [one for one in series if not one.lunar]
    bounded = len(known) == len(series) and all(one.first or one.until for one in known)
    at = (spans[0].found.tok, spans[-1].found.upto) if spans else (0, max(0, c.tokens.count - 1))
    if bounded and not any(next(one.due(*_EVER), None) for one in known):
        c.fault("never_due", *at)
    elif bounded and all(one.until for one in known) and c.on:
        ahead = any(span.end and span.end >= c.on for span in points)
        if not ahead and not any(next(one.due(c.on, _EVER[1]), None) for one in known):
            c.fault("all_over", *at)


def say_what_is_over(c: Parsed, last: date | None) -> None:
    """ "đã hoàn thành trước ngày 15/02/2026": what was due before the document's date, and is said to be done."""
    if last and _DONE[c.tokens.marked].intersection(c.tokens.words) and c.on and last < c.on:
        c.fault("over", 0, max(0, c.tokens.count - 1))


_DONE: Final = forms("đã", "vừa")


def say_what_stands_beside(c: Parsed, recurs: bool, spans: list[Span]) -> None:
    """A day that only a calendar tells, or the end of a term from a printed day, is not counted where other dates stand
    beside it: that is said, but for a feast or a gloss that nothing binds beside a date that is bound. A lunar day that
    stands alone wants its year. The term that ends on that very date says the same."""
    dated = recurs or bool(spans)
    if c.calendar:
        bound = any(one.anchor in ("before", "by", "until") for one in c.found)
        asked = [one for one in c.calendar if one.anchor or one.kind != "lunar" or not bound]
        lone = [one for one in asked if one.y2 or not dated]
        if lone and (dated or len(c.calendar) > 1):
            c.fault("beside", lone[0].tok, lone[-1].upto)
        elif lone and not dated and not lone[0].y2:
            c.fault("no_year", lone[0].tok, lone[0].upto)
    if c.term and c.term.event_on and (dated or c.calendar):
        ends = Distance(c.term.n, c.term.unit, c.term.after).ends(c.term.event_on.last())
        if recurs or c.calendar or [span.end for span in spans] != [ends]:
            c.fault("beside", *c.term_at)


def same_term(c: Parsed) -> bool:
    """ "trong 02 ngày, 15 và 16/4/2026": the days of the term are named right behind it."""
    return any(one.tok - c.term_at[1] == 2 for one in c.found)
