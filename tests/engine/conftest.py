"""A small office whose reminders of a day wait to be sent."""

from collections.abc import Iterator

import pytest

from reminder.core.outbox_states import MailState
from reminder.engine.context.office import Office
from reminder.engine.planning.store_decisions import evaluate_into
from reminder.store import outbox
from tests.clock import Hand
from tests.engine.made import mails, small_office
from tests.engine.sending import Desk
from tests.laws.whole import Picky, Whole


@pytest.fixture
def desk() -> Iterator[Desk]:
    with small_office() as whole:
        hand, mailer = Hand(), Picky()
        office = Office(whole.config, hand.clock)
        evaluate_into(whole.database, office, whole.catalogue)
        made = Desk(whole, hand, mailer, office, None)  # type: ignore[arg-type]
        made.again()
        summary = [m.id for m in mails(whole, kind="summary")]
        whole.database.transact(lambda c: outbox.move(c, summary, [MailState.PENDING], state="cancelled"))
        yield made


@pytest.fixture
def office() -> Iterator[Whole]:
    with small_office() as made:
        yield made
