"""Offsets from a target day: `-15d` calendar days, `-10wd` working days, `+3wd` after, `0` the day itself."""

import re
from dataclasses import dataclass

_FORM = re.compile(r"([+-])(\d{1,4})(d|wd)\Z")


@dataclass(frozen=True, slots=True)
class Offset:
    """`days` before (negative) or after (positive) the day it counts from; `working` counts working days."""

    days: int
    working: bool = False

    @property
    def near(self) -> float:
        """Calendar days, near enough to compare an offset in days with one in working days."""
        return self.days * 1.4 if self.working else self.days

    def __str__(self) -> str:
        return "0" if not self.days else f"{self.days:+d}{'wd' if self.working else 'd'}"


def parse_offset(text: str) -> Offset:
    """Read `-15d`, `-10wd`, `+3wd` or `0`. Raises ValueError."""
    if text == "0":
        return Offset(0)
    found = _FORM.match(text)
    if not found or not int(found[2]):
        raise ValueError(text)
    return Offset(int(found[1] + found[2]), found[3] == "wd")
