"""Small signs every reader meets: raised digits, bullets, section numbers."""

import re
from collections.abc import Iterable

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = str.maketrans("0123456789", RAISED)
_LOWERED = str.maketrans(RAISED, "0123456789")
# A unit (m², m³) is raised too and cites nothing.
_MARK = re.compile(rf"(?<![kcdm]m)(?<!\bm)(?<!\d m)(?<!\dm)\s?([{RAISED}]+)")
# Some type no blank behind a bullet or a number: "-Báo cáo", "1.Phòng Kinh tế".
_GLUED = r"(?:\s+|(?=[A-ZĐÀ-Ỹ][\wà-ỹ]))"
BULLET = re.compile(rf"^\s*[-–—+•*●○▪◦·]{_GLUED}")
NUMBER = re.compile(
    r"^\s*(?:(?P<roman>[IVXL]{1,6})(?:[.)]|\s?-(?=\s))|(?P<letter>[A-ZĐ])(?:[.)]|\s?-(?=\s))"
    r"|(?P<deep>\d{1,2}(?:\.\d{1,2}){1,3})[.)]?"
    r"|(?P<figure>\d{1,2})(?:[.)]|\s?-(?=\s))"
    r"|(?P<spoken>(?:(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là|Thứ (?:nhất|hai|ba|tư|năm|sáu))\s*[,:])"
    rf"|(?P<small>[a-zđ])[.)]|(?P<phrase>(?:Phần|Chương|Mục|Điều)\s+(?:thứ\s+\w+|[IVX]+|\d+)[.:]?)){_GLUED}"
)
"""The number a paragraph begins with, by its kind."""


def raised(digits: str) -> str:
    """`4` → `⁴`."""
    return digits.translate(_RAISED)


def lowered(digits: str) -> str:
    """`⁴` → `4`."""
    return digits.translate(_LOWERED)


def without_number(text: str) -> str:
    """The text of a paragraph without its number or bullet."""
    return BULLET.sub("", NUMBER.sub("", text, count=1), count=1).strip()


def without_marks(text: str, markers: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """The text without the footnote marks that `markers` know, and the markers it cited, in order."""
    known = set(markers)
    cited: list[str] = []

    def drop(match: re.Match[str]) -> str:
        marker = lowered(match[1])
        if marker not in known:
            return match[0]
        cited.append(marker)
        return ""

    return _MARK.sub(drop, text).strip(), tuple(cited)


_ROMAN_SIGNS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def to_roman(number: int) -> str:
    """9 → `IX`; for 1 to 3999."""
    out = ""
    for value, letters in _ROMAN_SIGNS:
        while number >= value:
            out += letters
            number -= value
    return out


_ROMAN = {to_roman(number): number for number in range(1, 90)}


def roman_value(text: str) -> int:
    """`IX` → 9; 0 when it is no roman number below 90."""
    return _ROMAN.get(text.upper(), 0)
