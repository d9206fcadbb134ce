"""What a person sees of the rules that decide: explain, calendar, who, journal, simulate, reload, status."""

import re
from pathlib import Path

import pytest

from tests.core.made import SHIPPED
from tests.journeys.desk import AGENCIES, CALENDAR, CONFIG, PLAN, RULES, Desk

AT = ("--at", "2026-12-08")


@pytest.fixture
def desk(tmp_path: Path, migrated_once: None) -> Desk:
    made = Desk(tmp_path)
    for name, text in (
        ("reminder.toml", CONFIG), ("rules/calendars/vietnam.toml", CALENDAR), ("rules/agencies/tinh.toml", AGENCIES),
        ("rules/plans/kh-1.toml", PLAN), ("rules/reminders.toml", RULES),
    ):  # fmt: skip
        made.write(name, text)
    return made


def test_explain_reads_like_a_note(desk: Desk) -> None:
    shown = desk.run("--lang", "vi", "explain", "year", "--agency", "sxd", *AT).out
    expected = Path(__file__).with_name("explain.vi.txt").read_text("utf-8")
    assert shown.replace(f"{desk.folder}/", "") == expected


def test_explain_knows_what_was_told_and_recorded(desk: Desk) -> None:
    desk.run("tick", *AT)
    desk.run("submit", "year", "--agency", "sxd", "--period", "2026", "--document", "9/BC", *AT)
    note = desk.run("--lang", "en", "explain", "year", "--agency", "sxd", *AT).out
    assert "Recorded 8 December 2026: reported, 9/BC (act 1, by " in note
    assert "8 December 2026 — 5 working days before the target → vt@sxd.example: sent (mail " in note
    assert "Not told: closed since 8 December 2026: submitted 9/BC" in note
    assert "Will be told" not in note


def test_explain_calls_the_thanks_by_what_they_answer(desk: Desk) -> None:
    desk.run("tick", *AT)
    desk.run("submit", "year", "--agency", "sct", "--period", "2026", *AT)
    desk.run("submit", "year", "--agency", "sxd", "--period", "2026", *AT)
    desk.run("tick", "--at", "2026-12-09T10:00")
    note = desk.run("--lang", "en", "explain", "year", "--agency", "sxd", "--at", "2026-12-09T11:00").out
    assert "8 December 2026 — when put on record → vt@sxd.example: sent (mail " in note


def test_explain_of_many_counts_them(desk: Desk) -> None:
    note = desk.run("--lang", "en", "explain", "year", *AT).out
    assert "  2 open: Sở Xây dựng, Sở Công Thương" in note
    assert "Each that has not answered will be told" in note


def test_the_year_as_people_know_it(desk: Desk) -> None:
    shown = desk.run("--lang", "vi", "calendar", "2026").out.splitlines()
    assert shown[:2] == ["Lịch làm việc năm 2026: đã nhập", "  thứ Ba, 24/11/2026: Ngày Văn hóa Việt Nam"]
    assert "chưa nhập" in desk.run("--lang", "vi", "calendar", "2028").out
    assert desk.run("calendar", "show", "2026", "--format", "json").json["entered"] is True


def test_the_shipped_calendar_differs_from_the_package_only_where_a_document_says_so(tmp_path: Path) -> None:
    checked = Desk(tmp_path).run("calendar", "check", "2026", "--format", "json", "--at", "2026-06-01")
    assert checked.status == 0
    assert [(d["on"], d["off"]) for d in checked.json] == [("2026-01-02", True), ("2026-01-10", False)]
    assert all(d["document"].startswith("12729/VPCP-KGVX") for d in checked.json)


CHECK = ("calendar", "check", "--at")
SHIPPED_DAYS = (SHIPPED / "calendars" / "vietnam.toml").read_text("utf-8")


@pytest.fixture
def entered(desk: Desk) -> Desk:
    """The desk with the shipped calendar as its own."""
    desk.write("rules/calendars/vietnam.toml", SHIPPED_DAYS)
    return desk


def test_a_difference_without_a_document_is_a_problem(entered: Desk) -> None:
    assert entered.run(*CHECK, "2026-06-01", "2025").status == 0
    entered.edit("rules/calendars/vietnam.toml", "on = 2025-09-01", "on = 2025-09-07")
    checked = entered.run(*CHECK, "2026-06-01", "2025", "--format", "json")
    assert checked.status == 1
    assert [(d["on"], d["off"], d["document"]) for d in checked.json] == [("2025-09-01", False, "")]


DECIDED = ', document = "10065/VPCP-KGVX ngày 02/10/2026 (dẫn lại)", status = "official"'


