"""A small office: as it is, with reminders of a day that wait to be sent, and in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reminder.core.outbox_states import MailState
from reminder.engine.context.office import Office
from reminder.engine.planning.store_decisions import evaluate_into
from reminder.store import outbox
from tests.clock import Hand
from tests.engine.folder import Folder
from tests.engine.made import mails, small_office
from tests.engine.post import Post
from tests.engine.sending import Desk
from tests.laws.whole import Picky, Whole


def made_desk() -> Iterator[Desk]:
    """The day's reminders of a small office wait to be sent."""
    with small_office() as whole:
        hand, mailer = Hand(), Picky()
        office = Office(whole.config, hand.clock)
        evaluate_into(whole.database, office, whole.catalogue)
        made = Desk(whole, hand, mailer, office, None)  # type: ignore[arg-type]
        made.again()
        summary = [m.id for m in mails(whole, kind="summary")]
        whole.database.transact(lambda c: outbox.move(c, summary, [MailState.PENDING], state="cancelled"))
        yield made


desk = pytest.fixture(made_desk, name="desk")


@pytest.fixture
def post(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Post:
    return Post(desk, monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    yield Folder(tmp_path)


@pytest.fixture
def office() -> Iterator[Whole]:
    with small_office() as made:
        yield made
