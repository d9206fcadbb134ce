"""Columns of numbers, of months and quarters, whose figures Excel took for dates: given back as they were typed."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from reminder.documents.finding import Finding, found
from reminder.documents.readers.sheet.cells import At, SeenCell
from reminder.documents.readers.sheet.format_codes import parts_shown
from reminder.documents.readers.sheet.headings import Headings
from reminder.documents.readers.sheet.left_out import place
from reminder.documents.readers.sheet.list_numbers import Entry, mended
from reminder.documents.tables.headers import field_of
from reminder.text_matching import folded

_COUNTED = re.compile(r"(cac )?(thang|quy)")  # "3-4" under "Tháng" is no day


def as_typed(title: str, cells: Mapping[At, SeenCell], headings: Headings) -> tuple[dict[At, SeenCell], list[Finding]]:
    """The cells with the numbers of lists as they were typed, and a remark for each that was changed."""
    changed, findings = dict(cells), list[Finding]()
    for heading, column in headings.columns(cells):
        numbered = field_of(heading) == "stt"
        if not numbered and not _COUNTED.fullmatch(folded(heading).strip(" .:()")):
            continue
        for typed in mended([_entry(cells[at], numbered) for at in column]):
            at = column[typed.place]
            findings.append(found(f"number-{typed.why}", place(title, [at]), shown=cells[at].text, stt=typed.text))
            changed[at] = replace(cells[at], text=typed.text, unsure="")
    return changed, findings


def _entry(cell: SeenCell, numbered: bool) -> Entry:
    parts = parts_shown(cell.code)
    if isinstance(cell.value, date) and (numbered or sorted(parts) == ["d", "m"]):
        return Entry(cell.text, cell.value, parts)
    return Entry(cell.text, figure=numbered and isinstance(cell.value, float))
