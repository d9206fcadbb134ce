"""Which tables hold tasks, and where each begins: by header, by shape, or as the rest of the one before; what becomes
of all others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from reminder.documents.blocks import Document, Paragraph, Row, Table
from reminder.documents.finding import Finding, found
from reminder.documents.tables.captions import Caption, caption_of
from reminder.documents.tables.header_rows import Header, header_at
from reminder.documents.tables.headers import Field
from reminder.documents.tables.kinds import Kind, kind_by_words, kind_of, words_or_figures
from reminder.documents.tables.row_kinds import caption_from, closing_from, counts_columns, only_words
from reminder.documents.tables.settled_fields import settled
from reminder.documents.tables.shapes import read_shape
from reminder.documents.tables.timeframes import Columns

_LONGEST = 60
RowKind = Literal["task", "section", "header", "remark", "total"] | Kind

_CODES: dict[Kind, str] = {
    "form": "form-skipped", "agenda": "agenda-skipped", "figures": "figures-skipped", "scores": "scores-skipped",
    "people": "people-skipped", "documents": "documents-skipped", "glossary": "glossary-skipped",
    "procedure": "procedure-skipped", "left out": "table-skipped",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of a row: a task, a row of a task table that is none, or the kind of table it was left out with."""

    row: Row
    kind: RowKind


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows under one header. `headless`: its columns were told by shape; `goes_on`: the rest of the segment before, so
    its section holds on; `heads`: the words of the header, `above` those of its upper levels; `guessed`: the ends of
    cells were; `caption`: the title above the table."""

    fields: tuple[Field, ...]
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    merges: bool
    headless: bool = False
    goes_on: bool = False
    guessed: bool = False
    above: tuple[str, ...] = ()
    caption: Caption = Caption()


@dataclass(frozen=True, slots=True)
class SortedBlocks:
    """A document taken apart: its task tables, all other words in order, what was left out, and what became of each row
    that is in neither; blank rows are none."""

    segments: tuple[Segment, ...]
    paragraphs: tuple[Paragraph, ...]
    findings: tuple[Finding, ...]
    outcomes: tuple[RowOutcome, ...] = ()


def sort_blocks(document: Document) -> SortedBlocks:
    """Task tables apart from words. Layout tables (letterhead, signatures) count as words."""
    sorting = _Sorting()
    for block in document.blocks:
        if isinstance(block, Paragraph):
            sorting.paragraph(block)
        else:
            sorting.table(block)
    return SortedBlocks(tuple(sorting.segments), tuple(sorting.words), tuple(sorting.findings), tuple(sorting.outcomes))


@dataclass(frozen=True, slots=True)
class _Left:
    """A table that was left out: its kind and width, what its columns hold by their shape, its last number (else 0)."""

    kind: Kind
    width: int
    shape: tuple[Field, ...] | None
    number: int


@dataclass
class _Sorting:
    """The state while blocks are sorted: `lines` are those since the last table; where none stands between, `left` is
    the table before that was left out, `waiting` a header whose rows are still to come."""

    segments: list[Segment] = field(default_factory=list)
    words: list[Paragraph] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    outcomes: list[RowOutcome] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    left: _Left | None = None
    waiting: Header | None = None

    def paragraph(self, paragraph: Paragraph) -> None:
        self.words.append(paragraph)
        self.lines.append(paragraph.text)
        self.left = self.waiting = None

    def table(self, table: Table) -> None:
        rows = [row for row in table.rows if any(row.texts)]
        starts = list(_headers(rows))
        if rows and not starts:
            self._without_header(rows, table)
        elif rows:
            self._under_headers(rows, starts, table)
        self.lines = []

    def _under_headers(self, rows: Sequence[Row], starts: Sequence[tuple[int, Header]], table: Table) -> None:
        self._say(rows[: starts[0][0]], table)
        ends = (*(place for place, _ in starts[1:]), len(rows))
        before: Header | None = None
        for number, ((start, header), end) in enumerate(zip(starts, ends, strict=True)):
            body = rows[start + header.depth : end]
            close = closing_from(body)
            if number + 1 < len(starts):
                again = starts[number + 1][1].fields == header.fields
                close = min(close, caption_from(body, header.fields, again))
            self._part(header, rows[start : start + header.depth], body[:close], table, before)
            self._say(body[close:], table)
            before = header

    def _part(
        self, header: Header, heads: Sequence[Row], body: Sequence[Row], table: Table, before: Header | None
    ) -> None:
        """The rows under one header: tasks, or a table that is left out."""
        caption = caption_of(self.lines)
        parted, self.lines, self.waiting = bool(self.lines), [], None
        texts = [row.texts for row in body if not (only_words(row, header.fields)[0] or counts_columns(row))]
        kind: Kind | None = None
        if not header.sure and not header.borne:
            kind = words_or_figures(kind_by_words(header.heads), texts) or "left out"
        elif body:
            fields = settled(Columns(header.fields, header.heads, header.above), texts)
            header = replace(header, fields=fields)
            kind = kind_of(header.heads, header.fields, texts, caption.text, header.sure)
        else:
            self.waiting = header
        if kind:
            said = self.left is not None and before is not None and before.heads == header.heads
            self._leave(kind, heads, body, table, caption, said=said)
            return
        self.left = None
        self.outcomes += (RowOutcome(row, "header") for row in heads)
        self._tasks(header, body, table, caption, again=before is not None and not parted)

    def _tasks(self, header: Header, body: Sequence[Row], table: Table, caption: Caption, *, again: bool) -> None:
        if not body:
            return
        last = self.segments[-1] if self.segments else None
        goes_on = last is not None and last.fields == header.fields and (
            _continues(body[0]) or (again and not _starts_anew(body[0], last.rows[-1]))
        )  # fmt: skip
        self.segments.append(
            Segment(
                header.fields, header.heads, tuple(body), table.merges, goes_on=goes_on, guessed=table.guessed,
                above=header.above, caption=caption,
            )
        )  # fmt: skip

    def _without_header(self, rows: Sequence[Row], table: Table) -> None:
        """Rows that go on with the table before, hold tasks by their shape, are left out, or are words."""
        close = closing_from(rows)
        body = rows[:close]
        fields = read_shape([row.texts for row in body])
        before = self._before(body, table)
        if self.waiting and len(self.waiting.fields) == table.width:
            self._part(self.waiting, (), body, table, None)
        elif left := self._left_before(body, table, fields, counted=before is not None):
            self._leave(left.kind, (), body, table, Caption(), said=True)
        elif before:
            self.segments.append(replace(before, rows=tuple(body), merges=table.merges, goes_on=True))
        elif fields is not None:
            heads, caption = ("",) * len(fields), caption_of(self.lines)
            self.segments.append(Segment(fields, heads, tuple(body), table.merges, True, caption=caption))
        elif len(rows) > 3 and table.width > 2 and (first := _grid_from(body)) is not None:
            self._say(rows[:first], table)
            kind = words_or_figures(None, [row.texts for row in body[first:]])
            self._leave(kind or "left out", (), body[first:], table, caption_of(self.lines))
        else:
            if len(rows) > 3 and table.width > 2:
                self._remark("table-as-text", rows, caption_of(self.lines))
            close = 0
        self.waiting = None
        self._say(rows[close:], table)

    def _before(self, rows: Sequence[Row], table: Table) -> Segment | None:
        """The tasks that rows without a header go on with: they count on, in as many columns."""
        before = self.segments[-1] if self.segments else None
        fits = before is not None and len(before.fields) == table.width and any(map(_continues, rows[:2]))
        return before if fits else None

    def _left_before(
        self, rows: Sequence[Row], table: Table, shape: tuple[Field, ...] | None, *, counted: bool
    ) -> _Left | None:
        """The table left out that the rows go on with: they have its width and hold no bodies and times where it held
        none; where they go on with tasks by their numbers (`counted`), they must go on with its own even so."""
        left = self.left
        if left is None or left.width != table.width or (shape is not None and shape != left.shape):
            return None
        first = next(filter(None, map(_number, rows)), 0)
        return left if not counted or first == left.number + 1 else None

    def _leave(
        self, kind: Kind, heads: Sequence[Row], body: Sequence[Row], table: Table, caption: Caption,
        *, said: bool = False,
    ) -> None:  # fmt: skip
        rows = (*heads, *body)
        number = next(filter(None, map(_number, reversed(body))), 0)
        shape = self.left.shape if said and self.left else read_shape([row.texts for row in body])
        self.left = _Left(kind, table.width, shape, number)
        self.outcomes += (RowOutcome(row, kind) for row in rows)
        if not said:
            self._remark(_CODES[kind], rows, caption)

    def _remark(self, code: str, rows: Sequence[Row], caption: Caption) -> None:
        words = caption.text or " | ".join(filter(None, rows[0].texts))
        self.findings.append(found(code, rows[0].spot, words=" ".join(words.split())[:60]))

    def _say(self, rows: Sequence[Row], table: Table) -> None:
        """Rows that are words: a title above a header, a letterhead, a signature."""
        for row in rows:
            said = list(Table((row,), table.merges).paragraphs())
            self.words += said
            self.lines.append(" ".join(paragraph.text for paragraph in said))


def _headers(rows: Sequence[Row]) -> Iterator[tuple[int, Header]]:
    """Every header with its place. Behind the first, one that is not sure needs a title of its own above it."""
    place, seen = 0, False
    while place < len(rows):
        titled = place > 0 and bool(only_words(rows[place - 1])[0])
        header = header_at(rows, place, sure=seen and not titled)
        if header is None:
            place += 1
            continue
        yield place, header
        seen = True
        place += header.depth


def _number(row: Row) -> int:
    plain = row.cells[0].text.strip(" .)")
    return int(plain) if plain.isdecimal() and len(plain) < 5 else 0


def _continues(row: Row) -> bool:
    return _number(row) > 1


def _starts_anew(first: Row, last: Row) -> bool:
    """The rows count from 1 again, and no section above them is the reason."""
    return first.cells[0].text.strip(" .)") in ("1", "01") and not only_words(last)[0]


def _grid_from(rows: Sequence[Row]) -> int | None:
    """The first row of a grid of short words, None where sentences or a letterhead are laid out by one."""
    texts = [text for row in rows for text in row.texts]
    if any(len(text) > _LONGEST or "CỘNG HÒA XÃ HỘI" in text.upper() for text in texts):
        return None
    return next((place for place, row in enumerate(rows) if sum(map(bool, row.texts)) > 2), None)
