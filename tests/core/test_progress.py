"""Which progress reviews wait for an answer, and what an answer changes: nothing but that."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reminder.core.evaluate import status
from reminder.core.inherited_duties import born
from reminder.core.ladder import Timetable
from reminder.core.matter_status import Status
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.core.occurrence_state import NEW, Progress, fold, newer
from reminder.core.owners import Gone, Owner
from reminder.core.progress import FRESH, answered, unanswered
from tests.core.made import LADDER, Acts, Office, catalogue, obligation, plan, rule, step
from tests.core.telling import codes, told

ASKED = date(2026, 11, 13)  # 15 November is a Sunday
STEPS = (
    *LADDER, step("checkpoint", "checkpoint 15/11", template="checkpoint"),
    step("again", "checkpoint 1/12", template="checkpoint"), step("review", "review 15/11", template="review"),
)  # fmt: skip


def rules(phrase: str = "2026 - 2028", kind: str = "task") -> Office:
    return Office(catalogue(plan(obligation(phrase, kind=kind)), rules=(rule(*STEPS),)))


def looked(office: Office, today: date) -> tuple[Occurrence, date | None]:
    (o,) = Occurrences(office.rules, office.acts.journal()).known(today + timedelta(400), today)
    return o, unanswered(o, Timetable(office.rules).of(o.obligation), office.rules.calendar, today)


@pytest.mark.parametrize("phrase", ["2026 - 2028", "thường xuyên"])
def test_a_review_waits_from_its_day_until_somebody_says_how_it_goes(phrase: str) -> None:
    office = rules(phrase)
    assert looked(office, ASKED - timedelta(1))[1] is None
    assert looked(office, ASKED)[1] == ASKED
    office.acts.write("progress", date(2026, 11, 18), percent=60)
    assert looked(office, date(2026, 11, 18))[1] is None
    assert looked(office, date(2027, 11, 14))[1] is None
    assert looked(office, date(2027, 11, 15))[1] == date(2027, 11, 15), "the next year asks anew"


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [("Quý IV/2026", "task"), ("trước ngày 15/12 hằng năm", "task"), ("trước ngày 15/12/2028", "report")],
)
def test_what_is_short_comes_back_or_is_a_report_is_not_reviewed(phrase: str, kind: str) -> None:
    office = rules(phrase, kind)
    found = Occurrences(office.rules, office.acts.journal()).known(date(2028, 12, 31), date(2026, 12, 1))
    plans = Timetable(office.rules)
    for o in found:
        assert unanswered(o, plans.of(o.obligation), office.rules.calendar, date(2026, 12, 1)) is None


def test_behind_its_last_day_the_result_is_wanted() -> None:
    office = rules()
    assert looked(office, date(2028, 12, 31))[1] == date(2028, 12, 1)
    assert looked(office, date(2029, 1, 1))[1] is None
    office.acts.write("extend", date(2029, 1, 5), until_on=date(2029, 12, 31))
    assert looked(office, date(2029, 1, 5))[1] == date(2028, 12, 1)


@pytest.mark.parametrize("kind", ["complete", "waive", "suspend"])
def test_nobody_is_asked_of_what_is_over_or_rests(kind: str) -> None:
    office = rules()
    office.acts.write(kind, ASKED)
    assert looked(office, ASKED)[1] is None


def test_what_was_said_shortly_before_answers_too() -> None:
    said = Progress(ASKED - FRESH)
    assert answered(said, ASKED)
    assert not answered(replace_on(said, ASKED - FRESH - timedelta(1)), ASKED)
    assert not answered(None, ASKED)


def replace_on(said: Progress, on: date) -> Progress:
    return said._replace(on=on)


def test_an_answered_review_is_not_urged() -> None:
    office = rules()
    office.tick(date(2026, 11, 12))
    assert told(office.tick(ASKED)) == ["13/11 checkpoint#2026 a"]
    office.acts.write("progress", date(2026, 11, 16), percent=60)
    done = office.tick(date(2026, 12, 1))
    assert told(done) == [] and codes(done) == ["progress-said"]
    assert done.held[0].rung and done.held[0].rung.step.id == "again"


def test_one_that_nobody_answered_is_urged_and_one_taken_back_is_asked_again() -> None:
    office = rules()
    office.tick(date(2026, 11, 12))
    office.tick(ASKED)
    said = office.acts.write("progress", date(2026, 11, 16), percent=60)
    office.acts.write("undo", date(2026, 11, 17), undoes=said.id)
    assert told(office.tick(date(2026, 12, 1))) == ["01/12 again#2026 a"]


def test_it_never_closes_moves_or_begins_anything() -> None:
    office = rules()
    office.tick(date(2026, 11, 12))
    before, _asked = looked(office, date(2026, 11, 16))
    office.acts.write("progress", date(2026, 11, 16), percent=100, note="xong")
    after, _asked = looked(office, date(2026, 11, 16))
    assert replace(after.state, progress=None) == before.state
    assert status(after, office.ledger, date(2026, 11, 16)) is Status.OPEN
    assert after.state.progress and after.state.progress.done


def test_the_last_is_the_one_of_the_latest_day() -> None:
    acts = Acts()
    acts.write("progress", date(2026, 12, 1), percent=60)
    acts.write("progress", date(2026, 6, 1), percent=20)  # typed later
    assert fold(acts.written).progress == Progress(date(2026, 12, 1), 60)
    acts.write("progress", date(2026, 12, 1), percent=65, note="đã nghiệm thu", difficulty="thiếu vốn", proposal="cấp")
    assert fold(acts.written).progress == Progress(date(2026, 12, 1), 65, "đã nghiệm thu", "thiếu vốn", "cấp")
    acts.write("undo", date(2026, 12, 2), undoes=3)
    assert fold(acts.written).progress == Progress(date(2026, 12, 1), 60)
    one = Progress(date(2026, 12, 1))
    assert newer(None, one) is newer(one, None) is one


def test_it_goes_to_the_heir_with_the_duty() -> None:
    said = Progress(date(2026, 12, 1), 60)
    gone = Gone(Owner(("b",)), ("a",), frozenset())
    assert born("a", [(gone, replace(NEW, progress=said))]).progress == said
    closed = replace(NEW, status=Status.COMPLETED, progress=said)
    assert born("a", [(gone, closed)]).progress == said
