"""The long part: kill -9 at every system call that matters, hundreds of random kills, power cuts, failing syncs,
thousands of mails through four daemons, a real relay. Run by `make reliability`."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reminder.clock import real_clock
from reminder.core.outbox_states import MailState
from reminder.store import maintenance, outbox
from reminder.store.opening import open_any, open_database
from tests.reliability.rig import AT, Rig, mailboxes, oracle, told
from tests.reliability.test_daemon import awake, daemon
from tests.servers.faulty import Faulty
from tests.servers.needs import need_program
from tests.servers.postgres import Cluster
from tests.servers.waiting import PATIENCE, until

pytestmark = pytest.mark.reliability
MakeRig = Callable[..., Rig]
CALLS = ("pwrite64", "fdatasync", "sendto")


def command(office: Rig, *options: str) -> list[str]:
    (strace,) = need_program("strace")
    return [strace, "-f", "-qq", *options, sys.executable, "-m", "tests.reliability.inline", "tick", "--at", AT,
            "--config", str(office.folder / "reminder.toml")]  # fmt: skip


def traced(office: Rig, *options: str) -> subprocess.CompletedProcess[str]:
    """One tick under strace, in a process of its own, on a fresh database."""
    made = open_database(office.config.database_url, create=True)
    assert made
    made.close()
    return subprocess.run(command(office, *options), capture_output=True, text=True, timeout=PATIENCE)


@pytest.mark.parametrize("call", CALLS)
def test_a7_killed_at_every_call(call: str, tmp_path: Path) -> None:
    """No hook in the program is needed for this one, so none can be forgotten."""
    contacts = mailboxes(2)
    with Faulty() as server:
        counting = Rig(tmp_path / "count", server.port, contacts)
        log = tmp_path / "calls"
        assert traced(counting, "-e", f"trace={call}", "-o", str(log)).returncode == 0
        total = len(re.findall(rf"\b{call}\(", log.read_text()))
        assert total >= 5
    crashes = duplicates = n = 0
    while True:
        n += 1
        with Faulty() as server:
            office = Rig(tmp_path / f"{n}", server.port, contacts)
            done = traced(office, "-o", "/dev/null", "-e", f"trace={call}",
                          "-e", f"inject={call}:signal=SIGKILL:when={n}")  # fmt: skip
            if done.returncode == 0:
                break
            crashes += 1
            assert office.tick() in (0, 1), office.said
            found = oracle(office, server.accepted, crashes=1)
            assert set(told(server.accepted)) == office.expected, f"lost at {call} {n}"
            duplicates += found.duplicates
        shutil.rmtree(office.folder)
    print(f"{call}: {crashes} crashes, 0 lost, {duplicates} duplicates")  # noqa: T201  # a figure asked for
    # The sweep ends at the first call that a run does not make. Results that end together share a commit, so how many
    # calls a run makes hangs a little on the machine's load: 167 and 179 were seen.
    assert crashes >= total * 3 // 4


def test_a8_random_kills_with_four_connections(rig: MakeRig, server: Faulty) -> None:
    seed, count = (int(os.environ.get("REMINDER_SEED", "20261208")), int(os.environ.get("REMINDER_KILLED", "500")))
    chance, pause, kills = random.Random(seed), threading.Event(), 0
    office = awake(rig, contacts=mailboxes(count, "accept-wait-0.1"), connections=4)
    while len(set(told(server.accepted))) < count or any(
        m.state not in ("sent", "cancelled") for m in office.mails() if m.kind == "reminder"
    ):
        with daemon(office) as pid:
            seen = len(server.accepted)
            until(lambda: len(server.accepted) > seen)  # noqa: B023  # called at once
            pause.wait(chance.uniform(0, 0.4))
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        kills += 1
        assert kills < 300, f"seed {seed}: does not end"
    found = oracle(office, server.accepted, crashes=kills * 3, settled=False)
    print(f"seed {seed}: {kills} kills, {found.distinct} mails, {found.duplicates} duplicates")  # noqa: T201
    assert found.duplicates <= 4 * kills
    assert set(told(server.accepted)) == office.expected


def test_a10_power_cut_after_every_sync(tmp_path: Path) -> None:
    """What lies on the disk after each sync: a copy of database and log, taken while the process is held there;
    every one opens whole, what it believes to be sent was accepted, and put back in its place it goes on from there:
    nothing lost, at most the one mail in flight twice."""
    with Faulty() as server:
        office = Rig(tmp_path / "office", server.port, mailboxes(3))
        made = open_database(office.config.database_url, create=True)
        assert made
        made.close()
        log = tmp_path / "syncs"
        held = command(office, "-o", str(log), "-e", "trace=fdatasync", "-e", "inject=fdatasync:delay_exit=400000")
        process = subprocess.Popen(held, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        copies: list[tuple[Path, int]] = []
        pause, still = threading.Event(), False
        while process.poll() is None:
            stands = tracing_stop(process.pid)
            if stands and still is False and tracing_stop(process.pid, pause):
                place = tmp_path / f"copy{len(copies)}"
                place.mkdir()
                for file in office.folder.glob("reminder.db*"):
                    if not file.name.endswith(("-shm", ".lock")):
                        shutil.copy(file, place / file.name)
                copies.append((place, len(server.accepted)))
            still = stands
            pause.wait(0.01)
        assert process.returncode == 0
        total = len(server.accepted)
    assert len(copies) >= 5
    for place, accepted in copies:
        copied = open_any(f"sqlite:///{place / 'reminder.db'}")
        assert maintenance.faults(copied) == ()
        with copied.read() as connection:
            sent = outbox.counts(connection).get(MailState.SENT, 0)
        copied.close()
        with Faulty() as after:
            office.port = after.port
            office.configure()
            for leftover in office.folder.glob("reminder.db*"):
                leftover.unlink()
            for file in place.iterdir():
                shutil.copy(file, office.folder / file.name)
            assert office.tick() in (0, 1), office.said
            before = server.accepted[:accepted]
            oracle(office, [*before, *after.accepted], crashes=1)
            assert set(told([*before, *after.accepted])) == office.expected
        assert accepted - 1 <= sent <= accepted, "one mail at most lies between the server's word and our record"
    assert total >= 3


def tracing_stop(parent: int, pause: threading.Event | None = None) -> bool:
    """Whether the traced process stands; with `pause`, for longer than any single call takes."""
    for _ in range(4 if pause else 1):
        if pause:
            pause.wait(0.02)
        try:
            (child,) = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
            state = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ValueError):
            return False
        if state != "t":
            return False
    return True


@pytest.mark.parametrize("nth", [1, 3, 5, 7])
def test_a11_a_sync_that_fails_ends_the_process(nth: int, tmp_path: Path) -> None:
    with Faulty() as server:
        office = Rig(tmp_path / "office", server.port, mailboxes(3))
        done = traced(office, "-o", "/dev/null", "-e", f"inject=fdatasync:error=EIO:when={nth}")
        assert done.returncode == 3, done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
        assert "I/O error" in done.stderr
        assert office.tick() in (0, 1), office.said
        oracle(office, server.accepted, crashes=1)
        assert set(told(server.accepted)) == office.expected


@pytest.mark.parametrize("nth", range(1, 50, 6))
def test_c1_c2_no_space_from_the_nth_write(nth: int, tmp_path: Path) -> None:
    with Faulty() as server:
        office = Rig(tmp_path / "office", server.port, mailboxes(3))
        done = traced(office, "-o", "/dev/null", "-e", f"inject=pwrite64:error=ENOSPC:when={nth}+")
        assert done.returncode in (0, 3), done.stderr
        assert office.tick() in (0, 1), office.said
        oracle(office, server.accepted, crashes=1)
        assert set(told(server.accepted)) == office.expected


def test_d1_d3_the_whole_process_under_a_false_clock(rig: MakeRig, server: Faulty) -> None:
    """libfaketime on a real daemon: 1970 and 2106 are refused with exit 3."""
    (faketime,) = need_program("faketime")
    office = awake(rig)
    assert office.run("tick") in (0, 1)
    for false in ("1970-01-02 00:00:00", "2099-02-07 00:00:00", "2106-02-07 00:00:00"):
        environment = os.environ | {"FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        command = [faketime, "-f", false, sys.executable, "-m", "reminder", "tick", "--config",
                   str(office.folder / "reminder.toml")]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=PATIENCE)
        assert done.returncode == 3, done.stderr
        assert "clock" in done.stderr
    assert office.run("tick") in (0, 1)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with Cluster() as running:
        yield running


def test_e2_e6_ten_thousand_through_four_daemons(rig: MakeRig, server: Faulty, cluster: Cluster) -> None:
    count = int(os.environ.get("REMINDER_MANY", "10000"))
    office = rig(contacts=mailboxes(count), database=cluster.new_database(), connections=4)
    clock = real_clock()
    begun = clock.running()
    daemons = [office.start("run", "--at", AT) for _ in range(4)]
    taken = server.accepted
    try:
        assert until(lambda: len(taken) >= count and len(told(taken)) >= count, 300), office.said
        took = clock.running() - begun
    finally:
        for pid in daemons:
            os.kill(pid, signal.SIGTERM)
        ended = [os.wait4(pid, 0) for pid in daemons]
    assert {os.waitstatus_to_exitcode(status) for _pid, status, _used in ended} == {0}, office.said
    _pid, status, idle = os.wait4(office.start("tick", "--at", AT), 0)
    assert os.waitstatus_to_exitcode(status) in (0, 1), office.said
    found = oracle(office, server.accepted)
    assert found.duplicates == 0
    assert len(told(server.accepted)) == count
    more = max(used.ru_maxrss for _pid, _status, used in ended) - idle.ru_maxrss
    print(f"{count} mails by 4 daemons in {took:.0f} s, none twice, none lost, {more / 1024:.0f} MiB")  # noqa: T201
    assert more < 50 * 1024, "E6: what a process needs more than an idle one that knows the same office"


def test_e2_a_kill_among_four_and_a_server_crash(rig: MakeRig, server: Faulty, cluster: Cluster) -> None:
    """Two daemons are killed, the database server crashes once; leases are let run out."""
    from sqlalchemy import text

    office = rig(contacts=mailboxes(400, "accept-wait-0.02"), database=cluster.new_database(), connections=2)
    crashes = 0
    for round_ in range(3):
        pids = [office.start("tick", "--at", AT) for _ in range(3)]
        until(lambda: len(server.accepted) > 60 * (round_ + 1))  # noqa: B023  # called at once
        if round_ == 1:
            cluster.restart()
        else:
            os.kill(pids[0], signal.SIGKILL)
        crashes += 1
        for pid in pids:
            os.waitpid(pid, 0)
        with office.opened() as database:
            database.transact(
                lambda c: c.execute(text("UPDATE mail SET lease_until_at = now() - interval '1 s' WHERE owner <> ''"))
            )
    for _ in range(3):
        office.tick()
    found = oracle(office, server.accepted, crashes=crashes * 3)
    assert set(told(server.accepted)) == office.expected
    print(f"{found.distinct} mails, {found.duplicates} duplicates")  # noqa: T201


def test_e3_a_paused_holder_changes_nothing_when_it_wakes(rig: MakeRig, server: Faulty, cluster: Cluster) -> None:
    from sqlalchemy import text

    office = rig(contacts=[["accept-wait-0.5@so.example"]], database=cluster.new_database())
    late = office.start("tick", "--at", AT)
    assert until(lambda: len(server.accepted) == 1)
    os.kill(late, signal.SIGSTOP)
    with office.opened() as database:
        database.transact(lambda c: c.execute(text("UPDATE mail SET lease_until_at = now() - interval '1 s'")))
    assert office.tick() in (0, 1)
    mail = office.mail_to("accept-wait-0.5@so.example")
    os.kill(late, signal.SIGCONT)
    os.waitpid(late, 0)
    assert office.mail_to("accept-wait-0.5@so.example") == mail
    assert Counter(a.message_id for a in server.accepted).most_common(1)[0][1] == 2
    oracle(office, server.accepted, crashes=1)
