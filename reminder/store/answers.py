"""What agencies said on their page, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, update

from reminder.core.answer_states import AnswerKind, AnswerState
from reminder.store.database import read_rows
from reminder.store.notices import chunks
from reminder.store.schema import answer


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer. `act_id` is the act it became, `hold_id` the silence that lasts until it is decided;
    `until_on` the date asked for; `decision` an officer's words; `percent`, `difficulty` and `proposal` are of a
    progress, whose words are its `note`."""

    key: str
    occurrence: str
    obligation: str
    period: str
    agency: str
    revision: int
    kind: AnswerKind
    on: date
    document: str
    note: str
    until_on: date | None
    state: AnswerState
    said_at: datetime
    act_id: int | None = None
    hold_id: int | None = None
    decided_at: datetime | None = None
    decided_by: str = ""
    decision: str = ""
    percent: int | None = None
    difficulty: str = ""
    proposal: str = ""
    id: int = 0


_NAMES = tuple(f.name for f in fields(AnswerRow) if f.name != "id")


def put(connection: Connection, row: AnswerRow) -> AnswerRow:
    """Store an answer under a key that none had; gives it back with its id."""
    made = insert(answer).values({name: getattr(row, name) for name in _NAMES})
    return replace(row, id=connection.execute(made.returning(answer.c.id)).scalar_one())


def change(connection: Connection, id_: int, **values: Any) -> None:
    connection.execute(update(answer).where(answer.c.id == id_).values(**values))


def claim(connection: Connection, id_: int, **values: Any) -> bool:
    """Decide a waiting answer. False: somebody else has decided it."""
    waiting = update(answer).where(answer.c.id == id_, answer.c.state == AnswerState.WAITING)
    return connection.execute(waiting.values(**values)).rowcount == 1


def of(connection: Connection, occurrences: Sequence[str]) -> list[AnswerRow]:
    """Everything said about these occurrences, oldest first."""
    return [row for chunk in chunks(occurrences) for row in _rows(connection, answer.c.occurrence.in_(chunk))]


def listing(connection: Connection, state: AnswerState | None = None) -> list[AnswerRow]:
    """All answers, or those in one state, oldest first."""
    return _rows(connection, *([answer.c.state == state] if state else []))


def one(connection: Connection, id_: int) -> AnswerRow | None:
    return next(iter(_rows(connection, answer.c.id == id_)), None)


def _rows(connection: Connection, *where: Any) -> list[AnswerRow]:
    return read_rows(connection, answer, AnswerRow, *where)
