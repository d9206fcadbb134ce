"""What the operator or an officer must know at once: a mail that is never held and counts against no limit."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from reminder.core.outbox_states import MailState
from reminder.core.reason import Reason
from reminder.engine.context.office import Office
from reminder.store import outbox
from reminder.store.database import Connection
from reminder.store.outbox import NewMail


def alert(
    connection: Connection, office: Office, now: datetime, reasons: Sequence[Reason],
    to: tuple[str, str] | None = None,
) -> None:  # fmt: skip
    """Queue an alert, or add to the one that still waits. The same finding is told once a day. `to`: the mailbox
    and agency of the officer it is for, else the operator."""
    found: list[dict[str, Any]] = [r.plain() for r in reasons]
    today, (box, agency) = office.today, to or (office.config.operator, "")
    told = [m for m in outbox.of_kind(connection, "alert", today) if (m.mailbox, m.agency) == (box, agency)]
    known = [_finding(r) for m in told for r in m.facts["reasons"]]
    new = [r for r in found if _finding(r) not in known]
    if not new:
        return
    waiting = next((m for m in told if m.state is MailState.PENDING and m.attempts == 0), None)
    if waiting:
        outbox.move(
            connection, [waiting.id], [waiting.state], facts={"reasons": waiting.facts["reasons"] + new}
        )
        return
    new_mail = NewMail(
        box, agency, "alert", today, 3, now, now, number=len(told) + 1, reasons=tuple(new)
    )  # fmt: skip
    outbox.enter(connection, new_mail)


def _finding(reason: dict[str, Any]) -> dict[str, Any]:
    """What is the same however often it is looked at: the moment of the look is no part of it."""
    return {name: fact for name, fact in reason.items() if name != "now"}
