"""Who owes what for which period: obligation × period × owing agency, with its deadline (design 3.5, 3.6, 3.12)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from reminder.core.agency import Cast
from reminder.core.catalogue import Catalogue, Obligation, Plan
from reminder.core.deadline import Deadline, deadline, term
from reminder.core.journal import Journal, State
from reminder.core.reason import Reason, because
from reminder.phrases import Bound, Due

NOBODY = "-"
LAST = date(2099, 12, 31)  # the end of every calendar
_FAR = timedelta(days=366 * 60)


@dataclass(frozen=True, slots=True)
class Owner:
    """One who owes alone, several who owe jointly, or nobody yet and why."""

    agencies: tuple[str, ...]
    unassigned: Reason | None = None

    @property
    def id(self) -> str:
        return "+".join(self.agencies) or NOBODY


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One owing agency's duty for one period. `deadline` is None while no date is known (design 3.3).

    `first` marks the first period of a series: the plan is announced with it, not again each year.
    """

    plan: Plan
    obligation: Obligation
    period: str
    owner: Owner
    deadline: Deadline | None
    state: State
    first: bool = True

    @property
    def key(self) -> str:
        """Unique for ever, and free of dates that a calendar or an extension could move."""
        return f"{self.obligation.id}@{self.period}@{self.owner.id}"

    @property
    def excused(self) -> bool:
        """Its last day fell inside a suspension: not late until a date is given (design 3.7)."""
        if self.deadline is None:
            return False
        spans = self.state.resumed
        if self.state.status == "suspended" and self.state.suspended_on:
            spans = (*spans, (self.state.suspended_on, date.max))
        return any(first <= self.deadline.last_on <= last for first, last in spans)


