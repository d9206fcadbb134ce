"""What an officer does by hand in the outbox: look, approve, retry, cancel."""

from dataclasses import dataclass

from reminder.core.catalogue import Catalogue
from reminder.core.outbox_states import READY, MailState, NoticeState
from reminder.engine.context.office import Office
from reminder.engine.context.transaction import Transaction
from reminder.engine.outbox.reroute import revive, take_back
from reminder.errors import BadInput
from reminder.store import notices, outbox, replies, stand_ins
from reminder.store.database import Database
from reminder.store.outbox import AttemptRow, MailRow
from reminder.store.replies import ReplyRow
from reminder.translatable import N_

_FAILED = (MailState.DEAD, MailState.BOUNCED)


@dataclass(frozen=True, slots=True)
class Shown:
    """One mail with everything on record about it."""

    mail: MailRow
    notices: tuple[notices.NoticeRow, ...]
    attempts: tuple[AttemptRow, ...]
    replies: tuple[ReplyRow, ...] = ()


def show(database: Database | None, mail_id: int) -> Shown:
    """One mail. Raises BadInput when there is none of this number."""
    if database:
        with database.read() as connection:
            found = outbox.one(connection, mail_id)
            if found:
                carried = notices.by_ids(connection, outbox.notice_ids(connection, mail_id))
                tries = tuple(outbox.attempts(connection, mail_id))
                return Shown(found, tuple(carried), tries, tuple(replies.of_mail(connection, mail_id)))
    raise BadInput.of(N_("mail {mail}: there is none; reminder outbox list shows them"), mail=mail_id)


def approve(database: Database, office: Office, ids: tuple[int, ...]) -> int:
    """Let held mails go; without ids all of them. Each notice is looked at again before it leaves."""
    with database.write() as connection:
        wanted = ids or tuple(m.id for m in outbox.listing(connection, MailState.HELD))
        now = office.clock.now()
        moved = outbox.move(connection, wanted, [MailState.HELD], state=MailState.PENDING, next_at=now)
        why = N_("{n} of {all} mails cannot be approved; only held mails can be")
        return _all_or_error(moved, wanted, why)


def retry(database: Database, office: Office, catalogue: Catalogue, ids: tuple[int, ...]) -> int:
    """Try dead or waiting mails again now; their mailboxes count as reachable again, and whoever was to be told
    instead is not, unless that mail has left."""
    with database.write() as connection:
        tx = Transaction.on(connection, office, catalogue)
        for mail_id in ids:
            found = outbox.one(connection, mail_id)
            if found and found.state in _FAILED:
                tx.open_mailbox(found.mailbox)
                take_back(connection, mail_id)
        revived = outbox.again(connection, ids, (*_FAILED, *READY), tx.now)
        revive(tx)
        why = N_("{n} of {all} mails cannot be retried; only dead, bounced, pending and unknown mails can be")
        return _all_or_error(revived, ids, why)


def cancel(database: Database, ids: tuple[int, ...], by: str) -> int:
    """Stop mails that have not left. What waits in them and in no other mail is spent: nobody is told of it in this
    revision, and `status` says who decided so."""
    with database.write() as connection:
        stopped = outbox.move(
            connection, ids, (*READY, MailState.HELD, MailState.DEAD), state=MailState.CANCELLED, note="by hand"
        )
        for mail_id in ids:
            spent = stand_ins.waiting_only_in(connection, mail_id)
            notices.set_state(connection, spent, NoticeState.CANCELLED, cancelled_by=by)
        why = N_("{n} of {all} mails cannot be cancelled; only mails that have not been sent can be")
        return _all_or_error(stopped, ids, why)


def _all_or_error(changed: int, ids: tuple[int, ...], template: str) -> int:
    """All or none: raising here rolls the transaction back."""
    if changed != len(ids):
        raise BadInput.of(template, n=len(ids) - changed, all=len(ids))
    return changed
