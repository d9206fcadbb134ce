"""Offsets as rule files write them."""

import re

import pytest

from reminder.core.offsets import Offset, parse_offset


@pytest.mark.parametrize(
    ("text", "days", "working", "near"),
    [
        ("0", 0, False, 0), ("-15d", -15, False, -15), ("+1d", 1, False, 1), ("-10wd", -10, True, -14),
        ("+3wd", 3, True, 4.2), ("+9999d", 9999, False, 9999),
    ],
)  # fmt: skip
def test_an_offset_is_read_and_said_in_the_same_words(text: str, days: int, working: bool, near: float) -> None:
    found = parse_offset(text)
    assert found == Offset(days, working)
    assert str(found) == text
    assert found.near == pytest.approx(near)


@pytest.mark.parametrize(
    "text", ["", "15d", "+0d", "-0wd", "+1", "+1w", "1wd", "+ 1d", "+1d ", "+1d\n", "+10000d", "+-1d", "00"]
)
def test_what_is_no_offset(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        parse_offset(text)
