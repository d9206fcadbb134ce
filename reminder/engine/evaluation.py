"""Evaluate: read what has happened, decide, and store notices and their mails in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Evaluation, Ledger, Notice, evaluate
from reminder.core.mailing import Mail, mails
from reminder.core.reason import because
from reminder.engine import morning, rules
from reminder.engine.alerts import alert
from reminder.engine.ledger import read_ledger
from reminder.engine.office import Office
from reminder.failpoints import failpoint
from reminder.store import addresses, journal, notices, outbox
from reminder.store.database import Connection, Database, evaluation_lock
from reminder.store.notices import NoticeRow

URGENCY = ("low", "normal", "high", "urgent")


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What one evaluation did, in counts; `ran` is False when another daemon was at it, or other rules came
    into force meanwhile."""

    ran: bool = True
    notices: int = 0
    mails: int = 0
    held: int = 0
    superseded: int = 0


@dataclass
class Memo:
    """What the last evaluation of this process rested on: day, send window, newest act, rules. While these are
    the same another one can decide nothing new, so an idle round costs one look at the journal."""

    day: date | None = None
    sends: bool = False
    act: int = -1
    rules: Catalogue | None = None

    def holds(self, day: date, sends: bool, act: int, rules: Catalogue) -> bool:
        return self.rules is rules and (self.day, self.sends, self.act) == (day, sends, act)


def evaluate_into(
    database: Database, office: Office, catalogue: Catalogue, memo: Memo | None = None
) -> Evaluated:
    """Decide what must be told now and store it. Outside the send window only first sights are recorded,
    so ticking at night or on a day off changes nothing. With `memo`, nothing is done when nothing changed."""
    now, today = office.clock.now(), office.today
    sends = office.sends_at(now, catalogue)
    if memo:
        with database.read() as connection:
            if memo.holds(today, sends, journal.last(connection), catalogue):
                return Evaluated()

    def work(connection: Connection) -> tuple[Evaluated, int]:
        if not evaluation_lock(connection) or rules.replaced(connection, catalogue):
            return Evaluated(ran=False), -1
        act = journal.last(connection)
        ledger = read_ledger(connection, office.config.zone)
        result = evaluate(catalogue, ledger, today)
        failpoint("evaluated")
        new = {o.key: o for o in result.seen if o.key not in ledger.first_seen}
        notices.see(connection, new, now)
        if not sends:
            return Evaluated(), act
        done = _store(connection, office, catalogue, ledger, result, now)
        morning.tell(connection, office, catalogue, ledger, result, new.values(), now)
        failpoint("evaluate-uncommitted")
        return done, act

    done, act = database.transact(work)
    if memo and done.ran:
        memo.day, memo.sends, memo.act, memo.rules = today, sends, act, catalogue
    failpoint("evaluate-committed")
    return done


def _store(
    connection: Connection, office: Office, catalogue: Catalogue, ledger: Ledger, result: Evaluation, now: datetime
) -> Evaluated:  # fmt: skip
    notices.add(connection, [row(n, "superseded") for n in result.superseded], now)
    ids = notices.add(connection, [row(n, "queued") for n in result.notices], now)
    # Only where something was on record before can an older notice still wait.
    newer = [
        (n.occurrence.key, n.recipient, ids[n.key])
        for n in result.notices
        if n.key in ids and (n.occurrence.key, n.recipient) in ledger.emitted
    ]
    notices.supersede(connection, newer)
    sorted_ = mails((n for n in result.notices if n.key in ids), catalogue, addresses.unreachable(connection))
    made = (*sorted_.mails, *([_to_operator(office, sorted_.lost)] if sorted_.lost else ()))
    new, held = queue(connection, office, catalogue, made, ids, now)
    strays = [because("no-contact", agency=_name(catalogue, a)) for a in sorted_.strays]
    if strays:
        alert(connection, office, now, strays)
    return Evaluated(True, len(ids), new, held, len(result.superseded))


def _name(catalogue: Catalogue, recipient: str) -> str:
    known = recipient in catalogue.directory
    return catalogue.directory.agency(recipient).name if known else recipient


def queue(
    connection: Connection, office: Office, catalogue: Catalogue, made: Iterable[Mail], ids: dict[str, int],
    now: datetime, rest: timedelta = timedelta(0),
) -> tuple[int, int]:  # fmt: skip
    """Store the mails, joining those that still wait; gives how many are new and how many of them held. A new
    one leaves no sooner than `rest` from now."""
    # The most urgent keep their place when the limit is reached.
    ordered = sorted(made, key=lambda m: -URGENCY.index(m.urgency))
    open_ = {kind: outbox.unsent(connection, kind) for kind in {m.kind for m in ordered}}
    spent = {on: outbox.count_for(connection, on) for on in {m.send_on for m in ordered}}
    limit = office.config.send.daily_limit
    new = held = 0
    for m in ordered:
        mine = [ids[n.key] for n in m.notices]
        waiting = None if m.single else open_[m.kind].get(m.mailbox)
        if waiting:
            outbox.join(connection, waiting.id, mine)
            outbox.raise_urgency(connection, waiting.id, URGENCY.index(m.urgency))
            continue
        on = m.send_on if m.single else _free_day(connection, catalogue, m)
        spent[on] = spent[on] + 1 if on in spent else outbox.count_for(connection, on) + 1
        over = spent[on] > limit
        outbox.put(connection, _mail(office, m, on, over, now, rest), mine)
        new, held = new + 1, held + over
    if held:
        alert(connection, office, now, [because("batch-held", count=held, limit=limit)])
    return new, held


def _free_day(connection: Connection, catalogue: Catalogue, m: Mail) -> date:
    """The first working day from the mail's on for which this mailbox has no mail of this kind yet."""
    on = m.send_on
    while outbox.keys(connection, [f"{m.mailbox}@{on}@{m.kind}"]):
        on = catalogue.calendar.on_or_after(on + timedelta(1))
    return on


def _mail(
    office: Office, m: Mail, on: date, held: bool, now: datetime, rest: timedelta
) -> dict[str, Any]:  # fmt: skip
    return {
        "key": m.key if m.single else f"{m.mailbox}@{on}@{m.kind}",
        "mailbox": m.mailbox,
        "agency": m.agency,
        "kind": m.kind,
        "send_on": on,
        "urgency": URGENCY.index(m.urgency),
        "state": "held" if held else "pending",
        "facts": {"single": True} if m.single else {},
        "created_at": now,
        "next_at": max(now + rest, office.opening(on)),
    }


def row(n: Notice, state: str) -> NoticeRow:
    """The notice as it is stored."""
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
    """Meant for the operator, or neither the agency nor its plan's focal agency can be reached."""
    return Mail(office.config.operator, "", "reminder", lost[0].send_on, tuple(lost))
