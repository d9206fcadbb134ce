"""Small questions to the elements of a Word document."""

from collections.abc import Iterator
from functools import lru_cache
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATES = f"{_MC}AlternateContent"
_TEXT = (f"{W}t", f"{W}delText")
# What says how something looks, and holds no words.
PROPERTIES = {
    f"{W}{name}" for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblPrEx", "trPr", "tcPr", "sectPr")
}


def at(parent: ET.Element | None, path: str) -> ET.Element | None:
    """The first element at a path of first children: `at(paragraph, "w:pPr/w:rPr")`."""
    for step in _steps(path):
        parent = parent.find(step) if parent is not None else None
    return parent


@lru_cache(maxsize=256)
def _steps(path: str) -> tuple[str, ...]:
    # One step at a time is found by the parser's own code; a path with slashes is not, and takes ten times as long.
    return tuple(step.replace("w:", W, 1) for step in path.split("/"))


def value(parent: ET.Element | None, path: str, default: str = "") -> str:
    """The value of a property: `value(cell, "w:tcPr/w:gridSpan")`; a property without one has the default."""
    element = at(parent, path)
    return element.get(f"{W}val", default) if element is not None else default


def number(parent: ET.Element | None, path: str, default: int) -> int:
    """The value of a property as a number of cells, at most 64; `default` where it is none or 0."""
    text = value(parent, path)
    return min(int(text), 64) if text.isdecimal() and len(text) < 6 and int(text) else default


def is_on(properties: ET.Element | None, name: str) -> bool | None:
    """Whether a switch (`vanish`) is on; None where it is not set at all. Without a value it is on."""
    element = at(properties, f"w:{name}")
    return None if element is None else element.get(f"{W}val", "1").lower() not in ("0", "false", "off")


def children(parent: ET.Element) -> Iterator[ET.Element]:
    """The elements under `parent`; of alternatives for different versions of Word only those one version shows."""
    for child in parent:
        if child.tag == _ALTERNATES:
            yield from children(_shown(child))
        else:
            yield child


def _shown(alternates: ET.Element) -> ET.Element:
    """The first alternative with words in it; a new Word takes the first, an old one the last."""
    return next((one for one in alternates if has_words(one)), alternates[0] if len(alternates) else alternates)


def has_words(element: ET.Element) -> bool:
    """Any text stands in the element, however deep."""
    return any(text.text and text.text.strip() for text in element.iter() if text.tag in _TEXT)


def within(parent: ET.Element, *tags: str) -> Iterator[ET.Element]:
    """The elements with these tags under `parent`, through content controls and tracked insertions."""
    for child in children(parent):
        if child.tag in tags:
            yield child
        elif child.tag not in PROPERTIES:
            yield from within(child, *tags)
