"""What is told, to whom and why not (design 3.6–3.12), on the smallest office that shows it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from reminder.core import evaluate as evaluation
from reminder.core.act_kinds import ActKind
from reminder.core.evaluate import Emitted, Ledger, evaluate, status
from reminder.core.journal import Journal
from reminder.core.reason import because
from reminder.core.recipients import OPERATOR, addressee
from reminder.directory.agency import Cast, Succession
from tests.core.made import LADDER, Acts, Office, agency, cast, catalogue, directory, obligation, plan, rule, step
from tests.core.telling import DUE, START, codes, one, told


def test_the_whole_ladder_of_one_task_nobody_answers() -> None:
    done = evaluate(one(), Ledger(), date(2026, 1, 5), date(2027, 1, 20))
    assert told(done) == [
        "05/01 first#1 a", "01/12 d10#1 a", "08/12 d5#1 a", "14/12 d1#1 a", "15/12 d0#1 a", "16/12 overdue#1 a",
        "18/12 head#1 a", "18/12 head#1 focal", "24/12 superior#1 ubnd", "31/12 weekly#1 a", "08/01 weekly#2 a",
        "15/01 weekly#3 a",
    ]  # fmt: skip
    assert {n.role for n in done.notices if n.rung.step.id == "head"} == {"head", "focal"}


def test_ticking_every_day_tells_what_was_foreseen() -> None:
    foreseen = told(evaluate(one(), Ledger(), date(2026, 1, 5), date(2027, 1, 20)))
    office, found = Office(one()), list[str]()
    for n in range((date(2027, 1, 20) - date(2026, 1, 5)).days + 1):
        found += told(office.tick(date(2026, 1, 5) + timedelta(n)))
    assert found == foreseen


def test_a_second_tick_adds_nothing() -> None:
    office = Office(one())
    assert told(office.tick(date(2026, 12, 8))) == ["08/12 d5#1 a"]
    again = office.tick(date(2026, 12, 8))
    assert (again.notices, again.superseded) == ((), ())


def test_a_stoppage_gives_one_notice_and_records_what_it_replaced() -> None:
    office = Office(one())
    office.tick(date(2026, 12, 1))
    done = office.tick(date(2026, 12, 16))
    assert told(done) == ["16/12 overdue#1 a"]
    assert [(n.rung.step.id, n.by) for n in done.superseded] == [
        ("d5", "overdue"), ("d1", "overdue"), ("d0", "overdue"),
    ]  # fmt: skip


def test_an_unassigned_one_asks_the_focal_agency_and_chases_nobody() -> None:
    office = Office(one(obligation("chậm nhất ngày 15/12/2026", lead=Cast())))
    assert told(office.tick(date(2026, 12, 8))) == ["08/12 d5#1 focal"]
    done = office.tick(date(2027, 1, 20))
    assert {n.template for n in done.notices} == {"unassigned"}
    assert all(n.rung.on <= date(2026, 12, 15) for n in done.notices)


def test_without_a_focal_agency_the_operator_is_asked() -> None:
    rules = catalogue(plan(obligation("chậm nhất ngày 15/12/2026", lead=Cast()), focal=""))
    assert told(evaluate(rules, Ledger(), date(2026, 12, 8))) == [f"08/12 d5#1 {OPERATOR}"]


def test_an_escalation_level_held_by_the_late_agency_is_skipped() -> None:
    rules = one(obligation("chậm nhất ngày 15/12/2026", "focal"))
    done = evaluate(rules, Ledger(), date(2026, 12, 15), date(2026, 12, 24))
    assert told(done)[1:] == ["16/12 overdue#1 focal", "18/12 head#1 focal", "24/12 superior#1 ubnd"]


def test_an_escalation_goes_to_the_heir_of_a_superior_that_ceased() -> None:
    old = agency("office", superior="", until_on=date(2026, 6, 30))
    heir = Succession("office", ("ubnd",), date(2026, 7, 1), "one", "QĐ 1")
    rules = catalogue(plan(DUE), directory=directory(old, agency("a", superior="office"), successions=(heir,)))
    done = evaluate(rules, Ledger(), date(2026, 12, 15), date(2026, 12, 24))
    assert told(done)[-1] == "24/12 superior#1 ubnd"


def test_operator_and_fixed_addresses_are_told_as_the_step_says() -> None:
    steps = (step("d5", "-5wd", "owner", "operator", mailboxes=("chanhvp@ubnd.example",)),)
    done = evaluate(catalogue(plan(DUE), rules=(rule(*steps),)), Ledger(), date(2026, 12, 8))
    assert {n.recipient: n.role for n in done.notices} == {
        "a": "owner", OPERATOR: "operator", "chanhvp@ubnd.example": "superior",
    }  # fmt: skip


def test_an_agency_of_several_roles_is_told_in_its_strongest() -> None:
    o = obligation("chậm nhất ngày 15/12/2026", "a", coordinators=cast("a", "focal"))
    steps = (step("d5", "-5wd", "focal", "coordinator", "owner"),)
    done = evaluate(catalogue(plan(o), rules=(rule(*steps),)), Ledger(), date(2026, 12, 8))
    assert {n.recipient: n.role for n in done.notices} == {"a": "owner", "focal": "coordinator"}


def test_nothing_is_told_before_a_plan_is_in_force() -> None:
    rules = catalogue(plan(DUE, from_on=date(2026, 12, 12)))
    assert codes(evaluate(rules, Ledger(), date(2026, 12, 8))) == ["not-in-force"]
    done = evaluate(rules, Ledger(), date(2026, 12, 8), date(2026, 12, 15))
    assert told(done) == ["14/12 d1#1 a", "15/12 d0#1 a"]


def test_a_rule_that_ends_gives_way_to_the_next_on_its_day() -> None:
    old = rule(step("old5", "-5wd"), step("old1", "-1wd"), id_="old", until_on=date(2026, 12, 10))
    new = rule(step("new3", "-3wd"), step("new1", "-1wd"), id_="new", from_on=date(2026, 12, 11))
    rules = catalogue(plan(DUE), rules=(old, new))
    assert told(evaluate(rules, Ledger(), date(2026, 12, 1), date(2026, 12, 15))) == [
        "08/12 old5#1 a", "14/12 new1#1 a",
    ]  # fmt: skip


def test_between_two_rules_the_built_in_ladder_holds() -> None:
    rules = catalogue(plan(DUE), rules=(rule(id_="old", until_on=date(2026, 11, 30)),))
    done = evaluate(rules, Ledger(), date(2026, 12, 8))
    assert told(done) == ["08/12 d5#1 a"]


def test_a_renamed_step_is_not_told_again() -> None:
    office = Office(one())
    office.tick(date(2026, 12, 8))
    office.rules = catalogue(plan(DUE), rules=(rule(step("five", "-5wd"), step("d1", "-1wd")),))
    done = office.tick(date(2026, 12, 9))
    assert told(done) == [] and codes(done) == ["newer-told"]
    assert told(office.tick(date(2026, 12, 14))) == ["14/12 d1#1 a"]


def test_a_notice_cancelled_unsent_is_called_for_again_beside_what_it_replaced() -> None:
    rules = catalogue(plan(DUE), rules=(rule(step("lesser", "-5wd"), step("d5", "-5wd")),))
    office = Office(rules)
    office.tick(date(2026, 12, 8))
    kept = {at: tuple(e for e in found if not e.told) for at, found in office.ledger.emitted.items()}
    office.ledger = Ledger(Journal(), office.ledger.first_seen, kept)
    assert told(office.tick(date(2026, 12, 8))) == ["08/12 d5#1 a"]


def test_the_notice_says_which_step_stands_where() -> None:
    (notice,) = evaluate(one(), Ledger(), date(2026, 12, 9)).notices
    assert notice.key == "p/1@once@a@r1@d5#1@a"
    assert dict(notice.reason.facts) == {"step": "d5", "at": "-5wd", "planned_on": date(2026, 12, 8)}


def test_acts_of_others_do_not_matter() -> None:
    acts = Acts()
    acts.write(ActKind.SUBMIT, START, owner="b")
    acts.write(ActKind.SUBMIT, START, obligation="p/9")
    assert told(evaluate(one(), Ledger(acts.journal()), date(2026, 12, 8))) == ["08/12 d5#1 a"]


def test_what_an_earlier_version_had_looked_at_goes_on_as_it_counted() -> None:
    looked, rules = date(2026, 12, 8), catalogue(plan(DUE), rules=(rule(*LADDER[:-2]),))
    for begun_on, expected in ((looked, []), (None, ["09/12 extended#1 a"])):
        acts = Acts()
        acts.write(ActKind.EXTEND, date(2026, 12, 1), until_on=date(2027, 3, 31), begun_on=begun_on)
        assert told(evaluate(rules, Ledger(acts.journal()), date(2026, 12, 9))) == expected
    seen = {"p/1@once@a": date(2027, 1, 1)}
    for begun_on, newest in ((date(2027, 1, 4), "11/01 weekly#2 a"), (None, "11/01 adopted#1 a")):
        acts = Acts()
        acts.write(ActKind.ADOPT, date(2027, 1, 4), begun_on=begun_on)
        done = evaluate(one(), Ledger(acts.journal(), seen), date(2027, 1, 11))
        assert newest in told(done)


def test_an_heir_is_not_told_again_what_an_earlier_version_told_it_by_the_printed_date() -> None:
    old, merged = (agency("a", until_on=date(2026, 6, 30)), Succession("a", ("b",), date(2026, 7, 1), "merge", "NQ 1"))
    rules = catalogue(plan(DUE), directory=directory(old, successions=(merged,)))
    acts = Acts()
    acts.write(ActKind.EXTEND, date(2026, 6, 1), until_on=date(2026, 12, 18), begun_on=date(2027, 1, 4))
    key, head = "p/1@once@b", (Emitted(1, "head#1", date(2026, 12, 18)),)
    weekly = (Emitted(1, "overdue#1", date(2026, 12, 16)), Emitted(1, "weekly#1", date(2027, 1, 4)))
    superior = (Emitted(1, "superior#1", date(2026, 12, 24)),)
    before = {
        (key, addressee("b", "head")): head, (key, "focal"): head, (key, "ubnd"): superior, (key, "b"): weekly,
    }  # fmt: skip
    ledger = Ledger(acts.journal(), {key: date(2026, 7, 1)}, before)
    assert told(evaluate(rules, ledger, date(2027, 1, 4))) == []
    assert told(evaluate(rules, ledger, date(2027, 1, 8))) == ["08/01 weekly#1 b"]


def test_owner_and_head_whom_an_earlier_version_told_as_one_are_not_told_again() -> None:
    both = step("both", "+1wd", "owner", "head", template="escalation")
    rules = catalogue(plan(DUE), rules=(rule(both),))
    key, told_on = "p/1@once@a", date(2026, 12, 16)
    seen = {key: date(2026, 12, 1)}
    assert told(evaluate(rules, Ledger(first_seen=seen), told_on)) == ["16/12 both#1 a"] * 2
    first = (Emitted(1, "first#1", date(2026, 12, 1)),)
    before = {(key, "a"): first, (key, addressee("a", "head")): (Emitted(1, "both#1", told_on),)}
    assert told(evaluate(rules, Ledger(first_seen=seen, emitted=before), told_on)) == []


@pytest.mark.parametrize("on", [True, False])
def test_memory_is_looked_through_afterwards_as_it_was_before(on: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    stands = [on]

    def calls_for(name: str, leaves: bool | None = None) -> Callable[..., None]:
        def call(*given: int) -> None:
            calls.append(f"{name}{given or ''}")
            stands[:] = stands if leaves is None else [leaves]

        return call

    monkeypatch.setattr(evaluation, "gc", SimpleNamespace(
        isenabled=lambda: stands[0], collect=calls_for("collect"), freeze=calls_for("freeze"),
        unfreeze=calls_for("unfreeze"), enable=calls_for("on", True), disable=calls_for("off", False),
    ))  # fmt: skip
    with evaluation._uncollected():
        assert stands == [False]
    assert calls == (["collect(1,)", "off", "freeze", "unfreeze", "on"] if on else [])
    assert stands == [on]


def test_what_is_on_record_and_what_has_happened_where_nothing_is_said() -> None:
    ledger = Ledger()
    assert (ledger.journal.acts, ledger.first_seen, ledger.emitted) == ((), {}, {})
    assert Emitted(1, "d5#1", date(2026, 12, 8)) == Emitted(1, "d5#1", date(2026, 12, 8), told=True)


@pytest.mark.parametrize(
    ("first_seen", "today", "stands"),
    [
        (date(2026, 12, 15), date(2026, 12, 15), "open"), (date(2026, 12, 15), date(2026, 12, 16), "late"),
        (date(2026, 12, 16), date(2026, 12, 16), "backlog"), (date(2026, 12, 17), date(2026, 12, 18), "backlog"),
        (None, date(2026, 12, 16), "backlog"), (None, date(2026, 12, 15), "open"),
    ],
)  # fmt: skip
def test_what_was_late_when_it_was_first_seen_is_a_backlog(first_seen: date | None, today: date, stands: str) -> None:
    ledger = Ledger(first_seen={"p/1@once@a": first_seen} if first_seen else {})
    done = evaluate(one(), ledger, today)
    (o,) = done.seen
    assert status(o, ledger, today) == stands
    if stands == "backlog":
        (held,) = done.held
        assert (held.occurrence, held.rung, held.recipient) == (o, None, "")
        assert held.reason == because("backlog", late_from=date(2026, 12, 16), first_seen=first_seen or today)
    adopted = o._replace(state=replace(o.state, adopted=True))
    assert status(adopted, ledger, today) == ("late" if stands == "backlog" else stands)


REASONS: list[tuple[str, dict[str, Any], tuple[str, dict[str, Any]]]] = [
    (
        "submit", {"document": "7/BC"},
        ("answered", {"status": "submitted", "on": date(2026, 12, 1), "document": "7/BC"}),
    ),
    ("suspend", {}, ("suspended", {"since": date(2026, 12, 1)})),
    ("silence", {"until_on": date(2026, 12, 31)}, ("silenced", {"until": date(2026, 12, 31)})),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "given", "said"), REASONS)
def test_why_nothing_of_it_is_told(kind: str, given: dict[str, Any], said: tuple[str, dict[str, Any]]) -> None:
    acts = Acts()
    acts.write(kind, date(2026, 12, 1), **given)
    done = evaluate(one(), Ledger(acts.journal()), date(2026, 12, 8))
    assert done.notices == done.superseded == ()
    assert [(h.rung, h.recipient, h.reason) for h in done.held] == [(None, "", because(said[0], **said[1]))]


def test_why_a_rung_of_it_is_not_told() -> None:
    acts = Acts()
    acts.write(ActKind.ACKNOWLEDGE, date(2026, 12, 1))
    done = evaluate(one(), Ledger(acts.journal()), date(2026, 11, 30), date(2026, 12, 8))
    eased = [(h.rung and h.rung.name, h.recipient, h.reason) for h in done.held]
    assert eased == [(f"{id_}#1", "a", because("acknowledged", step=id_)) for id_ in ("d10", "d5")]
    told_late = {("p/1@once@a", "a"): (Emitted(1, "d1#1", date(2026, 12, 14)),)}
    done = evaluate(one(), Ledger(emitted=told_late), date(2026, 12, 8))
    assert [(h.rung and h.rung.name, h.recipient, h.reason) for h in done.held] == [
        ("d5#1", "a", because("newer-told", step="d5", latest=date(2026, 12, 14)))
    ]
