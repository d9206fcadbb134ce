"""When a task is due: what its header, its section or a chart adds to the cell."""

import pytest

from tests.documents.grids import HEAD, grid, tasks, told
from tests.documents.papers import ABOVE as A
from tests.documents.papers import LEFT as L


@pytest.mark.parametrize(
    ("head", "cell", "full"),
    [
        ("Thời gian (Năm 2026)", "Từ 20 giờ 15 phút ngày 23 tháng 1", "Từ 20 giờ 15 phút ngày 23 tháng 1 (năm 2026)"),
        ("Thời gian thực hiện năm 2026", "Tháng 3", "Tháng 3 (năm 2026)"),
        ("Thời hạn (năm 2026)", "Trước 30/6", "Trước 30/6 (năm 2026)"),
        ("Năm 2026", "Quý I, II", "Quý I, II (năm 2026)"),
        ("Thời gian năm 2026", "15/3/2027", ""),
        ("Thời gian năm 2026", "Tháng 12 - tháng 3/2027", ""),
        ("Thời gian năm 2026", "Thường xuyên", ""),
        ("Thời gian năm 2026", "Hằng quý", ""),
        ("Thời gian năm 2026", "Theo kế hoạch của Bộ", ""),
        ("Thời gian giai đoạn 2026-2030", "Tháng 3", ""),
        ("Thời gian năm 2026, năm 2027", "Tháng 3", ""),
        ("Thời gian", "Tháng 3", ""),
        ("Quý", "III", "Quý III"),
        ("Thời gian (tháng)", "3-5", "Tháng 3-5"),
        ("Thời gian gửi báo cáo tháng", "15", ""),
        ("Hoàn thành trước ngày", "15/3/2026", "Trước ngày 15/3/2026"),
        ("Hoàn thành trước (năm 2026)", "15/3", "Trước ngày 15/3 (năm 2026)"),
        ("Hoàn thành trước ngày", "Quý II/2026", ""),
    ],
)
def test_the_header_gives_the_year_and_the_unit(head: str, cell: str, full: str) -> None:
    (task,) = tasks(grid(("TT", "Nội dung", "Cơ quan chủ trì", head), ("1", "Làm A", "Sở Y tế", cell)))
    assert (task.timeframe_raw, task.timeframe_full, task.timeframe) == (cell, full, full or cell)


def test_the_year_stands_above_the_months_or_in_a_column_beside() -> None:
    (span,) = tasks(
        grid(
            ("TT", "Nội dung", "Cơ quan chủ trì", "Thời gian (năm 2026)", L),
            (A, A, A, "Bắt đầu", "Kết thúc"),
            ("1", "Làm A", "Sở Y tế", "Tháng 3", "Tháng 9"),
        )
    )
    assert (span.timeframe_raw, span.timeframe) == ("Tháng 3 - Tháng 9", "Tháng 3 - Tháng 9 (năm 2026)")
    (beside,) = tasks(
        grid(("TT", "Nội dung", "Cơ quan chủ trì", "Tháng", "Năm"), ("1", "Làm A", "Sở Y tế", "12", "2026"))
    )
    assert beside.timeframe == "Tháng 12 (năm 2026)"
    (begun,) = tasks(
        grid(("Tên dự án", "Chủ đầu tư", "Khởi công", "Kết thúc"), ("Đường A", "UBND xã B", "Quý I/2026", ""))
    )
    assert (begun.timeframe_raw, begun.timeframe, begun.lead_raw) == ("Quý I/2026", "Từ Quý I/2026", "UBND xã B")


@pytest.mark.parametrize(
    ("marks", "raw"),
    [
        (("x", "x", "x", ""), "Tháng 7 - Tháng 9"),
        (("", "X", L, L), "Tháng 8 - Tháng 10"),
        (("x", "", "", "✓"), "Tháng 7; Tháng 10"),
        (("", "Trước ngày 15", "", ""), "Trước ngày 15 tháng 8"),
        (("", "", "Trình UBND tỉnh", ""), "Tháng 9"),
        (("", "", "", ""), ""),
    ],
)
@pytest.mark.parametrize(
    "heads", [("Tháng 7", "Tháng 8", "Tháng 9", "Tháng 10"), ("7", "8", "9", "10"), ("T7", "T8", "T9", "T10")]
)
def test_a_chart_of_months(marks: tuple[str, ...], raw: str, heads: tuple[str, ...]) -> None:
    first, _, _ = tasks(
        grid(
            ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Tháng thực hiện (năm 2026)", L, L, L),
            (A, A, A, *heads),
            ("1", "Khảo sát", "Sở Xây dựng", *marks),
            ("2", "Báo cáo", "Sở Y tế", "", "x", "", ""),
            ("3", "Tổng kết", "Sở Y tế", "", "", "", "x"),
        )
    )
    assert first.timeframe_raw == raw
    assert first.timeframe == (f"{raw} (năm 2026)" if raw else "")
    assert [finding.code for finding in first.findings] == ([] if raw else ["no-timeframe"])
    assert first.note == (f"{heads[2]}: Trình UBND tỉnh" if "Trình UBND tỉnh" in marks else "")


