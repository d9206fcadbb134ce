"""Plan files written from imported rows, and brought up to date by a corrected document.

Each row ends with a comment that fingerprints its printed values as they were imported. At the next
import a value that still has its fingerprint is the document's, to be replaced; one that has not was
changed by a person, and stays. Comments, further keys and rows of the office's own are left alone.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from reminder.rulefile.writing.toml_text import Value, literal, parsed
from reminder.text_matching import alike

What = Literal["added", "changed", "kept", "gone"]

_MARK = "# in văn bản:"
_TABLE = re.compile(r"^\s*\[\[?\s*([A-Za-z_-]+)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^([A-Za-z_]+)\s*=")
# What tells one row from another, were its number to change.
_TELLING = {"task": ("title", "section", "lead", "output"), "report": ("quote", "title", "owed_by", "schedule")}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One `[[task]]` or `[[report]]`: printed values in file order. `id` is only taken for a row the file
    does not have yet. `hints` are written once, with a new row, and then belong to the office."""

    table: Literal["task", "report"]
    id: str
    values: Mapping[str, Value]
    hints: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What a re-import did. `kept`: the document now says `after`, but a person had written `before`.
    `gone`: the document has the row no more; it stays in the file until a person takes it out."""

    what: What
    id: str
    key: str = ""
    before: str = ""
    after: str = ""


def write_plan(head: Mapping[str, Value], rows: Sequence[PlanRow]) -> str:
    """A new plan file. Empty values are left out."""
    parts = ["[plan]", *_lines(head), _fingerprints(head)]
    for row in rows:
        parts += ["", *_row(row, row.id)]
    return "\n".join(parts) + "\n"


def update_plan(
    text: str, head: Mapping[str, Value], rows: Sequence[PlanRow]
) -> tuple[str, tuple[PlanChange, ...], dict[int, str]]:
    """The file `text` with the document's present words, what changed, and the id each row (by its place
    in `rows`) has in the file. Rows are matched by their words, so that a row that moved or was renumbered
    keeps its id. Raises ValueError if `text` is not TOML."""
    data = tomllib.loads(text)
    chunks = _chunks(text)
    changes: list[PlanChange] = []
    old: list[tuple[int, str, Mapping[str, object]]] = []
    counts = {"task": 0, "report": 0}
    for place, (name, _) in enumerate(chunks):
        if name in counts:
            old.append((place, name, data[name][counts[name]]))
            counts[name] += 1
        elif name == "plan":
            chunks[place] = (name, _updated(chunks[place][1], data.get("plan", {}), head, "plan", changes))
    matched = _match(old, rows)
    taken = {str(values.get("id", "")) for _, _, values in old}
    ids: dict[int, str] = {}
    after: dict[int, list[list[str]]] = {}
    anchor = max((place for place, (name, _) in enumerate(chunks) if name == "plan"), default=len(chunks) - 1)
    for number, row in enumerate(rows):
        if number in matched:
            place, values = matched[number]
            anchor, id_ = place, str(values.get("id", row.id))
            chunks[place] = (row.table, _updated(chunks[place][1], values, row.values, id_, changes))
        else:
            id_ = free_id(row.id, taken)
            after.setdefault(anchor, []).append(["", *_row(row, id_)])
            changes.append(PlanChange("added", id_, "title", "", _shown(row.values.get("title", ""))))
        taken.add(id_)
        ids[number] = id_
    found = {place for place, _ in matched.values()}
    for place, _, values in old:
        if place not in found and _imported(chunks[place][1]):
            changes.append(PlanChange("gone", str(values.get("id", "")), "title", str(values.get("title", ""))))
    out: list[str] = []
    for place, (_, lines) in enumerate(chunks):
        body = list(lines)
        tail: list[str] = []
        while place in after and body and not body[-1].strip():
            tail.append(body.pop())
        out += body
        for extra in after.get(place, ()):
            out += extra
        out += tail
    return "\n".join(out).rstrip("\n") + "\n", tuple(changes), ids


def free_id(wanted: str, ids: set[str]) -> str:
    """`II.3`, or `II.3b`, `II.3c` … when that is taken, in capital or in small letters."""
    taken = {id_.casefold() for id_ in ids}
    if wanted.casefold() not in taken:
        return wanted
    letters = "bcdefghijklmnopqrstuvwxyz"
    for n in range(1_000):
        # A letter after a digit, a figure after a letter: `II.3b`, `report-annual-2`.
        ending = letters[n] if wanted[-1:].isdigit() and n < len(letters) else f"-{n + 2}"
        if (id_ := f"{wanted}{ending}").casefold() not in taken:
            return id_
    raise ValueError(wanted)


def _row(row: PlanRow, id_: str) -> list[str]:
    return [f"[[{row.table}]]", f"id = {literal(id_)}", *_lines({**row.values, **row.hints}), _fingerprints(row.values)]


def _lines(values: Mapping[str, Value]) -> list[str]:
    return [f"{key} = {literal(value)}" for key, value in values.items() if value != "" and value != ()]


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (tuple, list)) else str(value)


def _hash(value: object) -> str:
    return hashlib.sha256(_shown(value).encode()).hexdigest()[:6]


def _fingerprints(values: Mapping[str, Value]) -> str:
    return f"{_MARK} " + " ".join(f"{key}={_hash(value)}" for key, value in values.items())


def _imported(lines: Sequence[str]) -> dict[str, str]:
    for line in lines:
        if line.startswith(_MARK):
            return dict(part.split("=", 1) for part in line[len(_MARK) :].split() if "=" in part)
    return {}


def _chunks(text: str) -> list[tuple[str, list[str]]]:
    """The file cut at its table headers; a header inside a long string is none."""
    chunks: list[tuple[str, list[str]]] = [("", [])]
    quoted = ""
    for line in text.split("\n"):
        if not quoted and (match := _TABLE.match(line)):
            chunks.append((match[1], []))
        chunks[-1][1].append(line)
        for mark in ('"""', "'''"):
            if quoted in ("", mark) and line.replace('\\"""', "").count(mark) % 2:
                quoted = "" if quoted else mark
    return chunks


