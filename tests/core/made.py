"""Catalogues for tests of the core: the shipped working calendar, four agencies, plans made on the spot."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from reminder.core.act_kinds import ActKind, SaidBy
from reminder.core.catalogue import Anchor, Catalogue, Obligation, Plan, Role, Rule, Select, Step
from reminder.core.evaluate import Emitted, Evaluation, Ledger, evaluate
from reminder.core.journal import Act, Journal
from reminder.core.offsets import parse_offset
from reminder.core.recipients import addressee
from reminder.core.reckoning import Reckoned
from reminder.core.working_calendar import DayRow, WorkingCalendar
from reminder.directory.agency import Agency, Cast, Contact, Group, Party, Succession
from reminder.directory.directory import Directory
from reminder.directory.register import Register
from reminder.phrases import read
from reminder.rulefile import load

SHIPPED = Path(__file__).parents[2] / "rules"
ISSUED = date(2026, 1, 5)


@cache
def shipped() -> Catalogue:
    """The rule files the program is shipped with."""
    return load(SHIPPED)


def vietnam() -> WorkingCalendar:
    """The shipped working calendar."""
    return shipped().calendar


def with_days(calendar: WorkingCalendar, *rows: DayRow) -> WorkingCalendar:
    """The same calendar with rows added, or replaced where the day has one."""
    days = {row.on: row for row in (*calendar.rows, *rows)}
    return replace(calendar, rows=tuple(days[on] for on in sorted(days)))


def agency(id_: str, **given: Any) -> Agency:
    """An agency with a mailbox, a head's mailbox and UBND above it."""
    usual: dict[str, Any] = {
        "name": id_.upper(), "kind": "department", "superior": "ubnd",
        "contacts": (Contact(f"vt@{id_}.example"),), "head": (Contact(f"gd@{id_}.example"),),
    }  # fmt: skip
    return Agency(id_, **(usual | given))


AGENCIES = (agency("ubnd", kind="province", superior=""), agency("focal"), agency("a"), agency("b"), agency("c"))
ALL = Group("all", "Các sở, ban, ngành", kinds=("department",))


def directory(*more: Agency, successions: tuple[Succession, ...] = (), groups: tuple[Group, ...] = (ALL,)) -> Directory:
    """The usual agencies, any of the same id replaced."""
    found = {a.id: a for a in (*AGENCIES, *more)}
    return Directory((Register("tinh", "Tỉnh", 19, tuple(found.values()), groups, successions),))


def cast(*ids: str, choice: bool = False) -> Cast:
    """A cell naming these agencies or groups."""
    parties = tuple(Party(id_, "group" if id_ == "all" else "agency", id_) for id_ in ids)
    return Cast(", ".join(ids), parties, choice)


def obligation(phrase: str, *lead: str, id_: str = "p/1", issued: date = ISSUED, **given: Any) -> Obligation:
    """A task, or with `kind="report"` a report, owed by the agencies named."""
    usual: dict[str, Any] = {"plan": id_.split("/")[0], "kind": "task", "title": id_, "lead": cast(*(lead or ("a",)))}
    return Obligation(id_, phrase=phrase, reading=read(phrase, issued), **(usual | given))


def plan(*obligations: Obligation, **given: Any) -> Plan:
    """A plan of 5 January 2026 by UBND whose focal agency is `focal`."""
    issued_on = given.get("issued_on") or ISSUED
    usual: dict[str, Any] = {
        "id": obligations[0].plan, "number": "1/KH-UBND", "title": "Kế hoạch", "issued_on": ISSUED,
        "reckoned": Reckoned.printed(issued_on),
        "issued_raw": "", "issuer": "ubnd", "focal": "focal",
    }  # fmt: skip
    return Plan(obligations=obligations, **(usual | given))


def step(id_: str, at: str, *to: Role, every: tuple[str, ...] = (), until: str = "", **given: Any) -> Step:
    """A rung as a rule file writes it."""
    words = at.split()
    where: Any
    if words[0] in ("checkpoint", "review"):
        day, month = words[1].split("/")
        where = Anchor("checkpoint" if words[0] == "checkpoint" else "review", int(month), int(day))
    elif at == "monthly":
        where = Anchor("monthly")
    elif words[0] == "restart":
        where = Anchor("restart", act=ActKind(words[1]))
    else:
        where = Anchor("issued") if at == "issued" else parse_offset(at)
    usual: dict[str, Any] = {"template": "coming"} | given
    return Step(
        id_, where, to or ("owner",), every=tuple(parse_offset("+" + g) for g in every),
        until=parse_offset(until) if until else None, **usual,
    )  # fmt: skip


LADDER = (
    step("first", "issued", template="first"),
    step("d10", "-10wd"),
    step("d5", "-5wd"),
    step("d1", "-1wd"),
    step("d0", "0", template="today"),
    step("overdue", "+1wd", template="overdue"),
    step("head", "+3wd", "head", "focal", template="escalation"),
    step("superior", "+7wd", "superior", template="escalation"),
    step("weekly", "+12wd", every=("5wd",), until="+60wd", template="overdue"),
    step("returned", "restart return", template="returned"),
    step("extended", "restart extend", template="extended"),
)


def rule(*steps: Step, id_: str = "rule", **given: Any) -> Rule:
    return Rule(id_, Select(), steps or LADDER, **given)


def catalogue(*plans: Plan, rules: tuple[Rule, ...] = (), **given: Any) -> Catalogue:
    usual: dict[str, Any] = {"directory": directory(), "calendar": vietnam()}
    return Catalogue(plans, rules or (rule(),), **(usual | given))


class Acts:
    """Writes acts in order, each with its number."""

    def __init__(self) -> None:
        self.written: list[Act] = []
        self._numbers = count(1)

    def write(self, kind: str, on: date, obligation: str = "p/1", period: str = "once", owner: str = "a",
              **given: Any) -> Act:  # fmt: skip
        given["said_by"] = SaidBy(given.get("said_by", "officer"))
        at = datetime(on.year, on.month, on.day, 2, tzinfo=UTC)
        act = Act(ActKind(kind), obligation, period, owner, on, at, "officer", id=next(self._numbers), **given)
        self.written.append(act)
        return act

    def journal(self) -> Journal:
        return Journal(self.written)


def recorded(ledger: Ledger, evaluation: Evaluation, today: date) -> Ledger:
    """The ledger once what was decided on `today` is on record."""
    emitted = dict(ledger.emitted)
    for notices in (evaluation.superseded, evaluation.notices):
        for n in notices:
            at = (n.occurrence.key, addressee(n.recipient, n.role))
            new = Emitted(n.occurrence.state.revision, n.rung.name, n.rung.on, not n.by)
            emitted[at] = (*emitted.get(at, ()), new)
    seen = {o.key: today for o in evaluation.seen}
    return replace(ledger, first_seen=seen | dict(ledger.first_seen), emitted=emitted)


class Office:
    """A ledger kept over days, as the daemon keeps one, without a database."""

    def __init__(self, rules: Catalogue) -> None:
        self.rules, self.acts, self.ledger = rules, Acts(), Ledger()

    def tick(self, today: date) -> Evaluation:
        """One evaluation; outside working days only first sights are kept."""
        ledger = Ledger(self.acts.journal(), self.ledger.first_seen, self.ledger.emitted)
        done = evaluate(self.rules, ledger, today)
        if not self.rules.calendar.works(today):
            done = Evaluation((), (), done.held, done.seen)
        self.ledger = recorded(ledger, done, today)
        return done
