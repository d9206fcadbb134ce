"""What one answer or act costs, to its commit, behind years of history: 1,500,000 notices, 150,000 mails, 120,000 acts.

A report that 105 bodies and more owe each week since August 2025 bears a third of the notices and an act for each past
week; the rest lies under the other rows. Full durability on both databases.

python benchmarks/answering.py [NOTICES]
"""

import json
import random
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copytree
from time import perf_counter, process_time
from typing import Any

from sqlalchemy import Table, text

from reminder.clock import fixed_clock
from reminder.config import Config
from reminder.core.act_kinds import ActKind
from reminder.core.answer_states import AnswerKind
from reminder.core.catalogue import Catalogue
from reminder.core.journal import Journal
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.engine.acts.agency_answers import Said, answer, confirm
from reminder.engine.acts.record import Wish, record
from reminder.engine.context.office import Office
from reminder.engine.context.transaction import Transaction
from reminder.engine.queries.agency_duties import DutyShelf
from reminder.rulefile import load
from reminder.store.database import Database, put
from reminder.store.opening import open_database
from reminder.store.schema import act, address, mail, mail_notice, metadata, notice, occurrence
from tests.servers.needs import place
from tests.servers.postgres import Cluster

say = sys.stdout.write
NOW = datetime(2026, 12, 7, 2, tzinfo=UTC)
THEN, TODAY = datetime(2023, 1, 3, 2, tzinfo=UTC), date(2026, 12, 7)
WEEKLY, YEARLY = "bench/weekly", "tn-247-2026/report-annual"
PLAN = """\
[plan]
id = "bench"
directory = "thai-nguyen"
number = "1/KH-UBND"
issued = "ngày 01 tháng 8 năm 2025"
issued_on = 2025-08-01
title = "Kế hoạch đo"
issuer = "UBND tỉnh Thái Nguyên"
focal = "Sở Nội vụ"
answers = "{answers}"

[[report]]
id = "weekly"
title = "Báo cáo tuần"
owed_by = "Các sở, ban, ngành và UBND các xã, phường"
to = "UBND tỉnh Thái Nguyên"
schedule = "hằng tuần, chậm nhất thứ Sáu"
"""


def rules(folder: Path, answers: str) -> Catalogue:
    copytree("rules", folder / answers)
    (folder / answers / "plans" / "bench.toml").write_text(PLAN.format(answers=answers), "utf-8")
    return load(folder / answers)


