"""The layouts tables have in plain text: a tab before each cell, tabs between cells, pipes, aligned columns,
one cell a line, and PDF text in which cells run together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reminder.documents.blocks import Cell, Paragraph, Row, Table, clean, join_paragraphs
from reminder.documents.broken_lines import begins, is_wrapped
from reminder.documents.bullets import BULLET
from reminder.documents.finding import Spot
from reminder.documents.layouts.cell_cutting import divided
from reminder.documents.layouts.columns import Strip, read_columns
from reminder.documents.layouts.running import Read, read_running
from reminder.documents.tables.cells import is_body, is_time
from reminder.documents.tables.headers import TIMES, Field, is_number, read_header, schedule_fields

Block = Paragraph | Table

_CELL = re.compile(r"^ ?\t")
_CLOSING = re.compile(r"^\s*(nơi nhận|tm\.\s|kt\.\s|[IVX]+\.\s+[A-ZĐÀ-Ỹ]|phụ lục)", re.I)
_PIPE = re.compile(r"^\s*\|.*\|\s*$")


def read_layouts(lines: Sequence[str], notes: set[int]) -> list[Block]:
    """All blocks of the text; `notes` are the numbers of lines that are footnotes and belong to no block."""
    return list(_blocks(["" if number in notes else line for number, line in enumerate(lines, 1)]))


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    place = 0
    pending: list[tuple[int, str]] = []
    while place < len(lines):
        reads = (reader(lines, place) for reader in (_tab_led, _tabbed, _piped, read_running))
        read = next(filter(None, reads), None)
        if read is None:
            pending.append((place + 1, lines[place]))
            place += 1
            continue
        yield from _rest(pending)
        pending = []
        place, table = read
        yield from _opened(table)
    yield from _rest(pending)


def _opened(table: Table) -> Iterator[Block]:
    """Leading rows of one cell are words before the table, not part of it."""
    rows = list(table.rows)
    while rows and sum(bool(cell.text) for cell in rows[0].cells) <= 1 and not is_number(rows[0].cells[0].text):
        if any(sum(bool(c.text) for c in row.cells) > 1 for row in rows[1:]) and "\n" not in rows[0].cells[0].text:
            break
        yield from Table((rows.pop(0),), False).paragraphs()
    if rows:
        yield replace(table, rows=tuple(rows))


def _tab_led(lines: Sequence[str], place: int) -> Read:
    """Every cell on its own line after a tab; a blank line, or a space before the tab, begins a row."""
    if not _CELL.match(lines[place]) or lines[place].count("\t") > 2:
        return None
    rows: list[tuple[list[list[str]], int]] = []
    index, blank, ends = place, True, place
    while index < len(lines):
        line = lines[index]
        if _CELL.match(line):
            if blank or line.startswith(" ") or not rows:
                rows.append(([], index + 1))
            rows[-1][0].append([_CELL.sub("", line)])
            blank, ends = False, index + 1
        elif not line.strip():
            blank = True
        else:
            if blank and (_CLOSING.match(line) or not _more(lines, index)):
                break
            rows[-1][0][-1].append(line)
            blank, ends = False, index + 1
        index += 1
    shaped = [([join_paragraphs(c) for c in cells], line) for cells, line in rows]
    if all(len(cells) <= 2 for cells, _ in rows) and not schedule_fields(shaped[0][0]):
        return None
    return ends, _shaped(shaped)


def _more(lines: Sequence[str], index: int) -> bool:
    """Another cell follows within a few paragraphs: what stands here is inside the table."""
    seen = 0
    for line in lines[index : index + 40]:
        if _CELL.match(line):
            return True
        seen += bool(line.strip())
        if seen > 14 or _CLOSING.match(line):
            return False
    return False


def _shaped(rows: list[tuple[list[str], int]]) -> Table:
    """Rows to one width. Longer ones hold several rows, if they divide; shorter ones were cut."""
    widths = [len(cells) for cells, _ in rows if len(cells) > 2] or [len(cells) for cells, _ in rows]
    fields: Sequence[Field] = next(filter(None, (read_header(cells) for cells, _ in rows)), ())
    width = len(fields) or max(widths, key=lambda w: (widths.count(w), w), default=1)
    out: list[Row] = []
    guessed = False
    for number, (cells, line) in enumerate(rows):
        spot = Spot("line", line)
        while len(cells) > width and not any(cells[width:]):
            cells = cells[:-1]
        if len(cells) > width and len(cells) % width == 0:
            for start in range(0, len(cells), width):
                out.append(Row(tuple(map(Cell, cells[start : start + width])), spot))
            continue
        if len(cells) > width:
            cells = [*cells[: width - 1], "\n".join(cells[width - 1 :])]
        if fields and len(cells) == width - 1:
            cells = _parted(cells, fields)
            guessed = guessed or len(cells) == width
        missing = width - len(cells)
        headless = number == 0 or not any(len(c) == width for c, _ in rows[:number])
        if missing and len(cells) > 2 and headless and not is_number(cells[0]):
            # The beginning was lost, not the end: its cells stand under the last columns.
            out.append(Row((*[Cell()] * missing, *map(Cell, cells)), spot))
        else:
            out.append(Row((*map(Cell, cells), *[Cell()] * missing), spot))
    return Table(tuple(out), merges=False, guessed=guessed)


def _parted(cells: list[str], fields: Sequence[Field]) -> list[str]:
    """A row that is one cell short, with the two parted that ran together: a body and a time; else
    with a blank where what it holds comes to stand under their headings."""
    for place, cell in enumerate(cells):
        if both := divided(cell, fields[place : place + 2]):
            return [*cells[:place], *both, *cells[place + 1 :]]
    ways = [[*cells[:place], "", *cells[place:]] for place in range(1, len(fields))]
    best = max(reversed(ways), key=lambda way: sum(map(_fits, way, fields)))
    return cells if best == ways[-1] else best


def _fits(cell: str, field: Field) -> bool:
    """The words are what such a column holds: a time, a body, of a task any."""
    if field in TIMES:
        return is_time(cell)
    return is_body(cell) if field in ("lead", "coordinators", "approver") else field == "title" and cell != ""


def _tabbed(lines: Sequence[str], place: int) -> Read:
    """One row a line, its cells between tabs; footnotes and blank lines may stand between rows."""
    tabs = 1 if schedule_fields([clean(cell) for cell in lines[place].split("\t")]) else 2
    if lines[place].count("\t") < tabs or _CELL.match(lines[place]):
        return None
    rows: list[tuple[list[str], int]] = []
    index, ends = place, place
    while index < len(lines):
        line = lines[index]
        if line.count("\t") >= tabs:
            rows.append(([join_paragraphs([cell]) for cell in line.split("\t")], index + 1))
            ends = index + 1
        elif line.strip():
            short = len(rows[-1][0]) < max(len(cells) for cells, _ in rows)
            if not (line.count("\t") == 1 or short or BULLET.match(line)):
                break
            head, *tail = line.split("\t")
            rows[-1][0][-1] = join_paragraphs([rows[-1][0][-1], head])
            rows[-1][0].extend(join_paragraphs([cell]) for cell in tail)
            ends = index + 1
        index += 1
    return (ends, _shaped(rows)) if len(rows) > 1 else None


def _piped(lines: Sequence[str], place: int) -> Read:
    """`| a | b |`, as Markdown has it; `<br>` breaks a line inside a cell."""
    if not _PIPE.match(lines[place]):
        return None
    rows: list[tuple[list[str], int]] = []
    index = place
    while index < len(lines) and (_PIPE.match(lines[index]) or not lines[index].strip()):
        line = lines[index].strip()
        if line and not re.fullmatch(r"[|\s:+=-]+", line):
            cells = re.split(r"(?<!\\)\|", line[1:-1])
            rows.append(([join_paragraphs(re.split(r"<br\s*/?>", c)) for c in cells], index + 1))
        index += 1
    return (index, _shaped(rows)) if len(rows) > 1 else None


def _rest(pending: list[tuple[int, str]]) -> Iterator[Block]:
    """What no layout with marks has claimed: aligned columns are looked for, the rest is paragraphs."""
    kept = [(number, line) for number, line in pending if line.strip()]
    blank = {number for number, line in pending if not line.strip()}
    strips = [_strip(number, line, number - 1 in blank) for number, line in kept]
    if sum(len(strip.pieces) > 1 for strip in strips) > 2 and (found := read_columns(strips)):
        start, end, table = found
        yield from _paragraphs(kept[:start])
        yield table
        yield from _rest(kept[end:])
    else:
        yield from _paragraphs(pending)


def _strip(number: int, line: str, gap: bool) -> Strip:
    text = line.expandtabs(8)
    pieces = tuple((float(m.start()), float(m.end()), m[0]) for m in re.finditer(r"\S+(?: \S+)*", text))
    return Strip(pieces, Spot("line", number), gap)


def _paragraphs(pending: Sequence[tuple[int, str]]) -> Iterator[Paragraph]:
    """Each line a paragraph, except where lines were wrapped: then blank lines and marks part them."""
    full = [line for _, line in pending if line.strip()]
    wrapped = is_wrapped(full)
    text, at, fresh = "", 0, True
    for number, line in pending:
        words = line.strip()
        if not words:
            fresh = True
            continue
        small = words[0].islower() and not text.endswith((".", ";", ":", "!", "?"))
        if text and (wrapped or small) and not fresh and not begins(words):
            text = f"{text} {words}"
        else:
            if text:
                yield Paragraph(text, Spot("line", at))
            text, at, fresh = words, number, False
    if text:
        yield Paragraph(text, Spot("line", at))
