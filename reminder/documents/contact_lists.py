"""A contact list as an office keeps it (xlsx, csv, a table in docx) → rows of names and mailboxes as printed.

Knows nothing of agencies and judges no address. What is not fit to be read row by row is a problem with its
line or cell; what is not fit to be read at all raises `Unreadable`, as for every document.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from reminder.documents.blocks import Cell, Row, Table, clean
from reminder.documents.contact_columns import Layout, ListColumn, layout
from reminder.documents.contact_mailboxes import mailboxes_in
from reminder.documents.finding import Spot, Unreadable, say_spot
from reminder.documents.readers.document import load_bytes, read_document
from reminder.documents.readers.legacy_fonts import legacy_font
from reminder.documents.readers.plain import decode
from reminder.documents.tables.row_kinds import counts_columns
from reminder.errors import Place, Problem, problem
from reminder.text_matching import folded
from reminder.translatable import N_

MAX_ROWS = 2_000
MAX_BYTES = 4 * 1024 * 1024
# What another office program wrote, and what only looks like a table of text.
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf", b"<")
_TOTAL = re.compile(r"(?!tong cong ty)((tong cong|tong so|tong|cong)[ .:]*|(tong cong|tong so)\b\D*\d+\D*)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]")

RAGGED = N_("has {cells} cells where the header has {columns}; put text that holds {delimiter} in quotes")
CONTROL = N_("holds the control character U+{code}; type the cell anew")
FORMULA = N_('"{cell}" is a formula; paste it as a value and save again')
QUOTES = N_("the quotes do not close ({fault}); save the list anew from the spreadsheet")
TOO_LARGE = N_("has {mb} MB, more than the {limit} a contact list may have; save the list alone")
TOO_LONG = N_("the list has more than {limit} rows; save it in parts")
NO_COLUMNS = N_("no column of mail addresses was found; give the columns a header such as: Cơ quan, Email")
PRIVATE = N_('column {column} ("{heading}") was left out: beside it stand the mailboxes of the offices themselves')
GUESSED = N_("there is no header; column {name} was taken for the names, column {mailbox} for the mailboxes")


@dataclass(frozen=True, slots=True)
class ListedMailbox:
    """A mailbox as written, the cell it stands in (`Danh bạ!C2`, "" where the line says it), and who reads it."""

    mailbox: str
    cell: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: the name, and the mailboxes of the body and of its head in order. `key` is its first cell."""

    name: str
    mailboxes: tuple[ListedMailbox, ...]
    head: tuple[ListedMailbox, ...]
    place: Place
    key: str


@dataclass(frozen=True, slots=True)
class ContactList:
    """Rows in the order of the file. Blank rows and rows of totals are left out."""

    rows: tuple[ListRow, ...]
    problems: tuple[Problem, ...]


def read_contact_list(path: Path) -> ContactList:
    """The list in this file, told by its contents, not its name. UTF-8 with or without a mark, UTF-16 and
    Windows-1258 are read; separators may be comma, semicolon, tab or bar. Raises `Unreadable`."""
    data = load_bytes(path)
    name, problems, rows, delimiter = str(path), list[Problem](), list[ListRow](), ""
    if len(data) > MAX_BYTES:
        mb = -(-len(data) // 2**20)
        return ContactList((), (problem(Place(name), "", TOO_LARGE, mb=mb, limit=MAX_BYTES // 2**20),))
    if data[:64].lstrip()[:5].startswith(_OFFICE):
        document = read_document(path)
        tables = [block for block in document.blocks if isinstance(block, Table)]
        problems += (finding.problem(name) for finding in document.findings)
    else:
        table, delimiter = _csv(name, data, problems)
        tables = [table]
    known: Layout | None = None
    for table in tables:
        found = layout(table, known)
        if found is None:
            continue
        known = found
        if found.guessed:
            taken = {what: _letter(table, at) for at, what in found.columns.items()}
            problems.append(problem(*_where(name, table.rows[0].spot), GUESSED, "warning", **taken))
        for at, heading in found.private:
            where = _where(name, found.heads[-1].spot)
            problems.append(problem(*where, PRIVATE, "warning", column=_letter(table, at), heading=heading))
        listed = table.rows[found.first :]
        if delimiter:
            width = len(table.rows[max(found.first - 1, 0)].cells)
            listed = tuple(_whole(name, listed, width, delimiter, problems))
        rows += _rows(name, replace(table, rows=listed), found, problems)
    if known is None and not any(p.level == "error" for p in problems):
        problems.append(problem(Place(name), "", NO_COLUMNS))
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


def _rows(name: str, table: Table, found: Layout, problems: list[Problem]) -> Iterator[ListRow]:
    heads = {row.texts for row in found.heads}
    above: dict[int, tuple[str, str]] = {}
    for row in table.rows:
        place, key = _where(name, row.spot)
        if row.texts in heads or counts_columns(row, least=2):
            continue
        cells: dict[ListColumn, list[tuple[str, str]]] = {"name": [], "mailbox": [], "head": [], "person": []}
        for at, what in found.columns.items():
            cell = row.cells[at] if at < len(row.cells) else Cell()
            text, ref = above.get(at, ("", "")) if cell.covered == "above" else (cell.text, _ref(table, row, at))
            above[at] = text, ref
            if text.startswith("="):
                problems.append(problem(place, ref or key, FORMULA, cell=text[:40]))
                text = ""
            cells[what].append((text, ref))
        called = " ".join(" ".join(text for text, _ in cells["name"]).split())
        boxes, head = list(_listed(cells["mailbox"])), tuple(_listed(cells["head"]))
        persons = [line for text, _ in cells["person"] for line in text.split("\n") if line]
        if len(persons) != len(boxes):
            persons = [", ".join(persons)] * len(boxes)
        boxes = [replace(box, person=person) for box, person in zip(boxes, persons, strict=True)]
        if boxes or head or (called and not _TOTAL.fullmatch(folded(called))):
            yield ListRow(called, tuple(boxes), head, place, key)


def _listed(cells: Iterable[tuple[str, str]]) -> Iterator[ListedMailbox]:
    return (ListedMailbox(mailbox, ref) for text, ref in cells for mailbox in mailboxes_in(text))


def _where(name: str, spot: Spot) -> tuple[Place, str]:
    return Place(name, spot.line), "" if spot.line else say_spot(spot)


def _ref(table: Table, row: Row, at: int) -> str:
    """`Danh bạ!C2`, in a sheet."""
    sheet = row.spot.at.rpartition("!")[0]
    return f"{sheet}!{table.letters[at]}{row.spot.n}" if table.letters else ""


def _letter(table: Table, at: int) -> str:
    return table.letters[at] if table.letters else chr(ord("A") + at) if at < 26 else str(at + 1)
