"""Mails into the outbox: joined where they may be, one a day, most urgent first, no more than the limit."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from reminder.core.catalogue import URGENCIES
from reminder.core.journal import Journal
from reminder.core.ladder import Rung
from reminder.core.mail_grouping import Mail
from reminder.core.notice import Notice
from reminder.core.occurrence import Occurrences
from reminder.core.outbox_states import MailState
from reminder.core.reason import because
from reminder.core.told_instead import Destination
from reminder.engine.context.office import Office
from reminder.engine.context.transaction import transact
from reminder.engine.outbox.alerts import alert
from reminder.engine.outbox.enqueue import new_mail, post
from reminder.store import claims, notices, outbox
from reminder.store.claims import Take
from reminder.store.outbox import NewMail
from tests.engine.made import TUESDAY, alerts, mails, small_office, wall
from tests.laws.whole import Whole
from tests.store.rows import notice

NOW = wall(TUESDAY, 9)


@pytest.fixture
def office() -> Iterator[Whole]:
    with small_office() as made:
        made.database.transact(lambda c: notices.add(c, [notice(n) for n in range(9)], NOW))
        yield made


def new(n: int, **changes: object) -> NewMail:
    usual = NewMail(f"vt{n}@so.example", f"so-{n}", "reminder", TUESDAY, 1, NOW, NOW)
    return replace(usual, **changes)  # type: ignore[arg-type]


def send(office: Whole, *made: tuple[NewMail, list[int]], limit: int = 300) -> tuple[int, int]:
    config = office.config.model_copy(update={"send": office.config.send.model_copy(update={"daily_limit": limit})})
    desk = Office(config, office.office(TUESDAY).clock)
    return transact(office.database, desk, office.catalogue, lambda tx: post(tx, made))


def carried(office: Whole) -> dict[str, list[int]]:
    with office.database.read() as connection:
        return {m.key: outbox.notice_ids(connection, m.id) for m in outbox.listing(connection)}


def test_what_still_waits_is_joined_and_becomes_as_urgent(office: Whole) -> None:
    assert send(office, (new(1), [1]), (new(2, urgency=2), [2])) == (2, 0)
    assert send(office, (new(1, urgency=3), [3]), (new(2), [4]), (new(3), [5])) == (1, 0)
    assert list(carried(office).values()) == [[2, 4], [1, 3], [5]]
    assert [m.urgency for m in mails(office)] == [2, 3, 1]


def test_one_for_itself_and_one_in_place_of_another_neither_join_nor_are_joined(office: Whole) -> None:
    send(office, (new(1), [1]))
    (first,) = mails(office)
    alone = [(new(1, single="n"), [2]), (new(1, instead_of=first.id), [3])]
    assert send(office, *alone) == (2, 0)
    assert send(office, (new(1), [4])) == (0, 0)
    assert list(carried(office).values()) == [[1, 4], [2], [3]]


def test_each_kind_has_its_own_mail(office: Whole) -> None:
    assert send(office, (new(1), [1]), (new(1, kind="escalation"), [2])) == (2, 0)
    assert send(office, (new(1, kind="escalation"), [3])) == (0, 0)
    assert sorted(carried(office).values()) == [[1], [2, 3]]


@pytest.mark.states_by_hand
def test_a_second_digest_of_a_day_waits_for_the_next_working_day(office: Whole) -> None:
    friday, monday = date(2026, 12, 11), date(2026, 12, 14)
    for n in range(3):
        send(office, (new(1, send_on=friday), [n + 1]))
        for m in mails(office, state="pending"):
            office.database.transact(lambda c, m=m: outbox.move(c, [m.id], [MailState.PENDING], state="sent"))  # type: ignore[misc]
    found = mails(office)
    assert [m.send_on for m in found] == [friday, monday, monday + timedelta(1)]
    assert [m.next_at for m in found] == [NOW, wall(monday, 8), wall(monday + timedelta(1), 8)]
    # One that is on its own keeps its day, and has a number behind its key.
    send(office, (new(1, single="n", send_on=friday), [5]), (new(1, single="n", send_on=friday), [6]))
    assert [m.send_on for m in mails(office)[3:]] == [friday, friday]


@pytest.mark.parametrize(("limit", "held"), [(5, []), (4, ["vt2"]), (3, ["vt2", "vt1"]), (2, ["vt2", "vt1", "vt3"])])
def test_beyond_the_limit_of_a_day_the_least_urgent_are_held(limit: int, held: list[str], office: Whole) -> None:
    send(office, (new(9), [9]), (new(8, send_on=TUESDAY + timedelta(1)), [8]))
    made = [(new(1, urgency=1), [1]), (new(2, urgency=0), [2]), (new(3, urgency=2), [3]), (new(4, urgency=3), [4])]
    assert send(office, *made, limit=limit) == (4, len(held))
    assert {m.mailbox.split("@")[0] for m in mails(office, state="held")} == set(held)
    assert alerts(office) == ([because("batch-held", count=len(held), limit=limit)] if held else [])


@pytest.mark.states_by_hand
def test_what_moves_to_another_day_counts_there(office: Whole) -> None:
    next_day = TUESDAY + timedelta(1)
    send(office, (new(1), [1]), (new(2, send_on=next_day), [2]))
    for m in mails(office):
        office.database.transact(lambda c, m=m: outbox.move(c, [m.id], [MailState.PENDING], state="sent"))  # type: ignore[misc]
    assert send(office, (new(1), [3]), limit=1) == (1, 1)
    assert mails(office, kind="reminder")[-1].send_on == next_day


def made(
    office: Whole, at: time, send_on: date, rest: timedelta | None = None, **step: Any
) -> tuple[NewMail, list[int], Mail]:
    """The mail as it is entered for a day's notices, planned by that hour, with the ids it carries."""
    book = Occurrences(office.catalogue, Journal())
    o = next(o for o in book.known(TUESDAY, TUESDAY) if o.key == "kh-1/year@2026@sct")
    steps = office.catalogue.rules[0].ladder
    notices_ = tuple(Notice(o, Rung(each, 1, send_on), "sct", "owner", send_on) for each in (steps[1], steps[3]))
    planned = Mail("vt@sct.example", "sct", "escalation", send_on, notices_, **step)
    desk = office.office(TUESDAY, at)
    ids = {n.key: 10 + place for place, n in enumerate(notices_)}
    given = () if rest is None else (rest,)
    return (*transact(office.database, desk, office.catalogue, lambda tx: new_mail(tx, planned, ids, *given)), planned)