def _match(
    old: Sequence[tuple[int, str, Mapping[str, object]]], rows: Sequence[PlanRow]
) -> dict[int, tuple[int, Mapping[str, object]]]:
    """Rows of the document ↔ rows of the file, the likeliest pairs first; unlike ones are not paired."""
    scored = sorted(
        (
            (-score, abs(number - position), number, position)
            for position, (_, name, values) in enumerate(old)
            for number, row in enumerate(rows)
            if row.table == name and (score := _likeness(values, row)) >= 0.5
        )
    )
    matched: dict[int, tuple[int, Mapping[str, object]]] = {}
    used: set[int] = set()
    for _, _, number, position in scored:
        if number not in matched and position not in used:
            used.add(position)
            matched[number] = (old[position][0], old[position][2])
    return matched


def _likeness(values: Mapping[str, object], row: PlanRow) -> float:
    first, *others = _TELLING[row.table]
    main = alike(str(values.get(first, "")), _shown(row.values.get(first, "")))
    if main < 0.4:
        return 0.0
    rest = sum(alike(str(values.get(k, "")), _shown(row.values.get(k, ""))) for k in others) / len(others)
    same = 0.02 * (values.get("id") == row.id)
    return 0.75 * main + 0.23 * rest + same


def _updated(
    lines: list[str], values: Mapping[str, object], fresh: Mapping[str, Value], id_: str, changes: list[PlanChange]
) -> list[str]:
    """One table's lines with the fresh printed values, but those a person changed."""
    marks = _imported(lines)
    out = list(lines)
    stamped: dict[str, str] = dict(marks)
    for key, value in fresh.items():
        now, wanted = values.get(key, ""), _shown(value)
        shown = _shown(now)
        if shown == wanted:
            stamped[key] = _hash(value)
        elif marks.get(key) == _hash(now):
            changes.append(PlanChange("changed", id_, key, shown, wanted))
            out = _put(out, key, value)
            stamped[key] = _hash(value)
        elif marks.get(key) != _hash(value):
            changes.append(PlanChange("kept", id_, key, shown, wanted))
            stamped[key] = _hash(value)
    if not marks:
        return out
    mark = f"{_MARK} " + " ".join(f"{key}={value}" for key, value in stamped.items())
    return [mark if line.startswith(_MARK) else line for line in out]


def _put(lines: list[str], key: str, value: Value) -> list[str]:
    """The lines with `key` set to `value`; an empty value takes the key out."""
    written = [f"{key} = {literal(value)}"] if value != "" and value != () else []
    for start, line in enumerate(lines):
        match = _KEY.match(line)
        if match and match[1] == key:
            end = start + 1
            while end < len(lines) and parsed("\n".join(lines[start:end])) is None:
                end += 1
            return [*lines[:start], *written, *lines[end:]]
    at = next((i for i, line in enumerate(lines) if line.startswith(_MARK)), len(lines))
    return [*lines[:at], *written, *lines[at:]]
