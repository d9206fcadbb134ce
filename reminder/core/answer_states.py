"""What an agency may answer on its page, and where its answer stands."""

from collections.abc import Mapping
from enum import StrEnum


class AnswerKind(StrEnum):
    RECEIVED = "received"
    REPORTED = "reported"
    NIL = "nil"
    EXTENSION = "extension"
    WRONG = "wrong"  # not its task

    @property
    def asks(self) -> bool:
        """It asks for something: an officer decides, whatever the plan says of answers."""
        return self in (AnswerKind.EXTENSION, AnswerKind.WRONG)

    @property
    def checked(self) -> bool:
        """It is read over once more before it is taken, for it closes the matter or has a person decide; machines
        press the buttons of pages that nobody has read."""
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
