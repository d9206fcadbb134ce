"""Whom a step tells of one occurrence: every role, and none twice."""

from datetime import date
from typing import Any

import pytest

from reminder.core.catalogue import Role
from reminder.core.journal import Journal
from reminder.core.occurrence import Occurrences
from reminder.core.recipients import OPERATOR, Recipients
from reminder.directory.agency import Agency, Cast, Succession
from tests.core.made import ISSUED, agency, cast, catalogue, directory, obligation, plan, step

TODAY = date(2026, 12, 8)
PHRASE = "trước ngày 15/12 hằng năm"
CELLS = {"coordinators": cast("b"), "approver": cast("c"), "via": cast("d")}
BODIES = (agency("d"), agency("e"), agency("top", superior=""), agency("a", superior="top"))


def told(
    *roles: Role, today: date = TODAY, focal: str = "focal", more: tuple[Agency, ...] = (),
    heirs: tuple[Succession, ...] = (), mailboxes: tuple[str, ...] = (), above: Any = None, **given: Any,
) -> dict[str, str]:  # fmt: skip
    usual: dict[str, Any] = {"lead": cast("a"), "kind": "report"}
    o = obligation(PHRASE, **(usual | CELLS | given))
    book = directory(*BODIES, *more, successions=heirs)
    rules = catalogue(plan(o, *(above or ()), focal=focal), directory=book)
    found = Occurrences(rules, Journal())
    (first, *_) = found.known(date(2026, 12, 31), ISSUED, "p/1")
    return dict(Recipients(found, today).of(first, step("s", "-5wd", *roles, mailboxes=mailboxes)))


@pytest.mark.parametrize(
    ("role", "who"),
    [
        ("owner", "a"), ("head", "a/head"), ("superior", "top"), ("coordinator", "b"), ("approver", "c"), ("via", "d"),
        ("focal", "focal"), ("operator", OPERATOR), ("compiler", ""),
    ],
)  # fmt: skip
def test_each_role_alone(role: Role, who: str) -> None:
    assert told(role) == ({who: role} if who else {})


def test_a_compiler_is_who_owes_what_gathers_it() -> None:
    above = obligation("trước ngày 31/12 hằng năm", "e", id_="p/2", kind="report", compiles=("p/1",))
    assert told("compiler", above=(above,)) == {"e": "compiler"}
    other = obligation("trước ngày 31/12 hằng năm", "e", id_="p/2", kind="report", compiles=("p/3",))
    assert told("compiler", above=(other, obligation(PHRASE, id_="p/3", kind="report"))) == {}


EVERY: tuple[Role, ...] = (
    "operator",
    "superior",
    "focal",
    "approver",
    "via",
    "coordinator",
    "compiler",
    "owner",
    "head",
)


@pytest.mark.parametrize(
    ("given", "as_"),
    [
        ({"coordinators": cast("b"), "via": cast("b"), "approver": cast("b")}, "coordinator"),
        ({"coordinators": Cast(), "via": cast("b"), "approver": cast("b")}, "via"),
        ({"coordinators": Cast(), "via": Cast(), "approver": cast("b")}, "approver"),
        ({"coordinators": Cast(), "via": Cast(), "approver": cast("b"), "focal": "b"}, "approver"),
    ],
)  # fmt: skip
def test_an_agency_is_told_in_its_strongest_role(given: dict[str, Any], as_: str) -> None:
    assert told(*EVERY, **given)["b"] == as_


def test_all_roles_in_order_of_strength_and_fixed_addresses_last() -> None:
    found = told(*EVERY, mailboxes=("vp@x.example", "b"))
    assert list(found.items()) == [
        ("a/head", "head"), ("a", "owner"), ("b", "coordinator"), ("d", "via"), ("c", "approver"), ("focal", "focal"),
        ("top", "superior"), (OPERATOR, "operator"), ("vp@x.example", "superior"),
    ]  # fmt: skip
    assert told("owner", mailboxes=("vp@x.example",)) == {"a": "owner", "vp@x.example": "superior"}


@pytest.mark.parametrize(
    ("role", "who"),
    [("coordinator", "b"), ("approver", "c"), ("via", "d"), ("focal", "focal"), ("superior", "top"), ("compiler", "e")],
)
def test_who_owes_it_is_told_as_owner_only(role: Role, who: str) -> None:
    above = (obligation("trước ngày 31/12 hằng năm", "e", id_="p/2", kind="report", compiles=("p/1",)),)
    assert told(role, kind="task", above=above) == {who: role}
    alone = told(role, "owner", lead=cast("a", who), kind="task", above=above)
    assert alone == {"a": "owner", who: "owner"}
    assert who not in told(role, lead=cast("a", who), kind="task", above=above)


def test_superiors_and_focal_agencies_as_they_stand_today() -> None:
    ended = (agency("top", superior="", until_on=date(2026, 6, 30)), agency("focal", until_on=date(2026, 6, 30)))
    to_e = tuple(Succession(old, ("e",), date(2026, 7, 1), "one", "NQ") for old in ("top", "focal"))
    asked: tuple[tuple[Role, str], ...] = (("superior", "top"), ("focal", "focal"))
    for role, before in asked:
        assert told(role, more=ended, heirs=to_e) == {"e": role}
        assert told(role, more=ended, heirs=to_e, today=date(2026, 6, 30)) == {before: role}
        assert told(role, more=ended) == {}, "nobody took over"
    assert told("superior", lead=cast("ubnd")) == {}
    assert told("focal", focal="") == {}


def test_what_nobody_owes_is_asked_of_the_focal_agency_else_of_the_operator() -> None:
    assert told("owner", lead=Cast()) == told("head", "owner", lead=Cast()) == {"focal": "focal"}
    assert told("owner", lead=Cast(), focal="") == {OPERATOR: "operator"}
    assert told("focal", "superior", "head", lead=Cast(), mailboxes=("vp@x.example",)) == {}
