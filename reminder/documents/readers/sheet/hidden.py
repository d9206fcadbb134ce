"""What of a sheet nobody sees: rows and columns hidden, filtered away, folded up, or without height or width; and
where the words of merged cells show when a part of them is hidden."""

from collections.abc import Mapping
from typing import NamedTuple

from openpyxl.worksheet.worksheet import Worksheet

from reminder.documents.blocks import Covered
from reminder.documents.readers.sheet.cells import At

# In points, and in characters: less than this shows no letter.
_LEAST_HEIGHT, _LEAST_WIDTH = 1.0, 0.5


class Hidden(NamedTuple):
    """The rows that do not show, and the spans of columns that do not. Excel marks what a filter or a folded group
    hides like the rest."""

    rows: frozenset[int]
    spans: tuple[tuple[int, int], ...]

    def column(self, number: int) -> bool:
        return any(first <= number <= last for first, last in self.spans)

    def cell(self, at: At) -> bool:
        return at[0] in self.rows or self.column(at[1])


def hidden_in(sheet: Worksheet) -> Hidden:
    """What the sheet hides."""
    heights = ((number, row.hidden, row.ht) for number, row in sheet.row_dimensions.items())
    low = (number for number, gone, height in heights if gone or (height is not None and height < _LEAST_HEIGHT))
    narrow = (column for column in sheet.column_dimensions.values() if column.hidden or column.width < _LEAST_WIDTH)
    return Hidden(frozenset(low), tuple((column.min or 0, column.max or 0) for column in narrow))


def merged_in(sheet: Worksheet, hidden: Hidden) -> tuple[Mapping[At, At], Mapping[At, Covered]]:
    """Where the words of each merged cell show (its first cell that shows, else its first), and the cells that show
    and are covered by it."""
    places: dict[At, At] = {}
    covered: dict[At, Covered] = {}
    for area in sheet.merged_cells.ranges:
        cells = [(row, column) for row, column in area.cells]
        seen = [at for at in cells if not hidden.cell(at)]
        places[cells[0]] = seen[0] if seen else cells[0]
        for at in seen[1:]:
            covered[at] = "left" if at[0] == seen[0][0] else "above"
    return places, covered
