"""How long an import takes, form by form: `python -m benchmarks.importing [FOLDER]`.

The promise is under ten seconds for the longest sample in each form.
"""

import sys
import time
import tracemalloc
from datetime import date
from pathlib import Path

from reminder.engine.importing.plan import import_plan
from reminder.engine.importing.plan_rows import plan_text
from reminder.errors import BadInput
from reminder.rulefile import load

ROOT = Path(__file__).parents[1]


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "plans"
    directory = load(ROOT / "rules").directory
    files = sorted(p for p in folder.iterdir() if p.suffix in (".txt", ".docx", ".xlsx", ".pdf"))
    worst = 0.0
    for path in files:
        start = time.perf_counter()
        try:
            plan = import_plan(path, directory, date(2026, 11, 22))
        except BadInput as fault:
            _say(f"{path.name:48} {fault}")
            continue
        plan_text(plan)
        seconds = time.perf_counter() - start
        worst = max(worst, seconds)
        tracemalloc.start()
        import_plan(path, directory, date(2026, 11, 22))
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        _say(f"{path.name:48} {seconds:6.2f} s  {peak:6.1f} MB  {len(plan.tasks):3} rows  {len(plan.duties):2} duties")
    _say(f"slowest {worst:.2f} s (promised: 10)")


if __name__ == "__main__":
    main()
