"""Ruled tables on pages: each read cell by cell, and sewn together over page breaks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reminder.documents.blocks import Cell, Covered, Row, Table, clean
from reminder.documents.finding import Spot
from reminder.documents.lines import Line, Word, cell_text, to_lines
from reminder.documents.tables.headers import is_number


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
    top: bool  # of its page

    def blank(self, place: int) -> bool:
        """The cell has rules of its own around it, and nothing in it."""
        return not self.slots[place].covered and not self.slots[place].lines

    def texts(self) -> list[str]:
        return [slot.text() for slot in self.slots]


@dataclass
class Grid:
    """A table while its pages are gathered."""

    edges: list[float]
    bands: list[_Band]
    last: int

    def table(self) -> Table:
        rows: list[Row] = []
        for band in self.bands:
            cells = (Cell("" if slot.covered else slot.text(), slot.covered) for slot in band.slots)
            first = band.top and any(band.blank(place) and self.merges(place) for place in range(len(band.slots)))
            rows.append(Row(tuple(cells), Spot("page", band.page), first))
        return Table(tuple(rows), merges=True)

    def merges(self, place: int) -> bool:
        """A blank cell at the top of a page may be the rest of a merged one, or blank. It is taken as the other rows
        have this column: merged downwards, and never blank."""
        slots = [band.slots[place] for band in self.bands]
        return any(slot.covered == "above" for slot in slots) and not self.leaves_blank(place)

    def leaves_blank(self, place: int) -> bool:
        """In rows with words in most cells, this one is blank now and then."""
        return any(
            band.blank(place) for band in self.bands if not band.top and sum(bool(s.lines) for s in band.slots) > 2
        )


def read_grid(table: Any, words: list[Word], page: int) -> tuple[Grid, list[Word]]:
    """The table, and the words that stand in none of its cells."""
    edges = sorted({round(cell[0]) for row in table.rows for cell in row.cells if cell} | {round(table.bbox[2])})
    homeless = [word for word in words if not any(lies_in(word, cell) for cell in table.cells)]
    tops = [row.bbox[1] for row in table.rows]
    bands: list[_Band] = []
    for row, top, bottom in zip(table.rows, tops, [*tops[1:], table.bbox[3]], strict=True):
        slots: list[_Slot] = []
        reach = float("-inf")
        for place, cell in enumerate(row.cells):
            if cell is not None:
                reach = cell[2]
                slots.append(_slot([word for word in words if lies_in(word, cell)], cell, page))
                continue
            start, end = (edges[place], edges[place + 1]) if place + 1 < len(edges) else (reach, reach)
            # A cell that a page break leaves open has no rule on one side.
            open_ = [word for word in homeless if lies_in(word, (start, top, end, bottom))]
            homeless = [word for word in homeless if word not in open_]
            if open_:
                slots.append(_slot(open_, (start, top, end, bottom), page))
            else:
                slots.append(_Slot([], 0.0, "left" if start < reach - 2 else "above"))
        bands.append(_Band(slots, page, not bands))
    return Grid([float(e) for e in edges], bands, page), homeless


def _slot(words: list[Word], cell: tuple[float, float, float, float], page: int) -> _Slot:
    x0, _, x1, _ = cell
    lines = to_lines(words, page)
    padding = min(8.0, max(0.0, min((line.x0 for line in lines), default=x0) - x0))
    return _Slot(lines, x1 - padding, "")


def lies_in(word: Word, box: tuple[float, float, float, float]) -> bool:
    """The middle of the word lies in the box."""
    x0, top, x1, bottom = box
    return x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= word.y <= bottom


def continues(before: Grid, after: Grid) -> bool:
    """The table at the top of the next page has the same columns."""
    same = len(before.edges) == len(after.edges) and all(
        abs(a - b) < 6 for a, b in zip(before.edges, after.edges, strict=True)
    )
    return after.last == before.last + 1 and same


def sew(before: Grid, after: Grid) -> None:
    """Appends `after`; drops a repeated header and joins a row that the page cut in two."""
    header = [band.texts() for band in before.bands[:3]]
    bands = after.bands
    for texts in header:
        if bands and bands[0].texts() == texts and any(texts) and not is_number(texts[0]):
            bands = bands[1:]
        else:
            break
    if bands and _is_rest(before, after, bands[0].slots):
        for place, rest in enumerate(bands[0].slots):
            slot = before.bands[-1].slots[place]
            slot.right = slot.right or rest.right
            # The words of a merged cell go on under the break: they belong to where it began.
            owner = _owner(before, place) if slot.covered == "above" else slot
            owner.lines += rest.lines
        bands = bands[1:]
    if bands:
        bands[0].top = True
        for place in range(len(bands[0].slots)):
            # Merged over rows and blank: the rest of a cell that begins on the page before.
            if bands[0].blank(place) and len(bands) > 1 and bands[1].slots[place].covered == "above":
                bands[0].slots[place].covered = "above"
    before.bands += bands
    before.last = after.last


def _owner(grid: Grid, place: int) -> _Slot:
    above = [band.slots[place] for band in reversed(grid.bands)]
    return next((slot for slot in above if not slot.covered), above[-1])


def _is_rest(before: Grid, after: Grid, first: Sequence[_Slot]) -> bool:
    """The first row of a page is what did not fit on the page before: it has no number."""
    if sum(not slot.covered for slot in first) < 2 or first[0].lines or first[0].covered:
        return False
    numbered = bool(before.bands[-1].slots[0].lines) and not (before.leaves_blank(0) or after.leaves_blank(0))
    return numbered or any(slot.lines and slot.lines[0].text[0].islower() for slot in first)
