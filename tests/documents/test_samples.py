"""The four plans in all their forms: every row, every cell, every report, and nothing else."""

from functools import lru_cache

import pytest

from reminder.documents import DutyRow, TaskRow, read_document, read_duties, read_head, read_tasks
from reminder.documents.blocks import Document
from reminder.documents.narrative.deadlines import deadlines
from reminder.documents.narrative.sameness import said_once
from tests.documents.plans import QUANG_NINH, TN_125, TN_247, TN_2011
from tests.servers.needs import PLANS, needs_plans

pytestmark = needs_plans
FORMS = ("txt", "docx", "xlsx", "pdf")
COUNTS = {QUANG_NINH: 35, TN_125: 11, TN_2011: 53}


@lru_cache(maxsize=16)
def document(name: str, form: str) -> Document:
    return read_document(PLANS / f"{name}.{form}")


def rows(name: str, form: str) -> tuple[TaskRow, ...]:
    return read_tasks(document(name, form))[0]


def duties(name: str, form: str) -> tuple[DutyRow, ...]:
    text = document(name, form)
    return said_once(read_duties(text, read_head(text).issued_on).duties)


def cells(row: TaskRow) -> tuple[str, ...]:
    """The row as printed; where a cell's lines ended is the layout's affair."""
    texts = (
        row.section, row.stt, row.title, row.output, row.lead_raw, row.coordinators_raw, row.approver_raw,
        row.funding_raw, row.timeframe_raw, *row.inherited,
    )  # fmt: skip
    return tuple(" ".join(text.split()) for text in texts)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", COUNTS)
def test_every_form_has_the_rows_of_the_spreadsheet(name: str, form: str) -> None:
    found = [cells(row) for row in rows(name, form)]
    assert len(found) == COUNTS[name]
    assert found == [cells(row) for row in rows(name, "xlsx")]


@pytest.mark.parametrize("form", FORMS)
def test_blank_merged_cells_take_the_words_above(form: str) -> None:
    filled = {(row.part, row.stt): row.inherited for row in rows(TN_125, form) if row.inherited}
    assert filled == {
        ("I", "2."): ("lead", "coordinators"),
        ("II", "2."): ("coordinators",),
        ("II", "3."): ("coordinators",),
        ("II", "6."): ("lead", "coordinators"),
        ("II", "7."): ("lead", "coordinators"),
    }
    last = rows(TN_125, form)[-1]
    assert last.lead_raw == "Sở Nông nghiệp và Môi trường"
    assert last.timeframe_raw == "2025 - 2026"


@pytest.mark.parametrize("form", FORMS)
def test_rows_cut_at_the_edges_are_kept_and_marked(form: str) -> None:
    first, *_, last = rows(QUANG_NINH, form)
    assert (first.stt, first.title, first.lead_raw, first.cut) == ("2", "", "Công an tỉnh", True)
    assert last.stt == "36" and last.cut
    assert last.lead_raw == "UBND các huyện: Hải Hà, Bình Liêu, Đầm Hà, Ba Chẽ; UBND thành phố Móng Cái"
    assert (last.coordinators_raw, last.output, last.timeframe_raw, last.inherited) == ("", "", "", ())


@pytest.mark.parametrize("form", FORMS)
def test_a_gap_in_the_numbers_is_said_not_mended(form: str) -> None:
    odd = [(row.part, row.stt, f.code) for row in rows(TN_2011, form) for f in row.findings]
    assert odd == [("II", "4", "gap")]


@pytest.mark.parametrize("form", FORMS)
def test_a_dash_stays_as_printed(form: str) -> None:
    assert [(row.part, row.stt) for row in rows(TN_2011, form) if row.coordinators_raw == "-"] == [("VI", "4")]


@pytest.mark.parametrize("form", FORMS)
def test_programmes_without_a_number_are_numbered_by_their_place(form: str) -> None:
    assert {row.part for row in rows(TN_2011, form)} == {"I", "II", "III", "IV", "V", "VI", "VII", "VIII"}


def test_a_footnote_goes_to_the_row_that_cites_it() -> None:
    noted = [row for row in rows(TN_125, "txt") if row.note]
    assert [(row.part, row.stt) for row in noted] == [("I", "4.")]
    assert noted[0].title.endswith("đô thị loại I, II")
    assert noted[0].note.startswith("Các nội dung tại số thứ tự 1,2,3,4, Mục I có trong Quyết định số 611/QĐ-TTg")


