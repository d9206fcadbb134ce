"""Findings as sentences: those of one kind together, the sentence once with all its places, and where only one of its
facts differs with each value and its places."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Protocol

from reminder.documents.finding import Finding, Spot
from reminder.errors import said
from reminder.group_by_key import gathered

Told = tuple[Finding, str, str]
"""A finding with the title and the id of its row, "" where it is of none."""


class Places(Protocol):
    """Where a spot is, at the head of a line or `within` one."""

    def say(self, spot: Spot, *, within: bool = False) -> str: ...


def sentences(told: Iterable[Told], places: Places, lang: str) -> Iterator[str]:
    """One for each group, `places` saying where."""
    for of_kind in gathered((finding.code, (finding, title, id_)) for finding, title, id_ in told).values():
        rows = {id(finding): f"“{title}” ({id_})" if title else f"({id_})" for finding, title, id_ in of_kind if id_}
        for group in _groups([finding for finding, _, _ in of_kind]):
            if len(group) == 1:
                (one,) = group
                where = [places.say(one.spot) if one.spot else "", rows.get(id(one), "")]
                yield ": ".join(filter(None, [", ".join(filter(None, where)), one.say(lang)]))
            else:
                yield _said(group, places, lang)


def _groups(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Findings that one sentence says: alike but for one fact, or for none."""
    keys = {tuple(key for key, _ in finding.facts) for finding in findings}
    for key in keys.pop() if len(keys) == 1 else ():
        rest = {tuple((k, str(v)) for k, v in finding.facts if k != key) for finding in findings}
        if len(rest) == 1:
            return [list(findings)]
    return list(gathered((str(finding.facts), finding) for finding in findings).values())


def _said(group: Sequence[Finding], places: Places, lang: str) -> str:
    first = group[0]
    differing = [key for key, value in first.facts if any(dict(other.facts)[key] != value for other in group)]
    if not differing:
        return f"{_listed([f.spot for f in group], places)}: {first.say(lang)}".removeprefix(": ")
    (key,) = differing
    by_value = gathered((str(said(dict(f.facts)[key], lang)), f) for f in group)
    where = [_listed([f.spot for f in of], places) for of in by_value.values()]
    return _in_place_of(first, key, list(by_value), where, lang)


def _in_place_of(first: Finding, key: str, values: Sequence[str], where: Sequence[str], lang: str) -> str:
    """The sentence with all values of the fact, each in the quotes that the sentence has around it, and its places."""
    mark = "\N{REPLACEMENT CHARACTER}"
    facts = tuple((k, mark if k == key else v) for k, v in first.facts)
    before, _, after = Finding(first.code, facts, None, first.level).say(lang).partition(mark)
    opens, closes = before[-1:], after[:1]
    quoted = (opens, closes) in (('"', '"'), ("“", "”"))
    if not quoted:
        return before + "; ".join(f"{value} ({at})" for value, at in zip(values, where, strict=True)) + after
    told = "; ".join(f"{opens}{value}{closes} ({at})" for value, at in zip(values, where, strict=True))
    return before[:-1] + told + after[1:]


def _listed(spots: Sequence[Spot | None], places: Places) -> str:
    """`table 1, row 10, 14, 35; paragraph 3`: of what stands in one table, and has no name of its own, the numbers."""
    known = {spot: places.say(spot, within=True) for spot in spots if spot is not None}
    out = []
    for plain, run in groupby(known, key=lambda spot: _plain(spot, known[spot])):
        first, *others = run
        out.append(", ".join([known[first], *(str(spot.n) if plain else known[spot] for spot in others)]))
    return "; ".join(out)


def _plain(spot: Spot, said: str) -> str:
    """What the place has in common with others, where only its number tells it from them; else ""."""
    return said.removesuffix(str(spot.n)) if spot.kind != "cell" and said.endswith(f" {spot.n}") else ""
