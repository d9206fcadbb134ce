"""Templates: every kind in both languages, hostile words, hostile templates, an operator's own."""

import os
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reminder.core.reason import because
from reminder.errors import Place
from reminder.mail.plain import plain
from reminder.mail.render import PARTS, Rendered, Renderer, TemplateFault, shipped_templates
from reminder.mail.sample import sample, sample_item
from reminder.mail.view import KINDS, TEMPLATES, Item, Kind, Lang, MailView, Party, Role, Template, Told, Unit

LANGS: tuple[Lang, ...] = ("vi", "en")
RENDERER = Renderer()


def reminder(*items: Item, lang: Lang = "vi") -> MailView:
    return replace(sample("reminder", lang), items=items)


class Shape(HTMLParser):
    """What a mail program sees of an HTML part: elements, attributes, words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[tuple[str, tuple[str, ...]]] = set()
        self.links: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add((tag, tuple(sorted(name for name, _ in attrs))))
        self.links += [
            value or "" for name, value in attrs if name in ("href", "src", "action", "background")
        ]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_renders_whole(kind: Kind, lang: Lang) -> None:
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
    how = () if template == "thanks" else (item.phrase, item.output, item.send_to)  # a record needs no how
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
    words = {"vi": "không thay thế bất kỳ văn bản chính thức nào", "en": "replaces no official document"}[
        lang
    ]
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
        "Thời hạn: trước thứ Ba, ngày 15 tháng 12 năm 2026",
        "Văn bản ghi: “trước ngày 15/12 hằng năm hoặc đột xuất theo yêu cầu”",
        "“trước ngày 15/12/2026” nên tính ngày cuối là thứ Hai, ngày 14 tháng 12 năm 2026",
        "Còn lại: 7 ngày, trong đó có 5 ngày làm việc",
        "Kỳ báo cáo: năm 2026",
        "Vai trò: Đơn vị báo cáo",
        "Nơi nhận: UBND tỉnh (qua Sở Nông nghiệp và Môi trường)",
        "Căn cứ: Văn bản (chưa ghi số) ngày tháng 4 năm 2026 của UBND tỉnh",
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
    assert "Thời hạn: trước thứ Ba, ngày 15 tháng 12 năm 2026" in text


@pytest.mark.parametrize(
    ("days", "working", "subject"),
    [
        (7, 5, "Còn 5 ngày làm việc (hạn trước ngày 15/12/2026)"),
        (1, 1, "Còn 1 ngày làm việc (hạn trước ngày 15/12/2026)"),
        (2, 0, "Hôm nay là ngày làm việc cuối (hạn trước ngày 15/12/2026)"),
        (0, 0, "Hôm nay là ngày cuối (hạn trước ngày 15/12/2026)"),
        (-1, 0, "Đã đến hạn (hạn trước ngày 15/12/2026)"),
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


@pytest.mark.parametrize(
    "role", ["coordinator", "approver", "via", "focal", "compiler", "superior", "operator"]
)
@pytest.mark.parametrize(
    "template", ["first", "coming", "today", "overdue", "returned", "extended", "checkpoint"]
)
def test_only_who_owes_is_asked_to_deliver(template: Template, role: Role) -> None:
    item = replace(sample_item(template), role=role, lead="Sở Công Thương")
    text = flat(RENDERER.render(reminder(item)).text)
    assert not re.search("gửi (báo cáo )?về|bổ sung và gửi lại|của quý cơ quan. Trường hợp", text)
    assert "đơn vị thực hiện" in text
    assert "Đơn vị thực hiện: Sở Công Thương" in text


def test_many_reminders_are_counted_and_the_last_one_named() -> None:
    told = tuple(Told(date(2026, 12, day), f"vt{day}@sxd.example") for day in (7, 14, 16))
    item = replace(sample_item("escalation"), units=(Unit("Sở Xây dựng", "late", told),))
    mail = RENDERER.render(replace(sample("escalation"), items=(item,)))
    assert "chưa ghi nhận; đã nhắc 3 lần, gần nhất 16/12/2026 (vt16@sxd.example)" in flat(mail.text)
    assert "vt14@sxd.example" not in mail.html


def test_a_superior_reads_who_was_told_and_when() -> None:
    text = flat(RENDERER.render(sample("escalation")).text)
    assert "UBND xã Phú Bình: chưa ghi nhận; đã nhắc 07/12/2026 (vanthu.phubinh@thainguyen.example)" in text
    assert "Sở Công Thương: đã báo cáo, 215/BC-SCT, ngày 10/12/2026" in text


def test_the_most_pressing_stands_first_and_names_the_subject() -> None:
    items = tuple(sample_item(t) for t in ("unassigned", "first", "coming", "today", "overdue"))
    mail = RENDERER.render(reminder(*items))
    assert mail.subject.startswith("Chưa ghi nhận (hạn trước ngày 15/12/2026)")
    assert mail.subject.endswith(" và 4 nội dung khác")
    headings = re.findall(r"^([^a-z\n]{8,})\n-+$", mail.text, re.MULTILINE)
    assert headings == [
        "CHƯA GHI NHẬN KẾT QUẢ", "NGÀY LÀM VIỆC CUỐI TRONG THỜI HẠN", "SẮP ĐẾN HẠN",
        "NỘI DUNG MỚI HOẶC CÓ THAY ĐỔI", "CẦN XÁC ĐỊNH ĐƠN VỊ THỰC HIỆN",
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
        replace(
            sample_item("unassigned"), obligation=f"tn-125-2025/II.{n}", title=f"{n:03} " + "Rà soát " * 30
        )
        for n in range(400)
    )
    mail = RENDERER.render(reminder(*items))
    assert len(mail.html.encode()) < 100_000
    for part in (flat(mail.text), Shape(mail.html).text):
        listed = max(int(n) for n in re.findall(r"tn-125-2025/II\.(\d+)", part)) + 1
        assert listed >= 60
        assert f"Còn {400 - listed} nội dung khác chưa liệt kê trong thư này." in part


def test_a_superior_of_everything_stays_below_it_too() -> None:
    told = tuple(Told(sample("rollcall").as_of, f"xa{n}@thainguyen.example") for n in range(3))
    units = tuple(Unit(f"UBND xã Số {n}", "missing", told) for n in range(92))
    item = replace(sample_item("escalation"), units=units)
    for count, said in ((1, "UBND xã Số 91: chưa ghi nhận; đã nhắc"), (30, "92/92 cơ quan chưa ghi nhận")):
        mail = RENDERER.render(replace(sample("escalation"), items=(item,) * count))
        assert len(mail.html.encode()) < 100_000
        assert said in flat(mail.text)


def test_a_roll_call_of_every_commune_stays_below_it_too() -> None:
    units = tuple(
        Unit(f"UBND xã Số {n}", "missing", (Told(sample("rollcall").as_of, f"xa{n}@thainguyen.example"),) * 2)
        for n in range(110)
    )
    view = replace(sample("rollcall"), items=(replace(sample_item("rollcall"), units=units),))
    mail = RENDERER.render(view)
    assert len(mail.html.encode()) < 100_000
    assert mail.subject.startswith("Tổng hợp: 110/110 đơn vị chưa ghi nhận")


def test_sparse_views_render() -> None:
    """Only what has no default: no date, no plan number, no focal agency, no link."""
    bare = Item("first", "p/1", "task", "Việc", "", None, "", "", "owner")
    for template in TEMPLATES:
        for lang in LANGS:
            item = replace(bare, template=template)
            view = MailView("reminder", lang, sample("reminder").as_of, Party("A"), Party("B"), items=(item,))
            mail = RENDERER.render(view)
            assert "Việc" in mail.subject and "Việc" in mail.text
            others: tuple[Kind, ...] = ("escalation", "rollcall", "thanks")
            for kind in others:
                assert RENDERER.render(replace(view, kind=kind)).subject
    empty = MailView("summary", "vi", sample("summary").as_of, Party("A"), Party("B"))
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
        units=(Unit(word, "missing", (Told(sample("reminder").as_of, word),), word, None, word),),
    )  # fmt: skip
    party = Party(word, word, word, word)
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


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=30)
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


def own(folder: Path, source: str, name: str = "reminder.txt.j2") -> Renderer:
    (folder / "vi").mkdir(parents=True, exist_ok=True)
    (folder / "vi" / name).write_text(source, encoding="utf-8")
    return Renderer([folder])


def test_an_operators_template_goes_first_and_may_use_ours(tmp_path: Path) -> None:
    ours = '{% import "words.txt.j2" as w %}'
    renderer = own(tmp_path, ours + "Chào {{ view.recipient.name }}: {{ w.lead_in(view.head) }}")
    mail = renderer.render(sample("reminder"))
    assert mail.text == "Chào Sở Y tế: Chưa ghi nhận (hạn trước ngày 15/12/2026)\n"
    assert mail.subject == RENDERER.render(sample("reminder")).subject
    assert renderer.render(sample("reminder", "en")) == RENDERER.render(sample("reminder", "en"))
    assert renderer.sources("vi")["reminder.txt.j2"] == tmp_path / "vi" / "reminder.txt.j2"
    assert renderer.sources("vi")["reminder.html.j2"] == shipped_templates() / "vi" / "reminder.html.j2"


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("a\nb {{ view.deadline }}", 2, "UndefinedError"),
        ("{{ view.head.titel }}", 1, "UndefinedError"),
        ("a\n\n{% if %}", 3, "Expected an expression"),
        ("{{ 1 // 0 }}", 1, "ZeroDivisionError"),
        ("x\n{{ view.head.was_due_on|long_date }}", 2, "AttributeError"),
        ("x\n{{ view.head.was_due_on }}", 2, "None"),
        ("{{ 'x'|nothing }}", 1, "No filter named 'nothing'"),
        ('{% include "gone.txt.j2" %}', 1, "TemplateNotFound"),
    ],
)
def test_f1_a_fault_says_where_and_plain_text_is_there_instead(
    tmp_path: Path, source: str, line: int, message: str
) -> None:
    renderer = own(tmp_path, source)
    with pytest.raises(TemplateFault, match=re.escape(message)) as caught:
        renderer.render(replace(sample("reminder"), items=(sample_item("coming"),)))
    assert caught.value.place == Place(str(tmp_path / "vi" / "reminder.txt.j2"), line)
    assert str(caught.value).startswith(f"{tmp_path}/vi/reminder.txt.j2:{line}: ")
    assert renderer.render(sample("thanks")) == RENDERER.render(sample("thanks"))
    fallback = plain(sample("reminder"))
    assert sample_item("coming").title in flat(fallback.text)
    assert fallback.html == ""


STOPPED = "more work than one mail may take"
TOO_LONG = "may not build a value this long"
ONLY_MACROS = "only macros can be called"
BOMBS = {
    "range": ("{% for i in range(10**9) %}x{% endfor %}", "Pow has no place"),
    "range without a power": ("{% for i in range(999999) %}x{% endfor %}", "'range' is undefined"),
    "nested": ("{% for a in view.items %}" * 6 + "{{ '' }}" + "{% endfor %}" * 6, STOPPED),
    "multiply": ("{{ 'a' * 100000000 }}", "Mul has no place"),
    "format": ("{{ '%099999999d' % 1 }}", "formats without bounds"),
    "method": ("{{ 'a'.ljust(1000000000) }}", ONLY_MACROS),
    "str.format": ("{{ '{:>999999999}'.format(1) }}", ONLY_MACROS),
    "doubling": ("{% set s = 'aaaaaaaa' %}" + "{% set s = s ~ s %}" * 60 + "{{ s }}", TOO_LONG),
    "adding": ("{% set s = 'aaaaaaaa' %}" + "{% set s = s + s %}" * 60 + "{{ s }}", TOO_LONG),
    "lists": ("{% set s = [1, 2] %}" + "{% set s = s + s %}" * 60 + "{{ s }}", TOO_LONG),
    "block set": ("{% set s %}aaaa{% endset %}", "AssignBlock has no place"),
    "join": ("{% set s = view.items|map(attribute='title')|join('" + "a" * 40000 + "') %}", TOO_LONG),
    "itself": ('{% include "reminder.txt.j2" %}', "RecursionError"),
    "recursion": ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "RecursionError"),
    "fibonacci": (
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
        STOPPED,
    ),
    "macro doubling": (
        "{% macro m(s) %}{{ s }}{{ s }}{% endmacro %}{{ " + "m(" * 40 + "'aaaa'" + ")" * 40 + " }}",
        STOPPED,
    ),
    "text in loops": (
        "{% macro m(v) %}{% for a in v.items %}{% for b in v.items %}" + "x" * 60_000
        + "{% endfor %}{% endfor %}{% endmacro %}{% set s = m(view) %}",
        STOPPED,
    ),
    "recursive loop": ("{% for a in view.items recursive %}{{ loop(view.items) }}{% endfor %}", ONLY_MACROS),
    "lipsum": ("{{ lipsum(1000000) }}", "'lipsum' is undefined"),
    "cycler": ("{{ cycler(1).__init__.__globals__ }}", "'cycler' is undefined"),
    "class": ("{{ ''.__class__.__mro__ }}", "'__class__' of 'str' object is unsafe"),
    "view class": ("{{ view.__class__.__name__ }}", "'__class__' of 'MailView' object is unsafe"),
    "view method": ("{{ view.tightened() }}", ONLY_MACROS),
    "safe": ("{{ view.head.title|safe }}", "No filter named 'safe'"),
    "filter block": ("{% filter upper %}a{% endfilter %}", "FilterBlock has no place"),
    "call block": ("{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}a{% endcall %}", "CallBlock"),
    "center": ("{{ 'a'|center(999999999) }}", "No filter named 'center'"),
    "indent": ("{{ 'a'|indent(999999999) }}", "No filter named 'indent'"),
    "replace": ("{{ 'aaaa'|replace('a', 'aaaa') }}", "No filter named 'replace'"),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_g4_g5_a_hostile_template_is_stopped(tmp_path: Path, name: str) -> None:
    source, message = BOMBS[name]
    renderer = own(tmp_path, source)
    view = replace(sample("reminder"), items=sample("reminder").items * 12)
    with pytest.raises(TemplateFault, match=re.escape(message)):
        renderer.render(view)


def test_g5_widths_have_bounds(tmp_path: Path) -> None:
    renderer = own(tmp_path, "{{ ('a ' ~ view.head.title)|wrapped(999999999, 999999999) }}")
    assert max(map(len, renderer.render(sample("reminder")).text.split("\n"))) <= 120


@pytest.mark.parametrize("part", PARTS)
def test_g5_no_part_grows_past_a_megabyte(tmp_path: Path, part: str) -> None:
    renderer = own(
        tmp_path, "{% for a in view.items %}" + "x" * 20_000 + "{% endfor %}", f"reminder.{part}.j2"
    )
    with pytest.raises(TemplateFault, match="more than one mail may hold"):
        renderer.render(replace(sample("reminder"), items=sample("reminder").items * 12))


def test_plain_wording_may_not_be_called_from_html(tmp_path: Path) -> None:
    renderer = own(
        tmp_path, '{% import "words.txt.j2" as w %}{{ w.due_short(view.head) }}', "reminder.html.j2"
    )
    with pytest.raises(TemplateFault, match="same sort"):
        renderer.render(sample("reminder"))
    renderer = own(tmp_path, "{% include view.head.title %}", "reminder.html.j2")
    with pytest.raises(TemplateFault, match="same sort"):
        renderer.render(sample("reminder"))


@pytest.mark.parametrize(
    "name",
    [
        "../en/words.txt.j2", "/etc/passwd", "..\\x.txt.j2", "%2e%2e/x.txt.j2", "a/../words.txt.j2", "words.txt.j2\0",
        "./words.txt.j2", "", ".", "..",
    ],
)  # fmt: skip
def test_g6_names_lead_nowhere_else(tmp_path: Path, name: str) -> None:
    source = "{% include '" + name.replace("\\", "\\\\").replace("\0", "\\0") + "' %}"
    with pytest.raises(TemplateFault):
        own(tmp_path, source).render(sample("reminder"))


def test_g6_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt.j2"
    secret.write_text("canary")
    folder = tmp_path / "own"
    (folder / "vi").mkdir(parents=True)
    (folder / "vi" / "reminder.txt.j2").symlink_to(secret)
    with pytest.raises(TemplateFault, match="cannot be opened"):
        Renderer([folder]).render(sample("reminder"))
    other = tmp_path / "other"
    other.mkdir()
    (other / "vi").symlink_to(shipped_templates() / "vi")
    with pytest.raises(TemplateFault, match="symbolic link"):
        Renderer([other]).render(sample("reminder"))


def test_g6_devices_and_giants_are_refused(tmp_path: Path) -> None:
    (tmp_path / "vi").mkdir()
    big = tmp_path / "vi" / "reminder.txt.j2"
    big.write_text("x" * 200_000)
    with pytest.raises(TemplateFault, match="regular file"):
        Renderer([tmp_path]).render(sample("reminder"))
    big.unlink()
    os.mkfifo(big)
    # Not a regular file, so it is passed over without being opened.
    assert Renderer([tmp_path]).render(sample("reminder")) == RENDERER.render(sample("reminder"))


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


def test_words_kept_from_one_mail_never_stand_in_another(tmp_path: Path) -> None:
    """A macro of the mail's own template sees its view, one given the view too: neither is kept."""
    (tmp_path / "vi").mkdir()
    (tmp_path / "vi" / "own.txt.j2").write_text("{% macro to(view) %}{{ view.recipient.name }}{% endmacro %}")
    renderer = own(
        tmp_path,
        '{% import "own.txt.j2" as own %}{% import "parts.txt.j2" as parts %}'
        "{% macro who() %}{{ view.recipient.name }}{% endmacro %}"
        "{{ who() }} {{ own.to(view) }} {{ parts.line(who(), view.recipient.mailbox) }}",
    )
    for name in ("Sở A", "Sở B", "Sở A"):
        view = replace(sample("reminder"), recipient=Party(name, f"{name[-1]}@so.example"))
        assert renderer.render(view).text == f"{name} {name} {name}: {name[-1]}@so.example\n"


