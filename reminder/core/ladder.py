"""When each rung of a ladder stands, for one occurrence. Civil dates; only working days are planned."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, repeat
from typing import NamedTuple

from reminder.core.act_kinds import ACTS, ActKind
from reminder.core.catalogue import Anchor, Catalogue, Obligation, Role, Rule, Select, Step, Urgency
from reminder.core.monthly_overview import overviews
from reminder.core.occurrence import Occurrence
from reminder.core.offsets import Offset, parse_offset
from reminder.core.working_calendar import DAY, WorkingCalendar


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of one occurrence. `ordinal` counts repeats from 1; a yearly step's ordinal is its year, a monthly one's
    its year and month. `own_on`: the day on which it stands by itself, where a weekly list tells it earlier."""

    step: Step
    ordinal: int
    on: date
    own_on: date | None = None
    name: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", f"{self.step.id}#{self.ordinal}")

    def told_on(self, on: date) -> "Rung":
        """The same in a list of this day."""
        return self if on == self.on else Rung(self.step, self.ordinal, on, self.on)

    @property
    def shown(self) -> str:
        """The step's id, with the ordinal where it repeats."""
        again = isinstance(self.step.at, Anchor) and (self.step.at.day or self.step.at.kind == "monthly")
        return self.name if self.step.every or again else self.step.id


REVIEWS = frozenset({"checkpoint", "review"})  # the anchors that ask for progress, and the templates of their mails


class Stretch(NamedTuple):
    """A rule and the days it plans for an obligation, both ends included."""

    first: date
    last: date
    rule: Rule


def rungs(
    o: Occurrence, plan: Iterable[Stretch], calendar: WorkingCalendar, until: date, began: date | None
) -> list[Rung]:
    """Every rung planned on or before `until`, oldest first, ladder order within a day. Of several rules each plans its
    own days. `began`: the working day on which a ladder that an act started again begins.

    Steps up to the target move to an earlier working day, later ones to a later one (design 3.15).
    An unassigned or undated occurrence is never late, so nothing follows its target.
    """
    found = [
        Rung(step, ordinal, on)
        for first, last, rule in plan
        for step in steps_of(rule, o)
        for ordinal, on in _days(step, o, calendar, min(until, last), began)
        if first <= on <= until and on <= last
    ]
    found.sort(key=lambda rung: rung.on)  # stable: the file's order decides within a day
    return found


def steps_of(rule: Rule, o: Occurrence) -> tuple[Step, ...]:
    """The ladder, with the step that tells the owner of an act that starts it again where the rule has none."""
    act = o.state.restart
    if act is None or o.state.begun_on or any(_restarts(step, act) for step in rule.ladder):
        return rule.ladder
    return (*rule.ladder, RESTARTED[act])


def review_days(o: Occurrence, plan: Iterable[Stretch], calendar: WorkingCalendar, until: date) -> list[date]:
    """The days up to `until` on which its ladder asks how it is going."""
    return [
        on
        for first, last, rule in plan
        if o.obligation.kind == "task" and not rule.anchors.isdisjoint(REVIEWS)
        for step in rule.ladder
        if isinstance(step.at, Anchor) and step.at.kind in REVIEWS
        for _year, on in _anchored(step.at, o, calendar, min(until, last), None)
        if first <= on
    ]


def _restarts(step: Step, act: ActKind) -> bool:
    return isinstance(step.at, Anchor) and step.at.act == act and "owner" in step.to


def alike(o: Occurrence, plan: Sequence[Stretch], began: date | None) -> tuple[object, ...]:
    """What the rungs of an occurrence hang on: those of two occurrences alike in this are the same. Deadlines
    are compared as objects, since equal ones of one enumeration are one."""
    state = o.state
    kinds = plan[0].rule.anchors if len(plan) == 1 else {kind for s in plan for kind in s.rule.anchors}
    again = (state.restart, state.restarted_by, began) if state.restart and not state.begun_on else None
    key = (id(plan), id(o.deadline), state.wanted_on, o.owner.unassigned is None, again)
    if not kinds:
        return key
    news = o.known_from if _new(o) and not kinds.isdisjoint(("issued", "monthly")) else None
    span = None
    if o.obligation.kind == "task" and not REVIEWS.isdisjoint(kinds):
        span = (o.obligation.reading.start, o.plan.reckoned.first, o.obligation.reading.recurrence is None)
    return (*key, news, span, o.known_from if "monthly" in kinds else None)


