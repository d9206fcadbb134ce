"""Acts, and which of them stand. The journal is append-only: a wrong act is reversed by `undo`, never edited.

Retention: nothing here is ever deleted or changed by the program, for what was told and answered must stay
provable as long as the plan's own file is kept. `reminder journal export` writes all of it. Only the id an act stands
under follows its row to a new one (`was`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from reminder.core.act_kinds import ActKind, SaidBy

NOBODY = "-"  # the owner of what nobody owes yet
CHOSEN = ""  # the obligation of an act that speaks of none: of how an agency is mailed
_NONE: frozenset[str] = frozenset()
_HERE = timedelta(hours=7)  # Vietnam keeps one time, all year


@dataclass(frozen=True, slots=True)
class Act:
    """What a person decided or recorded. Empty `period` or `owner` takes in every one of the obligation.

    `on` is the day it took effect, `at` the instant (UTC) it was written down; what `until_on` is, its kind says
    (`act_kinds.Until`); `agencies` whom `assign` names, `rest` the printed pieces it gives them where others owed
    theirs; `undoes` the id of the act an `undo` reverses.
    `restarts`: an undo that began the ladder again, as things stood when it was written. `begun_on`: an earlier
    version had looked at it, on that day for the last time; the ladder that it began goes on as that version counted.
    `percent`, `difficulty` and `proposal` are of a progress, whose words are its `note`.
    """

    kind: ActKind
    obligation: str
    period: str
    owner: str
    on: date
    at: datetime
    by: str
    document: str = ""
    note: str = ""
    until_on: date | None = None
    agencies: tuple[str, ...] = ()
    undoes: int | None = None
    said_by: SaidBy = SaidBy.OFFICER
    restarts: bool = False
    begun_on: date | None = None
    rest: tuple[str, ...] = ()
    percent: int | None = None
    difficulty: str = ""
    proposal: str = ""
    id: int = 0

    @property
    def written_on(self) -> date:
        """The civil day on which it was written down."""
        return civil(self.at)


def civil(at: datetime) -> date:
    """The civil day of an instant."""
    return (at + _HERE).date()


def roots(acts: Iterable[Act]) -> dict[int, Act]:
    """By id, the act at the end of each act's chain of undos: what an undo, or an undo of one, is about."""
    found: dict[int, Act] = {}
    for act in acts:
        found[act.id] = found.get(act.undoes or 0, act) if act.kind is ActKind.UNDO else act
    return found


def reversed_by(acts: Iterable[Act]) -> frozenset[int]:
    """The ids of acts, undos among them, that an `undo` in force has reversed."""
    undone: set[int] = set()
    for act in reversed(list(acts)):  # an undo may itself be undone by a later one
        if act.kind is ActKind.UNDO and act.id not in undone and act.undoes is not None:
            undone.add(act.undoes)
    return frozenset(undone)


def not_undone(acts: Iterable[Act]) -> tuple[Act, ...]:
    """The acts that no `undo` in force has reversed, in order; the undos themselves left out."""
    kept = tuple(acts)
    undone = reversed_by(kept)
    return tuple(a for a in kept if a.kind is not ActKind.UNDO and a.id not in undone)


class Journal:
    """All acts, found by what they speak of. Built once for an evaluation."""

    def __init__(self, acts: Iterable[Act] = ()) -> None:
        self.acts = tuple(acts)
        self._of: dict[str, list[Act]] = {}
        self._by_subject: dict[tuple[str, str, str], list[tuple[int, Act]]] = {}
        about = roots(self.acts)
        for place, act in enumerate(self.acts):
            self._of.setdefault(act.obligation, []).append(act)
            root = about[act.id]  # an undo speaks of what the act at the end of its chain speaks of
            subject = (root.obligation, root.period, root.owner)
            self._by_subject.setdefault(subject, []).append((place, act))

    def __contains__(self, obligation: str) -> bool:
        """Whether any act speaks of this obligation."""
        return obligation in self._of

    def of(self, obligation: str) -> tuple[Act, ...]:
        return tuple(self._of.get(obligation, ()))

    def periods(self, obligation: str) -> frozenset[str]:
        """The periods that acts name; "" stands for every one."""
        return frozenset(a.period for a in self._of[obligation]) if obligation in self._of else _NONE

    def about(self, obligation: str, period: str, *owners: str) -> tuple[Act, ...]:
        """The acts that speak of the occurrence of these owners' ids, in the order they were written, undos and what
        they undo included."""
        found = [
            entry
            for subject in {(obligation, p, o) for p in ("", period) for o in ("", *owners)}
            for entry in self._by_subject.get(subject, ())
        ]
        return tuple(act for _, act in sorted(found, key=lambda entry: entry[0]))

    def owners(self, obligation: str, period: str) -> tuple[str, ...]:
        """The ids of the owners that acts name, in the order in which they first do."""
        acts = self._of.get(obligation, ())
        return tuple(dict.fromkeys(a.owner for a in acts if a.owner and a.period in ("", period)))

    def assigned(self, obligation: str, period: str) -> Act | None:
        """The last `assign` in force, which says who owes it."""
        acts = not_undone(self._of.get(obligation, ()))
        last = next((a for a in reversed(acts) if a.kind is ActKind.ASSIGN and a.period in ("", period)), None)
        return last if last and last.agencies else None

    def event_on(self, obligation: str) -> date | None:
        """The date of the event a relative deadline waits for, once entered."""
        acts = not_undone(self._of.get(obligation, ()))
        dates = [a.until_on for a in acts if a.kind is ActKind.EVENT]
        return dates[-1] if dates else None
