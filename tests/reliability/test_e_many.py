"""E. More than one, or none: two daemons, weeks of stoppage, thousands at once."""

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from email import message_from_bytes, policy

import pytest

from reminder.core.catalogue import Catalogue
from reminder.core.outbox_states import NoticeState
from reminder.engine.sending.loop import send_ready
from reminder.engine.sending.record_outcome import Result
from reminder.errors import Unavailable
from reminder.mail import threads
from reminder.mail.reply_codes import Outcome
from reminder.mail.smtp import SmtpChannel
from tests.reliability.inline import Inline
from tests.reliability.rig import AT, Rig, mailboxes, oracle, told
from tests.servers.faulty import Faulty
from tests.servers.postgres import Cluster

MakeRig = Callable[..., Rig]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with Cluster("fsync = off") as running:
        yield running


def test_e1_e7_a_second_one_is_told_and_leaves(rig: MakeRig, server: Faulty) -> None:
    office = rig(contacts=[["hang-dot@so.example"]])
    first = office.start("tick", "--at", AT)
    try:
        while not any(line == "DATA" for _n, _tls, line in server.commands):
            server.wait(0.01)
        assert office.tick() == 75
        assert f"process {first} already works" in office.said
    finally:
        os.kill(first, signal.SIGKILL)
        os.waitpid(first, 0)
    server.hang_up()
    assert office.run("doctor", "--at", AT) in (0, 1), "the kernel has freed the lock"


