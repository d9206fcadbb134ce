"""Notices joined into mails: one for each mailbox, day and kind (design 4). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reminder.core.catalogue import Catalogue
from reminder.core.directory import Directory
from reminder.core.evaluate import OPERATOR, Notice

MailKind = Literal["reminder", "escalation", "rollcall", "thanks"]
_KIND_OF_TEMPLATE: dict[str, MailKind] = {
    "escalation": "escalation", "rollcall": "rollcall", "thanks": "thanks",
}  # fmt: skip
_URGENCY = ("low", "normal", "high", "urgent")


@dataclass(frozen=True, slots=True)
class Mail:
    """What one mailbox gets. `agency` is whose mailbox it is, "" for the operator's and for a fixed address.
    `single` is the key of the notice that has this mail to itself, "" in a digest."""

    mailbox: str
    agency: str
    kind: MailKind
    send_on: date
    notices: tuple[Notice, ...]
    single: str = ""

    @property
    def key(self) -> str:
        return f"{self.mailbox}@{self.send_on}@{self.kind}" + (f"@{self.single}" if self.single else "")

    @property
    def urgency(self) -> str:
        return max((n.rung.step.urgency for n in self.notices), key=_URGENCY.index)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a notice goes. `stands_in`: its recipient cannot be reached, so its plan's focal agency is told
    instead (design 3.14)."""

    mailbox: str
    agency: str
    stands_in: bool = False


@dataclass(frozen=True, slots=True)
class Sorted:
    """The mails that notices make, in order of first notice; `lost`: notices nobody can be mailed for but the
    operator; `strays`: agencies that could not be reached, whoever was told instead."""

    mails: tuple[Mail, ...]
    lost: tuple[Notice, ...]
    strays: tuple[str, ...]


def address(notice: Notice, catalogue: Catalogue, bounced: frozenset[str] = frozenset()) -> Address | None:
    """The first reachable contact of the recipient or, where it has ceased, of its heir — the head's for the
    role `head` — else of the plan's focal agency; None when only the operator is left."""
    directory, on = catalogue.directory, notice.send_on
    if "@" in notice.recipient:
        reachable = notice.recipient.casefold() not in {box.casefold() for box in bounced}
        return Address(notice.recipient, "") if reachable else None
    if notice.recipient == OPERATOR:
        return None
    meant, focal = directory.current(notice.recipient, on), notice.occurrence.plan.focal
    for agency in dict.fromkeys((meant, directory.current(focal, on) if focal else "")):
        mailbox = reach(directory, agency, on, bounced, notice.role == "head" and agency == meant)
        if mailbox:
            return Address(mailbox, agency, agency != meant)
    return None


def reach(directory: Directory, agency: str, on: date, bounced: frozenset[str], head: bool = False) -> str:
    """The mailbox of an agency or its heir on a day, its head's first if `head`; "" when there is none."""
    agency = directory.current(agency, on) if agency in directory else ""
    if not agency:
        return ""
    contact = directory.contact(agency, on, bounced, head=True) if head else None
    contact = contact or directory.contact(agency, on, bounced)
    return contact.mailbox if contact else ""


def mails(notices: Iterable[Notice], catalogue: Catalogue, bounced: frozenset[str] = frozenset()) -> Sorted:
    """The mails these notices make: one for each mailbox, day and kind, and one for each notice of a step that
    asks for mails of its own."""
    gathered: dict[tuple[str, date, MailKind, str], list[Notice]] = {}
    agency_of: dict[str, str] = {}
    lost: list[Notice] = []
    strays: dict[str, None] = {}
    for notice in notices:
        to = address(notice, catalogue, bounced)
        if to is None or to.stands_in:
            if notice.recipient != OPERATOR:
                strays[notice.recipient] = None
            if to is None:
                lost.append(notice)
                continue
        agency_of.setdefault(to.mailbox, to.agency)
        kind = _KIND_OF_TEMPLATE.get(notice.template, "reminder")
        single = notice.key if notice.rung.step.single else ""
        gathered.setdefault((to.mailbox, notice.send_on, kind, single), []).append(notice)
    made = (
        Mail(box, agency_of[box], kind, on, tuple(found), single)
        for (box, on, kind, single), found in gathered.items()
    )
    return Sorted(tuple(made), tuple(lost), tuple(strays))
