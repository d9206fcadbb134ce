"""What the files say, as immutable values: plans with their obligations, rules, directory, calendar."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

from reminder.core.act_kinds import ActKind
from reminder.core.offsets import Offset
from reminder.core.reckoning import Reckoned
from reminder.core.working_calendar import WorkingCalendar
from reminder.directory.agency import Cast
from reminder.errors import Place, Problem
from reminder.phrases import DataPeriod, Due, Reading

if TYPE_CHECKING:
    from reminder.directory.directory import Directory

Before = Literal["lenient", "strict"]
Nonworking = Literal["keep", "next", "previous"]
Answers = Literal["final", "confirm"]
Role = Literal["owner", "coordinator", "approver", "via", "focal", "compiler", "superior", "head", "operator"]
Urgency = Literal["low", "normal", "high", "urgent"]
BegunAs = Literal["returned", "extended", "resumed", "adopted"]  # how the present ladder of a matter began again
URGENCIES: tuple[Urgency, ...] = get_args(Urgency)  # from the least to the most


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing a plan asks for. `id` is `plan/row` and never recomputed.

    `reading` is of the printed phrase; `lead` of a report are those who owe it. `compiles` names the
    reports this one gathers. `cutoff` is up to when its data run, as printed where its phrase does not say it, and
    `data_period` what that means.
    """

    id: str
    plan: str
    kind: Literal["task", "report"]
    title: str
    phrase: str
    reading: Reading
    lead: Cast
    coordinators: Cast = Cast()
    approver: Cast = Cast()
    to: Cast = Cast()
    via: Cast = Cast()
    stt: str = ""
    section: str = ""
    output: str = ""
    funding: str = ""
    source: str = ""
    quote: str = ""
    note: str = ""
    compiles: tuple[str, ...] = ()
    cutoff: str = ""
    data_period: DataPeriod | None = None
    inherited: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    quiet: str = ""
    was: tuple[str, ...] = ()
    from_on: date | None = None
    until_on: date | None = None
    place: Place = field(default=Place(""), compare=False)

    @property
    def called(self) -> str:
        """Its title; its product where the copy leaves the title out ("[…]")."""
        return self.title if any(map(str.isalnum, self.title)) else self.output or self.title

    def data_until(self, due: Due, calendar: WorkingCalendar) -> date | None:
        """The last day of the data that are reported then, as the plan states it."""
        stated = self.data_period or self.reading.data_period
        return stated.until(due, calendar) if stated else None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words of time of the document that the import could not place, or two duties that look like one: the question,
    and what a person answered. `row` and `like` are row ids, only of two that look alike: `row` is asked about. Of the
    answers `obligation` and `same_as` name rows, `not_obligation` says why it is none."""

    words: str = ""
    line: str = ""
    text: str = ""
    why: str = ""
    row: str = ""
    like: str = ""
    obligation: str = ""
    not_obligation: str = ""
    same_as: str = ""
    place: Place = field(default=Place(""), compare=False)

    @property
    def answered(self) -> bool:
        return bool(self.obligation or self.not_obligation or self.same_as)

    @property
    def leaves_out(self) -> bool:
        """Whether its `row` is no duty of the plan: it says nothing new, or it is none."""
        return bool(self.row and (self.same_as or self.not_obligation))


@dataclass(frozen=True, slots=True)
class Plan:
    """An issued document. `issued_on` is the day it prints, None where it leaves it open; dates are reckoned from
    `reckoned`, which is never shown as the plan's day. `before` and `nonworking_due` are its readings of the day
    (design 3.1); `issuer` is an agency, "" where `issuer_raw`, as printed, is none of the directory; `answers` says
    whether what an agency reports on its page is final or waits for an officer's confirmation. `unplaced` are the
    questions of its import, answered or open; rows that an answer leaves out are not among the obligations."""

    id: str
    number: str
    title: str
    issued_on: date | None
    issued_raw: str
    reckoned: Reckoned
    issuer: str
    focal: str
    obligations: tuple[Obligation, ...]
    issuer_raw: str = ""
    directory: str = ""
    before: Before = "lenient"
    nonworking_due: Nonworking = "keep"
    answers: Answers = "final"
    source: str = ""
    note: str = ""
    from_on: date | None = None
    until_on: date | None = None
    unplaced: tuple[Unplaced, ...] = ()
    place: Place = field(default=Place(""), compare=False)

    @property
    def questions(self) -> tuple[Unplaced, ...]:
        """Those that nobody has answered. A plan that has any comes into force by a decision only (design 4)."""
        return tuple(u for u in self.unplaced if not u.answered)

    @property
    def numbered(self) -> bool:
        """Whether its number is printed, and not only the sign behind it (`/KH-UBND`, `-KH/TU`)."""
        return self.number[:1] not in ("", "/", "-")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A step that hangs on no due date: `issued`, when the plan is first known; `checkpoint` and `review`,
    yearly on `day`/`month`, for a dated task longer than a year and for an undated one; `restart`, when
    `act` raised the revision; `monthly`, on the first working days of months (`monthly_overview`)."""

    kind: Literal["issued", "checkpoint", "review", "restart", "monthly"]
    month: int = 0
    day: int = 0
    act: ActKind | None = None

    def __str__(self) -> str:
        """As the rule file writes it."""
        return f"{self.kind} {f'{self.day}/{self.month}' if self.day else self.act or ''}".strip()


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: when, to which roles, with which template. `every` are the gaps between repeats
    (the last one goes on), until the offset `until`. `mailboxes` are fixed addresses told beside the roles;
    `single` gives each notice a mail of its own instead of a line in the day's digest."""

    id: str
    at: Offset | Anchor
    to: tuple[Role, ...]
    template: str
    urgency: Urgency = "normal"
    every: tuple[Offset, ...] = ()
    until: Offset | None = None
    mailboxes: tuple[str, ...] = ()
    single: bool = False
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Select:
    """Which obligations a rule takes; an empty field asks nothing. Months count a timeframe's length. `state`: of these
    obligations only the matters whose present ladder began so."""

    kind: Literal["task", "report"] | None = None
    plans: tuple[str, ...] = ()
    obligations: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    min_months: int | None = None
    max_months: int | None = None
    state: tuple[BegunAs, ...] = ()


