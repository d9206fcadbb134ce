"""Duties → pages: plain HTML that needs no script, in the agency's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from reminder.core.act_kinds import ActKind
from reminder.core.answer_states import AnswerKind
from reminder.core.catalogue import Catalogue
from reminder.core.matter import Matter, matter_of
from reminder.core.matter_status import Status
from reminder.engine.queries.agency_duties import Duty, waiting
from reminder.engine.queries.answer_history import WITHIN, AnswerHistory
from reminder.store.answers import AnswerRow
from reminder.web.agency.forms import Form
from reminder.web.agency.rendering import render
from reminder.words import record_words

SOON = 30  # days
_GROUPS = ("late", "soon", "later", "undated", "suspended", "before", "done")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyMatter(Matter):
    """One duty as its agency's page says it. `id` is its short name in addresses, `joint` who else owes it, `group` its
    heading, `status` in words; `returned`: what was sent was sent back; `final`: what it reports is on record at once.
    `asked_on`: the day of a progress review that waits for it. `answers` are those to it, oldest first, `history` what
    follows of them where one matter is shown."""

    id: str
    joint: str
    group: str
    status: str
    closed: bool
    suspended: bool
    returned: bool
    acknowledged: bool
    focal: str
    focal_contact: str
    final: bool
    asked_on: date | None = None
    answers: tuple[AnswerRow, ...] = ()
    history: AnswerHistory = AnswerHistory("", frozenset(), None)

    @property
    def waiting(self) -> AnswerRow | None:
        return waiting(self.answers)

    @property
    def heard(self) -> AnswerRow | None:
        """The last thing it said, where that was its progress, stands and is not asked for anew."""
        last = self.answers[-1] if self.answers else None
        stands = last is not None and last.kind is AnswerKind.PROGRESS and last.id not in self.history.undone
        return last if stands and not self.closed and not self.asked_on else None

    @property
    def own_until(self) -> datetime | None:
        """When the agency can no longer take back its answer; None where it cannot."""
        return self.history.own.said_at + WITHIN if self.history.own else None

    @property
    def taken_back(self) -> bool:
        """The agency has taken its last answer back, and nothing was done since."""
        undone = bool(self.answers) and self.answers[-1].id in self.history.undone
        return undone and self.history.withdrawn


Groups = tuple[tuple[str, tuple[AgencyMatter, ...]], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What every page of an agency has. `phone` is the office's, "" for none; `here` the page's own last path segment,
    `feed` the calendar's address; `groups` are its matters by heading, in order. Without `answers` it is only read."""

    agency: str
    office: str
    phone: str
    as_of: date
    here: str
    feed: str = ""
    groups: Groups = ()
    answers: bool = True


def matter(
    duty: Duty, agency: str, catalogue: Catalogue, today: date, lang: str, said: Sequence[AnswerRow],
    history: AnswerHistory | None = None,
) -> AgencyMatter:  # fmt: skip
    """The duty as `agency` reads it."""
    o, directory = duty.occurrence, catalogue.directory
    contact = directory.contact(o.plan.focal, today)
    focal = directory.name(o.plan.focal, lang)
    return AgencyMatter.showing(
        matter_of(o, catalogue, today, lang),
        id=duty.id,
        joint=", ".join(directory.name(a, lang) for a in o.owner.agencies if a != agency),
        group=_group(duty, today),
        status=record_words(duty.standing, o.obligation.kind, lang),
        closed=duty.closed,
        suspended=duty.standing is Status.SUSPENDED,
        returned=o.state.restart is ActKind.RETURN and not o.state.rests,
        acknowledged=o.acknowledged(agency),
        focal=focal,
        focal_contact=f"{focal} ({contact.mailbox})" if contact else focal,
        final=o.plan.answers == "final",
        asked_on=duty.asked_on,
        answers=tuple(said),
        **({"history": history} if history else {}),
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
    if duty.standing is Status.SUSPENDED:
        return "suspended"
    if duty.occurrence.counted is None:
        return "undated"
    if duty.standing is Status.BACKLOG:
        return "before"
    days = (duty.last_on - today).days
    return "late" if duty.occurrence.counted.late_from <= today else "soon" if days <= SOON else "later"


def agency_page(page: Page, lang: str, asked: str, zone: ZoneInfo) -> str:
    """The list of what an agency owes. `asked` is the language the address names, "" for the agency's own."""
    return render("agency", lang, asked, zone, page=page, office=page.office)


def matter_page(
    page: Page, m: AgencyMatter, lang: str, asked: str, zone: ZoneInfo, form: Form | None = None,
    faults: Mapping[str, str] | None = None,
) -> str:  # fmt: skip
    """One matter with its forms. `form` is what was sent of them, `faults` what is wrong with it by field; a fault
    of the whole answer stands under `answer`."""
    given, wrong = form.given if form else {}, faults or {}
    return render(
        "matter", lang, asked, zone, page=page, office=page.office, m=m, given=given, said=form.kind if form else "",
        faults={name: wrong[name] for name in given if name in wrong}, whole=wrong.get("answer", ""),
    )  # fmt: skip


def check_page(page: Page, m: AgencyMatter, lang: str, asked: str, zone: ZoneInfo, form: Form, seal: str,
               notice: str = "") -> str:  # fmt: skip
    """What would be recorded, in words, before it is. `seal` lets this page send it; `notice` says why it is shown
    once more."""
    return render(
        "check", lang, asked, zone, page=page, office=page.office, m=m, form=form, said=form.said,
        given=form.given, seal=seal, notice=notice,
    )  # fmt: skip


@cache
def message_page(code: int, office: str, phone: str) -> str:
    """A page that says why there is no other, in both languages, and tells nothing of whom it was asked for."""
    return render("message", "vi", "", ZoneInfo("UTC"), code=str(code), office=office, phone=phone)
