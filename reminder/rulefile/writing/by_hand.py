"""What a person wrote into the rows of a plan file otherwise than the document prints it."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reminder.rulefile.writing.plan_file import PlanRow, shown

_QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class ByHand:
    """Of one row: each key whose value is not the document's, with the document's value and the file's. `quiet`: a
    person has seen what is odd in it."""

    edits: Mapping[str, tuple[str, str]]
    quiet: bool = False


def by_hand(text: str, rows: Sequence[PlanRow], ids: Mapping[int, str]) -> dict[str, ByHand]:
    """The rows of the plan file `text` that a person changed, by the id that the document's row has in `rows`; `ids`
    are those that they bear in the file, by their place."""
    data = tomllib.loads(text.removeprefix("\ufeff"))
    written = {
        (table, str(row.get("id", ""))): row
        for table in ("task", "report")
        for row in data.get(table, ())
        if isinstance(row, dict)
    }
    found = {}
    for n, row in enumerate(rows):
        values = written.get((row.table, ids[n]), {})
        pairs = {key: (shown(value), shown(values.get(key, ""))) for key, value in row.values.items()}
        edits = {key: pair for key, pair in pairs.items() if key != "source" and pair[0] != pair[1]}
        if values and (edits or values.get(_QUIET)):
            found[row.id] = ByHand(edits, bool(values.get(_QUIET)))
    return found
