"""What a cell of names means on a day, and who was there before."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.core.catalogue import Catalogue, Obligation
from reminder.core.journal import Journal
from reminder.core.occurrence import Occurrences
from reminder.core.owners import Gone, Inheritance, Owner, Owners
from reminder.core.reason import Reason, because
from reminder.directory.agency import NAMED, Agency, Cast, Group, Party, Succession
from tests.core.made import ALL, Acts, agency, cast, catalogue, directory, obligation, plan

END, NOW = date(2026, 2, 28), date(2026, 3, 1)


def changed(*ends: tuple[str, tuple[str, ...], str], groups: tuple[Group, ...] | None = None) -> Catalogue:
    """The usual agencies; those named end in February, with these heirs, in this way."""
    bodies: list[Agency] = [agency(old, until_on=END) for old, _, _ in ends]
    heirs = tuple(Succession(old, new, NOW, share, "NQ") for old, new, share in ends if new)  # type: ignore[arg-type]
    given = {"groups": groups} if groups else {}
    return catalogue(plan(obligation("Quý III/2026")), directory=directory(*bodies, successions=heirs, **given))


A, X = Party("a", "agency", "a"), Party("x", "unknown")


def heirs(rules: Catalogue, cell: Cast, on: date = NOW) -> Inheritance:
    return Owners(rules, Journal()).heirs(cell, on)


@pytest.mark.parametrize(
    ("cell", "agencies", "each", "missing"),
    [
        (cast("a", "b"), ("a", "b"), False, None), (cast("b", "a", "b"), ("b", "a"), False, None),
        (cast("all"), ("focal", "a", "b", "c"), True, None), (cast("c", "all"), ("c", "focal", "a", "b"), True, None),
        (Cast(), (), False, None), (cast("a", choice=True), (), False, because("choice", printed="a")),
        (Cast("Các hộ", (Party("Các hộ", "unspecific"),)), (), False, because("no-agency", printed="Các hộ")),
        (Cast("a, x", (A, Party("x", "unknown"))), ("a",), False, because("no-agency", printed="x")),
        (Cast("a, x", (A, Party("x", "outside"))), ("a",), False, because("no-agency", printed="x")),
        (Cast("a, x", (A, Party("x", "unspecific"))), ("a",), False, because("no-agency", printed="x")),
        (Cast("a, b", (A, Party("b", "not-in-force", "b"))), ("a",), False, because("other-days", printed="b")),
        (Cast("a, x, y", (A, X, Party("y", "outside"))), ("a",), False, because("nobody-behind", printed="x; y")),
        (Cast("x, y", (X, Party("y", "outside"))), (), False, because("no-agency", printed="x, y")),
        (Cast("x, b", (X, Party("b", "not-in-force", "b"))), (), False, because("other-days", printed="b")),
    ],
)  # fmt: skip
def test_what_a_cell_means(cell: Cast, agencies: tuple[str, ...], each: bool, missing: Reason | None) -> None:
    open_ = () if cell.choice else tuple(p.raw for p in cell.parties if p.kind not in NAMED)
    assert heirs(changed(), cell) == Inheritance(agencies, each, missing, open_)


def test_a_body_that_ceased_is_its_heir_or_nobody() -> None:
    rules = changed(("a", ("b",), "one"), ("c", (), "one"), ("focal", ("b", "ubnd"), "split"))
    assert heirs(rules, cast("a"), END) == Inheritance(("a",))
    assert heirs(rules, cast("a", "b")) == Inheritance(("b",))
    assert heirs(rules, cast("c")) == Inheritance((), False, because("no-heir", agency="c"), ("c",))
    assert heirs(rules, cast("b", "c")) == Inheritance(("b",), False, because("no-heir", agency="c"), ("c",))
    split = because("split", agency="focal", heirs=("b", "ubnd"))
    assert heirs(rules, cast("focal")) == Inheritance((), False, split, ("focal",))
    assert heirs(rules, cast("b", "focal")) == Inheritance(("b",), False, split, ("focal",))


def test_a_group_without_members_is_nobody() -> None:
    none = Group("all", "Các ban", kinds=("board",))
    assert heirs(changed(groups=(none,)), cast("all")) == Inheritance((), True, because("no-agency", printed="all"))


SINCE, ON = date(2026, 1, 5), date(2026, 6, 30)


def gone(rules: Catalogue, *lead: str, kind: str = "report", since: date = SINCE, on: date = ON) -> list[Gone]:
    o = obligation("trước ngày 15/12 hằng năm", *lead, kind=kind)
    p = plan(o)
    book = Owners(catalogue(p, directory=rules.directory), Journal())
    found = book.gone(p, o, since, on, "2026")
    assert book.gone(p, o, since, on, "2026") == found
    return list(found)


def owner(*ids: str) -> Owner:
    return Owner(ids)


def test_who_owed_it_and_was_succeeded_before_its_date() -> None:
    rules = changed(("a", ("b",), "one"))
    assert gone(rules, "a") == [Gone(owner("a"), ("b",), frozenset())]
    assert gone(rules, "a", "b") == [Gone(owner("a"), ("b",), frozenset({"b"}))]
    assert gone(rules, "b") == gone(changed(), "a") == []
    assert gone(rules, "a", since=NOW) == gone(rules, "a", on=END) == []
    assert gone(rules, "a", since=END, on=NOW) == [Gone(owner("a"), ("b",), frozenset())]


def test_a_split_or_an_end_without_an_heir_hands_nothing_on() -> None:
    assert gone(changed(("a", ("b", "c"), "split")), "a") == []
    assert gone(changed(("a", (), "one")), "a", "b") == []
    both = changed(("a", ("c",), "merge"), ("b", ("c",), "merge"))
    assert gone(both, "a", "b") == [Gone(owner("a"), ("c",), frozenset()), Gone(owner("b"), ("c",), frozenset())]
    assert gone(both, "a", "b", kind="task") == [Gone(owner("a", "b"), ("c",), frozenset())]


@pytest.mark.parametrize(("assigned", "handed_on"), [("", [("a", ("b",))]), ("a", []), ("b", []), ("c", [])])
def test_what_a_person_assigned_is_handed_on_to_nobody(
    assigned: str, handed_on: list[tuple[str, tuple[str, ...]]]
) -> None:
    rules, acts = changed(("a", ("b",), "one")), Acts()
    report = obligation("trước ngày 15/12 hằng năm", "a", kind="report")
    p = plan(report)
    if assigned:
        acts.write("assign", SINCE, "p/1", "2026", "", agencies=(assigned,))
    found = Owners(catalogue(p, directory=rules.directory), acts.journal()).gone(p, report, SINCE, ON, "2026")
    assert [(each.owner.id, each.heirs) for each in found] == handed_on


def test_who_gathers_and_who_is_asked() -> None:
    below = obligation("trước ngày 15/12 hằng năm", "a", kind="report")
    above = obligation("trước ngày 31/12 hằng năm", "focal", id_="p/2", kind="report", compiles=("p/1",))
    p = plan(below, above)
    rules = catalogue(p)
    assert rules.compiler_of == {"p/1": above}
    assert rules.focal(p, NOW) == "focal"
    assert rules.focal(plan(below, focal=""), NOW) == ""
    late = catalogue(p, directory=changed(("focal", ("b",), "one")).directory)
    assert (late.focal(p, END), late.focal(p, NOW)) == ("focal", "b")


def test_an_assignment_holds_for_its_period_and_its_row() -> None:
    acts = Acts()
    acts.write("assign", NOW, "p/1", "2026", "", agencies=("c", "b"))
    report = obligation("trước ngày 15/12 hằng năm", "a", kind="report")
    p = plan(report)
    book = Owners(catalogue(p), acts.journal())
    assert book.owners(p, report, ON, "2026") == (Owner(("c",), assigned=True), Owner(("b",), assigned=True))
    assert book.owners(p, report, ON, "2027") == (owner("a"),)


def test_an_undated_row_is_owed_for_once() -> None:
    acts = Acts()
    acts.write("assign", NOW, "p/1", "once", "", agencies=("c",))
    p = plan(obligation("thường xuyên", "a"))
    found = Occurrences(catalogue(p), acts.journal()).known(ON, NOW)
    assert [(o.period, o.owner.id) for o in found] == [("once", "c")]


def test_an_owner_and_a_cell_where_nothing_more_is_said() -> None:
    alone, joint, nobody = Owner(("a",)), Owner(("a", "b")), Owner(())
    assert [(o.id, o.unassigned, o.assigned) for o in (alone, joint, nobody)] == [
        ("a", None, False), ("a+b", None, False), ("-", None, False),
    ]  # fmt: skip
    assert Inheritance() == Inheritance((), False, None)


def whose(o: Obligation, *more: Obligation, issuer: str = "ubnd") -> list[Owner]:
    p = plan(o, *more, issuer=issuer)
    return list(Owners(catalogue(p), Journal()).owners(p, o, ON, "2026"))


@pytest.mark.parametrize(
    ("given", "owing"),
    [
        ({}, ["a", "b"]), ({"to": cast("b")}, ["a"]), ({"via": cast("a")}, ["b"]),
        ({"to": cast("a"), "via": cast("b")}, []),
        ({"to": cast("all")}, []), ({"approver": cast("b"), "coordinators": cast("a")}, ["a", "b"]),
    ],
)  # fmt: skip
def test_nobody_reports_to_itself(given: dict[str, Any], owing: list[str]) -> None:
    found = whose(obligation("trước ngày 15/12 hằng năm", "a", "b", kind="report", **given))
    if owing:
        assert found == [owner(id_) for id_ in owing]
    else:
        assert found == [Owner((), because("owed-to-itself", agencies=("a", "b")))]
    assert whose(obligation("Quý III/2026", "b", "a", **given)) == [owner("a", "b")], "a task is done, not sent"


def test_neither_the_issuer_nor_who_gathers_it_reports() -> None:
    report = obligation("trước ngày 15/12 hằng năm", "a", "b", "ubnd", kind="report")
    above = obligation("trước ngày 31/12 hằng năm", "b", id_="p/2", kind="report", compiles=("p/1",))
    assert whose(report) == [owner("a"), owner("b")]
    assert whose(report, issuer="") == [owner("a"), owner("b"), owner("ubnd")]
    assert whose(report, above) == [owner("a")]
    assert whose(obligation("Quý III/2026", "a", "ubnd")) == [owner("a")]


def test_a_task_of_a_group_is_each_ones_own_and_what_is_missing_stands_behind() -> None:
    assert whose(obligation("Quý III/2026", "all")) == [owner(id_) for id_ in ("focal", "a", "b", "c")]
    rules = changed(("c", ("a", "b"), "split"))
    o = obligation("Quý III/2026", "b", "c", kind="report")
    p = plan(o)
    found = Owners(catalogue(p, directory=rules.directory), Journal()).owners(p, o, NOW, "once")
    split = because("split", agency="c", heirs=("a", "b"))
    assert found == (owner("b"), Owner((), split, rest=("c",)))
    assert whose(obligation("Quý III/2026", lead=Cast())) == [Owner((), because("no-lead"))]
    choice = whose(obligation("Quý III/2026", lead=cast("a", "b", choice=True)))
    assert choice == [Owner((), because("choice", printed="a, b"))]


@pytest.mark.parametrize(
    ("kind", "assigned", "owing"),
    [
        ("task", ("c",), [("c", True)]), ("task", ("c", "a"), [("a+c", True)]),
        ("report", ("c", "a"), [("c", True), ("a", True)]),
    ],
)  # fmt: skip
def test_what_a_person_assigns_takes_the_place_of_the_print(
    kind: str, assigned: tuple[str, ...], owing: list[tuple[str, bool]]
) -> None:
    acts, o = Acts(), obligation("Quý III/2026", "b", kind=kind)
    acts.write("assign", NOW, "p/1", "", "", agencies=assigned)
    p = plan(o)
    found = Owners(catalogue(p), acts.journal()).owners(p, o, ON, "once")
    assert [(w.id, w.assigned) for w in found] == owing


HALF = Cast("a, b, x", (*cast("a", "b").parties, X))
REST = Owner((), because("no-agency", printed="x"), rest=("x",), of_one=True)
EACH = replace(REST, of_one=False)


def test_beside_those_who_owe_the_part_of_nobody_is_asked_for() -> None:
    """However the others owe it: each for itself or jointly; whoever is unknown among them stops none of them."""
    assert whose(obligation("Quý III/2026", lead=HALF)) == [owner("a", "b"), REST]
    assert whose(obligation("trước ngày 15/12 hằng năm", lead=HALF, kind="report")) == [owner("a"), owner("b"), EACH]
    grouped = Cast("all, x", (*cast("all").parties, X))
    assert whose(obligation("Quý III/2026", lead=grouped)) == [*map(owner, ("focal", "a", "b", "c")), EACH]
    alone = Cast("ubnd, x", (*cast("ubnd").parties, X))
    itself = whose(obligation("trước ngày 15/12 hằng năm", lead=alone, kind="report"))
    assert itself == [Owner((), REST.unassigned)], "whom the others would report to owes nothing of it"


@pytest.mark.parametrize(
    ("kind", "assigned", "owing"),
    [
        ("task", ("c",), [("a+b", False), ("c", True)]), ("task", ("c", "focal"), [("a+b", False), ("c+focal", True)]),
        ("task", ("a",), [("a+b", False)]), ("task", ("a", "c"), [("a+b", False), ("c", True)]),
        ("report", ("c", "focal"), [("a", False), ("b", False), ("c", True), ("focal", True)]),
        ("report", ("b",), [("a", False), ("b", False)]),
        ("report", ("b", "c"), [("a", False), ("b", False), ("c", True)]),
    ],
)  # fmt: skip
def test_who_is_assigned_owes_the_rest_and_who_owes_already_keeps_its_own(
    kind: str, assigned: tuple[str, ...], owing: list[tuple[str, bool]]
) -> None:
    acts, o = Acts(), obligation("Quý III/2026", lead=HALF, kind=kind)
    acts.write("assign", NOW, "p/1", "", "", agencies=assigned)
    p = plan(o)
    found = Owners(catalogue(p), acts.journal()).owners(p, o, ON, "once")
    assert [(w.id, w.assigned) for w in found] == owing


@pytest.mark.parametrize(
    ("kind", "lead", "done", "left"),
    [
        ("task", HALF, "a+b", {"a+b"}), ("task", HALF, "", {"a+b", "-"}),
        ("report", HALF, "a", {"a", "b", "-"}),  # each reports for itself, so whoever else must is still asked for
        ("task", Cast("all, x", (*cast("all").parties, X)), "b", {"focal", "a", "b", "c", "-"}),
        ("task", Cast("one, x", (Party("one", "group", "one"), X)), "a", {"a", "-"}),  # though one alone is left of it
        ("task", Cast("x, a", (X, A)), "a", {"a"}),
        ("task", Cast("a, ubnd, x", (A, *cast("ubnd").parties, X)), "a", {"a"}),
    ],
)  # fmt: skip
def test_once_the_one_product_is_there_nobody_need_be_found_for_the_rest(
    kind: str, lead: Cast, done: str, left: set[str]
) -> None:
    acts, o = Acts(), obligation("Quý III/2026", lead=lead, kind=kind)
    if done:
        acts.write("complete", NOW, "p/1", "", done)
    one = Group("one", "Các ban", members=("a", "ubnd"))  # who issued it owes nothing of it
    rules = catalogue(plan(o), directory=directory(groups=(ALL, one)))
    known = Occurrences(rules, acts.journal()).known(ON, NOW)
    assert {each.owner.id for each in known} == left


FOUND = Cast("a, b, x", (*cast("a", "b").parties, Party("x", "agency", "c")))


@pytest.mark.parametrize(
    ("kind", "assigned", "rest", "cell", "owing"),
    [
        ("task", ("c",), ("x",), FOUND, ["a+b", "c"]), ("task", ("focal",), ("x",), FOUND, ["a+b", "focal"]),
        ("task", ("a",), ("x",), FOUND, ["a+b"]), ("report", ("focal",), ("x",), FOUND, ["a", "b", "focal"]),
        ("task", ("focal",), (), FOUND, ["focal"]), ("report", ("focal",), (), FOUND, ["focal"]),
        ("task", ("focal",), ("x",), Cast("a, x, y", (A, X, Party("y", "unknown"))), ["a", "-", "focal"]),
        ("task", ("focal",), ("x",), Cast("x", (X,)), ["focal"]),
        ("task", ("focal",), ("tên sai",), FOUND, ["a+b+c", "focal"]),  # the cell was corrected
    ],
)  # fmt: skip
def test_what_was_given_to_somebody_stays_so_whoever_is_found_behind_the_name(
    kind: str, assigned: tuple[str, ...], rest: tuple[str, ...], cell: Cast, owing: list[str]
) -> None:
    acts, o = Acts(), obligation("Quý III/2026", lead=cell, kind=kind)
    acts.write("assign", NOW, "p/1", "", "", agencies=assigned, rest=rest)
    p = plan(o)
    found = Owners(catalogue(p), acts.journal()).owners(p, o, ON, "once")
    assert [w.id for w in found] == owing


def test_what_a_body_owed_while_it_was_there_stays_its_own() -> None:
    """Its part was given to another from the day on which it was split."""
    rules, acts = changed(("c", ("a", "b"), "split")), Acts()
    o = obligation("trước ngày 15/12 hằng năm", "b", "c", kind="report")
    acts.write("assign", NOW, "p/1", "", "", agencies=("focal",), rest=("c",))
    p = plan(o)
    book = Owners(catalogue(p, directory=rules.directory), acts.journal())
    assert [w.id for w in book.owners(p, o, END, "2025")] == ["b", "c"]
    assert [w.id for w in book.owners(p, o, NOW, "2026")] == ["b", "focal"]


PIECES = st.sampled_from([
    *(Party(id_, "agency", id_) for id_ in "abc"), Party("all", "group", "all"), X, Party("y", "outside"),
    Party("z", "unspecific"), Party("later", "not-in-force", "a"),
])  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=5, unique_by=lambda p: p.raw), st.sampled_from(["task", "report"]))
def test_every_piece_of_a_cell_is_owed_or_asked_for(pieces: list[Party], kind: str) -> None:
    found = whose(obligation("trước ngày 15/12 hằng năm", lead=Cast("ô", tuple(pieces)), kind=kind))
    owing = [a for w in found for a in w.agencies]
    named = {p.id for p in pieces if p.kind == "agency"} | {
        id_ for p in pieces if p.kind == "group" for id_ in ("focal", "a", "b", "c")
    }
    assert set(owing) == named and len(owing) == len(named)
    left = [p.raw for p in pieces if p.kind not in ("agency", "group")]
    asked = [w for w in found if w.unassigned]
    assert len(asked) == bool(left) and all(w.rest == (tuple(left) if named else ()) for w in asked)
    if named and left:
        assert all(raw in str(asked[0].unassigned) for raw in left)
