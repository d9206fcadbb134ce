"""Automatic numbers of Word: what it prints before a paragraph but does not store in its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from reminder.documents.readers.number_formats import written
from reminder.documents.readers.word_styles import Styles
from reminder.documents.readers.word_xml import W, at, children, is_on, value

_MOST_LINKS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list. `restart`: the level (from 1) behind which it begins anew, 0 for never; `legal`: the levels
    above are shown in arabic figures; `style`: the paragraph style that stands for it."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    hidden: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class _Use:
    """A use of a list (`w:num`): the list (`w:abstractNum`), the form of its levels, and the numbers some of them
    begin at when first met."""

    list: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """Counts list paragraphs in document order, as Word does: all uses of a list go on counting in it, but each story
    (the text, a text box, the footnotes) counts for itself. Bullets come out as `-`."""

    def __init__(self, root: ET.Element | None, styles: Styles) -> None:
        self._styles = styles
        elements = list(root) if root is not None else []
        self._lists = {e.get(f"{W}abstractNumId", ""): e for e in elements if e.tag == f"{W}abstractNum"}
        self._nums = {e.get(f"{W}numId", ""): e for e in elements if e.tag == f"{W}num"}
        self._uses: dict[str, _Use] = {}
        self._counts: dict[tuple[str, str], dict[int, int]] = {}
        self._met: set[tuple[str, str, int]] = set()

    def label(self, paragraph: ET.Element, story: str = "") -> str:
        """The number Word prints before this paragraph of the story ("" if none); counts it."""
        number, depth = self._place(paragraph)
        use = self._use(number)
        level = use.levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault((story, use.list), {})
        begins = (story, number, depth) not in self._met and depth in use.starts
        self._met.add((story, number, depth))
        _count(counts, use, depth, begins)
        if level.hidden:
            return ""
        if level.form == "bullet":
            return "-" if level.text.strip() else ""
        text = level.text
        for above in range(depth + 1):
            form = use.levels.get(above, _Level()).form
            form = "decimal" if level.legal and above < depth and form != "none" else form
            text = text.replace(f"%{above + 1}", written(counts[above], form))
        return text.strip()

    def _place(self, paragraph: ET.Element) -> tuple[str, int]:
        """The use of a list this paragraph belongs to ("" for none) and how deep: told by itself, else by its style,
        whose level is the one that names the style."""
        own = at(paragraph, "w:pPr/w:numPr")
        chain = self._styles.chain(value(paragraph, "w:pPr/w:pStyle"))
        number, depth = value(own, "w:numId"), value(own, "w:ilvl")
        if number or depth:
            return number or _by_style(chain, "numId"), _integer(depth)
        number = _by_style(chain, "numId")
        named = {level.style: n for n, level in self._use(number).levels.items() if level.style}
        by_level = (named.get(style.get(f"{W}styleId", "")) for style in chain)
        printed = _integer(_by_style(chain, "ilvl"))
        return number, next((n for n in by_level if n is not None), printed)

    def _use(self, number: str) -> _Use:
        """The use with this id; one without levels where there is none (0 takes a paragraph out of its style's)."""
        if number not in self._uses:
            element = self._nums.get(number)
            name = value(element, "w:abstractNumId")
            overrides = element.findall(f"{W}lvlOverride") if element is not None else []
            self._uses[number] = _Use(
                name,
                self._levels(name)
                | {_depth(o): _level(own) for o in overrides if (own := o.find(f"{W}lvl")) is not None},
                {_depth(o): _integer(start) for o in overrides if (start := value(o, "w:startOverride"))},
            )
        return self._uses[number]

    def _levels(self, name: str, links: int = 0) -> dict[int, _Level]:
        """The levels of a list, which may be those of the list that a numbering style stands for."""
        element = self._lists.get(name)
        if element is None:
            return {}
        link = value(element, "w:numStyleLink")
        if link and links < _MOST_LINKS:
            linked = self._nums.get(self._styles.list_of(link))
            return self._levels(value(linked, "w:abstractNumId"), links + 1)
        return {_depth(level): _level(level) for level in element.findall(f"{W}lvl")}


def _count(counts: dict[int, int], use: _Use, depth: int, begins: bool) -> None:
    """One more at this depth. Levels above that were not met yet count as begun; those below begin anew."""
    for above in range(depth):
        counts.setdefault(above, use.starts.get(above, use.levels.get(above, _Level()).start))
    if begins or depth not in counts:
        counts[depth] = use.starts.get(depth, use.levels[depth].start)
    else:
        counts[depth] += 1
    for deeper in [n for n in counts if n > depth]:
        restart = use.levels.get(deeper, _Level()).restart
        if restart is None or depth < restart:
            del counts[deeper]


def _by_style(chain: Sequence[ET.Element], name: str) -> str:
    return next((told for style in chain if (told := value(style, f"w:pPr/w:numPr/w:{name}"))), "")


def _depth(element: ET.Element) -> int:
    return _integer(element.get(f"{W}ilvl", "0"))


def _level(level: ET.Element) -> _Level:
    form = next((element for element in children(level) if element.tag == f"{W}numFmt"), None)
    restart = value(level, "w:lvlRestart")
    return _Level(
        _integer(value(level, "w:start", "0")), _form(form), value(level, "w:lvlText"),
        _integer(restart) if restart else None, bool(is_on(level, "isLgl")),
        bool(is_on(level.find(f"{W}rPr"), "vanish")), value(level, "w:pStyle"),
    )  # fmt: skip


def _form(element: ET.Element | None) -> str:
    """The format; `001, 002, 003, …` is how a custom one is written down."""
    if element is None:
        return "decimal"
    form = element.get(f"{W}val", "decimal")
    first = element.get(f"{W}format", "").partition(",")[0].strip()
    return f"decimalZero{len(first)}" if form == "custom" and first.isdigit() else form


def _integer(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0
