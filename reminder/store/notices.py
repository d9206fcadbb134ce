"""What has been seen and told: occurrences' first sight and notices. Writes happen in the evaluation's transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select, text, update

from reminder.core.evaluate import Emitted
from reminder.core.outbox_states import WAITING, NoticeState
from reminder.core.recipients import addressee
from reminder.store.database import read_rows, upsert
from reminder.store.schema import notice, occurrence

CHUNK = 500
# These answer what an agency said, or take back what was told. They are no steps of a ladder: they count for none and
# give way to none.
REPLIES = ("thanks", "refused", "undone")

_SEEN = select(occurrence.c.key, occurrence.c.first_seen_at)
_TOLD = select(
    notice.c.occurrence, notice.c.recipient, notice.c.role, notice.c.revision, notice.c.step, notice.c.ordinal,
    notice.c.planned_on, notice.c.state,
).where(
    (notice.c.state != NoticeState.CANCELLED) | notice.c.cancelled_by.is_not(None), notice.c.template.not_in(REPLIES)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice as stored. `reason` is the code and facts of a core Reason, as JSON."""

    key: str
    occurrence: str
    revision: int
    step: str
    ordinal: int
    recipient: str
    role: str
    template: str
    urgency: str
    planned_on: date
    state: NoticeState
    reason: dict[str, Any]
    cancelled_by: str | None = None
    id: int = 0


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows whose key is not there yet."""
    if rows:
        connection.execute(upsert(connection, table).on_conflict_do_nothing(), rows)


def see(connection: Connection, keys: Iterable[str], at: datetime) -> None:
    """Record the first sight of these occurrences; known ones keep theirs."""
    insert_new(connection, occurrence, [{"key": key, "first_seen_at": at} for key in keys])


def first_seen(connection: Connection) -> dict[str, datetime]:
    return dict(connection.execute(_SEEN).all())


def seen_of(connection: Connection, keys: Sequence[str]) -> dict[str, datetime]:
    """The same of these occurrences."""
    asked = (connection.execute(_SEEN.where(occurrence.c.key.in_(chunk))) for chunk in chunks(keys))
    return {key: at for found in asked for key, at in found}


def keys_of(connection: Connection, obligation: str) -> Sequence[str]:
    """The keys under which an obligation was ever seen."""
    return connection.execute(select(occurrence.c.key).where(under(occurrence.c.key, obligation))).scalars().all()


def emitted(connection: Connection, keys: Sequence[str] | None = None) -> dict[tuple[str, str], tuple[Emitted, ...]]:
    """Every rung told, queued or superseded, by occurrence and addressee; with `keys`, of these occurrences alone. A
    notice that the engine cancelled before it left is not spent (design 4); one that a person cancelled is, and an
    expired one."""
    found: dict[tuple[str, str], list[Emitted]] = {}
    for chunk in [None] if keys is None else chunks(keys):
        query = _TOLD if chunk is None else _TOLD.where(notice.c.occurrence.in_(chunk))
        for key, recipient, role, revision, step, ordinal, planned_on, state in connection.execute(query):
            rung = Emitted(revision, f"{step}#{ordinal}", planned_on, state is not NoticeState.SUPERSEDED)
            found.setdefault((key, addressee(recipient, role)), []).append(rung)
    return {key: tuple(told) for key, told in found.items()}


def add(connection: Connection, rows: Sequence[NoticeRow], at: datetime) -> dict[str, int]:
    """Store notices; a cancelled one called for again is queued again. Gives key → id of those now in
    the state asked for."""
    values = [{k: getattr(row, k) for k in NoticeRow.__slots__ if k != "id"} | {"created_at": at} for row in rows]
    insert_new(connection, notice, values)
    wanted = {row.key: row.state for row in rows}
    ids: dict[str, int] = {}
    for keys in chunks(list(wanted)):
        for id_, key, state, by in connection.execute(
            select(notice.c.id, notice.c.key, notice.c.state, notice.c.cancelled_by).where(notice.c.key.in_(keys))
        ):
            if state is NoticeState.CANCELLED and by is None and wanted[key] is NoticeState.QUEUED:
                connection.execute(
                    update(notice)
                    .where(notice.c.id == id_, notice.c.state == state)
                    .values(state=wanted[key], created_at=at)
                )
                state = wanted[key]
            if state is wanted[key]:
                ids[key] = id_
    return ids


def supersede(connection: Connection, told: Iterable[tuple[str, str, str, int]]) -> None:
    """Notices that still wait for the addressees of these (occurrence, recipient, role, id) give way to the newer
    one."""
    for key, recipient, role, newer in told:
        connection.execute(
            update(notice)
            .where(
                notice.c.occurrence == key,
                notice.c.recipient == recipient,
                (notice.c.role == "head") == (role == "head"),
                notice.c.state.in_(WAITING),
                notice.c.template.not_in(REPLIES),
                notice.c.id != newer,
            )
            .values(state=NoticeState.SUPERSEDED)
        )


def under(column: ColumnElement[str], obligation: str) -> ColumnElement[bool]:
    """Whether the key in this column is of an occurrence of the obligation, to the letter: LIKE takes `I.a` for `I.A`
    on SQLite. No index serves it; it is for what is asked seldom."""
    start = f"{obligation}@"
    return func.substr(column, 1, len(start)) == start


def of_occurrence(connection: Connection, key: str) -> list[NoticeRow]:
    """Every notice of an occurrence, oldest first."""
    return _rows(connection, notice.c.occurrence == key)


def by_ids(connection: Connection, ids: Iterable[int]) -> list[NoticeRow]:
    return [row for chunk in chunks(list(ids)) for row in _rows(connection, notice.c.id.in_(chunk))]


def set_state(connection: Connection, ids: Iterable[int], state: NoticeState, **more: str) -> None:
    """Move notices to another state. Those that a person cancels are spent: `cancelled_by` says who."""
    for chunk in chunks(list(ids)):
        connection.execute(update(notice).where(notice.c.id.in_(chunk)).values(state=state, **more))


def unreachable(connection: Connection) -> list[NoticeRow]:
    """What nobody could be told, oldest first."""
    return _rows(connection, _is(NoticeState.UNREACHABLE))


def untold(connection: Connection) -> list[NoticeRow]:
    """What waits, what nobody could be told, what its step has outlived, and what a person cancelled."""
    found = [row for state in (*WAITING, NoticeState.EXPIRED) for row in _rows(connection, _is(state))]
    return [*found, *_rows(connection, notice.c.cancelled_by.is_not(None))]


def _is(state: NoticeState) -> Any:
    """In words, as the partial index has it."""
    return text(f"notice.state = '{state}'")


def columns() -> list[Any]:
    """What a NoticeRow is made of."""
    return [notice.c[name] for name in NoticeRow.__slots__]


def _rows(connection: Connection, condition: Any) -> list[NoticeRow]:
    return read_rows(connection, notice, NoticeRow, condition)


def chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """As many at a time as one statement takes."""
    return (values[i : i + CHUNK] for i in range(0, len(values), CHUNK))
