"""Patterns as they are written → trees.

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
from collections.abc import Iterator
from typing import Any, Final

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
            inner, end = _sequence(words)
            if end != _CLOSE[word]:
                raise ValueError(f"{word!r} is closed by {end!r}")
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
