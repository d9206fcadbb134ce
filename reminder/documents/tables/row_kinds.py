"""What a row below a header is, if it is no task: a section, a total, a remark, the numbers of the columns, or already
the end of the table."""

import re
from collections.abc import Mapping, Sequence

from reminder.documents.blocks import Row
from reminder.documents.bullets import BULLET, roman_value
from reminder.documents.tables.captions import is_titled
from reminder.documents.tables.headers import Field, is_number
from reminder.text_matching import folded

_TOTAL = re.compile(r"(tong cong|tong so|tong kinh phi|tong|cong)\b[^a-z]*(\(.*\))?$")
_ORDINAL = re.compile(r"\(?\d{1,2}\)?|\[\d{1,2}\]|\(?[a-z]\)?", re.I)
_PART = re.compile(r"^(phần|nhóm|chương|mục|phụ lục)\s", re.I)
_REMARK = re.compile(r"^(ghi chú|chú thích|lưu ý|\(\*\)|\*\))", re.I)
_CLOSING = re.compile(
    r"^(?:nơi nhận|tm\.|kt\.|tl\.|tuq\.|người lập|lập biểu|người tổng hợp|thủ trưởng(?: đơn vị)?$|xác nhận của"
    r"|[^,;]{2,40}, ngày\s*[\d….]*\s*tháng\s*[\d….]*\s*năm)",
    re.I,
)


def counts_columns(row: Row, least: int = 3) -> bool:
    """`(1) (2) (3)`: the row that numbers the columns, so many at the least."""
    texts = [text for text in row.texts if text]
    if len(texts) < least or not all(_ORDINAL.fullmatch(text) for text in texts):
        return False
    figures = [int(digits) for text in texts if (digits := text.strip("()[]")).isdigit()]
    return len(figures) >= 2 and figures == list(range(figures[0], figures[0] + len(figures))) and figures[0] < 4


def is_remark(words: str) -> bool:
    """A remark on the rows above."""
    return bool(_REMARK.match(words))


def is_total(values: Mapping[Field, str]) -> bool:
    """`Tổng cộng` where the task or the body stands."""
    words = next((values[name] for name in ("title", "subject", "lead", "stt") if values.get(name)), "")
    return bool(_TOTAL.fullmatch(folded(words)))


def only_words(row: Row, fields: Sequence[Field] = ()) -> tuple[str, str]:
    """The one text of a row that has no other, and its number; ("", "") when it has several."""
    texts = list(row.texts)
    number = ""
    if fields and fields[0] == "stt" and texts[0] and is_number(texts[0]):
        number, texts = texts[0], texts[1:]
    distinct = list(dict.fromkeys(text for text in texts if text))
    return (distinct[0], number) if len(distinct) == 1 else ("", "")


def is_section(row: Row, number: str, words: str, after: Row | None) -> bool:
    """A row of `words` alone that heads those below it."""
    texts = [text for text in row.texts if text]
    merged = sum(cell.covered == "left" for cell in row.cells)
    spread = merged >= max(1, len(row.cells) - 2) or texts.count(words) > 1
    if spread:
        return True
    if any(cell.covered == "above" for cell in row.cells):
        return False
    if number and kind_of_number(number) in ("roman", "letter"):
        return after is not None
    following = after.cells[0].text.strip() if after is not None else ""
    if not number:
        # Words alone before numbered rows are a heading; alone after them, the rest of a cell.
        return after is not None and not BULLET.match(words) and not words[0].islower()
    plain = number.strip(" .)")
    below = following.startswith(f"{plain}.") or bool(re.match(r"^([a-zđ]\)|[-–+*])", following))
    return below or (
        after is not None and following.strip(" .)") == "1" and plain != "1" and _PART.match(words) is not None
    )


def kind_of_number(number: str) -> str:
    """`roman`, `letter`, `figure0`, `figure1` (with one dot) … or `small`."""
    plain = number.strip(" .)")
    if roman_value(plain) and plain.isupper():
        return "roman"
    if len(plain) == 1 and plain.isalpha() and plain.isupper():
        return "letter"
    return f"figure{plain.count('.')}" if plain[:1].isdigit() else "small"


def closing_from(rows: Sequence[Row]) -> int:
    """The place of the first row of a signature, a list of recipients or a date below a table; all rows if none."""
    for place, row in enumerate(rows):
        if any(_CLOSING.match(text) for text in row.texts) and not any(map(_is_numbered, rows[place:])):
            return place
    return len(rows)


def caption_from(rows: Sequence[Row], fields: Sequence[Field], again: bool) -> int:
    """The place of the first of the words alone at the end of a table that are the title of the next one; a section
    goes on where the header comes `again`."""
    place = len(rows)
    while place:
        words, number = only_words(rows[place - 1], fields)
        if not words or number or is_remark(words) or _TOTAL.fullmatch(folded(words)):
            break
        place -= 1
    titled = any(is_titled(only_words(row)[0]) for row in rows[place:])
    return len(rows) if again and not titled else place


def _is_numbered(row: Row) -> bool:
    return is_number(row.cells[0].text) and sum(bool(text) for text in row.texts) > 2
