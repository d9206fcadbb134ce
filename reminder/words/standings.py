"""What stands on record of a matter, in a sentence that refuses something."""

from dataclasses import dataclass
from datetime import date

from reminder.core.act_kinds import ACTS, ActKind
from reminder.core.matter_status import Status
from reminder.words.catalogues import translator
from reminder.words.dates import period_words
from reminder.words.states_and_roles import STATUSES
from reminder.words.typed_days import TypedDay


@dataclass(frozen=True, slots=True)
class Standing:
    """`year 2026, Sở Công Thương: submitted`; without the owner where its name is not given."""

    period: str
    status: Status
    owner: str = ""

    def say(self, lang: str) -> str:
        where, state = _where(self.period, self.owner, lang), translator(lang)(STATUSES[self.status])
        return f"{where}: {state}" if where else state


@dataclass(frozen=True, slots=True)
class Subject:
    """`kh-1/year (year 2026, Sở Công Thương)`."""

    obligation: str
    period: str
    owner: str

    def say(self, lang: str) -> str:
        where = _where(self.period, self.owner, lang)
        return f"{self.obligation} ({where})" if where else self.obligation


def _where(period: str, owner: str, lang: str) -> str:
    return ", ".join(filter(None, ("" if period == "once" else period_words(period, lang), owner)))


@dataclass(frozen=True, slots=True)
class Choices:
    """Acts to choose from, a line each: what is typed to name it, what it was, and its day."""

    lines: tuple[tuple[str, ActKind, date], ...]

    def say(self, lang: str) -> str:
        _ = translator(lang)
        return "\n".join(f"  {typed}: {_(ACTS[kind].word)}, {TypedDay(on).say(lang)}" for typed, kind, on in self.lines)
