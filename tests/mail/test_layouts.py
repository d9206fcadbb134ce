"""Laws of the templates: one set of layouts without a word, the words of each language apart; and an office's own
folder, which says what it wants otherwise in one language or in all, also in the form such folders first had."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from jinja2 import Environment, meta, nodes

from reminder.errors import Place
from reminder.mail.contents import KINDS, Lang
from reminder.mail.render import PARTS, Renderer, TemplateFault, filters, shipped_templates
from reminder.mail.samples import sample, sample_item
from tests.mail.seen import RENDERER, flat, reminder

TEMPLATES = shipped_templates()
LANGS: tuple[Lang, ...] = get_args(Lang)
WORDS = {lang: TEMPLATES / lang / "words.j2" for lang in LANGS}
LAYOUTS = sorted(set(TEMPLATES.rglob("*.j2")) - set(WORDS.values()))
FIRST = Path(__file__).with_name("first_templates")  # the folder an office copied when each language had layouts

ENVIRONMENT = Environment(trim_blocks=True, lstrip_blocks=True)
ENVIRONMENT.filters |= filters("vi")

_LETTER = re.compile(r"[^\W\d_]")
_MARKUP = re.compile(r"<style>.*?</style>|<[^<>]*>|&#?\w+;", re.DOTALL)
_SPOKEN = re.compile(r"""<[^<>]*\b(?:alt|title|summary|placeholder|aria-label)=["'][^"'<>]*[^\W\d_]""")


def parsed(source: str) -> nodes.Template:
    return ENVIRONMENT.parse(source)


def spoken(source: str) -> Iterator[str]:
    """What of a template a reader would read as words: its own text without markup, and what its strings put out."""
    tree = parsed(source)
    written = "".join(
        part.data if isinstance(part, nodes.TemplateData) else "\0"
        for output in tree.find_all(nodes.Output)
        for part in output.nodes
    )
    yield from (line.strip() for line in _MARKUP.sub("", written).split("\n") if _LETTER.search(line))
    yield from _SPOKEN.findall(written)
    yield from (c.value for c in _strings(tree) if _LETTER.search(c.value))


def _strings(node: nodes.Node) -> Iterator[nodes.Const]:
    """All but those that are only compared, or name a template or an attribute."""
    for child in node.iter_child_nodes():
        match child:
            case nodes.Compare() | nodes.Import() | nodes.Extends() | nodes.Include() | nodes.FromImport():
                continue
            case nodes.Keyword(key="attribute"):
                continue
            case nodes.Const(value=str()):
                yield child
        yield from _strings(child)


def vocabulary(path: Path) -> list[tuple[str, ...]]:
    """What a file of words defines, as others may ask for it: each name with its parameters."""
    found: list[tuple[str, ...]] = []
    for node in parsed(path.read_text("utf-8")).body:
        if isinstance(node, nodes.Macro):
            found.append((node.name, "()", *(arg.name for arg in node.args)))
        elif isinstance(node, nodes.Assign):
            assert isinstance(node.target, nodes.Name)
            found.append((node.target.name,))
    return [each for each in found if not each[0].startswith("_")]


def names(path: Path) -> set[str]:
    return {each[0] for each in vocabulary(path)}


def asked(path: Path, of: str) -> set[str]:
    """What a layout asks of the words (`w`) or the parts (`parts`)."""
    tree = parsed(path.read_text("utf-8"))
    return {n.attr for n in tree.find_all(nodes.Getattr) if isinstance(n.node, nodes.Name) and n.node.name == of}


def test_a_languages_folder_holds_its_words_and_nothing_else() -> None:
    assert {p.parent.name for p in LAYOUTS} == {TEMPLATES.name}
    assert all([p.name for p in (TEMPLATES / lang).iterdir()] == ["words.j2"] for lang in LANGS)
    assert {f"{kind}.{part}.j2" for kind in KINDS for part in PARTS} <= {p.name for p in LAYOUTS}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda path: path.name)
