"""Two change the same rows at once, each in a transaction of its own: both changes stay, on both databases.

The second begins while the first has not committed; on PostgreSQL the first commits when the second waits for it.
"""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import text

from reminder.clock import fixed_clock
from reminder.config import Config
from reminder.core.outbox_states import MailState
from reminder.core.reason import because
from reminder.engine.context import links, rules
from reminder.engine.context.office import Office
from reminder.engine.context.secret import secret_of
from reminder.engine.context.transaction import Transaction
from reminder.engine.outbox.alerts import alert
from reminder.engine.planning.store_decisions import evaluate_into
from reminder.rulefile import load_texts
from reminder.store import answers, outbox, renaming, rulesets
from reminder.store.database import Connection, Database, get, put, take
from reminder.store.opening import open_database
from tests.rulefile.office import OFFICE, office
from tests.store.rows import NOW, answered, fill

OPERATOR = Office(Config(operator="quantri@tinh.example"), fixed_clock(NOW))
Work = Callable[[Connection], object]


def both(database: Database, url: str, one: Work, other: Work) -> None:
    """`one`, and `other` begun before it has committed."""
    beside(database, url, one, lambda second: second.transact(other))


def beside(database: Database, url: str, one: Work, other: Callable[[Database], object]) -> None:
    """The same for an `other` that opens its transactions itself."""
    second = open_database(url)
    assert second
    begun, faults = threading.Event(), list[BaseException]()

    def follow() -> None:
        begun.set()
        try:
            other(second)
        except BaseException as fault:  # noqa: BLE001  # raised below, in the test's own thread
            faults.append(fault)

    thread = threading.Thread(target=follow)
    with database.write() as connection:
        one(connection)
        thread.start()
        assert begun.wait(20)
        while database.shared and thread.is_alive() and not _waits(database):
            thread.join(0.01)
    thread.join(20)
    second.close()
    if faults:
        raise faults[0]


def _waits(database: Database) -> bool:
    with database.read() as connection:
        query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        return bool(connection.execute(text(query)).scalar())


def kept(database: Database, key: str) -> str | None:
    with database.read() as connection:
        return get(connection, key)


@pytest.mark.parametrize("before", ["", '{"c": 4}'])
def test_two_agencies_links_are_revoked(database: Database, url: str, before: str) -> None:
    if before:
        database.transact(lambda c: put(c, outbox.LINK_COUNTERS, before))
    both(database, url, lambda c: links.revoke(c, "a"), lambda c: links.revoke(c, "b"))
    with database.read() as connection:
        counters = links.links(connection, OPERATOR.config, b"k").counters
    assert counters == ({"c": 4} if before else {}) | {"a": 2, "b": 2}


def test_one_agencys_links_are_revoked_twice(database: Database, url: str) -> None:
    both(database, url, lambda c: links.revoke(c, "a"), lambda c: links.revoke(c, "a"))
    assert kept(database, outbox.LINK_COUNTERS) == '{"a": 3}'


def test_a_key_is_rotated_while_all_are_dropped(database: Database, url: str) -> None:
    both(database, url, lambda c: links.rotate(c, drop=True), links.rotate)
    assert kept(database, outbox.LINK_KEYS) == "2-3"


def test_there_is_one_secret(database: Database, url: str) -> None:
    """Whoever comes second takes the first one's: Message-IDs hang on it."""
    found = list[bytes]()

    def make(connection: Connection) -> None:
        assert take(connection, "secret") is None
        put(connection, "secret", "ab" * 32)

    beside(database, url, make, lambda second: found.append(secret_of(second)))
    assert found == [bytes.fromhex("ab" * 32)] == [secret_of(database)]


def test_a_value_is_kept_twice(database: Database, url: str) -> None:
    both(database, url, lambda c: put(c, "evaluated", "1"), lambda c: put(c, "evaluated", "2"))
    assert kept(database, "evaluated") == "2"


def test_two_alerts_are_both_told(database: Database, url: str) -> None:
    def tell(code: str) -> Work:
        return lambda c: alert(Transaction(c, OPERATOR, load_texts(OFFICE), NOW), [because(code)])

    database.transact(tell("first"))
    both(database, url, tell("second"), tell("third"))
    with database.read() as connection:
        told = [r["code"] for m in outbox.listing(connection) for r in m.facts["reasons"]]
    assert sorted(told) == ["first", "second", "third"]


def test_an_answer_is_decided_once(database: Database, url: str) -> None:
    row = database.transact(lambda c: answers.put(c, answered()))
    done = list[bool]()

    def decide(state: str) -> Work:
        return lambda c: done.append(answers.claim(c, row.id, state=state))

    both(database, url, decide("confirmed"), decide("refused"))
    assert done == [True, False]
    with database.read() as connection:
        assert [a.state for a in answers.listing(connection)] == ["confirmed"]


@pytest.mark.states_by_hand
def test_a_mail_is_approved_or_cancelled(database: Database, url: str) -> None:
    (id_,) = fill(database, 1, state="held")
    both(
        database, url, lambda c: outbox.move(c, [id_], [MailState.HELD], state="pending"),
        lambda c: outbox.move(c, [id_], [MailState.HELD], state="cancelled"),
    )  # fmt: skip
    with database.read() as connection:
        assert outbox.counts(connection) == {"pending": 1}


def test_two_put_the_same_rules_in_force(database: Database, url: str) -> None:
    """A row that bears another id moves once; the second finds that there is nothing to do."""
    old = load_texts(OFFICE)
    new = load_texts(office(plan=('id = "nam"', 'id = "nam-2"\nwas = ["nam"]')))
    database.transact(lambda c: rules.enforce(c, old, NOW))
    assert evaluate_into(database, OPERATOR, old).notices

    def reload(connection: Connection) -> None:
        rules.enforce(connection, new, NOW)

    both(database, url, reload, reload)
    with database.read() as connection:
        assert rules.matches(connection, new)
        assert "kh-1/nam" not in renaming.on_record(connection)
        assert connection.execute(text("SELECT count(*) FROM ruleset")).scalar() == 2


def test_who_evaluates_by_rules_that_were_replaced_decides_nothing(database: Database) -> None:
    """Else all that was told would be told again under the id that is gone."""
    old = load_texts(OFFICE)
    new = load_texts(office(plan=('id = "nam"', 'id = "nam-2"\nwas = ["nam"]')))
    database.transact(lambda c: rules.enforce(c, old, NOW))
    assert evaluate_into(database, OPERATOR, old).notices
    database.transact(lambda c: rules.enforce(c, new, NOW))
    assert not evaluate_into(database, OPERATOR, old).ran
    assert evaluate_into(database, OPERATOR, new).notices == 0
    assert rulesets.digest(old.texts) != rulesets.digest(new.texts)
