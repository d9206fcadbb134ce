"""What the heir of a body that ceased before the nominal date takes over with its duty (design 3.12)."""

from collections.abc import Sequence
from dataclasses import replace

from reminder.core.matter_status import Status
from reminder.core.occurrence_state import NEW, Dated, State, newer
from reminder.core.owners import Gone

Left = tuple[Gone, State]  # one that ceased, and where its duty stood


def born(heir: str, gone: Sequence[Left]) -> State:
    """The state in which the heir's duty begins: the date given to those it succeeds, a suspension, the question for a
    date; and, where it owed none of its own, what all of them had answered."""
    state = NEW
    for _, left in gone:
        decided = left.due_on or left.wanted_on or left.suspended_on
        state = replace(state, revision=state.revision + (left.revision - 1 if decided else 0))
        state = replace(later(state, left), progress=newer(state.progress, left.progress))
        if left.wanted_on:
            state = replace(state, wanted_on=left.wanted_on)
        if left.status is Status.SUSPENDED:
            state = replace(
                state, status=left.status, suspended_on=left.suspended_on, since_on=left.since_on,
                document=left.document,
            )  # fmt: skip
    if all(left.closed for _, left in gone) and not any(heir in g.joined for g, _ in gone):
        g, left = gone[-1]
        state = replace(
            left, revision=state.revision, due_on=state.due_on, answered_by=g.owner.id, progress=state.progress
        )
    return state


def grown(state: State, gone: Sequence[Left], dated: Dated) -> State:
    """The state its own acts led to, with the later of its date and theirs."""
    for _, left in gone:
        mine = dated(state.due_on)
        if mine is None or (left.due_on and mine.due_on < left.due_on):
            state = later(state, left)
    return state


def later(state: State, left: State) -> State:
    if left.due_on is None or (state.due_on and state.due_on >= left.due_on):
        return state
    state = replace(state, due_on=left.due_on, extension=left.extension, wanted_on=None)
    if state.restart:
        return state
    return replace(
        state, restart=left.restart, restarted_on=left.restarted_on, restarted_by=left.restarted_by,
        begun_on=left.begun_on, since_on=left.since_on, document=left.document,
    )  # fmt: skip
