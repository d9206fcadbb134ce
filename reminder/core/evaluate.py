"""What must be told now, what is held back, and why. The one planner: preview, notices, simulate,
explain and the daemon call it (design 3.8–3.10).

For each open occurrence and each agency to be told, the newest rung at or before today is emitted, unless
its key was emitted before, or one of the same revision planned as late or later. Older rungs are recorded
as superseded. So a stoppage gives one notice with the true days left, and nothing repeats.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from reminder.core.catalogue import Catalogue, Role, Rule
from reminder.core.journal import Journal
from reminder.core.ladder import Rung, rule_for, rungs
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.core.offsets import Offset
from reminder.core.reason import Reason, because

# The strongest role an agency has is the one it is told in (design 2).
_STRENGTH: tuple[Role, ...] = (
    "head", "owner", "compiler", "coordinator", "via", "approver", "focal", "superior", "operator",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Notice:
    """One agency told of one rung of one occurrence. Its key is unique for ever: no date and no address in it."""

    occurrence: Occurrence
    rung: Rung
    recipient: str
    role: Role
    template: str
    reason: Reason
    send_on: date

    @property
    def key(self) -> str:
        return f"{self.occurrence.key}@r{self.occurrence.state.revision}@{self.rung.name}@{self.recipient}"


@dataclass(frozen=True, slots=True)
class Held:
    """What is not told, and why. `rung` is None when nothing of the occurrence is."""

    occurrence: Occurrence
    rung: Rung | None
    recipient: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Emitted:
    """A rung already told (or queued) to one recipient."""

    revision: int
    name: str
    planned_on: date


@dataclass(frozen=True)
class Ledger:
    """What has happened, as the database knows it. `emitted` is keyed by occurrence key and recipient."""

    journal: Journal = field(default_factory=Journal)
    first_seen: Mapping[str, date] = field(default_factory=dict)
    emitted: Mapping[tuple[str, str], tuple[Emitted, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Evaluation:
    """`notices` to send, in order of `send_on`; `superseded` rungs older than a newer one; `held` ones;
    `seen` every occurrence looked at."""

    notices: tuple[Notice, ...]
    superseded: tuple[Notice, ...]
    held: tuple[Held, ...]
    seen: tuple[Occurrence, ...]


def evaluate(catalogue: Catalogue, ledger: Ledger, today: date, until: date | None = None) -> Evaluation:
    """The notices to send on `today` (a day of sending), and, if `until` lies later, those that will follow up
    to and including it should nothing else happen."""
    until = until or today
    book = Occurrences(catalogue, ledger.journal)
    seen = tuple(book.known(until + _reach(catalogue.rules), today))
    planner = Planner(book, ledger, today, until)
    for occurrence in seen:
        planner.consider(occurrence)
    planner.notices.sort(key=lambda n: n.send_on)
    return Evaluation(tuple(planner.notices), tuple(planner.superseded), tuple(planner.held), seen)


def _reach(rules: Iterable[Rule]) -> timedelta:
    """How far before its target a ladder can reach, in calendar days, long holidays included."""
    offsets = [s.at for rule in rules for s in rule.ladder if isinstance(s.at, Offset) and s.at.days < 0]
    return timedelta(max((-o.days * (2 if o.working else 1) for o in offsets), default=0) + 31)


class Planner:
    """Plans one occurrence after another; gathers what it decides."""

    def __init__(self, book: Occurrences, ledger: Ledger, today: date, until: date) -> None:
        self.book, self.ledger, self.today, self.until = book, ledger, today, until
        self.notices: list[Notice] = []
        self.superseded: list[Notice] = []
        self.held: list[Held] = []
        self._rules: dict[str, Rule | None] = {}

    def consider(self, o: Occurrence) -> None:
        """Decide what each agency concerned is told of this occurrence."""
        silent = self.silent(o)
        if silent:
            self.held.append(Held(o, None, "", silent))
            return
        rule = self.rule(o)
        if rule is None:
            self.held.append(Held(o, None, "", because("no-rule")))
            return
        start = self._start(o)
        if start > self.until:
            self.held.append(Held(o, None, "", because("silenced", until=o.state.silent_until)))
            return
        told: dict[str, list[tuple[Rung, Role]]] = {}
        recipients: dict[tuple[Role, ...], dict[str, Role]] = {}
        for rung in rungs(o, rule, self.book.catalogue.calendar, self.until):
            if rung.step.to not in recipients:
                recipients[rung.step.to] = self._recipients(o, rung.step.to)
            for recipient, role in recipients[rung.step.to].items():
                told.setdefault(recipient, []).append((rung, role))
        for recipient, plan in told.items():
            self._tell(o, recipient, plan, start)

    def _start(self, o: Occurrence) -> date:
        """The first day this occurrence may be told of: today, or the working day after a silence ends."""
        if o.state.silent_until and o.state.silent_until >= self.today:
            return self.book.catalogue.calendar.on_or_after(o.state.silent_until + timedelta(1))
        return self.today

    def rule(self, o: Occurrence) -> Rule | None:
        if o.obligation.id not in self._rules:
            self._rules[o.obligation.id] = rule_for(self.book.catalogue, o.obligation, self.today)
        return self._rules[o.obligation.id]

    def silent(self, o: Occurrence) -> Reason | None:
        """Why the whole ladder of the occurrence keeps silent, or None."""
        state = o.state
        if state.closed:
            return because("answered", status=state.status, on=state.since_on, document=state.document)
        if state.status == "suspended":
            return because("suspended", since=state.suspended_on)
        first_seen = self.ledger.first_seen.get(o.key, self.today)
        if o.deadline and o.deadline.late_from <= first_seen and not state.adopted:
            return because("backlog", late_from=o.deadline.late_from, first_seen=first_seen)
        return None

    def _tell(self, o: Occurrence, recipient: str, plan: list[tuple[Rung, Role]], start: date) -> None:
        emitted = [
            e for e in self.ledger.emitted.get((o.key, recipient), ()) if e.revision == o.state.revision
        ]
        names = {e.name for e in emitted}
        latest = max((e.planned_on for e in emitted), default=date.min)
        past = [(rung, role) for rung, role in plan if rung.on <= start]
        if past:
            *older, (newest, role) = past
            for rung, older_role in older:
                if rung.name not in names:
                    self._supersede(o, rung, recipient, older_role, newest)
            self._emit(o, newest, recipient, role, names, latest, start)
        for on, group in groupby((p for p in plan if p[0].on > start), key=lambda p: p[0].on):
            *older, (rung, role) = group
            for lesser, older_role in older:
                self._supersede(o, lesser, recipient, older_role, rung)
            self._emit(o, rung, recipient, role, names, latest, on)

    def _emit(
        self,
        o: Occurrence,
        rung: Rung,
        recipient: str,
        role: Role,
        names: set[str],
        latest: date,
        send_on: date,
    ) -> None:
        if rung.name in names:
            held = because("already-told", step=rung.step.id)
        elif latest >= rung.on:
            held = because("newer-told", step=rung.step.id, latest=latest)
        elif self._eased(o, rung):
            held = because("acknowledged", step=rung.step.id)
        else:
            reason = because("step", step=rung.step.id, at=str(rung.step.at), planned_on=rung.on)
            self.notices.append(Notice(o, rung, recipient, role, _template(o, rung), reason, send_on))
            return
        self.held.append(Held(o, rung, recipient, held))

    def _supersede(self, o: Occurrence, rung: Rung, recipient: str, role: Role, by: Rung) -> None:
        reason = because("superseded", step=rung.step.id, by=by.step.id, planned_on=rung.on)
        self.superseded.append(Notice(o, rung, recipient, role, _template(o, rung), reason, by.on))

    def _eased(self, o: Occurrence, rung: Rung) -> bool:
        """An acknowledged occurrence is told only the last two steps before its due date (design 3.7)."""
        if not (o.state.acknowledged and isinstance(rung.step.at, Offset) and rung.step.at.days <= 0):
            return False
        rule = self.rule(o)
        ahead = [s for s in (rule.ladder if rule else ()) if isinstance(s.at, Offset) and s.at.days <= 0]
        return rung.step in ahead[:-2]

    def _recipients(self, o: Occurrence, to: tuple[Role, ...]) -> dict[str, Role]:
        """Whom a rung told `to` these roles tells, each in its strongest role there."""
        if o.owner.unassigned:
            return {o.plan.focal: "focal"} if "owner" in to else {}
        found: dict[str, Role] = {}
        for role in sorted(to, key=_STRENGTH.index):
            for agency in self._agencies(o, role):
                found.setdefault(agency, role)
        return found

    def _agencies(self, o: Occurrence, role: Role) -> Iterable[str]:
        owners, on = o.owner.agencies, o.deadline.due_on if o.deadline else self.today
        match role:
            case "owner" | "head":
                return owners
            case "superior":
                directory = self.book.catalogue.directory
                return [s for a in owners if (s := directory.agency(a).superior) and s not in owners]
            case "compiler":
                gatherer = self.book.compiler(o.obligation)
                plan = self.book.catalogue.plan_of[gatherer.plan] if gatherer else o.plan
                above = self.book.owners(plan, gatherer, on, o.period) if gatherer else ()
                return [a for owner in above for a in owner.agencies if a not in owners]
            case "coordinator" | "approver" | "via":
                cell = {"coordinator": o.obligation.coordinators, "approver": o.obligation.approver}
                heirs = self.book.heirs(cell.get(role, o.obligation.via), on)[2]
                return [a for a in heirs if a not in owners]
            case "focal":
                return [o.plan.focal] if o.plan.focal not in owners else ()
            case "operator":
                return ()


def _template(o: Occurrence, rung: Rung) -> str:
    return "unassigned" if o.owner.unassigned else rung.step.template


def status(o: Occurrence, ledger: Ledger, today: date) -> str:
    """One word for where an occurrence stands on `today`: the fold's, else undated, unassigned, backlog, late, open."""
    if o.state.status != "open":
        return o.state.status
    if o.owner.unassigned:
        return "unassigned"
    if o.deadline is None:
        return "undated"
    if o.deadline.late_from > today:
        return "open"
    first_seen = ledger.first_seen.get(o.key, today)
    return "backlog" if o.deadline.late_from <= first_seen and not o.state.adopted else "late"
