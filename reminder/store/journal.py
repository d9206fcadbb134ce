"""The journal's rows ↔ `Act` values. Rows are only ever added."""

from collections.abc import Collection
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from reminder.core.act_kinds import ACTS, SaidBy
from reminder.core.journal import Act, Journal
from reminder.store.database import JOURNAL, alone
from reminder.store.schema import act

_LAST = select(func.max(act.c.id))
_NAMES = tuple(f.name for f in fields(Act) if f.name != "id")
_ACTS = select(*(act.c[f.name] for f in fields(Act))).order_by(act.c.id)
_LISTS = [n for n, f in enumerate(fields(Act)) if f.name in ("agencies", "rest")]


def hold(connection: Connection) -> None:
    """Take the journal until this transaction ends: who decides by the state on an act must be alone with it."""
    alone(connection, JOURNAL)


def append(connection: Connection, new: Act) -> Act:
    """Write one act; gives it back with its id. Raises ValueError for an agency's word on what it may not say."""
    if new.said_by is not SaidBy.OFFICER and not ACTS[new.kind].by_agency:
        raise ValueError(f"an agency cannot say {new.kind}")
    values = {name: getattr(new, name) for name in _NAMES} | {"agencies": list(new.agencies), "rest": list(new.rest)}
    # Not by RETURNING: SQLite then looks through all that refers to acts for one that waited for this very number.
    made = connection.execute(insert(act).values(values)).inserted_primary_key
    assert made is not None
    return replace(new, id=made[0])


def journal(connection: Connection) -> Journal:
    """Every act, in the order they were written."""
    return Journal(map(_act, connection.execute(_ACTS)))


def about(connection: Connection, obligations: Collection[str], period: str = "", but: Collection[str] = ()) -> Journal:
    """The acts about these obligations; with `period`, those that speak of it (an undo bears the period of what it
    takes back); without those about the owners named by `but`."""
    query = _ACTS.where(act.c.obligation.in_(obligations), act.c.owner.not_in(but))
    if period:
        query = query.where(act.c.period.in_(("", period)))
    return Journal(map(_act, connection.execute(query)))


def spoken_since(connection: Connection, id_: int) -> list[tuple[str, str]]:
    """The obligations and periods that acts newer than this one speak of."""
    query = select(act.c.obligation, act.c.period).where(act.c.id > id_).distinct()
    return [(obligation, period) for obligation, period in connection.execute(query)]


def last(connection: Connection) -> int:
    """The number of the newest act, 0 before the first."""
    return connection.execute(_LAST).scalar() or 0


def _act(row: Row[Any]) -> Act:
    values: list[Any] = list(row)  # by place: a mapping for each row would take longer than the query
    for place in _LISTS:
        values[place] = tuple(row[place])
    return Act(*values)
