"""What nobody could be told, once somebody can be reached."""

from datetime import timedelta

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import URGENCIES
from reminder.core.outbox_states import OPEN, NoticeState
from reminder.core.reason import Reason, because, from_plain
from reminder.core.told_instead import Destination
from reminder.engine.context.transaction import Transaction
from reminder.engine.outbox.alerts import alert
from reminder.engine.outbox.reroute import reroute
from reminder.engine.planning.store_decisions import evaluate_into
from reminder.store import notices, outbox
from tests.engine.made import TUESDAY, mails, small_office, wall
from tests.engine.test_record import act

pytestmark = pytest.mark.states_by_hand
BOX = "vt@sct.example"
WEDNESDAY = TUESDAY + timedelta(1)


@pytest.mark.parametrize("answered", [False, True])
def test_what_nobody_could_be_told_goes_out_while_it_still_holds(answered: bool) -> None:
    with small_office() as office:
        evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
        (mail,) = mails(office, mailbox=BOX)
        with office.database.write() as connection:
            ids = outbox.notice_ids(connection, mail.id)
            notices.set_state(connection, ids, NoticeState.UNREACHABLE)
            outbox.move(connection, [mail.id], OPEN, state="cancelled")
        if answered:
            act(office, ActKind.SUBMIT)
        done = evaluate_into(office.database, office.office(WEDNESDAY), office.catalogue)
        again = [m for m in mails(office, mailbox=BOX, kind="reminder") if m.id != mail.id]
        with office.database.read() as connection:
            states = {n.occurrence: n.state for n in notices.by_ids(connection, ids)}
            carried = [outbox.notice_ids(connection, m.id) for m in again]
            kept = [n.id for n in notices.by_ids(connection, ids) if n.state is NoticeState.QUEUED]
        assert states == {
            "kh-1/year@2026@sct": NoticeState.CANCELLED if answered else NoticeState.QUEUED,
            "kh-1/1@once@sct": NoticeState.QUEUED,
        }
        assert carried == [kept] and done.ran
        (new,) = again
        assert (new.agency, new.send_on, new.next_at) == ("sct", WEDNESDAY, wall(WEDNESDAY, 9))
        assert new.urgency == URGENCIES.index("normal")


@pytest.mark.parametrize(("officer", "told"), [(True, [because("x", n=1), because("y")]), (False, [])])
def test_what_an_officer_could_not_be_told_at_once_the_operator_is_and_he_himself_not_twice(
    officer: bool, told: list[Reason]
) -> None:
    with small_office() as office, office.database.write() as connection:
        tx = Transaction.on(connection, office.office(TUESDAY), office.catalogue)
        operator = office.config.operator
        alert(tx, [because("x", n=1), because("y")], Destination("vt@snnmt.example", "snnmt") if officer else None)
        (dead,) = outbox.of_kind(connection, "alert", TUESDAY)
        outbox.move(connection, [dead.id], OPEN, state="dead")
        reroute(tx, dead, [])
        new = [m for m in outbox.of_kind(connection, "alert", TUESDAY) if m.id != dead.id]
        assert [from_plain(r) for m in new for r in m.facts["reasons"]] == told
        assert {m.mailbox for m in new} <= {operator}