def _days(
    step: Step, o: Occurrence, calendar: WorkingCalendar, until: date, began: date | None
) -> Iterator[tuple[int, date]]:
    d = o.counted
    if isinstance(step.at, Anchor):
        yield from _anchored(step.at, o, calendar, until, began)
    elif d is None:
        return
    elif step.at.days <= 0:
        if began and began > d.target_on:
            return  # a day that has passed is not ahead again
        yield 1, calendar.on_or_before(shifted(d.target_on, step.at, calendar))
    elif not o.owner.unassigned:
        # One that starts again when it is late counts from then: nobody above hears before its owner (design 3.10).
        late_from = d.late_from if began is None or began < d.late_from else began + DAY
        yield from _after(step, late_from, calendar, until)


def _after(step: Step, late_from: date, calendar: WorkingCalendar, until: date) -> Iterator[tuple[int, date]]:
    """The step and its repeats. `+1wd` is the first working day ≥ late_from, `+1d` late_from itself."""
    assert isinstance(step.at, Offset)
    on = _late(late_from, step.at, calendar)
    last = min(until, _late(late_from, step.until, calendar)) if step.until else until
    gaps = chain(step.every, repeat(step.every[-1])) if step.every else iter(())
    ordinal = 1
    while on <= (last if ordinal > 1 else until):
        yield ordinal, on
        gap = next(gaps, None)
        if gap is None:
            return
        on, ordinal = calendar.on_or_after(shifted(on, gap, calendar)), ordinal + 1


def _late(late_from: date, at: Offset, calendar: WorkingCalendar) -> date:
    if at.working:
        return calendar.shift(calendar.on_or_after(late_from), at.days - 1)
    return calendar.on_or_after(late_from + timedelta(at.days - 1))


def _anchored(
    at: Anchor, o: Occurrence, calendar: WorkingCalendar, until: date, began: date | None
) -> Iterator[tuple[int, date]]:
    d = o.counted
    if at.kind == "issued":
        if _new(o):
            yield 1, calendar.on_or_after(o.known_from)
    elif at.kind == "monthly":
        due_on = d.target_on if d else None
        yield from overviews(max(o.known_from, began or o.known_from), due_on, _new(o), calendar, until)
    elif at.kind == "restart":
        if o.state.restart == at.act and began:
            # An undo does not always raise the revision: its number keeps one apart from the next.
            yield (o.state.restarted_by if at.act is ActKind.UNDO else 1), began
    elif at.kind == ("checkpoint" if d else "review") and o.obligation.kind == "task":
        if d and o.obligation.reading.recurrence:
            return  # a series comes back often enough by itself
        starts = max(filter(None, (o.obligation.reading.start, o.plan.reckoned.first)))
        ends = min(until, d.last_on) if d else until
        if d and months(starts, d.last_on) <= 12:
            return
        for year in range(starts.year, ends.year + 1):
            on = calendar.on_or_before(date(year, at.month, at.day))
            if starts <= on <= ends:
                yield year, on


def _new(o: Occurrence) -> bool:
    """Whether nobody has been told of the obligation before it."""
    return o.first and o.state.revision == 1


def shifted(on: date, by: Offset, calendar: WorkingCalendar) -> date:
    """`on` moved by an offset, working days where it says so."""
    return calendar.shift(on, by.days) if by.working else on + timedelta(by.days)


