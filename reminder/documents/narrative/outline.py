"""The outline of the sentences: under which headings a paragraph stands, and who is spoken to there."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reminder.documents.blocks import Paragraph
from reminder.documents.bullets import BULLET, NUMBER, roman_value, without_number
from reminder.documents.narrative.addressees import addressee, behind_the_time, doing, ends, leads_others, told
from reminder.documents.narrative.body_names import body_at
from reminder.documents.narrative.sentences import says_only_time
from reminder.text_matching import folded

_WORDS = 9  # the level of a paragraph without number or bullet
_BULLET = 6.5
_CAPITALS = 0.5  # "TỔ CHỨC THỰC HIỆN"
_LEVEL = {"phrase": 0, "letter": 1, "roman": 2, "figure": 3, "spoken": 3, "deep": 4, "small": 5}
_AS_FOLLOWS = re.compile(r"\b(?:như sau|sau đây|nội dung sau|ý kiến)\b", re.I)
_DEAR = re.compile(r"^\s*Kính gửi\s*:?", re.I)
_UPWARD = re.compile(r"^\s*(?:TỜ TRÌNH|BÁO CÁO)(?!\w)")
_RECIPIENTS = re.compile(r"^nơi nhận\s*(?::|$)", re.I)
_ANNEX = re.compile(
    r"^\W*(?:PHỤ LỤC|Phụ lục(?=\s+(?:số\s+)?[IVX\d]|\s*:|$)|KẾ HOẠCH|QUY CHẾ|QUY ĐỊNH|ĐỀ ÁN|CHƯƠNG TRÌNH|PHƯƠNG ÁN"
    r"|DANH MỤC|HƯỚNG DẪN"
    r"|ĐIỀU LỆ|(?i:(?:ban hành )?kèm theo))(?!\w)"
)
# Sentences that close a document speak to nobody that was named above.
_CLOSING = re.compile(
    r"^(?:(?:các|những) (?:nội dung|nhiệm vụ)(?: khác)? (?:đã|không|nêu)|trên đây là|trong quá trình"
    r"|căn cứ (?:ý kiến|nội dung)|nhận được|yêu cầu|đề nghị|kính đề nghị|(?:kế hoạch"
    r"|chỉ thị"
    r"|công văn|quyết định|chương trình|quy định|thông báo|thông tư|nghị quyết) này|thừa lệnh"
    r"|văn phòng [^.]{0,60}thông báo"
    r"|(?:chủ tịch |thường trực )?(?:ubnd|ủy ban nhân dân|tỉnh ủy|hđnd) (?:tỉnh )?[^.]{0,30}(?:yêu cầu|đề nghị"
    r"|thông báo))(?!\w)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Point:
    """One paragraph in its place. `path` are the headings above it, outermost first; `who` is spoken to (as
    printed, "" when nobody is named); `words` is the text without its number, its bullet and its addressee;
    `heads`: other points stand under it. `label` numbers it by the headings above (`II.2.1`), bullets being
    counted; `under` is the heading it stands under, as printed; `addressed`: `who` is whom the letter is sent to;
    `numbered` are the numbers that are printed, of the point and its headings (`II.2`)."""

    paragraph: Paragraph
    path: tuple[str, ...]
    who: str
    words: str
    level: float
    heads: bool
    label: str = ""
    under: str = ""
    addressed: bool = False
    numbered: str = ""

    @property
    def told(self) -> str:
        """Who is spoken to in the text itself, not only in the address of a letter."""
        return "" if self.addressed else self.who


@dataclass
class _Open:
    """A heading whose points are being read."""

    level: float
    text: str
    who: str
    label: str
    printed: str
    bullets: int = 0
    scope: bool = False
    numbered: str = ""


def outline(paragraphs: Iterable[Paragraph]) -> Iterator[Point]:
    """The points of a text in order; `paragraphs` are those that say something (`spoken`)."""
    kept = list(paragraphs)
    levels = _levels([p.text for p in kept])
    top = _Open(-1, "", "", "", "")
    stack: list[_Open] = []
    letter, behind = addressed(kept)
    for place, paragraph in enumerate(kept):
        level = levels[place]
        text = without_number(paragraph.text)
        if level == _WORDS and (_CLOSING.match(text) or _ANNEX.match(text)) and not text.endswith(":"):
            stack.clear()
        while stack and level <= stack[-1].level:
            stack.pop()
        above = stack[-1] if stack else top
        if place == behind:
            stack.clear()
        named, words = addressee(text) if level != _CAPITALS else ("", text)
        inherited = next((o.who for o in reversed(stack) if o.who), "")
        if leads_others(named, inherited) and words:  # "Chỉ đạo Sở Y tế:" alone heads what Sở Y tế does
            named, words = "", text
        numbered_above = any(o.level < _WORDS for o in stack)
        by_letter = bool(
            letter and place >= behind and (level < _WORDS or numbered_above) and not named and not inherited
        )
        who = letter if by_letter else named or inherited
        after = levels[place + 1] if place + 1 < len(levels) else 0
        dates = level == _WORDS and _BULLET <= after < _WORDS and says_only_time(text)  # "Tháng 10/2025" above bullets
        heads = (
            text.endswith(":")
            or dates
            or (
                level < _WORDS
                and ((level < after < _WORDS and after != _CAPITALS) or (after == _WORDS and not ends(text)))
            )
        )
        counting = next((o for o in reversed(stack) if not o.scope), top)
        label = above.label if level == _CAPITALS else _label(paragraph.text, counting)
        numbered = _numbered(paragraph.text, counting.numbered)
        if heads and not named and level != _CAPITALS and not _AS_FOLLOWS.search(text) and ". " not in text:
            named = behind_the_time(text) or doing(text) or _spoken_of(text)
            who = named or who
        yield Point(
            paragraph, tuple(o.text for o in stack if not o.scope), who, words, level, heads, label, above.printed,
            by_letter, numbered,
        )  # fmt: skip
        if level < _WORDS:
            stack.append(_Open(level, text, named, label, paragraph.text, numbered=numbered))
        elif text.endswith(":") or dates:
            # "Giao Sở Xây dựng chủ trì:" owns the points under it, up to the next of its own height.
            height = min(after, _WORDS) - 0.5
            while stack and stack[-1].level >= height:
                stack.pop()
            ordered = told(text) or ("" if _AS_FOLLOWS.search(text) else named)
            stack.append(_Open(height, text, ordered, above.label, paragraph.text, above.bullets, True, numbered))


def _spoken_of(heading: str) -> str:
    """ "Chế độ báo cáo đối với các trường trực thuộc": whom a heading is about, at its end."""
    said = re.search(r"\bđối với\s+(?=\S)", heading)
    text = heading.rstrip(" :.")
    return text[said.end() :] if said and body_at(text, said.end()) == len(text) else ""


def _of_a_list(text: str) -> bool:
    """A recipient ("- Như trên;"), a signature, a name: no sentence of an annex."""
    return bool(BULLET.match(text)) or (len(text) < 70 and not NUMBER.match(text))


def addressed(paragraphs: Sequence[Paragraph]) -> tuple[str, int]:
    """Whom a letter is sent to ("Kính gửi:"), as printed on one or several lines, and the place behind them."""
    if any(_UPWARD.match(paragraph.text) for paragraph in paragraphs[:20]):
        return "", len(paragraphs)  # a proposal or a report is addressed to whom it asks, not to who owes
    for place, paragraph in enumerate(paragraphs):
        if not (match := _DEAR.match(paragraph.text)):
            continue
        names = [paragraph.text[match.end() :]]
        behind = place + 1
        while not names[0].strip() and behind < len(paragraphs) and BULLET.match(paragraphs[behind].text):
            names.append(without_number(paragraphs[behind].text))
            behind += 1
        return "; ".join(name.strip(" ;.") for name in names if name.strip(" ;.")), behind
    return "", len(paragraphs)


def _label(text: str, above: _Open) -> str:
    """The point's own number behind those above it; `2.1` under `2` is said once."""
    match = NUMBER.match(text)
    if match:
        number = re.sub(r"[^\w.]", "", match[0]).strip(".")
        parent = above.label
        last = parent.rpartition(".")[2]
        if "." in number and last and number.startswith(f"{last}."):
            parent = parent.rpartition(".")[0]
    else:
        above.bullets += 1
        number, parent = str(above.bullets), above.label
    return f"{parent}.{number}" if parent else number


