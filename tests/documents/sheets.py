"""Workbooks made for a test: a plan's table with its header, changed by hand, its parts changed after saving."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from reminder.documents import TaskRow, read_document, read_tasks
from reminder.documents.blocks import Document

HEAD = ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành")
ROWS = (
    (1, "Rà soát vườn ươm", "Sở Xây dựng", "Sở Y tế", "Quý I/2026"),
    (2, "Trồng cây", "Sở Y tế", "", "Quý II/2026"),
    (3, "Kiểm tra", "Sở Nội vụ", "", "Quý III/2026"),
)
Change = Callable[[Worksheet], object]
Parts = Callable[[str, bytes], bytes]


def book(
    rows: Sequence[Sequence[Any]] = ROWS, change: Change = lambda sheet: None, head: Sequence[str] = HEAD
) -> bytes:
    """A workbook of one sheet `PL`: a title, the header in row 2, the rows from row 3 on, then `change`."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "PL"
    for row in (("DANH MỤC",), head, *rows):
        sheet.append(list(row))
    change(sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def repacked(
    data: bytes, change: Parts = lambda name, body: body, more: Mapping[str, str] | None = None,
    renamed: Mapping[str, str] | None = None,
) -> bytes:  # fmt: skip
    """The archive with each part changed, some under other names, and more parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr((renamed or {}).get(name, name), change(name, old.read(name)))
        for name, body in (more or {}).items():
            new.writestr(name, body)
    return out.getvalue()


def document(folder: Path, data: bytes) -> Document:
    file = folder / "plan.xlsx"
    file.write_bytes(data)
    return read_document(file)


def tasks(folder: Path, data: bytes) -> tuple[tuple[TaskRow, ...], list[str]]:
    """The rows read, and what was said of the document as a whole, with the cells."""
    rows, findings = read_tasks(document(folder, data))
    return rows, [str(finding.problem("")).removeprefix(": ") for finding in findings]
