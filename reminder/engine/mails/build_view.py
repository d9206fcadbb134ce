"""Notices as stored → what a mail says, by the rules and the journal as they are now (design 4: fresh)."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reminder.clock import local
from reminder.core.act_kinds import ACTS, ActKind, SaidBy
from reminder.core.catalogue import Plan
from reminder.core.deadline import Deadline
from reminder.core.journal import Act, Journal, not_undone, reversed_by, roots
from reminder.core.ladder import horizon
from reminder.core.matter import matter_of
from reminder.core.matter_status import OWED
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.core.occurrence_state import NEW, Progress
from reminder.core.reason import Reason, because
from reminder.directory.agency import Agency, Contact
from reminder.engine.context.office import Office
from reminder.engine.context.stored_occurrences import Book, StoredNotice
from reminder.engine.mails.in_place_of import instead_of, instead_why, whose
from reminder.engine.mails.listed_agency import listed, said_words
from reminder.engine.queries.answer_history import WITHIN
from reminder.mail.cleaning import untouchable
from reminder.mail.contents import AgencyPart, Correspondent, Item, Lang, Mailed, MailView
from reminder.phrases import Bound
from reminder.store.answers import AnswerRow
from reminder.store.notices import NoticeRow
from reminder.translatable import N_
from reminder.words import head_addressed, say, translator

_OF_ACTS = ("thanks", "returned", "extended", "restarted")
_MANY = ("escalation", "rollcall")
_ACCOUNT = re.compile(r"root|\d+")  # who typed it has no name: the office did it


def parted(book: Book, mailbox: str, agency: str, lines: Sequence[StoredNotice]) -> dict[str, list[StoredNotice]]:
    """The notices of a mail by the agency that is told, `agency`'s first: several may share the mailbox."""
    found: dict[str, list[StoredNotice]] = {agency: []}
    for line in lines:
        found.setdefault(whose(book, mailbox, agency, line), []).append(line)
    return {id_: mine for id_, mine in found.items() if mine} or found


def view(
    office: Office, book: Book, mailbox: str, kind: str, told_apart: Mapping[str, Sequence[StoredNotice]],
    told: Mapping[str, Sequence[Mailed]], reasons: Iterable[Reason] = (),
    said: Mapping[str, Sequence[AnswerRow]] | None = None,
    pages: Callable[[str], Callable[[str], str]] = lambda _agency: lambda _occurrence: "",
    looks: Callable[[str], Callable[[str], str]] = lambda _agency: lambda _occurrence: "",
    leave: Callable[[str], str] = lambda _agency: "",
) -> MailView:  # fmt: skip
    """The whole mail for one mailbox, as of the office's today, of notices as `parted`. `told` and `said` by
    occurrence: when its agency was mailed, and what it answered. `pages` gives for an agency the address of an
    occurrence on its page, and of the page itself for ""; `looks` where somebody else can only read it; `leave` where
    the agency leaves the overview."""
    directory = book.catalogue.directory
    body = next((directory.agency(a) for a in told_apart if a), None)
    lang: Lang = body.lang if body else "vi"
    names = {a: directory.name(a, lang) if a else _no_agency(office, mailbox, lang) for a in told_apart}
    heads = [head_addressed(names[a], lang) for a in told_apart if a and _is_heads(book, a, mailbox)]
    items, links, parts = list[Item](), list[str](), list[AgencyPart]()
    for agency, lines in told_apart.items():
        page = pages(agency)
        found = tuple(_Items(office, book, told, said or {}, lang, mailbox).of(lines))
        mine = [page(o.key) if _answerable(item, o, agency) else _to_read(item, o, looks) for item, o in found]
        own = any(link for (item, _o), link in zip(found, mine, strict=True) if not item.instead_of)
        paged = own or any(item.template == "thanks" for item, _o in found)
        items += [item for item, _o in found]
        links += mine
        # What comes in another's place is not the agency's to leave.
        left = leave(agency) if kind == "overview" and any(not item.instead_of for item, _o in found) else ""
        parts.append(AgencyPart(names[agency], len(found), page("") if paged else "", left))
    shared = len(parts) > 1
    first = next((line.occurrence.plan for lines in told_apart.values() for line in lines), None)
    focal = book.once(("focal", first.id, lang), lambda: _focal(first, book, lang)) if first else None
    # Its own mails, to its head too, name the office: the focal agency is not sent to itself.
    its_own = first is not None and book.catalogue.focal(first, book.today) in told_apart
    return MailView(
        kind=kind,  # type: ignore[arg-type]  # the store keeps it as text
        lang=lang,
        as_of=book.today,
        recipient=Correspondent("; ".join(names.values()), mailbox, head="; ".join(heads)),
        office=Correspondent(office.config.office, office.config.mail.sender),
        focal=None if its_own else focal,
        items=tuple(items),
        reasons=tuple(reasons),
        link="" if shared else parts[0].link,
        links=tuple(links),
        leave="" if shared else parts[0].leave,
        parts=tuple(parts) if shared else (),
    )


