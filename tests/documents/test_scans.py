"""Pages that are images: their words, their tables, and the piece of the page that shows them."""

import io
import itertools
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from reminder.documents import Unreadable, read_document, read_tasks
from reminder.documents.blocks import Box, Paragraph, Scan, ScannedWord
from reminder.documents.readers import programs
from reminder.documents.readers.document import pictures
from reminder.documents.readers.formats import read_bytes
from reminder.documents.readers.legible import legible
from reminder.documents.readers.ruled_tables import find_tables
from reminder.documents.readers.scan_rules import find_rules
from reminder.documents.readers.scans import DPI, of_a_page, turn_by
from tests.documents.papers import TOP
from tests.servers.needs import SERIF, need, need_program

REAL = programs.tesseract
DOTS = DPI / 72
LINES = ("Số: 45/KH-UBND", "Bình Mẫu, ngày 12 tháng 3 năm 2026", "KẾ HOẠCH", "Chuyển đổi số tỉnh Bình Mẫu năm 2026")
ROWS: tuple[tuple[str, ...], ...] = (
    ("STT", "Nội dung công việc", "Cơ quan chủ trì", "Thời hạn hoàn thành"),
    ("1", "Ban hành danh mục dữ liệu dùng chung", "Sở Khoa học và Công nghệ", "Trước ngày 30/9/2026"),
    ("2", "Rà soát quy trình số hóa hồ sơ", "", "Quý IV/2026"),
    ("3", "Nâng cấp Trung tâm dữ liệu của tỉnh", "Công an tỉnh", "Tháng 12/2027"),
)
XS = (60, 100, 280, 420, 540)
HEIGHT, TABLE = 44, 200
MERGED = {(2, 2)}  # row and column of the cell that goes on from above


def sheet(words: bool = True) -> Image.Image:
    """A page with four lines and a ruled table, 300 dots an inch."""
    image = Image.new("L", (round(600 * DOTS), round(500 * DOTS)), 252)
    draw = ImageDraw.Draw(image)

    def rule(x0: float, y0: float, x1: float, y1: float) -> None:
        draw.line([round(value * DOTS) for value in (x0, y0, x1, y1)], fill=40, width=3)

    for row in range(len(ROWS) + 1):
        for column, (left, right) in enumerate(itertools.pairwise(XS)):
            if (row, column) not in MERGED:
                rule(left, TABLE + HEIGHT * row, right, TABLE + HEIGHT * row)
    for x in XS:
        rule(x, TABLE, x, TABLE + HEIGHT * len(ROWS))
    if words:
        need(SERIF.exists(), "the DejaVu fonts")
        font = ImageFont.truetype(str(SERIF), round(11 * DOTS))
        for number, line in enumerate(LINES):
            draw.text((80 * DOTS, (50 + 30 * number) * DOTS), line, font=font, fill=20)
        for number, cells in enumerate(ROWS):
            for (left, right), text in zip(itertools.pairwise(XS), cells, strict=True):
                for n, part in enumerate(_wrapped(text, (right - left - 8) * DOTS, font)):
                    at = ((left + 5) * DOTS, (TABLE + HEIGHT * number + 4 + 17 * n) * DOTS)
                    draw.text(at, part, font=font, fill=20)
    return image


