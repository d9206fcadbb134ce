"""What comes in while the day's reminders of a small office have left."""

from typing import Any

import pytest

from reminder.engine.incoming import returned_mail
from reminder.engine.incoming.returned_mail import deal
from reminder.mail.bounces import Report
from reminder.mail.received import Received
from reminder.store import bounced_mailboxes, incoming_counts, notices, outbox, replies
from reminder.store.outbox import MailRow
from tests.engine.made import mails
from tests.engine.sending import Desk

BOX = "vt@sct.example"


class Post:
    """The day's reminders have left; what comes in is made of `Received` values. Of the same facts it is the same mail,
    read again."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.desk, self.hand, self.patch = desk, desk.hand, monkeypatch
        desk.send()
        self.mail = self.now()

    def now(self) -> MailRow:
        return next(m for m in mails(self.desk.whole) if m.mailbox == BOX and m.instead_of is None)

    def comes(self, kind: str = "failed", status: str = "5.1.1", raw: bytes = b"raw", **given: Any) -> str:
        """A mail of this kind; one of a report's kinds is a report with that `status`."""
        told = {"said": "no such user", "recipients": ()} | {
            n: given.pop(n) for n in ("said", "recipients") if n in given
        }
        usual: dict[str, Any] = {"mail": self.mail.id, "message_id": "<in@x>", "key": repr((kind, status, given, told))}
        if kind in ("failed", "temporary", "delayed", "delivered"):
            usual["reports"] = (Report(kind, status, **told),)  # type: ignore[arg-type]
            kind = "report"
        found = Received(kind, **(usual | given))  # type: ignore[arg-type]
        self.patch.setattr(returned_mail, "read_received", lambda _raw, _secret: found)
        desk = self.desk
        return deal(desk.office, desk.whole.database, desk.whole.catalogue, b"secret", raw)

    def counted(self) -> dict[str, int]:
        return self.desk.whole.database.transact(incoming_counts.drain)

    def read(self) -> tuple[frozenset[str], set[str]]:
        """The mailboxes out of reach, and the states of what the mail told."""
        with self.desk.whole.database.read() as connection:
            rows = notices.by_ids(connection, outbox.notice_ids(connection, self.mail.id))
            return bounced_mailboxes.unreachable(connection), {row.state for row in rows}

    def stand_ins(self) -> list[str]:
        return [m.mailbox for m in mails(self.desk.whole) if m.instead_of == self.mail.id]


def forwarded(post: Post) -> list[tuple[str, dict[str, Any]]]:
    return [(m.mailbox, m.facts) for m in mails(post.desk.whole, kind="reply")]


def kept(post: Post) -> list[str]:
    with post.desk.whole.database.read() as connection:
        return [r.message_id for r in replies.of_mail(connection, post.mail.id)]
