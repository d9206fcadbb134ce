"""What is coming: deadlines, and every notice that will be mailed."""

from datetime import date, time, timedelta

from reminder.core.act_kinds import ActKind
from reminder.core.matter_status import Status
from reminder.core.reason import because
from reminder.engine.context.ledger import stored_ledger
from reminder.engine.queries import preview
from reminder.engine.queries.preview import Planned, UpcomingDeadline
from tests.engine.made import TUESDAY, act, small_office, wall

FOCAL = "vt@snnmt.example"
EXTENDED = (("sxd", "Sở Xây dựng"), ("sct", "Sở Công Thương"))
LAST, BEFORE, AFTER = date(2026, 12, 31), date(2026, 12, 30), date(2027, 1, 1)
AGRICULTURE = "Sở Nông nghiệp và Môi trường"
OTHERS = (
    ("1", "task", "Xây dựng quy chế", "sct", "Sở Công Thương", "lead", "once", "by", LAST, AFTER, Status.OPEN),
    ("2", "task", "Rà soát văn bản", "snnmt", AGRICULTURE, "focal", "once", "by", LAST, AFTER, Status.UNASSIGNED),
    (
        "province",
        "report",
        "Báo cáo của tỉnh",
        "snnmt",
        AGRICULTURE,
        "lead",
        "2026",
        "before",
        BEFORE,
        AFTER,
        Status.OPEN,
    ),
)


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


def test_a_deadline_with_everything_that_is_shown_of_it() -> None:
    with small_office() as office:
        desk, rules = office.office(TUESDAY), office.catalogue
        act(office, ActKind.EXTEND, agency="", until_on=date(2026, 12, 29), every=True)
        ledger = stored_ledger(desk, office.database)
        found = preview.deadlines(desk, rules, ledger, date(2026, 12, 29), date(2026, 12, 31), "kh-1")
        assert found == [
            UpcomingDeadline(
                "kh-1/year", "kh-1", "report", "Báo cáo năm", agency, name, "lead", "2026", date(2026, 12, 29), "by",
                date(2026, 12, 29), date(2026, 12, 29), date(2026, 12, 30), 21, Status.OPEN,
            )
            for agency, name in EXTENDED
        ] + [
            UpcomingDeadline(
                f"kh-1/{id_}", "kh-1", kind, title, agency, name, role, period, LAST, bound, last, last, late,
                (last - TUESDAY).days, status,
            )
            for id_, kind, title, agency, name, role, period, bound, last, late, status in OTHERS
        ]  # fmt: skip
        assert [d.obligation for d in preview.deadlines(desk, rules, ledger, TUESDAY, date(2026, 12, 28))] == []


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


def test_a_notice_with_everything_that_is_shown_of_it() -> None:
    friday = date(2026, 12, 11)
    with small_office() as office:
        desk, rules = office.office(TUESDAY), office.catalogue
        office.round(TUESDAY)
        ledger = stored_ledger(desk, office.database)
        box, step = "vt@sxd.example", because("step", step="d1", at="-1wd", planned_on=friday)
        assert preview.planned(desk, rules, ledger, friday, friday, "kh-1", "sxd") == [
            Planned(
                wall(friday, 8), f"{box}@2026-12-11@reminder", "sxd", (box,), "sxd", "lead", "kh-1/year", "2026", 1,
                "d1", step, "coming",
            )
        ]  # fmt: skip
        other = preview.planned(desk, rules, ledger, friday, friday, "kh-1", "sxd", frozenset({box}))
        assert [(p.addresses, p.mail) for p in other] == [(("pth@sxd.example",), "pth@sxd.example@2026-12-11@reminder")]
        assert preview.planned(desk, rules, ledger, friday, friday, "kh-2") == []
        (operator,) = preview.planned(
            desk, rules, ledger, friday, friday, agency="sxd", bounced=frozenset({box, "pth@sxd.example", FOCAL})
        )
        assert operator.addresses == (office.config.operator,)


def test_at_night_everything_leaves_when_the_window_opens() -> None:
    with small_office() as office:
        desk, rules = office.office(TUESDAY, time(20)), office.catalogue
        ledger = stored_ledger(desk, office.database)
        found = preview.planned(desk, rules, ledger, TUESDAY, TUESDAY + timedelta(1), agency="sct")
        assert {p.send_at for p in found} == {wall(TUESDAY + timedelta(1), 8)}
        assert preview.planned(desk, rules, ledger, TUESDAY, TUESDAY, agency="sct") == []
