"""What an agency is told of its own answer, beside the reminders of the day. The journeys are in `web`."""

from datetime import date, timedelta

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import URGENCIES
from reminder.engine.planning.store_decisions import evaluate_into
from reminder.store import notices
from tests.engine.made import TUESDAY, mails, small_office
from tests.engine.test_record import act
from tests.journeys import desk as small
from tests.laws.whole import Whole


@pytest.mark.parametrize("kind", [ActKind.SUBMIT, ActKind.NIL, ActKind.WAIVE])
def test_a_record_is_less_urgent_than_any_reminder(kind: ActKind) -> None:
    with small_office() as office:
        office.round(TUESDAY)
        act(office, kind)
        evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
        (thanks,) = mails(office, kind="thanks")
        assert URGENCIES[thanks.urgency] == "low"
        assert all(thanks.urgency < m.urgency for m in mails(office, kind="reminder"))
        with office.database.read() as connection:
            (told,) = [n for n in notices.of_occurrence(connection, "kh-1/year@2026@sct") if n.template == "thanks"]
        assert (told.urgency, told.role, told.state) == ("low", "owner", "queued")


STEPS = "".join(
    f'  {{ id = "{template}-{kind}", at = "restart {kind}", to = ["owner"], template = "{template}" }},\n'
    for kind, template in (("return", "returned"), ("extend", "extended"), ("undo", "restarted"))
)
RULES = small.RULES.replace("ladder = [\n", "ladder = [\n" + STEPS)
DAYS = [TUESDAY + timedelta(n) for n in (0, 1, 2, 3, 6, 7)]


def of_template(office: Whole, template: str) -> list[tuple[str, int]]:
    """The notices of a kind, each with its state and the act that it is of."""
    with office.database.read() as connection:
        rows = notices.of_occurrence(connection, "kh-1/year@2026@sct")
    return [(n.state, n.ordinal) for n in rows if n.template == template]


@pytest.mark.parametrize("before", [0, 1, 2])
@pytest.mark.parametrize("tells", [True, False])
def test_an_undo_takes_back_aloud_what_had_been_told_of_its_act(tells: bool, before: int) -> None:
    """Whatever was on record before it: the step is known by its act, not by a number."""
    with small_office(reminders=RULES) as office:
        office.round(DAYS[0])
        for _ in range(before):
            act(office, ActKind.ACKNOWLEDGE, DAYS[0])
        act(office, ActKind.EXTEND, DAYS[1], until_on=date(2026, 12, 28))
        if tells:
            office.round(DAYS[1])
            assert [state for state, _ in of_template(office, "extended")] == ["sent"]
        (undo,) = act(office, ActKind.UNDO, DAYS[1])
        assert of_template(office, "undone") == ([("queued", undo.id)] if tells else [])


def test_an_undo_takes_back_nothing_that_was_told_of_another_act() -> None:
    with small_office(reminders=RULES) as office:
        office.round(DAYS[0])
        act(office, ActKind.EXTEND, DAYS[1], until_on=date(2026, 12, 28))
        office.round(DAYS[1])
        act(office, ActKind.EXTEND, DAYS[2], until_on=date(2026, 12, 30))
        act(office, ActKind.UNDO, DAYS[2])
        assert of_template(office, "undone") == [], "nobody had heard of the second"
        (first,) = act(office, ActKind.UNDO, DAYS[2])
        assert of_template(office, "undone") == [("queued", first.id)]


def test_word_of_an_undo_that_began_again_is_of_that_undo() -> None:
    with small_office(reminders=RULES) as office:
        office.round(DAYS[0])
        act(office, ActKind.SUBMIT, DAYS[1])
        (first,) = act(office, ActKind.RETURN, DAYS[1])
        office.round(DAYS[1])
        (undo,) = act(office, ActKind.UNDO, DAYS[2])
        assert ("queued", undo.id) in of_template(office, "undone")
        assert all(n != first.id for _, n in of_template(office, "undone"))
