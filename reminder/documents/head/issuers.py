"""Who issued a document: the last name in the left column of its letterhead, above its number."""

import re
from collections.abc import Iterable, Iterator, Sequence

from reminder.directory.first_words import BODIES, GOVERNMENT, LEVELS
from reminder.documents.blocks import Paragraph
from reminder.documents.head.dates import day_in
from reminder.documents.head.line import Line
from reminder.documents.head.lines import CAPITAL
from reminder.documents.head.numbers import number_in

_PARTY = ("Đảng bộ", "Chi bộ", "Chi ủy", "Ban Chấp hành", "Ban Thường vụ", "Xã ủy", "Phường ủy")
_FIRST = tuple(dict.fromkeys(name.upper() for name in (*BODIES, *GOVERNMENT, *_PARTY, "Đại học", "Học viện")))
_BODY = re.compile(rf"(?:{'|'.join(sorted(_FIRST, key=len, reverse=True))})(?!\w)")
_LEVEL = re.compile(rf"(?:{'|'.join(name.upper() for name in LEVELS)}|TỈNH|TRUNG ƯƠNG|VIỆT NAM)(?!\w)")
# A name over the issuer's own in one line: the superior ends where a body begins that stands under such a one.
_ABOVE = re.compile(r"(?:UBND|(?:ỦY|UỶ) BAN NHÂN DÂN|BỘ|SỞ|TỈNH (?:ỦY|UỶ)|ĐẢNG BỘ)\s")
_UNDER = re.compile(
    r"(?<=\w)(?<!MÔI)(?<!THỊ)(?<!QUỐC)(?<!VĂN)(?<!TỔNG)(?<!CHI)(?<!NỘI)(?<!BỆNH)(?<!HỌC)(?<!THƯ)(?<!CƠ)(?<!TRỤ)\s+"
    r"(?=(?:SỞ|CHI CỤC|CỤC|PHÒNG|TRUNG TÂM|VĂN PHÒNG|THANH TRA|VIỆN|TRƯỜNG|BAN (?:QUẢN|CHỈ|TỔ|NỘI|TUYÊN|DÂN))\s)"
)
# A name that only its superior's completes.
_OF_ABOVE = ("VĂN PHÒNG", "THANH TRA", "BAN THƯỜNG VỤ", "BAN CHẤP HÀNH", "BAN THƯỜNG TRỰC", "THƯỜNG TRỰC")
_OPEN = re.compile(r"(?:\s(?:VÀ|CỦA|CÁC|THUỘC|VỀ)|[-–,&])$")
_GOES_ON = re.compile(r"(?:VÀ|CỦA|CÁC|THUỘC)\s")
_NOT_A_BODY = re.compile(r"^\W*(?:PHỤ LỤC|BIỂU|MẪU|DANH MỤC|V/V|SỐ\b)|[:;?!“”]|\d\s*/")

_COMMITTEE = r"(?:UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|Ủy ban nhân dân|Uỷ ban nhân dân)"
_COUNCIL = r"(?:HĐND|HỘI ĐỒNG NHÂN DÂN|Hội đồng nhân dân)"
_OF = rf"\s+(?:(?i:tỉnh|thành phố|xã|phường|đặc khu))(?:\s+[{CAPITAL}]\w*(?:[ -][{CAPITAL}]\w*)*)"
_NAMELESS = r"\s+(?i:tỉnh|thành phố)(?!\w)"


def issuer_of(lines: Sequence[Line]) -> str:
    """The issuing body in the lines of a letterhead, as printed: under its superior where one stands above it. A name
    set in several lines is one; one that says nothing by itself (VĂN PHÒNG) is said with its superior's. "" where there
    is none."""
    headed = any(number_in(line.text) or day_in(line.text) for line in lines)
    bodies: list[str] = []
    for name in _names(lines, headed):
        words = name.upper()
        if bodies and (_OPEN.search(bodies[-1].upper()) or _LEVEL.match(words) or _GOES_ON.match(words)):
            bodies[-1] = f"{bodies[-1]} {name}"
        elif _BODY.match(words):
            bodies.append(name)
        elif headed:
            bodies[-1:] = [f"{bodies[-1]} {name}" if bodies else name]
    if len(bodies) > 1 and bodies[-1].upper() in _OF_ABOVE:
        return f"{bodies[-1]} {bodies[-2]}"
    return bodies[-1] if bodies else ""


def _names(lines: Iterable[Line], headed: bool) -> Iterator[str]:
    """The names above the number, a name in a line with its superior's apart."""
    for line in lines:
        text, number, day = line.text, number_in(line.text), day_in(line.text)
        text = text[: min([len(text), *([number[1]] if number else []), *([day.begin] if day else [])])]
        text = text.strip(" .,*_-–|")
        if _name(text, headed):
            yield from _UNDER.split(text) if _ABOVE.match(text) else (text,)
        if number:
            return


def _name(text: str, headed: bool) -> bool:
    """Whether a line is a name: in capitals, or above a number or day also in small letters."""
    if not re.search(r"[^\W\d_]{2}", text) or len(text) > 120 or _NOT_A_BODY.search(text.upper()):
        return False
    small = headed and len(text) <= 80 and bool(_BODY.match(text.upper())) and "," not in text
    return text == text.upper() or small


def named_in(paragraphs: Sequence[Paragraph], number: str) -> str:
    """The committee, or council, that the text of a plan without a letterhead names first, one with its province before
    one without; "" where the sign of its number is another body's."""
    body = _COUNCIL if "HĐND" in number else _COMMITTEE
    if number and not re.search(r"UBND|HĐND", number):
        return ""
    forms = (re.compile(body + _OF), re.compile(body + _NAMELESS))
    return next((m[0] for form in forms for p in paragraphs if (m := form.search(p.text))), "")
