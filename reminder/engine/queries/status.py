"""Where everything stands: per report period who has, has not, is late; per agency how it keeps its dates."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import mode

from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Ledger, status
from reminder.core.journal import NOBODY
from reminder.core.ladder import Timetable
from reminder.core.matter_status import OWED, Status
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.core.occurrence_state import Extension, Progress, more_time
from reminder.core.progress import UNREPORTED, unanswered
from reminder.core.statistics import Class, class_of
from reminder.core.urgency import ORDER, PRESSING, Urgency, urgency
from reminder.engine.context.ledger import stored_ledger
from reminder.engine.context.office import Office
from reminder.engine.context.waiting import WaitingPlan, waiting_plans
from reminder.engine.queries.not_told import Untold, untold_yet
from reminder.group_by_key import gathered
from reminder.store.database import Database


@dataclass(frozen=True, slots=True)
class AgencyStatus:
    """One owing agency in one period. `class_` the class it counts in, `reason` why it
    is not counted. `due_on` is its own date, extended or not, and `days_left` those to the last day that keeps it.
    `document` and `on` are of its answer, or of the act that released or suspended it; `extension` is the one by which
    it has its date while it owes it; `returned`: what it had sent was sent back. `progress`: how it was going when that
    was last said; `asked_on`: the review of it that nobody has answered."""

    agency: str
    agency_name: str
    status: Status
    on: date | None
    document: str
    class_: Class
    reason: str = ""
    due_on: date | None = None
    days_left: int | None = None
    urgency: Urgency = Urgency.AHEAD
    extension: Extension | None = None
    returned: bool = False
    progress: Progress | None = None
    asked_on: date | None = None

    @property
    def more_time(self) -> bool:
        """It was given a later date, and that has not passed."""
        return more_time(self.extension, self.status)

    @property
    def owner(self) -> str:
        """Who owes it, as notices know it: nobody, where the focal agency only has to find out who."""
        return NOBODY if self.status is Status.UNASSIGNED else self.agency


@dataclass(frozen=True, slots=True)
class Period:
    """One report period or task: who has answered, who has not. `due_on` is the date of who presses most."""

    obligation: str
    plan: str
    title: str
    period: str
    due_on: date | None
    units: tuple[AgencyStatus, ...]

    @property
    def urgency(self) -> Urgency:
        """That of whoever presses most."""
        return _first(self.units)


@dataclass(frozen=True, slots=True)
class Record:
    """One agency over everything shown that is counted, by class; `near` are those open in time whose last day is
    near."""

    agency: str
    agency_name: str
    done_in_time: int
    done_late: int
    open_in_time: int
    open_overdue: int
    near: int = 0


@dataclass(frozen=True, slots=True)
class StatusReport:
    """The whole of `status`. `totals` count each agency in each period, by how it presses and by class, as `agencies`
    add up to; `untold` is what a ladder orders and nobody was told; `waiting` are plans with questions that nobody has
    answered."""

    as_of: date
    periods: tuple[Period, ...]
    agencies: tuple[Record, ...]
    totals: dict[Urgency | Class, int]
    untold: tuple[Untold, ...] = ()
    waiting: tuple[WaitingPlan, ...] = ()


def standing(office: Office, catalogue: Catalogue, database: Database | None, plan: str = "") -> StatusReport:
    """What has come due or is being chased, as of today. Statistics reckon by the act's own day (design 3.2)."""
    ledger, today = stored_ledger(office, database), office.today
    book, plans = Occurrences(catalogue, ledger.journal), Timetable(catalogue)
    groups = gathered(
        ((o.obligation.id, o.period), (o, _unit(o, who, catalogue, ledger, today, plans)))
        for o in book.known(date(today.year + 1, today.month, 28), today)
        if plan in ("", o.plan.id)
        for who in o.owner.agencies or (catalogue.focal(o.plan, today),)
    )
    periods = tuple(_period(found) for found in groups.values())
    told = untold_yet(office, catalogue, ledger, database)
    left = tuple(u for u in told if plan in ("", catalogue.obligation_of[u.obligation].plan))
    ordered = tuple(sorted(periods, key=lambda p: p.due_on or date.max))
    waiting = tuple(w for w in waiting_plans(catalogue) if plan in ("", w.plan))
    return StatusReport(today, ordered, _records(periods), _totals(periods), left, waiting)


