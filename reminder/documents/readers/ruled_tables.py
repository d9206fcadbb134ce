"""Rules on a page → the tables they make."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, NamedTuple, cast

from pdfplumber.page import Page
from pdfplumber.table import TableFinder

# A page has so many rules only where something is drawn: a map, a chart, a hatched field.
_DRAWING = 3_000


class Box(NamedTuple):
    """A rectangle on a page, or a rule, where two of its sides fall together; in points from the top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


def find_tables(rules: Sequence[Box]) -> list[Any]:
    """The tables with more than one row, or more than two cells in it, from the top downwards."""
    edges = [_edge(rule) for rule in dict.fromkeys(rules)]
    if len(edges) > _DRAWING:
        return []
    # All it asks of a page are its edges.
    tables = TableFinder(cast(Page, SimpleNamespace(edges=edges))).tables
    return [t for t in tables if len(t.rows) > 1 or sum(c is not None for c in t.rows[0].cells) > 2]


def _edge(rule: Box) -> dict[str, Any]:
    width, height = rule.x1 - rule.x0, rule.bottom - rule.top
    return rule._asdict() | {
        "orientation": "h" if width >= height else "v", "width": width, "height": height, "doctop": rule.top
    }  # fmt: skip
