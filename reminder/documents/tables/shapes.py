"""Which column is which when the header is lost: by what the columns hold."""

import re
from collections.abc import Callable, Sequence
from itertools import chain, repeat

from reminder.documents.tables.cells import AGENCY_START, TIME_WORDS, is_body, is_dated, is_when
from reminder.documents.tables.headers import Field, is_number

_RANKS: tuple[Field, ...] = ("lead", "coordinators", "approver")
_NOTE: Field = "note"
_MONEY = re.compile(r"ngân sách|nguồn|vốn|kinh phí|\bns\b|xã hội hóa|triệu|tỷ đồng|htqt", re.I)


def read_shape(rows: Sequence[Sequence[str]]) -> tuple[Field, ...] | None:
    """The fields of a table without header, told by what its columns hold; None when it is no task table.

    It must have a column of agencies and one of times; the longest words before them are the task. Where it has no
    other, each must hold nothing else.
    """
    width = max(map(len, rows), default=0)
    if schedule := _schedule(rows, width):
        return schedule
    full = [row for row in rows if len(row) == width and sum(bool(c) for c in row) >= min(3, width)]
    if width < 3 or len(full) < 2:
        return None
    columns = [[row[i] for row in full if row[i]] for i in range(width)]

    def mostly(place: int, holds: Callable[[str], object]) -> bool:
        return bool(columns[place]) and sum(bool(holds(text)) for text in columns[place]) >= 0.6 * len(columns[place])

    fields: list[Field] = ["other"] * width
    if mostly(0, is_number):
        fields[0] = "stt"
    times = [i for i in range(width) if mostly(i, TIME_WORDS.match) and fields[i] != "stt"]
    offices = [i for i in range(width) if mostly(i, AGENCY_START.match) and i not in times]
    if not times or not offices:
        return None
    # A remark may begin as times do ("Hoàn thành 50%"): the column of most dates is the one, of several the last.
    when = max(times, key=lambda place: (sum(map(is_when, columns[place])), place))
    for place in times:
        fields[place] = "timeframe" if place == when else "also"
    for place, rank in zip(offices, chain(_RANKS, repeat(_NOTE)), strict=False):
        fields[place] = rank
    rest = [i for i in range(width) if fields[i] == "other" and columns[i]]
    money = [place for place in rest if mostly(place, _MONEY.search)]
    for place in money:
        fields[place] = "funding" if place == money[0] else "note"
    words = [i for i in rest if fields[i] == "other"]
    kinds: tuple[Field, ...] = ("title", "output")
    for place, kind in zip(words, kinds, strict=False):
        fields[place] = kind
    return tuple(fields) if words else None


def _schedule(rows: Sequence[Sequence[str]], width: int) -> tuple[Field, ...] | None:
    """Bodies and days, numbered or not."""
    shapes: dict[int, tuple[Field, ...]] = {2: ("lead", "timeframe"), 3: ("stt", "lead", "timeframe")}
    fields = shapes.get(width) if len(rows) > 1 else None
    tests: dict[Field, Callable[[str], bool]] = {"stt": is_number, "lead": is_body, "timeframe": is_dated}
    fits = fields and all(tests[field](text) for row in rows for field, text in zip(fields, row, strict=False))
    return fields if fits else None
