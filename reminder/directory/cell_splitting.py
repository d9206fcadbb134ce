"""A printed cell of agency names, cut where a name may end. Pure text; which cuts are real, `naming` decides.

A cut is only a place where a name *may* end: "và", "," and "-" also stand inside names, so neighbours are
joined again when the directory knows the whole.
"""

import re
import unicodedata
from dataclasses import dataclass

_CUT = re.compile(
    r"\s*(?:(?P<colon>[;\n\t]*:[;\n\t:]*)|(?P<list>[;\n\t]+)|(?P<or>/|\bhoặc(?:\s+là)?\b)|(?P<comma>,)|(?P<plus>\+)"
    r"|(?P<and>\bvà\b|\bcùng(?:\s+với)?\b|\bvới\b|(?<=\s)&(?=\s))|(?P<dash>(?<=\s)[-–—](?=\s)))\s*|\Z",
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
        inner = [at for at in range(start, found.start()) if not (text[at].isspace() or text[at] in ".…")]
        if inner:
            atoms.append(Atom(inner[0], inner[-1] + 1, kind))
        start, kind = found.end(), found.lastgroup or ""
    return PrintedCell(text, tuple(atoms), tuple(brackets))
