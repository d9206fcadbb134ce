"""What was, and what other letters ask: told, and no order of this document."""

import re
from typing import Final

from reminder.documents.narrative.action_words import ACTIONS, begins_to_act
from reminder.documents.narrative.case import YEARS, Case

_PAST: Final = re.compile(
    r"\bthông qua ngày\b|\bđã(?! (?:được giao|được phê duyệt|ban hành kế hoạch này|nêu|có hướng dẫn|đề ra|đăng ký))\b"
    r"|\b(?:vừa qua|thời gian qua|năm qua|so với|cùng kỳ|tính đến|kết quả đạt được|qua \d+ năm|còn tồn tại"
    r"|còn [^.]{0,90} chưa)\b|\bcó (?:văn bản|công văn|tờ trình) số",
    re.I,
)
_SINCE: Final = re.compile(
    r"\s*,[^,;]{0,60}?\bđã\b|[^,;]{0,90}(?:\([^()]*\))?,(?:,\d|[^,;]){0,90}?\bđã\b|\s*,\s*(?:còn|có) \d", re.I
)
_SO_LONG: Final = re.compile(r"(?:(?:sau|qua|trong) (?:gần|hơn|khoảng) )?", re.I)
_WAS: Final = re.compile(
    r"\bđã (?:được )?(?:giao|phê duyệt|ban hành|phân bổ|cấp|ký|kết thúc|hoàn thành"
    r"|tổ chức|diễn ra|thực hiện|lập|thành lập|xây dựng|trình|gửi|khởi công|khánh thành)(?: (?!và\b)\w+)?\s*$"
    r"|\bvừa qua\s*\(\s*$",
    re.I,
)
_ENDS: Final = re.compile(r"\b(?:hoàn thành|hoàn tất|xong|kết thúc)\b", re.I)
_DONE: Final = re.compile(
    r"^(?:ket qua|danh gia ket qua|tinh hinh|thuc trang|ton tai|han che|su can thiet|can cu|boi canh)\b"
)
_FORECAST: Final = re.compile(
    r"^\W*(?:theo (?:bản tin|dự báo|nhận định|báo cáo|số liệu|thống kê)|dự báo|nhận định|qua theo dõi)\b", re.I
)
_REACHED: Final = re.compile(r"\bđạt \d+,\d", re.I)
_HEARD: Final = re.compile(
    r"sau khi (?:nghe|xem xét|thảo luận)\b.*"
    r"\b(?:kết luận|chỉ đạo|có ý kiến|thống nhất)\b[^,;]*(?:như sau|sau đây|:)\W*$",
    re.I | re.S,
)
_LETTER: Final = re.compile(
    r"\b(?:đã có|có|tại|nhận được) (?:văn bản|công văn|tờ trình"
    r"|thông báo|công điện|chỉ thị|quyết định|nghị quyết"
    r"|kết luận)\b(?! này\b)"
    r"[^)]{0,160}?(?:đề nghị|yêu cầu|về việc|(?<!bàn )giao)"
    r"|^theo (?:luật|nghị quyết|nghị định|thông tư|quyết định)\b[^,;]{0,120},"
    r" (?:thời hạn|thời gian)\b|\bthay (?:cho|thế) (?:chế độ|quy định|nội dung|thời hạn)\b"
    r"|\btrong đó,? (?:yêu cầu|giao|đề nghị)\b"
    r"|\((?-i:Bộ|UBND|Sở|Ban|Chính phủ|Văn phòng)\b[^()]{0,40}\b(?:yêu cầu|đề nghị)\b[^()]*$"
    r"|\btheo (?:lịch|kế hoạch) (?:chung )?của [^,;]*,\s*$"
    r"|(?:\btheo |\()(?:văn bản|công văn|công điện|thông báo) số\b.{0,160}?(?:đề nghị|yêu cầu|đã giao)",
    re.I | re.S,
)
# "Đối với kiến nghị tại Văn bản số 45 …: giao Sở Tài chính …"
_ANEW: Final = re.compile(r"[:;]\s+(?=(?:giao|yêu cầu|đề nghị)\b)", re.I)
# "theo Công văn số 2019/UBND-ĐT (báo cáo trước ngày 15/5/2026)"
_IN_BRACKETS: Final = re.compile(
    r"\b(?:công văn|văn bản|công điện|thông báo) số \S+[^()]{0,40}\((?:yêu cầu |đề nghị )?(?:báo cáo|gửi)[^()]*$", re.I
)
NUMBERED: Final = re.compile(r"\b(?:số|số:) ?\d", re.I)
_QUA: Final = re.compile(r"\W*qua\b[^,;]*$", re.I)
_FOUND: Final = re.compile(r"\s*,\s*(?:đã )?(?:phát hiện|ghi nhận|cho thấy)\b", re.I)
# "Ngày 01/3/2026, UBND tỉnh ban hành Công văn số 1066": what the papers before this one were
_ON_THAT_DAY: Final = re.compile(r"(?:vào )?ngày \d[^,;]*$", re.I)
_WAS_ISSUED: Final = re.compile(
    r"\s*,?\s[^,;]{2,80}?\b(?:ban hành|ký|có|ra|gửi)\s+"
    r"(?:văn bản|công văn|quyết định|kế hoạch|chỉ thị|thông báo|công điện"
    r"|hướng dẫn|nghị quyết|tờ trình|báo cáo|thông tư|nghị định)(?: \w+){0,3} số ?:? ?\d",
    re.I,
)
# "Năm 2026, kinh tế của đất nước sẽ có những điều kiện thuận lợi"
_IT_WILL: Final = re.compile(
    r"\s*,\s*(?P<what>[a-zà-ỹđ][^,;]{3,80}?)\s(?:sẽ (?:có|là|tiếp tục|còn|gặp|diễn ra|tăng|giảm|phục hồi)|dự báo)\b"
)
_MUST: Final = re.compile(r"\b(?:phải|có trách nhiệm|có nghĩa vụ)\b", re.I)
_HAS_LETTER: Final = re.compile(r"có (?:văn bản|công văn|tờ trình)\b", re.I)


