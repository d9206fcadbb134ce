"""What was found in a phrase, before it is one reading."""

from bisect import bisect_left
from datetime import date
from functools import cached_property

from reminder.phrases.chart import Issued
from reminder.phrases.faults import Fault
from reminder.phrases.found import Found, Freqs
from reminder.phrases.items import Term
from reminder.phrases.tokens import Tokens


class Parsed:
    """What was found in a phrase, each thing with its place."""

    term: Term | None = None
    term_at: tuple[int, int] = (0, 0)
    data_words: str = ""
    estimated: bool = False
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
    label: int = 0
    event: int = -1

    def __init__(self, tokens: Tokens, issued: Issued) -> None:
        self.tokens, self.issued = tokens, issued
        self.found: list[Found] = []
        self.freqs: list[Freqs] = []
        self.faults: list[Fault] = []
        self.passed: list[int] = []
        self.starts = [0]
        self.colons: set[int] = set()
        self.calendar: list[Found] = []
        self.each: list[tuple[Term, int, int]] = []
        self.hours: list[tuple[int, int]] = []

    @property
    def on(self) -> date | None:
        return self.issued.on

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
