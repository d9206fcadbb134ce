"""DOCX → blocks, straight from the document's XML.

python-docx leaves out inserted text under tracked changes, content controls, text boxes, footnotes and
automatic numbers; a plan that was revised in Word has all of these, so the parts are walked here.
"""

import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from reminder.documents.blocks import Cell, Covered, Document, Paragraph, Row, Table, clean, join_paragraphs
from reminder.documents.bullets import raised
from reminder.documents.finding import Spot
from reminder.documents.readers.limits import Progress
from reminder.documents.readers.numbering import Numbering, W, value

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = {f"{W}del", f"{W}moveFrom", f"{_MC}Fallback", f"{W}pPr", f"{W}tblPr", f"{W}sdtPr", f"{W}instrText"}
_ASIDE = {f"{W}drawing", f"{W}pict", f"{W}object"}
_MAX_NESTING = 8


def read_word(name: str, archive: zipfile.ZipFile, tell: Progress) -> Document:
    """Paragraphs and tables of `word/document.xml` in order. `name` is for messages."""
    parts = set(archive.namelist())

    def part(path: str) -> ET.Element | None:
        return ET.fromstring(archive.read(path)) if path in parts else None

    tell(0, 2)
    root = part("word/document.xml")
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        return Document("docx", ())
    walk = _Walk(Numbering(part("word/numbering.xml"), part("word/styles.xml")))
    blocks = tuple(walk.blocks(body))
    tell(1, 2)
    notes = []
    for path in ("word/footnotes.xml", "word/endnotes.xml"):
        tree = part(path)
        for note in tree if tree is not None else ():
            key = note.get(f"{W}id", "")
            if key in walk.markers:
                words = " ".join(walk.text(p) for p in note.iter(f"{W}p"))
                notes.append((str(walk.markers[key]), clean(words).replace("\n", " ")))
    tell(2, 2)
    return Document("docx", blocks, tuple(notes))


class _Walk:
    """One pass over the body. It counts paragraphs, tables, automatic numbers and footnotes as it goes."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._paragraphs = 0
        self._tables = 0
        self.markers: dict[str, int] = {}

    def blocks(self, parent: ET.Element) -> Iterator[Paragraph | Table]:
        for element in _within(parent, f"{W}p", f"{W}tbl"):
            if element.tag == f"{W}tbl":
                self._tables += 1
                yield self._table(element)
            else:
                self._paragraphs += 1
                spot = Spot("paragraph", self._paragraphs)
                # A line break inside a paragraph is layout: a title set on three lines is one title.
                for text in (self._numbered(element), *self._boxes(element)):
                    if words := clean(text).replace("\n", " "):
                        yield Paragraph(words, spot)

    def _numbered(self, paragraph: ET.Element) -> str:
        label = self._numbering.label(paragraph)
        text = self.text(paragraph)
        return f"{label} {text}" if label and text.strip() else label or text

    def _boxes(self, paragraph: ET.Element) -> Iterator[str]:
        box = next(paragraph.iter(f"{W}txbxContent"), None)
        return (self.text(p) for p in box.iter(f"{W}p")) if box is not None else iter(())

    def text(self, element: ET.Element) -> str:
        """The visible words of a paragraph; raised digits as ⁴, footnote marks likewise."""
        seen = (child for child in element if child.tag not in _GONE | _ASIDE)
        return "".join(self._run(child) if child.tag == f"{W}r" else self.text(child) for child in seen)

    def _run(self, run: ET.Element) -> str:
        if run.find(f"{W}rPr/{W}vanish") is not None:
            return ""
        out: list[str] = []
        for child in run:
            match child.tag.removeprefix(W):
                case "t":
                    out.append(child.text or "")
                case "tab" | "ptab":
                    out.append("\t")
                case "br" | "cr":
                    out.append("\n")
                case "noBreakHyphen":
                    out.append("-")
                case "footnoteReference" | "endnoteReference":
                    key = child.get(f"{W}id", "")
                    out.append(raised(str(self.markers.setdefault(key, len(self.markers) + 1))))
                case "ruby" | "smartTag":
                    out.append(self.text(child))
        text = "".join(out)
        if value(run, "w:rPr/w:vertAlign") == "superscript" and re.fullmatch(r"\s*\d{1,3}\s*", text):
            return raised(text.strip())
        return text

    def _table(self, table: ET.Element, depth: int = 0) -> Table:
        rows: list[Row] = []
        kept = (row for row in _within(table, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None)
        for number, element in enumerate(kept, 1):
            cells = [Cell()] * _number(element, "w:trPr/w:gridBefore", 0)
            for tc in _within(element, f"{W}tc"):
                merged = tc.find(f"{W}tcPr/{W}vMerge") is not None
                above = merged and value(tc, "w:tcPr/w:vMerge", "continue") != "restart"
                covered: Covered = "above" if above else ""
                cells.append(Cell("" if above else self._content(tc, depth), covered))
                cells += [Cell("", covered or "left")] * (_number(tc, "w:tcPr/w:gridSpan", 1) - 1)
            rows.append(Row(tuple(cells), Spot("row", number, str(self._tables))))
        width = max((len(row.cells) for row in rows), default=0)
        padded = (Row(r.cells + (Cell(),) * (width - len(r.cells)), r.spot) for r in rows)
        return Table(tuple(padded), merges=True)

    def _content(self, cell: ET.Element, depth: int) -> str:
        parts: list[str] = []
        for element in _within(cell, f"{W}p", f"{W}tbl"):
            if element.tag == f"{W}p":
                parts.append(self._numbered(element))
            elif depth < _MAX_NESTING:
                inner = self._table(element, depth + 1)
                parts += (paragraph.text for paragraph in inner.paragraphs())
        return join_paragraphs(parts)


def _within(parent: ET.Element, *tags: str) -> Iterator[ET.Element]:
    """The elements with these tags under `parent`, through content controls and tracked insertions."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag not in _GONE:
            yield from _within(child, *tags)


def _number(parent: ET.Element, path: str, default: int) -> int:
    number = value(parent, path)
    return min(int(number), 64) if number.isdigit() and int(number) else default
