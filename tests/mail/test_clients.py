"""What mail programs keep of our HTML: only CSS that stands in `clients.toml`, on elements where it is kept."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from reminder.mail.contents import KINDS, Lang, MailKind
from reminder.mail.render import Renderer
from reminder.mail.samples import sample

KEPT: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("clients.toml").read_text("utf-8"))
LANGS: tuple[Lang, ...] = ("vi", "en")
# Where padding or a border makes the mail readable, it must be kept, not merely do no harm.
LOAD_BEARING = {"ask", "button", "pad", "bar", "foot"}


def page(kind: MailKind, lang: Lang) -> Any:
    return lxml.html.fromstring(RENDERER.render(sample(kind, lang)).html)


RENDERER = Renderer()
PAGES = {(kind, lang): page(kind, lang) for kind in KINDS for lang in LANGS}


def declarations(style: str) -> Iterator[tuple[str, str]]:
    for declaration in filter(str.strip, style.split(";")):
        name, _, value = declaration.partition(":")
        yield name.strip(), value.strip()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_every_declaration_is_kept_or_can_be_done_without(kind: MailKind, lang: Lang) -> None:
    styled = PAGES[kind, lang].xpath("//*[@style]")
    assert styled
    for element in styled:
        for name, value in declarations(element.get("style")):
            assert name in KEPT, f"{name}: look it up at caniemail.com and add it to clients.toml"
            known = KEPT[name]
            everywhere = "on" not in known or element.tag in known["on"]
            assert everywhere or known.get("elsewhere"), f"{name} on {element.tag} is lost in some mail program"
            assert re.fullmatch(known.get("values", ".*"), value), f"{name}: {value}"
            if LOAD_BEARING & set(element.get("class", "").split()) and name in ("padding", "border-left"):
                assert everywhere, f"{name} on {element.tag}.{element.get('class')}"


def test_the_table_names_nothing_we_do_not_use() -> None:
    used = {name for p in PAGES.values() for e in p.xpath("//*[@style]") for name, _ in declarations(e.get("style"))}
    assert used == set(KEPT)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_a_screen_reader_is_told_what_is_layout_and_in_which_language(kind: MailKind, lang: Lang) -> None:
    found = PAGES[kind, lang]
    assert found.get("lang") == lang
    assert found.xpath("//body/table/@lang") == [lang]  # webmail drops <html> and <body>
    for table in found.xpath("//table"):
        facts = table.xpath("./tr/th | ./tbody/tr/th")
        assert bool(facts) != (table.get("role") == "presentation")
        assert all(th.get("scope") in ("row", "col") for th in facts)
    assert not found.xpath("//img | //script | //link | //@src | //@background | //form | //iframe | //object")
    assert not re.search(r"@import|url\(", " ".join(found.xpath("//style/text() | //@style")))
    assert all(len(a.text_content().split()) >= 2 for a in found.xpath("//a"))  # no "here"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("dark", [False, True])
def test_every_word_can_be_read_on_what_lies_behind_it(kind: MailKind, dark: bool) -> None:
    """Colour and ground of each element with words of its own, inherited as a mail program does."""
    found = PAGES[kind, "vi"]
    night = _dark(found) if dark else {}
    pairs = set()
    for element in found.xpath("//body//*[normalize-space(text())]"):
        if "hidden" not in element.get("class", ""):
            pairs.add((_nearest(element, "color", night), _nearest(element, "background-color", night)))
    assert pairs
    for text, ground in pairs:
        assert contrast(text, ground) >= 4.5, (text, ground)


def _dark(found: Any) -> dict[tuple[str, str], str]:
    """(class, property) → value of the rules for dark screens, in the order they stand."""
    (sheet,) = found.xpath("//style/text()")
    rules = sheet.partition("prefers-color-scheme: dark")[2]
    return {
        (name.strip().removeprefix("."), prop): value.removesuffix("!important").strip()
        for names, body in re.findall(r"(\.[^{]+)\{([^}]*)\}", rules)
        for name in names.split(",")
        for prop, value in declarations(body)
    }


def _nearest(element: Any, name: str, night: dict[tuple[str, str], str]) -> str:
    for place in (element, *element.iterancestors()):
        classes = place.get("class", "").split()
        for value in [night[c, name] for c in reversed(classes) if (c, name) in night]:
            return value
        own = dict(declarations(place.get("style", ""))).get(name)
        if own:
            return own
    return "#000000" if name == "color" else "#ffffff"


def luminance(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """As WCAG 2 reckons it; AA asks for 4.5."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
