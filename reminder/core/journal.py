"""Acts and their fold. The journal is append-only: a wrong act is reversed by `undo`, never edited.

States of an occurrence, as the fold gives them:

    open ──submit, nil, complete, waive──▶ submitted, nil, completed, waived   (the ladder is silent)
      ▲ └─suspend─▶ suspended ─resume─┐          │
      └──────── return, undo ─────────┴──────────┘

Retention: nothing here is ever deleted or changed by the program, for what was told and answered must stay
provable as long as the plan's own file is kept. `reminder journal export` writes all of it. Only the id an act stands
under follows its row to a new one (`was`).
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

NOBODY = "-"  # the owner of what nobody owes yet
CLOSED: frozenset[Status] = frozenset({"submitted", "nil", "completed", "waived"})
_CLOSES: dict[ActKind, Status] = {
    "submit": "submitted",
    "nil": "nil",
    "complete": "completed",
    "waive": "waived",
}
# These start the ladder again (design 3.10); `date` and `event` give an undated obligation its first date, or
# another one than was told.
_RESTARTS: frozenset[ActKind] = frozenset({"extend", "return", "adopt", "resume", "date", "event"})


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
    """Where one occurrence stands. `since_on` is the day of the act that brought it here.

    `adopted`: it is chased although it was overdue when first seen. `acknowledged` holds for its revision;
    `resumed` are the spans `[first, last]` of past suspensions.
    """

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
_NONE: frozenset[str] = frozenset()


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
    on, document = act.on, act.document
    if act.kind in _CLOSES:
        return replace(state, status=_CLOSES[act.kind], since_on=on, document=document)
    if act.kind in _RESTARTS:
        # What was acknowledged was the old ladder.
        state = replace(state, restart=act.kind, since_on=on, document=document, acknowledged=False)
    match act.kind:
        case "extend" | "date":
            return replace(state, due_on=act.until_on)
        case "return":  # sent back on purpose, so it is chased however late it is
            return replace(state, status="open", adopted=True)
        case "adopt":
            return replace(state, adopted=True)
        case "suspend" if not state.closed:
            return replace(state, status="suspended", suspended_on=on, since_on=on, document=document)
        case "resume" if state.status == "suspended":
            span = (state.suspended_on or on, on)
            return replace(state, status="open", suspended_on=None, resumed=(*state.resumed, span))
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
        self._by_subject: dict[tuple[str, str, str], list[tuple[int, Act]]] = {}
        roots: dict[int, Act] = {}
        for place, act in enumerate(self.acts):
            self._of.setdefault(act.obligation, []).append(act)
            # An undo speaks of what the act at the end of its chain speaks of.
            root = roots.get(act.undoes or 0, act) if act.kind == "undo" else act
            roots[act.id] = root
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

    def about(self, obligation: str, period: str, owner: str, assigned: bool = False) -> tuple[Act, ...]:
        """The acts that speak of this occurrence, in the order they were written, undos and what they undo
        included. With `assigned`, also those written while nobody owed it: the duty is the same."""
        if obligation not in self._of:
            return ()
        owners = ("", owner, NOBODY) if assigned else ("", owner)
        found = [
            entry
            for subject in {(obligation, p, o) for p in ("", period) for o in owners}
            for entry in self._by_subject.get(subject, ())
        ]
        return tuple(act for _, act in sorted(found, key=lambda entry: entry[0]))

    def state(self, obligation: str, period: str, owner: str, assigned: bool = False) -> State:
        """The fold of `about`."""
        if obligation not in self._of:
            return NEW
        return fold(self.about(obligation, period, owner, assigned))

    def assigned(self, obligation: str, period: str) -> tuple[str, ...]:
        """The agencies the last `assign` in force gives the obligation to, or ()."""
        if obligation not in self._of:
            return ()
        acts = in_force(self._of[obligation])
        named = [a.agencies for a in acts if a.kind == "assign" and a.period in ("", period)]
        return named[-1] if named else ()

    def event_on(self, obligation: str) -> date | None:
        """The date of the event a relative deadline waits for, once entered."""
        acts = in_force(self._of.get(obligation, ()))
        dates = [a.until_on for a in acts if a.kind == "event"]
        return dates[-1] if dates else None
