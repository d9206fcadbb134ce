"""What the operator is told besides notices: once a day at the first evaluation inside the send window, and
once a week how everything stands, even when nothing was due."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Evaluation, Ledger, status
from reminder.core.occurrence import Occurrence
from reminder.core.outbox_states import MailState, NoticeState
from reminder.core.reason import Reason, because
from reminder.core.status import Status
from reminder.engine.context.office import Office
from reminder.engine.context.reach import reach
from reminder.engine.outbox.alerts import alert
from reminder.engine.queries.working_year import missing_year
from reminder.store import notices, outbox
from reminder.store.database import Connection, get, put
from reminder.store.outbox import NewMail

_UNTOLD = "backlog-untold"


def tell(
    connection: Connection, office: Office, catalogue: Catalogue, ledger: Ledger, result: Evaluation,
    new: Iterable[Occurrence], now: datetime,
) -> None:  # fmt: skip
    """Queue what the operator must know of this evaluation; `new` is what it saw for the first time. Called inside
    its transaction and the send window."""
    found = _backlog(connection, ledger, new, office.today)
    if get(connection, "morning") != str(office.today):
        put(connection, "morning", str(office.today))
        found += _outlived(connection, result.seen, office.today)
        found += _held(connection)
        found += _calendar(connection, catalogue, office.today)
        if _new_week(connection, office.today):
            _summary(connection, office, now)
            _ask_dates(connection, office, catalogue, result.seen, now)
    if found:
        alert(connection, office, now, found)


def keep(connection: Connection, ledger: Ledger, new: Iterable[Occurrence], today: date) -> None:
    """What is seen outside the send window is told when it opens."""
    put(connection, _UNTOLD, str(_late(ledger, new, today) + int(get(connection, _UNTOLD) or 0)))


def _backlog(connection: Connection, ledger: Ledger, new: Iterable[Occurrence], today: date) -> list[Reason]:
    """What was overdue before it was first seen: listed, not chased, until someone adopts it (design 3.9)."""
    late = _late(ledger, new, today) + int(get(connection, _UNTOLD) or 0)
    if not late:
        return []
    put(connection, _UNTOLD, "0")
    return [because("backlog-found", count=late)]


def _late(ledger: Ledger, new: Iterable[Occurrence], today: date) -> int:
    return sum(status(o, ledger, today) is Status.BACKLOG for o in new)


def _held(connection: Connection) -> list[Reason]:
    waiting = outbox.listing(connection, MailState.HELD)
    if not waiting:
        return []
    return [because("held-waiting", count=len(waiting), since=min(m.send_on for m in waiting))]


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
            outbox.move(
                connection, [mail.id], [mail.state], state=MailState.CANCELLED, note="outlived while held"
            )
    return [because("held-expired", count=expired)] if expired else []


def _past(o: Occurrence | None, planned_on: date, today: date) -> bool:
    d = o.deadline if o else None
    return d is not None and planned_on <= d.target_on and d.last_on < today


def _calendar(connection: Connection, catalogue: Catalogue, today: date) -> list[Reason]:
    """Loud from 60 days ahead, once a week (design 3.17)."""
    year = missing_year(catalogue.calendar, today)
    told = get(connection, "calendar-told")
    if year is None or (told and today - date.fromisoformat(told) < timedelta(7)):
        return []
    put(connection, "calendar-told", str(today))
    return [because("calendar-missing", year=year)]


def _new_week(connection: Connection, today: date) -> bool:
    """Whether this is the first day of sending of its week."""
    year, week, _ = today.isocalendar()
    if get(connection, "summary") == f"{year}-W{week:02}":
        return False
    put(connection, "summary", f"{year}-W{week:02}")
    return True


def _ask_dates(
    connection: Connection, office: Office, catalogue: Catalogue, seen: Iterable[Occurrence], now: datetime
) -> None:
    """The officer of each plan is asked for the dates that are wanted (design 3.7)."""
    reached, asked = reach(connection, office, catalogue), dict[tuple[str, str] | None, list[Reason]]()
    names = catalogue.directory
    for o in seen:
        if o.wants_date:
            to = reached.who(o.plan.focal, o.plan.focal, office.today)
            why = because(
                "date-asked", obligation=o.obligation.id, title=o.obligation.title, since=o.state.wanted_on,
                agencies=tuple(names.agency(a).name for a in o.owner.agencies),
            )  # fmt: skip
            asked.setdefault((to.mailbox, to.agency) if to and not to.operator else None, []).append(why)
    for officer, reasons in asked.items():
        alert(connection, office, now, reasons, officer)


def _summary(connection: Connection, office: Office, now: datetime) -> None:
    """Its figures are read when it leaves."""
    outbox.enter(connection, NewMail(office.config.operator, "", "summary", office.today, 0, now, now))
