"""Whom mail reaches now: the directory and the operator, without the mailboxes that mail came back from."""

from reminder.core.catalogue import Catalogue
from reminder.core.instead import Reach
from reminder.engine.office import Office
from reminder.store import addresses
from reminder.store.database import Connection


def reach(connection: Connection, office: Office, catalogue: Catalogue) -> Reach:
    return Reach(catalogue.directory, office.config.operator, addresses.unreachable(connection))
