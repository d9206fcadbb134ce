"""Which tables hold tasks, and where each begins: by header, by shape, or as the rest of the one before."""

from collections.abc import Iterator
from dataclasses import dataclass

from reminder.documents.blocks import Document, Paragraph, Row, Table
from reminder.documents.finding import Finding, found
from reminder.documents.tables.headers import Field, field_of, is_number, read_header, read_shape


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows under one header. `headless`: its columns were told by shape; `goes_on`: the rest of the segment
    before, so its section holds on; `heads`: the words of the header; `guessed`: the ends of cells were."""

    fields: tuple[Field, ...]
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    merges: bool
    headless: bool = False
    goes_on: bool = False
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class SortedBlocks:
    """A document taken apart: its task tables, all other words in order, and what was left out."""

    segments: tuple[Segment, ...]
    paragraphs: tuple[Paragraph, ...]
    findings: tuple[Finding, ...]


def sort_blocks(document: Document) -> SortedBlocks:
    """Task tables apart from words. Layout tables (letterhead, signatures) count as words."""
    segments: list[Segment] = []
    words: list[Paragraph] = []
    findings: list[Finding] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            words.append(block)
            continue
        before = segments[-1] if segments else None
        found_here = list(_segments(block, before))
        taken = {id(row) for segment in found_here for row in segment.rows}
        left = (r for r in block.rows if not found_here or (id(r) not in taken and not read_header(r.texts)))
        rest = Table(tuple(left), block.merges)
        words.extend(rest.paragraphs())
        if not found_here and len(block.rows) > 3 and block.width > 2:
            sample = next(rest.paragraphs(), Paragraph("", block.rows[0].spot))
            findings.append(found("table-skipped", sample.spot, words=sample.text[:60]))
        segments.extend(found_here)
    return SortedBlocks(tuple(segments), tuple(words), tuple(findings))


def _segments(table: Table, before: Segment | None) -> Iterator[Segment]:
    starts = [(i, header) for i, row in enumerate(table.rows) if (header := read_header(row.texts))]
    if not starts:
        yield from _without_header(table, before)
        return
    ends = (*(i for i, _ in starts[1:]), len(table.rows))
    fields: tuple[Field, ...] = ()
    for (start, fresh), end in zip(starts, ends, strict=True):
        again = fresh == fields
        heads = table.rows[start].texts
        first = start + 1
        if first < end and (both := _two_levels(table.rows[start], table.rows[first])):
            fresh, heads = both
            first += 1
        if first < end:
            goes_on = again or (before is not None and before.fields == fresh and _continues(table.rows[first]))
            yield Segment(fresh, heads, table.rows[first:end], table.merges, goes_on=goes_on, guessed=table.guessed)
        fields = fresh


def _two_levels(top: Row, low: Row) -> tuple[tuple[Field, ...], tuple[str, ...]] | None:
    """ "Phân công" over "Chủ trì" and "Phối hợp": the lower heading names the column, the upper one the rest."""
    if is_number(low.cells[0].text) or (low.cells[0].text and not low.cells[0].covered):
        return None
    if not any(cell.text for cell in low.cells) or any(len(cell.text) > 60 for cell in low.cells):
        return None
    upper = ""
    heads: list[str] = []
    for above, below in zip(top.cells, low.cells, strict=False):
        upper = above.text if above.covered != "left" else upper
        heads.append(below.text or upper if below.covered != "above" else upper)
    known = {"lead", "coordinators", "timeframe", "start", "end", "output", "funding", "approver", "title"}
    named = sum(field in known for field in (field_of(cell.text) for cell in low.cells))
    fields = read_header(heads)
    return (fields, tuple(heads)) if fields and named >= 2 else None


def _continues(row: Row) -> bool:
    number = row.cells[0].text.strip(" .)")
    return number.isdigit() and int(number) > 1


def _without_header(table: Table, before: Segment | None) -> Iterator[Segment]:
    rows = [row for row in table.rows if any(row.texts)]
    if before is not None and table.width == len(before.fields) and any(_continues(row) for row in rows[:2]):
        yield Segment(before.fields, before.heads, tuple(rows), table.merges, before.headless, goes_on=True)
        return
    fields = read_shape([row.texts for row in rows])
    if fields is not None:
        yield Segment(fields, ("",) * len(fields), tuple(rows), table.merges, headless=True)
