"""What phrases ask of a calendar, and the one they have without any."""

from datetime import date, timedelta
from typing import Final, Protocol


class Days(Protocol):
    """A calendar as phrases need it."""

    def works(self, on: date, /) -> bool:
        """Whether it is a working day."""

    def shift(self, on: date, n: int, /) -> date:
        """The `n`th working day behind `on` (before it for n < 0), `on` not counted. ValueError beyond its reach."""

    def solar(self, year: int, month: int, day: int, /) -> date | None:
        """The day of a lunar date; None where it is not known."""


class _Weekdays:
    """Monday to Friday, whatever the holidays; no lunar days."""

    def works(self, on: date) -> bool:
        return on.weekday() < 5

    def shift(self, on: date, n: int) -> date:
        step = timedelta(1 if n > 0 else -1)
        for _ in range(abs(n)):
            on += step
            while not self.works(on):
                on += step
        return on

    def solar(self, year: int, month: int, day: int) -> date | None:
        return None


WEEKDAYS: Final[Days] = _Weekdays()
