"""What one transaction works with: its one instant, and whom mail reaches as far as it knows."""

from datetime import UTC, date, datetime, timedelta

import pytest

from reminder.core.told_instead import Reach
from reminder.engine.context.office import Office
from reminder.engine.context.transaction import Transaction, transact, unreachable
from reminder.store import bounced_mailboxes
from tests.clock import Hand
from tests.engine.made import ZONE
from tests.laws.whole import Whole

LATE = datetime(2026, 12, 8, 17, tzinfo=UTC)  # at the office it is the 9th


def test_it_begins_now_and_stays_then(office: Whole) -> None:
    hand = Hand(LATE)
    desk = Office(office.config, hand.clock)
    with office.database.read() as connection:
        tx = Transaction.on(connection, desk, office.catalogue)
        assert tx == Transaction(connection, desk, office.catalogue, LATE)
        hand.forward(days=1)
        assert (tx.now, tx.today, tx.zone) == (LATE, date(2026, 12, 9), ZONE)


def test_what_is_learnt_of_a_mailbox_holds_for_the_rest_of_it(office: Whole) -> None:
    hand = Hand(LATE)
    with office.database.write() as connection:
        tx = Transaction.on(connection, Office(office.config, hand.clock), office.catalogue)
        reach = Reach(office.catalogue.directory, office.config.operator)
        assert tx.reach == reach and tx.reach is tx.reach
        tx.close_mailbox("vt@sct.example", "550 gone")
        assert tx.reach == reach.without(frozenset({"vt@sct.example"}))
        assert bounced_mailboxes.listing(connection) == [("vt@sct.example", "550 gone", LATE)]
        tx.open_mailbox("vt@sct.example")
        assert tx.reach == reach
        tx.open_mailbox("vt@sct.example")
        assert tx.reach == reach


def test_a_transaction_is_begun_for_the_work_and_kept_once_it_is_done(office: Whole) -> None:
    hand = Hand(LATE)
    desk = Office(office.config, hand.clock)
    assert unreachable(office.database) == unreachable(None) == frozenset()

    def work(tx: Transaction) -> tuple[Office, object, datetime]:
        tx.close_mailbox("vt@sct.example", "550")
        return tx.office, tx.catalogue, tx.now

    assert transact(office.database, desk, office.catalogue, work) == (desk, office.catalogue, LATE)
    assert unreachable(office.database) == {"vt@sct.example"}

    def fails(tx: Transaction) -> None:
        tx.close_mailbox("vt@sxd.example", "550")
        hand.jump(seconds=timedelta(1).seconds)
        raise KeyError

    with pytest.raises(KeyError):
        transact(office.database, desk, office.catalogue, fails)
    assert unreachable(office.database) == {"vt@sct.example"}
