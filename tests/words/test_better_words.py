"""Words that an office does not write, and what it writes instead: no mail, page or command has the former, whatever
is told and however it stands."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest
from babel.messages.pofile import read_po

from reminder.core.matter_status import Status
from reminder.core.reason import because
from reminder.mail.builtin_text import plain
from reminder.mail.contents import KINDS, TEMPLATES, Correspondent, Item, MailKind, MailView, Template
from reminder.mail.render import Renderer, shipped_templates
from reminder.mail.samples import sample, sample_item
from reminder.phrases import Bound
from reminder.web.agency.page_words import WORDS, word
from reminder.words import LOCALES, head_addressed, say, signed_by

# What stood there once, and in whose place it may not come back. On the right what stands there now.
AVOIDED: dict[str, str] = {
    r"nội dung cần quan tâm": "kính đề nghị quý cơ quan quan tâm thực hiện … nội dung sau",
    r"đã qua thời hạn mà": "đã quá thời hạn nhưng đến … chưa ghi nhận được kết quả",
    r"Kính gửi: [^\s]*@": "Kính gửi: Quản trị hệ thống",
    r"[Cc]hưa được chấp nhận": "chưa được chấp thuận",
    r"[Cc]âu trả lời (?:số|sau đây|đang chờ)": "đề nghị, báo cáo số … đang chờ",
    r"Thời hạn đã được điều chỉnh": "Đồng ý gia hạn đến ngày …",
    r"được miễn": "không phải báo cáo kỳ này",
    r"Người ghi\b": "Người cập nhật",
    r"[Đđ]ã đến hạn": "Đã qua thời hạn",
    r"[Nn]ên xong": "Đề nghị hoàn thành",
    r"ngày cuối là|Ngày cuối:": "ngày cuối trong thời hạn",
    r"Hạn cũ": "Thời hạn trước khi gia hạn",
    r"Cách hiểu:": "Cách tính",
    r"hơn \d+ năm": "đến hết năm …",
    r"Nội dung mới hoặc có thay đổi": "Nội dung mới giao hoặc điều chỉnh",
    r"[Cc]hưa rõ (?:đơn vị|cơ quan)": "Chưa xác định cơ quan",
    r"đơn vị (?:chưa|đã|báo cáo|tổng hợp|chủ trì|thực hiện)": "cơ quan …",
    r"Việc nhắc nội dung này đã dừng": "Hệ thống dừng nhắc nội dung này",
    r"gửi lại trong thời hạn": "gửi lại chậm nhất ngày …",
    r"Còn thời gian": "Chưa đến hạn",
    r"Từ trước khi bắt đầu theo dõi": "Tồn đọng trước khi theo dõi",
    r"Đã xác nhận nhận được": "Đã xác nhận tiếp nhận",
    r"Những lần trả lời": "Lịch sử phản hồi",
    r"Đề nghị lùi": "Đề nghị gia hạn đến ngày",
    r"Đây không phải là ngày": "Ngày không hợp lệ",
    r"như thường lệ": "qua hệ thống quản lý văn bản theo quy định",
    r"chúng tôi": "cơ quan, hệ thống",
    r"User unknown": "hộp thư không tồn tại; sửa đầu mối trong danh bạ",
    r"[Xx]in gia hạn": "đề nghị gia hạn",
    r"(?:trước|chậm nhất|hết) (?:thứ|Chủ nhật)": "trước ngày … (thứ …)",
    r"ngày tháng \d": "ngày … tháng 4",
    r"rút lại": "hủy, thu hồi",
    r"BLDS|Bộ luật Dân sự 2015, điều": "Điều … Bộ luật Dân sự 2015",
}
NOWHERE = re.compile("|".join(AVOIDED))
RENDERER = Renderer()
OFTEN = re.compile(r"(?P<word>quý cơ quan|Đề nghị) (?P=word)")


def said(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def faults(text: str) -> set[str]:
    return {found[0] for found in NOWHERE.finditer(text)} | {found[0] for found in OFTEN.finditer(text)}


def states(template: Template) -> Iterator[Item]:
    """The sample of the template before, on and after its day, near and far, of a task and a report, whoever reads."""
    item = sample_item(template)
    for left, bound, kind in itertools.product((-3, 0, 1, 9, 1500, None), Bound, ("task", "report")):
        due = None if left is None else date(2030, 12, 31) if left == 1500 else date(2026, 12, 15)
        yield replace(
            item, kind=cast(Any, kind), days_left=left, working_days_left=left and max(0, left), due_on=due,
            last_on=due, target_on=due and date(2026, 12, 14), bound=bound if due else None, plan_symbol="/KH-UBND",
        )  # fmt: skip
    for role in ("owner", "head", "focal", "superior", "compiler", "coordinator"):
        yield replace(item, role=role, urgency="urgent", asked="Văn phòng UBND tỉnh")
    yield replace(item, instead_of="UBND xã Phú Bình")
    for standing in (Status.WAIVED, Status.SUBMITTED, Status.NIL):
        yield replace(item, standing=standing, note="đã có ý kiến", withdrawable=True)


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_mail_has_such_words(template: Template) -> None:
    base = sample("reminder")
    for kind, to in itertools.product(("reminder", "escalation", "rollcall", "thanks"), (base.recipient, HEAD)):
        if (template in ("rollcall", "escalation", "thanks")) != (template == kind) and kind != "reminder":
            continue
        for item in states(template):
            view = replace(base, kind=cast(Any, kind), recipient=to, items=(item,), links=())
            made = RENDERER.render(view)
            found = faults(said(f"{made.subject} {made.text} {made.html} {plain(view).text}"))
            assert not found, (kind, item)


HEAD = Correspondent("Sở Y tế", "giamdoc.syt@thainguyen.example", head=head_addressed("Sở Y tế"))


@pytest.mark.parametrize("kind", KINDS)
def test_no_whole_mail_does(kind: MailKind) -> None:
    made = RENDERER.render(sample(kind))
    assert not faults(said(f"{made.subject} {made.text} {made.html}"))


def test_no_word_of_the_catalogue_or_of_a_template_does() -> None:
    with (LOCALES / "vi" / "LC_MESSAGES" / "reminder.po").open("rb") as file:
        sentences = {str(entry.string) for entry in read_po(file, locale="vi") if entry.id}
    assert not {text: faults(text) for text in sentences if faults(text)}
    for path in (shipped_templates() / "vi").iterdir():
        assert not faults(path.read_text("utf-8")), path


def test_no_word_of_the_page_does() -> None:
    for name in WORDS:
        assert not faults(word("vi", name, **dict.fromkeys(re.findall(r"{(\w+)}", WORDS[name]), "…"))), name


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Sở Công Thương", "Đồng chí Giám đốc Sở Công Thương"),
        ("UBND xã Võ Nhai", "Đồng chí Chủ tịch UBND xã Võ Nhai"),
        ("UBND tỉnh Thái Nguyên", "Đồng chí Chủ tịch UBND tỉnh Thái Nguyên"),
        ("Văn phòng UBND tỉnh", "Đồng chí Chánh Văn phòng UBND tỉnh"),
        ("Thanh tra tỉnh", "Đồng chí Chánh Thanh tra tỉnh"),
        ("Ban Dân tộc", "Đồng chí Trưởng Ban Dân tộc"),
        ("Công an tỉnh", "Đồng chí Giám đốc Công an tỉnh"),
        ("Công an xã Phú Bình", "Đồng chí Trưởng Công an xã Phú Bình"),
        ("Bộ Chỉ huy quân sự tỉnh", "Đồng chí Chỉ huy trưởng Bộ Chỉ huy quân sự tỉnh"),
        ("Bộ Y tế", "Đồng chí Bộ trưởng Bộ Y tế"),
        ("Báo và Phát thanh, Truyền hình Thái Nguyên", "Đồng chí Tổng Biên tập Báo và Phát thanh, Truyền hình "
         "Thái Nguyên"),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "Đồng chí Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        ("Chi cục Kiểm lâm", "Đồng chí Chi cục trưởng Chi cục Kiểm lâm"),
        ("Hải quan tỉnh", "Đồng chí Thủ trưởng Hải quan tỉnh"),
        ("Công ty Điện lực Thái Nguyên", "Giám đốc Công ty Điện lực Thái Nguyên"),
    ],
)  # fmt: skip
def test_the_head_of_a_body_is_addressed_by_the_title_of_its_kind(name: str, form: str) -> None:
    assert head_addressed(name) == form


def test_the_same_title_signs() -> None:
    assert signed_by("UBND xã Võ Nhai") == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert signed_by("Thống kê tỉnh Thái Nguyên") == ("TRƯỞNG THỐNG KÊ",)
    assert head_addressed("Sở Y tế", "en", "Department of Health") == "The Director, Department of Health"


def test_a_mail_greets_a_head_and_calls_him_so() -> None:
    escalated = replace(sample("escalation"), recipient=HEAD)
    text = said(RENDERER.render(escalated).text)
    assert text.startswith("Kính gửi: Đồng chí Giám đốc Sở Y tế")
    assert "để đồng chí biết, chỉ đạo, đôn đốc" in text


def test_who_is_asked_to_follow_up_is_named() -> None:
    view = sample("escalation")
    asked = replace(view, items=(replace(view.items[0], asked="Văn phòng UBND tỉnh"),))
    assert "Kính đề nghị Văn phòng UBND tỉnh xem xét, đôn đốc" in said(RENDERER.render(asked).text)


def test_the_office_does_not_write_to_itself() -> None:
    view = sample("escalation")
    own = replace(view, recipient=Correspondent("Sở Nông nghiệp và Môi trường"))
    assert "Hệ thống nhắc hạn kính gửi quý cơ quan" in said(RENDERER.render(own).text)


def test_a_plan_has_its_title_where_it_is_named_first() -> None:
    for view in (replace(sample("reminder"), items=many(3)), replace(sample("reminder"), items=many(9))):
        text = said(RENDERER.render(view).text)
        assert text.count("Căn cứ:") == len(view.items)
        assert text.count(view.items[0].plan_title) == 1


def many(n: int) -> tuple[Item, ...]:
    return tuple(
        replace(sample_item("coming"), title=f"Báo cáo {k}", obligation=f"p/{k}", plan_number="1/KH") for k in range(n)
    )


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("5.1.1 550 5.1.1 User unknown", "hộp thư không tồn tại; sửa đầu mối trong danh bạ (5.1.1)"),
        ("rcpt: 552 5.2.2 over quota", "hộp thư đã đầy (5.2.2)"), ("dot: 554 no", "dot: 554 no"),
    ],
)  # fmt: skip
def test_what_a_mail_server_means(reply: str, words: str) -> None:
    why = because("mail-bounced", mail=7, address="a@b.example", reply=reply)
    assert say(why, "vi") == f"thư số 7 gửi a@b.example bị trả lại: {words}"


def test_a_reading_names_its_law() -> None:
    moved = because("no-such-day", month="2/2026", nth=31, on=date(2026, 2, 28))
    assert say(moved, "vi").endswith("ngày cuối cùng của tháng: 28/02/2026 (Điều 148 Bộ luật Dân sự 2015)")
    facts: dict[str, Any] = {
        "n": 10,
        "unit": "day",
        "event": "ngày ký",
        "event_on": date(2026, 5, 4),
        "due_on": date(2026, 5, 14),
    }
    term, working = because("term", **facts, law=("term",)), because("term", **facts, law=())
    assert say(term, "vi").endswith(" 14/5/2026 (Điều 147, Điều 148 Bộ luật Dân sự 2015)")
    assert say(working, "vi").endswith(" 14/5/2026")


def test_what_one_sends_by_mistake_it_may_take_back() -> None:
    thanks = sample("thanks")
    own = replace(thanks, items=(replace(thanks.items[0], by="", withdrawable=True),))
    assert "“Thu hồi”" in RENDERER.render(own).text and "“Thu hồi”" not in RENDERER.render(thanks).text


def view_of(item: Item) -> MailView:
    return replace(sample("reminder"), items=(item,), links=())


def test_a_date_years_ahead_is_the_end_of_its_year() -> None:
    far = replace(sample_item("first"), estimated=False)
    text = said(RENDERER.render(view_of(far)).text)
    assert "Thời hạn: đến hết năm 2030" in text and "Còn lại" not in text
