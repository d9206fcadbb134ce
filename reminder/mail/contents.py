"""Everything a mail says, as frozen values: templates and the built-in plain text read nothing else.

Dates are civil dates of the office's zone. The engine builds views from core values; every text in them may
come from outside and is escaped and cleaned on the way out, not here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import accumulate, chain, groupby, repeat
from typing import Literal, get_args

from reminder.core.catalogue import URGENCIES, Role, Urgency
from reminder.core.matter import Matter
from reminder.core.matter_status import OWED, Status
from reminder.core.occurrence_state import Extension, more_time
from reminder.core.reason import Reason

MailKind = Literal["reminder", "escalation", "rollcall", "overview", "thanks", "alert", "summary"]
Template = Literal[
    "first", "coming", "today", "overdue", "checkpoint", "review", "unassigned", "returned", "extended",
    "restarted", "undone", "refused", "escalation", "rollcall", "overview", "thanks",
]  # fmt: skip
GroupName = Literal[
    "rollcall", "overdue", "refused", "returned", "today", "coming", "news", "progress", "unassigned", "suspended",
    "overview", "thanks",
]  # fmt: skip
Lang = Literal["vi", "en"]
InsteadWhy = Literal["", "no-contact", "came-back", "ceased"]

KINDS: tuple[MailKind, ...] = get_args(MailKind)
TEMPLATES: tuple[Template, ...] = get_args(Template)
_GROUP_OF: dict[Template, GroupName] = {
    "overdue": "overdue", "escalation": "overdue", "refused": "refused", "returned": "returned", "today": "today",
    "coming": "coming", "rollcall": "rollcall", "first": "news", "extended": "news", "restarted": "news",
    "undone": "news",
    "checkpoint": "progress", "review": "progress", "unassigned": "unassigned", "overview": "overview",
    "thanks": "thanks",
}  # fmt: skip
_GROUPS: tuple[GroupName, ...] = get_args(GroupName)
_SOON = 60  # days
_WHOLE = 30  # days within which one of many new matters has its facts told at once


@dataclass(frozen=True, slots=True)
class Mailed:
    """One mail an agency was sent about this: the day, and the mailbox it went to."""

    on: date
    mailbox: str


@dataclass(frozen=True, slots=True)
class ListedAgency:
    """One agency in a superior's or a compiler's list, and what is on record of it. `told`: oldest first.
    Whatever is owed stands as `late`, the word that templates of offices look for: a list says only that nothing has
    come. Whoever was given more time that has not run out stands as `open` with its `extension`, or with the `own_date`
    that it has otherwise, as by a resumption. `document` and `on` are of what it answered, or of the act that released
    or suspended it; `returned`: what it had sent was sent back.
    """

    name: str
    standing: Status
    told: tuple[Mailed, ...] = ()
    document: str = ""
    on: date | None = None
    note: str = ""
    extension: Extension | None = None
    returned: bool = False
    own_date: date | None = None

    @property
    def more_time(self) -> bool:
        """It has a later date than the others, and that has not passed."""
        apart = self.own_date is not None and not self.returned and self.standing is Status.OPEN
        return apart or more_time(self.extension, self.standing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Matter):
    """One matter in a mail. What differs from agency to agency is kept out of it, so that all who are told of the
    matter share its words.

    `units` lists many owing agencies where the recipient is told of others. `ordinal` counts repeats of the step from
    1. `document`, `on` and `note` are of the act the item tells of (thanks, returned, extended), `was_due_on` the date
    before an extension (`was_strict` as `strict`), `restart` the kind of act that began the ladder again and `reversed`
    the kind an undo took back. A thanks has the `standing` on record, the day it was `recorded_on` and `by` whom, ""
    when by the recipient itself; a refused answer is `said`, its `note` why it was not taken, and what was taken back
    is `said` too. `rest`: of what nobody is known to owe only a part is meant, others owe theirs. `instead_of`
    names the agency that cannot be reached and in whose place the recipient is told, `instead_why` says why; the words
    are meant for it, and the link of such a matter only shows it. `asked`: who is asked to see to it, by name or as a
    head. `withdrawable`: the recipient may still take it back itself.
    """

    template: Template
    role: Role
    urgency: Urgency = "normal"
    ordinal: int = 1
    units: tuple[ListedAgency, ...] = ()
    was_due_on: date | None = None
    was_strict: bool = False
    restart: str = ""
    reversed: str = ""
    note: str = ""
    standing: Status | None = None
    recorded_on: date | None = None
    by: str = ""
    said: Reason | None = None
    rest: bool = False
    instead_of: str = ""
    instead_why: InsteadWhy = ""
    asked: str = ""
    withdrawable: bool = False

    @property
    def meant(self) -> tuple[str, ...]:
        """By name, whom the words are meant for where the recipient is told in their place."""
        several = self.instead_of and self.own and self.units
        return tuple(u.name for u in self.units) if several else (self.instead_of,) if self.instead_of else ()

    @property
    def group(self) -> GroupName:
        """Under which heading it stands; what is new and soon due is soon due before all."""
        if self.standing is Status.SUSPENDED:
            return "suspended"
        soon = self.template == "first" and self.within(_SOON)
        return "coming" if soon else _GROUP_OF[self.template]

    def within(self, days: int) -> bool:
        """Whether its last day lies no further ahead."""
        return self.days_left is not None and self.days_left <= days

    @property
    def own(self) -> bool:
        """Whether the recipient itself is to do something; else it supports, follows or is told."""
        return self.role in ("owner", "head")

    @property
    def missing(self) -> tuple[ListedAgency, ...]:
        """Units nothing is on record of, and whose time has come or will with everybody's."""
        return tuple(u for u in self.units if u.standing in OWED and not u.more_time and not u.returned)

    @property
    def extended(self) -> tuple[ListedAgency, ...]:
        """Units that were given more time, which has not run out."""
        return tuple(u for u in self.units if u.more_time and u.extension)

    @property
    def dated_apart(self) -> tuple[ListedAgency, ...]:
        """Units that have a date of their own otherwise than by an extension, and it has not passed."""
        return tuple(u for u in self.units if u.more_time and not u.extension)

    @property
    def suspended(self) -> tuple[ListedAgency, ...]:
        return tuple(u for u in self.units if u.standing is Status.SUSPENDED)

    @property
    def returned(self) -> tuple[ListedAgency, ...]:
        """Units whose answer was sent back, and who have sent no other."""
        return tuple(u for u in self.units if u.returned and u.standing in OWED and not u.more_time)

    @property
    def waiting(self) -> tuple[ListedAgency, ...]:
        """Units whose answer an officer has yet to confirm."""
        return tuple(u for u in self.units if u.standing is Status.WAITING)

    @property
    def answered(self) -> tuple[ListedAgency, ...]:
        return tuple(u for u in self.units if u.standing not in OWED and u.standing is not Status.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Someone a mail names with a way to reach them; `name` an agency's, `person` and `phone` may be empty. `head`: how
    the agency's head is addressed, where the mailbox is the head's; else ""."""

    name: str
    mailbox: str = ""
    person: str = ""
    phone: str = ""
    head: str = ""

    @property
    def addressed(self) -> str:
        """Behind "Kính gửi"."""
        return self.head or self.name


@dataclass(frozen=True, slots=True)
class AgencyPart:
    """What a mail says to one of several agencies that share its mailbox: the agency's name, so many of the view's
    items, and the links to its own page and to where it leaves the overview, "" without one."""

    name: str
    items: int
    link: str = ""
    leave: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """One plan in the weekly summary, counted in occurrences."""

    title: str
    done: int
    open: int
    late: int
    unassigned: int = 0
    suspended: int = 0


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """The week's mail in the summary."""

    sent: int = 0
    waiting: int = 0
    held: int = 0
    dead: int = 0
    bounced: int = 0


@dataclass(frozen=True, slots=True)
class Detail:
    """How a long mail stays readable: items up to number `whole` have their facts (`brief`: only the chief
    ones), up to `listed` one line each; the rest are left to the attached list. `units` are told whole, by name, or
    counted. The plain text, which no program cuts, gives all of them at least a line."""

    brief: bool
    whole: int
    listed: int
    units: Literal["whole", "names", "count"]


Placed = tuple[int, Item, str]  # its number, the item, its link
_FULL = 6  # items that are all told in full
_DETAILS = (
    Detail(False, _FULL, _FULL, "whole"),
    Detail(True, 12, 100, "whole"),
    Detail(True, 8, 60, "names"),
    Detail(True, 3, 40, "count"),
)


@dataclass(frozen=True)
class MailView:
    """One mail for one mailbox. `as_of` is the day all "days left" count from.

    `reasons` are an alert's findings, and `officer` says that an officer is to decide them; `tallies` and
    `figures` are a summary's. `link` opens the agency's own page, "" without one; `links` stand beside `items`
    and open one each, "" where it has none. `parts` divide the items where agencies share the mailbox; then each has
    the link to its page, and `link` is ""; so with `leave`, which opens where an overview is left. `tightness` counts
    how often the mail had to be told more shortly.
    Items are kept in the order given; `placed` and `groups` order them for reading.
    """

    kind: MailKind
    lang: Lang
    as_of: date
    recipient: Correspondent
    office: Correspondent
    focal: Correspondent | None = None
    items: tuple[Item, ...] = ()
    reasons: tuple[Reason, ...] = ()
    tallies: tuple[Tally, ...] = ()
    figures: WeekFigures = WeekFigures()
    officer: bool = False
    link: str = ""
    links: tuple[str, ...] = ()
    leave: str = ""
    parts: tuple[AgencyPart, ...] = ()
    tightness: int = 0

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """Items by urgency of their group, own duties first, then by last day (undated last), then by title, those of
        one part together; each with its number from 1 and its link. The first of a plan has the plan's title."""
        linked = list(zip(self.items, chain(self.links, repeat("")), strict=False))
        ordered: list[tuple[Item, str]] = []
        for size in [part.items for part in self.parts] or [len(linked)]:
            mine = linked[len(ordered) : len(ordered) + size]
            ordered += _introduced(sorted(mine, key=lambda pair: _order(pair[0])))
        return tuple((number, item, link) for number, (item, link) in enumerate(ordered, 1))

    @cached_property
    def groups(self) -> tuple[tuple[GroupName, tuple[Placed, ...]], ...]:
        """The same under their group names; empty groups left out."""
        return _grouped(self.placed)

    @cached_property
    def sections(self) -> tuple[tuple[AgencyPart | None, tuple[tuple[GroupName, tuple[Placed, ...]], ...]], ...]:
        """The groups under the agencies of a shared mailbox; under none where the mail is one agency's."""
        if not self.parts:
            return ((None, self.groups),)
        ends = list(accumulate(part.items for part in self.parts))
        return tuple(
            (part, _grouped(self.placed[end - part.items : end])) for part, end in zip(self.parts, ends, strict=True)
        )

    @property
    def detail(self) -> Detail:
        """How much of each item is said: mail programs cut a mail of more than 100 kB."""
        level = max(self.tightness, 1) if len(self.items) > _FULL else self.tightness
        return _DETAILS[level]

    @cached_property
    def rows(self) -> frozenset[int]:
        """The numbers of items that are one row of a list (day, matter, role): of an overview all, of many new ones
        those that are not due within the next weeks."""
        new = [number for number, item, _l in self.placed if item.template == "first" and not item.within(_WHOLE)]
        many = sum(item.template == "first" for item in self.items) > _FULL
        listed = (number for number, item, _l in self.placed if item.template == "overview")
        return frozenset((*listed, *(new if many else ())))

    def tightened(self) -> "MailView | None":
        """The same view said more shortly, or None when it cannot be."""
        level = _DETAILS.index(self.detail) + 1
        return replace(self, tightness=level) if level < len(_DETAILS) else None

    @cached_property
    def head(self) -> Item | None:
        """The matter the subject names: what presses most, then the recipient's own duty, then the nearest."""
        return min((item for _n, item, _l in self.placed), key=_pressing, default=None)

    @cached_property
    def stands_for(self) -> tuple[str, ...]:
        """By name, in whose place the recipient is told, each once."""
        return tuple(dict.fromkeys(name for item in self.items for name in item.meant))

    @property
    def only_stands_in(self) -> bool:
        """Whether nothing of it is meant for the recipient itself."""
        return bool(self.items) and all(item.instead_of for item in self.items)

    @property
    def only_heard(self) -> bool:
        """An alert of which nothing is decided here: difficulties and proposals, for whoever can help."""
        return bool(self.reasons) and all(reason.code.startswith("heard-") for reason in self.reasons)

    @property
    def to_itself(self) -> bool:
        """Whether the office that it speaks for is told too: it does not write to itself."""
        return f"{self.office.name} ".startswith(f"{self.recipient.name} ")

    @property
    def urgency(self) -> Urgency:
        """The highest of its items'."""
        return max((i.urgency for i in self.items), key=URGENCIES.index, default="normal")


def _grouped(placed: tuple[Placed, ...]) -> tuple[tuple[GroupName, tuple[Placed, ...]], ...]:
    return tuple((g, tuple(each)) for g, each in groupby(placed, key=lambda place: place[1].group))


def _introduced(ordered: list[tuple[Item, str]]) -> Iterator[tuple[Item, str]]:
    """The items, the title of each plan that has a number with its first one only."""
    known = set[str]()
    for item, link in ordered:
        yield (replace(item, plan_title="") if item.plan_title in known and _numbered(item) else item), link
        known.add(item.plan_title)


def _numbered(item: Item) -> bool:
    return bool(item.plan_number or item.plan_symbol)


def _order(item: Item) -> tuple[int, bool, date, str]:
    return _GROUPS.index(item.group), not item.own, item.last_on or date.max, item.title


def _pressing(item: Item) -> tuple[int, bool, date]:
    pressing = _GROUPS.index(item.group) if item.group in _GROUPS[:5] else len(_GROUPS)
    return pressing, not item.own, item.last_on or date.max
