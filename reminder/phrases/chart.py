"""The chart that tries the rules: each kind at each place once, with every end it can have.

The rules of a kind do not know of each other: the longest wins, and of two as long the one that names more words and
passes over fewer.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from reminder.phrases.faults import Fault
from reminder.phrases.patterns import Tree, Words, parsed
from reminder.phrases.rulebook import Rule
from reminder.phrases.tokens import Tokens, fold, spelling

MANY: Final = 24
"""As often as a part in braces may come: longer lists are read in pieces, so that reading stays linear."""


class Match(NamedTuple):
    """A part from its place up to `end` (not included). `told` counts the words its rules name."""

    end: int
    value: Any
    faults: tuple[Fault, ...] = ()
    told: int = 0


# How far a pattern has come: where it ends, the parts it caught by name, their faults, how many words it named.
State = tuple[int, tuple[tuple[str, Any], ...], tuple[Fault, ...], int]


class Place:
    """Where a rule matched: what its meaning may ask, and to whom it says what is odd."""

    __slots__ = ("chart", "end", "faults", "first")

    def __init__(self, chart: "Chart", first: int, end: int) -> None:
        self.chart, self.first, self.end = chart, first, end
        self.faults: list[Fault] = []

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

    def quote(self) -> str:
        return self.chart.tokens.quote(self.first, self.end - 1)

    def fault(self, code: str, note: str = "") -> None:
        start, end = self.chart.tokens.span(self.first, self.end - 1)
        quote = " ".join(self.chart.tokens.text[start : min(end, start + 60)].split())
        self.faults.append(Fault(code, quote, start, note))


Step = Callable[["Chart", int], Sequence[State]]
Terminal = Callable[["Chart", int], Sequence[Match]]
Terminals = Mapping[str, tuple[Terminal, frozenset[str]]]
Ends = tuple[Match, ...]


class Chart:
    """One phrase against the grammar."""

    def __init__(self, grammar: "Grammar", tokens: Tokens, on: date | None) -> None:
        self.tokens, self.on, self.words = tokens, on, tokens.words
        self.kinds = grammar.kinds(tokens.marked)
        self.keys = ["#" if word.isdigit() else word for word in tokens.words]
        self.present = frozenset(self.keys)
        self.known: dict[tuple[str, int], Ends] = {}

    def at(self, kind: str, place: int) -> Ends:
        """Every end a part of this kind can have from `place` on, the longest first."""
        key = kind, place
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self._try(kind, place)
        return found

    def _try(self, kind: str, place: int) -> Ends:
        by_first, present = self.kinds.get(kind, _NONE), self.present
        best: dict[int, Match] = {}
        for rule, step, needs in by_first.get(self.keys[place]) or by_first[""]:
            if not needs <= present:
                continue
            for end, caught, faults, told in step(self, place):
                if end == place or (end in best and best[end].told >= told):
                    continue
                if rule.means is None:
                    value = caught[0][1] if caught else rule.value
                else:
                    here = Place(self, place, end)
                    value = rule.means(here, **dict(caught))
                    if here.faults:
                        faults = (*faults, *here.faults)
                if value is not None:
                    best[end] = Match(end, value, faults, told)
        return tuple(sorted(best.values(), key=_longest)) if len(best) > 1 else tuple(best.values())


_NONE: Final[dict[str, list["Entry"]]] = {"": []}


def _longest(match: Match) -> int:
    return -match.end


# By kind and first word: the rules that may match, and the words that must stand somewhere for them to.
Entry = tuple[Rule, Step, frozenset[str]]
Table = dict[str, dict[str, list[Entry]]]


class Grammar:
    """The rules, made ready once for phrases with marks and once for those typed without."""

    def __init__(self, rules: Iterable[Rule], terminals: Terminals) -> None:
        self.rules, self.terminals = tuple(rules), terminals
        self._tables: dict[bool, Table] = {}

    def kinds(self, marked: bool) -> Table:
        """By kind and first word ("#" any number, "" what no rule names), the rules that may match."""
        if marked not in self._tables:
            self._tables[marked] = self._table(spelling if marked else fold)
        return self._tables[marked]

    def _table(self, form: Callable[[str], str]) -> Table:
        trees = [(rule, tree) for rule in self.rules for tree in map(parsed, rule.patterns)]
        words = Words(trees, {kind: begins for kind, (_, begins) in self.terminals.items()}, form)
        found: dict[str, list[tuple[Entry, frozenset[str]]]] = {}
        for rule, tree in trees:
            entry = rule, _compile(tree, self.terminals, form), words.needs(tree)
            found.setdefault(rule.kind, []).append((entry, words.begins(tree)[0]))
        return {kind: _by_first(entries) for kind, entries in found.items()}


def _by_first(entries: list[tuple[Entry, frozenset[str]]]) -> dict[str, list[Entry]]:
    words = {word for _, begins in entries for word in begins} | {""}
    return {word: [entry for entry, begins in entries if word in begins or "*" in begins] for word in words}


def _compile(tree: Tree, terminals: Terminals, form: Callable[[str], str]) -> Step:
    head = tree[0]
    if head == "word":
        return _one_of(frozenset({form(tree[1])}))
    if head == "part":
        return _terminal(tree[1], terminals[tree[2]][0]) if tree[2] in terminals else _part(tree[1], tree[2])
    if head == "any" and (words := _single_words(tree)):
        return _one_of(frozenset(map(form, words)))
    if head == "many" and (words := _single_words(tree[1])):
        return _run_of(frozenset(map(form, words)))
    inner = [_compile(each, terminals, form) for each in tree[1:]]
    if head == "seq":
        return inner[0] if len(inner) == 1 else _seq(inner)
    return {"opt": _opt, "many": _many, "not": _not}[head](inner[0]) if head != "any" else _any(inner)


def _single_words(tree: Tree) -> list[str]:
    """The words of a choice of nothing but single words."""
    if tree[0] == "seq" and len(tree) == 2:
        return _single_words(tree[1])
    if tree[0] == "word":
        return [tree[1]]
    if tree[0] == "any":
        each = [_single_words(one) for one in tree[1:]]
        return [word for words in each for word in words] if all(each) else []
    return []


def _one_of(forms: frozenset[str]) -> Step:
    def step(chart: Chart, place: int) -> Sequence[State]:
        return ((place + 1, (), (), 1),) if chart.words[place] in forms else ()

    return step


def _run_of(forms: frozenset[str]) -> Step:
    def step(chart: Chart, place: int) -> Sequence[State]:
        found, words, told = [(place, (), (), 0)], chart.words, 0
        while words[place] in forms and told < MANY:
            place, told = place + 1, told + 1
            found.append((place, (), (), told))
        return found

    return step


def _terminal(name: str, terminal: Terminal) -> Step:
    def step(chart: Chart, place: int) -> Sequence[State]:
        return [(end, ((name, value),), (), told) for end, value, _, told in terminal(chart, place)]

    return step


def _part(name: str, kind: str) -> Step:
    def step(chart: Chart, place: int) -> Sequence[State]:
        ends = chart.at(kind, place)
        return [(end, ((name, value),), faults, told) for end, value, faults, told in ends] if ends else ()

    return step


def _seq(steps: list[Step]) -> Step:
    def step(chart: Chart, place: int) -> Sequence[State]:
        states: Sequence[State] = ((place, (), (), 0),)
        for each in steps:
            if len(states) == 1:
                end, caught, faults, told = states[0]
                found = each(chart, end)
                if not found:
                    return ()
                if caught or faults or told:
                    found = [(e, caught + c, faults + f, told + t) for e, c, f, t in found]
                states = found
                continue
            after: dict[int, State] = {}
            for end, caught, faults, told in states:
                for e, c, f, t in each(chart, end):
                    if e not in after or after[e][3] < told + t:
                        after[e] = e, caught + c, faults + f, told + t
            if not after:
                return ()
            states = tuple(after.values())
        return states

    return step


def _any(steps: list[Step]) -> Step:
    def step(chart: Chart, place: int) -> Sequence[State]:
        return [state for each in steps for state in each(chart, place)]

    return step


def _opt(inner: Step) -> Step:
    def step(chart: Chart, place: int) -> Sequence[State]:
        return (*inner(chart, place), (place, (), (), 0))

    return step


def _many(inner: Step) -> Step:
    def step(chart: Chart, place: int) -> Sequence[State]:
        found: dict[int, State] = {place: (place, (), (), 0)}
        edge = list(found.values())
        for _ in range(MANY):
            edge = [
                (e, caught + c, faults + f, told + t)
                for end, caught, faults, told in edge
                for e, c, f, t in inner(chart, end)
                if e not in found and e > end
            ]
            if not edge:
                break
            found |= {state[0]: state for state in edge}
        return [(end, _gathered(caught), faults, told) for end, caught, faults, told in found.values()]

    return step


def _gathered(caught: tuple[tuple[str, Any], ...]) -> tuple[tuple[str, Any], ...]:
    several: dict[str, tuple[Any, ...]] = {}
    for name, value in caught:
        several[name] = (*several.get(name, ()), value)
    return tuple(several.items())


def _not(inner: Step) -> Step:
    def step(chart: Chart, place: int) -> Sequence[State]:
        return () if inner(chart, place) else ((place, (), (), 0),)

    return step
