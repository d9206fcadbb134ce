"""A công văn (Nghị định 30/2020/NĐ-CP, mẫu 1.5) as DOCX: a draft, with number, day and signature left blank."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from docx.shared import Mm

from reminder.documents.writing.form import Grid, Heading, add, blank, corners, grid, head, saved, write


@dataclass(frozen=True, slots=True)
class OfficialLetter:
    """Everything a letter says. `to` are the addressees behind `greeting` ("Kính gửi:"); `before` and `after`
    the paragraphs around the table; `copies` the lines under `copies_label`; `signer` the lines of the
    signature block, its name left blank. With an `annex`, its title and with what it goes, the table is one."""

    heading: Heading
    greeting: str
    to: tuple[str, ...]
    before: tuple[str, ...]
    table: Grid
    after: tuple[str, ...]
    copies_label: str
    copies: tuple[str, ...]
    signer: tuple[str, ...]
    title: str
    author: str
    annex: tuple[str, ...] = ()


def letter_file(letter: OfficialLetter, at: datetime) -> bytes:
    """The draft as DOCX."""
    document = blank()
    head(document, letter.heading)
    _addressees(document, letter)
    for text in letter.before:
        write(document, text, align="both", indent=True, before=6)
    if not letter.annex:
        write(document, "", size=8)
        grid(document, letter.table, 165)
    for text in letter.after:
        write(document, text, align="both", indent=True, before=6)
    write(document, "", size=12)
    left, right = corners(document, (82, 83))
    write(left, letter.copies_label, size=12, bold=True, italic=True, fresh=False)
    for line in letter.copies:
        write(left, line, size=11)
    for n, line in enumerate(letter.signer):
        write(right, line, bold=True, align="center", fresh=n > 0)
    for _ in range(4):
        write(right, "", align="center")
    if letter.annex:
        _annexed(document, letter)
    return saved(document, letter.title, letter.author, at)


def _annexed(document: Any, letter: OfficialLetter) -> None:
    """The table on pages of its own."""
    document.add_page_break()
    title, enclosed = letter.annex
    write(document, title, bold=True, align="center")
    write(document, enclosed, italic=True, align="center", before=2, after=8)
    grid(document, letter.table, 165)


def _addressees(document: object, letter: OfficialLetter) -> None:
    """One on the line of the greeting, several below it each with a dash (Phụ lục I, II.5)."""
    if len(letter.to) == 1:
        write(document, f"{letter.greeting} {letter.to[0]}.", align="center", before=12, after=6)
        return
    greeting = write(document, "", before=12)
    greeting.paragraph_format.left_indent = Mm(35)
    add(greeting, letter.greeting)
    for n, name in enumerate(letter.to):
        line = write(document, f"- {name}{'.' if n + 1 == len(letter.to) else ';'}")
        line.paragraph_format.left_indent = Mm(55)
