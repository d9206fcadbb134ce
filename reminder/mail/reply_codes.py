"""What a mail server's answer means. One table, read cell by cell; time and counting are the engine's.

A recipient stands alone in a mail, so three levels suffice: S the server (every mail waits, no attempt is
counted), R this recipient, M this mail.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Literal

from reminder.core.mail_address import Address

Verdict = Literal["accepted", "deferred", "rejected", "unknown"]
ReplyLevel = Literal["S", "R", "M"]
Tell = Literal["never", "later", "once", "digest"]


class Moment(StrEnum):
    """How far the conversation had come."""

    BEFORE = "before"  # nothing was sent: this address will not do
    STORE = "store"  # a Maildir on this machine
    CONNECT = "connect"
    GREETING = "greeting"
    STARTTLS = "starttls"
    AUTH = "auth"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    BODY = "body"
    DOT = "dot"


class Event(StrEnum):
    """What came instead of a reply."""

    UNRESOLVED = "unresolved"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    CLOSED = "closed"
    GARBAGE = "garbage"
    NOT_OFFERED = "not offered"
    TLS = "TLS failed"
    INJECTED = "injected"
    TOO_BIG = "too big"
    NOT_PERMITTED = "not permitted"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attempt.

    `accepted`: it is theirs now, `text` keeps the queue id. `deferred`: try again. `rejected`: never again.
    `unknown`: the final dot was written and no answer came, so try again under the same Message-ID.
    `wait` is the least time before the next try, doubling up to 15 minutes with each failure on level S.
    `tell` says when the operator hears of it: `later` after 15 minutes, `once` at once, `digest` with the rest.
    """

    verdict: Verdict
    level: ReplyLevel
    moment: Moment
    code: int = 0
    status: str = ""
    text: str = ""
    event: Event | None = None
    wait: timedelta = timedelta(0)
    tell: Tell = "never"

    @property
    def counted(self) -> bool:
        """Whether this was an attempt at the mail, or only at its server."""
        return self.level != "S"

    def __str__(self) -> str:
        said = " ".join(filter(None, (str(self.code or ""), self.status, self.text)))
        return f"{self.moment}: {said or self.event or self.verdict}"


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One row of the table: at `moment`, any of these codes (`4` and `5` stand for all others of their kind)
    or events."""

    moment: Moment
    answers: tuple[int | Event, ...]
    verdict: Verdict
    level: ReplyLevel
    tell: Tell = "never"
    wait: timedelta = timedelta(0)


SOON, FIVE, QUARTER = timedelta(seconds=30), timedelta(minutes=5), timedelta(minutes=15)
_BROKEN = (Event.TIMEOUT, Event.CLOSED, Event.GARBAGE)
_FROM_THERE = (Event.UNRESOLVED, Event.REFUSED, *_BROKEN)

TABLE: tuple[OutcomeRow, ...] = (
    OutcomeRow(Moment.BEFORE, (Event.NOT_PERMITTED,), "rejected", "R", "once"),
    OutcomeRow(Moment.STORE, (Event.FAULT,), "deferred", "S", "once", SOON),
    OutcomeRow(Moment.CONNECT, _FROM_THERE, "deferred", "S", "later", SOON),
    OutcomeRow(Moment.GREETING, (4, *_BROKEN), "deferred", "S", "later", SOON),
    OutcomeRow(Moment.GREETING, (5,), "deferred", "S", "once", QUARTER),
    OutcomeRow(
        Moment.STARTTLS, (4, 5, Event.NOT_OFFERED, Event.TLS, Event.INJECTED, *_BROKEN),
        "deferred", "S", "once", SOON,
    ),
    OutcomeRow(Moment.AUTH, (4, *_BROKEN), "deferred", "S", "later", SOON),
    OutcomeRow(Moment.AUTH, (5, Event.NOT_OFFERED), "deferred", "S", "once", FIVE),
    OutcomeRow(Moment.MAIL, (4, *_BROKEN), "deferred", "S", "later", SOON),
    OutcomeRow(Moment.MAIL, (552, Event.TOO_BIG), "rejected", "M", "digest"),
    OutcomeRow(Moment.MAIL, (5,), "deferred", "S", "once", QUARTER),
    OutcomeRow(Moment.RCPT, (4, 552, *_BROKEN), "deferred", "R"),  # 552: RFC 5321 4.5.3.1.10
    OutcomeRow(Moment.RCPT, (5,), "rejected", "R", "once"),
    OutcomeRow(Moment.DATA, (4, *_BROKEN), "deferred", "M"),
    OutcomeRow(Moment.DATA, (5,), "rejected", "M", "digest"),
    OutcomeRow(Moment.BODY, _BROKEN, "deferred", "M"),
    OutcomeRow(Moment.DOT, (2,), "accepted", "M"),
    OutcomeRow(Moment.DOT, (4,), "deferred", "M"),
    OutcomeRow(Moment.DOT, (5,), "rejected", "M", "digest"),
    OutcomeRow(Moment.DOT, _BROKEN, "unknown", "M", "never", FIVE),
)  # fmt: skip
_CELLS = {(row.moment, answer): row for row in TABLE for answer in row.answers}


def classify(moment: Moment, answer: int | Event, text: str = "") -> Outcome:
    """The table's word on a reply code, or on what came instead of one.

    A reply that has no place at that moment (a 250 for DATA, a 3xx for the dot, a 700) is garbage.
    """
    row = _CELLS.get((moment, answer))
    if row is None and isinstance(answer, int):
        row = _CELLS.get((moment, answer // 100)) or _CELLS[moment, Event.GARBAGE]
    if row is None:
        raise ValueError(f"{answer} cannot happen at {moment}")
    code, event = (answer, None) if isinstance(answer, int) else (0, answer)
    status, said = _enhanced(text)
    return Outcome(row.verdict, row.level, moment, code, status, said, event, row.wait, row.tell)


def _enhanced(text: str) -> tuple[str, str]:
    """An RFC 3463 status off the front of a reply's text, and the rest on one short line."""
    said = " ".join("".join(c if c.isprintable() else " " for c in text).split())[:500]
    first, _, rest = said.partition(" ")
    parts = first.split(".")
    if len(parts) == 3 and parts[0] in ("2", "4", "5") and all(p.isascii() and p.isdigit() for p in parts):
        return first, rest
    return "", said


