"""A table of Word as its reader sees it: cells merged both ways, and no row that is deleted, hidden or struck."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from reminder.documents.blocks import Cell, Covered, Row, Table
from reminder.documents.finding import Spot
from reminder.documents.readers.word_left_out import LeftOut
from reminder.documents.readers.word_xml import W, at, is_on, number, within
from reminder.documents.tables.headers import is_number

# The words of a cell: its element, and why all of them are left out ("" if they are not).
CellWords = Callable[[ET.Element, str], str]

_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands in a row from one column on. `merge`: a cell that is merged downward begins (`start`) or goes on
    (`part`); `beside`: it is part of the cell to its left, as old versions of Word merge."""

    element: ET.Element
    column: int
    span: int
    merge: str
    beside: bool
    gone: str


class WordTable:
    """Reads one table, row by row. `name` numbers it in the document; what is left out is said with its row, but that
    of an `inner` table with the row it stands in."""

    def __init__(self, name: str, words: CellWords, left_out: LeftOut, *, inner: bool = False) -> None:
        self._name = name
        self._words = words
        self._left_out = left_out
        self._inner = inner
        self._shown = 0
        # The words of merged cells whose first row is gone, by column, until a row shows them.
        self._carried: dict[int, str] = {}

    def read(self, table: ET.Element, gone: str = "") -> Table:
        """The rows that are seen. `gone`: why all of the table is left out, if it is."""
        elements = list(within(table, f"{W}tr"))
        pieces = [list(_pieces(element)) for element in elements]
        rows: list[Row] = []
        for element, own, below in zip(elements, pieces, [*pieces, []][1:], strict=True):
            spot = Spot("row", self._shown + 1, self._name)
            unseen = gone or _unseen(element)
            self._shown += not unseen
            covered = {p.column for p in own if p.merge == "part" and rows and p.column not in self._carried}
            texts = {p.column: "" if p.column in covered else self._text(p, unseen) for p in own}
            down = {piece.column for piece in below if piece.merge == "part"}
            if why := unseen or self._struck(own, texts, down):
                self._drop(own, texts, down, covered, why)
            else:
                rows.append(Row(tuple(_cells(element, own, texts, covered)), spot))
                self._carried = {}
            if not self._inner:
                self._left_out.close(spot)
        width = max((len(row.cells) for row in rows), default=0)
        return Table(tuple(Row(r.cells + (Cell(),) * (width - len(r.cells)), r.spot) for r in rows), merges=True)

    def _text(self, piece: _Piece, unseen: str) -> str:
        carried = self._carried.get(piece.column) if piece.merge == "part" else None
        return self._words(piece.element, unseen or piece.gone) if carried is None else carried

    def _struck(self, own: Sequence[_Piece], texts: dict[int, str], down: set[int]) -> str:
        """Why the row is none, "" if it is one: something was left out, and no words remain but its number, figures and
        what it shares with other rows."""
        alone = (texts[p.column] for p in own if p.merge != "part" and p.column not in down)
        return "" if self._inner or any(map(_LETTER.search, alone)) else self._left_out.unseen

    def _drop(
        self, own: Sequence[_Piece], texts: dict[int, str], down: set[int], covered: set[int], why: str
    ) -> None:  # fmt: skip
        """What is seen of a row left out is said with it, a date for one, but for its number. A merged cell that begins
        there is shown in the next row that is not, or said at its end."""
        for piece in own:
            text = texts[piece.column]
            if piece.column in down and piece.column not in covered:
                self._carried[piece.column] = text
            elif piece.column not in covered and not (piece is own[0] and is_number(text)):
                self._left_out.gap()
                self._left_out.words(why, text)


def _cells(row: ET.Element, own: Sequence[_Piece], texts: dict[int, str], above: set[int]) -> Iterator[Cell]:
    yield from [Cell()] * number(row, "w:trPr/w:gridBefore", 0)
    for piece in own:
        covered: Covered = "above" if piece.column in above else "left" if piece.beside else ""
        yield Cell("" if covered else texts[piece.column], covered)
        yield from [Cell("", covered or "left")] * (piece.span - 1)


def _pieces(row: ET.Element) -> Iterator[_Piece]:
    column = number(row, "w:trPr/w:gridBefore", 0)
    for cell in within(row, f"{W}tc"):
        span = number(cell, "w:tcPr/w:gridSpan", 1)
        down, right = (_merge(cell, name) for name in ("vMerge", "hMerge"))
        deleted = at(cell, "w:tcPr/w:cellDel") is not None
        yield _Piece(cell, column, span, down, right == "part", "deleted-text" if deleted else "")
        column += span


def _merge(cell: ET.Element, name: str) -> str:
    element = at(cell, f"w:tcPr/w:{name}")
    if element is None:
        return ""
    return "start" if element.get(f"{W}val", "continue") == "restart" else "part"


def _unseen(row: ET.Element) -> str:
    """Why nobody sees the row: it is deleted under tracked changes, or hidden; "" if it is seen."""
    properties = row.find(f"{W}trPr")
    if properties is not None and properties.find(f"{W}del") is not None:
        return "deleted-text"
    return "hidden-text" if is_on(properties, "hidden") else ""
