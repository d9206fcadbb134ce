"""The words of each cell as it shows: what is struck through is apart, and what its format leaves unsure is named."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.escape import unescape

from reminder.documents.blocks import join_paragraphs
from reminder.documents.bullets import raised
from reminder.documents.readers.sheet.shown_values import Value, shown

At = tuple[int, int]
"""Row and column of a cell, from 1."""


@dataclass(frozen=True, slots=True)
class SeenCell:
    """`text` as it shows; `value` and number format `code` behind it; `struck`: the words struck through; `unshown`:
    what is there and the format shows nothing of; `unsure`: why the text may have been seen otherwise."""

    text: str
    value: Value
    code: str
    struck: str = ""
    unshown: str = ""
    unsure: Literal["", "month-first", "format"] = ""

    @property
    def words(self) -> str:
        """All its words, whether they show or not."""
        return " ".join(filter(None, (self.text, self.struck, self.unshown)))


def seen_cell(cell: Cell, value: object, epoch: datetime) -> SeenCell | None:
    """The cell with this value (its own, or what its formula gave); None where it holds no word."""
    code = str(cell.number_format or "General")
    struck = bool(cell.has_style and cell.font and cell.font.strike)
    if isinstance(value, CellRichText):
        seen = _rich(value, code, struck)
    elif isinstance(value, Value):
        text, unsure = shown(value, code, epoch)
        text = _joined(text)
        seen = SeenCell(
            "" if struck else text, value, code, text if struck else "", "" if text else _joined(str(value)), unsure
        )
    else:
        return None
    return seen if seen.words else None


def _rich(value: CellRichText, code: str, struck: bool) -> SeenCell:
    """Runs without a font of their own have the cell's."""
    left = gone = ""
    for run in value:
        if run.font.strike if isinstance(run, TextBlock) else struck:
            gone += f" {run}"
        else:
            left += _raised(run) if isinstance(run, TextBlock) else run
    return SeenCell(_joined(left), _joined(left), code, _joined(gone))


def _raised(run: TextBlock) -> str:
    number = run.text.strip()
    return raised(number) if run.font.vertAlign == "superscript" and number.isdigit() else run.text


def _joined(text: str) -> str:
    return join_paragraphs(unescape(text).split("\n"))
