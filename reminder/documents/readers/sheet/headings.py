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
        self._below = {row: rows.get(row + 1, {}) for row in self._rows}
        self._order = sorted(self._rows)

    def over(self, at: At) -> str:
        """The words of the heading over the cell, "" where none stands there; under one that is divided, both: `Kinh
        phí / Trung ương`."""
        row, column = at
        place = bisect.bisect_left(self._order, row)
        heads = self._rows[self._order[place - 1]] if place else {}
        lower = self._below[self._order[place - 1]].get(column, "") if place else ""
        if column in heads or not lower:
            return heads.get(column, "")
        upper = [text for at, text in heads.items() if at < column]
        return f"{upper[-1]} / {lower}" if upper else ""

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
