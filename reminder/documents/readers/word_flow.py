"""Paragraphs and tables of a Word document in order, each with its place, and the boxes beside them."""

import re
from collections.abc import Iterator
from functools import partial
from xml.etree import ElementTree as ET

from reminder.documents.blocks import Paragraph, Table, clean, join_paragraphs
from reminder.documents.broken_lines import Role, StoredLine, is_torn
from reminder.documents.finding import Spot
from reminder.documents.readers.numbering import Numbering
from reminder.documents.readers.word_left_out import LeftOut
from reminder.documents.readers.word_styles import Styles
from reminder.documents.readers.word_tables import WordTable
from reminder.documents.readers.word_text import WordText
from reminder.documents.readers.word_xml import W, at, value, within
from reminder.text_matching import folded

_P, _TABLE, _FOREIGN = f"{W}p", f"{W}tbl", f"{W}altChunk"
# A table only by its making: no reader of the paper counts it.
_LETTERHEAD = re.compile(
    r"doc lap ?[-–] ?tu do ?[-–] ?hanh phuc|cong hoa xa hoi chu nghia|^dang cong san viet nam|^noi nhan ?:"
)
# Paragraphs that run together, each with why its mark is not seen: `deleted`, `hidden`, or "" for the last.
_Group = list[tuple[ET.Element, str]]


class WordFlow:
    """One pass over the document. It counts paragraphs, tables and automatic numbers as it goes."""

    def __init__(self, text: WordText, styles: Styles, numbering: Numbering, left_out: LeftOut) -> None:
        self._text = text
        self._styles = styles
        self._numbering = numbering
        self._left_out = left_out
        self._paragraphs = 0
        self._tables = 0
        self._boxes = 0
        self._story = ""

    def blocks(self, parent: ET.Element, anchor: Spot | None = None) -> Iterator[StoredLine | Table | None]:
        """What stands under `parent`; None for a blank paragraph. `anchor`: it is a box, and this is its place. Tables
        and boxes within each other are read however deep; a file that goes deeper than the machine can raises
        RecursionError."""
        for group in self._groups(parent, ""):
            spot = anchor or Spot("paragraph", self._paragraphs + 1)
            if isinstance(group, list):
                self._paragraphs += 0 if anchor else len(group)
                yield from self._paragraph(group, spot, anchor is not None)
            elif group.tag == _TABLE:
                counts = not _LETTERHEAD.search(folded("".join(group.itertext())))
                self._tables += counts
                words = partial(self.words, style=_style(group))
                yield WordTable(str(self._tables) if counts else "", words, self._left_out).read(group)
            else:
                self._left_out.thing("object-unread")
                self._left_out.close(spot)

    def apart(self, parent: ET.Element, story: str) -> str:
        """All words of another story, notes or headers, a paragraph a line."""
        before, self._story = self._story, story
        words = self.words(parent)
        self._story = before
        return words

    def words(self, parent: ET.Element, gone: str = "", style: str = "") -> str:
        """All words under `parent` (a cell, a header), a paragraph a line. `gone`: why they are left out, if they are.
        What is left out is for the caller to close."""
        parts: list[str] = []
        for group in self._groups(parent, style):
            self._left_out.gap()
            if isinstance(group, list):
                words, _, boxes = self._read(group, gone, style)
                parts.append(words)
                for box in boxes:
                    before = self._enter_box()
                    parts.append(self.words(box, gone))
                    self._story = before
            elif group.tag == _TABLE:
                inner = partial(self.words, style=_style(group))
                table = WordTable("", inner, self._left_out, inner=True).read(group, gone)
                parts += (paragraph.text for paragraph in table.paragraphs())
            else:
                self._left_out.thing("object-unread")
        self._left_out.gap()
        return join_paragraphs(_mended(parts))

    def _paragraph(self, group: _Group, spot: Spot, boxed: bool) -> Iterator[StoredLine | Table | None]:
        words, labelled, boxes = self._read(group, "", "")
        # A line break inside a paragraph is layout: a title set on three lines is one title.
        words = clean(words).replace("\n", " ")
        left_out = self._left_out.close(spot)
        if words:
            yield StoredLine(Paragraph(words, spot), "aside" if boxed else self._role(group[0][0], labelled))
        elif not left_out and not boxed:
            yield None
        for box in boxes:
            before = self._enter_box()
            yield from self.blocks(box, spot)
            self._story = before

    def _enter_box(self) -> str:
        """Each box counts its lists for itself. Gives the story it stands in."""
        self._boxes += 1
        before, self._story = self._story, f"box {self._boxes}"
        return before

    def _role(self, paragraph: ET.Element, labelled: bool) -> Role:
        if at(paragraph, "w:pPr/w:framePr") is not None:
            return "aside"
        if self._styles.aligned(paragraph) == "center":
            return "apart"
        return "begin" if labelled else "line"

    def _groups(self, parent: ET.Element, style: str) -> Iterator[_Group | ET.Element]:
        """Tables, foreign matter, and paragraphs: several together where the mark between them is not seen."""
        group: _Group = []
        for element in within(parent, _P, _TABLE, _FOREIGN):
            if element.tag == _P:
                group.append((element, self._text.mark_gone(element, style)))
                if group[-1][1]:
                    continue
            if group:
                yield group
                group = []
            if element.tag != _P:
                yield element
        if group:
            yield group

    def _read(self, group: _Group, gone: str, style: str) -> tuple[str, bool, list[ET.Element]]:
        """The words of these paragraphs as one, whether Word prints a number before them, the boxes anchored there."""
        text, labelled, boxes = "", False, list[ET.Element]()
        joined = ""
        for paragraph, mark in group:
            before = self._left_out.pending
            words, anchored = self._text.read(paragraph, gone, style)
            boxes += anchored
            # Of paragraphs that a deleted mark makes one, one is numbered; what is gone altogether is not counted.
            if not gone and joined != "deleted" and (words.strip() or not mark):
                label = self._numbering.label(paragraph, self._story)
                # Words that are all left out take their number with them.
                if label and (words.strip() or self._left_out.pending == before):
                    words, labelled = f"{label} {words}", labelled or not text.strip()
            text += " " * (bool(text) and bool(words)) + words
            joined = mark if words.strip() else joined
        return text, labelled, boxes


def _mended(parts: list[str]) -> list[str]:
    """The paragraphs of a cell, names whole that were broken to fit its width."""
    whole: list[str] = []
    for part in filter(None, map(clean, parts)):
        if whole and is_torn(whole[-1], part):
            whole[-1] += f" {part}"
        else:
            whole.append(part)
    return whole


def _style(table: ET.Element) -> str:
    return value(table, "w:tblPr/w:tblStyle")
