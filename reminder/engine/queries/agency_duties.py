"""What one agency owes, as its page and its calendar show it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reminder.core.answer_states import AnswerState
from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import status
from reminder.core.journal import Journal
from reminder.core.ladder import Timetable, horizon
from reminder.core.matter_status import Status
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.core.progress import unanswered
from reminder.engine.context.ledger import acts_of, below, seen_ledger
from reminder.engine.context.links import item_id
from reminder.engine.context.transaction import Transaction
from reminder.store import journal
from reminder.store.answers import AnswerRow

SHOWN_AFTER = timedelta(days=120)  # how long an answered duty stays on the page and in the calendar


@dataclass(frozen=True, slots=True)
class Duty:
    """One occurrence an agency owes, alone or jointly. `standing` is its status in one word; `acts` counts
    what the journal holds of it, so a later state has a higher number; `asked_on`: the progress review that nobody has
    answered."""

    occurrence: Occurrence
    standing: Status
    acts: int
    asked_on: date | None = None

    @property
    def id(self) -> str:
        return item_id(self.occurrence.key)

    @property
    def closed(self) -> bool:
        return self.occurrence.state.closed

    @property
    def last_on(self) -> date:
        """The last day still in time; the end of days for an undated one."""
        return self.occurrence.counted.last_on if self.occurrence.counted else date.max


class Duties:
    """Every agency's duties as they stood after one act. `of` and `one` look; `after` gives the next ones."""

    def __init__(self, catalogue: Catalogue, today: date, found: Iterable[Duty]) -> None:
        self.catalogue, self.today = catalogue, today
        self._of: dict[str, dict[str, Duty]] = {}
        self._matters: dict[str, dict[str, list[Duty]]] = {}
        for duty in found:
            o = duty.occurrence
            self._matters.setdefault(o.obligation.id, {}).setdefault(o.period, []).append(duty)
            for agency in o.owner.agencies:
                self._of.setdefault(agency, {})[o.key] = duty

    def of(self, agency: str) -> Sequence[Duty]:
        """What the agency owes and what it has lately answered, soonest first, undated last."""
        return sorted(self._of.get(agency, {}).values(), key=lambda d: (d.last_on, d.occurrence.key))

    def one(self, agency: str, id_: str) -> Duty | None:
        """The duty of this short name, if the agency has it."""
        return next((d for d in self._of.get(agency, {}).values() if d.id == id_), None)

    def after(self, obligation: str, period: str, found: Iterable[Duty]) -> "Duties":
        """The same with `found` in place of what was owed of this obligation, in this period or in every one."""
        new = Duties(self.catalogue, self.today, found)
        periods = self._matters.get(obligation, {})
        gone = {d.occurrence.key: d for p, each in periods.items() if period in ("", p) for d in each}
        stay = {p: each for p, each in periods.items() if period not in ("", p)}
        new._matters = self._matters | {obligation: stay | new._matters.get(obligation, {})}
        of_it, new._of = new._of, dict(self._of)
        for agency in {a for d in gone.values() for a in d.occurrence.owner.agencies} | of_it.keys():
            others = {k: d for k, d in self._of.get(agency, {}).items() if k not in gone}
            new._of[agency] = others | of_it.get(agency, {})
        return new


def acts_on(acts: Journal, o: Occurrence) -> int:
    """How many acts the journal holds of this occurrence; it only grows."""
    return len(acts.about(o.obligation.id, o.period, *o.owner.ids))


class DutyShelf:
    """Keeps the last `Duties` made. An act that is written since costs a look at its own matter."""

    def __init__(self) -> None:
        self._kept: tuple[int, Duties] | None = None

    def current(self, tx: Transaction) -> Duties:
        """The duties by the journal as it is now."""
        act, kept, catalogue, today = journal.last(tx.connection), self._kept, tx.catalogue, tx.today
        if kept is None or kept[1].catalogue is not catalogue or kept[1].today != today:
            whole = _found(tx, journal.journal(tx.connection))
            self._kept = kept = (act, Duties(catalogue, today, whole))
        elif kept[0] != act:
            duties = kept[1]
            for obligation, period in journal.spoken_since(tx.connection, kept[0]):
                for id_ in below(catalogue, obligation):  # who compiles decides who owes
                    found = _found(tx, acts_of(tx, id_, period), id_, period)
                    duties = duties.after(id_, period, found)
            self._kept = kept = (act, duties)
        return kept[1]


def _found(tx: Transaction, acts: Journal, obligation: str = "", period: str = "") -> Iterator[Duty]:
    """What is owed of everything, or of one obligation or period."""
    today, ahead = tx.today, horizon(tx.catalogue.rules, tx.today)
    owed = [
        o
        for o in Occurrences(tx.catalogue, acts).known(ahead, today, obligation, period)
        if o.owner.agencies and o.state.status is not Status.TRANSFERRED and not (o.state.closed and _old(o, today))
    ]
    ledger, plans, calendar = seen_ledger(tx, acts, owed), Timetable(tx.catalogue), tx.catalogue.calendar
    return (
        Duty(
            o,
            status(o, ledger, today),
            acts_on(acts, o),
            unanswered(o, plans.of(o.obligation, o.state.restart), calendar, today),
        )
        for o in owed
    )


def _old(o: Occurrence, today: date) -> bool:
    since = o.state.since_on or today
    due = o.deadline.last_on if o.deadline else since
    return max(since, due) < today - SHOWN_AFTER


def waiting(answers: Sequence[AnswerRow]) -> AnswerRow | None:
    """The answer an officer has yet to decide."""
    return next((a for a in reversed(answers) if a.state is AnswerState.WAITING), None)
