"""Why: a code and its facts. The core decides and says why; the surface puts it into words."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

Fact = str | int | date | datetime | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Reason:
    """`code` names the rule that decided, `facts` what it saw. One wording for each code (`words.py`)."""

    code: str
    facts: tuple[tuple[str, Fact], ...] = ()

    def __getitem__(self, name: str) -> Any:
        return dict(self.facts)[name]


def because(code: str, **facts: Fact) -> Reason:
    """`because("newest", step="d5")` → the reason value."""
    return Reason(code, tuple(facts.items()))
