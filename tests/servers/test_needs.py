"""What a machine may lack is asked for in one place, and nothing waits by a clock that load can beat."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers.waiting import PATIENCE

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "tests").rglob("*.py"))
HOMES = {"needs.py", Path(__file__).name}
ASKED_ELSEWHERE = re.compile(
    r"skipif|pytest\.skip|importorskip|shutil\.which|[\"']CI[\"']|[\"']/(?:usr|s?bin|opt)/|[\"']shared[\"'] */"
)


@pytest.mark.parametrize("file", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_only_one_place_asks_what_the_machine_has(file: Path) -> None:
    text = file.read_text("utf-8")
    if file.name not in HOMES and file != ROOT / "tests" / "conftest.py":
        assert ASKED_ELSEWHERE.findall(text) == [], "tests/servers/needs.py asks"


@pytest.mark.parametrize("file", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_wait_has_a_number_of_its_own(file: Path) -> None:
    """How long a busy machine may need is said in one place, and Hypothesis holds no law against the clock."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            named = {k.arg: k.value for k in node.keywords}
            where = f"{file.name}:{node.lineno}"
            assert not isinstance(named.get("timeout"), ast.Constant), f"{where}: waiting.PATIENCE"
            if ast.unparse(node.func) == "settings":
                assert ast.unparse(named.get("deadline", ast.Constant(None))) == "None", where
                checks = ast.unparse(named.get("suppress_health_check", ast.Constant("too_slow")))
                assert "too_slow" in checks or checks == "list(HealthCheck)", where


def outcome(folder: Path, test: str, ci: str) -> str:
    """What pytest says of a test, with what holds for all of ours."""
    (folder / "test_it.py").write_text("import subprocess, pytest\nfrom tests.servers.needs import *\n" + test)
    # Without the other plugins it begins in half the time.
    environment = os.environ | {"CI": ci, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", os.devnull, "--rootdir", folder, "-p", "tests.servers.needs",
         "-p", "no:cacheprovider", folder],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    return ran.stdout


ABSENT = [
    "def test_it(): need_program('no-such-server')",
    "def test_it(): need(False, 'no-such-server')",
    "@pytest.fixture\ndef it(): need_program('no-such-server')\ndef test_it(it): pass",
    "@pytest.mark.skip(reason='needs no-such-server')\ndef test_it(): pass",
    "pytest.skip('needs no-such-server', allow_module_level=True)",
]


@pytest.mark.parametrize("test", ABSENT, ids=["program", "thing", "in a fixture", "by mark", "a whole file"])
def test_what_is_missing_skips_by_name_and_fails_in_ci(test: str, tmp_path: Path) -> None:
    laptop = outcome(tmp_path, test, "")
    assert "1 skipped: needs no-such-server" in laptop and "failed" not in laptop
    ci = outcome(tmp_path, test, "true")
    assert re.search(r"1 (failed|error)", ci) and "skipped" not in ci.splitlines()[-1]
    assert "CI skips no test. " in ci and "needs no-such-server" in ci


def test_what_is_expected_to_fail_is_no_skip(tmp_path: Path) -> None:
    assert "1 xfailed" in outcome(tmp_path, "@pytest.mark.xfail\ndef test_it(): assert False", "true")


@pytest.mark.parametrize("program", ["sh", "/bin/sh"])
def test_a_program_nobody_asked_for_is_not_started(program: str, tmp_path: Path) -> None:
    """So a test that would fail where the program is not there fails here too."""
    start = f"subprocess.run(['{program}', '-c', 'true'], check=True)"
    said = outcome(tmp_path, f"def test_it(): {start}", "")
    assert "sh is started, and nobody asked for it: needs.need_program('sh')" in said
    assert "1 passed" in outcome(tmp_path, f"def test_it(): need_program('sh'); {start}", "true")
