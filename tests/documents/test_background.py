"""Which time in a sentence is no deadline: each rule by itself, and none that is not needed."""

import pytest

from reminder.documents.narrative import background
from reminder.documents.narrative.background import RULES, Rule
from tests.documents.test_accounting import told

NUMBERED = [pytest.param(n, rule, id=f"{n}-{rule.kind}") for n, rule in enumerate(RULES)]


def kinds(sentence: str) -> list[str]:
    return [one.why for one in told(*sentence.split("\n")).printed if one.where == "background"]


@pytest.mark.parametrize(("n", "rule"), NUMBERED)
def test_each_rule_names_its_example_and_no_other_does(n: int, rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    with_it = kinds(rule.like)
    assert rule.kind in with_it
    monkeypatch.setattr(background, "RULES", (*RULES[:n], *RULES[n + 1 :]))
    assert kinds(rule.like) != with_it


def test_a_limit_beside_its_data_period_is_a_duty() -> None:
    words = "trước ngày 20/6 hằng năm, số liệu tính từ ngày 15/12 năm trước đến ngày 14/6"
    (duty,) = told(f"1. Sở Xây dựng báo cáo UBND tỉnh {words}.").duties
    assert (duty.owed_by_raw, duty.schedule_raw) == ("Sở Xây dựng", words)
