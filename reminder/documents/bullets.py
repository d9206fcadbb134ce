"""Small signs every reader meets: raised digits, bullets, section numbers."""

import re
from collections.abc import Iterable

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = str.maketrans("0123456789", RAISED)
_LOWERED = str.maketrans(RAISED, "0123456789")
# A unit (m², m³) is raised too and cites nothing.
_MARK = re.compile(rf"(?<![kcdm]m)(?<!\bm)(?<!\d m)(?<!\dm)\s?([{RAISED}]+)")
BULLET = re.compile(r"^\s*[-–—+•*●○▪◦·]\s+")


def raised(digits: str) -> str:
    """`4` → `⁴`."""
    return digits.translate(_RAISED)


def lowered(digits: str) -> str:
    """`⁴` → `4`."""
    return digits.translate(_LOWERED)


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
