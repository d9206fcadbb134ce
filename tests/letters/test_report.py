"""The table of who has reported: the same facts on screen, in Word and in Excel, and no formula from outside."""

from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from openpyxl import load_workbook

from reminder.core.answer_states import AnswerKind
from tests.journeys.desk import Desk

AT = ("--at", "2026-12-17")


def sheet(desk: Desk, file: str) -> Any:
    return load_workbook(BytesIO((desk.folder / file).read_bytes())).worksheets[0]


def test_who_has_reported(late: Desk) -> None:
    done = late.run("report", "2026", *AT, "--out", "bang", "--format", "json")
    assert done.status == 0, done.err
    (table,) = done.json["tables"]
    assert table["title"] == "TỔNG HỢP TÌNH HÌNH GỬI BÁO CÁO NĂM 2026"
    assert table["rows"] == [
        [1, "Sở Xây dựng", "chưa ghi nhận", "", None, "", ""],
        [2, "Sở Công Thương", "đã báo cáo", "123/BC-SCT", "2026-12-14", "đúng hạn", ""],
    ]
    assert "2 cơ quan phải báo cáo; 1 cơ quan đã báo cáo (trong đó 0 sau thời hạn)" in table["summary"][0]
    docx, xlsx = done.json["files"]
    document = Document(str(late.folder / docx))
    (drawn,) = document.tables
    assert [cell.text for cell in drawn.rows[2].cells] == [
        "2", "Sở Công Thương", "đã báo cáo", "123/BC-SCT", "14/12/2026", "đúng hạn", ""]  # fmt: skip
    text = "\n".join(p.text for p in document.paragraphs)
    assert "PHỤ LỤC" in text and "/BC-SNNMT ngày" in text
    rows = [[c.value for c in row] for row in sheet(late, xlsx).iter_rows()]
    assert [2, "Sở Công Thương", "đã báo cáo", "123/BC-SCT", datetime(2026, 12, 14), "đúng hạn", None] in rows  # noqa: DTZ001


def test_only_the_report_that_is_gathered_counts(late: Desk) -> None:
    titles = [t["summary"][1] for t in late.run("report", "2026", *AT, "--out", "b", "--format", "json").json["tables"]]
    assert titles == ["Phục vụ: Báo cáo của tỉnh."]


def test_an_answer_that_waits_is_named(late: Desk) -> None:
    late.edit("rules/plans/kh-1.toml", 'id = "kh-1"\n', 'id = "kh-1"\nanswers = "confirm"\n')
    assert late.run("reload", "--at", "2026-12-16").status == 0
    from reminder.clock import fixed_clock, parse_at
    from reminder.config import load_config
    from reminder.engine.acts.agency_answers import Said, answer
    from reminder.engine.context.office import Office

    config = load_config(late.folder / "reminder.toml", late.folder)
    office = Office(config, fixed_clock(parse_at("2026-12-16", config.zone)))
    with office.writing() as database:
        said = Said(AnswerKind.REPORTED, office.today, "9/BC-SXD")
        answer(office, database, office.catalogue(), "sxd", "kh-1/year@2026@sxd", said)
    rows = late.run("report", "2026", *AT, "--out", "b", "--format", "json").json["tables"][0]["rows"]
    assert rows[0][-1] == "đã trả lời, chờ xác nhận"
    listed = late.run("answers", "list", "--format", "json").json
    assert [(a["agency"], a["kind"], a["document"]) for a in listed] == [("sxd", "reported", "9/BC-SXD")]
    assert late.run("answers", "confirm", str(listed[0]["id"]), "--by", "lan", *AT).status == 0
    rows = late.run("report", "2026", *AT, "--out", "c", "--format", "json").json["tables"][0]["rows"]
    assert rows[0][2:6] == ["đã báo cáo", "9/BC-SXD", "2026-12-16", "sau thời hạn"]


def test_g12_words_from_outside_are_no_formulas(late: Desk) -> None:
    for document in ('=HYPERLINK("http://x.example")', "+1", "-1", "@SUM(A1)"):
        late.run("undo", "year", "--agency", "sct", "--period", "2026", "--at", "2026-12-16")
        done = late.run(
            "submit", "year", "--agency", "sct", "--period", "2026", "--document", document, "--at", "2026-12-16"
        )
        assert done.status == 0, done.err
        name = f"f{abs(hash(document))}.xlsx"
        assert late.run("report", "2026", *AT, "--out", name).status == 0
        cells = [c for row in sheet(late, name).iter_rows() for c in row if c.value == document]
        assert [(c.data_type, c.quotePrefix) for c in cells] == [("s", True)]


def test_an_unknown_period_names_the_known(late: Desk) -> None:
    ran = late.run("report", "2031", *AT)
    assert ran.status == 1
    assert "2026" in ran.err
