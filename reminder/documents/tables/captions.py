"""The lines above a table: its title, and the number of the annex or form it is printed under."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reminder.documents.bullets import roman_value
from reminder.text_matching import folded

_LABEL = re.compile(
    r"^\s*(?P<what>phụ lục|phụ biểu|biểu mẫu|biểu|bảng|mẫu)(?:\s+số)?\s*(?P<number>\d{1,2}[a-zđ]?|[IVX]{1,5}|[A-ZĐ])?"
    r"\b(?:\s*/\s*[\w-]+)?\s*[.:–-]?\s*",
    re.I,
)
_ASIDE = re.compile(r"^\W*(?:\(.*\)|(?:đơn vị(?: tính)?|đvt|kèm theo|ban hành kèm theo)\b.*)\W*$", re.I)
_HEADING = re.compile(r"^(?:\d{1,2}|[IVX]{1,5}|[A-ZĐa-zđ])[.)]\s+")
_LONGEST = 250
_MOST_LINES = 4
_TITLES = r"^(lich|danh muc|danh sach|bang|bieu|ke hoach|chuong trinh|phan cong|tien do|thoi gian|thoi han|tong hop)\b"


@dataclass(frozen=True, slots=True)
class Caption:
    """`text` are the lines as printed; `title` the same without "Phụ lục II" and the like; `label` numbers the annex
    (`PL2`), "" when none is printed."""

    text: str = ""
    title: str = ""
    label: str = ""


def caption_of(lines: Sequence[str]) -> Caption:
    """The caption in the lines directly above a table, the nearest last."""
    kept: list[str] = []
    for line in reversed(lines[-8:]):
        if _ASIDE.match(line):
            continue
        if not _is_title(line, inner=bool(kept)):
            break
        kept.insert(0, line)
        # What is set in capitals may run over several lines; anything else is a title of one.
        if _LABEL.match(line) or not line.isupper() or len(kept) == _MOST_LINES:
            break
    titles = [_HEADING.sub("", line) for line in kept]
    label = ""
    if titles and (match := _LABEL.match(titles[0])) and (match["number"] or folded(match["what"]) == "phu luc"):
        label = _numbered(match["what"], match["number"] or "")
        titles[0] = titles[0][match.end() :]
    title = " ".join(filter(None, titles)).strip(" .:;–-")
    return Caption("\n".join(kept), title, label)


def _is_title(line: str, *, inner: bool) -> bool:
    if len(line) > _LONGEST:
        return False
    if inner:
        return line.isupper() or bool(_LABEL.match(line))
    short = len(line) <= 120 and not line.rstrip().endswith((".", ";", ","))
    return line.isupper() or line.rstrip().endswith(":") or (short and is_titled(line))


def is_titled(line: str) -> bool:
    """The line begins as titles of tables do: "Phụ lục II", "Lịch kiểm tra"."""
    return bool(_LABEL.match(line) or re.match(_TITLES, folded(_HEADING.sub("", line))))


def _numbered(what: str, number: str) -> str:
    if not number:
        return ""
    value = number if number[0].isdigit() else str(roman_value(number) or number)
    return f"{'PL' if folded(what).startswith('phu') else 'B'}{value.lstrip('0') or '0'}"
