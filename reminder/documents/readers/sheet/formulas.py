"""Formulas. What was stored of them when the file was saved is taken for numbers of rows and plain figures, and said;
a task, a body or a time that a formula gave is refused.

A stored result may be older than what it computes from, or change with the day on which the file is opened: a wrong
running number or sum misleads nobody about who owes what by when. A result that is missing is no blank: what a formula
left blank is stored as a text of no letters. Array and shared formulas are formulas like others.
"""

from collections.abc import Callable, Mapping

from openpyxl.cell.cell import Cell, MergedCell

from reminder.documents.finding import Unreadable
from reminder.documents.readers.sheet.cells import At
from reminder.documents.readers.sheet.headings import Headings
from reminder.documents.tables.headers import Field, field_of

Stored = Callable[[str, str], Cell | MergedCell]
"""The cell of a sheet by its title and reference, as it was stored."""

_FIGURES: set[Field | None] = {"stt", "funding", "note", None}
_NAMED = 5  # cells named in the message


def results(name: str, title: str, cells: Mapping[At, Cell], stored: Stored, headings: Headings) -> dict[At, object]:
    """What the formulas of one sheet gave, blank ones left out. Raises `Unreadable` with the cells that are refused."""
    known = {at: stored(title, cell.coordinate) for at, cell in cells.items()}
    blank = {at for at, result in known.items() if result.value is None and result.data_type == "str"}
    bad = [at for at in cells if at not in blank and not _harmless(headings.over(at), known[at])]
    if bad:
        more = f", … ({len(bad)})" * (len(bad) > _NAMED)
        named = ", ".join(cells[at].coordinate for at in bad[:_NAMED])
        raise Unreadable(name, "formula", cell=f"{title}!{named}{more}")
    return {at: result.value for at, result in known.items() if at not in blank}


def hidden_result(cell: Cell, result: Cell | MergedCell) -> object:
    """What a formula that nobody sees gave, to be said; the formula itself where that was not stored."""
    written = getattr(cell.value, "text", None) or cell.value
    return written if result.value is None and result.data_type != "str" else result.value


def _harmless(heading: str, result: Cell | MergedCell) -> bool:
    """A number of a row, or a figure under a heading that is neither task nor body nor time."""
    field = field_of(heading)
    if not heading or field not in _FIGURES or result.value is None or result.data_type == "e":
        return False
    return field == "stt" or (isinstance(result.value, int | float) and result.data_type == "n")
