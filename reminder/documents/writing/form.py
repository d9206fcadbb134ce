"""The page and its pieces as Nghị định 30/2020/NĐ-CP, Phụ lục I wants them: A4, Times New Roman, black, margins
20–25 mm above and below, 30–35 mm left, 15–20 mm right, page numbers centred at the top from page 2 on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Literal

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FONT = "Times New Roman"
LEFT, RIGHT = 67, 98  # mm; the motto's corner must hold the national title on one line
BODY = 14  # points; the decree allows 13 and 14
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}  # fmt: skip
Align = Literal["left", "center", "right", "both"]


@dataclass(frozen=True, slots=True)
class Heading:
    """The two upper corners. `superior` is "" for an agency that has none above it on paper; `symbol` follows
    the number that is left blank; the day of `place_and_day` is left blank as well."""

    superior: str
    issuer: str
    symbol: str
    subject: str
    place_and_day: str
    motto: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: headings, cells, and how much of the width each column takes (any unit)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    centred: tuple[int, ...] = (0,)


def blank() -> Any:
    """A page ready to be written on."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(BODY)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    normal.element.get_or_add_rPr().append(OxmlElement("w:lang", {qn("w:val"): "vi-VN"}))
    normal.paragraph_format.space_after = Pt(0)
    _number_pages(section)
    return document


def saved(document: Any, title: str, author: str, at: datetime) -> bytes:
    """The file's bytes; `at` stands in its properties instead of the moment of writing."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title[:250], author, author
    properties.created = properties.modified = at.replace(tzinfo=None)
    properties.comments, properties.language = "", "vi-VN"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def write(
    at: Any, text: str, *, size: float = BODY, bold: bool = False, italic: bool = False, align: Align = "left",
    before: float = 0, after: float = 0, indent: bool = False, keep: bool = False, fresh: bool = True,
) -> Any:  # fmt: skip
    """A paragraph at the end of `at` (a document or a cell; not `fresh`: a cell's first, empty one)."""
    paragraph = at.add_paragraph() if fresh else at.paragraphs[0]
    paragraph.alignment = _ALIGN[align]
    form = paragraph.paragraph_format
    # An empty paragraph is as high as its mark, which no run changes.
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.line_spacing = 1.0 if text else Pt(round(size * 1.15, 1))
    form.keep_with_next = keep
    if indent:
        form.first_line_indent = Mm(12.7)
    add(paragraph, text, size=size, bold=bold, italic=italic)
    return paragraph


def add(paragraph: Any, text: str, *, size: float = BODY, bold: bool = False, italic: bool = False) -> None:
    """More words in a paragraph."""
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic


def rule(cell: Any, width: float, inset: float) -> None:
    """A line of `inset` mm from both sides of a cell `width` mm wide, as under a motto."""
    paragraph = cell.add_paragraph()
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(min(inset, width / 2 - 5))
    form.space_before, form.space_after, form.line_spacing = Pt(2.5), Pt(0), Pt(4)
    borders = OxmlElement("w:pBdr")
    line = {"w:val": "single", "w:sz": "6", "w:space": "0", "w:color": "000000"}
    borders.append(OxmlElement("w:top", {qn(name): value for name, value in line.items()}))
    paragraph._p.get_or_add_pPr().append(borders)


def corners(document: Any, widths: Sequence[float]) -> tuple[Any, Any]:
    """Two cells side by side without lines, widths in mm."""
    table = document.add_table(rows=1, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _measure(table, widths)
    return table.rows[0].cells[0], table.rows[0].cells[1]


def head(document: Any, heading: Heading) -> None:
    """National title and motto, the issuing agency, number, place and day."""
    left, right = corners(document, (LEFT, RIGHT))
    if heading.superior:
        write(left, balanced(heading.superior, 26), size=13, align="center", fresh=False)
    write(left, balanced(heading.issuer, 24), size=13, bold=True, align="center", fresh=bool(heading.superior))
    rule(left, LEFT, 23)
    title, motto = heading.motto
    write(right, title, size=12.5, bold=True, align="center", fresh=False)
    write(right, motto, size=13.5, bold=True, align="center")
    rule(right, RIGHT, 18)
    number, day = corners(document, (LEFT, RIGHT))
    write(number, heading.symbol, size=13, align="center", before=4, fresh=False)
    if heading.subject:
        write(
            number, balanced(heading.subject, 34), size=12, align="center", before=6
        )  # Phụ lục I, II.5: 6 pt under the number
    write(day, heading.place_and_day, size=13.5, italic=True, align="center", before=4, fresh=False)


def balanced(text: str, width: int) -> str:
    """Lines of about the same length, the upper ones rather longer, none beyond `width` signs where words allow
    it: a name over two lines must not leave one word alone."""
    words = text.split()
    for count in range(1, len(words) + 1):
        lines, rest = [], words
        for left in range(count, 0, -1):
            share, taken = len(" ".join(rest)) / left, 1
            while taken < len(rest) and len(" ".join(rest[:taken])) < share:
                taken += 1
            lines.append(" ".join(rest[:taken]))
            rest = rest[taken:]
        if max(map(len, lines)) <= width:
            return "\n".join(filter(None, lines))
    return text


def grid(document: Any, table: Grid, total: float, size: float = 12) -> None:
    """The table over `total` mm, its heading repeated on each page and no row torn apart."""
    made = document.add_table(rows=1, cols=len(table.columns))
    made.style, made.alignment, made.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    share = total / sum(table.widths)
    for n, title in enumerate(table.columns):
        write(made.rows[0].cells[n], title, size=size, bold=True, align="center", before=2, after=2, fresh=False)
    _flag(made.rows[0], "w:tblHeader")
    for row in table.rows:
        cells = made.add_row().cells
        for n, text in enumerate(row):
            align: Align = "center" if n in table.centred else "left"
            write(cells[n], text, size=size, align=align, before=2, after=2, fresh=False)
    for row in made.rows:
        _flag(row, "w:cantSplit")
    _measure(made, [width * share for width in table.widths])


def _measure(table: Any, widths: Sequence[float]) -> None:
    """Widths in mm, in the grid and in each cell: Word heeds the cells, LibreOffice the grid."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _flag(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _number_pages(section: Any) -> None:
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(13)
    begin, end = (OxmlElement("w:fldChar", {qn("w:fldCharType"): kind}) for kind in ("begin", "end"))
    page = OxmlElement("w:instrText")
    page.text = "PAGE"
    run._r.extend((begin, page, end))
