"""The journal's rows ↔ `Act` values. Rows are only ever added."""

from dataclasses import fields

from sqlalchemy import Connection, func, insert, select, text

from reminder.core.journal import Act, Journal
from reminder.store.schema import act

_LAST = select(func.max(act.c.id))
_NAMES = tuple(f.name for f in fields(Act) if f.name != "id")


def hold(connection: Connection) -> None:
    """Take the journal until this transaction ends: who decides by the state on an act must be alone with it.
    SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(7241905)"))


def append(connection: Connection, new: Act) -> Act:
    """Write one act; gives it back with its id."""
    values = {name: getattr(new, name) for name in _NAMES} | {"agencies": list(new.agencies)}
    found = connection.execute(insert(act).values(values).returning(act.c.id)).scalar_one()
    return _act(values | {"id": found})


def journal(connection: Connection) -> Journal:
    """Every act, in the order they were written."""
    return Journal(_act(dict(row)) for row in connection.execute(select(act).order_by(act.c.id)).mappings())


def last(connection: Connection) -> int:
    """The number of the newest act, 0 before the first."""
    return connection.execute(_LAST).scalar() or 0


def _act(row: dict[str, object]) -> Act:
    return Act(**(row | {"agencies": tuple(row["agencies"])}))  # type: ignore[arg-type]  # the columns are Act's fields
