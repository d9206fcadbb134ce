"""What the operator or an officer must know at once: a mail that is never held and counts against no limit. What others
can bring about as often as they like has a limit of its own (`ask`)."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from reminder.core.outbox_states import MailState
from reminder.core.reason import Reason, because
from reminder.core.told_instead import Destination
from reminder.engine.context.transaction import Transaction
from reminder.store import outbox
from reminder.store.outbox import MailRow, NewMail


def alert(tx: Transaction, reasons: Sequence[Reason], to: Destination | None = None) -> None:
    """Queue an alert, or add to the one that still waits. The same finding is told once a day. `to`: the officer it is
    for, else the operator."""
    found: list[dict[str, Any]] = [r.plain() for r in reasons]
    told = _to(tx, to, outbox.of_kind(tx.connection, "alert", tx.today))
    known = [_finding(r) for m in told for r in m.facts["reasons"]]
    new = [r for r in found if _finding(r) not in known]
    if not new:
        return
    waiting = next((m for m in told if _waits(m) and m.next_at <= tx.now), None)
    if waiting:
        _say(tx, waiting, waiting.facts["reasons"] + new)
    else:
        _enter(tx, to, new, tx.now, len(told) + 1)


ASKED, REST = 3, timedelta(hours=1)  # of one matter: alerts a day, and between two of them


def ask(tx: Transaction, why: Reason, earlier: Collection[int], to: Destination | None = None) -> None:
    """Queue what an officer must decide after an answer, which `why` numbers. It takes the place of a line of those
    `earlier` to the same matter that still waits, since whenever; an alert of one matter leaves once an hour, over
    midnight too, and after the third of a day whoever decides is asked to call."""
    yesterday = tx.today - timedelta(days=1)
    before = outbox.waiting_since_before(tx.connection, "alert", yesterday)
    recent = _to(tx, to, [*before, *outbox.of_kind(tx.connection, "alert", yesterday, tx.today)])
    said = [m for m in recent if m.state is not MailState.CANCELLED]
    of_it = [m for m in said if any(r.get("number") in earlier for r in m.facts["reasons"])]
    waiting = next(filter(_waits, of_it), None)
    if waiting:
        others = [r for r in waiting.facts["reasons"] if r.get("number") not in earlier]
        _say(tx, waiting, [*others, why.plain()])
    elif sum(m.send_on >= tx.today for m in of_it) >= ASKED:
        alert(tx, [because("call-them", agency=why["agency"], title=why["title"], obligation=why["obligation"])], to)
    elif of_it and (rested := max(m.next_at for m in of_it) + REST) > tx.now:
        _enter(tx, to, [why.plain()], rested, len(recent) + 1)
    else:
        alert(tx, [why], to)


def decided(tx: Transaction, number: int) -> None:
    """What an officer has decided is asked no more: its line leaves the alerts that have not left yet, and one that
    says nothing else is cancelled."""
    waiting = [
        *outbox.waiting_since_before(tx.connection, "alert", tx.today),
        *outbox.of_kind(tx.connection, "alert", tx.today),
    ]
    for m in filter(_waits, waiting):
        rest = [r for r in m.facts["reasons"] if r.get("number") != number]
        if not rest:
            outbox.move(tx.connection, [m.id], [m.state], state=MailState.CANCELLED, note="decided")
        elif rest != m.facts["reasons"]:
            _say(tx, m, rest)


def _to(tx: Transaction, to: Destination | None, mails: Iterable[MailRow]) -> list[MailRow]:
    """Those of these to the same."""
    return [m for m in mails if (m.mailbox, m.agency) == _whom(tx, to)]


def _whom(tx: Transaction, to: Destination | None) -> tuple[str, str]:
    return (to.mailbox, to.agency) if to else (tx.office.config.operator, "")


def _waits(mail: MailRow) -> bool:
    return mail.state is MailState.PENDING and mail.attempts == 0


def _say(tx: Transaction, mail: MailRow, reasons: list[dict[str, Any]]) -> None:
    outbox.move(tx.connection, [mail.id], [mail.state], facts={"reasons": reasons})


def _enter(tx: Transaction, to: Destination | None, reasons: list[dict[str, Any]], at: datetime, n: int) -> None:
    box, agency = _whom(tx, to)
    outbox.enter(
        tx.connection, NewMail(box, agency, "alert", tx.today, 3, tx.now, at, number=n, reasons=tuple(reasons))
    )


# No part of a finding: the moment of the look, how many it is of by now, and which of its mails is named.
_PASSING = frozenset({"now", "stay", "first"})


def _finding(reason: dict[str, Any]) -> dict[str, Any]:
    """What is the same however often it is looked at."""
    return {name: fact for name, fact in reason.items() if name not in _PASSING}
