"""The grammar: every rule, and the few parts that are no rule."""

from collections.abc import Sequence
from typing import Final

from reminder.phrases.chart import Chart, Grammar, Match, Terminal
from reminder.phrases.rules import (
    asides,
    bounds,
    cycles,
    dates,
    edges,
    halves,
    hours,
    lunar,
    months,
    numbers,
    often,
    parts,
    quarters,
    reports,
    school,
    spans,
    states,
    terms,
    weekdays,
    years,
)
from reminder.phrases.tokens import forms

_BREAK: Final = frozenset({"", ",", ";", "\n", ":", "(", ")", "."})
_SIGNS: Final = ("", ",", ";", "\n", ":", "(", ")")
_TIME: Final = forms(
    "ngày", "tháng", "quý", "quí", "năm", "tuần", "trước", "sau", "từ", "đến", "tới", "hết", "chậm", "muộn", "hằng",
    "hàng", "mỗi", "từng", "hoàn", "xong", "gửi", "nộp", "tết", "đầu", "giữa", "cuối", "trong", "vào",
)  # fmt: skip
_STOP: Final = forms(*_SIGNS, "trước", "chậm", "muộn", "hoàn", "xong", "hằng", "hàng", "thường", "đến", "và")
_NAMED: Final = forms("hằng", "hàng", "mỗi", "năm", "tháng", "quý", "tuần", "lần", "ngày", "n", "một")
_PERIODIC: Final = forms("định"), forms("kỳ")
_BUT: Final = forms("nhưng")
_FROM, _DAY = forms("từ"), forms("ngày")
_FAR: Final = 12


def _digits(least: int, most: int) -> Terminal:
    def step(chart: Chart, at: int) -> Sequence[Match]:
        word = chart.words[at]
        return (Match(at + 1, int(word)),) if word.isdigit() and least <= len(word) <= most else ()

    return step


def _year(chart: Chart, at: int) -> Sequence[Match]:
    word = chart.words[at]
    return (Match(at + 1, int(word)),) if len(word) == 4 and word.isdigit() and 1945 <= int(word) <= 2150 else ()


def _no_year(chart: Chart, at: int) -> Sequence[Match]:
    word = chart.words[at]
    bad = word.isdigit() and (len(word) == 3 or len(word) > 4 or (len(word) == 4 and not 1945 <= int(word) <= 2150))
    return (Match(at + 1, 1),) if bad else ()


def _piece(chart: Chart, at: int) -> Sequence[Match]:
    word = chart.words[at]
    return (Match(at + 1, word),) if word.isdigit() and len(word) < 4 else ()


def _newline(chart: Chart, at: int) -> Sequence[Match]:
    return (Match(at + 1, True),) if chart.words[at] == "\n" else ()


def _words(chart: Chart, at: int) -> Sequence[Match]:
    """Up to twelve words of letters, none of them a word of time; none too."""
    found = [Match(at, "")]
    while len(found) <= _FAR and chart.words[at][:1].isalpha() and chart.words[at] not in _TIME[chart.tokens.marked]:
        at += 1
        found.append(Match(at, ""))
    return found


def _some_words(chart: Chart, at: int) -> Sequence[Match]:
    """One to six of them."""
    return tuple(_words(chart, at))[1:7]


def _one_word(chart: Chart, at: int) -> Sequence[Match]:
    return (
        (Match(at + 1, ""),)
        if chart.words[at][:1].isalpha() and chart.words[at] not in _TIME[chart.tokens.marked]
        else ()
    )


def _bracketed(chart: Chart, at: int) -> Sequence[Match]:
    """Everything in a pair of brackets, a dozen words at most."""
    end = at + 1
    while end - at < _FAR and chart.words[end] not in (")", "", "(", "\n"):
        end += 1
    return (Match(end + 1, ""),) if chart.words[end] == ")" else ()


def _event(chart: Chart, at: int) -> Sequence[Match]:
    """Everything to the end of the clause."""
    end, marked = at, chart.tokens.marked
    while chart.words[end] not in _BREAK and chart.words[end] not in _BUT[marked]:
        end += 1
    return (Match(end, chart.tokens.quote(at, end - 1)),) if end > at else ()


def _short_event(chart: Chart, at: int) -> Sequence[Match]:
    """One to twelve words of letters."""
    found, end = [], at
    while end - at < _FAR and chart.words[end][:1].isalpha():
        end += 1
        found.append(Match(end, chart.tokens.quote(at, end - 1)))
    return found


def _when_event(chart: Chart, at: int) -> Sequence[Match]:
    return _short_event(chart, at) if chart.words[at] == "khi" else ()


def _pass(chart: Chart, at: int) -> Sequence[Match]:
    """To the next clause, or to what brings a date of its own: gives the tokens passed that are no document's."""
    words, end, marked = chart.words, at, chart.tokens.marked
    passed = list[int]()
    while words[end] not in _STOP[marked]:
        if document := chart.at("document", end) or chart.at("paper", end):
            end = document[0].end
            continue
        if (words[end] in _FROM[marked] and words[end + 1] in _DAY[marked] and words[end + 2][:1].isdigit()) or (
            words[end] in _PERIODIC[0][marked] and words[end + 1] in _PERIODIC[1][marked]
        ):
            break
        passed.append(end)
        end += 1
    return (Match(end, tuple(passed), (), -len(passed)),)


def _number_of_document(chart: Chart, at: int) -> int:
    """Where the number of a document ends ("122/NQ-CP"), its date with it; 0 when it is none."""
    words, end = chart.words, at + 1
    while words[end] in ("/", "-") and words[end + 1].isdigit():
        end += 2
    if (
        words[end] not in ("/", "-")
        or not words[end + 1][:1].isalpha()
        or words[end + 1] in _NAMED[chart.tokens.marked]
    ):
        return 0
    if words[end] == "-" and (len(words[end + 1]) < 2 or len(words[end - 1]) == 4):
        return 0
    end += 2
    while words[end] in ("/", "-") and words[end + 1]:
        end += 2
    return end


def _docno(chart: Chart, at: int) -> Sequence[Match]:
    end = _number_of_document(chart, at) if chart.words[at].isdigit() else 0
    return (Match(end, ""),) if end else ()


_ANY: Final = frozenset({"*"})
_DIGITS: Final = frozenset({"#"})
TERMINALS: Final = {
    "d": (_digits(1, 2), _DIGITS), "n": (_digits(1, 4), _DIGITS), "y": (_year, _DIGITS), "bad": (_no_year, _DIGITS),
    "three": (_digits(3, 3), _DIGITS), "long": (_digits(7, 99), _DIGITS), "some_words": (_some_words, _ANY),
    "one_word": (_one_word, _ANY), "bracketed": (_bracketed, frozenset({"("})),
    "short": (_digits(2, 2), _DIGITS), "one_digit": (_digits(1, 1), _DIGITS), "piece": (_piece, _DIGITS),
    "newline": (_newline, frozenset({"\n"})), "words": (_words, _ANY), "event": (_event, _ANY),
    "short_event": (_short_event, _ANY), "when_event": (_when_event, frozenset({"khi"})), "pass": (_pass, _ANY),
    "docno": (_docno, _DIGITS),
}  # fmt: skip

FILES: Final = (
    numbers, dates, hours, months, quarters, years, halves, school, parts, cycles, edges, weekdays, often, lunar, spans,
    bounds, terms, states, reports, asides,
)  # fmt: skip
GRAMMAR: Final = Grammar([rule for file in FILES for rule in file.BOOK], TERMINALS)