def test_a_chart_of_quarters_in_one_header() -> None:
    assert told(
        grid(
            ("TT", "Nhiệm vụ", "Chủ trì", "Quý I/2026", "Quý II/2026", "Quý III/2026"),
            ("1", "Khảo sát", "Sở Xây dựng", "x", "", ""),
            ("2", "Đề án", "Sở Y tế", "", "Dự thảo", "Trình"),
        )
    ) == [("Khảo sát", "Sở Xây dựng", "Quý I/2026"), ("Đề án", "Sở Y tế", "Quý II/2026 - Quý III/2026")]


def test_each_stage_of_a_task_is_a_deadline() -> None:
    found = tasks(
        grid(
            ("STT", "Tên văn bản", "Cơ quan soạn thảo", "Thời gian trình UBND tỉnh", "Thời gian trình HĐND tỉnh"),
            ("1", "Nghị quyết A", "Sở Y tế", "Tháng 5/2026", "Tháng 7/2026"),
            ("2", "Nghị quyết B", "Sở Tài chính", "Tháng 9/2026", ""),
        )
    )
    assert [(t.stt, t.title, t.lead_raw, t.timeframe_raw) for t in found] == [
        ("1", "Nghị quyết A", "Sở Y tế", "Tháng 5/2026"),
        ("1", "Nghị quyết A – Thời gian trình HĐND tỉnh", "Sở Y tế", "Tháng 7/2026"),
        ("2", "Nghị quyết B", "Sở Tài chính", "Tháng 9/2026"),
    ]
    assert not any(task.findings for task in found)


def test_of_two_columns_of_times_the_deadline_counts() -> None:
    (task,) = tasks(
        grid(
            ("STT", "Nội dung thanh tra", "Thời kỳ thanh tra", "Thời hạn thanh tra", "Thời gian triển khai", "Chủ trì"),
            ("1", "Quản lý tài chính", "2023-2025", "45 ngày", "Quý II/2026", "Thanh tra tỉnh"),
        )
    )
    assert task.timeframe_raw == "Quý II/2026"
    assert task.note == "Thời kỳ thanh tra: 2023-2025\nThời hạn thanh tra: 45 ngày"


def test_a_section_that_names_a_month_dates_its_tasks() -> None:
    found = tasks(
        "CHƯƠNG TRÌNH CÔNG TÁC NĂM 2026",
        grid(
            ("TT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp"),
            ("", "THÁNG 01/2026", L, L),
            ("1", "Đề án A", "Sở Y tế", "Sở Nội vụ"),
            ("", "Nhiệm vụ trình trong quý II năm 2026", L, L),
            ("2", "Đề án B", "Sở Y tế", "Sở Nội vụ"),
            ("", "PHÁT TRIỂN HẠ TẦNG ĐẾN NĂM 2030", L, L),
            ("3", "Đề án C", "Sở Y tế", "Sở Nội vụ"),
        ),
    )
    assert [(task.timeframe_raw, task.inherited) for task in found] == [
        ("THÁNG 01/2026", ("timeframe",)), ("quý II năm 2026", ("timeframe",)), ("", ()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("section", "cell", "full"),
    [
        ("Tháng 3/2027", "Cuối tháng", "Cuối tháng 3/2027"),
        ("THÁNG 02/2027", "Trước ngày 15", "Trước ngày 15 tháng 02/2027"),
        ("Tháng 3 năm 2027", "20", "ngày 20 tháng 3 năm 2027"),
        ("Tháng 3/2027", "Từ 10 - 20", "Từ ngày 10 - 20 tháng 3/2027"),
        ("Tháng 3/2027", "Tuần 2", "Tuần 2 tháng 3/2027"),
        ("Tháng 3/2027", "22/3", "22/3 (năm 2027)"),
        ("Quý II năm 2027", "Cuối quý", "Cuối quý II năm 2027"),
        ("Quý II năm 2027", "15/5", "15/5 (năm 2027)"),
        # What lies elsewhere, says when itself or is no part of the section stays as it is.
        ("Tháng 02/2027", "Ngày 31", ""),
        ("Tháng 12/2027", "15/01", ""),
        ("Tháng 3/2027", "Trước ngày 20/4/2027", ""),
        ("Tháng 3/2027", "Hằng tháng", ""),
        ("Tháng 3/2027", "Theo Quyết định số 15", ""),
        ("PHÁT TRIỂN HẠ TẦNG", "Cuối tháng", ""),
    ],
)
def test_the_month_of_a_section_completes_the_times_below_it(section: str, cell: str, full: str) -> None:
    (task,) = tasks(grid(HEAD, (section, L, L, L), ("1", "Đề án A", "Sở Y tế", cell)))
    assert (task.timeframe_raw, task.timeframe_full, task.inherited) == (cell, full, ())


def test_a_task_without_a_time_of_its_own_has_that_of_its_section() -> None:
    first, second = tasks(
        grid(
            HEAD, ("QUÝ I", L, L, L), ("Tháng 02/2027", L, L, L), ("1", "Chỉ thị A", "Sở Y tế", ""),
            ("VIỆC THƯỜNG XUYÊN", L, L, L), ("2", "Báo cáo B", "Sở Y tế", ""),
        )
    )  # fmt: skip
    assert (first.timeframe_raw, first.inherited, first.findings) == ("Tháng 02/2027", ("timeframe",), ())
    assert (second.timeframe_raw, [f.code for f in second.findings]) == ("", ["no-timeframe"])
