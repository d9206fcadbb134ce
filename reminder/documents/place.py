"""Where something is printed in a document."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is printed: a text line, a page, a paragraph, a row of a table, or a cell of a sheet (`at` its
    reference, or the number of the table a row is of)."""

    kind: Literal["line", "page", "paragraph", "row", "cell"]
    n: int = 0
    at: str = ""

    @property
    def line(self) -> int:
        """The line of a text file, 0 elsewhere."""
        return self.n if self.kind == "line" else 0
