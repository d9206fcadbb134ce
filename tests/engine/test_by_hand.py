"""What an officer does by hand in the outbox: all of what is asked, or nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from reminder.core.outbox_states import NoticeState
from reminder.engine.context.office import Office
from reminder.engine.outbox import by_hand
from reminder.errors import BadInput
from reminder.store import bounced_mailboxes, claims, notices, outbox, replies
from reminder.store.claims import Take
from reminder.store.outbox import MailRow
from reminder.store.replies import ReplyRow
from tests.engine.made import TUESDAY, mails, small_office, wall
from tests.laws.whole import Whole
from tests.store.rows import notice, put

pytestmark = pytest.mark.states_by_hand
NOW, LATER = wall(TUESDAY, 9), wall(TUESDAY, 11)
STATES = ("pending", "held", "sending", "sent", "unknown", "dead", "cancelled", "bounced")


class Room:
    """An outbox with a mail in every state, each with a notice that waits in it alone."""

    def __init__(self, whole: Whole) -> None:
        self.whole, self.ids = whole, dict[str, int]()
        with whole.database.write() as connection:
            for n, state in enumerate(STATES):
                (id_,) = notices.add(connection, [notice(n)], NOW).values()
                self.ids[state] = put(
                    connection, n, [id_], state=state, ambiguous=state == "unknown", tries=3, note="x",
                    next_at=NOW + timedelta(days=1),
                )  # fmt: skip

    @property
    def office(self) -> Office:
        return self.whole.office(TUESDAY, LATER.timetz().replace(tzinfo=None))

    def of(self, state: str) -> MailRow:
        """The mail that was in that state at first."""
        return next(m for m in mails(self.whole) if m.id == self.ids[state])

    def told(self, state: str) -> list[tuple[str, str | None]]:
        with self.whole.database.read() as connection:
            rows = notices.by_ids(connection, outbox.notice_ids(connection, self.ids[state]))
        return [(row.state, row.cancelled_by) for row in rows]


@pytest.fixture
def room() -> Iterator[Room]:
    with small_office() as made:
        yield Room(made)


def test_a_mail_with_everything_on_record_about_it(room: Room) -> None:
    with room.whole.database.write() as connection:
        kept = replies.keep(connection, ReplyRow("<1@x>", room.ids["sent"], NOW, "a@x.example", "Re", "rồi"))
    found = by_hand.show(room.whole.database, room.ids["sent"])
    assert found.mail == room.of("sent")
    assert [n.key for n in found.notices] == [notice(3).key]
    assert (found.attempts, found.replies) == ((), (kept,))
    for database in (room.whole.database, None):
        with pytest.raises(BadInput, match="mail 99: there is none; reminder outbox list shows them"):
            by_hand.show(database, 99)


def test_held_mails_are_let_go(room: Room) -> None:
    database = room.whole.database
    for state in STATES:
        if state != "held":
            with pytest.raises(BadInput, match="1 of 2 mails cannot be approved; only held mails can be"):
                by_hand.approve(database, room.office, (room.ids["held"], room.ids[state]))
    assert room.of("held").state == "held"
    assert by_hand.approve(database, room.office, ()) == 1
    assert (room.of("held").state, room.of("held").next_at) == ("pending", LATER)
    assert by_hand.approve(database, room.office, ()) == 0


@pytest.mark.parametrize("state", STATES)
def test_which_mails_are_tried_again(state: str, room: Room) -> None:
    database, rules = room.whole.database, room.whole.catalogue
    box = room.of(state).mailbox
    database.transact(lambda c: bounced_mailboxes.mark(c, box, "550", NOW))
    if state in ("dead", "bounced", "pending", "unknown"):
        assert by_hand.retry(database, room.office, rules, (room.ids[state],)) == 1
        found = room.of(state)
        waits = "unknown" if state == "unknown" else "pending"
        assert (found.state, found.tries, found.next_at) == (waits, 1, LATER)
    else:
        with pytest.raises(BadInput, match="1 of 1 mails cannot be retried; only dead, bounced, pending and unknown"):
            by_hand.retry(database, room.office, rules, (room.ids[state],))
        assert room.of(state).state == state
    with database.read() as connection:
        kept = bounced_mailboxes.unreachable(connection)
    assert (box in kept) is (state not in ("dead", "bounced"))


def test_whoever_was_to_be_told_instead_is_not(room: Room) -> None:
    with room.whole.database.write() as connection:
        stand_in = put(connection, 40, instead_of=room.ids["dead"])
        left = put(connection, 41, instead_of=room.ids["bounced"], state="sent")
    by_hand.retry(room.whole.database, room.office, room.whole.catalogue, (room.ids["dead"], room.ids["bounced"]))
    assert {m.id for m in mails(room.whole)} & {stand_in, left} == {left}


@pytest.mark.parametrize("state", STATES)
def test_which_mails_are_stopped(state: str, room: Room) -> None:
    database = room.whole.database
    if state in ("held", "pending", "unknown", "dead"):
        assert by_hand.cancel(database, (room.ids[state],), "an") == 1
        assert (room.of(state).state, room.of(state).note) == ("cancelled", "by hand")
        assert room.told(state) == [("cancelled", "an")]
    else:
        with pytest.raises(BadInput, match="1 of 1 mails cannot be cancelled; only mails that have not been sent"):
            by_hand.cancel(database, (room.ids[state],), "an")
        assert room.told(state) == [("queued", None)]


def test_a_mail_is_shown_with_every_try_of_it(room: Room) -> None:
    with room.whole.database.write() as connection:
        (taken, *_) = claims.claim(connection, Take("me", NOW + timedelta(days=2), timedelta(minutes=15), 1))
        claims.finish(connection, taken, LATER, state="pending", outcome="deferred", reply="450")
        (row,) = outbox.attempts(connection, taken.id)
        mine = outbox.notice_ids(connection, taken.id)
    found = by_hand.show(room.whole.database, taken.id)
    assert found == by_hand.Shown(found.mail, found.notices, (row,), ())
    assert ([n.id for n in found.notices], found.mail.id) == (mine, taken.id)


def test_only_those_that_are_named_are_let_go(room: Room) -> None:
    with room.whole.database.write() as connection:
        other = put(connection, 40, state="held")
    assert by_hand.approve(room.whole.database, room.office, (other,)) == 1
    assert room.of("held").state == "held"
    assert [(m.state, m.next_at) for m in mails(room.whole, id=other)] == [("pending", LATER)]


def test_what_waits_in_another_mail_too_is_not_spent(room: Room) -> None:
    with room.whole.database.write() as connection:
        shared = outbox.notice_ids(connection, room.ids["pending"])
        outbox.join(connection, room.ids["held"], shared)
    assert by_hand.cancel(room.whole.database, (room.ids["pending"],), "an") == 1
    assert room.told("pending") == [("queued", None)]
    assert by_hand.cancel(room.whole.database, (room.ids["held"], room.ids["dead"]), "bình") == 2
    assert room.told("held") == [("cancelled", "bình")] * 2 and room.told("dead") == [("cancelled", "bình")]


def test_some_that_cannot_be_done_leave_all_undone(room: Room) -> None:
    with pytest.raises(BadInput, match="2 of 3 mails cannot be cancelled"):
        by_hand.cancel(room.whole.database, (room.ids["pending"], room.ids["sent"], room.ids["sending"]), "an")
    assert (room.of("pending").state, room.told("pending")) == ("pending", [("queued", None)])


def test_what_nobody_could_be_told_is_told_when_a_mailbox_is_tried_again(room: Room) -> None:
    row = replace(notice(30, NoticeState.UNREACHABLE, "kh-1/1@once@sct"), recipient="sct", revision=1)
    with room.whole.database.write() as connection:
        for box in ("vt@sct.example", "vt@snnmt.example", room.office.config.operator):
            bounced_mailboxes.mark(connection, box, "550", NOW)
        dead = put(connection, 41, mailbox="vt@sct.example", state="bounced")
        (id_,) = notices.add(connection, [row], NOW).values()
    by_hand.retry(room.whole.database, room.office, room.whole.catalogue, (dead,))
    with room.whole.database.read() as connection:
        (found,) = notices.by_ids(connection, [id_])
        assert found.state is NoticeState.QUEUED
        assert id_ in outbox.notice_ids(connection, dead)
