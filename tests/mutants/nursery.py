"""Runs chosen tests on one changed file after another, each in a fork of a process that has the libraries loaded.

Its working directory is a copy of the tree. A job is a line of JSON on stdin, its verdict one on stdout.
"""

import importlib
import json
import os
import resource
import select
import signal
import sys
from contextlib import suppress
from math import ceil
from pathlib import Path
from time import perf_counter

import hypothesis
import pytest

from tests.mutants.reach import Alone

_LIBRARIES = (
    "aiosmtpd.controller", "alembic.autogenerate", "alembic.command", "apscheduler.schedulers.blocking", "click",
    "css_inline", "docx", "email.mime.text", "freezegun", "holidays", "icalendar", "itsdangerous", "jinja2",
    "openpyxl", "pdfplumber", "prometheus_client", "pydantic", "rapidfuzz", "rich.progress", "rich.table",
    "sqlalchemy.dialects.sqlite.pysqlite", "sqlalchemy.orm", "starlette.applications",
    "uvicorn", "vietnam_provinces",
)  # fmt: skip

_BROKEN = 70
_PATIENCE = 3  # times the work that a change may cost: how long to wait, for whoever waits works little


class _Chosen:
    """Only these tests, and the name of the first that fails."""

    def __init__(self, tests: list[str], out: int) -> None:
        self.tests, self.out = set(tests), out

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid in self.tests]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os.write(self.out, report.nodeid.encode())


def _run(tests: list[str], out: int) -> int:
    files = list(dict.fromkeys(test.split("::")[0] for test in tests))
    options = [
        "-x",
        "-q",
        "--tb=no",
        "--hypothesis-profile=mutants",
        "-Wignore::pytest.PytestAssertRewriteWarning",  # of hypothesis, which is loaded before the fork
        f"--basetemp={Path.cwd().parent / 'tmp'}",
    ]
    return int(pytest.main([*options, *files], plugins=[_Chosen(tests, out), Alone()]))


def _verdict(tests: list[str], seconds: float) -> tuple[str, str]:
    """killed, survived, timeout or none, and by which test. `seconds` are of work: beside others they last longer, and
    what only waited for its turn would count as dead."""
    told, tell = os.pipe()
    pid = os.fork()
    if not pid:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (ceil(seconds), resource.RLIM_INFINITY))
        silent = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silent, stream)
        code = _BROKEN
        try:
            code = _run(tests, tell)
        finally:
            os._exit(code)
    os.close(tell)
    ended = os.pidfd_open(pid)
    ready, _, _ = select.select([ended], [], [], seconds * _PATIENCE)
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)  # with whatever its tests have started
    _, status = os.waitpid(pid, 0)
    by = os.read(told, 4096).decode() if ready else ""
    os.close(told)
    os.close(ended)
    code = os.waitstatus_to_exitcode(status)
    if not ready or code == -signal.SIGXCPU:
        return "timeout", ""
    if code == _BROKEN:
        raise RuntimeError("pytest cannot be run")
    return {0: "survived", 5: "none"}.get(code, "killed"), by


def main() -> None:
    for name in _LIBRARIES:
        importlib.import_module(name)
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)  # to fail is enough
    hypothesis.settings.register_profile(
        "mutants", deadline=None, suppress_health_check=list(hypothesis.HealthCheck), derandomize=True, phases=phases
    )
    for line in sys.stdin:
        job = json.loads(line)
        path, begun = Path(job["path"]), perf_counter()
        whole = path.read_text("utf-8")
        path.write_text(job["text"], "utf-8")
        for stale in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
            stale.unlink()
        try:
            verdict, by = _verdict(job["tests"], job["seconds"])
        finally:
            path.write_text(whole, "utf-8")
        answer = {"verdict": verdict, "by": by, "seconds": round(perf_counter() - begun, 1)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
