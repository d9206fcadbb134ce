"""A time that is named beside what is told, or names it: "báo cáo năm 2026", "Kế hoạch giai đoạn 2026 - 2030"."""

import re
from typing import Final

from reminder.directory.citations import with_years
from reminder.documents.narrative.action_words import begins_to_act
from reminder.documents.narrative.aims import IN_PERIOD
from reminder.documents.narrative.case import Case
from reminder.documents.narrative.occasions import FORBIDS
from reminder.documents.narrative.orders import REPORT

_HOLDS: Final = re.compile(r"\b(?:tổ chức|phát động|khai mạc|mở)(?: lễ)?\s*$", re.I)
# "Ngày thành lập Đoàn 26/3", "Tuần lễ Biển"
_DAY_WITH_A_NAME: Final = re.compile(
    r"(?:Ngày (?!cuối|đầu|làm|thứ|nghỉ|cùng|nào|hôm|sau|trước|mai|mùng|mồng|rằm)"
    r"|(?:Tháng|Tuần lễ) (?=[A-ZĐÀ-Ỹ]))[^\W\d]"
)
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
    r"|nhu cầu|tiêu chí"
    r"|báo cáo|số liệu|chỉ tiêu|thi đua|biên chế|chuẩn nghèo|đợt|phiên bản)\b[^;.]{0,120}$",
    re.I,
)
_LATE: Final = re.compile(r"\b(?:(?:chậm|trễ|muộn|nợ)\b[^,;]{0,30}\b(?:quá|trên)|đã quá)\s*$", re.I)
_WEEKDAY: Final = re.compile(r"\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\b", re.I)
_WITHIN: Final = re.compile(
    r"\b(?:vào|trong) (?:(?:(?:nửa )?(?:cuối|đầu|giữa)|(?:thượng|trung|hạ) tuần) )?(?:năm|quý|tháng|ngày|tuần)\b", re.I
)
_LEADING: Final = re.compile(r"(?:trong|vào|quý|tháng|\d+ tháng|sáu tháng|chín tháng|năm \d)", re.I)
_RUNNING: Final = re.compile(r"^(?:.*\b)?(?:hằng|hàng|mỗi|từng|chủ nhật|thứ (?:bảy|7))\b", re.I)
_DAY: Final = re.compile(r"ngày|thứ |chủ nhật|hằng|hàng|mỗi|\d{1,2}[/.-]\d", re.I)
# What is concluded, and when: "tổng kết Đề án quý IV/2030"
_CONCLUDES: Final = re.compile(
    r"(?:sơ kết|tổng kết)(?: (?:việc )?thực hiện)? (?:Đề án|Kế hoạch|Chương trình|Nghị quyết|Chỉ thị|Dự án)\b"
    r".*\b(?:quý|tháng) (?:\d|[IV]+\b)",
    re.I,
)
_WHOLE: Final = re.compile(r"(?:của )?cả (?:năm|quý|tháng|tuần)$|cả (?:ngày )?(?:thứ|chủ nhật|lễ)\b\D*$", re.I)
_IF_BY: Final = re.compile(r"\b(?:nếu|mà)\b[^;,]*$", re.I)
_THEN: Final = re.compile(r"\s*thì\b", re.I)
_MORE_THAN: Final = re.compile(r"\b(?:trên|quá|hơn|dưới|đủ)\s*$", re.I)
_AT_SESSION: Final = re.compile(r"\bđược [^,;]{0,40}\btại (?:phiên|kỳ|cuộc) họp\s*$", re.I)
_IF: Final = re.compile(r"\bnếu\s*$", re.I)
_EACH: Final = re.compile(r"mỗi\b", re.I)
_BUT_NOT: Final = re.compile(r"\s*(?:nhưng|mà|tuy) (?:chưa|không|còn|vẫn)\b", re.I)
_FALLS_SHORT: Final = re.compile(r"\s*(?:dưới|chưa|không|vẫn|mà|còn)\b", re.I)
_RESULT: Final = re.compile(r"(?:kết quả|số liệu|danh sách|báo cáo)\b", re.I)
_IS_USED: Final = re.compile(r"\s*được (?:sử dụng|dùng|coi|tính|xem|đánh giá)\b", re.I)
_PUT_INTO: Final = re.compile(
    r"\b(?:đưa|lồng ghép|bổ sung|tổng hợp)\b[^;]*\bvào (?:các )?(?:chương trình|kế hoạch|dự toán)\b[^;,]*$", re.I
)
_AT_MOST: Final = re.compile(r"\bkhông quá (?:\d+ (?:lần|đợt|cuộc)\b[^,;]{0,20})?$|\bkhuyến cáo không\b[^,;]*$", re.I)
# "Đối với vốn bổ sung trong năm, giao UBND tỉnh …", "Căn cứ kế hoạch vốn hằng năm, Sở …": what it is about
_ABOUT_WHAT: Final = re.compile(r"\W*(?:đối với|riêng đối với|căn cứ|trên cơ sở|ngoài)\b[^,;:]*\w[^,;:]*$", re.I)
# "dự toán chi ngân sách hằng năm", "chương trình công tác từng quý", "thuế tạm tính hằng quý"
_OF_MONEY: Final = re.compile(
    r"\b(?:dự toán|ngân sách|kinh phí|vốn|thuế|phí|lệ phí|tạm tính|quyết toán"
    r"|(?:chương trình|kế hoạch) (?:công tác|vốn|đầu tư|ngân sách))"
    r"(?: (?!trước|vào|gửi|về|để|và)\w+){0,5}\s*$",
    re.I,
)
_DRAWN_UP: Final = re.compile(
    r"\b(?:lập|xây dựng|báo cáo|trình|gửi|giao|công khai|kiểm tra|giám sát|theo dõi|đánh giá|rà soát"
    r"|thẩm định|tổng hợp|ban hành|phê duyệt|nộp)\b[^,;]*$",
    re.I,
)
_GROUNDS: Final = re.compile(r"^\W*(?:căn cứ|theo)\b.*\(theo đó\b[^()]*$", re.I)
# "Sau hơn 04 năm thực hiện Luật …": how long it has been
_SO_LONG_SINCE: Final = re.compile(r"\b(?:sau|qua) (?:gần |hơn |trên |khoảng )?$", re.I)
_CARRIED_OUT: Final = re.compile(r"\s*(?:triển khai|thực hiện|thi hành|hoạt động)\b", re.I)
# "kế hoạch dài hạn, 5 năm và hằng năm"
_PLAN_OF: Final = re.compile(
    r"\b(?:kế hoạch|chương trình|quy hoạch|chiến lược)(?: (?:công tác|dài hạn|trung hạn|phát triển|nhiệm vụ))*,?\s*$",
    re.I,
)
_YEARS_OF_PLANS: Final = re.compile(r"(?:năm|0?5|10|mười) năm\b.*\b(?:hằng|hàng) năm$", re.I)
# "Biên chế được UBND tỉnh giao hằng năm", "giá đất do UBND tỉnh công bố vào ngày 01 tháng 01 hằng năm"
_WHICH_IS: Final = re.compile(
    r"\b(?:do|được) [^,;:]{2,60}\b(?:giao|công bố|thông báo|quy định|ban hành|phê duyệt|cấp)\s*$", re.I
)
_FROM: Final = re.compile(r"\b(?:trong|sau|từ|hạn|quá|nhất|tối đa|trước)\b", re.I)


