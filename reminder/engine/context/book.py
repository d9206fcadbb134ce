"""The occurrences behind stored keys, under one journal and as of one day."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from reminder.core.catalogue import Catalogue
from reminder.core.journal import Journal
from reminder.core.ladder import horizon
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.store.notices import NoticeRow

T = TypeVar("T")


class Book:
    """Finds the occurrence behind a stored key. One obligation is enumerated once, however many ask."""

    def __init__(self, catalogue: Catalogue, journal: Journal, today: date) -> None:
        self.catalogue, self.today = catalogue, today
        self.occurrences = Occurrences(catalogue, journal)
        self._of: dict[str, dict[str, Occurrence]] = {}
        self._once: dict[tuple[Hashable, ...], object] = {}

    def find(self, key: str) -> Occurrence | None:
        """The occurrence of this key, or None when the files no longer hold it."""
        return self.of(key.split("@")[0]).get(key)

    def of(self, obligation: str) -> Mapping[str, Occurrence]:
        """All occurrences of an obligation by key: a series from its start to a good year ahead."""
        if obligation not in self._of:
            found = self.occurrences.known(horizon(self.catalogue.rules, self.today), self.today, obligation)
            self._of[obligation] = {o.key: o for o in found}
        return self._of[obligation]

    def once(self, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """What `make` gives, made once for the many mails that say the same. Beside the book itself, it hangs on
        nothing but what `key` holds."""
        found = self._once.get(key)
        if found is None:
            found = self._once[key] = make()
        return cast(T, found)


@dataclass(frozen=True, slots=True)
class Line:
    """One notice with the occurrence it is about."""

    notice: NoticeRow
    occurrence: Occurrence
