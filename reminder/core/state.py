"""Where one occurrence stands: the fold of the acts that speak of it, in the order they were written.

    open ──submit, nil, complete, waive──▶ submitted, nil, completed, waived   (the ladder is silent)
      ▲ └─suspend─▶ suspended ─resume─┐          │                              transferred: its body ceased
      └──────── return, undo ─────────┴──────────┘

What is open may want a date: it was returned, resumed or given back by an undo when its date was due or past. Then
nothing is due, late or escalated until a person gives one (design 3.7).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from reminder.core.deadline import Deadline
from reminder.core.journal import Act, ActKind, reversed_by, roots

Status = Literal["open", "submitted", "nil", "completed", "waived", "suspended", "transferred"]
Dated = Callable[[date | None], Deadline | None]

CLOSED: frozenset[Status] = frozenset({"submitted", "nil", "completed", "waived", "transferred"})
CLOSES: dict[ActKind, Status] = {
    "submit": "submitted",
    "nil": "nil",
    "complete": "completed",
    "waive": "waived",
}
# These start the ladder again (design 3.10); `date` and `event` give an undated obligation its first date, or
# another one than was told.
RESTARTS: frozenset[ActKind] = frozenset({"extend", "return", "adopt", "resume", "date", "event"})
# Taken back when the date they had moved is due or past, they leave the question for a date.
_EXCUSING: frozenset[ActKind] = frozenset({"extend", "suspend", "waive", "date", "event"})


@dataclass(frozen=True, slots=True)
class State:
    """Where one occurrence stands. `since_on` is the day of the act that brought it here, `counts_on` the day from
    which an answer counts, `said_by` whose word it is; `late`: it came late, as its date was then or is now.
    `returned_late`: one that was sent back had come late.

    `restart` is the act that began the present ladder, written on `restarted_on`; `restarted_by` its id.
    `wanted_on`: since when a date is wanted. `adopted`: it is chased although it was overdue when first seen.
    `acknowledged` holds for its revision. `heirs`: owners to whom a transferred one has gone; `answered_by`: the
    body, since ceased, whose answer closed it.
    """

    status: Status = "open"
    revision: int = 1
    restart: ActKind | None = None
    restarted_on: date | None = None
    restarted_by: int = 0
    since_on: date | None = None
    counts_on: date | None = None
    said_by: str = ""
    late: bool = False
    returned_late: bool = False
    document: str = ""
    due_on: date | None = None
    wanted_on: date | None = None
    suspended_on: date | None = None
    silent_until: date | None = None
    acknowledged: bool = False
    adopted: bool = False
    heirs: tuple[str, ...] = ()
    answered_by: str = ""

    @property
    def closed(self) -> bool:
        return self.status in CLOSED

    @property
    def word_only(self) -> bool:
        """Closed by the agency's own word, whose day nobody has held against the document yet."""
        return self.said_by == "agency" and self.status in ("submitted", "nil", "completed")


NEW = State()


def fold(acts: Iterable[Act], dated: Dated = lambda _due_on: None, first: State = NEW) -> State:
    """The state the acts of one occurrence lead to from the `first`, given in the order they were written. `dated`
    gives its deadline by a date that was given, or by the printed one for None."""
    kept = tuple(acts)
    about, undone, by_id = roots(kept), reversed_by(kept), {a.id: a for a in kept}
    state, revision = first, first.revision
    for n, act in enumerate(kept):
        revision += _raises(act, by_id)
        if act.id in undone:
            continue
        if act.kind == "undo":
            state = _taken_back(state, act, about[act.id], dated(state.due_on))
        else:
            state = _apply(state, act, dated(state.due_on))
            if act.kind in CLOSES and state.late and any(a.kind == "undo" for a in kept[n + 1 :]):
                # In time by the date in force when it came is in time, whatever was taken back later.
                state = replace(state, late=fold(kept[: n + 1], dated, first).late)
    return replace(state, revision=revision)


def began_again(acts: Sequence[Act], undo: Act, dated: Dated) -> bool:
    """Whether an undo about to be written behind `acts` begins the ladder again: what it opens is late by then, or
    wants a date."""
    after = fold((*acts, undo), dated)
    deadline, about = dated(after.due_on), roots((*acts, undo))[undo.id]
    if after.status != "open" or about.kind not in (*CLOSES, "suspend"):
        return False
    late = deadline is not None and deadline.late_from <= undo.written_on
    return after.wanted_on is not None or late


