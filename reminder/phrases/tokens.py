"""Text → tokens with their places. Linear.

A token is a run of digits, a run of letters in lower case, or one sign; any dash is one dash. A number printed twice
("hai mươi (20)") is one too, its figure. Everything else
(asterisks, quotes, footnote marks) is no token: it neither joins nor parts what stands around it.
"""

import re
import unicodedata
from typing import Final

from reminder.phrases.damage import GLUED, SPLIT, mended, right_words
from reminder.phrases.spelling import spelling
from reminder.phrases.twice import printed_twice

PAD: Final = 2
"""So many empty words close each list: a rule may look that far ahead without asking where the end is."""
_SIGNS: Final = (
    {ord(c): "-" for c in "‐‑‒–—―−﹘﹣－~→÷"}
    | {ord(c): "/" for c in "⁄∕／\\"}
    | {ord("&"): "+", ord("\r"): "\n", ord("；"): ";", ord("："): ":", ord("，"): ",", ord("Ð"): "đ", ord("ð"): "đ"}
    | {ord("…"): "."}
)
_SIGN: Final = re.compile(f"[{re.escape(''.join(map(chr, _SIGNS)))}]")
_TOKEN: Final = re.compile(rf"[0-9]+|(?<![a-zÀ-ỿ])(?:{GLUED}|{SPLIT})|[a-zÀ-ɏḀ-ỿ]+|[-/.,;:()\n+%\[\]]")
_MARKED: Final = re.compile(r"[À-ɏḀ-ỿ]")
_PLAIN: Final = re.compile("[a-z]")


class Tokens:
    """`words` (closed by empty ones) of `text`, which is `raw` in NFC, as the grammar compares them: spelled alike, or
    without marks where the phrase has letters and none of them a mark (`marked` is False). Places are found only when
    asked. What was odd: `slips` (offset, digit), `misspelt` (token, right word), `foreign` (from offset to offset),
    `unlike` (tokens that are one number in words and another in figures)."""

    __slots__ = (
        "_lower", "_spans", "_twice", "count", "foreign", "marked", "misspelt", "raw", "slips", "text", "unlike",
        "words",
    )  # fmt: skip

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = raw if unicodedata.is_normalized("NFC", raw) else unicodedata.normalize("NFC", raw)
        lower = self.text.lower()
        if len(lower) != len(self.text):
            lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)
        if _SIGN.search(lower):
            lower = lower.translate(_SIGNS)
        self._lower, self.slips, self.foreign = mended(lower)
        self.marked = _MARKED.search(self._lower) is not None or not _PLAIN.search(self._lower)
        found = _TOKEN.findall(self._lower)
        self.misspelt: list[tuple[int, str]] = []
        if self.marked:
            found, self.misspelt = right_words(found)
            found = [*map(spelling, found)]
        self._spans: list[tuple[int, int]] = []
        self._twice = tuple(printed_twice(found, self.marked))
        self.unlike: list[int] = []
        if self._twice:
            found = self._told_once(found)
        self.count = len(found)
        self.words: list[str] = [*found, *[""] * PAD]

    def _told_once(self, found: list[str]) -> list[str]:
        """The tokens, of numbers printed twice one."""
        gone = 0
        for first, last, word, differs in self._twice:
            at = first - gone
            found[at : last + 1 - gone] = [word]
            self.misspelt = [(n if n <= at else max(at, n - last + first), right) for n, right in self.misspelt]
            self.unlike += [at] if differs else []
            gone += last - first
        return found

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets into `text` of the tokens `first` to `last`, both included."""
        if not self._spans:
            self._spans = [m.span() for m in _TOKEN.finditer(self._lower)]
            for begin, end, _, _ in reversed(self._twice):
                self._spans[begin : end + 1] = [(self._spans[begin][0], self._spans[end][1])]
        if first >= self.count:
            return len(self.text), len(self.text)
        return self._spans[first][0], self._spans[min(last, self.count - 1)][1]

    def quote(self, first: int, last: int) -> str:
        """What stands printed from token `first` to token `last`, white space tidied."""
        start, end = self.span(first, last)
        return " ".join(self.text[start:end].split())
