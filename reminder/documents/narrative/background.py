"""Which time in a sentence is no deadline, and of what kind it is: cited, past, a goal, a purpose, data, a title …

Each rule stands alone, with an example; the first that holds names the kind. A law takes each away and sees its example
change.
"""

from collections.abc import Callable
from typing import Final, Literal, NamedTuple

from reminder.documents.narrative import aims, effects, figures, mentions, occasions, past
from reminder.documents.narrative.case import Case

Background = Literal[
    "issued", "cited", "past", "goal", "purpose", "data", "about", "title", "effect", "other letter", "standing",
    "budget", "form", "recipients", "header",
]  # fmt: skip


class Rule(NamedTuple):
    """Of which kind a time is where `holds`; `like` is a sentence in which no other rule says so."""

    kind: Background
    holds: Callable[[Case], object]
    like: str


RULES: Final = (
    Rule("data", figures.are_of_term, "Thu nhập của hộ tính trong 12 tháng trước thời điểm rà soát."),
    Rule(
        "past",
        past.is_heard,
        "Sau khi nghe Sở Tài chính báo cáo tình hình 9 tháng đầu năm, UBND tỉnh kết luận như sau:",
    ),
    Rule("about", mentions.is_condition, "Sở Y tế chịu trách nhiệm nếu kết quả giải ngân đến ngày 30/9/2026 dưới 60%."),
    Rule("about", occasions.is_feast, "Sở Y tế tăng cường kiểm tra dịp cuối năm."),
    Rule(
        "about", mentions.is_used, "Kết quả khám đầu năm học 2026 - 2027 được sử dụng thay cho khám sức khỏe học sinh."
    ),
    Rule("data", figures.are_counted, "Thời gian chốt số liệu tính từ ngày 15 tháng 12 năm trước."),
    Rule("standing", lambda c: c.one.kinds <= {"open"} and not c.at_times, "Sở Y tế kiểm tra thường xuyên."),
    Rule("about", mentions.is_about_what, "Đối với các dự án khởi công trong tháng 5, giao UBND tỉnh bố trí vốn."),
    Rule("budget", mentions.is_of_money, "Sở Tài chính cân đối nguồn trong dự toán chi ngân sách hằng năm của tỉnh."),
    Rule("cited", mentions.is_cited, "Sở Y tế triển khai Nghị định số 30 năm 2020 của Chính phủ."),
    Rule("cited", mentions.is_quoted, "Nghị định quy định: “Công chức tự chấm điểm trước ngày 25 hằng tháng”."),
    Rule(
        "cited",
        mentions.grounds_on,
        "Căn cứ Quyết định số 1420/QĐ-UBND của UBND tỉnh (theo đó, học kỳ I từ ngày 07/9/2026 đến ngày 16/01/2027).",
    ),
    Rule(
        "other letter",
        past.is_of_other_letter,
        "Sở Xây dựng có Văn bản số 31/SXD đề nghị các đơn vị báo cáo trước ngày 05/02/2026.",
    ),
    Rule("past", past.is_over, "Sở Y tế gửi báo cáo trước ngày 15/12/2025."),
    Rule("past", lambda c: c.since, "Máy cộng hưởng từ hỏng từ ngày 19/12/2025."),
    Rule("about", lambda c: c.over, "Sở Y tế tổng hợp vốn kéo dài trong năm 2025."),
    Rule("past", past.is_told_as_past, "Còn 03 cơ sở chưa xử lý dứt điểm trong quý IV/2026."),
    Rule("past", past.is_of_what_was, "Phòng Kinh tế bố trí kinh phí từ nguồn dự toán đã giao đầu năm."),
    Rule("past", past.is_forecast, "Dự báo đến 07 giờ ngày 22/7/2026 tâm bão cách đảo 160 km."),
    Rule("effect", effects.is_in_effect, "Mức thu áp dụng đến hết ngày 31/5/2027."),
    Rule("effect", effects.expires, "Toàn tỉnh có 12 giấy phép hết hạn trong quý III/2026."),
    Rule("effect", effects.holds_from, "Sở Y tế đưa nội dung vào chương trình, áp dụng từ năm học 2026 - 2027."),
    Rule("about", occasions.is_hour, "Sở Y tế làm việc từ 08 giờ 00."),
    Rule("about", occasions.is_put_off, "Sở Y tế tiếp dân ngày 15, nếu trùng thứ Bảy, Chủ nhật thì lùi sang thứ Hai."),
    Rule("about", mentions.is_put_into, "Sở Y tế đưa nội dung này vào chương trình công tác hằng năm."),
    Rule("goal", aims.is_goal, "Phấn đấu trồng 2.000 cây trong năm 2026."),
    Rule("past", past.is_under_results, "II. Kết quả thực hiện\n- Sở Y tế rà soát 200 cơ sở trong tháng 3/2026."),
    Rule(
        "purpose",
        aims.serves_session,
        "Sở Tài chính rà soát để trình Hội đồng nhân dân tỉnh tại phiên họp ngày 14/11/2026.",
    ),
    Rule("purpose", aims.is_purpose, "Để cải thiện chỉ số xanh trong năm 2026, UBND tỉnh ban hành Kế hoạch."),
    Rule("about", mentions.is_of_report, "Sở Y tế tổng hợp báo cáo năm 2026."),
    Rule(
        "about",
        mentions.is_behind_citation,
        "Thực hiện Công văn số 15412/UBND-KT ngày 02/01/2026 về giải ngân vào những tháng cuối năm 2026.",
    ),
    Rule("goal", aims.is_horizon, "Sở Y tế thực hiện Quy hoạch phát triển mạng lưới đến năm 2030."),
    Rule("standing", mentions.is_standing, "Phong trào thu dọn vệ sinh vào chủ nhật hằng tuần."),
    Rule("budget", mentions.is_of_budget, "Kinh phí thực hiện từ nguồn ngân sách nhà nước năm 2026."),
    Rule("about", mentions.is_length, "Sở Y tế tổng kết 05 năm thực hiện Đề án."),
    Rule("about", mentions.is_whole_period, "Sở Y tế báo cáo kết quả thực hiện cả năm về UBND tỉnh."),
    Rule("about", mentions.is_forbidden, "Các chủ đầu tư không dồn thanh toán vào tháng 12/2026."),
    Rule("about", mentions.is_vague, "Sở Y tế chủ trì vận động, phân bổ quà quý IV/2026."),
    Rule("about", mentions.names_years, "Sở Y tế đầu tư phát triển rừng ven biển tỉnh giai đoạn 2026-2028."),
)

_DOUBTFUL: Final[frozenset[Background]] = frozenset(("past", "goal", "effect", "about", "budget"))


def is_doubtful(kind: Background, case: Case) -> bool:
    """Whether a time of this kind may bind all the same, and is asked: a limit to come ("trước ngày 30/6/2026"), of
    another letter where none is numbered, and the day by which somebody who is told has to reach a figure."""
    if case.over:
        return False
    if kind == "other letter":
        return case.hard and not past.NUMBERED.search(case.sentence)
    aimed = kind == "goal" and case.one.bound and bool(case.point.told) and not aims.is_horizon(case)
    return kind in _DOUBTFUL and (case.hard or aimed)


def background(case: Case) -> Background | None:
    """The kind of a time that orders nothing; None where it may be a deadline."""
    return next((rule.kind for rule in RULES if rule.holds(case)), None)
