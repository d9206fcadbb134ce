"""Claims: one sender at a time, a fence on every later write, nothing lost when a sender dies (G1, G3)."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.journal import Act
from reminder.core.outbox_states import MailState, NoticeState
from reminder.store import claims, journal, notices, outbox
from reminder.store.database import Connection, Database, put
from reminder.store.opening import open_database
from reminder.store.outbox import AttemptRow, Carried, MailRow
from tests.store.rows import DAY, LEASE, NOW, fill, notice, take
from tests.store.rows import put as put_mail


def state(database: Database, mail_id: int) -> MailRow:
    with database.read() as connection:
        found = outbox.one(connection, mail_id)
    assert found
    return found


def test_a_claim_is_taken_once_and_in_order_of_urgency(database: Database) -> None:
    ids = fill(database, 3)
    database.transact(lambda c: outbox.raise_urgency(c, ids[2], 3))
    first = database.transact(lambda c: claims.claim(c, take(limit=2)))
    assert [m.id for m in first] == [ids[2], ids[0]]
    assert [(m.state, m.attempts, m.owner) for m in first] == [("sending", 1, "a")] * 2
    assert [m.id for m in database.transact(lambda c: claims.claim(c, take("b")))] == [ids[1]]
    assert database.transact(lambda c: claims.claim(c, take("b"))) == []


@pytest.mark.states_by_hand
def test_only_what_is_ready_is_claimed(database: Database) -> None:
    later, held, dead, fresh = (
        fill_one(database, 0, next_at=NOW + timedelta(minutes=1)),
        fill_one(database, 1, state="held"),
        fill_one(database, 2, state="dead"),
        fill_one(database, 3),
    )
    tried, doubtful = (fill_one(database, 4, tries=1), fill_one(database, 5, state="unknown", ambiguous=True))
    fill_one(database, 6, attempts=2, next_at=NOW)  # given back, or the server was not even reached
    found = database.transact(lambda c: claims.claim(c, take(first_too=False)))
    assert [m.id for m in found] == [tried, doubtful]
    database.transact(lambda c: outbox.move(c, [doubtful + 1], [MailState.PENDING], state="held"))
    assert [m.id for m in database.transact(lambda c: claims.claim(c, take()))] == [fresh]
    assert {later, held, dead} == {m for m in (later, held, dead) if state(database, m).attempts == 0}


def fill_one(database: Database, n: int, **changes: Any) -> int:
    return database.transact(lambda c: put_mail(c, n, **changes))


def test_kinds_and_domains_narrow_a_claim(database: Database) -> None:
    alert = fill_one(database, 0, kind="alert")
    far = fill_one(database, 1, mailbox="vt@xa.test")
    assert [m.id for m in database.transact(lambda c: claims.claim(c, take(kinds=("alert",))))] == [alert]
    taken = database.transact(lambda c: claims.claim(c, take(not_domains=("so.example",))))
    assert [m.id for m in taken] == [far]


def test_the_fence_refuses_a_stale_result(database: Database) -> None:
    (id_,) = fill(database, 1)
    (old,) = database.transact(lambda c: claims.claim(c, take()))
    database.transact(lambda c: claims.recover(c, NOW, everyone=True))
    (new,) = database.transact(lambda c: claims.claim(c, take("b")))
    assert not database.transact(lambda c: claims.finish(c, old, NOW, state="sent"))
    assert not database.transact(lambda c: claims.renew(c, old, NOW, LEASE))
    assert state(database, id_).state == "sending"
    assert database.transact(lambda c: claims.finish(c, new, NOW, state="sent", outcome="accepted"))
    with database.read() as connection:
        assert [(a.n, a.outcome) for a in outbox.attempts(connection, id_)] == [(1, None), (2, "accepted")]


def test_a_sent_mail_takes_only_the_notices_it_carried(database: Database) -> None:
    fill(database, 2)
    first, second = database.transact(lambda c: claims.claim(c, take()))
    with database.read() as connection:
        carried = [n.id for n in outbox.carried(connection, [first.id])[first.id].rows]
    database.transact(lambda c: claims.finish(c, first, NOW, carried, state="sent"))
    database.transact(lambda c: claims.finish(c, second, NOW, (), state="sent"))
    with database.read() as connection:
        rows = notices.by_ids(connection, [1, 2])
    assert [n.state for n in rows] == ["sent", "queued"]


def test_whatever_a_mails_words_rest_on_is_seen_to_change(database: Database) -> None:
    """G4: an act, a notice that no longer waits, a link that was revoked, each after the claim."""
    fill(database, 1)
    (claimed,) = database.transact(lambda c: claims.claim(c, take()))

    def read() -> Carried:
        return database.glance(lambda c: outbox.carried(c, [claimed.id]))[claimed.id]

    def stands() -> bool:
        return database.glance(lambda c: outbox.unchanged(c, claimed, known))

    report = Act(ActKind.SUBMIT, "kh-1/nam", "2026", "so-0", DAY, NOW, "tester")
    changes: list[Callable[[Connection], object]] = [
        lambda c: put(c, outbox.LINK_COUNTERS, "{}"),
        lambda c: put(c, outbox.LINK_KEYS, "1-2"),
        lambda c: journal.append(c, report),
        lambda c: notices.set_state(c, [row.id for row in known.rows], NoticeState.SUPERSEDED),
    ]
    for change in changes:
        known = read()
        assert stands()
        database.transact(change)
        assert not stands()
    known = read()
    assert known.rows == ()
    assert stands()
    database.release()
    assert stands()
    database.transact(lambda c: claims.recover(c, NOW, everyone=True))
    with pytest.raises(outbox.ClaimLost):
        stands()
    database.transact(lambda c: claims.claim(c, take()))
    with pytest.raises(outbox.ClaimLost):
        stands()
    database.release()


def test_a_mail_stands_on_the_notices_that_still_wait(database: Database) -> None:
    fill(database, 2)
    with database.write() as connection:
        outbox.join(connection, 1, [2])
        notices.set_state(connection, [1], NoticeState.SUPERSEDED)
    taken = database.transact(lambda c: claims.claim(c, take()))
    first = next(m for m in taken if m.id == 1)
    with database.read() as connection:
        known = outbox.carried(connection, [1])[1]
        assert [row.id for row in known.rows] == [2]
        assert outbox.unchanged(connection, first, known)


def test_a_lease_ends_by_the_databases_clock(database: Database) -> None:
    (id_,) = fill(database, 1)
    (claimed,) = database.transact(lambda c: claims.claim(c, take()))
    assert database.transact(lambda c: claims.recover(c, NOW + LEASE)) == 0
    # A machine whose clock runs ahead must not take what another is sending.
    ahead = database.transact(lambda c: claims.recover(c, NOW + 3 * LEASE))
    assert ahead == (0 if database.shared else 1)
    if database.shared:
        assert database.transact(lambda c: claims.renew(c, claimed, NOW, -LEASE))
        assert database.transact(lambda c: claims.recover(c, NOW)) == 1
    found = state(database, id_)
    assert (found.state, found.ambiguous, found.note) == ("unknown", True, "interrupted")


@pytest.mark.states_by_hand
def test_claims_of_one_owner_go_back_as_they_were(database: Database) -> None:
    a, b, c_ = fill(database, 3)
    database.transact(lambda c: outbox.move(c, [b], [MailState.PENDING], state="unknown", ambiguous=True))
    database.transact(lambda c: claims.claim(c, take(limit=2)))
    database.transact(lambda c: claims.claim(c, take("other")))
    assert database.transact(lambda c: claims.give_back(c, "a")) == 2
    assert [state(database, i).state for i in (a, b, c_)] == ["pending", "unknown", "sending"]
    with database.read() as connection:
        last = [outbox.attempts(connection, i)[-1] for i in (a, b, c_)]
    assert [(t.outcome, t.ended_at) for t in last] == [("returned", NOW), ("returned", NOW), (None, None)]


def test_an_attempt_that_has_ended_stays_as_it_ended_when_the_next_is_given_back(database: Database) -> None:
    (id_,) = fill(database, 1)
    (claimed,) = database.transact(lambda c: claims.claim(c, take()))
    database.transact(lambda c: claims.finish(c, claimed, NOW, state="pending", outcome="deferred"))
    database.transact(lambda c: claims.claim(c, take()))
    database.transact(lambda c: claims.give_back(c, "a"))
    with database.read() as connection:
        assert [t.outcome for t in outbox.attempts(connection, id_)] == ["deferred", "returned"]


def test_rates_are_counted_by_domain(database: Database) -> None:
    fill(database, 3)
    fill_one(database, 9, mailbox="vt@xa.test")
    database.transact(lambda c: claims.claim(c, take(limit=3)))
    with database.read() as connection:
        assert claims.begun_since(connection, NOW - timedelta(minutes=1)) == {"so.example": 3}
        assert claims.begun_since(connection, NOW) == {}


@pytest.mark.states_by_hand
def test_nothing_joins_a_mail_that_may_have_been_accepted(database: Database) -> None:
    a, b, _c = fill(database, 3)
    database.transact(lambda c: outbox.move(c, [a], [MailState.PENDING], state="unknown", ambiguous=True))
    database.transact(lambda c: outbox.move(c, [b], [MailState.PENDING], attempts=2))
    waiting = database.transact(lambda c: outbox.unsent(c, "reminder"))
    assert set(waiting) == {"vt1@so.example", "vt2@so.example"}


def test_many_claim_side_by_side_and_none_twice(database: Database) -> None:
    fill(database, 120)
    taken: list[int] = []
    lock = threading.Lock()

    def work(name: str) -> None:
        while found := database.transact(lambda c: claims.claim(c, take(name, limit=7))):
            with lock:
                taken.extend(m.id for m in found)
            for each in found:
                assert database.transact(lambda c, m=each: claims.finish(c, m, NOW, state="sent"))  # type: ignore[misc]

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 120
    assert max(Counter(taken).values()) == 1


def test_a_notice_joining_while_a_sender_claims_is_never_stranded(shared: Database) -> None:
    """The evaluation holds the mail's row, so the claim passes it by; on SQLite it waits its turn."""
    (id_,) = fill(shared, 1)
    with shared.write() as evaluating:
        outbox.unsent(evaluating, "reminder")
        assert shared.transact(lambda c: claims.claim(c, take())) == []
    assert [m.id for m in shared.transact(lambda c: claims.claim(c, take()))] == [id_]


