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

# Sentences seen to run over a line's end: one, and such are sewn; so many, and names are; so many, and the room of a
# line is believed.
_ONE, _SOME, _MANY = 1, 2, 5
_WIDEST = 160  # letters: what is longer was no printed line
_MARK = re.compile(r"(\d{1,2}(\.\d{1,2})*[.)]|\d{1,2}(\.\d{1,2})+|[IVX]+\.|[a-zđ][.)]|[A-ZĐ]\.)\s")
_DASHED = re.compile(r"[-–—]\s[a-zà-ỹđ\d]")
_ENDED = re.compile(r"[.;:!?…]\s*[”\"’)]?$")
# Words that lead on whatever stands before them; "tháng", "số", "theo" may end a cell.
_OPEN = re.compile(r"\b(?:và|các|của|với|về|cho|tại|thuộc|hoặc|giữa|từ|gồm|bởi|những|mỗi)$", re.I)
_QUARTER = re.compile(r"[IVX]+\b")
_SLASHED = re.compile(r"\S/$")
_LISTED = re.compile(r"[,/&(+–-]$")
# "Sở", "Sở Công", "tỉnh Thái": no name ends so; initials ("Sở TNMT") may.
_TORN = re.compile(
    rf"(?:^|[\s(/])(?:{pattern(*BODIES)}(?: [A-ZĐÀ-Ỹ](?!\w)| [A-ZĐÀ-Ỹ][a-zà-ỹđ]+)?"
    rf"|(?:tỉnh|{'|'.join(LEVELS)}) (?!(?:Huế|Vinh)$)[A-ZĐÀ-Ỹ][a-zà-ỹđ]+)$"
)
_BODY = re.compile(pattern(*BODIES, *(level.capitalize() for level in LEVELS)))


@dataclass(frozen=True, slots=True)
class StoredLine:
    """A paragraph as it is stored. `line`: it may go on from the one above; `begin`: it has a number or bullet of
    Word's; `apart`: it is centred, and nothing runs into it or out of it; `aside`: it stands in a box beside the
    text, which runs on past it."""

    paragraph: Paragraph
    role: Role = "line"


Flow = Sequence[StoredLine | Table | None]


def sewn(flow: Flow) -> Iterator[Paragraph | Table]:
    """The blocks with broken sentences whole again, each where it begins. None stands for a blank paragraph, over
    which nothing runs on."""
    runs = _runs(flow)
    lines = [[item for item in run if isinstance(item, StoredLine) and item.role != "aside"] for run in runs]
    room = _room([line.paragraph.text for run in lines for line in run])
    seen = sum(_seen(run, room) for run in lines)
    for run in runs:
        yield from _sewn(run, room, seen) if seen >= _ONE else map(_as_stored, run)


def begins(words: str) -> bool:
    """The line begins something: a bullet, a number, a heading in capitals."""
    return bool(BULLET.match(words) or _MARK.match(words)) or _is_heading(words)


def is_torn(text: str, more: str) -> bool:
    """The words cannot end there, be it even in a cell: `Sở Công` | `Thương`, `Sở Nông nghiệp và` | `Môi trường`."""
    return more[:1].isupper() and not begins(more) and _cut(text) and not (_TORN.search(text) and _BODY.match(more))


def _cut(text: str) -> bool:
    """No text ends so: within the name of a body, or on a word that leads on."""
    return bool(_TORN.search(text) or _OPEN.search(text))


