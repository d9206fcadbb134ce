"""What is said of a matter: its days as counted from the day it is shown, nothing about days it does not have."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import Obligation
from reminder.core.journal import Journal
from reminder.core.matter import Matter, matter_of
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.phrases import Bound, read
from tests.core.made import ISSUED, Acts, cast, catalogue, obligation, plan

DAYS = ("due_on", "bound", "last_on", "target_on", "late_from", "days_left", "working_days_left")


def said(o: Obligation, today: date = date(2026, 12, 8), wanted: date | None = None, **given: Any) -> Matter:
    rules = catalogue(plan(o, **given))
    found: Occurrence = next(Occurrences(rules, Journal()).known(today, ISSUED))
    return matter_of(found._replace(state=replace(found.state, wanted_on=wanted)), rules, today)


@pytest.mark.parametrize(
    ("today", "left", "worked"),
    [
        (date(2026, 12, 8), 6, 4), (date(2026, 12, 11), 3, 1), (date(2026, 12, 13), 1, 1), (date(2026, 12, 14), 0, 0),
        (date(2026, 12, 15), -1, 0),  # on the printed day itself: the last sure day has passed
    ],
)  # fmt: skip
def test_days_left_count_to_the_last_day_that_surely_keeps_it(today: date, left: int, worked: int) -> None:
    found = said(obligation("trước ngày 15/12/2026"), today)
    assert (found.days_left, found.working_days_left, found.strict) == (left, worked, True)
    assert (found.due_on, found.last_on) == (date(2026, 12, 15), date(2026, 12, 14))


@pytest.mark.parametrize(
    ("phrase", "wanted"), [("thường xuyên", None), ("trước ngày 15/12/2026", date(2026, 12, 1)), ("", None)]
)
def test_what_has_no_date_or_waits_for_one_is_said_without_days(phrase: str, wanted: date | None) -> None:
    found = said(obligation(phrase), wanted=wanted)
    assert [getattr(found, name) for name in DAYS] == [None] * len(DAYS)
    assert (found.strict, found.estimated, found.phrase) == (False, False, phrase)


@pytest.mark.parametrize(("year", "estimated"), [(2026, False), (2028, True)])
def test_days_that_rest_on_holidays_not_decided_yet_say_so(year: int, estimated: bool) -> None:
    assert said(obligation(f"chậm nhất ngày 31/12/{year}")).estimated is estimated


@pytest.mark.parametrize(
    ("kind", "phrase", "period", "to"),
    [
        ("report", "trước ngày 15/12 hằng năm", "2026", "B"), ("report", "trước ngày 15/12/2026", "", "B"),
        ("task", "trước ngày 15/12/2026", "", ""),
    ],
)  # fmt: skip
def test_a_period_and_where_to_send_it_are_a_reports(kind: str, phrase: str, period: str, to: str) -> None:
    found = said(obligation(phrase, kind=kind, to=replace(cast("b"), raw=to), via=replace(cast("c"), raw=to)))
    assert (found.period, found.send_to, found.via) == (period, to, to)


@pytest.mark.parametrize(
    ("raw", "number", "on", "shown"),
    [
        ("", "1/KH-UBND", ISSUED, "1/KH-UBND"), ("ngày 05 tháng 01 năm 2026", "/KH-UBND", ISSUED, ""),
        ("ngày     tháng 01 năm 2026", "1/KH-UBND", None, "1/KH-UBND"),
    ],
)  # fmt: skip
def test_what_a_document_leaves_blank_is_left_blank(raw: str, number: str, on: date | None, shown: str) -> None:
    found = said(obligation("Quý III/2026"), issued_raw=raw, number=number)
    assert (found.plan_number, found.plan_issued_on, found.plan_issuer) == (shown, on, "UBND")
    assert said(obligation("Quý III/2026"), issuer="").plan_issuer == ""


def test_everything_that_is_said_of_a_report_and_of_a_task() -> None:
    given: dict[str, Any] = {"output": "Báo cáo", "to": cast("b"), "via": cast("c"), "title": "Tiêu đề"}
    days: dict[str, Any] = {
        "due_on": date(2026, 12, 15), "bound": Bound.BEFORE, "last_on": date(2026, 12, 14),
        "target_on": date(2026, 12, 14), "late_from": date(2026, 12, 16), "days_left": 6, "working_days_left": 4,
    }  # fmt: skip
    plan_said: dict[str, Any] = {
        "plan_number": "7/KH", "plan_issued_on": ISSUED, "plan_issued_raw": "ngày 05/01/2026", "plan_issuer": "UBND",
        "plan_title": "Kế hoạch",
    }  # fmt: skip
    printed: dict[str, Any] = {"issued_raw": "ngày 05/01/2026", "number": "7/KH"}
    o = obligation("trước ngày 15/12 hằng năm", kind="report", **given)
    assert said(o, **printed) == Matter(
        obligation="p/1", kind="report", title="Tiêu đề", phrase="trước ngày 15/12 hằng năm", period="2026",
        output="Báo cáo", send_to="b", via="c", lead="a", **days, **plan_said,
    )  # fmt: skip
    o = obligation("trước ngày 15/12/2026", **given)
    assert said(o, **printed) == Matter(
        obligation="p/1", kind="task", title="Tiêu đề", phrase="trước ngày 15/12/2026", output="Báo cáo", lead="a",
        **days, **plan_said,
    )  # fmt: skip


def test_what_is_not_said_is_empty() -> None:
    bare = Matter(obligation="p/1", kind="task", title="t")
    empty, nothing = ([f.name for f in fields(Matter) if getattr(bare, f.name) == of] for of in ("", None))
    assert empty == [
        "plan_number", "plan_symbol", "plan_issued_raw", "plan_issuer", "plan_title", "phrase", "period", "output",
        "send_to", "via", "lead", "document",
    ]  # fmt: skip
    assert nothing == ["plan_issued_on", *DAYS, "data_until", "extension", "on", "progress"]
    assert bare.estimated is False


@pytest.mark.parametrize(("day", "late"), [(14, 0), (15, 0), (16, 1), (18, 3)])
def test_days_late_are_counted_from_the_day_that_is_late(day: int, late: int) -> None:
    """ "trước ngày 15/12": its last day is the 14th, and nobody is late before the 16th."""
    shown = Matter(
        obligation="p/1", kind="report", title="t", due_on=date(2026, 12, 15), last_on=date(2026, 12, 14),
        late_from=date(2026, 12, 16), days_left=(date(2026, 12, 14) - date(2026, 12, day)).days,
    )  # fmt: skip
    assert shown.days_late == late


@pytest.mark.parametrize(
    ("kind", "phrase", "cutoff", "until"),
    [
        ("report", "trước ngày 20/12 hằng năm (số liệu chốt đến ngày 14/12)", "", date(2026, 12, 14)),
        ("report", "trước ngày 20/12 hằng năm", "số liệu chốt đến ngày 30/11", date(2026, 11, 30)),
        ("report", "trước ngày 20/12 hằng năm (số liệu chốt đến ngày 14/12)", "số liệu đến 30/11", date(2026, 11, 30)),
        ("report", "trước ngày 20/12 hằng năm", "", None),
        ("task", "trước ngày 20/12 hằng năm (số liệu chốt đến ngày 14/12)", "", None),
    ],
)
def test_up_to_which_day_the_data_of_a_report_run(kind: str, phrase: str, cutoff: str, until: date | None) -> None:
    own = read(cutoff, ISSUED).data_period if cutoff else None
    assert said(obligation(phrase, kind=kind, data_period=own)).data_until == until


def test_an_extension_moves_no_data_cut_off() -> None:
    rules = catalogue(plan(obligation("trước ngày 20/12 hằng năm (số liệu chốt đến ngày 14/12)", kind="report")))
    acts = Acts()
    acts.write(ActKind.EXTEND, date(2026, 12, 10), period="2026", until_on=date(2027, 3, 31))
    found: Occurrence = next(Occurrences(rules, acts.journal()).known(date(2026, 12, 8), ISSUED))
    shown = matter_of(found, rules, date(2026, 12, 12))
    assert (shown.due_on, shown.data_until) == (date(2027, 3, 31), date(2026, 12, 14))


def test_the_act_that_brought_it_where_it_stands_is_named() -> None:
    rules = catalogue(plan(obligation("trước ngày 15/12/2026")))
    found: Occurrence = next(Occurrences(rules, Journal()).known(date(2026, 12, 8), ISSUED))
    state = replace(found.state, document="9/BC", since_on=date(2026, 12, 1))
    shown = matter_of(found._replace(state=state), rules, date(2026, 12, 8))
    assert (shown.document, shown.on) == ("9/BC", date(2026, 12, 1))


@pytest.mark.parametrize(("left", "years"), [(None, 0), (365, 0), (366, 1), (731, 1), (732, 2), (0, 0)])
def test_years_where_days_are_too_many_to_picture(left: int | None, years: int) -> None:
    assert Matter(obligation="p/1", kind="task", title="t", days_left=left).years_left == years


def test_a_surface_adds_to_what_is_said() -> None:
    class Shown(Matter):
        pass

    matter = said(obligation("trước ngày 15/12/2026"))
    shown = Shown.showing(matter, lead="B")
    assert type(shown) is Shown
    assert {f.name: getattr(shown, f.name) for f in fields(Matter)} == {
        f.name: getattr(matter, f.name) for f in fields(Matter)
    } | {"lead": "B"}
