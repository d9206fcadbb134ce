"""DOCX → blocks, straight from the document's XML, as its reader saw it.

What is hidden, struck or deleted is not there for a reader; notes are printed apart, comments not at all. None of the
libraries tried tells these from the text (docs/decisions/0014), so the parts are walked here. What is left out is
said with its place.
"""

import re
import zipfile
from collections.abc import Iterator
from functools import partial
from xml.etree import ElementTree as ET

from reminder.documents.blocks import Document, Note
from reminder.documents.broken_lines import sewn
from reminder.documents.readers.limits import Progress
from reminder.documents.readers.numbering import Numbering
from reminder.documents.readers.office_parts import Parts
from reminder.documents.readers.word_flow import WordFlow
from reminder.documents.readers.word_left_out import LeftOut
from reminder.documents.readers.word_styles import Styles
from reminder.documents.readers.word_text import WordText
from reminder.documents.readers.word_xml import W

_DRAWN_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
# Words of time: a header that only names the document or counts pages need not be said.
_TIME = re.compile(
    r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\d{1,2}/\d{1,4}\b|(?:hằng|hàng|mỗi)\s+(?:ngày|tuần|tháng|quý|năm)"
    r"|(?:ngày|tháng|quý|năm|tuần|giờ|đợt|kỳ)\s+[\dIVX]",
    re.I,
)
_PAGE = re.compile(r"^(?:trang|page)?[\s\d/–-]*(?:trang)?[\s\d/–-]*$", re.I | re.M)


def read_word(name: str, archive: zipfile.ZipFile, tell: Progress) -> Document:
    """Paragraphs and tables of the main part in order, the notes cited in them, and what was left out. `name` is for
    messages."""
    tell(0, 2)
    parts = Parts(archive)
    root = parts.root(parts.main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        return Document("docx", ())
    left_out = LeftOut()
    styles = Styles(parts.only(parts.main, "styles"))
    comments = {key: _all_words(comment) for key, comment in _entries(parts, "comments")}
    text = WordText(styles, left_out, comments, partial(_diagram, parts))
    flow = WordFlow(text, styles, Numbering(parts.only(parts.main, "numbering"), styles), left_out)
    blocks = tuple(sewn(list(flow.blocks(body))))
    tell(1, 2)
    notes: list[Note] = []
    for kind in ("footnotes", "endnotes"):
        for key, note in _entries(parts, kind):
            if (kind, key) in text.markers:
                words = flow.apart(note, kind).replace("\n", " ")
                notes.append(Note(str(text.markers[kind, key]), words))
            elif note.get(f"{W}type", "normal") == "normal":
                # Its mark in the text is hidden or deleted.
                left_out.words("note-unread", _all_words(note))
            left_out.close(None)
    for key, words in comments.items():
        left_out.words("comment", "" if key in text.commented else words)
        left_out.close(None)
    _margins(parts, flow, left_out)
    tell(2, 2)
    return Document("docx", blocks, tuple(notes), tuple(left_out.findings))


def _entries(parts: Parts, kind: str) -> Iterator[tuple[str, ET.Element]]:
    """The notes or comments of the part of this kind, by their ids."""
    root = parts.only(parts.main, kind)
    for element in root if root is not None else ():
        yield element.get(f"{W}id", ""), element


def _all_words(element: ET.Element) -> str:
    paragraphs = ("".join(text.text or "" for text in p.iter(f"{W}t")) for p in element.iter(f"{W}p"))
    return " ".join(filter(None, paragraphs))


def _diagram(parts: Parts, key: str) -> str:
    root = parts.by_id(parts.main, key)
    return " ".join(text.text or "" for text in root.iter(_DRAWN_TEXT)) if root is not None else ""


def _margins(parts: Parts, flow: WordFlow, left_out: LeftOut) -> None:
    """A header or footer is no part of the text; where it says a time, it is said once, however often printed."""
    said: set[str] = set()
    for path in (path for kind in ("header", "footer") for path in parts.related(parts.main, kind)):
        root = parts.root(path)
        words = flow.apart(root, "margins") if root is not None else ""
        if words not in said and _TIME.search(_PAGE.sub("", words)):
            left_out.words("margin-text", words)
        said.add(words)
        left_out.close(None)
