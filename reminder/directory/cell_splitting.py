"""A printed cell of agency names, cut where a name may end. Pure text; which cuts are real, `naming` decides.

A cut is only a place where a name *may* end: "và", "," and "-" also stand inside names, so neighbours are
joined again when the directory knows the whole.
"""

import re
import unicodedata
from dataclasses import dataclass

_CUT = re.compile(
    r"\s*(?:(?P<list>[;\n\t:]+)|(?P<or>/|\bhoặc(?:\s+là)?\b)|(?P<comma>,)|(?P<plus>\+)"
    r"|(?P<and>\bvà\b|\bcùng(?:\s+với)?\b|\bvới\b|(?<=\s)&(?=\s))|(?P<dash>(?<=\s)[-–—](?=\s)))\s*",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
_BULLET = re.compile(r"(?:\A|(?<=\n))[ \t]*(?:[-–—+*•]|\d{1,2}[.)])[ \t]+")
_NONE = re.compile(r"\A(?:[\s\-–—./]*|\s*không(?: có)?\s*)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece between two cuts: `[start, end)` of the cell's text, and the kind of cut before it."""

    start: int
    end: int
    cut: str


@dataclass(frozen=True, slots=True)
class Bracket:
    """What stood in brackets, cut out of the text at `at`."""

    at: int
    words: str


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell ready to be read: `text` without brackets and bullets, its atoms, its brackets."""

    text: str
    atoms: tuple[Atom, ...]
    brackets: tuple[Bracket, ...]


def cut(raw: str) -> PrintedCell:
    """Cut a cell. A dash or nothing gives no atoms."""
    text = unicodedata.normalize("NFC", raw).replace("\r\n", "\n").replace("\r", "\n")
    if _NONE.match(text):
        return PrintedCell("", (), ())
    text = _BULLET.sub("", text)
    brackets: list[Bracket] = []

    def take(found: re.Match[str]) -> str:
        brackets.append(Bracket(found.start(), found[1].strip()))
        return " " * len(found[0])

    text = _BRACKET.sub(take, text)
    atoms: list[Atom] = []
    start, kind = 0, ""
    for found in _CUT.finditer(text):
        _add(atoms, text, start, found.start(), kind)
        start, kind = found.end(), (found.lastgroup or "")
        if kind == "list" and ":" in found[0]:
            kind = "colon"
    _add(atoms, text, start, len(text), kind)
    return PrintedCell(text, tuple(atoms), tuple(brackets))


def _add(atoms: list[Atom], text: str, start: int, end: int, kind: str) -> None:
    while start < end and (text[start].isspace() or text[start] in ".…"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".…"):
        end -= 1
    if start < end:
        atoms.append(Atom(start, end, kind))
