"""Documents made of grids and lines, without a file in between."""

from collections.abc import Sequence

from reminder.documents import TaskRow, read_tables
from reminder.documents.blocks import Cell, Document, Paragraph, Row, Table
from reminder.documents.finding import Spot
from tests.documents.papers import ABOVE, LEFT

HEAD = ("TT", "Nội dung", "Cơ quan chủ trì", "Thời gian")
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


def tasks(*blocks: str | Table) -> tuple[TaskRow, ...]:
    """The rows of such a document."""
    return read_tables(paper(*blocks)).tasks


def told(*blocks: str | Table) -> list[tuple[str, str, str]]:
    """Of each row its title, its lead and its time."""
    return [(task.title, task.lead_raw, task.timeframe_raw) for task in tasks(*blocks)]
