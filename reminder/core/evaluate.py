"""What must be told now, what is held back, and why. The one planner: preview, notices, simulate,
explain and the daemon call it (design 3.8–3.10).

For each open occurrence and each addressee (an agency's own contact, its head, a fixed address), the newest rung at
or before today is emitted, unless its key was emitted before, or one of the same revision planned as late or later.
Older rungs are recorded as superseded. So a stoppage gives one notice with the true days left, and nothing repeats.
"""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple

from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import Anchor, Catalogue, Step
from reminder.core.deadline import Deadline
from reminder.core.former_keys import Former, former
from reminder.core.journal import Journal
from reminder.core.ladder import Rung, Timetable, alike, reach, rungs, steps_of
from reminder.core.mail_choices import INFORMS, MailChoice, listed, week_of
from reminder.core.matter_status import Status
from reminder.core.notice import Notice, made
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.core.occurrence_state import NEW
from reminder.core.offsets import Offset
from reminder.core.progress import answered, asks
from reminder.core.reason import Reason, because
from reminder.core.recipients import OPERATOR, Recipients, addressee, agency_of
from reminder.core.superseding import AudienceRole, Course, Ladder, RungPlan, newest
from reminder.core.working_calendar import LAST


class Held(NamedTuple):
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
    """What has happened, as the database knows it. `emitted` is keyed by occurrence key and addressee, `choices` by
    agency."""

    journal: Journal = field(default_factory=Journal)
    first_seen: Mapping[str, date] = field(default_factory=dict)
    emitted: Mapping[tuple[str, str], tuple[Emitted, ...]] = field(default_factory=dict)
    choices: Mapping[str, MailChoice] = field(default_factory=dict)


@dataclass(frozen=True)
class Evaluation:
    """`notices` to send, in order of `send_on`; `superseded` rungs older than a newer one; `held` ones;
    `seen` every occurrence looked at; `former` keys on record that went on in one of them."""

    notices: tuple[Notice, ...]
    superseded: tuple[Notice, ...]
    held: tuple[Held, ...]
    seen: tuple[Occurrence, ...]
    former: tuple[Former, ...] = ()


def evaluate(catalogue: Catalogue, ledger: Ledger, today: date, until: date | None = None) -> Evaluation:
    """The notices to send on `today` (a day of sending), and, if `until` lies later, those that will follow up
    to and including it should nothing else happen."""
    until, book = min(max(until or today, today), LAST), Occurrences(catalogue, ledger.journal)
    with _uncollected():
        seen = tuple(book.known(until + reach(catalogue.rules), today))
        before = former(seen, ledger.first_seen)
        planner = _Planner(book, _followed(ledger, before), today, until)
        for occurrence in seen:
            planner.consider(occurrence)
        told = chain.from_iterable(planner.notices[day] for day in sorted(planner.notices))
        return Evaluation(tuple(told), tuple(planner.superseded), tuple(planner.held), seen, before)


