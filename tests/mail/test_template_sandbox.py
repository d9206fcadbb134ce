"""An operator's own templates: what they may do, what stops them, and what is kept from one mail to the next."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from reminder.errors import Place
from reminder.mail.builtin_text import plain
from reminder.mail.contents import Correspondent
from reminder.mail.render import PARTS, Renderer, TemplateFault, shipped_templates
from reminder.mail.samples import sample, sample_item
from tests.mail.seen import RENDERER, Shape, flat, reminder


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
    assert renderer.sources("vi")["reminder.html.j2"] == shipped_templates() / "reminder.html.j2"


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
    renderer = own(tmp_path, "{% for a in view.items %}" + "x" * 20_000 + "{% endfor %}", f"reminder.{part}.j2")
    with pytest.raises(TemplateFault, match="more than one mail may hold"):
        renderer.render(replace(sample("reminder"), items=sample("reminder").items * 12))


def test_plain_wording_may_not_be_called_from_html(tmp_path: Path) -> None:
    renderer = own(tmp_path, '{% import "words.txt.j2" as w %}{{ w.due_short(view.head) }}', "reminder.html.j2")
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
        view = replace(sample("reminder"), recipient=Correspondent(name, f"{name[-1]}@so.example"))
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
        mail = renderer.render(replace(sample("reminder"), recipient=Correspondent(bold)))
        assert mail.html.split() == ["&lt;b&gt;"] * 3


def test_g5_kept_words_cost_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "vi").mkdir()
    (tmp_path / "vi" / "own.txt.j2").write_text(
        "{% macro m(i) %}{% for a in i.title %}{% for b in i.title %}" + "x" * 99
        + "{% endfor %}{% endfor %}{% endmacro %}"
    )  # fmt: skip
    renderer = own(
        tmp_path, '{% import "own.txt.j2" as own %}{% for i in view.items %}{% set s = own.m(i) %}{% endfor %}'
    )
    once = reminder(sample_item("coming"))
    assert renderer.render(once).text == renderer.render(once).text == "\n"
    with pytest.raises(TemplateFault, match=STOPPED):
        renderer.render(replace(once, items=once.items * 20))


def test_what_is_kept_has_a_bound(tmp_path: Path) -> None:
    (tmp_path / "vi").mkdir()
    (tmp_path / "vi" / "own.txt.j2").write_text("{% macro m(i) %}{{ i.title }}" + "x" * 50_000 + "{% endmacro %}")
    renderer = own(tmp_path, '{% import "own.txt.j2" as own %}{{ own.m(view.head) }}')
    for n in range(100):
        renderer.render(reminder(replace(sample_item("coming"), title=f"Việc {n}")))
    kept = renderer._languages["vi"]._kept
    assert 0 < sum(len(words) for words, _cost in kept.values()) <= 1 << 22
