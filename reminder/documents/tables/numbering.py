"""The numbers of the rows: gaps, repeats and order are said, nothing is renumbered. Tables that count from 1 each are
told apart by a part of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reminder.documents.bullets import BULLET
from reminder.documents.finding import Finding, found
from reminder.documents.tables.task_row import TaskRow


def numbered(rows: Sequence[tuple[TaskRow, int]], labels: Sequence[str]) -> Iterator[TaskRow]:
    """The rows, each with the number of its table, with what is odd about their numbers. `labels` are those that
    the annexes print; a table whose numbers an earlier one has used takes its label as part (`PL2`), or its place
    among the tables (`B2`)."""
    used: set[tuple[str, str]] = set()
    parts: set[str] = set()
    last = 0
    for table, group in groupby(rows, key=lambda pair: pair[1]):
        own = [row for row, _ in group]
        keys = {key for row in own if (key := _key(row))[1]}
        if keys & used:
            label = next(name for name in _names(labels[table], table + 1) if name not in parts)
            parts.add(label)
            own = [replace(row, part=f"{label}.{row.part}" if row.part else label) for row in own]
            keys = {key for row in own if (key := _key(row))[1]}
        used |= keys
        own = list(_said(own, last))
        last = next((int(plain) for row in reversed(own) if (plain := row.stt.strip(" .)")).isdigit()), 0)
        yield from own


def _key(row: TaskRow) -> tuple[str, str]:
    return row.part, str(row.place) if row.place else row.stt.strip(" .)").lstrip("0")


def _names(label: str, place: int) -> Iterator[str]:
    if label:
        yield label
    while True:
        yield f"B{place}"
        place += 1


def _said(rows: Sequence[TaskRow], last: int) -> Iterator[TaskRow]:
    """The rows of one table. `last` is the number that the table before ended with, where this one goes on counting."""
    before, part = 0, None
    first = next((int(plain) for row in rows if (plain := row.stt.strip(" .)")).isdigit()), 0)
    if first == last + 1:
        before = last
    seen: set[tuple[str, str]] = set()
    for row in rows:
        plain = row.stt.strip(" .)")
        odd: list[Finding] = []
        if BULLET.match(f"{plain} "):
            yield row
            continue
        if not plain and not row.place:
            odd.append(found("no-number", row.spot))
        elif plain and (row.part, plain) in seen and "stt" not in row.inherited:
            odd.append(found("repeat", row.spot, stt=plain))
        elif plain.isdigit():
            value = int(plain)
            starts = row.part != part and value == 1
            if before and value > before + 1 and not starts:
                missing = str(before + 1) if value == before + 2 else f"{before + 1}–{value - 1}"
                odd.append(found("gap", row.spot, missing=missing))
            elif value < before and not starts:
                odd.append(found("order", row.spot, stt=plain, before=before))
        if plain.isdigit():
            before = int(plain)
        seen.add((row.part, plain))
        part = row.part
        yield replace(row, findings=row.findings + tuple(odd)) if odd else row
