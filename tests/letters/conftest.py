"""A small office with something late."""

from pathlib import Path

import pytest

from tests.journeys.desk import AGENCIES, CALENDAR, CONFIG, PLAN, RULES, Desk


@pytest.fixture
def unheard(tmp_path: Path, migrated_once: None) -> Desk:
    """An office that has mailed nobody yet."""
    desk = Desk(tmp_path)
    desk.write("reminder.toml", CONFIG)
    desk.write("rules/calendars/vietnam.toml", CALENDAR)
    desk.write("rules/agencies/tinh.toml", AGENCIES)
    desk.write("rules/plans/kh-1.toml", PLAN)
    desk.write("rules/reminders.toml", RULES)
    return desk


@pytest.fixture
def late(unheard: Desk) -> Desk:
    """Thursday 17/12/2026: the yearly report was due before 15/12; Sở Công Thương has reported."""
    desk = unheard
    for on in ("2026-11-20", "2026-12-07"):
        assert desk.run("tick", "--at", on).status == 0
    done = desk.run("submit", "year", "--agency", "sct", "--period", "2026", "--document", "123/BC-SCT",
                    "--at", "2026-12-14")  # fmt: skip
    assert done.status == 0, done.err
    assert desk.run("tick", "--at", "2026-12-16").status == 0
    return desk
