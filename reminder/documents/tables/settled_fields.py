"""The fields of a header as the rows below bear them out: its words alone say too little or too much."""

import re
from collections.abc import Callable, Sequence

from reminder.documents.tables.cells import is_body, is_dated, is_length, is_name, is_unit
from reminder.documents.tables.headers import TIMES, Field
from reminder.documents.tables.timeframes import NO_DEADLINE, Columns
from reminder.text_matching import folded

_OWNER = re.compile(r"\b(don vi|co quan|dia phuong|so|ban|nganh|xa|phuong|to chuc|phong|truong)\b")
_NO_OWNER = re.compile(r"\bduoc\b|nhan|dia diem|thanh phan|doi tuong|lien quan|tham")


def settled(columns: Columns, rows: Sequence[Sequence[str]]) -> tuple[Field, ...]:
    """The fields, so that of several columns of times the deadline's is the main one, and that who and what stand in a
    column of another name is seen."""

    def texts(place: int) -> list[str]:
        return [row[place] for row in rows if place < len(row) and row[place]]

    def mostly(place: int, test: Callable[[str], bool]) -> bool:
        return bool(texts(place)) and 2 * sum(map(test, texts(place))) >= len(texts(place))

    fields = list(columns.fields)
    heads = [folded(head) for head in columns.heads]
    times = [place for place, field in enumerate(fields) if field in ("timeframe", "also")]

    def worth(place: int) -> tuple[bool, bool, int, bool, int]:
        """A month before its year, a deadline before a period looked into, then most dates, the end, the first."""
        ends = bool(re.search(r"hoan thanh|\bhan\b", heads[place]))
        deadline = not NO_DEADLINE.search(heads[place])
        return heads[place] not in ("nam", "gio"), deadline, sum(map(is_dated, texts(place))), ends, -place

    main = max(times, key=worth, default=0)
    for place in times:
        fields[place] = "timeframe" if place == main else "also"
    if times and "start" in fields and all(map(is_length, texts(main))):
        fields[main] = "note"  # how long it takes, beside when it begins
    if "lead" in fields and heads[fields.index("lead")] == "don vi" and mostly(fields.index("lead"), is_unit):
        fields[fields.index("lead")] = "other"
    others = [place for place, field in enumerate(fields) if field == "other" and heads[place]]
    if not {"lead", "roles", "subject"} & {*fields}:
        owners = (
            p for p in others if _OWNER.search(heads[p]) and not _NO_OWNER.search(heads[p]) and mostly(p, is_body)
        )
        if (owner := next(owners, None)) is not None:
            fields[owner] = "lead"
            others.remove(owner)
    if not {"title", "subject"} & {*fields}:
        # Where no column is called a task, the words that stand before who and when are it.
        first = next((place for place, field in enumerate(fields) if field in ("lead", "period", *TIMES)), 0)
        if (named := next((place for place in others if place < first and mostly(place, is_name)), None)) is not None:
            fields[named] = "title"
    return tuple(fields)
