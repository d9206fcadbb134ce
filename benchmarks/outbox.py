"""The outbox: claims and records a second, inserts, and whether a million old rows slow it (performance 4).

python benchmarks/outbox.py [MAILS]
"""

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from typing import Any

from sqlalchemy import insert

from reminder.store import claims, outbox
from reminder.store.claims import Take
from reminder.store.database import Database
from reminder.store.notices import insert_new
from reminder.store.opening import open_database
from reminder.store.schema import mail
from tests.servers.needs import place
from tests.servers.postgres import Cluster

say = sys.stdout.write
NOW, DAY, LEASE = datetime(2026, 12, 8, 2, tzinfo=UTC), date(2026, 12, 8), timedelta(minutes=15)


def rows(first: int, count: int, state: str = "pending") -> list[dict[str, Any]]:
    return [
        {
            "key": f"{state}{n}", "mailbox": f"vt{n}@so.example", "domain": "so.example", "agency": f"so-{n}",
            "kind": "reminder", "send_on": DAY, "urgency": 1, "state": state, "facts": {}, "created_at": NOW,
            "next_at": NOW,
        }
        for n in range(first, first + count)
    ]  # fmt: skip


def rate(count: int, work: Callable[[], None]) -> float:
    begun = perf_counter()
    work()
    return count / (perf_counter() - begun)


def drain(database: Database, batch: int) -> int:
    """Claim in batches, record one by one; gives the number of commits."""
    commits = 0
    while True:
        taken = database.transact(lambda c: claims.claim(c, Take("bench", NOW, LEASE, batch)))
        commits += 1
        if not taken:
            return commits
        for each in taken:
            database.transact(lambda c, m=each: claims.finish(c, m, NOW, state="sent", outcome="accepted"))  # type: ignore[misc]
            commits += 1


def measure(name: str, url: str, count: int, old: int) -> None:
    database = open_database(url, create=True)
    assert database
    inserted = rate(count, lambda: database.transact(lambda c: put(c, rows(0, count))))
    begun = perf_counter()
    commits = drain(database, 100)
    empty = count / (perf_counter() - begun)
    with database.write() as connection:
        for first in range(0, old, 50_000):
            connection.execute(insert(mail), rows(first, min(50_000, old - first), "cancelled"))
    database.transact(lambda c: put(c, [r | {"key": "again" + r["key"]} for r in rows(0, count)]))
    begun = perf_counter()
    drain(database, 100)
    full = count / (perf_counter() - begun)
    begun = perf_counter()
    with database.read() as connection:
        outbox.counts(connection)
    counting = perf_counter() - begun
    say(f"| {name} | {inserted:,.0f} | {empty:,.0f} | {commits / count:.2f} | {full:,.0f} | {full / empty:.2f} "
          f"| {counting * 1000:.0f} ms |\n")  # fmt: skip
    database.close()


def put(connection: Any, values: list[dict[str, Any]]) -> None:
    for n in range(0, len(values), 1000):
        insert_new(connection, mail, values[n : n + 1000])


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    old = 1_000_000
    say(f"{count:,} mails; claim 100, record 1; full durability\n\n")
    say(f"| database | inserts/s | mails/s | commits a mail | mails/s behind {old:,} old rows | ratio | counting |\n")
    say("|---|---|---|---|---|---|---|\n")
    with tempfile.TemporaryDirectory() as folder:
        measure("SQLite", f"sqlite:///{folder}/reminder.db", count, old)
    if place("initdb"):
        with Cluster() as cluster:
            measure("PostgreSQL", cluster.new_database(), count, old)


if __name__ == "__main__":
    main()
