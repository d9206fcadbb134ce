"""What came in is kept with the mail it is about, where an officer finds it (`reminder outbox show`), so much of a day.

Whoever writes about one mailbox takes no room from another, a machine none from a person, and nobody from the mailbox
itself: who has a mail of ours can write under any name, but about that mailbox only.
"""

from collections.abc import Sequence
from datetime import timedelta

from reminder.core.reason import because
from reminder.engine.context.transaction import Transaction
from reminder.engine.outbox.alerts import alert
from reminder.mail.received import Received
from reminder.store import replies
from reminder.store.outbox import MailRow
from reminder.store.replies import ReplyRow

# In a day about mails to one mailbox, of each kind: of one sender, and of all.
OF_ONE, OF_ALL, DAY = 50, 200, timedelta(days=1)


def keep(tx: Transaction, about: MailRow, found: Received) -> ReplyRow | None:
    """Put what came in with the mail it is about; None where there is no more room, which is told once a day."""
    before = beside(about, found.sender, replies.senders(tx.connection, about.mailbox, found.kind, tx.now - DAY))
    if len(before) >= OF_ALL or of_one(found.sender, before) >= OF_ONE:
        alert(tx, [because("answers-too-many", address=about.mailbox, most=OF_ALL, of_one=OF_ONE, first=about.id)])
        return None
    return replies.keep(tx.connection, ReplyRow(
        found.message_id, about.id, tx.now, found.sender, found.subject, found.text, kind=found.kind, cut=found.cut,
        attached="\n".join(found.attached),
    ))  # fmt: skip


def of_one(sender: str, senders: Sequence[str]) -> int:
    """How many are of this sender."""
    return sum(each.casefold() == sender.casefold() for each in senders)


def beside(about: MailRow, sender: str, senders: Sequence[str]) -> list[str]:
    """Of those who have written, the ones that share their room with this sender: the mailbox itself has its own."""
    own = about.mailbox.casefold()
    return [each for each in senders if (each.casefold() == own) is (sender.casefold() == own)]