def _to_read(item: Item, o: Occurrence, looks: Callable[[str], Callable[[str], str]]) -> str:
    """Where whoever is told in place of the one that owes it can read it. The link speaks for nobody: it answers
    nothing."""
    owing = o.owner.agencies
    return looks(owing[0])(o.key) if item.own and len(item.meant) == 1 and len(owing) == 1 else ""


def _no_agency(office: Office, mailbox: str, lang: str) -> str:
    operator = mailbox.casefold() == office.config.operator.casefold()
    return translator(lang)(N_("System operator")) if operator else mailbox


def _is_heads(book: Book, agency: str, mailbox: str) -> bool:
    """Whether the mailbox is that of the agency's head, and of nobody else there."""
    body = book.catalogue.directory.agency(agency)
    return mailbox.casefold() in _folded(body.head) - _folded(body.contacts)


def _folded(contacts: Iterable[Contact]) -> frozenset[str]:
    return frozenset(contact.mailbox.casefold() for contact in contacts)


def _answerable(item: Item, o: Occurrence, agency: str) -> bool:
    """Whether it is the agency's own to answer."""
    owes = agency in o.key.rpartition("@")[2].split("+")
    return owes and not item.units and item.template != "thanks"


@dataclass(frozen=True, slots=True)
class _Items:
    """Makes the matters of one mail."""

    office: Office
    book: Book
    told: Mapping[str, Sequence[Mailed]]
    said: Mapping[str, Sequence[AnswerRow]]
    lang: str
    mailbox: str

    def of(self, lines: Sequence[StoredNotice]) -> Iterable[tuple[Item, Occurrence]]:
        """Notices of one obligation, period and template are one matter, however many agencies it concerns. What is
        told in place of others stands apart, and only those who owe it are listed together."""
        groups: dict[tuple[str, ...], list[StoredNotice]] = {}
        refused = {line.occurrence.key for line in lines if line.notice.template == "refused"}
        undone = {(line.occurrence.key, line.notice.ordinal) for line in lines if line.notice.template == "undone"}
        for line in lines:
            o, n = line.occurrence, line.notice
            if n.template == "restarted" and (o.key, n.ordinal) in undone:
                continue  # the same, in more words
            # The refusal says when it is due; a step of the same day need not say it again.
            if n.template == "refused" or n.role != "owner" or o.key not in refused:
                instead = instead_of(n, self.book, self.mailbox, self.lang)
                apart = "owing" if instead and n.role in ("owner", "head") else instead
                day = o.counted.due_on.isoformat() if n.template == "escalation" and o.counted else ""
                key = (n.template, o.obligation.id, o.period, n.role, apart, day)
                groups.setdefault(key, []).append(line)
        for (template, *_), group in groups.items():
            o = group[0].occurrence
            item = self._told(_shared(group[0], self.book, self._common(group), self.lang), group[0])
            # Who else owes it is named by the document's own words; a list is for those who have to chase.
            if template in _MANY or (len(group) > 1 and item.instead_of):
                owing = (
                    self.book.owed(o.obligation.id, o.period).values()
                    if template == "rollcall"
                    else [line.occurrence for line in group]
                )
                each_once = {each.key: each for each in owing if not each.owner.unassigned}
                units = (
                    listed(each, self.book, self.lang, self.told.get(each.key, ()), self.said.get(each.key, ()))
                    for each in each_once.values()
                )
                item = replace(item, units=tuple(sorted(units, key=lambda unit: unit.standing not in OWED)))
            yield item, o

    def _common(self, group: Sequence[StoredNotice]) -> Occurrence:
        """What stands over a list: in a roll-call the date of the document itself, whatever was given to single
        agencies; over several agencies that are chased nothing that was given to one of them alone."""
        o, template = group[0].occurrence, group[0].notice.template
        if template == "rollcall" and o.state is not NEW:
            printed = Occurrences(self.book.catalogue, self.book.acts(o)).dated(o)(None)
            return o._replace(deadline=printed, state=NEW) if printed else o
        if template in _MANY and len(group) > 1:
            alike = {(line.occurrence.state.extension, line.occurrence.state.document) for line in group}
            return o if len(alike) == 1 else o._replace(state=NEW)
        return o

    def _told(self, item: Item, line: StoredNotice) -> Item:
        """The item with what the act or the decision says that it tells of, and for whom the mail stands in."""
        o, n = line.occurrence, line.notice
        journal = self.book.acts(o)
        found, meant = item, instead_of(n, self.book, self.mailbox, self.lang)
        if meant:
            found = replace(found, instead_of=meant, instead_why=instead_why(n, self.book))
        elif n.template == "escalation" and n.recipient in self.book.catalogue.directory:
            found = replace(found, asked=self._asked(found, n.recipient))
        if n.template == "unassigned" and o.owner.unassigned:
            found = replace(found, note=say(o.owner.unassigned, self.lang), rest=bool(o.owner.rest))
        act = None
        if n.template in _OF_ACTS:
            about = journal.about(o.obligation.id, o.period, *o.owner.ids)
            acts = about if n.template == "restarted" else not_undone(about)
            act = next((a for a in reversed(acts) if _tells_of(n, a, o)), None)
        if act:
            as_said = str if act.said_by is SaidBy.OFFICER else untouchable
            found = replace(found, document=as_said(act.document), on=act.on, note=as_said(act.note))
        if act and n.template == "thanks":
            wrote = local(act.at, self.office.config.zone).date()
            fresh = act.said_by is SaidBy.AGENCY and self.office.clock.now() - act.at < WITHIN
            found = replace(
                found, standing=o.state.status, recorded_on=wrote, by=self._by(act, n.recipient), withdrawable=fresh
            )  # fmt: skip
        elif act and n.template == "restarted":
            taken_back = roots(about)[act.id].kind if act.kind is ActKind.UNDO else ""
            found = replace(found, restart=act.kind, reversed=taken_back)
        elif act and n.template == "extended":
            before = self._due_without(o, act)
            if before:
                found = replace(found, was_due_on=before.due_on, was_strict=before.bound is Bound.BEFORE)
        elif n.template == "undone":
            found = replace(found, said=self._taken_back(o, n), document="", on=None)
        elif n.template == "refused":
            row = next((row for row in self.said.get(o.key, ()) if row.id == n.ordinal), None)
            found = replace(found, said=said_words(row), on=row.on, note=row.decision) if row else found
        return found

    def _asked(self, item: Item, recipient: str) -> str:
        """Who is asked to see to it: an agency for others, its head for itself where the mail is his."""
        directory = self.book.catalogue.directory
        body = directory.agency(directory.current(recipient, self.book.today) or recipient)
        if not item.own:
            return body.name
        return head_addressed(body.name, self.lang) if _is_heads(self.book, body.id, self.mailbox) else ""

    def _taken_back(self, o: Occurrence, n: NoticeRow) -> Reason | None:
        """Both acts: what had been recorded, and the undo of it."""
        about = self.book.acts(o).of(o.obligation.id)
        undo = next((act for act in about if act.id == n.ordinal), None)
        if undo is None:
            return None
        root = roots(about)[undo.id]
        code = "taken-back" if root.id in reversed_by(about) else "stands-again"
        what = translator(self.lang)(ACTS[root.kind].word)
        return because(code, what=what, on=root.on, document=untouchable(root.document) or "–", day=undo.on)

    def _by(self, act: Act, recipient: str) -> str:
        if act.said_by is SaidBy.OFFICER:
            return self.office.config.office if _ACCOUNT.fullmatch(act.by) else act.by
        directory = self.book.catalogue.directory
        return directory.name(act.by, self.lang) if act.by != recipient and act.by in directory else ""

    def _due_without(self, o: Occurrence, act: Act) -> Deadline | None:
        """When it was due before this act."""
        acts = self.book.acts(o).of(o.obligation.id)
        before = Occurrences(self.book.catalogue, Journal(a for a in acts if act.id not in (a.id, a.undoes)))
        ahead = horizon(self.book.catalogue.rules, self.book.today)
        known = before.known(ahead, self.book.today, o.obligation.id, o.period)
        return next((b.deadline for b in known if b.key == o.key), None)


