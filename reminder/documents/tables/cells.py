"""What the words of a cell are, whatever column they stand in: a time, an hour, a length of time, a body, a figure."""

import re
from functools import lru_cache
from typing import NamedTuple

from reminder.directory.first_words import ANYONE, BODIES, LEVELS, pattern
from reminder.phrases import read

AGENCY_START = re.compile(rf"(?:các |mỗi )?{pattern('tỉnh', *BODIES, *LEVELS, *ANYONE)}", re.I)
TIME_WORDS = re.compile(
    r"^\W*(từ |trước |trong |sau |hết |đến |chậm nhất|muộn nhất|định kỳ|hằng |hàng |thường xuyên|quý|tháng|năm"
    r"|ngày|giai đoạn|hoàn thành|theo (lộ trình|quy định|tiến độ|kế hoạch|yêu cầu)|cuối|đầu|giữa|cả năm|đột xuất"
    r"|khi có|\d{1,2}\s*/\s*\d|(19|20)\d\d)",
    re.I,
)
_LONGEST_TIME = 300
_HOUR = re.compile(
    r"\b\d{1,2} ?(?:h|g|giờ|[:.](?=\d\d\b))|^(?:buổi )?(?:sáng|trưa|chiều|tối)\b|\b\d{1,3} ?(?:phút|['’′p]\B)", re.I
)
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[.:][0-5][05](?:\s*[-–]\s*(?:[01]?\d|2[0-3])[.:][0-5][05])?")
_LENGTH = re.compile(
    r"(?:không quá |trong |tối đa |vòng )*\d+(?:[.,/]\d+)? ?(?:ngày|giờ|h|buổi|tiết|phút|tuần|tháng|năm)"
    r"(?: làm việc)?(?: \(.*\))?|vĩnh viễn|trong ngày|trong giờ hành chính",
    re.I,
)
_FIGURE = re.compile(r"[-+±<>≥≤~]?\s*\d[\d.,\s]*(?:%|‰|[a-zđ]{1,3}\d?|tỷ|triệu|đồng|triệu đồng|tỷ đồng)?", re.I)
# A paper by its name, which may hold a period: "Báo cáo quý"; with a day or a bound it says when it is sent.
_PAPER = re.compile(
    r"\W*(?:\d+ )?(?:các )?(?:báo cáo|kế hoạch|chương trình|đề án|tờ trình|quyết định|nghị quyết|văn bản|công văn"
    r"|danh mục|sổ tay|biên bản|thông báo|kết luận|biểu|bảng|hồ sơ|dự thảo|đề cương|bản tin|phụ lục)\b"
    r"(?!.*(?:\bngày\b|\bhạn\b|\btrước\b|(?:chậm|muộn) nhất|\b\d{1,2}[/.-]\d{1,2}(?!\d)))",
    re.I | re.S,
)
_MARK = re.compile(r"[x×✓✔√✗●•■▪◼◆*+]{1,3}|v", re.I)
_BLANK = re.compile(r"[\s.…_\-–—/()]*")
_UNIT = re.compile(
    r"[a-zđà-ỹ%‰][a-zđà-ỹ%‰\s/.²³\d()-]{0,24}|%|(?:Triệu|Tỷ|Nghìn) ?đồng|Ha|Km|Tấn|Người|Lượt|Hồ sơ|Cái|Chiếc|Cây"
)
# As a unit of measure a body is small and alone ("trường", "xã", "đơn vị").
_NAMED = re.compile(
    rf"(?:[Cc]ác|[Mm]ỗi) |{pattern('Tỉnh', 'Sở', 'sở', *BODIES, *(name.capitalize() for name in ANYONE))}"
    rf"|(?:{'|'.join(ANYONE)})[ ,]|(?i:{'|'.join(LEVELS)}) +[A-ZĐÀ-Ỹ]"
)


class _Reading(NamedTuple):
    """What a phrase says: `dated`, `timed` at all, and the codes of what is odd about it."""

    dated: bool = False
    timed: bool = False
    odd: frozenset[str] = frozenset()


@lru_cache(maxsize=8192)
def _reading(text: str) -> _Reading:
    if len(text) > _LONGEST_TIME or _CLOCK.fullmatch(text) or not any(map(str.isalnum, text)):
        return _Reading()
    reading = read(text, None)
    odd = frozenset(fault.code for fault in reading.faults)
    stated = reading.start or reading.end or reading.series or reading.windows or reading.calendar_days
    dated = bool(stated or reading.recurrence) or not odd.isdisjoint({"no_year", "no_such_date", "no_such_period"})
    timed = dated or bool(reading.relative or reading.open_ended or (reading.indeterminate and not odd))
    return _Reading(dated, timed, odd)


def is_dated(text: str) -> bool:
    """The words give a date, a period or a repetition; its year may be missing."""
    return bool(text) and _reading(text).dated


def is_when(text: str) -> bool:
    """The words give a date, a period or a repetition, and not as part of the name of a paper: `Báo cáo quý`."""
    return is_dated(text) and not _PAPER.match(text)


def is_time(text: str) -> bool:
    """The words say when, if only "thường xuyên" or "theo kế hoạch"."""
    return bool(text) and _reading(text).timed


def odd(text: str) -> frozenset[str]:
    """The codes of what is odd about a time: `no_year` where none is printed."""
    return _reading(text).odd


def is_hour(text: str) -> bool:
    """Hours or a part of the day, and no day: `07h45 - 8h00`, `Buổi sáng`, `15 phút`."""
    return bool(_HOUR.search(text)) and not is_dated(text)


def is_length(text: str) -> bool:
    """A length of time that runs from nothing named: `05 ngày làm việc`, `0,5 ngày`, `70 năm`."""
    return bool(_LENGTH.fullmatch(text.strip()))


def is_body(text: str) -> bool:
    """The words begin with a body or a group of bodies; a unit of measure ("xã", "hồ sơ") is none."""
    return bool(_NAMED.match(text))


def is_unit(text: str) -> bool:
    """A unit of measure: `cây`, `triệu đồng`, `%`, `ha`."""
    return bool(_UNIT.fullmatch(text)) and not is_body(text)


def is_figure(text: str) -> bool:
    """A figure, with its unit or without: `12.500`, `85%`, `3,2 tỷ`."""
    return bool(_FIGURE.fullmatch(text.strip()))


def is_mark(text: str) -> bool:
    """A tick in a chart."""
    return bool(_MARK.fullmatch(text.strip()))


def is_tick(text: str) -> bool:
    """What stands in a chart where a row has its time: a tick, or words of what is done then; no figure."""
    return not is_blank(text) and (is_mark(text) or not is_figure(text))


def is_blank(text: str) -> bool:
    """Nothing, or dots and dashes to be filled in."""
    return bool(_BLANK.fullmatch(text))


def is_name(text: str) -> bool:
    """Words a person could be reminded by: letters, and no figure, mark or unit alone."""
    return sum(c.isalpha() for c in text) >= 2 and not is_figure(text) and not is_mark(text)
