"""Rules that are wrong: one line each, and what was in force stays."""

import pytest

from tests.journeys.desk import PLAN as desk_plan
from tests.journeys.desk import Desk

BROKEN = [
    ("rules/plans/kh-1.toml", 'lead = "Sở Công Thương"', 'laed = "Sở Công Thương"', "lead"),
    ("rules/plans/kh-1.toml", 'timeframe = "Quý IV/2026"', 'timeframe = "Quý IX/2026"', "Quý IX/2026"),
    ("rules/plans/kh-1.toml", 'id = "2"', 'id = "1"', "1"),
    ("rules/plans/kh-1.toml", 'output = "Quy chế"', 'output = "Quy chế', ""),
    ("rules/reminders.toml", 'at = "-10wd"', 'at = "-10"', "-10wd"),
    ("rules/reminders.toml", 'template = "today"', 'template = "tody"', "today"),
]


@pytest.mark.parametrize(("path", "old", "new", "remedy"), BROKEN)
def test_each_fault_is_one_line_with_place_and_remedy(desk: Desk, path: str, old: str, new: str, remedy: str) -> None:
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


ROW = desk_plan[desk_plan.index("[[task]]") : desk_plan.index('[[task]]\nid = "2"')]
PLAN = "rules/plans/kh-1.toml"


def test_a_row_on_record_cannot_vanish(desk: Desk) -> None:
    desk.run("tick", "--at", "2026-12-04T09:00")
    desk.edit(PLAN, ROW, "")
    refused = desk.run("reload")
    assert refused.status == 1
    assert f"{desk.folder / PLAN}:1: 1: has acts or notices on record and would vanish" in refused.err
    assert 'write was = ["1"] in the row that takes its place' in refused.err
    in_force = desk.run("notices", "--diff", "--at", "2026-12-07T09:00", "--format", "json").json
    assert {row["change"] for row in in_force} == {"-"}
    desk.edit(PLAN, '[[task]]\nid = "2"', ROW.replace("\n\n", "\nuntil = 2026-12-06\n\n") + '[[task]]\nid = "2"')
    assert desk.run("reload").status == 0


def test_a_plan_on_record_cannot_vanish(desk: Desk) -> None:
    desk.run("submit", "kh-1/1", "--at", "2026-12-03T09:00")
    desk.run("tick", "--at", "2026-12-04T09:00")
    (desk.folder / PLAN).write_text(
        (desk.folder / PLAN).read_text("utf-8").replace('id = "kh-1"', 'id = "kh-2"'), "utf-8"
    )
    refused = desk.run("reload")
    assert refused.status == 1
    (line,) = refused.err.splitlines()
    assert line.startswith("kh-1: has acts or notices on record and would vanish; put its file back")


def test_what_is_on_record_goes_with_the_row_that_says_was(desk: Desk) -> None:
    desk.run("tick", "--at", "2026-12-04T09:00")
    desk.run("submit", "kh-1/1", "--document", "7/BC", "--at", "2026-12-05T09:00")
    desk.run("submit", "kh-1/year", "--agency", "sxd", "--at", "2026-12-05T09:00")
    told = len(desk.mails())
    desk.edit(PLAN, 'id = "1"', 'id = "I.1"\nwas = ["1"]')
    desk.edit(PLAN, 'id = "year"', 'id = "nam"\nwas = ["year"]')
    desk.edit(PLAN, 'compiles = ["year"]', 'compiles = ["nam"]')
    assert desk.run("reload").status == 0
    assert desk.run("reload").status == 0
    desk.run("tick", "--at", "2026-12-04T10:00")
    assert len(desk.mails()) == told
    (act,) = [a for a in desk.run("journal", "export").json if a["document"]]
    assert (act["obligation"], act["on"]) == ("kh-1/I.1", "2026-12-05")
    note = desk.run("explain", "kh-1/nam", "--agency", "sct", "--at", "2026-12-05", "--format", "json").json
    assert note["periods"][0]["told"]
    assert desk.run("status", "--state", "submitted", "--at", "2026-12-05", "--format", "json").json


def test_two_rows_on_record_cannot_become_one(desk: Desk) -> None:
    desk.run("tick", "--at", "2026-12-04T09:00")
    desk.edit(PLAN, ROW, "")
    desk.edit(PLAN, 'id = "2"', 'id = "2"\nwas = ["1"]')
    refused = desk.run("reload")
    assert refused.status == 1
    assert "they cannot be one" in refused.err


OF_STATE = """
[[rule]]
id = "returned"
select = { state = ["returned"] }
base = "all"
without = ["d10", "d5", "d1"]
ladder = [{ id = "d2", at = "-2wd", to = ["owner", "focal"], template = "coming" }]
"""


def test_what_was_returned_goes_by_a_ladder_of_its_own(desk: Desk) -> None:
    desk.edit("rules/reminders.toml", "[[rule]]\n", OF_STATE.lstrip() + "\n[[rule]]\n")
    desk.run("tick", "--at", "2026-11-20T09:00")
    desk.run("submit", "year", "--agency", "sct", "--at", "2026-11-25")
    desk.run("return", "year", "--agency", "sct", "--note", "thiếu biểu", "--at", "2026-11-26")
    coming = desk.run("notices", "--from", "2026-11-27", "--days", "18", "--at", "2026-11-27", "--format", "json").json
    steps = {(n["agency"], n["step"]) for n in coming if n["obligation"] == "kh-1/year" and n["owed_by"] == "sct"}
    assert {step for agency, step in steps if agency == "sct"} == {"returned", "d2", "d0"}
    assert ("snnmt", "d2") in steps
    others = {n["step"] for n in coming if n["obligation"] == "kh-1/year" and n["owed_by"] == "sxd"}
    assert {"d10", "d5", "d1"} <= others and "d2" not in others
    note = desk.run("--lang", "vi", "explain", "year", "--agency", "sct", "--at", "2026-11-27").out
    assert "“returned”" in note
    (period, *_) = desk.run("explain", "year", "--agency", "sct", "--at", "2026-11-27", "--format", "json").json[
        "periods"
    ]
    assert period["rule"] == "returned"
    steps_told = desk.run("who", "year", "--at", "2026-11-27", "--format", "json").out
    assert "d2" in steps_told and "d10" in steps_told
