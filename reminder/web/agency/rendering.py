"""Facts → HTML that needs no script: the templates, their one style sheet, and the words of a language."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reminder.clock import local
from reminder.mail.cleaning import cleaned_value
from reminder.web.agency.page_words import word
from reminder.words import day_and_date, day_and_weekday, day_words, due_words, period_words, progress_words, short_date

_FOLDER = Path(__file__).parent / "templates"


def render(name: str, lang: str, asked: str, zone: ZoneInfo, **facts: Any) -> str:
    """The page of this template. `asked` is the language the address names, "" for the agency's own."""
    other = "en" if lang == "vi" else "vi"
    return _environment().get_template(f"{name}.html.j2").render(
        {key: cleaned_value(value) for key, value in facts.items()},  # it may come from outside (reliability G-3)
        lang=lang,
        other=other,
        query=f"?lang={asked}" if asked else "",
        style=_style(),
        t=lambda key, **given: word(lang, key, **given),
        en=lambda key: word("en", key),
        date=lambda on: short_date(on, lang),
        day=lambda on: day_and_date(on, lang),
        dated=lambda on: day_and_weekday(on, lang, short=True),
        due=lambda day, strict: due_words(day, strict, lang),
        period=lambda period: period_words(period, lang),
        progress=lambda said: progress_words(said, lang),
        long=lambda on: day_words(on, lang),
        moment=lambda at: f"{local(at, zone):%H:%M} {short_date(local(at, zone).date(), lang)}",
    )  # fmt: skip


def style_hash() -> str:
    """The style sheet's hash, for the Content-Security-Policy."""
    return "sha256-" + base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()


@cache
def _style() -> str:
    return (_FOLDER / "style.css").read_text("utf-8").strip()


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.filters["upfirst"] = lambda text: str(text)[:1].upper() + str(text)[1:]
    return made