def _numbered(text: str, above: str) -> str:
    """The printed number behind those above it; without one, those above."""
    return _label(text, _Open(-1, "", "", above, "")) if NUMBER.match(text) else above


def _levels(texts: list[str]) -> list[float]:
    """The depth of each paragraph. Whether "A." stands above "I." or below is told by which comes first."""
    levels = _with_stars([_level(text) for text in texts], texts)
    outer = next((level for level in levels if level in (1, 2)), 1)
    swap: dict[float, float] = {1: 2, 2: 1} if outer == 2 else {}
    return [swap.get(level, level) for level in levels]


def _with_stars(levels: list[float], texts: list[str]) -> list[float]:
    """A star heads dashes in some documents and stands under them in others: which, the first two side by side tell."""
    stars = [level == 8 and text.lstrip().startswith("*") for level, text in zip(levels, texts, strict=True)]
    for place, star in enumerate(stars[:-1]):
        if star and levels[place + 1] == 7:
            return [_BULLET if star else level for level, star in zip(levels, stars, strict=True)]
        if levels[place] == 7 and stars[place + 1]:
            break
    return levels


def _level(text: str) -> float:
    """Depth: the smaller the higher; 7 a bullet, 8 a bullet below it, 9 words alone, but words in capitals head."""
    if match := NUMBER.match(text):
        kind = match.lastgroup or "figure"
        # "C." may be the hundredth roman or the third letter: letters stand above romans, "I." is roman.
        if kind == "roman" and not roman_value(match["roman"]):
            kind = "letter"
        return _LEVEL[kind] + (text[match.start("deep") : match.end("deep")].count(".") - 1 if kind == "deep" else 0)
    if BULLET.match(text):
        return 8 if text.lstrip()[0] in "+•*●○▪◦·" else 7
    return _CAPITALS if text.isupper() and len(text.split()) > 1 and len(text) < 200 else _WORDS


def spoken(paragraphs: Iterable[Paragraph]) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """The paragraphs that say something, and those of recipients and signatures: from "Nơi nhận" to the next annex."""
    says: list[Paragraph] = []
    aside: list[Paragraph] = []
    listed = False
    for paragraph in paragraphs:
        begins = _RECIPIENTS.match(paragraph.text)
        listed = bool(begins) or (listed and not _ANNEX.match(paragraph.text) and _of_a_list(paragraph.text))
        (aside if listed else says).append(paragraph)
    return tuple(says), tuple(aside)


def is_organising(point: Point) -> bool:
    """The point stands under "Tổ chức thực hiện" or the like, where duties are ordered."""
    heads = folded(" ".join(point.path))
    return any(words in heads for words in ("to chuc thuc hien", "trach nhiem", "phan cong", "che do bao cao"))