def test_a_round_goes_on_though_each_sender_is_done_at_once(
    rig: MakeRig, server: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Claims begin with one mail a connection: that nothing is under way any more does not mean that nothing waits."""
    monkeypatch.setattr(threads, "ThreadPoolExecutor", Inline)
    office = rig(contacts=mailboxes(5))
    with office.sending(AT) as desk:
        desk.tick()
    assert set(told(server.accepted)) == office.expected


def test_no_line_begins_a_mail_before_its_last_is_recorded(
    rig: MakeRig, server: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a crash can double one mail a connection, not more (G2). What lines do together is recorded together."""
    office, most = rig(contacts=mailboxes(40), connections=4), 0
    doubtful: dict[str, SmtpChannel] = {}  # by mailbox: begun, and not yet recorded

    with office.sending(AT) as desk:
        real, keep = SmtpChannel.send, desk.sender.keep

        def send(line: SmtpChannel, envelope_from: str, rcpt: str, message: bytes) -> Outcome:
            assert line not in doubtful.values()
            doubtful[rcpt] = line
            return real(line, envelope_from, rcpt, message)

        def kept(results: Sequence[Result], catalogue: Catalogue) -> None:
            nonlocal most
            most = max(most, len(results))
            keep(results, catalogue)
            for result in results:
                del doubtful[result.mail.mailbox]

        monkeypatch.setattr(SmtpChannel, "send", send)
        monkeypatch.setattr(desk.sender, "keep", kept)
        desk.tick()
    assert set(told(server.accepted)) == office.expected
    assert not doubtful
    assert 1 < most <= 4


def test_what_cannot_be_recorded_holds_the_next_back(
    rig: MakeRig, server: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was taken is recorded once the disk has room, the rest waits as if nothing had been tried."""
    office = rig(contacts=mailboxes(12), connections=2)
    with office.sending(AT) as desk:
        full = Unavailable("disk full")

        def keep(results: Sequence[Result], catalogue: Catalogue) -> None:
            if len(told(server.accepted)) > 4:
                desk.sender._owed += results
                raise full
            type(desk.sender).keep(desk.sender, results, catalogue)

        monkeypatch.setattr(desk.sender, "keep", keep)
        with pytest.raises(Unavailable):
            desk.tick()
        taken = len(told(server.accepted))
        assert 4 < taken <= 6, "at most one more on each connection"
        monkeypatch.undo()
        send_ready(desk.sender, lambda: desk.catalogue)
    assert Counter(told(server.accepted)) == Counter(office.expected)
    assert {m.tries for m in office.mails() if m.kind == "reminder"} == {1}
    assert oracle(office, server.accepted).duplicates == 0


def test_e2_four_on_one_postgresql(rig: MakeRig, server: Faulty, cluster: Cluster) -> None:
    """Four processes' worth of wiring at work at once; each mail leaves once."""
    office = rig(contacts=mailboxes(60), database=cluster.new_database(), connections=2)
    with office.sending(AT) as first:
        first.sender.pressure.until = 1e12
        first.tick()
    desks = []

    def work() -> None:
        with office.sending(AT) as desk:
            desk.tick(alone=False)
            desks.append(desk)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(desks) == 4
    assert max(Counter(a.message_id for a in server.accepted).values()) == 1
    assert set(told(server.accepted)) == office.expected
    oracle(office, server.accepted)


def test_a5_on_postgresql(rig: MakeRig, server: Faulty, cluster: Cluster) -> None:
    """A killed daemon's claim comes back when its lease is over by the database's clock."""
    office = rig(contacts=mailboxes(1), database=cluster.new_database())
    assert office.tick(die_at="reply-250") == -9
    assert office.tick() == 0
    assert office.mail_to("so+0@so.example").state == "sending", "its lease still runs"
    with office.opened() as database:
        from sqlalchemy import text

        database.transact(lambda c: c.execute(text("UPDATE mail SET lease_until_at = now() - interval '1 s'")))
    assert office.tick() == 0
    found = oracle(office, server.accepted, crashes=1)
    assert found.duplicates == 1


def test_c12_c13_an_archive_of_postgresql_is_whole_and_silent_elsewhere(
    cluster: Cluster, rig: MakeRig, server: Faulty
) -> None:
    office = rig(contacts=mailboxes(3), database=cluster.new_database())
    assert office.tick(die_at="evaluate-committed") == -9
    archive = office.folder / "copy.dump"
    assert office.run("db", "backup", str(archive)) == 0, office.said
    assert archive.stat().st_mode & 0o777 == 0o600
    assert office.run("db", "check") == 0
    office.database = cluster.new_database()
    office.configure()
    assert office.run("db", "check") == 1, "there is none yet"
    cluster.restore(archive, office.database)
    assert office.tick() == 1
    assert server.accepted == []
    assert office.run("db", "adopt", "--yes") == 0
    assert office.tick() == 0
    assert set(told(server.accepted)) == office.expected
    oracle(office, server.accepted)


@pytest.mark.parametrize("kept", ["the notices", "nothing but the tables"])
def test_c8_what_a_fail_over_forgot_is_made_again(kept: str, cluster: Cluster, rig: MakeRig, server: Faulty) -> None:
    """A standby that lagged: what it had not heard of is planned again to the same keys, and goes out again under
    the same Message-IDs."""
    office = rig(contacts=mailboxes(3), database=cluster.new_database())
    name = office.database.rpartition("/")[2]
    assert office.tick(die_at="evaluate-committed" if kept == "the notices" else "evaluated") == -9
    cluster.copy_database(name, "standby")
    assert office.tick() == 0
    keys = {n.key for n in office.notices()}
    cluster.replace_database(name, "standby")
    assert office.tick() == 0
    assert {n.key for n in office.notices()} == keys
    assert sorted(told(server.accepted)) == sorted([*office.expected] * 2)
    assert len({a.message_id for a in server.accepted if a.rcpt in office.expected}) == 3


WEEKS_LATER = "2026-12-29T09:00"


def test_e4_three_weeks_down_is_one_mail_each(rig: MakeRig, server: Faulty) -> None:
    office = rig(contacts=mailboxes(5))
    assert office.tick("2026-12-01T09:00") == 0  # the report is known, and asked for once
    first = len(told(server.accepted))
    assert office.tick(WEEKS_LATER) in (0, 1)
    assert sorted(told(server.accepted)[first:]) == sorted(office.expected)
    assert office.tick(WEEKS_LATER) in (0, 1)
    assert len(told(server.accepted)) == first + 5
    states = Counter(n.state for n in office.notices())
    assert states[NoticeState.SUPERSEDED] >= 5, "what was skipped is on record"
    oracle(office, server.accepted, settled=False)


def test_e4_a_hundred_matters_in_three_weeks_are_one_mail_each(rig: MakeRig, server: Faulty) -> None:
    """A hundred reports of five agencies, due through two months. Each agency has one mail: what is overdue first,
    each matter once, at its newest step."""
    office = rig(contacts=mailboxes(5))
    plan = office.folder / "rules" / "plans" / "kh-1.toml"
    row = plan.read_text().partition("[[report]]")[2]
    days = [f"{date(2026, 12, 2) + timedelta(n // 2):%d/%m}" for n in range(99)]
    more = [row.replace('"nam"', f'"r{n}"').replace("15/12", day) for n, day in enumerate(days)]
    plan.write_text(plan.read_text() + "".join(f"\n[[report]]{each}" for each in more))
    assert office.tick("2026-12-01T09:00") == 0
    first = len(told(server.accepted))
    assert office.tick(WEEKS_LATER) in (0, 1)
    again = told(server.accepted)[first:]
    assert sorted(again) == sorted(office.expected)
    content = server.contents[server.accepted.index([a for a in server.accepted if a.rcpt == again[0]][-1])]
    assert office.tick(WEEKS_LATER) in (0, 1)
    assert len(told(server.accepted)) == first + 5
    notices = [n for n in office.notices() if n.recipient == "so-0"]
    newest = Counter(n.occurrence for n in notices if n.state == "sent" and n.planned_on > date(2026, 12, 1))
    assert max(newest.values()) == 1
    assert sum(n.state == "superseded" for n in notices) >= 50
    text = message_from_bytes(content, policy=policy.default).get_body(("plain",))
    assert text
    words = text.get_content()
    assert "chưa ghi nhận" in words
    oracle(office, server.accepted, settled=False)


def test_e5_what_was_done_meanwhile_is_not_mentioned(rig: MakeRig, server: Faulty) -> None:
    office = rig(contacts=mailboxes(5))
    assert office.tick("2026-12-01T09:00") == 0
    first = len(told(server.accepted))
    for n in (0, 3):
        wish = ("--agency", f"so-{n}", "--document", f"0{n}/BC", "--on", "2026-12-10", "--at", WEEKS_LATER)
        assert office.run("submit", "kh-1/nam", *wish) == 0, office.said
    assert office.tick(WEEKS_LATER) in (0, 1)
    later = set(told(server.accepted)[first:])
    assert later == office.expected - {"so+0@so.example", "so+3@so.example"}


def test_rule_7_no_mail_begins_after_the_act_that_closes(
    rig: MakeRig, server: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The act commits while the connection is being made; the mail it answers does not leave."""
    office = rig(contacts=mailboxes(2))
    with office.sending(AT) as desk:
        real = SmtpChannel.open

        def answered_meanwhile(line):  # type: ignore[no-untyped-def]
            if not answered:
                # Not forked: another thread may hold the database at this moment.
                answered.append(subprocess.run(
                    [sys.executable, "-m", "reminder", "submit", "kh-1/nam", "--agency", "so-0", "--document", "1/BC",
                     "--at", AT, "--config", office.folder / "reminder.toml"], check=False).returncode)  # fmt: skip
            return real(line)

        answered: list[int] = []
        monkeypatch.setattr(SmtpChannel, "open", answered_meanwhile)
        desk.tick()
    assert answered == [0]
    assert told(server.accepted) == ["so+1@so.example"]
    assert office.mail_to("so+0@so.example").state == "cancelled"
    office.finish(("2026-12-08T09:31",))  # the record of the answer
    oracle(office, server.accepted)


def test_f4_a_rule_taken_away_cancels_what_it_queued(rig: MakeRig, server: Faulty) -> None:
    office = rig()
    assert office.tick(die_at="evaluate-committed") == -9
    plan = office.folder / "rules" / "plans" / "kh-1.toml"
    row = plan.read_text()
    plan.write_text(row.replace('id = "nam"', 'id = "khac"'))
    assert office.run("reload", "--at", AT) == 1
    assert "would vanish" in office.said
    plan.write_text(row.replace('id = "nam"', 'id = "nam"\nuntil = 2026-12-07'))
    assert office.run("reload", "--at", AT) == 0, office.said
    assert office.tick() in (0, 1)
    gone = [n for n in office.notices() if n.occurrence.startswith("kh-1/nam@")]
    assert {n.state for n in gone} == {"cancelled", "superseded"}
    oracle(office, server.accepted)


def test_f1_a_broken_template_costs_nothing(rig: MakeRig, server: Faulty) -> None:
    office = rig()
    broken = office.folder / "templates" / "vi"
    broken.mkdir(parents=True)
    (broken / "reminder.txt.j2").write_text("{{ nothing.of.the.kind }}")
    assert office.tick() == 0
    assert set(told(server.accepted)) == office.expected
    codes = {r["code"] for m in office.mails() if m.kind == "alert" for r in m.facts["reasons"]}
    assert "template-fault" in codes
    oracle(office, server.accepted)
