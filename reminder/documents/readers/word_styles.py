"""How a run of Word text is shown: what it says itself, else what its styles say, each style after the one it is
based on, else the defaults of the document.

Hidden and struck are toggles (ECMA-376, 17.7.3): said by the run itself they are true or false; said by the styles of
the table, the paragraph and the characters they are true where an odd number of these say so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from reminder.documents.readers.word_xml import W, is_on, value

_TOGGLES = ("vanish", "strike", "dstrike")
_MAX_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Look:
    """What a reader sees of a run. `raised`: set as superscript."""

    hidden: bool
    struck: bool
    raised: bool


class Styles:
    """The styles of one document."""

    def __init__(self, root: ET.Element | None) -> None:
        styles = root.findall(f"{W}style") if root is not None else []
        self._styles = {style.get(f"{W}styleId", ""): style for style in styles}
        self._usual = {
            style.get(f"{W}type", ""): style.get(f"{W}styleId", "")
            for style in reversed(styles)
            if style.get(f"{W}default", "0") in ("1", "true", "on")
        }
        self._defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self._looks: dict[tuple[str, str, str], tuple[dict[str, bool], str]] = {}

    def look(self, properties: ET.Element | None, paragraph: str = "", table: str = "") -> Look:
        """How a run with these `w:rPr` is shown in a paragraph and a table of these styles ("" for the usual ones)."""
        character = value(properties, "w:rStyle")
        toggles, raised = self._by_styles(character, paragraph, table)
        own = {name: told for name in _TOGGLES if (told := is_on(properties, name)) is not None}
        toggles = toggles | own
        raised = value(properties, "w:vertAlign") or raised
        return Look(toggles["vanish"], toggles["strike"] or toggles["dstrike"], raised == "superscript")

    def aligned(self, paragraph: ET.Element) -> str:
        """`center`, `both`, …: how the paragraph is set, "" where nothing says so."""
        by_style = (value(style, "w:pPr/w:jc") for style in self.chain(value(paragraph, "w:pPr/w:pStyle")))
        return value(paragraph, "w:pPr/w:jc") or next(filter(None, by_style), "")

    def chain(self, style: str) -> Iterator[ET.Element]:
        """The paragraph style (the usual one for "") and those it is based on, nearest first."""
        return self._chain(style, "paragraph")

    def list_of(self, style: str) -> str:
        """The id of the list (`w:num`) that a numbering style stands for."""
        return value(self._styles.get(style), "w:pPr/w:numPr/w:numId")

    def _by_styles(self, character: str, paragraph: str, table: str) -> tuple[dict[str, bool], str]:
        known = self._looks.get((character, paragraph, table))
        if known is None:
            levels = [
                [style.find(f"{W}rPr") for style in self._chain(name, kind)]
                for name, kind in ((character, "character"), (paragraph, "paragraph"), (table, "table"))
            ]
            toggles = {name: bool(is_on(self._defaults, name)) for name in _TOGGLES}
            for name in _TOGGLES:
                told = [next((on for p in level if (on := is_on(p, name)) is not None), False) for level in levels]
                toggles[name] = toggles[name] or sum(told) % 2 == 1
            raised = next((r for level in levels for p in level if (r := value(p, "w:vertAlign"))), "")
            known = self._looks[character, paragraph, table] = (toggles, raised)
        return known

    def _chain(self, name: str, kind: str) -> Iterator[ET.Element]:
        name = name or self._usual.get(kind, "")
        for _ in range(_MAX_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = value(style, "w:basedOn")
