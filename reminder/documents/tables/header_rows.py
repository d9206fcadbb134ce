"""Where in a grid a header stands, of one level or of up to three, and what it names."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reminder.directory.first_words import BODIES, pattern
from reminder.documents.blocks import Row
from reminder.documents.tables.cells import is_blank, is_dated, is_figure, is_hour, is_length, is_name, is_tick
from reminder.documents.tables.headers import TIMES, Field, field_of, fields_of, is_number, read_header
from reminder.documents.tables.kinds import kind_by_words
from reminder.documents.tables.periods import is_bare_period
from reminder.documents.tables.settled_fields import settled
from reminder.documents.tables.timeframes import Columns
from reminder.text_matching import folded

_LEVELS = 3
_LOOK_AHEAD = 40
_BODY = re.compile(rf"{pattern(*BODIES)}\s+[A-ZĐÀ-Ỹ]|UBND\b")
_UNIT = re.compile(r"\b(tháng|quý|năm|thời gian|tiến độ|lộ trình)\b", re.I)
_PARTS: tuple[Field, ...] = ("lead", "coordinators", "timeframe", "start", "end", "output", "funding", "approver")


@dataclass(frozen=True, slots=True)
class Header:
    """A header of `depth` rows: the field of each column, its own words, and those above them. `sure`: its words alone
    say that tasks stand below; `borne`: what stands below says so; if neither, the words name another kind of table."""

    fields: tuple[Field, ...]
    heads: tuple[str, ...]
    above: tuple[str, ...]
    depth: int
    sure: bool = False
    borne: bool = False


def header_at(rows: Sequence[Row], place: int, *, sure: bool = False) -> Header | None:
    """The header that begins in that row, None when none does: of several depths the deepest that is one. `sure`: only
    one whose words alone say so."""
    best: Header | None = None
    for depth in range(1, _LEVELS + 1):
        levels = rows[place : place + depth]
        if len(levels) < depth or (depth > 1 and not _is_lower(levels)):
            break
        heads, above = _joined(levels)
        below = [row.texts for row in rows[place + depth : place + depth + _LOOK_AHEAD]]
        fields = _charted(heads, above, read_header(heads))
        if fields is not None:
            best = Header(fields, heads, above, depth, sure=True)
            continue
        # A cell merged with one above belongs to a row that began before.
        if sure or any(cell.covered == "above" for cell in rows[place].cells):
            continue
        fields = _charted(heads, above, fields_of(heads))
        if fields is None:
            continue
        if _is_schedule(heads, settled(Columns(fields, heads, above), below), below):
            best = Header(fields, heads, above, depth, borne=True)
        elif best is None and depth == 1 and _is_other(heads):
            best = Header(fields, heads, above, depth)
    return best


def _joined(levels: Sequence[Row]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Each column's lowest words, and those above: "Chủ trì" under "Phân công"."""
    heads: list[str] = []
    above: list[str] = []
    if len(levels) == 1:
        return levels[0].texts, ("",) * len(levels[0].cells)
    carried = [""] * len(levels)
    for place in range(len(levels[0].cells)):
        path: list[str] = []
        for level, row in enumerate(levels):
            cell = row.cells[place]
            lower = any(under.cells[place].text for under in levels[level + 1 :])
            spread = cell.covered == "left" or (not cell.covered and lower)
            carried[level] = cell.text or (carried[level] if spread else "")
            if carried[level]:
                path.append(carried[level])
        heads.append(path[-1] if path else "")
        above.append(" ".join(path[:-1]))
    return tuple(heads), tuple(above)


def _is_lower(levels: Sequence[Row]) -> bool:
    """The last of these rows is a lower level of the header: it names parts of what stands above it."""
    top, low = levels[0], levels[-1]
    if len(levels) == 2 and _is_split(top, low):
        return True
    first = low.cells[0]
    if first.text and not first.covered:
        return False
    texts = [cell.text for cell in low.cells]
    if any(len(text) > 60 or _BODY.match(text) for text in texts):
        return False
    parts = 0
    unit = False
    for above, below in zip(top.cells, low.cells, strict=False):
        unit = bool(_UNIT.search(above.text)) if above.text else unit
        parts += field_of(below.text) in _PARTS or field_of(below.text) == "period"
        parts += unit and is_bare_period(below.text)
    return parts >= 2


def _is_split(top: Row, low: Row) -> bool:
    """The cells of the lower row that are not part of one above stand under a cell merged over several columns."""
    after = [*(cell.covered for cell in top.cells[1:]), ""]
    spread = [cell.covered == "left" or right == "left" for cell, right in zip(top.cells, after, strict=True)]
    parts = [cell.covered != "above" for cell in low.cells]
    split = [wide for wide, part in zip(spread, parts, strict=True) if part]
    return len(split) > 1 and all(split) and not all(parts) and not all(spread)


def _charted(heads: Sequence[str], above: Sequence[str], fields: tuple[Field, ...] | None) -> tuple[Field, ...] | None:
    """Bare numbers under "Tháng" or "Quý" are its periods; the first part of "Kinh phí" is what it costs."""
    if fields is None:
        return None
    found = list(fields)
    for place, (head, upper) in enumerate(zip(heads, above, strict=True)):
        if _UNIT.search(upper) and is_bare_period(head):
            found[place] = "period"
        elif found[place] == "other" and "funding" not in found and field_of(upper) == "funding":
            found[place] = "funding"
    return tuple(found)


def _is_schedule(heads: Sequence[str], fields: Sequence[Field], below: Sequence[Sequence[str]]) -> bool:
    """Something has a time, and the rows below bear it out. Nothing needs to be called a task."""
    filled = [head for head in heads if head]
    if len(filled) < 2 or any(len(head) > 80 or _BODY.match(head) for head in filled):
        return False
    rows = [row for row in below if sum(bool(text) for text in row) > 1]
    charted = [place for place, field in enumerate(fields) if field == "period"]
    timed = [place for place, field in enumerate(fields) if field in TIMES]
    others = [place for place, field in enumerate(fields) if field not in ("stt", "period", *TIMES) and heads[place]]
    if not rows or not (timed or len(charted) > 1) or not any(_hold(rows, place, is_name) for place in others):
        return False
    # Bare years under "Năm" are those of events and of figures.
    timed = [place for place in timed if folded(heads[place]) != "nam" or not _hold(rows, place, is_figure)]
    if any(_hold(rows, place, lambda text: is_dated(text) or is_hour(text) or is_length(text)) for place in timed):
        return True
    ticks = [any(is_tick(row[place]) for place in charted) for row in rows]
    return len(charted) > 1 and 2 * sum(ticks) >= len(ticks)


def _hold(rows: Sequence[Sequence[str]], place: int, test: Callable[[str], bool]) -> bool:
    """At least half of what a column holds is of that kind."""
    texts = [row[place] for row in rows if not is_blank(row[place])]
    return bool(texts) and 2 * sum(map(test, texts)) >= len(texts)


def _is_other(heads: Sequence[str]) -> bool:
    """The words name a table that holds no tasks."""
    filled = [head for head in heads if head]
    if len(filled) < 3 or any(len(head) > 80 or is_number(head) for head in filled):
        return False
    return kind_by_words(heads) is not None and not any(map(_BODY.match, filled))
