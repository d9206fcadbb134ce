"""The database's rows → the ledger the core evaluates: the whole of it, or what one matter needs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from reminder.clock import local
from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Emitted, Ledger
from reminder.core.occurrence import Occurrences
from reminder.store import journal, notices
from reminder.store.database import Connection

K = TypeVar("K")
V = TypeVar("V")


def read_ledger(connection: Connection, zone: ZoneInfo) -> Ledger:
    """Acts, first sights (as civil dates of the office) and what was told."""
    seen = _civil(notices.first_seen(connection), zone)
    return Ledger(journal.journal(connection), seen, notices.emitted(connection))


def ledger_of(
    connection: Connection, zone: ZoneInfo, catalogue: Catalogue, obligation: str, period: str = ""
) -> Ledger:
    """The same of one obligation, or of one period of it, at a cost that no history makes grow: its acts and those
    of the reports above it, for who compiles decides who owes (design 3.6); what was seen and told is asked for
    occurrence by occurrence, so the ledger holds no longer than this transaction."""
    acts = journal.about(connection, _chain(catalogue, obligation), period)

    @cache
    def told(key: str) -> Mapping[tuple[str, str], tuple[Emitted, ...]]:
        return notices.emitted(connection, [key])

    @cache
    def seen(key: str) -> date | None:
        at = notices.seen_at(connection, key)
        return local(at, zone).date() if at else None

    return Ledger(acts, _Asked(seen), _Asked(lambda at: told(at[0]).get(at)))


def ledger_within(
    connection: Connection, zone: ZoneInfo, catalogue: Catalogue, to_on: date, as_of: date
) -> Ledger:
    """The same of everything in a small catalogue that may be told of by `to_on`."""
    acts = journal.about(connection, catalogue.obligation_of.keys())
    keys = [o.key for o in Occurrences(catalogue, acts).known(to_on, as_of)]
    return Ledger(acts, _civil(notices.seen_of(connection, keys), zone), notices.emitted(connection, keys))


def _chain(catalogue: Catalogue, obligation: str) -> list[str]:
    """The obligation, the report that gathers it, the one that gathers that, and so on."""
    above = {low: o.id for o in catalogue.obligation_of.values() for low in o.compiles}
    chain = [obligation]
    while (next_ := above.get(chain[-1])) and next_ not in chain:
        chain.append(next_)
    return chain


def _civil(seen: Mapping[str, datetime], zone: ZoneInfo) -> dict[str, date]:
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
