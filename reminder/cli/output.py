"""Results on stdout: a table for people, JSON for programs; CSV for spreadsheets is `words.spreadsheet`."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from textwrap import wrap
from typing import Any

import click

from reminder.core.journal import NOBODY
from reminder.errors import Problem
from reminder.words import say

_DATE = len("09/12/2026")
_SHORT = 16  # letters of a line that is not broken, as a date or a word of state
_PIPED = 160  # columns where no terminal says how many it has
_OF_AGENCIES = ("agency", "owed_by", "owner", "agencies")  # fields that hold ids
_LONG = 500  # a drawn table of more rows takes seconds; plain columns do not


def as_json(value: Any) -> Any:
    """Plain JSON values; instants and dates in ISO form."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name.rstrip("_"): as_json(getattr(value, f.name)) for f in fields(value)}
    if hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, dict):
        return {str(k): as_json(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [as_json(v) for v in value]
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, (date, time)) else value


def names_of(shape: type[Any]) -> tuple[str, ...]:
    """What the fields of a value are called outside."""
    return tuple(f.name.rstrip("_") for f in fields(shape))


def as_row(value: Any) -> Mapping[str, Any]:
    """The fields of a value by their names outside; a mapping as it is."""
    return value if isinstance(value, Mapping) else {f.name.rstrip("_"): getattr(value, f.name) for f in fields(value)}


def with_names(
    rows: Iterable[Mapping[str, Any]], fields: Sequence[str], name: Callable[[str], str]
) -> tuple[Iterable[Mapping[str, Any]], list[str]]:
    """Rows and fields for a person: what numbers a row comes first, and beside each column of agencies' ids stands one
    of their names, where the rows have none of their own."""
    bare = [f for f in _OF_AGENCIES if f in fields and not {"name", f"{f}_name"} & set(fields)]
    wanted = sorted(fields, key=lambda field: field != "id")
    for field in bare:
        wanted.insert(wanted.index(field) + 1, f"{field}_name")
    return ({**row, **{f"{f}_name": _named(row[f], name) for f in bare}} for row in rows), wanted


def _named(ids: Any, name: Callable[[str], str]) -> tuple[str, ...]:
    """The names of one, of joint owners (`a+b`), or of several."""
    known = ids.split("+") if isinstance(ids, str) else ids or ()
    return tuple(name(id_) for id_ in known if id_ not in ("", NOBODY))


def worded(value: Any, lang: str) -> dict[str, Any]:
    """The same of a value that has a reason, with that in words."""
    return {**as_row(value), "reason": say(value.reason, lang)}


def problem_rows(found: Iterable[Problem]) -> list[dict[str, Any]]:
    """A row for each problem."""
    return [
        {"path": p.place.path, "line": p.place.line, "key": p.key, "message": p.message, "level": p.level}
        for p in found
    ]  # fmt: skip


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

    # Colour is for a person who looks on and has not forbidden it; whatever it says stands in words too.
    looked_at = sys.stdout.isatty()
    coloured = looked_at and not os.environ.get("NO_COLOR")
    wide = os.environ.get("COLUMNS", "").isdecimal() and int(os.environ["COLUMNS"])
    room = Console().width if looked_at or wide else _PIPED
    console = Console(width=room, force_terminal=coloured, color_system="auto" if coloured else None)
    # A column without a word takes room from the others.
    kept = [n for n, (heading, _cell) in enumerate(columns) if not heading or any(row[n] for row in drawn)]
    shown = [[columns[n][0], *(row[n] for row in drawn)] for n in kept]
    widths = _widths(shown, console.width)
    if widths is None:
        _print_one_by_one([c[0] for c in columns], drawn, title, console.width)
        return
    table = Table(title=title or None, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for n, width in zip(kept, widths, strict=True):
        figures = all(row[n].isdecimal() for row in drawn if row[n])
        table.add_column(columns[n][0], overflow="fold", width=width, justify="right" if figures else "left")
    for row, cells in zip(rows, drawn, strict=True):
        table.add_row(*(escape(cells[n]) for n in kept), style=style(row) if style else None)
    with console.capture() as picture:  # a reader that has gone away is one fault, wherever it is met
        console.print(table)
    drawing = picture.get()
    if not looked_at:  # what fills a line up to the edge is for the eye
        drawing = "\n".join(line.rstrip() for line in drawing.split("\n"))
    click.echo(drawing, nl=False)


def _widths(columns: Sequence[Sequence[str]], room: int) -> list[int | None] | None:
    """How wide each column is drawn so that no date is broken and, with room enough, no id either: None for as
    wide as it likes, where all fits anyway. None for all where not even dates find room side by side."""
    most = [max((len(line) for cell in cells for line in cell.splitlines()), default=1) for cells in columns]
    words = [max((len(word) for cell in cells for word in cell.split()), default=1) for cells in columns]
    room -= 3 * len(columns) - 1  # between two columns stand three signs, one at each edge
    if room >= sum(most):
        return [None] * len(columns)
    for longest in (max(words), _DATE):
        least = [many if many <= _SHORT else min(word, longest) for word, many in zip(words, most, strict=True)]
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
