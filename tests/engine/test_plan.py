"""A document's rows joined with what names and phrases mean: each value whole, each id, each guess."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reminder.core.reckoning import Reckoned
from reminder.directory.agency import Agency, Cast, Party, Succession
from reminder.directory.directory import Directory
from reminder.directory.out_of_force import OutOfForce
from reminder.directory.register import Register
from reminder.documents import Document, DutyRow, Head, TaskRow
from reminder.documents.blocks import Cell, Paragraph, Table
from reminder.documents.blocks import Row as TableRow
from reminder.documents.finding import Finding, Spot, found
from reminder.engine.importing import plan
from reminder.engine.importing.answers import Answers
from reminder.engine.importing.imported import ImportedDuty, ImportedTask
from reminder.engine.importing.plan import import_plan
from reminder.phrases import Reading, read
from reminder.words.typed_days import TypedDay
from tests.documents.papers import DATA

ON = date(2026, 3, 2)
GONE = date(2025, 2, 28)
ONE = Succession("bm-snn", ("bm-snnmt",), date(2025, 3, 1), "one", "NQ 1")
SPLIT = Succession("bm-stnmt", ("bm-snnmt", "bm-stc"), date(2025, 3, 1), "split", "NQ 2")
AGENCIES = (
    Agency("bm-stc", "Sở Tài chính", "department"), Agency("bm-stp", "Sở Tư pháp", "department"),
    Agency("bm-scg", "Sở Tài chỉnh", "department"),
    Agency("bm-stnmt", "Sở Tài nguyên", "department", until_on=GONE),
    Agency("bm-snn", "Sở Nông nghiệp", "department", until_on=GONE),
    Agency("bm-snnmt", "Sở Nông nghiệp và Môi trường", "department"),
    Agency("bm-xdm", "Sở Dân tộc", "department", from_on=date(2027, 1, 1)),
)  # fmt: skip
DIRECTORY = Directory((Register("binh-mau", "Bình Mẫu", 99, AGENCIES, (), (ONE, SPLIT)),))
SPOT = Spot("line", 5)
LATER = OutOfForce(date(2027, 1, 1), None)
NEAR = "Sở Tài chính; Sở Tài chỉnh"


def task(**given: Any) -> TaskRow:
    usual: dict[str, Any] = {
        "stt": "1", "section": "I A", "title": "Rà soát văn bản", "output": "Báo cáo", "lead_raw": "",
        "coordinators_raw": "", "approver_raw": "", "funding_raw": "", "timeframe_raw": "", "inherited": (),
        "spot": SPOT,
    }  # fmt: skip
    return TaskRow(**(usual | given))


def duty(**given: Any) -> DutyRow:
    usual: dict[str, Any] = {
        "kind": "report", "title": "báo cáo kết quả", "owed_by_raw": "", "to_raw": "", "via_raw": "",
        "schedule_raw": "", "quote": "", "spot": SPOT,
    }  # fmt: skip
    return DutyRow(**(usual | given))


def joins(register: str = "binh-mau", issuer: str = "") -> plan._Join:
    return plan._Join(DIRECTORY, register, Reckoned.printed(ON), issuer)


def named(raw: str, id_: str) -> Cast:
    return Cast(raw, (Party(raw, "agency", id_),))


@pytest.mark.parametrize(
    ("raw", "known"),
    [
        ("Sở Tài chính cân", "Sở Tài chính"), ("Sở Tư pháp rà, Sở Tài chính cân đối", "Sở Tư pháp, Sở Tài chính"),
        ("Sở Nông nghiệp và Môi trường tham", "Sở Nông nghiệp và Môi trường"), ("Sở Tài chính", "Sở Tài chính"),
        ("Sở Tài chính các tỉnh", "Sở Tài chính các tỉnh"), ("Sở Tài chính Cà Mau", "Sở Tài chính Cà Mau"),
        ("Sở Tài chánh cân", "Sở Tài chánh cân"), ("", ""),
    ],
)  # fmt: skip
def test_a_name_in_a_sentence_ends_where_a_known_one_does(raw: str, known: str) -> None:
    (made,) = joins().duties([duty(owed_by_raw=raw, to_raw=raw, via_raw=raw)])
    assert (made.row.owed_by_raw, made.row.to_raw, made.row.via_raw) == (known, known, known)
    assert made.owed_by.raw == known and ({f.code for f in made.findings} <= {"unknown", "unknown-near"})
    (kept,) = joins("").duties([duty(owed_by_raw=raw)])
    assert kept.row.owed_by_raw == raw


@pytest.mark.parametrize(
    ("issuer", "raw", "kind", "id_"),
    [
        ("SỞ TÀI CHÍNH", "Sở", "agency", "bm-stc"), ("SỞ TÀI CHÍNH", "Giám đốc Sở", "agency", "bm-stc"),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG", "UBND thành phố", "outside", ""),
        ("UBND THÀNH PHỐ HẢI PHÒNG", "Chủ tịch UBND Thành phố", "outside", ""),
        ("UBND THÀNH PHỐ HẢI PHÒNG", "UBND thành phố Hải Phòng", "outside", ""),
        ("UBND THÀNH PHỐ HẢI PHÒNG", "UBND tỉnh", "unknown", ""), ("", "UBND thành phố", "unknown", ""),
        ("SỞ TÀI NGUYÊN", "Sở Tài nguyên", "agency", "bm-stnmt"), ("SỞ Y TẾ", "Sở Tư pháp", "agency", "bm-stp"),
    ],
)  # fmt: skip
def test_a_body_named_by_its_level_is_the_issuer(issuer: str, raw: str, kind: str, id_: str) -> None:
    join = joins(issuer=issuer)
    (made,) = join.tasks([task(lead_raw=raw)])
    assert [(p.kind, p.id) for p in made.lead.parties] == [(kind, id_)]
    assert [f.code for f in made.findings] == (["split"] if id_ == "bm-stnmt" else ["unknown"] * (kind == "unknown"))


def test_a_task_with_all_that_its_cells_mean() -> None:
    before = found("no-number", SPOT)
    row = task(
        lead_raw="Sở Tài chính", coordinators_raw="Sở Tư pháp", approver_raw="Sở Nông nghiệp và Môi trường",
        timeframe_raw="Quý II/2026", findings=(before,), part="I",
    )  # fmt: skip
    assert list(joins().tasks([row])) == [
        ImportedTask(
            "I.1", row, named("Sở Tài chính", "bm-stc"), named("Sở Tư pháp", "bm-stp"),
            named("Sở Nông nghiệp và Môi trường", "bm-snnmt"), read("Quý II/2026", ON), (before,),
        )
    ]  # fmt: skip


def test_a_duty_with_all_that_its_words_mean() -> None:
    before = found("no-recipient", SPOT)
    row = duty(
        owed_by_raw="Sở Tài chính", to_raw="Sở Tư pháp", via_raw="Sở Nông nghiệp và Môi trường",
        schedule_raw="trước ngày 20/12 hằng năm", findings=(before,), asked=True,
    )  # fmt: skip
    join = joins()
    join.ids.take("report-annual")
    assert list(join.duties([row])) == [
        ImportedDuty(
            "report-annual-2", row, "Báo cáo kết quả",
            Cast("Đề nghị Sở Tài chính", (Party("Sở Tài chính", "agency", "bm-stc"),), True),
            named("Sở Tư pháp", "bm-stp"), named("Sở Nông nghiệp và Môi trường", "bm-snnmt"),
            read("trước ngày 20/12 hằng năm", ON), (), (before,),
        )
    ]  # fmt: skip
    assert join.ids.take("report-annual") == "report-annual-3"


@pytest.mark.parametrize("raw", ["", "-", "–", "...", "--"])
def test_where_nothing_is_named_nobody_is_asked_for(raw: str) -> None:
    join = joins()
    (made,) = join.tasks([task(lead_raw=raw)])
    assert (made.lead, made.timeframe, made.findings) == (Cast(raw), Reading("", indeterminate=True), ())
    (made_,) = join.duties([duty(to_raw=raw)])
    assert (made_.to, made_.schedule, join.unknown) == (Cast(raw), Reading("", indeterminate=True), [])


def test_without_a_register_a_name_stays_as_printed() -> None:
    join = joins("")
    (made,) = join.tasks([task(lead_raw="Sở Lạ", coordinators_raw="Sở Tài chính")])
    assert (made.lead, made.coordinators, made.findings, join.unknown) == (
        Cast("Sở Lạ"), Cast("Sở Tài chính"), (), [],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "findings", "unknown"),
    [
        ("Sở Tài chính", [], []),
        ("Sở Tưởng", [found("unknown", SPOT, name="Sở Tưởng", near="")], ["Sở Tưởng"]),
        (
            "Sở Tài chíng; Sở Tài chính",
            [found("unknown-near", SPOT, name="Sở Tài chíng", near=NEAR)],
            ["Sở Tài chíng"],
        ),
        ("Sở Tài nguyên", [found("split", SPOT, name="Sở Tài nguyên", basis="NQ 2")], []),
        (
            "Sở Nông nghiệp",
            [found("succession", SPOT, name="Sở Nông nghiệp", heir="Sở Nông nghiệp và Môi trường", basis="NQ 1")], [],
        ),
        ("các doanh nghiệp", [], []),
        (
            "Sở Dân tộc",
            [found("other-days", SPOT, name="Sở Dân tộc", day=(TypedDay(ON),), why=(LATER,))],
            [],
        ),
    ],
)  # fmt: skip
def test_what_is_said_of_a_name(raw: str, findings: list[Finding], unknown: list[str]) -> None:
    for given in ({"lead_raw": raw}, {"coordinators_raw": raw}, {"approver_raw": raw}):
        join = joins()
        (made,) = join.tasks([task(**given)])
        assert (list(made.findings), join.unknown) == (findings, unknown)
    for said in ({"owed_by_raw": raw}, {"to_raw": raw}, {"via_raw": raw}):
        join = joins()
        (made_,) = join.duties([duty(**said)])
        assert (list(made_.findings), join.unknown) == (findings, unknown)


def test_a_phrase_that_is_odd_is_said() -> None:
    raw = "ngày 31/11/2026"
    says = (found("phrase", SPOT, phrase=raw, odd=read(raw, ON).odd),)
    (made,) = joins().tasks([task(timeframe_raw=raw)])
    (made_,) = joins().duties([duty(schedule_raw=raw)])
    assert (made.findings, made.timeframe) == (says, read(raw, ON))
    assert (made_.findings, made_.schedule) == (says, read(raw, ON))


@pytest.mark.parametrize(
    ("given", "last", "id_"),
    [
        ({"stt": "3"}, "", "3"), ({"stt": "3."}, "", "3"), ({"stt": "(3) "}, "", "3"), ({"stt": "3..a"}, "", "3.a"),
        ({"stt": "3...a"}, "", "3.a"), ({"stt": "1-2"}, "", "1.2"),
        ({"stt": "1/12."}, "", "1.12"), ({"stt": "Đ1"}, "", "Đ1"), ({"stt": "đ-1"}, "", "đ1"),
        ({"stt": "zZ9"}, "", "zZ9"), ({"stt": "aA0"}, "", "aA0"),
        ({"stt": "3", "part": "II"}, "", "II.3"), ({"stt": "3", "place": 7}, "", "7"),
        ({"stt": "3", "place": 7, "part": "II"}, "", "II.7"),
        ({"stt": ""}, "II.2", "II.2"), ({"stt": "-"}, "II.2", "II.2"), ({"stt": "", "part": "III"}, "II.2", "II.2"),
        ({"stt": ""}, "", "1"), ({"stt": "", "part": "II"}, "", "II.1"), ({"stt": "", "place": 2}, "II.2", "2"),
        ({"stt": "1.2", "part": "II.1"}, "", "II.1.2"), ({"stt": "1.2", "part": "1"}, "", "1.2"),
        ({"stt": "2.2", "part": "II.1"}, "", "II.1.2.2"), ({"stt": "12", "part": "II.1"}, "", "II.1.12"),
        ({"stt": "1", "part": "II.1"}, "", "II.1.1"), ({"stt": ".2", "part": ""}, "", "2"),
    ],
)  # fmt: skip
def test_a_task_is_called_by_its_section_and_number(given: dict[str, Any], last: str, id_: str) -> None:
    assert plan._task_id(task(**given), last) == id_


def test_rows_without_a_number_are_lettered_after_the_one_above() -> None:
    rows = [task(stt="2", part="I"), task(stt="", part="I"), task(stt="", part="I"), task(stt="2", part="I")]
    assert [t.id for t in joins().tasks(rows)] == ["I.2", "I.2b", "I.2b-2", "I.2c"]


@pytest.mark.parametrize(
    ("kind", "label", "phrase", "id_"),
    [
        ("task", "II.3.", "hằng quý", "II.3"),
        ("task", "(Đ1)", "", "Đ1"),
        ("task", "--", "", "task"),
        ("task", "zA09đ", "", "zA09đ"),
        ("task", "Z", "", "Z"),
        ("task", "a", "", "a"),
        ("report", "II.3", "", "report"),
        ("plan", "", "trước ngày 31/3/2026", "plan"),
        ("report", "", "trước ngày 20/12 hằng năm", "report-annual"),
        ("report", "", "định kỳ 6 tháng (trước ngày 10/6), năm (trước ngày 10/12)", "report-half-year"),
        ("report", "", "định kỳ hằng quý trước ngày 15/3, 15/6, 15/9, 15/12", "report-quarterly"),
        ("report", "", "hằng quý", "report-quarterly"),
        ("report", "", "6 tháng một lần", "report-half-year"),
        ("report", "", "hằng tháng", "report-monthly"),
        ("report", "", "hằng tuần", "report-weekly"),
        ("report", "", "hai năm một lần", "report-years"),
    ],
)
def test_a_duty_is_called_by_its_label_or_by_how_often_it_is(kind: str, label: str, phrase: str, id_: str) -> None:
    assert plan._duty_id(duty(kind=kind, label=label), read(phrase, ON) if phrase else Reading("")) == id_


SAME = {"title": "rà soát văn bản pháp luật", "schedule_raw": "Quý II/2026", "kind": "task"}


@pytest.mark.parametrize(
    ("given", "linked", "asked"),
    [
        ({}, True, False), ({"title": "rà soát văn bản pháp luật trong Quý II/2026"}, True, False),
        ({"title": "Rà soát văn bản pháp luật và công trình nước sạch"}, False, True),
        ({"kind": "report"}, False, False), ({"schedule_raw": "Quý II/2027"}, False, False),
        ({"title": "tổ chức hội nghị"}, False, False),
    ],
)  # fmt: skip
def test_what_is_said_again_in_its_words_is_noted_at_its_row_and_what_looks_like_it_is_asked(
    given: dict[str, Any], linked: bool, asked: bool
) -> None:
    first = found("no-number", SPOT)
    row = task(title="Rà soát văn bản pháp luật", timeframe_raw="Quý II/2026", findings=(first,))
    other = task(title="Mua sắm thiết bị", timeframe_raw="Quý II/2026")
    again = duty(**(SAME | given), spot=Spot("line", 9))
    rows, duties, questions = plan._linked([other, row], [again])
    remark = found("said-again", Spot("line", 9), words=again.title)
    assert rows == (other, replace(row, findings=(first, remark)) if linked else row)
    assert duties == (() if linked or asked else (again,))
    assert questions == ([(again, 1)] if asked else [])


@pytest.mark.parametrize(
    ("lead", "owner", "one"),
    [
        ("Sở Y tế", "Sở Y tế", True), ("Sở Y tế; Sở Nội vụ", "Sở Y tế", True), ("", "Sở Y tế", True),
        ("Sở Y tế", "", True), ("Sở Y tế", "Sở Nội vụ", False), ("Xã Phú Bình", "Xã Phú Bính", False),
    ],
)  # fmt: skip
def test_what_another_body_is_told_is_a_duty_beside_the_row(lead: str, owner: str, one: bool) -> None:
    row = task(title="Rà soát văn bản pháp luật", timeframe_raw="Quý II/2026", lead_raw=lead)
    again = duty(**SAME, owed_by_raw=owner)
    _, duties, _ = plan._linked([row], [again])
    assert duties == (() if one else (again,))


def test_a_long_sentence_said_again_is_shown_by_its_beginning() -> None:
    words = "rà soát " * 20
    rows, _, _ = plan._linked(
        [task(title=words, timeframe_raw="Quý II/2026")], [duty(**(SAME | {"title": words}))]
    )  # fmt: skip
    assert rows[0].findings == (found("said-again", SPOT, words=words[:80]),)


TODAY = date(2026, 11, 22)


def paper(*words: str, cells: tuple[str, ...] = ()) -> Document:
    row = TableRow(tuple(map(Cell, cells)), SPOT)
    return Document("txt", (*(Paragraph(text, SPOT) for text in words), Table((row,), merges=True)))


@pytest.mark.parametrize(
    ("names", "document", "register"),
    [
        ((), paper("Bình Mẫu"), ""), (("Bình Mẫu",), paper("Hà Nam"), "r0"),
        (("Bình Mẫu", "Hà Nam"), paper("TỈNH HÀ NAM", "Bình Mẫu, Hà Nam"), "r1"),
        (("Bình Mẫu", "Hà Nam"), paper("tỉnh Bình Mẫu"), "r0"), (("Bình Mẫu", "Hà Nam"), paper("Sơn La"), ""),
        (("Bình Mẫu", "Hà Nam"), paper("Bình Mẫu", cells=("Hà Nam", "Hà Nam")), "r1"),
        (("Bình Mẫu", "Hà Nam"), paper(cells=("Hà", "Nam")), "r1"),
        (("Bình Mẫu", "Hà Nam"), paper("Hà", "Nam"), "r1"),
    ],
)  # fmt: skip
def test_the_register_is_the_one_whose_province_is_named_most(
    names: tuple[str, ...], document: Document, register: str
) -> None:
    registers = tuple(Register(f"r{n}", name, n) for n, name in enumerate(names))
    assert plan._register(Directory(registers), document) == register


def head(number: str = "45/KH-UBND") -> Head:
    return Head(number, "", "", None, "")


@pytest.mark.parametrize(
    ("number", "register", "stem", "id_"),
    [
        ("45/KH-UBND", "binh-mau", "x", "bm-45-2026"),
        ("45/KH-UBND", "", "x", "45-2026"),
        ("45/KH-UBND", "thai-nguyen", "x", "tn-45-2026"),
        ("/KH-UBND", "binh-mau", "Kế hoạch 2026", "ke-hoach-2026"),
        ("KH-45", "binh-mau", "a", "a"),
        ("", "", "???", "plan"),
        ("", "", "a" * 59 + "-b", "a" * 59),
        ("", "", "a" * 70, "a" * 60),
        ("", "", "a" * 58 + "-b", "a" * 58 + "-b"),
    ],
)
def test_a_plan_is_called_by_its_province_number_and_year(number: str, register: str, stem: str, id_: str) -> None:
    bare = Register("thai-nguyen", "Thái Nguyên", 19)
    mixed = replace(DIRECTORY.registers[0], agencies=(Agency("x-1", "Một", "department"), *AGENCIES))
    assert plan._plan_id(head(number), register, Directory((mixed, bare)), Reckoned.printed(ON), stem) == id_


@pytest.mark.parametrize(
    ("through", "focal"),
    [
        ([], "Sở Đầu mối"),
        (["", ""], "Sở Đầu mối"),
        (["Sở A", "Sở B", "Sở B"], "Sở B"),
        (["Sở A", "Sở B"], "Sở A"),
        (["UBND tỉnh", "UBND tỉnh", "Sở A"], "Sở A"),
        (["Ủy ban nhân dân tỉnh"], "Sở Đầu mối"),
        (["Uỷ ban nhân dân tỉnh"], "Sở Đầu mối"),
        (["Văn phòng UBND tỉnh"], "Văn phòng UBND tỉnh"),
    ],
)
def test_the_focal_agency_is_the_one_reports_go_through(through: list[str], focal: str) -> None:
    assert plan._focal("Sở Đầu mối", [duty(via_raw=via) for via in through]) == focal


def test_what_is_asked_for_by_name_is_taken(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    file = DATA / "plan.docx"
    other = Register("ha-nam", "Hà Nam", 35, (Agency("hn-1", "Sở Tài chính", "department"),))
    both = Directory((*DIRECTORY.registers, other))
    usual = import_plan(file, both, TODAY, progress=lambda n, of: seen.append((n, of)))
    assert (usual.register, usual.plan, usual.path) == ("binh-mau", "bm-45-2026", str(file))
    assert seen == [(0, 2), (1, 2), (2, 2)]
    asked = import_plan(file, both, TODAY, register="ha-nam", plan="x")
    assert (asked.register, asked.plan) == ("ha-nam", "x")
    assert asked.unknown == (
        "Sở Khoa học và Công nghệ", "Văn phòng UBND tỉnh", "Công an tỉnh", "Ban Quản lý các khu công nghiệp tỉnh",
    )  # fmt: skip
    (tmp_path / "rows.txt").write_text("KẾ HOẠCH\n\nSở Tài chính báo cáo UBND tỉnh trước ngày 20/12/2026.\n", "utf-8")
    (tmp_path / "none.txt").write_text("KẾ HOẠCH\n\nMột đoạn văn.\n", "utf-8")
    told, bare = (import_plan(tmp_path / name, DIRECTORY, TODAY) for name in ("rows.txt", "none.txt"))
    assert ("no-tasks" in {f.code for f in told.findings}, "no-tasks" in {f.code for f in bare.findings}) == (
        False, True,
    )  # fmt: skip
    assert (len(told.duties), told.reckoned.on, bare.reckoned.first) == (1, date(2025, 12, 31), TODAY)
    assert (told.reckoned.missing, bare.reckoned.missing) == ("year", "from")


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("145-kh-ubnd.txt", "", [("145", "45/KH-UBND")]),
        ("145-kh-ubnd.txt", "145/KH-UBND", []),  # the person has corrected it
        ("145-kh-ubnd.txt", "45/KH-UBND", [("145", "45/KH-UBND")]),
        ("45-kh-ubnd.txt", "", []),
        ("k.txt", "", []),
    ],
)
def test_a_number_that_the_name_of_the_file_does_not_bear_out_is_said(
    tmp_path: Path, name: str, given: str, said: list[tuple[str, str]]
) -> None:
    file = tmp_path / name
    file.write_text("UBND TỈNH BÌNH MẪU\nSố: 45/KH-UBND\nKẾ HOẠCH\nChăm sóc cây\nI. A\n", "utf-8")
    told = import_plan(file, DIRECTORY, TODAY, answers=Answers(number=given))
    facts = [dict(f.facts) for f in told.findings if f.code == "file-number"]
    assert [(fact["named"], fact["number"]) for fact in facts] == said


@pytest.mark.parametrize(
    ("text", "owed_by"),
    [
        ("Các sở, ban, ngành, trừ Sở Tài chính, báo cáo", "Các sở, ban, ngành (trừ Sở Tài chính)"),
        ("Các sở, ban, ngành (ngoại trừ Sở Tài chính) báo cáo", "Các sở, ban, ngành (ngoại trừ Sở Tài chính)"),
        ("Giao các sở, ban, ngành (trừ Sở Tài chính):\n- Báo cáo", "các sở, ban, ngành (trừ Sở Tài chính)"),
        ("Trừ Sở Tài chính, các sở, ban, ngành báo cáo", ""),
        ("Các sở, ban, ngành, trừ trường hợp đột xuất, báo cáo", "Các sở, ban, ngành"),
    ],
)
def test_whom_a_sentence_excepts_is_no_owner_by_its_group(tmp_path: Path, text: str, owed_by: str) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(f"KẾ HOẠCH\nCây xanh năm 2026\n\n1. {text} UBND tỉnh trước ngày 20/12/2026.\n", "utf-8")
    (told,) = import_plan(file, DIRECTORY, TODAY).duties
    assert told.row.owed_by_raw == owed_by
    assert all(p.kind in ("unspecific", "unknown") for p in told.owed_by.parties) or "(" not in owed_by
