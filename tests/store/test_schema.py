"""The migrations make exactly the tables the program knows, on both databases, and keep what is in them; upgrades
are whole or not at all."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, select, text

from reminder.core.outbox_states import MailState
from reminder.errors import Refused
from reminder.store import incoming, journal, opening, outbox, replies
from reminder.store.database import Connection, Database
from reminder.store.opening import open_any, open_database, upgrade
from reminder.store.schema import HEAD, Utc, Word, mail, metadata, notice


def test_the_migrated_schema_is_the_fresh_one(database: Database) -> None:
    with database.read() as connection:
        opts = {
            "compare_server_default": False,  # `columns` compares it, and the index made in words
            "include_object": lambda _object, name, *_: name not in ("ix_mail_ready", "ix_notice_untold"),
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
        (i["name"], i["column_names"], bool(i["unique"]), [str(v) for v in i.get("dialect_options", {}).values()])
        for i in look.get_indexes(table)
    ]
    # The name of a key that a column was added with is not read back from SQLite.
    named = connection.dialect.name != "sqlite"
    keys = [(k["constrained_columns"], k["referred_table"], named and k["name"]) for k in look.get_foreign_keys(table)]
    return [*sorted(made), *sorted(indexes, key=str), *sorted(keys)]


def test_the_migrations_are_one_line_and_end_at_the_head() -> None:
    scripts = ScriptDirectory(str(Path(opening.__file__).parent / "migrations"))
    assert scripts.get_heads() == [HEAD]


def first_schema(url: str) -> Database:
    """A database of the first version with nothing in it."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as made:
            made.execute("PRAGMA user_version = 1")
    opened = open_any(url)
    upgrade(opened, "0001")
    return opened


@pytest.fixture
def before(url: str) -> Iterator[Database]:
    """A database as the first version left it, with something in it."""
    opened = first_schema(url)
    with opened.write() as connection:
        for n, key in enumerate(KEYS, 1):
            connection.execute(text(
                "INSERT INTO mail (id, key, mailbox, domain, agency, kind, send_on, urgency, state, facts,"
                " created_at, next_at) VALUES (:id, :key, 'vt@so.example', 'so.example', 'so', 'reminder',"
                " '2026-12-08', 1, 'dead', '{}', '2026-12-08 02:00:00', '2026-12-08 02:00:00')"
            ), {"id": n, "key": key})  # fmt: skip
        connection.execute(text(
            "INSERT INTO notice (id, key, occurrence, revision, step, ordinal, recipient, role, template, urgency,"
            " planned_on, state, reason, created_at) VALUES (1, 'n', 'o', 0, 'd5', 1, 'so', 'owner', 'coming',"
            " 'normal', '2026-12-08', 'cancelled', '{}', '2026-12-08 02:00:00')"
        ))  # fmt: skip
        connection.execute(text("INSERT INTO mail_notice (mail_id, notice_id) VALUES (1, 1), (2, 1)"))
    yield opened
    opened.close()


def test_what_was_kept_by_its_message_id_is_known_and_another_may_share_it(before: Database) -> None:
    with before.write() as connection:
        connection.execute(text(
            "INSERT INTO reply (message_id, mail_id, at, sender, subject, text)"
            " VALUES ('<1@x>', 1, '2026-12-08 02:00:00', 'a@so.example', 'Re', 'rồi')"
        ))  # fmt: skip
    upgrade(before)
    at = datetime(2026, 12, 9, 2, tzinfo=UTC)
    with before.write() as connection:
        (kept,) = replies.of_mail(connection, 1)
        assert (kept.message_id, kept.text, kept.kind, kept.cut, kept.attached) == ("<1@x>", "rồi", "answer", False, "")
        assert incoming.seen(connection, "any", "<1@x>", at)
        other = replies.keep(connection, replace(kept, text="khác"))
        assert other.id != kept.id


def test_what_was_recorded_before_says_nothing_of_progress(before: Database) -> None:
    with before.write() as connection:
        connection.execute(text(
            "INSERT INTO act (id, kind, obligation, period, owner, \"on\", at, \"by\", agencies)"
            " VALUES (1, 'submit', 'p/1', '2026', 'so', '2026-12-08', '2026-12-08 02:00:00', 'an', '[]')"
        ))  # fmt: skip
    upgrade(before)
    with before.read() as connection:
        (act,) = journal.journal(connection).acts
        assert (act.percent, act.difficulty, act.proposal) == (None, "", "")


DIGEST = "vt@so.example@2026-12-08@reminder"
KEYS = (
    DIGEST, "vt@focal.example@2026-12-08@reminder@instead-of-1", f"{DIGEST}@instead-of-2#2",
    f"{DIGEST}@instead-of-9", f"{DIGEST}@p/1@once@so@r1@d5#1@instead-of-1@so.example", f"{DIGEST}#2",
)  # fmt: skip


def test_what_stood_in_by_its_key_does_so_by_its_column_and_no_key_changes(before: Database) -> None:
    upgrade(before)
    with before.read() as connection:
        assert tuple(connection.execute(select(mail.c.key).order_by(mail.c.id)).scalars()) == KEYS
        found = dict(connection.execute(select(mail.c.id, mail.c.instead_of)).all())
        assert found == {1: None, 2: 1, 3: 2, 4: None, 5: None, 6: None}
        assert connection.execute(select(notice.c.cancelled_by)).all() == [(None,)]
        assert outbox.notice_ids(connection, 2) == [1]
        migrated = {t: columns(connection, t) for t in metadata.tables}
    with before.write() as connection:
        metadata.drop_all(connection)
        metadata.create_all(connection)
        assert {t: columns(connection, t) for t in metadata.tables} == migrated


