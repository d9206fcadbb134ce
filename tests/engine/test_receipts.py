"""What an agency is told of its own answer, beside the reminders of the day. The journeys are in `web`."""

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import URGENCIES
from reminder.engine.planning.store_decisions import evaluate_into
from reminder.store import notices
from tests.engine.made import TUESDAY, mails, small_office
from tests.engine.test_record import act


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
