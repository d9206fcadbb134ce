"""What one agency owes, as its page and its calendar show it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reminder.clock import local
from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Ledger, status
from reminder.core.journal import Journal
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.engine.links import item_id
from reminder.engine.office import Office
from reminder.store import journal, notices
from reminder.store.answers import AnswerRow
from reminder.store.database import Connection

AHEAD = timedelta(days=400)
SHOWN_AFTER = timedelta(days=120)  # how long an answered duty stays on the page and in the calendar


@dataclass(frozen=True, slots=True)
class Duty:
    """One occurrence an agency owes, alone or jointly. `standing` is its status in one word; `acts` counts
    what the journal holds of it, so a later state has a higher number."""

    occurrence: Occurrence
    standing: str
    acts: int

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
    """Every agency's duties under one journal, found once."""

    def __init__(self, catalogue: Catalogue, ledger: Ledger, today: date) -> None:
        self.catalogue, self.ledger, self.today = catalogue, ledger, today
        self._of: dict[str, list[Duty]] = defaultdict(list)
        for o in Occurrences(catalogue, ledger.journal).known(today + AHEAD, today):
            if o.owner.agencies and o.state.status != "transferred" and not (o.state.closed and self._old(o)):
                duty = Duty(o, status(o, ledger, today), acts_on(ledger.journal, o))
                for agency in o.owner.agencies:
                    self._of[agency].append(duty)

    def of(self, agency: str) -> Sequence[Duty]:
        """What the agency owes and what it has lately answered, soonest first, undated last."""
        return sorted(self._of.get(agency, ()), key=lambda d: (d.last_on, d.occurrence.key))

    def one(self, agency: str, id_: str) -> Duty | None:
        """The duty of this short name, if the agency has it."""
        return next((d for d in self._of.get(agency, ()) if d.id == id_), None)

    def _old(self, o: Occurrence) -> bool:
        since = o.state.since_on or self.today
        due = o.deadline.last_on if o.deadline else since
        return max(since, due) < self.today - SHOWN_AFTER


def acts_on(acts: Journal, o: Occurrence) -> int:
    """How many acts the journal holds of this occurrence; it only grows."""
    return sum(a.period in ("", o.period) and a.owner in ("", o.owner.id) for a in acts.of(o.obligation.id))


class DutyShelf:
    """Keeps the last `Duties` made, for as long as nothing has changed."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self._kept: tuple[tuple[int, int, date], Duties] | None = None

    def current(self, connection: Connection, catalogue: Catalogue) -> Duties:
        """The duties by the journal as it is now."""
        key = (journal.last(connection), id(catalogue), self.office.today)
        kept = self._kept
        if kept is None or kept[0] != key:
            zone = self.office.config.zone
            seen = {k: local(at, zone).date() for k, at in notices.first_seen(connection).items()}
            kept = (key, Duties(catalogue, Ledger(journal.journal(connection), seen), self.office.today))
            self._kept = kept
        return kept[1]


def waiting(answers: Sequence[AnswerRow]) -> AnswerRow | None:
    """The answer an officer has yet to decide."""
    return next((a for a in reversed(answers) if a.state == "waiting"), None)
