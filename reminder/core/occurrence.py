"""Who owes what for which period: obligation × period × owing agency, with its deadline (design 3.5, 3.6, 3.12)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import NamedTuple

from reminder.core.act_kinds import ACTS, ActKind
from reminder.core.catalogue import Catalogue, Obligation, Plan
from reminder.core.deadline import Deadline, deadline, term
from reminder.core.former_owners import continued
from reminder.core.inherited_duties import born, grown
from reminder.core.journal import Act, Journal, reversed_by
from reminder.core.matter_status import Status
from reminder.core.occurrence_state import NEW, Dated, Extension, State, began_again, fold
from reminder.core.owners import Owner, Owners
from reminder.core.reason import Reason, because
from reminder.core.working_calendar import DAY, FIRST, LAST
from reminder.phrases import Bound, Due

_NAMELESS = re.compile(r"once|\d{4}-\d\d-\d\d")


class Occurrence(NamedTuple):  # made by the hundred thousand; a tuple is made in a third of the time
    """One owing agency's duty for one period. `deadline` is None while no date is known (design 3.3).

    `first` marks the first period of a series: the plan is announced with it, not again each year. `due` is the date
    as the plan has it, whatever acts say; None while it has none.
    """

    plan: Plan
    obligation: Obligation
    period: str
    owner: Owner
    deadline: Deadline | None
    state: State
    first: bool = True
    due: Due | None = None

    @property
    def key(self) -> str:
        """Unique for ever, and free of dates that a calendar or an extension could move."""
        return f"{self.obligation.id}@{self.period}@{self.owner.id}"

    @property
    def wants_date(self) -> bool:
        """A person must give it a date; until then nothing is due, late or escalated (design 3.7)."""
        return self.state.wanted_on is not None and not self.state.closed

    @property
    def counted(self) -> Deadline | None:
        """The deadline that steps and lateness count from: none while a date is wanted."""
        return None if self.wants_date else self.deadline

    @property
    def reported_period(self) -> str:
        """The period that a report is about; "" for one that comes once, or on listed days, which name no period."""
        return self.period if self.obligation.kind == "report" and not _NAMELESS.fullmatch(self.period) else ""

    @property
    def granted(self) -> Extension | None:
        """The extension by which it has its date, while it is owed and has one."""
        return None if self.state.rests or self.wants_date else self.state.extension

    def acknowledged(self, agency: str) -> bool:
        """Whether receipt is confirmed, as this agency is told: an owner who came to stand beside those who confirmed
        it has not."""
        by = self.state.acknowledged_by
        return self.state.acknowledged and (not by or agency in by or agency not in self.owner.agencies)

    @property
    def known_from(self) -> date:
        """The day from which the plan and the row are in force and can be told of."""
        known, plan, row = self.plan.reckoned.told_from, self.plan.from_on, self.obligation.from_on
        if plan and plan > known:
            known = plan
        return row if row and row > known else known


# As a named tuple makes itself, less a call of Python for each.
_occurrence = partial(tuple.__new__, Occurrence)


class Nominal(NamedTuple):
    """One nominal date of a series with the deadline it has while no act gives another; `first` of the series; `era`
    of the directory on it, and `was` on the day `since` which the period has been owed."""

    due: Due
    first: bool
    deadline: Deadline
    era: int
    since: date
    was: int


class Occurrences(Owners):
    """Enumerates occurrences of one catalogue under one journal; remembers what many of them share."""

    def __init__(self, catalogue: Catalogue, journal: Journal) -> None:
        super().__init__(catalogue, journal)
        self._deadlines: dict[tuple[date, Bound, str, str], Deadline] = {}
        self._series: dict[tuple[object, ...], tuple[Nominal, ...]] = {}

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
        ids = self.catalogue.obligation_of
        for o in filter(None, [ids.get(obligation)]) if obligation else ids.values():
            plan = self.catalogue.plan_of[o.plan]
            yield from self._of(plan, o, to_on if o.reading.recurrence else LAST, as_of, period, agency)

    def _of(
        self, plan: Plan, o: Obligation, to_on: date, as_of: date, period: str = "", agency: str = ""
    ) -> Iterator[Occurrence]:
        nominal, spoken = self._nominal(plan, o, to_on), o.id in self.journal
        for each in nominal:
            due, at = each.due, each.deadline
            if period not in ("", due.period):
                continue
            owning = self._owning(plan, o, due.on, due.period, each.era)
            if spoken or each.was != each.era:
                lived = self._lived(plan, o, due.period, owning, at, each.since, due.on, each.first, due)
                yield from (x for x in lived if agency in x.owner.agencies) if agency else lived
            else:
                for owner in (w for w in owning if agency in w.agencies) if agency else owning:
                    yield _occurrence((plan, o, due.period, owner, at, NEW, each.first, due))
        if not nominal and next(o.reading.due(FIRST, LAST, self.catalogue.calendar), None) is None:
            yield from self._undated(plan, o, as_of)

    def _lived(
        self, plan: Plan, o: Obligation, period: str, owning: tuple[Owner, ...], at: Deadline | None,
        since: date, on: date, first: bool, due: Due | None = None,
    ) -> Iterator[Occurrence]:  # fmt: skip
        """The occurrences of one period to which something may have happened: acts, or the end of a body."""

        def dated(due_on: date | None) -> Deadline | None:
            return self._deadline(plan, due_on) if due_on else at

        def state_of(owner: Owner, first: State = NEW) -> State:
            return fold(self.journal.about(o.id, period, *owner.ids), dated, first)

        directory = self.catalogue.directory
        gone = self.gone(plan, o, since, on, period) if directory.era(since) != directory.era(on) else []
        owning, gone = continued(self.journal, o, period, owning, gone)
        left = {g.owner.id: state_of(g.owner) for g in gone}
        done = False
        for owner in owning:
            before = [(g, left[g.owner.id]) for g in gone if owner.id in g.heirs]
            state = grown(state_of(owner, born(owner.id, before)), before, dated) if before else state_of(owner)
            if owner.of_one and done:
                continue  # nobody need be found for the rest of its lead
            done = state.closed
            yield Occurrence(plan, o, period, owner, dated(state.due_on), state, first, due)
        for g in gone:
            state = replace(left[g.owner.id], status=Status.TRANSFERRED, heirs=g.heirs)
            yield Occurrence(plan, o, period, g.owner, dated(state.due_on), state, first, due)

    def _nominal(self, plan: Plan, o: Obligation, to_on: date) -> tuple[Nominal, ...]:
        """The nominal dates up to `to_on`; beyond it the first one and those of periods that acts name. A series
        starts after its plan's date; a single date counts even when it had passed by then."""
        named = self.journal.periods(o.id)
        # Rows that print the same phrase share one reading: the same object, alive as long as the catalogue.
        key = (id(o.reading), plan.id, o.from_on, o.until_on, to_on, named)
        found = self._series.get(key)
        if found is None:
            begins, ends = followed(plan, o)
            dues = _upto(o.reading.due(begins, ends, self.catalogue.calendar), to_on, set(named) - {""})
            found = tuple(self._series_of(plan, begins, dues))
            self._series[key] = found
        return found

    def _series_of(self, plan: Plan, begins: date, dues: Iterable[tuple[Due, bool]]) -> Iterator[Nominal]:
        era, since = self.catalogue.directory.era, max(begins, plan.reckoned.on)
        for due, first in dues:
            since = min(since, due.on)
            at = self._deadline(plan, due.on, due.bound)
            yield Nominal(due, first, at, era(due.on), since, era(since))
            since = due.on

    def _undated(self, plan: Plan, o: Obligation, as_of: date) -> Iterator[Occurrence]:
        if as_of < (o.from_on or plan.from_on or FIRST) or min(o.until_on or LAST, plan.until_on or LAST) < as_of:
            return
        given = self._term(o)
        at = self._deadline(plan, given) if given else None
        since = min(max(plan.reckoned.on, plan.from_on or FIRST, o.from_on or FIRST), as_of)
        yield from self._lived(plan, o, "once", self.owners(plan, o, as_of, "once"), at, since, as_of, True)

    def _term(self, o: Obligation) -> date | None:
        """The end of a relative term once its event has been entered."""
        if (relative := o.reading.relative) and (event_on := self.journal.event_on(o.id)):
            return term(relative, event_on, self.catalogue.calendar)
        return None

    def _deadline(self, plan: Plan, on: date, bound: Bound = Bound.BY) -> Deadline:
        key = (on, bound, plan.before, plan.nonworking_due)
        found = self._deadlines.get(key)
        if found is None:
            found = deadline(on, bound, self.catalogue.calendar, plan.before, plan.nonworking_due)
            self._deadlines[key] = found
        return found

    def dated(self, o: Occurrence) -> Dated:
        """The deadline of this occurrence by a date that is given to it; by what the plan prints for None."""
        due, term = o.due, None if o.due else self._term(o.obligation)
        printed = self._deadline(o.plan, due.on, due.bound) if due else self._deadline(o.plan, term) if term else None
        return lambda due_on: self._deadline(o.plan, due_on) if due_on else printed

    def settled(self, undo: Act, known: Iterable[Occurrence]) -> Act:
        """An undo about to be written, with what it brings about for the one of `known` that it speaks of: whether the
        ladder begins again."""
        about = next((o for o in known if o.period == undo.period and undo.owner in o.owner.ids), None)
        if about is None:
            return undo
        acts = self.journal.about(about.obligation.id, about.period, *about.owner.ids)
        return replace(undo, restarts=began_again(acts, undo, self.dated(about)))

    def given(self, o: Occurrence) -> Reason | None:
        """Where the date comes from when the document does not print it: an act, or the event of a term."""
        if o.state.due_on:
            acts = self.journal.of(o.obligation.id)
            undone, mine = reversed_by(acts), self.journal.about(o.obligation.id, o.period, *o.owner.ids)
            given = [a for a in (*acts, *mine) if ACTS[a.kind].gives_date and a.until_on == o.state.due_on]
            # Its own act before those of others: the body that it came from may have been given the date.
            last = max(given, key=lambda a: (a.id not in undone, a in mine, a.id))
            code = "extended" if last.kind is ActKind.EXTEND else "dated"
            return because(code, due_on=o.state.due_on, on=last.on, document=last.document, by=last.by)
        relative, event_on = o.obligation.reading.relative, self.journal.event_on(o.obligation.id)
        if o.deadline and relative and event_on:
            law = () if relative.unit == "working_day" else ("term",)
            return because(
                "term", n=relative.n, unit=relative.unit, event=relative.event, event_on=event_on,
                due_on=o.deadline.due_on, law=law,
            )  # fmt: skip
        return None


def followed(plan: Plan, o: Obligation) -> tuple[date, date]:
    """The first and the last day on which what is due by the row's phrase is owed. A series starts after its plan's
    date and ends with it; a single date counts even when it had passed, and is owed beyond the plan's end."""
    recurs = o.reading.recurrence
    begins = max(plan.reckoned.on + DAY if recurs else FIRST, plan.from_on or FIRST, o.from_on or FIRST)
    return begins, min((recurs and plan.until_on) or LAST, o.until_on or LAST)


def _upto(dues: Iterable[Due], to_on: date, named: set[str]) -> Iterator[tuple[Due, bool]]:
    first = True
    for due in dues:
        if first or due.on <= to_on or due.period in named:
            yield due, first
            first = False
            named.discard(due.period)
        elif not named:
            return
