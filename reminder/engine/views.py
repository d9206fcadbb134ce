"""Notices as stored → what a mail says, by the rules and the journal as they are now (design 4: fresh)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reminder.core.agency import Agency
from reminder.core.catalogue import Catalogue, Plan
from reminder.core.evaluate import Ledger, status
from reminder.core.journal import Journal
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.core.reason import Reason, because
from reminder.engine.office import Office
from reminder.mail.view import Item, Lang, MailView, Party, Standing, Told, Unit
from reminder.store.notices import NoticeRow
from reminder.words import say

_NUMBERS = re.compile(r"\d+")
_AHEAD = timedelta(days=400)
_MANY = ("escalation", "rollcall")
_STANDING: dict[str, Standing] = {
    "open": "missing", "backlog": "late", "unassigned": "missing", "undated": "missing",
    "late": "late", "submitted": "submitted", "nil": "nil", "completed": "completed",
    "waived": "waived", "suspended": "suspended",
}  # fmt: skip


class Book:
    """Finds the occurrence behind a stored key. One obligation is enumerated once, however many ask."""

    def __init__(self, catalogue: Catalogue, journal: Journal, today: date) -> None:
        self.catalogue, self.today = catalogue, today
        self.occurrences = Occurrences(catalogue, journal)
        self._of: dict[str, dict[str, Occurrence]] = {}

    def find(self, key: str) -> Occurrence | None:
        """The occurrence of this key, or None when the files no longer hold it."""
        return self.of(key.split("@")[0]).get(key)

    def of(self, obligation: str) -> Mapping[str, Occurrence]:
        """All occurrences of an obligation by key: a series from its start to a good year ahead."""
        if obligation not in self._of:
            found = self.occurrences.known(self.today + _AHEAD, self.today, obligation)
            self._of[obligation] = {o.key: o for o in found}
        return self._of[obligation]


@dataclass(frozen=True, slots=True)
class Line:
    """One notice with the occurrence it is about."""

    notice: NoticeRow
    occurrence: Occurrence


def view(
    office: Office, book: Book, mailbox: str, agency: str, kind: str, lines: Sequence[Line],
    told: Mapping[str, Sequence[Told]], reasons: Iterable[Reason] = (),
) -> MailView:  # fmt: skip
    """The whole mail for one mailbox, as of the office's today."""
    body = book.catalogue.directory.agency(agency) if agency else None
    lang: Lang = body.lang if body else "vi"
    plans = {line.occurrence.plan.id: line.occurrence.plan for line in lines}
    first = next(iter(plans.values()), None)
    return MailView(
        kind=kind,  # type: ignore[arg-type]  # the store keeps it as text
        lang=lang,
        as_of=book.today,
        recipient=Party(body.name if body else mailbox, mailbox),
        office=Party(office.config.office, office.config.mail.sender),
        focal=_focal(first, book) if first else None,
        items=tuple(_items(lines, book, told, lang, mailbox)),
        reasons=tuple(reasons),
    )


def _items(
    lines: Sequence[Line], book: Book, told: Mapping[str, Sequence[Told]], lang: str, mailbox: str
) -> Iterable[Item]:
    """Notices of one obligation, period and template are one matter, however many agencies it concerns."""
    groups: dict[tuple[str, str, str, str], list[Line]] = {}
    for line in lines:
        o, n = line.occurrence, line.notice
        groups.setdefault((n.template, o.obligation.id, o.period, n.role), []).append(line)
    for (template, *_), group in groups.items():
        o = group[0].occurrence
        item = replace(_item(group[0], book, lang), note=_note(group[0].notice, book, lang, mailbox))
        if template in _MANY or len(group) > 1:
            owing = _all_owing(o, book) if template == "rollcall" else [line.occurrence for line in group]
            item = replace(
                item, units=tuple(_unit(each, book, told) for each in owing if not each.owner.unassigned)
            )
        yield item


def _all_owing(o: Occurrence, book: Book) -> list[Occurrence]:
    return [each for each in book.of(o.obligation.id).values() if each.period == o.period]


def _unit(o: Occurrence, book: Book, told: Mapping[str, Sequence[Told]]) -> Unit:
    return Unit(
        name=" và ".join(book.catalogue.directory.agency(a).name for a in o.owner.agencies),
        standing=_STANDING[status(o, Ledger(book.occurrences.journal), book.today)],
        told=tuple(told.get(o.key, ())),
        document=o.state.document,
        on=o.state.since_on,
    )


def _item(line: Line, book: Book, lang: str) -> Item:
    o, n = line.occurrence, line.notice
    d, calendar, duty = o.deadline, book.catalogue.calendar, o.obligation
    report = duty.kind == "report"
    return Item(
        template=n.template,  # type: ignore[arg-type]
        obligation=duty.id,
        occurrence=o.key,
        kind=duty.kind,
        title=duty.title,
        plan_number=o.plan.number if o.plan.number[:1] != "/" else "",  # left blank in the document
        plan_issued_on=o.plan.issued_on if len(_NUMBERS.findall(o.plan.issued_raw)) > 2 else None,
        plan_title=o.plan.title,
        phrase=duty.phrase,
        role=n.role,  # type: ignore[arg-type]
        urgency=n.urgency,  # type: ignore[arg-type]
        ordinal=n.ordinal,
        plan_issued_raw=o.plan.issued_raw,
        period=o.period if report else "",
        due_on=d.due_on if d else None,
        bound=d.bound if d else None,
        last_on=d.last_on if d else None,
        target_on=d.target_on if d else None,
        late_from=d.late_from if d else None,
        days_left=(d.last_on - book.today).days if d else None,
        working_days_left=calendar.count(book.today + timedelta(1), d.last_on) if d else None,
        estimated=bool(d and calendar.estimated(d.target_on, d.late_from)),
        output=duty.output,
        send_to=duty.to.raw if report else "",
        via=duty.via.raw if report else "",
        lead=duty.lead.raw,
        document=o.state.document,
        on=o.state.since_on,
        was_due_on=None,
    )


def _note(n: NoticeRow, book: Book, lang: str, mailbox: str) -> str:
    """That the mail stands in for one to an agency nobody can be reached at (design 3.14), else nothing."""
    directory = book.catalogue.directory
    if n.recipient not in directory:
        return ""
    meant = directory.agency(directory.current(n.recipient, book.today) or n.recipient)
    if mailbox in {contact.mailbox for contact in (*meant.contacts, *meant.head)}:
        return ""
    return say(because("no-contact", agency=meant.name), lang)


def _focal(plan: Plan, book: Book) -> Party | None:
    id_ = book.occurrences.focal(plan, book.today)
    if not id_:
        return None
    focal: Agency = book.catalogue.directory.agency(id_)
    contact = book.catalogue.directory.contact(id_, book.today)
    return Party(focal.name, contact.mailbox if contact else "", contact.name if contact else "")
