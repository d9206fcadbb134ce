"""A mailbox was refused for good: who is told instead gets the same notices by a mail of its own, which can be taken
back. What nobody could be told waits until somebody can be reached."""

from collections.abc import Sequence
from datetime import timedelta

from reminder.core.catalogue import URGENCIES
from reminder.core.mail_grouping import kind_of
from reminder.core.outbox_states import NoticeState
from reminder.core.reason import from_plain
from reminder.core.told_instead import Destination, Reach
from reminder.engine.context.stored_occurrences import StoredNotice
from reminder.engine.context.transaction import Transaction
from reminder.engine.outbox.alerts import alert
from reminder.engine.outbox.enqueue import post
from reminder.engine.outbox.forward_replies import forward
from reminder.engine.outbox.still_due import live_lines
from reminder.group_by_key import gathered
from reminder.store import notices, outbox, replies, stand_ins
from reminder.store.database import Connection
from reminder.store.outbox import MailRow, NewMail

_AT_ONCE = timedelta(0)


def reroute(tx: Transaction, dead: MailRow, lines: Sequence[StoredNotice], rest: timedelta = _AT_ONCE) -> None:
    """Serve elsewhere what a dead mail carried, no sooner than `rest` from now (design 3.14)."""
    tried = frozenset(m.mailbox for m in (dead, *stand_ins.displaced(tx.connection, dead)))
    reached = tx.reach.without(tried)
    if dead.kind == "reply":
        answer = replies.one(tx.connection, int(dead.facts["reply"]))
        if answer:
            forward(tx, answer, reached, dead)
    elif dead.kind == "alert" and dead.mailbox != tx.office.config.operator:
        alert(tx, [from_plain(r) for r in dead.facts["reasons"]])
    on, opens, made = max(dead.send_on, tx.today), tx.now + rest, []
    for to, mine in _addressed(tx, reached, lines):
        new = NewMail(to.mailbox, to.agency, dead.kind, on, dead.urgency, tx.now, opens, instead_of=dead.id)
        made.append((new, [line.notice.id for line in mine]))
    post(tx, made)


def take_back(connection: Connection, mail_id: int) -> None:
    """The mail may reach its own mailbox after all: whoever was to be told instead is not."""
    stand_ins.drop_stand_ins(connection, mail_id)
    rows = notices.by_ids(connection, outbox.notice_ids(connection, mail_id))
    notices.set_state(connection, [row.id for row in rows if row.state is NoticeState.UNREACHABLE], NoticeState.QUEUED)


def revive(tx: Transaction) -> None:
    """Queue what nobody could be told, where somebody can be reached by now; what holds no more is cancelled."""
    rows = notices.unreachable(tx.connection)
    if not rows:
        return
    lines = live_lines(tx, rows)
    still = {line.notice.id for line in lines}
    notices.set_state(tx.connection, [row.id for row in rows if row.id not in still], NoticeState.CANCELLED)
    notices.set_state(tx.connection, still, NoticeState.QUEUED)
    on = tx.catalogue.calendar.on_or_after(tx.today)
    made = []
    for to, mine in _addressed(tx, tx.reach, lines):
        for kind, each in gathered((kind_of(line.notice.template, to), line) for line in mine).items():
            urgency = max(URGENCIES.index(line.notice.urgency) for line in each)
            opens = max(tx.now, tx.office.opening(on))
            new = NewMail(to.mailbox, to.agency, kind, on, urgency, tx.now, opens)
            made.append((new, [line.notice.id for line in each]))
    post(tx, made)


def _addressed(
    tx: Transaction, reached: Reach, lines: Sequence[StoredNotice]
) -> list[tuple[Destination, list[StoredNotice]]]:
    """The notices by the mailbox they go to; those that nobody can be told are set aside."""
    found: dict[str, tuple[Destination, list[StoredNotice]]] = {}
    nobody = []
    for line in lines:
        n, focal = line.notice, line.occurrence.plan.focal
        to = reached.who(n.recipient, focal, tx.today, head=n.role == "head")
        if to:
            found.setdefault(to.mailbox, (to, []))[1].append(line)
        else:
            nobody.append(n.id)
    notices.set_state(tx.connection, nobody, NoticeState.UNREACHABLE)
    return list(found.values())
