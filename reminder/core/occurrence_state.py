"""Where one occurrence stands: the fold of the acts that speak of it, in the order they were written (drawn in
`status`, what each kind does in `act_kinds`).

What is open may want a date: it was returned, resumed or given back by an undo when its date was due or past. Then
nothing is due, late or escalated until a person gives one (design 3.7).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from reminder.core.act_kinds import ACTS, ActKind, SaidBy, Until
from reminder.core.deadline import Deadline
from reminder.core.journal import NOBODY, Act, reversed_by, roots
from reminder.core.matter_status import ANSWERED, CLOSED, Status

Dated = Callable[[date | None], Deadline | None]


class Extension(NamedTuple):
    """A later date that was granted: the new due date, by which document, on which day."""

    due_on: date
    document: str
    on: date


class Progress(NamedTuple):
    """How a task was going on a day, as it was said: whole percent done, in words, what is difficult, what is proposed;
    any of them may be missing."""

    on: date
    percent: int | None = None
    words: str = ""
    difficulty: str = ""
    proposal: str = ""

    @property
    def done(self) -> bool:
        """All of it, as it was said; it stays open until that is reported."""
        return self.percent == 100


def more_time(extension: Extension | None, stands: Status) -> bool:
    """Whether it was given a later date that has not passed: counted apart from what is simply owed."""
    return extension is not None and stands is Status.OPEN


@dataclass(frozen=True, slots=True)
class State:
    """Where one occurrence stands. `since_on` is the day of the act that brought it here, `counts_on` the day from
    which an answer counts, `said_by` whose word it is; `late`: it came late, as its date was then or is now.
    `returned_late`: one that was sent back had come late.

    `restart` is the act that began the present ladder, written on `restarted_on`; `restarted_by` its id; an earlier
    version had begun it and looked at it until `begun_on`.
    `wanted_on`: since when a date is wanted. `adopted`: it is chased although it was overdue when first seen.
    `acknowledged` holds for its revision, of several owners for those in `acknowledged_by` where it names any. `heirs`:
    owners to whom a transferred one has gone; `answered_by`: the body, since ceased, whose answer closed it.
    `extension` is the one that gave it its date, None where the date is another's. `progress` is the last by its day.
    """

    status: Status = Status.OPEN
    revision: int = 1
    restart: ActKind | None = None
    restarted_on: date | None = None
    restarted_by: int = 0
    begun_on: date | None = None
    since_on: date | None = None
    counts_on: date | None = None
    said_by: str = ""
    late: bool = False
    returned_late: bool = False
    document: str = ""
    due_on: date | None = None
    extension: Extension | None = None
    wanted_on: date | None = None
    suspended_on: date | None = None
    silent_until: date | None = None
    acknowledged: bool = False
    acknowledged_by: tuple[str, ...] = ()
    adopted: bool = False
    heirs: tuple[str, ...] = ()
    answered_by: str = ""
    progress: Progress | None = None

    @property
    def closed(self) -> bool:
        return self.status in CLOSED

    @property
    def rests(self) -> bool:
        """Closed or suspended: nobody is reminded of it."""
        return self.closed or self.status is Status.SUSPENDED

    @property
    def word_only(self) -> bool:
        """Closed by the agency's own word, whose day nobody has held against the document yet."""
        return self.said_by == SaidBy.AGENCY and self.status in ANSWERED


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
        if act.kind is ActKind.UNDO:
            state = _taken_back(state, act, about[act.id], dated(state.due_on))
        else:
            state = _apply(state, act, dated(state.due_on))
            if ACTS[act.kind].closes and state.late and any(a.kind is ActKind.UNDO for a in kept[n + 1 :]):
                # In time by the date in force when it came is in time, whatever was taken back later.
                state = replace(state, late=fold(kept[: n + 1], dated, first).late)
    return replace(state, revision=revision)


def began_again(acts: Sequence[Act], undo: Act, dated: Dated) -> bool:
    """Whether an undo about to be written behind `acts` begins the ladder again: what it opens is late by then, or
    wants a date."""
    after = fold((*acts, undo), dated)
    deadline, about = dated(after.due_on), roots((*acts, undo))[undo.id]
    if after.status is not Status.OPEN or not (ACTS[about.kind].closes or about.kind is ActKind.SUSPEND):
        return False
    late = deadline is not None and deadline.late_from <= undo.written_on
    return after.wanted_on is not None or late


def _raises(act: Act, by_id: dict[int, Act]) -> bool:
    """A revision never comes back: taking back a restart is a new ladder too."""
    if ACTS[act.kind].restarts or act.restarts:
        return True
    target = by_id.get(act.undoes or 0) if act.kind is ActKind.UNDO else None
    return target is not None and _raises(target, by_id)


