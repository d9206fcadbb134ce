"""When each rung stands."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import Obligation, Rule, Select, Step
from reminder.core.journal import Journal
from reminder.core.ladder import DEFAULT, RESTARTED, Rung, Stretch, alike, horizon, months, reach, rungs, steps_of
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.core.offsets import parse_offset
from reminder.directory.agency import Cast
from tests.core.made import ISSUED, Acts, catalogue, obligation, plan, rule, step, vietnam

UNTIL = date(2035, 12, 31)


def stands(o: Obligation, *steps: Step, journal: Journal | None = None, until: date = UNTIL) -> list[tuple[str, str]]:
    rules = catalogue(plan(o), rules=(rule(*steps),))
    (occurrence,) = Occurrences(rules, journal or Journal()).known(until, ISSUED)
    plan_, restarted_on = [Stretch(date.min, date.max, rules.rules[0])], occurrence.state.restarted_on
    began = vietnam().on_or_after(restarted_on) if restarted_on else None
    found = rungs(occurrence, plan_, vietnam(), until, began)
    return [(rung.name, f"{rung.on:%d/%m/%Y}") for rung in found]


DUE = obligation("chậm nhất ngày 15/12/2026")


@pytest.mark.parametrize(
    "at, on",
    [
        ("0", "15/12/2026"),
        ("-1wd", "14/12/2026"),
        ("-10wd", "01/12/2026"),
        ("-15wd", "23/11/2026"),  # 24/11 is off
        ("-15d", "30/11/2026"),
        ("-2d", "11/12/2026"),  # a Sunday: an earlier working day
        ("-21d", "23/11/2026"),  # 24/11 again
        ("+1wd", "16/12/2026"),
        ("+1d", "16/12/2026"),
        ("+3wd", "18/12/2026"),
        ("+4d", "21/12/2026"),  # a Saturday: a later working day
        ("+13wd", "04/01/2027"),  # over New Year's Day
    ],
)
def test_offsets_round_an_ordinary_due_date(at: str, on: str) -> None:
    assert stands(DUE, step("s", at)) == [("s#1", on)]


def test_offsets_round_a_due_date_on_a_saturday() -> None:
    o = obligation("trước ngày 15/12/2029")
    steps = [step("d1", "-1wd"), step("d0", "0"), step("late", "+1wd")]
    assert stands(o, *steps) == [("d1#1", "13/12/2029"), ("d0#1", "14/12/2029"), ("late#1", "18/12/2029")]


def test_repeats_count_and_end() -> None:
    assert stands(DUE, step("w", "+1wd", every=("5wd",), until="+11wd")) == [
        ("w#1", "16/12/2026"), ("w#2", "23/12/2026"), ("w#3", "30/12/2026"),
    ]  # fmt: skip


def test_gaps_may_grow_and_the_last_one_goes_on() -> None:
    grown = stands(DUE, step("w", "+1wd", every=("1wd", "2wd", "5wd"), until="+20wd"))
    assert [on for _, on in grown] == [
        "16/12/2026", "17/12/2026", "21/12/2026", "28/12/2026", "05/01/2027", "12/01/2027",
    ]  # fmt: skip


def test_nothing_follows_the_target_of_what_nobody_owes() -> None:
    blank = obligation("chậm nhất ngày 15/12/2026", lead=Cast())
    assert stands(blank, step("d0", "0"), step("late", "+1wd")) == [("d0#1", "15/12/2026")]


def test_one_that_wants_a_date_is_told_so_and_is_never_late() -> None:
    acts = Acts()
    acts.write(ActKind.SUSPEND, date(2026, 12, 1))
    acts.write(ActKind.RESUME, date(2026, 12, 20))
    steps = [step("d0", "0"), step("late", "+1wd")]
    assert stands(DUE, *steps, journal=acts.journal()) == [("resumed#1", "21/12/2026")]


def test_checkpoints_stand_each_year_inside_a_long_timeframe() -> None:
    o = obligation("2026 - 2028")
    assert stands(o, step("c", "checkpoint 15/11"), step("r", "review 15/11")) == [
        ("c#2026", "13/11/2026"), ("c#2027", "15/11/2027"), ("c#2028", "15/11/2028"),
    ]  # fmt: skip


def test_a_task_within_a_year_has_no_checkpoint() -> None:
    assert stands(obligation("Quý IV/2026"), step("c", "checkpoint 15/11")) == []


def test_a_series_has_no_checkpoint_however_old_it_is() -> None:
    yearly = catalogue(plan(obligation("chậm nhất ngày 31/12 hằng năm")), rules=(rule(step("c", "checkpoint 15/11")),))
    for occurrence in Occurrences(yearly, Journal()).known(UNTIL, ISSUED):
        assert rungs(occurrence, [Stretch(date.min, date.max, yearly.rules[0])], vietnam(), UNTIL, None) == []


def test_reviews_stand_each_year_for_what_has_no_end() -> None:
    found = stands(obligation("thường xuyên"), step("r", "review 15/11"), until=date(2027, 12, 31))
    assert found == [("r#2026", "13/11/2026"), ("r#2027", "15/11/2027")]


def test_a_report_has_neither() -> None:
    o = obligation("hằng năm", kind="report")
    assert stands(o, step("r", "review 15/11"), step("c", "checkpoint 15/11")) == []


def test_the_plan_is_announced_once_and_a_new_ladder_is_not_news() -> None:
    assert stands(DUE, step("n", "issued")) == [("n#1", "05/01/2026")]
    acts = Acts()
    acts.write(ActKind.EXTEND, date(2026, 12, 10), until_on=date(2026, 12, 31))
    steps = [step("n", "issued"), step("x", "restart extend"), step("r", "restart return")]
    assert stands(DUE, *steps, journal=acts.journal()) == [("x#1", "10/12/2026")]


def test_the_built_in_ladder_reaches_everyone_there_is() -> None:
    told = {role for s in DEFAULT.ladder for role in s.to}
    assert told == {"owner", "head", "focal", "superior"}
    assert len({s.id for s in DEFAULT.ladder}) == len(DEFAULT.ladder)


def test_months_are_counted_with_those_begun() -> None:
    assert months(date(2026, 1, 31), date(2026, 1, 1)) == 1
    assert months(date(2026, 12, 31), date(2027, 1, 1)) == 2
    assert months(date(2025, 3, 1), date(2027, 2, 28)) == 24


def test_how_far_ahead_a_ladder_reaches() -> None:
    """Working days count twice, for weekends and holidays; a month is added; the built-in ladder holds as well."""
    day = timedelta(1)
    for at, days in (("+90wd", 51), ("-20d", 51), ("-21d", 52), ("-60d", 91), ("-11wd", 53), ("issued", 51)):
        assert reach([rule(step("s", at))]) == days * day
    assert reach([rule(step("s", "-60d"), step("t", "-40wd")), rule(step("u", "-1d"))]) == 111 * day
    assert horizon([], ISSUED) == ISSUED + 400 * day
    assert horizon([rule(step("s", "-200wd"))], ISSUED) == ISSUED + 431 * day


def test_where_no_file_has_a_ladder_one_is_built_in() -> None:
    assert [(s.id, s.to, s.template, s.urgency) for s in DEFAULT.ladder] == [
        ("first", ("owner",), "first", "normal"), ("review", ("owner",), "review", "normal"),
        ("d10", ("owner",), "coming", "normal"), ("d5", ("owner",), "coming", "normal"),
        ("d1", ("owner",), "coming", "high"), ("d0", ("owner",), "today", "high"),
        ("overdue", ("owner",), "overdue", "high"), ("head", ("head", "focal"), "escalation", "high"),
        ("superior", ("superior",), "escalation", "high"), ("still-overdue", ("owner",), "overdue", "normal"),
    ]  # fmt: skip
    assert DEFAULT.ladder[-1].every == (parse_offset("+5wd"),)
    assert DEFAULT.ladder[-1].until == parse_offset("+60wd")


# what one ladder is worked out for

LONG = obligation("chậm nhất ngày 15/12/2029")
BEGAN = date(2026, 6, 1)


def one_of(o: Obligation) -> Occurrence:
    (found,) = Occurrences(catalogue(plan(o)), Journal()).known(UNTIL, ISSUED)
    return found


MADE = one_of(LONG)
SERIES = obligation("trước ngày 15/12 hằng năm").reading
OTHERS: dict[str, Callable[[Occurrence], Occurrence]] = {
    "itself": lambda o: o,
    "another date": lambda o: o._replace(deadline=one_of(obligation("trước ngày 20/12/2029")).deadline),
    "no date": lambda o: o._replace(deadline=None),
    "a date is wanted": lambda o: o._replace(state=replace(o.state, wanted_on=BEGAN)),
    "nobody owes it": lambda o: o._replace(owner=one_of(obligation("Quý III/2026", lead=Cast())).owner),
    "another owes it": lambda o: o._replace(owner=one_of(obligation("Quý III/2026", "b")).owner),
    "a later period": lambda o: o._replace(first=False),
    "a second ladder": lambda o: o._replace(state=replace(o.state, revision=2)),
    "sent back": lambda o: o._replace(state=replace(o.state, restart=ActKind.RETURN, restarted_by=3)),
    "taken back": lambda o: o._replace(state=replace(o.state, restart=ActKind.UNDO, restarted_by=4)),
    "taken back again": lambda o: o._replace(state=replace(o.state, restart=ActKind.UNDO, restarted_by=5)),
    "a later plan": lambda o: o._replace(plan=replace(o.plan, issued_on=date(2028, 3, 1))),
    "a plan in force later": lambda o: o._replace(plan=replace(o.plan, from_on=date(2026, 2, 3))),
    "a row in force later": lambda o: o._replace(obligation=replace(o.obligation, from_on=date(2026, 2, 4))),
    "work begins later": lambda o: o._replace(
        obligation=replace(o.obligation, reading=replace(o.obligation.reading, start=date(2027, 12, 1)))
    ),
    "a report": lambda o: o._replace(obligation=replace(o.obligation, kind="report")),
    "a series": lambda o: o._replace(obligation=replace(o.obligation, reading=SERIES)),
}
BARE = rule(step("d5", "-5wd"), id_="bare")


@pytest.mark.parametrize(
    "steps",
    [
        (step("first", "issued"),), (step("check", "checkpoint 15/11"),), (step("review", "review 15/11"),),
        (step("d1", "-1wd"), step("late", "+1wd")), (step("back", "restart return"),), DEFAULT.ladder,
    ],
    ids=lambda steps: "+".join(s.id for s in steps),
)  # fmt: skip
@pytest.mark.parametrize("turn", ["one rule", "behind a bare one", "before a bare one"])
def test_those_taken_for_alike_are_told_on_the_same_days(steps: tuple[Step, ...], turn: str) -> None:
    """One ladder serves all that are alike: whatever moves a rung of one must tell it from the others."""
    whole, year = rule(*steps), date(2026, 1, 1)
    parts = {
        "one rule": (Stretch(date.min, date.max, whole),),
        "behind a bare one": (Stretch(date.min, year, BARE), Stretch(year + timedelta(1), date.max, whole)),
        "before a bare one": (Stretch(date.min, date(2028, 12, 31), whole), Stretch(date(2029, 1, 1), date.max, BARE)),
    }[turn]
    both = {"dated": MADE, "undated": MADE._replace(deadline=None)}
    made = {(base, name): other(o) for base, o in both.items() for name, other in OTHERS.items()}
    kinds, days = {}, {}
    for name, o in made.items():
        began = BEGAN if o.state.restart else None
        kinds[name], days[name] = alike(o, parts, began), rungs(o, parts, vietnam(), UNTIL, began)
    for one, other in combinations(made, 2):
        assert kinds[one] != kinds[other] or days[one] == days[other], f"{one} and {other}"
    assert kinds["dated", "itself"] == kinds["dated", "another owes it"], "worked out once for all who owe the same"


def test_the_built_in_ladder_and_how_a_new_one_is_told_to_the_letter() -> None:
    assert (DEFAULT.id, DEFAULT.select, DEFAULT.from_on, DEFAULT.until_on) == ("built-in", Select(), None, None)
    assert [str(s.at) for s in DEFAULT.ladder] == [
        "issued", "review 15/11", "-10wd", "-5wd", "-1wd", "0", "+1wd", "+3wd", "+7wd", "+12wd",
    ]  # fmt: skip
    assert not any(s.every or s.until or s.mailboxes or s.single for s in DEFAULT.ladder[:-1])
    assert {act.value: (s.id, str(s.at), s.to, s.template, s.urgency) for act, s in RESTARTED.items()} == {
        "return": ("returned", "restart return", ("owner",), "returned", "normal"),
        "extend": ("extended", "restart extend", ("owner",), "extended", "normal"),
        "resume": ("resumed", "restart resume", ("owner",), "restarted", "normal"),
        "adopt": ("adopted", "restart adopt", ("owner",), "restarted", "normal"),
        "date": ("dated", "restart date", ("owner",), "restarted", "normal"),
        "event": ("event", "restart event", ("owner",), "restarted", "normal"),
        "undo": ("undone", "restart undo", ("owner",), "restarted", "normal"),
    }


@pytest.mark.parametrize(
    ("of", "name", "shown"),
    [
        (step("d5", "-5wd"), "d5#2", "d5"), (step("w", "+1wd", every=("5wd",)), "w#2", "w#2"),
        (step("c", "checkpoint 15/11"), "c#2", "c#2"), (step("r", "review 1/3"), "r#2", "r#2"),
        (step("n", "issued"), "n#2", "n"), (step("x", "restart extend"), "x#2", "x"),
    ],
)  # fmt: skip
def test_the_name_of_a_rung_and_how_it_is_shown(of: Step, name: str, shown: str) -> None:
    made = Rung(of, 2, ISSUED)
    assert (made.name, made.shown) == (name, shown)


TELLS, OTHER, NOT_OWNER = (
    step("x", "restart extend"), step("y", "restart return"), step("z", "restart extend", "focal"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("steps", "restart", "begun", "added"),
    [
        ((), None, False, False), ((), "extend", False, True), ((), "extend", True, False),
        ((TELLS,), "extend", False, False), ((OTHER,), "extend", False, True), ((NOT_OWNER,), "extend", False, True),
        ((TELLS, OTHER), "return", False, False),
    ],
)  # fmt: skip
def test_who_owes_it_is_told_of_a_new_ladder_once(
    steps: tuple[Step, ...], restart: str | None, begun: bool, added: bool
) -> None:
    act = ActKind(restart) if restart else None
    state = replace(MADE.state, restart=act, begun_on=BEGAN if begun else None)
    found = steps_of(Rule("r", Select(), steps), MADE._replace(state=state))
    assert found == ((*steps, RESTARTED[act]) if added and act else steps)


@pytest.mark.parametrize(
    ("began", "days"),
    [
        (None, ["d1 14/12", "d0 15/12", "late 16/12", "head 18/12"]),
        (date(2026, 12, 15), ["d1 14/12", "d0 15/12", "late 16/12", "head 18/12"]),
        (date(2026, 12, 16), ["late 17/12", "head 21/12"]), (date(2026, 12, 21), ["late 22/12", "head 24/12"]),
    ],
)  # fmt: skip
def test_a_ladder_that_starts_again_behind_its_date_counts_from_then(began: date | None, days: list[str]) -> None:
    steps = (step("d1", "-1wd"), step("d0", "0"), step("late", "+1wd"), step("head", "+3wd"))
    state = replace(MADE.state, restart=ActKind.ADOPT, begun_on=None)
    o = one_of(DUE)._replace(state=state if began else MADE.state)
    found = rungs(o, [Stretch(date.min, date.max, rule(*steps))], vietnam(), UNTIL, began)
    assert [f"{r.step.id} {r.on:%d/%m}" for r in found if r.step.id != "adopted"] == days
    assert [r.on for r in found if r.step.id == "adopted"] == [began] * bool(began)


@pytest.mark.parametrize(
    ("phrase", "kind", "days"),
    [
        ("chậm nhất ngày 31/12/2026", "task", []), ("chậm nhất ngày 01/01/2027", "task", ["2026"]),
        ("chậm nhất ngày 13/11/2027", "task", ["2026"]), ("chậm nhất ngày 15/11/2027", "task", ["2026", "2027"]),
        ("chậm nhất ngày 15/11/2027", "report", []), ("thường xuyên", "task", []),
    ],
)  # fmt: skip
def test_checkpoints_up_to_the_last_day_of_what_takes_longer_than_a_year(
    phrase: str, kind: str, days: list[str]
) -> None:
    found = stands(obligation(phrase, kind=kind), step("c", "checkpoint 15/11"))
    assert [name.removeprefix("c#") for name, _ in found] == days


def test_each_rule_plans_its_own_days_and_no_other() -> None:
    steps = (step("d1", "-1wd"), step("d0", "0"), step("late", "+1wd"))
    for first, last, until, found in (
        (date.min, date.max, UNTIL, 3),
        (date(2026, 12, 14), date(2026, 12, 16), UNTIL, 3),
        (date(2026, 12, 15), date(2026, 12, 15), UNTIL, 1),
        (date.min, date.max, date(2026, 12, 15), 2),
        (date(2026, 12, 17), date.max, UNTIL, 0),
        (date.min, date(2026, 12, 13), UNTIL, 0),
    ):
        assert len(rungs(one_of(DUE), [Stretch(first, last, rule(*steps))], vietnam(), until, None)) == found
