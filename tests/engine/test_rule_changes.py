"""What new rule files move."""

from dataclasses import replace
from datetime import date

import pytest

from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Ledger
from reminder.core.journal import Journal
from reminder.core.occurrence import Occurrences
from reminder.core.working_calendar import DayRow
from reminder.directory.agency import Succession
from reminder.engine.queries.rule_changes import Moved, Transfer, moved, transfers
from tests.core.made import Acts, agency, catalogue, directory, obligation, plan, vietnam, with_days

TODAY = date(2026, 6, 1)
FIXED = obligation("chậm nhất ngày 15/12/2026", "a", "b")
YEARLY = obligation("trước ngày 15/12 hằng năm", "a", "b", id_="p/2", kind="report")


def of(*given: object, **more: object) -> Catalogue:
    return catalogue(plan(FIXED, YEARLY, **(given[0] if given else {})), **more)  # type: ignore[arg-type]


def days(m: Moved) -> tuple[str, str, int, date, date]:
    return m.obligation, m.period, m.agencies, m.was.target_on, m.now.target_on


def off(day: int, month: int = 12, year: int = 2026) -> DayRow:
    return DayRow(date(year, month, day), "off_local", "Nghỉ", "1/QĐ")


def test_nothing_new_moves_nothing() -> None:
    assert moved(of(), of(), Ledger(), TODAY) == []


def test_a_new_day_off_moves_what_stands_on_it() -> None:
    new = of(calendar=with_days(vietnam(), off(15), off(1, 3)))
    found, lenient = moved(of(), new, Ledger(), TODAY)
    assert days(lenient)[:3] == ("p/2", "2026", 2)
    assert (lenient.was.late_from, lenient.now.late_from) == (date(2026, 12, 16), date(2026, 12, 17))
    assert days(found) == ("p/1", "once", 1, date(2026, 12, 15), date(2026, 12, 14))
    assert found.rows == (off(15),)
    back, _ = moved(new, of(), Ledger(), TODAY)
    assert days(back) == ("p/1", "once", 1, date(2026, 12, 14), date(2026, 12, 15))
    assert back.rows == (off(15),), "a row that went is named as well"


def test_who_owes_it_is_counted_and_what_is_soonest_comes_first() -> None:
    early = obligation("chậm nhất ngày 14/12/2026", id_="p/3")
    rules = catalogue(plan(FIXED, YEARLY, early))
    new = replace(rules, calendar=with_days(vietnam(), off(14)))
    found = moved(rules, new, Ledger(), TODAY)
    assert [(m.obligation, m.agencies) for m in found] == [("p/3", 1), ("p/2", 2)]


def test_a_plan_that_reads_its_dates_otherwise_names_no_day() -> None:
    found = moved(of(), of({"before": "strict"}), Ledger(), TODAY)
    assert [(m.obligation, m.period, m.rows) for m in found] == [("p/2", "2026", ())]


def test_what_is_closed_or_far_off_is_not_spoken_of() -> None:
    acts = Acts()
    acts.write("submit", TODAY, owner="a+b")
    new = of(calendar=with_days(vietnam(), off(15), off(14)))
    assert {m.obligation for m in moved(of(), new, Ledger(acts.journal()), TODAY)} == {"p/2"}
    assert moved(of(), new, Ledger(), date(2025, 12, 1)) == []
    assert {m.obligation for m in moved(of(), new, Ledger(), date(2025, 12, 14))} == {"p/1", "p/2"}
    assert moved(of(), new, Ledger(), date(2027, 12, 20)) == []


def test_the_rows_named_stand_between_the_days_that_decide() -> None:
    rows = (off(9), off(10), off(11), off(14), off(15), off(16), off(17), off(18))
    new = of(calendar=with_days(vietnam(), *rows))
    (fixed,) = [m for m in moved(of(), new, Ledger(), TODAY) if m.obligation == "p/1"]
    assert fixed.now.target_on == date(2026, 12, 8)
    assert fixed.now.late_from == date(2026, 12, 22)
    assert fixed.rows == rows
    assert fixed.agencies == 1


def test_a_succession_entered_late_moves_a_duty() -> None:
    heir = (Succession("a", ("c",), date(2026, 3, 1), "one", "NQ"),)
    ceased = agency("a", until_on=date(2026, 2, 28))
    new = of(directory=directory(ceased, successions=heir))
    assert transfers(of(), of(), Ledger(), TODAY) == []
    assert Transfer("p/2", "2026", "a", ("c",)) in transfers(of(), new, Ledger(), TODAY)
    assert transfers(new, new, Ledger(), TODAY) == [], "it had gone before"


def test_a_move_with_everything_that_is_said_of_it() -> None:
    new = of(calendar=with_days(vietnam(), off(15)))
    was, now = (next(iter(Occurrences(c, Journal()).known(TODAY, TODAY))).deadline for c in (of(), new))
    assert was and now
    found = moved(of(), new, Ledger(), TODAY)
    assert Moved("p/1", "once", 1, was, now, (off(15),)) in found
    assert [(m.obligation, m.period) for m in found] == [("p/1", "once"), ("p/2", "2026")], "of one day by id"


def test_a_row_that_is_changed_is_named_as_it_is_now() -> None:
    before, after = off(15), DayRow(date(2026, 12, 15), "off_local", "Nghỉ thật", "2/QĐ")
    other = off(14)
    old = of(calendar=with_days(vietnam(), before))
    new = of(calendar=with_days(vietnam(), after, other))
    (fixed,) = [m for m in moved(old, new, Ledger(), TODAY) if m.obligation == "p/1"]
    assert fixed.rows == (other, after)


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (date(2025, 12, 13), []), (date(2025, 12, 14), ["2026"]), (date(2027, 12, 15), ["2026", "2027", "2028"]),
        (date(2027, 12, 16), ["2026", "2027", "2028"]), (date(2027, 12, 17), ["2027", "2028"]),
    ],
)  # fmt: skip
def test_within_a_year_to_either_side(today: date, found: list[str]) -> None:
    """The rows move each year's report alike; the year reckoned in has 366 days."""
    strict = of({"before": "strict"})
    assert [m.period for m in moved(of(), strict, Ledger(), today) if m.obligation == "p/2"] == found
    heir = (Succession("a", ("c",), date(2026, 3, 1), "one", "NQ"),)
    new = of(directory=directory(agency("a", until_on=date(2026, 2, 28)), successions=heir))
    gone = [t.period for t in transfers(of(), new, Ledger(), today) if t.obligation == "p/2"]
    assert gone == [period for period in found if period == "2026"]
