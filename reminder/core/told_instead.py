"""Who is told, and who is told instead where a mailbox cannot be reached (design 3.14, 4). Pure; nothing else decides
it.

In turn: the agency that is meant or its heir (its head first, where the head is meant), the mailbox that a step names
or the operator; the plan's focal agency or its heir; the operator; nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reminder.core.recipients import OPERATOR
from reminder.directory.agency import Contact
from reminder.directory.directory import Directory


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a notice goes. `agency` is whose mailbox it is, "" for the operator's and for one that a step names.
    `stands_in`: whoever is meant cannot be reached. `operator`: it goes to who keeps the server."""

    mailbox: str
    agency: str
    stands_in: bool = False
    operator: bool = False


@dataclass(frozen=True)
class Reach:
    """What can be reached: the mailboxes of the directory and the operator's, without those that mail came back
    from."""

    directory: Directory
    operator: str
    bounced: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "bounced", frozenset(box.casefold() for box in self.bounced))

    def without(self, mailboxes: frozenset[str]) -> "Reach":
        """The same, these not to be tried either."""
        return Reach(self.directory, self.operator, self.bounced | mailboxes)

    def who(self, recipient: str, focal: str, on: date, head: bool = False) -> Destination | None:
        """Who is told on `on` what is meant for `recipient`, of a plan whose focal agency is `focal`. None: nobody
        can be reached."""
        return next(self._chain(recipient, focal, on, head), None)

    def officer(self, focal: str, on: date) -> Destination | None:
        """Who decides in a plan whose focal agency is `focal`: that agency or its heir. None where only the operator is
        left."""
        to = self.who(focal, focal, on)
        return None if to is None or to.operator else to

    def mailbox(self, agency: str, on: date, head: bool = False) -> str:
        """The first mailbox of the agency or its heir that can be reached; "" when there is none."""
        contact = self._contact(self.directory.current(agency, on), on, head)
        return contact.mailbox if contact else ""

    def _chain(self, recipient: str, focal: str, on: date, head: bool) -> Iterator[Destination]:
        if recipient == OPERATOR or "@" in recipient:
            box = self.operator if recipient == OPERATOR else recipient
            if box.casefold() not in self.bounced:
                yield Destination(box, "", operator=recipient == OPERATOR)
        meant = self.directory.current(recipient, on)
        for agency in dict.fromkeys((meant, self.directory.current(focal, on))):
            contact = self._contact(agency, on, head and agency == meant)
            if contact:
                yield Destination(contact.mailbox, agency, agency != meant)
        if self.operator.casefold() not in self.bounced:
            yield Destination(self.operator, "", True, True)

    def _contact(self, agency: str, on: date, head: bool) -> Contact | None:
        if not agency:
            return None
        first = self.directory.contact(agency, on, self.bounced, head=True) if head else None
        return first or self.directory.contact(agency, on, self.bounced)
