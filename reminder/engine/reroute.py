"""A mailbox was refused for good: the next contact of the agency gets the same notices by a new mail."""

from collections.abc import Sequence
from datetime import datetime

from reminder.core.catalogue import Catalogue
from reminder.engine.book import Line
from reminder.engine.office import Office
from reminder.store import addresses, outbox
from reminder.store.database import Connection
from reminder.store.outbox import MailRow


def reroute(
    connection: Connection,
    office: Office,
    catalogue: Catalogue,
    dead: MailRow,
    lines: Sequence[Line],
    now: datetime,
) -> None:
    """Queue the notices of a dead mail for the next reachable contact: the agency's, its plans' focal
    agency's, at last the operator (design 3.14)."""
    bounced = addresses.unreachable(connection) | {dead.mailbox}
    groups: dict[tuple[str, str], list[int]] = {}
    for line in lines:
        to = _next(catalogue, line, office, bounced)
        groups.setdefault(to, []).append(line.notice.id)
    for (mailbox, agency), ids in groups.items():
        waiting = outbox.unsent(connection, dead.kind).get(mailbox)
        if waiting:
            outbox.join(connection, waiting.id, ids)
            continue
        values = {
            "key": f"{mailbox}@{dead.send_on}@{dead.kind}@instead-of-{dead.id}",
            "mailbox": mailbox,
            "agency": agency,
            "kind": dead.kind,
            "send_on": dead.send_on,
            "urgency": dead.urgency,
            "state": "pending",
            "facts": {},
            "created_at": now,
            "next_at": now,
        }
        outbox.put(connection, values, ids)


def _next(catalogue: Catalogue, line: Line, office: Office, bounced: frozenset[str]) -> tuple[str, str]:
    for agency in (line.notice.recipient, line.occurrence.plan.focal):
        contact = catalogue.directory.contact(agency, office.today, bounced)
        if contact:
            return contact.mailbox, agency
    return office.config.operator, ""