@pytest.fixture
def lite() -> Iterator[Connection]:
    opened = open_database("sqlite://")
    assert opened
    with opened.write() as connection:
        yield connection
    opened.close()


def mail_row(connection: Connection, id_: int = 1) -> MailRow:
    found = outbox.one(connection, id_)
    assert found
    return found


def tries(connection: Connection, id_: int = 1) -> list[AttemptRow]:
    return outbox.attempts(connection, id_)


@pytest.mark.states_by_hand
def test_a_claim_and_each_of_its_ends_to_the_letter(lite: Connection) -> None:
    one = put_mail(lite, 1, tries=2, note="before")
    before, minute = mail_row(lite), timedelta(minutes=1)
    (claimed,) = claims.claim(lite, take("me"))
    sending = replace(before, state=MailState.SENDING, owner="me", lease_until_at=NOW + LEASE, attempts=1)
    assert mail_row(lite) == claimed == sending
    assert tries(lite) == [AttemptRow(one, 1, NOW, None, None, "", "")]

    assert claims.renew(lite, claimed, NOW + minute, LEASE)
    assert mail_row(lite) == replace(sending, lease_until_at=NOW + minute + LEASE)

    assert claims.give_back(lite, "you") == 0
    assert claims.give_back(lite, "me") == 1
    given = replace(before, attempts=1)
    assert mail_row(lite) == given
    assert tries(lite) == [AttemptRow(one, 1, NOW, NOW, "returned", "", "")]
    assert not claims.renew(lite, claimed, NOW, LEASE)

    (claimed,) = claims.claim(lite, take("me", at=NOW + minute))
    assert claims.recover(lite, NOW + minute + LEASE) == 0
    assert claims.recover(lite, NOW + minute + LEASE + minute) == 1
    doubtful = replace(
        given, state=MailState.UNKNOWN, ambiguous=True, attempts=2, next_at=NOW + 2 * minute + LEASE, note="interrupted"
    )
    assert mail_row(lite) == doubtful
    assert tries(lite)[1] == AttemptRow(one, 2, NOW + minute, None, None, "", "")

    (claimed,) = claims.claim(lite, take("me", at=NOW + 2 * LEASE))
    assert claims.give_back(lite, "me") == 1
    assert mail_row(lite) == replace(doubtful, attempts=3), "once unknown, it stays so"

    (claimed,) = claims.claim(lite, take("me", at=NOW + 2 * LEASE))
    assert claims.recover(lite, NOW, everyone=True) == 1
    assert mail_row(lite) == replace(doubtful, attempts=4, next_at=NOW)

    (claimed,) = claims.claim(lite, take("me"))
    done = claims.finish(
        lite, claimed, NOW + minute, state=MailState.PENDING, next_at=NOW + LEASE, tries=3, note="later",
        outcome="deferred", reply="451 wait", body_hash="abc",
    )  # fmt: skip
    assert done
    assert mail_row(lite) == replace(
        doubtful, state=MailState.PENDING, attempts=5, next_at=NOW + LEASE, tries=3, note="later"
    )
    assert tries(lite)[-1] == AttemptRow(one, 5, NOW, NOW + minute, "deferred", "451 wait", "abc")
    ends = [t.outcome for t in tries(lite)]
    assert ends == ["returned", None, "returned", None, "deferred"], (
        "of one interrupted nobody knows, whatever came after"
    )