def is_wrapped(lines: Sequence[str]) -> bool:
    """Lines of much the same length, most going on in the next: text broken by hand at a width."""
    if len(lines) < 12:
        return False
    longest = sorted(len(line) for line in lines)[-max(1, len(lines) // 20)]
    small = sum(line.strip()[:1].islower() for line in lines)
    return longest < _WIDEST and small > 0.15 * len(lines)


def _as_stored(item: StoredLine | Table) -> Paragraph | Table:
    return item.paragraph if isinstance(item, StoredLine) else item


def _sewn(run: Sequence[StoredLine | Table], room: int, seen: int) -> Iterator[Paragraph | Table]:
    """One stretch of the text. What stands beside it waits until the sentence it interrupts is whole."""
    lines: list[StoredLine] = []
    beside: list[Paragraph] = []
    for item in run:
        if isinstance(item, Table):
            yield item
        elif item.role == "aside":
            beside.append(item.paragraph)
        elif lines and _goes_on(lines[-1], item, room, seen):
            lines.append(item)
        else:
            yield from _whole(lines, beside)
            lines, beside = [item], []
    yield from _whole(lines, beside)


def _whole(lines: Sequence[StoredLine], beside: Sequence[Paragraph]) -> Iterator[Paragraph]:
    if lines:
        yield replace(lines[0].paragraph, text=reduce(_glued, (line.paragraph.text for line in lines)))
    yield from beside


def _glued(text: str, more: str) -> str:
    """A number or a date broken behind a stroke has no blank there: `15/8/` | `2026`."""
    return text + more if _SLASHED.search(text) else glue(text, more)


def _runs(flow: Flow) -> list[list[StoredLine | Table]]:
    """The stretches over whose ends nothing runs on: tables and blank paragraphs part them."""
    runs: list[list[StoredLine | Table]] = [[]]
    for item in flow:
        if isinstance(item, StoredLine):
            runs[-1].append(item)
        else:
            runs += [[], []] if item is None else [[item], []]
    return runs


def _seen(lines: Sequence[StoredLine], room: int) -> int:
    """How often a sentence that begins as one, and ends as one, is seen to run over a line's end in between."""
    seen = over = 0
    whole = False
    for line, after in itertools.pairwise(lines):
        if not _runs_over(line, after, room):
            whole, over = False, 0
            continue
        whole = whole or not line.paragraph.text[:1].islower()
        over += 1
        if whole and _ENDED.search(after.paragraph.text):
            seen += over
    return seen


def _runs_over(line: StoredLine, after: StoredLine, room: int) -> bool:
    """No end of a sentence, and a small letter behind it; a line so short that it is a heading does not run on."""
    text, more = line.paragraph.text, after.paragraph.text
    closed = _ENDED.search(text) or _is_heading(text) or len(text) < 0.4 * room
    return line.role != "apart" and after.role == "line" and more[:1].islower() and not (closed or begins(more))


def _goes_on(line: StoredLine, after: StoredLine, room: int, seen: int) -> bool:
    """In a document where so many sentences are broken, lines having so much room, in letters."""
    text, more = line.paragraph.text, after.paragraph.text
    if line.role == "apart" or after.role != "line":
        return False
    if _runs_over(line, after, room):
        return True
    full = seen >= _MANY and len(text) + 1 + len((more.split(maxsplit=1) or [""])[0]) > room
    ended, heading = bool(_ENDED.search(text)), _is_heading(text)
    if begins(more):
        # A heading on two lines; the dash within "kinh tế - xã hội".
        return full and ((heading and _is_heading(more)) or (bool(_DASHED.match(more)) and not ended))
    small = more[:1].islower()
    open_end = bool(_LISTED.search(text)) or (_cut(text) if small else is_torn(text, more))
    figure = more[:1].isdigit() or bool(_QUARTER.match(more) and text.casefold().endswith("quý"))
    if seen >= _SOME and (open_end or figure) and not ended and not heading:
        return True
    # A part of a sentence may end in a semicolon where the line does.
    return full and not heading and not (text.endswith(".") if small else ended)


def _is_heading(words: str) -> bool:
    # "III/2026" is none.
    return words.isupper() and sum(map(str.isalpha, words)) > 3


def _room(lines: Sequence[str]) -> int:
    """The room of a printed line, in letters: all but a few are no longer."""
    lengths = sorted(length for line in lines if (length := len(line)) < _WIDEST)
    return lengths[-max(1, len(lengths) // 20)] if lengths else _WIDEST
