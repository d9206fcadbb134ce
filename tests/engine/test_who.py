"""Who would be told, and who stands behind a name."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import Role, Step
from reminder.core.journal import Journal
from reminder.core.occurrence import Occurrence
from reminder.core.recipients import Recipients
from reminder.engine.context.ledger import stored_acts
from reminder.engine.queries import who
from reminder.engine.queries.who import Recipient, Who
from reminder.rulefile import load_texts
from tests.engine.made import FILES, TUESDAY, act, catalogue, small_office
from tests.journeys import desk as small
from tests.laws.whole import Whole

AGRICULTURE = "Sở Nông nghiệp và Môi trường"
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


@pytest.mark.parametrize(
    ("on", "periods"),
    [
        (date(2026, 12, 14), "2026"),
        (date(2026, 12, 15), "2027"),
        (date(2027, 12, 14), "2027"),
        (date(2026, 1, 5), "2026"),
    ],
)
def test_of_a_series_the_next_open_period_is_asked_about(
    on: date, periods: str, office: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = Recipients.of

    def of(self: Recipients, o: Occurrence, step: Step) -> Mapping[str, Role]:
        asked.append(o.period)
        return real(self, o, step)

    monkeypatch.setattr(Recipients, "of", of)
    who.told_of(office.office(on), office.catalogue, stored_acts(office.database), "kh-1/year", NOBODY)
    assert set(asked) == {periods}


def test_who_has_answered_is_told_no_more(office: Whole) -> None:
    act(office, ActKind.SUBMIT)
    desk, rules = office.office(TUESDAY), office.catalogue
    found = who.told_of(desk, rules, stored_acts(office.database), "kh-1/year", NOBODY)
    assert {r.agency for r in found.recipients} == {"sxd", "snnmt"}
    act(office, ActKind.COMPLETE, obligation="kh-1/1", period="once")
    assert who.told_of(desk, rules, stored_acts(office.database), "kh-1/1", NOBODY) == Who(())


def test_what_is_over_is_asked_about_as_long_as_it_is_open() -> None:
    with small_office() as office:
        desk, acts = office.office(date(2027, 6, 1)), stored_acts(office.database)
        found = who.told_of(desk, office.catalogue, acts, "kh-1/1", NOBODY)
    before = ("first", "d10", "d5", "d1", "d0", "overdue")
    assert found == Who((
        Recipient("sct", "Sở Công Thương", "owner", before, "vt@sct.example"),
        Recipient("sct", "Sở Công Thương", "head", ("head",), "gd@sct.example"),
        Recipient("snnmt", AGRICULTURE, "focal", ("head",), "vt@snnmt.example"),
    ))  # fmt: skip


def test_what_wants_a_date_is_escalated_to_nobody(office: Whole) -> None:
    act(office, ActKind.SUSPEND, obligation="kh-1/1", period="once")
    act(office, ActKind.RESUME, date(2027, 1, 5), obligation="kh-1/1", period="once")
    found = who.told_of(
        office.office(date(2027, 1, 5)), office.catalogue, stored_acts(office.database), "kh-1/1", NOBODY
    )
    assert [(r.agency, r.steps) for r in found.recipients] == [("sct", ("first", "d10", "d5", "d1", "d0"))]


def test_a_name_as_of_today() -> None:
    gone = small.AGENCIES.replace('name = "Sở Công Thương"', 'name = "Sở Công Thương"\nuntil = 2026-12-08')
    gone += '[[succession]]\nold = "sct"\nnew = ["sxd"]\nfrom = 2026-12-09\nshare = "merge"\nbasis = "NQ"\n'
    with small_office(agencies=gone) as office:
        found = [
            who.behind(office.office(TUESDAY + timedelta(n)), office.catalogue, "Sở Công Thương", "tinh", NOBODY)
            for n in (0, 1)
        ]
        deaf = who.behind(
            office.office(TUESDAY), office.catalogue, "Sở Công Thương", "tinh", frozenset({"vt@sct.example"})
        )
    assert found == [
        Who((Recipient("sct", "Sở Công Thương", "owner", (), "vt@sct.example"),)),
        Who((Recipient("sxd", "Sở Xây dựng", "owner", (), "vt@sxd.example"),)),
    ]
    assert deaf.recipients == (Recipient("sct", "Sở Công Thương", "owner", (), ""),)


def test_a_plans_focal_agency_as_of_today() -> None:
    gone = small.AGENCIES.replace(f'name = "{AGRICULTURE}"', f'name = "{AGRICULTURE}"\nuntil = 2026-12-08')
    gone += '[[succession]]\nold = "snnmt"\nnew = ["sxd"]\nfrom = 2026-12-09\nshare = "merge"\nbasis = "NQ"\n'
    with small_office(agencies=gone) as office:
        found = [
            who.told_of(office.office(TUESDAY + timedelta(n)), office.catalogue, Journal(), "kh-1/1", NOBODY)
            for n in (0, 1)
        ]
    assert [[r.agency for r in each.recipients if r.role == "focal"] for each in found] == [["snnmt"], ["sxd"]]


def test_a_name_is_one_of_the_register_that_is_asked() -> None:
    other = small.AGENCIES.replace('id = "tinh"', 'id = "khac"').replace("province = 19", "province = 22")
    for id_ in ("ubnd", "snnmt", "sxd", "sct", "departments"):
        other = other.replace(f'"{id_}"', f'"x-{id_}"')
    rules = load_texts(FILES | {"agencies/khac.toml": other.replace("Sở Công Thương", "Sở Xa")})
    with small_office() as office:
        desk = office.office(TUESDAY)
        found = [who.behind(desk, rules, name, "khac", NOBODY) for name in ("Sở Xa", "Sở Xây dựng", "Sở Công Thương")]
        ours = who.behind(desk, rules, "Sở Xây dựng", "tinh", NOBODY)
    assert [[r.agency for r in each.recipients] for each in (*found, ours)] == [["x-sct"], ["x-sxd"], [], ["sxd"]]
    assert [each.unclear for each in (*found, ours)] == [(), (), ("Sở Công Thương",), ()]
