"""Text → tokens with their places. Linear.

A token is a run of digits, a run of letters in lower case, or one sign; any dash is one dash. Everything else
(asterisks, quotes, footnote marks) is no token: it neither joins nor parts what stands around it.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

PAD: Final = 2
"""So many empty words close each list: a rule may look that far ahead without asking where the end is."""
_SIGNS: Final = (
    {ord(c): "-" for c in "‐‑‒–—―−﹘﹣－~→÷"}
    | {ord(c): "/" for c in "⁄∕／\\"}
    | {ord("&"): "+", ord("\r"): "\n", ord("；"): ";", ord("："): ":", ord("，"): ",", ord("Ð"): "đ", ord("ð"): "đ"}
    | {ord("…"): "."}
)
_SIGN: Final = re.compile(f"[{re.escape(''.join(map(chr, _SIGNS)))}]")
_SLIP: Final = re.compile(  # begins with the letter, so that each one is found at once
    r"[lo](?:(?<=[0-9][lo])(?=[0-9])|(?<=[0-9]o)(?=/)|(?<=[0-9]{3}o)(?![a-zÀ-ỿ0-9])|(?<![^\W\d_][lo])(?=[0-9]/))"
)
_TOKEN: Final = re.compile(r"[0-9]+|[a-zÀ-ɏḀ-ỿ]+|[-/.,;:()\n+%\[\]]")
_MARKED: Final = re.compile(r"[À-ɏḀ-ỿ]")
_RIGHT: Final = {"truoc": "trước", "ngay": "ngày", "thang": "tháng", "nam": "năm", "quy": "quý", "hang": "hằng"}
_BEFORE_NUMBERS: Final = frozenset({"ngày", "tháng", "năm", "quý"})
_UNITS: Final = frozenset({"ngay", "thang", "nam", "quy", "tuan"})
_ROMAN: Final = frozenset({"i", "ii", "iii", "iv"})


def tidy(text: str) -> str:
    """NFC with every run of white space one space; what labels and events are compared by."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@lru_cache(maxsize=8192)
def spelling(word: str) -> str:
    """The word with its marks in one order, wherever the tone was put: Quý and Qúy are spelled alike."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word)
    return "".join(c for c in apart if c.isalpha()) + "".join(sorted(c for c in apart if not c.isalpha()))


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """The word without marks."""
    apart = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(c for c in apart if not unicodedata.combining(c))


def forms(*words: str) -> dict[bool, frozenset[str]]:
    """The words as tokens are compared: of a phrase with marks (True), and of one without."""
    return {True: frozenset(map(spelling, words)), False: frozenset(map(fold, words))}


_KNOWN: Final = frozenset(map(spelling, (*_RIGHT.values(), "hàng", "quỹ", "hạng", "hãng")))


class Tokens:
    """`words` (closed by empty ones) of `text`, which is `raw` in NFC, as the grammar compares them: spelled alike, or
    without marks where the phrase has none (`marked` is False). Places are found only when asked."""

    __slots__ = ("_lower", "_spans", "count", "marked", "misspelt", "raw", "slips", "text", "words")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = raw if unicodedata.is_normalized("NFC", raw) else unicodedata.normalize("NFC", raw)
        lower = self.text.lower()
        if len(lower) != len(self.text):
            lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)
        if _SIGN.search(lower):
            lower = lower.translate(_SIGNS)
        self.slips = [(m.start(), "0" if m[0] == "o" else "1") for m in _SLIP.finditer(lower)]
        if self.slips:
            lower = _SLIP.sub(lambda m: "0" if m[0] == "o" else "1", lower)
        self._lower = lower
        self.marked = _MARKED.search(lower) is not None
        found = _TOKEN.findall(lower)
        self.count = len(found)
        self.misspelt: list[tuple[int, str]] = []
        if self.marked:
            found = self._mended(found)
        self.words: list[str] = [*(map(spelling, found) if self.marked else found), *[""] * PAD]
        self._spans: list[tuple[int, int]] = []

    def _mended(self, found: list[str]) -> list[str]:
        """Words of time with a mark too few or a wrong one, where what stands beside them leaves no doubt."""
        made = found[:]
        for at, word in enumerate(found):
            right = _RIGHT.get(fold(word))
            if not right or spelling(word) in _KNOWN:
                continue
            before, behind = made[at - 1] if at else "", found[at + 1] if at + 1 < len(found) else ""
            number = behind.isdigit() or behind in _ROMAN
            if right in _BEFORE_NUMBERS:
                sure = number or (fold(before) == "hang" and right != "ngày")
            else:
                sure = fold(behind) in _UNITS or (right == "trước" and number)
            if sure:
                made[at] = right
            if made[at] != word:
                self.misspelt.append((at, right))
        return made

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets into `text` of the tokens `first` to `last`, both included."""
        if not self._spans:
            self._spans = [m.span() for m in _TOKEN.finditer(self._lower)]
        if first >= self.count:
            return len(self.text), len(self.text)
        return self._spans[first][0], self._spans[min(last, self.count - 1)][1]

    def quote(self, first: int, last: int) -> str:
        """What stands printed from token `first` to token `last`, white space tidied."""
        start, end = self.span(first, last)
        return " ".join(self.text[start:end].split())
