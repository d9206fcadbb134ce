"""`python -m tests.mutants --mutants 300 --seed 1`: draws, runs what is not known yet, prints."""

import argparse
import inspect
import json
import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.mutants.changes import KINDS, Change, changed, changes
from tests.mutants.choice import Choice
from tests.mutants.report import report, table
from tests.mutants.tree import KEPT, ROOT, copied, fingerprint, keep, name, package, recall, surroundings, text

PACKAGES = ("core", "directory", "engine", "phrases", "store", "rulefile")
# Steps of the past: never changed again, and a test holds what they end in against the schema. What only PostgreSQL's
# driver is told: its tests start a server.
LEFT_OUT = ("reminder/store/migrations/", "reminder/store/postgres.py")


def drawn(found: list[Change], count: int, seed: int) -> list[Change]:
    """A sample: for each package by its lines of code, in it for each kind by KINDS; of these the first in an order
    that the seed makes, so that a change elsewhere in the tree leaves the rest of the sample as it was."""

    def order(change: Change) -> bytes:
        return sha256(f"{seed} {change.ident}".encode()).digest()

    lines = Counter[str]()
    for path in {change.path for change in found}:
        lines[package(path)] += sum(1 for line in text(path).splitlines() if line.strip())
    sample: list[Change] = []
    for of, kind in sorted({(package(c.path), c.kind) for c in found}):
        quota = count * lines[of] / lines.total() * KINDS[kind] / sum(KINDS.values())
        among = sorted((c for c in found if (package(c.path), c.kind) == (of, kind)), key=order)
        sample += among[: max(1, round(quota))]
    return sorted(sample, key=order)


class Runner:
    """Holds changes against their tests, in a nursery for each thread that asks."""

    def __init__(self, choice: Choice, results: dict[str, Any], limit: float) -> None:
        self.limit = limit
        self.choice, self.results, self.own, self.lock = choice, results, threading.local(), threading.Lock()
        self.folders: list[TemporaryDirectory[str]] = []

    def run(self, change: Change) -> None:
        tests = self.choice.of(change)
        answer = {"verdict": "none", "by": "", "seconds": 0.0}
        if tests:
            answer = self._ask(change.path, changed(text(change.path), change.index), tests)
            if answer["verdict"] == "killed" and not hasattr(self.own, "trusted"):
                control = self._ask(change.path, text(change.path), tests)
                if control["verdict"] != "survived":
                    which = control["by"] or f"pytest with {tests}"
                    raise RuntimeError(f"{control['verdict']} without any change to {change.path}: {which}")
                self.own.trusted = True
        with self.lock:
            self.results[change.ident] = answer | {"tests": self.choice.hash}
            keep("results.json", recall("results.json") | self.results)  # another run may be at it
            took = f"{answer['seconds']:.1f} s of {len(tests)} tests"
            sys.stderr.write(f"{answer['verdict']:9} {change.path}:{change.line}, {took}\n")

    def _ask(self, path: str, source: str, tests: list[str]) -> dict[str, Any]:
        job, nursery = {"path": path, "text": source, "tests": tests, "seconds": self.limit}, self._nursery()
        nursery.stdin.write(json.dumps(job) + "\n")
        nursery.stdin.flush()
        return dict(json.loads(nursery.stdout.readline()))

    def _nursery(self) -> Any:
        if not hasattr(self.own, "process"):
            self.folders.append(TemporaryDirectory(prefix="mutants-"))
            tree = copied(Path(self.folders[-1].name))
            self.own.process = subprocess.Popen(
                [sys.executable, "-m", "tests.mutants.nursery"], cwd=tree, env=surroundings(tree), text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            )  # fmt: skip
        return self.own.process


def main() -> None:
    parser = argparse.ArgumentParser(prog="make mutants")
    parser.add_argument("--mutants", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--limit", type=float, default=20.0, help="seconds of work: what takes more does not end")
    parser.add_argument("--only", nargs="*", default=PACKAGES, metavar="PACKAGE")
    parser.add_argument("--format", choices=["table", "json"], default="table")
    given = parser.parse_args()
    KEPT.mkdir(exist_ok=True)
    found = [c for c in _all() if package(c.path) in given.only]
    sample = drawn(found, given.mutants, given.seed)
    choice, results = Choice(), recall("results.json")
    left = [c for c in sample if not _known(results.get(c.ident), choice.hash)]
    sys.stderr.write(f"{len(found)} mutants, {len(sample)} drawn, {len(left)} to run\n")
    with ThreadPoolExecutor(given.workers) as pool:
        list(pool.map(Runner(choice, results, given.limit).run, left))
    done = report(sample, results)
    shown = json.dumps(done, indent=1, ensure_ascii=False) if given.format == "json" else table(done)
    sys.stdout.write(shown + "\n")


def _all() -> list[Change]:
    """Every change there is; those of a file as it was seen before are kept, for to find them takes long."""
    before, now = recall("changes.json"), dict[str, Any]()
    for path in (name(p) for of in PACKAGES for p in sorted(ROOT.glob(f"reminder/{of}/**/*.py"))):
        if not path.startswith(LEFT_OUT):
            mark = fingerprint([ROOT / path, Path(inspect.getfile(changes))])
            kept = path in before and before[path][0] == mark
            now[path] = before[path] if kept else [mark, [astuple(c) for c in changes(path, text(path))]]
    keep("changes.json", now)
    return [Change(*each) for _, several in now.values() for each in several]


def _known(result: dict[str, Any] | None, tests: str) -> bool:
    """What a test has killed stays dead; what has survived is tried again when tests or code are others."""
    return bool(result and (result["verdict"] == "killed" or result["tests"] == tests))


if __name__ == "__main__":
    main()
