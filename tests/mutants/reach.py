"""Which lines a test runs, and how much work it is: a plugin of pytest that leaves both in a file.

`python -m tests.mutants.reach OUT FILE...` with the tree's root as the working directory.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Generator
from pathlib import Path
from time import process_time

import coverage
import pytest

NO_TEST = ""  # what runs while modules are loaded


class Alone:
    """As on a machine that has nothing beside Python: whoever needs a server of its own skips itself."""

    def pytest_configure(self) -> None:
        sys.modules["tests.servers.needs"].place = lambda name: None  # type: ignore[attr-defined]


class _Reach:
    def __init__(self) -> None:
        self.coverage = coverage.Coverage(data_file=None, config_file=False, source_pkgs=["reminder"])
        self.took: dict[str, float] = {}
        self.failed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        begun = process_time()
        self.coverage.switch_context(item.nodeid)
        try:
            return (yield)
        finally:
            self.coverage.switch_context(NO_TEST)
            self.took[item.nodeid] = process_time() - begun

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not report.passed:
            self.failed.add(report.nodeid)

    def lines(self) -> dict[str, dict[str, list[int]]]:
        """Test, file, lines."""
        found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        data = self.coverage.get_data()
        for path in data.measured_files():
            name = str(Path(path).relative_to(Path.cwd()))
            for line, tests in data.contexts_by_lineno(path).items():
                for test in tests:
                    found[test][name].append(line)
        return found


def main(out: str, files: list[str]) -> None:
    reach = _Reach()
    reach.coverage.start()
    pytest.main(["-q", "--tb=short", "--hypothesis-seed=0", *files], plugins=[reach, Alone()])
    reach.coverage.stop()
    lines = reach.lines()
    report = {
        "loaded": lines.pop(NO_TEST, {}),
        "tests": {t: [s, lines.get(t, {})] for t, s in reach.took.items() if t not in reach.failed},
    }
    Path(out).write_text(json.dumps(report))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
