"""Who owes what for which period (design 3.3, 3.5, 3.6, 3.9, 3.12)."""

from dataclasses import replace
from datetime import date

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Ledger, status
from reminder.core.journal import Journal
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.core.reason import because
from reminder.directory.agency import Cast, Party, Succession
from tests.core.made import ISSUED, Acts, agency, cast, catalogue, directory, obligation, plan

TODAY = date(2026, 6, 1)


def known(rules: Catalogue, to_on: date = date(2027, 12, 31), journal: Journal | None = None) -> list[Occurrence]:
    return list(Occurrences(rules, journal or Journal()).known(to_on, TODAY))


def owners(rules: Catalogue, journal: Journal | None = None) -> list[str]:
    return [o.owner.id for o in known(rules, date(2026, 12, 31), journal)]


def test_a_report_ordered_of_a_group_is_owed_by_each_member_but_not_by_whom_it_goes_to() -> None:
    o = obligation("trước ngày 15/12 hằng năm", kind="report", lead=cast("all"), via=cast("focal"))
    assert owners(catalogue(plan(o))) == ["a", "b", "c"]


def test_several_named_leads_of_a_task_owe_jointly() -> None:
    assert owners(catalogue(plan(obligation("Quý III/2026", "b", "a")))) == ["a+b"]


def test_several_named_reporters_owe_each_their_own() -> None:
    o = obligation("trước ngày 15/12 hằng năm", "b", "a", kind="report")
    assert owners(catalogue(plan(o))) == ["b", "a"]


def test_alternatives_and_blanks_are_unassigned() -> None:
    choice = obligation("Quý III/2026", lead=cast("a", "b", choice=True))
    blank = obligation("Quý III/2026", id_="p/2", lead=Cast())
    found = known(catalogue(plan(choice, blank)))
    assert [o.owner.id for o in found] == ["-", "-"]
    assert [o.owner.unassigned and o.owner.unassigned.code for o in found] == ["choice", "no-lead"]


def test_what_the_issuer_would_report_to_itself_is_unassigned() -> None:
    found = known(catalogue(plan(obligation("Quý III/2026", "ubnd"))))
    assert found[0].owner.unassigned and found[0].owner.unassigned.code == "owed-to-itself"


def test_the_compiler_owes_its_own_report_only() -> None:
    below = obligation("trước ngày 15/12 hằng năm", kind="report", lead=cast("all"))
    above = obligation("trước ngày 31/12 hằng năm", "focal", id_="p/2", kind="report", compiles=("p/1",))
    found = [(o.obligation.id, o.owner.id) for o in known(catalogue(plan(below, above)), date(2026, 12, 31))]
    assert found == [("p/1", "a"), ("p/1", "b"), ("p/1", "c"), ("p/2", "focal")]


MERGED = Succession("old", ("a",), date(2026, 3, 1), "merge", "Nghị quyết 190/2025/QH15")
SPLIT = Succession("old", ("a", "b"), date(2026, 3, 1), "split", "Nghị quyết 190/2025/QH15")
OLD = agency("old", until_on=date(2026, 2, 28))


def test_a_body_that_ceased_before_the_nominal_date_is_followed_by_its_heir() -> None:
    rules = catalogue(plan(obligation("Quý III/2026", "old")), directory=directory(OLD, successions=(MERGED,)))
    assert [(o.owner.id, o.state.status, o.state.heirs) for o in known(rules)] == [
        ("a", "open", ()), ("old", "transferred", ("a",)),
    ]  # fmt: skip


def test_a_split_needs_a_person_and_nobody_is_late() -> None:
    rules = catalogue(plan(obligation("Quý I/2026", "old")), directory=directory(OLD, successions=(SPLIT,)))
    (o,) = known(rules)
    assert o.owner.unassigned and o.owner.unassigned.code == "split"
    assert status(o, Ledger(first_seen={o.key: date(2026, 1, 6)}), TODAY) == "unassigned"


