"""What a server says: whole replies, read by our own loop.

smtplib bounds neither their length nor the time a server may drip them out, and it drops what stands in its buffer
behind a STARTTLS reply instead of seeing an attack in it.
"""

import re
import smtplib
from collections.abc import Callable

from reminder.mail.outcome import Event

_REPLY = re.compile(rb"([2-5]\d\d)(?:([ -])(.*))?\Z", re.DOTALL)
_LONGEST = 1 << 16


class Broken(Exception):
    """No reply came; `event` is what came instead."""

    def __init__(self, event: Event) -> None:
        self.event = event
        super().__init__(event)


class Replies(smtplib.SMTP):
    """smtplib's commands over our own reading. `monotonic` gives running seconds; `_patience` holds for the next reply,
    whole."""

    def __init__(self, hello: str, monotonic: Callable[[], float]) -> None:
        super().__init__(local_hostname=hello)
        self._monotonic = monotonic
        self._buffer = bytearray()
        self._patience = 0.0

    def getreply(self) -> tuple[int, bytes]:
        """A whole reply within the step's patience, at most 64 KiB of it. Raises Broken."""
        until = self._monotonic() + self._patience
        lines: list[bytes] = []
        taken = 0
        while True:
            line = self._line(until)
            taken += len(line) + 1
            found = _REPLY.match(line)
            if not found or taken > _LONGEST:
                raise Broken(Event.GARBAGE)
            lines.append(found[3] or b"")
            if found[2] != b"-":
                return int(found[1]), b"\n".join(lines)

    def _line(self, until: float) -> bytes:
        while (end := self._buffer.find(b"\n")) < 0:
            if len(self._buffer) > _LONGEST:
                raise Broken(Event.GARBAGE)
            left = until - self._monotonic()
            if self.sock is None or left <= 0:
                raise Broken(Event.TIMEOUT if self.sock else Event.CLOSED)
            try:
                self.sock.settimeout(left)
                more = self.sock.recv(4096)
            except TimeoutError:
                raise Broken(Event.TIMEOUT) from None
            except OSError:
                raise Broken(Event.CLOSED) from None
            if not more:
                raise Broken(Event.CLOSED)
            self._buffer += more
        line = bytes(self._buffer[:end]).rstrip(b"\r")
        del self._buffer[: end + 1]
        return line
