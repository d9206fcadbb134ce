"""What is told after an act: an answer, a return, another date, a silence."""

from datetime import date

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.evaluate import Ledger, evaluate, status
from tests.core.made import LADDER, Office, catalogue, obligation, plan, rule, step
from tests.core.telling import DUE, START, codes, one, told


@pytest.mark.parametrize("kind", ["submit", "nil", "complete", "waive"])
def test_answered_means_silent(kind: str) -> None:
    office = Office(one())
    office.tick(START)
    office.acts.write(kind, date(2026, 12, 2))
    done = office.tick(date(2026, 12, 16))
    assert told(done) == [] and codes(done) == ["answered"]


def test_returning_makes_a_new_ladder_even_after_the_date() -> None:
    office = Office(one())
    office.tick(START)
    office.tick(date(2026, 12, 16))
    office.acts.write(ActKind.SUBMIT, date(2026, 12, 16))
    office.acts.write(ActKind.RETURN, date(2026, 12, 17))
    assert told(office.tick(date(2026, 12, 17))) == ["17/12 returned#1 a"]
    for day in (18, 21, 24, 31):
        done = office.tick(date(2026, 12, day))
        assert (told(done), codes(done)) == ([], ["date-wanted"])
    assert [status(o, office.ledger, date(2026, 12, 31)) for o in done.seen] == ["undated"]


def test_returning_a_backlog_chases_it() -> None:
    office = Office(one())
    assert codes(office.tick(date(2027, 1, 11))) == ["backlog"]
    office.acts.write(ActKind.SUBMIT, date(2027, 1, 11))
    office.acts.write(ActKind.RETURN, date(2027, 1, 12))
    assert told(office.tick(date(2027, 1, 12))) == ["12/01 returned#1 a"]
    office.acts.write(ActKind.EXTEND, date(2027, 1, 13), until_on=date(2027, 2, 26))
    assert told(office.tick(date(2027, 1, 13))) == ["13/01 extended#1 a"]
    assert told(office.tick(date(2027, 3, 1))) == ["01/03 overdue#1 a"]


def test_an_extension_restarts_the_ladder_and_tells_at_once() -> None:
    office = Office(one())
    office.tick(START)
    office.tick(date(2026, 12, 8))
    office.acts.write(ActKind.EXTEND, date(2026, 12, 9), until_on=date(2027, 3, 31))
    assert told(office.tick(date(2026, 12, 9))) == ["09/12 extended#1 a"]
    assert told(office.tick(date(2026, 12, 16))) == [], "the old date is no longer one"
    assert told(office.tick(date(2027, 3, 24))) == ["24/03 d5#1 a"], "the step is told again in its new revision"


def test_undoing_an_extension_brings_the_old_date_back_with_a_new_ladder() -> None:
    office = Office(one())
    office.tick(START)
    office.tick(date(2026, 12, 8))
    act = office.acts.write(ActKind.EXTEND, date(2026, 12, 9), until_on=date(2027, 3, 31))
    office.tick(date(2026, 12, 9))
    office.acts.write(ActKind.UNDO, date(2026, 12, 10), undoes=act.id)
    assert told(office.tick(date(2026, 12, 10))) == ["10/12 undone#2 a"]
    assert told(office.tick(date(2026, 12, 14))) == ["14/12 d1#1 a"]


def test_acknowledging_leaves_the_last_two_steps_before_the_date() -> None:
    office = Office(one())
    office.tick(START)
    office.acts.write(ActKind.ACKNOWLEDGE, date(2026, 11, 30))
    ledger = Ledger(office.acts.journal(), office.ledger.first_seen, office.ledger.emitted)
    done = evaluate(office.rules, ledger, date(2026, 12, 1), date(2026, 12, 16))
    assert told(done) == ["14/12 d1#1 a", "15/12 d0#1 a", "16/12 overdue#1 a"]
    assert [h.reason["step"] for h in done.held] == ["d10", "d5"]
    assert told(office.tick(date(2026, 12, 8))) == [], "nor on its own day"


def test_acknowledging_does_not_take_the_roll_call_from_the_compiler() -> None:
    below = obligation("trước ngày 15/12 hằng năm", kind="report")
    above = obligation("trước ngày 31/12 hằng năm", "focal", id_="p/2", kind="report", compiles=("p/1",))
    steps = (*LADDER, step("rollcall", "-1wd", "compiler", template="rollcall"))
    office = Office(catalogue(plan(below, above), rules=(rule(*steps),)))
    office.tick(START)
    office.acts.write(ActKind.ACKNOWLEDGE, START, period="2026")
    assert told(office.tick(date(2026, 12, 11))) == ["11/12 rollcall#1 focal", "11/12 d1#1 a"][::-1]


def test_silence_holds_until_its_end_and_then_tells_the_newest() -> None:
    office = Office(one())
    office.tick(START)
    office.acts.write(ActKind.SILENCE, date(2026, 12, 1), until_on=date(2026, 12, 12))
    assert codes(office.tick(date(2026, 12, 8))) == ["silenced"]
    ledger = Ledger(office.acts.journal(), office.ledger.first_seen, office.ledger.emitted)
    assert told(evaluate(office.rules, ledger, date(2026, 12, 8), date(2026, 12, 14))) == ["14/12 d1#1 a"]


def test_suspended_is_silent_and_what_ended_inside_is_excused() -> None:
    office = Office(one())
    office.tick(START)
    office.acts.write(ActKind.SUSPEND, date(2026, 12, 1))
    assert codes(office.tick(date(2026, 12, 8))) == ["suspended"]
    office.acts.write(ActKind.RESUME, date(2026, 12, 20))
    done = office.tick(date(2026, 12, 21))
    assert "date-wanted" in codes(done) and not any(n.rung.step.template == "overdue" for n in done.notices)
    assert [status(o, office.ledger, date(2026, 12, 21)) for o in done.seen] == ["undated"]
    office.acts.write(ActKind.DATE, date(2026, 12, 22), until_on=date(2027, 1, 29))
    assert [o.deadline and o.deadline.due_on for o in office.tick(date(2026, 12, 22)).seen] == [date(2027, 1, 29)]
    assert told(office.tick(date(2027, 2, 1))) == ["01/02 overdue#1 a"]


def test_backlog_is_listed_until_someone_adopts_it() -> None:
    office = Office(one())
    done = office.tick(date(2027, 1, 11))
    assert codes(done) == ["backlog"] and told(done) == []
    assert status(done.seen[0], office.ledger, date(2027, 1, 11)) == "backlog"
    office.acts.write(ActKind.ADOPT, date(2027, 1, 11))
    assert told(office.tick(date(2027, 1, 11))) == ["11/01 adopted#1 a"]
    assert told(office.tick(date(2027, 1, 12))) == ["12/01 overdue#1 a"]
    assert told(office.tick(date(2027, 1, 14))) == ["14/01 head#1 a", "14/01 head#1 focal"]


def test_what_begins_again_when_it_is_late_is_not_said_to_be_ahead() -> None:
    ladder = (*LADDER, step("inform", "-5wd", "focal"))
    office = Office(catalogue(plan(DUE), rules=(rule(*ladder),)))
    office.tick(date(2027, 1, 1))
    office.acts.write(ActKind.ADOPT, date(2027, 1, 11))
    assert told(office.tick(date(2027, 1, 11))) == ["11/01 adopted#1 a"]
