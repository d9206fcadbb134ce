"""One SMTP connection, step by step, on smtplib: every wait bounded, every failure placed at its moment.

It is made and left at once; the mails between go in steps, so that many connections can be waited for together.
"""

import re
import select
import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal, NoReturn

from reminder.core.mail_address import Address
from reminder.failpoints import failpoint, rehearsed
from reminder.mail.login import log_in
from reminder.mail.outcome import Event, Moment, Outcome, classify
from reminder.mail.smtp_replies import Broken, Replies
from reminder.mail.work_steps import Steps, finish


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

    `monotonic` gives running seconds. After any Failed the caller closes or goes on as `usable` says.
    """

    def __init__(self, server: Server, context: ssl.SSLContext, monotonic: Callable[[], float]) -> None:
        super().__init__(server.hello, monotonic)
        self._server, self._context = server, context
        self.carried = 0

    def begin(self) -> None:
        """Connect and get ready to send. Raises Failed, with the connection closed."""
        try:
            self._connect()
            if self._server.tls == "implicit":
                self._encrypt()
            self._greeting()
            self._hello()
            if self._server.tls == "starttls":
                self._starttls()
            if self._server.user:
                self._authenticate()
        except Failed:
            self.close()
            raise

    @property
    def stale(self) -> bool:
        """Whether the server said or did something since: a 421, a closed end."""
        if self.sock is None:
            return True
        poll = select.poll()
        poll.register(self.sock, select.POLLIN)
        return bool(self._buffer) or bool(poll.poll(0))

    def deliver(self, sender: str, rcpt: Address, message: bytes) -> Steps[Outcome]:
        """One mail through the open connection; `accepted`, or Failed with any other outcome.

        ValueError if the message has a line break that is not CRLF: smuggling begins there.
        """
        breaks = message.count(b"\r\n")
        proper = message.count(b"\n") == message.count(b"\r") == breaks and b"\0" not in message
        if not proper or not message.endswith(b"\r\n"):
            raise ValueError("a message has CRLF line ends only, the last included")
        yield from self._envelope(f"MAIL FROM:<{sender}>{self._options(message)}", f"RCPT TO:<{rcpt}>")
        stuffed = (b"\r\n" + message).replace(b"\r\n.", b"\r\n..")[2:]
        yield from self._write(stuffed + b".\r\n")
        failpoint("dot-sent")
        code, said = yield from self._reply(Moment.DOT, self._server.timeouts.dot)
        failpoint("reply-250")
        outcome = classify(Moment.DOT, code, said)
        if outcome.verdict != "accepted":
            raise Failed(outcome)
        return outcome

    def reset(self) -> Steps[bool]:
        """Forget the mail begun; whether the connection can be used again."""
        try:
            code, _said = yield from self._exchange("RSET", self._server.timeouts.command)
        except Broken:
            return False
        return code == 250

    def hang_up(self) -> None:
        """Break off from another thread: whoever waits on this connection sees it closed."""
        sock = self.sock
        if sock is not None:
            with suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)

    def farewell(self) -> None:
        """QUIT, not waiting long for an answer, and close."""
        try:
            if self.sock is not None:
                finish(self._exchange("QUIT", self._server.timeouts.quit))
        except Broken:
            pass  # what a server says to QUIT changes nothing
        finally:
            self.close()

    # the steps

    def _connect(self) -> None:
        try:
            address = (self._server.host, self._server.port)
            # Tries every address the name has before it gives up.
            self.sock = socket.create_connection(address, self._server.timeouts.connect)
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.sock.setblocking(False)
        except socket.gaierror as fault:
            self._fail(Moment.CONNECT, Event.UNRESOLVED, str(fault.strerror))
        except TimeoutError:
            self._fail(Moment.CONNECT, Event.TIMEOUT)
        except OSError as fault:
            self._fail(Moment.CONNECT, Event.REFUSED, str(fault.strerror or fault))

    def _greeting(self) -> None:
        code, said = finish(self._reply(Moment.GREETING, self._server.timeouts.greeting))
        if code != 220:
            raise Failed(classify(Moment.GREETING, code, said))

    def _hello(self) -> None:
        try:
            self._patience = self._server.timeouts.command
            code, said = self.ehlo()
        except (Broken, smtplib.SMTPServerDisconnected) as fault:
            self._fail(Moment.GREETING, fault.event if isinstance(fault, Broken) else Event.CLOSED)
        if code != 250:
            raise Failed(classify(Moment.GREETING, code, said.decode("utf-8", "replace")))

    def _starttls(self) -> None:
        if not self.has_extn("starttls"):
            self._fail(Moment.STARTTLS, Event.NOT_OFFERED)
        finish(self._command(Moment.STARTTLS, "STARTTLS", self._server.timeouts.command, wanted=220))
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
            self.sock.setblocking(False)
        except ssl.SSLCertVerificationError as fault:
            self._fail(Moment.STARTTLS, Event.TLS, fault.verify_message)
        except ssl.SSLError as fault:
            self._fail(Moment.STARTTLS, Event.TLS, str(fault.reason or fault))
        except TimeoutError:
            self._fail(Moment.STARTTLS, Event.TIMEOUT)
        except (OSError, ValueError) as fault:
            self._fail(Moment.STARTTLS, Event.TLS, str(fault))

    def _authenticate(self) -> None:
        self._patience = self._server.timeouts.command
        try:
            last = log_in(self, self._server.user, self._server.password)
        except Broken as fault:
            self._fail(Moment.AUTH, fault.event)
        except smtplib.SMTPServerDisconnected:
            self._fail(Moment.AUTH, Event.CLOSED)
        except (smtplib.SMTPException, ValueError):
            self._fail(Moment.AUTH, Event.GARBAGE)
        if last is None:
            self._fail(Moment.AUTH, Event.NOT_OFFERED)
        code, said = last
        if code not in (235, 503):  # 503: authenticated already
            # A reply may repeat what was sent; of this one only the code and status are kept.
            raise Failed(classify(Moment.AUTH, code, _status(said)))

    def _envelope(self, mail: str, rcpt: str) -> Steps[None]:
        """MAIL, RCPT and DATA, each answered at its own moment; written together where the server allows (RFC 2920)."""
        timeouts, unread = self._server.timeouts, 0
        ahead = self.has_extn("pipelining")
        try:
            if ahead:
                yield from self._say(f"{mail}\r\n{rcpt}\r\nDATA\r\n", timeouts.command)
                unread = 2
            yield from self._command(Moment.MAIL, "" if ahead else mail, timeouts.command)
            self.carried += 1
            failpoint("mail")
            unread -= ahead
            yield from self._command(Moment.RCPT, "" if ahead else rcpt, timeouts.command)
            failpoint("rcpt")
            unread -= ahead
            yield from self._command(Moment.DATA, "" if ahead else "DATA", timeouts.data, wanted=354)
        except Broken as broken:
            self._fail(Moment.MAIL, broken.event)
        except Failed:
            yield from self._catch_up(unread)
            raise

    def _catch_up(self, unread: int) -> Steps[None]:
        """Read what is still to be said to commands written ahead. A server that waits for a body though nobody is to
        get it sees the connection closed instead."""
        code = 0
        try:
            while unread and code != 354:
                code, _said = yield from self._exchange("", self._server.timeouts.command)
                unread -= 1
        except Broken:
            code = 354
        if code == 354:
            self.close()

    def _options(self, message: bytes) -> str:
        limit = self.esmtp_features.get("size", "")
        if limit.isdigit() and 0 < int(limit) < len(message):
            raise Failed(classify(Moment.MAIL, Event.TOO_BIG, f"{len(message)} bytes, {limit} allowed"))
        return f" SIZE={len(message)}" if self.has_extn("size") else ""

    def _write(self, data: bytes) -> Steps[None]:
        """The whole body with its final dot. A break before the last byte left us cannot have been taken."""
        patience = self._server.timeouts.body
        try:
            if rehearsed("data-half"):
                half = len(data) // 2
                yield from self._put(data[:half], patience)
                failpoint("data-half")
                data = data[half:]
            yield from self._put(data, patience)
        except Broken as broken:
            self._fail(Moment.BODY, broken.event)

    # commands and replies

    def _command(self, moment: Moment, line: str, patience: float, wanted: int = 250) -> Steps[None]:
        try:
            code, said = yield from self._exchange(line, patience)
        except Broken as broken:
            self._fail(moment, broken.event)
        if code != wanted and not (wanted == 250 and code == 251):
            raise Failed(classify(moment, code, said))

    def _reply(self, moment: Moment, patience: float) -> Steps[tuple[int, str]]:
        try:
            return (yield from self._exchange("", patience))
        except Broken as broken:
            self._fail(moment, broken.event)

    def _exchange(self, line: str, patience: float) -> Steps[tuple[int, str]]:
        """The answer to a command, or with none to the next one said before."""
        if line:
            yield from self._say(f"{line}\r\n", patience)
        code, said = yield from self._hear(patience)
        return code, said.decode("utf-8", "replace")

    def _say(self, lines: str, patience: float) -> Steps[None]:
        yield from self._put(lines.encode("ascii"), patience)

    def _fail(self, moment: Moment, event: Event, text: str = "") -> NoReturn:
        self.close()
        raise Failed(classify(moment, event, text)) from None


def _status(said: bytes | str) -> str:
    text = said.decode("ascii", "replace") if isinstance(said, bytes) else said
    first = text.partition(" ")[0]
    return first if re.fullmatch(r"[245]\.\d{1,3}\.\d{1,3}", first) else ""
