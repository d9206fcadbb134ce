"""Progress reviews: which one waits for a word, and which has had it (design 3.4). A review asks how a long task is
going; it is never due, and whatever is answered closes nothing."""

from collections.abc import Sequence
from datetime import date, timedelta

from reminder.core.catalogue import Anchor, Step
from reminder.core.ladder import REVIEWS, Stretch, review_days
from reminder.core.matter_status import Status
from reminder.core.occurrence import Occurrence
from reminder.core.occurrence_state import Progress
from reminder.core.working_calendar import WorkingCalendar

UNREPORTED = "unreported"  # a progress review waits for its answer
FRESH = timedelta(21)  # who has said within these days how it is going is not asked again


def asks(step: Step) -> bool:
    """Whether the step asks for progress."""
    return isinstance(step.at, Anchor) and step.at.kind in REVIEWS


def answered(progress: Progress | None, review_on: date) -> bool:
    """Whether this progress answers the review of that day: said behind it, or so shortly before that nothing new is to
    be told."""
    return progress is not None and progress.on >= review_on - FRESH


def unanswered(o: Occurrence, plan: Sequence[Stretch], calendar: WorkingCalendar, today: date) -> date | None:
    """The day of the last review of this task, up to `today`, that nobody has answered; None where none waits, as when
    its last day has passed: then it is the result that is wanted. `plan`: the rules that plan its days."""
    if o.state.status is not Status.OPEN or o.owner.unassigned or o.known_from > today:
        return None
    if o.counted and o.counted.last_on < today:
        return None
    last = max(review_days(o, plan, calendar, today), default=None)
    return None if last is None or answered(o.state.progress, last) else last
