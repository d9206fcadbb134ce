"""Trees of patterns → functions that try them on a chart.

A pattern is written out as the source of a function, an `if` or a `for` for each of its parts, and compiled when it is
first tried: a tree of closures is slower.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from types import CodeType
from typing import Any, NamedTuple

from reminder.phrases.ahead import ANY, Ahead
from reminder.phrases.chart import Chart, Matcher, Place
from reminder.phrases.patterns import Tree
from reminder.phrases.pieces import States, either, many, phrase, run
from reminder.phrases.rulebook import Rule

# What one token must be: one of some words; or a part, with its name: of some keys, and how its value is made.
Token = tuple[frozenset[str], str, Callable[[str], Any]]


def matcher_of(rule: Rule, tree: Tree, ahead: Ahead) -> Matcher:
    """What gives every match of a rule's pattern from a place on; several may end alike."""
    source = _Source(ahead)
    return source.function(tree, lambda way: source.match(rule, way))


def _states_of(tree: Tree, ahead: Ahead) -> States:
    """What gives every state behind a piece of a pattern."""
    if tree[0] == "any" and not _phrases(tree, ahead.form):
        return either([_states_of(each, ahead) for each in tree[1:]], [ahead.begins(each) for each in tree[1:]])
    source = _Source(ahead)
    return source.function(tree, source.state)


class _Way(NamedTuple):
    """How far a function has been written: the variable of the place that was reached and the tokens matched behind it,
    and the expressions of what was caught (by name; without one, of several), of faults, and of how many words were
    named beside `told`."""

    place: str = "place"
    tokens: int = 0
    told: int = 0
    caught: tuple[tuple[str, str], ...] = ()
    faults: tuple[str, ...] = ()
    more: tuple[str, ...] = ()

    @property
    def at(self) -> str:
        return f"{self.place} + {self.tokens}" if self.tokens else self.place

    @property
    def words(self) -> str:
        return " + ".join((*self.more, str(self.told)))

    @property
    def parts(self) -> str:
        """What was caught, as pairs."""
        return "(" + "".join(f"({name!r}, {value}), " if name else f"*{value}, " for name, value in self.caught) + ")"


