"""The rules made ready: at each place of a phrase, which patterns may match by what stands there and behind it."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from itertools import accumulate
from operator import and_, or_
from typing import Any, Final

from reminder.phrases.ahead import ANY, Ahead, key
from reminder.phrases.chart import Chart, Choice, Issued, Pattern, Terminal
from reminder.phrases.matchers import matcher_of
from reminder.phrases.patterns import Tree, parsed
from reminder.phrases.rulebook import Rule
from reminder.phrases.spelling import fold, spelling
from reminder.phrases.tokens import Tokens

DEPTH: Final = 3
"""So many tokens of a pattern are looked at before it is tried."""


class Grammar:
    """The rules, made ready once for phrases with marks and once for those typed without."""

    def __init__(self, rules: Iterable[Rule], terminals: Mapping[str, Terminal]) -> None:
        self.rules, self.terminals = tuple(rules), terminals
        self._tables: dict[bool, _Table] = {}

    def chart(self, tokens: Tokens, issued: Issued) -> Chart:
        """The chart on which a phrase is read."""
        if tokens.marked not in self._tables:
            self._tables[tokens.marked] = _Table(self.rules, self.terminals, spelling if tokens.marked else fold)
        return self._tables[tokens.marked].chart(tokens, issued)


class _Table:
    """The patterns by the key of the token they begin with, and by kind. What else they ask for is told in bits, each
    for some keys of which one must come: in a certain place behind the first token, or (0) in any."""

    def __init__(self, rules: tuple[Rule, ...], terminals: Mapping[str, Terminal], form: Callable[[str], str]) -> None:
        trees = [(rule, tree) for rule in rules for tree in map(parsed, rule.patterns)]
        self.ahead = Ahead([(rule.kind, tree) for rule, tree in trees], terminals, form)
        kinds: dict[str, dict[str, list[Pattern]]] = {one: {} for one in (*self.ahead.common, "")}
        bits: dict[tuple[int, frozenset[str]], int] = {}
        for rule, tree in trees:
            first, *behind = self.ahead.keys(tree, DEPTH)
            asked = [(0, keys) for keys in self.ahead.needs(tree) if not first <= keys]
            asked += [(at, keys) for at, keys in enumerate(behind, 1) if ANY not in keys]
            needs = sum(bits.setdefault(each, 1 << len(bits)) for each in asked)
            pattern = Pattern(rule, needs, self._same(rule, tree), partial(matcher_of, rule, tree, self.ahead))
            for one in kinds if ANY in first else first:
                kinds[one].setdefault(rule.kind, []).append(pattern)
        self.kinds = {
            one: {kind: Choice(_straight(each, found)) for kind, each in found.items()} for one, found in kinds.items()
        }
        self.all = [0] * DEPTH
        self.met: list[dict[str, int]] = [dict.fromkeys(self.kinds, 0) for _ in self.all]
        for (at, keys), bit in bits.items():
            self.all[at] |= bit
            for one in keys:
                self.met[at][one] |= bit
        self.word = lru_cache(maxsize=8192)(self._word)

    def _same(self, rule: Rule, tree: Tree) -> str:
        """The kind of which a pattern is a part, and no more."""
        alone = rule.means is None and len(tree) == 2 and tree[1][0] == "part"
        return tree[1][2] if alone and tree[1][2] not in self.ahead.terminals else ""

    def chart(self, tokens: Tokens, issued: Issued) -> Chart:
        keys, kinds, anywhere, *behind = zip(*map(self.word, tokens.words), strict=True)
        missing = [*accumulate(reversed(anywhere), and_)][::-1]
        for at, each in enumerate(behind, 1):
            missing = [*map(or_, missing, each[at:] + each[-1:] * at)]
        return Chart(tokens, issued, keys, kinds, missing)

    def _word(self, word: str) -> tuple[Any, ...]:
        """Its key, the patterns that may begin with it, and the bits that it does not meet: of those of any place, and
        of those of each."""
        name = key(word)
        unmet = (every & ~met.get(name, 0) for every, met in zip(self.all, self.met, strict=True))
        return name, self.kinds.get(name, self.kinds[""]), *unmet


def _straight(patterns: list[Pattern], kinds: Mapping[str, list[Pattern]]) -> list[Pattern]:
    """The patterns; those of another kind where that is all that they ask for."""
    while len(patterns) == 1 and patterns[0].same:
        patterns = kinds.get(patterns[0].same, [])
    return patterns
