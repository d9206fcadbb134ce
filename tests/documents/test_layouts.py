"""One small plan in ten layouts: the same rows and duties come out of each."""

from pathlib import Path

import pytest

from reminder.documents import TablesRead, read_document, read_duties, read_head, read_tables, read_tasks
from reminder.documents.layouts.cell_cutting import divided
from reminder.documents.tables.headers import Field
from tests.documents.papers import ABOVE, DATA, HEADER, LEFT, PAPERS, ROWS, filled, one_a_line, rows_run_together

TEXTS = [name for name in PAPERS if name.endswith(".txt")]


def expected() -> list[tuple[str, ...]]:
    out: list[tuple[str, ...]] = []
    above: tuple[str, ...] = HEADER
    section = ""
    for row in ROWS:
        if LEFT in row:
            section = f"{row[0]} {row[1]}"
            continue
        above = filled(row, above)
        out.append((section, *(" ".join(cell.split()) for cell in above)))
    return out


@pytest.mark.parametrize("name", PAPERS)
def test_rows(name: str) -> None:
    rows, _ = read_tasks(read_document(DATA / name))
    found = [(r.section, r.stt, r.title, r.lead_raw, r.coordinators_raw, r.output, r.timeframe_raw) for r in rows]
    assert [tuple(" ".join(cell.split()) for cell in row) for row in found] == expected()


@pytest.mark.parametrize("name", ["plan-tab-led.txt", "plan-piped.txt", "plan.docx", "plan.xlsx", "plan.pdf"])
def test_line_ends_that_are_meant_stay(name: str) -> None:
    rows, _ = read_tasks(read_document(DATA / name))
    assert rows[3].output == "- Dự án được phê duyệt\n- Trung tâm đạt chuẩn cấp độ 3"


@pytest.mark.parametrize("name", ["plan-aligned.txt", "plan-running.txt", "plan-unruled.pdf"])
def test_cells_without_borders_are_to_be_checked(name: str) -> None:
    assert "guessed-cells" in [f.code for f in read_tasks(read_document(DATA / name))[1]]


@pytest.mark.parametrize("name", [name for name in PAPERS if not name.endswith("xlsx")])
def test_duties(name: str) -> None:
    told = read_duties(read_document(DATA / name))
    duties, findings = told.duties, told.findings
    assert [(d.kind, d.owed_by_raw, d.to_raw, d.via_raw, d.schedule_raw) for d in duties] == [
        (
            "plan", "Các sở, ban, ngành, UBND các xã, phường", "Sở Khoa học và Công nghệ", "",
            "trước ngày 31/3/2026",
        ),
        (
            "report", "Các sở, ban, ngành, UBND các xã, phường", "UBND tỉnh", "Sở Khoa học và Công nghệ",
            "định kỳ 6 tháng (trước ngày 10/6), năm (trước ngày 10/12)",
        ),
        ("report", "Sở Khoa học và Công nghệ", "UBND tỉnh", "", "trước ngày 20/12 hằng năm"),
    ]  # fmt: skip
    assert [f.code for f in findings] == ["undated"]


@pytest.mark.parametrize("name", [name for name in PAPERS if not name.endswith("xlsx")])
def test_head(name: str) -> None:
    head = read_head(read_document(DATA / name))
    assert (head.number, str(head.issued_on)) == ("45/KH-UBND", "2026-03-12")
    assert head.title == "Chuyển đổi số tỉnh Bình Mẫu năm 2026"


@pytest.mark.parametrize("name", TEXTS)
def test_the_kept_files_are_those_the_script_makes(name: str) -> None:
    assert (DATA / name).read_bytes() == PAPERS[name]()


def test_decomposed_letters_are_composed_at_the_door(tmp_path: Path) -> None:
    import unicodedata

    file = tmp_path / "nfd.txt"
    file.write_text(unicodedata.normalize("NFD", (DATA / "plan-tabbed.txt").read_text("utf-8")), "utf-8")
    assert read_tasks(read_document(file))[0][0].lead_raw == "Sở Khoa học và Công nghệ"
    assert ABOVE not in file.read_text("utf-8")


@pytest.mark.parametrize("width", [18, 24, 30, 45])
def test_cells_that_run_together_are_cut_apart_again(width: int, tmp_path: Path) -> None:
    file = tmp_path / "running.txt"
    file.write_text(one_a_line(width=width), "utf-8")
    found = [
        (r.section, r.stt, r.title, r.lead_raw, r.coordinators_raw, r.output, r.timeframe_raw)
        for r in read_tasks(read_document(file))[0]
    ]
    assert [tuple(" ".join(cell.split()) for cell in row) for row in found] == expected()


