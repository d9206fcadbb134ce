"""One round by the command, on a clock that nobody gave."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from reminder.core.reason import because
from reminder.engine import tick as engine_tick
from reminder.engine.context.clock_guard import Timeguard
from reminder.engine.context.office import Office
from reminder.engine.context.rules import enforce
from reminder.engine.planning.store_decisions import Evaluated, Memo
from reminder.engine.sending.delivery import Delivered
from reminder.engine.tick import Surveyed, Ticked, last_evaluated, reload, survey, tick, tick_once
from reminder.errors import Refused
from reminder.store import maintenance
from reminder.store.database import Connection, put
from reminder.store.rulesets import digest, in_force_hash, in_force_since
from tests.clock import Hand
from tests.engine.folder import Folder
from tests.engine.made import TUESDAY, ZONE, alerts, mails, small_office, wall
from tests.engine.sending import BOXES, Desk
from tests.journeys import desk as small

NOW = wall(TUESDAY, 9)


def test_a_clock_that_is_not_believed_waits_for_a_person(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    kept = {"wall": NOW.isoformat(), "boot": "", "running": 0}
    folder.write(lambda c: put(c, "clock", json.dumps(kept)))
    office = Office(folder.office().config, Hand(NOW + timedelta(days=90)).clock)
    assert tick_once(office).clock
    database = folder.database()
    with database.read() as connection:
        assert last_evaluated(connection) is None
    assert tick_once(office, accept_clock=True).clock is None
    with database.read() as connection:
        assert last_evaluated(connection) == NOW + timedelta(days=90)
    database.close()


def test_a_time_a_person_gave_is_not_kept_and_other_files_evaluate_nothing(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    done = tick_once(folder.office())
    assert (done.evaluated.ran, done.rules_differ, done.foreign, done.recovered) == (True, False, False, 0)
    database = folder.database()
    with database.read() as connection:
        assert last_evaluated(connection) is None
    database.close()
    (tmp_path / "rules/reminders.toml").write_text(small.RULES + "\n", "utf-8")
    later = tick_once(folder.office(NOW + timedelta(days=1)))
    assert (later.evaluated, later.rules_differ) == (Evaluated(ran=False), True)


# A look, over an open database


@pytest.fixture
def rig(desk: Desk) -> Iterator[Desk]:
    """The day's reminders wait, the rules are in force, and the database is at home."""

    def settle(connection: Connection) -> None:
        enforce(connection, desk.whole.catalogue, desk.hand.now)
        put(connection, "home", maintenance.home(desk.whole.database))

    desk.whole.database.transact(settle)
    desk.whole.database.verify = lambda: None  # type: ignore[method-assign]  # it is no file
    yield desk


def look(rig: Desk, guard: Timeguard | None = None, alone: bool = False, **given: Any) -> Surveyed:
    guard = guard or Timeguard(rig.hand.clock, ZONE)
    return survey(rig.office, rig.whole.catalogue, rig.whole.database, guard, alone=alone, **given)


def jumped(rig: Desk) -> Timeguard:
    """A guard that has seen the clock before somebody set it."""
    guard = Timeguard(rig.hand.clock, ZONE)
    with rig.whole.database.write() as connection:
        assert guard.look(connection) is None
    rig.hand.jump(hours=5)
    return guard


MOVED = because("clock-moved", minutes=300)


def test_a_look_does_what_is_due_and_remembers_when(rig: Desk) -> None:
    rig.hand.forward(days=1)
    assert look(rig) == Surveyed(Evaluated(), 0, False, False, None), "nothing new"
    with rig.whole.database.read() as connection:
        assert last_evaluated(connection) == rig.hand.now
    rig.hand.forward(days=5)
    found = look(rig)
    assert found.evaluated.ran and found.evaluated.notices > 0
    assert found.gate == "open"


def test_a_look_hands_on_what_the_last_one_rested_on(rig: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[Any, ...]] = []

    def evaluate(*given: Any) -> Evaluated:
        seen.append(given)
        return Evaluated(notices=7)

    monkeypatch.setattr(engine_tick, "evaluate_into", evaluate)
    memo = Memo()
    assert look(rig, memo=memo) == Surveyed(Evaluated(notices=7))
    assert look(rig) == Surveyed(Evaluated(notices=7))
    usual = (rig.whole.database, rig.office, rig.whole.catalogue)
    assert seen == [(*usual, memo), (*usual, None)]
    assert seen[0][3] is memo


@pytest.mark.parametrize(
    ("alone", "wrong", "over", "back"),
    [
        (True, False, False, 3), (True, True, False, 3), (False, False, False, 0), (False, False, True, 3),
        (False, True, True, 0),  # a clock that is not believed ends no lease
    ],
)  # fmt: skip
def test_claims_left_behind_are_taken_back(alone: bool, wrong: bool, over: bool, back: int, rig: Desk) -> None:
    assert len(rig.claim()) == 3
    if over:
        rig.hand.forward(days=1)
    guard = jumped(rig) if wrong else None
    found = look(rig, guard, alone=alone)
    assert (found.recovered, found.clock) == (back, MOVED if wrong else None)
    state = "unknown" if back else "sending"
    assert {m.state for m in mails(rig.whole, kind="reminder") if m.mailbox in BOXES and m.attempts} == {state}