@pytest.mark.parametrize(("at", "late"), [("2026-10-31", False), ("2026-11-01", True), ("2027-06-01", True)])
def test_days_still_estimated_when_october_is_over_are_named(entered: Desk, at: str, late: bool) -> None:
    entered.write("rules/calendars/vietnam.toml", SHIPPED_DAYS.replace(DECIDED, ', status = "estimated"'))
    checked = entered.run("--lang", "en", *CHECK, at, "2027")
    assert checked.status == late
    said = (
        "2027 is still estimated: 4 February 2027, 5 February 2027, 6 February 2027, 7 February 2027, 8 February 2027, "
        "9 February 2027, 10 February 2027, 3 September 2027. Its document is usually out by the end of October 2026; "
        'write it into rules/calendars as document, with status = "official".'
    )
    assert (said in checked.err) is late
    assert entered.run(*CHECK, at, "2026").status == 0, "asked of another year"


def test_each_year_that_is_late_has_its_line(entered: Desk) -> None:
    text = SHIPPED_DAYS.replace('document = "2450/VPCP-KGVX", status = "official"', 'status = "estimated"')
    entered.write("rules/calendars/vietnam.toml", text.replace(DECIDED, ', status = "estimated"'))
    checked = entered.run("--lang", "vi", *CHECK, "2026-11-26")
    found = [line for line in checked.err.splitlines() if "còn ngày dự kiến" in line]
    assert checked.status == 1 and [line[:38] for line in found] == [
        "Năm 2024 còn ngày dự kiến: 29/4/2024, ", "Năm 2027 còn ngày dự kiến: 04/02/2027,",
    ]  # fmt: skip
    assert (
        'thường có trước hết tháng 10/2026; hãy ghi văn bản đó vào document và đổi thành status = "official"'
        in found[1]
    )


def test_what_was_announced_in_its_time_leaves_nothing_to_say(entered: Desk) -> None:
    checked = entered.run(*CHECK, "2026-11-26", "--format", "json")
    assert (checked.status, checked.err) == (0, "")


def test_tet_by_a_lunar_table_of_ones_own_is_held_against_the_package(entered: Desk) -> None:
    lunar = (SHIPPED / "calendars" / "lunar.toml").read_text("utf-8")
    entered.write("rules/calendars/lunar.toml", lunar)
    assert entered.run(*CHECK, "2026-11-26").status == 0
    # As the Chinese calendar has it: the last month of 2029 has a day more.
    of_2029, of_2030 = (next(row for row in lunar.splitlines() if f"tet = {year}-" in row) for year in (2029, 2030))
    moved = lunar.replace(of_2029, of_2029.replace('29" }', '30" }'))
    shorter = of_2030.replace("2030-02-02", "2030-02-03").replace('"30 ', '"29 ')
    entered.write("rules/calendars/lunar.toml", moved.replace(of_2030, shorter))
    checked = entered.run("--lang", "en", *CHECK, "2026-11-26")
    assert checked.status == 1
    assert (
        "Tết Canh Tuất: 3 February 2030 by our lunar calendar, 2 February 2030 by the package; "
        "mend rules/calendars/lunar.toml."
    ) in checked.err
    assert "Tết Canh Tuất: 03/02/2030" in entered.run("--lang", "vi", *CHECK, "2026-11-26", "2030").err
    assert "Tết" not in entered.run(*CHECK, "2026-11-26", "2026").err, "asked of another year"


def test_who_would_be_told(desk: Desk) -> None:
    found = desk.run("who", "year", "--format", "json", *AT).json["recipients"]
    told = {(r["agency"], r["role"]): r["mailbox"] for r in found}
    assert told["sxd", "owner"] == "vt@sxd.example" and told["sxd", "head"] == "gd@sxd.example"
    assert told["snnmt", "compiler"] == "vt@snnmt.example"
    behind = desk.run("who", "các sở, ban, ngành", "--format", "json", *AT).json["recipients"]
    assert [r["agency"] for r in behind] == ["snnmt", "sxd", "sct"]
    nobody = desk.run("--lang", "en", "who", "Sở Không Có", *AT)
    assert nobody.status == 1 and "names no agency" in nobody.err


def test_the_whole_journal_is_exported(desk: Desk) -> None:
    desk.run("submit", "year", "--agency", "sxd", "--period", "2026", "--document", "9/BC", "--note", "kịp", *AT)
    assert "--period 2026 --agency sxd: reported" in desk.run("--lang", "en", "undo", "year", *AT).err
    desk.run("undo", "year", "--agency", "sxd", *AT)
    acts = desk.run("journal", "export").json
    assert [(a["id"], a["kind"], a["document"], a["undoes"]) for a in acts] == [
        (1, "submit", "9/BC", None), (2, "undo", "", 1),
    ]  # fmt: skip
    assert desk.run("journal", "export", "--format", "csv").out.count("\n") == 3
    assert "kịp" in desk.run("journal", "list", "year").out


