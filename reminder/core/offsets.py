"""Offsets from a target day: `-15d` calendar days, `-10wd` working days, `+3wd` after, `0` the day itself."""

import re
from dataclasses import dataclass

_FORM = re.compile(r"([+-])(\d{1,4})(d|wd)\Z")


@dataclass(frozen=True, slots=True)
class Offset:
    """`days` before (negative) or after (positive) the day it counts from; `working` counts working days."""

    days: int
    working: bool = False

    def __str__(self) -> str:
        return "0" if not self.days else f"{self.days:+d}{'wd' if self.working else 'd'}"


def parse_offset(text: str) -> Offset:
    """Read `-15d`, `-10wd`, `+3wd` or `0`. Raises ValueError with the remedy."""
    if text == "0":
        return Offset(0)
    found = _FORM.match(text)
    if not found or not int(found[2]):
        raise ValueError(f'"{text}" is not an offset; write -15d (calendar days), -10wd (working days), +3wd or 0')
    return Offset(int(found[1] + found[2]), found[3] == "wd")


def parse_gap(text: str) -> Offset:
    """Read a gap between repeats: `7d`, `5wd`. Raises ValueError with the remedy."""
    try:
        return parse_offset("+" + text)
    except ValueError:
        raise ValueError(f'"{text}" is not a gap; write 7d (calendar days) or 5wd (working days)') from None
