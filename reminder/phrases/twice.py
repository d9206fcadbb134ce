"""Numbers printed twice, as contracts and decisions do: "hai mươi (20)", "20 (hai mươi)", "quý hai (II)". Linear."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from reminder.phrases.numerals import LONGEST, ROMAN, numbers, thousands
from reminder.phrases.spelling import forms

_UNITS: Final = forms("ngày", "tháng", "quý", "quí", "năm", "tuần", "giờ", "phút", "lần", "kỳ")
_NAMED, _ROUND = forms("tháng", "quý", "quí", "thứ"), forms("hằng", "hàng", "mỗi", "từng")
_FOUR, _FIVE, _YEAR = forms("tư"), forms("năm"), forms("năm")
_CLOSE: Final = {"(": ")", "[": "]"}
_YEARS: Final = range(2001, 2151)
_UNIT_WORDS: Final = 3  # "ngày làm việc"


class Twice(NamedTuple):
    """Tokens `first` to `last` are one: `word`. Where its words are another number, `differs`."""

    first: int
    last: int
    word: str
    differs: bool = False


def printed_twice(found: Sequence[str], marked: bool) -> Iterator[Twice]:
    """Each number of the words that is printed twice, or is a year in words, left to right."""
    words, after = [*found, *[""] * LONGEST], 0
    for at, word in enumerate(found):
        one = None
        if word in _CLOSE and at > after:
            one = _bracket(words, at, marked)
        elif word in _YEAR[marked]:
            one = _year(words, at + 1, marked)
        if one and one.first >= after:
            after = one.last + 1
            yield one


def _bracket(words: Sequence[str], at: int, m: bool) -> Twice | None:
    """What the bracket that opens there says again."""
    end = at + 1
    while end - at <= LONGEST and words[end] not in ("", "(", ")", "]"):
        end += 1
    if end == at + 1 or words[end] != _CLOSE[words[at]]:
        return None
    if end == at + 2 and _figure(words[at + 1]):
        return _word_and_figure(words, at, end, m)
    return _figure_and_word(words, at, end, m) or _with_unit(words, at, end, m)


def _word_and_figure(words: Sequence[str], at: int, end: int, m: bool) -> Twice | None:
    """ "hai mươi (20)"."""
    first, told = _number_before(words, at, m)
    figure, before = words[at + 1], words[first - 1] if first else ""
    if words[at - 1] in _UNITS[m] and _number_before(words, at - 1, m)[1] == _figure(figure):
        return Twice(at - 1, end, words[at - 1])  # "hai mươi ngày (20) làm việc"
    lone = at - first == 1 and words[first] in _FIVE[m]
    if not told or (lone and (before in _ROUND[m] or _figure(figure) > 99)):
        return None  # "hằng năm (5)", "trong năm (2026)"
    if told == _figure(figure):
        return Twice(first, end, figure)
    asks = words[end + 1] in _UNITS[m] or (before in _UNITS[m] and not lone)
    return Twice(first, end, figure, True) if asks and words[at] == "(" and figure.isdigit() else None


def _figure_and_word(words: Sequence[str], at: int, end: int, m: bool) -> Twice | None:
    """ "20 (hai mươi)", "quý II (hai)"."""
    figure, told = words[at - 1], _number(words, at + 1, end, m)
    if not told or not _figure(figure) or (figure in ROMAN and words[at - 2] not in _NAMED[m]):
        return None
    if told == _figure(figure):
        return Twice(at - 1, end, figure)
    asks = words[end + 1] in _UNITS[m] or words[at - 2] in _UNITS[m]
    return Twice(at - 1, end, figure, True) if asks and figure.isdigit() and _figure(figure) < 1000 else None


def _with_unit(words: Sequence[str], at: int, end: int, m: bool) -> Twice | None:
    """ "20 ngày làm việc (hai mươi ngày)": the bracket belongs to the word before it."""
    unit = next((one for one in range(at + 2, end) if words[one] in _UNITS[m] and _either(words, at + 1, one, m)), end)
    for first in range(at - 1, max(0, at - 1 - _UNIT_WORDS), -1) if unit < end else ():
        if words[first] == words[unit] and words[unit:end] == words[first:at][: end - unit]:
            told = _figure(words[first - 1]) or _number_before(words, first, m)[1]
            return Twice(at - 1, end, words[at - 1]) if told == _either(words, at + 1, unit, m) else None
    return None


def _number_before(words: Sequence[str], at: int, m: bool) -> tuple[int, int]:
    """The longest number in words that ends there: where it begins, and its value (0: none)."""
    for first in range(max(0, at - LONGEST), at):
        if value := _number(words, first, at, m):
            return first, value
    return at, 0


def _number(words: Sequence[str], first: int, end: int, m: bool) -> int:
    """The value of the words up to `end` where they are one number, else 0."""
    if end - first == 1 and words[first] in _FOUR[m] and words[first - 1] in _NAMED[m] | _CLOSE.keys():
        return 4
    if (big := thousands(words, first, m)) and big[0] == end:
        return big[1]
    return next((value for upto, value in numbers(words, first, m) if upto == end), 0)


def _either(words: Sequence[str], first: int, end: int, m: bool) -> int:
    return _figure(words[first]) if end - first == 1 and _figure(words[first]) else _number(words, first, end, m)


def _figure(word: str) -> int:
    return int(word) if word.isdigit() and len(word) <= 4 else ROMAN.get(word, 0)


def _year(words: Sequence[str], at: int, m: bool) -> Twice | None:
    """ "năm hai nghìn không trăm hai mươi sáu"."""
    big = thousands(words, at, m)
    return Twice(at, big[0] - 1, str(big[1])) if big and big[1] in _YEARS else None
