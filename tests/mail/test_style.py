"""Colours that can be read: WCAG AA contrast of every text class on its ground, in light and in dark mode."""

import re

import pytest

from reminder.mail.render import shipped_templates

CSS = (shipped_templates() / "style.css").read_text(encoding="utf-8")
LAYOUT = (shipped_templates() / "vi" / "layout.html.j2").read_text(encoding="utf-8")
DARK = LAYOUT.partition("prefers-color-scheme: dark")[2].partition("</style>")[0]


def colours(css: str, what: str) -> dict[str, str]:
    """Class → colour, for rules like `.a, .b { what: #rrggbb … }`."""
    found: dict[str, str] = {}
    for names, body in re.findall(r"([.a-z0-9, -]+)\{([^}]*)\}", css):
        value = re.search(rf"(?:^|[;\s]){what}:\s*(#[0-9a-f]{{6}})", body)
        if value:
            found |= {name.strip().removeprefix("."): value[1] for name in names.split(",")}
    return found


def luminance(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_text_can_be_read(mode: str) -> None:
    text, ground = colours(CSS, "color"), colours(CSS, "background-color")
    if mode == "dark":
        text |= colours(DARK, "color")
        ground |= colours(DARK, "background-color")
    assert set(text) >= {
        "pad",
        "bar",
        "h2",
        "h2-overdue",
        "h3",
        "left",
        "facts",
        "k",
        "ask",
        "go",
        "foot",
        "link",
    }
    for name, colour in text.items():
        base = name.partition("-")[0]
        behind = ground.get(name) or ground.get(base) or ground["sheet"]
        assert contrast(colour, behind) >= 4.5, (mode, name, colour, behind)


def test_both_languages_have_one_look() -> None:
    english = (shipped_templates() / "en" / "layout.html.j2").read_text(encoding="utf-8")
    assert (
        english.partition("<style>")[2].partition("</style>")[0]
        == LAYOUT.partition("<style>")[2].partition("</style>")[0]
    )
