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
from time import perf_counter, process_time
from typing import TypeVar

from reminder.core.agency import Agency, Cast, Contact, Party
from reminder.core.calendar import DayRow, WorkingCalendar
from reminder.core.catalogue import Catalogue, Obligation, Plan, Rule, Select, Step
from reminder.core.directory import Directory, Register
from reminder.core.evaluate import Evaluation, Ledger, evaluate, recorded
from reminder.core.offsets import parse_offset
from reminder.phrases import read

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
        Obligation(
            f"p/{i}", "p", "task", f"Việc {i}", "", once[on] if i % 5 == 0 else yearly[on], casts[i % AGENCIES]
        )
        for i, on in enumerate(days)
    )
    plan = Plan("p", "1/KH-UBND", "Kế hoạch", issued, "", "", "a0", obligations)
    ladder = tuple(Step(f"d{d}", parse_offset(f"-{d}d" if d else "0"), ("owner",), "coming") for d in STEPS)
    directory = Directory((Register("x", "X", 1, bodies),))
    return Catalogue((plan,), (Rule("r", Select(), ladder),), directory, calendar()), days


def table(days: list[date], works: WorkingCalendar) -> list[tuple[date, int, int]]:
    """The reference: (day, obligation, step), in order of days."""
    first = FIRST.toordinal() - 60
    previous = [works.on_or_before(date.fromordinal(first + n)) for n in range(60 + 366)]
    found = []
    for i, on in enumerate(days):
        at = on.toordinal() - first
        for step in STEPS:
            found.append((previous[at - step], i, step))
    found.sort()
    return found


def year(rules: Catalogue) -> Evaluation:
    """Every notice of the year, from a day on which nothing has been told."""
    return evaluate(rules, Ledger(), date(2025, 11, 3), LAST)


def timed(work: Callable[[], T], times: int) -> tuple[float, T]:
    """The best of several runs, in seconds, and what the work gave."""
    best = float("inf")
    for _ in range(times):
        gc.collect()
        begun = perf_counter()
        done = work()
        best = min(best, perf_counter() - begun)
    return best, done


def main() -> int:
    print(f"{'obligations':>11} {'notices':>8} {'table s':>8} {'planned s':>9} {'ratio':>6} {'µs/notice':>9} {'one day s':>9}")
    seconds: dict[int, float] = {}
    ratio = 0.0
    for n, times in ((1_000, 5), (10_000, 4), (100_000, 3)):
        rules, days = catalogue(n)
        bare, expected = timed(lambda d=days, c=rules.calendar: table(d, c), times)  # type: ignore[misc]
        took, done = timed(lambda r=rules: year(r), times)  # type: ignore[misc]
        assert len(done.notices) + len(done.superseded) >= len(expected) - 6 * n // 100, "notices are missing"
        ledger = recorded(Ledger(), evaluate(rules, Ledger(), date(2026, 6, 1)), date(2026, 6, 1))
        daily, _ = timed(lambda r=rules, w=ledger: evaluate(r, w, date(2026, 6, 2)), times)  # type: ignore[misc]
        seconds[n], ratio = took, took / bare
        each = took / len(done.notices) * 1e6
        print(f"{n:>11,} {len(done.notices):>8,} {bare:>8.3f} {took:>9.3f} {ratio:>6.2f} {each:>9.2f} {daily:>9.3f}")
        del done, expected
    rules, _ = catalogue(100_000)
    tracemalloc.start()
    kept = year(rules)
    memory = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    growth = seconds[100_000] / seconds[10_000]
    print(f"100,000: {memory:.0f} MB at the most (target 250) for {len(kept.notices):,} notices; "
          f"{growth:.1f} × 10,000 (target 12); {seconds[100_000]:.2f} s (target 2.5), {ratio:.1f} × the table (target 4)")
    begun = process_time()
    return 0 if growth <= 12 and process_time() - begun < 1 else 1


if __name__ == "__main__":
    sys.exit(main())
