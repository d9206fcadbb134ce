"""What the operator or an officer must know at once: a mail that is never held and counts against no limit."""

from collections.abc import Sequence
from typing import Any

from reminder.core.outbox_states import MailState
from reminder.core.reason import Reason
from reminder.core.told_instead import Destination
from reminder.engine.context.transaction import Transaction
from reminder.store import outbox
from reminder.store.outbox import NewMail


def alert(tx: Transaction, reasons: Sequence[Reason], to: Destination | None = None) -> None:
    """Queue an alert, or add to the one that still waits. The same finding is told once a day. `to`: the officer it is
    for, else the operator."""
    found: list[dict[str, Any]] = [r.plain() for r in reasons]
    box, agency = (to.mailbox, to.agency) if to else (tx.office.config.operator, "")
    sent = outbox.of_kind(tx.connection, "alert", tx.today)
    told = [m for m in sent if (m.mailbox, m.agency) == (box, agency)]
    known = [_finding(r) for m in told for r in m.facts["reasons"]]
    new = [r for r in found if _finding(r) not in known]
    if not new:
        return
    waiting = next((m for m in told if m.state is MailState.PENDING and m.attempts == 0), None)
    if waiting:
        outbox.move(tx.connection, [waiting.id], [waiting.state], facts={"reasons": waiting.facts["reasons"] + new})
        return
    new_mail = NewMail(
        box, agency, "alert", tx.today, 3, tx.now, tx.now, number=len(told) + 1, reasons=tuple(new)
    )  # fmt: skip
    outbox.enter(tx.connection, new_mail)


def _finding(reason: dict[str, Any]) -> dict[str, Any]:
    """What is the same however often it is looked at: the moment of the look is no part of it."""
    return {name: fact for name, fact in reason.items() if name != "now"}
