"""Which row of a plan file a row of the document is: known by its words, so that one which moves or is renumbered keeps
its id."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from reminder.text_matching import alike

Words = Mapping[str, str]
# What tells one row from another, were its number to change.
TELLING = {"task": ("title", "section", "lead", "output"), "report": ("quote", "title", "owed_by", "schedule")}
_LEAST, _LEAST_FIRST = 0.5, 0.4
_PAIRS = 250_000  # so many are compared word by word, a second's work; of more rows those near the same place


def matched(old: Sequence[tuple[str, str, Words]], new: Sequence[tuple[str, str, Words]]) -> dict[int, int]:
    """Places in `new` → places in `old`, each at most once. A row is its table, its id and its words; words that are
    not there are empty. Those that say the same first, then the likeliest; unlike ones are not paired."""
    pairs = dict(_same(old, new))
    found = set(pairs.values())
    left = [n for n in range(len(new)) if n not in pairs]
    open_ = [m for m in range(len(old)) if m not in found]
    scored = sorted(
        (-score, abs(n - m), n, m)
        for n, m in _candidates(old, new, open_, left)
        if (score := _likeness(old[m], new[n])) >= _LEAST
    )
    for _, _, n, m in scored:
        if n not in pairs and m not in found:
            pairs[n] = m
            found.add(m)
    return pairs


def _same(old: Sequence[tuple[str, str, Words]], new: Sequence[tuple[str, str, Words]]) -> Iterator[tuple[int, int]]:
    """Those with the same words: under the same id, then in their order."""
    known = _grouped(old)
    for key, numbers in _grouped(new).items():
        free = dict.fromkeys(known.get(key, ()))
        by_id = {old[m][1]: m for m in reversed(free)}
        rest = []
        for n in numbers:
            m = by_id.pop(new[n][1], None)
            if m is None:
                rest.append(n)
            else:
                del free[m]
                yield n, m
        yield from zip(rest, free, strict=False)


def _grouped(rows: Iterable[tuple[str, str, Words]]) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = {}
    for place, (table, _, words) in enumerate(rows):
        groups.setdefault((table, *(words.get(key, "") for key in TELLING[table])), []).append(place)
    return groups


def _candidates(
    old: Sequence[tuple[str, str, Words]], new: Sequence[tuple[str, str, Words]], open_: Sequence[int],
    left: Sequence[int],
) -> Iterator[tuple[int, int]]:  # fmt: skip
    if len(open_) * len(left) <= _PAIRS:
        yield from ((n, m) for n in left for m in open_ if new[n][0] == old[m][0])
        return
    by_id = {old[m][:2]: m for m in open_}
    width = _PAIRS // len(left) // 2
    for k, n in enumerate(left):
        near = dict.fromkeys(open_[max(0, k - width) : k + width + 1])
        if new[n][:2] in by_id:
            near[by_id[new[n][:2]]] = None
        yield from ((n, m) for m in near if new[n][0] == old[m][0])


def _likeness(one: tuple[str, str, Words], other: tuple[str, str, Words]) -> float:
    (table, id_, words), (_, other_id, other_words) = one, other
    first, *others = TELLING[table]
    main = alike(words.get(first, ""), other_words.get(first, ""))
    if main < _LEAST_FIRST:
        return 0.0
    rest = sum(alike(words.get(k, ""), other_words.get(k, "")) for k in others) / len(others)
    return 0.75 * main + 0.23 * rest + 0.02 * (id_ == other_id)
