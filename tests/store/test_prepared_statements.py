"""Statements that the driver runs itself: what they give, for one row and for several, with every kind of value."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Connection, bindparam, select, update

from reminder.core.outbox_states import MailState
from reminder.store import outbox
from reminder.store.opening import open_database
from reminder.store.prepared_statements import Prepared
from reminder.store.schema import mail
from tests.store.rows import NOW, put


@pytest.fixture
def lite() -> Iterator[Connection]:
    opened = open_database("sqlite://")
    assert opened
    with opened.write() as connection:
        yield connection
    opened.close()


def test_what_is_asked_comes_as_the_driver_gives_it(lite: Connection) -> None:
    for n in range(3):
        put(lite, n)
    ask = Prepared(select(mail.c.id, mail.c.mailbox).where(mail.c.id >= bindparam("least")).order_by(mail.c.id))
    assert ask.run(lite, {"least": 2}).fetchall() == [(2, "vt1@so.example"), (3, "vt2@so.example")]
    assert ask.run(lite, {"least": 3}).fetchall() == [(3, "vt2@so.example")], "compiled once, asked again"
    assert ask.run(lite, {"least": 4}).fetchone() is None


def test_values_are_kept_as_the_columns_have_them(lite: Connection) -> None:
    for n in range(3):
        put(lite, n)
    write = Prepared(
        update(mail).where(mail.c.id == bindparam("which")).values(
            next_at=bindparam("next_at"), state=bindparam("state"), ambiguous=bindparam("ambiguous")
        )
    )  # fmt: skip
    at = datetime(2026, 12, 8, 9, tzinfo=timezone(timedelta(hours=7)))
    one = {"which": 1, "next_at": at, "state": MailState.SENDING, "ambiguous": True}
    assert write.run(lite, one).rowcount == 1
    assert write.run(lite, one | {"which": 9}).rowcount == 0
    assert write.run(lite, *(one | {"which": n} for n in (2, 3, 9))).rowcount == 2
    for n in (1, 2, 3):
        row = outbox.one(lite, n)
        assert row
        assert (row.next_at, row.state, row.ambiguous) == (NOW, MailState.SENDING, True)
        assert row.next_at.tzinfo is UTC