def test_one_split_body_among_a_group_leaves_the_others_owing() -> None:
    lead = Cast("Các sở; Sở cũ", (*cast("all").parties, Party("Sở cũ", "agency", "old")))
    o = obligation("trước ngày 15/12 hằng năm", kind="report", lead=lead)
    rules = catalogue(plan(o), directory=directory(OLD, successions=(SPLIT,)))
    assert owners(rules) == ["focal", "a", "b", "c", "-"]


def test_a_group_is_taken_as_it_stands_on_the_nominal_date() -> None:
    leaving = agency("c", until_on=date(2026, 12, 31))
    o = obligation("trước ngày 15/12 hằng năm", kind="report", lead=cast("all"), via=cast("focal"))
    rules = catalogue(plan(o), directory=directory(leaving))
    found = [(each.period, each.owner.id) for each in known(rules)]
    assert found == [("2026", "a"), ("2026", "b"), ("2026", "c"), ("2027", "a"), ("2027", "b")]


def test_a_focal_agency_that_ceased_is_followed_by_its_heir() -> None:
    rules = catalogue(
        plan(obligation("Quý III/2026", lead=Cast()), focal="old"), directory=directory(OLD, successions=(MERGED,))
    )
    assert rules.focal(rules.plans[0], date(2026, 2, 28)) == "old"
    assert rules.focal(rules.plans[0], date(2026, 3, 1)) == "a"
    assert rules.focal(replace(rules.plans[0], focal=""), TODAY) == ""


# assign fills what the print leaves open, and replaces what it does not


def test_assigning_an_open_task_makes_its_leads_joint_and_a_report_each_ones_own() -> None:
    acts = Acts()
    acts.write(ActKind.ASSIGN, TODAY, "p/1", "", "", agencies=("b", "a"))
    acts.write(ActKind.ASSIGN, TODAY, "p/2", "", "", agencies=("b", "a"))
    task = obligation("Quý III/2026", lead=Cast())
    report = obligation("trước ngày 15/12 hằng năm", id_="p/2", kind="report", lead=Cast())
    assert owners(catalogue(plan(task, report)), acts.journal()) == ["a+b", "b", "a"]


def test_assigning_what_one_split_body_left_open_keeps_the_others() -> None:
    lead = Cast("", (*cast("all").parties, Party("Sở cũ", "agency", "old")))
    o = obligation("trước ngày 15/12 hằng năm", kind="report", lead=lead)
    newcomer = agency("d", kind="board")
    rules = catalogue(plan(o), directory=directory(OLD, newcomer, successions=(SPLIT,)))
    acts = Acts()
    acts.write(ActKind.ASSIGN, TODAY, "p/1", "", "", agencies=("d", "a"))
    assert owners(rules, acts.journal()) == ["focal", "a", "b", "c", "d"]


def test_what_was_recorded_while_nobody_owed_it_stays_when_it_is_assigned() -> None:
    acts = Acts()
    acts.write(ActKind.DATE, TODAY, owner="-", until_on=date(2026, 9, 30))
    acts.write(ActKind.ASSIGN, TODAY, "p/1", "", "", agencies=("a",))
    (o,) = known(catalogue(plan(obligation("theo lộ trình", lead=Cast()))), journal=acts.journal())
    assert o.owner.id == "a"
    assert o.deadline and o.deadline.due_on == date(2026, 9, 30)


# which periods there are


@pytest.mark.parametrize("phrase", ["theo lộ trình", "thường xuyên", "hằng năm", "đột xuất", "2021-2020"])
def test_no_date_is_invented(phrase: str) -> None:
    (o,) = known(catalogue(plan(obligation(phrase))))
    assert o.deadline is None and o.period == "once"
    assert status(o, Ledger(), TODAY) == "undated"


def test_a_series_starts_after_its_plans_date() -> None:
    o = obligation("trước ngày 05/01 hằng năm", issued=ISSUED)
    assert min(e.deadline.due_on for e in known(catalogue(plan(o))) if e.deadline) == date(2027, 1, 5)


