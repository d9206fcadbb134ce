"""Where a text says when: each run of words of time with its place. What they mean together is for `read` to say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from reminder.phrases.chart import Issued
from reminder.phrases.grammar import GRAMMAR
from reminder.phrases.items import (
    About,
    Aside,
    Bracketed,
    Data,
    Hanging,
    Hour,
    Moments,
    Often,
    Said,
    Term,
    TimeLabel,
    Weekdays,
)
from reminder.phrases.spelling import fold
from reminder.phrases.tokens import Tokens
from reminder.phrases.unread import unread

TimeKind = Literal["time", "often", "term", "data", "about", "cited", "open", "waits", "label", "blank", "unread"]

_PRINTED: Final = re.compile(
    r"\d{1,2}\s?[/.-]\s?(?:\d{1,2}\s?[/.-]+\s?)?\d{4}|\d{1,2}/\d{1,2}|ngay (?:\d|mung|mong)|thang (?:\d|mot|hai|ba|tu"
    r"|nam|sau|bay|tam|chin|muoi|gieng|chap)|quy (?:[iv]+\b|\d)|nam (?:\d{4}|\d\d\b)|\b(?:19|20)\d\d\b|hang"
    r"|(?:moi|tung) (?:nam|quy|thang|tuan|ngay)"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_ROUND_THE_CLOCK: Final = re.compile(r"24/(?:24|7)(?: giờ(?:/ngày)?)?", re.I)
_SIZE: Final = re.compile(r"\d{1,2}G")  # "4G/5G"; an hour has its minutes or a small letter
_DAY_COUNT: Final = re.compile(r"ngày \d{1,2}", re.I)
_AMOUNT: Final = re.compile(r"nam (?:tram|nghin|ngan|muoi|trieu|ty)\b")
_BACK: Final = re.compile(r"\btrở (?:về|lại) trước$", re.I)
_BEFORE_WHAT: Final = re.compile(r"\b(?:trước|sau)$", re.I)
_WHAT: Final = re.compile(r"(?: [^\W\d]+){1,5}(?=[,;.)]|$)")
# What comes round, and what only the day on which it is said dates: no rule makes a day of them.
_PERIODIC: Final = re.compile(r"\btuan (?:thu|dau|cuoi|\d)|\bthang (?:gieng|chap)\b|\bram\b")
_FROM_TODAY: Final = re.compile(
    r"\b(?:(?:ngay )?trong|hết|cuối|đầu|giữa|trước) (?:ngày|tuần|tháng|quý) (?:này|tới|sau|hôm nay)\b"
    r"|\btrong ngày(?= và\b|[.,;)]|$)|\bcùng ngày\b|\b(?:ngay )?(?:trong|sau) (?:vòng )?\d+ phút\b"
    r"|\b\d+ (?:ngày|giờ|phút)/lần\b|\b\d+ lần/(?:ngày|giờ)\b",
    re.I,
)
_CALENDAR: Final = frozenset(map(fold, ("ngày", "tháng", "quý", "quí", "năm", "tuần", "giêng", "chạp", "rằm", "mùng",
                                        "mồng", "lịch", "kỳ", "thứ", "đầu", "giữa", "cuối", "trước", "hằng",
                                        "hàng", "mỗi", "từng", "chủ")))  # fmt: skip

_COUNTED: Final = frozenset({"ngay", "thang", "quy", "tuan", "gio"})
_BEFORE_A_WEEKDAY: Final = frozenset(map(fold, ("ngày", "vào", "trước", "đến", "sáng", "chiều", "từ", "sau", "tuần")))


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Characters `[start, end)` of the text and the `words` there, as printed.

    `time`: a day, a month, a span of them; `often`: what repeats; `term`: so many days from an event; `data`: the
    period that figures are of; `about`: the year or quarter that is reported on; `cited`: the date or year of a named
    document; `open`: standing, without an end; `waits`: words that wait for an event and print no date; `label`:
    "Thời hạn:"; `blank`: a date whose figures are left out; `unread`: words of time that no rule reads.
    `bound`: a word binds it as a limit ("trước", "chậm nhất", "đến hết"); `year`: it prints its year."""

    start: int
    end: int
    words: str
    kind: TimeKind
    bound: bool = False
    year: bool = False


