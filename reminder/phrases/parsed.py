"""What was found in a phrase, before it is one reading."""

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from reminder.phrases.faults import Fault
from reminder.phrases.found import Found, Freqs
from reminder.phrases.items import Term
from reminder.phrases.tokens import Tokens


@dataclass
class Parsed:
    """What was found in a phrase, each thing with its place."""

    tokens: Tokens
    on: date | None
    found: list[Found] = field(default_factory=list)
    freqs: list[Freqs] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    passed: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    colons: set[int] = field(default_factory=set)
    calendar: list[Found] = field(default_factory=list)
    term: Term | None = None
    term_at: tuple[int, int] = (0, 0)
    data_words: str = ""
    vision: int | None = None
    open: bool = False
    open_tok: int = 0
    goes_on: bool = False
    undated: bool = False
    around: bool = False
    yearly: bool = False
    known: bool = False
    reported: bool = False
    labelled: bool = False
    event: int = -1
    hours: list[tuple[int, int]] = field(default_factory=list)

    @property
    def clause(self) -> int:
        return len(self.starts) - 1

    @cached_property
    def recurring(self) -> frozenset[int]:
        """The clauses in which a period recurs; asked when all has been parsed."""
        return frozenset(f.clause for f in self.freqs if not f.plain)

    def passed_in(self, first: int, upto: int) -> list[int]:
        """The tokens from `first` up to `upto` (not included) that were not read."""
        return self.passed[bisect_left(self.passed, first) : bisect_left(self.passed, upto)]

    def fault(self, code: str, first: int, last: int, note: str = "") -> None:
        start, end = self.tokens.span(first, last)
        quote = " ".join(self.tokens.text[start : min(end, start + 60)].split())
        self.faults.append(Fault(code, quote, start, note))
