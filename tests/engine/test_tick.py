"""One round by the command, on a clock that nobody gave."""

import json
from datetime import timedelta
from pathlib import Path

from reminder.engine.context.office import Office
from reminder.engine.planning.store_decisions import Evaluated
from reminder.engine.tick import last_evaluated, tick_once
from reminder.store.database import put
from tests.clock import Hand
from tests.engine.made import TUESDAY, wall
from tests.engine.test_doctor import Folder
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
