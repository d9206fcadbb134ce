"""Trees of patterns → steps that try them on a chart."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, Final

from reminder.phrases.ahead import ANY, Ahead
from reminder.phrases.chart import Chart, Ends, State, Step
from reminder.phrases.patterns import Tree

MANY: Final = 24
"""As often as a part in braces may come: longer lists are read in pieces, so that reading stays linear."""
# What one token must be: one of some words; or a part, with its name: of some keys, and how its value is made.
Token = tuple[frozenset[str], str, Callable[[str], Any]]


def step_of(tree: Tree, ahead: Ahead) -> Step:
    """What tries the tree."""
    head = tree[0]
    if token := _token(tree, ahead):
        return _tokens([token])
    if head == "part":
        terminal = ahead.terminals.get(tree[2])
        return _terminal(tree[1], terminal.ends) if terminal and terminal.ends else _part(tree[1], tree[2])
    if phrases := _phrases(tree, ahead.form):
        return _phrase_of(phrases)
    if head == "many" and (token := _token(tree[1], ahead)) and not token[1]:
        return _run_of(token[0])
    if head == "seq":
        steps = list[Step]()
        pairs = ((each, _token(each, ahead)) for each in tree[1:])
        for single, group in groupby(pairs, lambda pair: bool(pair[1])):
            trees, tokens = zip(*group, strict=True)
            steps += [_tokens([*filter(None, tokens)])] if single else [step_of(each, ahead) for each in trees]
        return steps[0] if len(steps) == 1 else _seq(steps)
    inner = [step_of(each, ahead) for each in tree[1:]]
    begins = [ahead.begins(each) for each in tree[1:]]
    if head == "any":
        return _any(inner, begins)
    step = {"opt": _opt, "many": _many, "not": _not}[head](inner[0])
    return step if begins[0][1] or ANY in begins[0][0] else _perhaps(step, begins[0][0])


def _token(tree: Tree, ahead: Ahead) -> Token | None:
    """What the token must be, where the tree is always one."""
    if tree[0] == "part":
        terminal = ahead.terminals.get(tree[2])
        return (terminal.begins, tree[1], terminal.value) if terminal and not terminal.ends else None
    phrases = _phrases(tree, ahead.form)
    single = phrases and all(len(each) == 1 for each in phrases)
    return (frozenset(word for (word,) in phrases), "", str) if single else None


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


def _tokens(tokens: list[Token]) -> Step:
    def step(chart: Chart, state: State) -> Sequence[State]:
        place, caught, faults, told = state
        for forms, name, value_of in tokens:
            word = chart.words[place]
            if not name:
                if word not in forms:
                    return ()
                told += 1
            elif chart.keys[place] in forms:
                caught += ((name, value_of(word)),)
            else:
                return ()
            place += 1
        return ((place, caught, faults, told),)

    return step


def _phrase_of(phrases: list[list[str]]) -> Step:
    by_first: dict[str, list[tuple[list[str], int]]] = {}
    for words in phrases:
        by_first.setdefault(words[0], []).append((words, len(words)))

    def step(chart: Chart, state: State) -> Sequence[State]:
        place, caught, faults, told = state
        words = chart.words
        return [
            (place + count, caught, faults, told + count)
            for each, count in by_first.get(words[place], ())
            if words[place : place + count] == each
        ]

    return step


def _run_of(forms: frozenset[str]) -> Step:
    def step(chart: Chart, state: State) -> Sequence[State]:
        words, found = chart.words, [state]
        while words[state[0]] in forms and len(found) <= MANY:
            place, caught, faults, told = state
            state = place + 1, caught, faults, told + 1
            found.append(state)
        return found

    return step


def _terminal(name: str, ends: Callable[[Chart, int], Ends]) -> Step:
    def step(chart: Chart, state: State) -> Sequence[State]:
        place, caught, faults, told = state
        return [(end, (*caught, (name, value)), faults, told + more) for end, value, _, more in ends(chart, place)]

    return step


def _part(name: str, kind: str) -> Step:
    def step(chart: Chart, state: State) -> Sequence[State]:
        place, caught, faults, told = state
        ends = chart.known[place].get(kind)
        if ends is None:
            if kind not in chart.kinds[place]:
                return ()
            ends = chart.at(kind, place)
        if len(ends) == 1:  # most often, and a comprehension costs more
            end, value, odd, more = ends[0]
            return ((end, (*caught, (name, value)), faults + odd, told + more),)
        return [(end, (*caught, (name, value)), faults + odd, told + more) for end, value, odd, more in ends]

    return step


def _seq(steps: list[Step]) -> Step:
    first, *rest = steps

    def step(chart: Chart, state: State) -> Sequence[State]:
        states = first(chart, state)
        for each in rest:
            if not states:
                return ()
            states = each(chart, states[0]) if len(states) == 1 else _furthest(chart, each, states)
        return states

    return step


def _furthest(chart: Chart, step: Step, states: Sequence[State]) -> Sequence[State]:
    """Behind all the states, for each end the one that names the most words."""
    after: dict[int, State] = {}
    for state in states:
        for behind in step(chart, state):
            end = behind[0]
            if end not in after or after[end][3] < behind[3]:
                after[end] = behind
    return tuple(after.values())


def _any(steps: list[Step], begins: list[tuple[frozenset[str], bool]]) -> Step:
    every = frozenset({""}).union(*(keys for keys, _ in begins))
    each = [(step, every if empty or ANY in keys else keys) for step, (keys, empty) in zip(steps, begins, strict=True)]
    by_key = {key: [step for step, keys in each if key in keys] for key in every}
    always = by_key[""]

    def step(chart: Chart, state: State) -> Sequence[State]:
        found: list[State] = []
        for one in by_key.get(chart.keys[state[0]], always):
            found += one(chart, state)
        return found

    return step


def _perhaps(inner: Step, keys: frozenset[str]) -> Step:
    """A step that leaves the state as it is where its tree cannot begin."""

    def step(chart: Chart, state: State) -> Sequence[State]:
        return inner(chart, state) if chart.keys[state[0]] in keys else (state,)

    return step


def _opt(inner: Step) -> Step:
    def step(chart: Chart, state: State) -> Sequence[State]:
        return (*inner(chart, state), state)

    return step


def _many(inner: Step) -> Step:
    def step(chart: Chart, state: State) -> Sequence[State]:
        place, caught, faults, told = state
        found: dict[int, State] = {place: (place, (), faults, told)}
        edge = list(found.values())
        for _ in range(MANY):
            edge = [
                behind
                for before in edge
                for behind in inner(chart, before)
                if behind[0] not in found and behind[0] > before[0]
            ]
            if not edge:
                break
            found |= {behind[0]: behind for behind in edge}
        if len(found) == 1:
            return (state,)
        return [(end, caught + _gathered(several), odd, more) for end, several, odd, more in found.values()]

    return step


def _gathered(caught: tuple[tuple[str, Any], ...]) -> tuple[tuple[str, Any], ...]:
    several: dict[str, tuple[Any, ...]] = {}
    for name, value in caught:
        several[name] = (*several.get(name, ()), value)
    return tuple(several.items())


def _not(inner: Step) -> Step:
    def step(chart: Chart, state: State) -> Sequence[State]:
        return () if inner(chart, state) else (state,)

    return step
