"""Which rule takes what, and which one holds on which day."""

from datetime import date, timedelta

import pytest

from reminder.core.catalogue import Catalogue, Obligation, Rule, Select
from reminder.core.ladder import DEFAULT, Timetable, specificity, takes
from tests.core.made import ISSUED, catalogue, obligation, plan, rule

REPORT = obligation("trước ngày 15/12 hằng năm", kind="report", tags=("env",))


def of(*rules: Rule) -> Catalogue:
    return catalogue(plan(REPORT), rules=rules)


def rule_for(rules: Catalogue, o: Obligation, on: date) -> Rule:
    return Timetable(rules).rule(o, on)


def test_the_most_specific_rule_holds_and_of_equals_the_first() -> None:
    any_, kind = Rule("any", Select(), ()), Rule("kind", Select(kind="report"), ())
    tag, one = Rule("tag", Select(tags=("env",)), ()), Rule("one", Select(obligations=("p/1",)), ())
    other = Rule("other", Select(obligations=("p/9",)), ())
    assert rule_for(of(any_, kind, tag, one, other), REPORT, ISSUED) is one
    assert rule_for(of(any_, kind, tag, other), REPORT, ISSUED) is tag
    assert rule_for(of(any_, kind, other), REPORT, ISSUED) is kind
    assert rule_for(of(Rule("b", Select(), ()), any_), REPORT, ISSUED) == Rule("b", Select(), ())
    assert rule_for(of(other), REPORT, ISSUED) is DEFAULT


def test_a_rule_holds_on_its_days_only() -> None:
    old = rule(id_="old", until_on=date(2026, 6, 30))
    new = rule(id_="new", from_on=date(2026, 7, 1))
    assert rule_for(of(old, new), REPORT, date(2026, 6, 30)) is old
    assert rule_for(of(old, new), REPORT, date(2026, 7, 1)) is new
    found = [(s.first, s.rule.id) for s in Timetable(of(old, new)).of(REPORT)]
    assert found == [(date.min, "old"), (date(2026, 7, 1), "new")]


SELECTS = (
    Select(), Select(kind="report"), Select(min_months=3), Select(groups=("all",)), Select(tags=("env",)),
    Select(plans=("p",)), Select(obligations=("p/1",)),
)  # fmt: skip


def test_what_outranks_what() -> None:
    ranks = [specificity(select) for select in SELECTS]
    assert ranks == sorted(set(ranks))
    assert specificity(Select(max_months=3)) == specificity(Select(min_months=3))
    assert specificity(Select(tags=("a",), kind="task")) > specificity(Select(tags=("a",)))
    assert specificity(Select(tags=("a", "b"))) == specificity(Select(tags=("a",)))


EVERY = "report fixed quarter undated"


@pytest.mark.parametrize(
    ("select", "taken"),
    [
        (Select(), EVERY), (Select(kind="report"), "report"), (Select(kind="task"), "fixed quarter undated"),
        (Select(plans=("p",)), EVERY), (Select(plans=("q",)), ""), (Select(plans=("q", "p")), EVERY),
        (Select(obligations=("p/1", "p/9")), "report"), (Select(tags=("x", "env")), "report"),
        (Select(tags=("x",)), ""), (Select(groups=("all", "y")), "undated"), (Select(groups=("a",)), ""),
        (Select(min_months=3), "fixed quarter"), (Select(min_months=4), "fixed"), (Select(min_months=12), "fixed"),
        (Select(min_months=13), ""), (Select(max_months=12), "fixed quarter"), (Select(max_months=11), "quarter"),
        (Select(max_months=2), ""), (Select(min_months=4, max_months=12), "fixed"),
        (Select(kind="report", tags=("x",)), ""), (Select(kind="report", plans=("q",)), ""),
        (Select(kind="report", min_months=1), ""),
    ],
)  # fmt: skip
def test_what_a_rule_takes(select: Select, taken: str) -> None:
    """What prints no beginning is as long as from its plan's date on."""
    rows = {
        "report": REPORT, "fixed": obligation("chậm nhất ngày 15/12/2026", id_="p/4"),
        "quarter": obligation("Quý IV/2026", id_="p/2"), "undated": obligation("thường xuyên", "all", id_="p/3"),
    }  # fmt: skip
    rules = catalogue(plan(*rows.values()))
    assert [name for name, row in rows.items() if takes(select, rules, row)] == taken.split()


def test_rules_turn_on_the_day_they_begin_and_the_day_behind_their_end() -> None:
    one = rule(from_on=date(2026, 3, 1), until_on=date(2026, 6, 30))
    first, last = date(2026, 3, 1), date(2026, 6, 30)
    assert list(Timetable(of(one)).of(REPORT)) == [
        (date.min, first - timedelta(1), DEFAULT), (first, last, one), (last + timedelta(1), date.max, DEFAULT),
    ]  # fmt: skip
