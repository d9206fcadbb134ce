"""Names in plan rows that the directory does not have, or not on the plan's day: each said once, with all its rows."""

from dataclasses import dataclass, field
from datetime import date

from reminder.directory.agency import Party
from reminder.directory.directory import Directory
from reminder.errors import Fact
from reminder.rulefile.reading.findings import FilePart
from reminder.translatable import N_
from reminder.words import translator
from reminder.words.typed_days import TypedDay

_OWNERS = ("lead", "owed_by")
_ASKED = N_(
    '"{name}"{rows} is not in the directory, so its part is unassigned and the focal agency is asked; add it there, or '
    "as an alias, or under outside = […]"
)
_ASKED_NEAR = N_(
    '"{name}"{rows} is not in the directory — near: {near}; its part is unassigned and the focal agency is asked; add '
    "it there, or as an alias, or under outside = […]"
)
_UNTOLD = N_(
    '"{name}"{rows} is not in the directory, so it is not told; add it there, or as an alias, or under outside = […]'
)
_UNTOLD_NEAR = N_(
    '"{name}"{rows} is not in the directory — near: {near}; it is not told; add it there, or as an alias, or under '
    "outside = […]"
)
_OTHER_DAYS_ASKED = N_(
    '"{name}"{rows} is in the directory, but not in force on {day} ({why}), so its part is unassigned and the focal '
    "agency is asked; mend the name, or the days in the directory"
)
_OTHER_DAYS = N_(
    '"{name}"{rows} is in the directory, but not in force on {day} ({why}), so it is not told; mend the name, or the '
    "days in the directory"
)
_ROWS = N_(" (rows {ids})")


@dataclass(frozen=True, slots=True)
class _Rows:
    ids: str

    def say(self, lang: str) -> str:
        return translator(lang)(_ROWS).format(ids=self.ids)


@dataclass
class Strangers:
    """The names of one plan file, gathered while its rows are read; `on` is the plan's day."""

    directory: Directory
    on: date
    _seen: dict[tuple[str, str], list[FilePart]] = field(default_factory=dict)
    _parties: dict[tuple[str, str], Party] = field(default_factory=dict)

    def note(self, party: Party, at: FilePart) -> None:
        """The party of the cell `at`, if it is one to be told of."""
        if party.kind in ("unknown", "not-in-force"):
            self._seen.setdefault((party.kind, party.raw), []).append(at)
            self._parties.setdefault((party.kind, party.raw), party)

    def tell(self) -> None:
        """A warning for each, where it stands first: in a cell that says who owes, if it is in one."""
        for key, cells in self._seen.items():
            party = self._parties[key]
            owing = [at for at in cells if at.path[-1] in _OWNERS]
            ids = dict.fromkeys(_row(at) for at in cells)
            rows: Fact = (_Rows(", ".join(ids)),) if len(ids) > 1 else ""
            first = (owing or cells)[0]
            if party.kind == "unknown":
                near = "; ".join(self.directory.name(id_) for id_, _ in party.proposals)
                asked, untold = (_ASKED_NEAR, _UNTOLD_NEAR) if near else (_ASKED, _UNTOLD)
                first.fault(asked if owing else untold, "warning", name=party.raw, near=near, rows=rows)
            elif why := self.directory.out_of_force(party.id, self.on):
                template = _OTHER_DAYS_ASKED if owing else _OTHER_DAYS
                first.fault(template, "warning", name=party.raw, day=(TypedDay(self.on),), why=(why,), rows=rows)


def _row(at: FilePart) -> str:
    """The id of the row that a cell is of; the table of one that is of none."""
    table, *rest = at.path
    row = at.source.data[str(table)][rest[0]] if rest and isinstance(rest[0], int) else {}
    return str(row.get("id", f"[{table}]"))