def is_cited(c: Case) -> object:
    """It is a part of a cited document's name, number or day."""
    return any(start <= c.one.start and c.one.end <= end for start, end in with_years(c.sentence))


def is_quoted(c: Case) -> object:
    """Within quotes that close behind it."""
    curled = c.before.count("“") > c.before.count("”") and "”" in c.after
    return curled or (c.before.count('"') % 2 and '"' in c.after)


def is_of_report(c: Case) -> object:
    """The period or the named day that is reported on or held."""
    if c.at_session:
        return False
    if _CONCLUDES.match(c.one.words):
        return False
    about = "about" in c.one.kinds <= {"about", "time", "open"}
    reported = about and not c.one.bound and not _WEEKDAY.search(c.one.words)
    named = _DAY_WITH_A_NAME.match(c.one.words) and not _HOLDS.search(c.before) and "hằng năm" not in c.one.words
    if named or (_DAY_WITH_A_NAME.match(c.sentence) and c.before.endswith(" là ")):
        return True
    return reported and not _WITHIN.search(c.one.words) and not (_LEADING.match(c.one.words) and c.leads)


def is_vague(c: Case) -> object:
    """A month, a quarter or a year that no word binds to what is to be done."""
    vague = not c.one.bound and not _DAY.search(c.one.words) and c.one.kinds <= {"time"}
    told = c.owned and (c.bracketed or IN_PERIOD.search(c.one.words) or c.at_session)
    return vague and not c.governed and not c.alone and not told


def names_years(c: Case) -> object:
    """Years that name a plan, a budget, a campaign."""
    within = re.search(r"(?:hoàn thành|hoàn tất|xong|trong)\s*$", c.before + c.one.words[:5], re.I)
    return c.years and not c.alone and (not c.governed or (_NAMED.search(c.before) and not within))