@pytest.mark.parametrize("width", [50, 70, 90])
def test_whole_rows_run_together(width: int, tmp_path: Path) -> None:
    file = tmp_path / "running.txt"
    file.write_text(rows_run_together(width), "utf-8")
    rows, findings = read_tasks(read_document(file))
    assert [(r.section.split()[0], r.stt) for r in rows] == [
        ("I", "1"),
        ("I", "2"),
        ("I", "3"),
        ("II", "1"),
        ("II", "2"),
    ]
    assert rows[0].lead_raw == "Sở Khoa học và Công nghệ" and rows[0].timeframe_raw == "Quý II/2026"
    assert rows[4].coordinators_raw.startswith("Ban Quản lý các khu công nghiệp tỉnh")
    # Wherever the cuts fall, no word is lost and none is added.
    for row, printed in zip(rows, expected(), strict=True):
        cells = (row.title, row.lead_raw, row.coordinators_raw, row.output, row.timeframe_raw)
        assert " ".join(" ".join(cells).split()) == " ".join(" ".join(printed[2:]).split())
    assert "guessed-cells" in [f.code for f in findings]


TOP = "KẾ HOẠCH\nChuyển đổi số\n\n"
TOGETHER = {
    "two aligned columns": """STT  Nội dung nhiệm vụ                   Cơ quan chủ trì      Thời gian
1    Xây dựng quy chế dữ liệu            UBND tỉnh Năm 2020
     mở của tỉnh
2    Ban hành danh mục dùng chung        Sở Tài chính         Quý IV/2018
3    Rà soát quy trình số hóa            Sở Khoa học và Công nghệ trước 30/6/2019
4    Nâng cấp trung tâm                  Sở Công Thương       Hằng năm
""",
    "three aligned columns": """STT  Nội dung nhiệm vụ              Cấp phê duyệt  Cơ quan chủ trì  Thời gian
1    Xây dựng quy chế dữ liệu mở    HĐND tỉnh UBND tỉnh Năm 2020
     của tỉnh
2    Ban hành danh mục dùng chung   UBND tỉnh      Sở Tài chính     Quý IV/2018
3    Rà soát quy trình số hóa       UBND tỉnh Sở Khoa học và Công nghệ trước 30/6/2019
4    Nâng cấp trung tâm             UBND tỉnh      Sở Công Thương   Hằng năm
""",
    "a tab that is missing": """STT\tNội dung nhiệm vụ\tCơ quan chủ trì\tThời gian
1\tXây dựng quy chế dữ liệu mở của tỉnh\tUBND tỉnh Năm 2020
2\tBan hành danh mục dùng chung\tSở Tài chính\tQuý IV/2018
3\tRà soát quy trình số hóa\tSở Khoa học và Công nghệ trước 30/6/2019
4\tNâng cấp trung tâm\tSở Công Thương\tHằng năm
""",
    "one cell a line": """STT
Nội dung nhiệm vụ
Cơ quan chủ trì
Thời gian thực hiện
1
Xây dựng quy chế dữ liệu mở
của tỉnh
UBND tỉnh Năm 2020
2
Ban hành danh mục dùng chung
Sở Tài chính Quý IV/2018
3
Rà soát quy trình số hóa
Sở Khoa học và Công nghệ
trước 30/6/2019
4
Nâng cấp trung tâm
Sở Công Thương
Hằng năm
""",
}


def read_text(text: str, folder: Path) -> TablesRead:
    (folder / "plan.txt").write_text(TOP + text, "utf-8")
    return read_tables(read_document(folder / "plan.txt"))


@pytest.mark.parametrize("layout", TOGETHER)
def test_a_body_and_a_time_that_ran_together_are_two_cells(layout: str, tmp_path: Path) -> None:
    tables = read_text(TOGETHER[layout], tmp_path)
    assert [(row.title, row.lead_raw, row.timeframe_raw) for row in tables.tasks] == [
        ("Xây dựng quy chế dữ liệu mở của tỉnh", "UBND tỉnh", "Năm 2020"),
        ("Ban hành danh mục dùng chung", "Sở Tài chính", "Quý IV/2018"),
        ("Rà soát quy trình số hóa", "Sở Khoa học và Công nghệ", "trước 30/6/2019"),
        ("Nâng cấp trung tâm", "Sở Công Thương", "Hằng năm"),
    ]
    assert "guessed-cells" in [finding.code for finding in tables.findings]


@pytest.mark.parametrize(
    ("text", "fields", "cells"),
    [
        ("UBND tỉnh Năm 2020", ("approver", "timeframe"), ["UBND tỉnh", "Năm 2020"]),
        ("Các sở, ngành Thường xuyên", ("lead", "timeframe"), ["Các sở, ngành", "Thường xuyên"]),
        ("Quý I/2026 Sở Y tế", ("timeframe", "lead"), ["Quý I/2026", "Sở Y tế"]),
        ("Quyết định phê duyệt Quý I/2026", ("output", "timeframe"), ["Quyết định phê duyệt", "Quý I/2026"]),
        # A plan's name holds its year; a name goes on behind "và"; what is no time divides nothing.
        ("Kế hoạch năm 2026", ("output", "timeframe"), None),
        ("Sở Khoa học và Công nghệ", ("lead", "timeframe"), None),
        ("UBND tỉnh Năm 2020", ("title", "lead"), None),
        ("Nâng cấp Năm 2020", ("lead", "timeframe"), None),
        ("Năm 2020", ("lead", "timeframe"), None),
    ],
)
def test_where_two_cells_are_divided(text: str, fields: tuple[Field, Field], cells: list[str] | None) -> None:
    assert divided(text, fields) == cells