def _tells_of(n: NoticeRow, act: Act, o: Occurrence) -> bool:
    """Whether the notice, of one of the templates `_OF_ACTS`, tells of this act."""
    if n.template == "thanks":
        return act.id == n.ordinal
    if n.template == "restarted":
        return act.id == o.state.restarted_by
    restart = ACTS[act.kind].restart
    return restart is not None and restart.template == n.template


def _shared(line: StoredNotice, book: Book, o: Occurrence, lang: str) -> Item:
    """The same value for all who are told the same of one matter, which is shown as that of `o`."""
    n = line.notice
    key = (
        "item", o.plan.id, o.obligation.id, o.period, o.counted, o.state.document, o.state.since_on, o.state.extension,
        o.state.progress,
        n.template, n.role, n.urgency, n.ordinal, lang,
    )  # fmt: skip
    told = {"template": n.template, "role": n.role, "urgency": n.urgency, "ordinal": n.ordinal}

    def made() -> Item:
        matter = matter_of(o, book.catalogue, book.today, lang)
        return Item.showing(
            replace(matter, document=untouchable(matter.document), progress=_untouchable(matter.progress)), **told
        )

    return book.once(key, made)


def _untouchable(said: Progress | None) -> Progress | None:
    return said and said._replace(
        words=untouchable(said.words), difficulty=untouchable(said.difficulty), proposal=untouchable(said.proposal)
    )


def _focal(plan: Plan, book: Book, lang: str) -> Correspondent | None:
    id_ = book.catalogue.focal(plan, book.today)
    if not id_:
        return None
    focal: Agency = book.catalogue.directory.agency(id_)
    contact = book.catalogue.directory.contact(id_, book.today)
    return Correspondent(focal.called(lang), contact.mailbox if contact else "", contact.name if contact else "")
