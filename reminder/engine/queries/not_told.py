"""What a ladder orders and nobody has been told, and why. `status` lists it: nobody is forgotten (design 3.14)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from reminder.clock import local
from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Evaluation, Held, Ledger, evaluate
from reminder.core.notice import Notice
from reminder.core.occurrence import Occurrence
from reminder.core.outbox_states import MailState, NoticeState
from reminder.core.reason import Reason, because
from reminder.engine.context.office import Office
from reminder.engine.context.transaction import Transaction
from reminder.store import notices, outbox
from reminder.store.database import Database
from reminder.store.notices import NoticeRow
from reminder.store.outbox import MailRow

# What keeps silent because there is nothing to say.
_SETTLED = frozenset({"answered", "progress-said", "transferred"})


@dataclass(frozen=True, slots=True)
class Untold:
    """One step that is not told, or where `step` is "" all of them. `agency` is who was to hear of it, "" for all;
    `mail` the number of the one that carries it."""

    obligation: str
    period: str
    owed_by: str
    agency: str
    step: str
    planned_on: date | None
    reason: Reason
    mail: int | None = None


def untold_yet(office: Office, catalogue: Catalogue, ledger: Ledger, database: Database | None) -> tuple[Untold, ...]:
    """The same of this moment; without a database, as if it held nothing (design 6)."""
    if database is None:
        return _planned(evaluate(catalogue, ledger, office.today))
    with database.read() as connection:
        return untold(Transaction.on(connection, office, catalogue), ledger)


def untold(tx: Transaction, ledger: Ledger) -> tuple[Untold, ...]:
    """Of everything open, as of now: what the planner holds back, what waits in the outbox, what nobody could be told
    or a person cancelled, and what the next look will bring."""
    result = evaluate(tx.catalogue, ledger, tx.today)
    open_ = {o.key: o for o in result.seen if not o.state.closed}
    stored = notices.untold(tx.connection)
    rows = [row for row in stored if (o := open_.get(row.occurrence)) and row.revision == o.state.revision]
    mails = outbox.carrying(tx.connection, [row.id for row in rows])
    kept = (_stored(tx, row, open_[row.occurrence], mails) for row in rows)
    return (*_planned(result), *kept)


def _planned(result: Evaluation) -> tuple[Untold, ...]:
    """What the planner holds back, and what the next look will bring."""
    return (*_held(result.held), *map(_coming, result.notices))


def _held(held: tuple[Held, ...]) -> Iterator[Untold]:
    for h in held:
        if h.reason.code not in _SETTLED:
            step, on = (h.rung.shown, h.rung.on) if h.rung else ("", None)
            yield Untold(*_owed(h.occurrence), h.recipient, step, on, h.reason)


def _coming(n: Notice) -> Untold:
    return Untold(*_owed(n.occurrence), n.recipient, n.rung.shown, n.rung.on, because("next-look"))


def _stored(tx: Transaction, row: NoticeRow, o: Occurrence, mails: Mapping[int, MailRow]) -> Untold:
    mail = mails.get(row.id)
    why, number = _why(tx, row, mail), mail.id if mail else None
    return Untold(*_owed(o), row.recipient, row.step, row.planned_on, why, number)


def _owed(o: Occurrence) -> tuple[str, str, str]:
    return o.obligation.id, o.period, o.owner.id


def _why(tx: Transaction, row: NoticeRow, mail: MailRow | None) -> Reason:
    if row.cancelled_by:
        return because("cancelled-by-hand", by=row.cancelled_by)
    if row.state is not NoticeState.QUEUED:
        return because(row.state)
    if mail is None or mail.state in (MailState.CANCELLED, MailState.BOUNCED, MailState.DEAD):
        return because("given-up", reply=mail.note if mail else "")
    if mail.state in (MailState.HELD, MailState.SENDING):
        return because(f"mail-{mail.state}")
    at = local(mail.next_at, tx.zone)
    return because("mail-unknown" if mail.ambiguous else "mail-waits", at=at, reply=mail.note)
