"""What an officer does by hand in the outbox: all of what is asked, or nothing."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from reminder.engine.context.office import Office
from reminder.engine.outbox import by_hand
from reminder.errors import BadInput
from reminder.store import bounced_mailboxes, notices, outbox, replies
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
