"""Which time in a sentence is no deadline, and of what kind it is: cited, past, a goal, a purpose, data, a title …

Each rule stands alone, with an example; the first that holds names the kind. A law takes each away and sees its example
change.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from reminder.directory.citations import with_years
from reminder.documents.narrative.action_words import ACTION_WITHIN, ACTIONS, LAYS, begins_to_act
from reminder.documents.narrative.case import AIMS, GOVERNS, YEARS, Case
from reminder.documents.narrative.orders import REPORT

Background = Literal[
    "issued", "cited", "past", "goal", "purpose", "data", "about", "title", "effect", "other letter", "standing",
    "budget", "form", "recipients", "header",
]  # fmt: skip

_PAST: Final = re.compile(
    r"\bthông qua ngày\b|\bđã(?! (?:được giao|được phê duyệt|ban hành kế hoạch này|nêu|có hướng dẫn|đề ra|đăng ký))\b"
    r"|\b(?:vừa qua|thời gian qua|năm qua|so với|cùng kỳ|tính đến|kết quả đạt được|qua \d+ năm|còn tồn tại"
    r"|còn [^.]{0,90} chưa)\b|\bcó (?:văn bản|công văn|tờ trình) số",
    re.I,
)
_LETTER: Final = re.compile(
    r"\b(?:đã có|có|tại|nhận được) (?:văn bản|công văn|tờ trình"
    r"|thông báo|công điện|chỉ thị|quyết định|nghị quyết"
    r"|kết luận)\b"
    r".{0,160}?(?:đề nghị|yêu cầu|về việc|giao)"
    r"|^theo (?:luật|nghị quyết|nghị định|thông tư|quyết định)\b[^,;]{0,120},"
    r" (?:thời hạn|thời gian)\b|\bthay (?:cho|thế) (?:chế độ|quy định|nội dung|thời hạn)\b"
    r"|\btrong đó,? (?:yêu cầu|giao|đề nghị)\b"
    r"|(?:\btheo |\()(?:văn bản|công văn|công điện|thông báo) số\b.{0,160}?(?:đề nghị|yêu cầu|đã giao)",
    re.I | re.S,
)
_HAS_LETTER: Final = re.compile(r"có (?:văn bản|công văn|tờ trình)\b", re.I)
_SETTLED: Final = re.compile(rf"(?:hoàn thành|xong|báo cáo|gửi|{LAYS}|tổng hợp|xử lý|trả lời|thông báo)\b[^;]*$", re.I)
_GOAL: Final = re.compile(
    r"^\W*(?:đến )?hết (?:năm|quý|tháng)[^:;]{0,20}:\s*(?:giữ|đạt|có|duy trì)"
    r"|^\W*(?:phấn đấu|mục tiêu|định hướng|đến (?:hết )?(?:năm|cuối năm)|giai đoạn(?= \(?(?:19|20)\d\d)"
    r"|tầm nhìn|có ít nhất|tối thiểu)\b"
    r"|(?<!có )(?<!còn )\b(?:tỷ lệ|tỉ lệ|chỉ số|số lượng)\b[^.;]*\b(?:đạt|giảm|tăng|trên|dưới)\b[^.;]{0,20}\d"
    r"|\bphấn đấu\b|\bđạt (?:tối thiểu |ít nhất |trên |từ |khoảng )?\d|^\W*(?:trên |ít nhất |tối thiểu )?\d[\d,.]*\s?%",
    re.I,
)
_DONE: Final = re.compile(
    r"^(?:ket qua|danh gia ket qua|tinh hinh|thuc trang|ton tai|han che|su can thiet|can cu|boi canh)\b"
)
_PURPOSE: Final = re.compile(
    r"\b(?:để|nhằm|góp phần|hướng tới|làm (?:cơ sở|căn cứ)|phục vụ|chào mừng|hưởng ứng|hướng về"
    r"|kỷ niệm|chuẩn bị cho)\b[^,;]*$",
    re.I,
)
_EFFECT: Final = re.compile(
    r"\b(?:có hiệu lực|hết hiệu lực|hiệu lực|thay thế|bãi bỏ|áp dụng|lưu trữ|lưu giữ"
    r"|được sửa đổi|có giá trị|ủy quyền|uỷ quyền|mức thu|mức hỗ trợ|thời gian hưởng)\b[^;.]{0,60}$",
    re.I,
)
_EXPIRES: Final = re.compile(r"\b(?:đến|hết) hạn\b[^;.]{0,60}$", re.I)
_DATA: Final = re.compile(
    r"\b(?:số liệu(?= (?:từ|đến|tính|trong|của|phát sinh|lấy|ước|báo cáo tính|đợt|dùng)|\W*$)|chốt số liệu"
    r"|(?<!cục )thống kê(?= (?:từ|đến|hằng|hàng|trong|của|theo|năm|kỳ)\b|\W*$)"
    r"|(?<!định )kỳ báo cáo|thời kỳ|thời điểm lấy|tính từ|phát sinh|niên độ|ước(?: thực hiện| giải ngân| đạt)?"
    r"|căn cứ kết quả|hạn (?:dùng|sử dụng)|có mặt|tình hình (?:thu|chi)|số liệu chốt"
    r"|mốc (?:thời gian )?kiểm tra"
    r"|niên khóa)\b[^;]{0,90}$",
    re.I,
)
_COUNTED: Final = re.compile(r"\bsố (?:hộ|lượng|người|cơ sở|vốn|dư) [^;,]{0,60}$", re.I)
_SENT: Final = re.compile(
    r"\b(?:trước|chậm nhất|gửi|báo cáo (?:về|(?-i:(?=[A-ZĐ])))|hoàn thành|công bố|công khai|niêm yết"
    r"|thông báo)\b[^,;]*$",
    re.I,
)
_DATA_SPAN: Final = re.compile(r"từ ngày [^,;()]*\bnăm trước\b[^,;()]*\bđến\b|\bđến ngày [^,;()]*\bkỳ báo cáo\b", re.I)
_SHELF_LIFE: Final = re.compile(
    r"\bhạn (?:dùng|sử dụng)\b[^;,]{0,20}$|\bthời điểm (?:ấn định|chốt|lấy|tính|xác định|khóa)\b[^;,]{0,40} là\s*$",
    re.I,
)
_DATA_LINE: Final = re.compile(
    r"^\W*(?:thời gian|thời điểm|kỳ|mốc|thời kỳ) (?:chốt|lấy|tính|thống kê|số liệu|kiểm tra: từ)", re.I
)
_FORECAST: Final = re.compile(
    r"^\W*(?:theo (?:bản tin|dự báo|nhận định|báo cáo|số liệu|thống kê)|dự báo|nhận định|qua theo dõi)\b", re.I
)
_REACHED: Final = re.compile(r"\bđạt \d+,\d", re.I)
_BUDGET: Final = re.compile(
    r"\b(?:dự toán|ngân sách|kinh phí|nguồn vốn|kế hoạch vốn|vốn đầu tư|mức chi|đơn giá"
    r"|chi thường xuyên)\b[^;,]{0,60}$",
    re.I,
)
_NAMED: Final = re.compile(
    r"\b(?:kế hoạch|chương trình|đề án|dự án|chiến lược|quy hoạch|nghị quyết|luật|phong trào|cuộc thi"
    r"|hội nghị|công tác"
    r"|nhiệm vụ|chủ đề|hoạt động|tháng|tuần lễ|ngày|năm học|niên khóa|nhiệm kỳ|khóa|đại hội|giải thưởng|danh mục"
    r"|kết quả"
    r"|báo cáo|số liệu|chỉ tiêu|thi đua|biên chế|chuẩn nghèo|đợt|phiên bản)\b[^;.]{0,120}$",
    re.I,
)
_UNTIL: Final = re.compile(
    r"^(?:đến|tới|sau|từ|từ sau|sau) năm (?:19|20)\d\d(?: và (?:các|những) năm (?:tiếp theo|sau|tiếp))?$"
    r"|^từ đầu năm$",
    re.I,
)
_IN: Final = re.compile(r"(?:vào|trong) (?:(?:nửa )?(?:cuối|đầu|giữa) )?(?:quý|tháng|tuần)\b", re.I)
_LATE: Final = re.compile(r"\b(?:(?:chậm|trễ|muộn|nợ)\b[^,;]{0,30}\b(?:quá|trên)|đã quá)\s*$", re.I)
_WEEKDAY: Final = re.compile(r"\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\b", re.I)
_WITHIN: Final = re.compile(
    r"\b(?:vào|trong) (?:(?:(?:nửa )?(?:cuối|đầu|giữa)|(?:thượng|trung|hạ) tuần) )?(?:năm|quý|tháng|ngày|tuần)\b", re.I
)
_LEADING: Final = re.compile(r"(?:trong|vào|quý|tháng|\d+ tháng|sáu tháng|chín tháng|năm \d)", re.I)
_RUNNING: Final = re.compile(r"^(?:.*\b)?(?:hằng|hàng|mỗi|từng|chủ nhật|thứ (?:bảy|7))\b", re.I)
_DAY: Final = re.compile(r"ngày|thứ |chủ nhật|hằng|hàng|mỗi|\d{1,2}[/.-]\d", re.I)
_SINCE: Final = re.compile(r"\s*,[^,;]{0,60}?\bđã\b", re.I)
# What is concluded, and when: "tổng kết Đề án quý IV/2030"
_CONCLUDES: Final = re.compile(
    r"(?:sơ kết|tổng kết)(?: (?:việc )?thực hiện)? (?:Đề án|Kế hoạch|Chương trình|Nghị quyết|Chỉ thị|Dự án)\b"
    r".*\b(?:quý|tháng) (?:\d|[IV]+\b)",
    re.I,
)
_WHOLE: Final = re.compile(r"(?:của )?cả (?:năm|quý|tháng|tuần)$", re.I)
_HOLDS_FROM: Final = re.compile(r"(?:áp dụng|có hiệu lực|kể) từ\b(?!.*\bđến\b)", re.I)
_FROM_ON: Final = re.compile(r"(?:áp dụng|có hiệu lực|bắt đầu|kể)?\s*từ\b(?!.*\bđến\b)", re.I)
_LOOKS_BACK: Final = re.compile(r"\s*(?:trở lên|gần nhất|liền kề|liên tiếp|liên tục|trước (?:đó|thời điểm))", re.I)
_RECKONED: Final = re.compile(r"\btính\b[^,;]{0,40}$", re.I)
_HEARD: Final = re.compile(
    r"sau khi (?:nghe|xem xét|thảo luận)\b.*"
    r"\b(?:kết luận|chỉ đạo|có ý kiến|thống nhất)\b[^,;]*(?:như sau|sau đây|:)\W*$",
    re.I | re.S,
)
_IF_BY: Final = re.compile(r"\b(?:nếu|mà)\b[^;,]*$", re.I)
_FALLS_SHORT: Final = re.compile(r"\s*(?:dưới|chưa|không|vẫn|mà|còn)\b", re.I)
_AS_OF: Final = re.compile(
    r"\b(?:(?:báo cáo|tổng hợp|đánh giá|cập nhật|công khai|thống kê|rà soát) (?:\w+ ){0,2}?tình hình"
    r"|tỷ lệ|tỉ lệ|lũy kế|luỹ kế|ước|dự kiến (?:giải ngân|thực hiện))\b[^,;]{0,60}$",
    re.I,
)
_TET: Final = re.compile(r"(?:(?:trong )?(?:dịp |thời gian )?(?:nghỉ )?)?Tết(?: Nguyên [Đđ]án)?(?: [A-ZĐÀ-Ỹ]\w+){0,2}")
_FEAST_DAY: Final = re.compile(r"\b(?:Hội(?! (?:nghị|thi|thảo|đồng))|Lễ hội|Ngày [a-zà-ỹđ]+) [^,;()]{0,60}\(\s*$")
_HOURS: Final = re.compile(r"từ \d{1,2} ?(?:giờ|h)\b", re.I)
_OCCASION: Final = re.compile(r"(?:tại |vào |nhân )?dịp (?:kỷ niệm|lễ|Quốc khánh|Tết)\b", re.I)
_FEAST: Final = re.compile(r"\bdịp (?:cuối năm|đầu năm|lễ|Tết|hè)\b[^;,]*$", re.I)
_DURING: Final = re.compile(r"trong (?:các |những )?(?:ngày nghỉ|ngày|dịp|kỳ nghỉ) (?:lễ|Tết)\b", re.I)
_RESULT: Final = re.compile(r"(?:kết quả|số liệu|danh sách|báo cáo)\b", re.I)
_IS_USED: Final = re.compile(r"\s*được (?:sử dụng|dùng|coi|tính|xem)\b", re.I)
_NO_MORE: Final = re.compile(r"\s*,[^,;]{0,40}\bkhông\b", re.I)
_PUT_OFF: Final = re.compile(r"\b(?:nếu|khi|trường hợp) [^;]{0,40}\b(?:trùng|rơi)\b[^;]{0,20}$|\blùi sang\s*$", re.I)
_PUT_INTO: Final = re.compile(
    r"\b(?:đưa|lồng ghép|bổ sung|tổng hợp)\b[^;]*\bvào (?:các )?(?:chương trình|kế hoạch|dự toán)\b[^;,]*$", re.I
)
_AN_HOUR: Final = re.compile(
    r"(?:từ|lúc|vào(?: lúc)?|(?P<bound>trước|sau))?\s*\d{1,2}\s?(?:giờ|h)(?:\s?\d\d)?(?: phút)?", re.I
)
_NOT: Final = re.compile(
    r"(?<!người )(?<!hộ )(?<!cơ sở )(?<!trường hợp )\b(?:không|chưa) (?:"
    rf"{ACTIONS.pattern}|(?:dồn|để|còn|được|phải|có|chăn)\b)[^,;]{{0,40}}$",
    re.I,
)
_MEETING: Final = re.compile(r"\b(?:phiên|kỳ|cuộc) họp[^,;]{0,20}$", re.I)
_FROM: Final = re.compile(r"\b(?:trong|sau|từ|hạn|quá|nhất|tối đa|trước)\b", re.I)


@lru_cache(maxsize=1024)  # a long sentence has hundreds of times
def _in_sentence(words: re.Pattern[str], sentence: str) -> bool:
    return bool(words.search(sentence))


class Rule(NamedTuple):
    """Of which kind a time is where `holds`; `like` is a sentence in which no other rule says so."""

    kind: Background
    holds: Callable[[Case], object]
    like: str


def _data(c: Case) -> object:
    sent = _SENT.search(c.before)
    of_data = _DATA.search(c.before) or (_COUNTED.search(c.before) and not begins_to_act(c.sentence))
    as_of = re.match(r"(?:tính )?đến\b", c.one.words, re.I) and _AS_OF.search(c.before)
    beside = "data" in c.one.kinds and c.one.kinds & {"time", "term"}  # the limit stands in the same words
    span = c.one.kinds <= {"data"} or as_of or (_DATA_SPAN.search(c.one.words) and not beside)
    return (
        span or _SHELF_LIFE.search(c.before) or _DATA_LINE.match(c.sentence) or (of_data and not c.fixed and not sent)
    )


def _goal(c: Case) -> object:
    limit = re.sub(r"^(?:đến hết|đến|trước|hết)\s+", "", c.one.words, flags=re.I)
    told = c.one.bound and not YEARS.match(limit) and (c.point.told or (c.owned and c.hard))
    if (
        re.match(r"\s*(?:(?:phải )?đạt\b|,?\s*(?:có |ít nhất |tối thiểu |trên |phấn đấu )*\d[\d.,]*\s?%)", c.after)
        and not c.hard
    ):
        return True
    in_time = c.owned and _IN.search(c.one.words) and not _GOAL.search(c.before)
    return (any(map(AIMS.match, c.heads)) or _in_sentence(_GOAL, c.sentence)) and not (told or in_time)


def _served(c: Case) -> object:
    span = re.search(r"\d.*\bđến\b", c.one.words)  # from one day to another: something happens then
    return _PURPOSE.search(c.before) and not GOVERNS.search(c.before) and not span


def _expires(c: Case) -> object:
    """What runs out then, where nothing is said to be done about it."""
    expires = _EXPIRES.search(c.before)
    return expires and not c.hard and not ACTION_WITHIN.search(_lowered(c.before[: expires.start()]))


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _ordered(c: Case) -> object:
    """A limit of a day that must be kept, whatever is told beside it: "phải nộp hồ sơ trước ngày 22/8/2026"."""
    return c.hard and re.search(r"\b(?:phải|cần)\b", c.before)


def _about(c: Case) -> object:
    if c.at_session:
        return False
    if _CONCLUDES.match(c.one.words):
        return False
    reported = "about" in c.one.kinds <= {"about", "time"} and not c.one.bound and not _WEEKDAY.search(c.one.words)
    if re.match(r"(?:Ngày|Tháng|Tuần lễ) [A-ZĐÀ-Ỹ]", c.one.words):
        return True  # a day with a name
    return reported and not _WITHIN.search(c.one.words) and not (_LEADING.match(c.one.words) and c.leads)


def _feast(c: Case) -> object:
    """A feast or its day that is only named: "phiên chợ Tết", "Hội Lim (ngày 12, 13 tháng Giêng)"."""
    bracketed = c.before.rstrip().endswith("(")
    named = _TET.fullmatch(c.one.words) or (bracketed and (_FEAST_DAY.search(c.before) or _HOURS.match(c.one.words)))
    if named or (c.beside_a_limit and _OCCASION.match(c.one.words)):
        return True
    return _FEAST.search(c.before + c.one.words) and not re.search(r"\d", c.one.words)


def _an_hour(c: Case) -> object:
    """An hour of no day; as a limit it is looked at, but where it forbids."""
    hour = _AN_HOUR.fullmatch(c.one.words)
    if hour and not hour["bound"]:
        return not REPORT.search(c.sentence)
    return hour and _NOT.search(c.before)


def _looks_back(c: Case) -> object:
    """ "Trong 9 tháng đầu năm, các đơn vị đã giải ngân …"; "báo cáo số cây đã trồng" is asked for."""
    since = _SINCE.match(c.after) if not c.before else None
    return since and not ACTIONS.search(since[0])


def _of_other_letter(c: Case) -> object:
    """What another letter asks or sets; "giao Sở Công Thương có văn bản đề nghị …" orders a letter to be written."""
    said = _LETTER.search(c.before)
    to_write = said and _HAS_LETTER.match(said[0]) and not re.search(r"\bsố\b", said[0])
    ordered = to_write and (c.point.told or begins_to_act(c.sentence))
    return said and not ordered and not re.match(r"(?:trên cơ sở|căn cứ)", c.sentence, re.I)


def _in_citation(c: Case) -> object:
    return any(start <= c.one.start and c.one.end <= end for start, end in with_years(c.sentence))


def _quoted(c: Case) -> object:
    """Within quotes that close behind it."""
    curled = c.before.count("“") > c.before.count("”") and "”" in c.after
    return curled or (c.before.count('"') % 2 and '"' in c.after)


def _vague(c: Case) -> object:
    vague = not c.one.bound and not _DAY.search(c.one.words) and c.one.kinds <= {"time"}
    told = c.owned and (c.bracketed or _IN.search(c.one.words) or c.at_session)
    return vague and not c.governed and not c.alone and not told


def _years_named(c: Case) -> object:
    within = re.search(r"(?:hoàn thành|hoàn tất|xong|trong)\s*$", c.before + c.one.words[:5], re.I)
    return c.years and not c.alone and (not c.governed or (_NAMED.search(c.before) and not within))


RULES: Final = (
    Rule(
        "data",
        lambda c: c.one.kinds <= {"term"} and (_RECKONED.search(c.before) or _LOOKS_BACK.match(c.after)),
        "Thu nhập của hộ tính trong 12 tháng trước thời điểm rà soát.",
    ),
    Rule(
        "past",
        lambda c: _HEARD.match(c.sentence),
        "Sau khi nghe Sở Tài chính báo cáo tình hình 9 tháng đầu năm, UBND tỉnh kết luận như sau:",
    ),
    Rule(
        "about",
        lambda c: _IF_BY.search(c.before) and _FALLS_SHORT.match(c.after),
        "Sở Y tế chịu trách nhiệm nếu kết quả giải ngân đến ngày 30/9/2026 dưới 60%.",
    ),
    Rule(
        "about",
        lambda c: not c.one.bound and (_feast(c) or (_DURING.match(c.sentence) and c.before.rstrip().endswith("("))),
        "Sở Y tế tăng cường kiểm tra dịp cuối năm.",
    ),
    Rule(
        "about",
        lambda c: not c.one.bound and _RESULT.match(c.sentence) and _IS_USED.match(c.after),
        "Kết quả khám đầu năm học 2026 - 2027 được sử dụng thay cho khám sức khỏe học sinh.",
    ),
    Rule("data", _data, "Thời gian chốt số liệu tính từ ngày 15 tháng 12 năm trước."),
    Rule("standing", lambda c: c.one.kinds <= {"open"}, "Sở Y tế kiểm tra thường xuyên."),
    Rule("cited", _in_citation, "Sở Y tế triển khai Nghị định số 30 năm 2020 của Chính phủ."),
    Rule("cited", _quoted, "Nghị định quy định: “Công chức tự chấm điểm trước ngày 25 hằng tháng”."),
    Rule(
        "other letter",
        _of_other_letter,
        "Sở Xây dựng có Văn bản số 31/SXD đề nghị các đơn vị báo cáo trước ngày 05/02/2026.",
    ),
    Rule(
        "past",
        lambda c: c.over and (not YEARS.match(c.one.words) or _in_sentence(_PAST, c.sentence)),
        "Sở Y tế gửi báo cáo trước ngày 15/12/2025.",
    ),
    Rule("past", lambda c: c.since, "Máy cộng hưởng từ hỏng từ ngày 19/12/2025."),
    Rule("about", lambda c: c.over, "Sở Y tế tổng hợp vốn kéo dài trong năm 2025."),
    Rule(
        "past",
        lambda c: _in_sentence(_PAST, c.sentence) and (not c.owned or _looks_back(c)) and not _ordered(c),
        "Còn 03 cơ sở chưa xử lý dứt điểm trong quý IV/2026.",
    ),
    Rule(
        "past",
        lambda c: (_FORECAST.match(c.sentence) or _in_sentence(_REACHED, c.sentence))
        and (not c.fixed or c.one.kinds <= {"term"}),
        "Dự báo đến 07 giờ ngày 22/7/2026 tâm bão cách đảo 160 km.",
    ),
    Rule(
        "effect",
        lambda c: _EFFECT.search(c.before)
        and not _SETTLED.search(c.before)
        and not (c.owned and c.hard),
        "Mức thu áp dụng đến hết ngày 31/5/2027.",
    ),
    Rule("effect", _expires, "Toàn tỉnh có 12 giấy phép hết hạn trong quý III/2026."),
    Rule(
        "effect",
        lambda c: _HOLDS_FROM.match(c.one.words)
        or (_FROM_ON.match(c.one.words) and (c.beside_a_limit or _NO_MORE.match(c.after))),
        "Sở Y tế đưa nội dung vào chương trình, áp dụng từ năm học 2026 - 2027.",
    ),
    Rule("about", _an_hour, "Sở Y tế làm việc từ 08 giờ 00."),
    Rule(
        "about",
        lambda c: _PUT_OFF.search(c.before),
        "Sở Y tế tiếp dân ngày 15, nếu trùng thứ Bảy, Chủ nhật thì lùi sang thứ Hai.",
    ),
    Rule(
        "about",
        lambda c: c.one.kinds <= {"often"} and _PUT_INTO.search(c.before),
        "Sở Y tế đưa nội dung này vào chương trình công tác hằng năm.",
    ),
    Rule("goal", _goal, "Phấn đấu trồng 2.000 cây trong năm 2026."),
    Rule(
        "past",
        lambda c: any(map(_DONE.match, c.heads)) and not c.one.bound,
        "II. Kết quả thực hiện\n- Sở Y tế rà soát 200 cơ sở trong tháng 3/2026.",
    ),
    Rule(
        "purpose",
        lambda c: not c.one.bound
        and (re.match(r"\W*(?:để|nhằm)\b", c.sentence, re.I) or _served(c)),
        "Để cải thiện chỉ số xanh trong năm 2026, UBND tỉnh ban hành Kế hoạch.",
    ),
    Rule("about", _about, "Sở Y tế tổng hợp báo cáo năm 2026."),
    Rule(
        "about",
        lambda c: not c.one.bound
        and not c.one.kinds <= {"often"}
        and 0 < c.cited < c.one.start
        and re.match(r"(?:thực hiện|triển khai|căn cứ|theo)\b", c.sentence, re.I),
        "Thực hiện Công văn số 15412/UBND-KT ngày 02/01/2026 về giải ngân vào những tháng cuối năm 2026.",
    ),
    Rule(
        "goal",
        lambda c: _UNTIL.match(c.one.words)
        and not re.search(r"\b(?:hoàn thành|hoàn tất|xong)\b[^,;]*$", c.before, re.I),
        "Sở Y tế thực hiện Quy hoạch phát triển mạng lưới đến năm 2030.",
    ),
    Rule(
        "standing",
        lambda c: not c.owned
        and not c.one.bound
        and not REPORT.search(c.sentence)
        and _RUNNING.search(c.one.words)
        and not re.search(r"(?<!thứ )\d|\b(?:đầu|giữa|cuối)\b", c.one.words)
        and not any(part.year for part in c.one.parts),
        "Phong trào thu dọn vệ sinh vào chủ nhật hằng tuần.",
    ),
    Rule(
        "budget",
        lambda c: (_vague(c) or (c.years and not c.alone)) and _BUDGET.search(c.before),
        "Kinh phí thực hiện từ nguồn ngân sách nhà nước năm 2026.",
    ),
    Rule(
        "about",
        lambda c: c.one.kinds <= {"term"}
        and (not _FROM.search(c.before[-30:] + c.one.words) or _LATE.search(c.before)),
        "Sở Y tế tổng kết 05 năm thực hiện Đề án.",
    ),
    Rule("about", lambda c: _WHOLE.match(c.one.words), "Sở Y tế báo cáo kết quả thực hiện cả năm về UBND tỉnh."),
    Rule(
        "about",
        lambda c: _NOT.search(c.before) and not c.hard and not _RUNNING.search(c.one.words),
        "Các chủ đầu tư không dồn thanh toán vào tháng 12/2026.",
    ),
    Rule(
        "purpose",
        lambda c: _PURPOSE.search(c.before) and _MEETING.search(c.before) and not c.hard,
        "Sở Tài chính rà soát để trình Hội đồng nhân dân tỉnh tại phiên họp ngày 14/11/2026.",
    ),
    Rule("about", _vague, "Sở Y tế chủ trì vận động, phân bổ quà quý IV/2026."),
    Rule("about", _years_named, "Sở Y tế đầu tư phát triển rừng ven biển tỉnh giai đoạn 2026-2028."),
)  # fmt: skip


DOUBTFUL: Final[frozenset[Background]] = frozenset(("past", "goal", "effect", "about", "budget"))
"""The kinds that a limit to come ("trước ngày 30/6/2026") may be of and still bind: such a one is asked."""


def background(case: Case) -> Background | None:
    """The kind of a time that orders nothing; None where it may be a deadline."""
    return next((rule.kind for rule in RULES if rule.holds(case)), None)
