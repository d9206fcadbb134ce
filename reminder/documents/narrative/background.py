"""Which time in a sentence is no deadline, and of what kind it is: cited, past, a goal, a purpose, data, a title …"""

import re
from datetime import date
from typing import Final, Literal

from reminder.documents.narrative.addressees import owner
from reminder.documents.narrative.body_names import ACTIONS
from reminder.documents.narrative.deadlines import Deadline
from reminder.documents.narrative.orders import REPORT
from reminder.documents.narrative.outline import Point
from reminder.phrases import Reading, read
from reminder.text_matching import folded

Background = Literal[
    "issued", "cited", "past", "goal", "purpose", "data", "about", "title", "effect", "other letter", "standing",
    "budget", "form", "recipients",
]  # fmt: skip

_GOVERNS: Final = re.compile(
    r"(?:\b(?:hoàn thành|hoàn thiện|xong|kết thúc|bắt đầu|thực hiện|triển khai|thời gian|thời hạn|hạn|tiến độ"
    r"|hạn cuối|tổ chức"
    r"|diễn ra|ban hành|trình|gửi|báo cáo|nộp|phê duyệt|công bố|khởi công|bàn giao)\b[^,;.]{0,40}?[\s:(]*)$",
    re.I,
)
_PREPOSED: Final = re.compile(
    r"^(?:trong|vào|trước|chậm nhất|muộn nhất|từ|xong|đến hết|hết|không quá|sau|cuối|đầu|giữa)\b", re.I
)
_PAST: Final = re.compile(
    r"\bthông qua ngày\b|\bđã(?! (?:được giao|được phê duyệt|ban hành kế hoạch này|nêu|có hướng dẫn|đề ra|đăng ký))\b"
    r"|\b(?:vừa qua|thời gian qua"
    r"|năm qua|so với|cùng kỳ|tính đến|kết quả đạt được|qua \d+ năm|còn tồn tại|còn [^.]{0,90} chưa)\b"
    r"|\bcó (?:văn bản|công văn|tờ trình) số",
    re.I,
)  # fmt: skip
_LETTER: Final = re.compile(
    r"\b(?:có|tại|nhận được) (?:văn bản|công văn|tờ trình|thông báo|công điện|chỉ thị|quyết định|nghị quyết"
    r"|kết luận)\b.{0,160}?"
    r"(?:đề nghị|yêu cầu|về việc|giao)|\btheo (?:văn bản|công văn) số\b.{0,160}?(?:đề nghị|yêu cầu)|^trong đó\b",
    re.I | re.S,
)
_GOAL: Final = re.compile(
    r"^\W*(?:phấn đấu|mục tiêu|định hướng|đến (?:hết )?(?:năm|cuối năm)|giai đoạn|tầm nhìn|có ít nhất|tối thiểu)\b"
    r"|\b(?:tỷ lệ|tỉ lệ|chỉ số|số lượng)\b[^.;]*\b(?:đạt|giảm|tăng|trên|dưới)\b|\bđạt (?:tối thiểu |ít nhất |trên "
    r"|từ |khoảng )?\d"
    r"|\d\s?%|\bphấn đấu\b",
    re.I,
)
_AIMS: Final = re.compile(r"^(?:muc tieu|chi tieu|quan diem|dinh huong|tam nhin|muc dich)\b")
_DONE: Final = re.compile(
    r"^(?:ket qua|danh gia ket qua|tinh hinh|thuc trang|ton tai|han che|su can thiet|can cu|boi canh)\b"
)
_PURPOSE: Final = re.compile(r"\b(?:để|nhằm|góp phần|hướng tới|phục vụ|chào mừng|kỷ niệm|chuẩn bị cho)\b[^,;]*$", re.I)
_EFFECT: Final = re.compile(
    r"\b(?:có hiệu lực|hết hiệu lực|hiệu lực|thay thế|bãi bỏ|áp dụng|được sửa đổi|có giá trị|ủy quyền|uỷ quyền"
    r"|mức thu|mức hỗ trợ"
    r"|thời gian hưởng)\b[^;.]{0,60}$",
    re.I,
)
_DATA: Final = re.compile(
    r"\b(?:số liệu(?= (?:từ|đến|tính|trong|của|phát sinh|lấy|ước|báo cáo tính)|\W*$)|chốt số liệu|thống kê"
    r"|(?<!định )kỳ báo cáo|thời kỳ"
    r"|thời điểm lấy|tính từ|phát sinh|niên độ|ước(?: thực hiện| giải ngân| đạt)?)\b[^;]{0,90}$",
    re.I,
)
_DATA_LINE: Final = re.compile(r"^\W*(?:thời gian|thời điểm|kỳ|mốc) (?:chốt|lấy|tính|thống kê|số liệu)", re.I)
_BUDGET: Final = re.compile(
    r"\b(?:dự toán|ngân sách|kinh phí|nguồn vốn|kế hoạch vốn|vốn đầu tư|mức chi|đơn giá"
    r"|chi thường xuyên)\b[^;,]{0,60}$",
    re.I,
)
_NAMED: Final = re.compile(
    r"\b(?:kế hoạch|chương trình|đề án|dự án|chiến lược|quy hoạch|nghị quyết|luật|phong trào|cuộc thi|hội nghị"
    r"|công tác|nhiệm vụ"
    r"|chủ đề|hoạt động|tháng|tuần lễ|ngày|năm học|niên khóa|nhiệm kỳ|khóa|đại hội|giải thưởng|danh mục|kết quả|báo cáo"
    r"|số liệu|chỉ tiêu|thi đua|biên chế|chuẩn nghèo|đợt|phiên bản)\b[^;.]{0,120}$",
    re.I,
)
_WITHIN: Final = re.compile(r"\b(?:vào|trong) (?:năm|quý|tháng)\b", re.I)
_LEADING: Final = re.compile(r"(?:trong|vào|quý|tháng|\d+ tháng|sáu tháng|chín tháng|năm \d)", re.I)
_UNTIL: Final = re.compile(
    r"^(?:đến|tới|sau|từ|từ sau|sau) năm (?:19|20)\d\d(?: và (?:các|những) năm (?:tiếp theo|sau|tiếp))?$|^từ đầu năm$",
    re.I,
)
_RUNNING: Final = re.compile(r"^(?:.*\b)?(?:hằng|hàng|mỗi|từng|chủ nhật|thứ (?:bảy|7))\b", re.I)
_YEARS: Final = re.compile(
    r"^(?:(?:trong|từ|các|của|cả)\s+)*(?:năm|giai đoạn|thời kỳ|nhiệm kỳ|năm học|niên độ|những năm)?\s*(?:\(?(?:19"
    r"|20)\d\d\)?[\s,–/-]*"
    r"(?:và|đến|đến năm|năm)?\s*)+$",
    re.I,
)


