"""The shape of each rule file: which keys there are and of which type. Meaning is checked elsewhere."""

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, get_args

from pydantic import AfterValidator, AliasGenerator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from reminder.core.catalogue import Answers, Before, BegunAs, Nonworking, Urgency
from reminder.core.mail_address import is_address
from reminder.core.working_calendar import LAST, DayKind
from reminder.directory.agency import AgencyKind

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

# Every template an office may name in a ladder, in the order of an occurrence's life.
TemplateName = Literal[
    "first", "coming", "today", "overdue", "checkpoint", "review", "unassigned", "escalation", "rollcall", "returned",
    "extended", "restarted", "overview",
]  # fmt: skip
_V = TypeVar("_V", bound="DataclassInstance")
TEMPLATES: tuple[str, ...] = get_args(TemplateName)

# Ids go into message keys, file names and command lines.
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$", max_length=60)]
RowId = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-zĐđ]+(?:[-._][0-9A-Za-zĐđ]+)*$", max_length=60)]
Text = Annotated[str, StringConstraints(strip_whitespace=True)]
Day = Annotated[date, Field(ge=date(1900, 1, 1), le=LAST)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _mailbox(value: str) -> str:
    """The grammar that sends is the one that checks."""
    if not is_address(value):
        raise PydanticCustomError("mailbox", "no mail address")
    return value


Mailbox = Annotated[str, AfterValidator(_mailbox)]


class Table(BaseModel):
    """Strict: no unknown keys, no conversions; `from_on` is written `from`, `except_` `except`."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        alias_generator=AliasGenerator(
            alias=lambda name: name.removesuffix("_on") if name in ("from_on", "until_on") else name.rstrip("_")
        ),
    )


def made(into: type[_V], row: Table, /, **further: Any) -> _V:
    """The value of what the row says under the names that `into` has too, lists as tuples, and of what is given
    `further`."""
    known = type(row).model_fields.keys() - further.keys()
    shared = {f.name: getattr(row, f.name) for f in fields(into) if f.name in known}
    return into(**{name: tuple(v) if isinstance(v, list) else v for name, v in shared.items()}, **further)


class FixedRow(Table):
    month: Annotated[int, Field(ge=1, le=12)]
    day: Annotated[int, Field(ge=1, le=31)]
    name: Words
    since: Annotated[int, Field(ge=1945, le=2099)] = 2019
    document: Text = ""


class DayTable(Table):
    on: date
    kind: DayKind
    name: Words
    document: Text = ""
    status: Literal["official", "estimated"] = "official"


class LunarRow(Table):
    tet: date
    months: Annotated[str, StringConstraints(pattern=r"^(?:29|30)(?: (?:29|30)){11,12}$")]
    leap: Annotated[int, Field(ge=1, le=12)] | None = None


class CalendarHead(Table):
    id: Slug
    title: Text = ""
    fixed: list[FixedRow] = []
    days: list[DayTable] = []
    lunar: list[LunarRow] = []


class CalendarFile(Table):
    calendar: CalendarHead


class ContactRow(Table):
    mailbox: Mailbox
    name: Text = ""
    from_on: Day | None = None
    until_on: Day | None = None


class AgencyRow(Table):
    id: Slug
    name: Words
    kind: AgencyKind
    aliases: list[Words] = []
    name_en: Text = ""
    contacts: list[ContactRow] = []
    head: list[ContactRow] = []
    superior: Text = ""
    lang: Literal["vi", "en"] = "vi"
    from_on: Day | None = None
    until_on: Day | None = None
    note: Text = ""


class CommuneRow(Table):
    code: Annotated[str, StringConstraints(pattern=r"^\d{5}$")]
    id: Slug
    name: Words
    aliases: list[Words] = []
    contacts: list[ContactRow] = []
    head: list[ContactRow] = []
    from_on: Day | None = None
    until_on: Day | None = None


class Communes(Table):
    superior: Text = ""
    from_on: Day | None = None
    rows: list[CommuneRow]


class GroupRow(Table):
    id: Slug
    name: Words
    aliases: list[Words] = []
    kinds: list[AgencyKind] = []
    members: list[Slug] = []
    except_: list[Slug] = []
    from_on: Day | None = None
    until_on: Day | None = None


class SuccessionRow(Table):
    old: Slug
    new: list[Slug]
    from_on: Day
    share: Literal["one", "merge", "split"]
    basis: Words
    scope: Text = ""


class DirectoryHead(Table):
    id: Slug
    name: Words
    province: Annotated[int, Field(ge=1, le=99)]
    outside: list[Words] = []
    unspecific: list[Words] = []


class DirectoryFile(Table):
    directory: DirectoryHead
    agency: list[AgencyRow] = []
    communes: Communes | None = None
    group: list[GroupRow] = []
    succession: list[SuccessionRow] = []


class PlanHead(Table):
    id: Slug
    directory: Slug
    number: Text = ""
    issued: Text = ""
    issued_on: Day | None = None
    title: Words
    issuer: Words
    focal: Text = ""
    before: Before = "lenient"
    nonworking_due: Nonworking = "keep"
    answers: Answers = "final"
    source: Text = ""
    note: Text = ""
    from_on: Day | None = None
    until_on: Day | None = None


class Row(Table):
    """What a task and a report have in common."""

    id: RowId
    title: Words
    source: Text = ""
    note: Text = ""
    quote: Text = ""
    tags: list[Slug] = []
    quiet: Text = ""
    was: list[RowId] = []
    from_on: Day | None = None
    until_on: Day | None = None


class TaskEntry(Row):
    stt: Text = ""
    section: Text = ""
    output: Text = ""
    lead: Text = ""
    coordinators: Text = ""
    approver: Text = ""
    timeframe: Text = ""
    funding: Text = ""
    inherited: list[Literal["title", "output", "lead", "coordinators", "approver", "timeframe", "funding"]] = []


class ReportRow(Row):
    section: Text = ""
    owed_by: Text = ""
    to: Text = ""
    via: Text = ""
    schedule: Words
    cutoff: Text = ""
    compiles: list[Words] = []


class UnplacedRow(Table):
    line: Text = ""
    text: Text = ""
    words: Text = ""
    why: Text = ""
    row: Text = ""
    like: Text = ""
    obligation: Text = ""
    not_obligation: Text = ""
    same_as: Text = ""


class PlanFile(Table):
    plan: PlanHead
    task: list[TaskEntry] = []
    report: list[ReportRow] = []
    unplaced: list[UnplacedRow] = []


class StepRow(Table):
    id: Slug
    at: Words
    to: Annotated[list[Words], Field(min_length=1)]
    template: TemplateName
    urgency: Urgency = "normal"
    every: list[Words] = []
    until: Text = ""
    single: bool = False


class SelectRow(Table):
    kind: Literal["task", "report"] | None = None
    plans: list[Slug] = []
    obligations: list[Words] = []
    groups: list[Slug] = []
    tags: list[Slug] = []
    min_months: Annotated[int, Field(ge=1, le=1200)] | None = None
    max_months: Annotated[int, Field(ge=1, le=1200)] | None = None
    state: list[BegunAs] = []


class RuleRow(Table):
    id: Slug
    note: Text = ""
    select: SelectRow = SelectRow()
    base: Text = ""
    without: list[Slug] = []
    ladder: list[StepRow] = []
    from_on: Day | None = None
    until_on: Day | None = None


class RulesFile(Table):
    rule: list[RuleRow]