def _looks_back(c: Case) -> object:
    """ "Trong 9 tháng đầu năm, các đơn vị đã giải ngân …"; "báo cáo số cây đã trồng" is asked for."""
    since = _SINCE.match(c.after) if _SO_LONG.fullmatch(c.before) else None
    return since and not ACTIONS.search(since[0])


def is_of_other_letter(c: Case) -> object:
    """What another letter asks or sets; "giao Sở Công Thương có văn bản đề nghị …" orders a letter to be written."""
    said = _LETTER.search(_ANEW.split(c.before)[-1])
    if _IN_BRACKETS.search(c.before):
        return True
    to_write = said and _HAS_LETTER.match(said[0]) and not re.search(r"\bsố\b", said[0])
    ordered = to_write and (c.point.told or begins_to_act(c.sentence))
    return said and not ordered and not re.match(r"(?:trên cơ sở|căn cứ)", c.sentence, re.I)


def _ordered(c: Case) -> object:
    """A limit of a day that must be kept, whatever is told beside it: "phải nộp hồ sơ trước ngày 22/8/2026"."""
    must = c.one.kinds <= {"term"} and c.one.bound and _MUST.search(c.after)
    return must or c.at_times or (c.hard and re.search(r"\b(?:phải|cần)\b", c.before))


def is_over(c: Case) -> object:
    """The day lies before the document's own; of years alone only where the sentence tells of the past."""
    return c.over and (not YEARS.match(c.one.words) or c.says(_PAST))


def is_told_as_past(c: Case) -> object:
    """The sentence tells of what was ("đã", "còn … chưa"), and orders nobody."""
    return c.says(_PAST) and (not c.owned or _looks_back(c)) and not _ordered(c)


def is_forecast(c: Case) -> object:
    """A forecast or a figure reached: "Dự báo đến 07 giờ ngày 22/7/2026 tâm bão …", "đạt 52,8%"."""
    if not c.before.strip() and not c.one.bound and not c.owned and _IT_WILL.match(c.after):
        return True
    return (_FORECAST.match(c.sentence) or c.says(_REACHED)) and (not c.fixed or c.one.kinds <= {"term"})


def is_under_results(c: Case) -> object:
    """It stands under a heading of what was done: "Kết quả thực hiện"."""
    return any(map(_DONE.match, c.heads)) and not c.one.bound


def is_heard(c: Case) -> object:
    """ "Sau khi nghe … báo cáo tình hình 9 tháng đầu năm, UBND tỉnh kết luận như sau:"."""
    return _HEARD.match(c.sentence)


def is_of_what_was(c: Case) -> object:
    """When something told as done was done: "dự toán đã giao đầu năm"; "hoàn thành các việc đã được giao trong quý III"
    orders."""
    found = _QUA.fullmatch(c.before) and _FOUND.match(c.after)
    issued = not c.before.strip() and _ON_THAT_DAY.match(c.one.words) and _WAS_ISSUED.match(c.after)
    was = _WAS.search(c.before)
    return not c.one.bound and (found or issued or (was and not _ENDS.search(c.before[: was.start()])))
