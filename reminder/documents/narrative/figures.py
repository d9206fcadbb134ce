"""A day that figures are counted to or from ("số liệu tính đến ngày …"), and no limit."""

import re
from typing import Final

from reminder.documents.narrative.action_words import begins_to_act
from reminder.documents.narrative.case import Case

_DATA: Final = re.compile(
    r"\b(?:số liệu(?= (?:từ|đến|tính|trong|của|phát sinh|lấy|ước|báo cáo tính|đợt|dùng)|\W*$)|chốt số liệu"
    r"|(?<!cục )thống kê(?= (?:từ|đến|hằng|hàng|trong|của|theo|năm|kỳ)\b|\W*$)"
    r"|(?<!định )kỳ báo cáo|thời kỳ|thời điểm lấy|tính từ|(?<!mới )phát sinh|niên độ|ước(?: thực hiện| giải ngân| đạt)?"
    r"|căn cứ kết quả|hạn (?:dùng|sử dụng)|(?:số|tổng|biên chế)[^,;]{0,40} có mặt|tình hình (?:thu|chi)|số liệu chốt"
    r"|mốc (?:thời gian )?kiểm tra"
    r"|niên khóa)\b[^;]{0,90}$",
    re.I,
)
_COUNTED: Final = re.compile(r"\bsố (?:hộ|lượng|người|cơ sở|vốn|dư) [^;,]{0,60}$", re.I)
_SENT: Final = re.compile(
    r"\b(?:trước|chậm nhất|gửi|báo cáo (?:về|(?-i:(?=[A-ZĐÀ-Ỹ])))|hoàn thành|công bố|công khai|niêm yết"
    r"|thông báo)\b[^,;]*$",
    re.I,
)
# "mực nước hồ lúc 7 giờ ngày 27/9 là 29,3 m"
_MEASURED: Final = re.compile(r"\s*(?:là|đạt|ở mức|còn|ghi nhận|phát hiện|xảy ra) \d", re.I)
_TAKEN: Final = re.compile(r"\b(?:lấy|tính|xét) theo [^;]{0,40}$|\btại thời điểm\s*$", re.I)
# "hiện vật mới sưu tầm trong năm"
_OF_THE_PERIOD: Final = re.compile(
    r"\b(?:mới|bị|được|đã) \w+(?: \w+)?\s*$|\b(?:sử dụng|nổi bật|bổ sung|phát sinh)\s*$", re.I
)
_THE_PERIOD: Final = re.compile(r"trong (?:năm|quý|tháng|kỳ)", re.I)
_DATA_SPAN: Final = re.compile(r"từ ngày [^,;()]*\bnăm trước\b[^,;()]*\bđến\b|\bđến ngày [^,;()]*\bkỳ báo cáo\b", re.I)
_SHELF_LIFE: Final = re.compile(
    r"\bhạn (?:dùng|sử dụng)\b[^;,]{0,20}$|\bthời điểm (?:ấn định|chốt|lấy|tính|xác định|khóa)\b[^;,]{0,40} là\s*$",
    re.I,
)
_DATA_LINE: Final = re.compile(
    r"^\W*(?:thời gian|thời điểm|kỳ|mốc|thời kỳ) (?:chốt|lấy|tính|thống kê|số liệu|kiểm tra: từ)", re.I
)
_LOOKS_BACK: Final = re.compile(r"\s*(?:trở lên|gần nhất|liền kề|liên tiếp|liên tục|trước (?:đó|thời điểm))", re.I)
_RECKONED: Final = re.compile(r"\btính\b[^,;]{0,40}$", re.I)
_AS_OF: Final = re.compile(
    r"\b(?:(?:báo cáo|tổng hợp|đánh giá|cập nhật|công khai|thống kê|rà soát) (?:\w+ ){0,2}?tình hình"
    r"|tỷ lệ|tỉ lệ|lũy kế|luỹ kế|ước|dự kiến (?:giải ngân|thực hiện))\b[^,;]{0,60}$",
    re.I,
)


def are_counted(c: Case) -> object:
    """Figures are counted from, to or on that day; a limit in the same words is one still."""
    sent = _SENT.search(c.before)
    of_data = _DATA.search(c.before) or (_COUNTED.search(c.before) and not begins_to_act(c.sentence))
    as_of = re.match(r"(?:tính )?đến\b", c.one.words, re.I) and _AS_OF.search(c.before)
    beside = "data" in c.one.kinds and c.one.kinds & {"time", "term"}  # the limit stands in the same words
    measured = not c.one.bound and bool(_MEASURED.match(c.after) or _TAKEN.search(c.before))
    of_period = _OF_THE_PERIOD.search(c.before) or c.after.startswith(" của")
    measured = measured or bool(_THE_PERIOD.fullmatch(c.one.words) and of_period)
    span = (
        "data" in c.one.kinds <= {"data", "about"}
        or as_of
        or measured
        or (_DATA_SPAN.search(c.one.words) and not beside)
    )
    return (
        span or _SHELF_LIFE.search(c.before) or _DATA_LINE.match(c.sentence) or (of_data and not c.fixed and not sent)
    )


def are_of_term(c: Case) -> object:
    """Figures of so long: "thu nhập tính trong 12 tháng", "6 tháng liền kề"."""
    return c.one.kinds <= {"term"} and (_RECKONED.search(c.before) or _LOOKS_BACK.match(c.after))
