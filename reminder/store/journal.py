"""The journal's rows ↔ `Act` values. Rows are only ever added."""

from collections.abc import Collection
from dataclasses import fields

from sqlalchemy import Connection, insert, select

from reminder.core.journal import Act, Journal
from reminder.store.schema import act

_NAMES = tuple(f.name for f in fields(Act) if f.name != "id")


def append(connection: Connection, new: Act) -> Act:
    """Write one act; gives it back with its id."""
    values = {name: getattr(new, name) for name in _NAMES} | {"agencies": list(new.agencies)}
    found = connection.execute(insert(act).values(values).returning(act.c.id)).scalar_one()
    return _act(values | {"id": found})


def journal(connection: Connection, obligations: Collection[str] | None = None) -> Journal:
    """Every act, or those of some obligations, in the order they were written."""
    query = select(act).order_by(act.c.id)
    rows = connection.execute(
        query.where(act.c.obligation.in_(obligations)) if obligations is not None else query
    )
    return Journal(_act(dict(row)) for row in rows.mappings())


def _act(row: dict[str, object]) -> Act:
    return Act(**(row | {"agencies": tuple(row["agencies"])}))  # type: ignore[arg-type]  # the columns are Act's fields
