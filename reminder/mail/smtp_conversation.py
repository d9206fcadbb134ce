"""One SMTP connection, step by step, on smtplib: every wait bounded, every failure placed at its moment."""

import re
import select
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Literal, NoReturn

from reminder.core.mail_address import Address
from reminder.failpoints import failpoint, rehearsed
from reminder.mail.login import log_in
from reminder.mail.reply_codes import Event, Moment, Outcome, classify
from reminder.mail.smtp_replies import Broken, Replies


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds for each step (RFC 5321 4.5.3.2). `body` is for each block, the others for the whole step."""

    connect: float = 30
    greeting: float = 300
    command: float = 300
    data: float = 120
    body: float = 180
    dot: float = 600
    quit: float = 5


@dataclass(frozen=True, slots=True)
class Server:
    """The relay an office hands its mail to. `none` of TLS is for a server on this machine only.

    `hello` is what we call ourselves. `ca_file` adds a certificate authority to trust instead of the
    system's. `per_connection` mails, then a new connection.
    """

    host: str
    port: int = 587
    tls: Literal["starttls", "implicit", "none"] = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    hello: str = "localhost"
    ca_file: str = ""
    per_connection: int = 100
    timeouts: Timeouts = Timeouts()


class Failed(Exception):
    """The step did not go through; `outcome` says what that means."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        super().__init__(str(outcome))