@dataclass(frozen=True)
class Rule:
    """Which obligations, told by which ladder. Of several that match, the most specific one holds."""

    id: str
    select: Select
    ladder: tuple[Step, ...]
    from_on: date | None = None
    until_on: date | None = None
    place: Place = field(default=Place(""), compare=False)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The kinds of anchors its steps hang on."""
        return frozenset(s.at.kind for s in self.ladder if isinstance(s.at, Anchor))


@dataclass(frozen=True)
class Catalogue:
    """All that is in force: one consistent set, or none (loading is all or nothing). `waiting` are plans as their files
    say, whose questions keep that out: they stand in `plans` as they were in force, or not at all; `unfit` are those of
    them that were in force by a text which does not fit the rest any more."""

    plans: tuple[Plan, ...]
    rules: tuple[Rule, ...]
    directory: "Directory"
    calendar: WorkingCalendar
    texts: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    warnings: tuple[Problem, ...] = field(default=(), compare=False)
    waiting: tuple[Plan, ...] = field(default=(), compare=False)
    unfit: frozenset[str] = field(default=frozenset(), compare=False)

    def focal(self, plan: Plan, on: date) -> str:
        """The plan's focal agency or its heir on `on`; "" when the plan names none or it left no heir."""
        return self.directory.current(plan.focal, on)

    @cached_property
    def plan_of(self) -> dict[str, Plan]:
        return {plan.id: plan for plan in self.plans}

    @cached_property
    def obligation_of(self) -> dict[str, Obligation]:
        return {o.id: o for plan in self.plans for o in plan.obligations}

    @cached_property
    def compiler_of(self) -> dict[str, Obligation]:
        """By obligation, the report that gathers it."""
        return {low: o for plan in self.plans for o in plan.obligations for low in o.compiles}
