"""Ids that no row of a plan file has yet."""

from collections.abc import Iterable
from itertools import count
from typing import Final

_LETTERS: Final = "bcdefghijklmnopqrstuvwxyz"


class FreeIds:
    """Gives ids one after another, each once, in capital or in small letters; none of those `taken`."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {id_.casefold() for id_ in taken}
        self._tried: dict[str, int] = {}  # endings of an id that are given away: what was tried is not tried again

    def take(self, wanted: str) -> str:
        """`II.3`, or `II.3b`, `II.3c` … when that is taken."""
        id_ = wanted
        if wanted.casefold() in self._taken:
            for n in count(self._tried.get(wanted, 0)):
                # A letter after a digit, a figure after a letter: `II.3b`, `report-annual-2`.
                ending = _LETTERS[n] if wanted[-1:].isdigit() and n < len(_LETTERS) else f"-{n + 2}"
                id_ = f"{wanted}{ending}"
                if id_.casefold() not in self._taken:
                    self._tried[wanted] = n + 1
                    break
        self._taken.add(id_.casefold())
        return id_
