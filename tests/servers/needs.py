"""What tests need of the machine beside Python and the locked packages: asked for here, and nowhere else.

What a laptop lacks skips its tests by name. With CI=true nothing may be skipped, for any reason: it fails.
A program that no test asked for is not started, so that a test cannot take for granted what only this machine has.
"""

import os
import shutil
import sys
from collections import Counter
from collections.abc import Generator
from pathlib import Path
from typing import Any, TypeVar

import pytest

STRICT = "CI"  # the variable that is "true" where nothing may be skipped
PLANS = Path(__file__).parents[3] / "shared" / "plans"
SERIF = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
needs_plans = pytest.mark.skipif(not PLANS.is_dir(), reason="needs the sample plans beside the project")

_STARTS = ("subprocess.Popen", "os.exec", "os.posix_spawn")
_asked: set[str] = set()
_testing: list[str] = []  # the test under way


def need(found: bool, what: str) -> None:
    """Go on only with `what`."""
    if not found:
        pytest.skip(f"needs {what}")


def need_program(*names: str) -> list[str]:
    """The paths of programs, all of them needed; from here on they may be started."""
    found = [place(name) for name in names]
    for name, path in zip(names, found, strict=True):
        need(path is not None, name)
    _asked.update(names)
    return [path for path in found if path]


def place(name: str) -> str | None:
    """Where a program is: with the newest PostgreSQL, on the path, or among the system's."""
    postgres = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parts[-2]), reverse=True)
    places = [*map(str, postgres), os.environ.get("PATH", ""), "/usr/sbin", "/sbin"]
    return shutil.which(name, path=os.pathsep.join(places))


def _guard(event: str, details: tuple[Any, ...]) -> None:
    if event in _STARTS and _testing:
        program = os.fsdecode(details[0])
        name = Path(program).name
        asked = name in _asked or program == sys.executable
        assert asked, f"{name} is started, and nobody asked for it: needs.need_program({name!r})"


# As a plugin of pytest


def pytest_configure() -> None:
    sys.addaudithook(_guard)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    _testing.append(item.nodeid)
    try:
        return (yield)
    finally:
        _testing.pop()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    return _kept(report)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    return _kept(report)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    for reason, count in Counter(report.longrepr[-1] for report in skipped).most_common():
        terminalreporter.line(f"{count} skipped: {reason.removeprefix('Skipped: ')}")


Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def _kept(report: Report) -> Report:
    """CI's promise: it has everything, so what is skipped is a fault."""
    if os.environ.get(STRICT) == "true" and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome, report.longrepr = "failed", f"CI skips no test. {reason}"
    return report