def test_a_layout_holds_no_words(layout: Path) -> None:
    assert list(spoken(layout.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('<p class="p">To: {{ view.recipient.name }}</p>', "To: \0"),
        ("{{ line('Contact', w.contact(focal)) }}", "Contact"),
        ("{{ ('và ' ~ n)|wrapped }}", "và "),
        ("{{ 'day' if n == 1 else '' }}", "day"),
        ('<img alt="Seal">', '<img alt="Seal'),
        ("{% set x = 'Hạn' %}", "Hạn"),
        ("{% if i.group == 'overdue' %}&nbsp;{{ i.units|map(attribute='name')|join(', ') }}{% endif %}", None),
        ("<style>.p { margin: 0 }</style>{# said to nobody #}{% block title %}{% endblock %}", None),
    ],
)
def test_words_in_a_layout_are_seen(source: str, words: str | None) -> None:
    assert list(spoken(source)) == ([] if words is None else [words])


def test_all_languages_have_one_vocabulary_in_one_order() -> None:
    first, *others = (vocabulary(path) for path in WORDS.values())
    assert len(first) == len({each[0] for each in first}) > 70
    assert all(other == first for other in others)


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_layout_asks_for_is_there_in_every_language_and_all_of_it_is_asked_for(lang: Lang) -> None:
    shared = TEMPLATES / "words.j2"
    known = names(WORDS[lang]) | names(shared)
    assert not names(WORDS[lang]) & names(shared)
    called: set[str] = set()
    for layout in LAYOUTS:
        called |= asked(layout, "w")
        assert not asked(layout, "w") - known, layout.name
        sort = ".html.j2" if layout.name.endswith(".html.j2") else ".txt.j2"
        assert not asked(layout, "parts") - names(TEMPLATES / f"parts{sort}"), layout.name
        if layout != shared:
            free = meta.find_undeclared_variables(parsed(layout.read_text("utf-8")))
            assert free - names(layout) <= {"view", "w", "parts"}, layout.name
    joined = parsed(WORDS[lang].read_text("utf-8") + shared.read_text("utf-8"))
    assert not meta.find_undeclared_variables(joined)
    called |= {n.name for n in joined.find_all(nodes.Name) if n.ctx == "load"}
    assert not known - called


def put(folder: Path, name: str, source: str) -> Path:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(source, "utf-8")
    return folder / name


def test_an_office_overrides_a_layout_for_all_languages_or_for_one(tmp_path: Path) -> None:
    for_all = put(tmp_path, "thanks.txt.j2", '{% import "words.txt.j2" as w %}{{ w.to }} all')
    renderer = Renderer([tmp_path])
    assert [renderer.render(sample("thanks", lang)).text for lang in ("vi", "en")] == ["Kính gửi all\n", "To all\n"]
    for_one = put(tmp_path, "en/thanks.txt.j2", "one")
    renderer = Renderer([tmp_path])
    assert [renderer.render(sample("thanks", lang)).text for lang in ("vi", "en")] == ["Kính gửi all\n", "one\n"]
    assert (for_all in renderer.files("vi", "thanks"), for_one in renderer.files("vi", "thanks")) == (True, False)
    assert (for_all in renderer.files("en", "thanks"), for_one in renderer.files("en", "thanks")) == (False, True)
    # An earlier folder's file for all goes before a later folder's for one.
    put(tmp_path / "first", "thanks.txt.j2", "first")
    assert Renderer([tmp_path / "first", tmp_path]).render(sample("thanks", "en")).text == "first\n"


def test_an_office_writes_only_the_words_it_wants_otherwise(tmp_path: Path) -> None:
    """Its own hold for whatever calls them, ours too; a file for all languages stands behind the language's own."""
    own = put(tmp_path, "vi/words.j2", "{% macro due_long(i) %}NGÀY ẤY{% endmacro %}{% set label_due = 'Hạn' %}")
    every = put(tmp_path, "words.j2", "{% set label_due = 'Frist' %}\n{% set label_role = 'Rolle & <b>' %}")
    put(tmp_path, "parts.txt.j2", "{% macro greeting(view) %}Thưa {{ view.recipient.name }}{% endmacro %}")
    renderer = Renderer([tmp_path])
    view = reminder(sample_item("coming"))
    ours, mail = RENDERER.render(view), renderer.render(view)
    assert "Hạn: NGÀY ẤY" in mail.text and "Rolle & <b>: " in mail.text and "Rolle &amp; &lt;b&gt;" in mail.html
    assert mail.text.startswith("Thưa Sở Y tế\n") and mail.text.endswith(ours.text[-300:])
    assert mail.subject == ours.subject and "NGÀY ẤY" in mail.html and "Kỳ báo cáo: năm 2026" in mail.text
    assert "Frist: before " in renderer.render(replace(view, lang="en")).text
    words = [path for path in renderer.files("vi", "reminder") if path.name == "words.j2"]
    assert words == [own, every, WORDS["vi"], TEMPLATES / "words.j2"]


