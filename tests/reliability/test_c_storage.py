"""C. Storage: full, busy, gone, copied. What was sent is never forgotten, nothing is sent that cannot be recorded."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from reminder.errors import Refused, Unavailable
from reminder.mail.reply_codes import Outcome
from reminder.store.database import Database
from tests.reliability.hand import Hand
from tests.reliability.rig import AT, Rig, mailboxes, oracle, told
from tests.servers.faulty import Faulty
from tests.servers.needs import need, need_program
from tests.steps import finish

MakeRig = Callable[..., Rig]


class Failing:
    """Makes a database's transactions fail for a while, counted from the nth."""

    def __init__(self, database: Database, first: int, fault: type[Exception], last: int = 10**9) -> None:
        self.database, self.n, self.first, self.last, self.fault = database, 0, first, last, fault
        self._real = database.transact
        database.transact = self  # type: ignore[method-assign]  # the seam is the transaction

    def __call__(self, work):  # type: ignore[no-untyped-def]
        self.n += 1
        if self.first <= self.n <= self.last:
            raise self.fault("disk full")
        return self._real(work)

    def mend(self) -> None:
        self.last = 0


@pytest.mark.parametrize("nth", range(1, 13))
def test_c1_c2_the_disk_fills_at_any_transaction(nth: int, rig: MakeRig, server: Faulty) -> None:
    """Whatever was accepted and could not be recorded is recorded when space returns: never sent again."""
    office, hand = rig(contacts=mailboxes(4), connections=2), Hand()
    with office.sending(hand.clock) as desk:
        failing = Failing(desk.database, nth, Unavailable)
        with pytest.raises(Unavailable):
            for _ in range(4):
                desk.tick(alone=False)
        before = len(server.accepted)
        with pytest.raises(Unavailable):
            desk.tick(alone=False)
        assert len(server.accepted) == before, "nothing more is sent while nothing can be recorded"
        failing.mend()
        desk.tick(alone=False)
        hand.forward(minutes=20)
        desk.tick(alone=False)
    found = oracle(office, server.accepted)
    assert found.duplicates == 0
    assert set(told(server.accepted)) == office.expected


def test_c2_a_crash_while_results_wait_is_no_worse_than_any_crash(rig: MakeRig, server: Faulty) -> None:
    office, hand = rig(contacts=mailboxes(4), connections=2), Hand()
    with office.sending(hand.clock) as desk:
        Failing(desk.database, 6, Unavailable)
        with pytest.raises(Unavailable):
            desk.tick()
            desk.tick()
    assert office.tick("2026-12-08T09:30") == 0
    oracle(office, server.accepted, crashes=2)
    assert set(told(server.accepted)) == office.expected