class Conversation(Replies):
    """A connection to `server`, opened, greeted, encrypted and authenticated by `begin()`.

    `monotonic` gives running seconds; `carried` counts the mails begun. After any Failed the caller closes it, or goes
    on where `reset` says so.
    """

    def __init__(self, server: Server, context: ssl.SSLContext, monotonic: Callable[[], float]) -> None:
        super().__init__(server.hello, monotonic)
        self._server, self._context = server, context
        self.carried = 0

    def begin(self) -> None:
        """Connect and get ready to send. Raises Failed."""
        self._connect()
        if self._server.tls == "implicit":
            self._encrypt()
        with self._at(Moment.GREETING, self._server.timeouts.greeting):
            code, said = self.getreply()
        _wanted(Moment.GREETING, code, said, 220)
        self._hello()
        if self._server.tls == "starttls":
            self._starttls()
        if self._server.user:
            self._authenticate()

    @property
    def stale(self) -> bool:
        """Whether the server said or did something since: a 421, a closed end."""
        if self.sock is None:
            return True
        poll = select.poll()
        poll.register(self.sock, select.POLLIN)
        return bool(self._buffer) or bool(poll.poll(0))

    def deliver(self, sender: str, rcpt: Address, message: bytes) -> Outcome:
        """One mail through the open connection; `accepted`, or Failed with any other outcome.

        ValueError if the message has a line break that is not CRLF: smuggling begins there.
        """
        breaks = message.count(b"\r\n")
        proper = message.count(b"\n") == message.count(b"\r") == breaks and b"\0" not in message
        if not proper or not message.endswith(b"\r\n"):
            raise ValueError("a message has CRLF line ends only, the last included")
        self._envelope(f"MAIL FROM:<{sender}>{self._options(message)}", f"RCPT TO:<{rcpt}>")
        stuffed = (b"\r\n" + message).replace(b"\r\n.", b"\r\n..")[2:]
        self._write(stuffed + b".\r\n")
        failpoint("dot-sent")
        with self._at(Moment.DOT, self._server.timeouts.dot):
            code, said = self.getreply()
        failpoint("reply-250")
        outcome = classify(Moment.DOT, code, _words(said))
        if outcome.verdict != "accepted":
            raise Failed(outcome)
        return outcome

    def reset(self) -> bool:
        """Forget the mail begun; whether the connection can be used again."""
        self.patience = self._server.timeouts.command
        try:
            return self.docmd("RSET")[0] == 250
        except Broken:
            return False

    def hang_up(self) -> None:
        """Break off from another thread: whoever waits on this connection sees it closed."""
        sock = self.sock
        if sock is not None:
            with suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)

    def farewell(self) -> None:
        """QUIT, not waiting long for an answer, and close."""
        self.patience = self._server.timeouts.quit
        with suppress(Broken):  # what a server says to QUIT changes nothing
            self.docmd("QUIT")
        self.close()

    # the steps

    def _connect(self) -> None:
        try:
            address = (self._server.host, self._server.port)
            # Tries every address the name has before it gives up.
            self.sock = socket.create_connection(address, self._server.timeouts.connect)
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except socket.gaierror as fault:
            self._fail(Moment.CONNECT, Event.UNRESOLVED, str(fault.strerror))
        except TimeoutError:
            self._fail(Moment.CONNECT, Event.TIMEOUT)
        except OSError as fault:
            self._fail(Moment.CONNECT, Event.REFUSED, str(fault.strerror or fault))

    def _hello(self) -> None:
        with self._at(Moment.GREETING, self._server.timeouts.command):
            code, said = self.ehlo()
        _wanted(Moment.GREETING, code, said, 250)

    def _starttls(self) -> None:
        if not self.has_extn("starttls"):
            self._fail(Moment.STARTTLS, Event.NOT_OFFERED)
        self._command(Moment.STARTTLS, "STARTTLS", self._server.timeouts.command, 220)
        if self._buffer:
            self._fail(Moment.STARTTLS, Event.INJECTED)
        self._encrypt()
        self.esmtp_features, self.does_esmtp, self.ehlo_resp = {}, False, None
        self._hello()

    def _encrypt(self) -> None:
        assert self.sock is not None
        try:
            self.sock.settimeout(self._server.timeouts.command)
            self.sock = self._context.wrap_socket(self.sock, server_hostname=self._server.host)
        except TimeoutError:
            self._fail(Moment.STARTTLS, Event.TIMEOUT)
        except (OSError, ValueError) as fault:
            said = getattr(fault, "verify_message", "") or getattr(fault, "reason", "") or fault
            self._fail(Moment.STARTTLS, Event.TLS, str(said))

    def _authenticate(self) -> None:
        try:
            with self._at(Moment.AUTH, self._server.timeouts.command):
                last = log_in(self, self._server.user, self._server.password)
        except ValueError:
            self._fail(Moment.AUTH, Event.GARBAGE)
        if last is None:
            self._fail(Moment.AUTH, Event.NOT_OFFERED)
        code, said = last
        # A reply may repeat what was sent; of this one only the code and status are kept.
        status = re.match(rb"[245]\.\d{1,3}\.\d{1,3}(?= |\Z)", said)
        _wanted(Moment.AUTH, code, status[0] if status else b"", 235, 503)  # 503: authenticated already

    def _envelope(self, mail: str, rcpt: str) -> None:
        """MAIL, RCPT and DATA, each answered at its own moment; written together where the server allows (RFC 2920)."""
        timeouts, unread = self._server.timeouts, 0
        ahead = self.has_extn("pipelining")
        try:
            if ahead:
                with self._at(Moment.MAIL, timeouts.command):
                    self.send(f"{mail}\r\n{rcpt}\r\nDATA\r\n")
                unread = 2
            self._command(Moment.MAIL, "" if ahead else mail, timeouts.command, 250, 251)
            self.carried += 1
            failpoint("mail")
            unread -= ahead
            self._command(Moment.RCPT, "" if ahead else rcpt, timeouts.command, 250, 251)
            failpoint("rcpt")
            unread -= ahead
            self._command(Moment.DATA, "" if ahead else "DATA", timeouts.data, 354)
        except Failed:
            self._catch_up(unread)
            raise

    def _catch_up(self, unread: int) -> None:
        """Read what is still to be said to commands written ahead. A server that waits for a body though nobody is to
        get it sees the connection closed instead."""
        self.patience = self._server.timeouts.command
        try:
            if any(self.getreply()[0] == 354 for _ in range(unread)):
                self.close()
        except Broken:
            self.close()

    def _options(self, message: bytes) -> str:
        limit = self.esmtp_features.get("size", "")
        if limit.isdigit() and 0 < int(limit) < len(message):
            raise Failed(classify(Moment.MAIL, Event.TOO_BIG, f"{len(message)} bytes, {limit} allowed"))
        return f" SIZE={len(message)}" if self.has_extn("size") else ""

    def _write(self, data: bytes) -> None:
        """The whole body with its final dot. A break before the last byte left us cannot have been taken."""
        with self._at(Moment.BODY, self._server.timeouts.body):
            if rehearsed("data-half"):
                half = len(data) // 2
                self.send(data[:half])
                failpoint("data-half")
                data = data[half:]
            self.send(data)

    def _command(self, moment: Moment, line: str, patience: float, *wanted: int) -> None:
        """Say it, or nothing where it was said before, and hear the answer."""
        with self._at(moment, patience):
            code, said = self.docmd(line) if line else self.getreply()
        _wanted(moment, code, said, *wanted)

    @contextmanager
    def _at(self, moment: Moment, patience: float) -> Iterator[None]:
        """What breaks inside broke at this moment."""
        self.patience = patience
        try:
            yield
        except Broken as broken:
            self._fail(moment, broken.event)

    def _fail(self, moment: Moment, event: Event, text: str = "") -> NoReturn:
        self.close()
        raise Failed(classify(moment, event, text)) from None


def _wanted(moment: Moment, code: int, said: bytes, *wanted: int) -> None:
    if code not in wanted:
        raise Failed(classify(moment, code, _words(said)))


def _words(said: bytes) -> str:
    return said.decode("utf-8", "replace")
