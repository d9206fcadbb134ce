"""How a matter presses on a day, and in which order many are looked at: what is late or near first."""

import re
from datetime import date
from enum import StrEnum

from reminder.core.matter_status import ANSWERED, Status

NEAR = 14  # days to the last day within which it is near


class Urgency(StrEnum):
    """In the order in which they are looked at."""

    OVERDUE = "overdue"
    NEAR = "near"
    UNDECIDED = "undecided"  # nobody is late; a person must say who owes it, or when
    AHEAD = "ahead"  # its last day is further away
    SUSPENDED = "suspended"
    LATER = "later"  # its period has not begun: whoever closed the one before has nothing open
    DONE = "done"  # answered
    BACKLOG = "backlog"  # listed, not chased
    RELEASED = "released"  # closed without an answer: waived, or gone over to an heir, under whom it is shown


ORDER = {urgency: n for n, urgency in enumerate(Urgency)}
PRESSING = frozenset({Urgency.OVERDUE, Urgency.NEAR})
_ALWAYS = {
    Status.LATE: Urgency.OVERDUE, Status.BACKLOG: Urgency.BACKLOG, Status.WAIVED: Urgency.RELEASED,
    Status.TRANSFERRED: Urgency.RELEASED,
} | dict.fromkeys(ANSWERED, Urgency.DONE)  # fmt: skip
_BEGUN = {
    Status.UNDATED: Urgency.UNDECIDED, Status.UNASSIGNED: Urgency.UNDECIDED, Status.SUSPENDED: Urgency.SUSPENDED,
}  # fmt: skip
_PERIOD = re.compile(r"(\d{4})(?:-([HQMW])(\d{1,2}))?")
_MONTHS = {"H": 6, "Q": 3, "M": 1}


def urgency(status: Status, period: str, last_on: date | None, today: date) -> Urgency:
    """How it presses on `today`; `last_on` is the last day that surely keeps its date. What still waits to be confirmed
    is open."""
    if status in _ALWAYS:
        return _ALWAYS[status]
    if status not in _BEGUN and last_on and (last_on - today).days <= NEAR:
        return Urgency.NEAR
    begins = begins_on(period)
    return Urgency.LATER if begins and begins > today else _BEGUN.get(status, Urgency.AHEAD)


def begins_on(period: str) -> date | None:
    """The first day of what is reported on; None where the period does not say, as of a listed date or a task."""
    found = _PERIOD.fullmatch(period)
    if not found:
        return None
    year, kind, n = int(found[1]), found[2], int(found[3] or 1)
    if kind == "W":
        return date.fromisocalendar(year, n, 1)
    return date(year, _MONTHS.get(kind, 12) * (n - 1) + 1, 1)
