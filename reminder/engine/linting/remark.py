"""A remark on a draft, and the rule that makes it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, NamedTuple

from reminder.documents.finding import Spot, say_spot
from reminder.engine.linting.draft import Draft, Item
from reminder.errors import Sayable, said
from reminder.translatable import N_
from reminder.words import short_date, translator, weekday

Kind = Literal[
    "no date", "no lead", "choice of leads", "contradiction", "day off", "tier without slack", "no product",
    "duty without a day", "odd phrase", "unknown body", "ceased body", "numbering", "no recipient",
]  # fmt: skip
KINDS: Final[Mapping[Kind, str]] = {
    "no date": N_("no date"),
    "no lead": N_("no lead"),
    "choice of leads": N_("a choice of leads"),
    "contradiction": N_("a contradiction"),
    "day off": N_("a day off"),
    "tier without slack": N_("a tier without slack"),
    "no product": N_("no product"),
    "duty without a day": N_("a duty without a day"),
    "odd phrase": N_("an unclear time"),
    "unknown body": N_("an unknown body"),
    "ceased body": N_("a body that ceased"),
    "numbering": N_("numbering"),
    "no recipient": N_("no recipient"),
}
_ARTICLE: Final = re.compile(r"Điều\s?(\d+)(?:\.(\d+))?(?:\.([a-zđ]))?")
Value = str | int | date | tuple[Sayable, ...]
Facts = Mapping[str, Value]


@dataclass(frozen=True)
class Hit:
    """Where a rule finds something: the `words` it rests on, and the facts of its sentences."""

    item: Item
    words: str
    facts: Facts = field(default_factory=dict)


class Rule(NamedTuple):
    """One thing that a draft should not have. `says` tells what it is and `asks` what to do, both msgids with the facts
    of a hit; `like` is a draft in which only this rule finds anything: rows as `task | product | lead | timeframe`, its
    other lines being sentences."""

    kind: Kind
    finds: Callable[[Draft], Iterator[Hit]]
    says: str
    asks: str
    like: str


@dataclass(frozen=True)
class Remark:
    """What is said of one place of the draft. `about` is the row's task or the sentence it is said of, as printed."""

    kind: Kind
    spot: Spot
    row: bool
    label: str
    about: str
    words: str
    says: str
    asks: str
    facts: tuple[tuple[str, Value], ...] = ()

    @property
    def in_article(self) -> bool:
        """It stands in an article of a regulation, which is cited in a way of its own."""
        return bool(not self.row and _ARTICLE.fullmatch(self.label))

    def number(self, lang: str) -> str:
        """`task II.3`, `section III.2`, `point a of clause 1 of Article 5`; "" where the place has no number."""
        say_ = translator(lang)
        if not self.label:
            return ""
        if self.row:
            return say_(N_("task {number}")).format(number=self.label)
        if not (article := _ARTICLE.fullmatch(self.label)):
            return say_(N_("section {number}")).format(number=self.label)
        forms = zip((N_("Article {n}"), N_("clause {n}"), N_("point {n}")), article.groups(), strict=True)
        first, *inner = [say_(form).format(n=n) for form, n in forms if n]
        for part in inner:
            first = say_(N_("{part} of {whole}")).format(part=part, whole=first)
        return first

    def place(self, lang: str) -> str:
        """Its number and where that is printed: `task II.3 (line 216)`."""
        number, where = self.number(lang), say_spot(self.spot, lang)
        return f"{number} ({where})" if number else where

    def opinion(self, lang: str) -> str:
        """What is so, in `vi` or `en`."""
        return self._said(self.says, lang)

    def proposal(self, lang: str) -> str:
        """What to do about it."""
        return self._said(self.asks, lang)

    def why(self, lang: str) -> str:
        """Both, in one line."""
        return f"{self.opinion(lang)} {self.proposal(lang)}"

    def _said(self, template: str, lang: str) -> str:
        facts = {name: _Day(f, lang) if isinstance(f, date) else said(f, lang) for name, f in self.facts}
        return translator(lang)(template).format(**facts)


@dataclass(frozen=True)
class _Day:
    """A day in a sentence: `{day}` in figures, `{day:weekday}` its weekday."""

    on: date
    lang: str

    def __format__(self, spec: str) -> str:
        return weekday(self.on, self.lang) if spec == "weekday" else short_date(self.on, self.lang)
