"""What a sheet says outside its cells: text boxes are read as paragraphs; comments, pictures, printed headers and
footers that name a time, and rules that strike cells through, are said."""

import html
import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reminder.documents.blocks import Paragraph, clean
from reminder.documents.finding import Finding, Spot, found
from reminder.documents.readers.office_parts import Parts, local

_ANCHORS = {"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"}
_TIME = re.compile(r"\d\s*[/.-]\s*\d|(ngày|tháng|quý|năm|hạn|hằng|hàng|định kỳ)\s", re.I)
# Of a printed header: fonts, sizes, colours, the three parts, switches, and fields such as the page.
_PRINTED = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)[^>]*>([^<]*)</")
_CODES = re.compile(r'&&|&"[^"]*"|&K[0-9A-F]{6}|&\d+|&\[[^\]]*\]|&[A-Z]', re.I)


class Asides(NamedTuple):
    """The paragraphs of text boxes, each with its row in the sheet, and what was not read."""

    paragraphs: tuple[Paragraph, ...]
    findings: tuple[Finding, ...]


def asides(archive: zipfile.ZipFile, parts: Parts, path: str, sheet: Worksheet) -> Asides:
    """What stands beside the cells of the sheet, which lies at `path` in the archive."""
    drawings = list(_roots(parts, path, "drawing"))
    boxes = [box for drawing in drawings for box in _boxes(drawing, sheet.title)]
    findings = [*_comments(parts, path, sheet.title), *_strikes(sheet)]
    findings += _printed(archive.read(path), sheet.title)
    if any(local(element) in ("pic", "graphicFrame") for drawing in drawings for element in _shown(drawing)):
        findings.append(found("picture-unread", Spot("cell", 1, sheet.title)))
    return Asides(tuple(boxes), tuple(findings))


def _boxes(drawing: ET.Element, title: str) -> Iterator[Paragraph]:
    for anchor in (element for element in drawing if local(element) in _ANCHORS):
        row, column = (1 + int(_text(anchor, part) or 0) for part in ("row", "col"))
        spot = Spot("cell", row, f"{title}!{get_column_letter(column)}{row}")
        for body in (element for element in _shown(anchor) if local(element) == "txBody"):
            for line in (element for element in body if local(element) == "p"):
                if words := clean("".join(_runs(line))).replace("\n", " "):
                    yield Paragraph(words, spot)


def _shown(element: ET.Element) -> Iterator[ET.Element]:
    """The element and what is in it, of shapes that show; of two forms of one thing, the first."""
    if local(element) == "Fallback" or any(
        local(about) == "cNvPr" and about.get("hidden") in ("1", "true") for part in element for about in part
    ):
        return
    yield element
    for child in element:
        yield from _shown(child)


def _runs(line: ET.Element) -> Iterator[str]:
    for run in line:
        struck = any(part.get("strike", "noStrike") != "noStrike" for part in run if local(part) == "rPr")
        if local(run) == "br":
            yield " "
        elif not struck:
            yield _text(run, "t")


def _text(element: ET.Element, name: str) -> str:
    return next((part.text or "" for part in element.iter() if local(part) == name), "")


def _roots(parts: Parts, path: str, kind: str) -> Iterator[ET.Element]:
    return (root for each in parts.related(path, kind) if (root := parts.root(each)) is not None)


def _comments(parts: Parts, path: str, title: str) -> Iterator[Finding]:
    """Notes, and the talk that newer Excels keep beside them (which each note repeats behind a long notice)."""
    said: dict[str, list[str]] = {}
    for root in _roots(parts, path, "threadedComment"):
        for comment in (element for element in root if local(element) == "threadedComment"):
            said.setdefault(comment.get("ref", ""), []).append(_text(comment, "text"))
    threaded = set(said)
    for root in _roots(parts, path, "comments"):
        for comment in (element for element in root.iter() if local(element) == "comment"):
            ref = comment.get("ref", "")
            if ref not in threaded:
                said.setdefault(ref, []).append("".join(t.text or "" for t in comment.iter() if local(t) == "t"))
    for ref, texts in said.items():
        if words := clean("\n".join(texts)).replace("\n", " / "):
            yield found("comment", Spot("cell", 1, f"{title}!{ref}"), words=words[:300])


def _printed(xml: bytes, title: str) -> Iterator[Finding]:
    texts = (html.unescape(text.decode("utf-8", "replace")) for text in _PRINTED.findall(xml))
    for text in dict.fromkeys(_CODES.sub(lambda code: "&" * (code[0] == "&&"), text) for text in texts):
        words = clean(text).replace("\n", " ")
        if _TIME.search(f"{words} "):
            yield found("margin-text", Spot("cell", 1, title), words=words[:300])


def _strikes(sheet: Worksheet) -> Iterator[Finding]:
    for area in sheet.conditional_formatting:
        if any(rule.dxf and rule.dxf.font and rule.dxf.font.strike for rule in area.rules):
            yield found("rule-strikes", Spot("cell", 1, f"{sheet.title}!{area.sqref}"))
