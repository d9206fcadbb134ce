"""Patterns as they are written → trees; which words a tree may begin with, and which it cannot do without.

A pattern is words as printed and parts, `trước [ngày] <date>`:

    word / , -      these tokens; words with their marks (a phrase typed without any is compared without)
    <kind>          a part of that kind; `<name:kind>` under another name
    [ … ]           may be missing
    ( … | … )       one of them
    { … }           any number of times, none too; parts inside come as tuples
    !( … )          nothing is read: none of these may follow

A bracket that is meant itself is written with a backslash.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from reminder.phrases.rulebook import Rule

# A tree is ("seq", …), ("any", …), ("opt", tree), ("many", tree), ("not", tree), ("word", str) or ("part", name, kind).
Tree = tuple[Any, ...]
_PIECE: Final = re.compile(r"\\.|!\(|[\[\](){}|]|<[^>]+>|[^\s\[\](){}|<]+")
_CLOSE: Final = {"[": "]", "(": ")", "{": "}", "!(": ")"}


def parsed(pattern: str) -> Tree:
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


_NEVER: Final[list[Tree]] = [("word", "\0")]


class Words:
    """Which words a tree may begin with ("*" any, "#" a number), and which must stand in the phrase for it to match."""

    def __init__(
        self, trees: Iterable[tuple[Rule, Tree]], terminals: Mapping[str, frozenset[str]], form: Callable[[str], str]
    ) -> None:
        self.terminals, self.form = terminals, form
        self.of_kind: dict[str, list[Tree]] = {}
        for rule, tree in trees:
            self.of_kind.setdefault(rule.kind, []).append(tree)
        self._begins: dict[str, frozenset[str]] = {}
        self._needs: dict[str, frozenset[str]] = {}

    def begins(self, tree: Tree) -> tuple[frozenset[str], bool]:
        """The words, and whether the tree may be empty."""
        match tree[0]:
            case "word":
                return frozenset({self._word(tree[1])}), False
            case "part":
                return self._kind(tree[2]), False
            case "opt" | "many":
                return self.begins(tree[1])[0], True
            case "not":
                return frozenset(), True
            case "any":
                found = [self.begins(each) for each in tree[1:]]
                return frozenset().union(*(words for words, _ in found)), any(empty for _, empty in found)
        words, empty = frozenset[str](), True
        for each in tree[1:]:
            more, empty = self.begins(each)
            words |= more
            if not empty:
                break
        return words, empty

    def needs(self, tree: Tree) -> frozenset[str]:
        """The words without which it cannot match."""
        match tree[0]:
            case "word":
                return frozenset({self._word(tree[1])})
            case "seq":
                return frozenset().union(*map(self.needs, tree[1:]))
            case "any":
                return frozenset.intersection(*map(self.needs, tree[1:]))
            case "part" if tree[2] in self.terminals:
                return self.terminals[tree[2]] - {"*"}
            case "part":
                if tree[2] not in self._needs:
                    self._needs[tree[2]] = frozenset()
                    self._needs[tree[2]] = frozenset.intersection(*map(self.needs, self.of_kind.get(tree[2], _NEVER)))
                return self._needs[tree[2]]
        return frozenset()

    def _word(self, word: str) -> str:
        return "#" if word.isdigit() else self.form(word)

    def _kind(self, kind: str) -> frozenset[str]:
        if kind in self.terminals:
            return self.terminals[kind]
        if kind not in self._begins:
            self._begins[kind] = frozenset()
            self._begins[kind] = frozenset().union(*(self.begins(tree)[0] for tree in self.of_kind.get(kind, ())))
        return self._begins[kind]
