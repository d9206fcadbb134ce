"""The chart that tries the rules: each kind at each place once, with every end it can have.

The rules of a kind do not know of each other: the longest wins, and of two as long the one that names more words and
passes over fewer.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import Any, Final, NamedTuple

from reminder.phrases.faults import Fault
from reminder.phrases.rulebook import Rule
from reminder.phrases.spelling import fold, spelling
from reminder.phrases.tokens import Tokens

# A part from its place up to an end (not included): the end, its value, its faults, how many words its rules name.
Match = tuple[int, Any, tuple[Fault, ...], int]


class Issued:
    """The date of the document in which a phrase stands, and whether it was `asked` for."""

    __slots__ = ("_on", "asked")

    def __init__(self, on: date | None) -> None:
        self._on, self.asked = on, False

    @property
    def on(self) -> date | None:
        self.asked = True
        return self._on


class Place:
    """Where a rule matched: what its meaning may ask, and to whom it says what is odd."""

    __slots__ = ("chart", "end", "faults", "first")

    def __init__(self, chart: "Chart", first: int, end: int) -> None:
        self.chart, self.first, self.end = chart, first, end
        self.faults: tuple[Fault, ...] = ()

    @property
    def on(self) -> date | None:
        return self.chart.issued.on

    def has(self, word: str, first: int = 0, upto: int | None = None) -> bool:
        """Whether the word stands in what was matched (or among its tokens `first` to `upto`)."""
        form = self.form(word)
        end = self.end if upto is None else self.first + upto
        return form in self.chart.words[self.first + first : end]

    def form(self, word: str) -> str:
        """The word as this phrase has it."""
        return spelling(word) if self.chart.tokens.marked else fold(word)

    def first_is(self, word: str) -> bool:
        """Whether it begins with the word."""
        return self.chart.words[self.first] == self.form(word)

    def quote(self) -> str:
        return self.chart.tokens.quote(self.first, self.end - 1)

    def fault(self, code: str, note: str = "") -> None:
        start, end = self.chart.tokens.span(self.first, self.end - 1)
        quote = " ".join(self.chart.tokens.text[start : min(end, start + 60)].split())
        self.faults += (Fault(code, quote, start, note),)


Ends = Sequence[Match]
Matcher = Callable[["Chart", int], Ends]


class Terminal(NamedTuple):
    """A part that no rule makes, which begins with one of these keys (ahead.py). It is one token, of which `value` is
    made; or it has any of the `ends` that this gives."""

    begins: frozenset[str]
    value: Callable[[str], Any] = int
    ends: Callable[["Chart", int], Ends] | None = None


class Pattern:
    """A pattern of a rule. `needs`: as bits, what must come for it to match (tables.py). `same`: the kind of which it
    is a part, and no more, or "". `match` is made by `made` when it is first tried."""

    def __init__(self, rule: Rule, needs: int, same: str, made: Callable[[], Matcher]) -> None:
        self.rule, self.needs, self.same, self._made = rule, needs, same, made

    @cached_property
    def match(self) -> Matcher:
        return self._made()


class Choice:
    """The patterns of one kind that may begin with a certain token."""

    __slots__ = ("kept", "needs", "patterns")

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.patterns = tuple(patterns)
        self.needs = reduce(or_, (each.needs for each in self.patterns), 0)
        self.kept: dict[int, tuple[Pattern, ...]] = {}

    def likely(self, unmet: int) -> tuple[Pattern, ...]:
        """Those that need nothing of what is unmet; `kept`."""
        if len(self.kept) >= KEPT:
            self.kept.clear()
        found = self.kept[unmet] = tuple(each for each in self.patterns if not each.needs & unmet)
        return found


# The patterns that may begin at a place, by their kind.
Kinds = Mapping[str, Choice]
KEPT: Final = 1024
"""Of so many ways to lack something it is kept, which patterns they leave."""


class Chart:
    """One phrase against the grammar: at each place the patterns that may begin there, and as bits what does not come
    from there on."""

    def __init__(
        self, tokens: Tokens, issued: Issued, keys: Sequence[str], kinds: Sequence[Kinds], missing: Sequence[int]
    ) -> None:
        self.tokens, self.issued, self.words, self.keys = tokens, issued, tokens.words, keys
        self.kinds, self._missing = kinds, missing
        self.known: list[dict[str, Ends]] = [{} for _ in keys]

    def at(self, kind: str, place: int) -> Ends:
        """Every end a part of this kind can have from `place` on, the longest first; kept in `known`."""
        found = self.known[place].get(kind)
        return self.new(kind, place) if found is None else found

    def new(self, kind: str, place: int) -> Ends:
        """The same where it is not known yet."""
        known, choice = self.known[place], self.kinds[place].get(kind)
        if choice is None:
            known[kind] = ()
            return ()
        unmet = self._missing[place] & choice.needs
        likely = choice.kept.get(unmet)
        if likely is None:
            likely = choice.likely(unmet)
        found: list[Match] = []
        for each in likely:
            if not each.same:
                found += each.match(self, place)
            elif (same := known.get(each.same)) is None:
                found += self.new(each.same, place)
            else:
                found += same
        if len(found) > 1:
            found = _best(found)
        known[kind] = found
        return found


def _best(found: list[Match]) -> list[Match]:
    """Of each end the one that names the most words, the longest first."""
    best: dict[int, Match] = {}
    for match in found:
        other = best.get(match[0])
        if other is None or other[3] < match[3]:
            best[match[0]] = match
    return sorted(best.values(), reverse=True)  # no two end alike: nothing but the ends is compared
