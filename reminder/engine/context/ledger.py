"""The database's rows → the ledger the core evaluates: the whole of it, or what one matter needs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from reminder.clock import local
from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Emitted, Ledger
from reminder.core.occurrence import LAST, Occurrences
from reminder.store import journal, notices
from reminder.store.database import Connection

_FAR = timedelta(3 * 366)  # further ahead than any ladder reaches nothing was seen or told
K = TypeVar("K")
V = TypeVar("V")


def read_ledger(connection: Connection, zone: ZoneInfo) -> Ledger:
    """Acts, first sights (as civil dates of the office) and what was told."""
    seen = civil(notices.first_seen(connection), zone)
    return Ledger(journal.journal(connection), seen, notices.emitted(connection))


def ledger_of(
    connection: Connection, zone: ZoneInfo, catalogue: Catalogue, obligation: str, period: str = "",
    agency: str = "",
) -> Ledger:  # fmt: skip
    """The same of one obligation, of one period of it, or of what one agency owes of it, at a cost that no history
    makes grow: its acts and those of the reports above it, for who compiles decides who owes (design 3.6); what was
    seen and told is asked for occurrence by occurrence, so the ledger holds no longer than this transaction."""
    acts = journal.about(connection, chain(catalogue, obligation), period, _strangers(catalogue, agency))

    @cache
    def told(key: str) -> Mapping[tuple[str, str], tuple[Emitted, ...]]:
        return notices.emitted(connection, [key])

    @cache
    def seen(key: str) -> date | None:
        at = notices.seen_at(connection, key)
        return local(at, zone).date() if at else None

    return Ledger(acts, _Asked(seen), _Asked(lambda at: told(at[0]).get(at)))


def ledger_within(connection: Connection, zone: ZoneInfo, near: Catalogue, today: date) -> Ledger:
    """The same of all the rows of a small catalogue."""
    acts = journal.about(connection, near.obligation_of.keys())
    keys = [o.key for o in Occurrences(near, acts).known(min(today + _FAR, LAST), today)]
    return Ledger(acts, civil(notices.seen_of(connection, keys), zone), notices.emitted(connection, keys))


def _strangers(catalogue: Catalogue, agency: str) -> list[str]:
    """Those whose own acts are never about this agency: the others that nobody has succeeded."""
    if not agency:
        return []
    registers = catalogue.directory.registers
    ceased = {step.old for register in registers for step in register.successions}
    return [
        a.id for register in registers for a in register.agencies if a.id not in ceased and a.id != agency
    ]


def chain(catalogue: Catalogue, obligation: str) -> list[str]:
    """The obligation, the report that gathers it, the one that gathers that, and so on."""
    above = {low: o.id for o in catalogue.obligation_of.values() for low in o.compiles}
    found = [obligation]
    while (higher := above.get(found[-1])) and higher not in found:
        found.append(higher)
    return found


def below(catalogue: Catalogue, obligation: str) -> list[str]:
    """The obligation, the reports it gathers, those that they gather, and so on."""
    found = [obligation]
    for id_ in found:
        o = catalogue.obligation_of.get(id_)
        found += [low for low in (o.compiles if o else ()) if low not in found]
    return found


def civil(seen: Mapping[str, datetime], zone: ZoneInfo) -> dict[str, date]:
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