def background(sentence: str, one: Deadline, point: Point, issued_on: date | None, cited: int = 0) -> Background | None:
    """The kind of a time that orders nothing; None where it may be a deadline. What lies before `issued_on` is past;
    `cited`: where the first document that the sentence cites ends, 0 without one."""
    before, after = sentence[: one.start], sentence[one.end :]
    heads = [
        folded(re.sub(r"^\W*(?:[IVXL]+|[A-ZĐ]|[\d.]+|[a-zđ])[.)-]\s+", "", head))
        for head in (*point.path, point.words if point.heads else "")
    ]
    kinds = one.kinds
    reading = read(one.words, issued_on)
    governed = bool(_GOVERNS.search(before) or _PREPOSED.match(one.words) or _leads(before, after))
    fixed = any(part.bound and not re.match(r"(?:tính )?đến\b", part.words, re.I) for part in one.parts)
    if kinds <= {"data"} or _DATA_LINE.match(sentence) or (_DATA.search(before) and not fixed and not _ordered(before)):
        return "data"
    if kinds <= {"open"}:
        return "standing"
    if _LETTER.search(before) and not re.match(r"(?:trên cơ sở|thực hiện|căn cứ)", sentence, re.I):
        return "other letter"
    if _over(reading, issued_on):
        return "about" if _YEARS.match(one.words) and not _PAST.search(sentence) else "past"
    if _PAST.search(sentence) and not point.who and not owner(sentence, ""):
        return "past"
    if not one.bound and re.search(r"\bthông qua\s*$|\bký\s*$", before, re.I):
        return "past"
    if _EFFECT.search(before) and not re.search(r"(?:hoàn thành|báo cáo|gửi)\b[^;]*$", before, re.I):
        return "effect"
    if (any(map(_AIMS.match, heads)) or _GOAL.search(sentence)) and not _firm(sentence, one, point):
        return "goal"
    if any(map(_DONE.match, heads)) and not one.bound:
        return "past"
    if _PURPOSE.search(before) and not one.bound and not _GOVERNS.search(before):
        return "purpose"
    if re.match(r"\W*(?:để|nhằm)\b", sentence, re.I) and not one.bound:
        return "purpose"
    reported = "about" in kinds and not one.bound and kinds <= {"about", "time"}
    if reported and not _WITHIN.search(one.words) and not (_LEADING.match(one.words) and _leads(before, after)):
        return "about"
    if (
        not one.bound
        and re.match(r"(?:thực hiện|triển khai|căn cứ|theo)\b", sentence, re.I)
        and cited
        and cited < one.start
    ):
        return "about"
    if _UNTIL.match(one.words) and not re.search(r"\b(?:hoàn thành|xong)\b[^,;]*$", before, re.I):
        return "goal"
    owned = point.who or owner(sentence, "")
    if not owned and not one.bound and not REPORT.search(sentence) and _RUNNING.search(one.words):
        return "standing"
    alone = not re.search(r"\w", before + after) and not point.heads
    vague = not one.bound and not re.search(r"ngày|\d{1,2}/\d", one.words, re.I) and kinds <= {"time"}
    if vague and not governed and not alone:
        return "budget" if _BUDGET.search(before) else "about"
    if _YEARS.match(one.words) and not one.bound and not alone:
        if _BUDGET.search(before):
            return "budget"
        if not governed or (
            _NAMED.search(before) and not re.search(r"(?:hoàn thành|xong|trong)\s*$", before + one.words[:5], re.I)
        ):
            return "about"
    return None


def _leads(before: str, after: str) -> bool:
    """ "Quý III/2026, Sở Công Thương đánh giá", "…, quý I/2020 xây dựng kế hoạch": what is to be done follows."""
    return (not before.strip() or before.rstrip().endswith(",")) and bool(
        re.match(r"\s*,", after) or ACTIONS.match(after.lstrip())
    )


def _ordered(before: str) -> bool:
    return bool(re.search(r"\b(?:trước|chậm nhất|gửi|báo cáo về|hoàn thành)\b[^,;]*$", before, re.I))


def _firm(sentence: str, one: Deadline, point: Point) -> bool:
    """Somebody is told to have it done by then, whatever the share."""
    return bool(
        one.bound
        and not _YEARS.match(re.sub(r"^(?:đến hết|đến|trước|hết)\s+", "", one.words, flags=re.I))
        and point.who
    )


def _over(reading: Reading, issued_on: date | None) -> bool:
    last = reading.end or max((w.end for w in reading.windows if w.end), default=None)
    return bool(issued_on and last and last < issued_on and reading.recurrence is None)
