"""Heads of documents made from shapes: kinds, bodies, layouts and signs in all their mixtures, with what they say."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Literal, get_args

import docx
import openpyxl
from hypothesis import strategies as st

from reminder.documents.blocks import Cell, Document, Paragraph, Row, Table
from reminder.documents.finding import Spot

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
PARTY = ("ĐẢNG CỘNG SẢN VIỆT NAM",)
# What stands above the number, line by line, and the name of the one who issued it, with the letters for it.
BODIES: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("ỦY BAN NHÂN DÂN", "TỈNH LÂM ĐỒNG"), "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG", "UBND"),
    (("UBND TỈNH LÂM ĐỒNG",), "UBND TỈNH LÂM ĐỒNG", "UBND"),
    (("UỶ BAN NHÂN DÂN", "XÃ ĐỨC TRỌNG"), "UỶ BAN NHÂN DÂN XÃ ĐỨC TRỌNG", "UBND"),
    (("UBND TỈNH LÂM ĐỒNG", "SỞ XÂY DỰNG"), "SỞ XÂY DỰNG", "SXD"),
    (("UBND TỈNH LÂM ĐỒNG", "SỞ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG"), "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "SNNMT"),
    (("SỞ XÂY DỰNG", "BAN QUẢN LÝ DỰ ÁN", "ĐẦU TƯ XÂY DỰNG"), "BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG", "BQLDA"),
    (("ỦY BAN NHÂN DÂN", "TỈNH LÂM ĐỒNG", "VĂN PHÒNG"), "VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG", "VP"),
    (("HỘI ĐỒNG NHÂN DÂN", "TỈNH LÂM ĐỒNG"), "HỘI ĐỒNG NHÂN DÂN TỈNH LÂM ĐỒNG", "HĐND"),
    (("BỘ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG"), "BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "BNNMT"),
    (("BỘ CÔNG AN", "CÔNG AN TỈNH LÂM ĐỒNG"), "CÔNG AN TỈNH LÂM ĐỒNG", "CAT"),
    (("CHÍNH PHỦ",), "CHÍNH PHỦ", "CP"),
    (("THỦ TƯỚNG CHÍNH PHỦ",), "THỦ TƯỚNG CHÍNH PHỦ", "TTg"),
    (("UBND TỈNH LÂM ĐỒNG", "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ"), "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", "BCĐ"),
)
PARTY_BODIES: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("TỈNH ỦY LÂM ĐỒNG",), "TỈNH ỦY LÂM ĐỒNG", "TU"),
    (("TỈNH UỶ LÂM ĐỒNG", "BAN TUYÊN GIÁO VÀ DÂN VẬN"), "BAN TUYÊN GIÁO VÀ DÂN VẬN", "BTGDVTU"),
    (("ĐẢNG BỘ TỈNH LÂM ĐỒNG", "ĐẢNG ỦY ỦY BAN NHÂN DÂN TỈNH"), "ĐẢNG ỦY ỦY BAN NHÂN DÂN TỈNH", "ĐU"),
    (("BAN CHẤP HÀNH TRUNG ƯƠNG",), "BAN CHẤP HÀNH TRUNG ƯƠNG", "TW"),
)
KINDS = (
    ("NGHỊ QUYẾT", "NQ"), ("QUYẾT ĐỊNH", "QĐ"), ("CHỈ THỊ", "CT"), ("QUY CHẾ", "QC"), ("QUY ĐỊNH", "QyĐ"),
    ("THÔNG BÁO", "TB"), ("HƯỚNG DẪN", "HD"), ("CHƯƠNG TRÌNH", "CTr"), ("KẾ HOẠCH", "KH"), ("PHƯƠNG ÁN", "PA"),
    ("ĐỀ ÁN", "ĐA"), ("DỰ ÁN", "DA"), ("BÁO CÁO", "BC"), ("TỜ TRÌNH", "TTr"), ("CÔNG ĐIỆN", "CĐ"),
    ("GIẤY MỜI", "GM"), ("THÔNG TƯ", "TT"), ("NGHỊ ĐỊNH", "NĐ"),
)  # fmt: skip
PARTY_KINDS = (("KẾ HOẠCH", "KH"), ("NGHỊ QUYẾT", "NQ"), ("KẾT LUẬN", "KL"), ("CHƯƠNG TRÌNH HÀNH ĐỘNG", "CTr"))
TITLES: tuple[tuple[str, ...], ...] = (
    ("Chăm sóc cây xanh công sở năm 2026",),
    ("CHĂM SÓC CÂY XANH CÔNG SỞ", "TRÊN ĐỊA BÀN TỈNH NĂM 2026"),
    ("Triển khai Nghị quyết số 57-NQ/TW ngày 22/12/2024", "của Bộ Chính trị về phát triển khoa học, công nghệ"),
    ("Về việc ban hành Quy chế phối hợp", "trong quản lý cây xanh"),
    ("Ban hành Quy định về cây xanh",),
    ("Thực hiện Nghị quyết số 12/NQ-CP ngày 05/01/2026 của Chính phủ",),
    ("Công tác bảo vệ môi trường", "năm 2026"),
)
SUBJECTS: tuple[tuple[str, ...], ...] = (
    ("V/v chăm sóc cây xanh",),
    ("V/v triển khai Chương trình số 55-CTr/TU", "ngày 30/8/2025 của Tỉnh ủy"),
    ("Về việc báo cáo kết quả", "công tác cây xanh năm 2026"),
)
OPENINGS = (
    "Thực hiện Công văn số 77/SXD-QLN ngày 03/3/2025 của Sở Xây dựng, đơn vị xây dựng kế hoạch như sau:",
    "Căn cứ Quyết định số 99/QĐ-UBND ngày 01/02/2024 của Ủy ban nhân dân tỉnh;",
    "Để chăm sóc cây xanh, Ủy ban nhân dân tỉnh yêu cầu:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Các sở, ban, ngành tổ chức chăm sóc cây.",
    "Ủy ban nhân dân tỉnh ban hành Kế hoạch số 88/KH-UBND ngày 02/02/2023 với nội dung sau:",
)
PLACES = ("Lâm Đồng", "Hà Nội", "TP. Hồ Chí Minh", "Bà Rịa - Vũng Tàu", "Đức Trọng", "Thừa Thiên Huế")
BLANKS = ("     ", "……", " ... ", "…", "")
Layout = Literal[
    "table of two rows", "table of one row", "two columns", "narrow columns", "narrow run together", "one column",
    "run together", "sheet",
]  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A document and what its head says."""

    document: Document
    number: str
    issued: str
    issued_on: date | None
    issuer: str
    title: str


