"""Columns of numbers, of months and quarters, whose figures Excel took for dates: given back as they were typed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from reminder.documents.finding import Finding, found
from reminder.documents.readers.sheet.cells import At, SeenCell
from reminder.documents.readers.sheet.format_codes import parts_shown
from reminder.documents.readers.sheet.headings import Headings
from reminder.documents.readers.sheet.left_out import listed, place
from reminder.documents.readers.sheet.list_numbers import Entry, mended
from reminder.documents.tables.headers import field_of
from reminder.text_matching import folded

_COUNTED = re.compile(r"(cac )?(thang|quy)")  # "3-4" under "Tháng" is no day


def as_typed(title: str, cells: Mapping[At, SeenCell], headings: Headings) -> tuple[dict[At, SeenCell], list[Finding]]:
    """The cells with the numbers of lists as they were typed, and a remark for each column in which some changed."""
    changed, findings = dict(cells), list[Finding]()
    for heading, column in headings.columns(cells):
        for why, typed in _typed([cells[at] for at in column], heading).items():
            ats = [column[n] for n in typed]
            facts = {"shown": listed([cells[at].text for at in ats]), "stt": listed(list(typed.values()))}
            findings.append(found(f"number-{why}", place(title, ats), **facts))
            changed |= {column[n]: replace(cells[column[n]], text=text, unsure="") for n, text in typed.items()}
    return changed, findings


def _typed(column: Sequence[SeenCell], heading: str) -> dict[str, dict[int, str]]:
    """By the reason, the numbers as they were typed, by their place in the column."""
    found: dict[str, dict[int, str]] = {}
    numbered = field_of(heading) == "stt"
    if numbered or _COUNTED.fullmatch(folded(heading).strip(" .:()")):
        entries = [_entry(cell, numbered) for cell in column]
        # Numbers of rows follow one another; months of tasks do not.
        runs = [entries] if numbered else [[entry] for entry in entries]
        for first, run in enumerate(runs):
            for n, text, why in mended(run):
                found.setdefault(why, {})[first + n] = text
    return found


def _entry(cell: SeenCell, numbered: bool) -> Entry:
    parts = parts_shown(cell.code)
    if isinstance(cell.value, date) and (numbered or sorted(parts) == ["d", "m"]):
        return Entry(cell.text, cell.value, parts)
    return Entry(cell.text, figure=numbered and isinstance(cell.value, float))