def _wrapped(text: str, width: float, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        lines = [*lines[:-1], longer] if font.getlength(longer) <= width else [*lines, word]
    return lines


def test_the_rules_of_a_table_are_found_and_nothing_else() -> None:
    (table,) = find_tables(find_rules(sheet(), DPI))
    assert [sum(cell is not None for cell in row.cells) for row in table.rows] == [4, 4, 3, 4]
    assert [round(value) for value in table.bbox] == [XS[0], TABLE, XS[-1], TABLE + HEIGHT * len(ROWS)]


@settings(max_examples=8)
@given(st.integers(100, 300), st.floats(-0.3, 0.3))
def test_they_are_found_in_coarse_and_crooked_scans(dpi: int, degrees: float) -> None:
    image = turn_by(sheet(words=False), degrees)
    coarse = image.resize((round(image.width * dpi / DPI), round(image.height * dpi / DPI)), Image.Resampling.BOX)
    again = coarse.resize(image.size, Image.Resampling.BICUBIC)
    (table,) = find_tables(find_rules(again, DPI))
    assert [sum(cell is not None for cell in row.cells) for row in table.rows] == [4, 4, 3, 4]


@pytest.fixture
def tesseract(monkeypatch: pytest.MonkeyPatch) -> str:
    (program,) = need_program("tesseract")
    need(bool(REAL()), "Tesseract with Vietnamese")
    monkeypatch.setattr(programs, "tesseract", REAL)
    return program


@pytest.mark.child
def test_a_crooked_scan_that_lies_on_its_side_is_read(tesseract: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    turn_by(sheet(), 1.2).rotate(90, expand=True).save(path, resolution=DPI)
    document = read_document(path)
    rows, _ = read_tasks(document)
    assert [(r.title, r.lead_raw, r.timeframe_raw) for r in rows] == [
        (title, lead or ROWS[1][2], due) for _, title, lead, due in ROWS[1:]
    ]
    assert " ".join(b.text for b in document.blocks if isinstance(b, Paragraph)) == " ".join(LINES)
    assert {f.code for f in document.findings} == {"recognised"}
    (scan,) = (one for one in document.scans if one.page == rows[0].spot.n)
    day, body = scan.find("Trước ngày 30/9/2026"), scan.find("Công an tỉnh")
    assert day and body and day.bottom < body.top
    shown = [Image.open(io.BytesIO(picture)) for picture in pictures(path, [(scan, day), (scan, body)])]
    assert all(picture.width > 100 and 15 < picture.height < 90 for picture in shown)
    assert all(min(picture.convert("L").tobytes()) < 90 for picture in shown)


@pytest.mark.child
def test_a_photograph_is_read_as_a_page(tesseract: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.jpg"
    sheet().convert("RGB").save(path, quality=80)
    document = read_document(path)
    assert document.kind == "image" and len(read_tasks(document)[0]) == len(ROWS) - 1


def test_without_tesseract_a_scan_is_refused_with_the_remedy(tmp_path: Path) -> None:
    for name in ("plan.pdf", "plan.png", "plan.tif"):
        sheet(words=False).save(tmp_path / name)
        with pytest.raises(Unreadable) as raised:
            read_document(tmp_path / name)
        assert raised.value.finding.code == "scan" and "ask for the Word file" in str(raised.value)


def test_a_program_that_fails_is_no_page_without_words(tmp_path: Path) -> None:
    out = io.BytesIO()
    sheet(words=False).save(out, "PNG")
    with pytest.raises(Unreadable):
        read_bytes("plan.png", ".png", out.getvalue(), lambda _done, _total: None, sys.executable)


def test_what_is_clear_in_an_image_is_white() -> None:
    image = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    assert of_a_page(image).getextrema() == (255, 255)


def test_words_are_found_where_they_stand_nearest_to_what_is_meant() -> None:
    words = [
        ScannedWord(text, Box(10.0 * n, 20.0 * (n // 3), 10.0 * n + 8, 20.0 * (n // 3) + 10))
        for n, text in enumerate(("Sở", "Y", "tế", "Sở", "Nội", "vụ", "Sở", "Y", "tế,", "tỉnh"))
    ]
    scan = Scan(1, 0.0, tuple(words))
    assert scan.find("sở y  tế") == Box(0.0, 0.0, 28.0, 10.0)
    assert scan.find("Sở Y tế", near=45.0) == Box(60.0, 40.0, 88.0, 50.0)
    assert scan.find("Nội vụ Sở Y") and scan.find("Sở Tư pháp") is None and scan.find("") is None


@given(st.integers(1, 60))
def test_what_is_printed_in_words_is_legible_and_signs_are_not(shift: int) -> None:
    text = " ".join(TOP)
    assert legible(text)
    shifted = "".join(chr(ord(letter) + shift) if letter != " " else letter for letter in text)
    assert not legible(shifted)
    assert not legible("".join(chr(0xE000 + ord(letter) % 999) for letter in "báo cáo"))
    assert legible("12/2026 15,5 % 1.234") and legible("")
