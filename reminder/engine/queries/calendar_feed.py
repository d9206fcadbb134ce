"""An agency's deadlines as a calendar: the private feed, and the entries a mail brings along."""

from collections.abc import Iterable, Sequence
from datetime import time
from hashlib import sha256

from reminder.clock import instant
from reminder.core.catalogue import Catalogue
from reminder.core.matter_status import Status
from reminder.core.occurrence import Occurrence
from reminder.engine.context.office import Office
from reminder.engine.context.stored_occurrences import Book
from reminder.engine.queries.agency_duties import Duties, acts_on
from reminder.engine.queries.preview import UpcomingDeadline
from reminder.group_by_key import gathered
from reminder.mail.ics import Entry, calendar_file
from reminder.phrases import Bound
from reminder.words import due_words, period_words, short_date, translator


def feed(office: Office, catalogue: Catalogue, duties: Duties, agency: str) -> bytes:
    """Every dated duty of the agency, those to be kept no more as cancelled. The same all day while nothing changes."""
    body = catalogue.directory.agency(agency)
    found = [
        entry(duty.occurrence, duty.acts, office, body.lang)
        for duty in duties.of(agency)
        if duty.occurrence.counted and duty.standing is not Status.BACKLOG
    ]
    stamp = instant(office.today, time(0), office.config.zone)
    _ = translator(body.lang)
    name = _("Deadlines: {agency}").format(agency=body.called(body.lang))
    return calendar_file(found, stamp, name, method="")


def brought(office: Office, book: Book, occurrences: Iterable[Occurrence], agency: str, lang: str) -> tuple[Entry, ...]:
    """The entries a mail to `agency` brings: what it owes itself, with its day still to come or to be kept no more."""
    return tuple(
        entry(o, acts_on(book.acts(o), o), office, lang)
        for o in {o.key: o for o in occurrences}.values()
        if o.deadline and (_off(o) or o.deadline.last_on >= office.today) and agency in o.owner.agencies
    )


def _off(o: Occurrence) -> bool:
    """Whether its day need not be kept: answered, released, suspended, or another day is to be given."""
    return o.state.rests or o.wants_date


def entry(o: Occurrence, acts: int, office: Office, lang: str) -> Entry:
    """One deadline. Its UID hangs on the occurrence alone; the sequence counts what the journal holds of it, so
    that each act makes a newer one."""
    assert o.deadline is not None
    _, d = translator(lang), o.deadline
    number = o.plan.number if o.plan.numbered else ""
    lines = (
        _("Deadline") + f": {due_words(short_date(d.due_on, lang), d.bound is Bound.BEFORE, lang)}",
        _("As printed") + f": {o.obligation.phrase}",
        _("Under the plan") + f": {number} {o.plan.title}".replace("  ", " "),
    )
    return Entry(
        uid=_uid(o.key, office),
        sequence=acts,
        on=d.last_on,
        summary=_("Due: {title}").format(title=o.obligation.called + _period(o, lang)),
        description="\n".join(lines),
        cancelled=_off(o),
    )


def overview(office: Office, rows: Sequence[UpcomingDeadline], lang: str) -> bytes:
    """The deadlines of a preview as a calendar file: one entry for an obligation and day, however many owe it."""
    _, groups = translator(lang), gathered(((row.obligation, row.period, row.due_on), row) for row in rows)
    entries = [
        Entry(
            uid=_uid(f"{obligation}@{period}@{due_on}", office),
            sequence=0,
            on=owing[0].last_on,
            summary=_("Due: {title}").format(title=owing[0].title),
            description="\n".join([obligation, *(row.agency_name for row in owing)]),
        )
        for (obligation, period, due_on), owing in groups.items()
    ]
    return calendar_file(entries, instant(office.today, time(0), office.config.zone), "Nhắc hạn", method="")


def _uid(of: str, office: Office) -> str:
    return f"{sha256(of.encode()).hexdigest()[:32]}@{office.config.mail.sender.rpartition('@')[2]}"


def _period(o: Occurrence, lang: str) -> str:
    """Two periods of one report are two entries with two names."""
    return f" ({period_words(o.reported_period, lang)})" if o.reported_period else ""
