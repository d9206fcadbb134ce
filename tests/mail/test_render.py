"""Templates: every kind in both languages, hostile words, hostile templates, an operator's own."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminder.core.catalogue import Role
from reminder.core.matter_status import Status
from reminder.core.reason import because
from reminder.mail.builtin_text import plain
from reminder.mail.contents import (
    KINDS,
    TEMPLATES,
    Correspondent,
    Item,
    Lang,
    ListedAgency,
    Mailed,
    MailKind,
    MailView,
    Template,
)
from reminder.mail.render import Rendered, Renderer
from reminder.mail.samples import sample, sample_item
from tests.mail.seen import LANGS, RENDERER, Shape, flat, reminder


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_renders_whole(kind: MailKind, lang: Lang) -> None:
    mail = RENDERER.render(sample(kind, lang))
    assert mail.subject and "\n" not in mail.subject and len(mail.subject) < 250
    assert all(len(line) <= 110 or "https://" in line for line in mail.text.split("\n"))
    shape = Shape(mail.html)
    assert not shape.open  # every element is closed
    assert not {"img", "script", "form", "iframe", "link", "object"} & {tag for tag, _ in shape.elements}
    assert all(link.startswith("https://nhachan.thainguyen.example/") for link in shape.links)
    assert len(mail.html.encode()) < 100_000
    assert f'<html lang="{lang}">' in mail.html
    # No `{{` left over, no None said aloud.
    assert not re.search(r"\{\{|\{%|\bNone\b|Undefined", mail.text + mail.html)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("template", TEMPLATES)
def test_text_and_html_say_the_same(template: Template, lang: Lang) -> None:
    item = sample_item(template)
    mail = RENDERER.render(reminder(item, lang=lang))
    shown = Shape(mail.html).text
    how = (
        () if template in ("thanks", "overview") else (item.phrase, item.output, item.send_to)
    )  # a record needs no how
    for fact in (item.title, item.obligation, item.plan_number, item.document, item.by, item.note, *how):
        assert fact in flat(mail.text)
        assert fact in shown


@pytest.mark.parametrize("lang", LANGS)
def test_an_officer_is_told_how_to_decide(lang: Lang) -> None:
    mail = RENDERER.render(replace(sample("alert", lang), officer=True))
    for command in ("reminder answers list", "reminder answers confirm", "reminder answers refuse"):
        assert command in flat(mail.text) and command in Shape(mail.html).text
    assert "doctor" not in mail.text


@pytest.mark.parametrize("lang", LANGS)
def test_every_mail_says_that_it_is_no_official_document(lang: Lang) -> None:
    words = {"vi": "không thay thế bất kỳ văn bản chính thức nào", "en": "replaces no official document"}[lang]
    for kind in KINDS:
        mail = RENDERER.render(sample(kind, lang))
        assert words in flat(mail.text)
        assert words in Shape(mail.html).text
        assert words in flat(plain(sample(kind, lang)).text)


def test_the_facts_of_a_coming_report() -> None:
    item = sample_item("coming")
    mail = RENDERER.render(reminder(item))
    assert mail.subject == f"Còn 5 ngày làm việc (hạn trước ngày 15/12/2026): {item.title}"
    text = flat(mail.text)
    for fact in (
        "Kính gửi: Sở Y tế",
        "Thời hạn: trước ngày 15 tháng 12 năm 2026 (thứ Ba)",
        "Văn bản ghi: “trước ngày 15/12 hằng năm hoặc đột xuất theo yêu cầu”",
        "“trước ngày 15/12/2026” nên ngày cuối trong thời hạn là ngày 14 tháng 12 năm 2026 (thứ Hai)",
        "Còn lại: 7 ngày, trong đó có 5 ngày làm việc",
        "Kỳ báo cáo: năm 2026",
        "Vai trò: Cơ quan báo cáo",
        "Nơi nhận: UBND tỉnh (qua Sở Nông nghiệp và Môi trường)",
        "Căn cứ: Văn bản (chưa ghi số) ngày … tháng 4 năm 2026 của UBND tỉnh",
        "Đầu mối theo dõi: Sở Nông nghiệp và Môi trường, Trần Văn Bình, điện thoại 0208 000 0000",
        "Trả lời tại: https://nhachan.thainguyen.example/a/",
    ):
        assert fact in text


def test_an_overdue_mail_asserts_only_what_is_on_record() -> None:
    for view in (reminder(sample_item("overdue")), sample("escalation"), sample("rollcall")):
        mail = RENDERER.render(view)
        said = (mail.subject + mail.text + Shape(mail.html).text).lower()
        assert "chưa ghi nhận" in said
        assert not re.search(r"quá hạn|trễ hạn|chậm trễ|vi phạm|muộn", said)
    text = flat(RENDERER.render(reminder(sample_item("overdue"))).text)
    assert "Tính đến ngày 07 tháng 12 năm 2026, chưa ghi nhận báo cáo của quý cơ quan." in text
    assert "Thời hạn: trước ngày 15 tháng 12 năm 2026 (thứ Ba)" in text


@pytest.mark.parametrize(
    ("days", "working", "subject"),
    [
        (7, 5, "Còn 5 ngày làm việc (hạn trước ngày 15/12/2026)"),
        (1, 1, "Còn 1 ngày làm việc (hạn trước ngày 15/12/2026)"),
        (2, 0, "Hôm nay là ngày làm việc cuối (hạn trước ngày 15/12/2026)"),
        (0, 0, "Hôm nay là ngày cuối (hạn trước ngày 15/12/2026)"),
        (-1, 0, "Đã qua thời hạn (trước ngày 15/12/2026)"),
    ],
)
def test_the_subject_counts_truly(days: int, working: int, subject: str) -> None:
    item = replace(sample_item("coming"), days_left=days, working_days_left=working)
    assert RENDERER.render(reminder(item)).subject.startswith(subject)


def test_the_tone_grows_with_the_step_and_stays_courteous() -> None:
    overdue = sample_item("overdue")
    first = flat(RENDERER.render(reminder(replace(overdue, urgency="normal", ordinal=1))).text)
    third = flat(RENDERER.render(reminder(replace(overdue, urgency="high", ordinal=3))).text)
    last = flat(RENDERER.render(reminder(replace(overdue, urgency="urgent", ordinal=5))).text)
    assert "khẩn trương" not in first and "lần nhắc" not in first
    assert "khẩn trương" in third and "Đây là lần nhắc thứ 3 sau thời hạn." in third
    assert "Kính đề nghị thủ trưởng cơ quan" in last and "Kính đề nghị" not in third
    assert all("đề nghị quý cơ quan" in t and "Trân trọng." in t for t in (first, third, last))


@pytest.mark.parametrize("role", ["coordinator", "approver", "via", "focal", "compiler", "superior", "operator"])
@pytest.mark.parametrize("template", ["first", "coming", "today", "overdue", "returned", "extended", "checkpoint"])
def test_only_who_owes_is_asked_to_deliver(template: Template, role: Role) -> None:
    item = replace(sample_item(template), role=role, lead="Sở Công Thương")
    text = flat(RENDERER.render(reminder(item)).text)
    assert not re.search("gửi (báo cáo )?về|bổ sung và gửi lại|của quý cơ quan. Trường hợp", text)
    assert "cơ quan thực hiện" in text.lower()
    assert "Cơ quan thực hiện: Sở Công Thương" in text


def test_many_reminders_are_counted_and_the_last_one_named() -> None:
    told = tuple(Mailed(date(2026, 12, day), f"vt{day}@sxd.example") for day in (7, 14, 16))
    item = replace(sample_item("escalation"), units=(ListedAgency("Sở Xây dựng", Status.LATE, told),))
    mail = RENDERER.render(replace(sample("escalation"), items=(item,)))
    assert "chưa ghi nhận; đã nhắc 3 lần, gần nhất ngày 16/12/2026 (vt16@sxd.example)" in flat(mail.text)
    assert "vt14@sxd.example" not in mail.html


def test_a_superior_reads_who_was_told_and_when() -> None:
    text = flat(RENDERER.render(sample("escalation")).text)
    assert "UBND xã Phú Bình: chưa ghi nhận; đã nhắc ngày 07/12/2026 (vanthu.phubinh@thainguyen.example)" in text
    assert "Sở Công Thương: đã báo cáo, văn bản số 215/BC-SCT, ngày 10/12/2026" in text


def test_the_most_pressing_stands_first_and_names_the_subject() -> None:
    items = tuple(sample_item(t) for t in ("unassigned", "first", "coming", "today", "overdue"))
    mail = RENDERER.render(reminder(*items))
    assert mail.subject.startswith("Chưa ghi nhận (hạn trước ngày 15/12/2026)")
    assert mail.subject.endswith(" và 4 nội dung khác")
    headings = re.findall(r"^([^a-z\n]{8,})\n-+$", mail.text, re.MULTILINE)
    assert headings == [
        "CHƯA GHI NHẬN KẾT QUẢ", "NGÀY LÀM VIỆC CUỐI TRONG THỜI HẠN", "SẮP ĐẾN HẠN",
        "NỘI DUNG MỚI GIAO HOẶC ĐIỀU CHỈNH", "CẦN XÁC ĐỊNH CƠ QUAN THỰC HIỆN",
    ]  # fmt: skip
    assert re.findall(r"^(\d+)\. ", mail.text, re.MULTILINE) == ["1", "2", "3", "4", "5"]


def test_the_subject_names_the_agencys_own_duty_before_another_ones() -> None:
    support = replace(
        sample_item("coming"), role="coordinator", title="Việc phối hợp", last_on=sample("reminder").as_of
    )
    own = replace(sample_item("first"), title="Việc của mình")
    assert "Việc của mình" in RENDERER.render(reminder(support, own)).subject
    assert "Việc phối hợp" in RENDERER.render(reminder(replace(support, template="overdue"), own)).subject


def test_a_digest_of_hundreds_stays_below_what_mail_programs_cut() -> None:
    items = tuple(
        replace(sample_item("unassigned"), obligation=f"tn-125-2025/II.{n}", title=f"{n:03} " + "Rà soát " * 30)
        for n in range(400)
    )
    mail = RENDERER.render(reminder(*items))
    assert len(mail.html.encode()) < 100_000
    part = Shape(mail.html).text
    listed = max(int(n) for n in re.findall(r"tn-125-2025/II\.(\d+)", part)) + 1
    assert listed >= 60
    assert f"{400 - listed} nội dung còn lại nằm trong danh sách gửi kèm." in part
    for whole in (mail.text, mail.listing.decode()):
        assert {int(n) for n in re.findall(r"tn-125-2025/II\.(\d+)", whole)} == set(range(400))


def test_a_superior_of_everything_stays_below_it_too() -> None:
    told = tuple(Mailed(sample("rollcall").as_of, f"xa{n}@thainguyen.example") for n in range(3))
    units = tuple(ListedAgency(f"UBND xã Số {n}", Status.OPEN, told) for n in range(92))
    item = replace(sample_item("escalation"), units=units)
    for count, said in ((1, "UBND xã Số 91: chưa ghi nhận; đã nhắc"), (30, "92/92 cơ quan chưa có báo cáo")):
        mail = RENDERER.render(replace(sample("escalation"), items=(item,) * count))
        assert len(mail.html.encode()) < 100_000
        assert said in flat(mail.text)


def test_a_roll_call_of_every_commune_stays_below_it_too() -> None:
    units = tuple(
        ListedAgency(
            f"UBND xã Số {n}", Status.OPEN, (Mailed(sample("rollcall").as_of, f"xa{n}@thainguyen.example"),) * 2
        )
        for n in range(110)
    )
    view = replace(sample("rollcall"), items=(replace(sample_item("rollcall"), units=units),))
    mail = RENDERER.render(view)
    assert len(mail.html.encode()) < 100_000
    assert mail.subject.startswith("Tổng hợp: 110/110 cơ quan chưa có báo cáo")


def test_sparse_views_render() -> None:
    """Only what has no default: no date, no plan number, no focal agency, no link."""
    bare = Item(template="first", obligation="p/1", kind="task", title="Việc", role="owner")
    for template in TEMPLATES:
        for lang in LANGS:
            item = replace(bare, template=template)
            view = MailView(
                "reminder", lang, sample("reminder").as_of, Correspondent("A"), Correspondent("B"), items=(item,)
            )
            mail = RENDERER.render(view)
            assert "Việc" in mail.subject and "Việc" in mail.text
            others: tuple[MailKind, ...] = ("escalation", "rollcall", "thanks")
            for kind in others:
                assert RENDERER.render(replace(view, kind=kind)).subject
    empty = MailView("summary", "vi", sample("summary").as_of, Correspondent("A"), Correspondent("B"))
    assert RENDERER.render(empty).subject.endswith("0 chưa ghi nhận, 0 trong hạn, 0 đã xong")
    assert plain(empty).subject


# G-3, G-4: hostile words

HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</td></table><img src='//evil.test/x'>",
    "{{ 7*7 }}", "{% include '/etc/passwd' %}", "{{ view.__class__ }}", "javascript:alert(1)", "a\u202ecod.exe",
    "a\r\nBcc: v@evil.test", "a\n\nTrân trọng.\nKẻ mạo danh", "a\u0085b\u2028c\u2029d\0e", "&lt;b&gt;",
    "<style>*{display:none}</style>", "<!--", "]]>", "\ud800", "\ue000",
]  # fmt: skip


def poisoned(word: str, lang: Lang = "vi") -> list[MailView]:
    item = replace(
        sample_item("overdue"),
        title=word, plan_number=word, plan_title=word, plan_issuer=word, phrase=word, output=word, send_to=word,
        via=word, lead=word, note=word, document=word, obligation=word, period=word, role="focal",
        units=(ListedAgency(word, Status.OPEN, (Mailed(sample("reminder").as_of, word),), word, None, word),),
    )  # fmt: skip
    party = Correspondent(word, word, word, word)
    return [
        replace(
            sample(kind, lang), recipient=party, office=party, focal=party,
            items=(item,), reasons=(because("mail-rejected", address=word, reply=word),),
        )
        for kind in KINDS
    ]  # fmt: skip


@pytest.mark.parametrize("word", HOSTILE)
def test_g3_g4_hostile_words_are_words(word: str) -> None:
    for hostile, harmless in zip(poisoned(word), poisoned("lành"), strict=True):
        mail, control = RENDERER.render(hostile), RENDERER.render(harmless)
        assert Shape(mail.html).elements == Shape(control.html).elements
        assert Shape(mail.html).links == Shape(control.html).links
        for part in (mail.subject, mail.text, mail.html, plain(hostile).subject, plain(hostile).text):
            assert not set(part) & set("\r\0\u202e\u0085\u2028\u2029\ud800\ue000")
            assert "<class" not in part
        assert "\n" not in mail.subject + plain(hostile).subject
        # A break in a title begins no line of its own: no forged greeting, no forged closing.
        assert mail.text.count("\nTrân trọng.\n") == control.text.count("\nTrân trọng.\n")
        if word == "{{ 7*7 }}":
            assert "{{ 7*7 }}" in mail.text and "49" not in mail.text


@settings(max_examples=30)
@given(st.text(max_size=60))
def test_g3_any_words_are_words(word: str) -> None:
    hostile, harmless = poisoned(word or "x")[0], poisoned("lành")[0]
    mail, control = RENDERER.render(hostile), RENDERER.render(harmless)
    assert Shape(mail.html).elements <= Shape(control.html).elements
    assert Shape(mail.html).links == Shape(control.html).links


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)", "http://evil.test/", "//evil.test", "https://evil.test@nhachan.example/",
        'https://a.example/" onclick="x', "https://a.example/\r\nX", "data:text/html,x", "https://a.example",
        "https://a.example/" + "x" * 3000, "HTTPS://a.example/", "https://ví-dụ.example/", "/x/y",
    ],
)  # fmt: skip
def test_g3_only_links_of_our_making(link: str) -> None:
    view = replace(reminder(sample_item("coming")), links=(link,), link=link)
    mail = RENDERER.render(view)
    assert Shape(mail.html).links == []
    assert link not in mail.text and link not in plain(view).text


# G-5, G-6, F1: an operator's own templates


def test_styles_lie_beside_their_classes_and_dark_mode_in_the_head() -> None:
    html = RENDERER.render(sample("reminder")).html
    head, _, body = html.partition("</head>")
    assert "prefers-color-scheme: dark" in head
    styled = re.findall(r'class="([a-z0-9 -]+)" style="([^"]+)"', body)
    assert {c for c, _ in styled} >= {"page", "sheet", "pad", "h3", "facts", "k", "ask", "button", "foot"}
    assert not re.findall(r'class="[a-z0-9 -]+"(?! style=)', body)
    assert "<style" not in body


def test_rendering_is_the_same_each_time() -> None:
    first: Rendered = Renderer().render(sample("reminder"))
    assert first == Renderer().render(sample("reminder")) == RENDERER.render(sample("reminder"))


# What is kept from mail to mail
