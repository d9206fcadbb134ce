"""Drafts as `Rule.like` writes them: rows as `task | product | lead | timeframe`, the other lines being sentences."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import docx

from reminder.core.working_calendar import WorkingCalendar
from reminder.directory.agency import Agency, Group, Succession
from reminder.directory.directory import Directory
from reminder.directory.register import Register
from reminder.engine.importing.imported import Imported
from reminder.engine.importing.plan import import_plan
from reminder.engine.linting.lint import RULES, lint
from reminder.engine.linting.remark import Remark, Rule
from reminder.rulefile import load_calendar
from reminder.shipped import SHIPPED

TODAY = date(2026, 2, 20)
HEADER = ("TT", "Nội dung nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Thời gian thực hiện")
TOP = (
    "ỦY BAN NHÂN DÂN TỈNH BÌNH MẪU", "Số: 45/KH-UBND", "Bình Mẫu, ngày 05 tháng 02 năm 2026", "KẾ HOẠCH",
    "Cấp nước sạch nông thôn tỉnh Bình Mẫu", "II. TỔ CHỨC THỰC HIỆN",
)  # fmt: skip
_CEASED = date(2025, 2, 28)
_BASIS = "Nghị quyết 190/2025/QH15"


def directory() -> Directory:
    now = (
        "Sở Y tế", "Sở Xây dựng", "Sở Nội vụ", "Sở Tài chính", "Sở Giáo dục và Đào tạo", "Sở Khoa học và Công nghệ",
        "Văn phòng UBND tỉnh",
    )  # fmt: skip
    gone = ("Sở Giao thông vận tải", "Sở Lao động - Thương binh và Xã hội")
    agencies = [Agency(f"bm-{n}", name, "department") for n, name in enumerate(now)]
    agencies += [Agency(f"bm-gone-{n}", name, "department", until_on=_CEASED) for n, name in enumerate(gone)]
    agencies.append(Agency("bm-ubnd", "UBND tỉnh Bình Mẫu", "province", ("UBND tỉnh",)))
    successions = (
        Succession("bm-gone-0", ("bm-1",), date(2025, 3, 1), "merge", _BASIS),
        Succession("bm-gone-1", ("bm-0", "bm-2"), date(2025, 3, 1), "split", _BASIS),
    )
    groups = (
        Group("bm-so", "Các sở, ban, ngành", kinds=("department",)),
        Group("bm-huyen", "UBND các huyện", until_on=date(2025, 6, 30)),
    )
    return Directory((Register("binh-mau", "Bình Mẫu", 99, tuple(agencies), groups, successions),))


@cache
def calendar() -> WorkingCalendar:
    return load_calendar(SHIPPED / "rules")


def paper(text: str, top: Sequence[str] = TOP) -> bytes:
    """The draft as DOCX. Rows without a number of their own are numbered, sentences too."""
    made = docx.Document()
    lines = text.split("\n")
    sentences = [line for line in lines if "|" not in line]
    for line in (*top, *(f"{n}. {line}" for n, line in enumerate(sentences, 1))):
        made.add_paragraph(line)
    rows = [[cell.strip() for cell in line.split("|")] for line in lines if "|" in line]
    if rows:
        cells = [row if len(row) == len(HEADER) else [str(n), *row] for n, row in enumerate(rows, 1)]
        table = made.add_table(rows=0, cols=len(HEADER))
        for row in (HEADER, *cells):
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    out = BytesIO()
    made.save(out)
    return out.getvalue()


@cache
def understood(text: str, top: tuple[str, ...] = TOP) -> Imported:
    return imported(paper(text, top))


def imported(content: bytes, name: str = "du-thao.docx") -> Imported:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return import_plan(path, directory(), TODAY)


def remarks(text: str, rules: Sequence[Rule] = RULES, top: tuple[str, ...] = TOP) -> tuple[Remark, ...]:
    return lint(understood(text, top), calendar(), rules)


def kinds(text: str, top: tuple[str, ...] = TOP) -> list[str]:
    return [remark.kind for remark in remarks(text, top=top)]