def test_simulate_counts_days_and_agencies_from_an_empty_ledger(desk: Desk) -> None:
    shown = desk.run("--lang", "en", "simulate", "--from", "2026-12-01", "--to", "2026-12-18")
    assert "Day by day" in shown.out and "Sở Xây dựng" in shown.out
    assert "Busiest day:" in shown.err


def test_reload_says_what_moved_and_why(desk: Desk) -> None:
    desk.run("tick", *AT)
    row = '{ on = 2026-12-14, kind = "off_local", name = "Nghỉ bão", document = "CĐ 1" }'
    desk.edit("rules/calendars/vietnam.toml", "days = [", f"days = [\n  {row},")
    said = desk.run("--lang", "en", "reload", *AT).out
    assert "Moved: kh-1/year (year 2026): target 14 December 2026 → 11 December 2026" in said
    assert "for 2 agencies: Nghỉ bão 14 December 2026" in said


def test_the_backlog_is_listed(desk: Desk) -> None:
    desk.run("tick", "--at", "2027-02-01")
    found = desk.run("status", "--state", "backlog", "--format", "json", "--at", "2027-02-01").json
    assert {(p["obligation"], u["agency"]) for p in found["periods"] for u in p["units"]} >= {
        ("kh-1/year", "sxd"),
        ("kh-1/year", "sct"),
    }


def test_acts_keep_to_dates_that_can_be_reckoned(desk: Desk) -> None:
    far = desk.run("extend", "year", "--agency", "sxd", "--period", "2026", "--until", "2150-01-01", *AT)
    assert far.status == 2 and "outside 2000–2099" in far.err
    dated = desk.run("date", "year", "--agency", "sxd", "--period", "2026", "--until", "2027-01-01", *AT)
    assert dated.status == 1
    assert desk.run("preview", *AT).status == 0


def test_a_year_not_entered_is_said_on_each_date_and_loudly_60_days_ahead(desk: Desk) -> None:
    def target(at: str) -> str:
        shown = desk.run("--lang", "vi", "preview", "--from", "2028-12-01", "--to", "2028-12-20", "--at", at).out
        return next(line for line in shown.splitlines() if "lịch dự kiến" in line)

    assert target("2028-11-01")
    note = desk.run("--lang", "vi", "explain", "year", "--agency", "sxd", "--period", "2028", "--at", "2028-11-01").out
    assert "chỉ tính quá hạn từ thứ Bảy, 16/12/2028. (lịch dự kiến)" in note
    assert "not entered" not in desk.run("check", "--at", "2027-11-01").out
    said = desk.run("--lang", "en", "check", "--at", "2027-11-03").out
    assert "warning" in said and "2028 begins in 59 days and is not entered" in said


def test_a_difference_is_told_once_for_all_agencies(desk: Desk) -> None:
    desk.run("tick", "--at", "2026-12-01T09:00")
    desk.edit("rules/reminders.toml", 'id = "d5", at = "-5wd"', 'id = "d5", at = "-4wd"')
    desk.edit(
        "rules/reminders.toml",
        '  { id = "d1", at = "-1wd", to = ["owner"], template = "coming", urgency = "high" },\n',
        "",
    )
    shown = desk.run("--lang", "en", "notices", "--diff", "--to", "2026-12-18", "--at", "2026-12-01T10:00").out
    rows = [" ".join(line.split()) for line in shown.splitlines()]
    assert "kh-1/year d5 7 December 2026 8 December 2026 Sở Công Thương" in rows
    assert "kh-1/year d1 11 December 2026 – Sở Công Thương" in rows
    assert sum(row.startswith("kh-1/year") for row in rows) == 2


def test_who_names_many_alike_together_and_no_step_that_cannot_come(desk: Desk) -> None:
    more = "".join(
        f'[[agency]]\nid = "s{n}"\nname = "Sở Số {n}"\nkind = "department"\nsuperior = "ubnd"\n'
        f'contacts = [{{ mailbox = "vt@s{n}.example" }}]\n\n'
        for n in range(4)
    )
    desk.edit("rules/agencies/tinh.toml", "[[group]]", more + "[[group]]")
    shown = desk.run("--lang", "en", "who", "year", *AT).out
    assert "and 3 more" in shown
    assert shown.count("first, d10, d5, d1, d0, overdue") == 1
    unassigned = desk.run("who", "kh-1/2", "--format", "json", *AT).json["recipients"]
    assert [r["steps"] for r in unassigned] == [["first", "d10", "d5", "d1", "d0"]]


def test_status_lists_who_has_most_overdue_first(desk: Desk) -> None:
    desk.run("tick", *AT)
    desk.run("submit", "year", "--agency", "sct", *AT)
    found = desk.run("status", "--format", "json", "--at", "2026-12-20").json
    assert next(a["agency"] for a in found["agencies"]) == "sxd"


