"""What an outcome does to the database. Each function works inside the caller's transaction, may be run again
from the start, and changes nothing when the claim is no longer ours."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from reminder.clock import local
from reminder.core.catalogue import Catalogue
from reminder.core.outbox_states import MailState, NoticeState
from reminder.core.reason import because
from reminder.engine.context.office import Office
from reminder.engine.mails.prepare import Ready
from reminder.engine.outbox.alerts import alert
from reminder.engine.outbox.reroute import reroute, revive, take_back
from reminder.mail.outcome import GIVE_UP, QUARTER, Event, Outcome, again_after
from reminder.store import bounced_mailboxes, claims, notices, outbox
from reminder.store.database import Connection
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


def record(connection: Connection, office: Office, catalogue: Catalogue, result: Result) -> bool:
    """Store the result. False: the claim was not ours any more."""
    if result.outcome is None:
        done = claims.finish(
            connection, result.mail, result.at, state=MailState.CANCELLED, note="nothing left to say"
        )
    else:
        done = _tried(connection, office, catalogue, result, result.outcome)
    if done and result.moot:
        notices.set_state(connection, result.moot, NoticeState.CANCELLED)
    return done


def _tried(
    connection: Connection, office: Office, catalogue: Catalogue, result: Result, outcome: Outcome
) -> bool:
    mail, ready, now = result.mail, result.ready, result.at
    told: dict[str, Any] = {"outcome": outcome.verdict, "reply": str(outcome)}
    if ready:
        told["body_hash"] = hashlib.sha256(ready.message).hexdigest()
        if outcome.verdict in ("accepted", "unknown"):
            told["message_id"] = ready.message_id
    tries = mail.tries + outcome.counted
    match outcome.verdict:
        case "accepted":
            ids = [line.notice.id for line in ready.lines] if ready else []
            done = claims.finish(
                connection, mail, now, ids, state=MailState.SENT, tries=tries, note="", **told
            )
        case "rejected":
            return _dead(connection, office, catalogue, result, outcome, told)
        case _ if not outcome.counted:
            # The server's fault, not the mail's: no attempt is counted, and it may leave at once.
            done = claims.finish(connection, mail, now, state=waiting(mail), note=str(outcome), **told)
            if done and result.tell and mail.kind != "alert":
                why = because(
                    "server-unreachable", since=local(result.tell, office.config.zone), reply=str(outcome)
                )
                alert(connection, office, now, [why])
        case _ if now - (outbox.first_tried(connection, mail.id) or now) > GIVE_UP:
            done = claims.finish(
                connection, mail, now, state=MailState.DEAD, tries=tries, note=str(outcome), **told
            )
            why = because("mail-expired", address=mail.mailbox, tries=tries, reply=str(outcome))
            _alert(connection, office, mail, done, why, now)
        case verdict:
            next_at = office.retry_at(now + again_after(max(tries, 1), outcome), catalogue)
            doubt = mail.ambiguous or verdict == "unknown"
            done = claims.finish(
                connection, mail, now, state=_again(doubt), ambiguous=doubt, tries=tries, next_at=next_at,
                note=str(outcome), **told,
            )  # fmt: skip
    if done and ready and ready.fault:
        alert(connection, office, now, [ready.fault])
    return done


def _dead(
    connection: Connection, office: Office, catalogue: Catalogue, result: Result, outcome: Outcome,
    told: dict[str, Any],
) -> bool:  # fmt: skip
    """Refused for good: the operator hears of it and the next contact is served by a new mail."""
    mail, now = result.mail, result.at
    done = claims.finish(
        connection, mail, now, state=MailState.DEAD, tries=mail.tries + 1, note=str(outcome), **told
    )
    if not done:
        return False
    _alert(
        connection,
        office,
        mail,
        True,
        because("mail-rejected", address=mail.mailbox, reply=str(outcome)),
        now,
    )
    if outcome.level == "R" and outcome.event is not Event.NOT_PERMITTED:
        bounced_mailboxes.mark(connection, mail.mailbox, str(outcome), now)
    if outcome.level == "R" and result.ready:
        # A refusal by policy may be about us: until that shows, whoever stands in is not told.
        rest = QUARTER if outcome.status.startswith("5.7.") else timedelta(0)
        reroute(connection, office, catalogue, mail, result.ready.lines, now, rest)
    return True


def _alert(
    connection: Connection, office: Office, mail: MailRow, done: bool, why: Any, now: datetime
) -> None:
    """Tell the operator, unless it is the operator's own mailbox that fails: that would never end."""
    if done and not (mail.kind == "alert" and mail.mailbox == office.config.operator):
        alert(connection, office, now, [why])


def unblame(
    connection: Connection, office: Office, catalogue: Catalogue, refused: Sequence[MailRow], reply: str, now: datetime
) -> None:  # fmt: skip
    """Recipients in a row were refused by policy: it is our own address that is blocked. The mails held to be dead
    are tried again later, their mailboxes are reachable, and nobody stands in for them."""
    for mail in refused:
        bounced_mailboxes.clear(connection, mail.mailbox)
        outbox.move(
            connection, [mail.id], [MailState.DEAD], state=waiting(mail), next_at=now + QUARTER, note=reply
        )
    for mail in refused:
        take_back(connection, mail.id)
    revive(connection, office, catalogue, now)
    alert(connection, office, now, [because("sender-blocked", reply=reply)])


def put_aside(connection: Connection, office: Office, result: Result, fault: Exception) -> bool:
    """What became of a mail cannot be recorded; the operator hears of it. One that may have been taken, or was refused,
    is dead until a person has it tried again, under its own Message-ID; another is tried again in an hour."""
    mail, outcome, kind = result.mail, result.outcome, type(fault).__name__
    values: dict[str, Any] = {"state": waiting(mail), "next_at": result.at + HOUR}
    if outcome and outcome.verdict in ("accepted", "unknown"):
        values = {"state": MailState.DEAD, "ambiguous": True}
        values |= {"message_id": result.ready.message_id} if result.ready else {}
    elif outcome and outcome.verdict == "rejected":
        values = {"state": MailState.DEAD}
    tried = outcome.verdict if outcome else "returned"
    note = f"not recorded: {kind}"
    done = claims.finish(connection, mail, result.at, note=note, outcome=tried, reply=note, **values)
    _alert(
        connection, office, mail, done, because("result-not-recorded", address=mail.mailbox, fault=kind), result.at
    )  # fmt: skip
    return done


def waiting(mail: MailRow) -> MailState:
    """Where an untried claim goes back to: once unknown, a mail stays so until it is accepted."""
    return _again(mail.ambiguous)


def _again(doubt: bool) -> MailState:
    return MailState.UNKNOWN if doubt else MailState.PENDING
