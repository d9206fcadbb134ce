"""Text in which the cells of a table stand one after another with nothing between them but line ends.

The header says which columns there are; a row begins at its number; `cell_cutting` cuts its words into cells.
"""

import itertools
import re
from collections.abc import Sequence

from reminder.documents.blocks import Cell, Row, Table, clean, join_paragraphs
from reminder.documents.bullets import BULLET, roman_value
from reminder.documents.finding import Spot
from reminder.documents.layouts.cell_cutting import cut_cells, divided
from reminder.documents.layouts.repeated_headers import repeated
from reminder.documents.tables.header_rows import header_at
from reminder.documents.tables.headers import Field, field_of, read_header, schedule_fields
from reminder.documents.tables.periods import year_of
from reminder.text_matching import folded

_CLOSING = re.compile(r"^(nơi nhận|tm\.|kt\.|phụ lục|[IVX]+\.\s+(tổ chức thực hiện|kinh phí|giải pháp))", re.I)
Read = tuple[int, Table] | None  # the line after the table's last, and the table
_COUNT = re.compile(r"^(?:stt|tt|số tt|số thứ tự)\b\s*", re.I)
_NUMBER = re.compile(r"^(\d{1,3}(?:\.\d{1,2}){0,2})[.)]?(?:\s+(.*))?$")
_HEADER_LINES = 24
# Words that name a column, in folded letters; the first place where each is found gives the order.
_ANCHORS: tuple[tuple[Field, str], ...] = (
    ("lead", r"chu tri|don vi thuc hien|co quan thuc hien|don vi duoc giao|don vi dau moi"),
    ("coordinators", r"phoi hop"),
    ("timeframe", r"thoi gian|thoi han|tien do|hoan thanh|lo trinh"),
    ("output", r"san pham|ket qua|muc tieu|dau ra"),
    ("funding", r"kinh phi|nguon von|nguon luc"),
    ("approver", r"quyet dinh|phe duyet|cap trinh|noi trinh|tham quyen|ban hanh"),
    ("note", r"ghi chu"),
)
# A header that ran together is told by its fields.
_SHOWN: dict[Field, str] = {
    "stt": "STT", "title": "Nội dung nhiệm vụ", "lead": "Cơ quan chủ trì", "coordinators": "Cơ quan phối hợp",
    "timeframe": "Thời gian thực hiện", "output": "Sản phẩm", "funding": "Kinh phí", "approver": "Cấp quyết định",
    "note": "Ghi chú",
}  # fmt: skip
_TITLE = r"noi dung|nhiem vu|cong viec|chuong trinh|ten|hoat dong|du an|giai phap"


def _header(lines: Sequence[str], place: int) -> tuple[int, tuple[str, ...], tuple[Field, ...]] | None:
    """A header that begins on this line, one cell a line or all run together: the line after it, its words
    by column, and the fields. None when there is none."""
    if not _COUNT.match(lines[place].strip()) or re.search(r"\S {3,}\S|\t", lines[place].strip()):
        # Wide gaps are columns set by alignment, which tell more than the words do.
        return None
    heads: list[str] = []
    end = place
    while end < min(len(lines), place + _HEADER_LINES):
        words = lines[end].strip()
        if heads and words and _begins_row(words):
            break
        if words:
            heads.append(words)
        end += 1
    if sum(map(len, heads)) > 400:
        return None
    fields = read_header(heads)
    if fields is None and len(heads) > 2:
        fields = schedule_fields(heads)
    if fields is not None and len(heads) > 2 and all(map(field_of, heads)):
        # Blank cells leave no line: which month a tick stands under is lost.
        return (end, tuple(heads), fields) if "period" not in fields else None
    named = _anchored(folded(_COUNT.sub("", " ".join(heads))))
    known = set(named)
    if "title" not in known or len(known) < 3 or not known & {"lead", "timeframe"}:
        return None
    shown = [_SHOWN.get(name, "") for name in named]
    if year := year_of(" ".join(heads)):
        shown = [
            f"{words} ({year})" if name == "timeframe" else words for name, words in zip(named, shown, strict=True)
        ]
    return end, ("STT", *shown), ("stt", *named)


