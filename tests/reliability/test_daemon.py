"""The daemon as a process: told to stop, to reload, watched, paused, its file taken away (A9, C5, D1, D9, E3)."""

import json
import os
import re
import signal
import socket
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reminder.clock import real_clock
from tests.reliability.rig import Rig, days_around, mailboxes, oracle, told
from tests.servers.faulty import Faulty
from tests.servers.waiting import PATIENCE, until

MakeRig = Callable[..., Rig]
ALWAYS = 'opens = "00:00"\ncloses = "23:59:59.999999"\nretries_until = "23:59:59.999999"'


def awake(rig: MakeRig, **settings: object) -> Rig:
    """An office that sends on the real clock, at any hour of any day; its report lies a month ahead, for what
    is overdue at first sight is not chased."""
    today = real_clock().now()
    office = rig(send=ALWAYS, open_days=days_around(today), **settings)
    plan = office.folder / "rules" / "plans" / "kh-1.toml"
    text = re.sub("15/12", f"{28}/{(today.month % 12) + 1}", plan.read_text())
    issued = (today - timedelta(20)).date()
    printed = f"ngày {issued:%d} tháng {issued:%m} năm {issued:%Y}"
    plan.write_text(text.replace("2026-01-05", str(issued)).replace("ngày 05 tháng 01 năm 2026", printed))
    calendar = office.folder / "rules" / "calendars" / "vietnam.toml"
    calendar.write_text(calendar.read_text().replace("month = 9", f"month = {(today.month + 5) % 12 + 1}"))
    rules = office.folder / "rules" / "reminders.toml"
    rules.write_text(rules.read_text().replace('{ id = "d20", at = "-20wd"', '{ id = "first", at = "issued"'))
    return office


@contextmanager
def daemon(office: Rig, *arguments: str) -> Iterator[int]:
    """A daemon at work; killed at the end if it still is."""
    pid = office.start("run", *arguments)
    try:
        yield pid
    finally:
        try:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass


def ended(pid: int) -> int | None:
    """The exit code of a process that has ended."""
    found, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if found else None


def exit_code(pid: int) -> int | None:
    codes: list[int] = []

    def over() -> bool:
        code = ended(pid)
        if code is not None:
            codes.append(code)
        return bool(codes)

    return codes[0] if until(over) else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_a9_told_to_stop_it_finishes_what_is_in_flight(rig: MakeRig, server: Faulty) -> None:
    office = awake(rig, contacts=mailboxes(16, "tarpit-0.1"), connections=2)
    with daemon(office) as pid:
        assert until(lambda: len(server.accepted) >= 2), office.said
        os.kill(pid, signal.SIGTERM)
        assert exit_code(pid) == 0
    taken = len(told(server.accepted))
    assert taken < 16, "it stopped claiming"
    oracle(office, server.accepted, settled=False)
    assert {m.state for m in office.mails()} <= {"sent", "pending"}
    with daemon(office):
        assert until(lambda: len(told(server.accepted)) == 16)
    assert oracle(office, server.accepted, settled=False).duplicates == 0


def test_a9_told_twice_it_ends_at_once(rig: MakeRig, server: Faulty) -> None:
    office = awake(rig, contacts=mailboxes(4, "hang-dot"))
    with daemon(office) as pid:
        assert until(lambda: any(line == "DATA" for _n, _t, line in server.commands)), office.said
        os.kill(pid, signal.SIGTERM)
        assert until(lambda: "daemon stopping" in office.said)
        os.kill(pid, signal.SIGTERM)
        assert exit_code(pid) == 1


def test_the_figures_are_served_and_agree(rig: MakeRig, server: Faulty) -> None:
    port = free_port()
    office = awake(rig, contacts=mailboxes(5), rest=f"listen_port = {port}")
    with daemon(office, "--logs", "json") as pid:
        assert until(lambda: len(told(server.accepted)) == 5), office.said
        assert until(lambda: sent(port) >= 5), get(port, "/metrics")  # the operator's weekly summary is one more
        assert get(port, "/healthz") == (200, "ok\n")
        assert get(port, "/nothing")[0] == 404
        os.kill(pid, signal.SIGTERM)
        assert exit_code(pid) == 0
    lines = [json.loads(line) for line in office.said.splitlines()]
    assert {"daemon started", "evaluated", "sent", "daemon stopped"} <= {line["message"] for line in lines}
    assert all({"at", "level", "message"} <= set(line) for line in lines)


