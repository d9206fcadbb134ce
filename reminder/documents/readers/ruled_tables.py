"""Rules on a page → the tables they make."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, cast

from pdfplumber.page import Page
from pdfplumber.table import TableFinder

from reminder.documents.blocks import Box

# A page has so many rules only where something is drawn: a map, a chart, a hatched field.
_DRAWING = 3_000


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
    return {
        "x0": rule.x0, "x1": rule.x1, "top": rule.top, "bottom": rule.bottom, "doctop": rule.top, "width": width,
        "height": height, "orientation": "h" if width >= height else "v",
    }  # fmt: skip