def months(first: date, last: date) -> int:
    """Whole and begun months in `[first, last]`."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


class Timetable:
    """Which rules plan which days, found once for all obligations."""

    def __init__(self, catalogue: Catalogue) -> None:
        rules, self._catalogue = catalogue.rules, catalogue
        begins = {r.from_on for r in rules if r.from_on} | {r.until_on + DAY for r in rules if r.until_on}
        starts = [date.min, *sorted(begins)]
        ends = [*(first - DAY for first in starts[1:]), date.max]
        ranked = sorted(rules, key=lambda rule: specificity(rule.select), reverse=True)
        self._spans = [
            (on, last, [r for r in ranked if (r.from_on or on) <= on <= (r.until_on or on)])
            for on, last in zip(starts, ends, strict=True)
        ]
        self._states = {state for rule in rules for state in rule.select.state}
        self._plans: dict[tuple[int, ...], tuple[Stretch, ...]] = {}
        self._of: dict[tuple[str, str], tuple[Stretch, ...]] = {}

    def of(self, obligation: Obligation, restart: ActKind | None = None) -> tuple[Stretch, ...]:
        """The rules that take an obligation, one after the other, of several the most specific, of equals the first of
        the files; the same object where they are the same. `restart`: the act that began the ladder of the matter."""
        state = begun_as(restart) if restart and self._states else ""
        key = (obligation.id, state if state in self._states else "")
        found = self._of.get(key)
        if found is None:
            plan = tuple(
                Stretch(first, last, self._most_specific(rules, obligation, state))
                for first, last, rules in self._spans
            )
            found = self._of[key] = self._plans.setdefault(tuple(id(s.rule) for s in plan), plan)
        return found

    def _most_specific(self, ranked: Iterable[Rule], o: Obligation, state: str) -> Rule:
        return next((rule for rule in ranked if takes(rule.select, self._catalogue, o, state)), DEFAULT)

    def rule(self, obligation: Obligation, on: date, restart: ActKind | None = None) -> Rule:
        """The rule that plans this day for the obligation, or for a matter of it."""
        return next(s.rule for s in self.of(obligation, restart) if s.first <= on <= s.last)


def reach(rules: Iterable[Rule]) -> timedelta:
    """How far before its target a ladder can reach, in calendar days, long holidays included."""
    offsets = [s.at for r in (*rules, DEFAULT) for s in r.ladder if isinstance(s.at, Offset) and s.at.days < 0]
    return timedelta(max(-o.days * (2 if o.working else 1) for o in offsets) + 31)


def specificity(select: Select) -> tuple[int, ...]:
    """What outranks what: a named obligation, then a plan, a tag, a group, a length, a state, a kind."""
    length = select.min_months is not None or select.max_months is not None
    named = (select.obligations, select.plans, select.tags, select.groups, length, select.state, select.kind)
    return tuple(int(bool(part)) for part in named)


def begun_as(restart: ActKind) -> str:
    """How a ladder began again, in the word that a rule selects by."""
    its = ACTS[restart].restart
    return its.step if its else ""


def takes(select: Select, catalogue: Catalogue, o: Obligation, state: str = "") -> bool:
    """Whether the selection takes this obligation, of which a matter's ladder began again as `state` says."""
    if select.state and state not in select.state:
        return False
    if select.kind is not None and select.kind != o.kind:
        return False
    if select.min_months is not None or select.max_months is not None:
        starts = o.reading.start or catalogue.plan_of[o.plan].reckoned.first
        length = months(starts, o.reading.end) if o.reading.end else None
        if length is None or not (select.min_months or 0) <= length <= (select.max_months or length):
            return False
    if select.groups:
        groups = {party.id for party in o.lead.parties if party.kind == "group"}
        if groups.isdisjoint(select.groups):
            return False
    return (
        (not select.plans or o.plan in select.plans)
        and (not select.obligations or o.id in select.obligations)
        and (not select.tags or not set(select.tags).isdisjoint(o.tags))
    )


def horizon(rules: Iterable[Rule], today: date) -> date:
    """How far ahead what may be told, answered or decided is looked for: a good year, or as far as a ladder reaches."""
    return today + max(timedelta(400), reach(rules))


def _step(id_: str, at: str, to: tuple[Role, ...], template: str, urgency: Urgency = "normal") -> Step:
    return Step(id_, parse_offset(at), to, template, urgency)


# How the owner is told of an act that starts the ladder again, where the rule has no step for it (design 3.10).
RESTARTED: Mapping[ActKind, Step] = {
    act: Step(kind.restart.step, Anchor("restart", act=act), ("owner",), kind.restart.template)
    for act, kind in ACTS.items()
    if kind.restart
}

# What holds where no rule of the files does, on days between two of them as well: nothing is ever unrouted.
DEFAULT = Rule(
    "built-in",
    Select(),
    (
        Step("first", Anchor("issued"), ("owner",), "first"),
        Step("review", Anchor("review", 11, 15), ("owner",), "review"),
        _step("d10", "-10wd", ("owner",), "coming"),
        _step("d5", "-5wd", ("owner",), "coming"),
        _step("d1", "-1wd", ("owner",), "coming", "high"),
        _step("d0", "0", ("owner",), "today", "high"),
        _step("overdue", "+1wd", ("owner",), "overdue", "high"),
        _step("head", "+3wd", ("head", "focal"), "escalation", "high"),
        _step("superior", "+7wd", ("superior",), "escalation", "high"),
        Step(
            "still-overdue", Offset(12, True), ("owner",), "overdue", every=(Offset(5, True),), until=Offset(60, True)
        ),
    ),
)
