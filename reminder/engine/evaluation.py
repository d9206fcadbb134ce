"""Evaluate: read what has happened, decide, and store notices and their mails in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Evaluation, Notice, evaluate
from reminder.core.mailing import Mail, mails
from reminder.core.reason import because
from reminder.engine.alerts import alert
from reminder.engine.ledger import read_ledger
from reminder.engine.office import Office
from reminder.failpoints import failpoint
from reminder.store import addresses, notices, outbox
from reminder.store.database import Connection, Database, evaluation_lock
from reminder.store.notices import NoticeRow

URGENCY = ("low", "normal", "high", "urgent")


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What one evaluation did, in counts; `ran` is False when another daemon was at it."""

    ran: bool = True
    notices: int = 0
    mails: int = 0
    held: int = 0
    superseded: int = 0


def evaluate_into(database: Database, office: Office, catalogue: Catalogue) -> Evaluated:
    """Decide what must be told now and store it. Outside the send window only first sights are recorded,
    so ticking at night or on a day off changes nothing."""
    now, today = office.clock.now(), office.today
    with database.write() as connection:
        if not evaluation_lock(connection):
            return Evaluated(ran=False)
        result = evaluate(catalogue, read_ledger(connection, office.config.zone), today)
        notices.see(connection, (o.key for o in result.seen), now)
        if not office.sends_at(now, catalogue):
            return Evaluated()
        done = _store(connection, office, catalogue, result, now)
        failpoint("evaluated")
    failpoint("queued")
    return done


def _store(
    connection: Connection, office: Office, catalogue: Catalogue, result: Evaluation, now: datetime
) -> Evaluated:
    notices.add(connection, [_row(n, "superseded") for n in result.superseded], now)
    ids = notices.add(connection, [_row(n, "queued") for n in result.notices], now)
    notices.supersede(
        connection, [(n.occurrence.key, n.recipient, ids[n.key]) for n in result.notices if n.key in ids]
    )
    bounced = addresses.unreachable(connection)
    made, lost = mails([n for n in result.notices if n.key in ids], catalogue, bounced)
    if lost:
        made = (*made, _to_operator(office, lost))
    stored = _queue(connection, office, catalogue, made, ids, now)
    strays = _strays(made)
    if strays:
        alert(connection, office, now, [because("no-contact", agency=a) for a in strays])
    return Evaluated(True, len(ids), stored[0], stored[1], len(result.superseded))


def _queue(
    connection: Connection,
    office: Office,
    catalogue: Catalogue,
    made: Iterable[Mail],
    ids: dict[str, int],
    now: datetime,
) -> tuple[int, int]:
    """Store the mails, joining those that still wait; gives how many are new and how many of them held."""
    open_ = {kind: outbox.unsent(connection, kind) for kind in ("reminder", "escalation", "rollcall")}
    ordered = sorted(
        made, key=lambda m: -URGENCY.index(m.urgency)
    )  # stable: the most urgent keep their place
    spent = {on: outbox.count_for(connection, on) for on in {m.send_on for m in ordered}}
    new = held = 0
    for m in ordered:
        mine = [ids[n.key] for n in m.notices]
        waiting = open_[m.kind].get(m.mailbox)
        if waiting:
            outbox.join(connection, waiting.id, mine)
            outbox.raise_urgency(connection, waiting.id, URGENCY.index(m.urgency))
            continue
        on = _free_day(connection, catalogue, m)
        spent[on] = spent.get(on, 0) + 1
        over = spent[on] > office.config.send.daily_limit
        outbox.put(connection, _mail(office, m, on, over, now), mine)
        new, held = new + 1, held + over
    if held:
        alert(
            connection, office, now, [because("batch-held", count=held, limit=office.config.send.daily_limit)]
        )
    return new, held


def _free_day(connection: Connection, catalogue: Catalogue, m: Mail) -> date:
    """The first working day from the mail's on for which this mailbox has no mail of this kind yet."""
    on = m.send_on
    while outbox.keys(connection, [f"{m.mailbox}@{on}@{m.kind}"]):
        on = catalogue.calendar.on_or_after(on + timedelta(1))
    return on


def _mail(office: Office, m: Mail, on: date, held: bool, now: datetime) -> dict[str, Any]:
    return {
        "key": f"{m.mailbox}@{on}@{m.kind}",
        "mailbox": m.mailbox,
        "agency": m.agency,
        "kind": m.kind,
        "send_on": on,
        "urgency": URGENCY.index(m.urgency),
        "state": "held" if held else "pending",
        "facts": {},
        "created_at": now,
        "next_at": max(now, office.opening(on)),
    }


def _row(n: Notice, state: str) -> NoticeRow:
    return NoticeRow(
        key=n.key,
        occurrence=n.occurrence.key,
        revision=n.occurrence.state.revision,
        step=n.rung.step.id,
        ordinal=n.rung.ordinal,
        recipient=n.recipient,
        role=n.role,
        template=n.template,
        urgency=n.rung.step.urgency,
        planned_on=n.rung.on,
        state=state,
        reason=n.reason.plain(),
    )


def _to_operator(office: Office, lost: Sequence[Notice]) -> Mail:
    """Neither the agency nor its plan's focal agency can be reached: the operator gets the notice itself."""
    return Mail(office.config.operator, "", "reminder", lost[0].send_on, tuple(lost))


def _strays(made: Iterable[Mail]) -> list[str]:
    """Agencies whose notices went elsewhere because none of their mailboxes can be reached."""
    return sorted(
        {n.recipient for m in made for n in m.notices if n.recipient != m.agency and m.agency not in ("",)}
    )
