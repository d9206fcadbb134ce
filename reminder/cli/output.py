"""Results on stdout: a table for people, JSON or CSV for programs."""

import csv
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from textwrap import wrap
from typing import Any

import click

from reminder.words import say

_DATE = len("09/12/2026")
_LONG = 500  # a drawn table of more rows takes seconds; plain columns do not


def as_json(value: Any) -> Any:
    """Plain JSON values; instants and dates in ISO form."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name.rstrip("_"): as_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, dict):
        return {str(k): as_json(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [as_json(v) for v in value]
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, (date, time)) else value


def worded(value: Any, lang: str) -> dict[str, Any]:
    """The same of a value that has a reason, with that in words."""
    row: dict[str, Any] = as_json(value)
    return row | {"reason": say(value.reason, lang)}


def print_json(value: Any) -> None:
    click.echo(json.dumps(as_json(value), ensure_ascii=False, indent=2))


Column = tuple[str, Callable[[Any], str]]


def print_table(rows: Sequence[Any], columns: Sequence[Column], title: str, style: Any) -> None:
    """A line for each row, or a paragraph where dates would find no room. `style` gives a row its colour."""
    drawn = [[cell(row) for _heading, cell in columns] for row in rows]
    if len(rows) > _LONG:
        for line in ([heading for heading, _cell in columns], *drawn):
            click.echo("\t".join(cell.replace("\n", "; ") for cell in line))
        return
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console()
    if not console.is_terminal:
        console = Console(width=max(console.width, 160))
    # A column without a word takes room from the others.
    kept = [n for n, (heading, _cell) in enumerate(columns) if not heading or any(row[n] for row in drawn)]
    shown = [[columns[n][0], *(row[n] for row in drawn)] for n in kept]
    widths = _widths(shown, console.width)
    if widths is None:
        _print_one_by_one([c[0] for c in columns], drawn, title, console.width)
        return
    table = Table(title=title or None, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for n, width in zip(kept, widths, strict=True):
        table.add_column(columns[n][0], overflow="fold", width=width)
    for row, cells in zip(rows, drawn, strict=True):
        table.add_row(*(escape(cells[n]) for n in kept), style=style(row) if style else None)
    with console.capture() as picture:  # a reader that has gone away is one fault, wherever it is met
        console.print(table)
    click.echo(picture.get(), nl=False)


def _widths(columns: Sequence[Sequence[str]], room: int) -> list[int | None] | None:
    """How wide each column is drawn so that no date is broken and, with room enough, no id either: None for as
    wide as it likes, where all fits anyway. None for all where not even dates find room side by side."""
    most = [max((len(line) for cell in cells for line in cell.splitlines()), default=1) for cells in columns]
    words = [max((len(word) for cell in cells for word in cell.split()), default=1) for cells in columns]
    room -= 3 * len(columns) - 1  # between two columns stand three signs, one at each edge
    if room >= sum(most):
        return [None] * len(columns)
    for longest in (max(words), _DATE):
        least = [min(word, longest) for word in words]
        free, wanted = room - sum(least), sum(most) - sum(least)
        if free >= 0:
            return [few + (many - few) * free // wanted for few, many in zip(least, most, strict=True)]
    return None


def _print_one_by_one(headings: Sequence[str], rows: Sequence[Sequence[str]], title: str, room: int) -> None:
    """What finds no room side by side: each row a paragraph, each cell a line behind its heading."""
    lines = [title, ""] if title else []
    for row in rows:
        for heading, cell in zip(headings, row, strict=True):
            if cell:
                said = f"{heading}: {cell}" if heading else cell
                lines += wrap("; ".join(said.splitlines()), room, subsequent_indent="  ", break_on_hyphens=False)
        lines.append("")
    click.echo("\n".join(" ".join(line.splitlines()) for line in lines))


def print_csv(values: Sequence[Any]) -> None:
    """Every field of the values, under the names of the first one's."""
    if rows := [as_json(value) for value in values]:
        writer = csv.writer(sys.stdout)
        writer.writerow(rows[0])
        writer.writerows([_cell(v) for v in row.values()] for row in rows)
        sys.stdout.flush()


def _cell(value: Any) -> str:
    """A cell no spreadsheet takes for a formula."""
    text = " ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return f"'{text}" if text and text[0] in "=+-@\t\r" and not text.lstrip("-").isdigit() else text
