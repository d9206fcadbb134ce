"""A ladder as one recipient goes through it: which rung each day tells, and which give way."""

from datetime import date

import pytest

from reminder.core.catalogue import Role
from reminder.core.ladder import Rung
from reminder.core.superseding import Ladder, newest
from tests.core.made import step


def dec(day: int) -> date:
    return date(2026, 12, day)


def rung(id_: str, day: int, *to: Role, mailboxes: tuple[str, ...] = ()) -> Rung:
    return Rung(step(id_, "0", *to, mailboxes=mailboxes), 1, dec(day))


A, B, C = rung("a", 1, "owner"), rung("b", 1, "owner", "head"), rung("c", 3, "owner")
D = rung("d", 4, "owner", mailboxes=("x@y.example",))


def course(start: int, *rungs: Rung) -> list[tuple[int, str, str]]:
    plan: list[tuple[int, Rung, Role]] = [(n, each, "owner") for n, each in enumerate(rungs)]
    return [(on.day, each.step.id, by) for on, each, _, by in newest(plan, dec(start))]


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (1, [(1, "a", "b"), (1, "b", ""), (3, "c", ""), (4, "d", "")]),
        (2, [(2, "a", "b"), (2, "b", ""), (3, "c", ""), (4, "d", "")]),
        (3, [(3, "a", "c"), (3, "b", "c"), (3, "c", ""), (4, "d", "")]),
        (9, [(9, "a", "d"), (9, "b", "d"), (9, "c", "d"), (9, "d", "")]),
    ],
)  # fmt: skip
def test_the_newest_of_each_day_is_told(start: int, told: list[tuple[int, str, str]]) -> None:
    assert course(start, A, B, C, D) == told
    assert course(start) == []


def test_the_parts_of_a_ladder_that_somebody_is_told() -> None:
    ladder = Ladder([A, B, C, D])
    assert [(s.to, s.mailboxes) for s in ladder.audiences] == [
        (("owner",), ()), (("owner", "head"), ()), (("owner",), ("x@y.example",)),
    ]  # fmt: skip
    assert ladder.plan(((0, "owner"), (1, "head"))) == [(0, A, "owner"), (1, B, "head"), (2, C, "owner")]
    assert ladder.plan(((2, "superior"),)) == [(3, D, "superior")]
    assert ladder.plan(()) == []
    parts: tuple[tuple[int, Role], ...] = ((0, "owner"), (1, "head"))
    assert ladder.course(parts, dec(1)) == (
        (dec(1), A, "owner", "b"), (dec(1), B, "head", ""), (dec(3), C, "owner", ""),
    )  # fmt: skip
    assert ladder.course(parts, dec(2)) != ladder.course(parts, dec(1)) is ladder.course(parts, dec(1))
    assert ladder.course(parts[:1], dec(1)) == ((dec(1), A, "owner", ""), (dec(3), C, "owner", ""))
