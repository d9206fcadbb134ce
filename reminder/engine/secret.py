"""The database's own secret: it keys Message-IDs, return paths and links. Made when first needed."""

import secrets

from reminder.store.database import Connection, Database, get, home, put


def secret_of(connection: Connection, database: Database) -> bytes:
    """The secret; a database that has none gets one, and this place as its home (design 4)."""
    secret = get(connection, "secret")
    if secret is None:
        put(connection, "secret", secret := secrets.token_hex(32))
        put(connection, "home", home(database))
    return bytes.fromhex(secret)
