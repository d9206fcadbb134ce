"""When a row of a task table is due: from its column of times, from a start and an end, from a chart, or from the
section it stands in."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reminder.documents.blocks import Row
from reminder.documents.tables.cells import is_dated, is_unit
from reminder.documents.tables.headers import TIMES, Field
from reminder.documents.tables.periods import period_words, readable, ticked, year_of
from reminder.phrases import read
from reminder.text_matching import folded

# What a column of times is about when it says no deadline: the years looked into, how far work has come.
_NO_STAGE = re.compile(r"thoi ky|nien do|so lieu|ky bao cao|tien do|hien trang")
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


def of_cell(columns: Columns, place: int, words: str, year: str = "") -> Timeframe:
    """The words of the cell in that column, with what its header adds."""
    heads = columns.heads_of(place)
    full = readable(words, year or year_of(*heads), *heads)
    return Timeframe(words, full if full != words else "")


def of_span(columns: Columns, start: str, end: str) -> Timeframe:
    """A start and an end in columns of their own; a start alone is open."""
    raw = " - ".join(filter(None, (start, end)))
    place = columns.fields.index("end" if "end" in columns.fields else "start")
    if raw and not end and is_dated(start):
        return Timeframe(raw, f"Từ {of_cell(columns, columns.fields.index('start'), start).full or start}")
    return of_cell(columns, place, raw)


def of_chart(columns: Columns, row: Row) -> Timeframe:
    """The ticked months, quarters or years; a cell merged over several ticks them all."""
    places = [place for place, field in enumerate(columns.fields) if field == "period" and place < len(row.cells)]
    words: list[str] = []
    for place in places:
        carried = row.cells[place].covered == "left" and words
        words.append(words[-1] if carried else row.cells[place].text)
    raw = ticked(words, [period_words(*columns.heads_of(place)) for place in places])
    if not raw:
        return Timeframe()
    full = readable(raw, year_of(*(columns.heads_of(place)[1] for place in places)))
    return Timeframe(raw, full if full != raw else "")


def of_section(words: str) -> str:
    """The time that a section's words are: `Tháng 3` of "Nhiệm vụ trình trong tháng 3"; "" when they name a subject."""
    match = _SECTION_TIME.match(words)
    when = match["when"].strip(" .:") if match else ""
    sure = {fault.code for fault in read(when, None).faults} <= {"no_year"} if when else False
    return when if sure and is_dated(when) else ""


def stages(columns: Columns, row: Row) -> list[int]:
    """The further columns whose cell is a deadline of its own: "Thời gian trình HĐND" beside "Thời gian trình UBND"."""
    return [
        place
        for place, (field, cell) in enumerate(zip(columns.fields, row.cells, strict=False))
        if field == "also" and is_dated(cell.text) and not _NO_STAGE.search(folded(columns.heads[place]))
        and folded(columns.heads[place]) != "nam"
    ]  # fmt: skip


def year_beside(columns: Columns, row: Row) -> str:
    """The year that stands in a column of its own, beside "Tháng" or "Quý"."""
    for field, head, cell in zip(columns.fields, columns.heads, row.cells, strict=False):
        if field == "also" and folded(head) == "nam" and cell.text:
            return year_of(cell.text)
    return ""


def settled(columns: Columns, rows: Sequence[Sequence[str]]) -> tuple[Field, ...]:
    """The fields as the rows bear them out: the main column of times is the one that most dates stand in, the first of
    equals; "Đơn vị" over units of measure leads nothing."""
    places = [place for place, field in enumerate(columns.fields) if field in ("timeframe", "also")]
    places = [place for place in places if folded(columns.heads[place]) not in ("nam", "gio")] or places

    def texts(place: int) -> list[str]:
        return [row[place] for row in rows if place < len(row) and row[place]]

    def worth(place: int) -> tuple[bool, int, int]:
        stage = not _NO_STAGE.search(folded(columns.heads[place]))
        return stage, sum(map(is_dated, texts(place))), -place

    fields = list(columns.fields)
    for place in places:
        fields[place] = "timeframe" if place == max(places, key=worth) else "also"
    if "lead" in fields:
        place = fields.index("lead")
        units = sum(map(is_unit, texts(place)))
        if folded(columns.heads[place]) == "don vi" and units and 2 * units >= len(texts(place)):
            fields[place] = "other"
    return tuple(fields)
