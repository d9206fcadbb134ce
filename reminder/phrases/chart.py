"""Patterns over tokens, and the chart that tries them: each kind at each place once, with every end it can have.

A pattern is words as printed and parts, `trước [ngày] <date>`:

    word / , -      these tokens; words with their marks (a phrase typed without any is compared without)
    <kind>          a part of that kind; `<name:kind>` under another name
    [ … ]           may be missing
    ( … | … )       one of them
    { … }           any number of times, none too; parts inside come as tuples
    !( … )          nothing is read: none of these may follow

The rules of a kind do not know of each other: the longest wins, and of two as long the one that names more words.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from reminder.phrases.faults import Fault
from reminder.phrases.tokens import Tokens, fold, spelling

MANY: Final = 24
"""As often as a part in braces may come: longer lists are read in pieces, so that reading stays linear."""


class Match(NamedTuple):
    """A part from its place up to `end` (not included). `told` counts the words its rules name."""

    end: int
    value: Any
    faults: tuple[Fault, ...] = ()
    told: int = 0


class State(NamedTuple):
    """How far a pattern has come."""

    end: int
    caught: tuple[tuple[str, Any], ...] = ()
    faults: tuple[Fault, ...] = ()
    told: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """`means(place, **parts)` gives the value of what one of `patterns` matched, or None: it is not that."""

    kind: str
    name: str
    patterns: tuple[str, ...]
    means: Callable[..., Any]
    examples: Mapping[str, tuple[str, ...]]

    @property
    def sense(self) -> str:
        return (self.means.__doc__ or "").strip()


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
        form = spelling(word) if self.chart.tokens.marked else fold(word)
        end = self.end if upto is None else self.first + upto
        return form in self.chart.words[self.first + first : end]

    def quote(self) -> str:
        return self.chart.tokens.quote(self.first, self.end - 1)

    def fault(self, code: str, note: str = "") -> None:
        start, end = self.chart.tokens.span(self.first, self.end - 1)
        quote = " ".join(self.chart.tokens.text[start : min(end, start + 60)].split())
        self.faults.append(Fault(code, quote, start, note))


Step = Callable[["Chart", int], Iterable[State]]
Terminal = Callable[["Chart", int], Iterable[Match]]
Ends = tuple[Match, ...]


class Chart:
    """One phrase against the grammar."""

    def __init__(self, grammar: "Grammar", tokens: Tokens, on: date | None) -> None:
        self.tokens, self.on, self.words = tokens, on, tokens.words
        self.kinds = grammar.kinds(tokens.marked)
        self.known: dict[tuple[str, int], Ends] = {}

    def at(self, kind: str, place: int) -> Ends:
        """Every end a part of this kind can have from `place` on, the longest first."""
        key = kind, place
        found = self.known.get(key)
        if found is None:
            self.known[key] = ()  # a part that begins with itself is none
            found = self.known[key] = self._try(kind, place)
        return found

    def _try(self, kind: str, place: int) -> Ends:
        word = self.words[place]
        best: dict[int, Match] = {}
        for rule, step in self.kinds[kind].get("#" if word.isdigit() else word, self.kinds[kind][""]):
            for end, caught, faults, told in step(self, place):
                if end == place or (end in best and best[end].told >= told):
                    continue
                here = Place(self, place, end)
                value = rule.means(here, **dict(caught))
                if value is not None:
                    best[end] = Match(end, value, (*faults, *here.faults), told)
        return tuple(sorted(best.values(), key=lambda m: -m.end)) if len(best) > 1 else tuple(best.values())


Table = dict[str, dict[str, list[tuple[Rule, Step]]]]


class Grammar:
    """The rules, made ready once for phrases with marks and once for those typed without."""

    def __init__(self, rules: Iterable[Rule], terminals: Mapping[str, tuple[Terminal, frozenset[str]]]) -> None:
        self.rules, self.terminals = tuple(rules), terminals
        self._tables: dict[bool, Table] = {}

    def kinds(self, marked: bool) -> Table:
        """By kind and first word ("#" any number, "" what no rule names), the rules that may match."""
        if marked not in self._tables:
            self._tables[marked] = self._table(spelling if marked else fold)
        return self._tables[marked]

    def _table(self, form: Callable[[str], str]) -> Table:
        trees = [(rule, tuple(_parse(pattern) for pattern in rule.patterns)) for rule in self.rules]
        firsts = _Firsts(trees, self.terminals, form)
        table: Table = {}
        for rule, patterns in trees:
            for tree in patterns:
                step = _compile(tree, self.terminals, form)
                begins, _ = firsts.of(tree)
                table.setdefault(rule.kind, {}).setdefault("*", []).append((rule, step, begins))  # type: ignore[arg-type]
        return {kind: _by_first(entries["*"]) for kind, entries in table.items()}  # type: ignore[arg-type]


def _by_first(entries: list[tuple[Rule, Step, frozenset[str]]]) -> dict[str, list[tuple[Rule, Step]]]:
    words = {word for _, _, begins in entries for word in begins} | {""}
    return {word: [(r, s) for r, s, begins in entries if word in begins or "*" in begins] for word in words}


# A tree is ("seq", …), ("any", …), ("opt", tree), ("many", tree), ("not", tree), ("word", str) or ("part", name, kind).
Tree = tuple[Any, ...]
_PIECE: Final = re.compile(r"\\.|!\(|[\[\](){}|]|<[^>]+>|[^\s\[\](){}|<]+")
_CLOSE: Final = {"[": "]", "(": ")", "{": "}", "!(": ")"}


def _parse(pattern: str) -> Tree:
    words = iter(_PIECE.findall(pattern))
    tree, end = _sequence(words)
    if end:
        raise ValueError(f"{pattern!r}: {end!r} closes nothing")
    return tree


def _sequence(words: Iterator[str]) -> tuple[Tree, str]:
    """Up to what closes it, which is given too."""
    choices: list[list[Tree]] = [[]]
    for word in words:
        if word in _CLOSE:
            inner, _ = _sequence(words)
            kind = {"[": "opt", "(": "any", "{": "many", "!(": "not"}[word]
            choices[-1].append(inner if kind == "any" else (kind, inner))
        elif word in ("]", ")", "}"):
            return _choice(choices), word
        elif word == "|":
            choices.append([])
        elif word.startswith("<") and len(word) > 2:
            name, _, kind = word[1:-1].partition(":")
            choices[-1].append(("part", name, kind or name))
        else:
            choices[-1].append(("word", word.removeprefix("\\")))
    return _choice(choices), ""


def _choice(choices: list[list[Tree]]) -> Tree:
    made = [("seq", *each) for each in choices]
    return made[0] if len(made) == 1 else ("any", *made)


class _Firsts:
    """Which words a tree may begin with ("*" any), and whether it may be empty."""

    def __init__(self, trees: Any, terminals: Mapping[str, tuple[Terminal, frozenset[str]]], form: Callable[[str], str]) -> None:
        self.terminals, self.form = terminals, form
        self.of_kind: dict[str, list[Tree]] = {}
        for rule, patterns in trees:
            self.of_kind.setdefault(rule.kind, []).extend(patterns)
        self.known: dict[str, frozenset[str]] = {}

    def of(self, tree: Tree) -> tuple[frozenset[str], bool]:
        head = tree[0]
        if head == "word":
            return frozenset({"#" if tree[1].isdigit() else self.form(tree[1])}), False
        if head == "part":
            return self.kind(tree[2]), False
        if head in ("opt", "many"):
            return self.of(tree[1])[0], True
        if head == "not":
            return frozenset(), True
        if head == "any":
            found = [self.of(each) for each in tree[1:]]
            return frozenset().union(*(words for words, _ in found)), any(empty for _, empty in found)
        words, empty = frozenset[str](), True
        for each in tree[1:]:
            more, empty = self.of(each)
            words |= more
            if not empty:
                break
        return words, empty

    def kind(self, kind: str) -> frozenset[str]:
        if kind in self.terminals:
            return self.terminals[kind][1]
        if kind not in self.known:
            self.known[kind] = frozenset()
            self.known[kind] = frozenset().union(*(self.of(tree)[0] for tree in self.of_kind[kind]))
        return self.known[kind]


def _compile(tree: Tree, terminals: Mapping[str, tuple[Terminal, frozenset[str]]], form: Callable[[str], str]) -> Step:
    head = tree[0]
    if head == "word":
        return _word(form(tree[1]))
    if head == "part":
        return _terminal(tree[1], terminals[tree[2]][0]) if tree[2] in terminals else _part(tree[1], tree[2])
    inner = [_compile(each, terminals, form) for each in tree[1:]]
    if head == "seq":
        return inner[0] if len(inner) == 1 else _seq(inner)
    return {"opt": _opt, "many": _many, "not": _not}[head](inner[0]) if head != "any" else _any(inner)


def _word(form: str) -> Step:
    def step(chart: Chart, place: int) -> Iterable[State]:
        return (State(place + 1, (), (), 1),) if chart.words[place] == form else ()

    return step


def _terminal(name: str, terminal: Terminal) -> Step:
    def step(chart: Chart, place: int) -> Iterable[State]:
        return [State(end, ((name, value),)) for end, value, *_ in terminal(chart, place)]

    return step


def _part(name: str, kind: str) -> Step:
    def step(chart: Chart, place: int) -> Iterable[State]:
        return [State(end, ((name, value),), faults, told) for end, value, faults, told in chart.at(kind, place)]

    return step


def _seq(steps: list[Step]) -> Step:
    def step(chart: Chart, place: int) -> Iterable[State]:
        states: dict[int, State] = {place: State(place)}
        for each in steps:
            after: dict[int, State] = {}
            for end, caught, faults, told in states.values():
                for more in each(chart, end):
                    known = after.get(more.end)
                    if known is None or known.told < told + more.told:
                        after[more.end] = State(more.end, caught + more.caught, faults + more.faults, told + more.told)
            if not after:
                return ()
            states = after
        return states.values()

    return step


def _any(steps: list[Step]) -> Step:
    def step(chart: Chart, place: int) -> Iterable[State]:
        return [state for each in steps for state in each(chart, place)]

    return step


def _opt(inner: Step) -> Step:
    def step(chart: Chart, place: int) -> Iterable[State]:
        return [*inner(chart, place), State(place)]

    return step


def _many(inner: Step) -> Step:
    def step(chart: Chart, place: int) -> Iterable[State]:
        found = {place: State(place)}
        edge = [State(place)]
        for _ in range(MANY):
            edge = [
                State(more.end, state.caught + more.caught, state.faults + more.faults, state.told + more.told)
                for state in edge
                for more in inner(chart, state.end)
                if more.end not in found and more.end > state.end
            ]
            if not edge:
                break
            found |= {state.end: state for state in edge}
        return [
            State(end, _gathered(caught), faults, told) for end, caught, faults, told in found.values()
        ]

    return step


def _gathered(caught: tuple[tuple[str, Any], ...]) -> tuple[tuple[str, Any], ...]:
    several: dict[str, tuple[Any, ...]] = {}
    for name, value in caught:
        several[name] = (*several.get(name, ()), value)
    return tuple(several.items())


def _not(inner: Step) -> Step:
    def step(chart: Chart, place: int) -> Iterable[State]:
        return () if inner(chart, place) else (State(place),)

    return step


def writer(rules: list[Rule]) -> Callable[..., Callable[[Callable[..., Any]], Callable[..., Any]]]:
    """The decorator that adds a rule to `rules`: its kind, its patterns, and examples (reading → spellings)."""

    def rule(kind: str, *patterns: str, **like: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        def add(means: Callable[..., Any]) -> Callable[..., Any]:
            rules.append(Rule(kind, means.__name__, patterns, means, like.get("like", {})))
            return means

        return add

    return rule
