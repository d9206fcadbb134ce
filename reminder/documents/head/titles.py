"""What a document is about: the lines under its kind, or the subject of a letter (V/v), up to where the text begins."""

import re
from collections.abc import Sequence

from reminder.directory.first_words import BODIES, HEADS, pattern
from reminder.documents.head.dates import day_in
from reminder.documents.head.kinds import kinds
from reminder.documents.head.line import Line
from reminder.documents.head.numbers import number_in

_LONGEST = 600
# A kind may be closer said: "CHƯƠNG TRÌNH HÀNH ĐỘNG", with what it is about under it.
_CLOSER = r"(?:\s+(?:HÀNH ĐỘNG|PHỐI HỢP|LIÊN TỊCH|TỔNG THỂ|CÔNG TÁC)\s*$)?"
_HEADING = re.compile(rf"^\W*(?P<kind>{kinds().heading}{_CLOSER})(?!\s*/)(?P<rest>.*)$", re.S)
_ALONE = re.compile(rf"^\W*{kinds().named}\W*$")
_NAMED = re.compile(rf"^\W*{kinds().named}\s+\w")
_LISTED = re.compile(r"^\W*(?:DANH MỤC|BẢNG|BIỂU|LỊCH|TỔNG HỢP|PHÂN CÔNG)\s")
_SUBJECT = re.compile(r"(?:^|(?<=[\s|]))(?:V/v|V/V|Về việc)\b", re.I)
_ADDRESSEE = re.compile(r"^\W*Kính (?:gửi|mời)\b", re.I)
_POINT = re.compile(
    r"^\W*(?:[IVXL]{1,6}\s*[.)-](?=\s)|\d{1,2}(?:\.\d{1,2})*\s*[.)](?=\s)|[a-zA-ZđĐ]\s*[.)](?=\s)"
    r"|(?:Điều|ĐIỀU|Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+(?:\d+|[IVXL]+\b|(?i:thứ)))|^\s*[-–+•*]\s"
)
_BESIDE = re.compile(
    r"^\W*(?:Phụ lục\b|Nơi nhận|\((?:\w+\s+)?kèm theo|\(ban hành|\(đính kèm|\(theo |\(thực hiện)", re.I
)
_SECTION = re.compile(
    r"^\W*(?:MỤC ĐÍCH|MỤC TIÊU|YÊU CẦU|NỘI DUNG|NHIỆM VỤ|GIẢI PHÁP|TỔ CHỨC THỰC HIỆN|PHÂN CÔNG|CĂN CỨ|QUAN ĐIỂM"
    r"|TÌNH HÌNH|ĐẶC ĐIỂM|PHẠM VI|ĐỐI TƯỢNG|THỜI GIAN|KINH PHÍ|QUYẾT ĐỊNH|QUYẾT NGHỊ)"
    r"(?:(?:,|;| VÀ| -)? (?:YÊU CẦU|MỤC TIÊU|GIẢI PHÁP|THỰC HIỆN|CỤ THỂ|CHỦ YẾU|CHUNG|TRỌNG TÂM|NHIỆM VỤ|ĐỐI TƯỢNG"
    r"|ĐỊA ĐIỂM|PHÁP LÝ))*\W*$"
)
_AUTHORITY = re.compile(
    r"^(?:(?:PHÓ )?CHỦ TỊCH|(?:ỦY|UỶ) BAN|UBND|HỘI ĐỒNG|BỘ TRƯỞNG|GIÁM ĐỐC|TỔNG GIÁM|THỦ TƯỚNG|CHÍNH PHỦ|QUỐC HỘI|CHÁNH"
    r"|THỐNG ĐỐC|BỘ CHÍNH TRỊ|BAN (?:BÍ THƯ|CHẤP HÀNH|THƯỜNG VỤ)|THƯỜNG TRỰC)(?!\w)"
)
_OPENING = re.compile(
    r"^(?:Thực hiện|Căn cứ|Triển khai|Nhằm|Để|Trên cơ sở|Ngày \d|Thi hành|Theo|Tiếp tục|Tiếp theo|Xét|Qua|Sau khi|Trong"
    r"|Thời gian qua|Năm \d{4},|Hưởng ứng|Chấp hành|Phúc đáp|Xuất phát|Được sự|Kế hoạch này)(?!\w)"
)
_SPEAKS = re.compile(
    rf"^{pattern(*BODIES, *HEADS)}.*\b(?:kính mời|trân trọng|ban hành|xây dựng|báo cáo|đề nghị|yêu cầu|thông báo"
    r"|hướng dẫn|nhận được|có ý kiến)(?!\w)"
)
_OPEN_END = re.compile(r"(?:[,–-]|\b(?:và|các|của|với|về|cho|tại|thuộc|theo|hoặc|từ|đến|trong|năm))$", re.I)
_GOES_ON = re.compile(r"^(?:năm|giai đoạn|trên địa bàn|nhiệm kỳ|trong|của|và|về|từ)\b", re.I)