def history(catalogue: Catalogue, count: int) -> Iterable[tuple[Table, list[tuple[Any, ...]]]]:
    """The rows of each table; every part in the proportion named above."""
    dice = random.Random(1)
    now = list(Occurrences(catalogue, Journal()).known(TODAY, TODAY))
    weekly = [o for o in now if o.obligation.id == WEEKLY]
    rows: dict[str, list[Occurrence]] = {}
    for o in now:
        if o.obligation.id != WEEKLY and o.owner.agencies:
            rows.setdefault(o.obligation.id, []).append(o)
    # Every row bears as much of the history as any other.
    others = [dice.choice(dice.choice(list(rows.values()))) for _ in range(20_000)]
    told = [
        *(dice.choice(weekly) for _ in range(count // 3)),
        *(dice.choice(others) for _ in range(count - count // 3)),
    ]
    yield occurrence, [(key, THEN) for key in dict.fromkeys(past(o, dice) for o in told)]
    why = json.dumps({"code": "step"})
    yield notice, [
        (n, f"{o.key}@r1@d{n}#1@x", past(o, dice), 1, f"d{n}", 1, o.owner.agencies[0], "owner", "coming", "normal",
         TODAY - timedelta(dice.randrange(30, 1400)), "sent", why, THEN)
        for n, o in enumerate(told, 1)
    ]  # fmt: skip
    boxes = [f"vt{n}@so.example" for n in range(300)]
    yield mail, [
        (n, f"k{n}", boxes[n % 300], "so.example", "x", "reminder", TODAY - timedelta(n % 1400), 1,
         "pending" if n < 300 else "sent", "{}", THEN, NOW + timedelta(1), 1, 1, False, None, None, f"<{n}@x>", "")
        for n in range(1, count // 10 + 1)
    ]  # fmt: skip
    yield mail_notice, [(1 + n % (count // 10), n) for n in range(1, count + 1)]
    done = [(o.obligation.id, o.period, o.owner.id) for o in weekly if o.deadline and o.deadline.late_from < TODAY]
    done += [
        (o.obligation.id, str(dice.randrange(1000, 2020)), o.owner.id)
        for o in (dice.choice(others) for _ in range(count * 2 // 25 - len(done)))
    ]
    yield (
        act,
        [
            (n, "submit", *subject, TODAY - timedelta(60), THEN, "an", f"{n}/BC", "", None, "[]", None, "officer")
            for n, subject in enumerate(done, 1)
        ],
    )
    yield address, [(f"vt{n}@cu.example", THEN, "5.1.1") for n in range(200)]


def past(o: Occurrence, dice: random.Random) -> str:
    """Under the weekly report its own keys, under the others those of periods long gone."""
    return o.key if o.obligation.id == WEEKLY else f"{o.obligation.id}@{dice.randrange(1000, 2020)}@{o.owner.id}"


def fill(database: Database, catalogue: Catalogue, count: int) -> None:
    with database.write() as connection:
        driver: Any = connection.connection.driver_connection
        for table, rows in history(catalogue, count):
            columns = [c.name for c in table.columns][: len(rows[0])]  # the last ones have defaults
            names = ", ".join(f'"{name}"' for name in columns)
            if database.shared:
                with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
                if "id" in table.c:
                    connection.execute(
                        text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), {len(rows)})")
                    )
            else:
                stored = [
                    [v.strftime("%Y-%m-%d %H:%M:%S.%f") if isinstance(v, datetime) else v for v in r] for r in rows
                ]
                marks = ", ".join("?" * len(columns))
                driver.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", stored)
    if database.shared:
        with closing(database.engine.raw_connection()) as raw:
            raw.driver_connection.autocommit = True  # type: ignore[union-attr]  # there is one
            raw.driver_connection.execute("ANALYZE")  # type: ignore[union-attr]


def timed(works: Sequence[Callable[[], Any]]) -> str:
    """Median and 95th percentile in milliseconds, and this program's own work of it: the rest is the disk's, the
    server's, and that of whoever else is on the machine."""
    spent, mine = [], process_time()
    for work in works:
        begun = perf_counter()
        work()
        spent.append((perf_counter() - begun) * 1000)
    mine = (process_time() - mine) * 1000 / len(works)
    spent.sort()
    return f"{spent[len(spent) // 2]:.1f} | {spent[int(len(spent) * 0.95)]:.1f} | {mine:.1f}"


def measure(name: str, url: str, folder: Path, count: int) -> None:
    final, careful = rules(folder / name, "final"), rules(folder / name, "confirm")
    office = Office(Config(operator="quantri@tinh.example"), fixed_clock(NOW))
    database = open_database(url, create=True)
    assert database
    begun = perf_counter()
    fill(database, final, count)
    say(f"{name}: filled in {perf_counter() - begun:.0f} s\n")
    with database.read() as connection:
        rows = {
            t.name: connection.execute(text(f"SELECT count(*) FROM {t.name}")).scalar() for t in metadata.sorted_tables
        }
    say(f"{rows}\n")
    bodies = sorted(
        o.owner.agencies[0] for o in Occurrences(final, Journal()).known(TODAY, TODAY, WEEKLY) if o.period == "2026-W48"
    )
    keys = {a: f"{WEEKLY}@2026-W50@{a}" for a in bodies}
    said = Said(AnswerKind.REPORTED, TODAY, "1/BC")

    def row(what: str, works: Sequence[Callable[[], Any]]) -> None:
        say(f"| {name} | {what} | {len(works)} | {timed(works)} |\n")

    def act_on(wish: Wish) -> None:
        record(office, database, final, wish)

    shelf = DutyShelf()
    row("a commit alone", [lambda n=n: database.transact(lambda c: put(c, "bench", str(n))) for n in range(50)])
    yearly = [
        o.owner.agencies[0] for o in Occurrences(final, Journal()).known(TODAY, TODAY, YEARLY) if o.period == "2026"
    ]
    row("an answer, final: the yearly report",
        [lambda a=a: answer(office, database, final, a, f"{YEARLY}@2026@{a}", said) for a in yearly[:50]])  # fmt: skip
    row("an answer, final: the weekly report",
        [lambda a=a: answer(office, database, final, a, keys[a], said) for a in bodies[:30]])  # fmt: skip
    row("an answer that waits", [
        lambda a=a: answer(office, database, careful, a, keys[a], said) for a in bodies[30:60]])  # fmt: skip
    with database.read() as connection:
        first = connection.execute(text("SELECT min(id) FROM answer WHERE state = 'waiting'")).scalar() or 0
    row("confirmed", [lambda n=n: confirm(office, database, careful, first + n, "an") for n in range(30)])
    row("an act with its period",
        [lambda a=a: act_on(Wish(ActKind.SUBMIT, WEEKLY, a, "2026-W50", by="an")) for a in bodies[60:90]])  # fmt: skip
    row("an act without it",
        [lambda a=a: act_on(Wish(ActKind.SUBMIT, YEARLY, a, by="an")) for a in yearly[50:80]])  # fmt: skip
    row("an undo of the last week's",
        [lambda a=a: act_on(Wish(ActKind.UNDO, WEEKLY, a, by="an")) for a in bodies[:30]])  # fmt: skip

    def look() -> None:
        with database.read() as connection:
            shelf.current(Transaction.on(connection, office, final))

    row("the page's duties, first", [look])
    read = [Wish(ActKind.ACKNOWLEDGE, WEEKLY, a, "2027-W02", by="an") for a in bodies[:30]]
    row("the page's duties after an act", [lambda wish=wish: (act_on(wish), look()) for wish in read])
    database.close()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_500_000
    say("| database | what | times | ms: median | p95 | own work |\n|---|---|---|---|---|---|\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measure("SQLite", f"sqlite:///{folder}/reminder.db", folder, count)
        if place("initdb"):
            with Cluster() as cluster:
                measure("PostgreSQL", cluster.new_database(), folder, count)


if __name__ == "__main__":
    main()
