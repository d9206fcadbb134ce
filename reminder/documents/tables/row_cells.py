"""The cells of a row by the fields of its table: each has its place, or is kept as a remark."""

import re
from collections.abc import Mapping, Sequence

from reminder.documents.blocks import Row
from reminder.documents.tables.headers import Field
from reminder.documents.tables.timeframes import Columns

# Fields that several columns may have, or that are kept as remarks.
_BESIDE: tuple[Field, ...] = ("other", "note", "also", "period", "subject")
_ROLES = re.compile(r"[;.,\n]?\s*(?:[-–+]\s*)?(?:cơ quan |đơn vị )?(chủ trì|phối hợp)(?: thực hiện)?\s*:\s*", re.I)


def by_field(row: Row, fields: Sequence[Field]) -> dict[Field, str]:
    return {f: cell.text for f, cell in zip(fields, row.cells, strict=False) if f not in _BESIDE}


def remarks(columns: Columns, row: Row, used: set[int | None], when: str) -> str:
    """Columns we have no place for are kept with their heading, so that no word of the row is lost."""
    note = ""
    spare = {"start", "end"} if "timeframe" in columns.fields and when else set()
    for place, (name, head, cell) in enumerate(zip(columns.fields, columns.heads, row.cells, strict=False)):
        kept = name in _BESIDE or name in spare
        if kept and cell.text and place not in used:
            heading = head.replace("\n", " ")
            note = joined(note, f"{heading}: {cell.text}" if heading else cell.text)
    return note


def joined(first: str, second: str) -> str:
    return f"{first}\n{second}" if first and second else first or second


def is_cut(fields: Sequence[Field], values: Mapping[Field, str], covered: Mapping[Field, str]) -> bool:
    """The last row of a table ends before its last columns: two or more of them are missing, nothing follows."""
    blank = 0
    for name in reversed([f for f in fields if f not in _BESIDE]):
        if values.get(name) or covered.get(name):
            break
        blank += 1
    return blank >= 2


def split_roles(text: str, lead: str, coordinators: str) -> tuple[str, str]:
    """`Chủ trì: A; phối hợp: B` in one cell → the two."""
    parts = _ROLES.split(text)
    if len(parts) < 3:
        return (lead, joined(coordinators, text)) if lead else (text, coordinators)
    lead = lead or parts[0].strip()
    for role, words in zip(parts[1::2], parts[2::2], strict=False):
        words = words.strip().rstrip(";.,")
        if role.lower() == "chủ trì":
            lead = joined(lead, words)
        else:
            coordinators = joined(coordinators, words)
    return lead, coordinators
