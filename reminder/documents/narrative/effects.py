"""What holds from, until or no longer than a day: in force, kept, run out; no limit of a duty."""

import re
from typing import Final

from reminder.documents.narrative.action_words import LAYS, acts_within
from reminder.documents.narrative.case import Case

_EFFECT: Final = re.compile(
    r"\b(?:có hiệu lực|hết hiệu lực|hiệu lực"
    r"|(?:quyết định|thông tư|nghị định|quy định|văn bản|kế hoạch|nghị quyết)[^;.)]{0,80} thay thế"
    r"|bãi bỏ|có thời hạn|áp dụng|(?<!vào )(?<!cơ quan )(?<!kho )lưu trữ|lưu giữ"
    r"|(?:quy định|chính sách|chế độ|mức)[^;.)]{0,80} được (?:thực hiện|duy trì)"
    r"|được sửa đổi|có giá trị|ủy quyền|uỷ quyền|mức thu|mức hỗ trợ|thời gian hưởng"
    r"|thời hạn thực hiện (?:phương án|kế hoạch|đề án|chương trình|dự án))\b[^;.)]{0,60}$",
    re.I,
)
_SETTLED: Final = re.compile(rf"(?:hoàn thành|xong|báo cáo|gửi|{LAYS}|tổng hợp|xử lý|trả lời|thông báo)\b[^;]*$", re.I)
_IS_GROUND: Final = re.compile(r"\blà (?:căn cứ|cơ sở)\b[^,;]*$", re.I)
_LASTS: Final = re.compile(r"\b(?:đang diễn ra|dự báo kéo dài)\s*$", re.I)
_EXPIRES: Final = re.compile(r"\b(?:đến|hết) hạn\b[^;.]{0,60}$", re.I)
_HOLDS_FROM: Final = re.compile(r"(?:áp dụng|có hiệu lực|kể) từ\b(?!.*\bđến\b)", re.I)
_FROM_ON: Final = re.compile(r"(?:áp dụng|có hiệu lực|bắt đầu|kể)?\s*từ\b(?!.*(?:\bđến\b|\d\s?[-–]\s?\d))", re.I)
# "cử tri có quyền khiếu nại trong 30 ngày", "được sử dụng biểu tượng trong 03 năm": what somebody may do
_MAY: Final = re.compile(
    r"\b(?:có quyền|(?<!thẩm )quyền|được (?:phép|hưởng|quyền|khai thác|sử dụng|trưng bày|bảo lưu|miễn|giảm))\b[^;]*$",
    re.I,
)
_MAY_THEN: Final = re.compile(r"[^;.]{0,60}\bcó quyền\b", re.I)
_UNTIL: Final = re.compile(r"(?:cho )?(?:đến|tới)\b", re.I)
_NO_MORE: Final = re.compile(r"\s*,[^,;]{0,40}\bkhông\b", re.I)


def is_in_effect(c: Case) -> object:
    """So long it holds ("Mức thu áp dụng đến hết ngày 31/5/2027"), and nothing is to be settled by then."""
    if not c.hard and _LASTS.search(c.before):
        return True
    until = not c.hard and _UNTIL.match(c.one.words)
    if (c.one.kinds <= {"term"} or until) and (_MAY.search(c.before) or _MAY_THEN.match(c.after)):
        return True
    return _EFFECT.search(c.before) and not _SETTLED.search(c.before) and not (c.owned and c.hard)


def holds_from(c: Case) -> object:
    """From that day on it holds: "áp dụng từ năm học 2026 - 2027", "từ 01/3, không tiếp nhận …"."""
    from_on = _FROM_ON.match(c.one.words) and (c.beside_a_limit or _NO_MORE.match(c.after))
    rests = _FROM_ON.match(c.one.words) and _IS_GROUND.search(c.before)
    return _HOLDS_FROM.match(c.one.words) or from_on or rests


def expires(c: Case) -> object:
    """What runs out then, where nothing is said to be done about it."""
    runs_out = _EXPIRES.search(c.before)
    return runs_out and not c.hard and not acts_within(c.before[: runs_out.start()])
