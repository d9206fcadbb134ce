"""Mail to the office's relay: lines, each with a connection it keeps, and one TLS context a process."""

import ssl
from collections.abc import Callable
from dataclasses import replace

from reminder.core.mail_address import loopback, parse_address
from reminder.errors import BadInput
from reminder.mail.recipient_policy import Policy, permitted
from reminder.mail.reply_codes import Event, Moment, Outcome, classify
from reminder.mail.smtp_conversation import Conversation, Failed, Server
from reminder.words import say

# The connection is of no more use after these, whatever the table says of the mail.
_GONE = frozenset({Event.TIMEOUT, Event.CLOSED, Event.GARBAGE})


class SmtpMailer:
    """Sends through `server`, by one or more lines. `monotonic` gives running seconds. Raises BadInput where TLS is
    switched off for a server elsewhere."""

    def __init__(self, server: Server, policy: Policy, monotonic: Callable[[], float]) -> None:
        local = loopback(server.host)
        if server.tls == "none" and not local:
            raise BadInput(f'tls = "none" is for a server on this machine only; {server.host} is not')
        self.server, self.monotonic = server, monotonic
        self.policy = replace(policy, sink=policy.sink and local)
        self.context = ssl.create_default_context(cafile=server.ca_file or None)
        self._lines: list[SmtpChannel] = []

    def line(self) -> "SmtpChannel":
        """A line of its own to the server, not yet connected."""
        self._lines.append(SmtpChannel(self))
        return self._lines[-1]

    def close(self) -> None:
        """Take leave on every line. Call it when no mail is under way any more."""
        lines, self._lines = self._lines, []
        for line in lines:
            line.close()

    def abort(self) -> None:
        """Break off whatever is in flight, from any thread: each mail ends as its moment says."""
        for line in list(self._lines):
            line.hang_up()


class SmtpChannel:
    """One mail at a time, over a connection kept from mail to mail."""

    def __init__(self, mailer: SmtpMailer) -> None:
        self.mailer = mailer
        self._kept = self._fresh()

    def _fresh(self) -> Conversation:
        return Conversation(self.mailer.server, self.mailer.context, self.mailer.monotonic)

    @property
    def ready(self) -> bool:
        """Whether a connection stands, and the server has not given it up."""
        return self._kept.carried < self.mailer.server.per_connection and not self._kept.stale

    def open(self) -> Outcome | None:
        """Make a new connection, which may take minutes: None, or what stood in the way."""
        self.close()
        self._kept = self._fresh()
        try:
            self._kept.begin()
        except Failed as failed:
            self._kept.close()
            return failed.outcome
        return None

    def send(self, envelope_from: str, rcpt: str, message: bytes) -> Outcome:
        """Hand one mail over. No network fault raises; each becomes the outcome the table gives it.

        Raises ValueError for an envelope sender that is no address, and for a message with a lone CR or LF.
        """
        policy = self.mailer.policy
        refused = permitted(rcpt, policy)
        if refused:
            return classify(Moment.BEFORE, Event.NOT_PERMITTED, say(refused, "en"))
        sender = str(parse_address(envelope_from)) if envelope_from else ""
        recipient = parse_address(policy.destination(rcpt))
        while True:
            shut = None if self.ready else self.open()
            if shut:
                return shut
            kept = self._kept
            used = kept.carried > 0
            try:
                return kept.deliver(sender, recipient, message)
            except Failed as failed:
                gone = failed.outcome.code == 421 or failed.outcome.event in _GONE
                if gone or not kept.reset():
                    kept.close()
                # A kept connection the server had already given up: not the mail's fault, and nothing was begun.
                if not (used and gone and failed.outcome.moment is Moment.MAIL):
                    return failed.outcome

    def close(self) -> None:
        """Take leave of the server, if it still listens."""
        self._kept.farewell()

    def hang_up(self) -> None:
        """Break off, from any thread."""
        self._kept.hang_up()