@pytest.mark.parametrize(
    ("at", "send_on", "rest", "leaves"),
    [
        (time(9), TUESDAY, None, wall(TUESDAY, 9)), (time(9), TUESDAY, 15, wall(TUESDAY, 9, 15)),
        (time(7), TUESDAY, None, wall(TUESDAY, 8)), (time(7), TUESDAY, 59, wall(TUESDAY, 8)),
        (time(7), TUESDAY, 61, wall(TUESDAY, 8, 1)), (time(9), date(2026, 12, 9), 15, wall(date(2026, 12, 9), 8)),
    ],
)  # fmt: skip
def test_a_mail_as_it_is_planned(at: time, send_on: date, rest: int | None, leaves: datetime, office: Whole) -> None:
    entered, ids, planned = made(office, at, send_on, None if rest is None else timedelta(minutes=rest))
    now = wall(TUESDAY, at.hour)
    assert entered == NewMail("vt@sct.example", "sct", "escalation", send_on, URGENCIES.index("high"), now, leaves)
    assert ids == [10, 11] and planned.urgency == "high"
    alone, _, _ = made(office, at, send_on, single="k")
    assert alone == replace(entered, single="k", next_at=alone.next_at)


def test_a_mail_on_another_day_leaves_no_sooner_than_it_could_before(office: Whole) -> None:
    late = wall(TUESDAY + timedelta(1), 15)
    send(office, (new(1, send_on=TUESDAY), [1]))
    (first,) = mails(office)
    office.database.transact(lambda c: claims.claim(c, Take("me", NOW, timedelta(minutes=15), 1)))
    send(office, (new(1, next_at=late), [2]))
    second = mails(office)[-1]
    assert first.send_on == TUESDAY
    assert (second.send_on, second.next_at) == (TUESDAY + timedelta(1), late)


def tell(office: Whole, *codes: str, day: date = TUESDAY, to: tuple[str, str] | None = None, now: int = 0) -> None:
    desk = office.office(day)
    reasons = [because(code, n=1, now=str(now)) for code in codes]
    to_ = Destination(*to) if to else None
    transact(office.database, desk, office.catalogue, lambda tx: alert(tx, reasons, to_))


def told(office: Whole) -> list[tuple[str, list[str]]]:
    return [(m.mailbox, [r["code"] for r in m.facts["reasons"]]) for m in mails(office, kind="alert")]


def test_a_finding_is_told_once_a_day_however_often_it_is_looked_at(office: Whole) -> None:
    operator = office.config.operator
    tell(office, "a")
    tell(office, "a", "b", now=5)
    assert told(office) == [(operator, ["a", "b"])]
    (first,) = mails(office, kind="alert")
    assert (first.urgency, first.state, first.agency, first.send_on) == (3, "pending", "", TUESDAY)
    assert (first.created_at, first.next_at) == (NOW, NOW)
    tell(office, "a", day=TUESDAY + timedelta(1))
    assert told(office) == [(operator, ["a", "b"]), (operator, ["a"])]


@pytest.mark.states_by_hand
@pytest.mark.parametrize("change", [{"state": "sent"}, {"attempts": 1}, {"state": "sending"}])
def test_what_may_have_left_is_not_added_to(change: dict[str, object], office: Whole) -> None:
    tell(office, "a")
    (first,) = mails(office, kind="alert")
    office.database.transact(lambda c: outbox.move(c, [first.id], [MailState.PENDING], **change))
    tell(office, "b", "a")
    tell(office, "c")
    assert [codes for _, codes in told(office)] == [["a"], ["b", "c"]]
    assert [m.key.partition("alert")[2] for m in mails(office, kind="alert")] == ["#1", "#2"]


def test_officers_are_told_apart(office: Whole) -> None:
    tell(office, "a", to=("vt@sct.example", "sct"))
    tell(office, "a")
    tell(office, "b", to=("vt@sct.example", "sct"))
    tell(office, "a", to=("vt@sct.example", "other"))
    operator = office.config.operator
    box = "vt@sct.example"
    assert told(office) == [(box, ["a", "b"]), (operator, ["a"]), (box, ["a"])]
    assert [m.agency for m in mails(office, kind="alert")] == ["sct", "", "other"]
