"""One body that nobody knows, or that existed in other years: it is said, its part is asked of the focal agency, the
others owe theirs, and nothing else stops."""

import pytest

from tests.journeys.desk import Desk, address, text_of

AT = ("--at", "2026-12-16T09:00", "--lang", "en")
LEAD, OWED = 'lead = "Sở Công Thương"', 'owed_by = "Các sở, ban, ngành"'


def shown(desk: Desk, obligation: str, *day: str) -> set[tuple[str, str, str]]:
    rows = desk.run("preview", "--days", "60", "--format", "json", *(day or AT)).json
    return {(r["agency"], r["role"], r["status"]) for r in rows if r["obligation"] == obligation}


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        ("Thuế tỉnh mẫu", '"Thuế tỉnh mẫu" is not in the directory, so its part is unassigned and the focal agency'),
        ("Sở Công Thươg", '"Sở Công Thươg" is not in the directory — near: Sở Công Thương;'),
        ("các đơn vị liên quan", '"các đơn vị liên quan" names nobody in the directory'),
    ],
)
def test_a_row_that_nobody_owes_stops_no_other(desk: Desk, lead: str, said: str) -> None:
    desk.edit("rules/plans/kh-1.toml", LEAD, f'lead = "{lead}"')
    checked = desk.run("check", "--lang", "en")
    assert checked.status == 0
    (line,) = [told for told in checked.out.splitlines() if lead in told]
    assert line.startswith("warning: ") and "rules/plans/kh-1.toml:1" in line and said in line
    assert shown(desk, "kh-1/1") == {("snnmt", "focal", "unassigned")}
    assert shown(desk, "kh-1/province") == {("snnmt", "lead", "open")}


@pytest.mark.parametrize("beside", ["Thuế tỉnh mẫu", "các đơn vị liên quan"])
def test_who_is_known_owes_and_the_rest_is_asked_until_it_is_assigned(desk: Desk, beside: str) -> None:
    desk.edit("rules/plans/kh-1.toml", LEAD, f'lead = "Sở Công Thương và {beside}"')
    rest, known = ("snnmt", "focal", "unassigned"), ("sct", "lead", "open")
    assert shown(desk, "kh-1/1") == {known, rest}
    assert desk.run("tick", *AT).status == 0
    mails = {address(m): m for m in desk.mails()}
    asked = text_of(mails["vt@snnmt.example"])
    assert f"“{beside}”" in asked and "xác định còn cơ quan nào thực hiện" in " ".join(asked.split())
    assert "xác định" not in text_of(mails["vt@sct.example"])
    units = {
        (u["agency"], u["status"])
        for p in desk.run("status", "--format", "json", *AT).json["periods"]
        if p["obligation"] == "kh-1/1"
        for u in p["units"]
    }
    assert units == {("sct", "open"), ("snnmt", "unassigned")}
    assert desk.run("assign", "kh-1/1", "--to", "Sở Xây dựng", *AT).status == 0
    assert shown(desk, "kh-1/1") == {known, ("sxd", "lead", "open")}
    assert desk.run("undo", "kh-1/1", *AT).status == 0
    assert shown(desk, "kh-1/1") == {known, rest}
    assert desk.run("assign", "kh-1/1", "--to", "Sở Công Thương", *AT).status == 0
    assert shown(desk, "kh-1/1") == {known}, "named again: nobody else"


def test_what_is_recorded_is_of_those_who_owe_and_once_it_is_done_nobody_is_asked(desk: Desk) -> None:
    desk.edit("rules/plans/kh-1.toml", LEAD, 'lead = "Sở Công Thương, Thuế tỉnh mẫu"')
    desk.run("tick", *AT)
    assert desk.run("complete", "kh-1/1", *AT).status == 0
    assert shown(desk, "kh-1/1") == {("sct", "lead", "completed")}
    said = desk.run("explain", "kh-1/1", *AT).out
    assert "A part of it nobody owes yet" not in said
    assert desk.run("undo", "kh-1/1", *AT).status == 0
    assert shown(desk, "kh-1/1") == {("sct", "lead", "open"), ("snnmt", "focal", "unassigned")}
    assert "A part of it nobody owes yet: “Thuế tỉnh mẫu” names no agency" in desk.run("explain", "kh-1/1", *AT).out


def test_of_a_report_each_answers_for_itself_and_the_rest_is_asked_further(desk: Desk) -> None:
    day = ("--at", "2026-12-08T09:00", "--lang", "en")
    desk.edit("rules/plans/kh-1.toml", OWED, 'owed_by = "Sở Xây dựng, Thuế tỉnh mẫu"')
    desk.run("tick", *day)
    (asked,) = [text_of(m) for m in desk.mails() if address(m) == "vt@snnmt.example"]
    assert "phần còn lại chưa xác định rõ (“Thuế tỉnh mẫu”" in " ".join(asked.split())
    assert desk.run("submit", "kh-1/year", *day).status == 0
    assert shown(desk, "kh-1/year", *day) == {("sxd", "lead", "submitted"), ("snnmt", "focal", "unassigned")}


def alias(desk: Desk, name: str) -> None:
    old = 'name = "Sở Xây dựng"'
    desk.edit("rules/agencies/tinh.toml", old, f'{old}\naliases = ["{name}"]')


