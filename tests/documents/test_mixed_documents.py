"""Sentences, lists, headings and tables mixed as they come, through each format: no printed date is missing from what
an import writes and says."""

import io
import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminder.directory.directory import Directory
from reminder.engine.importing.plan import import_plan
from reminder.engine.importing.plan_json import as_json
from reminder.engine.importing.plan_rows import plan_text

Grid = list[list[str]]
SHAPES = (
    "Trước ngày {}, Sở Y tế báo cáo UBND tỉnh kết quả thực hiện.", "- Đơn vị chủ trì: Sở Xây dựng",
    "- Thời gian hoàn thành: trước ngày {}", "- Sản phẩm: Báo cáo, gửi trước ngày {}", "Hoàn thành trước ngày {}.",
    "Giao Sở Tài chính chủ trì, phối hợp với Sở Nội vụ:", "1. Nhiệm vụ hoàn thành trước ngày {}:", "{}", "PHỤ LỤC I",
    "Kính gửi: Các sở, ban, ngành; UBND các xã, phường", "Nơi nhận:", "- Báo cáo trước ngày {};",
    "II. TỔ CHỨC THỰC HIỆN", "a) Họp ngày {}; lần 2 ngày {}",
    "(Kèm theo Kế hoạch số 45/KH-UBND ngày {} của UBND tỉnh)", "V/v báo cáo trước ngày {}",
    "Định kỳ hằng quý, năm (trước ngày {}), các đơn vị báo cáo.", "* Ghi chú: số liệu tính đến ngày {}.",
    "Từ ngày {} đến ngày {} tổ chức tập huấn.", "{}: Sở Y tế báo cáo", "KẾ HOẠCH", "TM. ỦY BAN NHÂN DÂN",
    "Lễ tổng kết ngày {}; báo cáo kết quả trong 5 ngày kể từ ngày {}.", "Sở Y tế không phải báo cáo trước ngày {}.",
    "Căn cứ Nghị quyết số 10/NQ-CP ngày {} của Chính phủ;", "2. Sở Y tế (trước ngày {}); Sở Xây dựng (trước ngày {}).",
)  # fmt: skip
HEADERS = (
    ("STT", "Nội dung công việc", "Đơn vị chủ trì", "Thời hạn hoàn thành"), ("Đơn vị", "Sản phẩm", "Hạn"),
    ("TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch 2026"), ("Thời gian", "Nội dung", "Thành phần"),
    ("STT", "Họ và tên", "Chức vụ", "Ngày sinh"), ("STT", "Văn bản", "Ngày ban hành", "Trích yếu"),
)  # fmt: skip
CELLS = ("Rà soát, xong trước ngày {}", "Sở Y tế", "Trước ngày {}", "{}", "Hằng năm", "", "1", "Quyết định ngày {}")
_GRIDS: st.SearchStrategy[Grid] = st.sampled_from(HEADERS).flatmap(
    lambda header: st.lists(
        st.lists(st.sampled_from(CELLS), min_size=len(header), max_size=len(header)), min_size=1, max_size=4
    ).map(lambda rows: [list(header), *rows])
)
MIXED = st.lists(st.one_of(st.sampled_from(SHAPES), st.sampled_from(SHAPES), _GRIDS), min_size=1, max_size=12)


def dated(mixed: Sequence[str | Grid]) -> tuple[list[str | Grid], list[str]]:
    """The document with another day in each gap, and the days."""
    days: list[str] = []

    def fill(text: str) -> str:
        while "{}" in text:
            n = len(days)
            days.append(f"{n % 28 + 1:02}/{n // 28 % 12 + 1:02}/{2026 + n // 336}")
            text = text.replace("{}", days[-1], 1)
        return text

    return [fill(b) if isinstance(b, str) else [list(map(fill, row)) for row in b] for b in mixed], days


def plain(blocks: Sequence[str | Grid]) -> bytes:
    return "\n\n".join(b if isinstance(b, str) else "\n".join(map("\t".join, b)) for b in blocks).encode()


def word(blocks: Sequence[str | Grid]) -> bytes:
    paper, out = docx.Document(), io.BytesIO()
    for block in blocks:
        if isinstance(block, str):
            paper.add_paragraph(block)
            continue
        table = paper.add_table(rows=len(block), cols=len(block[0]))
        for row, texts in zip(table.rows, block, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    paper.save(out)
    return out.getvalue()


def excel(blocks: Sequence[str | Grid]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for block in blocks:
        for row in [[block]] if isinstance(block, str) else block:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("suffix", "write"), [(".txt", plain), (".docx", word), (".xlsx", excel)])
def test_no_printed_date_is_missing(suffix: str, write: Callable[[Sequence[str | Grid]], bytes]) -> None:
    @settings(max_examples=60)
    @given(MIXED)
    def holds(mixed: list[str | Grid]) -> None:
        blocks, days = dated(mixed)
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"plan{suffix}"
            path.write_bytes(write(blocks))
            imported = import_plan(path, Directory(()), date(2026, 1, 12))
        told = as_json(imported)
        placed = [each["words"] for each in (*told["background"], *told["unplaced"])]
        said = " ".join([*placed, *map(str, told["tasks"]), *map(str, told["reports"]), plan_text(imported).text])
        assert set(days) <= set(re.findall(r"\d\d/\d\d/\d{4}", said))

    holds()
