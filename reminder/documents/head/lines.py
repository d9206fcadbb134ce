"""The printed lines at the top of a document, out of paragraphs, a letterhead table or the first rows of a sheet."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from reminder.documents.blocks import Document, Paragraph
from reminder.documents.head.columns import apart
from reminder.documents.head.line import Line
from reminder.documents.tables.headers import read_header

_MOST, _LONGEST = 60, 1000  # lines, and letters of one
LOOKED_AT = 400  # letters of a line; what stands behind is of no letterhead
# The capital letters of Vietnamese names, for a class of a pattern.
CAPITAL = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x1EFA)) if c.isupper())
# Quốc hiệu, tiêu ngữ and the Party's title, wherever they stand in a line that two columns share.
_MOTTO = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐỘC LẬP\W+TỰ DO\W+HẠNH PHÚC|ĐẢNG CỘNG SẢN VIỆT NAM"
    r"|ĐOÀN TNCS HỒ CHÍ MINH(?!\s+(?:TỈNH|XÃ|PHƯỜNG))",
    re.I,
)
# What a signing or receiving program prints on top, and the marks of haste, secrecy and drafts.
_ASIDE = re.compile(
    r"^\W*(?:(?:được )?ký bởi|người ký|(?:thời gian|ngày) ký|(?:cơ quan|email|giờ|chuyển|số đến|ngày đến|ngày)\s*:"
    r"|số\s*:\s*\d+\W*$"
    r"|(?:(?:công văn )?đến|hỏa tốc(?: hẹn giờ)?|hoả tốc(?: hẹn giờ)?|thượng khẩn|khẩn|(?:tối |tuyệt )?mật)\W*$"
    r"|(?:bản )?dự thảo\b(?:\s+(?:lần|ngày|số|v)?\W*[\d/.]+)?\W*$|mẫu (?:số )?[\d.]+\W*$)",
    re.I,
)
_RULE = re.compile(r"^[\W_]*$")


def top_lines(document: Document) -> list[Line]:
    """The first lines of the document, up to its first table of more than two columns. Columns that a line shares with
    the motto are parted from it; rules, stamps and marks of haste are left out."""
    parted = (part for line in apart(_lines(document)) for part in _parted(line))
    kept = (line for line in parted if not _RULE.match(line.text) and not _ASIDE.match(line.text))
    return list(islice(kept, _MOST))


def _lines(document: Document) -> Iterator[Line]:
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            yield Line(block.text, block.spot, number)
            continue
        for row in block.rows:
            filled = [cell.text for cell in row.cells if cell.text]
            if len(filled) > 2 or read_header(row.texts):
                return
            for text in filled:
                yield from (Line(part, row.spot, number, True) for part in text.split("\n") if part)


def _parted(line: Line) -> Iterator[Line]:
    for text in _MOTTO.split(line.text[:_LONGEST]):
        if words := " ".join(text.split()):
            yield replace(line, text=words)