def sent(port: int) -> int:
    found = re.search(r'reminder_mails\{state="sent"\} (\d+)', get(port, "/metrics")[1])
    return int(found[1]) if found else 0


def get(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as fault:
        with fault:
            return fault.code, fault.read().decode()


def test_c5_its_file_taken_away_it_ends_with_3(rig: MakeRig, server: Faulty) -> None:
    office = awake(rig)
    with daemon(office) as pid:
        assert until(lambda: len(told(server.accepted)) == 3), office.said
        (office.folder / "reminder.db").rename(office.folder / "elsewhere.db")
        assert exit_code(pid) == 3
    assert "removed or replaced" in office.said
    assert not (office.folder / "reminder.db").exists()


def test_reload_is_all_or_nothing(rig: MakeRig, server: Faulty) -> None:
    """F2, F3: faulty files and an empty folder keep the rules there were."""
    office = awake(rig)
    rules = office.folder / "rules"
    with daemon(office) as pid:
        assert until(lambda: len(told(server.accepted)) == 3), office.said
        good = (rules / "reminders.toml").read_text()
        (rules / "reminders.toml").write_text(good + "[[rule]]\nid = 'report'\nnonsense = 1\n")
        os.kill(pid, signal.SIGHUP)
        assert until(lambda: "rules kept, the new ones are faulty" in office.said), office.said
        assert "reminders.toml:" in office.said
        (rules / "reminders.toml").write_text(good)
        rules.rename(office.folder / "gone")
        rules.mkdir()
        os.kill(pid, signal.SIGHUP)
        assert until(lambda: office.said.count("rules kept") == 2), office.said
        assert [m.state for m in office.mails() if m.kind == "reminder"] == ["sent"] * 3
        os.kill(pid, signal.SIGTERM)
        assert exit_code(pid) == 0


def test_systemd_hears_of_it(rig: MakeRig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    door = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    door.bind(str(tmp_path / "notify"))
    door.settimeout(PATIENCE)
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    monkeypatch.setenv("WATCHDOG_USEC", "600000")
    office = awake(rig)
    with daemon(office) as pid:
        assert door.recv(1000) == b"READY=1"
        assert door.recv(1000) == b"WATCHDOG=1"
        os.kill(pid, signal.SIGTERM)
        while (heard := door.recv(1000)) == b"WATCHDOG=1":
            pass
        assert heard == b"STOPPING=1"
        assert exit_code(pid) == 0
    door.close()


def test_a_dead_mans_address_is_asked_while_all_is_well(rig: MakeRig, server: Faulty) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(PATIENCE)
    office = awake(rig, rest=f'ping = "http://127.0.0.1:{listener.getsockname()[1]}/canary"')
    with daemon(office):
        asked, _ = listener.accept()
        asked.settimeout(PATIENCE)
        assert asked.recv(4096).startswith(b"GET /canary HTTP/1.1")
        asked.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        asked.close()
    listener.close()
    assert "canary" not in office.said


def test_d3_an_absurd_start_is_exit_3(rig: MakeRig, server: Faulty) -> None:
    office = awake(rig)
    assert office.run("tick") == 0
    long_ago = datetime(2026, 1, 5, tzinfo=UTC).isoformat()
    with office.opened() as database:
        from reminder.store.database import put

        kept = json.dumps({"boot": "before", "running": 1.0, "wall": long_ago})
        database.transact(lambda c: put(c, "clock", kept))
    before = len(server.accepted)
    assert office.run("run") == 3
    assert office.run("tick") == 3
    assert len(told(server.accepted)) == len([a for a in server.accepted[:before] if a.rcpt in office.expected])
    assert office.run("tick", "--accept-clock") in (0, 1)
    assert office.run("tick") in (0, 1)
