"""What holds for the rules themselves: each has phrases that no other reads so, and the page that lists them is
true."""

from copy import copy
from datetime import date
from functools import cache, lru_cache
from inspect import signature
from typing import Any

import pytest

from reminder.phrases import chart
from reminder.phrases.ahead import ANY, Ahead
from reminder.phrases.assemble import assemble
from reminder.phrases.chart import Choice
from reminder.phrases.grammar import GRAMMAR
from reminder.phrases.parse import parse
from reminder.phrases.patterns import Tree, parsed
from reminder.phrases.rulebook import Rule
from reminder.phrases.spelling import fold, spelling
from reminder.phrases.tables import DEPTH, Grammar
from reminder.phrases.terminals import TERMINALS
from reminder.phrases.tokens import Tokens
from tests.phrases.grammar_page import PAGE, page, sense

ON = date(2026, 1, 10)
MEANT = [rule for rule in GRAMMAR.rules if rule.means is not None]


def value(phrase: str, grammar: Grammar) -> Any:
    return assemble(parse(Tokens(phrase), ON, grammar))


@cache
def places() -> dict[tuple[str, str], set[tuple[bool, str, str]]]:
    """Where the patterns of each rule stand: in which table, behind which token, of which kind."""
    found: dict[tuple[str, str], set[tuple[bool, str, str]]] = {}
    for phrase in ("quý", "quy"):
        value(phrase, GRAMMAR)
    for marked, table in GRAMMAR._tables.items():
        for first, kinds in table.kinds.items():
            for kind, choice in kinds.items():
                for each in choice.patterns:
                    found.setdefault((each.rule.kind, each.rule.name), set()).add((marked, first, kind))
    return found


def without(rule: Rule) -> Grammar:
    """The grammar without one rule; what was made ready of the others stays as it is."""
    gone = places()[rule.kind, rule.name]
    others = Grammar(GRAMMAR.rules, TERMINALS)
    for marked, whole in GRAMMAR._tables.items():
        table = others._tables[marked] = copy(whole)
        table.kinds = dict(whole.kinds)
        for _, first, kind in (each for each in gone if each[0] == marked):
            left = (each for each in whole.kinds[first][kind].patterns if each.rule is not rule)
            table.kinds[first] = table.kinds[first] | {kind: Choice(left)}
        table.word = lru_cache(maxsize=8192)(table._word)
    return others


@pytest.mark.parametrize("rule", MEANT, ids=lambda rule: f"{rule.kind}-{rule.name}")
def test_a_rule_reads_what_no_other_does(rule: Rule) -> None:
    others = without(rule)
    assert rule.like
    assert sense(rule)
    for phrase in rule.like:
        assert value(phrase, others) != value(phrase, GRAMMAR), phrase


def parts(tree: Tree) -> set[str]:
    """The names of the parts that a tree may catch."""
    if tree[0] == "part":
        return {tree[1]}
    return set().union(*map(parts, tree[1:])) if tree[0] in ("seq", "any", "opt", "many") else set()


def always(tree: Tree) -> set[str]:
    """Those that it catches whatever it matches."""
    if tree[0] == "part":
        return {tree[1]}
    if tree[0] == "any":
        return set.intersection(*map(always, tree[1:]))
    return set().union(*map(always, tree[1:])) if tree[0] == "seq" else set()


@pytest.mark.parametrize("rule", MEANT, ids=lambda rule: f"{rule.kind}-{rule.name}")
def test_a_meaning_takes_what_its_patterns_catch(rule: Rule) -> None:
    assert rule.means
    taken = list(signature(rule.means).parameters.values())[1:]
    named = {p.name for p in taken if p.kind is not p.VAR_KEYWORD}
    wanted = {p.name for p in taken if p.kind is not p.VAR_KEYWORD and p.default is p.empty}
    for tree in map(parsed, rule.patterns):
        assert len(named) < len(taken) or parts(tree) <= named
        assert wanted <= always(tree)


def test_a_rule_stands_alone() -> None:
    """In whatever order the rules stand, they read the same."""
    turned = Grammar(reversed(GRAMMAR.rules), TERMINALS)
    for rule in MEANT:
        for phrase in rule.like:
            assert value(phrase, turned) == value(phrase, GRAMMAR), phrase


def test_a_rule_that_is_not_tried_would_not_have_matched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every rule is tried at every place, they read the same."""
    phrases = [phrase for rule in MEANT for phrase in rule.like]
    read = [value(phrase, GRAMMAR) for phrase in phrases]
    monkeypatch.setattr(Ahead, "keys", lambda *_: (frozenset({ANY}),) * DEPTH)
    monkeypatch.setattr(Ahead, "needs", lambda *_: frozenset())
    monkeypatch.setattr(Ahead, "begins", lambda *_: (frozenset({ANY}), True))
    all_tried = Grammar(GRAMMAR.rules, TERMINALS)
    assert [value(phrase, all_tried) for phrase in phrases] == read


def test_what_is_kept_of_patterns_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    phrases = [rule.like[0] for rule in MEANT]
    read = [value(phrase, GRAMMAR) for phrase in phrases]
    monkeypatch.setattr(chart, "KEPT", 1)
    forgetful = Grammar(GRAMMAR.rules, TERMINALS)
    assert [value(phrase, forgetful) for phrase in phrases] == read
    choices = [one for table in forgetful._tables.values() for kinds in table.kinds.values() for one in kinds.values()]
    assert max(len(choice.kept) for choice in choices) == 1


@pytest.mark.parametrize("pattern", ["trước <date>)", "ngày ] <d>"])
def test_a_pattern_with_a_bracket_that_closes_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="closes nothing"):
        parsed(pattern)


@pytest.mark.parametrize("pattern", ["trước (<date> | <d>]", "ngày {<d>", "[ngày"])
def test_a_pattern_with_a_bracket_that_is_closed_otherwise_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="is closed by"):
        parsed(pattern)


def test_a_pattern_never_matches_nothing() -> None:
    """The chart would come no further."""
    for form in (spelling, fold):
        trees = [(rule.kind, parsed(pattern)) for rule in GRAMMAR.rules for pattern in rule.patterns]
        ahead = Ahead(trees, TERMINALS, form)
        assert not [tree for _, tree in trees if ahead.begins(tree)[1]]


def test_no_two_rules_of_a_kind_share_their_name() -> None:
    names = [(rule.kind, rule.name) for rule in MEANT]
    assert sorted(set(names)) == sorted(names)


def test_the_page_of_rules_is_made_from_them() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: python -m tests.phrases.grammar_page"


@pytest.mark.parametrize(
    ("words", "alike"),
    [(("Quý", "Qúy"), True), (("hoà", "hòa"), True), (("sáu", "sau"), False), (("năm", "nam"), False)],
)
def test_a_word_is_spelled_alike_wherever_its_tone_stands(words: tuple[str, str], alike: bool) -> None:
    one, other = (spelling(word.lower()) for word in words)
    assert (one == other) is alike
    assert fold("đường") == "duong"
