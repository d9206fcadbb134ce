"""Statements that run for each mail. SQLAlchemy compiles them, once for each dialect; the driver runs them, for what
SQLAlchemy does around one execution takes longer than SQLite takes for it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Select, Update
from sqlalchemy.exc import DBAPIError


class Prepared:
    """One such statement. Its results come as the driver gives them, so it may ask for numbers and texts only."""

    def __init__(self, statement: Update | Select[Any]) -> None:
        self._statement = statement
        self._compiled: dict[str, tuple[Any, dict[str, Any]]] = {}

    def run(self, connection: Connection, *rows: Mapping[str, Any]) -> Any:
        """Run it for these values, or for each of several; gives the driver's cursor. Faults are SQLAlchemy's."""
        dialect = connection.dialect
        if dialect.name not in self._compiled:
            made: Any = self._statement.compile(dialect=dialect)
            stored = {
                name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in made.binds.items()
            }
            self._compiled[dialect.name] = made, {name: store for name, store in stored.items() if store}
        made, stored = self._compiled[dialect.name]
        values = []
        for row in rows:
            named = made.construct_params(row)
            named |= {name: store(named[name]) for name, store in stored.items()}
            values.append([named[name] for name in made.positiontup] if made.positional else named)
        driver: Any = connection.connection.driver_connection
        try:
            cursor = driver.cursor()
            if len(values) == 1:
                return cursor.execute(made.string, values[0])
            cursor.executemany(made.string, values)
            return cursor
        except dialect.loaded_dbapi.Error as fault:
            lost = dialect.is_disconnect(fault, driver, None)
            if lost:
                connection.invalidate(fault)
            raise DBAPIError.instance(
                made.string, None, fault, dialect.loaded_dbapi.Error, connection_invalidated=lost
            ) from fault
