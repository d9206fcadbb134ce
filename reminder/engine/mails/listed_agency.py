"""What a list of agencies says of one of them: where it stands, by which date, and how often it was reminded."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from reminder.core.act_kinds import ActKind
from reminder.core.answer_states import AnswerKind
from reminder.core.evaluate import Ledger, status
from reminder.core.matter_status import CLOSED, OWED, Status
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.core.occurrence_state import NEW, more_time
from reminder.core.reason import Reason, because
from reminder.engine.context.stored_occurrences import Book
from reminder.engine.queries.agency_duties import waiting
from reminder.mail.cleaning import untouchable
from reminder.mail.contents import ListedAgency, Mailed
from reminder.store.answers import AnswerRow
from reminder.words import say, translator


def listed(o: Occurrence, book: Book, lang: str, told: Sequence[Mailed], answers: Sequence[AnswerRow]) -> ListedAgency:
    """The one that owes this occurrence, as of the book's day; `told`: when it was reminded, `answers` to it."""
    stands = status(o, Ledger(), book.today)
    own_date = _own_date(o, book) if stands is Status.OPEN and not o.wants_date else None
    returned = o.state.restart is ActKind.RETURN
    later = more_time(o.granted, stands) or (own_date and not returned)
    said = stands in CLOSED or stands is Status.SUSPENDED
    unit = ListedAgency(
        name=translator(lang)(" and ").join(book.catalogue.directory.name(a, lang) for a in o.owner.agencies),
        standing=stands if later or stands not in OWED else Status.LATE,
        told=() if said else tuple(told),
        document=untouchable(o.state.document) if said else "",
        on=o.state.since_on if said else None,
        extension=o.granted,
        returned=stands in OWED and returned,
        own_date=own_date,
    )
    row = None if o.state.closed else waiting(answers)
    if row is None:
        return unit
    if row.kind is AnswerKind.REPORTED:
        return replace(unit, standing=Status.WAITING, document=untouchable(row.document), on=row.on)
    stands = Status.WAITING if row.kind is AnswerKind.NIL else unit.standing
    return replace(unit, standing=stands, note=say(said_words(row), lang))


def _own_date(o: Occurrence, book: Book) -> date | None:
    """The day that it alone has, where an act other than an extension gave it one."""
    if o.state is NEW or o.state.extension or o.deadline is None:
        return None
    printed = Occurrences(book.catalogue, book.acts(o)).dated(o)(None)
    return o.deadline.due_on if printed and printed.due_on != o.deadline.due_on else None


def said_words(row: AnswerRow) -> Reason:
    """What an agency answered, in words."""
    return because(
        f"said-{row.kind}", document=untouchable(row.document), on=row.on, until_on=row.until_on,
        words=untouchable(row.note) or "-",
    )  # fmt: skip
