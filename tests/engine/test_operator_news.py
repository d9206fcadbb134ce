"""What the operator hears each morning besides notices. The laws of whole seasons are in `laws`."""

from datetime import timedelta

import pytest

from reminder.core.outbox_states import MailState
from reminder.core.reason import Reason, because
from reminder.engine.planning.store_decisions import evaluate_into
from reminder.store import outbox
from tests.engine.made import TUESDAY, alerts, mails, small_office
from tests.laws.whole import Whole


def held(office: Whole) -> list[Reason]:
    return [r for r in alerts(office) if r.code == "held-waiting"]


@pytest.mark.states_by_hand
@pytest.mark.parametrize("waiting", [0, 1, 2])
def test_each_morning_says_how_many_mails_are_held_and_since_when(waiting: int) -> None:
    with small_office() as office:
        evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
        assert held(office) == []
        boxes = ["vt@sct.example", "vt@sxd.example"][:waiting]
        ids = [m.id for box in boxes for m in mails(office, mailbox=box, kind="reminder")]
        with office.database.write() as connection:
            for n, id_ in enumerate(ids):
                outbox.move(connection, [id_], [MailState.PENDING], state="held", send_on=TUESDAY + timedelta(n))
        for day in (1, 1, 2):
            evaluate_into(office.database, office.office(TUESDAY + timedelta(day)), office.catalogue)
        says = because("held-waiting", count=waiting, since=TUESDAY)
        assert held(office) == ([says, says] if waiting else []), "once a morning"
