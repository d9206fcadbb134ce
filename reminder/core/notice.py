"""One agency told of one rung of one occurrence, and the key that makes it once for ever."""

from datetime import date
from functools import partial
from typing import NamedTuple

from reminder.core.catalogue import Role
from reminder.core.ladder import Rung
from reminder.core.occurrence import Occurrence
from reminder.core.reason import Reason, because

REMINDERS = frozenset({"coming", "today", "overdue", "escalation", "returned", "refused"})
"""The templates that ask an agency for what it owes: of these, and of no information or thanks, it is said that it was
reminded."""


class Notice(NamedTuple):  # a year of 100,000 obligations has 600,000, and a tuple is made in a third of the time
    """One agency told of one rung of one occurrence. Its key is unique for ever: no date and no address of an
    agency in it. `recipient` is an agency's id, `OPERATOR`, or a mailbox that the step names; `by` the step
    it gave way to, "" for one that is told."""

    occurrence: Occurrence
    rung: Rung
    recipient: str
    role: Role
    send_on: date
    by: str = ""

    @property
    def key(self) -> str:
        # A step for owner and head tells both: the head's key was there first.
        to = "@owner" if self.role == "owner" and "head" in self.rung.step.to else ""
        return f"{self.occurrence.key}@r{self.occurrence.state.revision}@{self.rung.name}@{self.recipient}{to}"

    @property
    def template(self) -> str:
        return "unassigned" if self.occurrence.owner.unassigned else self.rung.step.template

    @property
    def reason(self) -> Reason:
        step, on = self.rung.step, self.rung.on
        if self.by:
            return because("superseded", step=step.id, by=self.by, planned_on=on)
        if self.rung.own_on:
            return because("step-listed", step=step.id, at=str(step.at), planned_on=on, own_on=self.rung.own_on)
        return because("step", step=step.id, at=str(step.at), planned_on=on)


# As a named tuple makes itself, less a call of Python for each of a year's 600,000.
made = partial(tuple.__new__, Notice)