def test_a_clock_that_was_set_is_told_and_nothing_but_alerts_leaves(rig: Desk) -> None:
    guard = jumped(rig)
    found = tick(rig.office, rig.whole.catalogue, rig.whole.database, rig.sender, alone=True, guard=guard)
    assert found == Ticked(Evaluated(ran=False), 0, False, False, MOVED, Delivered(sent=1))
    assert found.gate == "alerts"
    assert alerts(rig.whole) == [MOVED]
    assert rig.mailer.taken == [rig.office.config.operator]
    with rig.whole.database.read() as connection:
        assert last_evaluated(connection) is None


def test_a_round_looks_at_the_offices_own_clock(rig: Desk) -> None:
    """Without a guard that has seen it before: by what the database says of the last round."""
    with rig.whole.database.write() as connection:
        assert Timeguard(rig.hand.clock, ZONE).look(connection) is None
    found = tick(rig.office, rig.whole.catalogue, rig.whole.database, rig.sender, alone=True)
    assert found == Ticked(Evaluated(), 0, False, False, None, Delivered(sent=3))
    assert sorted(rig.mailer.taken) == sorted(BOXES)
    rig.hand.now += timedelta(days=90)
    found = tick(rig.office, rig.whole.catalogue, rig.whole.database, rig.sender, alone=True)
    assert found.clock == because("clock-moved", minutes=90 * 24 * 60)


def test_where_it_was_copied_to_nothing_leaves(rig: Desk) -> None:
    rig.whole.database.transact(lambda c: put(c, "home", "elsewhere"))
    guard = jumped(rig)
    found = tick(rig.office, rig.whole.catalogue, rig.whole.database, rig.sender, alone=True, guard=guard)
    assert found == Ticked(Evaluated(ran=False), 0, False, True, MOVED, Delivered())
    assert (found.gate, rig.mailer.taken) == ("shut", [])
    rig.hand.jump(hours=-5)
    assert look(rig) == Surveyed(foreign=True), "it may be looked at"


def test_other_files_than_those_in_force_evaluate_nothing(rig: Desk) -> None:
    other = replace(rig.whole.catalogue, texts=(*rig.whole.catalogue.texts, ("x.toml", "")))
    guard = Timeguard(rig.hand.clock, ZONE)
    found = survey(rig.office, other, rig.whole.database, guard, alone=False)
    assert found == Surveyed(Evaluated(ran=False), 0, True, False, None)
    assert found.gate == "open"
    with rig.whole.database.read() as connection:
        assert in_force_hash(connection) == digest(rig.whole.catalogue.texts)


def test_where_no_rules_are_in_force_those_at_hand_come_into_force() -> None:
    with small_office() as office:
        office.database.verify = lambda: None  # type: ignore[method-assign]
        hand = Hand()
        desk = Office(office.config, hand.clock)
        found = survey(desk, office.catalogue, office.database, Timeguard(hand.clock, ZONE), alone=False)
        assert (found.rules_differ, found.evaluated.ran) == (False, True)
        with office.database.read() as connection:
            assert in_force_hash(connection) == digest(office.catalogue.texts)
            assert in_force_since(connection) == hand.now


def test_a_file_that_is_no_longer_the_one_opened_is_refused(rig: Desk) -> None:
    def gone() -> None:
        raise Refused.at("x", "gone")

    rig.whole.database.verify = gone  # type: ignore[method-assign]
    with pytest.raises(Refused):
        look(rig)


@pytest.mark.parametrize(
    ("foreign", "clock", "gate"),
    [(False, None, "open"), (False, MOVED, "alerts"), (True, None, "shut"), (True, MOVED, "shut")],
)
def test_what_a_look_lets_leave(foreign: bool, clock: Any, gate: str) -> None:
    assert Surveyed(foreign=foreign, clock=clock).gate == gate
    assert Surveyed() == Surveyed(Evaluated(), 0, False, False, None)


def test_files_are_put_into_force_with_their_moment(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    found = reload(folder.office())
    database = folder.database()
    with database.read() as connection:
        assert (in_force_hash(connection), in_force_since(connection)) == (digest(found.texts), NOW)
    database.close()


def test_one_round_by_the_command_counts_what_it_sends(tmp_path: Path) -> None:
    folder, counted = Folder(tmp_path), list[int]()
    done = tick_once(folder.office(), counted.append)
    assert (done.evaluated.mails, done.delivered) == (3, Delivered(sent=4)), "and the summary"
    assert sum(counted) == 4
