"""Where one occurrence stands, in one word.

    open ──submit, nil, complete, waive──▶ submitted, nil, completed, waived   (the ladder is silent)
      ▲ └─suspend─▶ suspended ─resume─┐          │                              transferred: its body ceased
      └──────── return, undo ─────────┴──────────┘

The fold of its acts (`occurrence_state`) knows these. What is open is named by the day it is looked at
(`evaluate.status`):

    unassigned   nobody is known to owe it
    undated      no date is known, or one is wanted
    open         its day has not passed
    late         its day has passed
    backlog      its day had passed when it was first seen: listed, not chased, until `adopt`

Which act may be said of which, and what it closes, is in `act_kinds.ACTS`.
"""

from enum import StrEnum


class Status(StrEnum):
    OPEN = "open"
    SUBMITTED = "submitted"
    NIL = "nil"
    COMPLETED = "completed"
    WAIVED = "waived"
    SUSPENDED = "suspended"
    LATE = "late"
    UNDATED = "undated"
    UNASSIGNED = "unassigned"
    BACKLOG = "backlog"
    TRANSFERRED = "transferred"
    WAITING = "waiting"  # in a mail's list only: answered, and an officer has yet to confirm it


OVERDUE = frozenset({Status.LATE, Status.BACKLOG})
OWED = OVERDUE | {Status.OPEN, Status.UNDATED, Status.UNASSIGNED}
REPORTED = frozenset({Status.SUBMITTED, Status.COMPLETED})
ANSWERED = REPORTED | {Status.NIL}
CLOSED = ANSWERED | {Status.WAIVED, Status.TRANSFERRED}
