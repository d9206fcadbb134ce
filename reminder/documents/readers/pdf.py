"""PDF with text → blocks. Ruled tables are read cell by cell and sewn together over page breaks."""

import contextlib
import io
import logging
import re
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfplumber.utils.exceptions import PdfminerException

from reminder.documents.blocks import Cell, Covered, Document, Paragraph, Row, Table, clean
from reminder.documents.bullets import RAISED, lowered
from reminder.documents.finding import Finding, Spot, Unreadable, found
from reminder.documents.layouts.columns import Strip, read_columns
from reminder.documents.lines import Line, Word, cell_text, paragraphs, to_lines
from reminder.documents.readers.limits import MAX_UNPACKED, Progress
from reminder.documents.tables.headers import is_number

MAX_PAGES = 300
MAX_CHARS = 1_500_000
MAX_STREAM = 24 * 1024 * 1024

_STREAM = re.compile(rb"stream\r?\n")
_PAGE_NUMBER = re.compile(r"(trang |page )?[-–]?\s*\d{1,3}\s*[-–]?(\s*/\s*\d{1,3})?", re.I)
_NOTE = re.compile(rf"^([{RAISED}]+)\s*(.*)$")


@dataclass
class _Slot:
    """A cell while its halves are gathered: its lines, where their room ends, and how it is covered."""

    lines: list[Line]
    right: float
    covered: Covered

    def text(self) -> str:
        return clean(cell_text(self.lines, self.right))


@dataclass
class _Band:
    """A row while its halves are gathered."""

    slots: list[_Slot]
    page: int
    first: bool

    def texts(self) -> list[str]:
        return [slot.text() for slot in self.slots]


@dataclass
class _Grid:
    """A table while its pages are gathered."""

    edges: list[float]
    bands: list[_Band]
    last: int

    def table(self) -> Table:
        rows: list[Row] = []
        for band in self.bands:
            cells = (Cell("" if slot.covered else slot.text(), slot.covered) for slot in band.slots)
            rows.append(Row(tuple(cells), Spot("page", band.page), band.first))
        return Table(tuple(rows), merges=True)


def read_pdf(name: str, data: bytes, tell: Progress) -> Document:
    """Paragraphs, tables and footnotes in reading order. Raises `Unreadable` for scans and locked files."""
    # The parser complains to the log about every damaged object; the officer gets one sentence instead.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    if _unpacked(data) > MAX_UNPACKED:
        raise Unreadable(name, "bomb")
    try:
        pdf = pdfplumber.open(io.BytesIO(data))
    except PdfminerException as fault:
        locked = "Password" in repr(fault) or "Encrypt" in repr(fault)
        raise Unreadable(name, "encrypted" if locked else "broken") from fault
    with pdf:
        total = len(pdf.pages)
        if total > MAX_PAGES:
            raise Unreadable(name, "too-many", limit=MAX_PAGES, what="pages")
        body: list[Line | _Grid] = []
        blank: list[int] = []
        chars = 0
        for number, page in enumerate(pdf.pages, 1):
            tell(number - 1, total)
            chars += len(page.chars)
            if chars > MAX_CHARS:
                raise Unreadable(name, "bomb")
            if not page.chars:
                blank.append(number)
            _read_page(page, number, body)
            page.close()
        tell(total, total)
    if not chars or chars < 20 * len(blank):
        raise Unreadable(name, "scan")
    findings = tuple(found("page-image", Spot("page", number)) for number in blank)
    return _assemble(body, findings)


def _unpacked(data: bytes, depth: int = 0) -> int:
    """How large the packed streams would become, counted no further than the limit: the parser has none."""
    total = 0
    view = memoryview(data)
    for match in _STREAM.finditer(data):
        if total > MAX_UNPACKED:
            break
        with contextlib.suppress(zlib.error):
            body = zlib.decompressobj().decompress(view[match.end() :], MAX_STREAM)
            total += len(body) if len(body) < MAX_STREAM else MAX_UNPACKED + 1
            # A stream may be packed twice: what comes out is then packed itself.
            if depth < 2 and body[:1] == b"\x78":
                total += _unpacked(b"stream\n" + body, depth + 1)
    return total


