"""A table without rules, set only by alignment (PDF without borders, `pdftotext -layout`) → rows.

The header says where the columns stand; the emptiest place between two headings is their border. Since
borders are inferred, every row is marked to be checked.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from reminder.documents.blocks import Cell, Row, Table, clean
from reminder.documents.bullets import BULLET, roman_value
from reminder.documents.finding import Spot
from reminder.documents.layouts.cell_cutting import divided
from reminder.documents.layouts.repeated_headers import repeated
from reminder.documents.lines import glue
from reminder.documents.tables.cells import is_when
from reminder.documents.tables.header_rows import header_at
from reminder.documents.tables.headers import Field, is_number, read_header, schedule_fields

Piece = tuple[float, float, str]

_HEADER_LINES = 5
_CLOSE = re.compile(r"^(nơi nhận|tm\.|kt\.)", re.I)
# Closes a table where nothing stands beside it: a task may be called so.
_ASIDE = re.compile(r"^(\[?ghi chú|phụ lục)", re.I)


@dataclass(frozen=True, slots=True)
class Strip:
    """One printed line as pieces `(x0, x1, text)`, left to right; `gap`: a blank line stands before it."""

    pieces: tuple[Piece, ...]
    spot: Spot
    gap: bool = False


def read_columns(strips: Sequence[Strip]) -> tuple[int, int, Table] | None:
    """The first aligned table in these lines: its first line, the line after its last, and its rows."""
    for start in range(len(strips)):
        found = _header(strips, start)
        if found is None:
            continue
        height, heads, fields = found
        again = repeated([_line(strip) for strip in strips], [_line(strip) for strip in strips[start : start + height]])
        body = range(start + height, len(strips))
        borders = _borders(heads, [strips[i] for i in body])
        end = next((i for i in body if _leaves(strips, i, borders)), len(strips))
        rows = _rows([strips[i] for i in range(start + height, end) if i not in again], borders, fields)
        head = Row(tuple(Cell(text) for _, _, text in heads), strips[start].spot)
        if not rows or header_at((head, *rows), 0) is None:
            continue
        return start, end, Table((head, *rows), merges=False, guessed=True)
    return None


def _header(strips: Sequence[Strip], start: int) -> tuple[int, list[Piece], tuple[Field, ...]] | None:
    """The height of a header that begins here and its columns. Of several heights the one that names most."""
    if len(strips[start].pieces) < 2:
        return None
    best: tuple[int, int, list[Piece], tuple[Field, ...]] | None = None
    for height in range(1, _HEADER_LINES + 1):
        window = strips[start : start + height]
        if len(window) < height or (height > 1 and is_number(window[-1].pieces[0][2])):
            break
        heads = _heads(window)
        texts = [text for _, _, text in heads]
        fields = read_header(texts) or schedule_fields(texts)
        if fields is not None:
            # "thực / hiện": the second line of a heading adds no field but belongs to it.
            score = sum(field != "other" for field in fields)
            if best is None or score >= best[0]:
                best = (score, height, heads, fields)
    return best[1:] if best else None


def _heads(window: Sequence[Strip]) -> list[Piece]:
    heads: list[Piece] = []
    for strip in window:
        for x0, x1, text in strip.pieces:
            for place, (a, b, words) in enumerate(heads):
                if x0 < b and a < x1:
                    heads[place] = (min(a, x0), max(b, x1), f"{words} {text}")
                    break
            else:
                heads.append((x0, x1, text))
    return sorted(heads)


def _borders(heads: list[Piece], body: Sequence[Strip]) -> list[float]:
    """The x between each two columns: where the fewest pieces pass, as near the right heading as may be."""
    pieces = [piece for strip in body for piece in strip.pieces if len(strip.pieces) > 1]
    borders: list[float] = []
    for (a0, a1, _), (b0, b1, _) in itertools.pairwise(heads):
        low, high = (a0 + a1) / 2, (b0 + b1) / 2
        candidates = sorted(
            {low, high, a1, b0, *(x for p in pieces for x in (p[0] - 0.1, p[1] + 0.1) if low < x < high)}
        )
        spans = [((x + y) / 2, y - x) for x, y in itertools.pairwise(candidates)]

        def crossing(x: float) -> int:
            return sum(p[0] < x < p[1] for p in pieces)

        borders.append(min(spans, key=lambda s: (crossing(s[0]), -s[1]))[0] if spans else (a1 + b0) / 2)
    return borders


def _column(piece: Piece, borders: list[float]) -> int:
    middle = min((piece[0] + piece[1]) / 2, piece[0] + 12)
    return sum(middle > border for border in borders)


def _crosses(strip: Strip, borders: list[float]) -> int:
    return sum(any(x0 + 1 < b < x1 - 1 for x0, x1, _ in strip.pieces) for b in borders)


def _leaves(strips: Sequence[Strip], place: int, borders: list[float]) -> bool:
    """The table ends here: closing words, or two lines on end that run across its columns."""
    across = [_crosses(strip, borders) >= 2 and not _is_section(strip) for strip in strips[place : place + 2]]
    first, *more = strips[place].pieces
    closes = bool(_CLOSE.match(first[2])) or (not more and bool(_ASIDE.match(first[2])))
    return closes or across == [True, True]


def _is_section(strip: Strip) -> bool:
    first = _first_word(strip)
    return roman_value(first.rstrip(".)")) > 0 or re.fullmatch(r"[A-ZĐ][.)]?", first) is not None


def _line(strip: Strip) -> str:
    return " ".join(text for _, _, text in strip.pieces)


def _first_word(strip: Strip) -> str:
    return next(iter(strip.pieces[0][2].split()), "")


def _rows(body: Sequence[Strip], borders: list[float], fields: tuple[Field, ...]) -> list[Row]:
    width = len(borders) + 1
    rows: list[tuple[list[str], Spot]] = []
    fresh = True
    for strip in body:
        first = strip.pieces[0]
        cells = _cells(strip, borders, fields)
        starts = _column(first, borders) == 0 and is_number(_first_word(strip)) and not BULLET.match(first[2])
        section = _is_section(strip) and (_crosses(strip, borders) > 0 or sum(map(bool, cells[2:])) == 0)
        if section and len(strip.pieces) > 1 and is_number(first[2]):
            cells = [first[2], " ".join(text for _, _, text in strip.pieces[1:]), *[""] * (width - 2)]
        # Where no number begins a row, its first cell and a date do.
        dated = "stt" not in fields and cells[0] and any(map(is_when, cells[1:]))
        full = strip.gap and fresh and sum(map(bool, cells)) >= 3
        if starts or section or not rows or full or dated:
            rows.append((cells, strip.spot))
            fresh = not section
            continue
        above = rows[-1][0]
        for place, text in enumerate(cells):
            if text:
                above[place] = _append(above[place], text)
    return [Row(tuple(Cell(clean(text)) for text in cells), spot) for cells, spot in rows if any(cells)]


def _cells(strip: Strip, borders: list[float], fields: tuple[Field, ...]) -> list[str]:
    """The words of a line by column. A piece over a border, or before a blank time, is several cells where they are
    known to be."""
    cells = [""] * (len(borders) + 1)
    taken = {_column(piece, borders) for piece in strip.pieces}
    for piece in strip.pieces:
        place = _column(piece, borders)
        crossed = [at for at, border in enumerate(borders) if piece[0] + 1 < border < piece[1] - 1]
        last = crossed[-1] + 1 if crossed else place
        ends = (last,) if last + 1 in taken else (last + 1, last)
        for first, end in itertools.product(dict.fromkeys((*crossed[:1], place)), ends):
            if parts := divided(piece[2], fields[first : end + 1]):
                cells[first : end + 1] = (f"{a} {b}".strip() for a, b in zip(cells[first:], parts, strict=False))
                break
        else:
            cells[place] = f"{cells[place]} {piece[2]}".strip()
    return cells


def _append(text: str, more: str) -> str:
    if not text:
        return more
    item = BULLET.match(more) and (BULLET.match(text) or text.endswith((".", ";", ":")))
    return f"{text}\n{more}" if item else glue(text, more)
