"""Documents made of grids and lines, without a file in between."""

from collections.abc import Sequence

from reminder.documents.blocks import Cell, Document, Paragraph, Row, Table
from reminder.documents.finding import Spot
from tests.documents.papers import ABOVE, LEFT

_COVERED = {LEFT: Cell("", "left"), ABOVE: Cell("", "above")}


def grid(*rows: Sequence[str], merges: bool = True) -> Table:
    """A table of these texts, `ABOVE` and `LEFT` being parts of merged cells."""
    width = max(map(len, rows))
    return Table(
        tuple(
            Row(
                tuple(_COVERED.get(text) or Cell(text) for text in (*row, *[""] * (width - len(row)))),
                Spot("row", number, "1"),
            )
            for number, row in enumerate(rows, 1)
        ),
        merges,
    )


def paper(*blocks: str | Table) -> Document:
    """A document of lines and tables."""
    return Document("docx", tuple(Paragraph(b, Spot("paragraph", 1)) if isinstance(b, str) else b for b in blocks))
