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
_MANY = 6  # and before the room of its lines is believed
_WIDEST = 160  # letters: what is longer was no printed line
_MARK = re.compile(r"(\d{1,2}(\.\d{1,2})*[.)]|\d{1,2}(\.\d{1,2})+|[IVX]+\.|[a-zđ]\)|[A-ZĐ]\.)\s")
_DASHED = re.compile(r"[-–—]\s[a-zà-ỹđ\d]")
_ENDED = re.compile(r"[.;:!?…]\s*[”\"’)]?$")
_OPEN = re.compile(
    r"\b(?:và|các|của|với|về|cho|tại|thuộc|theo|hoặc|là|do|giữa|từ|qua|trước|quý|tháng|số|cùng|gồm|bởi|như|những|mỗi)$",
    re.I,
)
_LISTED = re.compile(r"[,/&(+–-]$")
# "Sở", "Sở Công", "tỉnh Thái": no name ends so; initials ("Sở TNMT") may.
_TORN = re.compile(
    rf"(?:^|[\s(/])(?:{pattern(*BODIES)}(?: [A-ZĐÀ-Ỹ](?!\w)| [A-ZĐÀ-Ỹ][a-zà-ỹđ]+)?"
    rf"|(?:tỉnh|{'|'.join(LEVELS)}) (?!Huế)[A-ZĐÀ-Ỹ][a-zà-ỹđ]+)$"
)
_BODY = re.compile(pattern(*BODIES))


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
    room = _room([line.paragraph.text for run in lines for line in run])
    for run in runs:
        yield from _sewn(run, room, seen >= _MANY) if seen >= _SEEN else map(_as_stored, run)


def begins(words: str) -> bool:
    """The line begins something: a bullet, a number, a heading in capitals."""
    return bool(BULLET.match(words) or _MARK.match(words)) or _is_heading(words)


def is_torn(text: str, more: str) -> bool:
    """The words cannot end there, be it even in a cell: `Sở Công` | `Thương`, `Sở Nông nghiệp và` | `Môi trường`."""
    name = _TORN.search(text) is not None and not _BODY.match(more)
    return more[:1].isupper() and not begins(more) and (name or _OPEN.search(text) is not None)


def is_wrapped(lines: Sequence[str]) -> bool:
    """Lines of much the same length, most going on in the next: text broken by hand at a width."""
    if len(lines) < 12:
        return False
    longest = sorted(len(line) for line in lines)[-max(1, len(lines) // 20)]
    small = sum(line.strip()[:1].islower() for line in lines)
    return longest < _WIDEST and small > 0.15 * len(lines)


def _as_stored(item: Printed | Table) -> Paragraph | Table:
    return item.paragraph if isinstance(item, Printed) else item


def _sewn(run: Sequence[Printed | Table], room: int, sure: bool) -> Iterator[Paragraph | Table]:
    """One stretch of the text. What stands beside it waits until the sentence it interrupts is whole."""
    lines: list[Printed] = []
    beside: list[Paragraph] = []
    for item in run:
        if isinstance(item, Table):
            yield item
        elif item.role == "aside":
            beside.append(item.paragraph)
        elif lines and _goes_on(lines[-1], item, room, sure):
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
    text, more = line.paragraph.text, after.paragraph.text
    return _may_go_on(line, after) and more[0].islower() and not (_ENDED.search(text) or _is_heading(text))


def _goes_on(line: Printed, after: Printed, room: int, sure: bool) -> bool:
    """In a document that is broken. `room` is that of a line, in letters; `sure`: so many are broken that what had no
    room in the line above is known to go on from there."""
    text, more = line.paragraph.text, after.paragraph.text
    if _runs_over(line, after):
        return True
    if line.role == "apart" or after.role != "line":
        return False
    taken = len(text) + 1 + len(more.split(maxsplit=1)[0])
    full = sure and taken > room
    if begins(more):
        # A heading on two lines; the dash within "kinh tế - xã hội".
        dashed = bool(_DASHED.match(more)) and not _ENDED.search(text)
        return full and (dashed or (_is_heading(text) and _is_heading(more)))
    if more[0].islower():
        return taken > 0.85 * room and not text.endswith(".") and not _is_heading(text)
    torn = more[0].isdigit() or _LISTED.search(text) or is_torn(text, more)
    return bool(torn or full) and not _ENDED.search(text) and not _is_heading(text)


def _may_go_on(line: Printed, after: Printed) -> bool:
    return line.role != "apart" and after.role == "line" and not begins(after.paragraph.text)


def _is_heading(words: str) -> bool:
    # "III/2026" is none.
    return words.isupper() and sum(map(str.isalpha, words)) > 3


def _room(lines: Sequence[str]) -> int:
    """The room of a printed line, in letters: all but a few are no longer."""
    lengths = sorted(length for line in lines if (length := len(line)) < _WIDEST)
    return lengths[-max(1, len(lengths) // 20)] if lengths else _WIDEST