# Of a mailbox that is not there, or of which the server says no more than that (RFC 3463, 3.2; IANA's register). Each
# is compared whole: what a maker adds (5.1.90 and 5.2.122: too much mail) means something else.
_GONE = frozenset({
    "5.0.0", "5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.4", "5.1.6", "5.1.10", "5.2.0", "5.2.1", "5.4.4",
    "5.4.1", "5.4.310",  # as Microsoft 365 has them: no such recipient, no such domain
})  # fmt: skip
_GONE_BARE = frozenset({"521", "550", "551", "553", "556"})  # without such a status; 552, 554: of room, of anything
_REPLY_CODE = re.compile(r"\W*(\d{3})(?!\d)")


def no_such_mailbox(status: str, said: str) -> bool:
    """Whether a report of failure says that the mailbox does not exist; not that its room, the way to it, the mail or
    our standing is at fault. Where the status says nothing the server's own reply does."""
    if status not in ("", "5.0.0"):
        return status in _GONE
    code = _REPLY_CODE.match(said)
    return code is None or code[1] in _GONE_BARE


_AGAIN = (1, 5, 15, 30, 60)  # minutes after each try, then hourly; greylisting passes at the second
GIVE_UP = timedelta(days=5)


def again_after(tries: int, outcome: Outcome) -> timedelta:
    """How long a deferred or unknown mail rests after its `tries`th counted try (from 1)."""
    rest = timedelta(minutes=_AGAIN[min(tries, len(_AGAIN)) - 1])
    return max(rest, outcome.wait)


def server_rest(outcome: Outcome, failures: int) -> timedelta:
    """How long a server rests after its `failures`th failure in a row (from 1), before ±10 % of jitter.
    Doubles up to 15 minutes; from 5 minutes on that is at most 6 tries in the first hour."""
    return min(outcome.wait * (1 << min(failures - 1, 10)), QUARTER)


def blocked(recent: Sequence[tuple[Address | str, Outcome]]) -> Outcome | None:
    """Our own address is refused, not its recipients: the last three refusals, of three recipients in a row,
    carry one and the same 5.7.x. Gives the outcome for the server; the three mails are to be tried again."""
    last = [(str(address), o) for address, o in recent[-3:]]
    if len(last) < 3 or len({address for address, _ in last}) < 3:
        return None
    statuses = {o.status for _, o in last}
    refused = all(o.verdict == "rejected" and o.moment in (Moment.RCPT, Moment.DOT) for _, o in last)
    if not refused or len(statuses) > 1 or not statuses.pop().startswith("5.7."):
        return None
    return replace(last[-1][1], verdict="deferred", level="S", wait=QUARTER, tell="once")
