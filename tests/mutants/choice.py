"""Which tests a change is held against."""

import json
import subprocess
import sys
from collections import Counter, defaultdict
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.mutants.changes import Change
from tests.mutants.tree import KEPT, ROOT, copied, fingerprint, keep, name, recall, surroundings

# Folders and files left out: they start processes, servers and browsers (what runs in a process of its own is not
# seen), talk at length with mail servers, or damage papers again and again.
SLOW = {"reliability", "browser", "servers", "mutants"} | {
    f"test_{name}.py"
    for name in ("smtp", "smtp_tls", "template_sandbox", "threads", "clients", "door", "fuzz", "samples")
}
RUN = 14.0  # seconds of work for each change as measured: with all that loading costs, well under the limit


class Choice:
    """Knows which tests reach a line. Whatever of that is not known is found out first, once for each test file."""

    def __init__(self) -> None:
        self.hash = fingerprint(*(ROOT.glob(f"{part}/**/*.*") for part in ("reminder", "rules", "tests")))
        paths = [name(p) for p in sorted(ROOT.glob("tests/**/test_*.py")) if not SLOW & set(p.parts)]
        known, now = dict[str, Any](), _code()
        for folder, several in groupby(paths, key=lambda p: Path(p).parent):
            names, kept = list(several), f"reach-{'-'.join(folder.parts)}.json"
            before = recall(kept)
            stale = [p for p in names if p not in before or before[p]["code"].items() - now.items()]
            found = {p: before[p] for p in names if p not in stale}
            if stale:
                found |= _found(stale, now)
                keep(kept, found)
            known |= found
        self.took: dict[str, float] = {}
        self.loaded: dict[str, set[int]] = defaultdict(set)
        self.at: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for file in known.values():
            for path, lines in file["loaded"].items():
                self.loaded[path].update(lines)
            for test, (took, reached) in file["tests"].items():
                self.took[test] = took
                for path, lines in reached.items():
                    for line in lines:
                        self.at[path][line].add(test)

    def of(self, change: Change) -> list[str]:
        """The tests of a change, as many as RUN allows: those that reach it, of the module's own test file, then by
        turns one of every file and four of its package's, no two of one function before one of each, the fastest."""
        at, lines = self.at[change.path], range(change.first, change.last + 1)
        reach = {test for line in lines for test in at[line]}
        found = set(reach)
        package, stem = Path(change.path).parts[1], Path(change.path).stem
        seen, own = Counter[str](), Path("tests", package)
        if self.loaded[change.path].intersection(lines):
            # What is made while loading, any use of the module may show, and any test of its package.
            found |= {test for tests in at.values() for test in tests}
            found |= {test for test in self.took if test.startswith(f"{own}/")}
        order = []
        for test in sorted(found, key=lambda t: (self.took[t], t)):
            file, function = Path(test.split("::")[0]), test.split("[")[0]
            turn = seen[str(file)] // (4 if own in file.parents else 1)
            place = (test not in reach, file.stem != f"test_{stem}", seen[function], turn)
            order.append((*place, self.took[test], test))
            seen.update((function, str(file)) if not seen[function] else (function,))
        chosen, left = [], RUN
        for *_, took, test in sorted(order):
            if took <= left:
                chosen.append(test)
                left -= took
        return chosen


def _code() -> dict[str, str]:
    """Every file of code and tests as it is now."""
    return {name(p): fingerprint([p]) for part in ("reminder", "tests") for p in ROOT.glob(f"{part}/**/*.py")}


def _found(names: list[str], now: dict[str, str]) -> dict[str, Any]:
    """For each test file: the code its tests reach, what is run while loading, and each test with time and lines."""
    sys.stderr.write(f"finding out what {len(names)} test files in {Path(names[0]).parent} reach …\n")
    with TemporaryDirectory(prefix="mutants-") as folder, (KEPT / "reach.log").open("w") as log:
        tree, out = copied(Path(folder)), Path(folder) / "reach.json"
        command = [sys.executable, "-m", "tests.mutants.reach", str(out), *names]
        subprocess.run(command, cwd=tree, env=surroundings(tree), stdout=log, stderr=log, check=True)
        report = json.loads(out.read_text("utf-8"))
    files: dict[str, Any] = {n: {"code": {n: now[n]}, "loaded": report["loaded"], "tests": {}} for n in names}
    for test, (took, reached) in report["tests"].items():
        file = files[test.split("::")[0]]
        file["tests"][test] = took, reached
        file["code"] |= {path: now[path] for path in reached}
    return files
