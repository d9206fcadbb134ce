"""The moves of mails, notices and answers, watched in every SQLite that a test opens."""

import sqlite3
from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any

from reminder.core.answer_states import ANSWER_MOVES
from reminder.core.outbox_states import MAIL_MOVES, NOTICE_MOVES

WRONG: list[tuple[str, str, str]] = []


def _moves(table: str, moves: Mapping[Any, Collection[str]]) -> str:
    """Whatever moves a row of this table otherwise is written down."""
    allowed = ", ".join(f"'{a} {b}'" for a, to in moves.items() for b in to)
    return (
        f"CREATE TEMP TRIGGER {table}_moves BEFORE UPDATE OF state ON main.{table} "
        f"WHEN OLD.state <> NEW.state AND OLD.state || ' ' || NEW.state NOT IN ({allowed}) "
        f"BEGIN SELECT wrong_move('{table}', OLD.state, NEW.state); END"
    )


_TRIGGERS = (_moves("mail", MAIL_MOVES), _moves("notice", NOTICE_MOVES), _moves("answer", ANSWER_MOVES))


def watched(connection: Any, _record: object = None) -> None:
    """Hold what this connection does to the moves that are drawn; others are written down in `WRONG`."""
    if isinstance(connection, sqlite3.Connection):
        connection.create_function("wrong_move", 3, lambda *move: WRONG.append(move))
        with suppress(sqlite3.OperationalError):  # no tables yet, or it may only be read
            for trigger in _TRIGGERS:
                connection.execute(trigger)
