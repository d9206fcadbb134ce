"""What the operator must know at once: one mail that is never held and counts against no limit."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from reminder.core.reason import Reason
from reminder.engine.office import Office
from reminder.store import outbox
from reminder.store.database import Connection


def alert(connection: Connection, office: Office, now: datetime, reasons: Sequence[Reason]) -> None:
    """Queue an alert, or add to the one that still waits. The same finding is told once a day."""
    found: list[dict[str, Any]] = [r.plain() for r in reasons]
    today, box = office.today, office.config.operator
    told = [m for m in outbox.of_kind(connection, "alert", today) if m.mailbox == box]
    known = [r for m in told for r in m.facts["reasons"]]
    new = [r for r in found if r not in known]
    if not new:
        return
    waiting = next((m for m in told if m.state == "pending" and m.attempts == 0), None)
    if waiting:
        outbox.move(connection, [waiting.id], ["pending"], facts={"reasons": waiting.facts["reasons"] + new})
        return
    values = {
        "key": f"{box}@{today}@alert#{len(told) + 1}",
        "mailbox": box,
        "agency": "",
        "kind": "alert",
        "send_on": today,
        "urgency": 3,
        "state": "pending",
        "facts": {"reasons": new},
        "created_at": now,
        "next_at": now,
    }
    outbox.put(connection, values, [])
