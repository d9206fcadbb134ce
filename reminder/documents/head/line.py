"""A printed line at the top of a document."""

from dataclasses import dataclass

from reminder.documents.finding import Spot


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. `block` counts paragraphs and tables, so that lines of one table share it; `table`: it stands
    in one."""

    text: str
    spot: Spot
    block: int
    table: bool = False
