"""Evaluate: read what has happened, decide, and store notices and their mails in one transaction."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from reminder.clock import local
from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Evaluation, Ledger, evaluate
from reminder.core.mail_grouping import mails
from reminder.core.notice import Notice
from reminder.core.outbox_states import NoticeState
from reminder.core.reason import because
from reminder.core.recipients import addressee
from reminder.engine.context import rules
from reminder.engine.context.ledger import whole_ledger
from reminder.engine.context.office import Office
from reminder.engine.context.transaction import Transaction
from reminder.engine.outbox.alerts import alert
from reminder.engine.outbox.enqueue import new_mail, post
from reminder.engine.outbox.reroute import revive
from reminder.engine.planning import operator_news
from reminder.failpoints import failpoint
from reminder.store import journal, notices, renaming
from reminder.store.database import Connection, Database, apart, evaluation_lock
from reminder.store.notices import NoticeRow
from reminder.store.outbox import NewMail

log = logging.getLogger("reminder")


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


def evaluate_into(database: Database, office: Office, catalogue: Catalogue, memo: Memo | None = None) -> Evaluated:
    """Decide what must be told now and store it. Outside the send window only first sights are recorded,
    so ticking at night or on a day off changes nothing. With `memo`, nothing is done when nothing changed."""
    now = office.clock.now()
    today = local(now, office.config.zone).date()
    sends = office.sends_at(now, catalogue)
    if memo:
        with database.read() as connection:
            if memo.holds(today, sends, journal.last(connection), catalogue):
                return Evaluated()

    def work(connection: Connection) -> tuple[Evaluated, int]:
        if not evaluation_lock(connection) or rules.replaced(connection, catalogue):
            return Evaluated(ran=False), -1
        tx, act = Transaction(connection, office, catalogue, now), journal.last(connection)
        ledger = whole_ledger(connection, tx.zone)
        result = evaluate(catalogue, ledger, today)
        if renaming.follow(connection, result.former):
            ledger = whole_ledger(connection, tx.zone)
            result = evaluate(catalogue, ledger, today)
        failpoint("evaluated")
        new = {o.key: o for o in result.seen if o.key not in ledger.first_seen}
        notices.see(connection, new, now)
        operator_news.keep(tx, ledger, new.values())
        done = _store(tx, ledger, result) if sends else Evaluated()
        news = operator_news.tell if sends else operator_news.tell_late
        fault = apart(connection, lambda: news(tx, ledger, result))
        if fault:
            _stumbled(tx, fault, office.config.operator)
        failpoint("evaluate-uncommitted")
        return done, act

    done, act = database.transact(work)
    if memo and done.ran:
        memo.day, memo.sends, memo.act, memo.rules = today, sends, act, catalogue
    failpoint("evaluate-committed")
    return done


def _store(tx: Transaction, ledger: Ledger, result: Evaluation) -> Evaluated:
    revive(tx)
    connection = tx.connection
    notices.add(connection, [row(n, NoticeState.SUPERSEDED) for n in result.superseded], tx.now)
    ids = notices.add(connection, [row(n, NoticeState.QUEUED) for n in result.notices], tx.now)
    # Only where something was on record before can an older notice still wait.
    newer = [
        (n.occurrence.key, n.recipient, n.role, ids[n.key])
        for n in result.notices
        if n.key in ids and (n.occurrence.key, addressee(n.recipient, n.role)) in ledger.emitted
    ]
    notices.supersede(connection, newer)
    found = mails((n for n in result.notices if n.key in ids), tx.reach)
    notices.set_state(connection, [ids[n.key] for n in found.unreachable], NoticeState.UNREACHABLE)
    made = [new_mail(tx, m, ids) for m in found.mails]
    done = apart(connection, lambda: post(tx, made))
    new, held = _each(tx, made) if isinstance(done, Exception) else done
    strays = [because("no-contact", agency=_name(tx.catalogue, a)) for a in found.strays]
    if strays:
        alert(tx, strays)
    return Evaluated(True, len(ids), new, held, len(result.superseded))


def _each(tx: Transaction, made: Sequence[tuple[NewMail, Sequence[int]]]) -> tuple[int, int]:
    """One mail after another, so that one that cannot be stored costs only itself. What it carried is called for
    again."""
    new = held = 0
    for m, mine in made:
        done = apart(tx.connection, partial(post, tx, [(m, mine)]))
        if isinstance(done, Exception):
            notices.set_state(tx.connection, mine, NoticeState.CANCELLED)
            _stumbled(tx, done, m.mailbox)
        else:
            new, held = new + done[0], held + done[1]
    return new, held


def _stumbled(tx: Transaction, fault: Exception, mailbox: str) -> None:
    log.error("a mail cannot be stored", exc_info=fault)
    why = because("mail-not-stored", address=mailbox, fault=type(fault).__name__)
    alert(tx, [why])


def _name(catalogue: Catalogue, recipient: str) -> str:
    known = recipient in catalogue.directory
    return catalogue.directory.agency(recipient).name if known else recipient


def row(n: Notice, state: NoticeState) -> NoticeRow:
    """The notice as it is stored."""
    return NoticeRow(
        key=n.key, occurrence=n.occurrence.key, revision=n.occurrence.state.revision, step=n.rung.step.id,
        ordinal=n.rung.ordinal, recipient=n.recipient, role=n.role, template=n.template,
        urgency=n.rung.step.urgency, planned_on=n.rung.on, state=state, reason=n.reason.plain(),
    )  # fmt: skip
