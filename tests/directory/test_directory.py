"""Members, heirs and contacts on a date."""

from datetime import date

import pytest

from reminder.directory.agency import Agency, Contact, Group, Succession
from reminder.directory.directory import Directory
from reminder.directory.register import Register
from reminder.directory.succession import Heirs

OLD, NEW = date(2025, 2, 28), date(2025, 3, 1)


def succession(old: str, *new: str, on: date = NEW, share: str = "one") -> Succession:
    return Succession(old, new, on, share, "NQ 190/2025/QH15")  # type: ignore[arg-type]  # a test's shorthand


def directory(*extra: Succession) -> Directory:
    agencies = (
        Agency("a", "Sở A", "department", until_on=OLD),
        Agency("b", "Sở B", "department", until_on=OLD),
        Agency("ab", "Sở A và B", "department", from_on=NEW),
        Agency("c", "Sở C", "department", until_on=OLD),
        Agency("x", "Ban X", "board"),
        Agency("gone", "Ban Y", "board", until_on=OLD),
    )
    groups = (
        Group("all", "Các sở, ban", kinds=("department", "board"), except_=("x",)),
        Group("named", "Ba sở", members=("a", "b", "x")),
        Group("nested", "Tất cả", members=("named", "c")),
    )
    successions = (
        succession("a", "ab", share="merge"),
        succession("b", "ab", share="merge"),
        succession("c", "ab", "x", share="split"),
        *extra,
    )
    return Directory((Register("r", "Thử", 1, agencies, groups, successions),))


def test_members_are_those_in_force_on_the_day() -> None:
    d = directory()
    assert d.members("all", OLD) == ("a", "b", "c", "gone")
    assert d.members("all", NEW) == ("ab",)
    assert d.members("a", OLD) == ("a",) and d.members("a", NEW) == ()


def test_a_named_member_that_ceased_is_replaced_by_its_heir_once() -> None:
    assert directory().members("named", NEW) == ("ab", "x")
    assert directory().members("nested", NEW) == ("ab", "x")  # c was split: nobody is guessed


def test_heirs() -> None:
    d = directory()
    assert d.successor("a", OLD) == Heirs("same", ("a",))
    heirs = d.successor("a", NEW)
    assert (heirs.share, heirs.agencies, heirs.via[0].basis) == ("merge", ("ab",), "NQ 190/2025/QH15")
    assert d.successor("c", NEW).share == "split" and d.successor("c", NEW).agencies == ("ab", "x")
    assert d.successor("gone", NEW) == Heirs("none")
    assert d.successor("ab", OLD) == Heirs("none")  # not yet begun


def test_heirs_of_heirs_and_circles() -> None:
    later = date(2026, 1, 1)
    chain = Directory(
        (
            Register(
                "r",
                "Thử",
                1,
                (
                    Agency("a", "A", "department", until_on=OLD),
                    Agency("b", "B", "department", from_on=NEW, until_on=date(2025, 12, 31)),
                    Agency("c", "C", "department", from_on=later),
                    Agency("o", "O", "department", until_on=OLD),
                    Agency("p", "P", "department", until_on=OLD),
                ),
                (),
                (succession("a", "b"), succession("b", "c", on=later), succession("o", "p"), succession("p", "o")),
            ),
        )
    )
    assert chain.successor("a", NEW).agencies == ("b",)
    assert [s.old for s in chain.successor("a", later).via] == ["a", "b"]
    assert chain.successor("o", later).share == "none"


@pytest.mark.parametrize(
    ("asked", "on", "answers"),
    [
        ("a", OLD, "a"), ("a", NEW, "ab"), ("b", NEW, "ab"), ("x", NEW, "x"), ("ab", NEW, "ab"),
        ("c", OLD, "c"), ("c", NEW, ""),  # split: a person must choose
        ("gone", OLD, "gone"), ("gone", NEW, ""), ("ab", OLD, ""),  # ended without an heir; not yet begun
        ("all", NEW, ""), ("nobody", NEW, ""), ("", NEW, ""),
    ],
)  # fmt: skip
def test_the_one_body_that_answers_for_another_or_none(asked: str, on: date, answers: str) -> None:
    assert directory().current(asked, on) == answers


def test_several_dated_successions_of_one_body_are_a_split() -> None:
    d = directory(succession("gone", "x"), succession("gone", "ab"))
    assert d.successor("gone", NEW).share == "split"
    assert d.successor("gone", NEW).agencies == ("x", "ab")


def test_the_first_reachable_contact_in_force() -> None:
    boxes = (
        Contact("old@a.example", until_on=OLD),
        Contact("First@a.example"),
        Contact("second@a.example"),
        Contact("new@a.example", from_on=date(2026, 6, 1)),
    )
    d = Directory(
        (Register("r", "Thử", 1, (Agency("a", "A", "unit", contacts=boxes, head=(Contact("gd@a.example"),)),)),)
    )

    def box(on: date, unreachable: frozenset[str] = frozenset(), head: bool = False) -> str | None:
        contact = d.contact("a", on, unreachable, head=head)
        return contact.mailbox if contact else None

    assert box(OLD) == "old@a.example"
    assert box(NEW) == "First@a.example"
    assert box(NEW, frozenset({"first@A.example"})) == "second@a.example"
    assert box(NEW, frozenset({"first@a.example", "second@a.example"})) is None
    assert box(date(2026, 6, 1), frozenset({"first@a.example", "second@a.example"})) == "new@a.example"
    assert box(NEW, head=True) == "gd@a.example"
    assert box(NEW, frozenset({"gd@a.example"}), head=True) is None


def test_registers_keep_their_names_apart() -> None:
    def one(id_: str) -> Register:
        return Register(id_, id_.upper(), 1, (Agency(f"{id_}-syt", "Sở Y tế", "department"),))

    d = Directory((one("p"), one("q")))
    assert d.resolve("Sở Y tế", NEW, "q").parties[0].id == "q-syt"
    with pytest.raises(KeyError):
        d.resolve("Sở Y tế", NEW)
    with pytest.raises(KeyError):
        d.resolve("Sở Y tế", NEW, "z")
    assert "p-syt" in d and "z" not in d
