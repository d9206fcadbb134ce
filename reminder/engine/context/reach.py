"""Whom mail reaches now: the directory and the operator, without the mailboxes that mail came back from."""

from reminder.core.catalogue import Catalogue
from reminder.core.instead import Reach
from reminder.engine.context.office import Office
from reminder.store import bounced_mailboxes
from reminder.store.database import Connection


def reach(connection: Connection, office: Office, catalogue: Catalogue) -> Reach:
    return Reach(catalogue.directory, office.config.operator, bounced_mailboxes.unreachable(connection))