def narrowed(report: StatusReport, state: str) -> StatusReport:
    """The same of those alone whose urgency this is, or status where no urgency is called so, or who have not answered
    a progress review (`UNREPORTED`); periods without one are left out."""
    kept = ((p, tuple(u for u in p.units if _is(u, state))) for p in report.periods)
    periods = tuple(replace(p, units=units, due_on=_date_of(units)) for p, units in kept if units)
    owed = {(p.obligation, p.period, u.owner) for p in periods for u in p.units}
    left = tuple(n for n in report.untold if any((n.obligation, n.period, a) in owed for a in n.owed_by.split("+")))
    return replace(report, periods=periods, agencies=_records(periods), totals=_totals(periods), untold=left)


def _is(u: AgencyStatus, state: str) -> bool:
    if state == UNREPORTED:
        return u.asked_on is not None
    return state == (u.urgency if state in ORDER else u.status)


def pressing_first(report: StatusReport) -> StatusReport:
    """The same, what is late or near first, of periods and of the agencies in each; of what is closed, the latest."""
    periods = (replace(p, units=tuple(sorted(p.units, key=lambda u: ORDER[u.urgency]))) for p in report.periods)
    return replace(report, periods=tuple(sorted(periods, key=lambda p: (ORDER[p.urgency], *_within(p, report.as_of)))))


def _within(p: Period, as_of: date) -> tuple[int, int, int]:
    """Of what waits for a person: dates that are wanted again, dates never known, then the nearest. Of what is closed:
    what was answered last, of equals what was due last. The rest stays in the order of its dates."""
    due_on = p.due_on or date.min
    if p.urgency in (Urgency.DONE, Urgency.RELEASED):
        return -max((u.on or date.min).toordinal() for u in p.units), -due_on.toordinal(), 0
    if p.urgency is not Urgency.UNDECIDED:
        return 0, 0, 0
    undated = any(u.status is Status.UNDATED for u in p.units)
    return not undated, p.due_on is None, abs(p.due_on - as_of).days if p.due_on else 0


def _unit(o: Occurrence, who: str, catalogue: Catalogue, ledger: Ledger, today: date, plans: Timetable) -> AgencyStatus:
    state, d = status(o, ledger, today), o.counted
    # Of what is open the last document is an extension's or a return's, and no report's.
    on, document = (o.state.since_on, o.state.document) if o.state.rests else (None, "")
    due_on, last_on = (d.due_on, d.last_on) if d else (None, None)
    presses = urgency(state, o.period, last_on, today)
    class_, reason = class_of(state, o.state.late or o.state.returned_late, presses)
    return AgencyStatus(
        who, catalogue.directory.name(who), state, on, document, class_, reason, due_on,
        (last_on - today).days if last_on and not o.state.rests else None, presses,
        o.granted, state in OWED and o.state.restart is ActKind.RETURN, o.state.progress,
        unanswered(o, plans.of(o.obligation, o.state.restart), catalogue.calendar, today),
    )  # fmt: skip


def _period(found: list[tuple[Occurrence, AgencyStatus]]) -> Period:
    o, units = found[0][0], tuple(unit for _, unit in found)
    return Period(o.obligation.id, o.plan.id, o.obligation.title, o.period, _date_of(units), units)


def _first(units: Sequence[AgencyStatus]) -> Urgency:
    return min((u.urgency for u in units), key=ORDER.__getitem__)


def _date_of(units: Sequence[AgencyStatus]) -> date | None:
    """The date of who presses most, for others may have got another: the first of what is late or near, else the one
    that most of these have."""
    first = _first(units)
    dates = [u.due_on for u in units if u.urgency is first]
    return min(filter(None, dates)) if first in PRESSING else mode(dates)


def _totals(periods: tuple[Period, ...]) -> dict[Urgency | Class, int]:
    units = [u for p in periods for u in p.units]
    found: Counter[Urgency | Class] = Counter(u.urgency for u in units)
    return dict(found + Counter(u.class_ for u in units))


def _records(periods: tuple[Period, ...]) -> tuple[Record, ...]:
    """Who has most overdue first, then who has most that is near."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for unit in (u for p in periods for u in p.units if u.class_ != "not_counted"):
        counts.setdefault((unit.agency, unit.agency_name), Counter()).update((unit.class_, unit.urgency))
    found = [
        Record(id_, name, c["done_in_time"], c["done_late"], c["open_in_time"], c["open_overdue"], c[Urgency.NEAR])
        for (id_, name), c in counts.items()
    ]
    return tuple(sorted(found, key=lambda r: (-r.open_overdue, -r.near, -r.done_late)))
