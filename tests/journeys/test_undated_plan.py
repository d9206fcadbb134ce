"""A plan whose day is left blank, from the document to what is due: asked, assumed aloud, answered by one key."""

import tomllib

import pytest

from tests.journeys.desk import Desk

OUT = "rules/plans/kh-2.toml"
AT = ("--at", "2026-01-20")
HEAD = """\
ỦY BAN NHÂN DÂN
TỈNH THỬ NGHIỆM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số:     /KH-UBND
Thử Nghiệm, ngày     tháng     năm 2026
KẾ HOẠCH
Chăm sóc cây xanh công sở

"""
BARE = "KẾ HOẠCH\nChăm sóc cây xanh công sở\n\n"
BODY = """\
1. Sở Xây dựng báo cáo kết quả về Ủy ban nhân dân tỉnh trước ngày 10/12 hằng năm.

2. Sở Công Thương rà soát vườn ươm, hoàn thành trước ngày 20/8.
"""


@pytest.fixture
def office(desk: Desk) -> Desk:
    (desk.folder / "rules/plans/kh-1.toml").unlink()
    desk.write("kh.txt", HEAD + BODY)
    desk.write("bare.txt", BARE + BODY)
    return desk


def test_the_blank_stays_and_the_first_year_is_not_lost(office: Desk) -> None:
    found = office.run("import", "kh.txt", "--format", "json", "--out", OUT, *AT, "--lang", "en").json
    assert (found["plan"]["number"], found["plan"]["issued"]) == ("/KH-UBND", "ngày … tháng … năm 2026")
    assert found["plan"]["issued_on"] is None
    day, year = found["assumed"]
    assert (day["key"], day["value"], day["line"]) == ("issued_on", "2025-12-31", 6)
    assert "[plan] as issued_on = " in day["why"] and day["why"].endswith(
        "What rests on it: “Báo cáo kết quả” (report-annual), “Rà soát vườn ươm” (2)"
    )
    assert (year["key"], year["value"], year["line"]) == ("2.timeframe", "2026", 12)
    assert found["reports"][0]["schedule"]["due"][:2] == ["2026-12-10", "2027-12-10"]
    assert found["reports"][1]["schedule"]["end"] == "2026-08-20"
    assert sum("the day of issue is not printed" in line for line in found["problems"]) == 1
    plan = tomllib.loads((office.folder / OUT).read_text("utf-8"))["plan"]
    assert plan["issued"] == "ngày … tháng … năm 2026" and "issued_on" not in plan and "from" not in plan

    checked = office.run("check", *AT, "--lang", "vi")
    (warned,) = [line for line in checked.out.splitlines() if "issued_on" in line]
    assert checked.status == 0 and "thêm vào mục [plan]: issued_on = " in warned and "2, report-annual" in warned
    due = office.run("preview", "--from", "2026-01-01", "--to", "2027-12-31", *AT, "--format", "json").json
    assert [row["due_on"] for row in due] == ["2026-08-20", "2026-12-10", "2027-12-10"]
    for row in ("report-annual", "2"):
        note = office.run("explain", f"kh/{row}", *AT, "--lang", "vi").out
        assert "Tạm tính: kế hoạch để trống ngày và tháng; năm lấy theo kế hoạch, 2026." in note


def test_the_day_is_answered_in_the_file_and_stays_answered(office: Desk) -> None:
    office.run("import", "kh.txt", "--out", OUT, *AT)
    office.edit(
        OUT, 'issued = "ngày … tháng … năm 2026"\n', 'issued = "ngày … tháng … năm 2026"\nissued_on = 2026-02-02\n'
    )
    again = office.run("import", "kh.txt", "--out", OUT, *AT)
    assert again.status == 0 and "issued_on = 2026-02-02" in (office.folder / OUT).read_text("utf-8")
    assert "issued_on" not in again.out + again.err and "ngày ban hành" not in again.out
    told = office.run("import", "kh.txt", "--out", OUT, *AT, "--format", "json").json
    assert told["plan"]["issued_on"] is None and [a["key"] for a in told["assumed"]] == ["2.timeframe"]
    assert [r["schedule"]["end"] for r in told["reports"]] == [None, "2026-08-20"]
    assert "issued_on" not in office.run("check", *AT).out
    assert "Tạm tính" not in office.run("explain", "kh/report-annual", *AT, "--lang", "vi").out


def test_reload_says_which_plan_is_reckoned_from_another_day(office: Desk) -> None:
    office.run("import", "kh.txt", "--out", OUT, *AT)
    assert office.run("tick", *AT).status == 0
    said = office.run("reload", *AT, "--lang", "en").out
    assert "reckoned from" not in said
    for line, now in (
        ("issued_on = 2026-05-05\n", "5 May 2026 (its day of issue)"),
        ("from = 2025-06-01\n", "31 May 2025 (assumed)"),
    ):
        office.edit(OUT, "[plan]\n", f"[plan]\n{line}")
        moves = f"Moved: kh: reckoned from 31 December 2025 (assumed) → {now}: kh/2, kh/report-annual"
        assert moves in office.run("notices", "--diff", *AT, "--lang", "en").err
        assert moves in office.run("reload", *AT, "--lang", "en").out
        office.edit(OUT, line, "")
        assert "31 December 2025 (assumed)" in office.run("reload", *AT, "--lang", "en").out
    office.edit(OUT, "năm 2026", "năm 2027")
    said = office.run("reload", *AT, "--lang", "vi").out
    assert "kh: tính từ 31/12/2025 (tạm lấy) → 31/12/2026 (tạm lấy)" in said


