"""The few parts of a pattern that are no rule: numbers of so many digits, words, events, numbers of documents."""

from collections.abc import Sequence
from typing import Any, Final

from reminder.phrases.ahead import ANY
from reminder.phrases.chart import Chart, Match, Terminal
from reminder.phrases.numerals import BEGINS, LONGEST, numbers
from reminder.phrases.spelling import forms

_BREAK: Final = frozenset({"", ",", ";", "\n", ":", "(", ")", "[", "]", "."})
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


def _end(at: int, value: Any = "", told: int = 0) -> Match:
    return at, value, (), told


def _words(chart: Chart, at: int) -> Sequence[Match]:
    """Up to twelve words of letters, none of them a word of time; none too."""
    found = [_end(at)]
    while len(found) <= _FAR and chart.words[at][:1].isalpha() and chart.words[at] not in _TIME[chart.tokens.marked]:
        at += 1
        found.append(_end(at))
    return found


def _some_words(chart: Chart, at: int) -> Sequence[Match]:
    """One to six of them."""
    return tuple(_words(chart, at))[1:7]


def _one_word(chart: Chart, at: int) -> Sequence[Match]:
    return (
        (_end(at + 1),) if chart.words[at][:1].isalpha() and chart.words[at] not in _TIME[chart.tokens.marked] else ()
    )


def _bracketed(chart: Chart, at: int) -> Sequence[Match]:
    """Everything in a pair of brackets, a dozen words at most."""
    end = at + 1
    while end - at < _FAR and chart.words[end] not in (")", "", "(", "\n"):
        end += 1
    return (_end(end + 1),) if chart.words[end] == ")" else ()


def _event(chart: Chart, at: int) -> Sequence[Match]:
    """Everything to the end of the clause."""
    end, marked = at, chart.tokens.marked
    while chart.words[end] not in _BREAK and chart.words[end] not in _BUT[marked]:
        end += 1
    return (_end(end, chart.tokens.quote(at, end - 1)),) if end > at else ()


def _short_event(chart: Chart, at: int) -> Sequence[Match]:
    """One to twelve words of letters."""
    found, end = [], at
    while end - at < _FAR and chart.words[end][:1].isalpha():
        end += 1
        found.append(_end(end, chart.tokens.quote(at, end - 1)))
    return found


def _when_event(chart: Chart, at: int) -> Sequence[Match]:
    return _short_event(chart, at) if chart.words[at] == "khi" else ()


def _pass(chart: Chart, at: int) -> Sequence[Match]:
    """To the next clause, or to what brings a date of its own: gives the tokens passed that are no document's."""
    words, end, marked = chart.words, at, chart.tokens.marked
    passed = list[int]()
    while words[end] not in _STOP[marked]:
        if document := chart.at("document", end) or chart.at("paper", end):
            end = document[0][0]
            continue
        if (words[end] in _FROM[marked] and words[end + 1] in _DAY[marked] and words[end + 2][:1].isdigit()) or (
            words[end] in _PERIODIC[0][marked] and words[end + 1] in _PERIODIC[1][marked]
        ):
            break
        passed.append(end)
        end += 1
    return (_end(end, tuple(passed), -len(passed)),)


def _spelled(chart: Chart, at: int) -> Sequence[Match]:
    """A number in words."""
    words = [*chart.words[at : at + LONGEST], *[""] * LONGEST]
    return [_end(at + end, value, end) for end, value in numbers(words, 0, chart.tokens.marked)]


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
    if words[end - 1] in ("qh", "ubtvqh") and words[end].isdigit():
        end += 1  # "25/2008/QH12": which National Assembly
    return end


def _docno(chart: Chart, at: int) -> Sequence[Match]:
    end = _number_of_document(chart, at) if chart.words[at].isdigit() else 0
    return (_end(end),) if end else ()


def _keys(*keys: str) -> frozenset[str]:
    return frozenset(keys)


TERMINALS: Final = {
    "d": Terminal(_keys("#1", "#2")), "n": Terminal(_keys("#1", "#2", "#3", "#4", "#y")), "y": Terminal(_keys("#y")),
    "bad": Terminal(_keys("#3", "#4", "#5", "#7", "#100"), bool), "three": Terminal(_keys("#3")),
    "long": Terminal(_keys("#7")), "short": Terminal(_keys("#2")), "one_digit": Terminal(_keys("#1")),
    "piece": Terminal(_keys("#1", "#2", "#3"), str), "newline": Terminal(_keys("\n"), bool),
    "bracketed": Terminal(_keys("("), ends=_bracketed), "one_word": Terminal(_keys(ANY), ends=_one_word),
    "words": Terminal(_keys(ANY), ends=_words), "some_words": Terminal(_keys(ANY), ends=_some_words),
    "event": Terminal(_keys(ANY), ends=_event), "short_event": Terminal(_keys(ANY), ends=_short_event),
    "when_event": Terminal(_keys("khi"), ends=_when_event), "pass": Terminal(_keys(ANY), ends=_pass),
    "spelled": Terminal(BEGINS, ends=_spelled),
    "docno": Terminal(_keys("#1", "#2", "#3", "#4", "#5", "#7", "#y"), ends=_docno),
}  # fmt: skip
