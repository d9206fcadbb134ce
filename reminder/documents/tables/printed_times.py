"""Where the dates, periods and words of repetition of a document's tables ended."""

from collections.abc import Iterator, Sequence
from typing import Final

from reminder.documents.accounting import Printed, Where, all_as
from reminder.documents.tables.finding_tables import RowKind, RowOutcome

_ENDED: Final[dict[RowKind, tuple[Where, str]]] = {
    "task": ("row", ""), "remark": ("row", ""), "section": ("background", "title"), "header": ("background", "header"),
    "total": ("background", "form"), "left out": ("unplaced", "table"),
}  # fmt: skip


def printed_times(outcomes: Sequence[RowOutcome]) -> Iterator[Printed]:
    """Each word of time in a cell: in its row, as background, or — in a table nobody knows — a question."""
    for outcome in outcomes:
        where, why = _ENDED.get(outcome.kind, ("background", "form"))
        for cell in outcome.row.cells:
            if not cell.covered:
                yield from all_as(outcome.row.spot, cell.text, where, why)
