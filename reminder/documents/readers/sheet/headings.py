"""Which heading stands over a cell of a sheet: by the rows that head its tables."""

import bisect
from collections.abc import Iterable, Iterator, Mapping

from reminder.documents.readers.sheet.cells import At, SeenCell
from reminder.documents.tables.headers import field_of, read_header


class Headings:
    """The heading rows of one sheet, in order."""

    def __init__(self, cells: Mapping[At, SeenCell]) -> None:
        rows: dict[int, dict[int, str]] = {}
        for (row, column), cell in sorted(cells.items()):
            if cell.text:
                rows.setdefault(row, {})[column] = cell.text
        self._rows = {row: texts for row, texts in rows.items() if _heads(list(texts.values()))}
        self._order = sorted(self._rows)

    def over(self, at: At) -> str:
        """The words of the heading over the cell, "" where none stands there."""
        row, column = at
        place = bisect.bisect_left(self._order, row)
        return self._rows[self._order[place - 1]].get(column, "") if place else ""

    def columns(self, ats: Iterable[At]) -> Iterator[tuple[str, list[At]]]:
        """The cells under each heading, in order, heading by heading."""
        under: dict[tuple[int, int], list[At]] = {}
        for at in sorted(ats):
            if at[0] not in self._rows and self.over(at):
                under.setdefault((bisect.bisect_left(self._order, at[0]), at[1]), []).append(at)
        for cells in under.values():
            yield self.over(cells[0]), cells


def _heads(texts: list[str]) -> bool:
    counted = len(texts) > 1 and any(field_of(text) == "stt" for text in texts[:2])
    return counted or read_header(texts) is not None
