"""Mailboxes written into an agency file; comments, order, spaces and every other byte stay as they were."""

import copy
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from reminder.rulefile.reading.positions import Path, spans
from reminder.rulefile.writing.toml_text import literal, parsed

ContactEntry = Mapping[str, str | date]
"""`mailbox`, and where they are set `name`, `from`, `until`."""
KEYS = ("contacts", "head")

_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BEFORE = {"contacts": ("id", "code", "name", "kind", "aliases", "name_en"),
           "head": ("id", "code", "name", "kind", "aliases", "name_en", "contacts")}  # fmt: skip
_Edit = tuple[int, int, str]


def contact_rows(text: str) -> Mapping[tuple[str, str], Sequence[ContactEntry]]:
    """The rows under `contacts` and `head` by agency id and key; agencies without them have none."""
    return {(row["id"], key): row.get(key, []) for _, row in _agencies(tomllib.loads(_body(text))) for key in KEYS}


def with_contacts(text: str, wanted: Mapping[tuple[str, str], Sequence[ContactEntry]]) -> str:
    """The file with these rows under `contacts` or `head` of these agencies. A row that is already there keeps
    its own wording. Raises KeyError for an agency the file does not have, ValueError where the file is written in
    a way that cannot be changed without touching more."""
    body = _body(text)
    data, at = tomllib.loads(body), spans(body)
    paths = {row["id"]: path for path, row in _agencies(data)}
    goal = copy.deepcopy(data)
    edits: list[_Edit] = []
    for (id_, key), rows in sorted(wanted.items(), key=lambda each: each[0]):
        table = _at(goal, paths[id_])
        old = table.get(key)
        if list(rows) == (old or []):
            continue
        table[key] = [dict(row) for row in rows]
        edits += (
            _new_key(body, at, paths[id_], key, rows)
            if old is None
            else _in_place(body, at, (*paths[id_], key), old, rows)
        )
    # From the end, and of two at one place the later first: offsets stay true, `contacts` stands before `head`.
    for _, (start, end, words) in sorted(enumerate(edits), key=lambda e: (e[1][:2], e[0]), reverse=True):
        body = body[:start] + words + body[end:]
    if parsed(body) != goal:
        raise ValueError("contacts")
    return text[: len(text) - len(_body(text))] + body


def _in_place(
    body: str, at: Mapping[Path, tuple[int, int]], path: Path, old: Sequence[ContactEntry], rows: Sequence[ContactEntry]
) -> Iterator[_Edit]:
    """Element for element, so that comments between them stay; what is too much goes with its comma."""
    own = {_same(row): body[slice(*at[*path, n])] for n, row in enumerate(old)}
    words = [own.get(_same(row)) or literal(row) for row in rows]
    kept = min(len(old), len(words))
    for n in range(kept):
        if _same(old[n]) != _same(rows[n]):
            yield (*at[*path, n], words[n])
    for n in range(kept, len(old)):
        start, end = at[*path, n]
        yield (start, end, "")
        comma = _comma(body, at[*path, n - 1][1] if kept else end)
        if comma is not None:
            yield (comma, comma + 1, "")
    if words[kept:]:
        place = at[*path, kept - 1][1] if kept else at[path][0] + 1
        lead = _indent(body, at[*path, kept - 1][0]) if kept else ""
        joined = f",{lead or ' '}".join(words[kept:])
        yield (place, place, f",{lead or ' '}{joined}" if kept else joined)


def _new_key(
    body: str, at: Mapping[Path, tuple[int, int]], path: Path, key: str, rows: Sequence[ContactEntry]
) -> Iterator[_Edit]:
    """Behind the keys it belongs behind: within the braces of a row, on a line of its own in a table."""
    end = max(at[*path, k][1] for k in _BEFORE[key] if (*path, k) in at)
    value = f"{key} = [{', '.join(map(literal, rows))}]"
    if body.startswith("{", at[path][0]):
        yield (end, end, f", {value}")
        return
    line = body.find("\n", end)
    newline = "\r\n" if "\r\n" in body else "\n"
    yield (len(body), len(body), newline + value) if line < 0 else (line + 1, line + 1, value + newline)


def _same(row: ContactEntry) -> tuple[tuple[str, str | date], ...]:
    return tuple(sorted(row.items()))


def _comma(body: str, end: int) -> int | None:
    gap = _GAP.match(body, end)
    place = gap.end() if gap else end
    return place if body.startswith(",", place) else None


def _indent(body: str, start: int) -> str:
    """The line break and blanks before an element that has a line of its own, else ""."""
    line = body.rfind("\n", 0, start)
    return body[line:start] if line >= 0 and not body[line:start].strip() else ""


def _agencies(data: Mapping[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    yield from ((("agency", n), row) for n, row in enumerate(data.get("agency", [])))
    rows = data.get("communes", {}).get("rows", [])
    yield from ((("communes", "rows", n), row) for n, row in enumerate(rows))


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _body(text: str) -> str:
    return text.removeprefix("\ufeff")
