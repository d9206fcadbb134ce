"""The daemon as its server runs it: signals, a second one beside it, rules taken over or kept."""

import signal
import subprocess
from collections.abc import Iterator

import pytest

from tests.journeys.desk import Desk
from tests.servers.waiting import PATIENCE


@pytest.fixture
def daemon(desk: Desk) -> Iterator[subprocess.Popen[str]]:
    process = desk.spawn("run", "--at", "2026-12-07T09:00", "--logs", "json")
    _until(process, '"message": "sent"')
    yield process
    process.kill()
    process.communicate()


def _until(process: subprocess.Popen[str], *wanted: str) -> str:
    assert process.stderr is not None
    for line in process.stderr:
        if any(word in line for word in wanted):
            return line
    raise AssertionError(f"the daemon ended without saying {wanted}")


def test_it_sends_and_ends_with_0_on_sigterm(desk: Desk, daemon: subprocess.Popen[str]) -> None:
    assert len(desk.mails()) == 3
    daemon.send_signal(signal.SIGTERM)
    _out, err = daemon.communicate(timeout=PATIENCE)
    assert daemon.returncode == 0
    assert "daemon stopped" in err


def test_a_second_one_is_refused_with_a_sentence_and_75(desk: Desk, daemon: subprocess.Popen[str]) -> None:
    second = desk.run("tick", "--at", "2026-12-07T09:00")
    assert second.status == 75
    assert str(daemon.pid) in second.err


def test_sighup_keeps_the_rules_it_had_when_the_new_ones_are_faulty(desk: Desk, daemon: subprocess.Popen[str]) -> None:
    desk.edit("rules/reminders.toml", 'at = "-10wd"', 'at = "soon"')
    daemon.send_signal(signal.SIGHUP)
    assert "soon" in _until(daemon, "rules kept", "rules in force")
    desk.edit("rules/reminders.toml", 'at = "soon"', 'at = "-9wd"')
    daemon.send_signal(signal.SIGHUP)
    assert "rules in force" in _until(daemon, "rules kept", "rules in force")
