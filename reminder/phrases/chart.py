"""The chart that tries the rules: each kind at each place once, with every end it can have.

The rules of a kind do not know of each other: the longest wins, and of two as long the one that names more words and
passes over fewer.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, Final, NamedTuple

from reminder.phrases.faults import Fault
from reminder.phrases.rulebook import Rule
from reminder.phrases.spelling import fold, spelling
from reminder.phrases.tokens import Tokens

# A part from its place up to an end (not included): the end, its value, its faults, how many words its rules name.
Match = tuple[int, Any, tuple[Fault, ...], int]
# How far a pattern has come: where it ends, the parts it caught by name, their faults, how many words it named.
State = tuple[int, tuple[tuple[str, Any], ...], tuple[Fault, ...], int]


class Place:
    """Where a rule matched: what its meaning may ask, and to whom it says what is odd."""

    __slots__ = ("chart", "end", "faults", "first")

    def __init__(self, chart: "Chart", first: int, end: int) -> None:
        self.chart, self.first, self.end = chart, first, end
        self.faults: tuple[Fault, ...] = ()

    @property
    def on(self) -> date | None:
        return self.chart.on

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


# From a state on: every state behind it.
Step = Callable[["Chart", State], Sequence[State]]
Ends = Sequence[Match]


class Terminal(NamedTuple):
    """A part that no rule makes, which begins with one of these keys (ahead.py). It is one token, of which `value` is
    made; or it has any of the `ends` that this gives."""

    begins: frozenset[str]
    value: Callable[[str], Any] = int
    ends: Callable[["Chart", int], Ends] | None = None


# A pattern of a rule. Before them, as bits, what must come for it to match (tables.py). Behind them a kind, where the
# pattern is a part of that kind and no more.
Entry = tuple[int, Rule, Step, str]
# The patterns that may begin at a place, by their kind.
Kinds = Mapping[str, Sequence[Entry]]
_END: Final = itemgetter(0)


class Chart:
    """One phrase against the grammar: at each place the patterns that may begin there, and as bits what does not come
    from there on."""

    def __init__(
        self, tokens: Tokens, on: date | None, keys: Sequence[str], kinds: Sequence[Kinds], missing: Sequence[int]
    ) -> None:
        self.tokens, self.on, self.words, self.keys = tokens, on, tokens.words, keys
        self.kinds, self._missing = kinds, missing
        self.known: list[dict[str, Ends]] = [{} for _ in keys]

    def at(self, kind: str, place: int) -> Ends:
        """Every end a part of this kind can have from `place` on, the longest first; kept in `known`."""
        found = self.known[place].get(kind)
        if found is not None:
            return found
        best: dict[int, Match] = {}
        start, missing = (place, (), (), 0), self._missing[place]
        for needs, rule, step, same in self.kinds[place].get(kind, ()):
            if needs & missing:
                continue
            if same:
                for match in self.at(same, place):
                    if match[0] not in best or best[match[0]][3] < match[3]:
                        best[match[0]] = match
                continue
            for end, caught, faults, told in step(self, start):
                if end == place or (end in best and best[end][3] >= told):
                    continue
                if rule.means is None:
                    value = caught[0][1] if caught else rule.value
                else:
                    here = Place(self, place, end)
                    value = rule.means(here, **dict(caught))
                    if here.faults:
                        faults += here.faults
                if value is not None:
                    best[end] = end, value, faults, told
        found = sorted(best.values(), key=_END, reverse=True) if len(best) > 1 else tuple(best.values())
        self.known[place][kind] = found
        return found
