"""Notices joined into mails: one for each mailbox, day and kind (design 4). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reminder.core.agency import Contact
from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Notice

MailKind = Literal["reminder", "escalation", "rollcall"]
_KIND_OF_TEMPLATE: dict[str, MailKind] = {"escalation": "escalation", "rollcall": "rollcall"}
_URGENCY = ("low", "normal", "high", "urgent")


@dataclass(frozen=True, slots=True)
class Mail:
    """What one mailbox gets. `agency` is whose mailbox it is; `stands_in` says that the agency meant could
    not be reached, so its plan's focal agency is told instead (design 3.14)."""

    mailbox: str
    agency: str
    kind: MailKind
    send_on: date
    notices: tuple[Notice, ...]

    @property
    def key(self) -> str:
        return f"{self.mailbox}@{self.send_on}@{self.kind}"

    @property
    def urgency(self) -> str:
        return max((n.rung.step.urgency for n in self.notices), key=_URGENCY.index)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a notice goes: `agency` differs from its recipient when that one cannot be reached."""

    mailbox: str
    agency: str


def address(notice: Notice, catalogue: Catalogue, bounced: frozenset[str] = frozenset()) -> Address | None:
    """The first reachable contact of the recipient — its head for the role `head` — else of the plan's focal
    agency; None when neither can be reached and only the operator is left."""
    directory = catalogue.directory
    for agency in dict.fromkeys((notice.recipient, notice.occurrence.plan.focal)):
        contact: Contact | None = None
        if notice.role == "head" and agency == notice.recipient:
            contact = directory.contact(agency, notice.send_on, bounced, head=True)
        contact = contact or directory.contact(agency, notice.send_on, bounced)
        if contact:
            return Address(contact.mailbox, agency)
    return None


def mails(
    notices: Iterable[Notice], catalogue: Catalogue, bounced: frozenset[str] = frozenset()
) -> tuple[tuple[Mail, ...], tuple[Notice, ...]]:
    """The mails these notices make, in order of first notice, and the notices nobody can be mailed for."""
    gathered: dict[tuple[str, date, MailKind], list[Notice]] = {}
    agency_of: dict[str, str] = {}
    unreachable: list[Notice] = []
    for notice in notices:
        to = address(notice, catalogue, bounced)
        if to is None:
            unreachable.append(notice)
            continue
        agency_of.setdefault(to.mailbox, to.agency)
        kind = _KIND_OF_TEMPLATE.get(notice.template, "reminder")
        gathered.setdefault((to.mailbox, notice.send_on, kind), []).append(notice)
    made = (Mail(box, agency_of[box], kind, on, tuple(found)) for (box, on, kind), found in gathered.items())
    return tuple(made), tuple(unreachable)