def kind_at(lines: Sequence[Line]) -> int | None:
    """Which of the lines bears the document's kind in capitals; None where the text begins without one."""
    for place, line in enumerate(lines):
        match = _HEADING.match(line.text)
        # "BAN QUẢN LÝ / DỰ ÁN ĐẦU TƯ": the name of a body that goes on above the number.
        if match and len(line.text) <= 300 and not (match["rest"].strip() and _numbered_behind(lines, place)):
            return place
        if _ALONE.match(line.text):
            return place
        if _ADDRESSEE.match(line.text) or _POINT.match(line.text) or _opens(lines, place):
            return None
    return None


def _numbered_behind(lines: Sequence[Line], place: int) -> bool:
    return any(number_in(line.text) for line in lines[place + 1 : place + 6])


def letterhead_of(lines: Sequence[Line], kind: int | None) -> Sequence[Line]:
    """The lines before kind, addressee and text."""
    if kind is not None:
        return lines[:kind]
    ends = (n for n, x in enumerate(lines) if _ADDRESSEE.match(x.text) or _POINT.match(x.text) or _opens(lines, n))
    return lines[: next(ends, len(lines))]


def title_under(lines: Sequence[Line], kind: int) -> str:
    """The title that begins behind the kind, in its line or the next."""
    match = _HEADING.match(lines[kind].text)
    return title_behind(lines, kind, match["rest"].strip(" :.-–") if match else "")


def title_behind(lines: Sequence[Line], place: int, begun: str) -> str:
    """The title that goes on behind a line in which it has `begun`, or begins there."""
    return _gathered(lines, place, [begun] if begun else [])


def is_subject(text: str) -> bool:
    """Whether a line begins with what a letter is about."""
    return bool(_SUBJECT.match(text))


def subject_in(lines: Sequence[Line]) -> str:
    """What a letter is about, in its letterhead: `V/v …`."""
    for place, line in enumerate(lines):
        text = _without_day(line.text)
        match = _SUBJECT.search(text)
        if match is None:
            continue
        parts = [text[match.start() :].strip(" |")]
        for after in lines[place + 1 :]:
            words = _without_day(after.text)
            elsewhere = line.table and after.block != line.block
            if not words or number_in(words) or elsewhere or _capitals(words):
                break
            parts.append(words)
        return _joined(parts)
    return ""


def listed_title(lines: Sequence[Line]) -> str:
    """The title of what bears no kind in capitals: a list's (DANH MỤC …), or a first line in small letters that begins
    with a kind."""
    for place, line in enumerate(lines[:8]):
        words = line.text.rstrip()
        if _LISTED.match(words) or (_NAMED.match(words) and not words.endswith((".", ";", ":")) and len(words) <= 250):
            return _gathered(lines, place, [words])
    return ""


def _gathered(lines: Sequence[Line], start: int, parts: list[str]) -> str:
    """The lines from behind `start` on that go on with the title."""
    for place in range(start + 1, len(lines)):
        before, line = lines[place - 1], lines[place]
        # A table ends it, but for one that it stands in by itself.
        elsewhere = line.table != lines[start].table or (line.table and line.block != lines[start].block)
        if elsewhere and parts:
            break
        boxed = line.spot.kind == "paragraph" and line.spot == before.spot
        if boxed or _ends(lines, place, parts) or sum(map(len, parts)) > _LONGEST:
            break
        parts.append(line.text)
    return _joined(parts)


def _ends(lines: Sequence[Line], place: int, parts: Sequence[str]) -> bool:
    """Whether the line is no more of the title of which `parts` have been read."""
    text = lines[place].text
    if _ADDRESSEE.match(text) or _BESIDE.match(text) or _POINT.match(text) or number_in(text) or day_in(text):
        return True
    if not parts:
        return text.endswith((":", ";")) and len(text) > 100
    if text[0].islower():
        return False
    last = parts[-1]
    if _capitals(text):
        if not _capitals(last):
            return True
        return bool(
            _SECTION.match(text) or _HEADING.match(text) or (_AUTHORITY.match(text) and not _OPEN_END.search(last))
        )
    if _capitals(last) and not _GOES_ON.match(text):
        return True
    return text.endswith((".", ":", ";")) or _opens(lines, place)


def _opens(lines: Sequence[Line], place: int) -> bool:
    """Whether the text begins here: a sentence that begins as they do and comes to its stop before anything else
    begins."""
    if not (_OPENING.match(lines[place].text) or _SPEAKS.match(lines[place].text)):
        return False
    for n, line in enumerate(lines[place : place + 10]):
        if n and (_POINT.match(line.text) or _OPENING.match(line.text) or _capitals(line.text)):
            return False
        if line.text.endswith((".", ":", ";", ",")) or ": " in line.text or len(line.text) > 200:
            return True
    return False


def _capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


def _without_day(text: str) -> str:
    day = day_in(text)
    return " ".join((text[: day.begin] + " " + text[day.end :]).split()) if day else text


def _joined(parts: Sequence[str]) -> str:
    return " ".join(" ".join(parts).split()).strip(" .:*_–-")
