"""What a pattern may begin with, token by token, and what it cannot do without: most need not be tried at all."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce
from typing import Final

from reminder.phrases.chart import Terminal
from reminder.phrases.patterns import Tree

# The keys that each of the first tokens may have, and how many tokens there may be: as many as are looked at, or more.
Shape = tuple[tuple[frozenset[str], ...], frozenset[int]]
ANY: Final = "*"
"""Stands for every key."""
_NONE: Final = frozenset[str]()
_ANY: Final = frozenset({ANY})
_ONE: Final = frozenset({1})


def key(word: str) -> str:
    """What a token is looked up by: a word by itself, a number by what it may be: "#1", "#2" and "#3" by its digits,
    "#y" a year, "#4" four digits that are none, "#5" five or six, "#7" seven or more, "#100" a hundred or more."""
    if not word.isdigit():
        return word
    count = len(word)
    if count == 4 and 1945 <= int(word) <= 2150:
        return "#y"
    return f"#{max(least for least in (1, 2, 3, 4, 5, 7, 100) if least <= count)}"


class Ahead:
    """What trees look like from before, in keys."""

    def __init__(
        self, trees: Iterable[tuple[str, Tree]], terminals: Mapping[str, Terminal], form: Callable[[str], str]
    ) -> None:
        self.terminals, self.form = terminals, form
        self.of_kind: dict[str, list[Tree]] = {}
        for kind, tree in trees:
            self.of_kind.setdefault(kind, []).append(tree)
        self.common = Counter(word for each in self.of_kind.values() for tree in each for word in self._leaves(tree))
        self._shapes: dict[tuple[str, int], Shape] = {}
        self._needs: dict[str, frozenset[frozenset[str]]] = {}

    def begins(self, tree: Tree) -> tuple[frozenset[str], bool]:
        """The first keys, and whether the tree may be empty."""
        (keys,), counts = self._shape(tree, 1)
        return keys, 0 in counts

    def keys(self, tree: Tree, depth: int) -> tuple[frozenset[str], ...]:
        """The keys that each of the first `depth` tokens may have where the tree matches; `*` too behind its end."""
        keys, counts = self._shape(tree, depth)
        return tuple(each | _ANY if min(counts) <= at else each for at, each in enumerate(keys))

    def _shape(self, tree: Tree, depth: int) -> Shape:
        match tree[0]:
            case "word":
                return _token(frozenset({key(self.form(tree[1]))}), depth)
            case "part" if tree[2] in self.terminals:
                begins, _, ends = self.terminals[tree[2]]
                return (begins, *[_ANY if ends else _NONE] * (depth - 1)), _ONE
            case "part":
                kind = tree[2]
                if (kind, depth) not in self._shapes:
                    self._shapes[kind, depth] = self._either(self.of_kind[kind], depth)
                return self._shapes[kind, depth]
            case "opt":
                keys, counts = self._shape(tree[1], depth)
                return keys, counts | {0}
            case "many":
                return self._row([("opt", tree[1])] * depth, depth)
            case "not":
                return (_NONE,) * depth, frozenset({0})
            case "any":
                return self._either(tree[1:], depth)
        return self._row(tree[1:], depth)

    def _either(self, trees: Iterable[Tree], depth: int) -> Shape:
        found = [self._shape(each, depth) for each in trees]
        keys = tuple(_NONE.union(*(each[at] for each, _ in found)) for at in range(depth))
        return keys, frozenset[int]().union(*(counts for _, counts in found))

    def _row(self, trees: Iterable[Tree], depth: int) -> Shape:
        keys, counts = [set[str]() for _ in range(depth)], {0}
        for each in trees:
            least = min(counts)
            if least == depth:
                break
            more, lengths = self._shape(each, depth - least)
            for first in counts:
                for at in range(first, depth):
                    keys[at] |= more[at - first]
            counts = {min(depth, first + length) for first in counts for length in lengths}
        return tuple(map(frozenset, keys)), frozenset(counts)

    def needs(self, tree: Tree) -> frozenset[frozenset[str]]:
        """Sets of keys: of each, one key must stand among the tokens for the tree to match."""
        match tree[0]:
            case "word":
                return frozenset({frozenset({key(self.form(tree[1]))})})
            case "seq":
                return frozenset[frozenset[str]]().union(*map(self.needs, tree[1:]))
            case "any":
                return self._one_of(tree[1:])
            case "not" if tree[1][:1] == ("seq",) and len(tree[1]) == 2 and tree[1][1][0] == "not":
                return self.needs(tree[1][1][1])  # what must not be missing
            case "part" if tree[2] in self.terminals:
                begins = self.terminals[tree[2]].begins
                return frozenset(() if ANY in begins else {begins})
            case "part":
                kind = tree[2]
                if kind not in self._needs:
                    self._needs[kind] = frozenset()  # a kind inside itself: nothing is known of it yet
                    self._needs[kind] = self._one_of(self.of_kind[kind])
                return self._needs[kind]
        return frozenset()

    def _one_of(self, trees: Iterable[Tree]) -> frozenset[frozenset[str]]:
        """What all of them need, and of each the rarest that it needs."""
        each = [self.needs(tree) for tree in trees]
        if not all(each):
            return frozenset()
        rarest = (min(needs, key=lambda keys: sum(self.common[one] for one in keys)) for needs in each)
        return reduce(frozenset.intersection, each) | {_NONE.union(*rarest)}

    def _leaves(self, tree: Tree) -> Iterator[str]:
        if tree[0] == "word":
            yield key(self.form(tree[1]))
        elif tree[0] == "part":
            yield from self.terminals[tree[2]].begins if tree[2] in self.terminals else ()
        else:
            for each in tree[1:]:
                yield from self._leaves(each)


def _token(keys: frozenset[str], depth: int) -> Shape:
    return (keys, *[_NONE] * (depth - 1)), _ONE
