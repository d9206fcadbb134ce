"""Plan files written from imported rows, and brought up to date by a corrected document.

Each row ends with a comment that fingerprints its printed values as they were imported. At the next
import a value that still has its fingerprint is the document's, to be replaced; one that has not was
changed by a person, and stays. Comments, further keys and rows of the office's own are left alone.
"""

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from reminder.rulefile.writing import unplaced_entries
from reminder.rulefile.writing.another_plan import refuse_another
from reminder.rulefile.writing.free_ids import FreeIds
from reminder.rulefile.writing.row_matching import TELLING, matched
from reminder.rulefile.writing.toml_file import TomlFile
from reminder.rulefile.writing.toml_text import Value, literal
from reminder.rulefile.writing.unplaced_entries import Question

What = Literal["added", "changed", "kept", "gone"]

_MARK = "# in văn bản:"
_Row = tuple[int | None, str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One `[[task]]` or `[[report]]`: printed values in file order. `id` is only taken for a row the file
    does not have yet. `hints` are written once, with a new row, and then belong to the office; what they name are
    `compiles`, the ids of other rows."""

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


def write_plan(head: Mapping[str, Value], rows: Sequence[PlanRow], questions: Sequence[Question] = ()) -> str:
    """A new plan file. Empty values are left out."""
    lines = [f"{key} = {literal(value)}\n" for key, value in head.items() if value not in ("", ())]
    file = TomlFile(f"[plan]\n{''.join(lines)}{_fingerprints(head)}\n", _MARK)
    for row in rows:
        file.add(row.table, {"id": row.id, **row.values, **row.hints}, _fingerprints(row.values))
    unplaced_entries.bring(file, questions)
    return file.finished()


def update_plan(
    text: str, head: Mapping[str, Value], rows: Sequence[PlanRow], questions: Sequence[Question] = ()
) -> tuple[str, tuple[PlanChange, ...], dict[int, str]]:
    """The file `text` with the document's present words, what changed, and the id each row (by its place
    in `rows`) has in the file. Rows are matched by their words, so that a row that moved or was renumbered
    keeps its id. Raises `AnotherPlan` if it is of another plan, ValueError if `text` is not TOML, or written in a way
    that cannot be changed without touching more."""
    file = TomlFile(text, _MARK)
    plan, values = file.table("plan")
    old = [(place, table, row) for table in TELLING for place, row in file.rows(table)]
    old.sort(key=lambda row: -1 if row[0] is None else row[0])
    pairs = matched(
        [(table, str(row.get("id", "")), _words(row)) for _, table, row in old],
        [(row.table, row.id, _words(row.values)) for row in rows],
    )
    refuse_another(values, head, len(pairs), max(len(old), len(rows)))
    changes = [*_updated(file, plan, values, head, "plan")]
    ids = _ids(old, rows, pairs)
    named = {row.id: ids[n] for n, row in enumerate(rows)}
    anchor = plan
    for n, row in enumerate(rows):
        if n in pairs:
            place, _, values = old[pairs[n]]
            anchor = anchor if place is None else place
            changes += _updated(file, place, values, row.values, ids[n])
        else:
            hints = {key: _named(value, named) for key, value in row.hints.items()}
            file.add(row.table, {"id": ids[n], **row.values, **hints}, _fingerprints(row.values), anchor)
            changes.append(PlanChange("added", ids[n], "title", "", shown(row.values.get("title", ""))))
    for m in sorted(set(range(len(old))) - set(pairs.values())):
        place, _, values = old[m]
        if place is not None and file.stamp(place):
            changes.append(PlanChange("gone", str(values.get("id", "")), "title", str(values.get("title", ""))))
    asked = [replace(q, row=named.get(q.row, q.row), like=named.get(q.like, q.like)) for q in questions]
    changes += (PlanChange(c[0], unplaced_entries.NAME, *c[1:]) for c in unplaced_entries.bring(file, asked))
    return file.finished(), tuple(changes), ids


def _ids(old: Sequence[_Row], rows: Sequence[PlanRow], pairs: Mapping[int, int]) -> dict[int, str]:
    """The id that each row of the document has in the file: its own from before, or a free one."""
    free = FreeIds(str(values.get("id", "")) for _, _, values in old)
    return {
        n: str(old[pairs[n]][2].get("id", row.id)) if n in pairs else free.take(row.id) for n, row in enumerate(rows)
    }


def _updated(
    file: TomlFile, place: int | None, values: Mapping[str, Any], fresh: Mapping[str, Value], id_: str
) -> Iterator[PlanChange]:
    """One table with the fresh printed values, but those a person changed."""
    stamp = file.stamp(place) if place is not None else ""
    marks = dict(part.split("=", 1) for part in stamp.removeprefix(_MARK).split() if "=" in part)
    stamped, new = dict(marks), dict[str, Value]()
    for key, value in fresh.items():
        now, wanted = shown(values.get(key, "")), shown(value)
        if now == wanted:
            stamped[key] = _hash(value)
        elif marks.get(key) == _hash(now):
            yield PlanChange("changed", id_, key, now, wanted)
            new[key], stamped[key] = value, _hash(value)
        elif marks.get(key) != _hash(value):
            yield PlanChange("kept", id_, key, now, wanted)
            stamped[key] = _hash(value)
    if place is not None and stamp and (new or stamped != marks):
        file.write(place, new, f"{_MARK} " + " ".join(f"{key}={value}" for key, value in stamped.items()))


def _named(value: Value, named: Mapping[str, str]) -> Value:
    return tuple(named.get(id_, id_) for id_ in value) if isinstance(value, tuple) else value


def _words(values: Mapping[str, Any]) -> dict[str, str]:
    return {key: shown(value) for key, value in values.items()}


def shown(value: object) -> str:
    """A value as it is compared: composed letters, whatever editor the file went through."""
    words = ", ".join(map(str, value)) if isinstance(value, (tuple, list)) else str(value)
    return unicodedata.normalize("NFC", words)


def _hash(value: object) -> str:
    return hashlib.sha256(shown(value).encode()).hexdigest()[:6]


def _fingerprints(values: Mapping[str, Value]) -> str:
    return f"{_MARK} " + " ".join(f"{key}={_hash(value)}" for key, value in values.items())
