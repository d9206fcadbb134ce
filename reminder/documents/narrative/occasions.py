"""A feast, an hour of no day, a day that another is put off to: when something is, and no limit."""

import re
from typing import Final

from reminder.documents.narrative.action_words import ACTIONS
from reminder.documents.narrative.case import Case
from reminder.documents.narrative.orders import REPORT

_TET: Final = re.compile(
    r"(?:(?:trong )?(?:dịp |thời gian )?(?:nghỉ )?)?Tết(?: [Nn]guyên [Đđ]án)?(?: [A-ZĐÀ-Ỹ]\w+){0,2}(?: (?:năm )?\d{4})?"
)
_FEAST_DAY: Final = re.compile(
    r"\b(?:Hội(?! (?:nghị|thi|thảo|đồng))|Lễ hội|Ngày (?:Thế giới|Quốc tế|[a-zà-ỹđ]+)) (?:phòng, |[^,;()]){0,60}\(\s*$"
)
_HOURS: Final = re.compile(r"từ \d{1,2} ?(?:giờ|h)\b", re.I)
_OCCASION: Final = re.compile(r"(?:tại |vào |nhân )?dịp (?:kỷ niệm|lễ|Quốc khánh|Tết)\b", re.I)
_FEAST: Final = re.compile(r"\bdịp (?:cuối năm|đầu năm|lễ|Tết|hè)\b[^;,]*$", re.I)
_SCHOOL_DAY: Final = re.compile(r"(?<!tổ chức )(?<!cho học sinh )\b(?:tựu trường|nghỉ học)\b[^,;]{0,20}$", re.I)
_ON_FEAST: Final = re.compile(r"\b(?:nhân|(?:nhân )?dịp)\s*$", re.I)
# "hưởng ứng Tháng vận động … (tháng 5/2026)", "các tháng cao điểm (từ tháng 4 đến tháng 7)": what is so called
_SO_CALLED: Final = re.compile(
    r"\b(?:hưởng ứng|hướng về|các tháng|đêm giao thừa|(?:dịp|lễ) kỷ niệm"
    r"|(?:về|cho|tại|dự|bảo vệ) (?:kỳ thi|đại hội|hội thi|(?:cuộc )?bầu cử)|do [^,;:()]* phát động)\b[^,;:()]*\(\s*$",
    re.I,
)
_TAKES_PLACE: Final = re.compile(r"\s*(?:\([^()]*\)\s*)?diễn ra\b", re.I)
_DURING: Final = re.compile(r"trong (?:các |những )?(?:ngày nghỉ|ngày|dịp|kỳ nghỉ) (?:lễ|Tết)\b", re.I)
_PUT_OFF: Final = re.compile(r"\b(?:nếu|khi|trường hợp) [^;]{0,40}\b(?:trùng|rơi)\b[^;]{0,20}$|\blùi sang\s*$", re.I)
_AN_HOUR: Final = re.compile(
    r"(?:từ|lúc|vào(?: lúc)?|(?P<bound>trước|sau))?\s*\d{1,2}\s?(?:giờ|h)(?:\s?\d\d)?(?: phút)?", re.I
)
FORBIDS: Final = re.compile(
    r"(?<!người )(?<!hộ )(?<!cơ sở )(?<!trường hợp )(?<!về )(?<!cam kết )\b(?:không|chưa) (?:"
    rf"{ACTIONS.pattern}|(?:dồn|để|còn|được|phải|có|chăn)\b)[^,;]{{0,40}}$",
    re.I,
)


def is_feast(c: Case) -> object:
    """A feast or its day that is only named: "phiên chợ Tết", "Hội Lim (ngày 12, 13 tháng Giêng)"."""
    bracketed = c.before.rstrip().endswith("(") or c.one.words.startswith("Tết (")
    if c.one.bound:
        return False
    if (
        (bracketed and _DURING.match(c.sentence))
        or (_SO_CALLED.search(c.before) or _SCHOOL_DAY.search(c.before))
        or (_ON_FEAST.search(c.before) and not c.dated and not c.governed)
    ):
        return True
    if _TAKES_PLACE.match(c.after) and not c.leads:
        return True
    named = _TET.fullmatch(c.one.words) or (bracketed and (_FEAST_DAY.search(c.before) or _HOURS.match(c.one.words)))
    if named or (c.beside_a_limit and _OCCASION.match(c.one.words)):
        return True
    return _FEAST.search(c.before + c.one.words) and not re.search(r"\d", c.one.words)


def is_hour(c: Case) -> object:
    """An hour of no day; as a limit it is looked at, but where it forbids."""
    hour = _AN_HOUR.fullmatch(c.one.words)
    if hour and not hour["bound"]:
        return not REPORT.search(c.sentence)
    return hour and FORBIDS.search(c.before)


def is_put_off(c: Case) -> object:
    """When it would be instead: "nếu trùng Chủ nhật thì lùi sang thứ Hai"."""
    return _PUT_OFF.search(c.before)