def _begins_row(words: str) -> bool:
    first = words.split()[0].rstrip(".)")
    return bool(_NUMBER.match(words)) or (roman_value(first) > 0 and first.isupper()) or words.startswith("(1)")


def _anchored(words: str) -> tuple[Field, ...]:
    found: list[tuple[int, Field]] = []
    for name, pattern in _ANCHORS:
        if match := re.search(rf"\b(?:{pattern})\b", words):
            found.append((match.start(), name))
    first = min((at for at, _ in found), default=len(words))
    if match := re.search(rf"\b(?:{_TITLE})\b", words):
        found.append((min(match.start(), first - 1) if match.start() < first else match.start(), "title"))
    return tuple(name for _, name in sorted(found))


def read_running(lines: Sequence[str], place: int) -> Read:
    """The table whose header begins at line index `place`; None when there is no header, or no rows follow it."""
    header = _header(lines, place)
    if header is None:
        return None
    start, heads, fields = header
    groups: list[tuple[list[str], int]] = []
    again = repeated(lines, lines[place:start])
    ends, expected = start, 1
    for index, line in enumerate(lines[start:], start):
        words = line.strip()
        if _CLOSING.match(words):
            break
        number = _NUMBER.match(words)
        token = words.split()[0].rstrip(".)") if words else ""
        roman = bool(roman_value(token)) and token.isupper()
        if not words or index in again or (number and words.startswith("(")):
            continue
        if roman or (number and _follows(number[1], expected)):
            groups.append(([words], index + 1))
            expected = int(number[1].split(".")[0]) + 1 if number and not roman else -abs(expected)
            ends = index + 1
        elif words.isdigit() and len(words) < 4 and _page_number(lines, index):
            continue
        elif groups:
            groups[-1][0].append(words)
            ends = index + 1
        elif not re.fullmatch(r"[\s()\d]+", words):
            break
    if not any(_NUMBER.match(texts[0]) for texts, _ in groups):
        return None
    rows = [_row(texts, fields, Spot("line", number)) for texts, number in groups]
    guessed = any(
        len(texts) > len(fields)
        or len(texts) < len(fields) - 1
        or any(len(_parted(line, fields)) > 1 for line in texts)
        for texts, _ in groups
    )
    head = Row(tuple(map(Cell, heads)), Spot("line", place + 1))
    if header_at((head, *rows), 0) is None:
        return None
    return ends, Table((head, *rows), merges=False, guessed=guessed)


def _follows(number: str, expected: int) -> bool:
    """The number is the next one (or 1 again after a section); other figures are words of a cell."""
    value = int(number.split(".")[0])
    if expected < 0:
        return value in (1, -expected)
    return value == expected or (value == expected - 1 and "." in number) or value == expected + 1


def _page_number(lines: Sequence[str], index: int) -> bool:
    """A figure alone on its line, after or before a page break or between blank lines."""
    around = [lines[i].strip() for i in (index - 1, index + 1) if 0 <= i < len(lines)]
    return not all(around) or "\f" in lines[index]


def _row(texts: list[str], fields: Sequence[Field], spot: Spot) -> Row:
    width = len(fields)
    number, *rest = texts[0].split(maxsplit=1)
    body = [part for line in (*rest, *texts[1:]) for part in _parted(line, fields)]
    if len(body) == width - 1:
        cells = list(map(clean, body))
    elif roman_value(number.rstrip(".)")):
        cells = [" ".join(body), *[""] * (width - 2)]
    else:
        cells = list(map(_bulleted, cut_cells(body, fields[1:], not rest)))
    return Row(tuple(map(Cell, [number, *cells])), spot)


def _parted(line: str, fields: Sequence[Field]) -> list[str]:
    """A line that is two cells, a body and the time of the next column."""
    for pair in itertools.pairwise(fields):
        both = divided(line, pair) if pair[0] in ("lead", "coordinators", "approver") else None
        if both and not both[1][0].islower():
            return both
    return [line]


def _bulleted(cell: str) -> str:
    """ "- A - B" in a cell that begins with a bullet was a list, one item a line."""
    if not BULLET.match(cell):
        return clean(cell)
    return join_paragraphs(re.split(r"\s+(?=[-–•]\s+[A-ZĐÀ-Ỹ])", cell))
