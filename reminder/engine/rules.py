"""The rule set in force: stored as texts, replaced all or nothing, and only when someone says so (design 4)."""

from reminder.core.catalogue import Catalogue
from reminder.store import addresses, rulesets
from reminder.store.database import Connection, Database
from reminder.store.rulesets import RuleSet


def matches(connection: Connection, catalogue: Catalogue) -> bool:
    """Whether these rules are those in force."""
    return rulesets.in_force_hash(connection) == rulesets.digest(catalogue.texts)


def stored(database: Database | None) -> RuleSet | None:
    """The set in force, as stored."""
    if database is None:
        return None
    with database.read() as connection:
        return rulesets.in_force(connection)


def in_force(database: Database | None) -> Catalogue | None:
    """The catalogue in force, read back from its stored texts; None when nothing is yet."""
    current = stored(database)
    if current is None:
        return None
    from reminder.rulefile import load_texts

    return load_texts(dict(current.texts))


def unreachable(database: Database | None) -> frozenset[str]:
    """Mailboxes that mail has come back from."""
    if database is None:
        return frozenset()
    with database.read() as connection:
        return addresses.unreachable(connection)
