"""Whom a step tells: roles → agencies as they stand, each in its strongest role and its head apart (design 2, 3.5,
3.6)."""

from collections.abc import Iterable
from datetime import date

from reminder.core.catalogue import Role, Step
from reminder.core.occurrence import Occurrence, Occurrences

OPERATOR = "operator"  # as recipient: who keeps the server, known to the configuration only
_HEAD = "/head"  # behind an agency's id: its head, who is told apart from its own contact

_STRENGTH: tuple[Role, ...] = (
    "head", "owner", "compiler", "coordinator", "via", "approver", "focal", "superior", "operator",
)  # fmt: skip
_OWNER = ("owner",)


def addressee(recipient: str, role: str) -> str:
    """Whom the newest step is counted by (design 3.8): an agency's own contact, its head, or a fixed address."""
    return recipient + _HEAD if role == "head" else recipient


def agency_of(addressee: str) -> str:
    """The recipient again."""
    return addressee.removesuffix(_HEAD)


class Recipients:
    """Answers for one day, on which superiors and focal agencies are taken."""

    def __init__(self, book: Occurrences, today: date) -> None:
        self.book, self.today = book, today

    def of(self, o: Occurrence, step: Step) -> dict[str, Role]:
        """The addressees the step tells of this occurrence. While nobody owes it, the focal agency is asked in the
        owner's place, without one the operator. A fixed address is told as a superior is."""
        if o.owner.unassigned:
            asked = self.book.catalogue.focal(o.plan, self.today)
            return ({asked: "focal"} if asked else {OPERATOR: "operator"}) if "owner" in step.to else {}
        if step.to == _OWNER and not step.mailboxes:
            return dict.fromkeys(o.owner.agencies, "owner")
        found: dict[str, Role] = {}
        for role in step.to if len(step.to) == 1 else sorted(step.to, key=_STRENGTH.index):
            for agency in self.agencies(o, role):
                found.setdefault(addressee(agency, role), role)
        for mailbox in step.mailboxes:
            found.setdefault(mailbox, "superior")
        return found

    def agencies(self, o: Occurrence, role: Role) -> Iterable[str]:
        """Who has this role. An agency that owes it is told as owner only, so no level of an escalation is
        the late agency itself."""
        owners, on = o.owner.agencies, o.deadline.due_on if o.deadline else self.today
        match role:
            case "owner" | "head":
                return owners
            case "superior":
                directory = self.book.catalogue.directory
                above = (directory.agency(a).superior for a in owners)
                now = (directory.current(s, self.today) for s in above if s)
                return [s for s in dict.fromkeys(now) if s and s not in owners]
            case "compiler":
                gatherer = self.book.catalogue.compiler_of.get(o.obligation.id)
                if gatherer is None:
                    return ()
                plan = self.book.catalogue.plan_of[gatherer.plan]
                who = self.book.owners(plan, gatherer, on, o.period)
                return [a for owner in who for a in owner.agencies if a not in owners]
            case "coordinator" | "approver" | "via":
                cell = {"coordinator": o.obligation.coordinators, "approver": o.obligation.approver}
                heirs = self.book.heirs(cell.get(role, o.obligation.via), on).agencies
                return [a for a in heirs if a not in owners]
            case "focal":
                focal = self.book.catalogue.focal(o.plan, self.today)
                return (focal,) if focal and focal not in owners else ()
            case "operator":
                return (OPERATOR,)
