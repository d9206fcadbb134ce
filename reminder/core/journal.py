"""Acts and their fold. The journal is append-only: a wrong act is reversed by `undo`, never edited.

States of an occurrence, as the fold gives them:

    open ──submit, nil, complete, waive──▶ submitted, nil, completed, waived   (the ladder is silent)
      ▲ └─suspend─▶ suspended ─resume─┐          │
      └──────── return, undo ─────────┴──────────┘
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, get_args

ActKind = Literal[
    "submit", "nil", "complete", "return", "waive", "extend", "suspend", "resume", "silence",
    "acknowledge", "adopt", "assign", "date", "event", "undo",
]  # fmt: skip
ACT_KINDS: tuple[ActKind, ...] = get_args(ActKind)
Status = Literal["open", "submitted", "nil", "completed", "waived", "suspended"]

CLOSED: frozenset[Status] = frozenset({"submitted", "nil", "completed", "waived"})
_CLOSES: dict[ActKind, Status] = {
    "submit": "submitted",
    "nil": "nil",
    "complete": "completed",
    "waive": "waived",
}
# These start the ladder again (design 3.10); `date` gives an undated obligation its first one.
_RESTARTS: frozenset[ActKind] = frozenset({"extend", "return", "adopt", "resume", "date"})


@dataclass(frozen=True, slots=True)
class Act:
    """What a person decided or recorded. Empty `period` or `owner` takes in every one of the obligation.

    `on` is the day it took effect, `at` the instant (UTC) it was written down; `until_on` the new due date
    (`extend`, `date`), the event's date (`event`) or the end (`silence`); `agencies` whom `assign` names;
    `undoes` the id of the act an `undo` reverses.
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
    said_by: Literal["officer", "agency"] = "officer"
    id: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """Where one occurrence stands. `since_on` is the day of the act that brought it here."""

    status: Status = "open"
    revision: int = 1
    restart: ActKind | None = None
    since_on: date | None = None
    document: str = ""
    due_on: date | None = None
    suspended_on: date | None = None
    silent_until: date | None = None
    acknowledged: bool = False
    adopted: bool = False
    resumed: tuple[tuple[date, date], ...] = ()

    @property
    def closed(self) -> bool:
        return self.status in CLOSED


NEW = State()


def in_force(acts: Iterable[Act]) -> tuple[Act, ...]:
    """The acts that no `undo` in force has reversed, in order; the undos themselves left out."""
    kept = list(acts)
    undone: set[int] = set()
    for act in reversed(kept):  # an undo may itself be undone by a later one
        if act.kind == "undo" and act.id not in undone and act.undoes is not None:
            undone.add(act.undoes)
    return tuple(a for a in kept if a.kind != "undo" and a.id not in undone)


def fold(acts: Iterable[Act]) -> State:
    """The state the acts of one occurrence lead to, given in the order they were written."""
    kept = tuple(acts)
    by_id = {a.id: a for a in kept}
    state = NEW
    for act in in_force(kept):
        state = _apply(state, act)
    restarts = sum(a.kind in _RESTARTS or _undoes_restart(a, by_id) for a in kept)
    return replace(state, revision=1 + restarts)


def _undoes_restart(act: Act, by_id: dict[int, Act]) -> bool:
    """A revision never comes back: taking back a restart is a new ladder too."""
    target = by_id.get(act.undoes or 0)
    return (
        act.kind == "undo"
        and target is not None
        and (target.kind in _RESTARTS or _undoes_restart(target, by_id))
    )


def _apply(state: State, act: Act) -> State:
    if act.kind in _CLOSES:
        return replace(state, status=_CLOSES[act.kind], since_on=act.on, document=act.document)
    match act.kind:
        case "extend" | "date":
            return replace(
                state, due_on=act.until_on, restart=act.kind, since_on=act.on, document=act.document
            )
        case "return":
            return replace(state, status="open", restart="return", since_on=act.on, document=act.document)
        case "adopt":
            return replace(state, adopted=True, restart="adopt", since_on=act.on)
        case "suspend":
            return replace(
                state, status="suspended", suspended_on=act.on, since_on=act.on, document=act.document
            )
        case "resume":
            span = (state.suspended_on or act.on, act.on)
            return replace(
                state, status="open", restart="resume", since_on=act.on, resumed=(*state.resumed, span)
            )
        case "silence":
            return replace(state, silent_until=act.until_on)
        case "acknowledge":
            return replace(state, acknowledged=True)
    return state


class Journal:
    """All acts, found by what they speak of. Built once for an evaluation."""

    def __init__(self, acts: Iterable[Act] = ()) -> None:
        self.acts = tuple(acts)
        self._of: dict[str, list[Act]] = {}
        for act in self.acts:
            self._of.setdefault(act.obligation, []).append(act)

    def of(self, obligation: str) -> tuple[Act, ...]:
        return tuple(self._of.get(obligation, ()))

    def state(self, obligation: str, period: str, owner: str) -> State:
        """The fold of the acts that speak of this occurrence."""
        acts = self._of.get(obligation)
        if not acts:
            return NEW
        mine = {
            a.id for a in acts if a.kind != "undo" and a.period in ("", period) and a.owner in ("", owner)
        }
        return fold(a for a in acts if a.id in mine or (a.kind == "undo" and self._reaches(a, mine, acts)))

    def assigned(self, obligation: str, period: str) -> tuple[str, ...]:
        """The agencies the last `assign` in force gives the obligation to, or ()."""
        acts = [a for a in self._of.get(obligation, ()) if a.kind in ("assign", "undo")]
        named = [a.agencies for a in in_force(acts) if a.kind == "assign" and a.period in ("", period)]
        return named[-1] if named else ()

    def event_on(self, obligation: str) -> date | None:
        """The date of the event a relative deadline waits for, once entered."""
        acts = [a for a in self._of.get(obligation, ()) if a.kind in ("event", "undo")]
        dates = [a.until_on for a in in_force(acts) if a.kind == "event"]
        return dates[-1] if dates else None

    @staticmethod
    def _reaches(undo: Act, mine: set[int], acts: list[Act]) -> bool:
        """Whether an undo, or the undo it undoes, touches one of these acts."""
        by_id = {a.id: a for a in acts}
        at: Act | None = undo
        while at is not None and at.kind == "undo":
            at = by_id.get(at.undoes or 0)
        return at is not None and at.id in mine
