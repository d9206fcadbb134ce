"""What an outcome does to the database. Each function works inside the caller's transaction, may be run again
from the start, and changes nothing when the claim is no longer ours."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from reminder.clock import local
from reminder.core.outbox_states import MailState, NoticeState
from reminder.core.reason import Reason, because
from reminder.engine.context.transaction import Transaction
from reminder.engine.mails.prepare import Ready
from reminder.engine.outbox.alerts import alert
from reminder.engine.outbox.reroute import reroute, revive, take_back
from reminder.mail.reply_codes import GIVE_UP, QUARTER, Event, Outcome, again_after
from reminder.store import claims, notices, outbox
from reminder.store.outbox import MailRow

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Result:
    """One claimed mail and what became of it. `outcome` None: it had nothing left to say. `ready` is None when the
    server was not even reached. `moot`: notices of it that hold no more. `tell`: the operator is to hear that the
    server does not take mail, and since when; `mended`: it does again."""

    mail: MailRow
    ready: Ready | None
    outcome: Outcome | None
    at: datetime
    moot: tuple[int, ...] = ()
    tell: datetime | None = None
    mended: bool = False


def record(tx: Transaction, result: Result) -> bool:
    """Store the result. False: the claim was not ours any more."""
    if result.outcome is None:
        done = claims.finish(
            tx.connection, result.mail, result.at, state=MailState.CANCELLED, note="nothing left to say"
        )
    else:
        done = _tried(tx, result, result.outcome)
    if done and result.moot:
        notices.set_state(tx.connection, result.moot, NoticeState.CANCELLED)
    return done


def _tried(tx: Transaction, result: Result, outcome: Outcome) -> bool:
    connection, mail, ready, at = tx.connection, result.mail, result.ready, result.at
    told: dict[str, Any] = {"outcome": outcome.verdict, "reply": str(outcome)}
    if ready:
        told["body_hash"] = hashlib.sha256(ready.message).hexdigest()
        if outcome.verdict in ("accepted", "unknown"):
            told["message_id"] = ready.message_id
    tries = mail.tries + outcome.counted
    match outcome.verdict:
        case "accepted":
            ids = [line.notice.id for line in ready.lines] if ready else []
            done = claims.finish(connection, mail, at, ids, state=MailState.SENT, tries=tries, note="", **told)
        case "rejected":
            return _dead(tx, result, outcome, told)
        case _ if not outcome.counted:
            # The server's fault, not the mail's: no attempt is counted, and it may leave at once.
            done = claims.finish(connection, mail, at, state=waiting(mail.ambiguous), note=str(outcome), **told)
            if done and result.tell and mail.kind != "alert":
                why = because("server-unreachable", since=local(result.tell, tx.zone), reply=str(outcome))
                alert(tx, [why])
        case _ if at - (outbox.first_tried(connection, mail.id) or at) > GIVE_UP:
            done = claims.finish(connection, mail, at, state=MailState.DEAD, tries=tries, note=str(outcome), **told)
            why = because("mail-expired", address=mail.mailbox, tries=tries, reply=str(outcome), mail=mail.id)
            _alert(tx, mail, done, why)
        case verdict:
            next_at = tx.office.retry_at(at + again_after(max(tries, 1), outcome), tx.catalogue)
            doubt = mail.ambiguous or verdict == "unknown"
            done = claims.finish(
                connection, mail, at, state=waiting(doubt), ambiguous=doubt, tries=tries, next_at=next_at,
                note=str(outcome), **told,
            )  # fmt: skip
    if done and ready and ready.fault:
        alert(tx, [ready.fault])
    return done


def _dead(tx: Transaction, result: Result, outcome: Outcome, told: dict[str, Any]) -> bool:
    """Refused for good: the operator hears of it and the next contact is served by a new mail."""
    mail, note = result.mail, str(outcome)
    done = claims.finish(tx.connection, mail, result.at, state=MailState.DEAD, tries=mail.tries + 1, note=note, **told)
    if not done:
        return False
    _alert(tx, mail, True, because("mail-rejected", address=mail.mailbox, reply=note, mail=mail.id))
    if outcome.level == "R" and outcome.event is not Event.NOT_PERMITTED:
        tx.close_mailbox(mail.mailbox, note)
    if outcome.level == "R" and result.ready:
        # A refusal by policy may be about us: until that shows, whoever stands in is not told.
        rest = QUARTER if outcome.status.startswith("5.7.") else timedelta(0)
        reroute(tx, mail, result.ready.lines, rest)
    return True


def _alert(tx: Transaction, mail: MailRow, done: bool, why: Reason) -> None:
    """Tell the operator, unless it is the operator's own mailbox that fails: that would never end."""
    if done and not (mail.kind == "alert" and mail.mailbox == tx.office.config.operator):
        alert(tx, [why])


def unblame(tx: Transaction, refused: Sequence[MailRow], reply: str) -> None:
    """Recipients in a row were refused by policy: it is our own address that is blocked. The mails held to be dead
    are tried again later, their mailboxes are reachable, and nobody stands in for them."""
    for mail in refused:
        tx.open_mailbox(mail.mailbox)
        later = tx.now + QUARTER
        outbox.move(
            tx.connection, [mail.id], [MailState.DEAD], state=waiting(mail.ambiguous), next_at=later, note=reply
        )
    for mail in refused:
        take_back(tx.connection, mail.id)
    revive(tx)
    alert(tx, [because("sender-blocked", reply=reply)])


def put_aside(tx: Transaction, result: Result, fault: Exception) -> bool:
    """What became of a mail cannot be recorded; the operator hears of it. One that may have been taken, or was refused,
    is dead until a person has it tried again, under its own Message-ID; another is tried again in an hour."""
    mail, outcome, kind = result.mail, result.outcome, type(fault).__name__
    values: dict[str, Any] = {"state": waiting(mail.ambiguous), "next_at": result.at + HOUR}
    if outcome and outcome.verdict in ("accepted", "unknown"):
        values = {"state": MailState.DEAD, "ambiguous": True}
        values |= {"message_id": result.ready.message_id} if result.ready else {}
    elif outcome and outcome.verdict == "rejected":
        values = {"state": MailState.DEAD}
    tried = outcome.verdict if outcome else "returned"
    note = f"not recorded: {kind}"
    done = claims.finish(tx.connection, mail, result.at, note=note, outcome=tried, reply=note, **values)
    _alert(tx, mail, done, because("result-not-recorded", address=mail.mailbox, fault=kind, mail=mail.id))
    return done


def waiting(doubt: bool) -> MailState:
    """Where a mail goes back to: once unknown, it stays so until it is accepted."""
    return MailState.UNKNOWN if doubt else MailState.PENDING
