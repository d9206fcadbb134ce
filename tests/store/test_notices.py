"""Notices and first sights: what is on record, what counts for the ladder, what gives way."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from reminder.core.evaluate import Emitted
from reminder.core.outbox_states import NoticeState
from reminder.store import notices
from reminder.store.database import Connection, Database
from reminder.store.notices import NoticeRow
from tests.store.rows import DAY, NOW, notice

LATER = NOW + timedelta(minutes=1)
KEY = "kh-1/nam@2026@so-1"
STATES = tuple(NoticeState)


@pytest.fixture(autouse=True, params=[notices.CHUNK, 2])
def _in_pieces(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many are asked for at once."""
    monkeypatch.setattr(notices, "CHUNK", request.param)


def row(key: str, **changes: Any) -> NoticeRow:
    return replace(notice(1, occurrence=KEY), key=key, **changes)


def stored(connection: Connection, *rows: NoticeRow) -> list[int]:
    """Their ids; each is stored in the state it is given."""
    return [notices.add(connection, [each], NOW)[each.key] for each in rows]


def states(connection: Connection, ids: list[int]) -> list[str]:
    return [n.state for n in notices.by_ids(connection, ids)]


def test_the_first_sight_is_kept(database: Database) -> None:
    with database.write() as connection:
        notices.see(connection, ["a", "b", "c"], NOW)
        notices.see(connection, ["b", "d"], LATER)
        notices.see(connection, [], LATER)
        seen = {"a": NOW, "b": NOW, "c": NOW, "d": LATER}
        assert notices.first_seen(connection) == seen
        assert notices.seen_of(connection, ["a", "b", "d", "x"]) == {"a": NOW, "b": NOW, "d": LATER}
        assert notices.seen_of(connection, ["b", "d", "x"]) == {"b": NOW, "d": LATER}


def test_a_notice_is_kept_as_it_was_made(database: Database) -> None:
    made = NoticeRow(
        "k", "o", 2, "weekly", 3, "so-1", "head", "overdue", "high", date(2026, 12, 9), NoticeState.QUEUED,
        {"code": "step", "step": "weekly"},
    )  # fmt: skip
    with database.write() as connection:
        (id_,) = stored(connection, made)
        assert notices.of_occurrence(connection, "o") == [replace(made, id=id_)]
        assert notices.of_occurrence(connection, "p") == []


def test_what_counts_for_the_ladder(database: Database) -> None:
    with database.write() as connection:
        ids = stored(
            connection,
            row("1"),
            row("2", revision=1, step="weekly", ordinal=4, state=NoticeState.SUPERSEDED),
            row("3", role="head", planned_on=DAY + timedelta(1), state=NoticeState.SENT),
            row("4", state=NoticeState.EXPIRED, step="d3"),
            row("5", state=NoticeState.CANCELLED, step="d2"),
            row("6", step="d1"),
            *(row(template, template=template) for template in notices.REPLIES),
            row("7", occurrence="other", recipient="x@y.example", role="superior"),
        )
        notices.set_state(connection, [ids[5]], NoticeState.CANCELLED, cancelled_by="an")
        told = {
            (KEY, "so-1"): (
                Emitted(0, "d5#0", DAY), Emitted(1, "weekly#4", DAY, told=False), Emitted(0, "d3#0", DAY),
                Emitted(0, "d1#0", DAY),
            ),
            (KEY, "so-1/head"): (Emitted(0, "d5#0", DAY + timedelta(1)),),
            ("other", "x@y.example"): (Emitted(0, "d5#0", DAY),),
        }  # fmt: skip
        assert notices.emitted(connection) == told
        assert notices.emitted(connection, ["other", "a", "b"]) == {k: v for k, v in told.items() if k[0] == "other"}
        assert notices.emitted(connection, []) == {}


def test_only_what_the_engine_cancelled_is_queued_again(database: Database) -> None:
    with database.write() as connection:
        ids = stored(connection, *(row(state, state=state) for state in STATES), row("by hand"))
        notices.set_state(connection, ids[-1:], NoticeState.CANCELLED, cancelled_by="an")
        again = [row(key) for key in (*STATES, "by hand", "new")]
        found = notices.add(connection, again, LATER)
        new = notices.by_ids(connection, [max(found.values())])[0]
        assert found == {"queued": ids[0], "cancelled": ids[3], "new": new.id}
        assert states(connection, ids) == [
            "queued",
            "sent",
            "superseded",
            "queued",
            "expired",
            "unreachable",
            "cancelled",
        ]
        # What is only put on record wakes nothing.
        notices.set_state(connection, [ids[3]], NoticeState.CANCELLED)
        assert notices.add(connection, [row("cancelled", state=NoticeState.SUPERSEDED)], LATER) == {}
        assert notices.add(connection, [row("superseded", state=NoticeState.SUPERSEDED)], LATER) == {
            "superseded": ids[2]
        }


def test_what_waits_gives_way_to_the_newer(database: Database) -> None:
    with database.write() as connection:
        ids = stored(
            connection,
            *(row(state, state=state) for state in STATES),
            row("head", role="head"),
            row("compiler", role="compiler"),
            row("other", recipient="so-2"),
            row("elsewhere", occurrence="o"),
            *(row(template, template=template) for template in notices.REPLIES),
            row("newer"),
        )
        notices.supersede(connection, [(KEY, "so-1", "owner", ids[-1])])
        gone = {"queued", "superseded", "unreachable", "compiler"}
        assert {n.key for n in notices.by_ids(connection, ids) if n.state == "superseded"} == gone
        notices.supersede(connection, [(KEY, "so-1", "head", ids[-1])])
        gone.add("head")
        assert {n.key for n in notices.by_ids(connection, ids) if n.state == "superseded"} == gone


@pytest.mark.states_by_hand
def test_a_state_is_changed_of_those_named(database: Database) -> None:
    with database.write() as connection:
        ids = stored(connection, row("1"), row("2", state=NoticeState.SENT), row("3"), row("4"))
        notices.set_state(connection, [ids[0], ids[2]], NoticeState.CANCELLED)
        assert states(connection, ids) == ["cancelled", "sent", "cancelled", "queued"]
        notices.set_state(connection, ids[:3], NoticeState.EXPIRED)
        assert states(connection, ids) == ["expired", "expired", "expired", "queued"]
        assert notices.by_ids(connection, []) == []


def test_what_was_not_told(database: Database) -> None:
    with database.write() as connection:
        ids = stored(
            connection,
            *(row(state, state=state) for state in STATES),
            row("by hand"),
            row("late", state=NoticeState.UNREACHABLE),
        )
        notices.set_state(connection, ids[6:7], NoticeState.CANCELLED, cancelled_by="an")
        assert [n.key for n in notices.untold(connection)] == ["queued", "unreachable", "late", "expired", "by hand"]
        assert [n.key for n in notices.unreachable(connection)] == ["unreachable", "late"]
        (by_hand,) = notices.by_ids(connection, ids[6:7])
        assert (by_hand.state, by_hand.cancelled_by) == ("cancelled", "an")
