"""The matters behind stored keys, as of one day: each read once, when it is first asked about."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypeVar, cast

from reminder.core.catalogue import Catalogue
from reminder.core.journal import Journal
from reminder.core.ladder import horizon
from reminder.core.mail_choices import MailChoice
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.store.notices import NoticeRow

T = TypeVar("T")


class Book:
    """Finds the occurrence behind a stored key. `read` gives the acts that one period of an obligation hangs on (see
    `acts_of`); it is asked once for each, however many mails speak of it. `choices`: see `Ledger`."""

    def __init__(
        self, catalogue: Catalogue, read: Callable[[str, str], Journal], today: date,
        choices: Mapping[str, MailChoice] = MappingProxyType({}),
    ) -> None:  # fmt: skip
        self.catalogue, self.today, self.choices, self._read = catalogue, today, choices, read
        self._matters: dict[tuple[str, str], tuple[Journal, dict[str, Occurrence]]] = {}
        self._once: dict[tuple[Hashable, ...], object] = {}

    def find(self, key: str) -> Occurrence | None:
        """The occurrence of this key, or None when the files no longer hold it."""
        obligation, period, _owner = key.split("@", 2)
        return self.owed(obligation, period).get(key)

    def owed(self, obligation: str, period: str) -> Mapping[str, Occurrence]:
        """All occurrences of one period of an obligation, by key."""
        return self._matter(obligation, period)[1]

    def acts(self, o: Occurrence) -> Journal:
        """What was done about its period."""
        return self._matter(o.obligation.id, o.period)[0]

    def _matter(self, obligation: str, period: str) -> tuple[Journal, dict[str, Occurrence]]:
        at = (obligation, period)
        if at not in self._matters:
            acts, ahead = self._read(obligation, period), horizon(self.catalogue.rules, self.today)
            known = Occurrences(self.catalogue, acts).known(ahead, self.today, obligation, period)
            self._matters[at] = acts, {o.key: o for o in known if o.period == period}
        return self._matters[at]

    def once(self, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """What `make` gives, made once for the many mails that say the same. Beside the book itself, it hangs on
        nothing but what `key` holds."""
        found = self._once.get(key)
        if found is None:
            found = self._once[key] = make()
        return cast(T, found)


@dataclass(frozen=True, slots=True)
class StoredNotice:
    """One notice with the occurrence it is about."""

    notice: NoticeRow
    occurrence: Occurrence
