"""Duties → pages: plain HTML that needs no script, in the agency's language."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reminder.clock import local
from reminder.core.catalogue import Catalogue
from reminder.core.matter import Matter, matter_of
from reminder.core.matter_status import Status
from reminder.engine.queries.agency_duties import Duty, waiting
from reminder.mail.cleaning import cleaned_value
from reminder.store.answers import AnswerRow
from reminder.web.agency.page_words import word
from reminder.words import STATUSES, day_and_date, due_words, long_date, period_words, short_date, translator

_FOLDER = Path(__file__).parent / "templates"
SOON = 30  # days
_GROUPS = ("late", "soon", "later", "undated", "before", "done")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyMatter(Matter):
    """One duty as its agency's page says it. `id` is its short name in addresses, `joint` who else owes it, `group` its
    heading, `status` in words; `answers` are the agency's own, oldest first."""

    id: str
    joint: str
    group: str
    status: str
    closed: bool
    restart: str | None
    acknowledged: bool
    focal: str
    focal_contact: str
    answers: tuple[AnswerRow, ...] = ()

    @property
    def waiting(self) -> AnswerRow | None:
        return waiting(self.answers)


Groups = tuple[tuple[str, tuple[AgencyMatter, ...]], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What every page of an agency has. `here` is its own last path segment, `feed` the calendar's address; `groups`
    are its matters by heading, in order."""

    agency: str
    office: str
    as_of: date
    here: str
    feed: str = ""
    groups: Groups = ()


def matter(
    duty: Duty, agency: str, catalogue: Catalogue, today: date, lang: str, said: Sequence[AnswerRow] = ()
) -> AgencyMatter:
    """The duty as `agency` reads it."""
    o, directory = duty.occurrence, catalogue.directory
    contact = directory.contact(o.plan.focal, today)
    focal = directory.agency(o.plan.focal).name
    return AgencyMatter.showing(
        matter_of(o, catalogue, today),
        id=duty.id,
        joint=", ".join(directory.agency(a).name for a in o.owner.agencies if a != agency),
        group=_group(duty, today),
        status=translator(lang)(STATUSES[duty.standing]),
        closed=duty.closed,
        restart=o.state.restart,
        acknowledged=o.acknowledged(agency),
        focal=focal,
        focal_contact=f"{focal} ({contact.mailbox})" if contact else focal,
        answers=tuple(said),
    )


def grouped(matters: Sequence[AgencyMatter]) -> Groups:
    """The matters under their headings, empty ones left out."""
    found = ((name, tuple(m for m in matters if m.group == name)) for name in _GROUPS)
    return tuple((name, members) for name, members in found if members)


def nearest(duties: Sequence[Duty], today: date) -> list[Duty]:
    """Without the further periods of a series whose next one is still far: nobody reports on them yet."""
    kept, ahead = [], set[str]()
    for duty in duties:
        far = not duty.closed and (duty.last_on - today).days > SOON
        if not (far and duty.occurrence.obligation.id in ahead):
            kept.append(duty)
        if not duty.closed and duty.last_on >= today:
            ahead.add(duty.occurrence.obligation.id)
    return kept


def _group(duty: Duty, today: date) -> str:
    if duty.closed:
        return "done"
    if duty.occurrence.counted is None:
        return "undated"
    if duty.standing is Status.BACKLOG:
        return "before"
    days = (duty.last_on - today).days
    return "late" if duty.occurrence.counted.late_from <= today else "soon" if days <= SOON else "later"


def agency_page(page: Page, lang: str, asked: str, zone: ZoneInfo) -> str:
    """The list of what an agency owes. `asked` is the language the address names, "" for the agency's own."""
    return _render("agency", lang, asked, zone, page=page, office=page.office)


def matter_page(
    page: Page, m: AgencyMatter, lang: str, asked: str, zone: ZoneInfo, given: Mapping[str, str] | None = None,
    faults: Mapping[str, str] | None = None,
) -> str:  # fmt: skip
    """One matter with its forms. `given` are the fields as sent, `faults` what is wrong with them by field; a
    fault of the whole answer stands under `answer`."""
    sent, wrong = dict(given or {}), dict(faults or {})
    whole = wrong.get("answer")
    notice = f"fault-{whole}" if whole else "fix" if wrong else ""
    return _render(
        "matter", lang, asked, zone, page=page, office=page.office, m=m, given=sent, faults=wrong, notice=notice,
        said=sent.get("answer", ""),
    )  # fmt: skip


@cache
def message_page(code: int, office: str) -> str:
    """A page that says why there is no other, in both languages, and tells nothing of whom it was asked for."""
    return _render("message", "vi", "", ZoneInfo("UTC"), code=str(code), office=office)


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


def _render(name: str, lang: str, asked: str, zone: ZoneInfo, **facts: Any) -> str:
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
        due=lambda day, strict: due_words(day, strict, lang),
        period=lambda period: period_words(period, lang),
        long=lambda on: long_date(on, lang),
        moment=lambda at: f"{local(at, zone):%H:%M} {short_date(local(at, zone).date(), lang)}",
    )  # fmt: skip
