"""Schedules of bodies and days, and tables that go on, stand together or wait for their rows."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from reminder.directory.directory import Directory
from reminder.documents import read_tables
from reminder.engine.importing.plan import import_plan
from reminder.engine.importing.plan_json import as_json
from reminder.engine.importing.plan_rows import plan_text
from tests.documents.grids import HEAD, grid, paper, tasks, told
from tests.documents.papers import ABOVE as A
from tests.documents.papers import LEFT as L
from tests.documents.papers import word


def test_a_body_that_is_visited_is_named_and_owes_nothing() -> None:
    schedule = grid(
        ("STT", "Đơn vị được kiểm tra", "Thời gian kiểm tra"),
        ("1", "Sở Xây dựng", "Tháng 7/2026"),
        ("2", "Sở Y tế", "Tháng 8/2026"),
    )
    assert told("PHỤ LỤC I. LỊCH KIỂM TRA", schedule) == [
        ("LỊCH KIỂM TRA – Sở Xây dựng", "", "Tháng 7/2026"),
        ("LỊCH KIỂM TRA – Sở Y tế", "", "Tháng 8/2026"),
    ]
    assert told(schedule)[0] == ("Kiểm tra – Sở Xây dựng", "", "Tháng 7/2026")
    found = read_tables(paper("LỊCH KIỂM TRA", schedule)).findings
    assert [finding.code for finding in found] == ["no-lead-column"]


def test_who_visits_owes_and_the_body_visited_tells_the_rows_apart() -> None:
    rows = (("Ngày 09/9/2026", "UBND xã Chư Prông", "Tổ công tác số 1"), ("Ngày 10/9/2026", "Sở Y tế", "Tổ số 2"))
    assert told("LỊCH KHẢO SÁT", grid(("Thời gian", "Đơn vị, địa điểm", "Thực hiện"), *rows)) == [
        ("LỊCH KHẢO SÁT – UBND xã Chư Prông", "Tổ công tác số 1", "Ngày 09/9/2026"),
        ("LỊCH KHẢO SÁT – Sở Y tế", "Tổ số 2", "Ngày 10/9/2026"),
    ]


def test_an_occasion_beside_a_deadline_is_none() -> None:
    rows = (("Đợt 19/5/2026", "Trước ngày 25/3/2026"), ("Đợt 02/9/2026", "Trước ngày 05/7/2026"))
    assert told("GỬI HỒ SƠ", grid(("Đợt trao tặng", "Thời hạn gửi hồ sơ"), *rows)) == [
        ("GỬI HỒ SƠ – Đợt 19/5/2026", "", "Trước ngày 25/3/2026"),
        ("GỬI HỒ SƠ – Đợt 02/9/2026", "", "Trước ngày 05/7/2026"),
    ]


def test_a_body_that_has_to_send_owes() -> None:
    rows = (("Sở Y tế", "Trước ngày 15/6/2026"), ("Các xã, phường", "20/6/2026"))
    assert told("Các đơn vị gửi báo cáo theo thời hạn sau:", grid(("Cơ quan", "Hạn gửi"), *rows)) == [
        ("Các đơn vị gửi báo cáo theo thời hạn sau", "Sở Y tế", "Trước ngày 15/6/2026"),
        ("Các đơn vị gửi báo cáo theo thời hạn sau", "Các xã, phường", "20/6/2026"),
    ]
    assert [title for title, _, _ in told(grid(("Đơn vị", "Thời hạn gửi báo cáo"), *rows))] == ["Gửi báo cáo"] * 2
    assert told("DANH SÁCH ĐƠN VỊ", grid(("Sở, ngành, địa phương", "Ngày nộp"), *rows))[0] == (
        "DANH SÁCH ĐƠN VỊ – Nộp", "Sở Y tế", "Trước ngày 15/6/2026",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("PHỤ LỤC II", "LỊCH GIÁM SÁT", "CÁC DỰ ÁN TRỌNG ĐIỂM", "(Kèm theo Kế hoạch số 5/KH-UBND)"),
         "LỊCH GIÁM SÁT CÁC DỰ ÁN TRỌNG ĐIỂM"),
        (("Nội dung trước đó kết thúc.", "3. Lịch giám sát các dự án"), "Lịch giám sát các dự án"),
        (("Biểu số 02: Danh sách giám sát", "Đơn vị tính: ngày"), "Danh sách giám sát"),
        (("Đoàn giám sát làm việc với các đơn vị trong năm.",), "Giám sát"),
    ],
)  # fmt: skip
def test_the_title_stands_above_the_table(lines: tuple[str, ...], title: str) -> None:
    ((named, _, _),) = told(*lines, grid(("Đơn vị", "Thời gian giám sát"), ("Sở Y tế", "Quý II/2026")))
    assert named == title


def test_reports_and_how_often_they_come() -> None:
    first, second, third = tasks(
        grid(
            ("STT", "Nội dung báo cáo", "Kỳ báo cáo", "Thời hạn gửi"),
            ("1", "Kết quả cải cách hành chính", "Hằng quý", "Trước ngày 20 tháng cuối quý"),
            ("2", "Tổng kết công tác", "Năm", "Trước ngày 15/12"),
            ("3", "Sơ kết", "6 tháng đầu năm", "15/6/2026"),
        )
    )
    assert (first.timeframe, second.timeframe) == ("Trước ngày 20 tháng cuối quý", "Trước ngày 15/12 (hằng năm)")
    assert (second.timeframe_raw, second.note) == ("Trước ngày 15/12", "Kỳ báo cáo: Năm")
    assert third.timeframe == "15/6/2026"


def test_each_report_of_a_body_has_its_day() -> None:
    assert told(
        "LỊCH GỬI BÁO CÁO",
        grid(
            ("Cơ quan", "Báo cáo quý I", "Báo cáo 6 tháng", "Báo cáo năm"),
            ("Sở Y tế", "Trước 20/3/2026", "Trước 20/6/2026", "Trước 20/12/2026"),
        ),
    ) == [
        ("LỊCH GỬI BÁO CÁO – Báo cáo quý I", "Sở Y tế", "Trước 20/3/2026"),
        ("LỊCH GỬI BÁO CÁO – Báo cáo 6 tháng", "Sở Y tế", "Trước 20/6/2026"),
        ("LỊCH GỬI BÁO CÁO – Báo cáo năm", "Sở Y tế", "Trước 20/12/2026"),
    ]


def test_a_schedule_whose_header_is_lost() -> None:
    bodies = (("Sở Y tế", "20/3/2026"), ("Sở Nội vụ", "21/3/2026"))
    assert told("Thời hạn nộp của các đơn vị:", grid(*bodies)) == [
        ("Thời hạn nộp của các đơn vị", "Sở Y tế", "20/3/2026"),
        ("Thời hạn nộp của các đơn vị", "Sở Nội vụ", "21/3/2026"),
    ]
    found = tasks(grid(*((str(number), *body) for number, body in enumerate(bodies, 1))))
    assert [(task.stt, task.lead_raw) for task in found] == [("1", "Sở Y tế"), ("2", "Sở Nội vụ")]


def test_a_time_merged_over_several_works_of_two_columns() -> None:
    assert told(
        grid(("Thời gian", "Nội dung"), ("Tháng 1", "Lập kế hoạch"), ("Tháng 2", "Tập huấn"), (A, "Báo cáo kết quả"))
    ) == [("Lập kế hoạch", "", "Tháng 1"), ("Tập huấn", "", "Tháng 2"), ("Báo cáo kết quả", "", "Tháng 2")]


def test_dates_that_nobody_is_named_for_are_rows_too() -> None:
    assert told(
        "LỊCH TRỰC TẾT",
        grid(
            ("Ngày", "Lãnh đạo trực", "Điện thoại"),
            ("15/02/2026", "Nguyễn Văn A", "0912345678"),
            ("16/02/2026", "Trần Thị B", "0912345679"),
        ),
    ) == [("LỊCH TRỰC TẾT – Nguyễn Văn A", "", "15/02/2026"), ("LỊCH TRỰC TẾT – Trần Thị B", "", "16/02/2026")]


def test_a_day_with_an_hour_is_no_agenda() -> None:
    assert [when for _, _, when in told(
        "LỊCH LÀM VIỆC",
        grid(("STT", "Thời gian", "Đơn vị"), ("1", "8h00 ngày 15/3/2026", "Sở Y tế"), ("2", "14h ngày 15/3", "Sở X")),
    )] == ["8h00 ngày 15/3/2026", "14h ngày 15/3"]  # fmt: skip
    by_day = tasks(
        "LỊCH LÀM VIỆC", grid(("Ngày", "Giờ", "Đơn vị"), ("15/3/2026", "8h00", "Sở Y tế"), (A, "14h00", "Sở Nội vụ"))
    )
    assert [(task.timeframe_raw, task.lead_raw, task.note) for task in by_day] == [
        ("15/3/2026", "Sở Y tế", "Giờ: 8h00"),
        ("15/3/2026", "Sở Nội vụ", "Giờ: 14h00"),
    ]
    visited = tasks(
        "LỊCH KIỂM TRA",
        grid(
            ("Ngày", "Giờ", "Đơn vị được kiểm tra"),
            ("15/3/2026", "8h00", "Sở Y tế"), (A, "10h00", "Sở Nội vụ"), (A, "14h00", "Sở Tài chính"),
        ),
    )  # fmt: skip
    assert {(task.timeframe_raw, task.lead_raw) for task in visited} == {("15/3/2026", "")} and len(visited) == 3


def test_two_tables_numbered_alike_are_no_fault(tmp_path: Path) -> None:
    rows = (("1", "Làm A", "Sở Y tế", "Tháng 3/2026"), ("2", "Làm B", "Sở Y tế", "Tháng 4/2026"))
    found = tasks(
        grid(HEAD, *rows), "PHỤ LỤC II. DANH MỤC NHIỆM VỤ", grid(HEAD, *rows), "Biểu tiếp:", grid(HEAD, *rows)
    )
    assert [(task.part, task.stt) for task in found] == [
        ("", "1"), ("", "2"), ("PL2", "1"), ("PL2", "2"), ("B3", "1"), ("B3", "2"),
    ]  # fmt: skip
    assert not any(task.findings for task in found)


def test_a_table_that_goes_on_behind_a_break_keeps_counting() -> None:
    first, second = ("1", "Làm A", "Sở Y tế", "Quý I/2026"), ("2", "Làm B", "Sở Y tế", "Quý II/2026")
    for blocks in (
        (grid(HEAD, first), grid(HEAD, second)),
        (grid(HEAD, first), "(tiếp theo)", grid(second)),
        (grid(HEAD), grid(first, second)),
        (grid(HEAD, first, HEAD, second),),
    ):
        found = tasks(*blocks)
        assert [(task.part, task.stt, task.title) for task in found] == [("", "1", "Làm A"), ("", "2", "Làm B")]
        assert not any(task.findings for task in found)


def test_a_sheet_holds_several_tables_their_titles_and_a_signature() -> None:
    tables = read_tables(
        paper(
            grid(
                ("UBND TỈNH BÌNH MẪU", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ""),
                ("PHỤ LỤC I. DANH MỤC NHIỆM VỤ", L, L, L),
                HEAD,
                ("1", "Làm A", "Sở Y tế", "Tháng 3/2026"),
                ("Tổng cộng", "", "", ""),
                ("PHỤ LỤC II. LỊCH KIỂM TRA", L, L, L),
                ("STT", "Đơn vị được kiểm tra", "Thời gian", ""),
                ("1", "Sở Y tế", "Tháng 7/2026", ""),
                ("Ghi chú: các đơn vị chuẩn bị báo cáo", "", "", ""),
                ("", "", "Bình Mẫu, ngày 12 tháng 01 năm 2026", ""),
                ("Nơi nhận:", "", "TM. ỦY BAN NHÂN DÂN", ""),
            )
        )
    )
    assert [(task.part, task.title) for task in tables.tasks] == [("", "Làm A"), ("PL2", "LỊCH KIỂM TRA – Sở Y tế")]
    kinds = [outcome.kind for outcome in tables.outcomes]
    assert sorted(kinds) == ["header", "header", "remark", "task", "task", "total"]
    assert tables.tasks[1].note == "Ghi chú: các đơn vị chuẩn bị báo cáo"


def test_merged_cells_are_named_as_a_plan_file_names_them() -> None:
    names = {"title", "output", "lead", "coordinators", "approver", "timeframe", "funding"}
    (_, span, both) = tasks(
        grid(
            ("TT", "Nhiệm vụ", "Chủ trì, phối hợp", "Bắt đầu", "Kết thúc"),
            ("1", "Làm A", "Chủ trì: Sở Y tế; phối hợp: Sở Nội vụ", "2025", "2026"),
            ("2", "Làm B", "Sở Tài chính", A, A),
            ("3", "Làm C", A, "2026", "2027"),
        )
    )
    assert (span.timeframe_raw, span.inherited) == ("2025 - 2026", ("timeframe",))
    assert (both.lead_raw, both.inherited) == ("Sở Tài chính", ("lead",))
    (_, again) = tasks(grid(("Đơn vị được kiểm tra", "Thời gian"), ("Sở Y tế", "Tháng 3/2026"), (A, "Tháng 9/2026")))
    assert (again.title, again.timeframe_raw) == ("Kiểm tra – Sở Y tế", "Tháng 9/2026")
    assert {*span.inherited, *both.inherited, *again.inherited} <= names


def test_a_header_without_rows_waits_for_its_own_only() -> None:
    row = ("5", "Họp giao ban", "Phòng A", "x")
    assert tasks(grid(HEAD), "Nội dung khác.", grid(row)) == ()
    repeated = grid(HEAD, HEAD, ("1", "Làm A", "Sở Y tế", "Quý I/2026"))
    assert [title for title, _, _ in told(repeated, grid(row))] == ["Làm A", "Họp giao ban"]


def test_the_plan_file_reads_as_the_import_did(tmp_path: Path) -> None:
    rows = [
        ("TT", "Nội dung", "Trách nhiệm thực hiện", "Thời gian (Năm 2026)"),
        ("1", "Tọa đàm về cây", "Sở Y tế", "23/01"),
        ("2", "Tọa đàm về hoa", "Sở Y tế", "13/3/2026"),
    ]
    (tmp_path / "plan.docx").write_bytes(word(rows, ("KẾ HOẠCH", "Chăm sóc cây", "ngày 31 tháng 01 năm 2026")))
    plan = import_plan(tmp_path / "plan.docx", Directory(()), date(2026, 2, 1))
    assert [task.timeframe.end for task in plan.tasks] == [date(2026, 1, 23), date(2026, 3, 13)]
    assert [task["timeframe_raw"] for task in as_json(plan)["tasks"]] == ["23/01", "13/3/2026"]
    written = tomllib.loads(plan_text(plan).text)["task"]
    assert [task["timeframe"] for task in written] == ["23/01 (năm 2026)", "13/3/2026"]


@pytest.mark.parametrize(
    ("seat", "team", "cells"),
    [
        ("Đơn vị được kiểm tra", "Tổ thực hiện", ("Tổ 1", "Tổ 2")),
        ("Xã, phường tiếp xúc", "Tổ đại biểu", ("Tổ số 1", "Thường trực HĐND tỉnh")),
        ("Đơn vị", "Đoàn kiểm tra", ("Đoàn số 1", "Đoàn số 2")),
        ("Địa phương", "Tổ", ("Tổ 1", "Tổ 2")),
        ("Đơn vị được giám sát", "Cơ quan giám sát", ("Sở Nội vụ", "Thanh tra tỉnh")),
    ],
)
def test_the_team_leads_and_the_body_is_what_it_is_about(seat: str, team: str, cells: tuple[str, str]) -> None:
    first, second = tasks(
        "LỊCH LÀM VIỆC",
        grid(
            ("STT", seat, "Ngày", "Buổi", "Địa điểm", team, "Ghi chú"),
            ("1", "Phường Tân An", "15/6/2026", "Sáng", "Trụ sở UBND phường", cells[0], ""),
            ("2", "Sở Y tế", A, "Chiều", "", cells[1], "Ghép"),
        ),
    )
    assert [(t.title.split(" – ")[-1], t.lead_raw, t.timeframe_raw) for t in (first, second)] == [
        ("Phường Tân An", cells[0], "15/6/2026"), ("Sở Y tế", cells[1], "15/6/2026"),
    ]  # fmt: skip
    assert first.note == "Buổi: Sáng\nĐịa điểm: Trụ sở UBND phường"


def test_a_body_that_sends_owes_though_a_team_looks_after_it() -> None:
    (task,) = tasks(
        "THỜI HẠN GỬI BÁO CÁO", grid(("Đơn vị", "Hạn gửi", "Tổ phụ trách"), ("Sở Y tế", "15/6/2026", "Tổ 1"))
    )
    assert (task.lead_raw, task.note) == ("Sở Y tế", "Tổ phụ trách: Tổ 1")


def test_a_schedule_without_a_title_is_named_by_its_places() -> None:
    assert told(grid(("STT", "Ngày", "Xã, phường tiếp xúc"), ("1", "15/6/2026", "Phường Tân An"))) == [
        ("Phường Tân An", "", "15/6/2026")
    ]
    assert told(grid(("Ngày", "Đơn vị", "Địa điểm"), ("15/6/2026", "Sở Y tế", "Hội trường A"))) == [
        ("Hội trường A", "Sở Y tế", "15/6/2026")
    ]