def test_one_matter_on_two_agencies_pages_keeps_two_links() -> None:
    item = sample_item("coming")
    for path in ("a", "b", "a"):
        link = f"https://nhachan.example/a/{path}"
        mail = RENDERER.render(replace(reminder(item), link=link, links=(link + "/1",)))
        assert Shape(mail.html).links == [link + "/1", link]
        assert re.findall(r"https://\S+", mail.text) == [link + "/1", link]


def test_a_word_and_the_same_word_escaped_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "vi").mkdir()
    (tmp_path / "vi" / "own.html.j2").write_text("{% macro say(x) %}{{ x }}{% endmacro %}")
    bold = "<b>"
    renderer = own(
        tmp_path,
        '{% import "own.html.j2" as own %}{{ own.say(view.recipient.name) }} {{ own.say(view.recipient.name|e) }} '
        "{{ own.say(own.say(view.recipient.name)) }}",
        "reminder.html.j2",
    )
    for _ in range(2):
        mail = renderer.render(replace(sample("reminder"), recipient=Party(bold)))
        assert mail.html.split() == ["&lt;b&gt;"] * 3


def test_g5_kept_words_cost_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "vi").mkdir()
    (tmp_path / "vi" / "own.txt.j2").write_text(
        "{% macro m(i) %}{% for a in i.title %}{% for b in i.title %}" + "x" * 99
        + "{% endfor %}{% endfor %}{% endmacro %}"
    )  # fmt: skip
    renderer = own(
        tmp_path,
        '{% import "own.txt.j2" as own %}{% for i in view.items %}{% set s = own.m(i) %}{% endfor %}',
    )
    once = reminder(sample_item("coming"))
    assert renderer.render(once).text == renderer.render(once).text == "\n"
    with pytest.raises(TemplateFault, match=STOPPED):
        renderer.render(replace(once, items=once.items * 20))


def test_what_is_kept_has_a_bound(tmp_path: Path) -> None:
    (tmp_path / "vi").mkdir()
    (tmp_path / "vi" / "own.txt.j2").write_text(
        "{% macro m(i) %}{{ i.title }}" + "x" * 50_000 + "{% endmacro %}"
    )
    renderer = own(tmp_path, '{% import "own.txt.j2" as own %}{{ own.m(view.head) }}')
    for n in range(100):
        renderer.render(reminder(replace(sample_item("coming"), title=f"Việc {n}")))
    kept = renderer._languages["vi"]._kept
    assert 0 < sum(len(words) for words, _cost in kept.values()) <= 1 << 22