def is_condition(c: Case) -> object:
    """ "… nếu kết quả giải ngân đến ngày 30/9/2026 dưới 60%", "bán sau ngày 25/7/2026 thì không được hỗ trợ", "trên 03
    tháng": on what something hangs."""
    long = not c.one.bound and _MORE_THAN.search(c.before) and re.fullmatch(r"\d+ (?:ngày|tháng|năm)", c.one.words)
    return (
        long
        or _IF.search(c.before)
        or _THEN.match(c.after)
        or _BUT_NOT.match(c.after)
        or (_IF_BY.search(c.before) and _FALLS_SHORT.match(c.after))
    )


def is_used(c: Case) -> object:
    """ "Kết quả khám đầu năm học 2026 - 2027 được sử dụng …": of when the result is; "báo cáo được thảo luận tại phiên
    họp ngày 27/8/2026": when it is talked of."""
    if not c.one.bound and _AT_SESSION.search(c.before):
        return True
    return not c.one.bound and _RESULT.match(c.sentence) and _IS_USED.match(c.after)


def is_put_into(c: Case) -> object:
    """ "… đưa vào chương trình công tác hằng năm": of what plan."""
    return c.one.kinds <= {"often"} and _PUT_INTO.search(c.before)


def is_about_what(c: Case) -> object:
    """A clause that leads in and says of what it is: "Đối với vốn bổ sung trong năm, giao UBND tỉnh …"."""
    return not c.one.bound and _ABOUT_WHAT.fullmatch(c.before) and re.match(r"[^:;.]*,", c.after)


def is_of_money(c: Case) -> object:
    """How often the money or the programme comes: "trong dự toán chi ngân sách hằng năm"."""
    of_plan = _PLAN_OF.search(c.before) and _YEARS_OF_PLANS.match(c.one.words)
    which = _WHICH_IS.search(c.before) and not begins_to_act(c.sentence) and not c.point.told
    if of_plan or (which and not c.one.bound and "often" in c.one.kinds):
        return True
    told = _OF_MONEY.search(c.before)
    return c.one.kinds <= {"often"} and told and not _DRAWN_UP.search(c.before) and "lần" not in c.one.words


def grounds_on(c: Case) -> object:
    """ "Căn cứ Quyết định số 1420/QĐ-UBND (theo đó, học kỳ I từ ngày 07/9/2026 …)": what the cited document says."""
    return _GROUNDS.search(c.before)


def is_behind_citation(c: Case) -> object:
    """ "Thực hiện Công văn số … về giải ngân những tháng cuối năm 2026": what the cited document is about."""
    leads = re.match(r"(?:thực hiện|triển khai|căn cứ|theo)\b", c.sentence, re.I)
    return leads and not c.one.bound and not c.one.kinds <= {"often"} and 0 < c.cited < c.one.start


def is_standing(c: Case) -> object:
    """What goes on by itself ("vào chủ nhật hằng tuần"), owed by nobody."""
    dated = re.search(r"(?<!thứ )\d|\b(?:đầu|giữa|cuối)\b", c.one.words) or c.dated
    runs = _RUNNING.search(c.one.words) and not dated
    told = c.owned or (c.leads and not c.before.strip()) or (begins_to_act(c.sentence) and _EACH.match(c.one.words))
    return runs and not told and not c.one.bound and not REPORT.search(c.sentence)


def is_of_budget(c: Case) -> object:
    """Whose money: "từ nguồn ngân sách nhà nước năm 2026"."""
    return (is_vague(c) or (c.years and not c.alone)) and _BUDGET.search(c.before)


def is_length(c: Case) -> object:
    """How long it was: "tổng kết 05 năm thực hiện", "chậm quá 10 ngày"."""
    if _SO_LONG_SINCE.search(c.before) and _CARRIED_OUT.match(c.after):
        return True
    return c.one.kinds <= {"term"} and (not _FROM.search(c.before[-30:] + c.one.words) or _LATE.search(c.before))


def is_whole_period(c: Case) -> object:
    """ "kết quả thực hiện cả năm"."""
    return _WHOLE.match(c.one.words)


def is_forbidden(c: Case) -> object:
    """ "không dồn thanh toán vào tháng 12/2026", "không quá 01 lần/năm": what shall not be then, or so often."""
    if not c.one.bound and _AT_MOST.search(c.before):
        return True
    return FORBIDS.search(c.before) and not c.hard and not _RUNNING.search(c.one.words)