def time_words(text: str) -> tuple[TimeWords, ...]:
    """All words of time in a text, left to right, none overlapping. Never raises."""
    tokens = Tokens(text)
    chart = GRAMMAR.chart(tokens, Issued(None))
    found: list[TimeWords] = []
    passed: list[int] = []
    at = 0
    while at < tokens.count:
        ends = chart.at("item", at)
        end, value = (ends[0][0], ends[0][1]) if ends else (at + 1, None)
        if isinstance(value, Said) and value.passed == tuple(range(at, end)):  # "trong 2,5 ngày": nothing of it is read
            found.append(_whole(tokens, at, end - 1))
            at = end
            continue
        if isinstance(value, Said) and value.passed:
            end = max(at + 1, value.passed[0])  # what follows is looked at by itself
        if value is None:
            passed.append(at)
        elif one := _of(tokens, at, end - 1, value):
            found.append(one)
        at = end
    for one in _unread(tokens, passed):
        if not found or all(one.start >= other.end or one.end <= other.start for other in found):
            found.append(_with_what(one, text, found))
    found += _from_today(text, found)
    return tuple(sorted(found, key=lambda one: one.start))


def _whole(tokens: Tokens, first: int, last: int) -> TimeWords:
    start, end = tokens.span(first, last)
    return TimeWords(start, end, tokens.text[start:end], "unread")


def _of(tokens: Tokens, first: int, last: int, value: Any) -> TimeWords | None:
    start, end = tokens.span(first, last)
    words = tokens.text[start:end]
    if (_counts(tokens, first) and last - first == 1) or _ROUND_THE_CLOCK.fullmatch(words) or _SIZE.fullmatch(words):
        return None
    printed = _PRINTED.search(fold(words.lower()))
    bound, year = False, bool(_YEAR.search(words))
    kind: TimeKind
    match value:
        case Moments() if first and fold(tokens.words[first - 1]) == "moi" and _DAY_COUNT.fullmatch(words):
            kind = "open"  # "mỗi ngày 02 lượt"
        case Moments(found) | Bracketed(found):
            kind = "time" if found else "blank"
            bound = any(one.anchor in ("before", "by", "until") for one in found)
        case Weekdays() | Hour():
            kind, bound = "time", bool(value.anchor)
        case Often():
            kind = "often"
        case Term():
            kind, bound = "term", True
        case Data():
            kind = "data"
        case About():
            kind = "time" if re.search(r"(?<!\d)\d{1,2}[/-]\d{1,2}(?!\d)|\bngày \d", words) else "about"
        case Said("open" | "onward" | "yearly"):
            kind = "open"
        case Said("vision"):
            kind = "cited"
        case Said():
            kind = "waits"
            if printed and re.match(r"(?:thực hiện\s+)?theo\b", words, re.I):
                kind = "cited"
            elif _PERIODIC.search(fold(words.lower())):
                kind = "unread"
        case Aside() if printed:
            kind = "cited"
        case Hanging():
            kind = "unread"
        case TimeLabel():
            kind = "label"
        case _:
            return None
    return TimeWords(start, end, words, kind, bound, year)


def _unread(tokens: Tokens, passed: list[int]) -> Iterator[TimeWords]:
    """Runs of words of time that no rule has read; a number alone is none."""
    for first, last in unread(tokens, passed):
        words = map(fold, tokens.words[first : last + 1])
        of_time = any(word in _CALENDAR or _YEAR.fullmatch(word) for word in words) or _of_a_unit(tokens, last)
        if of_time and not _counts(tokens, first):
            start, end = tokens.span(first, last)
            if _AMOUNT.match(fold(tokens.text[start : end + 8].lower())) or _BACK.search(tokens.text[:end]):
                continue
            yield _whole(tokens, first, last)


def _of_a_unit(tokens: Tokens, last: int) -> bool:
    """ "(10-15) ngày": a number that nobody has read, and behind its bracket what it counts."""
    return tokens.words[last + 1] == ")" and fold(tokens.words[last + 2]) in _COUNTED


def _with_what(one: TimeWords, text: str, found: Sequence[TimeWords]) -> TimeWords:
    """ "trước Tiết Đoan Ngọ": what no rule reads stands behind the word that binds it."""
    what = _WHAT.match(text, one.end) if _BEFORE_WHAT.search(one.words) else None
    if not what or any(one.end <= other.start < what.end() for other in found):
        return one
    return replace(one, end=what.end(), words=text[one.start : what.end()])


def _from_today(text: str, found: Sequence[TimeWords]) -> list[TimeWords]:
    """ "báo cáo trong tuần này": no rule reads it, and it says when all the same."""
    said = [TimeWords(m.start(), m.end(), m[0], "unread") for m in _FROM_TODAY.finditer(text)]
    return [one for one in said if all(one.end <= other.start or other.end <= one.start for other in found)]


def _counts(tokens: Tokens, at: int) -> bool:
    """ "báo cáo thứ hai", "lần thứ tư": the second, the fourth, and no day of the week."""
    before = fold(tokens.words[at - 1]) if at else ""
    return fold(tokens.words[at]) == "thu" and before[:1].isalpha() and before not in _BEFORE_A_WEEKDAY
