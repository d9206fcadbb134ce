"""What one part of a transaction learns of a mailbox holds for the next."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reminder.engine.context.transaction import Transaction, transact
from reminder.engine.outbox import by_hand
from reminder.engine.sending.mailers import delivery
from reminder.engine.sending.record_outcome import Result
from reminder.store import bounced_mailboxes, outbox
from tests.store.rows import NOW
from tests.store.test_cost import REFUSED, Place, opened

BOXES = ("vt@sxd.example", "vt@snnmt.example", "vt@sct.example")
OPERATOR = "quantri@tinh.example"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    found = opened(tmp_path / "office")
    yield found
    found.database.close()


def instead(place: Place) -> dict[str, str]:
    """By mailbox refused, where its notices go now."""
    with place.database.read() as connection:
        mails = {m.id: m for m in outbox.listing(connection)}
    return {mails[m.instead_of].mailbox: m.mailbox for m in mails.values() if m.instead_of}


def test_a_mailbox_that_is_closed_or_opened_is_known_at_once(place: Place) -> None:
    def work(tx: Transaction) -> list[str]:
        found = [tx.reach.mailbox("sxd", tx.today)]
        tx.close_mailbox("VT@sxd.example", "5.1.1")
        found.append(tx.reach.mailbox("sxd", tx.today))
        tx.open_mailbox("vt@SXD.example")
        return [*found, tx.reach.mailbox("sxd", tx.today)]

    found = transact(place.database, place.office, place.final, work)
    assert found == ["vt@sxd.example", "pth@sxd.example", "vt@sxd.example"]


def test_of_several_refused_at_once_none_is_served_by_another(place: Place) -> None:
    """They are recorded in one transaction: the focal agency would have been told instead of the other."""
    with delivery(place.office, place.database) as sender:
        claimed = {m.mailbox: m for m in sender.claim(place.final, 10, False)}
        drafts = [sender.draft(claimed[box], place.final) for box in BOXES]
        sender.keep([Result(d.mail, d.ready, REFUSED, NOW) for d in drafts], place.final)
    assert instead(place) == {
        "vt@sxd.example": "pth@sxd.example",
        "vt@snnmt.example": OPERATOR,
        "vt@sct.example": OPERATOR,
    }


def test_what_is_tried_again_by_hand_revives_what_nobody_could_be_told(place: Place) -> None:
    """The mailbox counts as reachable again before it is asked who can be told."""
    with delivery(place.office, place.database) as sender:
        claimed = next(m for m in sender.claim(place.final, 10, False) if m.mailbox == "vt@sct.example")
        draft = sender.draft(claimed, place.final)
        with place.database.write() as connection:
            for box in ("vt@snnmt.example", place.office.config.operator):
                bounced_mailboxes.mark(connection, box, "5.1.1", NOW)
        sender.keep([Result(draft.mail, draft.ready, REFUSED, NOW)], place.final)
    with place.database.read() as connection:
        assert by_hand.show(place.database, claimed.id).notices[0].state == "unreachable"
        assert outbox.one(connection, claimed.id).state == "dead"  # type: ignore[union-attr]  # it is there
    by_hand.retry(place.database, place.office, place.final, (claimed.id,))
    assert by_hand.show(place.database, claimed.id).notices[0].state == "queued"
    assert not instead(place)
