"""Rules that are wrong: one line each, and what was in force stays."""

import pytest

from tests.journeys.desk import Desk

BROKEN = [
    ("rules/plans/kh-1.toml", 'lead = "Sở Công Thương"', 'lead = "Sở Công Thươg"', "Sở Công Thương"),
    ("rules/plans/kh-1.toml", 'lead = "Sở Công Thương"', 'laed = "Sở Công Thương"', "lead"),
    ("rules/plans/kh-1.toml", 'timeframe = "Quý IV/2026"', 'timeframe = "Quý IX/2026"', "Quý IX/2026"),
    ("rules/plans/kh-1.toml", 'id = "2"', 'id = "1"', "1"),
    ("rules/plans/kh-1.toml", 'output = "Quy chế"', 'output = "Quy chế', ""),
    ("rules/reminders.toml", 'at = "-10wd"', 'at = "-10"', "-10wd"),
    ("rules/reminders.toml", 'template = "today"', 'template = "tody"', "today"),
]


@pytest.mark.parametrize(("path", "old", "new", "remedy"), BROKEN)
def test_each_fault_is_one_line_with_place_and_remedy(
    desk: Desk, path: str, old: str, new: str, remedy: str
) -> None:
    line = (desk.folder / path).read_text("utf-8").split(old)[0].count("\n") + 1
    desk.edit(path, old, new)
    ran = desk.run("check")
    assert ran.status == 1
    (said,) = [told for told in ran.out.splitlines() if not told.startswith("warning")]
    place, _, rest = said.partition(": ")
    assert place.startswith((f"{desk.folder / path}:", f"{path}:"))
    assert abs(int(place.rpartition(":")[2]) - line) <= 1 or 'id = "' in old
    assert remedy in rest
    for command in (["tick", "--at", "2026-12-07T09:00"], ["preview"], ["reload"]):
        assert desk.run(*command).status == 1
    assert desk.mails() == []


def test_edited_rules_are_in_force_only_after_reload(desk: Desk) -> None:
    assert desk.run("tick", "--at", "2026-12-04T09:00").status == 0
    desk.edit("rules/reminders.toml", 'id = "d5", at = "-5wd"', 'id = "d5", at = "-4wd"')
    held = desk.run("tick", "--at", "2026-12-07T09:00")
    assert held.status == 1
    assert "reminder reload" in held.err
    assert desk.run("notices", "--diff", "--at", "2026-12-07T09:00", "--format", "json").json
    assert desk.run("reload").status == 0
    before = len(desk.mails())
    desk.run("tick", "--at", "2026-12-07T09:00")
    assert len(desk.mails()) == before
    desk.run("tick", "--at", "2026-12-08T09:00")
    assert len(desk.mails()) == before + 2


def test_a_vanished_or_empty_rules_folder_is_an_error_and_cancels_nothing(desk: Desk) -> None:
    desk.run("tick", "--at", "2026-12-04T09:00")
    (desk.folder / "rules").rename(desk.folder / "elsewhere")
    (desk.folder / "rules").mkdir()
    ran = desk.run("reload")
    assert ran.status == 1
    assert "rules" in ran.err
    states = {m["state"] for m in desk.run("outbox", "list", "--format", "json").json}
    assert states == {"sent"}
