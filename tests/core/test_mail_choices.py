"""How agencies chose to be mailed: a list a week comes early, never late; what is owed is never left."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reminder.core.act_kinds import ActKind
from reminder.core.evaluate import Evaluation, Ledger, evaluate
from reminder.core.journal import CHOSEN
from reminder.core.mail_choices import CHOICES, INFORMS, USUAL, MailChoice, after, choices, week_of
from reminder.core.mail_grouping import mails
from reminder.core.notice import Notice
from reminder.core.recipients import addressee
from reminder.core.told_instead import Reach
from reminder.core.working_calendar import LAST
from tests.core.made import Acts, cast, catalogue, obligation, plan, recorded, rule, shipped, step
from tests.core.telling import codes, told

WEEKLY, LEFT = MailChoice(weekly=True), MailChoice(left=True)
DUE = obligation("chậm nhất ngày 17/12/2026", "a", coordinators=cast("b"))  # a Thursday
STEPS = (
    step("first", "issued", template="first"), step("overview", "monthly", "coordinator", template="overview"),
    step("d10", "-10wd"), step("d3", "-3wd"), step("d1", "-1wd"), step("d0", "0", template="today"),
    step("rollcall", "-1wd", "compiler", template="rollcall"), step("overdue", "+1wd", template="overdue"),
)  # fmt: skip
ONE = catalogue(plan(DUE), rules=(rule(*STEPS),))


def by(choices_: Mapping[str, MailChoice]) -> Ledger:
    return Ledger(choices=choices_)


def test_what_was_chosen_last_holds() -> None:
    acts = Acts()
    for kind, agency in (("weekly", "a"), ("leave", "a"), ("leave", "b"), ("daily", "a"), ("rejoin", "b")):
        acts.write(kind, date(2026, 12, 1), CHOSEN, "", agency)
    acts.write("submit", date(2026, 12, 1))
    assert choices(acts.written) == {"a": LEFT}
    assert choices(acts.written[:3]) == {"a": MailChoice(True, True), "b": LEFT}
    assert [after(USUAL, kind) for kind in CHOICES] == [WEEKLY, USUAL, LEFT, USUAL]
    assert MailChoice(True, True).made == (ActKind.WEEKLY, ActKind.LEAVE) and USUAL.made == ()


def test_a_weekly_list_comes_on_the_first_working_day_of_the_week() -> None:
    done = evaluate(ONE, by({"a": WEEKLY}), date(2026, 11, 30), date(2026, 12, 31))
    assert [line for line in told(done) if line.endswith(" a")] == [
        "30/11 d10#1 a", "14/12 d1#1 a", "17/12 d0#1 a", "18/12 overdue#1 a",
    ]  # fmt: skip
    d1 = next(n for n in done.notices if n.rung.step.id == "d1")
    assert dict(d1.reason.facts) | {"code": d1.reason.code} == {
        "code": "step-listed", "step": "d1", "at": "-1wd", "planned_on": date(2026, 12, 14),
        "own_on": date(2026, 12, 16),
    }  # fmt: skip
    assert [(n.rung.step.id, n.by) for n in done.superseded if n.recipient == "a"][-1] == ("d3", "d1")


def test_ticking_every_day_tells_what_the_list_foresaw() -> None:
    first, last, ledger, found = date(2026, 11, 30), date(2026, 12, 31), by({"a": WEEKLY}), list[str]()
    for n in range((last - first).days + 1):
        on = first + timedelta(n)
        if ONE.calendar.works(on):
            done = evaluate(ONE, ledger, on)
            found += told(done)
            ledger = recorded(ledger, done, on)
    assert found == told(evaluate(ONE, by({"a": WEEKLY}), first, last))


def test_whoever_left_the_overview_is_told_what_it_owes_and_its_silence_is_explained() -> None:
    usual = told(evaluate(ONE, Ledger(), date(2026, 11, 2), date(2026, 12, 31)))
    left = evaluate(ONE, by({"b": LEFT}), date(2026, 11, 2), date(2026, 12, 31))
    assert [line for line in usual if "overview" not in line] == told(left)
    assert "overview-left" in codes(left)
    assert told(evaluate(ONE, by({"a": LEFT}), date(2026, 11, 2), date(2026, 12, 31))) == usual


def test_how_far_is_planned() -> None:
    assert week_of(date(2026, 12, 14)) == week_of(date(2026, 12, 20)) == date(2026, 12, 20)
    assert week_of(LAST) == LAST


def keyed(notices: Iterable[Notice]) -> dict[str, date]:
    return {n.key: n.send_on for n in notices}


def told_of(notices: Iterable[Notice]) -> dict[tuple[str, str], list[date]]:
    found = defaultdict[tuple[str, str], list[date]](list)
    for n in notices:
        found[n.occurrence.key, addressee(n.recipient, n.role)].append(n.send_on)
    return found


def laws(usual: Evaluation, chosen: Evaluation, chose: Mapping[str, MailChoice]) -> None:
    """Whatever agencies choose: what is due, late, decided or rolled is told to the same on the same day; of what lies
    ahead each is told in the same week and no later; nobody who owes is left out; for nobody else anything differs."""
    before, now = keyed(usual.notices), keyed(chosen.notices)
    days = told_of(chosen.notices)
    for n in usual.notices:
        choice = chose.get(n.recipient, USUAL)
        if n.template == INFORMS:
            assert (n.key in now) != choice.left
        elif n.template in ("coming", "checkpoint", "review", "unassigned") and choice.weekly:
            monday = n.send_on - timedelta(n.send_on.weekday())
            who = n.occurrence.key, addressee(n.recipient, n.role)
            assert any(monday <= on <= n.send_on for on in days[who]), n.key
        else:
            assert now.get(n.key) == n.send_on, n.key
    for n in chosen.notices:
        assert n.key not in before or n.send_on <= before[n.key]
        assert chose.get(n.recipient, USUAL) != USUAL or n.key in before
    owed = {(n.occurrence.key, n.recipient) for n in usual.notices if n.role in ("owner", "head")}
    assert owed == {(n.occurrence.key, n.recipient) for n in chosen.notices if n.role in ("owner", "head")}


KNOWN = shipped()
AGENCIES = sorted(a.id for register in KNOWN.directory.registers for a in register.agencies)
YEARS = {
    year: evaluate(KNOWN, Ledger(), KNOWN.calendar.on_or_after(date(year, 1, 1)), date(year, 12, 31))
    for year in (2018, 2026)
}


@pytest.mark.parametrize("year", YEARS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(AGENCIES), st.builds(MailChoice, st.booleans(), st.booleans())))
def test_with_any_choices_each_duty_is_told_in_time_and_none_is_left(year: int, chose: dict[str, MailChoice]) -> None:
    first = KNOWN.calendar.on_or_after(date(year, 1, 1))
    laws(YEARS[year], evaluate(KNOWN, by(chose), first, date(year, 12, 31)), chose)


@pytest.mark.parametrize("year", YEARS)
def test_with_all_choices_too_and_mails_are_fewer(year: int) -> None:
    chose = dict.fromkeys(AGENCIES, MailChoice(True, True))
    chosen = evaluate(KNOWN, by(chose), KNOWN.calendar.on_or_after(date(year, 1, 1)), date(year, 12, 31))
    laws(YEARS[year], chosen, chose)
    reach = Reach(KNOWN.directory, "op@x.example")
    assert len(mails(chosen.notices, reach).mails) < len(mails(YEARS[year].notices, reach).mails)


@pytest.mark.parametrize("change", range(20))
def test_a_change_in_the_midst_leaves_nobody_untold(change: int) -> None:
    """Between one way and the other, either direction: each week in which single mails tell it, it hears of it."""
    first, last = date(2026, 11, 30), date(2026, 12, 31)
    usual = told_of(evaluate(ONE, Ledger(), first, last).notices)
    for begins, ends in ((USUAL, WEEKLY), (WEEKLY, USUAL)):
        ledger, found = Ledger(), list[Notice]()
        for n in range((last - first).days + 1):
            on = first + timedelta(n)
            choice = begins if n < change else ends
            ledger = Ledger(ledger.journal, ledger.first_seen, ledger.emitted, {"a": choice})
            if ONE.calendar.works(on):
                done = evaluate(ONE, ledger, on)
                found += done.notices
                ledger = recorded(ledger, done, on)
        days = told_of(found)
        for who, on_days in usual.items():
            for on in on_days:
                assert any(on - timedelta(on.weekday()) <= d <= on for d in days[who]), (change, begins, who, on)
        assert {"today", "overdue"} <= {n.template for n in found}