def test_a_name_found_later_joins_those_who_owe_and_nobody_is_told_twice(desk: Desk) -> None:
    """Before the files are in force as after: what was told and done of it is shown, and goes on."""
    later = ("--at", "2026-12-18T09:00", "--lang", "en")
    desk.edit("rules/plans/kh-1.toml", LEAD, 'lead = "Sở Công Thương và Thuế tỉnh mẫu"')
    desk.run("tick", *AT)
    desk.run("acknowledge", "kh-1/1", *AT)
    alias(desk, "Thuế tỉnh mẫu")

    def coming(*words: str) -> set[str]:
        found = desk.run("notices", "--format", "json", "--days", "3", *words, *later).json
        return {to for n in found if n["obligation"] == "kh-1/1" for to in n["addresses"]}

    assert coming() == {"vt@sxd.example"}
    said = desk.run("explain", "kh-1/1", "--agency", "sct", *later).out
    assert "when the plan is issued → vt@sct.example: sent" in said and "receipt confirmed" in said
    assert "when the plan is issued, stood on" not in said, "it was told already"
    before = len(desk.told())
    assert desk.run("reload", *later).status == 0
    desk.run("tick", *later)
    assert [to for to, subject in desk.told()[before:] if "Xây dựng quy chế" in subject] == ["vt@sxd.example"]
    assert shown(desk, "kh-1/1", *later) == {("sct", "lead", "open"), ("sxd", "lead", "open")}
    said = desk.run("explain", "kh-1/1", *later).out
    assert "vt@sct.example: sent" in said and "vt@sxd.example: sent" in said and "receipt confirmed" in said


def test_what_was_given_to_somebody_stays_when_its_name_is_found(desk: Desk) -> None:
    desk.edit("rules/plans/kh-1.toml", LEAD, 'lead = "Sở Công Thương và Thuế tỉnh mẫu"')
    desk.run("tick", *AT)
    assert desk.run("assign", "kh-1/1", "--to", "Sở Xây dựng", *AT).status == 0
    assert desk.run("complete", "kh-1/1", "--agency", "sct", *AT).status == 0
    alias(desk, "Thuế tỉnh mẫu")
    assert "call for the same mails" in desk.run("notices", "--diff", *AT).err
    assert desk.run("reload", *AT).status == 0
    assert shown(desk, "kh-1/1") == {("sct", "lead", "completed"), ("sxd", "lead", "open")}
    assert desk.run("assign", "kh-1/1", "--to", "Sở Nông nghiệp và Môi trường", *AT).status == 0
    assert shown(desk, "kh-1/1") == {("sct", "lead", "completed"), ("snnmt", "lead", "open")}
    asked = desk.run("undo", "kh-1/1", "--period", "once", *AT)
    assert (asked.status, "--agency :" in asked.err, "--period once --agency sct: done" in asked.err) == (
        1,
        False,
        True,
    )
    later = ("--at", "2026-12-18T09:00", "--lang", "en")
    desk.run("tick", *later)  # its record leaves
    assert desk.run("undo", "kh-1/1", "--agency", "sct", *later).status == 0
    said = desk.run("explain", "kh-1/1", "--agency", "sct", *later).out
    assert "taken-back" not in said and "when taken back → vt@sct.example" in said


def test_a_body_of_other_years_is_said_with_its_days(desk: Desk) -> None:
    new = '[[agency]]\nid = "xm"\nname = "UBND xã Mới"\nkind = "commune"\nfrom = 2026-07-01\n\n[[group]]'
    desk.edit("rules/agencies/tinh.toml", "[[group]]", new)
    desk.edit("rules/plans/kh-1.toml", LEAD, 'lead = "UBND xã Mới, Sở Công Thương"')
    checked = desk.run("check", "--lang", "en")
    assert checked.status == 0
    assert '"UBND xã Mới" is in the directory, but not in force on 2026-01-05' in checked.out
    assert "(it exists from 2026-07-01)" in checked.out
    assert shown(desk, "kh-1/1") == {("sct", "lead", "open"), ("snnmt", "focal", "unassigned")}
    asked = desk.run("who", "UBND xã Mới", "--at", "2026-06-01", "--lang", "en")
    assert (asked.status, "not in force today (it exists from 2026-07-01)" in asked.err) == (1, True)
    typed = desk.run("preview", "--agency", "UBND xã Mới", "--at", "2026-06-01", "--lang", "vi")
    assert (typed.status, "có từ ngày 01/07/2026" in typed.err) == (1, True)


def test_one_name_in_many_rows_is_one_line_of_check(desk: Desk) -> None:
    desk.edit("rules/plans/kh-1.toml", LEAD, 'lead = "Thuế tỉnh mẫu"\ncoordinators = "Thuế tỉnh mẫu"')
    desk.edit("rules/plans/kh-1.toml", OWED, 'owed_by = "Thuế tỉnh mẫu"')
    (line,) = [told for told in desk.run("check", "--lang", "vi").out.splitlines() if "Thuế tỉnh mẫu" in told]
    assert "task[1].lead: " in line and "(các dòng 1, year)" in line and "cơ quan đầu mối" in line
