"""Mail to the office's relay: one kept connection a thread, one TLS context a process."""

import ssl
import threading
from collections.abc import Callable
from dataclasses import replace

from reminder.errors import BadInput
from reminder.mail.address import Policy, loopback, parse_address, permitted
from reminder.mail.conversation import Conversation, Failed, Server
from reminder.mail.outcome import Event, Moment, Outcome, classify
from reminder.words import say

# The connection is of no more use after these, whatever the table says of the mail.
_GONE = frozenset({Event.TIMEOUT, Event.CLOSED, Event.GARBAGE})


class SmtpMailer:
    """Sends through `server`; safe for several threads, each of which keeps its own connection.

    `monotonic` gives running seconds. Raises BadInput where TLS is switched off for a server elsewhere.
    """

    def __init__(self, server: Server, policy: Policy, monotonic: Callable[[], float]) -> None:
        local = loopback(server.host)
        if server.tls == "none" and not local:
            raise BadInput(f'tls = "none" is for a server on this machine only; {server.host} is not')
        self._server, self._monotonic = server, monotonic
        self._policy = replace(policy, local=local)
        self._context = ssl.create_default_context(cafile=server.ca_file or None)
        self._mine = threading.local()
        self._open: list[Conversation] = []
        self._lock = threading.Lock()

    def open(self) -> Outcome | None:
        """Have a connection ready for this thread's next mail: None, or what stood in the way."""
        try:
            if self._kept() is None:
                self._fresh()
        except Failed as failed:
            return failed.outcome
        return None

    def send(self, envelope_from: str, rcpt: str, message: bytes) -> Outcome:
        """Hand one mail over. No network fault raises; each becomes the outcome the table gives it.

        Raises ValueError for an envelope sender that is no address, and for a message with a lone CR or LF.
        """
        refused = permitted(rcpt, self._policy)
        if refused:
            return classify(Moment.BEFORE, Event.NOT_PERMITTED, say(refused, "en"))
        sender = str(parse_address(envelope_from)) if envelope_from else ""
        recipient = parse_address(self._policy.destination(rcpt))
        try:
            kept = self._kept()
            if kept is not None:
                try:
                    return kept.deliver(sender, recipient, message)
                except Failed as failed:
                    if not _only_stale(failed.outcome):
                        raise
                    self._drop(kept)
            return self._fresh().deliver(sender, recipient, message)
        except Failed as failed:
            self._tidy(failed.outcome)
            return failed.outcome

    def probe(self) -> Outcome | None:
        """Connect, encrypt, authenticate and take leave: None if all went well, else what stood in the way."""
        conversation = Conversation(self._server, self._context, self._monotonic)
        try:
            conversation.begin()
        except Failed as failed:
            return failed.outcome
        conversation.farewell()
        return None

    def close(self) -> None:
        """Take leave on every connection. Call it when no thread sends any more."""
        with self._lock:
            conversations, self._open = self._open, []
        for conversation in conversations:
            conversation.farewell()
        self._mine = threading.local()

    def abort(self) -> None:
        """Break off whatever is in flight, from any thread: each mail ends as its moment says."""
        with self._lock:
            for conversation in self._open:
                conversation.hang_up()

    def _kept(self) -> Conversation | None:
        kept: Conversation | None = getattr(self._mine, "conversation", None)
        if kept is None:
            return None
        if kept.sock is None or kept.stale:
            self._drop(kept)
            return None
        if kept.carried >= self._server.per_connection:
            kept.farewell()
            self._drop(kept)
            return None
        return kept

    def _fresh(self) -> Conversation:
        conversation = Conversation(self._server, self._context, self._monotonic)
        with self._lock:
            self._open.append(conversation)
        try:
            conversation.begin()
        except Failed:
            with self._lock:
                if conversation in self._open:
                    self._open.remove(conversation)
            raise
        self._mine.conversation = conversation
        return conversation

    def _tidy(self, outcome: Outcome) -> None:
        """After a failure: keep the connection for the next mail where the server is still with us."""
        current: Conversation | None = getattr(self._mine, "conversation", None)
        if current is None:
            return
        if outcome.code == 421 or outcome.event in _GONE or current.sock is None or not current.reset():
            self._drop(current)

    def _drop(self, conversation: Conversation) -> None:
        conversation.close()
        self._mine.conversation = None
        with self._lock:
            if conversation in self._open:
                self._open.remove(conversation)


def _only_stale(outcome: Outcome) -> bool:
    """A kept connection the server had already given up: not the mail's fault, and nothing was begun."""
    return outcome.moment is Moment.MAIL and (outcome.code == 421 or outcome.event in _GONE)
