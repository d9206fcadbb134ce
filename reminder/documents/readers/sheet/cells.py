"""The words of each cell as it shows: what is struck through is apart, and what its format leaves unsure is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.escape import unescape

from reminder.documents.blocks import join_paragraphs
from reminder.documents.bullets import raised
from reminder.documents.readers.sheet.colours import faded
from reminder.documents.readers.sheet.shown_values import Value, is_no_figure, shown

At = tuple[int, int]
"""Row and column of a cell, from 1."""


@dataclass(frozen=True, slots=True)
class SeenCell:
    """`text` as it shows; `value` and number format `code` behind it; `struck`: the words struck through; `unshown`:
    what is there and its format or its colour shows nothing of; `unsure`: why the text may have been seen otherwise."""

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


def error_in(cell: Cell, epoch: datetime) -> str:
    """The error that the cell shows instead of a value; "" where it shows none."""
    if cell.data_type == "e":
        return str(cell.value)
    return "####" if isinstance(cell.value, Value) and is_no_figure(cell.value, epoch) else ""


def seen_cell(cell: Cell, value: object, epoch: datetime, *, own_colours: bool = True) -> SeenCell | None:
    """The cell with this value (its own, or what its formula gave); None where it holds no word. `own_colours`: no rule
    gives it others."""
    code = str(cell.number_format or "General")
    font = cell.font if cell.has_style else None
    base = _Look(bool(font and font.strike), bool(own_colours and font and faded(font.color, cell)))
    if isinstance(value, CellRichText):
        looks = [base if isinstance(run, str) else _look(run, cell, own_colours) for run in value]
        seen = _rich(value, looks, code)
    elif isinstance(value, Value):
        text, unsure = shown(value, code, epoch)
        text = _joined(text)
        struck = text if base.struck and not base.faded else ""
        unshown = "" if text and not base.faded else text or _joined(str(value))
        seen = SeenCell("" if struck or unshown else text, value, code, struck, unshown, unsure)
    else:
        return None
    return seen if seen.words else None


class _Look(NamedTuple):
    """How words show: `struck` through, `faded` into what is behind them."""

    struck: bool
    faded: bool


def _look(run: TextBlock, cell: Cell, own_colours: bool) -> _Look:
    return _Look(bool(run.font.strike), own_colours and faded(run.font.color, cell))


def _rich(value: CellRichText, looks: Sequence[_Look], code: str) -> SeenCell:
    """Runs without a font of their own have the cell's."""
    left = gone = unshown = ""
    for run, look in zip(value, looks, strict=True):
        if look.faded:
            unshown += f" {run}"
        elif look.struck:
            gone += f" {run}"
        else:
            left += _raised(run) if isinstance(run, TextBlock) else run
    return SeenCell(_joined(left), _joined(left), code, _joined(gone), _joined(unshown))


def _raised(run: TextBlock) -> str:
    number = run.text.strip()
    return raised(number) if run.font.vertAlign == "superscript" and number.isdigit() else run.text


def _joined(text: str) -> str:
    return join_paragraphs(unescape(text).split("\n"))
