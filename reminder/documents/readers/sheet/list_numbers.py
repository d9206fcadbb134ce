"""The numbers of a list that Excel took for something else: `1-2` typed became 1 February, `1.10` became 1.1.

What was typed is told by the numbers around; every number changed so is said.
"""

import itertools
import re
from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from reminder.documents.bullets import roman_value

Steps = tuple[int, ...]
_BETWEEN = re.compile(r"(?<=\d)[.-](?=\d)")


class Entry(NamedTuple):
    """One cell of a column of numbers: its `text` as shown; `day` and the `parts` its format shows (`dm`) where it is
    a date, `figure` where it is a bare number with decimals."""

    text: str
    day: date | None = None
    parts: str = ""
    figure: bool = False


class Mended(NamedTuple):
    """What the entry at `place` was typed as."""

    place: int
    text: str
    why: Literal["date", "nought"]


def mended(entries: Sequence[Entry]) -> list[Mended]:
    """The numbers of one column, in order, that are not as they were typed. A date that can be no number stays."""
    options = [_dates(entry) for entry in entries]
    order = max((0, 1), key=lambda n: (_followers(entries, options, n), -n))
    typed = (entry.text for entry, dates in zip(entries, options, strict=True) if not dates)
    between = next((sign[0] for text in typed if (sign := _BETWEEN.search(text))), "-")
    found: list[Mended] = []
    steps: list[Steps] = []
    for place, (entry, dates) in enumerate(zip(entries, options, strict=True)):
        steps.append(dates[order] if dates else _steps(entry.text))
        if dates:
            found.append(Mended(place, between.join(map(str, dates[order])), "date"))
    for place, entry in enumerate(entries):
        if entry.figure and len(steps[place]) == 2 and _lost_nought(steps, place):
            steps[place] = (steps[place][0], steps[place][1] * 10)
            found.append(Mended(place, f"{entry.text}0", "nought"))
    return sorted(found)


def _dates(entry: Entry) -> tuple[Steps, ...]:
    """What may have been typed: with the day before the month, and as an American Excel takes it."""
    if entry.day is None:
        return ()
    day, month, year = entry.day.day, entry.day.month, entry.day.year % 100
    match "".join(sorted(entry.parts)):
        case "dm":
            return (day, month), (month, day)
        case "my":
            return (month, year), (month, year)
        case "dmy":
            return (day, month, year), (month, day, year)
        case _:
            return ()


def _followers(entries: Sequence[Entry], options: Sequence[Sequence[Steps]], order: int) -> int:
    """How many numbers follow the one before them when the dates are read in this order."""
    steps = [dates[order] if dates else _steps(entry.text) for entry, dates in zip(entries, options, strict=True)]
    return sum(_follows(a, b) for a, b in itertools.pairwise(step for step in steps if step))


def _steps(text: str) -> Steps:
    """`1.10.` → (1, 10), `II` → (2,); () for what is no number."""
    plain = text.strip(" .)(")
    if re.fullmatch(r"\d{1,4}([.,/-]\d{1,4}){0,3}", plain):
        return tuple(map(int, re.split(r"[.,/-]", plain)))
    value = roman_value(plain) if plain.isupper() else 0
    return (value,) if value else ()


def _follows(before: Steps, after: Steps) -> bool:
    """`after` is the next number, the first below it, or the next of one above it."""
    if after == (*before, 1):
        return True
    depth = len(after)
    return depth <= len(before) and after == (*before[: depth - 1], before[depth - 1] + 1)


def _lost_nought(steps: Sequence[Steps], n: int) -> bool:
    """1.1 where 1.9 stands before, or 1.11 behind with no 1.1 due: it was 1.10."""
    first, second = steps[n]
    before = next((step for step in reversed(steps[:n]) if step), ())
    after = next((step for step in steps[n + 1 :] if step), ())
    due = (first, second * 10)
    if before[:1] != (first,) or len(before) < 2:
        return False
    return _follows(before, due) or (after == (first, second * 10 + 1) and before > (first, second))
