"""Who would be told, and who stands behind a name."""

from collections.abc import Iterator

import pytest

from reminder.engine.context.ledger import stored_acts
from reminder.engine.queries import who
from tests.engine.made import TUESDAY, catalogue, small_office
from tests.journeys import desk as small
from tests.laws.whole import Whole

NOBODY: frozenset[str] = frozenset()


@pytest.fixture
def office() -> Iterator[Whole]:
    with small_office() as made:
        made.round(TUESDAY)
        yield made


def test_whom_each_step_would_tell(office: Whole) -> None:
    desk, rules = office.office(TUESDAY), office.catalogue
    found = who.told_of(desk, rules, stored_acts(office.database), "kh-1/year", NOBODY)
    before = ("first", "d10", "d5", "d1", "d0", "overdue")
    assert [(r.agency, r.role, r.steps, r.mailbox) for r in found.recipients] == [
        ("sxd", "owner", before, "vt@sxd.example"), ("snnmt", "compiler", ("rollcall",), "vt@snnmt.example"),
        ("sxd", "head", ("head",), "gd@sxd.example"), ("snnmt", "focal", ("head",), "vt@snnmt.example"),
        ("sct", "owner", before, "vt@sct.example"), ("sct", "head", ("head",), "gd@sct.example"),
    ]  # fmt: skip
    assert (found.unassigned, found.unclear) == (None, ())
    assert found.recipients[0].agency_name == "Sở Xây dựng"
    second = who.told_of(desk, rules, stored_acts(office.database), "kh-1/year", frozenset({"vt@sxd.example"}))
    assert second.recipients[0].mailbox == "pth@sxd.example"
    nobody = who.told_of(desk, rules, stored_acts(office.database), "kh-1/2", NOBODY)
    assert [(r.agency, r.role, r.steps) for r in nobody.recipients] == [
        ("snnmt", "focal", ("first", "d10", "d5", "d1", "d0"))
    ]
    assert nobody.unassigned and nobody.unassigned.code == "no-lead"


def test_a_fixed_address_is_told_under_itself() -> None:
    rules = small.RULES.replace('to = ["head", "focal"]', 'to = ["theodoi@ubnd.example"]')
    with small_office(reminders=rules) as office:
        desk = office.office(TUESDAY)
        found = who.told_of(desk, office.catalogue, stored_acts(office.database), "kh-1/year", NOBODY)
    boxes = {(r.agency, r.mailbox) for r in found.recipients if r.steps == ("head",)}
    assert boxes == {("theodoi@ubnd.example", "theodoi@ubnd.example")}


def test_who_stands_behind_a_name() -> None:
    rules = catalogue()
    with small_office() as office:
        desk = office.office(TUESDAY)
        found = who.behind(desk, rules, "Các sở, ban, ngành; Tập đoàn Than; Sở Xây dựng", "", NOBODY)
        assert [(r.agency, r.role, r.steps) for r in found.recipients] == [
            ("snnmt", "owner", ()), ("sxd", "owner", ()), ("sct", "owner", ()),
        ]  # fmt: skip
        assert found.unclear == ("Tập đoàn Than",)
        choice = who.behind(desk, rules, "Sở Xây dựng hoặc Sở Công Thương", "", NOBODY)
        assert choice.unassigned and choice.unassigned.code == "choice"
