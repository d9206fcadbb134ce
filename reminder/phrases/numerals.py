"""Numbers in words, where they begin and end. Linear."""

from collections.abc import Iterator, Sequence
from typing import Final

from reminder.phrases.spelling import fold, forms, spelling

ONES: Final = {
    1: ("một",), 2: ("hai",), 3: ("ba",), 4: ("bốn",), 5: ("năm",), 6: ("sáu",), 7: ("bảy", "bẩy"), 8: ("tám",),
    9: ("chín",),
}  # fmt: skip
ROMAN: Final = {
    word: n for n, word in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), 1)
}
LONGEST: Final = 10
"""So many words a number has at most."""


def _values(table: dict[int, tuple[str, ...]]) -> dict[bool, dict[str, int]]:
    return {
        marked: {form(word): n for n, words in table.items() for word in words}
        for marked, form in ((True, spelling), (False, fold))
    }


_ONE: Final = _values(ONES)
_END: Final = _values({1: ("mốt",), 4: ("tư",), 5: ("lăm", "nhăm")})
_TEN, _TENS, _DOZEN, _TWENTY = forms("mười"), forms("mươi", "chục"), forms("chục"), forms("hăm")
_HUNDRED, _THOUSAND, _ODD, _NOUGHT = forms("trăm"), forms("nghìn", "ngàn"), forms("linh", "lẻ"), forms("không")
BEGINS: Final = frozenset(word for m in (True, False) for word in (*_ONE[m], *_TEN[m], *_TWENTY[m]))
"""The words, with marks or without, with which a number begins."""


def numbers(words: Sequence[str], at: int, marked: bool) -> Iterator[tuple[int, int]]:
    """The numbers of one to 999 that begin there, the shortest first: where each ends, and its value."""
    yield from _below_hundred(words, at, marked)
    one = _ONE[marked].get(words[at])
    if one and words[at + 1] in _HUNDRED[marked]:
        yield at + 2, one * 100
        yield from ((end, one * 100 + more) for end, more in _behind_hundred(words, at + 2, marked))


def thousands(words: Sequence[str], at: int, marked: bool) -> tuple[int, int] | None:
    """The longest number of a thousand and more that begins there: "hai nghìn không trăm hai mươi sáu"."""
    one = _ONE[marked].get(words[at])
    if not one or words[at + 1] not in _THOUSAND[marked]:
        return None
    end = at + 2
    nought = words[end] in _NOUGHT[marked] and words[end + 1] in _HUNDRED[marked]
    behind = _behind_hundred(words, end + 2, marked) if nought else numbers(words, end, marked)
    last, more = max(behind, default=(end, 0))
    return last, one * 1000 + more


def _below_hundred(words: Sequence[str], at: int, m: bool) -> Iterator[tuple[int, int]]:
    word, one = words[at], _ONE[m].get(words[at], 0)
    if one:
        yield at + 1, one
    if one > 1 and words[at + 1] in _END[m]:
        yield at + 2, one * 10 + _END[m][words[at + 1]]  # "bốn lăm"
        return
    if one and words[at + 1] in (_TENS[m] if one > 1 else _DOZEN[m]):
        end, tens = at + 2, one * 10
    elif word in _TEN[m] or word in _TWENTY[m]:
        end, tens = at + 1, 10 if word in _TEN[m] else 20
    else:
        return
    yield end, tens
    if last := _END[m].get(words[end]) or _ONE[m].get(words[end]):
        yield end + 1, tens + last


def _behind_hundred(words: Sequence[str], at: int, m: bool) -> Iterator[tuple[int, int]]:
    if words[at] not in _ODD[m]:
        yield from _below_hundred(words, at, m)
    elif one := _ONE[m].get(words[at + 1]):
        yield at + 2, one
