"""Words and rules on pages → blocks. Ruled tables are read cell by cell and sewn together over page breaks."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reminder.documents.blocks import Box, Note, Paragraph, Table, clean
from reminder.documents.bullets import RAISED, lowered
from reminder.documents.finding import Spot
from reminder.documents.layouts.columns import Strip, read_columns
from reminder.documents.lines import Line, Word, paragraphs, to_lines
from reminder.documents.readers.page_grids import Grid, continues, lies_in, read_grid, sew
from reminder.documents.readers.ruled_tables import find_tables

_PAGE_NUMBER = re.compile(r"(trang |page )?[-–]?\s*\d{1,3}\s*[-–]?(\s*/\s*\d{1,3})?", re.I)
_NOTE = re.compile(rf"^([{RAISED}]+)\s*(.*)$")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is seen, its number from 1, in points from its top left corner."""

    number: int
    height: float
    words: Sequence[Word]
    rules: Sequence[Box]


class Pages:
    """The pages of one document, taken one after the other; `document` sets together what they gave."""

    def __init__(self) -> None:
        self._body: list[Line | Grid] = []

    def take(self, page: Page) -> None:
        """The next page: its lines, and its tables sewn to those of the page before."""
        tables = find_tables(page.rules)
        inside: list[list[Word]] = [[] for _ in tables]
        outside: list[Word] = []
        for word in page.words:
            homes = (bag for table, bag in zip(tables, inside, strict=True) if lies_in(word, table.bbox))
            next(homes, outside).append(word)
        things: list[tuple[float, Line | Grid]] = []
        for table, bag in zip(tables, inside, strict=True):
            grid, homeless = read_grid(table, bag, page.number)
            things.append((table.bbox[1], grid))
            outside += homeless
        for line in to_lines(outside, page.number):
            if not (_PAGE_NUMBER.fullmatch(line.text) and not 0.09 < line.y / page.height < 0.91):
                things.append((line.y, line))
        for _, thing in sorted(things, key=lambda pair: pair[0]):
            before = self._body[-1] if self._body else None
            if isinstance(thing, Grid) and isinstance(before, Grid) and continues(before, thing):
                sew(before, thing)
            else:
                self._body.append(thing)

    def blocks(self) -> tuple[tuple[Paragraph | Table, ...], tuple[Note, ...]]:
        """Paragraphs and tables in reading order, and the footnotes by their marker."""
        return _assemble(self._body)


def _assemble(body: list[Line | Grid]) -> tuple[tuple[Paragraph | Table, ...], tuple[Note, ...]]:
    sizes = Counter(line.size for line in body if isinstance(line, Line))
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    blocks: list[Paragraph | Table] = []
    notes: list[Note] = []
    run: list[Line] = []

    def flush() -> None:
        blocks.extend(_body_blocks(run))
        run.clear()

    noted = 0
    for thing in body:
        if isinstance(thing, Grid):
            flush()
            blocks.append(thing.table())
            continue
        match = _NOTE.match(thing.text)
        if match and thing.size < usual - 0.4:
            notes.append(Note(lowered(match[1]), match[2], thing.page))
            noted = thing.page
        elif noted == thing.page and thing.size < usual - 0.4:
            notes[-1] = replace(notes[-1], words=f"{notes[-1].words} {thing.text}")
        else:
            run.append(thing)
    flush()
    return tuple(blocks), tuple(notes)


def _body_blocks(lines: list[Line]) -> list[Paragraph | Table]:
    """Body lines as paragraphs; a table set without rules is told by the header its columns stand under."""
    if not lines:
        return []
    right = max(line.x1 for line in lines)
    strips = [Strip(tuple((w.x0, w.x1, w.text) for w in _pieces(line)), Spot("page", line.page)) for line in lines]
    table = read_columns(strips)
    if table is None:
        return [Paragraph(clean(text), Spot("page", page)) for text, page in paragraphs(lines, right) if clean(text)]
    start, end, grid = table
    before, after = lines[:start], lines[end:]
    return [*_body_blocks(before), grid, *_body_blocks(after)]


def _pieces(line: Line) -> list[Word]:
    """The line cut where the gap between two words is wider than any justified space."""
    pieces: list[Word] = []
    for word in line.words:
        last = pieces[-1] if pieces else None
        if last is not None and word.x0 - last.x1 < 0.8 * line.size:
            pieces[-1] = Word(f"{last.text} {word.text}", last.x0, word.x1, last.y, last.size)
        else:
            pieces.append(word)
    return pieces