def test_now_may_be_set_before_the_command_or_behind_it(desk: Desk) -> None:
    behind = desk.run("preview", "--format", "json", *AT).json
    assert behind and desk.run(*AT, "preview", "--format", "json").json == behind


def test_check_speaks_the_officers_language(desk: Desk) -> None:
    desk.edit("rules/plans/kh-1.toml", 'lead = "Sở Công Thương"', 'laed = "Sở Công Thương"')
    desk.edit("rules/plans/kh-1.toml", '"Quý IV/2026"', '"2021-2020"')
    said = desk.run("--lang", "vi", "check")
    assert said.status == 1
    assert 'không có khóa "laed"' in said.out and '— có phải là "lead"?' in said.out
    desk.edit("rules/plans/kh-1.toml", "laed", "lead")
    assert "không hiểu “2021-2020”" in desk.run("--lang", "vi", "check").out
    assert "thời điểm kết thúc đứng trước thời điểm bắt đầu" in desk.run("--lang", "vi", "reload").err


def test_explain_of_the_shipped_report_for_one_commune(tmp_path: Path) -> None:
    shown = Desk(tmp_path).run(
        "--lang", "vi", "explain", "tn-247-2026/report-annual", "--agency", "UBND xã Võ Nhai", "--at", "2026-12-09"
    ).out  # fmt: skip
    expected = Path(__file__).with_name("explain-commune.vi.txt").read_text("utf-8")
    assert re.sub(r"\S*/rules/reminders\.toml", "rules/reminders.toml", shown) == expected


def test_explain_says_what_became_of_the_body_named(desk: Desk) -> None:
    desk.edit("rules/plans/kh-1.toml", 'lead = "Sở Công Thương"', 'lead = "Sở Tài nguyên"')
    gone = '[[agency]]\nid = "stn"\nname = "Sở Tài nguyên"\nkind = "department"\nuntil = 2026-06-30\n\n'
    heir = '[[succession]]\nold = "stn"\nnew = ["snnmt"]\nfrom = 2026-07-01\nshare = "one"\nbasis = "9/NQ-HĐND"\n\n'
    desk.edit("rules/agencies/tinh.toml", "[[group]]", gone + heir + "[[group]]")
    note = desk.run("--lang", "en", "explain", "kh-1/1", *AT).out
    assert "Sở Tài nguyên is now Sở Nông nghiệp và Môi trường (9/NQ-HĐND)." in note
    assert "\nSở Nông nghiệp và Môi trường: open\n" in note


def test_reload_says_whose_duty_a_succession_entered_late_has_moved(desk: Desk) -> None:
    desk.run("tick", *AT)
    gone = 'id = "sct"\nname = "Sở Công Thương"\nuntil = 2026-11-30\n'
    desk.edit("rules/agencies/tinh.toml", 'id = "sct"\nname = "Sở Công Thương"\n', gone)
    heir = '[[succession]]\nold = "sct"\nnew = ["sxd"]\nfrom = 2026-12-01\nshare = "merge"\nbasis = "9/NQ-HĐND"\n\n'
    desk.edit("rules/agencies/tinh.toml", "[[group]]", heir + "[[group]]")
    said = desk.run("--lang", "en", "reload", *AT).out
    assert "Moved: kh-1/year (year 2026): from Sở Công Thương, which has ceased, to Sở Xây dựng" in said


def test_explain_of_what_waits_for_its_event(desk: Desk) -> None:
    desk.edit("rules/plans/kh-1.toml", '"Quý IV/2026"', '"15 ngày kể từ ngày Luật có hiệu lực"')
    assert "Waits for “ngày Luật có hiệu lực”" in desk.run("--lang", "en", "explain", "kh-1/1", *AT).out
    desk.run("event", "kh-1/1", "--until", "2026-12-01", *AT)
    note = desk.run("--lang", "en", "explain", "kh-1/1", *AT).out
    assert "Best done by Wednesday, 16 December 2026" in note
    assert "event entered of 1 December 2026 (act 1, by " in note


def test_explain_of_a_backlog_names_the_way_out(desk: Desk) -> None:
    late = ("--at", "2027-01-05T09:00")
    desk.run("tick", *late)
    note = desk.run("--lang", "en", "explain", "year", "--agency", "sxd", *late).out
    assert "listed, not chased, until adopted" in note
    assert "To have it chased after all: reminder adopt kh-1/year --agency sxd --period 2026" in note
    assert "Sở Xây dựng, year 2027: first told on Tuesday, 30 November 2027" in note
    far = desk.run("--lang", "en", "explain", "year", "--agency", "sxd", "--period", "2027", *late).out
    assert "Will be told while nothing is on record" in far and "year 2026" not in far
