"""Automatic numbers of Word: what it prints before a paragraph but does not store in its text."""

from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from reminder.documents.readers.number_formats import written
from reminder.documents.readers.word_styles import Styles
from reminder.documents.readers.word_xml import W, children, is_on, value

_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list. `restart`: the level (from 1) behind which it begins anew, 0 for never; `legal`: all its
    figures are arabic; `style`: the paragraph style that stands for it."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    hidden: bool = False
    style: str = ""


@dataclass
class _List:
    """A list as it runs through the document (`w:abstractNum`), and how far each level has counted. `link`: the
    numbering style that defines it, where it does not do so itself."""

    levels: dict[int, _Level]
    link: str = ""
    counts: dict[int, int] = field(default_factory=dict)


@dataclass
class _Use:
    """A use of a list (`w:num`): the list, its own levels, and the numbers its levels begin at when first met."""

    list: str
    levels: dict[int, _Level]
    starts: dict[int, int]
    met: set[int] = field(default_factory=set)


class Numbering:
    """Counts list paragraphs in document order, as Word does. Bullets come out as `-`."""

    def __init__(self, root: ET.Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._uses: dict[str, _Use] = {}
        elements = list(root) if root is not None else []
        for element in elements:
            if element.tag == f"{W}abstractNum":
                self._lists[element.get(f"{W}abstractNumId", "")] = _List(
                    _levels(element), value(element, "w:numStyleLink")
                )
        for element in elements:
            if element.tag == f"{W}num":
                overrides = {_integer(o.get(f"{W}ilvl", "0")): o for o in element.findall(f"{W}lvlOverride")}
                self._uses[element.get(f"{W}numId", "")] = _Use(
                    value(element, "w:abstractNumId"),
                    {
                        depth: _level(level)
                        for depth, o in overrides.items()
                        if (level := o.find(f"{W}lvl")) is not None
                    },
                    {d: _integer(start) for d, o in overrides.items() if (start := value(o, "w:startOverride"))},
                )

    def label(self, paragraph: ET.Element) -> str:
        """The number Word prints before this paragraph ("" if none); counts it."""
        use, depth = self._place(paragraph)
        counted = self._list(use) if use is not None else None
        if use is None or counted is None:
            return ""
        levels = {**counted.levels, **use.levels}
        if depth not in levels:
            return ""
        self._count(use, counted, levels, depth)
        level = levels[depth]
        if level.hidden:
            return ""
        if level.form == "bullet":
            return "-" if level.text.strip() else ""
        text = level.text
        for above in range(depth + 1):
            shape = levels.get(above, _Level())
            form = "decimal" if level.legal and shape.form != "none" else shape.form
            text = text.replace(f"%{above + 1}", written(counted.counts.get(above, shape.start), form))
        return text.strip()

    def _count(self, use: _Use, counted: _List, levels: dict[int, _Level], depth: int) -> None:
        fresh = depth not in use.met and depth in use.starts
        use.met.add(depth)
        start = use.starts.get(depth, levels[depth].start)
        counted.counts[depth] = start if fresh or depth not in counted.counts else counted.counts[depth] + 1
        for deeper in [at for at in counted.counts if at > depth]:
            restart = levels.get(deeper, _Level()).restart
            if restart is None or depth < restart:
                del counted.counts[deeper]

    def _place(self, paragraph: ET.Element) -> tuple[_Use | None, int]:
        """The list this paragraph is in and how deep: by itself, else by its style, whose level is the one that
        names the style."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        chain = list(self._styles.chain(value(paragraph, "w:pPr/w:pStyle")))
        number, depth = value(own, "w:numId"), value(own, "w:ilvl")
        by_style = next((told for style in chain if (told := value(style, "w:pPr/w:numPr/w:numId"))), "")
        # The number 0 takes a paragraph out of the list its style is in.
        use = self._uses.get(number or by_style) if "0" not in (number, number or by_style) else None
        if use is None or number or depth:
            return use, _integer(depth)
        counted = self._list(use)
        named = {level.style: at for at, level in {**(counted.levels if counted else {}), **use.levels}.items()}
        by_level = (named.get(style.get(f"{W}styleId", "")) for style in chain)
        printed = next((told for style in chain if (told := value(style, "w:pPr/w:numPr/w:ilvl"))), "0")
        return use, next((at for at in by_level if at is not None), _integer(printed))

    def _list(self, use: _Use) -> _List | None:
        found = self._lists.get(use.list)
        for _ in range(_LEVELS):
            if found is None or not found.link:
                break
            linked = self._uses.get(self._styles.list_of(found.link))
            found = self._lists.get(linked.list) if linked is not None else None
        return found


def _levels(parent: ET.Element) -> dict[int, _Level]:
    return {
        int(level.get(f"{W}ilvl", "0")): _level(level)
        for level in parent.findall(f"{W}lvl")
        if level.get(f"{W}ilvl", "0").isdigit()
    }


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
    return int(text) if text.isdigit() and len(text) < 6 else 0
