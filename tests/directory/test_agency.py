"""Bodies, groups and what names mean, as values: what is empty where nothing is said, and the days in force."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from reminder.directory.agency import Agency, Cast, Contact, Group, Party, Succession, exists_on
from reminder.directory.register import Register
from reminder.directory.succession import Heirs
from reminder.errors import Place

FIRST, LAST = date(2025, 7, 1), date(2026, 6, 30)


def said(value: Any) -> dict[str, Any]:
    return {f.name: getattr(value, f.name) for f in fields(value)}


def test_what_a_file_leaves_out() -> None:
    always: dict[str, Any] = {"from_on": None, "until_on": None}
    assert said(Contact("a@b.example")) == {"mailbox": "a@b.example", "name": "", **always}
    assert said(Agency("a", "A", "unit")) == {
        "id": "a", "name": "A", "kind": "unit", "aliases": (), "name_en": "", "contacts": (), "superior": "",
        "head": (), "lang": "vi", "place": Place(""), **always,
    }  # fmt: skip
    assert said(Group("g", "G")) == {
        "id": "g", "name": "G", "aliases": (), "kinds": (), "members": (), "except_": (), **always,
    }  # fmt: skip
    assert Succession("a", ("b",), FIRST, "one", "NQ").scope == ""
    assert said(Party("A", "unknown")) == {"raw": "A", "kind": "unknown", "id": "", "via": (), "proposals": ()}
    assert said(Cast()) == {"raw": "", "parties": (), "choice": False}
    assert said(Heirs("none")) == {"share": "none", "agencies": (), "via": ()}
    assert said(Register("r", "R", 19)) == {
        "id": "r", "name": "R", "province": 19, "agencies": (), "groups": (), "successions": (), "outside": (),
        "unspecific": (), "place": Place(""),
    }  # fmt: skip


@pytest.mark.parametrize("value", [Agency("a", "A", "unit"), Register("r", "R", 19)], ids=["agency", "register"])
def test_where_it_stands_does_not_count_in_comparing(value: Any) -> None:
    assert replace(value, place=Place("agencies/tinh.toml", 7)) == value
    assert replace(value, name="B") != value


@pytest.mark.parametrize(
    ("first", "last", "on", "there"),
    [
        (None, None, FIRST, True), (FIRST, None, FIRST, True), (FIRST, None, date(2025, 6, 30), False),
        (None, LAST, LAST, True), (None, LAST, date(2026, 7, 1), False), (FIRST, LAST, date(2026, 1, 1), True),
        (FIRST, LAST, date(2025, 6, 30), False), (FIRST, LAST, date(2026, 7, 1), False), (FIRST, FIRST, FIRST, True),
    ],
)  # fmt: skip
def test_both_ends_are_in_force(first: date | None, last: date | None, on: date, there: bool) -> None:
    assert exists_on(Contact("a@b.example", "", first, last), on) is there
    assert exists_on(Group("g", "G", from_on=first, until_on=last), on) is there
    assert exists_on(Agency("a", "A", "unit", from_on=first, until_on=last), on) is there
