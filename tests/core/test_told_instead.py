"""Who is told, and who instead: each step of the chain, each way of not being reached."""

from dataclasses import fields
from datetime import date

import pytest

from reminder.core.recipients import OPERATOR, addressee, agency_of
from reminder.core.told_instead import Destination, Reach
from reminder.directory.agency import Contact, Succession
from tests.core.made import agency, directory

ON, BOX = date(2026, 12, 8), "quantri@tinh.example"
MERGED = Succession("old", ("b",), date(2026, 7, 1), "merge", "NQ")
BOOK = directory(
    agency("none", contacts=(), head=()), agency("headless", head=()),
    agency("boxless", contacts=()), agency("old", until_on=date(2026, 6, 30)), successions=(MERGED,),
)  # fmt: skip
VT_A, GD_A = "vt@a.example", "gd@a.example"
FOCAL = Destination("vt@focal.example", "focal", True)
LAST = Destination(BOX, "", True, True)


@pytest.mark.parametrize(
    ("recipient", "head", "bounced", "told"),
    [
        ("a", False, (), Destination(VT_A, "a")), ("a", True, (), Destination(GD_A, "a")),
        ("a", True, (GD_A,), Destination(VT_A, "a")), ("a", False, (VT_A,), FOCAL),
        ("a", True, (VT_A, GD_A), FOCAL), ("a", False, ("VT@A.Example",), FOCAL),
        ("a", False, (VT_A, "vt@focal.example"), LAST), ("a", False, (VT_A, "vt@focal.example", BOX.upper()), None),
        ("headless", True, (), Destination("vt@headless.example", "headless")),
        ("boxless", True, (), Destination("gd@boxless.example", "boxless")), ("boxless", False, (), FOCAL),
        ("none", False, (), FOCAL), ("none", True, (), FOCAL), ("nobody", False, (), FOCAL), ("", False, (), FOCAL),
        ("old", False, (), Destination("vt@b.example", "b")), ("old", True, (), Destination("gd@b.example", "b")),
        ("focal", False, (), Destination("vt@focal.example", "focal")), ("focal", False, ("vt@focal.example",), LAST),
        ("focal", True, (), Destination("gd@focal.example", "focal")),
        (OPERATOR, False, (), Destination(BOX, "", operator=True)), (OPERATOR, False, (BOX,), FOCAL),
        ("vp@ubnd.example", False, (), Destination("vp@ubnd.example", "")),
        ("vp@ubnd.example", False, ("VP@ubnd.example",), FOCAL),
    ],
)  # fmt: skip
def test_who_is_told(recipient: str, head: bool, bounced: tuple[str, ...], told: Destination | None) -> None:
    assert Reach(BOOK, BOX, frozenset(bounced)).who(recipient, "focal", ON, head) == told
    assert Reach(BOOK, BOX).without(frozenset(bounced)).who(recipient, "focal", ON, head) == told


def test_before_a_body_ceased_it_is_told_itself() -> None:
    assert Reach(BOOK, BOX).who("old", "focal", date(2026, 6, 30)) == Destination("vt@old.example", "old")
    assert Reach(BOOK, BOX).who("none", "old", ON) == Destination("vt@b.example", "b", True)
    assert Reach(BOOK, BOX).who("none", "", ON) == LAST


def test_what_is_tried_no_more_stays_so() -> None:
    one = Reach(BOOK, BOX, frozenset({"VT@a.example"}))
    assert one.bounced == {VT_A}
    both = one.without(frozenset({"Vt@Focal.example"}))
    assert both == Reach(BOOK, BOX, frozenset({VT_A, "vt@focal.example"}))
    assert Reach(BOOK, BOX).bounced == frozenset()


def test_who_decides_in_a_plan() -> None:
    reach = Reach(BOOK, BOX)
    assert reach.officer("focal", ON) == Destination("vt@focal.example", "focal")
    assert reach.officer("old", ON) == Destination("vt@b.example", "b")
    assert reach.officer("none", ON) is reach.officer("", ON) is None
    assert Reach(BOOK, BOX, frozenset({BOX})).officer("none", ON) is None


def test_the_mailbox_of_an_agency() -> None:
    reach = Reach(BOOK, BOX, frozenset({"vt@c.example"}))
    asked = [("a", False), ("a", True), ("old", False), ("headless", True), ("c", False), ("c", True), ("none", True)]
    assert [reach.mailbox(id_, ON, head) for id_, head in asked] == [
        VT_A, GD_A, "vt@b.example", "vt@headless.example", "", "gd@c.example", "",
    ]  # fmt: skip
    assert reach.mailbox("nobody", ON) == reach.mailbox("", ON) == ""


def test_a_destination_where_nothing_more_is_said() -> None:
    assert [getattr(Destination("x@y.example", "a"), f.name) for f in fields(Destination)] == [
        "x@y.example", "a", False, False,
    ]  # fmt: skip


def test_a_contact_in_force_before_one_that_has_ended() -> None:
    boxes = (Contact("cu@d.example", until_on=date(2026, 12, 7)), Contact("moi@d.example"))
    book = directory(agency("d", contacts=boxes))
    assert [Reach(book, BOX).mailbox("d", on) for on in (date(2026, 12, 7), ON)] == ["cu@d.example", "moi@d.example"]


def test_an_addressee_and_the_recipient_again() -> None:
    assert [addressee("a", role) for role in ("head", "owner", "superior")] == ["a/head", "a", "a"]
    assert [agency_of(who) for who in ("a/head", "a", "x@y.example", OPERATOR)] == ["a", "a", "x@y.example", "operator"]
