"""What is known of mails that stay in the mailbox, from one round to the next."""

import json
from dataclasses import asdict

from reminder.mail.collect import Staying
from reminder.store.database import Connection, get, put

_KEY = "staying-mails"


def read(connection: Connection) -> Staying:
    """As the last round left it."""
    found = json.loads(get(connection, _KEY) or "{}")
    return Staying(
        found.get("folder", ""), set(found.get("dealt", ())), set(found.get("copied", ())), found.get("costly", [])
    )


def write(connection: Connection, staying: Staying) -> None:
    """For the next round."""
    kept = {name: sorted(v) if isinstance(v, set) else v for name, v in asdict(staying).items()}
    words, before = json.dumps(kept), get(connection, _KEY)
    if words != before and (before or staying.dealt or staying.costly):
        put(connection, _KEY, words)
