"""When a row of a task table is due: from its column of times, from a start and an end, from a chart, or from the
section it stands in."""

import re
from typing import NamedTuple

from reminder.documents.blocks import Row
from reminder.documents.tables.cells import is_dated, is_mark, odd
from reminder.documents.tables.headers import TIMES, Field
from reminder.documents.tables.periods import period_words, readable, repeating, ticked, within, year_of
from reminder.text_matching import folded

# What a column of times is about when it says no deadline: the years looked into, how far work has come.
NO_DEADLINE = re.compile(r"thoi ky|nien do|so lieu|ky bao cao|hien trang")
# Beside another such column it says the same deadline in other words, or a wider one.
_ANY_TIME = re.compile(
    r"(?:thoi (?:gian|han|diem)|tien do|lo trinh|han|ngay|nam|thang|quy|gio|buoi|thuc hien|trien khai|hoan thanh"
    r"|du kien|ke hoach|\W|\d)*"
)
_SESSION = re.compile(r"\b(?:kỳ|phiên) họp\b", re.I)
_SECTION_TIME = re.compile(
    r"^(?:(?:các|những)\s+)?(?:(?:nhiệm vụ|công việc|nội dung|đề án|chương trình|báo cáo)[\s,]*(?:trọng tâm)?\s*)*"
    r"(?:(?:cần )?(?:thực hiện|trình|hoàn thành|triển khai)\s+)?(?:trong\s+|vào\s+)?"
    r"(?P<when>(?:tháng|quý|năm|tuần|ngày|thứ|[69] tháng)\b.*)$",
    re.I,
)


class Timeframe(NamedTuple):
    """The words printed, and the same so that they can be read on their own ("" where they can)."""

    raw: str = ""
    full: str = ""


class Columns(NamedTuple):
    """A header as far as times go: fields, words and the words above them."""

    fields: tuple[Field, ...]
    heads: tuple[str, ...]
    above: tuple[str, ...]

    def heads_of(self, place: int) -> tuple[str, str]:
        return self.heads[place], self.above[place] if self.above else ""

    @property
    def timed(self) -> bool:
        """There is a column that says when."""
        return any(field in TIMES or field == "period" for field in self.fields)


def of_cell(columns: Columns, place: int, words: str, row: Row | None = None, section: str = "") -> Timeframe:
    """The words of the cell in that column, with what its header, the `row` and the time of its `section` add: the
    year, how often, the month."""
    heads = columns.heads_of(place)
    full = readable(words, (_year_beside(columns, row) if row else "") or year_of(*heads), *heads)
    full = within(full, section) if section else full
    full = repeating(full, _frequency(columns, row)) if row else full
    return Timeframe(words, full if full != words else "")


def of_span(columns: Columns, start: str, end: str) -> Timeframe:
    """A start and an end in columns of their own; a start alone is open."""
    raw = " - ".join(filter(None, (start, end)))
    if raw and not end and is_dated(start):
        return Timeframe(raw, f"Từ {of_cell(columns, columns.fields.index('start'), start).full or start}")
    return of_cell(columns, columns.fields.index("end" if "end" in columns.fields else "start"), raw)


def of_chart(columns: Columns, row: Row) -> tuple[Timeframe, set[int]]:
    """The ticked months, quarters or years; a cell merged over several ticks them all. With it the columns whose words
    it took up."""
    places = [place for place, field in enumerate(columns.fields) if field == "period" and place < len(row.cells)]
    words: list[str] = []
    for place in places:
        carried = row.cells[place].covered == "left" and words
        words.append(words[-1] if carried else row.cells[place].text)
    heads = [columns.heads_of(place) for place in places]
    periods = [period_words(*each) for each in heads]
    years = [year_of(*each, each[0].replace("/", " ")) for each in heads]
    said = ticked(words, periods, years)
    raw = "; ".join(each for each, _, _ in said)
    full = "; ".join(readable(each, year) for each, year, _ in said)
    if len({year for _, year, _ in said}) == 1:
        full = readable(raw, said[0][1])
    used = {places[at] for _, _, at in said if at >= 0} | {
        place for place in places if is_mark(row.cells[place].text)
    }  # fmt: skip
    return Timeframe(raw, full if full != raw else ""), used


def _year_beside(columns: Columns, row: Row) -> str:
    """The year that stands in a column of its own, beside "Tháng" or "Quý"."""
    return year_of(_beside(columns, row, r"nam"))


def _frequency(columns: Columns, row: Row) -> str:
    return _beside(columns, row, r"(?:dinh )?ky(?: han)?(?: bao cao| gui)?|tan suat(?: bao cao)?|so ky")


def _beside(columns: Columns, row: Row, head: str) -> str:
    cells = zip(columns.fields, columns.heads, row.cells, strict=False)
    return next((c.text for f, h, c in cells if f != "timeframe" and re.fullmatch(head, folded(h))), "")


def of_section(words: str) -> str:
    """The time that a section's words are: `Tháng 3` of "Nhiệm vụ trình trong tháng 3"; "" when they name a subject."""
    match = _SECTION_TIME.match(words)
    when = match["when"].strip(" .:") if match else ""
    return when if is_dated(when) and odd(when) <= {"no_year"} else ""


def stages(columns: Columns, row: Row) -> list[int]:
    """The further columns whose cell is a deadline of its own: "Thời gian trình HĐND" beside "Thời gian trình UBND"."""
    return [
        place
        for place, (field, head, cell) in enumerate(zip(columns.fields, columns.heads, row.cells, strict=False))
        if field == "also" and _is_stage(folded(head)) and (is_dated(cell.text) or _SESSION.search(cell.text))
    ]


def _is_stage(head: str) -> bool:
    return not NO_DEADLINE.search(head) and not _ANY_TIME.fullmatch(head)