def _raises(act: Act, by_id: dict[int, Act]) -> bool:
    """A revision never comes back: taking back a restart is a new ladder too."""
    if act.kind in RESTARTS or act.restarts:
        return True
    target = by_id.get(act.undoes or 0) if act.kind == "undo" else None
    return target is not None and _raises(target, by_id)


def _apply(state: State, act: Act, d: Deadline | None) -> State:
    match act.kind:
        case "submit" | "nil" | "complete" | "waive":
            return _closed(state, act, d)
        case "extend" | "date":
            return _restarted(replace(state, due_on=act.until_on, wanted_on=None), act)
        case "event" | "adopt":
            return _restarted(replace(state, adopted=state.adopted or act.kind == "adopt"), act)
        case "return" if state.closed and state.status != "waived":
            # Sent back on purpose, so it is chased however late it is.
            late = state.returned_late or state.late
            opened = replace(state, status="open", adopted=True, late=False, returned_late=late, said_by="")
            return _restarted(_date_for(opened, act, d), act)
        case "suspend" if state.status == "open":
            return replace(
                state, status="suspended", suspended_on=act.on, since_on=act.on, document=act.document
            )
        case "resume" if state.status == "suspended":
            return _restarted(_resumed(state, act, d), act)
        case "silence":
            return replace(state, silent_until=act.until_on)
        case "acknowledge":
            return replace(state, acknowledged=True)
    return state


def _closed(state: State, act: Act, d: Deadline | None) -> State:
    wanted = state.wanted_on
    if state.status == "suspended" and d and _excuses(state, act.on, d):
        wanted = act.written_on  # a suspension that an answer ended still excuses its days
    # An agency's own word counts from the day it was said (design 3.2).
    counts_on = act.written_on if act.said_by == "agency" else act.on
    if act.said_by == "confirmed" and state.restart == "return" and state.restarted_on:
        counts_on = max(counts_on, state.restarted_on)
    late = d is not None and wanted is None and counts_on >= d.late_from
    return replace(
        state, status=CLOSES[act.kind], since_on=act.on, document=act.document, counts_on=counts_on,
        said_by=act.said_by, late=late and act.kind != "waive", wanted_on=wanted, suspended_on=None,
    )  # fmt: skip


def _restarted(state: State, act: Act) -> State:
    # What was acknowledged was the old ladder.
    return replace(
        state, restart=act.kind, restarted_on=act.written_on, restarted_by=act.id, acknowledged=False,
        since_on=act.on, document=act.document,
    )  # fmt: skip


def _resumed(state: State, act: Act, d: Deadline | None) -> State:
    opened = replace(state, status="open", suspended_on=None)
    if d and not act.until_on and state.suspended_on and state.suspended_on >= d.late_from:
        return opened  # late already when it was suspended: it stays late
    return _date_for(opened, act, d)


def _date_for(state: State, act: Act, d: Deadline | None) -> State:
    """With the date the act gives; without one it keeps its own until the day on which it is due."""
    if act.until_on:
        return replace(state, due_on=act.until_on, wanted_on=None)
    if d and state.wanted_on is None and act.written_on >= d.target_on:
        return replace(state, wanted_on=act.written_on)
    return state


def _excuses(state: State, last: date, d: Deadline) -> bool:
    """Whether the suspension up to `last` began before it was late and covers a day on which it was due."""
    return (state.suspended_on or last) < d.late_from and last >= d.last_on


def _taken_back(state: State, undo: Act, about: Act, d: Deadline | None) -> State:
    """What an undo in force does beyond leaving out what it reversed. `state` is what stands without that."""
    if state.status != "open":
        return state
    kind = about.kind
    moved = kind in _EXCUSING or (kind in ("return", "resume") and about.until_on is not None)
    late_before = kind == "suspend" and d is not None and about.on >= d.late_from
    if undo.until_on:
        state = replace(state, due_on=undo.until_on, wanted_on=None)
    elif moved and not late_before:
        state = _date_for(state, undo, d)
    again = kind in RESTARTS or undo.restarts
    return _restarted(state, undo) if again else state