def _apply(state: State, act: Act, d: Deadline | None) -> State:
    match act.kind:
        case ActKind.SUBMIT | ActKind.NIL | ActKind.COMPLETE | ActKind.WAIVE:
            return _closed(state, act, d)
        case ActKind.EXTEND if act.until_on:
            granted = Extension(act.until_on, act.document, act.on)
            return _restarted(replace(state, due_on=act.until_on, extension=granted, wanted_on=None), act)
        case ActKind.EXTEND | ActKind.DATE:
            return _restarted(_due(state, act.until_on), act)
        case ActKind.EVENT | ActKind.ADOPT:
            return _restarted(replace(state, adopted=state.adopted or act.kind is ActKind.ADOPT), act)
        case ActKind.RETURN if state.closed and state.status is not Status.WAIVED:
            # Sent back on purpose, so it is chased however late it is.
            late = state.returned_late or state.late
            opened = replace(state, status=Status.OPEN, adopted=True, late=False, returned_late=late, said_by="")
            return _restarted(_date_for(opened, act, d), act)
        case ActKind.SUSPEND if state.status is Status.OPEN:
            return replace(state, status=Status.SUSPENDED, suspended_on=act.on, since_on=act.on, document=act.document)
        case ActKind.RESUME if state.status is Status.SUSPENDED:
            return _restarted(_resumed(state, act, d), act)
        case ActKind.SILENCE:
            return replace(state, silent_until=act.until_on)
        case ActKind.PROGRESS:
            return replace(state, progress=newer(state.progress, progress_of(act)))
        case ActKind.ACKNOWLEDGE:
            by = tuple(act.owner.split("+")) if act.owner not in ("", NOBODY) else ()
            if state.acknowledged:
                by = by and state.acknowledged_by and (*state.acknowledged_by, *by)
            return replace(state, acknowledged=True, acknowledged_by=by)
    return state


def progress_of(act: Act) -> Progress:
    """What an act says of how a task is going; of any other kind its remark alone."""
    return Progress(act.on, act.percent, act.note, act.difficulty, act.proposal)


def newer(one: Progress | None, other: Progress | None) -> Progress | None:
    """The one of the later day; of one day, the `other`."""
    return one if other is None or (one and one.on > other.on) else other


def _closed(state: State, act: Act, d: Deadline | None) -> State:
    wanted = state.wanted_on
    if state.status is Status.SUSPENDED and d and _excuses(state, act.on, d):
        wanted = act.written_on  # a suspension that an answer ended still excuses its days
    # An agency's own word counts from the day it was said (design 3.2).
    counts_on = act.written_on if act.said_by is SaidBy.AGENCY else act.on
    if act.said_by is SaidBy.CONFIRMED and state.restart is ActKind.RETURN and state.restarted_on:
        counts_on = max(counts_on, state.restarted_on)
    late = d is not None and wanted is None and counts_on >= d.late_from
    return replace(
        state, status=ACTS[act.kind].closes or state.status, since_on=act.on, document=act.document,
        counts_on=counts_on, said_by=act.said_by, late=late and act.kind is not ActKind.WAIVE, wanted_on=wanted,
        suspended_on=None,
    )  # fmt: skip


def _restarted(state: State, act: Act) -> State:
    # What rests does so by its own act and document, whatever date or event it is given meanwhile.
    since_on, document = (state.since_on, state.document) if state.rests else (act.on, act.document)
    # What was acknowledged was the old ladder.
    return replace(
        state, restart=act.kind, restarted_on=act.written_on, restarted_by=act.id, begun_on=act.begun_on,
        acknowledged=False, acknowledged_by=(), since_on=since_on, document=document,
    )  # fmt: skip


def _resumed(state: State, act: Act, d: Deadline | None) -> State:
    opened = replace(state, status=Status.OPEN, suspended_on=None)
    if d and not act.until_on and state.suspended_on and state.suspended_on >= d.late_from:
        return opened  # late already when it was suspended: it stays late
    return _date_for(opened, act, d)


def _date_for(state: State, act: Act, d: Deadline | None) -> State:
    """With the date the act gives; without one it keeps its own until the day on which it is due."""
    if act.until_on:
        return _due(state, act.until_on)
    if d and state.wanted_on is None and act.written_on >= d.target_on:
        return replace(state, wanted_on=act.written_on)
    return state


def _due(state: State, on: date | None) -> State:
    """With a date that a person gave, which is no extension."""
    return replace(state, due_on=on, extension=None, wanted_on=None)


def _excuses(state: State, last: date, d: Deadline) -> bool:
    """Whether the suspension up to `last` began before it was late and covers a day on which it was due."""
    return (state.suspended_on or last) < d.late_from and last >= d.last_on


def _taken_back(state: State, undo: Act, about: Act, d: Deadline | None) -> State:
    """What an undo in force does beyond leaving out what it reversed. `state` is what stands without that."""
    if state.status is not Status.OPEN:
        return state
    kind = ACTS[about.kind]
    moved = kind.excuses or (kind.until is Until.MAY and about.until_on is not None)
    late_before = about.kind is ActKind.SUSPEND and d is not None and about.on >= d.late_from
    if undo.until_on:
        state = _due(state, undo.until_on)
    elif moved and not late_before:
        state = _date_for(state, undo, d)
    again = kind.restarts or undo.restarts
    return _restarted(state, undo) if again else state
