"""What is sent, once; what is silent, and why."""

import signal

import pytest

from tests.journeys.desk import Desk, address, header
from tests.reliability.rig import ended, started
from tests.servers.waiting import PATIENCE

AT = ("--at", "2026-12-07T09:00")


def messages(desk: Desk) -> list[str]:
    return sorted(m["Message-ID"] for m in desk.mails())


def test_ticking_twice_mails_once(desk: Desk) -> None:
    assert desk.run("tick", *AT).status == 0
    before = messages(desk)
    assert desk.run("tick", *AT).status == 0
    assert before == messages(desk)
    assert sorted(desk.told()) == [
        ("vt@sct.example", "Còn 5 ngày làm việc (hạn trước ngày 15/12/2026): Báo cáo năm và 1 nội dung khác"),
        ("vt@snnmt.example", "Còn 17 ngày làm việc (hạn trước ngày 31/12/2026): Báo cáo của tỉnh và 1 nội dung khác"),
        ("vt@sxd.example", "Còn 5 ngày làm việc (hạn trước ngày 15/12/2026): Báo cáo năm"),
    ]


POINTS = [
    "evaluated", "evaluate-uncommitted", "evaluate-committed", "claim-uncommitted", "claimed", "connected", "prepared",
    "sent-uncommitted", "recorded",
]  # fmt: skip


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_any_point_nothing_is_lost_and_a_double_is_recognisable(desk: Desk, point: str) -> None:
    assert ended(started(desk.folder, "tick", *AT, die_at=point)) == -signal.SIGKILL
    all_sent_once(desk)


def test_so_it_is_by_the_installed_command(desk: Desk) -> None:
    killed = desk.spawn("tick", *AT, REMINDER_FAILPOINT="answered")
    killed.communicate(timeout=PATIENCE)
    assert killed.returncode == -signal.SIGKILL
    all_sent_once(desk)


def all_sent_once(desk: Desk) -> None:
    assert desk.run("tick", *AT).status == 0
    found = messages(desk)
    assert len(found) == len(set(found)) == 3  # the Maildir keeps a mail of the same Message-ID once
    states = {m["state"] for m in desk.run("outbox", "list", "--format", "json").json}
    assert states == {"sent"}


def test_after_an_answer_that_agency_gets_its_record_and_nothing_more_for_the_period(desk: Desk) -> None:
    desk.run("tick", *AT)
    done = desk.run(
        "submit", "kh-1/year", "--agency", "Sở Xây dựng", "--document", "12/BC-SXD", "--at", "2026-12-08T09:00"
    )
    assert done.status == 0
    for day in ("11", "14", "16", "18", "21"):
        assert desk.run("tick", "--at", f"2026-12-{day}T09:00").status == 0
    told = [subject for who, subject in desk.told() if who == "vt@sxd.example"]
    assert sorted(subject.partition(":")[0] for subject in told) == [
        "Còn 5 ngày làm việc (hạn trước ngày 15/12/2026)", "Đã ghi nhận 12/BC-SXD"]  # fmt: skip
    status = desk.run("status", "--at", "2026-12-21", "--format", "json").json
    units = {
        u["agency"]: u
        for p in status["periods"]
        if (p["obligation"], p["period"]) == ("kh-1/year", "2026")
        for u in p["units"]
    }
    assert (units["sxd"]["status"], units["sxd"]["document"], units["sxd"]["class"]) == (
        "submitted",
        "12/BC-SXD",
        "done_in_time",
    )
    assert units["sct"]["status"] == "late"


def test_three_weeks_without_a_tick_give_one_mail_each_and_a_record_of_the_rest(desk: Desk) -> None:
    desk.run("tick", "--at", "2026-11-27T09:00")
    before = len(desk.mails())
    desk.run("tick", "--at", "2026-12-18T09:00")
    late = desk.mails()[before:]
    boxes = [address(m) for m in late]
    assert sorted(boxes) == [
        "gd@sct.example",
        "gd@sxd.example",
        "vt@sct.example",
        "vt@snnmt.example",
        "vt@snnmt.example",
        "vt@sxd.example",
    ]
    kinds = [
        m["kind"] for m in desk.run("outbox", "list", "--format", "json").json if m["mailbox"] == "vt@snnmt.example"
    ]
    assert sorted(kinds) == ["escalation", "reminder", "reminder"]  # one of each kind this time
    told = desk.run("explain", "kh-1/year", "--agency", "sxd", "--at", "2026-12-18T10:00", "--format", "json").json
    states = {t["step"]: t["state"] for t in told["periods"][0]["told"] if t["recipient"] == "sxd"}
    # The head hears of it beside the agency, and not in its place.
    assert states == {
        "first": "sent", "d10": "superseded", "d5": "superseded", "d1": "superseded",
        "d0": "superseded", "overdue": "sent", "head": "sent",
    }  # fmt: skip


def test_nobody_is_mailed_at_night_or_on_a_day_off(desk: Desk) -> None:
    for at in ("2026-12-06T09:00", "2026-12-07T07:59", "2026-12-07T16:30", "2026-11-24T10:00"):
        ran = desk.run("tick", "--at", at, "--format", "json").json
        assert (ran["notices"], ran["sent"]) == (0, 0)


def test_a_mailbox_gets_at_most_one_reminder_a_day(desk: Desk) -> None:
    for hour in range(8, 17):
        desk.run("tick", "--at", f"2026-12-07T{hour:02}:00")
    boxes = [address(m) for m in desk.mails()]
    assert len(boxes) == len(set(boxes))


def test_more_mails_than_the_limit_wait_for_approval_and_the_operator_is_told(desk: Desk) -> None:
    desk.write("reminder.toml", (desk.folder / "reminder.toml").read_text() + "\n[send]\ndaily_limit = 1\n")
    ran = desk.run("tick", *AT, "--format", "json")
    assert (ran.json["held"], ran.json["mails"]) == (2, 3)
    assert any("2" in header(m, "Subject") for m in desk.mails(operator=True))
    assert desk.run("outbox", "approve", "--all").status == 0
    desk.run("tick", "--at", "2026-12-07T10:00")
    assert {"vt@sct.example", "vt@snnmt.example", "vt@sxd.example"} <= {who for who, _ in desk.told()}
