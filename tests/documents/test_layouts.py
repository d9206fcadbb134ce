"""One small plan in ten layouts: the same rows and duties come out of each."""

from pathlib import Path

import pytest

from reminder.documents import read_document, read_duties, read_head, read_tasks
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
