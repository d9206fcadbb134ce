"""The kinds of documents, as headings and citations name them, and the letters that stand for them in a number."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).with_name("kinds.toml")
# Where the tone stands is a matter of habit: ủy, uỷ; thỏa, thoả.
_HABITS = {"ủy": "(?:ủy|uỷ)", "ỦY": "(?:ỦY|UỶ)", "thỏa": "(?:thỏa|thoả)", "THỎA": "(?:THỎA|THOẢ)"}


class Kinds(NamedTuple):
    """Patterns: `heading` for a kind in capitals, `named` for one in any letters, `sign` for its letters in a
    number."""

    heading: str
    named: str
    sign: str


@cache
def kinds() -> Kinds:
    """What `kinds.toml` lists. The longer name or sign stands before the shorter one that begins it."""
    rows = _rows()
    names = sorted({row["name"] for row in rows}, key=len, reverse=True)
    signs = sorted({row["sign"] for row in rows if "sign" in row}, key=len, reverse=True)
    heading = "|".join(_pattern(name.upper()) for name in names)
    named = "|".join(f"[{name[0]}{name[0].lower()}]{_pattern(name[1:])}" for name in names)
    return Kinds(f"(?:{heading})(?!\\w)", f"(?:{named}|{heading})(?!\\w)", f"(?:{'|'.join(map(re.escape, signs))})")


def kind_of(number: str) -> str:
    """`12/KH-UBND` → `Kế hoạch`; "" for a number whose first letters are of no kind."""
    first = re.search(r"[^\W\d_]+", number)
    return next((row["name"] for row in _rows() if first and row.get("sign") == first[0]), "")


@cache
def _rows() -> list[dict[str, str]]:
    return [row for source in tomllib.loads(_FILE.read_text("utf-8"))["source"] for row in source["kinds"]]


def _pattern(text: str) -> str:
    pattern = text.replace(" ", r"\s+")
    for plain, either in _HABITS.items():
        pattern = pattern.replace(plain, either)
    return pattern
