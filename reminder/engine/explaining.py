"""Why: how each date of an obligation was reached, what was told, what will be, and what is held back."""

from dataclasses import dataclass
from datetime import date, timedelta

from reminder.core.catalogue import Catalogue, Obligation, Plan, Rule
from reminder.core.deadline import trace
from reminder.core.evaluate import Held, Ledger, Notice, evaluate, status
from reminder.core.journal import Act
from reminder.core.ladder import rule_for
from reminder.core.mailing import address
from reminder.core.occurrence import Occurrence, Owner
from reminder.core.reason import Reason, from_plain
from reminder.engine.office import Office
from reminder.engine.preview import first_day
from reminder.store import addresses, notices, outbox
from reminder.store.database import Connection, Database


@dataclass(frozen=True, slots=True)
class Told:
    """A notice on record, with the mail that carries it. `reason` is why it was called for."""

    step: str
    recipient: str
    role: str
    planned_on: date
    state: str
    mailbox: str
    mail_state: str
    mail_id: int | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Coming:
    """A notice that will be called for if nothing else happens."""

    step: str
    recipient: str
    role: str
    send_on: date
    mailbox: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Case:
    """One period: its deadline's trace, who owes it and where each stands; for one agency also its notices."""

    period: str
    occurrence: Occurrence
    owners: tuple[tuple[Owner, str], ...]
    trace: tuple[Reason, ...]
    acts: tuple[Act, ...]
    told: tuple[Told, ...]
    coming: tuple[Coming, ...]
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything `explain` shows."""

    plan: Plan
    obligation: Obligation
    rule: Rule | None
    unassigned: Reason | None
    cases: tuple[Case, ...]


def explain(
    office: Office, catalogue: Catalogue, database: Database | None, obligation_id: str, agency: str = ""
) -> Explanation:
    """The obligation's periods in reach: those not answered or due within the coming year; with `agency`, what
    it alone is told. Notices are followed to the end of the ladder."""
    obligation = catalogue.obligation_of[obligation_id]
    plan = catalogue.plan_of[obligation.plan]
    ledger, today = office.ledger(database), office.today
    start = first_day(office, catalogue)
    result = evaluate(_only(catalogue, obligation_id), ledger, start, start + timedelta(days=400))
    groups: dict[str, list[Occurrence]] = {}
    for o in result.seen:
        if o.obligation.id == obligation_id and (not agency or agency in (*o.owner.agencies, plan.focal)):
            groups.setdefault(o.period, []).append(o)
    cases = tuple(
        _case(period, found, catalogue, database, ledger, today, agency, result.notices, result.held)
        for period, found in groups.items()
    )
    nobody = next(
        (o.owner.unassigned for found in groups.values() for o in found if o.owner.unassigned), None
    )
    return Explanation(plan, obligation, rule_for(catalogue, obligation, today), nobody, cases)


def _only(catalogue: Catalogue, obligation_id: str) -> Catalogue:
    """The catalogue with this obligation and what compiles it or is compiled by it."""
    from dataclasses import replace

    wanted = catalogue.obligation_of[obligation_id]
    near = {obligation_id, *wanted.compiles}
    near |= {o.id for p in catalogue.plans for o in p.obligations if obligation_id in o.compiles}
    plans = tuple(
        replace(p, obligations=tuple(o for o in p.obligations if o.id in near))
        for p in catalogue.plans
        if any(o.id in near for o in p.obligations)
    )
    return replace(catalogue, plans=plans)


def _case(
    period: str, found: list[Occurrence], catalogue: Catalogue, database: Database | None, ledger: Ledger,
    today: date, agency: str, planned: tuple[Notice, ...], held: tuple[Held, ...],
) -> Case:  # fmt: skip
    o = found[0]
    steps = trace(o.deadline, catalogue.calendar, o.plan.before, o.plan.nonworking_due) if o.deadline else ()
    owners = tuple((each.owner, status(each, ledger, today)) for each in found)
    if not agency and len(found) > 1:
        return Case(period, o, owners, steps, (), (), (), ())
    mine = next((each for each in found if agency in each.owner.agencies), o)
    acts = tuple(a for a in ledger.journal.of(o.obligation.id) if a.period in ("", period) and
                 (a.kind == "undo" or a.owner in ("", mine.owner.id)))  # fmt: skip
    bounced: frozenset[str] = frozenset()
    told: tuple[Told, ...] = ()
    if database:
        with database.read() as connection:
            bounced = addresses.unreachable(connection)
            told = tuple(_told(n, connection) for n in notices.of_occurrence(connection, mine.key))
    coming = tuple(_coming(n, catalogue, bounced) for n in planned if n.occurrence.key == mine.key)
    return Case(
        period,
        mine,
        owners,
        steps,
        acts,
        told,
        coming,
        tuple(h for h in held if h.occurrence.key == mine.key),
    )


def _told(n: notices.NoticeRow, connection: Connection) -> Told:
    mail = outbox.mail_of_notice(connection, n.id)
    return Told(
        f"{n.step}#{n.ordinal}" if n.ordinal > 1 else n.step, n.recipient, n.role, n.planned_on, n.state,
        mail.mailbox if mail else "", mail.state if mail else "", mail.id if mail else None, from_plain(n.reason),
    )  # fmt: skip


def _coming(n: Notice, catalogue: Catalogue, bounced: frozenset[str]) -> Coming:
    to = address(n, catalogue, bounced)
    name = n.rung.name if n.rung.step.every else n.rung.step.id
    return Coming(name, n.recipient, n.role, n.send_on, to.mailbox if to else "", n.reason)
