"""A. kill -9 at every point there is: nothing lost, at most one duplicate, and that one recognisable."""

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable

import pytest

from reminder.core.outbox_states import MailState
from reminder.failpoints import POINTS
from tests.reliability.rig import AT, Rig, mailboxes, oracle, told
from tests.servers.faulty import Faulty
from tests.servers.waiting import PATIENCE

MakeRig = Callable[..., Rig]
BEFORE = ("evaluated", "evaluate-uncommitted")
UNSENT = ("claim-uncommitted", "claimed", "connected", "prepared", "mail", "rcpt", "data-half")
IN_DOUBT = ("dot-sent", "reply-250", "answered", "sent-uncommitted")


def test_every_point_is_in_a_case() -> None:
    assert set(POINTS) == {*BEFORE, *UNSENT, *IN_DOUBT, "evaluate-committed", "recorded"}


@pytest.mark.parametrize("point", BEFORE)
def test_a1_killed_before_the_evaluation_commits(point: str, rig: MakeRig, server: Faulty) -> None:
    office = rig()
    assert office.tick(die_at=point) == -9
    assert office.mails() == []
    assert office.notices() == []
    assert office.tick() == 0
    keys = {n.key for n in office.notices()}
    assert office.tick() == 0
    assert {n.key for n in office.notices()} == keys
    assert oracle(office, server.accepted).duplicates == 0
    assert set(told(server.accepted)) == office.expected


def test_a2_killed_after_the_evaluation_commits(rig: MakeRig, server: Faulty) -> None:
    office = rig()
    assert office.tick(die_at="evaluate-committed") == -9
    first = {n.key for n in office.notices()}
    assert len([m for m in office.mails() if m.kind == "reminder"]) == 3
    assert office.tick() == 0
    assert {n.key for n in office.notices()} == first
    assert oracle(office, server.accepted).duplicates == 0
    assert sorted(told(server.accepted)) == sorted(office.expected)


@pytest.mark.parametrize("point", UNSENT)
def test_a3_a4_killed_before_the_final_dot(point: str, rig: MakeRig, server: Faulty) -> None:
    office = rig()
    assert office.tick(die_at=point) == -9
    assert server.accepted == []
    assert office.tick() == 0
    assert oracle(office, server.accepted).duplicates == 0
    assert sorted(told(server.accepted)) == sorted(office.expected)


@pytest.mark.parametrize("point", IN_DOUBT)
def test_a5_killed_where_only_the_server_knows(point: str, rig: MakeRig, server: Faulty) -> None:
    office = rig()
    assert office.tick(die_at=point) == -9
    assert office.tick() == 0
    found = oracle(office, server.accepted, crashes=1)
    assert set(told(server.accepted)) == office.expected
    # Killed right after the dot, the server may have seen the connection close before it took the mail.
    assert found.duplicates <= 1 if point == "dot-sent" else found.duplicates == 1
    doubtful = [m for m in office.mails() if m.ambiguous]
    assert doubtful  # it and the others of its claim: what became of them nobody here knew
    assert {m.state for m in doubtful} == {"sent"}


def test_a6_killed_after_the_record(rig: MakeRig, server: Faulty) -> None:
    office = rig()
    assert office.tick(die_at="recorded") == -9
    assert office.tick() == 0
    assert oracle(office, server.accepted).duplicates == 0
    assert sorted(told(server.accepted)) == sorted(office.expected)


def test_killed_again_and_again_it_still_ends(rig: MakeRig, server: Faulty) -> None:
    office, crashes = rig(), 0
    for point in ("reply-250:2", "sent-uncommitted", "claimed", "answered:1"):
        crashes += office.tick(AT, die_at=point) == -9
    assert office.tick() == 0
    assert crashes == 4
    oracle(office, server.accepted, crashes)
    assert set(told(server.accepted)) == office.expected


def test_an_interrupt_records_what_was_taken_and_gives_the_rest_back(rig: MakeRig, server: Faulty) -> None:
    office = rig(contacts=mailboxes(40, "accept-wait-0.1"), connections=2)
    command = [sys.executable, "-m", "reminder", "tick", "--at", AT, "--config", str(office.folder / "reminder.toml")]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job is started deaf to it
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        signal.signal(signal.SIGINT, before)
        while len(server.accepted) < 5:
            server.wait(0.01)
        process.send_signal(signal.SIGINT)
        _out, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "Traceback" not in said
    states = Counter(m.state for m in office.mails())
    # The one step it fell into is in doubt, as after any crash.
    assert len(server.accepted) - states[MailState.SENT] <= 1
    assert states[MailState.SENDING] <= 1
    assert states[MailState.PENDING] + states[MailState.SENT] + states[MailState.SENDING] == len(office.mails())
    assert office.tick() == 0
    assert oracle(office, server.accepted, crashes=1).duplicates <= 1
    assert set(told(server.accepted)) == office.expected
