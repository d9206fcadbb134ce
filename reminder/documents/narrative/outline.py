"""The outline of the sentences: under which headings a paragraph stands, and who is spoken to there."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reminder.directory.first_words import ANYONE, BODIES, HEADS, pattern
from reminder.documents.blocks import Paragraph
from reminder.documents.bullets import BULLET, roman_value
from reminder.text_matching import folded

_NUMBER = re.compile(
    r"^\s*(?:(?P<roman>[IVXL]{1,6})[.)]|(?P<letter>[A-ZĐ])[.)]|(?P<deep>\d{1,2}(?:\.\d{1,2}){1,3})[.)]?"
    r"|(?P<figure>\d{1,2})[.)]"
    r"|(?P<small>[a-zđ])[.)]|(?P<phrase>(?:Phần|Chương|Mục|Điều)\s+(?:thứ\s+\w+|[IVX]+|\d+)[.:]?))\s+"
)
_LEVEL = {"phrase": 0, "letter": 1, "roman": 2, "figure": 3, "deep": 4, "small": 5}
_HEADS = (
    pattern(*BODIES, *HEADS, "Xã", "Phường", "Đặc khu", *(name.capitalize() for name in ANYONE if name != "ngành"))
    + r"|(?:Toàn thể |Tất cả |Từng |Mỗi )?[Cc]ác (?:[Ss]ở|[Bb]an(?! hành)|[Cc]ơ quan|[Đđ]ơn vị|[Đđ]ịa phương"
    r"|[Nn]gành|[Hh]uyện|[Xx]ã|[Pp]hường|[Dd]oanh nghiệp|[Cc]hủ đầu tư|[Tt]ổ chức|[Cc]ấp|[Hh]ội|[Đđ]oàn thể"
    r"|[Tt]hành viên|[Pp]hòng|[Tt]rường|[Cc]hi cục|UBND|[Bb]ộ)|[Mm]ỗi (?:sở|cơ quan|đơn vị|địa phương|xã|phường)"
)
_ORDER = r"(?:(?:Giao|Đề nghị|Yêu cầu|Phân công|Kính đề nghị|Trách nhiệm của|Đối với)\s+)"
# What an agency is told to do begins with one of these; what stands before is its name.
_VERBS = (
    r"trong phạm vi|theo chức năng|theo nhiệm vụ|căn cứ|trên cơ sở|chủ động|chủ trì|có trách nhiệm|có nhiệm vụ"
    r"|chịu trách nhiệm|định kỳ|tổ chức (?!chính|đoàn|hội|đảng|xã|quốc|kinh|sự)|xây dựng(?= (?:kế|chương|đề|báo"
    r"|phương|dự|và|quy))|báo cáo|gửi|tổng hợp|phối hợp|tham mưu|rà soát|triển khai|thực hiện|khẩn trương"
    r"|nghiêm túc|hằng|hàng (?:năm|quý|tháng)|trước ngày|chậm nhất|làm (?:đầu mối|cơ quan)|là (?:cơ quan|đầu mối"
    r"|đơn vị)|tiếp tục|tăng cường|theo dõi|đăng ký|lập (?:kế|danh|báo)|đẩy mạnh|hướng dẫn|kịp thời|phải|cần"
    r"|ban hành|hoàn thành|đôn đốc|kiểm tra|giám sát|chỉ đạo|cập nhật|bố trí|quán triệt|đề xuất|trình|nộp|cử"
    r"|tập trung|khảo sát|thống kê|tiếp nhận|tiến hành|bám sát|quan tâm|thường xuyên|tích cực"
)  # fmt: skip
_WHO = re.compile(rf"^(?P<who>{_ORDER}?(?:{_HEADS})(?!\w).{{0,260}}?)(?=,?\s+(?:{_VERBS})\b|\s*:)", re.S)
_NAMED = re.compile(rf"^{_ORDER}?(?:{_HEADS})(?!\w)")
_CLOSING = re.compile(r"^nơi nhận\s*:?", re.I)


@dataclass(frozen=True, slots=True)
class Point:
    """One paragraph in its place. `path` are the headings above it, outermost first; `who` is spoken to (as
    printed, "" when nobody is named); `words` is the text without its number, its bullet and its addressee;
    `heads`: other points stand under it. `label` numbers it by the headings above (`II.2.1`), bullets being
    counted; `under` is the heading it stands under, as printed."""

    paragraph: Paragraph
    path: tuple[str, ...]
    who: str
    words: str
    level: int
    heads: bool
    label: str = ""
    under: str = ""


@dataclass
class _Open:
    """A heading whose points are being read."""

    level: int
    text: str
    who: str
    label: str
    printed: str
    bullets: int = 0


def outline(paragraphs: Iterable[Paragraph]) -> Iterator[Point]:
    """The points of a text in order, up to "Nơi nhận"; what is annexed behind it has no sentences."""
    kept: list[Paragraph] = []
    for paragraph in paragraphs:
        if _CLOSING.match(paragraph.text):
            break
        kept.append(paragraph)
    levels = _levels([p.text for p in kept])
    top = _Open(-1, "", "", "", "")
    stack: list[_Open] = []
    for place, paragraph in enumerate(kept):
        level = levels[place]
        text = _stripped(paragraph.text)
        while stack and level <= stack[-1].level:
            stack.pop()
        above = stack[-1] if stack else top
        named, words = addressee(text)
        who = named or next((o.who for o in reversed(stack) if o.who), "")
        after = levels[place + 1] if place + 1 < len(levels) else 0
        heads = level < 8 and (after > level or text.endswith(":"))
        label = _label(paragraph.text, above)
        yield Point(paragraph, tuple(o.text for o in stack), who, words, level, heads, label, above.printed)
        if level < 9:
            stack.append(_Open(level, text, named, label, paragraph.text))


def _label(text: str, above: _Open) -> str:
    """The point's own number behind those above it; `2.1` under `2` is said once."""
    match = _NUMBER.match(text)
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


