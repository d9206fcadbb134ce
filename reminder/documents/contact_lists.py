"""A contact list as an office keeps it (xlsx, csv, a table in docx) → rows of names and mailboxes as printed.

Knows nothing of agencies and judges no address. What is not fit to be read row by row is a problem with its
line or cell; what is not fit to be read at all raises `Unreadable`, as for every document.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from reminder.documents.blocks import Cell, Row, Table, clean
from reminder.documents.finding import Spot, Unreadable, say_spot
from reminder.documents.readers.document import load_bytes, read_document
from reminder.documents.readers.legacy_fonts import legacy_font
from reminder.documents.readers.plain import decode
from reminder.errors import Place, Problem, problem
from reminder.text_matching import folded
from reminder.translatable import N_

MAX_ROWS = 2_000
MAX_BYTES = 4 * 1024 * 1024
ListColumn = Literal["name", "mailbox", "head", "person"]

# What another office program wrote, and what only looks like a table of text.
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf", b"<")
_MAIL = re.compile(r"\b(e ?mails?|thu dien tu|hop thu|mailbox(es)?|dia chi thu|thu cong vu)\b")
_HEADS = re.compile(r"\b(lanh dao|thu truong|dung dau|giam doc|chu tich|head)\b")
_PERSON = re.compile(r"\b(nguoi|ho (va )?ten|dau moi|can bo|chuyen vien|contact|person)\b")
_NAME = re.compile(r"\b(co quan|don vi|so|nganh|xa|phuong|ten|agency|agencies|name|unit)\b")
_NEITHER = re.compile(r"\b(dien thoai|di dong|dtdd|stt|tt|thu tu|dia chi|ghi chu|chuc vu|fax|website)\b")
_SPLIT = re.compile(r"[;,\n]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]")

RAGGED = N_("has {cells} cells where the header has {columns}; put text that holds {delimiter} in quotes")
CONTROL = N_("holds the control character U+{code}; type the cell anew")
FORMULA = N_('"{cell}" is a formula; paste it as a value and save again')
QUOTES = N_("the quotes do not close ({fault}); save the list anew from the spreadsheet")
TOO_LARGE = N_("has {mb} MB, more than the {limit} a contact list may have; save the list alone")
TOO_LONG = N_("the list has more than {limit} rows; save it in parts")
NO_COLUMNS = N_("no column of mail addresses was found; give the columns a header such as: Cơ quan, Email")
GUESSED = N_("there is no header; column {name} was taken for the names, column {mailbox} for the mailboxes")


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: the name, the mailboxes of the body and of its head in order, the person named beside them."""

    name: str
    mailboxes: tuple[str, ...]
    head: tuple[str, ...]
    person: str
    place: Place
    key: str


@dataclass(frozen=True, slots=True)
class ContactList:
    """Rows in the order of the file. Blank rows are left out."""

    rows: tuple[ListRow, ...]
    problems: tuple[Problem, ...]


class _Layout(NamedTuple):
    """Where a table's list begins and what its columns hold."""

    first: int
    columns: dict[int, ListColumn]
    guessed: bool


