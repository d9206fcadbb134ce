"""Quarters as they are typed."""

from datetime import date

import pytest

from reminder.phrases import read


@pytest.mark.parametrize(("typed", "meant"), [("l", "I"), ("ll", "II"), ("lV", "IV")])
def test_a_letter_in_a_quarter_is_said(typed: str, meant: str) -> None:
    r = read(f"Quý {typed}/2026", date(2026, 1, 10))
    assert [(fault.code, fault.note) for fault in r.faults] == [("letter_in_number", meant)]
