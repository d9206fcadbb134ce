"""What typing, scanning and narrow cells did to a text, undone where there is no doubt. Linear."""

import re
from functools import lru_cache
from typing import Final

from reminder.phrases.spelling import fold, spelling

_SLIP: Final = re.compile(  # begins with the letter, so that each one is found at once
    r"[lo](?:(?<=[0-9][lo])(?=[0-9])|(?<=[0-9]o)(?=/)|(?<=[0-9]{3}o)(?![a-zÀ-ỿ0-9])|(?<![^\W\d_][lo])(?=[0-9]/))"
)
_BROKEN_LINE: Final = re.compile(
    r"\b(?:trước|đến|tới|từ|hết|nhất|trong|của|là|và|kể|hằng|hàng|mỗi|truoc|den|tu|het|nhat)[ \t]*\n"
    r"|\b(?:ngày|tháng|quý|năm|ngay|thang|quy|nam)[ \t]*\n(?=[ \t]*(?:[0-9]|i|v))|[0-9ivx][-/,.][ \t]*\n(?=[ \t]*[0-9])"
    r"|\b(?:tháng|quý|thang|quy) *\w{1,3}[ \t]*\n(?=[ \t]*(?:19|20)[0-9]{2}\b)|\n(?=[ \t]*\()"
    r"|(?<=[0-9])[ \t]*\n?[ \t]*-[ \t]*\n[ \t]*\n?(?=[ \t]*[0-9])"
    r"|(?:(?<=/[0-9])|(?<=/[0-9]{2}))[ \t]*\n(?=[ \t]*-[ \t]*[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})"
    r"|[0-9][ \t]*\n(?=[ \t]*/)|(?<=[0-9]-)[ \t]*\n(?=[ \t]*(?:ngày|tháng|quý))"
)
"""A line that ends where no time does: a narrow cell has broken it."""
_LONG_DASH: Final = re.compile(r"-+>|-{2,}|=+>")
_ADDRESS: Final = re.compile(r"[^\s@]{1,64}@[^\s@]{1,255}|(?:https?://|www\.)\S+")
_STRANGE: Final = re.compile("[µ¸¶¹¨®¬]")
_OTHER_FONT: Final = re.compile(r"(?<=[a-zà-ỹ])[µ¸¶¹¨®¬]|[µ¸¶¹¨®](?=[a-zà-ỹ])")
"""Letters of the fonts before Unicode: "ngµy"."""

GLUED: Final = "|".join(
    f"{word}(?=(?:{'|'.join(units)})(?![a-zÀ-ỿ]))"
    for words, units in (
        ("trước từ đến tới hết hằng hàng mỗi trong cuối đầu giữa", ("ngày", "tháng", "quý", "năm", "tuần")),
        ("truoc hang cuoi dau", ("ngay", "thang", "quy", "nam")),
        ("chậm muộn", ("nhất",)),
    )
    for word in words.split()
)
"""The first of two words of time typed as one: "trướcngày"."""
SPLIT: Final = "|".join(
    f"{word[:at]} {word[at:]}{behind}"
    for words, behind in (("trước", "(?= )"), ("ngày tháng năm", r"(?= *[0-9])"), ("quý", r"(?= *[0-9iv])"))
    for word in words.split()
    for at in range(1, len(word))
)
"""One with a blank in it, as a scanned page has it: "thá ng 12"."""

_RIGHT: Final = {
    "truoc": "trước", "tuoc": "trước", "turoc": "trước", "truocc": "trước", "trc": "trước", "ngay": "ngày",
    "thang": "tháng", "nam": "năm", "quy": "quý", "hang": "hằng",
}  # fmt: skip
_KNOWN: Final = frozenset(map(spelling, (*_RIGHT.values(), "hàng", "quỹ", "hạng", "hãng")))
_BEFORE_NUMBERS: Final = frozenset({"ngày", "tháng", "năm", "quý"})
_UNITS: Final = frozenset({"ngay", "thang", "nam", "quy", "tuan"})
_ROMAN: Final = frozenset({"i", "ii", "iii", "iv"})
_EDGES: Final = frozenset({"dau", "cuoi"})
_SOUTH: Final = frozenset({"viet", "ha", "quang", "mien", "phia", "vung"})
"""Behind these it is Nam: Việt Nam, Quảng Nam, miền Nam."""


def mended(lower: str) -> tuple[str, list[tuple[int, str]], list[tuple[int, int]]]:
    """The text with whole lines and without addresses, as long as before; the letters that stood in numbers (where,
    which digit); and from where to where words stand in another font."""
    if "--" in lower or "->" in lower or "=>" in lower:
        lower = _LONG_DASH.sub(lambda m: "-".ljust(len(m[0])), lower)
    if "\n" in lower:
        lower = _BROKEN_LINE.sub(lambda m: m[0].replace("\n", " "), lower)
    if "@" in lower or "www." in lower or "//" in lower:
        lower = _ADDRESS.sub(lambda m: " " * len(m[0]), lower)
    slips: list[tuple[int, str]] = []
    if _SLIP.search(lower):
        slips = [(m.start(), "0" if m[0] == "o" else "1") for m in _SLIP.finditer(lower)]
        lower = _SLIP.sub(lambda m: "0" if m[0] == "o" else "1", lower)
    return lower, slips, _foreign(lower) if _STRANGE.search(lower) else []


def _foreign(lower: str) -> list[tuple[int, int]]:
    found = list[tuple[int, int]]()
    for m in _OTHER_FONT.finditer(lower):
        if found and m.start() < found[-1][1]:
            continue
        first = max(lower.rfind(" ", 0, m.start()), lower.rfind("\n", 0, m.start())) + 1
        end = re.compile(r"\s|$").search(lower, m.end())
        found.append((first, end.start() if end else len(lower)))
    return found


@lru_cache(maxsize=8192)
def _meant(word: str) -> str:
    """The word of time that this may be when it is none itself."""
    if " " in word:
        return word.replace(" ", "")
    return "" if spelling(word) in _KNOWN else _RIGHT.get(fold(word), "")


def right_words(words: list[str]) -> tuple[list[str], list[tuple[int, str]]]:
    """The words, those of time with a mark too few, a wrong one or a blank inside put right where what stands beside
    them leaves no doubt; and which ones were odd, with what they are."""
    meant = [*map(_meant, words)]
    if not any(meant):
        return words, []
    made, odd = words[:], list[tuple[int, str]]()
    for at, right in enumerate(meant):
        if not right:
            continue
        word = words[at]
        if " " in word:
            made[at] = right
            odd.append((at, right))
            continue
        before, behind = made[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
        number = behind.isdigit() or behind in _ROMAN or (before.isdigit() and fold(behind) in _EDGES)
        if right == "năm" and (len(behind) != 4 or fold(before) in _SOUTH) and fold(before) != "hang":
            sure = False
        elif right in _BEFORE_NUMBERS:
            sure = number or (fold(before) == "hang" and right != "ngày")
        else:
            sure = fold(behind) in _UNITS or (right == "trước" and number)
        if sure:
            made[at] = right
        if made[at] != word:
            odd.append((at, right))
    return made, odd
