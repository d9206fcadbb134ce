"""Text in which the cells of a table stand one after another with nothing between them but line ends.

The header says how many columns there are and what each holds. A row begins at its number; in it, a line
goes to the column whose kind it shows (agencies, a time), and never back to the left.
"""

import re
from collections.abc import Sequence

from reminder.documents.blocks import Cell, Row, Spot, Table, join_paragraphs
from reminder.documents.headers import AGENCY_START, TIME_WORDS, Field, is_number, read_header
from reminder.documents.signs import BULLET, roman_value

_CLOSING = re.compile(r"^(nơi nhận|tm\.|kt\.|phụ lục)", re.I)
_MONEY = re.compile(r"^(ngân sách|nguồn|vốn|kinh phí|ns )", re.I)


def read_running(
    lines: Sequence[str], start: int, first: int, heads: Sequence[str], header_at: int
) -> tuple[int, Table] | None:
    """The rows that follow the header `heads`, from line index `start`; None when none do."""
    fields = read_header(heads)
    if fields is None:
        return None
    groups: list[tuple[list[str], int]] = []
    index, ends, expected = start, start, 1
    while index < len(lines):
        words = lines[index].strip()
        if _CLOSING.match(words):
            break
        if words:
            number = re.match(r"^(\d{1,3}(?:\.\d{1,2}){0,2})[.)]?(?:\s+(.*))?$", words)
            roman = roman_value(words.split()[0].rstrip(".)")) > 0
            if roman or (number and _follows(number[1], expected, groups)):
                groups.append(([words], first + index))
                if number and not roman:
                    expected = int(number[1].split(".")[0]) + 1
                elif roman:
                    expected = -expected
            elif groups:
                groups[-1][0].append(words)
            else:
                break
            ends = index + 1
        index += 1
    rows = [_row(texts, fields, line) for texts, line in groups]
    wrapped = any(len(texts) > len(fields) for texts, _ in groups)
    if not rows:
        return None
    head = Row(tuple(map(Cell, heads)), Spot("line", first + header_at))
    return ends, Table((head, *rows), merges=False, guessed=wrapped)


def _follows(number: str, expected: int, groups: list[tuple[list[str], int]]) -> bool:
    """The number is the next one (or 1 again after a section); other figures are words of a cell."""
    value = int(number.split(".")[0])
    if expected < 0:
        return value in (1, -expected)
    return (
        value == expected
        or (value == expected - 1 and "." in number)
        or (value == expected + 1 and bool(groups))
    )


def _row(texts: list[str], fields: Sequence[Field], line: int) -> Row:
    spot = Spot("line", line)
    width = len(fields)
    first = texts[0].split(maxsplit=1)
    body = ([first[1]] if len(first) > 1 else []) + texts[1:]
    cells = [first[0], *[""] * (width - 1)]
    if len(body) == width - 1:
        return Row(tuple(map(Cell, [first[0], *body])), spot)
    if roman_value(first[0].rstrip(".)")) or not is_number(first[0]):
        cells[1] = " ".join(body)
        return Row(tuple(map(Cell, cells)), spot)
    place = 1
    held: list[list[str]] = [[] for _ in range(width)]
    for text in body:
        place = _place(text, place, held, fields)
        held[place].append(text)
    for column in range(1, width):
        cells[column] = _joined(held[column])
    return Row(tuple(map(Cell, cells)), spot)


def _place(text: str, place: int, held: list[list[str]], fields: Sequence[Field]) -> int:
    """The column of this line: the present one while it goes on in it, else the next whose kind it shows."""
    if not any(held):
        # Whatever the first words look like ("Ban hành …"), a row begins with its task.
        return place
    kind = _kind(text)
    going_on = bool(held[place]) and (
        text[0].islower() or text[0] in "(&+" or held[place][-1].endswith((",", "và", "-"))
    )
    if going_on or (BULLET.match(text) and fields[place] in ("title", "output")):
        return place
    for column in range(place if not held[place] else place + 1, len(fields)):
        field = fields[column]
        if kind == "time" and field in ("timeframe", "start", "end"):
            return column
        if kind == "agency" and field in ("lead", "coordinators", "approver"):
            return column
        if kind == "money" and field == "funding":
            return column
        if kind == "words" and field in ("title", "output", "note", "other") and held[place]:
            return column
    return place


def _kind(text: str) -> str:
    if TIME_WORDS.match(text) and len(text) < 60:
        return "time"
    if _MONEY.match(text):
        return "money"
    return "agency" if AGENCY_START.match(text) and text[0].isupper() else "words"


def _joined(parts: list[str]) -> str:
    out: list[str] = []
    for part in parts:
        if out and not BULLET.match(part):
            out[-1] = f"{out[-1]} {part}"
        else:
            out.append(part)
    return join_paragraphs(out)
