"""What agencies chose of how they are mailed: by the day or in one list a week, with or without what only informs them.

A list comes early, never late: what looks ahead moves to the first working day of its week. What is due or overdue,
what was decided, and roll-calls keep their day. What an agency owes cannot be left.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import Anchor, Step
from reminder.core.journal import Act
from reminder.core.offsets import Offset
from reminder.core.superseding import RungPlan
from reminder.core.working_calendar import LAST, WorkingCalendar

INFORMS = "overview"  # the template that can be left


class MailChoice(NamedTuple):
    """`weekly`: what lies ahead comes in one list a week; `left`: no overview."""

    weekly: bool = False
    left: bool = False

    @property
    def made(self) -> tuple[ActKind, ...]:
        """The acts that make it out of the usual."""
        return (ActKind.WEEKLY,) * self.weekly + (ActKind.LEAVE,) * self.left


USUAL = MailChoice()
_MAKES = {
    ActKind.WEEKLY: {"weekly": True}, ActKind.DAILY: {"weekly": False},
    ActKind.LEAVE: {"left": True}, ActKind.REJOIN: {"left": False},
}  # fmt: skip
CHOICES = tuple(_MAKES)


def after(choice: MailChoice, act: ActKind) -> MailChoice:
    """The choice once this has been chosen too."""
    return choice._replace(**_MAKES[act])


def choices(acts: Iterable[Act]) -> Mapping[str, MailChoice]:
    """By agency, what holds of what was chosen, the last word of each; none for who gets mails as usual."""
    found: dict[str, MailChoice] = {}
    for act in acts:
        if act.kind in _MAKES:
            found[act.owner] = after(found.get(act.owner, USUAL), act.kind)
    return {agency: choice for agency, choice in found.items() if choice != USUAL}


def week_of(until: date) -> date:
    """How far the days must be planned whose lists come by `until`."""
    return until + timedelta(min(6 - until.weekday(), (LAST - until).days))


def listed(plan: RungPlan, calendar: WorkingCalendar, until: date) -> RungPlan:
    """What one who has weekly lists is told by `until`: what looks ahead on the first working day of its week. Where
    something else stands on that day, such as a decision, it says when the matter is due, and the list gives way."""
    moved = [(place, rung.told_on(_opening(rung.on, calendar)) if _ahead(rung.step) else rung, role)
             for place, rung, role in plan]  # fmt: skip
    kept = (entry for entry in moved if entry[1].on <= until)
    return sorted(kept, key=lambda entry: (entry[1].on, not _ahead(entry[1].step), entry[0]))


def _ahead(step: Step) -> bool:
    if isinstance(step.at, Anchor):
        return step.at.kind in ("checkpoint", "review")
    return isinstance(step.at, Offset) and step.at.days < 0 and step.template != "rollcall"


def _opening(on: date, calendar: WorkingCalendar) -> date:
    return calendar.on_or_after(on - timedelta(on.weekday()))
