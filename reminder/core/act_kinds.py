"""The kinds of acts, and all that one of them is: a new kind is a member here with its row, and a case of
`occurrence_state._apply` where it does what no other does.

Texts are msgids; commands are named as people type them.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import NamedTuple

from reminder.core.matter_status import ANSWERED, OWED, Status
from reminder.translatable import N_


class ActKind(StrEnum):
    SUBMIT = "submit"
    NIL = "nil"
    COMPLETE = "complete"
    RETURN = "return"
    WAIVE = "waive"
    EXTEND = "extend"
    SUSPEND = "suspend"
    RESUME = "resume"
    SILENCE = "silence"
    ACKNOWLEDGE = "acknowledge"
    PROGRESS = "progress"
    ADOPT = "adopt"
    ASSIGN = "assign"
    DATE = "date"
    EVENT = "event"
    UNDO = "undo"
    WEEKLY = "weekly"
    DAILY = "daily"
    LEAVE = "leave"
    REJOIN = "rejoin"


class SaidBy(StrEnum):
    """Whose word an act is."""

    OFFICER = "officer"
    AGENCY = "agency"  # as said on its page, counted from the day it was said
    CONFIRMED = "confirmed"  # an agency's, which an officer has held against the document


class Until(Enum):
    """What the second date of an act is."""

    NONE = "it has none"
    DUE = "the new due date, which must be given"
    MAY = "the new due date, which may be given and must lie ahead"
    END = "the day on which it ends"
    EVENT = "the day of the event"


class Restart(NamedTuple):
    """How the owner is told that the ladder begins again, where the rule has no step for it: the step's id, the
    template, and when that step stands."""

    step: str
    template: str
    when: str


@dataclass(frozen=True, slots=True)
class ActTraits:
    """What an act of one kind is. `word`: what has been done; `command`: what recording it does, "" where it has no
    command of its own.

    `takes`: of which statuses it may be said; none where it speaks of the obligation itself, whoever comes to owe it,
    or of another act. `idle`: why it finds nothing, and what there is to do instead. `closes`: where it leaves the
    occurrence; `halts`: it keeps the ladder silent without closing it. `by_agency`: an agency may say it itself, on its
    page; an undo, of what it said. `restarts`: it always begins the ladder again (design 3.10); an undo does so by what
    it takes back. `excuses`: taken back when the date it had moved is due or past, it leaves the question for a date.
    `chooses`: it says how an agency, its owner, is mailed, and speaks of no obligation.
    """

    word: str
    command: str = ""
    takes: frozenset[Status] = frozenset()
    idle: str = ""
    closes: Status | None = None
    halts: bool = False
    by_agency: bool = False
    restarts: bool = False
    restart: Restart | None = None
    excuses: bool = False
    until: Until = Until.NONE
    chooses: bool = False

    @property
    def answers(self) -> bool:
        """It is what an agency owes: said by itself, an officer may hold it against its document."""
        return self.closes in ANSWERED

    @property
    def told_apart(self) -> bool:
        """Whom it concerns is told by a mail of record, for no step of a ladder speaks of it any more."""
        return self.closes is not None or self.halts

    @property
    def gives_date(self) -> bool:
        return self.until in (Until.DUE, Until.MAY)


_CLOSED = N_("{obligation}: closed already ({stands}); reminder undo takes that back, reminder return asks again")
_SILENT = N_("{obligation}: suspended or closed already ({stands}), so nobody is mailed anyway")
_UNDONE = OWED | {Status.SUSPENDED}
_UNDER_WAY = OWED - {Status.UNASSIGNED}

ACTS: dict[ActKind, ActTraits] = {
    ActKind.SUBMIT: ActTraits(
        N_("reported"), N_("Record that a report has come in"), _UNDONE, _CLOSED, Status.SUBMITTED, by_agency=True
    ),
    ActKind.NIL: ActTraits(N_("nothing to report"), "", _UNDONE, _CLOSED, Status.NIL, by_agency=True),
    ActKind.COMPLETE: ActTraits(
        N_("done"), N_("Record that a task is done"), _UNDONE, _CLOSED, Status.COMPLETED, by_agency=True
    ),
    ActKind.RETURN: ActTraits(
        N_("sent back"), N_("Send back for redo: the ladder starts again"), ANSWERED,
        N_("{obligation}: nothing has come in that could be sent back ({stands})"),
        restarts=True, restart=Restart("returned", "returned", N_("when sent back")), until=Until.MAY,
    ),
    ActKind.WAIVE: ActTraits(
        N_("released"), N_("Release from the duty"), _UNDONE, _CLOSED, Status.WAIVED, excuses=True
    ),
    ActKind.EXTEND: ActTraits(
        N_("extended"), N_("Give a later date"), _UNDONE, _CLOSED,
        restarts=True, restart=Restart("extended", "extended", N_("when extended")), excuses=True, until=Until.DUE,
    ),
    ActKind.SUSPEND: ActTraits(
        N_("suspended"), N_("Suspend the duty"), OWED,
        N_("{obligation}: suspended or closed already ({stands}); reminder undo takes that back"), halts=True,
        excuses=True,
    ),
    ActKind.RESUME: ActTraits(
        N_("resumed"), N_("End a suspension"), frozenset({Status.SUSPENDED}),
        N_("{obligation}: nothing of it is suspended ({stands})"),
        restarts=True, restart=Restart("resumed", "restarted", N_("when resumed")), until=Until.MAY,
    ),
    ActKind.SILENCE: ActTraits(
        N_("silenced"), N_("Hold all mail about it until a date"), OWED, _SILENT, by_agency=True, until=Until.END
    ),
    ActKind.ACKNOWLEDGE: ActTraits(
        N_("receipt confirmed"), N_("The agency has confirmed receipt: only the last steps are told"), OWED, _SILENT,
        by_agency=True,
    ),
    ActKind.PROGRESS: ActTraits(
        N_("progress reported"), N_("Record how a task is going; it stays open"), _UNDER_WAY,
        N_("{obligation}: not under way ({stands}); progress is recorded while something is still to be done"),
        by_agency=True,
    ),
    ActKind.ADOPT: ActTraits(
        N_("backlog adopted"), N_("Chase a backlog after all"), frozenset({Status.BACKLOG}),
        N_("{obligation}: no backlog ({stands}); what is open is chased anyway"),
        restarts=True, restart=Restart("adopted", "restarted", N_("when adopted")),
    ),
    ActKind.ASSIGN: ActTraits(N_("assigned"), N_("Name who owes what nobody owes yet")),
    ActKind.DATE: ActTraits(
        N_("dated"), N_("Give an undated obligation its date"), frozenset({Status.UNDATED, Status.UNASSIGNED}),
        N_("{obligation}: has a date already ({stands}); reminder extend gives a later one"),
        restarts=True, restart=Restart("dated", "restarted", N_("when dated")), excuses=True, until=Until.DUE,
    ),
    ActKind.EVENT: ActTraits(
        N_("event entered"), N_("Enter the event a term runs from"),
        restarts=True, restart=Restart("event", "restarted", N_("when its event is entered")),
        excuses=True, until=Until.EVENT,
    ),
    ActKind.UNDO: ActTraits(
        N_("undone"), N_("Reverse the latest act"),
        by_agency=True, restart=Restart("undone", "restarted", N_("when an act is undone")), until=Until.MAY,
    ),
    ActKind.WEEKLY: ActTraits(N_("mailed in one list a week"), by_agency=True, chooses=True),
    ActKind.DAILY: ActTraits(N_("mailed day by day"), by_agency=True, chooses=True),
    ActKind.LEAVE: ActTraits(N_("monthly overview left"), by_agency=True, chooses=True),
    ActKind.REJOIN: ActTraits(N_("monthly overview taken again"), by_agency=True, chooses=True),
}  # fmt: skip
