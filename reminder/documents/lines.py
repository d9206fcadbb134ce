"""Lines as set on a page → the text that was typed: which line ends are wraps, which are real.

A line was wrapped when the next word had no room left on it; had there been room, the author ended the
paragraph there. So widths decide, not guesses about capital letters.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from reminder.directory.first_words import BODIES, pattern
from reminder.documents.bullets import BULLET, raised

_BREAK_AFTER = re.compile(r"[^\s]*?[-–](?=\S)")
_AGENCY = re.compile(rf"(?:Các|{pattern(*BODIES)})\s")
_OPEN_END = re.compile(r"([,;:/&(+–-]|\b(và|các|của|với|về|cho|tại|thuộc|theo|hoặc|là|do|giữa|từ|qua))$", re.I)
_NUMBERED = re.compile(r"^(\d{1,2}(\.\d{1,2}){0,3}[.)]|\d{1,2}(\.\d{1,2}){1,3}|[IVXL]{1,5}\.|[A-ZĐa-zđ][.)])\s+\S")


@dataclass(frozen=True, slots=True)
class Word:
    """A word at its place; `y` is the middle of its height, downward from the top of the page, in points."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, its words left to right."""

    words: tuple[Word, ...]
    page: int = 0

    @property
    def text(self) -> str:
        out = ""
        for word in self.words:
            mark = word.text.isdigit() and word.size <= 0.75 * self.size and len(self.words) > 1
            out += raised(word.text) if mark else " " * bool(out) + word.text
        return out

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def y(self) -> float:
        return median(word.y for word in self.words)


def to_lines(words: Sequence[Word], page: int = 0) -> list[Line]:
    """Words grouped into lines, top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.y, w.x0)):
        for row in reversed(rows[-3:]):
            height = max(w.size for w in row)
            middle = median(w.y for w in row if w.size >= 0.8 * height)
            if abs(word.y - middle) <= 0.5 * max(height, word.size):
                row.append(word)
                break
        else:
            rows.append([word])
    rows.sort(key=lambda row: median(w.y for w in row))
    return [Line(tuple(sorted(row, key=lambda w: w.x0)), page) for row in rows]


def wrapped(line: Line, after: Line, right: float) -> bool:
    """The end of `line` is a wrap: what begins `after` had no room before `right`."""
    word = after.words[0]
    part = _BREAK_AFTER.match(word.text)
    need = (word.x1 - word.x0) * (len(part[0]) / len(word.text) if part else 1)
    space = 0.0 if _glued(line.text) else 0.22 * line.size
    return line.x1 + space + need > right - 0.5


def _glued(text: str) -> bool:
    """The line was broken inside a word, at a hyphen: nothing stood between."""
    return bool(re.search(r"[^\s]-$", text)) and not text.endswith("--")


def glue(first: str, second: str) -> str:
    """Two halves of one wrapped sentence as one text."""
    return first + ("" if _glued(first) else " ") + second


def cell_text(lines: Sequence[Line], right: float) -> str:
    """The text of a cell whose inner edge is `right`; real line ends stay, wraps do not."""
    text = lines[0].text if lines else ""
    for before, line in itertools.pairwise(lines):
        wrap = line.text[0].islower() or (wrapped(before, line, right) and not _item(text, before.text, line.text))
        text = glue(text, line.text) if wrap else f"{text}\n{line.text}"
    return text


def _item(text: str, before: str, line: str) -> bool:
    """The next of a list whose items end just where a wrap might be: another bullet, another agency."""
    if BULLET.match(text):
        return bool(re.match(r"[-–•+]\s+[A-ZĐÀ-Ỹ]", line))
    return bool(_AGENCY.match(text) and _AGENCY.match(line) and not _OPEN_END.search(before.strip()))


def paragraphs(lines: Sequence[Line], right: float) -> list[tuple[str, int]]:
    """Body lines of one or more pages as paragraphs, each with the page it begins on.

    Besides the width, a wider gap, a first-line indent, a bullet or a number begins a paragraph.
    """
    out = [(line.text, line.page) for line in lines[:1]]
    gaps = [b.y - a.y for a, b in itertools.pairwise(lines) if a.page == b.page and 0 < b.y - a.y < 60]
    leading = median(gaps) if gaps else 0.0
    left = min((line.x0 for line in lines), default=0.0)
    for before, line in itertools.pairwise(lines):
        apart = before.page == line.page and leading > 0 and line.y - before.y > 1.35 * leading
        indented = line.x0 > left + 12 and before.x0 < left + 6 and not line.text[0].islower()
        numbered = bool(_NUMBERED.match(line.text))
        marked = (numbered or bool(BULLET.match(line.text))) and not before.text.endswith(",")
        fresh = apart or not wrapped(before, line, right) or ((indented or marked) and _ended(before.text))
        # Nothing that begins small begins a paragraph, whatever the layout.
        if fresh and (numbered or not line.text[0].islower()):
            out.append((line.text, line.page))
        else:
            text, page = out[-1]
            out[-1] = (glue(text, line.text), page)
    return out


def _ended(text: str) -> bool:
    return text.rstrip().endswith((".", ";", ":", "!", "?", "./.", "”", ")")) or len(text) < 60
