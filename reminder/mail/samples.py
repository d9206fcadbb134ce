"""One view of every kind of mail, with every template in it: for `templates show`, checks and tests.

Names and titles are of the province's real plans; mailboxes are of reserved domains.
"""

from dataclasses import replace
from datetime import date

from reminder.core.act_kinds import ActKind
from reminder.core.matter_status import Status
from reminder.core.occurrence_state import Progress
from reminder.core.reason import because
from reminder.mail.contents import (
    TEMPLATES,
    Correspondent,
    Item,
    Lang,
    ListedAgency,
    Mailed,
    MailKind,
    MailView,
    Tally,
    Template,
    WeekFigures,
)
from reminder.phrases import Bound

_LINK = "https://nhachan.thainguyen.example/a/cGhpZXUtbWF1"
_REPORT = Item(
    template="coming",
    obligation="tn-247-2026/report-annual",
    kind="report",
    title="Báo cáo kết quả thực hiện Kế hoạch triển khai Nghị quyết số 247/2025/QH15 năm 2026",
    plan_number="",
    plan_issued_on=None,
    plan_issued_raw="ngày … tháng 4 năm 2026",
    plan_issuer="UBND tỉnh",
    plan_title="Triển khai thực hiện Nghị quyết số 247/2025/QH15 ngày 10/12/2025 của Quốc hội",
    phrase="trước ngày 15/12 hằng năm hoặc đột xuất theo yêu cầu",
    role="owner",
    period="2026",
    due_on=date(2026, 12, 15),
    bound=Bound.BEFORE,
    last_on=date(2026, 12, 14),
    target_on=date(2026, 12, 14),
    late_from=date(2026, 12, 16),
    days_left=7,
    working_days_left=5,
    data_until=date(2026, 12, 10),
    output="Báo cáo",
    send_to="UBND tỉnh",
    via="Sở Nông nghiệp và Môi trường",
)
_TASK = replace(
    _REPORT,
    obligation="tn-125-2025/II.3",
    kind="task",
    title="Rà soát, cập nhật kế hoạch hành động ứng phó với biến đổi khí hậu của tỉnh",
    plan_number="125/KH-UBND",
    plan_issued_on=date(2025, 7, 16),
    plan_issued_raw="",
    plan_title="Triển khai Nghị quyết số 122/NQ-CP ngày 08/5/2025 của Chính phủ",
    phrase="2025 - 2030",
    period="",
    due_on=date(2030, 12, 31),
    bound=Bound.BY,
    last_on=date(2030, 12, 31),
    target_on=date(2030, 12, 31),
    late_from=date(2031, 1, 2),
    days_left=1485,
    working_days_left=1018,
    estimated=True,
    output="Quyết định của UBND tỉnh",
    send_to="",
    via="",
    lead="Sở Nông nghiệp và Môi trường",
)
_UNITS = (
    ListedAgency("UBND xã Phú Bình", Status.LATE, (Mailed(date(2026, 12, 7), "vanthu.phubinh@thainguyen.example"),)),
    ListedAgency("Sở Công Thương", Status.SUBMITTED, document="215/BC-SCT", on=date(2026, 12, 10)),
    ListedAgency("Sở Y tế", Status.NIL, on=date(2026, 12, 11)),
    ListedAgency("Sở Tài chính", Status.WAITING, document="77/BC-STC", on=date(2026, 12, 14)),
    ListedAgency("Ban Dân tộc", Status.TRANSFERRED, note="Sở Dân tộc và Tôn giáo"),
)
_LATE = replace(_REPORT, days_left=-2, working_days_left=0, urgency="high")