class Occurrences:
    """Enumerates occurrences of one catalogue under one journal; remembers what many of them share."""

    def __init__(self, catalogue: Catalogue, journal: Journal) -> None:
        self.catalogue, self.journal = catalogue, journal
        self._deadlines: dict[tuple[date, Bound, str, str], Deadline] = {}
        self._owners: dict[tuple[str, date, str], tuple[Owner, ...]] = {}
        self._compiler: dict[str, Obligation] = {
            compiled: o for p in catalogue.plans for o in p.obligations for compiled in o.compiles
        }

    def between(self, from_on: date, to_on: date, as_of: date) -> Iterator[Occurrence]:
        """Every occurrence with a due date in `[from_on, to_on]` — as extended, where it was — and all
        undated ones, in the files' order. Groups are taken as they stand on the nominal date, for
        undated ones on `as_of`."""
        for plan in self.catalogue.plans:
            for obligation in plan.obligations:
                yield from self._of(plan, obligation, from_on, to_on, as_of)

    def known(self, to_on: date, as_of: date, obligation: str = "") -> Iterator[Occurrence]:
        """What may be told of by `to_on`, of all or of one obligation: every series up to then, and single
        deadlines however far, for they have checkpoints on the way."""
        for plan in self.catalogue.plans:
            for o in plan.obligations:
                if obligation in ("", o.id):
                    yield from self._of(plan, o, date.min, to_on if o.reading.recurrence else LAST, as_of)

    def compiler(self, obligation: Obligation) -> Obligation | None:
        """The report that gathers this one."""
        return self._compiler.get(obligation.id)

    def _of(self, plan: Plan, o: Obligation, from_on: date, to_on: date, as_of: date) -> Iterator[Occurrence]:
        starts = max(filter(None, (plan.issued_on + timedelta(1), plan.from_on, o.from_on)))
        ends = min(filter(None, (plan.until_on, o.until_on, to_on)))
        first = next(o.reading.due(starts, starts + _FAR), None)
        if first is None:
            yield from self._undated(plan, o, from_on, to_on, as_of)
            return
        moved = {a.period for a in self.journal.of(o.id) if a.until_on and a.kind in ("extend", "date")}
        for due in o.reading.due(starts, ends) if moved else o.reading.due(max(starts, from_on), ends):
            for owner in self.owners(plan, o, due.on, due.period):
                state = self.journal.state(o.id, due.period, owner.id)
                at = self._deadline(plan, due, state)
                if from_on <= at.due_on <= to_on:
                    yield Occurrence(plan, o, due.period, owner, at, state, first=due == first)

    def _undated(
        self, plan: Plan, o: Obligation, from_on: date, to_on: date, as_of: date
    ) -> Iterator[Occurrence]:
        if o.until_on and o.until_on < as_of:
            return
        for owner in self.owners(plan, o, as_of, "once"):
            state = self.journal.state(o.id, "once", owner.id)
            due_on = state.due_on or self._term(o)
            if due_on is None:
                yield Occurrence(plan, o, "once", owner, None, state)
            elif from_on <= due_on <= to_on:
                given = self._deadline(plan, Due(due_on, Bound.BY, "once"), state)
                yield Occurrence(plan, o, "once", owner, given, state)

    def _term(self, o: Obligation) -> date | None:
        """The end of a relative term once its event has been entered."""
        event_on = self.journal.event_on(o.id) if o.reading.relative else None
        return (
            term(o.reading.relative, event_on, self.catalogue.calendar)
            if o.reading.relative and event_on
            else None
        )

    def _deadline(self, plan: Plan, due: Due, state: State) -> Deadline:
        on, bound = (state.due_on, Bound.BY) if state.due_on else (due.on, due.bound)
        key = (on, bound, plan.before, plan.nonworking_due)
        if key not in self._deadlines:
            self._deadlines[key] = deadline(
                on, bound, self.catalogue.calendar, plan.before, plan.nonworking_due
            )
        return self._deadlines[key]

    def owners(self, plan: Plan, o: Obligation, on: date, period: str) -> tuple[Owner, ...]:
        """Who owes the obligation for the period whose nominal date is `on`."""
        key = (o.id, on, period)
        if key not in self._owners:
            assigned = self.journal.assigned(o.id, period)
            self._owners[key] = self._assigned(assigned) if assigned else self._named(plan, o, on, period)
        return self._owners[key]

    def _assigned(self, agencies: tuple[str, ...]) -> tuple[Owner, ...]:
        return (Owner(tuple(sorted(agencies))),)

    def _named(self, plan: Plan, o: Obligation, on: date, period: str) -> tuple[Owner, ...]:
        why, each, agencies = self.heirs(o.lead, on)
        if why or not agencies:
            return (Owner((), why or because("no-lead")),)
        told = {plan.issuer} | self._receivers(plan, o, on, period)
        owing = tuple(a for a in agencies if a not in told)
        if not owing:
            return (Owner((), because("owed-to-itself", agencies=agencies)),)
        if each or o.kind == "report" or len(owing) == 1:
            return tuple(Owner((a,)) for a in owing)
        return (Owner(tuple(sorted(owing))),)

    def _receivers(self, plan: Plan, o: Obligation, on: date, period: str) -> set[str]:
        """Nobody reports to itself: whom the report goes through or to, and who compiles it (design 3.6)."""
        if o.kind != "report":
            return set()
        told = {a for cast in (o.to, o.via) for a in self.heirs(cast, on)[2]}
        compiler = self.compiler(o)
        if compiler:
            told |= {a for owner in self.owners(plan, compiler, on, period) for a in owner.agencies}
        return told

    def heirs(self, cast: Cast, on: date) -> tuple[Reason | None, bool, tuple[str, ...]]:
        """A cell's agencies as they stand on `on`: why a person must decide (or None), whether a group
        was named (each member owes), and the agencies in printed order without repeats."""
        if cast.choice:
            return because("choice", printed=cast.raw), False, ()
        directory, found, each = self.catalogue.directory, dict[str, None](), False
        why: Reason | None = None
        for party in cast.parties:
            if party.kind == "group":
                each = True
                found |= dict.fromkeys(directory.members(party.id, on))
            elif party.kind == "agency":
                heir = directory.successor(party.id, on)
                if heir.share == "split" or not heir.agencies:
                    why = because(
                        "split" if heir.agencies else "no-heir", agency=party.raw, heirs=heir.agencies
                    )
                else:
                    found |= dict.fromkeys(heir.agencies)
        if not found and cast.parties:
            why = why or because("no-agency", printed=cast.raw)
        return why, each, tuple(found)
