"""Automatic numbers of Word: what it prints before a paragraph but does not store in its text."""

from xml.etree import ElementTree as ET

from reminder.documents.bullets import to_roman

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Numbering:
    """Counts list paragraphs in document order, as Word does. Bullets come out as `-`."""

    def __init__(self, numbering: ET.Element | None, styles: ET.Element | None) -> None:
        levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str, str] = {}
        for element in numbering if numbering is not None else ():
            if element.tag == f"{_W}abstractNum":
                key = element.get(f"{_W}abstractNumId", "")
                levels[key] = {
                    int(level.get(f"{_W}ilvl", "0")): (
                        _value(level, "numFmt", "decimal"),
                        _value(level, "lvlText", ""),
                        _integer(_value(level, "start", "1")),
                    )
                    for level in element.findall(f"{_W}lvl")
                    if level.get(f"{_W}ilvl", "0").isdigit()
                }
            elif element.tag == f"{_W}num":
                self._abstract[element.get(f"{_W}numId", "")] = _value(element, "abstractNumId", "")
        self._levels = levels
        self._counts: dict[tuple[str, int], int] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        for style in styles.findall(f"{_W}style") if styles is not None else ():
            if (found := _list_of(style.find(f"{_W}pPr"))) is not None:
                self._styles[style.get(f"{_W}styleId", "")] = found

    def label(self, paragraph: ET.Element) -> str:
        """The number Word prints before this paragraph ("" if none); counts it."""
        properties = paragraph.find(f"{_W}pPr")
        place = _list_of(properties)
        if place is None and properties is not None:
            place = self._styles.get(_value(properties, "pStyle", ""))
        if place is None:
            return ""
        number, depth = place
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


def _list_of(properties: ET.Element | None) -> tuple[str, int] | None:
    element = properties.find(f"{_W}numPr") if properties is not None else None
    if element is None:
        return None
    number = _value(element, "numId", "0")
    return None if number == "0" else (number, _integer(_value(element, "ilvl", "0")))


def _value(parent: ET.Element, tag: str, default: str) -> str:
    element = parent.find(f"{_W}{tag}")
    return element.get(f"{_W}val", default) if element is not None else default


def _integer(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 6 else 0


def _written(number: int, form: str) -> str:
    if form in ("upperRoman", "lowerRoman") and 0 < number < 90:
        return to_roman(number) if form == "upperRoman" else to_roman(number).lower()
    if form in ("upperLetter", "lowerLetter") and 0 < number <= 26:
        return chr((65 if form == "upperLetter" else 97) + number - 1)
    return f"{number:02}" if form == "decimalZero" else str(number)