def test_a_single_date_that_had_passed_when_the_plan_was_issued_is_a_date_all_the_same() -> None:
    (o,) = known(catalogue(plan(obligation("năm 2024"))))
    assert o.deadline and o.deadline.due_on == date(2024, 12, 31)
    assert status(o, Ledger(), TODAY) == "backlog"


def test_the_first_period_is_known_however_far_it_lies() -> None:
    o = obligation("trước ngày 15/12 hằng năm")
    found = known(catalogue(plan(o)), to_on=date(2026, 2, 1))
    assert [(each.period, each.first) for each in found] == [("2026", True)]


def test_a_period_that_acts_speak_of_is_known_however_far_it_lies() -> None:
    acts = Acts()
    acts.write(ActKind.EXTEND, date(2026, 12, 10), period="2026", until_on=date(2027, 6, 30))
    acts.write(ActKind.WAIVE, date(2026, 12, 10), period="2030")
    found = known(catalogue(plan(obligation("trước ngày 15/12 hằng năm"))), date(2026, 12, 31), acts.journal())
    assert [each.period for each in found] == ["2026", "2030"]
    assert found[0].deadline and found[0].deadline.due_on == date(2027, 6, 30)


def test_rows_hold_from_and_until_their_days() -> None:
    o = obligation("trước ngày 15/12 hằng năm", from_on=date(2027, 1, 1), until_on=date(2028, 12, 31))
    assert [each.period for each in known(catalogue(plan(o)), date(2031, 1, 1))] == ["2027", "2028"]
    gone = obligation("thường xuyên", until_on=date(2026, 5, 31))
    coming = obligation("thường xuyên", id_="p/2", from_on=date(2026, 7, 1))
    assert known(catalogue(plan(gone, coming))) == []
    assert known(catalogue(plan(obligation("thường xuyên"), until_on=date(2026, 5, 31)))) == []


def test_a_term_begins_when_its_event_is_entered() -> None:
    o = obligation("trong 10 ngày kể từ ngày quyết định được ban hành")
    rules, acts = catalogue(plan(o)), Acts()
    assert known(rules)[0].deadline is None
    acts.write(ActKind.EVENT, date(2026, 2, 6), "p/1", "", "", until_on=date(2026, 2, 6))
    book = Occurrences(rules, acts.journal())
    (found,) = book.known(TODAY, TODAY)
    assert found.deadline and found.deadline.due_on == date(2026, 2, 23), "Tết: BLDS 148.5"
    why = book.given(found)
    assert why and why.code == "term" and why["law"] == ("term",)


def test_between_goes_by_the_date_as_extended() -> None:
    acts = Acts()
    acts.write(ActKind.EXTEND, date(2026, 12, 10), period="2026", until_on=date(2027, 3, 31))
    book = Occurrences(catalogue(plan(obligation("trước ngày 15/12 hằng năm"))), acts.journal())
    assert [o.period for o in book.between(date(2026, 12, 1), date(2026, 12, 31), TODAY)] == []
    assert [o.period for o in book.between(date(2027, 3, 1), date(2027, 12, 31), TODAY)] == ["2026", "2027"]


def test_the_far_ends_of_time_do_not_stop_anyone() -> None:
    far = obligation("chậm nhất ngày 31/12/2099")
    yearly = obligation("chậm nhất ngày 31/12 hằng năm", id_="p/2")
    book = Occurrences(catalogue(plan(far, yearly)), Journal())
    assert sum(1 for _ in book.between(date(2090, 1, 1), date.max, TODAY)) == 11


@pytest.mark.parametrize("phrase", ["trước ngày 15/12 hằng năm", "chậm nhất ngày 15/12/2026", "trước ngày 16/12/2026"])
def test_the_deadline_by_what_is_printed_and_by_a_date_that_is_given(phrase: str) -> None:
    rules = catalogue(plan(obligation(phrase)))
    book = Occurrences(rules, Journal())
    for o in book.known(date(2027, 12, 31), TODAY):
        dated = book.dated(o)
        assert dated(None) == o.deadline
        given = dated(date(2026, 12, 22))
        assert given and (given.due_on, given.last_on) == (date(2026, 12, 22), date(2026, 12, 22))