def test_the_lost_header_is_said() -> None:
    assert [f.code for f in read_tasks(document(QUANG_NINH, "txt"))[1]] == ["header-lost"]


@pytest.mark.parametrize("form", ("txt", "docx", "pdf"))
def test_the_reports_of_2026(form: str) -> None:
    found = [(d.owed_by_raw, d.to_raw, d.via_raw, d.schedule_raw) for d in duties(TN_247, form) if d.kind == "report"]
    assert found == [
        (
            "Thủ trưởng các Sở, ban, ngành thuộc tỉnh, Chủ tịch UBND các xã, phường và Thủ trưởng các đơn vị"
            " có liên quan",
            "UBND tỉnh",
            "Sở Nông nghiệp và Môi trường",
            "trước ngày 15/12 hằng năm",
        ),
        ("Sở Nông nghiệp và Môi trường", "Bộ Nông nghiệp và Môi trường", "UBND tỉnh", "trước ngày 31/12 hằng năm"),
    ]


@pytest.mark.parametrize("form", ("txt", "docx", "pdf"))
def test_a_deadline_in_a_heading_governs_its_bullets(form: str) -> None:
    governed = [d for d in duties(TN_247, form) if d.kind == "task"]
    assert [d.label for d in governed] == [f"II.2.{n}" for n in range(1, 7)]
    assert {d.schedule_raw for d in governed} == {"đến hết năm 2026"}


@pytest.mark.parametrize("form", ("txt", "docx", "pdf"))
def test_the_reports_of_quang_ninh(form: str) -> None:
    ordered = [d for d in duties(QUANG_NINH, form) if d.kind != "task"]
    assert [(d.kind, d.owed_by_raw, d.to_raw, d.via_raw, d.schedule_raw) for d in ordered] == [
        (
            "plan",
            "Người đứng đầu các cơ quan, đơn vị, địa phương",
            "UBND tỉnh và Sở Tài nguyên và Môi trường",
            "",
            "trước ngày 30/01/2018",
        ),
        (
            "report",
            "Các sở, ngành, địa phương, đơn vị",
            "Ủy ban nhân dân Tỉnh",
            "Sở Tài nguyên và Môi trường",
            "trước ngày 15 của tháng 3, tháng 6, tháng 9 và tháng 11/2018",
        ),
        (
            "report",
            "Sở Tài nguyên và Môi trường",
            "Tỉnh ủy, HĐND tỉnh",
            "UBND tỉnh",
            "trước ngày 20 tháng cuối quý và trước 20 tháng 11 năm 2018",
        ),
        (
            "report",
            "Ban Tuyên giáo Tỉnh ủy",
            "Thường trực Tỉnh ủy, Ban Thường vụ Tỉnh ủy và Ban Chấp hành Đảng bộ tỉnh",
            "",
            "hàng quý, 6 tháng, 9 tháng và năm 2018",
        ),
    ]
    assert [any(one.bound for one in deadlines(d.schedule_raw)[0]) for d in ordered] == [True, True, True, False]
    assert [d.asked for d in ordered] == [False, False, False, True]


@pytest.mark.parametrize("form", ("txt", "docx", "pdf"))
def test_plans_that_order_no_report_get_none(form: str) -> None:
    assert duties(TN_125, form) == ()
    assert duties(TN_2011, form) == ()


def test_every_quote_stands_in_the_document() -> None:
    for name in (QUANG_NINH, TN_247):
        text = " ".join((PLANS / f"{name}.txt").read_text("utf-8").replace("*", "").split())
        for duty in duties(name, "txt"):
            assert " ".join(duty.quote.split()).rstrip("…").strip(" .") in text


def test_heads() -> None:
    head = read_head(document(TN_125, "txt"))
    assert (head.number, head.issued, str(head.issued_on)) == ("125/KH-UBND", "ngày 16 tháng 7 năm 2025", "2025-07-16")
    assert head.title.startswith("Triển khai Nghị quyết số 122/NQ-CP")
    assert head.title.endswith("tăng cường quản lý tài nguyên và bảo vệ môi trường")
    assert [f.code for f in head.findings] == ["two-numbers"]
    draft = read_head(document(TN_247, "txt"))
    assert (draft.number, draft.issued, draft.issued_on) == ("/KH-UBND", "ngày … tháng 4 năm 2026", None)
    assert read_duties(document(TN_247, "txt")).focal == "Sở Nông nghiệp và Môi trường"