def read_contact_list(path: Path) -> ContactList:
    """The list in this file, told by its contents, not its name. UTF-8 with or without a mark, UTF-16 and
    Windows-1258 are read; separators may be comma, semicolon, tab or bar. Raises `Unreadable`."""
    data = load_bytes(path)
    name, problems, rows, delimiter = str(path), list[Problem](), list[ListRow](), ""
    if len(data) > MAX_BYTES:
        mb = -(-len(data) // 2**20)
        return ContactList((), (problem(Place(name), "", TOO_LARGE, mb=mb, limit=MAX_BYTES // 2**20),))
    if data[:64].lstrip()[:5].startswith(_OFFICE):
        tables = [b for b in read_document(path).blocks if isinstance(b, Table)]
    else:
        table, delimiter = _csv(name, data, problems)
        tables = [table]
    found = [(table, layout) for table in tables if (layout := _layout(table))]
    if not found and not problems:
        problems.append(problem(Place(name), "", NO_COLUMNS))
    for table, layout in found:
        if layout.guessed:
            taken = {what: _letter(at) for at, what in layout.columns.items()}
            problems.append(problem(*_where(name, table.rows[0].spot), GUESSED, "warning", **taken))
        listed = table.rows[layout.first :]
        if delimiter:
            width = len(table.rows[max(layout.first - 1, 0)].cells)
            listed = tuple(_whole(name, listed, width, delimiter, problems))
        rows += _rows(name, listed, layout.columns, problems)
    return ContactList(tuple(rows), tuple(sorted(problems, key=lambda p: p.place.line)))


def _csv(name: str, data: bytes, problems: list[Problem]) -> tuple[Table, str]:
    text = decode(name, data)
    if font := legacy_font(text):
        raise Unreadable(name, "legacy-font", name=font)
    told = re.match(r"sep=(.)\r?\n", text)
    delimiter = told[1] if told else _delimiter(text)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    after = 1  # the line on which the next row begins
    try:
        for cells in lines:
            line, after = after, lines.line_num + 1
            if (told and line == 1) or not any(cell.strip() for cell in cells):
                continue
            if len(rows) >= MAX_ROWS:
                problems.append(problem(Place(name, line), "", TOO_LONG, limit=MAX_ROWS))
                break
            if bad := _CONTROL.search("".join(cells)):
                problems.append(problem(Place(name, line), "", CONTROL, code=f"{ord(bad[0]):04X}"))
            else:
                rows.append(Row(tuple(Cell(clean(cell)) for cell in cells), Spot("line", line)))
    except csv.Error as fault:
        problems.append(problem(Place(name, after), "", QUOTES, fault=str(fault)))
    return Table(tuple(rows), merges=False), delimiter


def _whole(name: str, rows: Iterable[Row], width: int, delimiter: str, problems: list[Problem]) -> Iterator[Row]:
    """The rows as wide as the header. One comma too many, and an address may stand in another's column."""
    for row in rows:
        if len(row.cells) != width:
            shown = {"\t": "TAB"}.get(delimiter, delimiter)
            place = Place(name, row.spot.line)
            problems.append(problem(place, "", RAGGED, cells=len(row.cells), columns=width, delimiter=shown))
        else:
            yield row


def _delimiter(text: str) -> str:
    """The sign that stands most often in the first line with words, outside quotes."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(",;\t|", key=bare.count)


def _layout(table: Table) -> _Layout | None:
    """By the header, else by what the columns hold; None where no list is."""
    for n, row in enumerate(table.rows[:20]):
        columns = _headed(row)
        if {"name", "mailbox"} <= set(columns.values()):
            return _Layout(n + 1, columns, False)
    width = table.width
    mail = [sum("@" in row.texts[at] for row in table.rows if at < len(row.cells)) for at in range(width)]
    if not any(mail):
        return None
    mailbox = mail.index(max(mail))
    letters = [
        0 if at == mailbox else sum(sum(c.isalpha() for c in r.texts[at]) for r in table.rows if at < len(r.cells))
        for at in range(width)
    ]
    if not any(letters):
        return None
    return _Layout(0, {letters.index(max(letters)): "name", mailbox: "mailbox"}, True)


def _headed(row: Row) -> dict[int, ListColumn]:
    columns: dict[int, ListColumn] = {}
    for at, text in enumerate(row.texts):
        words = re.sub(r"[^a-z0-9]+", " ", folded(text)).strip()
        if not words or "@" in text or len(words) > 60:
            continue
        if _MAIL.search(words):
            columns[at] = "head" if _HEADS.search(words) else "mailbox"
        elif _PERSON.search(words):
            columns[at] = "person"
        elif _NAME.search(words) and not _NEITHER.search(words) and "name" not in columns.values():
            columns[at] = "name"
    return columns


def _rows(name: str, rows: Sequence[Row], columns: dict[int, ListColumn], problems: list[Problem]) -> Iterator[ListRow]:
    above: dict[int, str] = {}
    for row in rows:
        place, key = _where(name, row.spot)
        texts: dict[ListColumn, list[str]] = {}
        for at, what in columns.items():
            cell = row.cells[at] if at < len(row.cells) else Cell()
            above[at] = text = above.get(at, "") if cell.covered == "above" else cell.text
            if text.startswith("="):
                problems.append(problem(place, key, FORMULA, cell=text[:40]))
                text = ""
            texts.setdefault(what, []).append(text)
        words = {what: " ".join(" ".join(parts).split()) for what, parts in texts.items()}
        if any(words.values()):
            yield ListRow(
                words["name"], _boxes(texts["mailbox"]), _boxes(texts.get("head", ())), words.get("person", ""),
                place, key,
            )  # fmt: skip


def _boxes(cells: Iterable[str]) -> tuple[str, ...]:
    pieces = (piece.strip() for cell in cells for piece in _SPLIT.split(cell))
    return tuple(piece.removeprefix("mailto:") for piece in pieces if piece and piece not in ("-", "–"))


def _where(name: str, spot: Spot) -> tuple[Place, str]:
    return Place(name, spot.line), "" if spot.line else say_spot(spot)


def _letter(at: int) -> str:
    return chr(ord("A") + at) if at < 26 else str(at + 1)
