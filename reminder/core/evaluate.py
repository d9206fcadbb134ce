"""What must be told now, what is held back, and why. The one planner: preview, notices, simulate,
explain and the daemon call it (design 3.8–3.10).

For each open occurrence and each agency to be told, the newest rung at or before today is emitted, unless
its key was emitted before, or one of the same revision planned as late or later. Older rungs are recorded
as superseded. So a stoppage gives one notice with the true days left, and nothing repeats.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from reminder.core.calendar import LAST
from reminder.core.catalogue import Catalogue, Role, Rule, Step
from reminder.core.journal import Journal
from reminder.core.ladder import DEFAULT, Rung, alike, rule_for, rungs, turns
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.core.offsets import Offset
from reminder.core.reason import Reason, because

OPERATOR = "operator"  # as recipient: who keeps the server, known to the configuration only

# The strongest role an agency has is the one it is told in (design 2).
_STRENGTH: tuple[Role, ...] = (
    "head", "owner", "compiler", "coordinator", "via", "approver", "focal", "superior", "operator",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Notice:
    """One agency told of one rung of one occurrence. Its key is unique for ever: no date and no address of an
    agency in it. `recipient` is an agency's id, `OPERATOR`, or a mailbox that the step names; `by` the step
    it gave way to, "" for one that is told."""

    occurrence: Occurrence
    rung: Rung
    recipient: str
    role: Role
    send_on: date
    by: str = ""

    @property
    def key(self) -> str:
        return f"{self.occurrence.key}@r{self.occurrence.state.revision}@{self.rung.name}@{self.recipient}"

    @property
    def template(self) -> str:
        return "unassigned" if self.occurrence.owner.unassigned else self.rung.step.template

    @property
    def reason(self) -> Reason:
        step, on = self.rung.step, self.rung.on
        if self.by:
            return because("superseded", step=step.id, by=self.by, planned_on=on)
        return because("step", step=step.id, at=str(step.at), planned_on=on)


@dataclass(frozen=True, slots=True)
class Held:
    """What is not told, and why. `rung` is None when nothing of the occurrence is."""

    occurrence: Occurrence
    rung: Rung | None
    recipient: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Emitted:
    """A rung on record for one recipient: `told` (or queued), else superseded by a newer one."""

    revision: int
    name: str
    planned_on: date
    told: bool = True


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
    until = min(max(until or today, today), LAST)
    # Each day is planned by the rules in force on it.
    turn = next(iter(turns(catalogue.rules, today, until)), None)
    if turn is None:
        return _stretch(catalogue, ledger, today, until)
    before = _stretch(catalogue, ledger, today, turn - timedelta(1))
    again = catalogue.calendar.on_or_after(turn)
    if again > until:
        return before
    after = evaluate(catalogue, recorded(ledger, before, today), again, until)
    told, superseded = (*before.notices, *after.notices), (*before.superseded, *after.superseded)
    return Evaluation(told, superseded, after.held, after.seen)


def recorded(ledger: Ledger, evaluation: Evaluation, today: date) -> Ledger:
    """The ledger once what was decided on `today` is on record."""
    emitted = dict(ledger.emitted)
    for notices in (evaluation.superseded, evaluation.notices):
        for n in notices:
            at = (n.occurrence.key, n.recipient)
            new = Emitted(n.occurrence.state.revision, n.rung.name, n.rung.on, not n.by)
            emitted[at] = (*emitted.get(at, ()), new)
    seen = {o.key: today for o in evaluation.seen}
    return replace(ledger, first_seen=seen | dict(ledger.first_seen), emitted=emitted)


def _stretch(catalogue: Catalogue, ledger: Ledger, today: date, until: date) -> Evaluation:
    book = Occurrences(catalogue, ledger.journal)
    seen = tuple(book.known(until + _reach(catalogue.rules), today))
    planner = _Planner(book, ledger, today, until)
    for occurrence in seen:
        planner.consider(occurrence)
    told = (n for day in sorted(planner.notices) for n in planner.notices[day])
    return Evaluation(tuple(told), tuple(planner.superseded), tuple(planner.held), seen)


def _reach(rules: Iterable[Rule]) -> timedelta:
    """How far before its target a ladder can reach, in calendar days, long holidays included."""
    offsets = [
        s.at for r in (*rules, DEFAULT) for s in r.ladder if isinstance(s.at, Offset) and s.at.days < 0
    ]
    return timedelta(max(-o.days * (2 if o.working else 1) for o in offsets) + 31)


class _Planner:
    """Plans one occurrence after another; gathers what it decides. `notices` are keyed by the day they leave."""

    def __init__(self, book: Occurrences, ledger: Ledger, today: date, until: date) -> None:
        self.book, self.ledger, self.today, self.until = book, ledger, today, until
        self.notices: dict[date, list[Notice]] = {}
        self.superseded: list[Notice] = []
        self.held: list[Held] = []
        self._rules: dict[str, Rule] = {}
        self._rungs: dict[tuple[object, ...], list[Rung]] = {}

    def consider(self, o: Occurrence) -> None:
        """Decide about this occurrence."""
        key = o.key
        silent = self._silent(o, key)
        start = self._start(o)
        if silent is None and start > self.until:
            quiet = o.state.silent_until
            silent = (
                because("silenced", until=quiet) if quiet else because("not-in-force", since=o.known_from)
            )
        if silent:
            self.held.append(Held(o, None, "", silent))
            return
        if o.deadline and o.excused:
            self.held.append(Held(o, None, "", because("excused", last_on=o.deadline.last_on)))
        for recipient, plan in self._plans(o).items():
            self._tell(o, key, recipient, plan, start)

    def _silent(self, o: Occurrence, key: str) -> Reason | None:
        """Why the whole ladder of the occurrence keeps silent, or None."""
        state = o.state
        if state.closed:
            return because("answered", status=state.status, on=state.since_on, document=state.document)
        if state.status == "suspended":
            return because("suspended", since=state.suspended_on)
        if o.deadline and not state.adopted and not o.excused:
            first_seen = self.ledger.first_seen.get(key, self.today)
            if o.deadline.late_from <= first_seen:
                return because("backlog", late_from=o.deadline.late_from, first_seen=first_seen)
        return None

    def _start(self, o: Occurrence) -> date:
        """The first day this occurrence may be told of: today, or the working day after a silence ends or on
        which its plan comes into force."""
        quiet, known = o.state.silent_until, o.known_from
        if known <= self.today and not (quiet and quiet >= self.today):
            return self.today
        after = max(known, quiet + timedelta(1)) if quiet else known
        return self.book.catalogue.calendar.on_or_after(after)

    def rule(self, o: Occurrence) -> Rule:
        id_ = o.obligation.id
        if id_ not in self._rules:
            self._rules[id_] = rule_for(self.book.catalogue, o.obligation, self.today) or DEFAULT
        return self._rules[id_]

    def _plans(self, o: Occurrence) -> dict[str, list[tuple[Rung, Role]]]:
        """For each recipient, the rungs it is to be told up to the end, oldest first."""
        rule = self.rule(o)
        kind = alike(o, rule)
        ladder = self._rungs.get(kind)
        if ladder is None:
            ladder = self._rungs[kind] = rungs(o, rule, self.book.catalogue.calendar, self.until)
        told: dict[str, list[tuple[Rung, Role]]] = {}
        who: dict[int, dict[str, Role]] = {}
        for rung in ladder:
            step = rung.step
            to = who.get(id(step))
            if to is None:
                to = who[id(step)] = self._recipients(o, step)
            for recipient, role in to.items():
                told.setdefault(recipient, []).append((rung, role))
        return told

    def _tell(
        self, o: Occurrence, key: str, recipient: str, plan: list[tuple[Rung, Role]], start: date
    ) -> None:
        """The newest rung of each day is told, older ones give way to it; what stood before `start` stands on it."""
        names, latest = self._on_record(o, key, recipient)
        if o.state.acknowledged:
            plan = self._eased(o, recipient, plan)
        day, newest = None, ""
        for rung, role in reversed(plan):
            on = rung.on if rung.on > start else start
            if on == day:
                if rung.name not in names:
                    self.superseded.append(Notice(o, rung, recipient, role, on, newest))
                continue
            day, newest = on, rung.step.id
            if rung.name in names:
                continue
            if latest is not None and latest >= rung.on:
                why = because("newer-told", step=rung.step.id, latest=latest)
                self.held.append(Held(o, rung, recipient, why))
                continue
            self.notices.setdefault(on, []).append(Notice(o, rung, recipient, role, on))

    def _on_record(self, o: Occurrence, key: str, recipient: str) -> tuple[frozenset[str], date | None]:
        """The names of the rungs on record in this revision, and the latest day one told was planned for."""
        emitted = self.ledger.emitted.get((key, recipient))
        if not emitted:
            return frozenset(), None
        mine = [e for e in emitted if e.revision == o.state.revision]
        return frozenset(e.name for e in mine), max((e.planned_on for e in mine if e.told), default=None)

    def _eased(self, o: Occurrence, recipient: str, plan: list[tuple[Rung, Role]]) -> list[tuple[Rung, Role]]:
        """An acknowledged occurrence is told only the last two steps before its due date (design 3.7)."""
        ahead = [rung for rung, _ in plan if isinstance(rung.step.at, Offset) and rung.step.at.days <= 0]
        whole = [r for r in self.rule(o).ladder if isinstance(r.at, Offset) and r.at.days <= 0]
        # The plan may end today: the last two are those of the whole ladder that this recipient is told.
        mine = [s for s in whole if recipient in self._recipients(o, s)]
        last = sorted(mine, key=lambda s: _nearness(s))[-2:]
        left_out = [rung for rung in ahead if rung.step not in last]
        self.held += [Held(o, r, recipient, because("acknowledged", step=r.step.id)) for r in left_out]
        return [(rung, role) for rung, role in plan if rung not in left_out]

    def _recipients(self, o: Occurrence, step: Step) -> dict[str, Role]:
        """Whom a step tells of this occurrence, each in its strongest role there."""
        if o.owner.unassigned:
            asked = self.book.focal(o.plan, self.today)
            return ({asked: "focal"} if asked else {OPERATOR: "operator"}) if "owner" in step.to else {}
        found: dict[str, Role] = {}
        for role in step.to if len(step.to) == 1 else sorted(step.to, key=_STRENGTH.index):
            for agency in self._agencies(o, role):
                found.setdefault(agency, role)
        for mailbox in step.mailboxes:
            found.setdefault(mailbox, "superior")
        return found

    def _agencies(self, o: Occurrence, role: Role) -> Iterable[str]:
        owners, on = o.owner.agencies, o.deadline.due_on if o.deadline else self.today
        match role:
            case "owner" | "head":
                return owners
            case "superior":
                directory = self.book.catalogue.directory
                above = (directory.agency(a).superior for a in owners)
                now = (directory.current(s, self.today) for s in above if s)
                return [s for s in dict.fromkeys(now) if s and s not in owners]
            case "compiler":
                gatherer = self.book.compiler(o.obligation)
                if gatherer is None:
                    return ()
                plan = self.book.catalogue.plan_of[gatherer.plan]
                who = self.book.owners(plan, gatherer, on, o.period)
                return [a for owner in who for a in owner.agencies if a not in owners]
            case "coordinator" | "approver" | "via":
                cell = {"coordinator": o.obligation.coordinators, "approver": o.obligation.approver}
                heirs = self.book.heirs(cell.get(role, o.obligation.via), on).agencies
                return [a for a in heirs if a not in owners]
            case "focal":
                focal = self.book.focal(o.plan, self.today)
                return (focal,) if focal and focal not in owners else ()
            case "operator":
                return (OPERATOR,)


def _nearness(step: Step) -> float:
    """Steps before the target in the order of their days, near enough to compare `d` with `wd`."""
    assert isinstance(step.at, Offset)
    return step.at.days * (1.4 if step.at.working else 1)


def status(o: Occurrence, ledger: Ledger, today: date) -> str:
    """One word for where an occurrence stands on `today`: the fold's, else unassigned, undated (excused too: a
    date must be given), backlog, late, open."""
    if o.state.status != "open":
        return o.state.status
    if o.owner.unassigned:
        return "unassigned"
    if o.deadline is None or o.excused:
        return "undated"
    if o.deadline.late_from > today:
        return "open"
    first_seen = ledger.first_seen.get(o.key, today)
    return "backlog" if o.deadline.late_from <= first_seen and not o.state.adopted else "late"
