"""Text → tokens: marks folded away, any dash one dash, offsets kept. Linear.

A token is a run of digits, a run of letters without marks in lower case, or one sign. Everything else
(asterisks, quotes, footnote marks) is no token: it neither joins nor parts what stands around it.
"""

import re
import unicodedata
from typing import Final

_DASHES: Final = "‐‑‒–—―−﹘﹣－~→"
_SLASHES: Final = "⁄∕／\\"
PAD: Final = 10
"""So many empty words close each list: a rule may look that far ahead without asking where the end is."""


def _folding() -> dict[int, str]:
    table = {ord(c): c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if base.isascii() and base.isalpha():
            table[code] = base
    table |= {ord("Đ"): "d", ord("đ"): "d", ord("Ð"): "d", ord("ð"): "d"}
    table |= {ord(c): "-" for c in _DASHES} | {ord(c): "/" for c in _SLASHES}
    return table | {ord("&"): "+", ord("\r"): "\n", ord("；"): ";", ord("："): ":", ord("，"): ","}


_FOLD: Final = _folding()
_SPELLED: Final = frozenset({
    "khong", "mot", "hai", "ba", "bon", "tu", "nam", "lam", "sau", "bay", "tam", "chin", "muoi", "linh", "le", "tram",
    "nghin",
})  # fmt: skip
_SLIP: Final = re.compile(r"(?<=[0-9])[lo](?=[0-9])|(?<=[0-9])o(?=/)|(?<![a-z])[lo](?=[0-9]/)")
_TOKEN: Final = re.compile(r"[0-9]+|[a-z]+|[-/.,;:()\n+%\[\]]")


def tidy(text: str) -> str:
    """NFC with every run of white space one space; what labels and events are compared by."""
    return " ".join(unicodedata.normalize("NFC", text).split())


class Tokens:
    """`words` (closed by empty ones) of `text`, which is `raw` in NFC; places are found only when asked."""

    __slots__ = ("_dropped", "_spans", "count", "folded", "raw", "slips", "text", "words")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = raw if unicodedata.is_normalized("NFC", raw) else unicodedata.normalize("NFC", raw)
        self.folded = self.text.translate(_FOLD)
        self.slips = [m.start() for m in _SLIP.finditer(self.folded)]
        if self.slips:
            self.folded = _SLIP.sub(lambda m: "0" if m[0] == "o" else "1", self.folded)
        words = _TOKEN.findall(self.folded)
        self._dropped: frozenset[int] = frozenset()
        if "(" in words:
            self._dropped = _spelled_out(words)
            if self._dropped:
                words = [word for at, word in enumerate(words) if at not in self._dropped]
        self.count = len(words)
        self.words: list[str] = words + [""] * PAD
        self._spans: list[tuple[int, int]] = []

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets into `text` of the tokens `first` to `last`, both included."""
        if not self._spans:
            spans = (m.span() for m in _TOKEN.finditer(self.folded))
            self._spans = [span for at, span in enumerate(spans) if at not in self._dropped]
        if first >= self.count:
            return len(self.text), len(self.text)
        return self._spans[first][0], self._spans[min(last, self.count - 1)][1]

    def quote(self, first: int, last: int) -> str:
        """What stands printed from token `first` to token `last`, white space tidied."""
        start, end = self.span(first, last)
        return " ".join(self.text[start:end].split())

    def surface(self, at: int) -> str:
        """The token with its marks, in lower case: tells sáu (six) from sau (after)."""
        start, end = self.span(at, at)
        return self.text[start:end].lower()


def _spelled_out(words: list[str]) -> frozenset[int]:
    """The tokens of "(mười lăm)" behind 15: the same number again."""
    out = set[int]()
    for at in range(1, len(words)):
        if words[at] == "(" and words[at - 1].isdigit():
            end = at + 1
            while end < len(words) and end < at + 6 and words[end] in _SPELLED:
                end += 1
            if end > at + 1 and end < len(words) and words[end] == ")":
                out.update(range(at, end + 1))
    return frozenset(out)
