"""Planning a year: 1,000, 10,000 and 100,000 obligations, six steps each, against a bare table of the calendar.

80 % of the obligations are yearly, 20 % dated once; steps stand 30, 14, 7, 3, 1 and 0 days before, moved off
weekends and holidays. The reference is plain Python over one precomputed table: each day's previous working
day, nothing but dates and tuples, sorted. Run: python benchmarks/planning.py
"""

import gc
import random
import sys
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TypeVar

from reminder.clock import fixed_clock, instant
from reminder.config import Config
from reminder.core.catalogue import Catalogue, Obligation, Plan, Rule, Select, Step
from reminder.core.evaluate import Evaluation, Ledger, evaluate
from reminder.core.offsets import parse_offset
from reminder.core.reckoning import Reckoned
from reminder.core.working_calendar import DayRow, WorkingCalendar
from reminder.directory.agency import Agency, Cast, Contact, Party
from reminder.directory.directory import Directory, Register
from reminder.engine.context.office import Office
from reminder.engine.planning.store_decisions import Memo, evaluate_into
from reminder.phrases import read
from reminder.store.opening import open_database
from tests.core.made import recorded

T = TypeVar("T")
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
STEPS = (30, 14, 7, 3, 1, 0)
HOLIDAYS = [(1, 1), (2, 16), (2, 17), (2, 18), (2, 19), (2, 20), (4, 27), (4, 30), (5, 1), (9, 2), (11, 24)]
AGENCIES = 200
DAYS = [FIRST + timedelta(n) for n in range(365)]


def calendar() -> WorkingCalendar:
    return WorkingCalendar(tuple(DayRow(date(2026, m, d), "holiday", "x", "x") for m, d in HOLIDAYS))


def catalogue(n: int) -> tuple[Catalogue, list[date]]:
    """`n` obligations with due dates all over the year, and those dates."""
    dice = random.Random(n)
    bodies = tuple(
        Agency(f"a{i}", f"Sở {i}", "department", contacts=(Contact(f"a{i}@x.example"),)) for i in range(AGENCIES)
    )
    issued, days = date(2025, 6, 30), [dice.choice(DAYS) for _ in range(n)]
    yearly = {on: read(f"chậm nhất ngày {on.day}/{on.month} hằng năm", issued) for on in DAYS}
    once = {on: read(f"chậm nhất ngày {on.day}/{on.month}/{on.year}", issued) for on in DAYS}
    casts = [Cast(a.name, (Party(a.name, "agency", a.id),)) for a in bodies]
    obligations = tuple(
        Obligation(f"p/{i}", "p", "task", f"Việc {i}", "", once[on] if i % 5 == 0 else yearly[on], casts[i % AGENCIES])
        for i, on in enumerate(days)
    )
    plan = Plan("p", "1/KH-UBND", "Kế hoạch", issued, "", Reckoned.printed(issued), "", "a0", obligations)
    ladder = tuple(Step(f"d{d}", parse_offset(f"-{d}d" if d else "0"), ("owner",), "coming") for d in STEPS)
    directory = Directory((Register("x", "X", 1, bodies),))
    return Catalogue((plan,), (Rule("r", Select(), ladder),), directory, calendar()), days


def table(days: list[date], works: WorkingCalendar) -> list[tuple[date, int, int]]:
    """The reference: (day, obligation, step), in order of days."""
    first = FIRST.toordinal() - 60
    previous = [works.on_or_before(date.fromordinal(first + n)) for n in range(60 + 366)]
    ordinals = [on.toordinal() - first for on in previous]
    found = []
    for i, on in enumerate(days):
        at = ordinals[on.toordinal() - first]  # steps count from the last working day that keeps the date
        for step in STEPS:
            found.append((previous[at - step], i, step))
    found.sort()
    return found


def year(rules: Catalogue) -> Evaluation:
    """Every notice of the year, from a day on which nothing has been told."""
    return evaluate(rules, Ledger(), date(2025, 11, 3), LAST)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def timed(work: Callable[[], T], times: int) -> tuple[float, T]:
    """The best of several runs, in seconds of this process's own, and what the work gave."""
    best, done = float("inf"), work()
    for _ in range(times):
        del done  # two years at once would be paid for in page faults
        gc.collect()
        begun = process_time()
        done = work()
        best = min(best, process_time() - begun)
    return best, done


def agree(done: Evaluation, expected: list[tuple[date, int, int]]) -> None:
    """Every notice of the reference is planned, on the same day; those behind another step of the same day give
    way to it."""
    planned = {(n.rung.on, int(n.occurrence.obligation.id[2:]), -n.rung.step.at.days)  # type: ignore[union-attr]
               for n in (*done.notices, *done.superseded)}  # fmt: skip
    missing = [row for row in expected if row not in planned]
    assert not missing, f"{len(missing)} notices are missing, such as {missing[0]}"


def sizes() -> tuple[float, float]:
    """The table of sizes; gives how 100,000 compare with 10,000 and with the reference."""
    say("obligations  notices  table s  planned s  ratio  µs/notice  one day s")
    seconds: dict[int, float] = {}
    ratio = 0.0
    for n, times in ((1_000, 5), (10_000, 4), (100_000, 3)):
        rules, days = catalogue(n)
        bare, expected = timed(partial(table, days, rules.calendar), times)
        took, done = timed(partial(year, rules), times)
        agree(done, expected)
        june = date(2026, 6, 1)
        ledger = recorded(Ledger(), evaluate(rules, Ledger(), june), june)
        daily, _ = timed(partial(evaluate, rules, ledger, june + timedelta(1)), times)
        seconds[n], ratio, told = took, took / bare, len(done.notices)
        say(f"{n:>11,} {told:>8,} {bare:>8.3f} {took:>10.3f} {ratio:>6.1f} {took / told * 1e6:>10.2f} {daily:>10.3f}")
        del done, expected, ledger
    return seconds[100_000] / seconds[10_000], ratio


def idle(n: int) -> None:
    """A daemon's rounds over `n` obligations: the first of a day, and one in which nothing has happened."""
    rules, _ = catalogue(n)
    with TemporaryDirectory() as folder:
        config = Config(folder=Path(folder))
        database = open_database(config.database_url, create=True)
        assert database
        memo = Memo()
        for on in (date(2026, 6, 1), date(2026, 6, 2)):
            office = Office(config, fixed_clock(instant(on, config.send.opens, config.zone)))
            begun = process_time()
            done = evaluate_into(database, office, rules, memo)
            say(f"{n:,}: round of {on}: {process_time() - begun:.2f} s for {done.notices:,} notices (target 3 s)")
        took, _ = timed(partial(evaluate_into, database, office, rules, memo), 20)
        say(f"{n:,}: a round in which nothing has happened: {took * 1e3:.2f} ms (target 5 ms)")
        database.close()


def memory(n: int) -> None:
    rules, _ = catalogue(n)
    tracemalloc.start()
    kept = year(rules)
    most = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    say(f"{n:,}: {most:.0f} MB at the most for {len(kept.notices):,} notices (target 250 MB)")


def main() -> int:
    growth, ratio = sizes()
    say(f"100,000 take {growth:.1f} × as long as 10,000 (target 12) and {ratio:.1f} × the table (target 4)")
    memory(100_000)
    idle(100_000)
    return 0


if __name__ == "__main__":
    sys.exit(main())
