"""A mailbox was refused for good: who is told instead gets the same notices by a mail of its own, which can be taken
back. What nobody could be told waits until somebody can be reached."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from reminder.core.catalogue import URGENCIES, Catalogue
from reminder.core.digest import MailKind, kind_of
from reminder.core.instead import Address, Reach
from reminder.core.outbox_states import NoticeState
from reminder.core.reason import from_plain
from reminder.engine.context.book import Line
from reminder.engine.context.office import Office
from reminder.engine.context.reach import reach
from reminder.engine.outbox.alerts import alert
from reminder.engine.outbox.enqueue import post
from reminder.engine.outbox.forwarding import forward
from reminder.engine.outbox.still_due import live_lines
from reminder.store import notices, outbox, replies, stand_ins
from reminder.store.database import Connection
from reminder.store.outbox import MailRow, NewMail

_AT_ONCE = timedelta(0)


def reroute(
    connection: Connection, office: Office, catalogue: Catalogue, dead: MailRow, lines: Sequence[Line], now: datetime,
    rest: timedelta = _AT_ONCE,
) -> None:  # fmt: skip
    """Serve elsewhere what a dead mail carried, no sooner than `rest` from now (design 3.14)."""
    tried = frozenset(m.mailbox for m in (dead, *stand_ins.displaced(connection, dead)))
    reached = reach(connection, office, catalogue).without(tried)
    if dead.kind == "reply":
        answer = replies.one(connection, int(dead.facts["reply"]))
        if answer:
            forward(connection, office, catalogue, answer, now, reached, dead)
    elif dead.kind == "alert" and dead.mailbox != office.config.operator:
        alert(connection, office, now, [from_plain(r) for r in dead.facts["reasons"]])
    on = max(dead.send_on, office.today)
    made = [
        (
            NewMail(
                to.mailbox, to.agency, dead.kind, on, dead.urgency, now, now + rest, instead_of=dead.id
            ),
            [line.notice.id for line in mine],
        )
        for to, mine in _addressed(connection, office, reached, lines)
    ]  # fmt: skip
    post(connection, office, catalogue, made, now)


def take_back(connection: Connection, mail_id: int) -> None:
    """The mail may reach its own mailbox after all: whoever was to be told instead is not."""
    stand_ins.drop_stand_ins(connection, mail_id)
    rows = notices.by_ids(connection, outbox.notice_ids(connection, mail_id))
    notices.set_state(
        connection, [row.id for row in rows if row.state is NoticeState.UNREACHABLE], NoticeState.QUEUED
    )


def revive(connection: Connection, office: Office, catalogue: Catalogue, now: datetime) -> None:
    """Queue what nobody could be told, where somebody can be reached by now; what holds no more is cancelled."""
    rows = notices.unreachable(connection)
    if not rows:
        return
    lines = live_lines(connection, office, catalogue, rows)
    still = {line.notice.id for line in lines}
    notices.set_state(connection, [row.id for row in rows if row.id not in still], NoticeState.CANCELLED)
    notices.set_state(connection, still, NoticeState.QUEUED)
    on = catalogue.calendar.on_or_after(office.today)
    made = []
    for to, mine in _addressed(connection, office, reach(connection, office, catalogue), lines):
        by_kind: dict[MailKind, list[Line]] = {}
        for line in mine:
            by_kind.setdefault(kind_of(line.notice.template, to), []).append(line)
        for kind, each in by_kind.items():
            urgency = max(URGENCIES.index(line.notice.urgency) for line in each)
            opens = max(now, office.opening(on))
            new = NewMail(to.mailbox, to.agency, kind, on, urgency, now, opens)
            made.append((new, [line.notice.id for line in each]))
    post(connection, office, catalogue, made, now)


def _addressed(
    connection: Connection, office: Office, reached: Reach, lines: Sequence[Line]
) -> list[tuple[Address, list[Line]]]:
    """The notices by the mailbox they go to; those that nobody can be told are set aside."""
    found: dict[str, tuple[Address, list[Line]]] = {}
    nobody = []
    for line in lines:
        n, focal = line.notice, line.occurrence.plan.focal
        to = reached.who(n.recipient, focal, office.today, head=n.role == "head")
        if to:
            found.setdefault(to.mailbox, (to, []))[1].append(line)
        else:
            nobody.append(n.id)
    notices.set_state(connection, nobody, NoticeState.UNREACHABLE)
    return list(found.values())
