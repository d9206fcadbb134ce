"""The words of one Word paragraph as they are shown; the boxes anchored in it; what of it is not shown."""

import re
from collections.abc import Callable, Iterator, Mapping
from xml.etree import ElementTree as ET

from reminder.documents.bullets import RAISED, raised
from reminder.documents.readers.office_parts import R
from reminder.documents.readers.word_left_out import LeftOut
from reminder.documents.readers.word_styles import Styles
from reminder.documents.readers.word_xml import PROPERTIES, W, at, children, has_words, is_on, value

BOX = f"{W}txbxContent"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V = "{urn:schemas-microsoft-com:vml}"
_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DELETED = (f"{W}del", f"{W}moveFrom")
_DRAWINGS = (f"{W}drawing", f"{W}pict", f"{W}object")
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_EMU, _POINT = 360_000, 28.35  # to the centimetre
_SIZE = re.compile(r"\b(width|height):([\d.]+)(pt|in|cm)")
_UNITS = {"pt": 1 / _POINT, "in": 2.54, "cm": 1.0}
_LARGE = (8.0, 5.0)  # centimetres: smaller pictures are emblems, stamps and signatures


class WordText:
    """Reads paragraphs. `markers` are the notes cited so far, (`footnotes`, id) → the number they are given;
    `comments` the words of each comment by id, `commented` those met; `diagram` gives the words of a diagram by the
    id of its relationship."""

    def __init__(
        self, styles: Styles, left_out: LeftOut, comments: Mapping[str, str], diagram: Callable[[str], str]
    ) -> None:
        self._styles = styles
        self._left_out = left_out
        self._comments = comments
        self._diagram = diagram
        self._style = ("", "")
        self._anchored: list[ET.Element] = []
        self._marked = False
        self.markers: dict[tuple[str, str], int] = {}
        self.commented: set[str] = set()

    def read(self, paragraph: ET.Element, gone: str = "", table_style: str = "") -> tuple[str, list[ET.Element]]:
        """The visible words, raised digits as ⁴, marks of notes likewise; and the boxes anchored here, to be read
        where they shall stand. `gone`: why all words are left out, if they are."""
        self._style, self._anchored, self._marked = (value(paragraph, "w:pPr/w:pStyle"), table_style), [], False
        return self._text(paragraph, gone), self._anchored

    def mark_gone(self, paragraph: ET.Element, table_style: str = "") -> str:
        """`deleted` or `hidden` where the paragraph's mark is, so that it runs on into the next; else ""."""
        properties = at(paragraph, "w:pPr/w:rPr")
        if properties is not None and any(properties.find(tag) is not None for tag in _DELETED):
            return "deleted"
        hidden = self._styles.look(properties, value(paragraph, "w:pPr/w:pStyle"), table_style).hidden
        return "hidden" if hidden or is_on(properties, "specVanish") else ""

    def _text(self, parent: ET.Element, gone: str) -> str:
        out: list[str] = []
        for child in children(parent):
            if child.tag == f"{W}r":
                out.append(self._run(child, gone))
            elif child.tag == f"{_M}t":
                out.append(self._shown(child.text or "", gone))
            elif child.tag not in PROPERTIES:
                out.append(self._text(child, "deleted-text" if child.tag in _DELETED else gone))
        return "".join(out)

    def _run(self, run: ET.Element, gone: str) -> str:
        look = self._styles.look(run.find(f"{W}rPr"), *self._style)
        unseen = gone or ("hidden-text" if look.hidden else "")
        gone = unseen or ("struck-text" if look.struck else "")
        out: list[str] = []
        own_mark = False
        for child in children(run):
            if child.tag in _NOTES and not gone:
                out.append(self._marker(_NOTES[child.tag], child.get(f"{W}id", "")))
                own_mark = child.get(f"{W}customMarkFollows", "0") in ("1", "true", "on")
            elif child.tag == f"{W}commentReference":
                self._comment(child.get(f"{W}id", ""))
            elif child.tag in _DRAWINGS:
                self._drawing(child, unseen)
            elif not own_mark:
                out.append(_printed(child) if child.tag != f"{W}ruby" else self._text(child, gone))
        text = "".join(out)
        if look.raised and re.fullmatch(r"\s*\d{1,3}\s*", text):
            text = raised(text.strip())
        return self._shown(text, gone)

    def _shown(self, text: str, gone: str) -> str:
        """The text, or nothing where it is gone: then it is said."""
        if gone:
            self._left_out.words(gone, text)
            return ""
        if text.strip():
            self._left_out.gap()
            self._marked = self._marked and text.strip()[-1] in RAISED
        return text

    def _marker(self, kind: str, key: str) -> str:
        """The mark; two that stand together are two numbers."""
        apart, self._marked = " " * self._marked, True
        return apart + raised(str(self.markers.setdefault((kind, key), len(self.markers) + 1)))

    def _comment(self, key: str) -> None:
        if key not in self.commented:
            self.commented.add(key)
            self._left_out.gap()
            self._left_out.words("comment", self._comments.get(key, ""))

    def _drawing(self, drawing: ET.Element, gone: str) -> None:
        boxes = list(_boxes(drawing))
        hidden = any(e.get("hidden", "0") in ("1", "true") for e in drawing.iter(f"{_DRAWN}docPr"))
        gone = gone or ("hidden-text" if hidden else "")
        if gone:
            for text in (element for box in boxes for element in box.iter(f"{W}t")):
                self._left_out.words(gone, text.text or "")
        elif boxes:
            self._anchored += boxes
        else:
            self._unread(drawing)

    def _unread(self, drawing: ET.Element) -> None:
        """What has no words of its own for us, and may have some for a reader."""
        if (diagram := drawing.find(f".//{_DIAGRAM}")) is not None:
            self._left_out.words("diagram-text", self._diagram(diagram.get(f"{R}dm", "")))
        elif (embedded := drawing.find(f".//{_OBJECT}")) is not None:
            if not embedded.get("ProgID", "").startswith("Equation"):
                self._left_out.thing("object-unread")
        elif drawing.find(f".//{_CHART}") is not None:
            self._left_out.thing("object-unread")
        elif _is_large(drawing):
            self._left_out.thing("picture-unread")


def _printed(element: ET.Element) -> str:
    match element.tag.removeprefix(W):
        case "t" | "delText":
            return element.text or ""
        case "tab" | "ptab":
            return "\t"
        case "br" | "cr":
            return "\n"
        case "noBreakHyphen":
            return "-"
    return ""


def _boxes(drawing: ET.Element) -> Iterator[ET.Element]:
    """The text boxes of a drawing, in groups too; what they hold is not looked into."""
    for child in children(drawing):
        if child.tag == BOX:
            if has_words(child):
                yield child
        else:
            yield from _boxes(child)


def _is_large(drawing: ET.Element) -> bool:
    extent = next(drawing.iter(f"{_DRAWN}extent"), None)
    if extent is not None and next(drawing.iter(_BLIP), None) is not None:
        size = tuple(float(extent.get(side, "0") or 0) / _EMU for side in ("cx", "cy"))
        return all(have >= least for have, least in zip(size, _LARGE, strict=True))
    for shape in drawing.iter(f"{_V}shape"):
        sides = {side: float(n) * _UNITS[unit] for side, n, unit in _SIZE.findall(shape.get("style", ""))}
        if shape.find(f"{_V}imagedata") is not None:
            return sides.get("width", 0) >= _LARGE[0] and sides.get("height", 0) >= _LARGE[1]
    return False
