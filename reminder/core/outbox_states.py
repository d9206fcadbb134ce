"""Where mails and notices stand, and how they move. Nothing else may happen to one: the tests' databases refuse it."""

from collections.abc import Mapping
from enum import StrEnum


class MailState(StrEnum):
    """
    held ──approve──▶ pending ◀──────────────┐
                         │ claim              │ deferred, given back; retry
                         ▼                    │
      ┌─── unknown ─▶ sending ──▶ sent ──▶ bounced
      └────◀──┴───────┤   └─────▶ dead
                      ▼
     cancelled (from any that has not left)
    """

    PENDING = "pending"  # waits for its moment
    HELD = "held"  # waits for an officer's approval
    SENDING = "sending"  # claimed under a lease
    SENT = "sent"  # a server said 250
    UNKNOWN = "unknown"  # may have been taken; sent again with the same Message-ID
    # Refused for good, or what became of it cannot be recorded; the operator is told, and the next contact by a mail
    # `instead_of` it.
    DEAD = "dead"
    CANCELLED = "cancelled"  # nothing left to say, or stopped by hand
    BOUNCED = "bounced"  # came back after acceptance


READY = (MailState.PENDING, MailState.UNKNOWN)
OPEN = (*READY, MailState.HELD, MailState.SENDING)

MAIL_MOVES: Mapping[MailState, frozenset[MailState]] = {
    MailState.PENDING: frozenset({MailState.SENDING, MailState.CANCELLED}),
    MailState.HELD: frozenset({MailState.PENDING, MailState.CANCELLED}),
    MailState.SENDING: frozenset({*READY, MailState.SENT, MailState.DEAD, MailState.CANCELLED}),
    MailState.SENT: frozenset({MailState.BOUNCED, MailState.PENDING}),  # pending: it came back for a while only
    MailState.UNKNOWN: frozenset({MailState.SENDING, MailState.CANCELLED}),
    MailState.DEAD: frozenset({*READY, MailState.CANCELLED}),
    MailState.CANCELLED: frozenset(),
    MailState.BOUNCED: frozenset(READY),
}


class NoticeState(StrEnum):
    """
    queued ──▶ sent              queued again when the mail that carried it comes back
      │ ▲ └──▶ superseded
      │ │ └──▶ expired
      ▼ │
    unreachable, cancelled       unreachable may be superseded or cancelled too
    """

    QUEUED = "queued"  # in a mail not yet accepted
    SENT = "sent"  # a server took the mail that carries it
    SUPERSEDED = "superseded"  # a newer step was told instead
    CANCELLED = "cancelled"  # moot before it left; may be called for again, unless a person did it (`cancelled_by`)
    EXPIRED = "expired"  # outlived by its step while held
    UNREACHABLE = "unreachable"  # nobody could be told, not even the operator; queued again once somebody can be


WAITING = (NoticeState.QUEUED, NoticeState.UNREACHABLE)

NOTICE_MOVES: Mapping[NoticeState, frozenset[NoticeState]] = {
    NoticeState.QUEUED: frozenset(NoticeState) - {NoticeState.QUEUED},
    NoticeState.SENT: frozenset({NoticeState.QUEUED}),
    NoticeState.SUPERSEDED: frozenset(),
    NoticeState.CANCELLED: frozenset({NoticeState.QUEUED}),
    NoticeState.EXPIRED: frozenset(),
    NoticeState.UNREACHABLE: frozenset({NoticeState.QUEUED, NoticeState.SUPERSEDED, NoticeState.CANCELLED}),
}