class _Source:
    """The source of a function on its way, and the values that it names."""

    def __init__(self, ahead: Ahead) -> None:
        self.ahead = ahead
        self.lines: list[str] = []
        self.names: dict[str, Any] = {}

    def function(self, tree: Tree, ending: Callable[[_Way], Iterable[str]]) -> Callable[[Chart, int], Any]:
        """The function of a chart and a place: it tries the tree, and behind it does what the lines of `ending` say."""
        self.write([tree], _Way(), 1, ending)
        body = "".join(self.lines)
        used = [one for one in ("words", "keys", "known") if re.search(rf"\b{one}\b", body)]
        lists = "".join(f" {one} = chart.{one}\n" for one in used)
        source = f"def tried(chart, place):\n{lists} found = []\n{body} return found\n"
        exec(_code(source), self.names)  # made of our own rules alone
        return self.names["tried"]  # type: ignore[no-any-return]

    def name(self, value: Any) -> str:
        name = f"k{len(self.names)}"
        self.names[name] = value
        return name

    def write(self, trees: Sequence[Tree], way: _Way, depth: int, ending: Callable[[_Way], Iterable[str]]) -> None:
        """What tries the trees one behind the other."""
        if not trees:
            self.lines += (f"{' ' * depth}{line}\n" for line in ending(way))
            return
        tree, *rest = trees
        if tree[0] == "seq":
            self.write([*tree[1:], *rest], way, depth, ending)
            return
        line, way = self._one(tree, way)
        self.lines.append(f"{' ' * depth}{line}:\n")
        self.write(rest, way, depth + 1, ending)

    def state(self, way: _Way) -> Iterator[str]:
        yield f"found.append(({way.at}, {way.parts}, {' + '.join(way.faults) or '()'}, {way.words}))"

    def match(self, rule: Rule, way: _Way) -> Iterator[str]:
        """The value of what was matched, if it has one."""
        faults = way.faults
        if not rule.means:
            value = self.name(rule.value)
            if way.caught:
                name, first = way.caught[0]
                value = first if name else f"({way.parts} or (('', {value}),))[0][1]"
        else:
            named = [f"{name}={value}" for name, value in dict(way.caught).items()]
            if not all(name for name, _ in way.caught):
                named = [f"**dict({way.parts})"]
            yield f"here = {self.name(Place)}(chart, place, {way.at})"
            yield f"value = {self.name(rule.means)}({', '.join(('here', *named))})"
            yield "if value is not None:"
            value, faults = "value", (*faults, "here.faults")
        yield f" found.append(({way.at}, {value}, {' + '.join(faults) or '()'}, {way.words}))"

    def _one(self, tree: Tree, way: _Way) -> tuple[str, _Way]:
        """The head of the block that tries a tree, and how far it is inside of it."""
        at = way.at
        if token := _token(tree, self.ahead):
            forms, name, value_of = token
            if name:
                part = (name, f"{self.name(value_of)}(words[{at}])")
                inside = way._replace(tokens=way.tokens + 1, caught=(*way.caught, part))
                return f"if keys[{at}] in {self.name(forms)}", inside
            return f"if words[{at}] in {self.name(forms)}", way._replace(tokens=way.tokens + 1, told=way.told + 1)
        if parts := _parts(tree):
            each = [self._ends(kind, at, len(parts) > 2) for kind in parts[1:]]
            ends = each[0] if len(each) == 1 else "[" + "".join(f"*{one}, " for one in each) + "]"
            end, value, odd, told = (f"{one}{len(self.lines)}" for one in "evot")
            caught, faults = (*way.caught, (parts[0], value)), (*way.faults, odd)
            inside = way._replace(place=end, tokens=0, caught=caught, faults=faults, more=(*way.more, told))
            return f"for {end}, {value}, {odd}, {told} in {ends}", inside
        if tree[0] == "not":
            return f"if not {self._states(tree[1], at)}", way
        end, several, odd, told = (f"{one}{len(self.lines)}" for one in "ecot")
        if words := self._of_words(tree, at):
            return f"for {end}, {told} in {words}", way._replace(place=end, tokens=0, more=(*way.more, told))
        inside = way._replace(
            place=end, tokens=0, caught=(*way.caught, ("", several)), faults=(*way.faults, odd),
            more=(*way.more, told),
        )  # fmt: skip
        return f"for {end}, {several}, {odd}, {told} in {self._states(tree, at)}", inside

    def _ends(self, kind: str, at: str, one_of_several: bool) -> str:
        """The ends of a part."""
        if terminal := self.ahead.terminals.get(kind):
            if terminal.ends:
                return f"{self.name(terminal.ends)}(chart, {at})"
            one = f"({at} + 1, {self.name(terminal.value)}(words[{at}]), (), 0)"
            return f"(({one},) if keys[{at}] in {self.name(terminal.begins)} else ())"
        ends = f"(e if (e := known[{at}].get({kind!r})) is not None else chart.new({kind!r}, {at}))"
        keys, _ = self.ahead.begins(("part", "", kind))
        return f"({ends} if keys[{at}] in {self.name(keys)} else ())" if one_of_several and ANY not in keys else ends

    def _of_words(self, tree: Tree, at: str) -> str:
        """The ends of what is nothing but words, each with how many they are."""
        maybe = tree[0] == "opt"
        if tree[0] == "many":
            token = _token(tree[1], self.ahead)
            return f"{self.name(run(token[0]))}(words, {at})" if token and not token[1] else ""
        phrases = _phrases(tree[1] if maybe else tree, self.ahead.form)
        if not phrases:
            return ""
        firsts, none = frozenset(words[0] for words in phrases), f"(({at}, 0),)" if maybe else "()"
        some = f"{self.name(phrase(phrases, maybe))}(words, {at})"
        if maybe and all(len(each) == 1 for each in phrases):
            some = f"(({at} + 1, 1), ({at}, 0))"
        return f"{some} if words[{at}] in {self.name(firsts)} else {none}"

    def _states(self, tree: Tree, at: str) -> str:
        """The states behind a tree that has a function of its own."""
        inner = tree[1] if tree[0] in ("opt", "many") else tree
        keys, empty = self.ahead.begins(inner)
        states_of, here = _states_of(inner, self.ahead), f"({at}, (), (), 0)"
        if tree[0] == "many":
            states_of = many(states_of)
        states, none = f"{self.name(states_of)}(chart, {at})", "()"
        if tree[0] in ("opt", "many"):
            none = f"({here},)"
        if tree[0] == "opt":
            states = f"[*{states}, {here}]"
        return states if empty or ANY in keys else f"({states} if keys[{at}] in {self.name(keys)} else {none})"


@cache
def _code(source: str) -> CodeType:
    """Patterns that differ only in their words are the same code."""
    return compile(source, "<pattern>", "exec")


def _token(tree: Tree, ahead: Ahead) -> Token | None:
    """What the token must be, where the tree is always one."""
    if tree[0] == "part":
        terminal = ahead.terminals.get(tree[2])
        return (terminal.begins, tree[1], terminal.value) if terminal and not terminal.ends else None
    phrases = _phrases(tree, ahead.form)
    single = phrases and all(len(each) == 1 for each in phrases)
    return (frozenset(word for (word,) in phrases), "", str) if single else None


def _parts(tree: Tree) -> list[str]:
    """Of a part, or one of several parts by the same name: the name, and each kind."""
    if tree[0] == "part":
        return [*tree[1:]]
    if tree[0] == "seq":
        return _parts(tree[1]) if len(tree) == 2 else []
    each = [_parts(one) for one in tree[1:]] if tree[0] == "any" else [[]]
    alike = all(each) and len({parts[0] for parts in each}) == 1
    return [each[0][0], *(kind for parts in each for kind in parts[1:])] if alike else []


def _phrases(tree: Tree, form: Callable[[str], str]) -> list[list[str]]:
    """What a tree of nothing but words may be."""
    if tree[0] == "word":
        return [[form(tree[1])]]
    each = [_phrases(one, form) for one in tree[1:]] if tree[0] in ("seq", "any") else [[]]
    if not all(each):
        return []
    if tree[0] == "any" or len(each) == 1:
        return [words for phrases in each for words in phrases]
    return [[word for (words,) in each for word in words]] if all(len(one) == 1 for one in each) else []