def sample_item(template: Template) -> Item:
    """An item of this template."""
    match template:
        case "overdue":
            return replace(_LATE, template="overdue", ordinal=2)
        case "rollcall":
            return replace(_LATE, template="rollcall", role="compiler", units=_UNITS)
        case "escalation":
            return replace(_LATE, template="escalation", role="superior", units=_UNITS)
        case "today":
            return replace(_REPORT, template="today", days_left=0, working_days_left=0, urgency="high")
        case "first":
            return replace(_TASK, template=template)
        case "checkpoint":
            said = Progress(date(2025, 11, 20), 60, "đã khảo sát 40/60 điểm", "thiếu kinh phí", "bổ sung 2 tỷ đồng")
            return replace(_TASK, template=template, progress=said)
        case "overview":
            return replace(_TASK, template="overview", role="coordinator")
        case "review":
            return replace(
                _TASK, template="review", phrase="thường xuyên", due_on=None, bound=None, last_on=None,
                target_on=None, late_from=None, days_left=None, working_days_left=None, estimated=False,
                progress=Progress(date(2025, 11, 20), 100),
            )  # fmt: skip
        case "unassigned":
            return replace(_TASK, template="unassigned", role="focal", lead="Sở Xây dựng/Sở Công Thương", note="")
        case "returned":
            return replace(_REPORT, template="returned", note="Chưa có số liệu quý IV", on=date(2026, 12, 4))
        case "extended":
            return replace(
                _REPORT, template="extended", document="6210/UBND-NNMT", on=date(2026, 12, 4),
                was_due_on=date(2026, 11, 30),
            )  # fmt: skip
        case "restarted":
            return replace(_REPORT, template="restarted", restart=ActKind.RESUME, on=date(2026, 12, 4))
        case "refused":
            asked = because("said-extension", until_on=date(2026, 12, 25), words="chờ số liệu của cấp xã")
            return replace(_REPORT, template="refused", said=asked, note="cần báo cáo đúng hạn", on=date(2026, 12, 4))
        case "undone":
            back = because(
                "taken-back", what="đã gia hạn", on=date(2026, 12, 1), document="6210/UBND-NNMT", day=date(2026, 12, 7)
            )  # fmt: skip
            return replace(_REPORT, template="undone", said=back)
        case "thanks":
            return replace(
                _REPORT, template="thanks", document="123/BC-SYT", on=date(2026, 12, 7), by="Trần Văn Bình",
                standing=Status.SUBMITTED, recorded_on=date(2026, 12, 7),
            )  # fmt: skip
    return _REPORT


def sample(kind: MailKind, lang: Lang = "vi") -> MailView:
    """A whole view of this kind, filled to its last field."""
    view = MailView(
        kind=kind,
        lang=lang,
        as_of=date(2026, 12, 16 if kind in ("escalation", "rollcall") else 7),
        recipient=Correspondent("Sở Y tế", "vanthu.syt@thainguyen.example", "Nguyễn Thị Hương"),
        office=Correspondent("Sở Nông nghiệp và Môi trường tỉnh Thái Nguyên", "nhachan@thainguyen.example"),
        focal=Correspondent(
            "Sở Nông nghiệp và Môi trường", "moitruong@thainguyen.example", "Trần Văn Bình", "0208 000 0000"
        ),
        link=_LINK,
    )
    match kind:
        case "reminder":
            many = tuple(sample_item(t) for t in TEMPLATES if t not in ("escalation", "rollcall", "overview", "thanks"))
            return replace(view, items=many, links=(_LINK,) * len(many))
        case "escalation" | "rollcall":
            return replace(view, items=(sample_item(kind),), links=(_LINK,))
        case "overview":
            due = replace(_REPORT, template="overview", role="coordinator", lead="Sở Xây dựng")
            return replace(view, items=(sample_item(kind), due), link="", leave=_LINK)
        case "thanks":
            return replace(view, items=(sample_item(kind),))
        case "alert":
            held = because("batch-held", count=412, limit=300)
            refused = because("mail-rejected", address="a@b.example", reply="550 5.1.1 User unknown", mail=12)
            return replace(view, reasons=(held, refused))
        case "summary":
            tallies = (Tally("Kế hoạch số 125/KH-UBND", 3, 8, 0), Tally("Kế hoạch năm 2026", 61, 40, 12, 6))
            return replace(
                view, tallies=tallies, figures=WeekFigures(108, 3, 0, 1, 1), items=(_REPORT,), links=(_LINK,)
            )
