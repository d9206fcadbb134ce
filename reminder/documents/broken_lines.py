"""Text in which each printed line became a paragraph of its own (typed so, or pasted out of a PDF), sewn together.

The same thoughts as for lines on a page (`lines`): nothing that begins small begins a paragraph, and a line ends
without an end of sentence only where it ran out of room. A document is one of these where sentences are seen to run
over such ends; in every other each paragraph stays as it is.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Literal

from reminder.directory.first_words import BODIES, LEVELS, pattern
from reminder.documents.blocks import Paragraph, Table
from reminder.documents.bullets import BULLET
from reminder.documents.lines import glue

Role = Literal["line", "begin", "apart", "aside"]

_SEEN = 2  # sentences over a line's end before a document counts as broken
_MANY = 6  # and before the width of its lines is believed
_WIDEST = 160  # letters: what is longer was no printed line
_MARK = re.compile(r"(\d{1,2}(\.\d{1,2})*[.)]|\d{1,2}(\.\d{1,2})+|[IVX]+\.|[a-zđ]\)|[A-ZĐ]\.)\s")
_ENDED = re.compile(r"[.;:!?…]\s*[”\"’)]?$")
_OPEN = re.compile(
    r"(?:[,/&(+–-]|\b(?:và|các|của|với|về|cho|tại|thuộc|theo|hoặc|là|do|giữa|từ|qua|trước|quý|tháng|số|cùng|gồm"
    r"|bởi|như|những|mỗi))$",
    re.I,
)
# "Sở", "Sở Công", "tỉnh Thái": no name ends so; initials ("Sở TNMT") may.
_TORN = re.compile(
    rf"(?:^|[\s(/])(?:{pattern(*BODIES)}(?: [A-ZĐÀ-Ỹ](?!\w)| [A-ZĐÀ-Ỹ][a-zà-ỹđ]+)?"
    rf"|(?:tỉnh|{'|'.join(LEVELS)}) (?!Huế)[A-ZĐÀ-Ỹ][a-zà-ỹđ]+)$"
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A paragraph as it is stored. `line`: it may go on from the one above; `begin`: it has a number or bullet of
    Word's; `apart`: it is centred, and nothing runs into it or out of it; `aside`: it stands in a box beside the
    text, which runs on past it."""

    paragraph: Paragraph
    role: Role = "line"


Flow = Sequence[Printed | Table | None]


def sewn(flow: Flow) -> Iterator[Paragraph | Table]:
    """The blocks with broken sentences whole again, each where it begins. None stands for a blank paragraph, over
    which nothing runs on."""
    runs = _runs(flow)
    lines = [[item for item in run if isinstance(item, Printed) and item.role != "aside"] for run in runs]
    seen = sum(map(_seen, lines))
    width = _width([line.paragraph.text for run in lines for line in run]) if seen >= _MANY else 0
    for run in runs:
        yield from _sewn(run, seen >= _SEEN, width)


def begins(words: str) -> bool:
    """The line begins something: a bullet, a number, a heading in capitals."""
    return bool(BULLET.match(words) or _MARK.match(words)) or _is_heading(words)


def is_wrapped(lines: Sequence[str]) -> bool:
    """Lines of much the same length, most going on in the next: text broken by hand at a width."""
    if len(lines) < 12:
        return False
    longest = sorted(len(line) for line in lines)[-max(1, len(lines) // 20)]
    small = sum(line.strip()[:1].islower() for line in lines)
    return longest < _WIDEST and small > 0.15 * len(lines)


def _sewn(run: Sequence[Printed | Table], broken: bool, width: int) -> Iterator[Paragraph | Table]:
    """One stretch of the text. What stands beside it waits until the sentence it interrupts is whole."""
    lines: list[Printed] = []
    beside: list[Paragraph] = []
    for item in run:
        if isinstance(item, Table):
            yield item
        elif item.role == "aside":
            beside.append(item.paragraph)
        elif lines and broken and _goes_on(lines[-1], item, width):
            lines.append(item)
        else:
            yield from _whole(lines, beside)
            lines, beside = [item], []
    yield from _whole(lines, beside)


def _whole(lines: Sequence[Printed], beside: Sequence[Paragraph]) -> Iterator[Paragraph]:
    if lines:
        yield replace(lines[0].paragraph, text=reduce(glue, (line.paragraph.text for line in lines)))
    yield from beside


def _runs(flow: Flow) -> list[list[Printed | Table]]:
    """The stretches over whose ends nothing runs on: tables and blank paragraphs part them."""
    runs: list[list[Printed | Table]] = [[]]
    for item in flow:
        if isinstance(item, Printed):
            runs[-1].append(item)
        else:
            runs += [[], []] if item is None else [[item], []]
    return runs


def _seen(lines: Sequence[Printed]) -> int:
    """How often a sentence that begins as one, and ends as one, is seen to run over a line's end in between."""
    seen = over = 0
    whole = False
    for line, after in itertools.pairwise(lines):
        if not _runs_over(line, after):
            whole, over = False, 0
            continue
        whole = whole or not line.paragraph.text[:1].islower()
        over += 1
        if whole and _ENDED.search(after.paragraph.text):
            seen += over
    return seen


def _runs_over(line: Printed, after: Printed) -> bool:
    """No end of a sentence, and a small letter behind it."""
    return _is_open(line, after) and after.paragraph.text[:1].islower()


def _goes_on(line: Printed, after: Printed, width: int) -> bool:
    """In a document that is broken: the sentence runs over, a name or a figure is torn off, or the line was full."""
    text, more = line.paragraph.text, after.paragraph.text
    full = 0 < width < len(text) + 1 + len(more.split(maxsplit=1)[0])
    torn = bool(_OPEN.search(text) or _TORN.search(text))
    return _is_open(line, after) and (more[:1].islower() or more[:1].isdigit() or torn or full)


def _is_open(line: Printed, after: Printed) -> bool:
    """Neither ends the line a sentence, nor begins one of its own behind it."""
    text, more = line.paragraph.text, after.paragraph.text
    ended = bool(_ENDED.search(text)) or _is_heading(text)
    return line.role != "apart" and after.role == "line" and not ended and not begins(more)


def _is_heading(words: str) -> bool:
    return words.isupper() and len(words) > 3


def _width(lines: Sequence[str]) -> int:
    """The room of a printed line, in letters, where the lines are of one room; else 0."""
    longest = sorted(map(len, lines))[-max(1, len(lines) // 20)]
    return longest if longest < _WIDEST else 0
