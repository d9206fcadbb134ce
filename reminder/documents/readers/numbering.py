"""Automatic numbers of Word: what it prints before a paragraph but does not store in its text."""

from xml.etree import ElementTree as ET

from reminder.documents.bullets import to_roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMES = {"w": W.strip("{}")}


class Numbering:
    """Counts list paragraphs in document order, as Word does. Bullets come out as `-`."""

    def __init__(self, numbering: ET.Element | None, styles: ET.Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str, str] = {}
        for element in numbering if numbering is not None else ():
            if element.tag == f"{W}abstractNum":
                self._levels[element.get(f"{W}abstractNumId", "")] = {
                    int(level.get(f"{W}ilvl", "0")): (
                        value(level, "w:numFmt", "decimal"),
                        value(level, "w:lvlText"),
                        _integer(value(level, "w:start", "1")),
                    )
                    for level in element.findall(f"{W}lvl")
                    if level.get(f"{W}ilvl", "0").isdigit()
                }
            elif element.tag == f"{W}num":
                self._abstract[element.get(f"{W}numId", "")] = value(element, "w:abstractNumId")
        self._counts: dict[tuple[str, int], int] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        for style in styles.findall(f"{W}style") if styles is not None else ():
            if (found := _list_of(style)) is not None:
                self._styles[style.get(f"{W}styleId", "")] = found

    def label(self, paragraph: ET.Element) -> str:
        """The number Word prints before this paragraph ("" if none); counts it."""
        style = value(paragraph, "w:pPr/w:pStyle")
        number, depth = _list_of(paragraph) or self._styles.get(style, ("", -1))
        abstract = self._abstract.get(number, "")
        levels = self._levels.get(abstract, {})
        if depth not in levels:
            return ""
        form, text, start = levels[depth]
        self._counts[abstract, depth] = self._counts.get((abstract, depth), start - 1) + 1
        for deeper in [key for key in self._counts if key[0] == abstract and key[1] > depth]:
            del self._counts[deeper]
        if form == "bullet":
            return "-"
        for level in range(depth + 1):
            shape, _, first = levels.get(level, ("decimal", "", 1))
            text = text.replace(f"%{level + 1}", _written(self._counts.get((abstract, level), first), shape))
        return text.strip()


def _list_of(owner: ET.Element) -> tuple[str, int] | None:
    number = value(owner, "w:pPr/w:numPr/w:numId", "0")
    return None if number == "0" else (number, _integer(value(owner, "w:pPr/w:numPr/w:ilvl", "0")))


def value(parent: ET.Element, path: str, default: str = "") -> str:
    """The value of a property: `value(cell, "w:tcPr/w:gridSpan")`."""
    element = parent.find(path, _NAMES)
    return element.get(f"{W}val", default) if element is not None else default


def _integer(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 6 else 0


def _written(number: int, form: str) -> str:
    if form in ("upperRoman", "lowerRoman") and 0 < number < 90:
        return to_roman(number) if form == "upperRoman" else to_roman(number).lower()
    if form in ("upperLetter", "lowerLetter") and 0 < number <= 26:
        return chr((65 if form == "upperLetter" else 97) + number - 1)
    return f"{number:02}" if form == "decimalZero" else str(number)
