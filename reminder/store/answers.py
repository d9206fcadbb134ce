"""What agencies said on their page, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, update

from reminder.core.answer_states import AnswerKind, AnswerState
from reminder.store.database import read_rows, upsert
from reminder.store.notices import chunks
from reminder.store.schema import answer


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer. `act_id` is the act it became, `hold_id` the silence that lasts until it is decided;
    `until_on` the date asked for; `decision` an officer's words."""

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
    id: int = 0


_NAMES = tuple(f.name for f in fields(AnswerRow) if f.name != "id")


def put(connection: Connection, row: AnswerRow) -> AnswerRow | None:
    """Store an answer; None when one of its key was stored before, or at this moment by another request."""
    made = upsert(connection, answer).values({name: getattr(row, name) for name in _NAMES})
    id_ = connection.execute(made.on_conflict_do_nothing().returning(answer.c.id)).scalar()
    return replace(row, id=id_) if id_ else None


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


def by_key(connection: Connection, key: str) -> AnswerRow:
    return _rows(connection, answer.c.key == key)[0]


def one(connection: Connection, id_: int) -> AnswerRow | None:
    return next(iter(_rows(connection, answer.c.id == id_)), None)


def _rows(connection: Connection, *where: Any) -> list[AnswerRow]:
    return read_rows(connection, answer, AnswerRow, *where)