def spot(n: int) -> Spot:
    return Spot("paragraph", n)


@st.composite
def heads(draw: st.DrawFn, layouts: tuple[Layout, ...] = get_args(Layout)) -> Made:
    """A document with a letterhead, in any of its mixtures."""
    party = draw(st.booleans())
    above, issuer, letters = draw(st.sampled_from(PARTY_BODIES if party else BODIES))
    letter = not party and draw(st.booleans())
    kind, sign = draw(st.sampled_from(PARTY_KINDS if party else KINDS))
    year = draw(st.integers(2020, 2030))
    printed, number = draw(_numbers(party, letter, sign, letters, year))
    dated, issued, issued_on = draw(_days(year))
    place = draw(st.sampled_from(PLACES))
    subject = draw(st.sampled_from(SUBJECTS)) if letter else ()
    lines = draw(st.sampled_from(TITLES)) if not letter else ()
    left, right = (
        (*above, *(("*",) if party else ()), printed, *subject),
        (*(PARTY if party else MOTTO), f"{place}, {dated}"),
    )
    layout: Layout = draw(st.sampled_from(layouts))
    if layout.startswith("narrow"):
        right = (*chain.from_iterable(draw(_narrow(line)) for line in right[:-1]), right[-1])
    top = _laid_out(layout, above, printed, subject, right)
    opening = draw(st.lists(st.sampled_from(OPENINGS), min_size=1, max_size=3))
    rest = ("Kính gửi: Các sở, ban, ngành.",) if letter else (kind, *lines)
    texts = (*rest, *opening)
    blocks: list[Paragraph | Table]
    if layout == "sheet":
        rows = (*left, *right, *texts)
        blocks = [
            Table(
                tuple(Row((Cell(text), Cell(), Cell(), Cell()), Spot("cell", n)) for n, text in enumerate(rows, 1)),
                True,
            )
        ]
    else:
        blocks = [*top, *(Paragraph(text, spot(n)) for n, text in enumerate(texts, 50))]
    return Made(Document("docx", tuple(blocks)), number, issued, issued_on, issuer, " ".join(subject or lines))


@st.composite
def _narrow(draw: st.DrawFn, line: str) -> tuple[str, ...]:
    """A line of the right column in two, broken behind its second word or later."""
    words = line.split()
    at = draw(st.integers(2, len(words)))
    return tuple(filter(None, (" ".join(words[:at]), " ".join(words[at:]))))


