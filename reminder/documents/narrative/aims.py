"""What is to be reached ("phấn đấu …, đạt 95%") and what something is done for, and no limit."""

import re
from typing import Final

from reminder.documents.narrative.case import AIMS, GOVERNS, YEARS, Case

IN_PERIOD: Final = re.compile(r"(?:vào|trong) (?:(?:nửa )?(?:cuối|đầu|giữa) )?(?:quý|tháng|tuần)\b", re.I)
_GOAL: Final = re.compile(
    r"^\W*(?:đến )?hết (?:năm|quý|tháng)[^:;]{0,20}:\s*(?:giữ|đạt|có|duy trì)"
    r"|^\W*(?:phấn đấu|mục tiêu|định hướng|đến (?:hết )?(?:năm|cuối năm)|giai đoạn(?= \(?(?:19|20)\d\d)"
    r"|tầm nhìn|có ít nhất|tối thiểu)\b"
    r"|(?<!có )(?<!còn )\b(?:tỷ lệ|tỉ lệ|chỉ số|số lượng)\b[^.;]*\b(?:đạt|giảm|tăng|trên|dưới)\b[^.;]{0,20}\d"
    r"|\bphấn đấu\b|\bmục tiêu (?=đến\b)"
    r"|\bđạt (?:tối thiểu |ít nhất |trên |từ |khoảng )?\d|^\W*(?:trên |ít nhất |tối thiểu )?\d[\d,.]*\s?%",
    re.I,
)
_STRIVES: Final = re.compile(r"\bphấn đấu\s*$", re.I)
_BY_THEN: Final = re.compile(r"(?:đến|hết)\b", re.I)
_FIGURE: Final = re.compile(r"[^,;.]{0,60}\b(?:giảm|tăng|đạt|nâng|xuống|lên)\b[^,;.]{0,40}\d[\d,.]*\s?%", re.I)
_PURPOSE: Final = re.compile(
    r"\b(?:để|nhằm|góp phần|hướng tới|làm (?:cơ sở|căn cứ)|(?-i:phục vụ)|chào mừng|hưởng ứng|hướng về"
    r"|kỷ niệm|chuẩn bị cho)\b[^,;:]*$",
    re.I,
)
_MEETING: Final = re.compile(r"\b(?:phiên|kỳ|cuộc) họp[^,;]{0,20}$", re.I)
_TO_BE_DONE: Final = re.compile(
    r"\b(?:để|nhằm) (?:tổ chức )?(?:triển khai|thực hiện|áp dụng)(?: thực hiện)?(?: \w+){0,2}\s*$", re.I
)
_UNTIL: Final = re.compile(
    r"^(?:đến|tới|sau|từ|từ nay đến|từ sau|sau) năm (?:19|20)\d\d(?: và (?:các|những) năm (?:tiếp theo|sau|tiếp))?$"
    r"|^từ đầu năm$",
    re.I,
)


def is_goal(c: Case) -> object:
    """A figure to be reached by then ("Đến năm 2030, 95% …"), and not what is told or owed as a limit."""
    limit = re.sub(r"^(?:đến hết|đến|trước|hết)\s+", "", c.one.words, flags=re.I)
    told = c.one.bound and not YEARS.match(limit) and (c.point.told or (c.owned and c.hard))
    if (
        re.match(
            r"\s*(?:(?:phải )?đạt\b|[:,]?\s*(?:có |từ |ít nhất |tối thiểu |trên |phấn đấu )*\d[\d.,]*\s?%)", c.after
        )
        and not c.hard
    ):
        return True
    if not c.hard and (_STRIVES.search(c.before) or (_BY_THEN.match(c.one.words) and _FIGURE.match(c.after))):
        return True
    in_time = c.owned and IN_PERIOD.search(c.one.words) and not _GOAL.search(c.before)
    return (any(map(AIMS.match, c.heads)) or c.says(_GOAL)) and not (told or in_time)


def is_purpose(c: Case) -> object:
    """What it is done for has that time: "Để cải thiện chỉ số xanh trong năm 2026, …"."""
    first = re.match(r"\W*(?:để|nhằm)\b", c.sentence, re.I)
    return not c.one.bound and (first or _TO_BE_DONE.search(c.before) or _serves(c))


def serves_session(c: Case) -> object:
    """The day of the session it is done for: "để trình Hội đồng nhân dân tỉnh tại phiên họp ngày 14/11/2026"."""
    return _PURPOSE.search(c.before) and _MEETING.search(c.before) and not c.hard


def _serves(c: Case) -> object:
    span = re.search(r"\d.*\bđến\b", c.one.words)  # from one day to another: something happens then
    if re.match(r"định kỳ\b", c.one.words, re.I):
        return False
    return _PURPOSE.search(c.before) and not GOVERNS.search(c.before) and not span


def is_horizon(c: Case) -> object:
    """The years a plan reaches to: "Quy hoạch phát triển mạng lưới đến năm 2030"."""
    return _UNTIL.match(c.one.words) and not re.search(r"\b(?:hoàn thành|hoàn tất|xong)\b[^,;]*$", c.before, re.I)