def _levels(texts: list[str]) -> list[int]:
    """The depth of each paragraph. Whether "A." stands above "I." or below is told by which comes first."""
    levels = [_level(text) for text in texts]
    outer = next((level for level in levels if level in (1, 2)), 1)
    swap = {1: 2, 2: 1} if outer == 2 else {}
    return [swap.get(level, level) for level in levels]


def _level(text: str) -> int:
    """Depth: the smaller the higher; 7 a bullet, 8 a bullet below it, 9 words alone."""
    if match := _NUMBER.match(text):
        kind = match.lastgroup or "figure"
        # "C." may be the hundredth roman or the third letter: letters stand above romans, "I." is roman.
        if kind == "roman" and not roman_value(match["roman"]):
            kind = "letter"
        return _LEVEL[kind] + (text[match.start("deep") : match.end("deep")].count(".") - 1 if kind == "deep" else 0)
    if BULLET.match(text):
        return 8 if text.lstrip()[0] in "+•*●○▪◦·" else 7
    return 9


def _stripped(text: str) -> str:
    text = _NUMBER.sub("", text, count=1)
    return BULLET.sub("", text, count=1).strip()


def addressee(text: str) -> tuple[str, str]:
    """Who a paragraph begins by speaking to, and the words after; ("", text) when it names nobody first."""
    if match := _WHO.match(text):
        who, rest = match["who"].strip(" ,:"), text[match.end() :].lstrip(" ,:")
        return who, rest
    if _NAMED.match(text) and len(text) < 220 and not text.rstrip().endswith((".", ";")):
        return text.strip(" :;."), ""
    return "", text


def is_organising(point: Point) -> bool:
    """The point stands under "Tổ chức thực hiện" or the like, where duties are ordered."""
    heads = folded(" ".join(point.path))
    return any(words in heads for words in ("to chuc thuc hien", "trach nhiem", "phan cong", "che do bao cao"))
