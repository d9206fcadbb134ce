"""How a run of Word text is shown: what it says itself, else what its styles say, each style after the one it is
based on, else the defaults of the document.

Hidden and struck are toggles (ECMA-376, 17.7.3): said by the run itself they are true or false; said by the styles of
the table, the paragraph and the characters they are true where an odd number of these say so.
"""

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree import ElementTree as ET

from reminder.documents.readers.word_xml import W, at, is_on, value

_MAX_CHAIN = 20


class Look(NamedTuple):
    """What a reader sees of a run. `raised`: it is set as superscript."""

    hidden: bool
    single: bool
    double: bool
    raised: bool

    @property
    def struck(self) -> bool:
        """A line, or two, go through it."""
        return self.single or self.double


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
        self._defaults = at(root, "w:docDefaults/w:rPrDefault/w:rPr")
        self._chains: dict[tuple[str, str], Sequence[ET.Element]] = {}
        self._looks: dict[tuple[str, str, str], Look] = {}

    def look(self, properties: ET.Element | None, paragraph: str = "", table: str = "") -> Look:
        """How a run with these `w:rPr` is shown in a paragraph and a table of these styles ("" for the usual ones)."""
        by = self._by_styles(value(properties, "w:rStyle"), paragraph, table)
        if properties is None or not len(properties):
            return by
        hidden, single, double = (is_on(properties, name) for name in ("vanish", "strike", "dstrike"))
        raised = value(properties, "w:vertAlign")
        return Look(
            by.hidden if hidden is None else hidden, by.single if single is None else single,
            by.double if double is None else double, raised == "superscript" if raised else by.raised,
        )  # fmt: skip

    def aligned(self, paragraph: ET.Element) -> str:
        """`center`, `both`, …: how the paragraph is set, "" where nothing says so."""
        by_style = (value(style, "w:pPr/w:jc") for style in self.chain(value(paragraph, "w:pPr/w:pStyle")))
        return value(paragraph, "w:pPr/w:jc") or next(filter(None, by_style), "")

    def list_of(self, style: str) -> str:
        """The id of the list (`w:num`) that a numbering style stands for."""
        return value(self._styles.get(style), "w:pPr/w:numPr/w:numId")

    def chain(self, name: str, kind: str = "paragraph") -> Sequence[ET.Element]:
        """The style (the usual one of its kind for "") and those it is based on, nearest first."""
        if (name, kind) not in self._chains:
            chain: list[ET.Element] = []
            style = self._styles.get(name or self._usual.get(kind, ""))
            while style is not None and len(chain) < _MAX_CHAIN:
                chain.append(style)
                style = self._styles.get(value(style, "w:basedOn"))
            self._chains[name, kind] = chain
        return self._chains[name, kind]

    def _by_styles(self, character: str, paragraph: str, table: str) -> Look:
        """What the styles say, without the run itself."""
        key = (character, paragraph, table)
        if key not in self._looks:
            kinds = zip(key, ("character", "paragraph", "table"), strict=True)
            levels = [[style.find(f"{W}rPr") for style in self.chain(name, kind)] for name, kind in kinds]

            def told(name: str) -> list[bool]:
                """What each level that says anything says."""
                by_level = (next((on for p in level if (on := is_on(p, name)) is not None), None) for level in levels)
                return [on for on in by_level if on is not None]

            def toggled(name: str) -> bool:
                return bool(is_on(self._defaults, name)) or sum(told(name)) % 2 == 1

            raised = next((r for level in levels for p in level if (r := value(p, "w:vertAlign"))), "")
            double = [*told("dstrike"), bool(is_on(self._defaults, "dstrike"))][0]
            self._looks[key] = Look(toggled("vanish"), toggled("strike"), double, raised == "superscript")
        return self._looks[key]
