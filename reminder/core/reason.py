"""Why: a code and its facts. The core decides and says why; the surface puts it into words."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d:\d\d(?::\d\d)?")
Fact = str | int | date | datetime | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Reason:
    """`code` names the rule that decided, `facts` what it saw. One wording for each code (`words.reasons`).

    An instant among the facts stands in the office's zone: it is said as it stands, to people there.
    """

    code: str
    facts: tuple[tuple[str, Fact], ...] = ()

    def __getitem__(self, name: str) -> Any:
        return dict(self.facts)[name]

    def plain(self) -> dict[str, Any]:
        """As JSON values; dates and instants in ISO form."""
        return {"code": self.code} | {k: v.isoformat() if isinstance(v, date) else v for k, v in self.facts}


def because(code: str, **facts: Fact) -> Reason:
    """`because("newest", step="d5")` → the reason value."""
    return Reason(code, tuple(facts.items()))


def from_plain(values: dict[str, Any]) -> Reason:
    """The reason that `plain` wrote."""
    return Reason(values["code"], tuple((k, _fact(v)) for k, v in values.items() if k != "code"))


def _fact(value: Any) -> Fact:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, str) and _DATE.fullmatch(value):
        return date.fromisoformat(value)
    if isinstance(value, str) and _INSTANT.fullmatch(value):
        return datetime.fromisoformat(value)
    return value  # type: ignore[no-any-return]  # JSON scalars are facts
