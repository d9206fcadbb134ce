"""Desks: a small office of four agencies, and one on the shipped rules."""

from pathlib import Path

import pytest

from tests.journeys.desk import AGENCIES, CALENDAR, CONFIG, PLAN, RULES, Desk


@pytest.fixture
def desk(tmp_path: Path, migrated_once: None) -> Desk:
    """The small office."""
    made = Desk(tmp_path)
    made.write("reminder.toml", CONFIG)
    made.write("rules/calendars/vietnam.toml", CALENDAR)
    made.write("rules/agencies/tinh.toml", AGENCIES)
    made.write("rules/plans/kh-1.toml", PLAN)
    made.write("rules/reminders.toml", RULES)
    return made


@pytest.fixture
def province(tmp_path: Path, migrated_once: None) -> Desk:
    """An empty folder: the shipped rules hold."""
    return Desk(tmp_path)
