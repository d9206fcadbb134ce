"""A paragraph → its sentences, and those that only say when."""

import re
from dataclasses import dataclass
from typing import Final

from reminder.documents.narrative.deadlines import Deadline
from reminder.phrases.time_words import time_words

_END: Final = re.compile(r"(?<![A-ZĐ])(?<!\bTP)(?<!\bTp)(?<!\bsố)[.]\)?(?=\s+[A-ZÀ-ỸĐ“\"(])|;(?=\s)|\n")
_BARE: Final = re.compile(
    r"\b(?:thời gian|thời hạn|thời điểm|hạn|tiến độ|hoàn thành|hoàn tất|hoàn thiện|xong|kết thúc|thực hiện|trình|gửi"
    r"|cuối cùng|yêu cầu|phải|cần"
    r"|công việc|việc|này|nêu trên|nhiệm vụ|nội dung|dự kiến|báo cáo kết quả|là|vào|và|trong|trước|chậm nhất|để|các"
    r"|trên|toàn bộ|tất cả|dứt điểm|chậm nhất|việc này|vào ngày"
    r"|cao điểm|chiến dịch|phong trào|địa điểm|lộ trình|triển khai)\b",
    re.I,
)
_WHEN: Final = re.compile(r"^\W*(?:thời gian|thời hạn|hạn|thời điểm|tiến độ|hoàn thành|hoàn tất|xong|kết thúc)\b", re.I)
_LABEL: Final = re.compile(r"^\W*(?:thời gian|thời hạn|hạn|thời điểm|tiến độ)\b", re.I)
_MOST: Final = 3_000


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters from `start` on of a paragraph. `goes_on`: a semicolon stands before, not a full stop."""

    start: int
    text: str
    goes_on: bool = False


def sentences(text: str) -> list[Sentence]:
    """The sentences and the parts between semicolons. No office writes one of 3,000 letters; such a one is cut."""
    out: list[Sentence] = []
    at, goes_on = 0, False
    for end in [*(m.end() for m in _END.finditer(text)), len(text)]:
        for start in range(at, end, _MOST):
            part = text[start : min(end, start + _MOST)]
            words = part.strip(" ;.\n").rstrip("/. ")
            if words:
                out.append(Sentence(start + part.index(words), words, goes_on))
        at, goes_on = end, text[end - 1 : end] == ";"
    return out


def says_only_time(text: str) -> bool:
    """ "15/3/2026", behind "+ Sở Y tế:"; "Từ tháng 01 đến tháng 4/2026 (cao điểm)"."""
    rest, at = "", 0
    for one in time_words(text):
        rest, at = rest + text[at : one.start], one.end
    return bool(at) and not re.search(r"\w", rest + re.sub(r"\([^()\d]*\)", " ", text[at:]))


def frames(text: str) -> bool:
    """ "Chủ đề: …", "Địa điểm: …": what stands beside only says when the whole is held."""
    return bool(re.match(r"\W*(?:chủ đề|địa điểm|mục đích|phạm vi|đối tượng|thành phần|khẩu hiệu)\b", text, re.I))


def says_only_when(text: str) -> bool:
    """A heading that names no task: "III. THỜI GIAN THỰC HIỆN", "Thời gian, địa điểm"."""
    return bool(_WHEN.match(text)) and len(re.findall(r"\w+", _BARE.sub(" ", text))) < 2


def is_bare(sentence: str, one: Deadline) -> bool:
    """ "Thời hạn: trước ngày 06/10/2026", "Hoàn thành trước ngày …": it only says when what stands before is due."""
    rest = one.outside(sentence)
    if not re.search(r"\w", rest):
        return True
    if not _WHEN.match(sentence):
        return False
    most = 9 if _LABEL.match(sentence) else 1
    return len(re.findall(r"\w+", _BARE.sub(" ", rest))) < most
