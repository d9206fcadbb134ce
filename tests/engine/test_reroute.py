"""What nobody could be told, once somebody can be reached."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import URGENCIES
from reminder.core.outbox_states import OPEN, NoticeState
from reminder.core.reason import Reason, because, from_plain
from reminder.core.told_instead import Destination
from reminder.engine.context.transaction import Transaction
from reminder.engine.outbox.alerts import alert
from reminder.engine.outbox.reroute import reroute, revive
from reminder.engine.outbox.still_due import live_lines
from reminder.engine.planning.store_decisions import evaluate_into
from reminder.store import notices, outbox
from tests.engine.made import TUESDAY, act, mails, small_office, wall
from tests.store.rows import notice, put

pytestmark = pytest.mark.states_by_hand
BOX, FOCAL = "vt@sct.example", "vt@snnmt.example"
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


@pytest.mark.parametrize(("send_on", "on"), [(TUESDAY - timedelta(1), TUESDAY), (WEDNESDAY, WEDNESDAY)])
@pytest.mark.parametrize("rest", [None, timedelta(minutes=15)])
def test_who_stands_in_gets_a_mail_of_its_own(send_on: date, on: date, rest: timedelta | None) -> None:
    with small_office() as office:
        evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
        (mail,) = mails(office, mailbox=BOX)
        with office.database.write() as connection:
            outbox.move(connection, [mail.id], OPEN, state="dead", send_on=send_on, urgency=2)
            dead = outbox.one(connection, mail.id)
            assert dead
            tx = Transaction.on(connection, office.office(TUESDAY), office.catalogue)
            rows = notices.by_ids(connection, outbox.notice_ids(connection, mail.id))
            reroute(tx, dead, live_lines(tx, rows), *([rest] if rest else []))
        (new,) = mails(office, instead_of=mail.id)
        now = wall(TUESDAY, 9)
        assert (new.mailbox, new.agency, new.kind, new.send_on, new.urgency) == (FOCAL, "snnmt", "reminder", on, 2)
        assert (new.created_at, new.next_at, new.state) == (now, now + (rest or timedelta(0)), "pending")
        with office.database.write() as connection:
            assert outbox.notice_ids(connection, new.id) == outbox.notice_ids(connection, mail.id)
            outbox.move(connection, [new.id], OPEN, state="dead")
            tx = Transaction.on(connection, office.office(TUESDAY), office.catalogue)
            reroute(tx, new, live_lines(tx, rows))
        (last,) = mails(office, instead_of=new.id)
        assert (last.mailbox, last.agency) == (office.config.operator, "")
        with office.database.write() as connection:
            tx = Transaction.on(connection, office.office(TUESDAY), office.catalogue)
            reroute(tx, last, live_lines(tx, rows))
            states = {n.state for n in notices.by_ids(connection, [row.id for row in rows])}
        assert mails(office, instead_of=last.id) == []
        assert states == {NoticeState.UNREACHABLE}, "whoever was tried before is not tried again"


def test_a_reply_that_is_stored_no_more_goes_nowhere() -> None:
    with small_office() as office, office.database.write() as connection:
        tx = Transaction.on(connection, office.office(TUESDAY), office.catalogue)
        id_ = put(connection, 1, kind="reply", number=7, state="dead")
        dead = outbox.one(connection, id_)
        assert dead
        reroute(tx, dead, [])
        assert [m.id for m in outbox.listing(connection)] == [id_]


SATURDAY, MONDAY = date(2026, 12, 12), date(2026, 12, 14)


@pytest.mark.parametrize(
    ("day", "at", "send_on", "leaves"),
    [
        (TUESDAY, time(7), TUESDAY, wall(TUESDAY, 8)), (TUESDAY, time(9), TUESDAY, wall(TUESDAY, 9)),
        (SATURDAY, time(9), MONDAY, wall(MONDAY, 8)),
    ],
)  # fmt: skip
def test_what_can_be_told_again_is_one_mail_a_kind(day: date, at: time, send_on: date, leaves: datetime) -> None:
    key = "kh-1/1@once@sct"
    waits = [
        replace(notice(0, NoticeState.UNREACHABLE, key), urgency="normal"),
        replace(notice(1, NoticeState.UNREACHABLE, key), urgency="high"),
        replace(notice(2, NoticeState.UNREACHABLE, key), template="rollcall", recipient="snnmt", role="focal"),
        replace(notice(3, NoticeState.UNREACHABLE, "kh-1/9@once@sct"), revision=1),
        replace(notice(4, NoticeState.UNREACHABLE, key), revision=9), notice(5, NoticeState.QUEUED, key),
    ]  # fmt: skip
    for n in (0, 1):
        waits[n] = replace(waits[n], recipient="sct")
    waits = [replace(row, key=str(n), revision=row.revision or 1) for n, row in enumerate(waits)]
    with small_office() as office, office.database.write() as connection:
        ids = notices.add(connection, waits, wall(day, 6))
        revive(Transaction.on(connection, office.office(day, at), office.catalogue))
        states = [n.state for n in notices.by_ids(connection, list(ids.values()))]
        made = outbox.listing(connection)
        carried = {m.kind: outbox.notice_ids(connection, m.id) for m in made}
    queued, cancelled = NoticeState.QUEUED, NoticeState.CANCELLED
    assert states == [queued, queued, queued, cancelled, cancelled, queued]
    assert carried == {"reminder": [ids["0"], ids["1"]], "rollcall": [ids["2"]]}
    rows = {m.kind: (m.mailbox, m.agency, m.send_on, m.urgency, m.created_at, m.next_at) for m in made}
    now = wall(day, at.hour)
    assert rows == {
        "reminder": (BOX, "sct", send_on, URGENCIES.index("high"), now, leaves),
        "rollcall": (FOCAL, "snnmt", send_on, URGENCIES.index("normal"), now, leaves),
    }


def test_the_heads_notice_goes_to_the_heads_mailbox() -> None:
    key = "kh-1/1@once@sct"
    rows = [
        replace(notice(n, NoticeState.UNREACHABLE, key), key=str(n), revision=1, recipient="sct", role=role)
        for n, role in enumerate(("owner", "head"))
    ]
    with small_office() as office, office.database.write() as connection:
        notices.add(connection, rows, wall(TUESDAY, 6))
        revive(Transaction.on(connection, office.office(TUESDAY), office.catalogue))
        assert {m.mailbox for m in outbox.listing(connection)} == {BOX, "gd@sct.example"}