def _followed(ledger: Ledger, before: Sequence[Former]) -> Ledger:
    """The same, with what is on record under former keys where it goes on: files that are not in force yet name others
    before the database does."""
    if not before:
        return ledger
    moves = dict(before)
    seen, emitted = dict(ledger.first_seen), dict(ledger.emitted)
    for key, to in moves.items():
        for o in to:
            seen[o.key] = min(seen[key], seen.get(o.key, LAST))
    for key, who in [at for at in emitted if at[0] in moves]:
        to = moves[key]
        own = next((o for o in to if agency_of(who) in o.owner.agencies), to[0])
        emitted[own.key, who] = (*emitted.get((own.key, who), ()), *emitted.pop((key, who)))
    return replace(ledger, first_seen=seen, emitted=emitted)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing made here is ever part of a circle; to look for one in a million new values, again and again,
    would take a third of the time."""
    if not gc.isenabled():
        yield
        return
    gc.collect(1)  # circles that others have just left
    gc.disable()
    try:
        yield
    finally:
        # Frozen and thawed, what was made counts as old: otherwise all of it would be looked at on the way out.
        gc.freeze()
        gc.unfreeze()
        gc.enable()


class _Planner:
    """Plans one occurrence after another; gathers what it decides. `notices` are keyed by the day they leave."""

    def __init__(self, book: Occurrences, ledger: Ledger, today: date, until: date) -> None:
        self.book, self.ledger, self.today, self.until = book, ledger, today, until
        self.recipients = Recipients(book, today)
        self.notices: defaultdict[date, list[Notice]] = defaultdict(list)
        self.superseded: list[Notice] = []
        self.held: list[Held] = []
        lists = any(choice.weekly for choice in ledger.choices.values())
        self._ahead = week_of(until) if lists else until
        self._timetable = Timetable(book.catalogue)
        self._ladders: dict[tuple[object, ...], Ladder] = {}

    def consider(self, o: Occurrence) -> None:
        """Decide about this occurrence."""
        start = self._start(o)
        silent = self._silent(o)
        if start > self.until and not silent:
            quiet = o.state.silent_until
            silent = because("silenced", until=quiet) if quiet else because("not-in-force", since=o.known_from)
        if silent:
            self.held.append(Held(o, None, "", silent))
            return
        state, began = o.state, None
        if state is not NEW:
            if o.wants_date:
                self.held.append(Held(o, None, "", because("date-wanted", since=state.wanted_on)))
            if state.restart and not state.begun_on:
                began = self._began(o, start)
        ladder = self._ladder(o, began)
        for recipient, parts in self._parts(o, ladder).items():
            choice = self.ledger.choices and self.ledger.choices.get(agency_of(recipient))
            eased = state.acknowledged and o.acknowledged(agency_of(recipient))
            if choice or eased or state.progress:
                plan = ladder.whole(parts) if choice and choice.weekly else ladder.plan(parts)
                plan = self._eased(o, recipient, plan) if eased else plan
                plan = self._unanswered(o, recipient, plan) if state.progress else plan
                course = newest(self._chosen(o, recipient, plan, choice) if choice else plan, start)
            else:
                course = ladder.course(parts, start)
            self._tell(o, recipient, course)

    def _silent(self, o: Occurrence) -> Reason | None:
        """Why the whole ladder of the occurrence keeps silent, or None."""
        state = o.state
        if state is not NEW:
            if state.status is Status.TRANSFERRED:
                return because("transferred", heirs=state.heirs)
            if state.closed:
                return because("answered", status=state.status, on=state.since_on, document=state.document)
            if state.status is Status.SUSPENDED:
                return because("suspended", since=state.suspended_on)
        d = o.deadline if state is NEW else o.counted
        return _backlog(o, d, self.ledger, self.today) if d and d.late_from <= self.today else None

    def _start(self, o: Occurrence) -> date:
        """The first day this occurrence may be told of: today, or the working day after a silence ends or on
        which its plan comes into force."""
        quiet, known = o.state.silent_until, o.known_from
        if known <= self.today and not (quiet and quiet >= self.today):
            return self.today
        after = max(known, quiet + timedelta(1)) if quiet else known
        return self.book.catalogue.calendar.on_or_after(after)

    def _began(self, o: Occurrence, start: date) -> date:
        """The working day on which a ladder that starts again begins: on which its owner was told what happened, or is
        to be. One of which a newer step was told instead counts from its act."""
        state, calendar = o.state, self.book.catalogue.calendar
        on = calendar.on_or_after(state.restarted_on or start)
        plan = self._timetable.of(o.obligation, state.restart)
        ids = {
            s.id for _, _, rule in plan for s in steps_of(rule, o)
            if isinstance(s.at, Anchor) and s.at.act == state.restart
        }  # fmt: skip
        ordinal = state.restarted_by if state.restart is ActKind.UNDO else 1
        names = {f"{id_}#{ordinal}" for id_ in ids}
        owners = o.owner.agencies or (self.book.catalogue.focal(o.plan, self.today) or OPERATOR,)
        mine = [
            e
            for owner in owners
            for e in self.ledger.emitted.get((o.key, owner), ())
            if e.revision == state.revision and e.told and e.planned_on >= on
        ]
        told = [e.planned_on for e in mine if e.name in names]
        return max(told) if told else on if mine else max(on, start)

    def _ladder(self, o: Occurrence, began: date | None) -> Ladder:
        """The rungs of the occurrence, shared with all that are alike."""
        plan = self._timetable.of(o.obligation, o.state.restart)
        kind = alike(o, plan, began)
        found = self._ladders.get(kind)
        if found is None:
            found = Ladder(rungs(o, plan, self.book.catalogue.calendar, self._ahead, began), self.until)
            self._ladders[kind] = found
        return found

    def _parts(self, o: Occurrence, ladder: Ladder) -> dict[str, tuple[AudienceRole, ...]]:
        """For each addressee, which parts of the ladder it is told, and in which role."""
        told: dict[str, tuple[AudienceRole, ...]] = {}
        for n, step in enumerate(ladder.audiences):
            for who, role in self.recipients.of(o, step).items():
                told[who] = (*told[who], (n, role)) if who in told else ((n, role),)
        return told

    def _tell(self, o: Occurrence, who: str, course: Course) -> None:
        """What of its course this addressee has not been told yet."""
        emitted, recipient = self.ledger.emitted and self.ledger.emitted.get((o.key, who)), agency_of(who)
        if emitted:
            course = self._untold(o, recipient, course, emitted)
        notices = self.notices
        for on, rung, role, by in course:
            if by:
                self.superseded.append(Notice(o, rung, recipient, role, on, by))
            else:
                notices[on].append(made((o, rung, recipient, role, on, "")))

    def _untold(self, o: Occurrence, recipient: str, course: Course, emitted: Iterable[Emitted]) -> Course:
        """Without what is on record, and without what is older than something told, which is held."""
        mine = [e for e in emitted if e.revision == o.state.revision]
        names = {e.name for e in mine}
        latest = max((e.planned_on for e in mine if e.told), default=date.min)
        left = tuple(entry for entry in course if entry[1].name not in names)
        if any(entry[2] == "owner" and "head" in entry[1].step.to for entry in left):
            # An earlier version told owner and head of one step as one.
            heads = self.ledger.emitted.get((o.key, addressee(recipient, "head")), ())
            both = {e.name for e in heads if e.revision == o.state.revision}
            left = tuple(e for e in left if not (e[2] == "owner" and e[1].name in both))
        if begun_on := o.state.begun_on:
            # An earlier version told an heir by another date, in another revision: once is enough.
            told = {e.name for e in emitted if e.told}
            left = tuple(entry for entry in left if entry[1].on > begun_on or entry[1].name not in told)
        for _, rung, _, by in left:
            if rung.on <= latest and not by:
                why = because("newer-told", step=rung.step.id, latest=latest)
                self.held.append(Held(o, rung, recipient, why))
        return tuple(entry for entry in left if entry[3] or entry[1].on > latest)

    def _eased(self, o: Occurrence, who: str, plan: RungPlan) -> RungPlan:
        """An acknowledged occurrence is told only the last two steps before its due date (design 3.7)."""
        # The plan may end today: the last two are those of the whole ladder that this addressee is told.
        rule = self._timetable.rule(o.obligation, self.today, o.state.restart)
        ahead = [s for s in rule.ladder if _ahead(s) and who in self.recipients.of(o, s)]
        last = sorted(ahead, key=lambda s: s.at.near if isinstance(s.at, Offset) else 0)[-2:]
        left_out = [entry for entry in plan if _ahead(entry[1].step) and entry[1].step not in last]
        recipient = agency_of(who)
        self.held += [Held(o, r, recipient, because("acknowledged", step=r.step.id)) for _, r, _ in left_out]
        return [entry for entry in plan if entry not in left_out]

    def _unanswered(self, o: Occurrence, who: str, plan: RungPlan) -> RungPlan:
        """Without the reviews that were answered; the newest of them is held, unless it was told."""
        said = [entry for entry in plan if asks(entry[1].step) and answered(o.state.progress, entry[1].on)]
        told = {e.name for e in self.ledger.emitted.get((o.key, who), ()) if e.revision == o.state.revision}
        if said and o.state.progress and said[-1][1].name not in told:
            why = because("progress-said", step=said[-1][1].step.id, on=o.state.progress.on)
            self.held.append(Held(o, said[-1][1], agency_of(who), why))
        return [entry for entry in plan if entry not in said]

    def _chosen(self, o: Occurrence, who: str, plan: RungPlan, choice: MailChoice) -> RungPlan:
        """The same as its agency has chosen to be told it."""
        if choice.weekly:
            plan = listed(plan, self.book.catalogue.calendar, self.until)
        if choice.left:
            left, recipient = [e for e in plan if e[1].step.template == INFORMS], agency_of(who)
            self.held += [Held(o, r, recipient, because("overview-left", step=r.step.id)) for _, r, _ in left]
            plan = [entry for entry in plan if entry not in left]
        return plan


def _ahead(step: Step) -> bool:
    return isinstance(step.at, Offset) and step.at.days <= 0


def status(o: Occurrence, ledger: Ledger, today: date) -> Status:
    """One word for where an occurrence stands on `today`."""
    if o.state.status is not Status.OPEN:
        return o.state.status
    if o.owner.unassigned:
        return Status.UNASSIGNED
    if o.deadline is None or o.wants_date:
        return Status.UNDATED
    if o.deadline.late_from > today:
        return Status.OPEN
    return Status.BACKLOG if _backlog(o, o.deadline, ledger, today) else Status.LATE


def _backlog(o: Occurrence, d: Deadline, ledger: Ledger, today: date) -> Reason | None:
    """Why what is late is not chased: it was late when it was first seen, and nobody has adopted it."""
    first_seen = ledger.first_seen.get(o.key, today)
    backlog = d.late_from <= first_seen and not o.state.adopted
    return because("backlog", late_from=d.late_from, first_seen=first_seen) if backlog else None
