"""Notices joined into mails: one for each mailbox, day and kind (design 4). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reminder.core.catalogue import URGENCIES, Urgency
from reminder.core.notice import Notice
from reminder.core.recipients import OPERATOR
from reminder.core.told_instead import Destination, Reach

MailKind = Literal["reminder", "escalation", "rollcall", "overview", "thanks"]
_KIND_OF_TEMPLATE: dict[str, MailKind] = {
    "escalation": "escalation", "rollcall": "rollcall", "overview": "overview", "thanks": "thanks",
}  # fmt: skip


def mail_key(
    mailbox: str, send_on: date, kind: str, single: str = "", instead_of: int | None = None, number: int = 0
) -> str:
    """What a mail is known by for ever: Message-IDs are made of it, so no spelling here may ever change. What sets it
    apart from the mailbox's others of this day and kind: the mail it stands in for, the notice (by key) that has it to
    itself, or its number."""
    apart = f"@{single}" if single else f"#{number}" if number else ""
    return f"{mailbox}@{send_on}@{kind}{apart if instead_of is None else f'@instead-of-{instead_of}'}"


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
        return mail_key(self.mailbox, self.send_on, self.kind, self.single)

    @property
    def urgency(self) -> Urgency:
        return max((n.rung.step.urgency for n in self.notices), key=URGENCIES.index)


@dataclass(frozen=True, slots=True)
class Digest:
    """The mails that notices make, in order of first notice; `unreachable`: notices that nobody can be mailed for;
    `strays`: agencies that could not be reached, whoever was told instead."""

    mails: tuple[Mail, ...]
    unreachable: tuple[Notice, ...]
    strays: tuple[str, ...]


def address(notice: Notice, reach: Reach) -> Destination | None:
    """Where this notice goes; None when nobody can be reached."""
    return reach.who(notice.recipient, notice.occurrence.plan.focal, notice.send_on, head=notice.role == "head")


def kind_of(template: str, to: Destination) -> MailKind:
    """Which mail a notice goes in. The operator has one for whatever is left to him."""
    return "reminder" if to.operator else _KIND_OF_TEMPLATE.get(template, "reminder")


def mails(notices: Iterable[Notice], reach: Reach) -> Digest:
    """The mails these notices make: one for each mailbox, day and kind, and one for each notice of a step that
    asks for mails of its own."""
    gathered: dict[tuple[str, date, MailKind, str], list[Notice]] = {}
    agency_of: dict[str, str] = {}
    unreachable: list[Notice] = []
    strays: dict[str, None] = {}
    for notice in notices:
        to = address(notice, reach)
        if (to is None or to.stands_in) and notice.recipient != OPERATOR:
            strays[notice.recipient] = None
        if to is None:
            unreachable.append(notice)
            continue
        agency_of[to.mailbox] = agency_of.get(to.mailbox) or to.agency
        single = notice.key if notice.rung.step.single and not to.operator else ""
        kind = kind_of(notice.template, to)
        gathered.setdefault((to.mailbox, notice.send_on, kind, single), []).append(notice)
    made = (
        Mail(box, agency_of[box], kind, on, tuple(found), single) for (box, on, kind, single), found in gathered.items()
    )
    return Digest(tuple(made), tuple(unreachable), tuple(strays))
