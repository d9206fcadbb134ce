"""A printed cell of agency names, cut where a name may end. Pure text; which cuts are real, `printed_names` decides.

A cut is only a place where a name *may* end: "và", ",", "-" and the end of a line also stand inside names, so
neighbours are joined again when the directory knows the whole. What is cited — a document by its number, a date,
"theo …" — is never cut.
"""

import re
import unicodedata
from dataclasses import dataclass

from reminder.directory.citations import uncut
from reminder.directory.exceptions import Excepted, exceptions, excepts, named_since

_CUT = re.compile(
    r"(?:(?<!\s)\s+)?(?:(?P<colon>[;\n\t]*:[;\n\t:]*)|(?P<list>[;\n\t|]+)|(?P<or>[/\\]|\bhoặc(?:\s+là)?\b)|(?P<comma>,)"
    r"|(?P<plus>\+)|(?P<and>\bvà\b|\bcùng(?:\s+với)?\b|\bvới\b|(?<=\s)&(?=\s))|(?P<dash>(?<=\s)[-–—](?=\s)))\s*|\Z",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
_FURTHER = re.compile(r"\A(?:và|cùng)\s", re.IGNORECASE)
_CONDITION = re.compile(r"(?<=\w)\s+((?:nếu|khi)\s+(?:có|cần|cần thiết))(?!\w)", re.IGNORECASE)
_BULLET = re.compile(r"(?:\A|(?<=\n))[ \t]*(?:[-–—+*•]|\d{1,2}[.)]|[a-zđ]\))[ \t]+")
_NONE = re.compile(r"\A(?:[\s\-–—./]*|\s*không(?: có)?\s*)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece between two cuts: `[start, end)` of the cell's text, and the kind of cut before it. `line` is the end of
    one printed line, which a long name runs over."""

    start: int
    end: int
    cut: str


@dataclass(frozen=True, slots=True)
class Bracket:
    """What stood in brackets, or as a condition behind a name, cut out of the text at `at`."""

    at: int
    words: str


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell ready to be read: `text` without brackets, bullets and exceptions, its atoms, its brackets."""

    text: str
    atoms: tuple[Atom, ...]
    brackets: tuple[Bracket, ...]
    exceptions: tuple[Excepted, ...] = ()


def cut(raw: str) -> PrintedCell:
    """Cut a cell. A dash or nothing gives no atoms."""
    text = unicodedata.normalize("NFC", raw).replace("\r\n", "\n").replace("\r", "\n")
    if _NONE.match(text):
        return PrintedCell("", (), ())
    # An item of a list begins a name, which the end of a printed line alone does not.
    text = _BULLET.sub(lambda bullet: "\n" if bullet.start() else "", text)
    brackets: list[Bracket] = []

    def take(found: re.Match[str]) -> str:
        if _FURTHER.match(found[1]):  # "(và các đơn vị liên quan)" goes on with the list
            return f" {found[1]}".ljust(len(found[0]))
        brackets.append(Bracket(found.start(), found[1].strip()))
        return " " * len(found[0])

    text = _CONDITION.sub(take, _BRACKET.sub(take, text))
    less = [Excepted(named_since(text, b.at), b.at, b.at, b.words) for b in brackets if excepts(b.words)]
    for each in exceptions(text):
        less.append(each)
        text = text[: each.at] + " " * (each.end - each.at) + text[each.end :]
    whole = uncut(text)
    atoms: list[Atom] = []
    start, kind = 0, ""
    for found in _CUT.finditer(text):
        at = found.start(found.lastgroup or 0)
        if any(first <= at < last for first, last in whole):
            continue
        inner = [at for at in range(start, found.start()) if not (text[at].isspace() or text[at] in ".…")]
        if inner:
            atoms.append(Atom(inner[0], inner[-1] + 1, kind))
        start, kind = found.end(), _kind(found)
    others = tuple(b for b in brackets if not excepts(b.words))
    return PrintedCell(text, tuple(atoms), others, tuple(less))


def _kind(found: re.Match[str]) -> str:
    kind = found.lastgroup or ""
    return "line" if kind == "list" and found[0].strip(" ") == "\n" else kind
