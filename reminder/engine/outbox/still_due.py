"""Which notices still hold: what is looked at before a mail leaves, and before one is served elsewhere."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from reminder.core.act_kinds import ACTS
from reminder.core.journal import not_undone, reversed_by
from reminder.core.ladder import REVIEWS
from reminder.core.mail_choices import INFORMS, USUAL
from reminder.core.matter_status import Status
from reminder.core.occurrence import Occurrence
from reminder.core.progress import answered
from reminder.engine.context.ledger import acts_of, chosen
from reminder.engine.context.stored_occurrences import Book, StoredNotice
from reminder.engine.context.transaction import Transaction
from reminder.store import notices

LATE = ("overdue", "escalation")
DATED = ("coming", "today")


def live_lines(tx: Transaction, rows: Sequence[notices.NoticeRow]) -> list[StoredNotice]:
    """Those of these notices that still hold now."""
    return still(Book(tx.catalogue, partial(acts_of, tx), tx.today, chosen(tx.connection)), rows)[0]


def still(book: Book, rows: Sequence[notices.NoticeRow]) -> tuple[list[StoredNotice], list[int]]:
    """The notices that still hold, and the ids of those that do not: answered, suspended, silenced, restarted,
    left by their agency, or of an occurrence the files no longer hold."""
    lines, moot = [], []
    for row in rows:
        o = book.find(row.occurrence)
        if o and _holds(book, o, row):
            lines.append(StoredNotice(row, o))
        else:
            moot.append(row.id)
    return lines, moot


def _holds(book: Book, o: Occurrence, row: notices.NoticeRow) -> bool:
    if row.template == "thanks":
        return _recorded(book, o, row)
    if row.template == INFORMS and book.choices.get(row.recipient, USUAL).left:
        return False
    if row.template == "undone":  # however the matter stands by now
        return row.ordinal not in reversed_by(book.acts(o).of(o.obligation.id))
    return _live(o, row, book.today)


def _recorded(book: Book, o: Occurrence, row: notices.NoticeRow) -> bool:
    """Whether the act that closed it, or by which it is suspended, still stands."""
    acts = not_undone(book.acts(o).about(o.obligation.id, o.period, *o.owner.ids))
    act = next((a for a in acts if a.id == row.ordinal), None)
    if act and ACTS[act.kind].halts:  # whatever date it was given meanwhile
        latest = [a.id for a in acts if a.kind is act.kind][-1]
        return o.state.status is Status.SUSPENDED and act.id == latest
    return act is not None and o.state.closed and o.state.revision == row.revision


def _live(o: Occurrence, row: notices.NoticeRow, today: date) -> bool:
    state, d = o.state, o.counted
    silent = state.silent_until is not None and state.silent_until >= today
    if state.rests or silent or state.revision != row.revision:
        return False
    if row.template in LATE:  # the date may have moved since it was queued
        return d is not None and d.late_from <= today
    if row.template in REVIEWS and answered(state.progress, row.planned_on):
        return False
    return not (o.wants_date and row.template in DATED)
