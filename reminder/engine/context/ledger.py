"""The database's rows → the ledger the core evaluates. Who looks at everything reads the whole of it; who asks about
one matter reads what was done and told in that one, at a cost that no history makes grow."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from reminder.clock import local
from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Emitted, Ledger, status
from reminder.core.journal import CHOSEN, Journal
from reminder.core.mail_choices import MailChoice, choices
from reminder.core.matter_status import Status
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.core.working_calendar import LAST
from reminder.engine.context.office import Office
from reminder.engine.context.transaction import Transaction
from reminder.store import journal, notices
from reminder.store.database import Connection, Database

_FAR = timedelta(3 * 366)  # further ahead than any ladder reaches nothing was seen or told
K = TypeVar("K")
V = TypeVar("V")


def whole_ledger(connection: Connection, zone: ZoneInfo) -> Ledger:
    """Acts, first sights (as civil dates of the office) and what was told."""
    seen, acts = _civil(notices.first_seen(connection), zone), journal.journal(connection)
    return Ledger(acts, seen, notices.emitted(connection), choices(acts.of(CHOSEN)))


def chosen(connection: Connection) -> Mapping[str, MailChoice]:
    """What agencies chose of how they are mailed."""
    return choices(journal.about(connection, [CHOSEN]).acts)


def chosen_in(database: Database | None) -> Mapping[str, MailChoice]:
    """The same; nothing without a database."""
    return database.glance(chosen) if database else {}


def ledger_of(tx: Transaction, obligation: str, period: str = "", agency: str = "") -> Ledger:
    """The same of one obligation, of one period of it, or of what one agency owes of it; what was seen and told is
    asked for occurrence by occurrence, so the ledger holds no longer than this transaction."""

    @cache
    def told(key: str) -> Mapping[tuple[str, str], tuple[Emitted, ...]]:
        return notices.emitted(tx.connection, [key])

    @cache
    def seen(key: str) -> date | None:
        return _civil(notices.seen_of(tx.connection, [key]), tx.zone).get(key)

    acts = acts_of(tx, obligation, period, agency)
    return Ledger(acts, _Asked(seen), _Asked(lambda at: told(at[0]).get(at)), chosen(tx.connection))


def seen_ledger(tx: Transaction, acts: Journal, known: Iterable[Occurrence]) -> Ledger:
    """Enough to say where each of `known` stands: the acts they come of, and when what is overdue was first seen."""
    late = [o.key for o in known if status(o, Ledger(acts), tx.today) is Status.BACKLOG]
    return Ledger(acts, _civil(notices.seen_of(tx.connection, late), tx.zone))


def stored_ledger(office: Office, database: Database | None, near: Catalogue | None = None) -> Ledger:
    """The whole ledger, or what it says of all the rows of a small catalogue `near`; nothing without a database."""
    if database is None:
        return Ledger()
    with database.read() as connection:
        if near is None:
            return whole_ledger(connection, office.config.zone)
        return ledger_within(Transaction.on(connection, office, near))


def ledger_within(tx: Transaction) -> Ledger:
    """The same of all the rows of a small catalogue."""
    acts = journal.about(tx.connection, tx.catalogue.obligation_of.keys())
    known = Occurrences(tx.catalogue, acts).known(min(tx.today + _FAR, LAST), tx.today)
    tasks = [id_ for id_, o in tx.catalogue.obligation_of.items() if o.kind == "task"]  # others may have owed them
    keys = list({*(o.key for o in known), *(key for id_ in tasks for key in notices.keys_of(tx.connection, id_))})
    seen = _civil(notices.seen_of(tx.connection, keys), tx.zone)
    return Ledger(acts, seen, notices.emitted(tx.connection, keys), chosen(tx.connection))


def acts_of(tx: Transaction, obligation: str, period: str = "", agency: str = "") -> Journal:
    """The acts of one obligation, of one period of it, or of what one agency owes of it, and those of the reports above
    it, for who compiles decides who owes (design 3.6)."""
    wanted = chain(tx.catalogue, obligation)
    return journal.about(tx.connection, wanted, period, _strangers(tx.catalogue, obligation, agency))


def stored_acts(database: Database | None, obligations: Collection[str] = ()) -> Journal:
    """The acts of these obligations, or every one; none without a database."""
    if database is None:
        return Journal()
    with database.read() as connection:
        return journal.about(connection, obligations) if obligations else journal.journal(connection)


def _strangers(catalogue: Catalogue, obligation: str, agency: str) -> list[str]:
    """Those whose own acts are never about this agency: the others that nobody has succeeded; of a task nobody, for
    any of them may come to owe it jointly."""
    if not agency or catalogue.obligation_of[obligation].kind == "task":
        return []
    registers = catalogue.directory.registers
    ceased = {step.old for register in registers for step in register.successions}
    return [a.id for register in registers for a in register.agencies if a.id not in ceased and a.id != agency]


def chain(catalogue: Catalogue, obligation: str) -> list[str]:
    """The obligation, the report that gathers it, the one that gathers that, and so on."""
    found = [obligation]
    while (higher := catalogue.compiler_of.get(found[-1])) and higher.id not in found:
        found.append(higher.id)
    return found


def below(catalogue: Catalogue, obligation: str) -> list[str]:
    """The obligation, the reports it gathers, those that they gather, and so on."""
    found = [obligation]
    for id_ in found:
        o = catalogue.obligation_of.get(id_)
        found += [low for low in (o.compiles if o else ()) if low not in found]
    return found


def _civil(seen: Mapping[str, datetime], zone: ZoneInfo) -> dict[str, date]:
    """First sights as days of the office."""
    days = {at: local(at, zone).date() for at in set(seen.values())}  # thousands were seen in one evaluation
    return {key: days[at] for key, at in seen.items()}


@dataclass(frozen=True)
class _Asked(Mapping[K, V]):
    """Values read when they are asked for, each once. It cannot be gone through: nobody knows how much there is."""

    ask: Callable[[K], V | None]

    def __getitem__(self, key: K) -> V:
        found = self.ask(key)
        if found is None:
            raise KeyError(key)
        return found

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[K]:
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError
