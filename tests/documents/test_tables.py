"""Headers in any words and order, sections of every kind, rows that lack something."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reminder.documents import TaskRow, read_document, read_tables, read_tasks
from reminder.documents.tables.headers import field_of, read_header
from tests.documents.grids import grid, paper
from tests.documents.papers import ABOVE as A
from tests.documents.papers import LEFT as L
from tests.documents.papers import excel, pdf, piped, tabbed, word

Rows = list[tuple[str, ...]]
MAKERS: dict[str, Callable[[Rows], bytes]] = {
    "docx": lambda rows: word(rows, ()),
    "xlsx": excel,
    "pdf": lambda rows: pdf(rows, ()),
    "tabs.txt": lambda rows: tabbed(rows).encode(),
    "pipes.txt": lambda rows: piped(rows).encode(),
}
HEAD = ("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Kết quả", "Thời gian thực hiện")


@pytest.fixture(params=MAKERS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def read(form: str, rows: Rows, folder: Path) -> tuple[TaskRow, ...]:
    file = folder / f"paper.{form}"
    file.write_bytes(MAKERS[form](rows))
    return read_tasks(read_document(file))[0]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Phụ trách", "lead"), ("Thực hiện", "lead"),
        ("Ai làm", "lead"), ("Người làm", "lead"), ("Ai giúp", "coordinators"), ("Bao giờ xong", "timeframe"),
        ("Khi nào", "timeframe"), ("Đúng hạn", None), ("Số quá hạn", None),
        ("TT", "stt"), ("STT", "stt"), ("Số TT", "stt"), ("Số thứ tự", "stt"),
        ("Nội dung nhiệm vụ", "title"), ("Tên nhiệm vụ, kế hoạch, chương trình, đề án", "title"),
        ("Chương trình/nhiệm vụ/dự án", "title"), ("Nhiệm vụ, giải pháp", "title"), ("Văn bản, đề án", "title"),
        ("Chủ trì", "lead"), ("Cơ quan chủ trì", "lead"), ("Đơn vị chủ trì", "lead"), ("Đơn vị thực hiện", "lead"),
        ("Cơ quan, đơn vị chủ trì thực hiện", "lead"), ("Cơ quan chủ trì tham mưu", "lead"),
        ("Phối hợp", "coordinators"), ("Đơn vị phối hợp thực hiện", "coordinators"),
        ("Thời gian TH", "timeframe"), ("Thời gian hoàn thành", "timeframe"), ("Thời hạn trình", "timeframe"),
        ("Tiến độ", "timeframe"), ("Hoàn thành", "timeframe"), ("Thời gian, lộ trình thực hiện", "timeframe"),
        ("Sản phẩm", "output"), ("Mục tiêu - Kết quả", "output"), ("Sản phẩm, kết quả", "output"),
        ("Hình thức văn bản", "output"), ("Dự kiến sản phẩm", "output"),
        ("Cơ quan quyết định", "approver"), ("Cấp trình", "approver"), ("Thẩm quyền ban hành", "approver"),
        ("Nguồn vốn", "funding"), ("Kinh phí", "funding"), ("Kinh phí thực hiện (triệu đồng)", "funding"),
        ("Ghi chú", "note"), ("Chủ trì, phối hợp", "roles"), ("Lãnh đạo phụ trách", None),
    ],
)  # fmt: skip
def test_header_words(header: str, field: str | None) -> None:
    assert field_of(header) == field


def test_letterheads_and_rows_are_no_headers() -> None:
    assert read_header(("UBND TỈNH BÌNH MẪU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")) is None
    assert read_header(("1", "Xây dựng kế hoạch", "Sở Tài chính", "Sở Y tế", "Kế hoạch", "Quý I/2026")) is None
    assert read_header(("Chỉ tiêu", "Đơn vị tính", "Năm 2026")) is None


def test_two_levels_and_a_row_of_column_numbers(form: str, tmp_path: Path) -> None:
    rows: Rows = [
        ("TT", "Nhiệm vụ", "Phân công thực hiện", L, "Thời gian", "Ghi chú"),
        (A, A, "Chủ trì", "Phối hợp", A, A),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
        ("1", "Làm A", "Sở Tài chính", "Sở Y tế", "Quý I/2026", "gấp"),
        ("2", "Làm B", "Sở Y tế", "Sở Nội vụ", "Năm 2026", ""),
    ]
    found = read(form, rows, tmp_path)
    assert [(r.stt, r.lead_raw, r.coordinators_raw, r.timeframe_raw, r.note) for r in found] == [
        ("1", "Sở Tài chính", "Sở Y tế", "Quý I/2026", "Ghi chú: gấp"),
        ("2", "Sở Y tế", "Sở Nội vụ", "Năm 2026", ""),
    ]


def test_sections_within_sections(form: str, tmp_path: Path) -> None:
    one = ("Sở Y tế", "Sở Nội vụ", "Báo cáo", "Năm 2026")
    rows: Rows = [
        HEAD,
        ("A", "NHIỆM VỤ CHUNG", *[""] * 4),
        ("I", "Về thể chế", *[""] * 4),
        ("1", "Làm A", *one),
        ("II", "Về hạ tầng", *[""] * 4),
        ("1", "Làm B", *one),
        ("B", "NHIỆM VỤ RIÊNG", *[""] * 4),
        ("I", "Về vốn", *[""] * 4),
        ("1", "Làm C", *one),
    ]
    found = read(form, rows, tmp_path)
    assert [(r.part, r.title) for r in found] == [("A.I", "Làm A"), ("A.II", "Làm B"), ("B.I", "Làm C")]
    assert found[1].section == "A NHIỆM VỤ CHUNG / II Về hạ tầng"
    assert all(not r.findings for r in found)


def test_groups_of_dotted_and_lettered_rows(form: str, tmp_path: Path) -> None:
    one = ("Sở Y tế", "Sở Nội vụ", "Báo cáo", "Năm 2026")
    rows: Rows = [
        HEAD,
        ("1", "Nhóm thể chế", *[""] * 4),
        ("1.1", "Làm A", *one),
        ("1.2", "Làm B", *one),
        ("2", "Nhóm khác", *[""] * 4),
        ("a)", "Làm C", *one),
        ("3", "Làm D", *one),
    ]
    found = read(form, rows, tmp_path)
    assert [(r.part, r.stt, r.section) for r in found] == [
        ("1", "1.1", "1 Nhóm thể chế"),
        ("1", "1.2", "1 Nhóm thể chế"),
        ("2", "a)", "2 Nhóm khác"),
        ("", "3", ""),
    ]


def test_both_roles_in_one_cell(form: str, tmp_path: Path) -> None:
    rows: Rows = [
        ("STT", "Nhiệm vụ", "Cơ quan chủ trì, phối hợp", "Thời gian", "Sản phẩm", "Kinh phí"),
        ("1", "Làm A", "Chủ trì: Sở Tài chính; phối hợp: Sở Y tế, Sở Nội vụ", "Quý I/2026", "Báo cáo", "-"),
        ("2", "Làm B", "Chủ trì: Sở Y tế.\nPhối hợp: Sở Nội vụ", "Năm 2026", "Đề án", "Ngân sách tỉnh"),
    ]
    found = read(form, rows, tmp_path)
    assert [(r.lead_raw, r.coordinators_raw) for r in found] == [
        ("Sở Tài chính", "Sở Y tế, Sở Nội vụ"),
        ("Sở Y tế", "Sở Nội vụ"),
    ]
    assert found[1].funding_raw == "Ngân sách tỉnh"


def test_no_number_column_two_dates_and_a_total(form: str, tmp_path: Path) -> None:
    rows: Rows = [
        ("Tên dự án", "Đơn vị chủ trì", "Bắt đầu", "Kết thúc", "Tổng mức đầu tư", "Cấp quyết định"),
        ("Làm A", "Sở Tài chính", "2025", "2026", "12 tỷ", "HĐND tỉnh"),
        ("Làm B", "Sở Y tế", "2026", "2028", "3 tỷ", "UBND tỉnh"),
        ("Tổng cộng", "", "", "", "15 tỷ", ""),
    ]
    found = read(form, rows, tmp_path)
    assert [(r.place, r.timeframe_raw, r.approver_raw) for r in found] == [
        (1, "2025 - 2026", "HĐND tỉnh"),
        (2, "2026 - 2028", "UBND tỉnh"),
    ]


def test_columns_in_another_order_and_one_unknown(form: str, tmp_path: Path) -> None:
    rows: Rows = [
        ("TT", "Thời hạn", "Văn bản, đề án", "Cơ quan chủ trì tham mưu", "Cấp trình", "Lãnh đạo phụ trách"),
        ("1", "Tháng 3", "Đề án A", "Sở Tài chính", "HĐND tỉnh", "Phó Chủ tịch"),
    ]
    (found,) = read(form, rows, tmp_path)
    assert (found.timeframe_raw, found.title, found.lead_raw) == ("Tháng 3", "Đề án A", "Sở Tài chính")
    assert (found.approver_raw, found.note) == ("HĐND tỉnh", "Lãnh đạo phụ trách: Phó Chủ tịch")


def test_a_blank_cell_is_filled_only_where_it_may_be_merged(form: str, tmp_path: Path) -> None:
    rows: Rows = [
        HEAD,
        ("1", "Làm A", "Sở Tài chính", "Sở Y tế", "Báo cáo", "Quý I/2026"),
        ("2", "Làm B", "Sở Y tế", "", "Đề án", "Quý II/2026"),
        ("3", "Làm C", "Sở Y tế", "Sở Nội vụ", "", "Quý II/2026"),
    ]
    found = read(form, rows, tmp_path)
    ambiguous = form.endswith("txt")
    assert found[1].inherited == (("coordinators",) if ambiguous else ())
    assert found[1].coordinators_raw == ("Sở Y tế" if ambiguous else "")
    assert ["blank-filled"] * ambiguous == [f.code for f in found[1].findings]
    assert found[2].output == ""


def test_numbers_that_repeat_or_go_back(form: str, tmp_path: Path) -> None:
    one = ("Sở Y tế", "Sở Nội vụ", "Báo cáo", "Năm 2026")
    rows: Rows = [HEAD, *[(n, f"Làm {n}", *one) for n in ("1", "2", "2", "5", "4")]]
    found = read(form, rows, tmp_path)
    assert [[f.code for f in r.findings] for r in found] == [[], [], ["repeat"], ["gap"], ["order"]]
    assert [r.stt for r in found] == ["1", "2", "2", "5", "4"]


def test_a_header_lost_with_the_first_page(form: str, tmp_path: Path) -> None:
    rows: Rows = [
        ("7", "Xây dựng đề án phát triển du lịch xanh", "Sở Du lịch", "Các sở, ngành liên quan", "Đề án", "Quý I/2026"),
        ("8", "Ban hành quy chế quản lý khu du lịch", "Sở Tư pháp", "UBND các xã, phường", "Quy chế", "Tháng 6/2026"),
        (
            "9",
            "Tổ chức hội nghị xúc tiến đầu tư du lịch",
            "Ban Quản lý khu kinh tế",
            "Sở Du lịch",
            "Hội nghị",
            "Năm 2026",
        ),
    ]
    found = read(form, rows, tmp_path)
    assert [(r.stt, r.lead_raw, r.timeframe_raw) for r in found] == [
        ("7", "Sở Du lịch", "Quý I/2026"),
        ("8", "Sở Tư pháp", "Tháng 6/2026"),
        ("9", "Ban Quản lý khu kinh tế", "Năm 2026"),
    ]


def test_a_schedule_a_chart_and_the_year_of_the_header_in_every_form(form: str, tmp_path: Path) -> None:
    schedule: Rows = [
        ("STT", "Đơn vị", "Thời hạn gửi (năm 2026)"),
        ("1", "Sở Xây dựng", "Trước ngày 15/7"),
        ("2", "Sở Y tế", "Tháng 8"),
    ]
    assert [(r.stt, r.lead_raw, r.timeframe_raw, r.timeframe) for r in read(form, schedule, tmp_path)] == [
        ("1", "Sở Xây dựng", "Trước ngày 15/7", "Trước ngày 15/7 (năm 2026)"),
        ("2", "Sở Y tế", "Tháng 8", "Tháng 8 (năm 2026)"),
    ]
    chart: Rows = [
        ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian thực hiện năm 2026", L, L),
        (A, A, A, "Tháng 7", "Tháng 8", "Tháng 9"),
        ("1", "Khảo sát", "Sở Xây dựng", "x", "x", ""),
        ("2", "Báo cáo", "Sở Y tế", "", "", "x"),
    ]
    assert [(r.title, r.lead_raw, r.timeframe) for r in read(form, chart, tmp_path)] == [
        ("Khảo sát", "Sở Xây dựng", "Tháng 7 - Tháng 8 (năm 2026)"),
        ("Báo cáo", "Sở Y tế", "Tháng 9 (năm 2026)"),
    ]


def test_a_form_and_an_agenda_give_nothing_in_every_form(form: str, tmp_path: Path) -> None:
    blank: Rows = [
        ("TT", "Chỉ tiêu", "Đơn vị", "Kỳ trước", "Kỳ này", "Ghi chú"),
        ("1", "Số cây trồng mới", "cây", "", "", ""),
        ("2", "Kinh phí", "triệu đồng", "", "", ""),
    ]
    agenda: Rows = [
        ("TT", "Thời gian", "Nội dung", "Thực hiện"),
        ("1", "07h45 - 8h00", "Đón đại biểu", "Sở Xây dựng"),
        ("2", "08h00 - 08h10", "Khai mạc", "Sở Nội vụ"),
    ]
    assert read(form, blank, tmp_path) == read(form, agenda, tmp_path) == ()


def test_dashes_in_the_place_of_numbers_are_no_repeats(form: str, tmp_path: Path) -> None:
    one = ("Sở Y tế", "Sở Nội vụ", "Báo cáo", "Năm 2026")
    rows: Rows = [HEAD, ("1", "Nhóm thể chế", *[""] * 4), ("-", "Làm A", *one), ("-", "Làm B", *one)]
    found = read(form, rows, tmp_path)
    assert [(r.part, r.title, r.findings) for r in found] == [("1", "Làm A", ()), ("1", "Làm B", ())]


def test_heads_in_plain_words_and_an_unnumbered_row(form: str, tmp_path: Path) -> None:
    found = read(
        form,
        [
            ("Số TT", "Việc phải làm", "Ai làm", "Ai giúp", "Bao giờ xong", "Kết quả phải có"),
            ("1", "Lập hồ sơ", "Phòng Kinh tế", "Các đoàn thể", "Nộp chậm nhất 15/10/2026", "Hồ sơ"),
            ("2", "Đối thoại với dân", "Chủ tịch UBND xã", "Văn phòng HĐND và UBND", "Tháng 5/2026", "2 cuộc"),
        ],
        tmp_path,
    )
    assert [(row.title, row.lead_raw, row.coordinators_raw, row.timeframe_raw, row.output) for row in found] == [
        ("Lập hồ sơ", "Phòng Kinh tế", "Các đoàn thể", "Nộp chậm nhất 15/10/2026", "Hồ sơ"),
        ("Đối thoại với dân", "Chủ tịch UBND xã", "Văn phòng HĐND và UBND", "Tháng 5/2026", "2 cuộc"),
    ]


@pytest.mark.parametrize(
    ("cited", "again"),
    [
        ("TB 214/TB-UBND", "CV 2210/UBND-XD"),
        ("Công văn số 2210/UBND-XD ngày 02/7/2026 của UBND tỉnh", "214-TB/TU"),
        ("Số 15/NQ-HĐND; Kế hoạch 60/KH-UBND", "1490/QĐ-UBND (20/6/2026)"),
    ],
)
def test_the_documents_a_task_comes_from_are_not_the_task(cited: str, again: str, form: str, tmp_path: Path) -> None:
    found = read(
        form,
        [
            ("STT", "Văn bản giao", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Sản phẩm", "Hạn hoàn thành"),
            ("1", cited, "Rà soát giá dịch vụ", "Sở Xây dựng", "Báo cáo", "Tháng 8/2026"),
            ("2", again, "Thực hiện Nghị quyết số 68-NQ/TW", "Sở Tài chính", "Kế hoạch", "Quý IV/2026"),
        ],
        tmp_path,
    )
    assert [(row.title, row.output, " ".join(row.note.split())) for row in found] == [
        ("Rà soát giá dịch vụ", "Báo cáo", f"Văn bản giao: {cited}"),
        ("Thực hiện Nghị quyết số 68-NQ/TW", "Kế hoạch", f"Văn bản giao: {again}"),
    ]


def test_bodies_under_a_merged_header_cell_are_its_parts() -> None:
    head = (("TT", "Tên đề án", "Cơ quan chủ trì", "Cấp trình", L, "Hạn trình"), (A, A, A, "UBND tỉnh", "HĐND tỉnh", A))
    one, two = ("1", "Đề án A", "Sở Y tế", "x", "", "20/01/2027"), ("2", "Đề án B", "Sở Nội vụ", "x", "x", "25/3/2027")
    tables = read_tables(paper(grid(*head, one, *head, two)))
    assert [(row.stt, row.title, row.timeframe_raw) for row in tables.tasks] == [
        ("1", "Đề án A", "20/01/2027"), ("2", "Đề án B", "25/3/2027"),
    ]  # fmt: skip
    assert sorted(outcome.kind for outcome in tables.outcomes) == ["header"] * 4 + ["task"] * 2
    assert tables.tasks[1].note == "UBND tỉnh: x\nHĐND tỉnh: x"


def test_a_row_merged_with_the_one_above_begins_no_table() -> None:
    tables = read_tables(
        paper(
            grid(
                ("1", "Lập hồ sơ", "Phòng Kinh tế", "Tháng 5/2026"),
                ("", "Kiểm tra, đôn đốc các thôn", A, "mỗi tháng 1 lần"),
                ("2", "Đối thoại với dân", "Chủ tịch UBND xã", "Tháng 6/2026"),
                ("3", "Tổng kết cuối năm", "Văn phòng UBND xã", "20/12/2026"),
            )
        )
    )
    assert [row.title for row in tables.tasks] == [
        "Lập hồ sơ", "Kiểm tra, đôn đốc các thôn", "Đối thoại với dân", "Tổng kết cuối năm",
    ]  # fmt: skip


@pytest.mark.parametrize("paper_name", ["Báo cáo quý", "Báo cáo quý I/2026", "Kế hoạch năm 2026", "02 báo cáo tháng"])
@pytest.mark.parametrize("head", ["Báo cáo", "Trình UBND tỉnh", "Dự thảo", "Báo cáo quý", "Kỳ họp"])
def test_a_paper_whose_name_holds_a_period_is_no_time(head: str, paper_name: str) -> None:
    head_row = ("STT", "Nhiệm vụ", "Chủ trì", head, "Thời gian")
    rows = read_tables(paper(grid(
        head_row, ("1", "Rà soát", "Sở Y tế", paper_name, "Quý I/2026"),
        ("2", "Tập huấn", "Sở Y tế", paper_name, "5/2026"),
    ))).tasks  # fmt: skip
    assert [(row.title, row.timeframe_raw) for row in rows] == [("Rà soát", "Quý I/2026"), ("Tập huấn", "5/2026")]
    assert all(paper_name in (row.output, row.approver_raw) or paper_name in row.note for row in rows)


@pytest.mark.parametrize(
    "cell", ["Trước 15/3/2026", "Báo cáo trước ngày 15/3/2026", "Báo cáo ngày 15/3", "Báo cáo 15/3"]
)
def test_a_paper_with_its_day_is_a_deadline(cell: str) -> None:
    rows = read_tables(
        paper(grid(("STT", "Nội dung", "Chủ trì", "Báo cáo quý I"), ("1", "Số liệu", "Sở Y tế", cell)))
    ).tasks
    assert [(row.title, row.timeframe_raw) for row in rows] == [("Số liệu", cell)]


def test_a_report_called_by_its_period_is_a_task() -> None:
    rows = read_tables(paper(grid(
        ("STT", "Báo cáo", "Đơn vị", "Thời hạn"), ("1", "Báo cáo quý", "Sở Y tế", "15/3/2026"),
    ))).tasks  # fmt: skip
    assert [(row.title, row.timeframe_raw) for row in rows] == [("Báo cáo quý", "15/3/2026")]


HEADLESS = (("1", "Rà soát vườn ươm"), ("2", "Tập huấn cán bộ"))
PLACES = {
    "remarks behind the time": (("Sở Y tế", "Quý I/2026", "Hoàn thành 50%"), ("Sở Nội vụ", "5/2026", "Theo kế hoạch")),
    "remarks before the time": (("Sở Y tế", "Theo kế hoạch", "Quý I/2026"), ("Sở Nội vụ", "Hoàn thành", "5/2026")),
    "two columns of money": (
        ("Sở Y tế", "Quý I/2026", "500 triệu đồng", "Vốn NSNN 300"), ("Sở Nội vụ", "5/2026", "9 tỷ đồng", "ngân sách"),
    ),
    "four columns of bodies": (
        ("Sở Y tế", "Sở Tài chính", "UBND tỉnh", "HĐND tỉnh", "Quý I/2026"),
        ("Sở Nội vụ", "Sở Y tế", "UBND xã", "HĐND xã", "5/2026"),
    ),
    "three columns of words": (("Sở Y tế", "Đề án", "Quý I/2026", "mới"), ("Sở Nội vụ", "Văn bản", "5/2026", "cũ")),
}  # fmt: skip


@pytest.mark.parametrize("shape", PLACES)
def test_every_cell_of_a_table_without_a_header_is_kept(shape: str) -> None:
    made = [(*start, *rest) for start, rest in zip(HEADLESS, PLACES[shape], strict=True)]
    rows = read_tables(paper(grid(*made))).tasks
    assert [(row.lead_raw, row.timeframe_raw) for row in rows] == [("Sở Y tế", "Quý I/2026"), ("Sở Nội vụ", "5/2026")]
    for row, cells in zip(rows, made, strict=True):
        kept = (
            row.stt, row.title, row.output, row.lead_raw, row.coordinators_raw, row.approver_raw, row.funding_raw,
            row.timeframe_raw, *row.note.split("\n"),
        )  # fmt: skip
        assert sorted(filter(None, kept)) == sorted(cells)


def test_the_first_of_two_columns_of_money_is_what_it_costs() -> None:
    head = ("STT", "Nhiệm vụ", "Chủ trì", "Thời gian", "Tổng kinh phí", "Vốn NSNN")
    (row,) = read_tables(paper(grid(head, ("1", "Rà soát", "Sở Y tế", "Quý I/2026", "500", "300")))).tasks
    assert (row.funding_raw, row.note) == ("500", "Vốn NSNN: 300")


def test_the_parts_of_what_it_costs_are_kept_under_their_headings() -> None:
    head = (("STT", "Nhiệm vụ", "Chủ trì", "Thời gian", "Kinh phí", L), (A, A, A, A, "Tổng", "NSNN"))
    (row,) = read_tables(paper(grid(*head, ("1", "Rà soát", "Sở Y tế", "Quý I/2026", "500", "300")))).tasks
    assert (row.timeframe_raw, row.funding_raw, row.note) == ("Quý I/2026", "500", "NSNN: 300")


@pytest.mark.parametrize("place", [1, 2, 3, 4])
def test_a_blank_remark_that_left_no_tab_is_not_the_time(place: int, tmp_path: Path) -> None:
    head, first, second = (["STT", "Nhiệm vụ", "Chủ trì", "Thời gian"], ["1", "Rà soát", "Sở Y tế", "Quý I/2026"],
                           ["2", "Tập huấn", "Sở Y tế", "Quý II/2026"])  # fmt: skip
    head.insert(place, "Ghi chú")
    first.insert(place, "mới")
    second.insert(place, "")
    text = "\n".join("\t".join(filter(None, cells)) for cells in (head, first, second))
    (tmp_path / "plan.txt").write_text(text, "utf-8")
    rows, findings = read_tasks(read_document(tmp_path / "plan.txt"))
    assert [(row.title, row.lead_raw, row.timeframe_raw, row.note) for row in rows] == [
        ("Rà soát", "Sở Y tế", "Quý I/2026", "Ghi chú: mới"), ("Tập huấn", "Sở Y tế", "Quý II/2026", ""),
    ]  # fmt: skip
    assert ("guessed-cells" in [finding.code for finding in findings]) == (place < 4)
