"""Statements that run for each mail. SQLAlchemy compiles them, once for each dialect; the driver runs them, for what
SQLAlchemy does around one execution takes longer than SQLite takes for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Select, Update
from sqlalchemy.exc import DBAPIError


@dataclass(frozen=True, slots=True)
class _Compiled:
    """`order`: names of the parameters where they go by place. `given`: what stands in the statement itself."""

    sql: str
    order: tuple[str, ...] | None
    given: dict[str, Any]
    stored: dict[str, Callable[[Any], Any]]

    def values(self, wanted: Mapping[str, Any]) -> Any:
        values = self.given | {
            name: self.stored[name](value) if name in self.stored else value for name, value in wanted.items()
        }
        return values if self.order is None else [values[name] for name in self.order]


class Prepared:
    """One such statement. Its results come as the driver gives them, so it may ask for numbers and texts only."""

    def __init__(self, statement: Update | Select[Any]) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def run(self, connection: Connection, *rows: Mapping[str, Any]) -> Any:
        """Run it for these values, or for each of several; gives the driver's cursor. Faults are SQLAlchemy's."""
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name) or self._compiled.setdefault(
            dialect.name, _compile(self._statement, dialect)
        )
        driver = connection.connection.driver_connection
        assert driver is not None
        values = [compiled.values(row) for row in rows]
        try:
            cursor = driver.cursor()
            if len(values) == 1:
                return cursor.execute(compiled.sql, values[0])
            cursor.executemany(compiled.sql, values)
            return cursor
        except dialect.loaded_dbapi.Error as fault:
            lost = dialect.is_disconnect(fault, driver, None)
            if lost:
                connection.invalidate(fault)
            raise DBAPIError.instance(
                compiled.sql, None, fault, dialect.loaded_dbapi.Error, connection_invalidated=lost
            ) from fault


def _compile(statement: Update | Select[Any], dialect: Dialect) -> _Compiled:
    made: Any = statement.compile(dialect=dialect)
    binds = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in made.binds.items()}
    stored = {name: store for name, store in binds.items() if store}
    given = {name: bind.value for name, bind in made.binds.items() if not bind.required}
    given = {name: stored[name](value) if name in stored else value for name, value in given.items()}
    return _Compiled(str(made), tuple(made.positiontup) if made.positional else None, given, stored)
