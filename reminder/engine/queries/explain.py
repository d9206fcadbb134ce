"""Why: how each date of an obligation was reached, what was told, what will be, and what is held back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from reminder.core.catalogue import Catalogue, Obligation, Plan, Rule
from reminder.core.deadline import reached, trace
from reminder.core.evaluate import Held, Ledger, evaluate, status
from reminder.core.journal import Act
from reminder.core.ladder import Timetable
from reminder.core.mail_grouping import address
from reminder.core.matter_status import Status
from reminder.core.notice import Notice
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.core.outbox_states import MailState, NoticeState
from reminder.core.owners import Owner
from reminder.core.reason import Reason, because, from_plain
from reminder.core.told_instead import Reach
from reminder.core.working_calendar import YEAR, DayRow
from reminder.engine.context.ledger import stored_ledger
from reminder.engine.context.office import Office
from reminder.errors import BadInput
from reminder.group_by_key import gathered
from reminder.store import bounced_mailboxes, notices, outbox
from reminder.store.database import Connection, Database
from reminder.translatable import N_
from reminder.words.typed_days import TypedPeriods


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A notice on record, with the mail that carries it and the day it is for. `reason`: why it was called for."""

    step: str
    recipient: str
    role: str
    planned_on: date
    state: NoticeState
    mailbox: str
    mail_state: MailState | Literal[""]
    mail_id: int | None
    sent_on: date | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Coming:
    """A notice that will be called for if nothing else happens. `skipped` are the named days off that its count
    of working days leaps over."""

    step: str
    recipient: str
    role: str
    send_on: date
    planned_on: date
    mailbox: str
    reason: Reason
    skipped: tuple[DayRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One period: its deadline's trace, who owes it and where each stands, and the notices about `occurrence`:
    the agency's own, or of several the first that is still open. `rule` plans its ladder now, which that of the whole
    obligation need not be once it has begun again."""

    period: str
    occurrence: Occurrence
    status: Status
    owners: tuple[tuple[Owner, Status], ...]
    trace: tuple[Reason, ...]
    acts: tuple[Act, ...]
    told: tuple[ToldStep, ...]
    coming: tuple[Coming, ...]
    held: tuple[Held, ...]
    rule: Rule


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything `explain` shows. `assumed`: what of its dates rests on a day or year that is not printed."""

    plan: Plan
    obligation: Obligation
    rule: Rule
    unassigned: Reason | None
    cases: tuple[Case, ...]
    assumed: Reason | None = None


def explain(
    office: Office, catalogue: Catalogue, database: Database | None, obligation_id: str, agency: str = "",
    period: str = "",
) -> Explanation:  # fmt: skip
    """The obligation's periods in reach: those not answered, and those due within a year before or after today;
    with `agency`, what it is told of its own; with `period`, that one alone. Notices are followed to the end of
    the ladder."""
    obligation = catalogue.obligation_of[obligation_id]
    plan = catalogue.plan_of[obligation.plan]
    near, today = _only(catalogue, obligation_id), office.today
    ledger = stored_ledger(office, database, near)
    start = office.leaves_on(office.clock.now(), catalogue)
    result = evaluate(near, ledger, start, start + 2 * YEAR)
    rules = Timetable(catalogue)
    before = gathered((o.key, key) for key, to in result.former for o in to)
    desk = _Desk(near, database, ledger, today, agency, period, result.notices, result.held, rules, before)
    own = [o for o in result.seen if o.obligation.id == obligation_id]
    groups = gathered((o.period, o) for o in own if desk.concerns(o))
    periods = dict.fromkeys(o.period for o in own)
    if period and period not in periods:
        raise BadInput.of(
            N_("{obligation}: it has no period {period}; there are: {periods}"),
            obligation=obligation_id, period=(TypedPeriods((period,)),), periods=(TypedPeriods(tuple(periods)),),
        )  # fmt: skip
    nobody = next((o.owner.unassigned for g in groups.values() for o in g if o.owner.unassigned), None)
    rule = rules.rule(obligation, today)
    cases = tuple(desk.case(*group) for group in groups.items())
    return Explanation(plan, obligation, rule, nobody, cases, _assumed(plan, obligation))


def _assumed(plan: Plan, o: Obligation) -> Reason | None:
    day = plan.reckoned
    if day.carries(o.reading):
        return because(f"plan-without-{day.missing}", on=day.on, year=day.last.year, since=day.first)
    return because("year-of-plan") if any(f.code == "year_from_document" for f in o.reading.faults) else None


def _only(catalogue: Catalogue, obligation_id: str) -> Catalogue:
    """The catalogue with this obligation and what compiles it or is compiled by it."""
    wanted = catalogue.obligation_of[obligation_id]
    near = {obligation_id, *wanted.compiles}
    near |= {o.id for p in catalogue.plans for o in p.obligations if obligation_id in o.compiles}
    plans = (replace(p, obligations=tuple(o for o in p.obligations if o.id in near)) for p in catalogue.plans)
    return replace(catalogue, plans=tuple(plans))


@dataclass(frozen=True)
class _Desk:
    """What every case is written from."""

    catalogue: Catalogue
    database: Database | None
    ledger: Ledger
    today: date
    agency: str
    period: str
    planned: tuple[Notice, ...]
    held: tuple[Held, ...]
    rules: Timetable
    before: Mapping[str, Sequence[str]]  # other keys that its record stands under until these files are in force

    def concerns(self, o: Occurrence) -> bool:
        """Whether to speak of it at all."""
        if self.agency and self.agency not in (*o.owner.agencies, self.catalogue.focal(o.plan, self.today)):
            return False
        if self.period:
            return o.period == self.period
        single = o.obligation.reading.recurrence is None
        if single or o.deadline is None or abs(o.deadline.due_on - self.today) <= YEAR:
            return True
        return not o.state.closed and o.deadline.due_on < self.today

    def case(self, period: str, found: list[Occurrence]) -> Case:
        calendar, states = self.catalogue.calendar, {o.key: status(o, self.ledger, self.today) for o in found}
        gone = [o for o in found if o.state.status is Status.TRANSFERRED]
        found = [o for o in found if o not in gone] or found
        mine = next((o for o in found if self.agency in o.owner.agencies), None)
        o = mine or next((o for o in found if not o.state.closed), found[0])
        given = Occurrences(self.catalogue, self.ledger.journal).given(o)
        steps = trace(o.deadline, calendar, o.plan.before, o.plan.nonworking_due) if o.deadline else ()
        printed = o.due if o.deadline and o.due and o.due.on == o.deadline.due_on else None
        how = tuple(reached(printed, calendar)) if printed else ()
        until = o.obligation.data_until(o.due, calendar) if o.due else None
        data = (because("data-until", on=until),) if until else ()
        about = self.ledger.journal.about(o.obligation.id, period, *o.owner.ids)
        for body in gone:  # what was decided for a body that ceased holds for its heir
            if o.owner.id in body.state.heirs:
                about = (*self.ledger.journal.about(o.obligation.id, period, *body.owner.ids), *about)
        bounced, told = self._record(o)
        return Case(
            period, o, states[o.key], tuple((each.owner, states[each.key]) for each in found),
            (*((given,) if given else how), *steps, *data), about, told,
            tuple(self._coming(n, bounced) for n in self.planned if n.occurrence.key == o.key),
            tuple(h for h in self.held if h.occurrence.key == o.key),
            self.rules.rule(o.obligation, self.today, o.state.restart),
        )  # fmt: skip

    def _record(self, o: Occurrence) -> tuple[frozenset[str], tuple[ToldStep, ...]]:
        """Mailboxes that cannot be reached, and what is on record of the occurrence."""
        if self.database is None:
            return frozenset(), ()
        with self.database.read() as connection:
            found = [n for key in (*self.before.get(o.key, ()), o.key) for n in notices.of_occurrence(connection, key)]
            return bounced_mailboxes.unreachable(connection), tuple(_told(n, connection) for n in found)

    def _coming(self, n: Notice, bounced: frozenset[str]) -> Coming:
        to, deadline = address(n, Reach(self.catalogue.directory, "", bounced)), n.occurrence.deadline
        skipped: tuple[DayRow, ...] = ()
        if deadline and str(n.rung.step.at).endswith("wd"):
            ahead = n.rung.on <= deadline.target_on
            span = (n.rung.on, deadline.target_on) if ahead else (deadline.late_from, n.rung.on)
            skipped = self.catalogue.calendar.skipped(*span)
        return Coming(
            n.rung.shown, n.recipient, n.role, n.send_on, n.rung.on, to.mailbox if to else "", n.reason, skipped
        )  # fmt: skip


def _told(n: notices.NoticeRow, connection: Connection) -> ToldStep:
    mail = outbox.carrying(connection, [n.id]).get(n.id)
    return ToldStep(
        f"{n.step}#{n.ordinal}" if n.ordinal > 1 else n.step, n.recipient, n.role, n.planned_on, n.state,
        mail.mailbox if mail else "", mail.state if mail else "", mail.id if mail else None,
        mail.send_on if mail else None, from_plain(n.reason),
    )  # fmt: skip