@st.composite
def _numbers(draw: st.DrawFn, party: bool, letter: bool, sign: str, letters: str, year: int) -> tuple[str, str]:
    figures = draw(st.one_of(st.just(""), st.integers(1, 9999).map(lambda n: f"{n:02}")))
    before = figures or draw(st.sampled_from(BLANKS))
    colon = draw(st.sampled_from(("Số: ", "Số ", "Số:")))
    slash = draw(st.sampled_from(("/", " /", "/ "))) if figures else "/"
    if party:
        dash = draw(st.sampled_from(("-", " -", " - ")))
        return f"{colon}{before}{dash}{sign}/{letters}", f"{figures}-{sign}/{letters}"
    if letter:
        unit = draw(st.sampled_from(("KT", "QLN", "VX1", "NS&TH", "TH")))
        return f"{colon}{before}{slash}{letters}-{unit}", f"{figures}/{letters}-{unit}"
    own = f"{year}/" if sign in ("TT", "NĐ") or (letters == "HĐND" and draw(st.booleans())) else ""
    dash = draw(st.sampled_from(("-", " - ")))
    return f"{colon}{before}{slash}{own}{sign}{dash}{letters}", f"{figures}/{own}{sign}-{letters}"


@st.composite
def _days(draw: st.DrawFn, year: int) -> tuple[str, str, date | None]:
    on = draw(st.dates(date(year, 1, 1), date(year, 12, 31)))
    match draw(st.sampled_from(("long", "short", "day", "month"))):
        case "long":
            return f"ngày {on.day:02} tháng {on.month} năm {year}", f"ngày {on.day:02} tháng {on.month} năm {year}", on
        case "short":
            return f"ngày {on:%d/%m/%Y}", f"ngày {on:%d/%m/%Y}", on
        case "day":
            gap = draw(st.sampled_from(BLANKS))
            return f"ngày {gap} tháng {on.month} năm {year}", f"ngày … tháng {on.month} năm {year}", None
    gap = draw(st.sampled_from(BLANKS))
    return f"ngày {gap} tháng {gap} năm {year}", f"ngày … tháng … năm {year}", None


def _laid_out(
    layout: Layout, above: tuple[str, ...], printed: str, subject: tuple[str, ...], right: tuple[str, ...]
) -> list[Paragraph | Table]:
    left = (*above, printed, *subject)
    if layout == "table of two rows":
        rows = (("\n".join(above), "\n".join(right[:-1])), ("\n".join((printed, *subject)), right[-1]))
        return [Table(tuple(Row(tuple(map(Cell, row)), Spot("row", n, "1")) for n, row in enumerate(rows, 1)), True)]
    if layout == "table of one row":
        return [Table((Row((Cell("\n".join(left)), Cell("\n".join(right))), Spot("row", 1, "1")),), True)]
    if "columns" in layout or layout.endswith("run together"):
        # Names beside the motto, the number beside the day, the subject below it.
        motto = (*right[:-1], *[""] * len(above))[: len(above)] if len(above) >= len(right) - 1 else right[:-1]
        names = (*above, *[""] * len(motto))[: len(motto)]
        both = [" ".join(filter(None, pair)) for pair in zip(names, motto, strict=True)]
        lines = [*both, f"{printed} {right[-1]}", *subject]
        if layout.endswith("run together"):
            lines = [" ".join(both), " ".join((f"{printed} {right[-1]}", *subject))]
        return [Paragraph(text, spot(n)) for n, text in enumerate(lines, 1)]
    return [Paragraph(text, spot(n)) for n, text in enumerate((*left, *right), 1)]


def word(document: Document) -> bytes:
    """The same as DOCX, a line of a cell a paragraph."""
    paper = docx.Document()
    for block in document.blocks:
        if isinstance(block, Paragraph):
            paper.add_paragraph(block.text)
            continue
        table = paper.add_table(rows=len(block.rows), cols=block.width)
        for at, row in enumerate(block.rows):
            for place, text in enumerate(row.texts):
                first, *more = text.split("\n")
                cell = table.cell(at, place)
                cell.paragraphs[0].text = first
                for line in more:
                    cell.add_paragraph(line)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def excel(document: Document) -> bytes:
    """The words of the document as XLSX, a line a row."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for at, text in enumerate(_texts(document), 1):
        sheet.cell(at, 1, text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def plain(document: Document) -> bytes:
    """The words of the document, a line each."""
    return "\n".join(_texts(document)).encode()


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (p.text for p in block.paragraphs())
