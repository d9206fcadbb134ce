"""Mail to the office's relay: lines, each with a connection it keeps, and one TLS context a process."""

import ssl
import threading
from collections.abc import Callable
from dataclasses import replace

from reminder.core.mail_address import loopback, parse_address
from reminder.errors import BadInput
from reminder.mail.outcome import Event, Moment, Outcome, classify
from reminder.mail.recipient_policy import Policy, permitted
from reminder.mail.smtp_conversation import Conversation, Failed, Server
from reminder.mail.work_steps import Steps, finish
from reminder.words import say

# The connection is of no more use after these, whatever the table says of the mail.
_GONE = frozenset({Event.TIMEOUT, Event.CLOSED, Event.GARBAGE})


class SmtpMailer:
    """Sends through `server`; safe for several threads.

    `monotonic` gives running seconds. Raises BadInput where TLS is switched off for a server elsewhere.
    """

    def __init__(self, server: Server, policy: Policy, monotonic: Callable[[], float]) -> None:
        local = loopback(server.host)
        if server.tls == "none" and not local:
            raise BadInput(f'tls = "none" is for a server on this machine only; {server.host} is not')
        self.server, self._monotonic = server, monotonic
        self.policy = replace(policy, sink=policy.sink and local)
        self._context = ssl.create_default_context(cafile=server.ca_file or None)
        self._mine = threading.local()
        self._open: list[Conversation] = []
        self._lock = threading.Lock()

    def line(self) -> "SmtpChannel":
        """A line of its own to the server, not yet connected."""
        return SmtpChannel(self)

    def send(self, envelope_from: str, rcpt: str, message: bytes) -> Outcome:
        """Hand one mail over and wait, on the line this thread keeps; see `Line.send`."""
        line: SmtpChannel | None = getattr(self._mine, "line", None)
        if line is None:
            line = self._mine.line = self.line()
        return finish(line.send(envelope_from, rcpt, message))

    def probe(self) -> Outcome | None:
        """Connect, encrypt, authenticate and take leave: None if all went well, else what stood in the way."""
        line = self.line()
        shut = line.open()
        line.close()
        return shut

    def close(self) -> None:
        """Take leave on every connection. Call it when no mail is under way any more."""
        with self._lock:
            conversations, self._open = self._open, []
        for conversation in conversations:
            conversation.farewell()

    def abort(self) -> None:
        """Break off whatever is in flight, from any thread: each mail ends as its moment says."""
        with self._lock:
            for conversation in self._open:
                conversation.hang_up()

    def connect(self) -> Conversation:
        """A connection ready for mail. Raises Failed."""
        conversation = Conversation(self.server, self._context, self._monotonic)
        with self._lock:
            self._open.append(conversation)
        try:
            conversation.begin()
        except Failed:
            self.forget(conversation)
            raise
        return conversation

    def forget(self, conversation: Conversation) -> None:
        """It is closed."""
        with self._lock:
            if conversation in self._open:
                self._open.remove(conversation)


class SmtpChannel:
    """One mail at a time, over a connection kept from mail to mail."""

    def __init__(self, mailer: SmtpMailer) -> None:
        self._mailer = mailer
        self._kept: Conversation | None = None

    @property
    def ready(self) -> bool:
        """Whether a connection stands, and the server has not given it up."""
        kept = self._kept
        if kept is None or kept.carried >= self._mailer.server.per_connection:
            return False
        return not kept.stale

    def open(self) -> Outcome | None:
        """Have a connection ready for the next mail, which may take minutes: None, or what stood in the way."""
        if self.ready:
            return None
        self.close()
        try:
            self._kept = self._mailer.connect()
        except Failed as failed:
            return failed.outcome
        return None

    def send(self, envelope_from: str, rcpt: str, message: bytes) -> Steps[Outcome]:
        """Hand one mail over. No network fault raises; each becomes the outcome the table gives it.

        Raises ValueError for an envelope sender that is no address, and for a message with a lone CR or LF.
        """
        policy = self._mailer.policy
        refused = permitted(rcpt, policy)
        if refused:
            return classify(Moment.BEFORE, Event.NOT_PERMITTED, say(refused, "en"))
        sender = str(parse_address(envelope_from)) if envelope_from else ""
        recipient = parse_address(policy.destination(rcpt))
        while True:
            shut = None if self.ready else (yield self.open)
            kept = self._kept
            if shut or kept is None:
                return shut or classify(Moment.CONNECT, Event.CLOSED)
            used = kept.carried > 0
            try:
                return (yield from kept.deliver(sender, recipient, message))
            except Failed as failed:
                if not (used and _only_stale(failed.outcome)):
                    yield from self._tidy(kept, failed.outcome)
                    return failed.outcome
                self._drop(kept)

    def close(self) -> None:
        """Take leave of the server, if it still listens."""
        if self._kept is not None:
            self._kept.farewell()
            self._drop(self._kept)

    def _tidy(self, kept: Conversation, outcome: Outcome) -> Steps[None]:
        """After a failure: keep the connection for the next mail where the server is still with us."""
        gone = outcome.code == 421 or outcome.event in _GONE or kept.sock is None
        if gone or not (yield from kept.reset()):
            self._drop(kept)

    def _drop(self, kept: Conversation) -> None:
        kept.close()
        self._kept = None
        self._mailer.forget(kept)


def _only_stale(outcome: Outcome) -> bool:
    """A kept connection the server had already given up: not the mail's fault, and nothing was begun."""
    return outcome.moment is Moment.MAIL and (outcome.code == 421 or outcome.event in _GONE)
