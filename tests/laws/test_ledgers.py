"""A law: what one matter's ledger says of it is what the whole ledger says."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given

from reminder.clock import fixed_clock
from reminder.config import Config
from reminder.core.evaluate import Ledger, status
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.core.outbox_states import NoticeState
from reminder.engine.context.ledger import ledger_of, ledger_within, whole_ledger
from reminder.engine.context.office import Office
from reminder.engine.context.transaction import Transaction
from reminder.engine.planning.store_decisions import row
from reminder.store import journal, notices
from reminder.store.database import Connection
from reminder.store.opening import open_database
from tests.laws.life import START, Happening, Life, Made, anything, live, offices, seasons

OFFICE = Office(Config(), fixed_clock(datetime.combine(START, time(5), UTC)))
ZONE = OFFICE.config.zone
DAYS = 60


@seasons
@given(offices, anything)
def test_a_ledger_of_one_matter_says_what_the_whole_one_says(made: Made, story: list[Happening]) -> None:
    """Of one obligation, of one period of it, of what one agency owes of it, and of a few rows."""
    life = live(made, DAYS, story)
    today = START + timedelta(DAYS)
    reach = today + timedelta(400)
    database = open_database("sqlite://", create=True)
    assert database
    with database.write() as connection:
        _store(connection, life)
        at = datetime.combine(today, time(5), UTC)
        tx = Transaction(connection, OFFICE, life.rules, at)
        whole = whole_ledger(connection, ZONE)
        every = list(Occurrences(life.rules, whole.journal).known(reach, today))
        for id_ in life.rules.obligation_of:
            mine = [o for o in every if o.obligation.id == id_]
            owners = {a for o in mine for a in o.owner.agencies}
            for period in {"", *(o.period for o in mine)}:
                for agency in {"", *owners}:
                    part = ledger_of(tx, id_, period, agency)
                    found = Occurrences(life.rules, part.journal).known(reach, today, id_, period, agency)
                    wanted = [
                        o for o in mine
                        if period in ("", o.period) and (not agency or agency in o.owner.agencies)
                    ]  # fmt: skip
                    assert _said(_of(found, period, agency), part) == _said(wanted, whole)
        near = ledger_within(tx)
        assert near.journal.acts == whole.journal.acts
        assert _said(every, near) == _said(every, whole)
    database.close()


def _of(found: Iterator[Occurrence], period: str, agency: str) -> list[Occurrence]:
    """`known` narrows series only: single dates have one period."""
    return [o for o in found if period in ("", o.period) and (not agency or agency in o.owner.agencies)]


def _said(found: list[Occurrence], ledger: Ledger) -> list[tuple[object, ...]]:
    today = START + timedelta(DAYS)
    recipients = {r for o in found for r in (*o.owner.agencies, "focal", "ubnd")}
    return [
        (o, status(o, ledger, today), ledger.first_seen.get(o.key),
         [sorted(ledger.emitted.get((o.key, r), ()), key=str) for r in sorted(recipients)])
        for o in found
    ]  # fmt: skip


def _store(connection: Connection, life: Life) -> None:
    for act in life.acts.written:
        assert journal.append(connection, act).id == act.id
    for key, on in life.ledger.first_seen.items():
        notices.see(connection, [key], datetime.combine(on, time(5), UTC))
    rows = {n.key: row(n, NoticeState.SENT) for _, n in life.told}
    notices.add(connection, list(rows.values()), datetime.combine(START, time(5), UTC))


def test_a_ledger_of_one_matter_cannot_be_gone_through() -> None:
    database = open_database("sqlite://", create=True)
    assert database
    life = Life(Made((("năm 2024", "task", "a", ""),), False, frozenset(), "lenient", "keep", 0).catalogue())
    with database.read() as connection:
        part = ledger_of(Transaction.on(connection, OFFICE, life.rules), "p/0")
        assert part.emitted
        assert part.first_seen.get("p/0@once@a") is None
        with pytest.raises(NotImplementedError):
            len(part.first_seen)
        with pytest.raises(NotImplementedError):
            list(part.emitted)
    database.close()
