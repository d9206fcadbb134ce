"""How an agency is mailed: it chooses on its page, or an officer enters it. An act of the journal like any other, taken
back by its opposite; of what an agency owes nothing can be left.
"""

from dataclasses import dataclass
from datetime import timedelta

from reminder.core.act_kinds import ActKind, SaidBy
from reminder.core.catalogue import Catalogue
from reminder.core.journal import CHOSEN, Act
from reminder.core.mail_choices import USUAL, MailChoice, after, choices
from reminder.engine.acts.record import deciding
from reminder.engine.context.office import Office
from reminder.engine.context.transaction import Transaction
from reminder.store import journal
from reminder.store.database import Connection, Database

MOST = 10  # changes of one agency by its links in a day
_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class ChoiceOnRecord:
    """How an agency is mailed. `mark` changes with every choice that is recorded; `since` is the act that made it so,
    None where it gets mails as usual."""

    choice: MailChoice = USUAL
    mark: str = "0"
    since: Act | None = None


@dataclass(frozen=True, slots=True)
class Choosing:
    """What became of it: the choice that holds; `act` if one was recorded, else `fault` why not: `changed` since it was
    shown, or `often`; neither where it held already."""

    now: ChoiceOnRecord
    act: Act | None = None
    fault: str = ""


def on_record(connection: Connection, agency: str) -> ChoiceOnRecord:
    """How this agency is mailed."""
    acts = _of(connection, agency)
    chosen = choices(acts).get(agency, USUAL)
    return ChoiceOnRecord(chosen, str(acts[-1].id), acts[-1]) if acts else ChoiceOnRecord()


def choose(
    office: Office, database: Database, catalogue: Catalogue, agency: str, kind: ActKind, *, by: str = "",
    note: str = "", seen: str = "",
) -> Choosing:  # fmt: skip
    """Record the choice; to choose what holds already records nothing. By the agency itself where `by` is empty, then
    no more than it may in a day, and nothing that was shown at another mark than the record has now (`seen`)."""

    def work(tx: Transaction) -> Choosing:
        acts, now = _of(tx.connection, agency), on_record(tx.connection, agency)
        if after(now.choice, kind) == now.choice:
            return Choosing(now)
        if seen and seen != now.mark:
            return Choosing(now, fault="changed")
        own = [a for a in acts if a.said_by is SaidBy.AGENCY and tx.now - a.at < _DAY]
        if not by and len(own) >= MOST:
            return Choosing(now, fault="often")
        said_by = SaidBy.OFFICER if by else SaidBy.AGENCY
        new = Act(kind, CHOSEN, "", agency, tx.today, tx.now, by or agency, note=note, said_by=said_by)
        act = journal.append(tx.connection, new)
        return Choosing(on_record(tx.connection, agency), act)

    return deciding(office, database, catalogue, work)


def _of(connection: Connection, agency: str) -> tuple[Act, ...]:
    return tuple(a for a in journal.about(connection, [CHOSEN]).acts if a.owner == agency)
