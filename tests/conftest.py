"""What holds for every test."""

import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, event

from reminder.core.answer_kinds import ANSWER_MOVES
from reminder.core.outbox_states import MAIL_MOVES, NOTICE_MOVES

pytest_plugins = ["tests.servers.needs"]

# No law depends on how busy the machine is. A change is judged by the same examples each time; a laptop looks at
# others every time, and prints what makes a failure again.
settings.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=os.environ.get("CI") == "true",
    print_blob=True,
)
settings.load_profile("house")


_WRONG: list[tuple[str, str, str]] = []


def _moves(table: str, moves: Mapping[Any, Collection[str]]) -> str:
    """Whatever moves a row of this table otherwise is written down."""
    allowed = ", ".join(f"'{a} {b}'" for a, to in moves.items() for b in to)
    return (
        f"CREATE TEMP TRIGGER {table}_moves BEFORE UPDATE OF state ON main.{table} "
        f"WHEN OLD.state <> NEW.state AND OLD.state || ' ' || NEW.state NOT IN ({allowed}) "
        f"BEGIN SELECT wrong_move('{table}', OLD.state, NEW.state); END"
    )


_TRIGGERS = (_moves("mail", MAIL_MOVES), _moves("notice", NOTICE_MOVES), _moves("answer", ANSWER_MOVES))


@event.listens_for(Engine, "connect")
def _watched(connection: Any, _record: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.create_function("wrong_move", 3, lambda *move: _WRONG.append(move))
        with suppress(sqlite3.OperationalError):  # no tables yet, or it may only be read
            for trigger in _TRIGGERS:
                connection.execute(trigger)


@pytest.fixture(autouse=True)
def _no_other_moves(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every SQLite that a test opens in its own process is held to the moves that are drawn."""
    _WRONG.clear()
    yield
    by_hand = request.node.get_closest_marker("states_by_hand")
    assert by_hand or not _WRONG, "moves that are not drawn: see core/outbox_states.py, core/answer_kinds.py"
