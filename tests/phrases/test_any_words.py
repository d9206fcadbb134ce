"""Phrases put together from the grammar's own words, in any order: each is read, settled and said without an error."""

import re
from datetime import date
from itertools import cycle

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reminder.phrases import as_json, describe, read, settled
from reminder.phrases.grammar import GRAMMAR
from reminder.phrases.patterns import Tree, parsed
from reminder.phrases.terminals import TERMINALS
from tests.phrases.test_calendar_days import CALENDAR, ON
from tests.phrases.test_cases import cases

TREES = [(rule, parsed(pattern)) for rule in GRAMMAR.rules for pattern in rule.patterns]
NUMBERS = "1 2 5 12 15 30 31 0 2026 2130 2150 201 15/12 31/02 29/2 6/2026 15/12/2026 31/12/2149 2026-2030 2021-2020 IV 99".split()  # noqa: SIM905, E501
PHRASES = [phrase for rule in GRAMMAR.rules for phrase in rule.like]


def words(tree: Tree) -> set[str]:
    if tree[0] == "word":
        return {tree[1]}
    return set().union(*(words(each) for each in tree[1:] if isinstance(each, tuple)))


KNOWN = sorted(set().union(*(words(tree) for _, tree in TREES)))


def pieces(one: str, other: str, at: int) -> str:
    """The beginning of one phrase and the end of another."""
    begin, end = one.split(), other.split()
    return " ".join((*begin[: at % (len(begin) + 1)], *end[at % (len(end) + 1) :]))


def renumbered(phrase: str, numbers: list[int]) -> str:
    """The phrase with other numbers, those of its ordinals too; years stay."""
    several = cycle(numbers)
    return re.sub(r"\b[0-9]{1,2}\b|(?<=thứ )\w+", lambda _: str(next(several)), phrase)


PRINTED = st.sampled_from([phrase for _, phrase, _ in cases()])
ANY = st.one_of(
    st.builds(pieces, PRINTED, PRINTED, st.integers(0, 99)),
    st.builds(renumbered, PRINTED, st.lists(st.integers(0, 99), min_size=1, max_size=6)),
    st.lists(st.one_of(st.sampled_from(KNOWN), st.sampled_from(NUMBERS)), max_size=10).map(" ".join),
    st.tuples(
        st.sampled_from(PHRASES), st.sampled_from([" ", ", ", "; ", " (", " và "]), st.sampled_from(PHRASES)
    ).map("".join),
)  # fmt: skip


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(ANY, st.sampled_from([None, ON, date(2099, 12, 31)]))
def test_whatever_stands_there_is_read_settled_and_said(phrase: str, on: date | None) -> None:
    _is_said(phrase, on)


def test_every_phrase_of_the_table_is_settled_and_said() -> None:
    for on, phrase, _ in cases():
        _is_said(phrase, on)


def _is_said(phrase: str, on: date | None) -> None:
    r = read(phrase, on)
    if not r.hangs_on_document:
        assert all(read(phrase, other) == r for other in (None, date(1990, 12, 31), date(2026, 6, 30)))
    r = settled(r, CALENDAR)
    assert describe(r, "vi") and describe(r, "en")
    assert as_json(r, ON, "vi", CALENDAR)["raw"] == phrase
    dues = list(r.due(date(2000, 1, 1), date(2099, 12, 31), CALENDAR))
    days = [due.on for due in dues]
    assert days == sorted(days)
    assert len({due.period for due in dues}) == len(dues), "of two dates with one period one would be lost"
    for one in r.series:
        most = 23 * one.within if one.working else 31
        assert one.day in (-1, -2 if one.working else -1) or one.freq == "weekly" or 1 <= one.day <= most


def begins(tree: Tree) -> tuple[set[str], bool]:
    """The kinds with which a tree may begin, and whether it may be empty."""
    match tree[0]:
        case "part":
            return {tree[2]}, False
        case "word":
            return set(), False
        case "opt" | "many" | "not":
            return begins(tree[1])[0], True
        case "any":
            found = [begins(each) for each in tree[1:]]
            return set().union(*(kinds for kinds, _ in found)), any(empty for _, empty in found)
    kinds, empty = set[str](), True
    for each in tree[1:]:
        more, empty = begins(each)
        kinds |= more
        if not empty:
            break
    return kinds, empty


def test_no_part_begins_with_itself() -> None:
    first: dict[str, set[str]] = {}
    for rule, tree in TREES:
        first.setdefault(rule.kind, set()).update(begins(tree)[0])
    for kind in first:
        reached, edge = set[str](), first[kind]
        while edge:
            reached |= edge
            edge = set().union(*(first.get(each, set()) for each in edge)) - reached
        assert kind not in reached
    assert {kind for kinds in first.values() for kind in kinds} <= first.keys() | TERMINALS.keys()
