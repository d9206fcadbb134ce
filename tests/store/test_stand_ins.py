"""Mails that stand in for others: for whom, what taking them back leaves, what waits in one mail alone."""

from datetime import timedelta

import pytest

from reminder.core.outbox_states import WAITING, MailState, NoticeState
from reminder.store import claims, notices, outbox, stand_ins
from reminder.store.database import Connection, Database
from tests.store.rows import NOW, fill, notice, put, take


def state(connection: Connection, id_: int) -> str | None:
    found = outbox.one(connection, id_)
    return found.state if found else None


@pytest.mark.states_by_hand
def test_whom_a_mail_stands_in_for_the_nearest_first(database: Database) -> None:
    with database.write() as connection:
        first = put(connection, 1, state="dead")
        second = put(connection, 2, state="dead", instead_of=first)
        third = put(connection, 3, instead_of=second)
        rows = {id_: outbox.one(connection, id_) for id_ in (first, second, third)}
        found = {id_: [m.id for m in stand_ins.displaced(connection, row)] for id_, row in rows.items() if row}
    assert found == {first: [], second: [first], third: [second, first]}


@pytest.mark.states_by_hand
@pytest.mark.parametrize(
    ("was", "left"),
    [
        ("pending", None), ("held", None), ("dead", None), ("sending", "sending"), ("sent", "sent"),
        ("unknown", "unknown"), ("bounced", "bounced"), ("cancelled", "cancelled"),
    ],
)  # fmt: skip
def test_what_surely_did_not_leave_goes(was: str, left: str | None, database: Database) -> None:
    (first,) = fill(database, 1)
    with database.write() as connection:
        stand_in = put(connection, 5, [1], instead_of=first, state=was)
        other = put(connection, 6, [1])
        stand_ins.drop_stand_ins(connection, first)
        assert state(connection, stand_in) == left
        assert outbox.notice_ids(connection, stand_in) == ([1] if left else [])
        assert (outbox.notice_ids(connection, first), outbox.notice_ids(connection, other)) == ([1], [1])


def test_one_that_may_have_been_taken_stays(database: Database) -> None:
    (first,) = fill(database, 1)
    with database.write() as connection:
        doubtful = put(connection, 5, [1], instead_of=first, ambiguous=True)
        stand_ins.drop_stand_ins(connection, first)
        assert state(connection, doubtful) == "pending"


@pytest.mark.states_by_hand
@pytest.mark.parametrize(("outcome", "left"), [("returned", None), ("rejected", "cancelled"), (None, "cancelled")])
def test_of_one_that_was_tried_the_tries_stay_on_record(
    outcome: str | None, left: str | None, database: Database
) -> None:
    (first,) = fill(database, 1)
    with database.write() as connection:
        outbox.move(connection, [first], [MailState.PENDING], state="dead")
        stand_in = put(connection, 5, [1], instead_of=first)
        (claimed,) = claims.claim(connection, take())
        if outcome:
            claims.finish(connection, claimed, NOW, state="dead", outcome=outcome)
        else:
            outbox.move(connection, [stand_in], [MailState.SENDING], state="dead")
        stand_ins.drop_stand_ins(connection, first)
        found = outbox.one(connection, stand_in)
        assert (found and found.state) == left
        assert len(outbox.attempts(connection, stand_in)) == (1 if left else 0)
        if found:
            assert found.note == "taken back"


@pytest.mark.states_by_hand
def test_those_in_their_places_go_with_them(database: Database) -> None:
    (first,) = fill(database, 1)
    with database.write() as connection:
        second = put(connection, 5, [1], instead_of=first, state="dead")
        third = put(connection, 6, [1], instead_of=second)
        other = put(connection, 7, [1], instead_of=second, state="sent")
        stand_ins.drop_stand_ins(connection, first)
        assert [state(connection, id_) for id_ in (second, third, other)] == ["cancelled", None, "sent"]
        alone = put(connection, 8, [1], instead_of=first, state="dead")
        put(connection, 9, [1], instead_of=other, state="pending")
        stand_ins.drop_stand_ins(connection, first)
        assert state(connection, alone) is None, "what stands in for others does not hold it"


@pytest.mark.states_by_hand
@pytest.mark.parametrize("waits", WAITING)
def test_what_waits_in_one_mail_alone(waits: NoticeState, database: Database) -> None:
    with database.write() as connection:
        made = [notices.add(connection, [notice(n, waits)], NOW)[notice(n).key] for n in range(6)]
        mine = put(connection, 0, made)
        for n, (carried, state_) in enumerate(
            zip(made, ["pending", "held", "sending", "unknown", "dead"], strict=False), 1
        ):
            put(connection, n, [carried], state=state_)
        assert stand_ins.waiting_only_in(connection, mine) == made[4:]
        notices.set_state(connection, made[5:], NoticeState.SENT)
        assert stand_ins.waiting_only_in(connection, mine) == made[4:5]
        late = put(connection, 9, made[4:5], next_at=NOW + timedelta(days=1))
        assert stand_ins.waiting_only_in(connection, mine) == []
        assert stand_ins.waiting_only_in(connection, late) == []
