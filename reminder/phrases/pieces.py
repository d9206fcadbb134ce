"""Pieces of a pattern that have a function of their own."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from reminder.phrases.ahead import ANY
from reminder.phrases.chart import Chart
from reminder.phrases.faults import Fault

MANY: Final = 24
"""As often as a part in braces may come: longer lists are read in pieces, so that reading stays linear."""
# How far a piece of a pattern has come: where it ends, the parts it caught by name, their faults, the words it named.
State = tuple[int, tuple[tuple[str, Any], ...], tuple[Fault, ...], int]
States = Callable[[Chart, int], Sequence[State]]
# The ends that words can have from a place on, each with how many they are.
Ends = Callable[[list[str], int], list[tuple[int, int]]]


def phrase(phrases: list[list[str]], maybe: bool) -> Ends:
    by_first: dict[str, list[tuple[list[str], int]]] = {}
    for words in phrases:
        by_first.setdefault(words[0], []).append((words, len(words)))

    def ends(words: list[str], at: int) -> list[tuple[int, int]]:
        found = []
        for each, count in by_first[words[at]]:
            if words[at : at + count] == each:
                found.append((at + count, count))  # not a comprehension: that is a call
        if maybe:
            found.append((at, 0))
        return found

    return ends


def run(forms: frozenset[str]) -> Ends:
    def ends(words: list[str], at: int) -> list[tuple[int, int]]:
        count, found = 0, [(at, 0)]
        while words[at + count] in forms and count < MANY:
            count += 1
            found.append((at + count, count))
        return found

    return ends


def either(each_of: list[States], begins: list[tuple[frozenset[str], bool]]) -> States:
    every = frozenset({""}).union(*(keys for keys, _ in begins))
    each = [
        (states, every if empty or ANY in keys else keys) for states, (keys, empty) in zip(each_of, begins, strict=True)
    ]
    by_key = {key: [states for states, keys in each if key in keys] for key in every}
    always = by_key[""]

    def states_of(chart: Chart, place: int) -> Sequence[State]:
        found: list[State] = []
        for one in by_key.get(chart.keys[place], always):
            found += one(chart, place)
        return found

    return states_of


def many(inner: States) -> States:
    def states_of(chart: Chart, place: int) -> Sequence[State]:
        found: dict[int, State] = {place: (place, (), (), 0)}
        edge = list(found.values())
        for _ in range(MANY):
            edge = [
                (end, caught + more, faults + odd, told + named)
                for before, caught, faults, told in edge
                for end, more, odd, named in inner(chart, before)
                if end not in found and end > before
            ]
            if not edge:
                break
            found |= {behind[0]: behind for behind in edge}
        return [(end, _gathered(several), odd, told) for end, several, odd, told in found.values()]

    return states_of


def _gathered(caught: tuple[tuple[str, Any], ...]) -> tuple[tuple[str, Any], ...]:
    several: dict[str, tuple[Any, ...]] = {}
    for name, value in caught:
        several[name] = (*several.get(name, ()), value)
    return tuple(several.items())