@pytest.mark.parametrize(("end", "told"), [("sent", "sent"), ("pending", "queued"), ("dead", "queued")])
def test_what_a_mail_carried_is_told_only_where_it_was_sent(end: str, told: str, lite: Connection) -> None:
    ids = list(notices.add(lite, [notice(n) for n in range(3)], NOW).values())
    put_mail(lite, 1, ids)
    notices.set_state(lite, ids[2:], NoticeState.SUPERSEDED)
    (claimed,) = claims.claim(lite, take())
    assert claims.finish(lite, claimed, NOW, [ids[0], ids[2]], state=MailState(end))
    assert [n.state for n in notices.by_ids(lite, ids)] == [told, "queued", "superseded"]
    assert not claims.finish(lite, claimed, NOW, ids, state=MailState.SENT), "it was over"
    assert [n.state for n in notices.by_ids(lite, ids)] == [told, "queued", "superseded"]


@pytest.mark.states_by_hand
def test_in_which_order_and_how_many(lite: Connection) -> None:
    minute = timedelta(minutes=1)
    late, soon, urgent = (
        put_mail(lite, 1, next_at=NOW), put_mail(lite, 2, next_at=NOW - minute), put_mail(lite, 3, urgency=3),
    )  # fmt: skip
    twin, ahead = put_mail(lite, 4, next_at=NOW), put_mail(lite, 5, next_at=NOW + timedelta(microseconds=1))
    assert [m.id for m in claims.claim(lite, take(limit=2))] == [urgent, soon]
    assert [m.id for m in claims.claim(lite, take(limit=9))] == [late, twin]
    assert claims.claim(lite, take()) == []
    assert [m.id for m in claims.claim(lite, take(at=NOW + minute))] == [ahead]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, [1, 2, 3, 4]), ({"kinds": ("alert", "reply")}, [3]), ({"not_domains": ("xa.test",)}, [1, 3, 4]),
        ({"not_domains": ("xa.test", "so.example")}, []), ({"first_too": False}, [4]),
        ({"first_too": False, "kinds": ("alert",)}, []),
    ],
)  # fmt: skip
def test_what_narrows_a_claim(given: dict[str, Any], found: list[int], lite: Connection) -> None:
    put_mail(lite, 1)
    put_mail(lite, 2, mailbox="vt@xa.test")
    put_mail(lite, 3, kind="alert")
    put_mail(lite, 4, tries=1)
    assert [m.id for m in claims.claim(lite, take(**given))] == found


def test_a_claim_where_nothing_more_is_said() -> None:
    made = claims.Take("a", NOW, LEASE, 3)
    assert (made.first_too, made.kinds, made.not_domains) == (True, (), ())


def test_attempts_begun_behind_an_instant_by_domain(lite: Connection) -> None:
    for n, box in enumerate(("a@x.example", "b@x.example", "c@y.example")):
        put_mail(lite, n, mailbox=box)
    claims.claim(lite, take(limit=2))
    claims.claim(lite, take(at=NOW + timedelta(minutes=2)))
    assert claims.begun_since(lite, NOW - timedelta(microseconds=1)) == {"x.example": 2, "y.example": 1}
    assert claims.begun_since(lite, NOW) == {"y.example": 1}
    assert claims.begun_since(lite, NOW + timedelta(minutes=2)) == {}
