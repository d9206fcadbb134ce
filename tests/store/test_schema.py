"""The one migration makes exactly the tables the program knows, on both databases; upgrades are whole or not at all."""

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from reminder.errors import Refused
from reminder.store import opening
from reminder.store.database import Connection, Database
from reminder.store.opening import open_database
from reminder.store.schema import HEAD, metadata


def test_the_migrated_schema_is_the_fresh_one(database: Database) -> None:
    with database.read() as connection:
        opts = {
            "compare_server_default": False,  # `columns` compares it, and the index made in words
            "include_object": lambda _object, name, *_: name != "ix_mail_ready",
        }
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, metadata) == []
        found = {t: columns(connection, t) for t in metadata.tables}
    with database.write() as connection:
        metadata.drop_all(connection)
        metadata.create_all(connection)
        assert {t: columns(connection, t) for t in metadata.tables} == found


def columns(connection: Connection, table: str) -> list[tuple[Any, ...]]:
    """Everything a column is, its default included, which the comparison leaves out; and the indexes."""
    look = inspect(connection)
    made = [(c["name"], str(c["type"]), c["nullable"], c["default"]) for c in look.get_columns(table)]
    indexes = [
        (
            i["name"],
            i["column_names"],
            bool(i["unique"]),
            [str(v) for v in i.get("dialect_options", {}).values()],
        )
        for i in look.get_indexes(table)
    ]
    return [*sorted(made), *sorted(indexes, key=str)]


def test_the_migrations_are_one_line_and_end_at_the_head() -> None:
    scripts = ScriptDirectory(str(Path(opening.__file__).parent / "migrations"))
    assert scripts.get_heads() == [HEAD]


def test_c11_a_failed_upgrade_leaves_nothing_and_can_be_run_again(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic import op

    made = 0
    create = op.create_table

    def half_way(*args: Any, **options: Any) -> Any:
        nonlocal made
        made += 1
        if made == 5:
            raise RuntimeError("the power went")
        return create(*args, **options)

    with monkeypatch.context() as patch:
        patch.setattr(op, "create_table", half_way)
        with pytest.raises(RuntimeError):
            open_database(url, create=True)
    assert open_database(url) is None
    whole = open_database(url, create=True)
    assert whole
    with whole.read() as connection:
        assert set(metadata.tables) < set(inspect(connection).get_table_names())
    whole.close()


@pytest.mark.parametrize("version", ["0000", "9999"])
def test_c5_another_schema_is_refused_by_name(url: str, version: str) -> None:
    made = open_database(url, create=True)
    assert made
    made.transact(lambda c: c.execute(text(f"UPDATE alembic_version SET version_num = '{version}'")))
    made.close()
    with pytest.raises(Refused, match=f"schema {version}, this program knows {HEAD}"):
        open_database(url, create=True)


def test_c5_other_tables_are_not_ours(url: str) -> None:
    made = open_database(url, create=True)
    assert made
    with made.write() as connection:
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
        connection.execute(text("CREATE TABLE cows (id INTEGER)"))
    made.close()
    with pytest.raises(Refused, match="other tables"):
        open_database(url, create=True)
