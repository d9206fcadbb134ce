"""Texts of a size that no office writes, and words said over and over: read in seconds of the processor's time."""

import subprocess
import sys

import pytest

_SECONDS = 20
_READ = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({_SECONDS}, {_SECONDS}))
from datetime import date
from pathlib import Path
from reminder.documents.blocks import Document, Paragraph
from reminder.documents.finding import Spot
from reminder.directory.directory import Directory
from reminder.engine.importing import plan
lines = sys.stdin.read().split("\\n")
document = Document("txt", tuple(Paragraph(line, Spot("line", n)) for n, line in enumerate(lines, 1)))
plan.read_document = lambda path, tell: document
plan.import_plan(Path("plan.txt"), Directory(()), date(2026, 1, 12))
"""
_WORDS = (
    "12.", "ngày 10/12 ", "thời gian: Quý I/2026 ", "trước 14 giờ ", "Sở Y tế, ", "báo cáo; ", "đã ", "a", "(",
    "/2026/", "Quyết định số 5/QĐ-UBND ngày 05/01/2026, ", "hoàn thành trước ngày ",
)  # fmt: skip
TEXTS = {
    **{f"“{words}” over and over": words * (12_000 // len(words)) for words in _WORDS},
    "a paragraph of two thousand dates": "thời gian: Quý I/2026 " * 2_200,
    "duties of many days": "\n".join(
        f"{n}. Sở Y tế rà soát trường số {n} trước ngày {n % 28 + 1}/{n % 8 + 5}/2026." for n in range(1, 2_000)
    ),
    "reports of one heading": "Điều 6. Chế độ báo cáo hằng năm\n"
    + "\n".join(f"{n}. Sở Y tế báo cáo UBND tỉnh việc {n} trước ngày 5/6." for n in range(1, 1_900)),
    "lines with labels": "1. Rà soát\n" + "- Đơn vị chủ trì: Sở Y tế\n- Thời gian: Quý I/2027\n" * 1_000,
}  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_a_long_text_is_read_in_seconds(text: str) -> None:
    subprocess.run([sys.executable, "-c", _READ], input=TEXTS[text], text=True, check=True, capture_output=True)
