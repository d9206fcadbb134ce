"""Who owes what for which period: obligation × period × owing agency, with its deadline (design 3.5, 3.6, 3.12)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import NamedTuple

from reminder.core.agency import Cast
from reminder.core.calendar import DAY, FIRST, LAST
from reminder.core.catalogue import Catalogue, Obligation, Plan
from reminder.core.deadline import Deadline, deadline, term
from reminder.core.journal import NEW, NOBODY, Journal, State
from reminder.core.reason import Reason, because
from reminder.phrases import Bound, Due

__all__ = ["FIRST", "LAST", "NOBODY", "Heirs", "Occurrence", "Occurrences", "Owner"]


@dataclass(frozen=True, slots=True)
class Owner:
    """One who owes alone, several who owe jointly, or nobody yet and why. `assigned`: a person named them."""

    agencies: tuple[str, ...]
    unassigned: Reason | None = None
    assigned: bool = False
    id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", "+".join(self.agencies) or NOBODY)


@dataclass(frozen=True, slots=True)
class Heirs:
    """A cell's agencies as they stand on a day, in printed order; `each`: a group was named, so each owes
    by itself; `missing`: why a person must decide about some or all of it."""

    agencies: tuple[str, ...] = ()
    each: bool = False
    missing: Reason | None = None


class Occurrence(NamedTuple):  # made by the hundred thousand; a tuple is made in a third of the time
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
        state = self.state
        if state is NEW or self.deadline is None:
            return False
        spans = state.resumed
        if state.status == "suspended" and state.suspended_on:
            spans = (*spans, (state.suspended_on, date.max))
        return any(first <= self.deadline.last_on <= last for first, last in spans)

    @property
    def known_from(self) -> date:
        """The day from which the plan and the row are in force and can be told of."""
        known, plan, row = self.plan.issued_on, self.plan.from_on, self.obligation.from_on
        if plan and plan > known:
            known = plan
        return row if row and row > known else known


# As a named tuple makes itself, less a call of Python for each.
_occurrence = partial(tuple.__new__, Occurrence)


class Nominal(NamedTuple):
    """One nominal date of a series with the deadline it has while no act gives another; `first` of the series; `era`
    of the directory."""

    due: Due
    first: bool
    deadline: Deadline
    era: int


class Occurrences:
    """Enumerates occurrences of one catalogue under one journal; remembers what many of them share."""

    def __init__(self, catalogue: Catalogue, journal: Journal) -> None:
        self.catalogue, self.journal = catalogue, journal
        self._deadlines: dict[tuple[date, Bound, str, str], Deadline] = {}
        self._series: dict[tuple[object, ...], tuple[Nominal, ...]] = {}
        self._owners: dict[tuple[str | int, int, str], tuple[Owner, ...]] = {}
        self._compiler: dict[str, Obligation] = {
            compiled: o for p in catalogue.plans for o in p.obligations for compiled in o.compiles
        }

    def between(self, from_on: date, to_on: date, as_of: date) -> Iterator[Occurrence]:
        """Every occurrence with a due date in `[from_on, to_on]` — as extended, where it was — and all
        undated ones, in the files' order. Groups are taken as they stand on the nominal date, for
        undated ones on `as_of`."""
        for plan in self.catalogue.plans:
            for obligation in plan.obligations:
                for o in self._of(plan, obligation, to_on, as_of):
                    if o.deadline is None or from_on <= o.deadline.due_on <= to_on:
                        yield o

    def known(
        self, to_on: date, as_of: date, obligation: str = "", period: str = "", agency: str = ""
    ) -> Iterator[Occurrence]:
        """What may be told of by `to_on`, of all or of one obligation: every series up to then, its first period
        and those that acts speak of however far, and all single deadlines, for they have checkpoints on the way.
        `period` and `agency`: of a series only what is of this period, and what this agency owes."""
        for plan in self.catalogue.plans:
            for o in plan.obligations:
                if obligation in ("", o.id):
                    yield from self._of(
                        plan, o, to_on if o.reading.recurrence else LAST, as_of, period, agency
                    )

    def compiler(self, obligation: Obligation) -> Obligation | None:
        """The report that gathers this one."""
        return self._compiler.get(obligation.id)

    def focal(self, plan: Plan, on: date) -> str:
        """The plan's focal agency or its heir on `on`; "" when the plan names none or it left no heir."""
        return self.catalogue.directory.current(plan.focal, on) if plan.focal else ""

    def _of(
        self, plan: Plan, o: Obligation, to_on: date, as_of: date, period: str = "", agency: str = ""
    ) -> Iterator[Occurrence]:
        nominal, spoken = self._nominal(plan, o, to_on), o.id in self.journal
        for due, first, at, era in nominal:
            if period not in ("", due.period):
                continue
            owning = self._owning(plan, o, due.on, due.period, era)
            for owner in (w for w in owning if agency in w.agencies) if agency else owning:
                if spoken:
                    state = self.journal.state(o.id, due.period, owner.id, owner.assigned)
                    given = self._deadline(plan, state.due_on) if state.due_on else at
                    yield Occurrence(plan, o, due.period, owner, given, state, first)
                else:
                    yield _occurrence((plan, o, due.period, owner, at, NEW, first))
        if not nominal and next(o.reading.due(FIRST, LAST), None) is None:
            yield from self._undated(plan, o, as_of)

    def _nominal(self, plan: Plan, o: Obligation, to_on: date) -> tuple[Nominal, ...]:
        """The nominal dates up to `to_on`; beyond it the first one and those of periods that acts name. A series
        starts after its plan's date; a single date counts even when it had passed by then."""
        named = self.journal.periods(o.id)
        # Rows that print the same phrase share one reading: the same object, alive as long as the catalogue.
        key = (id(o.reading), plan.id, o.from_on, o.until_on, to_on, named)
        found = self._series.get(key)
        if found is None:
            begins = max(
                plan.issued_on + DAY if o.reading.recurrence else FIRST,
                plan.from_on or FIRST,
                o.from_on or FIRST,
            )
            ends = min(plan.until_on or LAST, o.until_on or LAST)
            dues = _upto(o.reading.due(begins, ends), to_on, set(named) - {""})
            era = self.catalogue.directory.era
            found = tuple(
                Nominal(due, first, self._deadline(plan, due.on, due.bound), era(due.on))
                for due, first in dues
            )
            self._series[key] = found
        return found

    def _undated(self, plan: Plan, o: Obligation, as_of: date) -> Iterator[Occurrence]:
        if (
            as_of < (o.from_on or plan.from_on or FIRST)
            or min(o.until_on or LAST, plan.until_on or LAST) < as_of
        ):
            return
        given = self._term(o)
        for owner in self.owners(plan, o, as_of, "once"):
            state = self.journal.state(o.id, "once", owner.id, owner.assigned)
            due_on = state.due_on or given
            at = self._deadline(plan, due_on) if due_on else None
            yield Occurrence(plan, o, "once", owner, at, state)

    def _term(self, o: Obligation) -> date | None:
        """The end of a relative term once its event has been entered."""
        event_on = self.journal.event_on(o.id) if o.reading.relative else None
        if o.reading.relative is None or event_on is None:
            return None
        return term(o.reading.relative, event_on, self.catalogue.calendar)

    def _deadline(self, plan: Plan, on: date, bound: Bound = Bound.BY) -> Deadline:
        key = (on, bound, plan.before, plan.nonworking_due)
        found = self._deadlines.get(key)
        if found is None:
            found = deadline(on, bound, self.catalogue.calendar, plan.before, plan.nonworking_due)
            self._deadlines[key] = found
        return found

    def given(self, o: Occurrence) -> Reason | None:
        """Where the date comes from when the document does not print it: an act, or the event of a term."""
        acts = self.journal.about(o.obligation.id, o.period, o.owner.id, o.owner.assigned)
        if o.state.due_on:
            last = [a for a in acts if a.kind in ("extend", "date") and a.until_on == o.state.due_on][-1]
            code = "extended" if last.kind == "extend" else "dated"
            return because(code, due_on=o.state.due_on, on=last.on, document=last.document, by=last.by)
        relative, event_on = o.obligation.reading.relative, self.journal.event_on(o.obligation.id)
        if o.deadline and relative and event_on:
            law = () if relative.unit == "working_day" else ("Bộ luật Dân sự 2015, điều 147, 148",)
            return because(
                "term", n=relative.n, unit=relative.unit, event=relative.event, event_on=event_on,
                due_on=o.deadline.due_on, law=law,
            )  # fmt: skip
        return None

    def owners(self, plan: Plan, o: Obligation, on: date, period: str) -> tuple[Owner, ...]:
        """Who owes the obligation for the period whose nominal date is `on`."""
        return self._owning(plan, o, on, period, self.catalogue.directory.era(on))

    def _owning(self, plan: Plan, o: Obligation, on: date, period: str, era: int) -> tuple[Owner, ...]:
        # Tasks that print the same lead in one plan share its cell, and then their owners.
        alone = o.kind == "report" or o.id in self.journal
        key = (o.id, era, period) if alone else (id(o.lead), era, plan.id)
        found = self._owners.get(key)
        if found is None:
            found = self._owners[key] = self._who(plan, o, on, period)
        return found

    def _who(self, plan: Plan, o: Obligation, on: date, period: str) -> tuple[Owner, ...]:
        """As printed; a person's `assign` fills what the print leaves open, and replaces it where it does not."""
        printed = self._printed(plan, o, on, period)
        assigned = self.journal.assigned(o.id, period)
        if not assigned:
            return printed
        alone = tuple(Owner((a,), assigned=True) for a in assigned)
        given = alone if o.kind == "report" else (Owner(tuple(sorted(assigned)), assigned=True),)
        kept = tuple(w for w in printed if not w.unassigned) if any(w.unassigned for w in printed) else ()
        known = {a for w in kept for a in w.agencies}
        return (*kept, *(w for w in given if known.isdisjoint(w.agencies)))

    def _printed(self, plan: Plan, o: Obligation, on: date, period: str) -> tuple[Owner, ...]:
        lead = self.heirs(o.lead, on)
        if not lead.agencies:
            return (Owner((), lead.missing or because("no-lead")),)
        owing = self._without_receivers(plan, o, on, period, lead.agencies)
        if not owing:
            return (Owner((), because("owed-to-itself", agencies=lead.agencies)),)
        if o.kind == "task" and not lead.each:
            return (Owner(tuple(sorted(owing))),)  # jointly: any of them may close it
        found = tuple(Owner((a,)) for a in owing)
        return (*found, Owner((), lead.missing)) if lead.missing else found

    def _without_receivers(
        self, plan: Plan, o: Obligation, on: date, period: str, agencies: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Nobody reports to itself: not the issuer, nor whom the report goes through or to, nor who compiles
        it (design 3.6)."""
        told = {self.catalogue.directory.current(plan.issuer, on)} if plan.issuer else set()
        if o.kind == "report":
            told |= {a for cast in (o.to, o.via) for a in self.heirs(cast, on).agencies}
            compiler = self.compiler(o)
            if compiler:
                above = self.catalogue.plan_of[compiler.plan]
                told |= {a for owner in self.owners(above, compiler, on, period) for a in owner.agencies}
        return tuple(a for a in agencies if a not in told)

    def heirs(self, cast: Cast, on: date) -> Heirs:
        """What a cell of names means on `on`: members of groups in force then, heirs of bodies that ceased."""
        if cast.choice:
            return Heirs(missing=because("choice", printed=cast.raw))
        directory, found, each = self.catalogue.directory, dict[str, None](), False
        missing: Reason | None = None
        for party in cast.parties:
            if party.kind == "group":
                each = True
                found |= dict.fromkeys(directory.members(party.id, on))
            elif party.kind == "agency":
                heir = directory.successor(party.id, on)
                if heir.share == "split":
                    missing = because("split", agency=party.raw, heirs=heir.agencies)
                elif heir.agencies:
                    found |= dict.fromkeys(heir.agencies)
                else:
                    missing = because("no-heir", agency=party.raw)
        if not found and cast.parties and not missing:
            missing = because("no-agency", printed=cast.raw)
        return Heirs(tuple(found), each, missing)


def _upto(dues: Iterable[Due], to_on: date, named: set[str]) -> Iterator[tuple[Due, bool]]:
    first = True
    for due in dues:
        if first or due.on <= to_on or due.period in named:
            yield due, first
            first = False
            named.discard(due.period)
        elif not named:
            return