SCHEDULES = {
    "tabs": "Cơ quan\tHạn gửi báo cáo\nSở Y tế\tTrước 15/7/2026\nCông an tỉnh\t20/7/2026\n",
    "pipes": "| Cơ quan | Hạn gửi báo cáo |\n|---|---|\n| Sở Y tế | Trước 15/7/2026 |\n| Công an tỉnh | 20/7/2026 |\n",
    "tabs first": "\tCơ quan\n\tHạn gửi báo cáo\n\n\tSở Y tế\n\tTrước 15/7/2026\n\n\tCông an tỉnh\n\t20/7/2026\n",
    "aligned": """Cơ quan            Hạn gửi báo cáo
Sở Y tế            Trước 15/7/2026
Công an tỉnh       20/7/2026
""",
    "cells on lines": "STT\nCơ quan\nHạn gửi báo cáo\n1\nSở Y tế\nTrước 15/7/2026\n2\nCông an tỉnh\n20/7/2026\n",
}


@pytest.mark.parametrize("layout", SCHEDULES)
def test_a_schedule_is_found_in_every_layout(layout: str, tmp_path: Path) -> None:
    rows = read_text(f"LỊCH GỬI BÁO CÁO\n\n{SCHEDULES[layout]}", tmp_path).tasks
    assert [(row.title, row.lead_raw, row.timeframe_raw) for row in rows] == [
        ("LỊCH GỬI BÁO CÁO", "Sở Y tế", "Trước 15/7/2026"),
        ("LỊCH GỬI BÁO CÁO", "Công an tỉnh", "20/7/2026"),
    ]


def test_a_header_that_ran_together_keeps_its_year(tmp_path: Path) -> None:
    text = "STT Nội dung nhiệm vụ Cơ quan chủ trì Thời gian thực hiện năm 2026\n1 Xây dựng quy chế\nSở Y tế\nTháng 3\n"
    (row,) = read_text(text, tmp_path).tasks
    assert (row.timeframe_raw, row.timeframe) == ("Tháng 3", "Tháng 3 (năm 2026)")


def test_ticks_without_their_blank_cells_are_not_guessed(tmp_path: Path) -> None:
    text = "STT\nNhiệm vụ\nCơ quan chủ trì\nTháng 7\nTháng 8\n1\nKhảo sát\nSở Y tế\nx\n"
    assert read_text(text, tmp_path).tasks == ()


COLUMNS = ("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời gian", "Ghi chú")
ONCE_MORE = {
    "aligned": lambda row: "".join(f"{cell:24}" for cell in row).rstrip(),
    "tabs": "\t".join,
    "pipes": lambda row: f"| {' | '.join(row)} |",
    "cells on lines": "\n".join,
}


@pytest.mark.parametrize("layout", ONCE_MORE)
@pytest.mark.parametrize("heading", COLUMNS[1:])
def test_a_task_called_as_a_column_is_no_header(heading: str, layout: str, tmp_path: Path) -> None:
    """A header that a page repeats is told by all its words, a row that holds one of them is a row."""
    first, second = ("1", heading, "Sở Y tế", "Quý I/2026", "Ghi chú"), ("2", "Tập huấn", "Sở Y tế", "Quý II/2026", "x")
    lines = map(ONCE_MORE[layout], (COLUMNS, first, COLUMNS, second))
    rows = read_text("\n".join(lines) + "\n", tmp_path).tasks
    assert [(row.title, row.lead_raw, row.timeframe_raw, row.note) for row in rows] == [
        (heading, "Sở Y tế", "Quý I/2026", "Ghi chú: Ghi chú"), ("Tập huấn", "Sở Y tế", "Quý II/2026", "Ghi chú: x"),
    ]  # fmt: skip


def test_a_header_on_two_lines_is_dropped_where_a_page_repeats_it(tmp_path: Path) -> None:
    head = "STT  Nội dung nhiệm vụ    Cơ quan chủ trì    Thời gian\n" + " " * 45 + "thực hiện\n"
    first, second = (
        "1    Thời gian            Sở Y tế            Quý I/2026\n",
        "2    Tập huấn             Sở Y tế            Năm 2027\n",
    )
    rows = read_text(head + first + head + second, tmp_path).tasks
    assert [(row.title, row.timeframe_raw) for row in rows] == [("Thời gian", "Quý I/2026"), ("Tập huấn", "Năm 2027")]
