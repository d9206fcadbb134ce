"""What a server says: whole replies, read by our own loop.

smtplib bounds neither their length nor the time a server may drip them out, and it drops what stands in its buffer
behind a STARTTLS reply instead of seeing an attack in it.
"""

import re
import smtplib
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from reminder.mail.reply_codes import Event

_REPLY = re.compile(rb"([2-5]\d\d)(?:([ -])(.*))?\Z", re.DOTALL)
_LONGEST = 1 << 16


class Broken(Exception):
    """No reply came; `event` is what came instead."""

    def __init__(self, event: Event) -> None:
        self.event = event
        super().__init__(event)


class Replies(smtplib.SMTP):
    """smtplib's commands over our own reading and writing. `monotonic` gives running seconds; `patience` holds for a
    whole reply, and for each block that is written. Raises Broken."""

    def __init__(self, hello: str, monotonic: Callable[[], float]) -> None:
        super().__init__(local_hostname=hello)
        self._monotonic = monotonic
        self._buffer = bytearray()
        self.patience = 0.0

    def getreply(self) -> tuple[int, bytes]:
        """The next reply, at most 64 KiB of it."""
        until = self._monotonic() + self.patience
        lines: list[bytes] = []
        taken = 0
        while True:
            while (end := self._buffer.find(b"\n")) < 0:
                self._more(until)
            line = bytes(self._buffer[:end]).rstrip(b"\r")
            del self._buffer[: end + 1]
            taken += len(line) + 1
            found = _REPLY.match(line)
            if not found or taken > _LONGEST:
                raise Broken(Event.GARBAGE)
            lines.append(found[3] or b"")
            if found[2] != b"-":
                return int(found[1]), b"\n".join(lines)

    def _more(self, until: float) -> None:
        if len(self._buffer) > _LONGEST:
            raise Broken(Event.GARBAGE)
        with self._waiting(until - self._monotonic()) as sock:
            more = sock.recv(4096)
        if not more:
            raise Broken(Event.CLOSED)
        self._buffer += more

    def send(self, s: bytes | str) -> None:  # type: ignore[override]  # as smtplib uses it
        """Write all of it."""
        view, sent = memoryview(s.encode(self.command_encoding) if isinstance(s, str) else s), 0
        while sent < len(view):
            with self._waiting(self.patience) as sock:
                sent += sock.send(view[sent : sent + _LONGEST])

    @contextmanager
    def _waiting(self, seconds: float) -> Iterator[socket.socket]:
        if self.sock is None or seconds <= 0:
            raise Broken(Event.TIMEOUT if self.sock else Event.CLOSED)
        try:
            self.sock.settimeout(seconds)
            yield self.sock
        except TimeoutError:
            raise Broken(Event.TIMEOUT) from None
        except OSError:
            raise Broken(Event.CLOSED) from None