def test_c3_a_writer_that_stays(rig: MakeRig, server: Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reminder.store.opening._SQLITE_PATIENCE", 0.05)
    office = rig()
    with office.sending(AT) as desk:
        desk.tick()
        other = sqlite3.connect(office.folder / "reminder.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable, match="locked"):
            desk.tick()
        other.execute("ROLLBACK")
        other.close()
        desk.tick()
    oracle(office, server.accepted)


def test_c4_every_write_takes_the_lock_at_once() -> None:
    """A read turned into a write fails at once where waiting would not help; so no write hides in a `read`."""
    import ast

    for path in Path("reminder").rglob("*.py"):
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            if isinstance(node, ast.With) and any(".read()" in ast.unparse(i.context_expr) for i in node.items):
                body = "".join(ast.unparse(line) for line in node.body)
                for call in ("outbox.enter(", "outbox.move(", "claims.", ".enforce(", "alert(tx", "close_mailbox("):
                    found = call in body and "claims.begun_since" not in body
                    assert not found, f"{path}:{node.lineno}: {call} inside a read"


def test_c5_a_file_deleted_while_running_stops_the_sending(rig: MakeRig, server: Faulty) -> None:
    office = rig()
    with office.sending(AT) as desk:
        desk.sender.pressure.until = 1e12
        desk.tick()
        desk.sender.pressure.until = 0
        (office.folder / "reminder.db").unlink()
        with pytest.raises(Refused, match="removed or replaced"):
            desk.tick()
    assert server.accepted == []
    assert not (office.folder / "reminder.db").exists()


def test_c5_a_damaged_file_is_exit_3_and_one_line(rig: MakeRig) -> None:
    office = rig()
    (office.folder / "reminder.db").write_bytes(b"not a database at all" * 500)
    assert office.tick() == 3
    assert len(office.said.strip().splitlines()) == 1
    assert "reminder.db" in office.said


def test_c12_a_backup_restored_remembers_what_it_knew(rig: MakeRig, server: Faulty) -> None:
    office = rig()
    assert office.tick() == 0
    file = office.folder / "reminder.db"
    assert office.run("db", "backup", str(office.folder / "backup.db")) == 0
    sent = len(server.accepted)
    file.unlink()
    for leftover in office.folder.glob("reminder.db-*"):
        leftover.unlink()
    (office.folder / "backup.db").rename(file)
    assert office.tick() == 0
    assert len(server.accepted) == sent
    oracle(office, server.accepted)


def test_c13_a_copy_elsewhere_sends_nothing_until_adopted(rig: MakeRig, server: Faulty) -> None:
    office = rig()
    assert office.tick(die_at="evaluate-committed") == -9
    assert office.run("db", "backup", str(office.folder / "copy.db")) == 0
    office.database = "sqlite:///copy.db"
    office.configure()
    assert office.tick() == 1
    assert server.accepted == []
    assert office.run("db", "adopt", "--yes") == 0
    assert all(mailbox in office.said for mailbox in office.expected)
    assert office.tick() == 0
    assert set(told(server.accepted)) == office.expected


def test_the_fence_holds_against_a_paused_sender(rig: MakeRig, server: Faulty) -> None:
    """D9, E3 in one process: a claim outlived by its lease is seen to be lost before MAIL."""
    office = rig(contacts=mailboxes(1))
    with office.sending(AT) as late, office.sending("2026-12-08T09:20") as other:
        late.sender.pressure.until = 1e12
        late.tick()
        late.sender.pressure.until = 0
        (mail,) = late.sender.claim(late.catalogue, 1, False)
        other.tick(alone=False)  # 20 minutes later by its clock: the lease is over
        draft = late.sender.draft(mail, late.catalogue)
        line, running = late.sender.mailer.line(), late.office.clock.running()
        assert finish(late.sender.attempt(line, draft, lambda: late.catalogue, running)) is None
    assert office.mail_to(mail.mailbox).state == "sent"
    assert len(told(server.accepted)) == 1


@pytest.mark.parametrize("changed", ["nothing", "day", "rules"])
def test_a_mail_made_ahead_says_what_holds_when_it_leaves(changed: str, rig: MakeRig, server: Faulty) -> None:
    """G4: made the evening before, or by rules that are no longer in force, it is made anew."""
    office, hand = rig(contacts=mailboxes(1)), Hand()
    with office.sending(hand.clock) as desk:
        desk.sender.pressure.until = 1e12
        desk.tick()
        desk.sender.pressure.until = 0
        (mail,) = desk.sender.claim(desk.catalogue, 1, False)
        early, catalogue, claimed = desk.sender.draft(mail, desk.catalogue), desk.catalogue, hand.running
        if changed == "day":
            hand.forward(hours=24)
        if changed == "rules":
            catalogue = replace(catalogue)
        line = desk.sender.mailer.line()
        result = finish(desk.sender.attempt(line, early, lambda: catalogue, claimed))
        assert result
        assert result.ready
        assert (result.ready is early.ready) == (changed == "nothing")
        assert early.ready
        assert (result.ready.message == early.ready.message) == (changed != "day")
    assert server.accepted[0].sha256 == sha256(result.ready.message).hexdigest()


def test_a_lease_is_renewed_before_a_mails_late_turn(
    rig: MakeRig, server: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its turn comes when its lease is nearly over, and then the server is slow to open: another process, which
    takes back every lease that is over, leaves it alone."""
    office, hand = rig(contacts=mailboxes(1)), Hand()
    with office.sending(hand.clock) as desk:
        desk.sender.pressure.until = 1e12
        desk.tick()
        desk.sender.pressure.until = 0
        (mail,) = desk.sender.claim(desk.catalogue, 1, False)
        claimed = hand.running
        hand.forward(minutes=14)
        draft, line = desk.sender.draft(mail, desk.catalogue), desk.sender.mailer.line()
        opens = line.open

        def slowly() -> Outcome | None:
            hand.forward(minutes=14)
            with office.sending(hand.clock) as other:
                other.tick(alone=False)
            assert told(server.accepted) == []
            return opens()

        monkeypatch.setattr(line, "open", slowly)
        result = finish(desk.sender.attempt(line, draft, lambda: desk.catalogue, claimed))
        assert result
        assert result.outcome
        assert result.outcome.verdict == "accepted"
    assert len(told(server.accepted)) == 1


_INODES = """\
mount -t tmpfs -o nr_inodes=100 tmpfs "$1" && cp -r "$2/." "$1" && cd "$1" || exit
n=0; while touch "full$n" 2>/dev/null; do n=$((n+1)); done
n=0; while [ "$n" -lt "$3" ]; do rm "full$n"; n=$((n+1)); done
before=$(ls -l | grep -v -e full -e -wal -e total)
"$4" -m reminder tick --at "$5" --config "$1/reminder.toml"; echo "exit $?"
[ "$before" = "$(ls -l | grep -v -e full -e -wal -e total)" ] && echo "nothing new"
rm full*
"$4" -m reminder db adopt --yes --config "$1/reminder.toml" > adopted 2>&1  # for it is a copy
"$4" -m reminder tick --at "$5" --config "$1/reminder.toml"; echo "exit $?"
"""


@pytest.mark.parametrize(("free", "known"), [(0, False), (1, False), (0, True), (1, True)])
def test_c5_a_full_inode_table_is_exit_3_and_one_line(
    free: int, known: bool, rig: MakeRig, server: Faulty, tmp_path: Path
) -> None:
    """On a real file system that takes no more names: none for the database, or for what SQLite lays beside it."""
    office, disk = rig(contacts=mailboxes(2)), tmp_path / "disk"
    disk.mkdir()
    if known:
        assert office.tick("2026-06-01T09:00") == 0
    (unshare,) = need_program("unshare")
    done = subprocess.run(
        [unshare, "--user", "--map-root-user", "--mount", "sh", "-c", _INODES, "sh", disk, office.folder, str(free),
         sys.executable, AT], capture_output=True, text=True, check=False,
    )  # fmt: skip
    need("unshare" not in done.stderr, "user namespaces")
    full, kept, freed = (x for x in done.stdout.splitlines() if x.startswith(("exit", "nothing")))
    assert (full, kept) == ("exit 3", "nothing new")
    assert freed in ("exit 0", "exit 1")
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert set(told(server.accepted)) == office.expected
