"""What an agency may answer on its page, and where its answer stands."""

from collections.abc import Mapping
from enum import StrEnum


class AnswerKind(StrEnum):
    RECEIVED = "received"
    PROGRESS = "progress"  # how a task is going
    REPORTED = "reported"
    NIL = "nil"
    EXTENSION = "extension"
    WRONG = "wrong"  # not its task

    @property
    def asks(self) -> bool:
        """It asks for something: an officer decides, whatever the plan says of answers."""
        return self in (AnswerKind.EXTENSION, AnswerKind.WRONG)

    @property
    def closes(self) -> bool:
        """Whether it answers for the whole matter; the others leave it open, and whatever waits goes on waiting."""
        return self not in (AnswerKind.RECEIVED, AnswerKind.PROGRESS)

    @property
    def checked(self) -> bool:
        """It is read over once more before it is taken, for it closes the matter, has a person decide or goes on record
        in the agency's words; machines press the buttons of pages that nobody has read."""
        return self is not AnswerKind.RECEIVED


class AnswerState(StrEnum):
    """
    waiting ──▶ recorded, replaced
       └──────▶ confirmed, refused     by an officer
    """

    WAITING = "waiting"  # for an officer's decision
    RECORDED = "recorded"  # in the journal at once
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    REPLACED = "replaced"  # a later answer took its place undecided


ANSWER_MOVES: Mapping[AnswerState, frozenset[AnswerState]] = {
    state: frozenset(AnswerState) - {state} if state is AnswerState.WAITING else frozenset() for state in AnswerState
}
