"""A plan of a province that does not exist, in every layout we read. `python -m tests.documents.papers`
writes the files of `tests/data` anew."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

DATA = Path(__file__).parent.parent / "data"

HEADER = ("STT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Sản phẩm", "Thời hạn hoàn thành")
ABOVE, LEFT = "\0above", "\0left"
ROWS: tuple[tuple[str, ...], ...] = (
    ("I", "HOÀN THIỆN THỂ CHẾ", LEFT, LEFT, LEFT, LEFT),
    (
        "1", "Xây dựng Quy chế quản lý, vận hành cổng dữ liệu mở của tỉnh", "Sở Khoa học và Công nghệ",
        "Các sở, ban, ngành, UBND các xã, phường", "Quyết định của UBND tỉnh", "Quý II/2026",
    ),
    ("2", "Ban hành danh mục dữ liệu dùng chung", ABOVE, ABOVE, "Quyết định của UBND tỉnh", "Trước ngày 30/9/2026"),
    ("3", "Rà soát quy trình số hóa hồ sơ", "Văn phòng UBND tỉnh", "-", "Báo cáo", "Hằng năm"),
    ("II", "PHÁT TRIỂN HẠ TẦNG", LEFT, LEFT, LEFT, LEFT),
    (
        "1", "Nâng cấp Trung tâm dữ liệu của tỉnh", "Sở Khoa học và Công nghệ", "Sở Tài chính; Công an tỉnh",
        "- Dự án được phê duyệt\n- Trung tâm đạt chuẩn cấp độ 3", "2026 - 2028",
    ),
    (
        "2", "Phủ sóng mạng di động 5G tại các khu công nghiệp, cụm công nghiệp", "Sở Khoa học và Công nghệ",
        "Ban Quản lý các khu công nghiệp tỉnh và các doanh nghiệp viễn thông", "100% khu công nghiệp có sóng 5G",
        "Tháng 12/2027",
    ),
)  # fmt: skip

TOP = (
    "ỦY BAN NHÂN DÂN TỈNH BÌNH MẪU",
    "Số: 45/KH-UBND",
    "Bình Mẫu, ngày 12 tháng 3 năm 2026",
    "KẾ HOẠCH",
    "Chuyển đổi số tỉnh Bình Mẫu năm 2026",
    "Căn cứ Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ, UBND tỉnh ban hành Kế hoạch như sau:",
    "I. MỤC TIÊU",
    "Đến hết năm 2026, tỷ lệ hồ sơ trực tuyến toàn trình đạt 80%.",
    "II. NHIỆM VỤ",
    "Chi tiết tại Danh mục kèm theo.",
    "III. TỔ CHỨC THỰC HIỆN",
    "1. Các sở, ban, ngành, UBND các xã, phường xây dựng kế hoạch thực hiện của cơ quan, đơn vị, gửi về"
    " Sở Khoa học và Công nghệ trước ngày 31/3/2026; định kỳ 6 tháng (trước ngày 10/6), năm (trước ngày 10/12)"
    " báo cáo kết quả thực hiện về UBND tỉnh (qua Sở Khoa học và Công nghệ).",
    "2. Sở Khoa học và Công nghệ",
    "- Theo dõi, đôn đốc việc thực hiện Kế hoạch; tổng hợp báo cáo UBND tỉnh trước ngày 20/12 hằng năm.",
    "- Kịp thời báo cáo UBND tỉnh những khó khăn, vướng mắc.",
    "3. Đề nghị Ủy ban MTTQ Việt Nam tỉnh tăng cường tuyên truyền.",
    "Nơi nhận:",
    "- Báo cáo trước ngày 01/01/2027;",
)


def filled(row: Sequence[str], above: Sequence[str]) -> tuple[str, ...]:
    """The row with the words of its merged cells."""
    return tuple(above[i] if cell == ABOVE else "" if cell == LEFT else cell for i, cell in enumerate(row))


def word(rows: Sequence[Sequence[str]] = (HEADER, *ROWS), top: Sequence[str] = TOP) -> bytes:
    """The plan as DOCX, its cells merged both ways, each row allowed to break."""
    paper = docx.Document()
    for text in top:
        paper.add_paragraph(text)
    table = paper.add_table(rows=len(rows), cols=len(rows[0]))
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            if text == LEFT:
                continue
            if text == ABOVE:
                table.cell(number - 1, place).merge(table.cell(number, place))
                continue
            cell = table.cell(number, place)
            first, *rest = text.split("\n")
            cell.paragraphs[0].text = first
            for more in rest:
                cell.add_paragraph(more)
        for left, right in _runs(row):
            table.cell(number, left).merge(table.cell(number, right))
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _runs(row: Sequence[str]) -> list[tuple[int, int]]:
    """The first and last column of each cell merged across."""
    runs: list[tuple[int, int]] = []
    for place, text in enumerate(row):
        if text == LEFT and runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        elif text == LEFT:
            runs.append((place - 1, place))
    return runs


def excel(rows: Sequence[Sequence[str]] = (HEADER, *ROWS)) -> bytes:
    """The table as XLSX under a title, numbers typed as numbers."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Phụ lục"
    sheet["A1"] = "DANH MỤC NHIỆM VỤ"
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(rows[0]))
    for number, row in enumerate(rows, 3):
        for place, text in enumerate(row, 1):
            if text == ABOVE:
                sheet.merge_cells(start_row=number - 1, end_row=number, start_column=place, end_column=place)
            elif text != LEFT:
                sheet.cell(number, place, int(text) if text.isdigit() else text)
        for first, last in _runs(row):
            sheet.merge_cells(start_row=number, end_row=number, start_column=first + 1, end_column=last + 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def tab_led(rows: Sequence[Sequence[str]] = (HEADER, *ROWS)) -> str:
    """A tab before each cell, a blank line before each row."""
    lines = []
    for row in rows:
        cells = [cell.replace("\n", "\n\n") for cell in row if cell != LEFT]
        lines.append("\n".join("\t" + ("" if cell == ABOVE else cell) for cell in cells))
    return "\n".join(TOP) + "\n \n\n" + "\n\n".join(lines) + "\n"


def tabbed(rows: Sequence[Sequence[str]] = (HEADER, *ROWS)) -> str:
    """One row a line, cells between tabs, merged cells blank."""
    lines = ["\t".join("" if c in (ABOVE, LEFT) else c.replace("\n", " ") for c in row) for row in rows]
    return "\n".join(TOP) + "\n\n" + "\n".join(lines) + "\n"


def piped(rows: Sequence[Sequence[str]] = (HEADER, *ROWS)) -> str:
    """A Markdown table."""
    lines = [
        "| " + " | ".join("" if c in (ABOVE, LEFT) else c.replace("\n", "<br>") for c in row) + " |" for row in rows
    ]
    lines.insert(1, "|" + "---|" * len(rows[0]))
    return "\n\n".join(TOP) + "\n\n" + "\n".join(lines) + "\n"


def aligned(rows: Sequence[Sequence[str]] = (HEADER, *ROWS), width: int = 22) -> str:
    """Columns by spaces, cells wrapped, as `pdftotext -layout` gives them."""
    lines = []
    above: Sequence[str] = rows[0]
    for row in rows:
        texts = filled(row, above)
        above = texts if LEFT not in row else above
        if LEFT in row:
            lines += [f"{row[0]:<5}{row[1]}", ""]
            continue
        cells = [_wrap(text, 4 if i == 0 else width) for i, text in enumerate(texts)]
        for n in range(max(map(len, cells))):
            parts = [(cell[n] if n < len(cell) else "") for cell in cells]
            lines.append((f"{parts[0]:<5}" + "".join(f"{p:<{width + 3}}" for p in parts[1:])).rstrip())
        lines.append("")
    return "\n\n".join(TOP[:-2]) + "\n\n" + "\n".join(lines) + "\n"


def one_a_line(rows: Sequence[Sequence[str]] = (HEADER, *ROWS), width: int = 0) -> str:
    """Every cell on its own line — or, with a `width`, wrapped into several: the cells run together."""
    lines: list[str] = []
    above: Sequence[str] = rows[0]
    for row in rows:
        texts = filled(row, above)
        above = texts if LEFT not in row else above
        for cell in texts:
            if cell:
                lines += [part for text in cell.split("\n") for part in (_wrap(text, width) if width else [text])]
    return "\n".join(TOP[:-2]) + "\n" + "\n".join(lines) + "\n"


def rows_run_together(width: int, rows: Sequence[Sequence[str]] = (HEADER, *ROWS)) -> str:
    """Whole rows, header and all, wrapped as if they were sentences."""
    lines: list[str] = []
    above: Sequence[str] = rows[0]
    for row in rows:
        texts = filled(row, above)
        above = texts if LEFT not in row else above
        lines += _wrap(" ".join(text.replace("\n", " ") for text in texts if text), width)
    return "\n".join(TOP[:-2]) + "\n" + "\n".join(lines) + "\n"


def _wrap(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for token in part.split(" "):
            if line and len(line) + 1 + len(token) > width:
                lines.append(line)
                line = token
            else:
                line = f"{line} {token}" if line else token
        lines.append(line)
    return lines


def pdf(
    rows: Sequence[Sequence[str]] = (HEADER, *ROWS), top: Sequence[str] = TOP, *, page: float = 330, ruled: bool = True
) -> bytes:
    """The plan as PDF, every letter 6 points wide, rows cut where a page ends, the header on each page."""
    sheet = _Sheet()
    y = 40.0
    for text in top:
        for line in _wrap(text, 110):
            if y > page:
                y = sheet.turn()
            sheet.say(40, y, line)
            y += 14
        y += 10
    widths = [40.0, *[(760.0 - 40) / (len(rows[0]) - 1)] * (len(rows[0]) - 1)]
    xs = [40 + sum(widths[:i]) for i in range(len(widths) + 1)]
    y = sheet.turn()
    header, *body = rows
    heads = [_wrap("" if t in (ABOVE, LEFT) else t, int((w - 8) // 6)) for t, w in zip(header, widths, strict=True)]
    over = [_span(rows, 0, place) for place in range(len(header))]
    y = sheet.band(xs, y, heads, over, ruled)
    for number, row in enumerate(body):
        spans = [_span(body, number, place) for place in range(len(row))]
        cells = [
            _wrap("" if t in (ABOVE, LEFT) else t, int(((xs[-1] - xs[1]) if LEFT in row and i else w - 8) // 6))
            for i, (t, w) in enumerate(zip(row, widths, strict=True))
        ]
        height = max(map(len, cells))
        room = int((page - y - 6) // 14)
        if room < height and room >= 1 and LEFT not in row:
            y = sheet.band(xs, y, [c[:room] for c in cells], spans, ruled)
            cells = [c[room:] for c in cells]
            spans = [s if s == "left" else "" for s in spans]
        if room < height:
            y = sheet.turn()
            y = sheet.band(xs, y, heads, [s if s == "left" else "" for s in over], ruled)
            spans = [s if s in ("left", "down") else "" for s in spans]
        y = sheet.band(xs, y, cells, spans, ruled)
    return sheet.save()


def _span(rows: Sequence[Sequence[str]], number: int, place: int) -> str:
    """Whether the cell is part of the one above (`up`) or to its left (`left`), or goes on below (`down`)."""
    if rows[number][place] == LEFT:
        return "left"
    if rows[number][place] == ABOVE:
        return "up"
    return "down" if number + 1 < len(rows) and rows[number + 1][place] == ABOVE else ""


class _Sheet:
    """Pages of text and rules, as little of PDF as that takes. Letters are their own code points."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = [[]]

    def turn(self) -> float:
        self.pages.append([])
        return 40.0

    def say(self, x: float, y: float, text: str) -> None:
        codes = text.encode("utf-16-be").hex()
        self.pages[-1].append(f"BT /F 12 Tf {x:.2f} {560 - y:.2f} Td <{codes}> Tj ET")

    def band(
        self, xs: Sequence[float], y: float, cells: Sequence[Sequence[str]], spans: Sequence[str], ruled: bool
    ) -> float:
        height = 14 * max([1, *map(len, cells)]) + 6
        for place, cell in enumerate(cells):
            for n, line in enumerate(cell):
                if line:
                    self.say(xs[place] + 4, y + 12 + 14 * n, line)
            if ruled and spans[place] != "left":
                self._rule(xs[place], y, xs[place], y + height)
            if ruled and spans[place] != "up":
                self._rule(xs[place], y, xs[place + 1], y)
            if ruled and spans[place] != "down":
                self._rule(xs[place], y + height, xs[place + 1], y + height)
        if ruled:
            self._rule(xs[-1], y, xs[-1], y + height)
        return y + height

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.pages[-1].append(f"{x0:.2f} {560 - y0:.2f} m {x1:.2f} {560 - y1:.2f} l S")

    def save(self) -> bytes:
        cmap = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /I def /CMapType 2 def\n"
            "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            "1 beginbfrange <0000> <FFFF> <0000> endbfrange\nendcmap end end"
        )
        count = len(self.pages)
        kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(count))
        bodies = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
            b"<< /Type /Font /Subtype /Type0 /BaseFont /Mono /Encoding /Identity-H"
            b" /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Mono /DW 500 /FontDescriptor << /Type /FontDescriptor"
            b" /FontName /Mono /Ascent 800 /Descent -200 /Flags 4 /FontBBox [0 -200 500 800] >>"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
            _stream(cmap.encode()),
        ]
        for n, commands in enumerate(self.pages):
            bodies.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents {7 + 2 * n} 0 R"
                " /Resources << /Font << /F 3 0 R >> >> >>".encode()
            )
            bodies.append(_stream("\n".join(commands).encode()))
        out = bytearray(b"%PDF-1.7\n")
        places = []
        for n, body in enumerate(bodies, 1):
            places.append(len(out))
            out += f"{n} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
        out += f"trailer << /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(out)


def _stream(data: bytes) -> bytes:
    return f"<< /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


PAPERS: dict[str, Callable[[], bytes]] = {
    "plan-tab-led.txt": lambda: tab_led().encode(),
    "plan-tabbed.txt": lambda: tabbed().encode(),
    "plan-piped.txt": lambda: piped().encode(),
    "plan-aligned.txt": lambda: aligned().encode(),
    "plan-one-a-line.txt": lambda: one_a_line().encode(),
    "plan-running.txt": lambda: one_a_line(width=30).encode(),
    "plan.docx": word,
    "plan.xlsx": excel,
    "plan.pdf": pdf,
    "plan-unruled.pdf": lambda: pdf(ruled=False),
}


def main() -> None:
    DATA.mkdir(exist_ok=True)
    for name, make in PAPERS.items():
        (DATA / name).write_bytes(make())


if __name__ == "__main__":
    main()