def test_a_fault_in_words_is_placed_in_the_file_it_stands_in(tmp_path: Path) -> None:
    view = reminder(sample_item("review"))
    own = put(tmp_path, "vi/words.j2", "\n\n{% macro role(i) %}{{ i.nosuch }}{% endmacro %}")
    every = put(tmp_path, "words.j2", "{# for all #}\n{% macro target(i) %}{% endmacro %}\n")
    with pytest.raises(TemplateFault, match="nosuch") as caught:
        Renderer([tmp_path]).render(view)
    assert caught.value.place == Place(str(own), 3)
    every.write_text("{# for all #}\n{% macro quoted(x) %}{{ x.nosuch }}{% endmacro %}")
    for lang in LANGS:
        with pytest.raises(TemplateFault, match="nosuch") as caught:
            Renderer([tmp_path]).render(replace(view, lang=lang))
        assert caught.value.place == Place(str(every), 2)
    every.write_text("\n{% macro m(x) %}{% if %}{% endmacro %}")
    with pytest.raises(TemplateFault) as caught:
        Renderer([tmp_path]).render(sample("reminder"))
    assert caught.value.place == Place(str(every), 2)
    every.write_text("\n\n\n{% macro role(i) %}{{ i|nosuch }}{% endmacro %}")
    with pytest.raises(TemplateFault, match="No filter") as caught:
        Renderer([tmp_path]).render(sample("reminder"))
    assert caught.value.place == Place(str(every), 4)


def test_an_offices_folder_may_be_reached_by_a_link_its_files_may_not(tmp_path: Path) -> None:
    put(tmp_path / "real", "thanks.txt.j2", "real")
    (tmp_path / "own").symlink_to(tmp_path / "real")
    assert Renderer([tmp_path / "own"]).render(sample("thanks")).text == "real\n"
    (tmp_path / "real" / "alert.txt.j2").symlink_to(put(tmp_path, "secret", "canary"))
    with pytest.raises(TemplateFault, match="cannot be opened"):
        Renderer([tmp_path / "own"]).render(sample("alert"))


# The folders of today's offices: copies of layouts that were Vietnamese, with the words of that time


def test_a_whole_copy_of_the_first_templates_goes_on_as_it_was(tmp_path: Path) -> None:
    shutil.copytree(FIRST, tmp_path, dirs_exist_ok=True)
    words = tmp_path / "vi" / "words.j2"
    words.write_text(words.read_text("utf-8").replace("'Văn bản ghi'", "'Nguyên văn'"), "utf-8")
    renderer = Renderer([tmp_path])
    mail = renderer.render(sample("reminder"))
    assert all(renderer.render(sample(kind)).subject for kind in KINDS)
    assert "Nguyên văn: “" in flat(mail.text) and ">Nguyên văn</th>" in mail.html
    assert "UBND xã Phú Bình: chưa ghi nhận" in flat(renderer.render(sample("rollcall")).text)
    assert "Trên máy chủ:\n" in renderer.render(replace(sample("alert"), officer=True)).text
    assert renderer.render(sample("reminder", "en")) == RENDERER.render(sample("reminder", "en"))
    lists = renderer.render(sample("rollcall")).text
    assert flat(lists).count("UBND xã Phú Bình: chưa ghi nhận; đã nhắc 07/12/2026") == 1


@pytest.mark.parametrize("kept", ["words.j2", "parts.txt.j2", "parts.html.j2", "layout.html.j2", "kinds"])
def test_a_part_of_the_first_templates_stands_among_todays(tmp_path: Path, kept: str) -> None:
    shutil.copytree(FIRST, tmp_path, dirs_exist_ok=True)
    for path in (tmp_path / "vi").iterdir():
        if path.name != kept and (kept != "kinds" or path.name.split(".")[0] not in KINDS):
            path.unlink()
    renderer = Renderer([tmp_path])
    for view in (*map(sample, KINDS), replace(sample("alert"), officer=True)):
        assert "None" not in renderer.render(view).text
