"""Rows of a contact list → mailboxes by agency. Names are taken as the directory takes them, never by likeness."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from reminder.core.mail_address import parse_address
from reminder.directory.agency import Agency, exists_on
from reminder.directory.directory import Directory
from reminder.directory.register import Register
from reminder.documents.contact_lists import ListedMailbox, ListRow
from reminder.errors import Fact, Problem, problem
from reminder.mail.recipient_policy import Policy, permitted
from reminder.translatable import N_
from reminder.words.typed_days import TypedDay

Entries = Mapping[tuple[str, str], Mapping[str, str]]
"""By agency id and key (`contacts`, `head`): the mailboxes in order, each with the person named beside it or ""."""

NO_NAME = N_("the row has a mailbox and no name")
NO_MAILBOX = N_('"{name}" has no mailbox in the list; what the directory says of it stays')
UNKNOWN = N_('"{name}" is not in the directory; add it there, or as an alias')
UNKNOWN_NEAR = N_('"{name}" is not in the directory; add it there or as an alias — near: {near}')
SEVERAL = N_('"{name}" names several agencies; give each a row of its own')
NOBODY = N_('"{name}" names a group or nobody in particular; a mailbox belongs to one agency')
DIVIDED = N_('"{name}" was divided ({basis}); name the successor that is meant')
OTHER_DAYS = N_(
    '"{name}" is in the directory, but not in force on {day} ({why}); name the body of now, or mend the days in the '
    "directory"
)
SUCCEEDED = N_('"{name}" → {heir} ({basis})')
NOT_ADDRESS = N_('"{mailbox}" of {name} is not a mailbox; write one address such as vanthu@so.tinh.gov.vn')
NOT_ALLOWED = N_('"{mailbox}" of {name}: {domain} is not among the allowed domains ({allowed}); an administrator '
                 'may add it under [mail] domains in reminder.toml')  # fmt: skip
RESERVED = N_('"{mailbox}" of {name}: {domain} is reserved for examples and no mail server delivers there')
TWICE = N_('"{mailbox}" of {name} is listed twice; once is enough')
ADDED = N_('{name} was listed before; "{mailbox}" is taken as a further mailbox')
SHARED = N_('"{mailbox}" is listed for {name} and for {other}; both will be told there')


class Join:
    """Takes the rows of one list. `problems` left their row out, `notes` did not; `unknown` are names the directory
    does not know, with the mailboxes they came with; `incomplete` the entries of which a mailbox was refused."""

    def __init__(self, directory: Directory, register: Register, policy: Policy, on: date) -> None:
        self.directory, self.register, self.policy, self.on = directory, register, policy, on
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self.unknown: dict[str, tuple[str, ...]] = {}
        self.incomplete: set[tuple[str, str]] = set()
        self._entries: dict[tuple[str, str], dict[str, str]] = {}
        self._owner: dict[str, str] = {}

    def taken(self, rows: Iterable[ListRow]) -> Entries:
        """What is good in the rows. A bad mailbox is a problem of its own cell and leaves the good ones standing."""
        for row in rows:
            self._take(row)
        return self._entries

    def _take(self, row: ListRow) -> None:
        if not row.mailboxes and not row.head:
            if row.name:
                self._note(row, NO_MAILBOX, name=row.name)
            return
        if not row.name:
            self._fault(row, NO_NAME)
            return
        contacts = [box for each in row.mailboxes if (box := self._checked(row, each))]
        head = [box for each in row.head if (box := self._checked(row, each))]
        if agency := self._agency(row, contacts):
            for key, good, listed in (("contacts", contacts, row.mailboxes), ("head", head, row.head)):
                self._enter(row, agency, key, good)
                self.incomplete |= {(agency.id, key)} if len(good) < len(listed) else set()

    def _enter(self, row: ListRow, agency: Agency, key: str, boxes: Sequence[ListedMailbox]) -> None:
        again = (agency.id, key) in self._entries
        for mailbox, person in ((box.mailbox, box.person) for box in boxes):
            entries = self._entries.setdefault((agency.id, key), {})
            if mailbox.casefold() in (known.casefold() for known in entries):
                self._note(row, TWICE, mailbox=mailbox, name=agency.name)
                continue
            if again:
                self._note(row, ADDED, mailbox=mailbox, name=agency.name)
            other = self._owner.setdefault(mailbox.casefold(), agency.id)
            if other != agency.id:
                name = self.directory.agency(other).name
                self._note(row, SHARED, mailbox=mailbox, name=agency.name, other=name)
            entries[mailbox] = person

    def _agency(self, row: ListRow, contacts: Sequence[ListedMailbox]) -> Agency | None:
        """The one agency the name means, taken by its id or as a plan's names are; else None and a problem."""
        if row.name in {a.id for a in self.register.agencies}:
            return self.directory.agency(row.name)
        cast = self.directory.resolve(row.name, self.on, self.register.id)
        party = cast.parties[0] if len(cast.parties) == 1 and not cast.choice else None
        found = self.directory.agency(party.id) if party and party.kind == "agency" else None
        basis = party.via[-1].basis if party and party.via else ""
        if party is None:
            self._fault(row, SEVERAL, name=row.name)
        elif party.kind == "unknown":
            self._stranger(row, contacts, party.proposals)
        elif party.kind == "not-in-force":
            self._other_days(row, party.id)
        elif found is None:
            self._fault(row, NOBODY, name=row.name)
        elif any(s.share == "split" for s in party.via):
            self._fault(row, DIVIDED, name=row.name, basis=basis)
        elif not exists_on(found, self.on):
            self._other_days(row, found.id)
        else:
            if basis:
                self._note(row, SUCCEEDED, name=row.name, heir=found.name, basis=basis)
            return found
        return None

    def _other_days(self, row: ListRow, id_: str) -> None:
        if why := self.directory.out_of_force(id_, self.on):
            self._fault(row, OTHER_DAYS, name=row.name, day=(TypedDay(self.on),), why=(why,))

    def _stranger(self, row: ListRow, contacts: Sequence[ListedMailbox], proposals: Sequence[tuple[str, int]]) -> None:
        self.unknown[row.name] = tuple(box.mailbox for box in contacts)
        near = "; ".join(self.directory.name(id_) for id_, _ in proposals)
        self._fault(row, UNKNOWN_NEAR if near else UNKNOWN, name=row.name, near=near)

    def _checked(self, row: ListRow, box: ListedMailbox) -> ListedMailbox | None:
        """The mailbox with its domain in small letters; None and a problem where no mail may go."""
        mailbox, key = box.mailbox, box.cell or row.key
        try:
            address = parse_address(mailbox)
        except ValueError:
            self.problems.append(problem(row.place, key, NOT_ADDRESS, mailbox=mailbox[:120], name=row.name))
            return None
        why = permitted(mailbox, self.policy)
        if why is None:
            as_read = f"{address.local}@{mailbox.rpartition('@')[2].lower()}"
            return replace(box, mailbox=as_read)
        template = RESERVED if why.code == "reserved-domain" else NOT_ALLOWED
        allowed, domain = ", ".join(self.policy.domains), address.domain
        facts = {"mailbox": mailbox, "name": row.name, "domain": domain, "allowed": allowed}
        self.problems.append(problem(row.place, key, template, **facts))
        return None

    def _fault(self, row: ListRow, template: str, **facts: Fact) -> None:
        self.problems.append(problem(row.place, row.key, template, **facts))

    def _note(self, row: ListRow, template: str, **facts: str) -> None:
        self.notes.append(problem(row.place, row.key, template, "warning", **facts))
