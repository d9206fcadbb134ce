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
from reminder.documents.readers.numbering import Numbering

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = {f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback", f"{_W}pPr", f"{_W}tblPr", f"{_W}sdtPr", f"{_W}instrText"}
_ASIDE = {f"{_W}drawing", f"{_W}pict", f"{_W}object"}
_MAX_NESTING = 8


def read_word(name: str, archive: zipfile.ZipFile, tell: Progress) -> Document:
    """Paragraphs and tables of `word/document.xml` in order. `name` is for messages."""
    parts = set(archive.namelist())

    def part(path: str) -> ET.Element | None:
        return ET.fromstring(archive.read(path)) if path in parts else None

    tell(0, 2)
    root = part("word/document.xml")
    body = root.find(f"{_W}body") if root is not None else None
    if body is None:
        return Document("docx", ())
    walk = _Walk(Numbering(part("word/numbering.xml"), part("word/styles.xml")))
    blocks = tuple(walk.blocks(body))
    tell(1, 2)
    notes = []
    for path in ("word/footnotes.xml", "word/endnotes.xml"):
        tree = part(path)
        for note in tree if tree is not None else ():
            key = note.get(f"{_W}id", "")
            if key in walk.markers:
                words = " ".join(walk.text(p) for p in note.iter(f"{_W}p"))
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
        for element in self._unwrapped(parent):
            if element.tag == f"{_W}tbl":
                self._tables += 1
                yield self._table(element)
            else:
                self._paragraphs += 1
                spot = Spot("paragraph", self._paragraphs)
                # A line break inside a paragraph is layout: a title set on three lines is one title.
                for text in (self._numbered(element), *self._boxes(element)):
                    if words := clean(text).replace("\n", " "):
                        yield Paragraph(words, spot)

    def _unwrapped(self, parent: ET.Element) -> Iterator[ET.Element]:
        """Paragraphs and tables under `parent`, through content controls and tracked insertions."""
        for child in parent:
            if child.tag in (f"{_W}p", f"{_W}tbl"):
                yield child
            elif child.tag not in _GONE:
                yield from self._unwrapped(child)

    def _numbered(self, paragraph: ET.Element) -> str:
        label = self._numbering.label(paragraph)
        text = self.text(paragraph)
        return f"{label} {text}" if label and text.strip() else label or text

    def _boxes(self, paragraph: ET.Element) -> Iterator[str]:
        for choice in paragraph.iter(f"{_W}txbxContent"):
            yield from (self.text(p) for p in choice.iter(f"{_W}p"))
            return

    def text(self, element: ET.Element) -> str:
        """The visible words of a paragraph; raised digits as ⁴, footnote marks likewise."""
        out: list[str] = []
        for child in element:
            tag = child.tag
            if tag in _GONE or tag in _ASIDE:
                continue
            if tag == f"{_W}r":
                out.append(self._run(child))
            else:
                out.append(self.text(child))
        return "".join(out)

    def _run(self, run: ET.Element) -> str:
        style = run.find(f"{_W}rPr")
        if style is not None and style.find(f"{_W}vanish") is not None:
            return ""
        out: list[str] = []
        for child in run:
            match child.tag.removeprefix(_W):
                case "t":
                    out.append(child.text or "")
                case "tab" | "ptab":
                    out.append("\t")
                case "br" | "cr":
                    out.append("\n")
                case "noBreakHyphen":
                    out.append("-")
                case "footnoteReference" | "endnoteReference":
                    key = child.get(f"{_W}id", "")
                    out.append(raised(str(self.markers.setdefault(key, len(self.markers) + 1))))
                case _ if child.tag == f"{_MC}AlternateContent" or child.tag in _ASIDE:
                    pass
                case "ruby" | "smartTag":
                    out.append(self.text(child))
        text = "".join(out)
        align = style.find(f"{_W}vertAlign") if style is not None else None
        if align is not None and align.get(f"{_W}val") == "superscript" and re.fullmatch(r"\s*\d{1,3}\s*", text):
            return raised(text.strip())
        return text

    def _table(self, table: ET.Element, depth: int = 0) -> Table:
        rows: list[Row] = []
        for number, element in enumerate(self._rows(table), 1):
            cells: list[Cell] = []
            properties = element.find(f"{_W}trPr")
            cells += [Cell()] * _number(properties, "gridBefore", 0)
            for tc in self._cells(element):
                style = tc.find(f"{_W}tcPr")
                merge = style.find(f"{_W}vMerge") if style is not None else None
                above = merge is not None and merge.get(f"{_W}val", "continue") != "restart"
                covered: Covered = "above" if above else ""
                text = "" if above else self._content(tc, depth)
                cells.append(Cell(text, covered))
                cells += [Cell("", covered or "left")] * (_number(style, "gridSpan", 1) - 1)
            rows.append(Row(tuple(cells), Spot("row", number, str(self._tables))))
        width = max((len(row.cells) for row in rows), default=0)
        padded = (Row(r.cells + (Cell(),) * (width - len(r.cells)), r.spot) for r in rows)
        return Table(tuple(padded), merges=True)

    def _rows(self, parent: ET.Element) -> Iterator[ET.Element]:
        for child in parent:
            if child.tag == f"{_W}tr":
                properties = child.find(f"{_W}trPr")
                if properties is None or properties.find(f"{_W}del") is None:
                    yield child
            elif child.tag not in _GONE:
                yield from self._rows(child)

    def _cells(self, parent: ET.Element) -> Iterator[ET.Element]:
        for child in parent:
            if child.tag == f"{_W}tc":
                yield child
            elif child.tag not in _GONE:
                yield from self._cells(child)

    def _content(self, cell: ET.Element, depth: int) -> str:
        parts: list[str] = []
        for element in self._unwrapped(cell):
            if element.tag == f"{_W}p":
                parts.append(self._numbered(element))
            elif depth < _MAX_NESTING:
                inner = self._table(element, depth + 1)
                parts += (paragraph.text for paragraph in inner.paragraphs())
        return join_paragraphs(parts)


def _number(properties: ET.Element | None, tag: str, default: int) -> int:
    element = properties.find(f"{_W}{tag}") if properties is not None else None
    value = element.get(f"{_W}val", "") if element is not None else ""
    return min(int(value), 64) if value.isdigit() and int(value) else default
