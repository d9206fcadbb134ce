"""Why a notice stands on its day: the days off that its count leaps over, on either side of the deadline."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.matter_status import Status
from reminder.core.outbox_states import MailState, NoticeState
from reminder.core.reason import Reason, because
from reminder.engine.queries.explain import Coming, Explanation, ToldStep, explain
from reminder.errors import BadInput
from reminder.rulefile import load_texts
from reminder.store import bounced_mailboxes, notices
from tests.engine.made import FILES, TUESDAY, act, mails, small_office, wall
from tests.journeys import desk as small
from tests.store.rows import notice, put

FOCAL = "vt@snnmt.example"
NOVEMBER = date(2026, 11, 2)
CULTURE, NEW_YEAR = date(2026, 11, 24), date(2027, 1, 1)


def explained(timeframe: str, on: date = NOVEMBER, agency: str = "sct") -> Explanation:
    with small_office(plans=small.PLAN.replace('"Quý IV/2026"', f'"{timeframe}"')) as office:
        return explain(office.office(on), office.catalogue, office.database, "kh-1/1", agency)


@pytest.mark.parametrize(
    ("timeframe", "leaps"),
    [
        ("Chậm nhất ngày 30/11/2026", {"d10": [CULTURE], "d5": [CULTURE], "d1": [], "d0": []}),
        ("Chậm nhất ngày 25/11/2026", {"d10": [CULTURE], "d5": [CULTURE], "d1": [CULTURE], "d0": [], "overdue": []}),
        ("Chậm nhất ngày 30/12/2026", {"d10": [], "d1": [], "d0": [], "overdue": [], "head": [NEW_YEAR]}),
        ("Chậm nhất ngày 31/12/2026", {"d10": [], "d1": [], "d0": [], "overdue": [NEW_YEAR], "head": [NEW_YEAR]}),
    ],
)  # fmt: skip
def test_a_step_names_the_days_off_that_its_count_leaps_over(timeframe: str, leaps: dict[str, list[date]]) -> None:
    (case,) = explained(timeframe).cases
    found = {c.step: [day.on for day in c.skipped] for c in case.coming}
    assert {step: found[step] for step in leaps} == leaps


STEPS = {"-1wd": ("d1", date(2026, 12, 11)), "0": ("d0", date(2026, 12, 14)), "+1wd": ("overdue", date(2026, 12, 16))}
AFTER = date(2026, 12, 18)


def step(id_: str, at: str, on: date) -> Reason:
    return because("step", step=id_, at=at, planned_on=on)


def test_one_case_with_everything_that_is_known_of_it() -> None:
    with small_office() as office:
        (acknowledged,) = act(office, ActKind.ACKNOWLEDGE, agency="sxd")
        office.round(TUESDAY)
        rules = office.catalogue
        found = explain(office.office(TUESDAY), rules, office.database, "kh-1/year", "sxd")
        (sent,) = mails(office, mailbox="vt@sxd.example", kind="reminder")
    (case,) = found.cases
    assert found == Explanation(rules.plans[0], rules.obligation_of["kh-1/year"], rules.rules[0], None, (case,))
    assert (case.period, case.occurrence.key, case.status) == ("2026", "kh-1/year@2026@sxd", Status.OPEN)
    assert [(owner.id, status) for owner, status in case.owners] == [("sxd", Status.OPEN)]
    due, target = date(2026, 12, 15), date(2026, 12, 14)
    assert case.trace == (
        because("last-before", due_on=due, last_on=target), because("target-same", target_on=target),
        because("before-lenient", due_on=due), because("late-from", late_from=date(2026, 12, 16)),
    )  # fmt: skip
    assert case.acts == (acknowledged,)
    issued = date(2026, 1, 5)
    assert case.told == (
        ToldStep(
            "first", "sxd", "owner", issued, NoticeState.SENT, "vt@sxd.example", MailState.SENT, sent.id, TUESDAY,
            step("first", "issued", issued),
        ),
    )  # fmt: skip
    own = [
        Coming(name, "sxd", "owner", on, on, "vt@sxd.example", step(name, at, on)) for at, (name, on) in STEPS.items()
    ]
    rollcall, head = step("rollcall", "+1wd", date(2026, 12, 16)), step("head", "+3wd", AFTER)
    assert case.coming == (
        *own, Coming("rollcall", "snnmt", "compiler", rollcall["planned_on"], rollcall["planned_on"], FOCAL, rollcall),
        Coming("head", "snnmt", "focal", AFTER, AFTER, FOCAL, head),
        Coming("head", "sxd", "head", AFTER, AFTER, "gd@sxd.example", head),
    )  # fmt: skip
    assert [(h.occurrence.key, h.recipient, h.reason) for h in case.held] == [
        (case.occurrence.key, "sxd", because("acknowledged", step="d10")),
        (case.occurrence.key, "sxd", because("acknowledged", step="d5")),
    ]


def test_without_a_database_nothing_is_on_record_and_every_mailbox_can_be_reached() -> None:
    with small_office() as office:
        desk, box = office.office(TUESDAY), "vt@sct.example"
        (bare,) = explain(desk, office.catalogue, None, "kh-1/1").cases
        office.database.transact(lambda c: bounced_mailboxes.mark(c, box, "550", desk.clock.now()))
        (other,) = explain(desk, office.catalogue, office.database, "kh-1/1").cases
    assert (bare.told, bare.acts) == ((), ())
    assert {c.mailbox for c in bare.coming if c.recipient == "sct" and c.role == "owner"} == {box}
    assert {c.mailbox for c in other.coming if c.recipient == "sct" and c.role == "owner"} == {FOCAL}


@pytest.mark.states_by_hand
def test_a_notice_on_record_with_or_without_its_mail() -> None:
    key = "kh-1/1@once@sct"
    rows = [replace(notice(n, occurrence=key), ordinal=n, key=str(n)) for n in (0, 1, 2)]
    rows[2] = replace(rows[2], state=NoticeState.UNREACHABLE, recipient="x@x.example", role="head")
    with small_office() as office:
        with office.database.write() as connection:
            ids = notices.add(connection, rows, wall(TUESDAY, 8))
            mail = put(connection, 7, [ids["1"]], send_on=AFTER, state="held")
        (case,) = explain(office.office(TUESDAY), office.catalogue, office.database, "kh-1/1").cases
    day, why = date(2026, 12, 8), Reason("step")
    assert case.told == (
        ToldStep("d5", "so-0", "owner", day, NoticeState.QUEUED, "", "", None, None, why),
        ToldStep("d5", "so-1", "owner", day, NoticeState.QUEUED, "vt7@so.example", MailState.HELD, mail, AFTER, why),
        ToldStep("d5#2", "x@x.example", "head", day, NoticeState.UNREACHABLE, "", "", None, None, why),
    )


@pytest.mark.parametrize(
    ("on", "closed", "periods"),
    [
        (date(2026, 12, 13), (), ["2026"]), (date(2026, 12, 14), (), ["2026", "2027"]),
        (date(2027, 12, 16), (), ["2026", "2027", "2028"]), (date(2027, 12, 17), (), ["2026", "2027", "2028"]),
        (date(2027, 12, 16), ("sct", "sxd"), ["2026", "2027", "2028"]),
        (date(2027, 12, 17), ("sct", "sxd"), ["2027", "2028"]),
        (date(2027, 12, 17), ("sct",), ["2026", "2027", "2028"]),
    ],
)  # fmt: skip
def test_which_periods_are_spoken_of(on: date, closed: tuple[str, ...], periods: list[str]) -> None:
    with small_office() as office:
        for agency in closed:
            act(office, ActKind.SUBMIT, agency=agency)
        found = explain(office.office(on), office.catalogue, office.database, "kh-1/year")
    assert [case.period for case in found.cases] == periods


def test_one_period_or_none_of_that_name() -> None:
    with small_office() as office:
        desk, rules = office.office(date(2027, 12, 17)), office.catalogue
        found = explain(desk, rules, office.database, "kh-1/year", period="2027")
        assert [case.period for case in found.cases] == ["2027"]
        with pytest.raises(BadInput, match="kh-1/year: it has no period 2020; there are: 2026, 2027, 2028, 2029"):
            explain(desk, rules, office.database, "kh-1/year", period="2020")


@pytest.mark.parametrize(
    ("agency", "about", "owner"),
    [
        ("", 1, "sxd"), ("sct", 1, "sct"), ("sxd", 1, "sxd"), ("snnmt", 1, "sxd"), ("ubnd", 0, ""),
    ],
)  # fmt: skip
def test_an_agency_hears_of_its_own_and_the_focal_one_of_all(agency: str, about: int, owner: str) -> None:
    with small_office() as office:
        found = explain(office.office(TUESDAY - timedelta(30)), office.catalogue, office.database, "kh-1/year", agency)
    assert [case.occurrence.owner.id for case in found.cases] == [owner] * about
    if agency in ("sct", "sxd"):
        assert [owner.id for owner, _ in found.cases[0].owners] == [agency]


@pytest.mark.parametrize(
    ("closed", "owner"), [((), "sxd"), (("sxd",), "sct"), (("sct",), "sxd"), (("sxd", "sct"), "sxd")]
)
def test_of_several_the_first_that_is_open_is_shown(closed: tuple[str, ...], owner: str) -> None:
    with small_office() as office:
        for agency in closed:
            act(office, ActKind.SUBMIT, agency=agency)
        (case,) = explain(office.office(TUESDAY), office.catalogue, office.database, "kh-1/year", period="2026").cases
    assert case.occurrence.owner.id == owner
    assert case.status is (Status.SUBMITTED if owner in closed else Status.OPEN)
    assert {o.id: s for o, s in case.owners} == {
        id_: Status.SUBMITTED if id_ in closed else Status.OPEN for id_ in ("sxd", "sct")
    }
    assert bool(case.coming) is (owner not in closed)


def test_what_nobody_owes_is_said_to_be_so() -> None:
    with small_office() as office:
        found = explain(office.office(TUESDAY), office.catalogue, office.database, "kh-1/2")
        assert found.unassigned == because("no-lead")
        assert found.cases[0].status is Status.UNASSIGNED
        compiled = explain(office.office(TUESDAY), office.catalogue, office.database, "kh-1/province")
        assert [c.recipient for c in compiled.cases[0].coming if c.role == "owner"] == ["snnmt"] * 6


def test_an_heir_is_shown_with_what_was_decided_for_the_body_before_it() -> None:
    gone = small.AGENCIES.replace('name = "Sở Công Thương"', 'name = "Sở Công Thương"\nuntil = 2026-12-01')
    gone += '[[succession]]\nold = "sct"\nnew = ["sxd"]\nfrom = 2026-12-02\nshare = "merge"\nbasis = "NQ"\n'
    with small_office() as office:
        (before,) = act(office, ActKind.ACKNOWLEDGE, date(2026, 11, 25), "kh-1/1", period="once")
        office.catalogue = heirs = load_texts(FILES | {"agencies/tinh.toml": gone})
        (after,) = act(office, ActKind.ACKNOWLEDGE, date(2026, 12, 3), "kh-1/1", "sxd", period="once")
        (case,) = explain(office.office(TUESDAY), heirs, office.database, "kh-1/1").cases
    assert case.acts == (before, after)
    assert [(owner.id, status) for owner, status in case.owners] == [("sxd", Status.OPEN)]
