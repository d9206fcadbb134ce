"""What a pattern may begin with."""

import pytest

from reminder.phrases.ahead import Ahead, key
from reminder.phrases.patterns import parsed
from reminder.phrases.spelling import fold
from reminder.phrases.terminals import TERMINALS


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("ngày", "ngày"), ("7", "#1"), ("31", "#2"), ("125", "#3"), ("1944", "#4"), ("1945", "#y"), ("2150", "#y"),
        ("2151", "#4"), ("12345", "#5"), ("123456", "#5"), ("1234567", "#7"), ("1" * 99, "#7"), ("1" * 100, "#100"),
    ],
)  # fmt: skip
def test_a_number_is_looked_up_by_what_it_may_be(word: str, meant: str) -> None:
    assert key(word) == meant


def test_what_must_not_be_missing_is_needed() -> None:
    needs = Ahead([], TERMINALS, fold).needs(parsed("truoc !( ngay ) !( !( thang ) ) [nam] <y>"))
    assert needs == {frozenset({"truoc"}), frozenset({"thang"}), frozenset({"#y"})}


def test_where_one_alternative_needs_nothing_all_of_them_need_nothing() -> None:
    assert Ahead([], TERMINALS, fold).needs(parsed("([ngay]|thang) nam")) == {frozenset({"nam"})}
