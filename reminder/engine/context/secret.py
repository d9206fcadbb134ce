"""The database's own secret: it keys Message-IDs, return paths and links."""

import secrets

from reminder.store import maintenance
from reminder.store.database import Connection, Database, get, put, take


def secret_of(database: Database) -> bytes:
    """The secret, made when the database is first used; with it goes its home (design 4)."""
    with database.read() as connection:
        kept = get(connection, "secret")
    if kept is not None:
        return bytes.fromhex(kept)
    here = maintenance.home(database)

    def work(connection: Connection) -> str:
        found = take(connection, "secret")
        if found is None:
            put(connection, "secret", found := secrets.token_hex(32))
            put(connection, "home", here)
        return found

    return bytes.fromhex(database.transact(work))
