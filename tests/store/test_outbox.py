"""The outbox: what a mail is known by, what waits, what is counted, what an officer's hand moves."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from reminder.core.outbox_states import MailState, NoticeState
from reminder.store import claims, notices, outbox
from reminder.store.database import Connection, Database
from reminder.store.outbox import MailRow
from tests.store.rows import DAY, NOW, fill, mail, notice, put, take

MINUTE, NEXT = timedelta(minutes=1), DAY + timedelta(1)
STATES = ("pending", "held", "sending", "sent", "unknown", "dead", "cancelled", "bounced")


def in_each_state(connection: Connection, first: int = 0, **changes: Any) -> dict[str, int]:
    """A mail in every state there is; gives their ids."""
    return {s: put(connection, n, state=s, **changes) for n, s in enumerate(STATES, first)}


def ids(rows: Iterable[MailRow]) -> list[int]:
    return [row.id for row in rows]


def row(connection: Connection, mail_id: int) -> MailRow:
    found = outbox.one(connection, mail_id)
    assert found
    return found


@pytest.mark.parametrize(
    ("changes", "behind", "facts"),
    [
        ({}, "reminder", {}),
        ({"single": "kh-1/nam@2026@so-1@r0@d5"}, "reminder@kh-1/nam@2026@so-1@r0@d5", {"single": True}),
        ({"instead_of": 7}, "reminder@instead-of-7", {}),
        ({"instead_of": 7, "single": "n"}, "reminder@instead-of-7", {"single": True}),
        ({"kind": "alert", "number": 2, "reasons": ({"code": "x"},)}, "alert#2", {"reasons": [{"code": "x"}]}),
        ({"kind": "alert"}, "alert", {"reasons": []}),
        ({"kind": "reply", "number": 5}, "reply#5", {"reply": 5}),
        ({"kind": "summary"}, "summary", {}),
    ],
)
def test_the_key_of_a_mail_and_what_it_says_besides(
    changes: dict[str, Any], behind: str, facts: dict[str, Any]
) -> None:
    made = mail(1, **changes)
    assert made.key == f"vt1@so.example@2026-12-08@{behind}"
    assert made.facts == facts


def test_a_mail_is_kept_as_it_was_entered(database: Database) -> None:
    with database.write() as connection:
        first = put(connection, 1)
        held = put(
            connection, 2, mailbox="VT@Xa.Example", agency="xa", kind="escalation", send_on=NEXT, urgency=3,
            created_at=NOW - MINUTE, next_at=NOW + MINUTE, single="n", instead_of=first, held=True,
        )  # fmt: skip
    with database.read() as connection:
        assert row(connection, first) == MailRow(
            first, "vt1@so.example@2026-12-08@reminder", "vt1@so.example", "so-1", "reminder", DAY, 1,
            MailState.PENDING, {}, NOW, NOW, 0, 0, False, None, None, "", "so.example",
        )  # fmt: skip
        assert row(connection, held) == MailRow(
            held, f"VT@Xa.Example@2026-12-09@escalation@instead-of-{first}", "VT@Xa.Example", "xa", "escalation",
            NEXT, 3, MailState.HELD, {"single": True}, NOW - MINUTE, NOW + MINUTE, 0, 0, False, None, None, "",
            "xa.example", None, first,
        )  # fmt: skip
        assert outbox.one(connection, 99) is None


def test_a_taken_key_gets_a_number_behind_it(database: Database) -> None:
    with database.write() as connection:
        made = [put(connection, 1) for _ in range(3)]
        keys = [row(connection, id_).key for id_ in made]
    plain = "vt1@so.example@2026-12-08@reminder"
    assert keys == [plain, f"{plain}#2", f"{plain}#3"]
    with database.read() as connection:
        assert [outbox.taken(connection, f"{plain}{n}") for n in ("", "#3", "#4")] == [True, True, False]


def test_a_notice_joins_once(database: Database) -> None:
    first, second = fill(database, 2)
    with database.write() as connection:
        outbox.join(connection, second, [1, 2])
        outbox.join(connection, second, [])
    with database.read() as connection:
        assert outbox.notice_ids(connection, second) == [1, 2]
        assert outbox.notice_ids(connection, first) == [1]


@pytest.mark.states_by_hand
def test_a_digest_may_be_joined_while_it_waits(database: Database) -> None:
    with database.write() as connection:
        found = in_each_state(connection)
        put(connection, 20, kind="escalation")
        put(connection, 21, single="n")
        put(connection, 22, instead_of=found["dead"])
        put(connection, 23, ambiguous=True)
        waiting = outbox.unsent(connection, "reminder")
    assert {box: r.id for box, r in waiting.items()} == {
        "vt0@so.example": found["pending"],
        "vt1@so.example": found["held"],
    }


@pytest.mark.states_by_hand
def test_mails_of_one_kind_made_for_some_days(database: Database) -> None:
    with database.write() as connection:
        one, two = put(connection, 1, kind="alert"), put(connection, 2, kind="alert", state="sent")
        put(connection, 3)
        four = put(connection, 4, kind="alert", send_on=NEXT)
        assert ids(outbox.of_kind(connection, "alert", DAY)) == [one, two]
        assert ids(outbox.of_kind(connection, "alert", DAY, NEXT)) == [one, two, four]
        assert ids(outbox.of_kind(connection, "alert", NEXT)) == [four]
        assert ids(outbox.waiting_since_before(connection, "alert", NEXT)) == [one]
        assert ids(outbox.waiting_since_before(connection, "alert", DAY)) == []


def test_a_mail_becomes_more_urgent_and_never_less(database: Database) -> None:
    with database.write() as connection:
        mine, other = put(connection, 1, urgency=1), put(connection, 2, urgency=1)
        outbox.raise_urgency(connection, mine, 3)
        outbox.raise_urgency(connection, mine, 2)
        assert (row(connection, mine).urgency, row(connection, other).urgency) == (3, 1)


@pytest.mark.states_by_hand
def test_the_daily_limit_counts_what_leaves_on_a_day(database: Database) -> None:
    with database.write() as connection:
        in_each_state(connection)
        assert outbox.count_for(connection, DAY) == 5  # pending, sending, sent, unknown, bounced
        put(connection, 20, kind="alert")
        put(connection, 21, kind="reply", number=1)
        put(connection, 22, send_on=NEXT)
        assert outbox.count_for(connection, DAY) == 5
        put(connection, 23, kind="summary")
        put(connection, 24, kind="escalation")
        assert outbox.count_for(connection, DAY) == 7


@pytest.mark.states_by_hand
def test_figures(database: Database) -> None:
    with database.write() as connection:
        assert outbox.oldest_ready(connection, NOW) is None
        in_each_state(connection)
        put(connection, 20, send_on=NEXT, next_at=NOW + MINUTE)
        everything = dict.fromkeys(STATES, 1)
        assert outbox.counts(connection) == everything | {"pending": 2}
        assert outbox.counts(connection, NEXT) == {"pending": 1}
        assert outbox.counts(connection, DAY) == everything | {"pending": 2}
        assert outbox.counts(connection, NEXT + timedelta(1)) == {}
        assert [m.state for m in outbox.listing(connection)] == [*STATES, "pending"]
        assert [m.state for m in outbox.listing(connection, MailState.DEAD)] == ["dead"]


@pytest.mark.states_by_hand
def test_since_when_the_longest_waiting_mail_could_have_left(database: Database) -> None:
    with database.write() as connection:
        for n, (state, minutes) in enumerate(
            {"held": -9, "dead": -8, "sending": -7, "unknown": 0, "pending": 1}.items()
        ):
            put(connection, n, state=state, next_at=NOW + minutes * MINUTE)
        assert outbox.oldest_ready(connection, NOW - MINUTE) is None
        assert outbox.oldest_ready(connection, NOW) == NOW
        put(connection, 9, next_at=NOW - 2 * MINUTE)
        assert outbox.oldest_ready(connection, NOW) == NOW - 2 * MINUTE


@pytest.mark.states_by_hand
def test_the_mail_a_notice_arrived_in_comes_first_then_the_one_it_may_leave_in(database: Database) -> None:
    """By notice: mails in these states carry it, in this order of their making; the one that counts."""
    cases = {
        ("sent", "pending", "dead"): 0, ("sent", "sent", "bounced"): 1, ("pending", "dead"): 0,
        ("dead", "held", "cancelled"): 1, ("sending", "unknown"): 1, ("dead", "bounced"): 1, ("dead", "sent"): 1,
        ("unknown", "cancelled"): 0,
    }  # fmt: skip
    with database.write() as connection:
        known = notices.add(connection, [notice(n) for n in range(len(cases) + 1)], NOW)
        wanted, n = {}, 0
        for at, (states, counts) in enumerate(cases.items()):
            carried = known[notice(at).key]
            mails = []
            for state in states:
                mails.append(put(connection, n, [carried], state=state))
                n += 1
            wanted[carried] = mails[counts]
        found = outbox.carrying(connection, list(known.values()))
        assert {id_: m.id for id_, m in found.items()} == wanted
        assert found[known[notice(0).key]] == row(connection, wanted[known[notice(0).key]])


def test_a_mail_is_first_tried_when_it_is_handed_over(database: Database) -> None:
    fill(database, 1)
    with database.write() as connection:
        for minutes, outcome in ((0, "returned"), (1, "deferred"), (2, "accepted")):
            at = NOW + minutes * MINUTE
            (claimed,) = claims.claim(connection, take(at=at))
            assert claims.finish(connection, claimed, at, state="pending", next_at=at, outcome=outcome)
        assert outbox.first_tried(connection, 1) == NOW + MINUTE
        assert outbox.first_tried(connection, 2) is None
        assert [(a.n, a.outcome) for a in outbox.attempts(connection, 1)] == [
            (1, "returned"), (2, "deferred"), (3, "accepted"),
        ]  # fmt: skip


@pytest.mark.states_by_hand
def test_tried_again_by_an_officers_hand(database: Database) -> None:
    later = NOW + MINUTE
    with database.write() as connection:
        new, tried, doubtful, sent = (
            put(connection, 1, state="dead"),
            put(connection, 2, state="dead", tries=5),
            put(connection, 3, state="dead", tries=1, ambiguous=True),
            put(connection, 4, state="sent"),
        )
        others = put(connection, 5, state="dead")
        assert outbox.again(connection, [new, tried, doubtful, sent], [MailState.DEAD, MailState.BOUNCED], later) == 3
        rows = [row(connection, id_) for id_ in (new, tried, doubtful, sent, others)]
    assert [(r.state, r.tries, r.next_at) for r in rows] == [
        ("pending", 0, later), ("pending", 1, later), ("unknown", 1, later), ("sent", 0, NOW), ("dead", 0, NOW),
    ]  # fmt: skip


def test_the_newest_mail_of_a_message_id(database: Database) -> None:
    with database.write() as connection:
        old, new = (put(connection, n, message_id="<1@x>") for n in (1, 2))
        other = put(connection, 3, message_id="<2@x>")
        found = [outbox.by_message_id(connection, wanted) for wanted in (["<1@x>"], ["<0@x>", "<2@x>"], ["<3@x>"])]
    assert [m and m.id for m in found] == [new, other, None]
    assert old < new


@pytest.mark.states_by_hand
def test_a_mail_that_did_not_arrive_waits_again_with_what_it_told(database: Database) -> None:
    first, second = fill(database, 2)
    with database.write() as connection:
        outbox.move(connection, [first, second], [MailState.PENDING], state="sent", tries=1)
        notices.set_state(connection, [1, 2], NoticeState.SENT)
        outbox.join(connection, first, [2])
        notices.set_state(connection, [2], NoticeState.SUPERSEDED)
        outbox.reopen(connection, first, NOW + MINUTE, "550 later")
        outbox.reopen(connection, first, NOW + 2 * MINUTE, "again")
        mails = [row(connection, id_) for id_ in (first, second)]
        states = [n.state for n in notices.by_ids(connection, [1, 2])]
    assert [(m.state, m.tries, m.next_at, m.note) for m in mails] == [
        ("pending", 2, NOW + MINUTE, "550 later"),
        ("sent", 1, NOW, ""),
    ]
    assert states == ["queued", "superseded"]


@pytest.mark.states_by_hand
def test_when_and_where_an_owing_agency_was_told(database: Database) -> None:
    """In order of the days; what reached the owner or the head, in mails a server took."""
    told = {
        ("owner", "sent", date(2026, 12, 9)): True, ("head", "sent", date(2026, 12, 8)): True,
        ("focal", "sent", date(2026, 12, 8)): False, ("owner", "pending", date(2026, 12, 8)): False,
        ("owner", "bounced", date(2026, 12, 8)): False,
    }  # fmt: skip
    key = notice(1).occurrence
    with database.write() as connection:
        for n, (role, state, on) in enumerate(told):
            row_ = notice(n, occurrence=key)
            values = {name: getattr(row_, name) for name in type(row_).__slots__} | {"role": role}
            made = notices.add(connection, [type(row_)(**values)], NOW)
            put(connection, n, [*made.values()], state=state, send_on=on)
        assert outbox.told(connection, [key, "kh-1/nam@2026@nobody"]) == {
            key: [(date(2026, 12, 8), "vt1@so.example"), (date(2026, 12, 9), "vt0@so.example")]
        }
        assert outbox.told(connection, ["kh-1/nam@2026@nobody"]) == {}
