"""How rules are written down: each stands alone, with the forms it reads and phrases that it alone makes readable."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Meaning = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """`means(place, **parts)` gives the value of what one of `patterns` matched, or None: it is not that. Without
    `means` the value is `value`, or that of the only part. How patterns are written, patterns.py says. `like` are
    phrases that no other rule reads so."""

    kind: str
    name: str
    patterns: tuple[str, ...]
    means: Meaning | None
    like: tuple[str, ...] = ()
    value: Any = None


class Rulebook(list[Rule]):
    """The rules of one file, as they are written."""

    def rule(self, kind: str, *patterns: str, like: tuple[str, ...] = ()) -> Callable[[Meaning], Meaning]:
        """Decorates the meaning of a rule, whose name and docstring are the rule's."""

        def add(means: Meaning) -> Meaning:
            self.append(Rule(kind, means.__name__, patterns, means, like))
            return means

        return add

    def words(self, kind: str, spellings: Mapping[Any, tuple[str, ...]]) -> None:
        """A part that is a word or two: each value with all its spellings."""
        for value, patterns in spellings.items():
            self.append(Rule(kind, f"{kind} {value}", patterns, None, value=value))

    def either(self, kind: str, *patterns: str) -> None:
        """A part that is one of others, with its value."""
        self.append(Rule(kind, kind, patterns, None))
