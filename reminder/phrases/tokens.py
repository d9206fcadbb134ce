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
_SLIP: Final = re.compile(
    r"(?<=[0-9])[lo](?=[0-9])|(?<=[0-9])o(?=/)|(?<=[0-9]{3})o(?![a-zÀ-ỿ0-9])|(?<![^\W\d_])[lo](?=[0-9]/)"
)
_GLUED: Final = "|".join(
    f"{word}(?=(?:{'|'.join(units)})(?![a-zÀ-ỿ]))"
    for words, units in (
        ("trước từ đến tới hết hằng hàng mỗi trong cuối đầu giữa", ("ngày", "tháng", "quý", "năm", "tuần")),
        ("truoc hang cuoi dau", ("ngay", "thang", "quy", "nam")),
        ("chậm muộn", ("nhất",)),
    )
    for word in words.split()
)
"""Two words of time typed as one: "trướcngày"."""
_SPLIT: Final = "|".join(
    f"{word[:at]} {word[at:]}{behind}"
    for words, behind in (("trước", "(?= )"), ("ngày tháng năm", r"(?= *[0-9])"), ("quý", r"(?= *[0-9iv])"))
    for word in words.split()
    for at in range(1, len(word))
)
"""One with a blank in it, as a scanned page has it: "thá ng 12"."""
_TOKEN: Final = re.compile(rf"[0-9]+|(?<![a-zÀ-ỿ])(?:{_GLUED}|{_SPLIT})|[a-zÀ-ɏḀ-ỿ]+|[-/.,;:()\n+%\[\]]")
_BROKEN_LINE: Final = re.compile(
    r"\b(?:trước|đến|tới|từ|hết|nhất|trong|của|là|và|kể|hằng|hàng|mỗi|truoc|den|tu|het|nhat)[ \t]*\n"
    r"|\b(?:ngày|tháng|quý|năm|ngay|thang|quy|nam|[0-9][-/,.])[ \t]*\n(?=[ \t]*(?:[0-9]|i|v))"
    r"|\b(?:tháng|quý|thang|quy) *\w{1,3}[ \t]*\n(?=[ \t]*(?:19|20)[0-9]{2}\b)|\n(?=[ \t]*\()"
    r"|(?<=[0-9])[ \t]*\n?[ \t]*-[ \t]*\n(?=[ \t]*[0-9])"
    r"|[0-9][ \t]*\n(?=[ \t]*/)|(?<=[0-9]-)[ \t]*\n(?=[ \t]*(?:ngày|tháng|quý))"
)
"""A line that ends where no time does: a narrow cell has broken it."""
_ADDRESS: Final = re.compile(r"[^\s@]+@[^\s@]+|(?:https?://|www\.)\S+")
_OTHER_FONT: Final = re.compile(r"\S*(?:(?<=[a-zà-ỹ])[µ¸¶¹¨®¬]|[µ¸¶¹¨®](?=[a-zà-ỹ]))\S*")
"""Letters of the fonts before Unicode: "ngµy"."""
_MARKED: Final = re.compile(r"[À-ɏḀ-ỿ]")
_RIGHT: Final = {
    "truoc": "trước", "tuoc": "trước", "turoc": "trước", "truocc": "trước", "ngay": "ngày", "thang": "tháng",
    "nam": "năm", "quy": "quý", "hang": "hằng",
}  # fmt: skip
_BEFORE_NUMBERS: Final = frozenset({"ngày", "tháng", "năm", "quý"})
_UNITS: Final = frozenset({"ngay", "thang", "nam", "quy", "tuan"})
_ROMAN: Final = frozenset({"i", "ii", "iii", "iv"})
_EDGES: Final = frozenset({"dau", "cuoi"})


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
    without marks where the phrase has none (`marked` is False). Places are found only when asked. `slips`, `misspelt`
    and `foreign` (offsets) are what typing and copying did to it."""

    __slots__ = ("_lower", "_spans", "count", "foreign", "marked", "misspelt", "raw", "slips", "text", "words")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = raw if unicodedata.is_normalized("NFC", raw) else unicodedata.normalize("NFC", raw)
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text).translate(_SIGNS)
        if "\n" in lower:
            lower = _BROKEN_LINE.sub(lambda m: m[0].replace("\n", " "), lower)
        if "@" in lower or "www." in lower or "//" in lower:
            lower = _ADDRESS.sub(lambda m: " " * len(m[0]), lower)
        self.foreign = [m.span() for m in _OTHER_FONT.finditer(lower)]
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
            if " " in word:
                made[at] = word.replace(" ", "")
                self.misspelt.append((at, made[at]))
                continue
            right = _RIGHT.get(fold(word))
            if not right or spelling(word) in _KNOWN:
                continue
            before, behind = made[at - 1] if at else "", found[at + 1] if at + 1 < len(found) else ""
            number = behind.isdigit() or behind in _ROMAN or (before.isdigit() and fold(behind) in _EDGES)
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
