"""A day that a person typed: in a sentence about it, and whether a calendar reaches it."""

from dataclasses import dataclass
from datetime import date

from reminder.core.working_calendar import FIRST, LAST
from reminder.errors import WrongUse
from reminder.translatable import N_


@dataclass(frozen=True, slots=True)
class TypedDay:
    """`15/12/2026` in Vietnamese; in English as the files have it, `2026-12-15`."""

    on: date

    def say(self, lang: str) -> str:
        return f"{self.on:%d/%m/%Y}" if lang == "vi" else self.on.isoformat()


def within(on: date | None, option: str) -> None:
    """Raises WrongUse for a day that no calendar reaches."""
    if on and not FIRST <= on <= LAST:
        raise WrongUse.of(N_("{option} {on}: lies outside 2000–2099"), option=option, on=(TypedDay(on),))


@dataclass(frozen=True, slots=True)
class TypedPeriods:
    """Reporting periods as they are typed behind `--period`: what is named by its date, as that date is."""

    periods: tuple[str, ...]

    def say(self, lang: str) -> str:
        return ", ".join(_typed(period, lang) for period in self.periods) or "–"


def _typed(period: str, lang: str) -> str:
    try:
        return TypedDay(date.fromisoformat(period)).say(lang) if len(period) == len("2026-12-15") else period
    except ValueError:
        return period