def _read_page(page: Any, number: int, body: list[Line | _Grid]) -> None:
    for char in page.chars:
        # Sizes a hundredth of a point apart must not cut a word in two.
        char["size"] = round(char["size"] * 2) / 2
    words = [
        Word(w["text"], w["x0"], w["x1"], (w["top"] + w["bottom"]) / 2, w["size"])
        for w in page.extract_words(extra_attrs=["size"])
    ]
    tables = [t for t in page.find_tables() if len(t.rows) > 1 or sum(c is not None for c in t.rows[0].cells) > 2]
    inside: list[list[Word]] = [[] for _ in tables]
    outside: list[Word] = []
    for word in words:
        homes = (bag for table, bag in zip(tables, inside, strict=True) if _lies_in(word, table.bbox))
        next(homes, outside).append(word)
    lines = [
        line
        for line in to_lines(outside, number)
        if not (_PAGE_NUMBER.fullmatch(line.text) and not 0.09 < line.y / float(page.height) < 0.91)
    ]
    things: list[tuple[float, Line | _Grid]] = [(line.y, line) for line in lines]
    things += [(t.bbox[1], _read_grid(t, bag, number)) for t, bag in zip(tables, inside, strict=True)]
    for _, thing in sorted(things, key=lambda pair: pair[0]):
        before = body[-1] if body else None
        if isinstance(thing, _Grid) and isinstance(before, _Grid) and _continues(before, thing):
            _sew(before, thing)
        else:
            body.append(thing)


def _read_grid(table: Any, words: list[Word], page: int) -> _Grid:
    edges = sorted({round(cell[0]) for row in table.rows for cell in row.cells if cell} | {round(table.bbox[2])})
    bands: list[_Band] = []
    for index, row in enumerate(table.rows):
        slots: list[_Slot] = []
        reach = float("-inf")
        for place, cell in enumerate(row.cells):
            if cell is None:
                start = edges[place] if place < len(edges) else reach
                slots.append(_Slot([], 0.0, "left" if start < reach - 2 else "above"))
                continue
            x0, _, reach, _ = cell
            lines = to_lines([word for word in words if _lies_in(word, cell)], page)
            padding = min(8.0, max(0.0, min((line.x0 for line in lines), default=x0) - x0))
            slots.append(_Slot(lines, reach - padding, ""))
        bands.append(_Band(slots, page, index == 0))
    return _Grid([float(e) for e in edges], bands, page)


def _lies_in(word: Word, box: tuple[float, float, float, float]) -> bool:
    x0, top, x1, bottom = box
    return x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= word.y <= bottom


def _continues(before: _Grid, after: _Grid) -> bool:
    same = len(before.edges) == len(after.edges) and all(
        abs(a - b) < 6 for a, b in zip(before.edges, after.edges, strict=True)
    )
    return after.last == before.last + 1 and same


def _sew(before: _Grid, after: _Grid) -> None:
    """Appends `after`; drops a repeated header and joins a row that the page cut in two."""
    header = [band.texts() for band in before.bands[:3]]
    bands = after.bands
    for texts in header:
        if bands and bands[0].texts() == texts and any(texts) and not is_number(texts[0]):
            bands = bands[1:]
        else:
            break
    if bands and _is_rest(before.bands[-1].slots, bands[0].slots):
        for place, rest in enumerate(bands[0].slots):
            slot = before.bands[-1].slots[place]
            slot.right = slot.right or rest.right
            # The words of a merged cell go on under the break: they belong to where it began.
            owner = _owner(before, place) if slot.covered == "above" else slot
            owner.lines += rest.lines
        bands = bands[1:]
    if bands:
        bands[0].first = True
    before.bands += bands
    before.last = after.last


def _owner(grid: _Grid, place: int) -> _Slot:
    above = [band.slots[place] for band in reversed(grid.bands)]
    return next((slot for slot in above if not slot.covered), above[-1])


def _is_rest(last: Sequence[_Slot], first: Sequence[_Slot]) -> bool:
    if sum(not slot.covered for slot in first) < 2 or first[0].lines or first[0].covered:
        return False
    return bool(last[0].lines) or any(slot.lines and slot.lines[0].text[0].islower() for slot in first)


def _assemble(body: list[Line | _Grid], findings: tuple[Finding, ...]) -> Document:
    sizes = Counter(line.size for line in body if isinstance(line, Line))
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    blocks: list[Paragraph | Table] = []
    notes: list[tuple[str, str]] = []
    run: list[Line] = []

    def flush() -> None:
        blocks.extend(_body_blocks(run))
        run.clear()

    noted = 0
    for thing in body:
        if isinstance(thing, _Grid):
            flush()
            blocks.append(thing.table())
            continue
        match = _NOTE.match(thing.text)
        if match and thing.size < usual - 0.4:
            notes.append((lowered(match[1]), match[2]))
            noted = thing.page
        elif noted == thing.page and thing.size < usual - 0.4:
            notes[-1] = (notes[-1][0], f"{notes[-1][1]} {thing.text}")
        else:
            run.append(thing)
    flush()
    return Document("pdf", tuple(blocks), tuple(notes), findings)


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