def test_what_has_no_date_has_none_until_its_event_or_a_date_is_entered() -> None:
    o = obligation("trong 10 ngày kể từ ngày quyết định được ban hành")
    rules, acts = catalogue(plan(o)), Acts()
    (waits,) = known(rules)
    assert Occurrences(rules, Journal()).dated(waits)(None) is None
    acts.write("event", date(2026, 5, 4), period="", owner="", until_on=date(2026, 5, 4))
    book = Occurrences(rules, acts.journal())
    (entered,) = book.known(TODAY, TODAY)
    assert entered.deadline
    assert book.dated(entered)(None) == entered.deadline


@pytest.mark.parametrize(
    ("phrase", "kind", "code"),
    [
        ("chậm nhất ngày 15/12/2026", ActKind.EXTEND, "extended"), ("chậm nhất ngày 15/12/2026", ActKind.DATE, "dated"),
        ("thường xuyên", ActKind.DATE, "dated"), ("chậm nhất ngày 15/12/2026", None, None),
        ("thường xuyên", None, None),
    ],
)  # fmt: skip
def test_a_date_that_no_document_prints_says_who_gave_it(phrase: str, kind: ActKind | None, code: str | None) -> None:
    acts = Acts()
    if kind:
        acts.write("extend", date(2026, 5, 4), until_on=date(2027, 3, 31), document="1/UBND")
        acts.write(kind, date(2026, 5, 5), until_on=date(2027, 3, 31), document="2/UBND")
        gone = acts.write("extend", date(2026, 5, 6), until_on=date(2027, 6, 30), document="3/UBND")
        acts.write("undo", date(2026, 5, 7), undoes=gone.id)
        acts.write("silence", date(2026, 5, 8), until_on=date(2027, 3, 31), document="4/UBND")
    book = Occurrences(catalogue(plan(obligation(phrase))), acts.journal())
    (found,) = book.known(TODAY, TODAY)
    why = book.given(found)
    assert (why.code if why else None) == code
    if why:
        said = (why["due_on"], why["on"], why["document"], why["by"])
        assert said == (date(2027, 3, 31), date(2026, 5, 5), "2/UBND", "officer")


@pytest.mark.parametrize(
    ("phrase", "unit", "law", "due_on"),
    [
        (
            "trong 10 ngày kể từ ngày quyết định được ban hành", "day", ("term",),
            date(2026, 5, 14),
        ),
        ("trong 10 ngày làm việc kể từ ngày quyết định được ban hành", "working_day", (), date(2026, 5, 18)),
    ],
)  # fmt: skip
def test_where_the_date_of_a_term_comes_from(phrase: str, unit: str, law: tuple[str, ...], due_on: date) -> None:
    acts, o = Acts(), obligation(phrase)
    acts.write("event", date(2026, 5, 5), period="", owner="", until_on=date(2026, 5, 4))
    book = Occurrences(catalogue(plan(o)), acts.journal())
    (found,) = book.known(TODAY, TODAY)
    assert o.reading.relative
    assert book.given(found) == because(
        "term", n=10, unit=unit, event=o.reading.relative.event, event_on=date(2026, 5, 4), due_on=due_on, law=law
    )
    assert o.reading.relative.event == "ngày quyết định được ban hành"


def test_where_a_date_that_was_given_comes_from_to_the_letter() -> None:
    acts = Acts()
    acts.write("extend", date(2026, 5, 4), until_on=date(2027, 3, 31), document="1/UBND")
    book = Occurrences(catalogue(plan(obligation("chậm nhất ngày 15/12/2026"))), acts.journal())
    (found,) = book.known(TODAY, TODAY)
    assert book.given(found) == because(
        "extended", due_on=date(2027, 3, 31), on=date(2026, 5, 4), document="1/UBND", by="officer"
    )
    (plain,) = known(catalogue(plan(obligation("chậm nhất ngày 15/12/2026"))))
    assert Occurrences(catalogue(plan(obligation("chậm nhất ngày 15/12/2026"))), Journal()).given(plain) is None
