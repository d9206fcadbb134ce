"""One sheet → a table of what shows in it, and what has to be said of the rest."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reminder.documents.blocks import Cell, Covered, Row, Table
from reminder.documents.finding import Finding, Spot, Unreadable, found
from reminder.documents.readers.sheet.cells import At, SeenCell, error_in, seen_cell
from reminder.documents.readers.sheet.colours import recoloured
from reminder.documents.readers.sheet.extent import MAX_COLUMNS, MAX_ROWS
from reminder.documents.readers.sheet.formulas import Stored, hidden_result, results
from reminder.documents.readers.sheet.headings import Headings
from reminder.documents.readers.sheet.hidden import hidden_in, merged_in
from reminder.documents.readers.sheet.left_out import hidden_words, listed, place, struck_words, unsure_cells
from reminder.documents.readers.sheet.number_columns import as_typed
from reminder.documents.tables.headers import is_number


class SheetRead(NamedTuple):
    """The table, None where nothing shows, and what was left out or changed."""

    table: Table | None
    findings: tuple[Finding, ...]


def read_sheet(name: str, sheet: Worksheet, epoch: datetime, stored: Stored) -> SheetRead:
    """The sheet as it shows. `stored` gives what was stored of its formulas. Raises `Unreadable`."""
    title, hidden = sheet.title, hidden_in(sheet)
    places, covered = merged_in(sheet, hidden)
    painted = recoloured(sheet)
    cells: dict[At, SeenCell] = {}
    unseen: dict[At, SeenCell] = {}
    formulas: dict[At, SheetCell] = {}
    # Only the cells that are there: iter_rows would make one for every place of the rectangle.
    for own, cell in sorted(sheet._cells.items()):
        at = places.get(own, own)
        if isinstance(cell, MergedCell):
            continue
        if cell.data_type == "f" and not hidden.cell(at):
            formulas[at] = cell
        elif not hidden.cell(at) and (error := error_in(cell, epoch)):
            raise Unreadable(name, "cell-error", cell=f"{title}!{cell.coordinate}", value=error)
        elif seen := seen_cell(cell, _value(title, cell, stored), epoch, own_colours=not painted(at)):
            (unseen if hidden.cell(at) else cells)[at] = seen
    headings = Headings(cells)
    findings = list(hidden_words(title, unseen, hidden))
    if formulas:
        taken = results(name, title, formulas, stored, headings)
        given = {at: seen for at, value in taken.items() if (seen := seen_cell(formulas[at], value, epoch))}
        findings += [found("formulas", place(title, list(given)), n=len(given))] if given else []
        cells |= given
    cells = _struck_whole(cells)
    findings += [*struck_words(title, cells), *unsure_cells(title, cells)]
    cells, changes = as_typed(title, cells, headings)
    texts = {at: cell.text for at, cell in sorted(cells.items()) if cell.text}
    table, beyond = _table(name, title, texts, covered)
    return SheetRead(table, (*findings, *changes, *beyond))


def _value(title: str, cell: SheetCell, stored: Stored) -> object:
    return cell.value if cell.data_type != "f" else hidden_result(cell, stored(title, cell.coordinate))


def _struck_whole(cells: Mapping[At, SeenCell]) -> dict[At, SeenCell]:
    """Of a row that is struck through, a number left standing is no row: it is struck with the rest."""
    struck = {at[0] for at, cell in cells.items() if cell.struck}
    struck -= {at[0] for at, cell in cells.items() if cell.text and not is_number(cell.text)}
    return {
        at: replace(cell, text="", struck=cell.text or cell.struck) if at[0] in struck else cell
        for at, cell in cells.items()
    }


def _table(
    name: str, title: str, texts: Mapping[At, str], covered: Mapping[At, Covered]
) -> tuple[Table | None, list[Finding]]:
    """The grid of the rows and columns that have words."""
    columns = sorted({column for _, column in texts})
    numbers = sorted({row for row, _ in texts})
    if len(numbers) > MAX_ROWS:
        raise Unreadable(name, "too-many", limit=MAX_ROWS, what="rows")
    beyond = [at for at in texts if at[1] in columns[MAX_COLUMNS:]]
    columns = columns[:MAX_COLUMNS]
    rows = [
        Row(
            tuple(Cell(texts.get((row, at), ""), covered.get((row, at), "")) for at in columns),
            Spot("cell", row, f"{title}!A{row}"),
        )
        for row in numbers
    ]
    letters = tuple(get_column_letter(column) for column in columns)
    table = Table(tuple(rows), merges=True, letters=letters) if rows else None
    words = listed([texts[at] for at in beyond])
    return table, [found("columns-beyond", place(title, beyond), words=words)] if beyond else []
