"""Members, heirs and contacts on a date."""

from datetime import date

import pytest

from reminder.directory.agency import Agency, Contact, Group, Succession
from reminder.directory.directory import Directory
from reminder.directory.out_of_force import OutOfForce
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


def test_the_days_on_which_something_changes() -> None:
    first, second, third = date(2025, 1, 1), date(2025, 5, 1), date(2025, 9, 1)
    agencies = (Agency("a", "A", "unit", from_on=first), Agency("b", "B", "unit", until_on=date(2025, 4, 30)))
    groups = (Group("g", "G", members=("a",), from_on=date(2025, 6, 1), until_on=date(2025, 6, 30)),)
    one = Register("r", "R", 1, agencies, groups)
    other = Register("s", "S", 2, (Agency("c", "C", "unit"),), (), (succession("b", "a", on=third),))
    d, quiet = Directory((one, other)), Directory((Register("q", "Q", 3, (Agency("c", "C", "unit"),)),))
    days = (first, second, date(2025, 6, 1), date(2025, 7, 1), third)
    assert d.turns(date.min, date.max) == days
    assert d.turns(first, third) == days[1:], "the day after which is left out, the day up to which is not"
    assert d.turns(date(2024, 12, 31), date(2025, 5, 1)) == days[:2]
    assert d.turns(second, second) == () == quiet.turns(date.min, date.max)
    assert [d.era(on) for on in (date(2024, 12, 31), first, date(2025, 4, 30), second, third, date.max)] == [
        0, 1, 1, 2, 5, 5,
    ]  # fmt: skip
    assert quiet.era(first) == 0


def test_what_is_known_by_an_id() -> None:
    d = directory()
    assert [id_ in d for id_ in ("a", "gone", "all", "nested", "nobody", "")] == [True, True, True, True, False, False]
    assert [d.is_group(id_) for id_ in ("all", "a", "nobody")] == [True, False, False]
    assert [d.name(id_) for id_ in ("a", "all", "vp@x.example", "")] == ["Sở A", "Các sở, ban", "vp@x.example", ""]
    assert (d.agency("x").name, d.group("named").name) == ("Ban X", "Ba sở")
    assert d.register() == d.register("r") == d.registers[0]
    for ask in (d.agency, d.group, d.register):
        with pytest.raises(KeyError):
            ask("nobody")
    with pytest.raises(KeyError):
        d.group("a")
    with pytest.raises(KeyError):
        d.members("nobody", NEW)


def test_successions_are_followed_from_the_oldest() -> None:
    """Whatever their order in the file: who is named first is whom a person is shown first."""
    d = directory(succession("gone", "ab", on=date(2026, 1, 1)), succession("gone", "x"))
    assert d.successor("gone", NEW) == Heirs("one", ("x",), (succession("gone", "x"),))
    later = d.successor("gone", date(2026, 1, 1))
    assert (later.share, later.agencies, [s.new for s in later.via]) == ("split", ("x", "ab"), [("x",), ("ab",)])


def test_a_chain_of_successions_ends_somewhere() -> None:
    """A circle in the file stops nobody: after seven steps nobody is known."""
    bodies = tuple(Agency(f"b{n}", f"B{n}", "unit", until_on=OLD if n < 9 else None) for n in range(10))
    d = Directory((Register("r", "R", 1, bodies, (), tuple(succession(f"b{n}", f"b{n + 1}") for n in range(9))),))
    assert [d.successor(f"b{n}", NEW).share for n in (0, 1, 8, 9)] == ["none", "one", "one", "same"]
    assert len(d.successor("b1", NEW).via) == 8
    assert d.successor("b1", NEW).agencies == ("b9",)


@pytest.mark.parametrize(
    ("raw", "on", "means"),
    [
        ("Sở A", OLD, [("a", ())]), ("Sở A", NEW, [("ab", ("a",))]), ("Sở C", NEW, [("c", ("c",))]),
        ("Ban Y", NEW, [("gone", ())]), ("Sở A; Ban X; Các sở, ban; Sở Lạ", NEW, [
            ("ab", ("a",)), ("x", ()), ("all", ()), ("", ()),
        ]),
    ],
)  # fmt: skip
def test_what_a_cell_means_and_how_it_came_to(raw: str, on: date, means: list[tuple[str, tuple[str, ...]]]) -> None:
    found = directory().resolve(raw, on)
    assert [(p.id, tuple(s.old for s in p.via)) for p in found.parties] == means
    assert (found.raw, found.choice) == (raw, False)
    assert [p.raw for p in found.parties] == [name.strip() for name in raw.split(";")]


def test_a_cell_is_read_once_for_each_day_and_register() -> None:
    d = directory()
    assert d.resolve("Sở A", OLD) is d.resolve("Sở A", OLD)
    assert d.resolve("Sở A", OLD) != d.resolve("Sở A", NEW)


@pytest.mark.parametrize(
    ("id_", "on", "why"),
    [
        ("a", OLD, None), ("x", NEW, None), ("ab", NEW, None), ("named", NEW, None), ("ab", OLD, OutOfForce(NEW, None)),
        ("a", NEW, OutOfForce(None, OLD, ("Sở A và B",))), ("c", NEW, OutOfForce(None, OLD, ("Sở A và B", "Ban X"))),
        ("gone", NEW, OutOfForce(None, OLD)),
    ],
)  # fmt: skip
def test_why_a_body_is_not_in_force(id_: str, on: date, why: OutOfForce | None) -> None:
    assert directory().out_of_force(id_, on) == why


def test_a_group_outside_its_days_has_no_heirs() -> None:
    group = Group("g", "Các huyện", members=("a",), from_on=date(2020, 1, 1), until_on=OLD)
    d = Directory((Register("r", "R", 1, (Agency("a", "A", "unit"),), (group,)),))
    assert d.out_of_force("g", OLD) is None
    assert d.out_of_force("g", NEW) == OutOfForce(None, OLD)
    assert d.out_of_force("g", date(2019, 12, 31)) == OutOfForce(date(2020, 1, 1), None)
    assert [p.kind for p in d.resolve("Các huyện; A", NEW).parties] == ["not-in-force", "agency"]
    with pytest.raises(KeyError):
        d.out_of_force("nobody", NEW)


@pytest.mark.parametrize(
    ("why", "en", "vi"),
    [
        (OutOfForce(NEW, None), "it exists from 2025-03-01", "có từ ngày 01/03/2025"),
        (OutOfForce(None, OLD), "it existed until 2025-02-28; no successor is known",
         "có đến hết ngày 28/02/2025; chưa rõ nơi kế thừa"),
        (OutOfForce(None, OLD, ("B", "C")), "it existed until 2025-02-28; now B, C",
         "có đến hết ngày 28/02/2025; nay là B, C"),
    ],
)  # fmt: skip
def test_the_days_of_a_body_in_words(why: OutOfForce, en: str, vi: str) -> None:
    assert (why.say("en"), why.say("vi")) == (en, vi)
