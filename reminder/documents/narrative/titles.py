"""A short name for a duty, out of the words that order it."""

import re

from reminder.documents.narrative.duty import DutyRow
from reminder.phrases.time_words import time_words

_REPORT = re.compile(
    r"((?:tổng hợp |dự thảo |lập )*báo cáo(?:\s+(?!UBND|Ủy ban|Uỷ ban|HĐND|Tỉnh ủy|Bộ |Sở |Chính phủ|Thủ tướng"
    r"|Chủ tịch|Văn phòng|Thường trực|về (?:UBND|Ủy|Uỷ|Sở|Bộ|Văn)|với|cho|lên|trước|định kỳ|hằng|hàng|theo|chậm|để"
    r"|gửi|qua|năm\b|quý\b|tháng\b|tới\b|đến\b)[^\s,;.()]+)*)",
    re.I,
)  # fmt: skip
_PLAN = re.compile(
    r"((?:xây dựng|ban hành|lập|hoàn thành|trình|gửi)\s+(?:và \w+\s+\w+\s+)?(?:kế hoạch|chương trình)[^,;.()]*)", re.I
)
_TAIL = re.compile(r"[\s,;:]*(?:trước|chậm nhất|muộn nhất|trong|vào|gửi về|gửi|để|về UBND|về Sở)\b.*$", re.S | re.I)
_LABEL = re.compile(
    r"[\s,;.(–-]*\b(?:thời (?:gian|hạn|điểm)|hạn|tiến độ|hoàn thành|hoàn tất|xong|kết thúc|chậm nhất|lúc|vào"
    r"|trong)(?: (?:hoàn thành|thực hiện"
    r"|gửi|trình|là|xong))*\s*:?[\s).]*$",
    re.I,
)
# What leads to who is told: "Giao", "Để chuẩn bị cho năm học mới, yêu cầu", "Trên cơ sở đó,".
_LEADS = re.compile(
    r"^\W*(?:(?:để|nhằm|trên cơ sở|căn cứ|sau khi|khi|trường hợp|hết thời hạn|đồng thời|ngoài ra|định kỳ|hằng"
    r"|hàng)\b.*|(?:giai đoạn|bước|đợt|lần) [\dIVX]+\W*)?"
    r"(?:(?:kính )?(?:đề nghị|yêu cầu|giao|phân công|chỉ đạo)(?: nhiệm vụ)?(?: cho)?\s*|,\s*)?$",
    re.I | re.S,
)
_END = re.compile(r"(?:\s|,|;|^)(?:và|gửi|nộp|lập)$")
_CUT = re.compile(r"(?:\s+(?:số liệu|cả|lần|đợt|\d+))+\s*$", re.I)
_BEGINS = re.compile(r"^\W*(?:(?:và|đồng thời|trước mắt)\b[\s,]*)?", re.I)
_RESULTS = re.compile(r"báo cáo (?:kết quả|tình hình)(?: thực hiện)?", re.I)
_LEAST = "Báo cáo kết quả thực hiện"
_LONGEST = 600


def duty_title(duty: DutyRow) -> str:
    """`Báo cáo kết quả thực hiện`; where no shorter words can be cut out of it, the sentence without its time and its
    owner."""
    text = " ".join(duty.title.split())
    pattern = {"report": _REPORT, "plan": _PLAN}.get(duty.kind)
    match = pattern.search(text) if pattern else None
    words = _CUT.sub("", _TAIL.sub("", match[0])) if match else _without_time(text, duty) or text
    if match and duty.kind == "report" and (len(words.split()) < 4 or _RESULTS.fullmatch(words)):
        before = _END.sub("", _without_time(_timeless(text[: match.start()]), duty)).strip(" ,;")
        both = f"{before} và {words[:1].lower()}{words[1:]}"
        words = both if 3 < len(before.split()) < 30 else words if len(words.split()) > 3 else _LEAST
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(" ", 1)[0] + "…"
    words = _BEGINS.sub("", re.sub(r",(?:\s*,)+", ",", words)).strip(" ,;:.")
    return words[:1].upper() + words[1:]


def _timeless(text: str) -> str:
    """The parts between commas that say nothing of time."""
    return ",".join(part for part in re.split(r"[,;]", text) if not time_words(part))


def _without_time(text: str, duty: DutyRow) -> str:
    words = text
    for piece in duty.schedule_raw.split(" … "):
        words = words.replace(piece, " ", 1)
    words = _LABEL.sub("", words).strip(" ,;:.")
    before, named, after = words.partition(duty.owed_by_raw) if duty.owed_by_raw else ("", "", words)
    if named and (_LEADS.match(before) or not re.search(r"\w", before)):
        words = after.strip(" ,;:.")
    words = " ".join(re.sub(r"\(\s*\)", " ", words).split()).replace(" ,", ",").replace(" ;", ";").replace(" :", ":")
    return words if len(words.split()) > 2 else ""
