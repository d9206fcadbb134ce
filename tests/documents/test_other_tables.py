"""Tables that hold no tasks give nothing, and are said once with their kind; those that look like them and do, stay."""

import pytest

from reminder.documents import read_tables
from reminder.documents.finding import Finding
from reminder.documents.tables.finding_tables import sort_blocks
from tests.documents.grids import grid, paper
from tests.documents.papers import ABOVE as A
from tests.documents.papers import LEFT as L

Rows = list[tuple[str, ...]]
LEFT_OUT: list[tuple[str, str, Rows]] = [
    ("form", "BIỂU SỐ 01. TÌNH HÌNH CÂY XANH", [
        ("TT", "Chỉ tiêu", "Đơn vị", "Kỳ trước", "Kỳ này", "Ghi chú"),
        ("1", "Số cây trồng mới", "cây", "", "", ""),
        ("2", "Kinh phí", "triệu đồng", "", "", ""),
    ]),
    ("form", "Biểu số 02", [
        ("STT", "Nội dung", "Đơn vị tính", "Số liệu"),
        ("1", "Số hồ sơ tiếp nhận", "hồ sơ", ""),
        ("2", "Số trường học", "trường", "…"),
    ]),
    ("form", "Mẫu số 03. Báo cáo tiến độ", [
        ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Kết quả"),
        ("1", "…", "…", "…", "…"),
        ("2", "", "", "", ""),
    ]),
    ("agenda", "CHƯƠNG TRÌNH HỘI NGHỊ", [
        ("TT", "Thời gian", "Nội dung", "Thực hiện"),
        ("1", "07h45 - 8h00", "Đón đại biểu", "Sở Xây dựng"),
        ("2", "08h00 - 08h10", "Khai mạc", "Sở Nội vụ"),
    ]),
    ("agenda", "CHƯƠNG TRÌNH", [
        ("Thời gian", "Nội dung", "Người trình bày"),
        ("Ngày 15/3/2026", L, L),
        ("8:00-8:15", "Khai mạc", "Đ/c Phó Chủ tịch"),
        ("8.15 - 9.00", "Tham luận", "Sở Y tế"),
        ("Buổi chiều", "Tham quan", "Ban tổ chức"),
    ]),
    ("form", "Biểu số 05", [
        ("Tên chỉ tiêu", "Mã số", "Đơn vị tính", "Tổng số", "Trong đó", L),
        (A, A, A, A, "Nam", "Nữ"),
        ("A", "B", "C", "1", "2", "3"),
        ("1. Số lao động", "01", "người", "", "", ""),
        ("2. Số việc làm", "02", "người", "", "", ""),
    ]),
    ("form", "PHỤ LỤC: MẪU BÁO CÁO TIẾN ĐỘ", [
        ("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn hoàn thành", "Tiến độ thực hiện", "Vướng mắc"),
        ("1", "", "", "", "", ""),
        ("...", "", "", "", "", ""),
    ]),
    ("agenda", "", [
        ("Giờ", "Nội dung", "Chủ trì"),
        ("Từ 8h00 đến 8h30", "Đón đại biểu", "Ban tổ chức"),
        ("8 giờ 30 - 9 giờ 00", "Khai mạc", "Sở Y tế"),
        ("09:00", "Nghỉ", ""),
    ]),
    ("agenda", "", [
        ("STT", "Thời gian (ngày 15/3/2026)", "Nội dung", "Chủ trì"),
        ("1", "8h00", "Khai mạc", "Sở Y tế"),
        ("2", "9h00", "Tham luận", "Sở Nội vụ"),
    ]),
    ("agenda", "", [
        ("Buổi", "Thời gian", "Nội dung", "Thực hiện"),
        ("Sáng 15/3/2026", "7h30-8h00", "Đón đại biểu", "Ban tổ chức"),
        (A, "8h00-9h00", "Khai mạc", "Sở Y tế"),
        (A, "9h-10h", "Tham luận", "Sở Nội vụ"),
    ]),
    ("agenda", "", [
        ("TT", "Nội dung", "Thời lượng", "Người thực hiện"),
        ("1", "Khai mạc", "15 phút", "Ban tổ chức"),
        ("2", "Tham luận", "60'", "Các sở, ngành"),
    ]),
    ("figures", "", [
        ("STT", "Chỉ tiêu", "Đơn vị tính", "Năm 2024", "Năm 2025", "So sánh (%)"),
        ("1", "Dân số", "nghìn người", "1.200", "1.230", "102,5"),
        ("2", "GRDP", "tỷ đồng", "50.000", "55.000", "110"),
    ]),
    ("figures", "KẾ HOẠCH VỐN", [
        ("TT", "Nội dung", "Đơn vị thực hiện", "Quý I", "Quý II", "Quý III", "Quý IV"),
        ("1", "Chi thường xuyên", "Sở Tài chính", "120", "130", "140", "150"),
        ("2", "Chi đầu tư", "Sở Tài chính", "1.120", "1.130", "1.140", "1.150"),
    ]),
    ("figures", "", [
        ("Tháng", "Số ca mắc", "Tử vong"),
        ("Tháng 1", "120", "3"),
        ("Tháng 2", "110", "2"),
        ("Tháng 3", "90", "0"),
    ]),
    ("figures", "KẾT QUẢ NĂM 2026", [
        ("STT", "Cơ quan", "Số nội dung năm 2026", "Đúng hạn", "Chậm", "Rút"),
        ("1", "Sở Tài chính", "9", "8", "1", "0"),
        ("2", "Sở Xây dựng", "5", "5", "0", "0"),
    ]),
    ("figures", "KẾT QUẢ NĂM 2026", [
        ("Cơ quan", "Nhiệm vụ được giao", "Đúng hạn", "Quá hạn", "Tỷ lệ"),
        ("Sở Tài chính", "41", "39", "2", "95,1%"),
        ("Sở Xây dựng", "37", "35", "2", "94,6%"),
        ("Sở Công Thương", "22", "19", "3", "86,4%"),
    ]),
    ("documents", "DANH MỤC VĂN BẢN", [
        ("STT", "Số, ký hiệu", "Ngày ban hành", "Trích yếu", "Cơ quan ban hành"),
        ("1", "12/2024/QĐ-UBND", "12/3/2024", "Quy định về A", "UBND tỉnh"),
        ("2", "13/2024/NQ-HĐND", "15/4/2024", "Nghị quyết về B", "HĐND tỉnh"),
    ]),
    ("documents", "DANH MỤC VĂN BẢN HẾT HIỆU LỰC", [
        ("STT", "Tên văn bản", "Thời điểm có hiệu lực", "Lý do hết hiệu lực", "Cơ quan ban hành"),
        ("1", "Quyết định 12", "12/3/2024", "Thay thế", "UBND tỉnh"),
    ]),
    ("people", "DANH SÁCH TỔ CÔNG TÁC", [
        ("STT", "Họ và tên", "Chức vụ", "Đơn vị", "Nhiệm vụ"),
        ("1", "Nguyễn Văn A", "Giám đốc", "Sở Y tế", "Tổ trưởng"),
        ("2", "Trần Thị B", "Phó Giám đốc", "Sở Nội vụ", "Thành viên"),
    ]),
    ("people", "DANH SÁCH ĐẦU MỐI", [
        ("STT", "Đơn vị", "Đầu mối", "Điện thoại", "Email"),
        ("1", "Sở Y tế", "Nguyễn Văn A", "0912345678", "a@tinh.example"),
        ("2", "Sở Nội vụ", "Trần Thị B", "0912345679", "b@tinh.example"),
    ]),
    ("scores", "BỘ TIÊU CHÍ", [
        ("STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Cơ quan thẩm định"),
        ("1", "Thể chế", "10", "", "Sở Tư pháp"),
        ("2", "Tài chính công", "10", "", "Sở Tài chính"),
    ]),
    ("procedure", "", [
        ("STT", "Tên thủ tục hành chính", "Thời hạn giải quyết", "Cơ quan thực hiện", "Phí, lệ phí"),
        ("1", "Cấp giấy phép", "05 ngày làm việc", "Sở Y tế", "Không"),
        ("2", "Cấp lại giấy phép", "10 ngày", "Sở Y tế", "Không"),
    ]),
    ("procedure", "QUY TRÌNH NỘI BỘ", [
        ("Bước", "Nội dung công việc", "Trách nhiệm thực hiện", "Thời gian"),
        ("Bước 1", "Tiếp nhận", "Bộ phận một cửa", "0,5 ngày"),
        ("Bước 2", "Thẩm định", "Phòng Nghiệp vụ", "02 ngày"),
    ]),
    ("glossary", "", [
        ("STT", "Từ viết tắt", "Nghĩa"),
        ("1", "UBND", "Ủy ban nhân dân"),
        ("2", "CCHC", "Cải cách hành chính"),
    ]),
    ("left out", "", [
        ("STT", "Tên đường", "Điểm đầu", "Ghi nhận"),
        ("1", "Đường A", "Ngã ba", "Tốt"),
        ("2", "Đường B", "Cầu C", "Hỏng"),
        ("3", "Đường D", "Chợ E", "Tốt"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "title", "rows"), LEFT_OUT)
def test_a_table_without_tasks_is_left_out_and_said_once(kind: str, title: str, rows: Rows) -> None:
    tables = read_tables(paper("KẾ HOẠCH", title or "Chi tiết:", grid(*rows)))
    assert tables.tasks == ()
    assert [outcome.kind for outcome in tables.outcomes] == [kind] * len(rows)
    said = [finding for finding in tables.findings if finding.code.endswith("skipped")]
    assert [finding.code for finding in said] == ["table-skipped" if kind == "left out" else f"{kind}-skipped"]
    assert (title or "Chi tiết:") in said[0].say("vi")
    assert said[0].spot == tables.outcomes[0].row.spot


def test_a_table_without_a_title_is_named_by_its_header() -> None:
    tables = read_tables(paper(grid(("TT", "Chỉ tiêu", "Đơn vị tính", "Số liệu"), ("1", "Số cây", "cây", ""))))
    assert tables.findings[0].say("en") == (
        "a form to be filled in was left out (it begins with “TT | Chỉ tiêu | Đơn vị tính | Số liệu”)"
    )


def test_a_form_that_goes_on_behind_a_page_break_is_said_once() -> None:
    head = ("TT", "Chỉ tiêu", "Đơn vị tính", "Số liệu")
    tables = read_tables(paper(grid(head, ("1", "Số cây trồng mới", "cây", "")), grid(("2", "Số cây chết", "cây", ""))))
    assert [outcome.kind for outcome in tables.outcomes] == ["form"] * 3
    assert [f.code for f in tables.findings] == ["form-skipped", "no-tasks"]


def test_targets_with_a_lead_and_a_time_are_tasks_for_all_their_units() -> None:
    (first, second) = read_tables(
        paper(
            grid(
                ("STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch 2026", "Cơ quan chủ trì", "Thời gian hoàn thành"),
                ("1", "Tỷ lệ hồ sơ trực tuyến", "%", "80", "Văn phòng UBND tỉnh", "Tháng 12/2026"),
                ("2", "Số xã đạt chuẩn", "xã", "12", "Sở Nông nghiệp và Môi trường", "Quý IV/2026"),
            )
        )
    ).tasks
    assert (first.title, first.lead_raw, first.timeframe_raw) == (
        "Tỷ lệ hồ sơ trực tuyến", "Văn phòng UBND tỉnh", "Tháng 12/2026",
    )  # fmt: skip
    assert second.note == "Đơn vị tính: xã\nKế hoạch 2026: 12"


def test_targets_by_year_that_somebody_leads_are_tasks_without_a_time() -> None:
    tables = read_tables(
        paper(
            grid(
                ("TT", "Nhiệm vụ", "Năm 2026", "Năm 2027", "Cơ quan chủ trì"),
                ("1", "Xóa nhà tạm", "120", "80", "Sở Xây dựng"),
                ("2", "Trồng rừng", "1.200", "800", "Sở Nông nghiệp và Môi trường"),
            )
        )
    )
    assert [(task.title, task.note) for task in tables.tasks] == [
        ("Xóa nhà tạm", "Năm 2026: 120\nNăm 2027: 80"), ("Trồng rừng", "Năm 2026: 1.200\nNăm 2027: 800"),
    ]  # fmt: skip
    assert [finding.code for finding in tables.findings] == ["no-timeframe-column"]


@pytest.mark.parametrize(
    "head",
    [
        ("STT", "Tên văn bản", "Cơ quan chủ trì soạn thảo", "Thời gian trình"),
        ("TT", "Tiêu chí", "Điểm", "Cơ quan chủ trì", "Thời hạn"),
        ("TT", "Nhiệm vụ", "Họ và tên người phụ trách", "Đơn vị chủ trì", "Thời gian hoàn thành"),
        ("TT", "Thủ tục hành chính", "Đơn vị chủ trì", "Thời gian"),
    ],
)
def test_what_has_a_lead_and_a_day_is_a_task_whatever_stands_beside(head: tuple[str, ...]) -> None:
    row = ["Làm A"] * len(head)
    row[0], row[-2], row[-1] = "1", "Sở Tư pháp", "Quý II/2026"
    (task,) = read_tables(paper(grid(head, row))).tasks
    assert (task.title, task.lead_raw, task.timeframe_raw) == ("Làm A", "Sở Tư pháp", "Quý II/2026")


def test_undated_tasks_under_a_sure_header_stay() -> None:
    tables = read_tables(
        paper(grid(("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Kết quả"), ("1", "Làm A", "Sở Y tế", "Báo cáo")))
    )
    assert [task.title for task in tables.tasks] == ["Làm A"]
    # What the table has no column for is said once for the table.
    assert [f.code for f in tables.findings] == ["no-timeframe-column"]
    assert tables.tasks[0].findings == ()


def test_a_letterhead_a_signature_and_sentences_in_a_grid_are_words() -> None:
    long = "Giao Sở Y tế chủ trì, tham mưu UBND tỉnh ban hành kế hoạch khắc phục, hoàn thành trước ngày 30/6/2026."
    apart = sort_blocks(
        paper(
            grid(("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("Số: 5/KH-UBND", "ngày 12 tháng 01")),
            grid(("TT", "Tồn tại", "Giải pháp"), ("1", "Chậm", long), ("2", "Thiếu", "Bổ sung"), ("3", "Yếu", "Sửa")),
            grid(("Nơi nhận:\n- Như trên;", "TM. ỦY BAN NHÂN DÂN")),
        )
    )
    assert apart.outcomes == ()
    assert long in [paragraph.text for paragraph in apart.paragraphs]
    assert "Số: 5/KH-UBND" in [paragraph.text for paragraph in apart.paragraphs]
    assert [finding.code for finding in apart.findings] == ["table-as-text"]


def test_every_kind_is_said_in_both_languages() -> None:
    codes = [f"{kind}-skipped" for kind in {kind for kind, _, _ in LEFT_OUT} - {"left out"}]
    for code in (*codes, "table-skipped", "table-as-text"):
        finding = Finding(code, (("words", "STT"),))
        assert finding.say("vi") != finding.say("en")


@pytest.mark.parametrize(("kind", "title", "rows"), LEFT_OUT)
def test_what_goes_on_behind_a_table_left_out_is_told_by_what_it_holds(kind: str, title: str, rows: Rows) -> None:
    """Without a header: tasks are tasks even in as many columns, and the rest of the table is its rest."""
    width = max(map(len, rows))
    tasks = [[("3", "4"), ("Trồng cây", "Tập huấn"), ("Sở Y tế", "Sở Nội vụ"), ("Quý I/2027", "Quý II/2027")][n % 4]
             for n in range(width)]  # fmt: skip
    more = grid(*zip(*tasks, strict=True))
    tables = read_tables(paper(title or "Chi tiết:", grid(*rows), more))
    read = [(task.title, task.timeframe_raw) for task in tables.tasks]
    assert [outcome.kind for outcome in tables.outcomes[: len(rows)]] == [kind] * len(rows)
    assert read == ([("Trồng cây", "Quý I/2027"), ("Tập huấn", "Quý II/2027")] if width > 3 else [])
    rest = read_tables(paper(title or "Chi tiết:", grid(*rows), grid(*rows[-2:])))
    assert [outcome.kind for outcome in rest.outcomes] == [kind] * (len(rows) + 2)


PEOPLE = [("STT", "Họ và tên", "Chức vụ", "Điện thoại"), ("1", "Nguyễn Văn A", "Giám đốc", "0912")]


@pytest.mark.parametrize(
    ("rest", "kinds"),
    [
        (("3", "Tập huấn", "Sở Nội vụ", "Quý III/2027"), ["people", "people", "task", "task", "task"]),
        (("2", "Trần Văn B", "Phó Giám đốc", "0913"), ["people", "people", "people", "task", "task"]),
    ],
)
def test_behind_tasks_and_a_table_left_out_the_numbers_tell_which_goes_on(
    rest: tuple[str, ...], kinds: list[str]
) -> None:
    first = [("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"), ("1", "Trồng cây", "Sở Y tế", "Quý I/2027"),
             ("2", "Chăm cây", "Sở Y tế", "Quý II/2027")]  # fmt: skip
    tables = read_tables(paper(grid(*first), grid(*PEOPLE), grid(rest)))
    assert [outcome.kind for outcome in tables.outcomes] == ["header", *kinds]
