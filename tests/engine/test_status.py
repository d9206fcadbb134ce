"""Where everything stands, what is coming, who would be told, what nobody was told: over one small office."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.outbox_states import MailState, NoticeState
from reminder.core.reason import because
from reminder.core.status import Status
from reminder.engine.context.ledger import stored_acts, stored_ledger
from reminder.engine.context.transaction import Transaction
from reminder.engine.planning.store_decisions import evaluate_into
from reminder.engine.queries import preview, who
from reminder.engine.queries.status import Record, Unit, standing
from reminder.engine.queries.untold import Untold, untold
from reminder.store import notices, outbox
from reminder.store.schema import notice
from tests.engine.made import TUESDAY, catalogue, mails, small_office, wall
from tests.engine.test_record import act
from tests.laws.whole import Whole

LATE = date(2026, 12, 17)
NOBODY: frozenset[str] = frozenset()


@pytest.fixture
def office() -> Iterator[Whole]:
    with small_office() as made:
        made.round(TUESDAY)
        yield made


def test_who_has_answered_and_who_has_not(office: Whole) -> None:
    act(office, ActKind.SUBMIT, date(2026, 12, 14), document="1/BC")
    found = standing(office.office(LATE), office.catalogue, office.database)
    assert found.as_of == LATE
    rows = [(p.obligation, p.period, p.due_on) for p in found.periods]
    assert rows == [
        ("kh-1/year", "2026", date(2026, 12, 15)), ("kh-1/1", "once", date(2026, 12, 31)),
        ("kh-1/2", "once", date(2026, 12, 31)), ("kh-1/province", "2026", date(2026, 12, 31)),
        ("kh-1/year", "2027", date(2027, 12, 15)),
    ]  # fmt: skip
    year = found.periods[0]
    assert (year.plan, year.title) == ("kh-1", "Báo cáo năm")
    assert year.units == (
        Unit("sxd", "Sở Xây dựng", Status.LATE, None, "", "open_overdue"),
        Unit("sct", "Sở Công Thương", Status.SUBMITTED, date(2026, 12, 14), "1/BC", "done_in_time"),
    )
    kinds = ({Status.LATE}, {Status.LATE, Status.SUBMITTED}, {Status.OPEN})
    assert [year.count(kind) for kind in kinds] == [1, 2, 0]
    nobody = found.periods[2].units
    assert nobody == (
        Unit(
            "snnmt", "Sở Nông nghiệp và Môi trường", Status.UNASSIGNED, None, "", "not_counted", "unassigned"
        ),
    )
    assert found.agencies == (
        Record("sxd", "Sở Xây dựng", 0, 0, 1, 1),
        Record("sct", "Sở Công Thương", 1, 0, 2, 0),
        Record("snnmt", "Sở Nông nghiệp và Môi trường", 0, 0, 1, 0),
    )
    assert found.mails == {"sent": 4, "pending": 1}


def test_who_keeps_its_dates_worst_comes_first(office: Whole) -> None:
    act(office, ActKind.SUBMIT, date(2026, 12, 18))
    act(office, ActKind.SUBMIT, date(2026, 12, 18), agency="sxd", on=date(2026, 12, 14))
    found = standing(office.office(date(2026, 12, 18)), office.catalogue, office.database)
    records = {
        r.agency: (r.done_in_time, r.done_late, r.open_in_time, r.open_overdue) for r in found.agencies
    }
    assert records == {"sct": (0, 1, 2, 0), "sxd": (1, 0, 1, 0), "snnmt": (0, 0, 1, 0)}
    assert found.agencies[0].agency == "sct"


def test_one_plan_or_all_and_nothing_without_a_database(office: Whole) -> None:
    desk = office.office(LATE)
    assert standing(desk, office.catalogue, office.database, "kh-2").periods == ()
    assert standing(desk, office.catalogue, office.database, "kh-2").untold == ()
    bare = standing(desk, office.catalogue, None, "kh-1")
    assert (bare.mails, bare.untold, len(bare.periods)) == ({}, (), 5)


def nobody_told(office: Whole, on: date) -> list[Untold]:
    desk = office.office(on)
    ledger = stored_ledger(desk, office.database)
    with office.database.read() as connection:
        return list(untold(Transaction.on(connection, desk, office.catalogue), ledger))


def test_what_waits_is_listed_with_the_reason() -> None:
    with small_office() as office:
        (coming, *_) = [u for u in nobody_told(office, TUESDAY) if u.obligation == "kh-1/year"]
        assert (coming.reason, coming.step, coming.planned_on) == (
            because("next-look"),
            "d5",
            date(2026, 12, 7),
        )
        desk = office.office(TUESDAY)
        evaluate_into(office.database, desk, office.catalogue)
        found = {u.owed_by: u for u in nobody_told(office, TUESDAY) if u.obligation == "kh-1/year"}
        waits = because("mail-waits", at=wall(TUESDAY, 9), reply="")
        (mail,) = mails(office, mailbox="vt@sct.example")
        assert found["sct"] == Untold(
            "kh-1/year", "2026", "sct", "sct", "d5", date(2026, 12, 7), waits, mail.id
        )


@pytest.mark.parametrize(
    ("state", "changes", "code"),
    [
        ("held", {}, "mail-held"), ("sending", {}, "mail-sending"), ("dead", {"note": "550"}, "given-up"),
        ("cancelled", {}, "given-up"), ("bounced", {}, "given-up"), ("unknown", {"ambiguous": True}, "mail-unknown"),
        ("pending", {"note": "450"}, "mail-waits"),
    ],
)  # fmt: skip
def test_where_a_mail_stands_is_why(state: str, changes: dict[str, object], code: str) -> None:
    with small_office() as office:
        evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
        (mail,) = mails(office, mailbox="vt@sct.example")
        office.database.transact(
            lambda c: outbox.move(c, [mail.id], [MailState.PENDING], state=state, **changes)
        )
        (found,) = [
            u for u in nobody_told(office, TUESDAY) if (u.obligation, u.owed_by) == ("kh-1/year", "sct")
        ]
        assert (found.reason.code, found.mail) == (code, mail.id)
        if code in ("given-up", "mail-waits"):
            assert found.reason["reply"] == changes.get("note", "")


def test_what_was_cancelled_or_answered_or_restarted(office: Whole) -> None:
    def mine() -> list[str]:
        return [
            u.reason.code
            for u in nobody_told(office, TUESDAY)
            if (u.obligation, u.owed_by) == ("kh-1/year", "sct")
        ]

    assert mine() == []
    with office.database.write() as connection:
        (row, *_) = [n for n in notices.of_occurrence(connection, "kh-1/year@2026@sct") if n.state == "sent"]
        notices.cancel_by_hand(connection, [row.id], "an")
    assert mine() == ["cancelled-by-hand"]
    office.database.transact(lambda c: notices.set_state(c, [row.id], NoticeState.EXPIRED))
    office.database.transact(lambda c: c.execute(notice.update().values(cancelled_by=None)))
    assert mine() == ["expired"]
    act(office, ActKind.EXTEND, until_on=date(2026, 12, 29))
    assert "expired" not in mine(), "it was of an older ladder"
    act(office, ActKind.SUBMIT)
    assert mine() == [], "what is answered keeps silent because there is nothing to say"
    act(office, ActKind.SUSPEND, agency="sxd")
    assert "suspended" in {u.reason.code for u in nobody_told(office, TUESDAY) if u.owed_by == "sxd"}


def test_deadlines_soonest_first() -> None:
    with small_office() as office:
        desk, rules = office.office(TUESDAY), office.catalogue
        ledger = stored_ledger(desk, office.database)
        found = preview.deadlines(desk, rules, ledger, date(2026, 12, 15), date(2026, 12, 31))
        assert [(d.obligation, d.agency, d.role, d.days_left, d.status) for d in found] == [
            ("kh-1/year", "sxd", "lead", 6, "open"), ("kh-1/year", "sct", "lead", 6, "open"),
            ("kh-1/1", "sct", "lead", 23, "open"), ("kh-1/2", "snnmt", "focal", 23, "unassigned"),
            ("kh-1/province", "snnmt", "lead", 22, "open"),
        ]  # fmt: skip
        year = found[0]
        assert (year.obligation, year.plan, year.kind, year.title, year.period) == (
            "kh-1/year", "kh-1", "report", "Báo cáo năm", "2026",
        )  # fmt: skip
        assert (year.bound, year.last_on, year.target_on, year.late_from, year.days_left) == (
            "before", date(2026, 12, 14), date(2026, 12, 14), date(2026, 12, 16), 6,
        )  # fmt: skip
        assert preview.deadlines(desk, rules, ledger, date(2026, 12, 16), date(2026, 12, 30)) == []
        only = preview.deadlines(desk, rules, ledger, TUESDAY, date(2026, 12, 31), agency="sct")
        assert {d.agency for d in only} == {"sct"}
        assert preview.deadlines(desk, rules, ledger, TUESDAY, date(2026, 12, 31), plan="x") == []


@pytest.mark.parametrize(
    ("hour", "minute", "day"), [(7, 0, TUESDAY), (16, 29, TUESDAY), (16, 30, TUESDAY + timedelta(1))]
)
def test_the_next_day_of_sending(hour: int, minute: int, day: date) -> None:
    with small_office() as office:
        desk = office.office(TUESDAY, wall(TUESDAY, hour, minute).timetz().replace(tzinfo=None))
        assert desk.leaves_on(desk.clock.now(), office.catalogue) == day
        friday = office.office(date(2026, 12, 11), wall(TUESDAY, 17).timetz().replace(tzinfo=None))
        assert friday.leaves_on(friday.clock.now(), office.catalogue) == date(2026, 12, 14)


def test_every_notice_that_will_be_mailed() -> None:
    with small_office() as office:
        desk, rules = office.office(TUESDAY), office.catalogue
        ledger = stored_ledger(desk, office.database)
        found = preview.planned(desk, rules, ledger, TUESDAY, date(2026, 12, 16), agency="sct")
        year = [p for p in found if p.obligation == "kh-1/year"]
        assert [(p.send_at, p.step, p.template, p.role) for p in year] == [
            (wall(TUESDAY, 9), "d5", "coming", "lead"), (wall(date(2026, 12, 11), 8), "d1", "coming", "lead"),
            (wall(date(2026, 12, 14), 8), "d0", "today", "lead"),
            (wall(date(2026, 12, 16), 8), "overdue", "overdue", "lead"),
        ]  # fmt: skip
        first = year[0]
        assert (first.mail, first.addresses) == ("vt@sct.example@2026-12-08@reminder", ("vt@sct.example",))
        assert (first.owed_by, first.revision, first.period, first.reason.code) == ("sct", 1, "2026", "step")
        assert found == sorted(found, key=lambda p: (p.send_at, p.mail, p.obligation))
        gone = preview.planned(desk, rules, ledger, date(2026, 12, 9), date(2026, 12, 11), agency="sct")
        assert {p.send_at for p in gone} == {wall(date(2026, 12, 11), 8)}
        (asked, *_) = preview.planned(desk, rules, ledger, TUESDAY, TUESDAY, agency="snnmt")
        assert (asked.owed_by, asked.role) == (None, "focal")
        every = frozenset(f"vt@{a}.example" for a in ("sct", "snnmt")) | {office.config.operator}
        (lost, *_) = preview.planned(desk, rules, ledger, TUESDAY, TUESDAY, agency="sct", bounced=every)
        assert (lost.mail, lost.addresses) == ("", ())


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
    second = who.told_of(
        desk, rules, stored_acts(office.database), "kh-1/year", frozenset({"vt@sxd.example"})
    )
    assert second.recipients[0].mailbox == "pth@sxd.example"
    nobody = who.told_of(desk, rules, stored_acts(office.database), "kh-1/2", NOBODY)
    assert [(r.agency, r.role, r.steps) for r in nobody.recipients] == [
        ("snnmt", "focal", ("first", "d10", "d5", "d1", "d0"))
    ]
    assert nobody.unassigned and nobody.unassigned.code == "no-lead"


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
