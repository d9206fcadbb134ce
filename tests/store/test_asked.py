"""What an answer, a decision and an act ask of the database is served by an index, on both: no table that only grows is
read whole, however long the history."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, text

from reminder.clock import fixed_clock
from reminder.config import Config
from reminder.core.act_kinds import ActKind
from reminder.core.answer_states import AnswerKind
from reminder.engine.acts.agency_answers import Said, answer, confirm, refuse
from reminder.engine.acts.record import Wish, record
from reminder.engine.context import rules
from reminder.engine.context.office import Office
from reminder.engine.context.transaction import Transaction
from reminder.engine.planning.store_decisions import evaluate_into
from reminder.engine.queries.agency_duties import DutyShelf
from reminder.rulefile import load_texts
from reminder.store.database import Connection, Database
from tests.journeys.desk import AGENCIES, CALENDAR, PLAN, RULES
from tests.store.rows import NOW

GROWING = ("act", "answer", "attempt", "mail", "mail_notice", "notice", "occurrence")
OFFICE = Office(Config(operator="quantri@tinh.example"), fixed_clock(NOW))
TEXTS = {
    "calendars/vietnam.toml": CALENDAR,
    "agencies/tinh.toml": AGENCIES,
    "plans/kh-1.toml": PLAN,
    "reminders.toml": RULES,
}
ASKS = Said(AnswerKind.EXTENSION, note="bận", until_on=date(2026, 12, 28))
KEY = "kh-1/year@2026@"


@contextmanager
def plans(database: Database) -> Iterator[list[str]]:
    """How the database goes about each statement meanwhile."""
    asked: list[tuple[str, Any]] = []
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, given: Any, _context: object, many: bool) -> None:
        if statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            asked.append((statement, given[0] if many else given))

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
    with database.read() as connection:
        for statement, given in asked:
            found += _plan(connection, database.shared, statement, given)


def _plan(connection: Connection, shared: bool, statement: str, given: Any) -> list[str]:
    if shared:
        # Tables of a test are so small that PostgreSQL would rather read them whole.
        connection.execute(text("SET enable_seqscan = off"))
        return list(connection.exec_driver_sql(f"EXPLAIN {statement}", given).scalars())
    return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)]


@pytest.mark.parametrize("what", ["recorded", "waits", "confirmed", "refused", "act", "undo", "page"])
def test_no_table_is_read_whole(database: Database, what: str) -> None:
    final = load_texts(TEXTS)
    careful = load_texts(
        TEXTS | {"plans/kh-1.toml": PLAN.replace('id = "kh-1"\n', 'id = "kh-1"\nanswers = "confirm"\n', 1)}
    )
    database.transact(lambda c: rules.enforce(c, final, NOW))
    assert evaluate_into(database, OFFICE, final).notices
    shelf = DutyShelf()
    with database.read() as connection:
        shelf.current(Transaction.on(connection, OFFICE, final))
    waiting = answer(OFFICE, database, careful, "sct", f"{KEY}sct", ASKS).row
    assert waiting
    said = Said(AnswerKind.REPORTED, date(2026, 12, 7), "1/BC")

    def look() -> None:
        with database.read() as connection:
            assert shelf.current(Transaction.on(connection, OFFICE, final)).of("sct")

    todo: dict[str, Callable[[], object]] = {
        "recorded": lambda: answer(OFFICE, database, final, "sxd", f"{KEY}sxd", said),
        "waits": lambda: answer(OFFICE, database, careful, "sxd", f"{KEY}sxd", ASKS),
        "confirmed": lambda: confirm(OFFICE, database, careful, waiting.id, "an"),
        "refused": lambda: refuse(OFFICE, database, careful, waiting.id, "an", "không"),
        "act": lambda: record(OFFICE, database, final, Wish(ActKind.SUBMIT, "kh-1/year", "sxd", by="an")),
        "undo": lambda: record(OFFICE, database, final, Wish(ActKind.UNDO, "kh-1/year", "sct", "2026", by="an")),
        "page": look,
    }
    with plans(database) as found:
        todo[what]()
    assert found
    whole = [
        step for step in found
        if any(step.strip().startswith((f"SCAN {t}", f"->  Seq Scan on {t} ", f"Seq Scan on {t} ")) for t in GROWING)
        and "INDEX" not in step
    ]  # fmt: skip
    assert whole == []
    if what == "recorded":  # the mails of a day, not all of a state: most of a history is of one state
        assert any("ix_mail_send_on" in step for step in found)
