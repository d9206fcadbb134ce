"""What is coming: deadlines, and every notice that will be mailed."""

from datetime import date

from reminder.engine.context.ledger import stored_ledger
from reminder.engine.queries import preview
from tests.engine.made import TUESDAY, small_office, wall


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