def test_a_plan_without_any_year_is_followed_from_the_day_it_came(office: Desk) -> None:
    found = office.run("import", "bare.txt", "--format", "json", "--out", OUT, *AT, "--lang", "en").json
    keys = {each["key"]: each["value"] for each in found["assumed"]}
    assert keys == {"from": "2026-01-20", "issuer": "Ủy ban nhân dân tỉnh"}
    assert [report["schedule"]["end"] for report in found["reports"]] == [None, None]
    text = (office.folder / OUT).read_text("utf-8")
    assert "from = 2026-01-20\n" in text and "issued_on =" not in text
    # Another day of import is none of the plan's.
    assert office.run("import", "bare.txt", "--out", OUT, "--at", "2026-03-03").status == 0
    assert (office.folder / OUT).read_text("utf-8") == text

    checked = office.run("check", *AT, "--lang", "en")
    assert (
        checked.status == 0 and "nor a year that is surely its own; write it under [plan] as issued_on" in checked.out
    )
    due = office.run("preview", "--from", "2026-01-01", "--to", "2027-12-31", *AT, "--format", "json").json
    assert [(row["obligation"], row["due_on"]) for row in due if row["due_on"]] == [
        ("bare/report-annual", "2026-12-10"), ("bare/report-annual", "2027-12-10"),
    ]  # fmt: skip
    note = office.run("explain", "bare/2", *AT, "--lang", "en").out
    assert "Assumed: the plan prints no year that is surely its own; it is followed from 20 January 2026." in note
    assert "nothing is due and nobody is late until one is given" in note


def test_the_years_of_cited_documents_and_several_years_are_no_plan_s_own(office: Desk) -> None:
    title = "Thực hiện Nghị định số 30 năm 2020 của Chính phủ về công tác văn thư"
    for name, end, assumed in (("cited", " trong năm 2026", "2025-12-31"), ("several", ", năm 2026, năm 2027", None)):
        office.write(f"{name}.txt", f"KẾ HOẠCH\n{title}{end}\n\n{BODY}")
        found = office.run("import", f"{name}.txt", "--format", "json", *AT).json
        keys = {each["key"]: each["value"] for each in found["assumed"]}
        assert (keys.get("issued_on"), keys.get("from")) == (assumed, None if assumed else "2026-01-20")


def test_an_assumption_on_which_nothing_rests_names_no_rows(office: Desk) -> None:
    office.write("kh.txt", HEAD + "1. Sở Công Thương rà soát vườn ươm, hoàn thành trước ngày 20/8/2026.\n")
    said = office.run("import", "kh.txt", "--out", OUT, *AT, "--lang", "en").out
    said += office.run("check", *AT, "--lang", "en").out
    assert said.count("a time without a year is of 2026") == 2 and "rests on it" not in said


def test_a_plan_file_that_names_no_year_says_what_to_write(office: Desk) -> None:
    office.run("import", "bare.txt", "--out", OUT, *AT)
    office.edit(OUT, "from = 2026-01-20\n", "")
    ran = office.run("check", *AT, "--lang", "en")
    assert ran.status == 1
    assert "nor a year that is surely the plan's own; write issued_on = its day, or from = the day" in ran.out


def test_what_is_answered_in_the_file_is_not_asked_again(office: Desk) -> None:
    """Number, title, issuer and day, where the document leaves them open, and each question by itself."""
    asked = "Trước ngày 25/11/2026, cây xanh.\n\nNghị định: trước ngày 20/11/2026 gửi sổ.\n"
    office.write("bare.txt", f"Một bảng việc\n\n{BODY}\n{asked}")
    again = ("import", "bare.txt", "--out", OUT, *AT, "--lang", "en")
    first = office.run(*again).out
    gaps = ("number is not printed", "day of issue is not printed", "no letterhead names", "title is not printed")
    question = "“Trước ngày 25/11/2026” (“Trước ngày 25/11/2026, cây xanh”): is this a deadline?"
    assert all(gap in first for gap in (*gaps, question))
    written = {
        "issued_on = 2026-02-02": "", 'number = "45/KH-UBND"': "", 'issuer = "Sở Xây dựng"': "issuer = ",
        'title = "Chăm sóc cây xanh"': 'title = "bare"',
    }  # fmt: skip
    for gap, (line, instead) in zip((gaps[1], gaps[0], gaps[2], gaps[3]), written.items(), strict=True):
        lines = (office.folder / OUT).read_text("utf-8").splitlines(keepends=True)
        kept = "".join(old for old in lines if not instead or not old.startswith(instead))
        office.write(OUT, kept.replace("[plan]\n", f"[plan]\n{line}\n", 1))
        told = office.run(*again).out
        assert gap not in told and question in told
        assert line in (office.folder / OUT).read_text("utf-8")
    office.edit(OUT, "[[unplaced]]\n", '[[unplaced]]\nnot_obligation = "tên gọi"\n')
    last = office.run(*again)
    assert "To be answered" not in last.out and "0 places need a person" in last.err
    assert "Settled in the plan file, and not said again: 5" in last.err
    found = office.run(*again, "--format", "json").json
    assert len(found["unplaced"]) == 1, "what is in no row stays listed for programs"
    assert [each["key"] for each in found["assumed"]] == ["2.timeframe"]
