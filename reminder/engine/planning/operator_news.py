"""What the operator is told besides notices: once a day at the first evaluation inside the send window, and
once a week how everything stands, even when nothing was due."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from reminder.clock import local
from reminder.core.evaluate import Evaluation, Ledger, status
from reminder.core.matter_status import Status
from reminder.core.occurrence import Occurrence
from reminder.core.outbox_states import MailState, NoticeState
from reminder.core.reason import Reason, because
from reminder.core.told_instead import Destination
from reminder.engine.context.transaction import Transaction
from reminder.engine.outbox.alerts import alert
from reminder.engine.queries.working_year import missing_year
from reminder.store import incoming_counts, notices, outbox
from reminder.store.database import Connection, get, put
from reminder.store.outbox import NewMail

_UNTOLD = "backlog-untold"
_EVER = datetime(2000, 1, 1, tzinfo=UTC)


def keep(tx: Transaction, ledger: Ledger, new: Iterable[Occurrence]) -> None:
    """Remember since when a backlog is untold; `new` is what an evaluation saw for the first time. In its transaction,
    so that nothing that fails while it is told can lose it."""
    if not get(tx.connection, _UNTOLD) and any(status(o, ledger, tx.today) is Status.BACKLOG for o in new):
        put(tx.connection, _UNTOLD, tx.now.isoformat())


def tell_late(tx: Transaction, ledger: Ledger, result: Evaluation) -> None:
    """Outside the send window: of a backlog whose opening has passed without a look nobody waits for the next."""
    since = _untold_since(tx)
    if since and tx.office.opening(tx.office.leaves_on(since, tx.catalogue)) <= tx.now:
        alert(tx, _backlog(tx, ledger, result.seen))


def tell(tx: Transaction, ledger: Ledger, result: Evaluation) -> None:
    """Queue what the operator must know of this evaluation. Called inside its transaction and the send window."""
    connection, today = tx.connection, tx.today
    found = _backlog(tx, ledger, result.seen)
    if get(connection, "morning") != str(today):
        put(connection, "morning", str(today))
        found += _outlived(connection, result.seen, today)
        found += _held(connection)
        found += _only_counted(connection)
        found += _calendar(tx)
        if _new_week(connection, today):
            _summary(tx)
            _ask_dates(tx, result.seen)
    alert(tx, found)


def _untold_since(tx: Transaction) -> datetime | None:
    """Since when a backlog is untold. An earlier version kept how many were."""
    kept = get(tx.connection, _UNTOLD) or "0"
    return datetime.fromisoformat(kept) if not kept.isdigit() else _EVER if int(kept) else None


def _backlog(tx: Transaction, ledger: Ledger, seen: Iterable[Occurrence]) -> list[Reason]:
    """What was overdue before it was first seen, as it stands now: listed, not chased, until someone adopts it (design
    3.9)."""
    since = _untold_since(tx)
    if since is None:
        return []
    put(tx.connection, _UNTOLD, "")
    late = [o.key for o in seen if status(o, ledger, tx.today) is Status.BACKLOG]
    known = notices.seen_of(tx.connection, late)
    count = sum(known.get(key, tx.now) >= since for key in late)
    return [because("backlog-found", count=count, seen_at=local(since, tx.zone))] if count else []


def _held(connection: Connection) -> list[Reason]:
    waiting = outbox.listing(connection, MailState.HELD)
    return [because("held-waiting", count=len(waiting), since=min(m.send_on for m in waiting))] if waiting else []


def _only_counted(connection: Connection) -> list[Reason]:
    """Incoming mails that nothing followed from."""
    counts = incoming_counts.drain(connection)
    kinds = ("unverified", "automatic", "unbelieved", "own")
    return [because("incoming-counted", **{kind: counts.get(kind, 0) for kind in kinds})] if counts else []


def _outlived(connection: Connection, seen: Iterable[Occurrence], today: date) -> list[Reason]:
    """Held notices of what was still ahead expire when its last day passes: they would speak of the past."""
    held = outbox.listing(connection, MailState.HELD)
    by_key = {o.key: o for o in seen} if held else {}
    expired = 0
    for mail in held:
        carried = notices.by_ids(connection, outbox.notice_ids(connection, mail.id))
        queued = [n for n in carried if n.state is NoticeState.QUEUED]
        past = [n.id for n in queued if _past(by_key.get(n.occurrence), n.planned_on, today)]
        notices.set_state(connection, past, NoticeState.EXPIRED)
        expired += len(past)
        if len(past) == len(queued):
            outbox.move(connection, [mail.id], [mail.state], state=MailState.CANCELLED, note="outlived while held")
    return [because("held-expired", count=expired)] if expired else []


def _past(o: Occurrence | None, planned_on: date, today: date) -> bool:
    d = o.deadline if o else None
    return d is not None and planned_on <= d.target_on and d.last_on < today


def _calendar(tx: Transaction) -> list[Reason]:
    """Loud from 60 days ahead, once a week (design 3.17)."""
    year = missing_year(tx.catalogue.calendar, tx.today)
    told = get(tx.connection, "calendar-told")
    if year is None or (told and tx.today - date.fromisoformat(told) < timedelta(7)):
        return []
    put(tx.connection, "calendar-told", str(tx.today))
    return [because("calendar-missing", year=year)]


def _new_week(connection: Connection, today: date) -> bool:
    """Whether this is the first day of sending of its week."""
    year, week, _ = today.isocalendar()
    if get(connection, "summary") == f"{year}-W{week:02}":
        return False
    put(connection, "summary", f"{year}-W{week:02}")
    return True


def _ask_dates(tx: Transaction, seen: Iterable[Occurrence]) -> None:
    """The officer of each plan is asked for the dates that are wanted (design 3.7)."""
    asked, names = dict[Destination | None, list[Reason]](), tx.catalogue.directory
    for o in seen:
        if o.wants_date:
            officer = tx.reach.officer(o.plan.focal, tx.today)
            lang = names.agency(officer.agency).lang if officer and officer.agency else "vi"
            why = because(
                "date-asked", obligation=o.obligation.id, title=o.obligation.called, since=o.state.wanted_on,
                agencies=tuple(names.name(a, lang) for a in o.owner.agencies),
            )  # fmt: skip
            asked.setdefault(officer, []).append(why)
    for officer, reasons in asked.items():
        alert(tx, reasons, officer)


def _summary(tx: Transaction) -> None:
    """Its figures are read when it leaves."""
    operator = tx.office.config.operator
    outbox.enter(tx.connection, NewMail(operator, "", "summary", tx.today, 0, tx.now, tx.now))
