"""A claimed mail → what is handed to the server: looked at once more, rendered now (guarantee G4)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from reminder.clock import instant
from reminder.core.catalogue import Catalogue
from reminder.core.journal import Journal
from reminder.core.reason import Reason, because, from_plain
from reminder.engine.context.ledger import acts_of, chosen
from reminder.engine.context.links import Links, links_of
from reminder.engine.context.office import Office
from reminder.engine.context.stored_occurrences import Book, StoredNotice
from reminder.engine.context.transaction import Transaction
from reminder.engine.mails.build_view import parted, view
from reminder.engine.mails.others_words import guarded
from reminder.engine.mails.weekly_summary import summed_up
from reminder.engine.outbox.forward_replies import forwarded
from reminder.engine.outbox.still_due import still
from reminder.engine.queries.calendar_feed import brought
from reminder.group_by_key import gathered
from reminder.mail.builtin_text import plain
from reminder.mail.compose import Letter, Mailbox, compose
from reminder.mail.contents import Mailed, MailView
from reminder.mail.ics import Method, calendar_file
from reminder.mail.message_ids import message_id, return_path, thread_id
from reminder.mail.render import Renderer, TemplateFault
from reminder.mail.reply_codes import Outcome
from reminder.store import answers, outbox
from reminder.store.database import Connection, Database
from reminder.store.outbox import Carried, MailRow

_WITH_DAYS = ("reminder", "thanks")
_LOOKS = 20  # times a mail is made anew because something was written meanwhile; then it waits its turn again


@dataclass(frozen=True, slots=True)
class Ready:
    """One mail as bytes, with what it speaks of. `fault`: a template failed and the built-in text goes out."""

    sender: str
    message: bytes
    lines: tuple[StoredNotice, ...]
    message_id: str = ""
    fault: Reason | None = None


@dataclass(frozen=True, slots=True)
class PreparedMail:
    """A mail made ahead. `ready` None: nothing in it needs saying any more. `moot`: notices of it that hold no more.
    `basis`: what its words rest on, None when nothing can change them. `fault`: why it cannot be made."""

    mail: MailRow
    ready: Ready | None = None
    moot: tuple[int, ...] = ()
    basis: tuple[Carried, Book] | None = None
    fault: Outcome | None = None


@dataclass
class Letters:
    """Makes mails. `secret` keys their Message-IDs and return paths."""

    office: Office
    renderer: Renderer
    secret: bytes
    _book: tuple[tuple[int, int, date], Book] | None = None
    _links: tuple[tuple[str | None, str | None], Links] | None = None

    def draft(
        self, database: Database, mail: MailRow, catalogue: Catalogue, known: Carried | None = None
    ) -> PreparedMail:
        """The mail as it reads now. `known` is what it carried when it was claimed."""
        if mail.kind == "reply":
            return PreparedMail(mail, self._forward(database, mail, catalogue))
        if known is None or (self._book and self._book[0][0] > known.act):
            known = database.glance(lambda c: outbox.carried(c, [mail.id]))[mail.id]
        book = self._current(database, catalogue, known.act)
        lines, moot = still(book, known.rows)
        wanted = bool(lines) or mail.kind in ("alert", "summary")
        ready = self._made(database, mail, book, lines, self._linking(known)) if wanted else None
        return PreparedMail(mail, ready, tuple(moot), (known, book))

    def final(self, database: Database, draft: PreparedMail, catalogue: Catalogue) -> PreparedMail:
        """The draft as it may leave now: made anew when the day, the rules or anything it rests on changed since, even
        while it was made. Raises ClaimLost."""
        for _ in range(_LOOKS):
            if draft.basis is None or self._holds(database, draft.mail, catalogue, *draft.basis):
                return draft
            draft = self.draft(database, draft.mail, catalogue)
        raise ValueError("what it says changes faster than it can be made")

    def _holds(self, database: Database, mail: MailRow, catalogue: Catalogue, known: Carried, book: Book) -> bool:
        same = book.catalogue is catalogue and book.today == self.office.today
        return same and database.glance(lambda c: outbox.unchanged(c, mail, known))

    def _made(self, database: Database, mail: MailRow, book: Book, lines: Sequence[StoredNotice], made: Links) -> Ready:
        told: dict[str, tuple[Mailed, ...]] = {}
        said: dict[str, list[answers.AnswerRow]] = {}
        about, chased = _asked(book, lines), mail.kind in ("escalation", "rollcall")
        if about or chased:
            with database.read() as connection:
                listed = {line.occurrence.key for line in lines} | about
                told, said = _told(connection, listed) if chased else {}, _said(connection, about)
        reasons = [guarded(from_plain(r)) for r in mail.facts.get("reasons", ())]
        now, apart = self.office.clock.now(), parted(book, mail.mailbox, mail.agency, lines)
        seen = view(
            self.office, book, mail.mailbox, mail.kind, apart, told, reasons, said,
            lambda agency: made.pages(agency, now), lambda agency: made.looks(agency, now),
            lambda agency: made.leave(agency, now),
        )  # fmt: skip
        if mail.kind == "alert":
            seen = replace(seen, officer=bool(mail.agency))
        if mail.kind == "summary":
            with database.read() as connection:
                seen = summed_up(Transaction.on(connection, self.office, book.catalogue), seen)
        return self._compose(mail, lines, seen, self._calendars(mail, seen, book, apart))

    def _forward(self, database: Database, mail: MailRow, catalogue: Catalogue) -> Ready | None:
        """An answer on its way to the officer."""
        sender = self.office.config.mail.sender
        id_ = message_id(self.secret, mail.key, sender.rpartition("@")[2])
        with database.read() as connection:
            letter = forwarded(Transaction.on(connection, self.office, catalogue), mail, id_)
        if letter is None:
            return None
        return Ready(return_path(self.secret, mail.id, sender), compose(letter), (), id_)

    def _linking(self, known: Carried) -> Links:
        """The links as of then; the last ones while nothing about them has changed."""
        key, kept, config = known.stamp[1:], self._links, self.office.config
        if kept is None or kept[0] != key or kept[1].config is not config:
            self._links = kept = (key, links_of(*key, config, self.secret))
        return kept[1]

    def _current(self, database: Database, catalogue: Catalogue, act: int) -> Book:
        """The book as of this act; the last one while none has been written since. It reads of what the mails at hand
        speak of; an act that it should not have seen yet, `final` sees too."""
        key = (act, id(catalogue), self.office.today)
        kept = self._book
        if kept is None or kept[0] != key:

            def read(obligation: str, period: str) -> Journal:
                return database.glance(lambda c: acts_of(Transaction.on(c, self.office, catalogue), obligation, period))

            self._book = kept = (key, Book(catalogue, read, self.office.today, database.glance(chosen)))
        return kept[1]

    def _calendars(
        self, mail: MailRow, seen: MailView, book: Book, apart: Mapping[str, Sequence[StoredNotice]]
    ) -> tuple[tuple[Method, bytes], ...]:
        """For each agency the days ahead that it has to keep itself as a file, and as another those that it need not
        keep any more; none, no file."""
        if mail.kind not in _WITH_DAYS:
            return ()
        stamp = instant(self.office.today, time(0), self.office.config.zone)
        made = list[tuple[Method, bytes]]()
        for agency, lines in apart.items():
            occurrences = (line.occurrence for line in lines)
            found = brought(self.office, book, occurrences, agency, seen.lang)
            name = book.catalogue.directory.name(agency, seen.lang) if agency else seen.recipient.name
            methods = gathered((entry.method, entry) for entry in found)
            made += [(method, calendar_file(each, stamp, name, method)) for method, each in methods.items()]
        return tuple(made)

    def _compose(
        self, mail: MailRow, lines: Sequence[StoredNotice], seen: MailView, calendars: tuple[tuple[Method, bytes], ...]
    ) -> Ready:
        fault: Reason | None = None
        try:
            words = self.renderer.render(seen)
        except TemplateFault as broken:
            fault = because("template-fault", place=str(broken.place), message=broken.message)
            words = plain(seen)
        sender = self.office.config.mail.sender
        domain = sender.rpartition("@")[2]
        plans = dict.fromkeys(line.occurrence.plan.id for line in lines)
        letter = Letter(
            sender=Mailbox(self.office.config.mail.sender_name, sender),
            recipient=Mailbox(seen.recipient.name, mail.mailbox),
            subject=words.subject,
            text=words.text,
            html=words.html,
            date=self.office.clock.now().astimezone(self.office.config.zone),
            message_id=message_id(self.secret, mail.key, domain),
            lang=seen.lang,
            references=tuple(thread_id(self.secret, f"{mail.mailbox}@{plan}", domain) for plan in plans),
            reply_to=Mailbox(seen.focal.name, seen.focal.mailbox) if seen.focal and seen.focal.mailbox else None,
            urgent=seen.urgency in ("high", "urgent"),
            calendars=calendars,
            listing=words.listing,
            # One press leaves for one agency, and only over TLS (RFC 8058).
            unsubscribe=seen.leave if seen.leave.startswith("https:") else "",
        )
        path = return_path(self.secret, mail.id, sender)
        return Ready(path, compose(letter), tuple(lines), letter.message_id, fault)


def _told(connection: Connection, keys: Collection[str]) -> dict[str, tuple[Mailed, ...]]:
    """When the agencies were mailed, by occurrence."""
    found = outbox.told(connection, sorted(keys))
    return {key: tuple(Mailed(on, box) for on, box in each) for key, each in found.items()}


def _asked(book: Book, lines: Sequence[StoredNotice]) -> set[str]:
    """The matters, by key, of which the mail says what agencies answered."""
    keys = {line.occurrence.key for line in lines if line.notice.template == "refused"}
    for line in lines:
        if line.notice.template == "rollcall":
            o = line.occurrence
            keys |= book.owed(o.obligation.id, o.period).keys()
    return keys


def _said(connection: Connection, keys: set[str]) -> dict[str, list[answers.AnswerRow]]:
    """What agencies answered, by occurrence."""
    return gathered((row.occurrence, row) for row in answers.of(connection, sorted(keys)))