def test_c11_a_failed_upgrade_leaves_nothing_and_can_be_run_again(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
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


@pytest.mark.parametrize("zone", ["UTC", "Asia/Ho_Chi_Minh", "America/New_York"])
def test_an_instant_is_kept_in_utc_wherever_the_machine_stands(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    at = datetime(2026, 12, 8, 9, tzinfo=timezone(timedelta(hours=7)))
    kinds = {"sqlite": datetime(2026, 12, 8, 2), "postgresql": datetime(2026, 12, 8, 2, tzinfo=UTC)}  # noqa: DTZ001
    try:
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        for name, kept in kinds.items():
            dialect = create_engine(f"{name}+{'pysqlite' if name == 'sqlite' else 'psycopg'}://").dialect
            assert Utc().process_bind_param(at, dialect) == kept
            assert Utc().process_result_value(kept, dialect) == at
            assert Utc().process_result_value(at, dialect) == at
            assert Utc().process_bind_param(None, dialect) is Utc().process_result_value(None, dialect) is None
            with pytest.raises(ValueError, match="has no time zone"):
                Utc().process_bind_param(datetime(2026, 12, 8, 2), dialect)  # noqa: DTZ001
    finally:
        monkeypatch.undo()
        time.tzset()


def test_how_constraints_are_named_and_statements_kept() -> None:
    assert dict(metadata.naming_convention) == {
        "ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s", "pk": "pk_%(table_name)s",
    }  # fmt: skip
    assert Utc.cache_ok is True, "or every statement is compiled anew"
    assert Word.cache_ok is True


def test_a_word_comes_back_as_its_member() -> None:
    dialect = create_engine("sqlite://").dialect
    made = Word(MailState)
    read = made.result_processor(dialect, None)
    assert [read(word) for word in ("sent", "unknown")] == [MailState.SENT, MailState.UNKNOWN]
    assert read("sent") is MailState.SENT
    assert read(None) is None
    with pytest.raises(KeyError):
        read("lost")
    assert (made.enum, Word.impl.length) == (MailState, 16)


def test_every_table_with_its_columns_in_order() -> None:
    assert {name: " ".join(table.c.keys()) for name, table in metadata.tables.items()} == {
        "ruleset": "id hash texts in_force_at", "occurrence": "key first_seen_at",
        "act": "id kind obligation period owner on at by document note until_on agencies undoes said_by restarts "
        "begun_on rest percent difficulty proposal",
        "notice": "id key occurrence revision step ordinal recipient role template urgency planned_on state reason "
        "created_at cancelled_by",
        "mail": "id key mailbox domain agency kind send_on urgency state facts created_at next_at attempts tries "
        "ambiguous owner lease_until_at message_id note instead_of",
        "mail_notice": "mail_id notice_id", "attempt": "mail_id n started_at ended_at outcome reply body_hash",
        "answer": "id key occurrence obligation period agency revision kind on document note until_on state said_at "
        "act_id hold_id decided_at decided_by decision percent difficulty proposal",
        "address": "mailbox since_at reason", "meta": "key value", "incoming": "key at",
        "reply": "id message_id mail_id at sender subject text kind cut attached",
    }  # fmt: skip
    unique = {f"{t.name}.{c.name}" for t in metadata.tables.values() for c in t.c if c.unique}
    assert unique == {"notice.key", "mail.key", "answer.key"}
    null = {f"{t.name}.{c.name}" for t in metadata.tables.values() for c in t.c if c.nullable}
    assert null == {
        "act.until_on", "act.undoes", "act.begun_on", "notice.cancelled_by", "mail.owner", "mail.lease_until_at",
        "mail.message_id", "mail.instead_of", "attempt.ended_at", "attempt.outcome", "answer.until_on", "answer.act_id",
        "answer.hold_id", "answer.decided_at", "reply.mail_id", "act.percent", "answer.percent",
    }  # fmt: skip
    keys = {f"{t.name}.{c.name}" for t in metadata.tables.values() for c in t.primary_key}
    assert keys == {
        *(f"{name}.id" for name in ("ruleset", "act", "notice", "mail", "answer", "reply")), "occurrence.key",
        "mail_notice.mail_id", "mail_notice.notice_id", "attempt.mail_id", "attempt.n", "address.mailbox", "meta.key",
        "incoming.key",
    }  # fmt: skip
    refers = {f"{t.name}.{f.parent.name}": f.target_fullname for t in metadata.tables.values() for f in t.foreign_keys}
    assert refers == {
        "act.undoes": "act.id", "mail.instead_of": "mail.id", "mail_notice.mail_id": "mail.id",
        "mail_notice.notice_id": "notice.id", "attempt.mail_id": "mail.id", "answer.act_id": "act.id",
        "answer.hold_id": "act.id", "reply.mail_id": "mail.id",
    }  # fmt: skip
    indexes = {
        f"{t.name}({', '.join(c.name for c in index.columns)})" for t in metadata.tables.values() for index in t.indexes
    }
    assert indexes == {
        "act(obligation, period)", "notice(occurrence)", "mail(state)", "mail(instead_of)", "mail(message_id)",
        "mail(mailbox, send_on)", "mail(send_on)", "mail_notice(notice_id)", "attempt(started_at)",
        "answer(occurrence)", "reply(mail_id)", "incoming(at)",
    }  # fmt: skip
