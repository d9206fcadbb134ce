"""What a server says: whole replies, read by our own loop.

smtplib bounds neither their length nor the time a server may drip them out, and it drops what stands in its buffer
behind a STARTTLS reply instead of seeing an attack in it.
"""

import re
import select
import smtplib
import ssl
from collections.abc import Callable

from reminder.mail.outcome import Event
from reminder.mail.work_steps import Steps, Wait, finish

_REPLY = re.compile(rb"([2-5]\d\d)(?:([ -])(.*))?\Z", re.DOTALL)
_LONGEST = 1 << 16


class Broken(Exception):
    """No reply came; `event` is what came instead."""

    def __init__(self, event: Event) -> None:
        self.event = event
        super().__init__(event)


class Replies(smtplib.SMTP):
    """smtplib's commands over our own reading and writing, on a socket that never blocks. `monotonic` gives running
    seconds; `_patience` holds for smtplib's next reply, whole."""

    def __init__(self, hello: str, monotonic: Callable[[], float]) -> None:
        super().__init__(local_hostname=hello)
        self._monotonic = monotonic
        self._buffer = bytearray()
        self._patience = 0.0

    def getreply(self) -> tuple[int, bytes]:
        """What smtplib reads: the next reply, waited for."""
        return finish(self._hear(self._patience))

    def send(self, s: bytes | str) -> None:  # type: ignore[override]  # as smtplib uses it
        """What smtplib writes."""
        data = s.encode(self.command_encoding) if isinstance(s, str) else s
        finish(self._put(data, self._patience))

    def _hear(self, patience: float) -> Steps[tuple[int, bytes]]:
        """A whole reply within `patience` seconds, at most 64 KiB of it. Raises Broken."""
        until = self._monotonic() + patience
        lines: list[bytes] = []
        taken = 0
        while True:
            while (end := self._buffer.find(b"\n")) < 0:
                yield from self._more(until)
            line = bytes(self._buffer[:end]).rstrip(b"\r")
            del self._buffer[: end + 1]
            taken += len(line) + 1
            found = _REPLY.match(line)
            if not found or taken > _LONGEST:
                raise Broken(Event.GARBAGE)
            lines.append(found[3] or b"")
            if found[2] != b"-":
                return int(found[1]), b"\n".join(lines)

    def _more(self, until: float) -> Steps[None]:
        if len(self._buffer) > _LONGEST:
            raise Broken(Event.GARBAGE)
        left = until - self._monotonic()
        if self.sock is None or left <= 0:
            raise Broken(Event.TIMEOUT if self.sock else Event.CLOSED)
        try:
            more = self.sock.recv(4096)
        except (BlockingIOError, ssl.SSLWantReadError):
            yield from self._wait(select.POLLIN, left)
            return
        except ssl.SSLWantWriteError:  # the other side wants its keys renewed
            yield from self._wait(select.POLLOUT, left)
            return
        except OSError:
            raise Broken(Event.CLOSED) from None
        if not more:
            raise Broken(Event.CLOSED)
        self._buffer += more

    def _put(self, data: bytes, patience: float) -> Steps[None]:
        """Write all of it, each block within `patience` seconds. Raises Broken."""
        view, sent = memoryview(data), 0
        while sent < len(data):
            if self.sock is None:
                raise Broken(Event.CLOSED)
            try:
                sent += self.sock.send(view[sent : sent + _LONGEST])
            except (BlockingIOError, ssl.SSLWantWriteError):
                yield from self._wait(select.POLLOUT, patience)
            except ssl.SSLWantReadError:
                yield from self._wait(select.POLLIN, patience)
            except OSError:
                raise Broken(Event.CLOSED) from None

    def _wait(self, events: int, seconds: float) -> Steps[None]:
        assert self.sock is not None
        if not (yield Wait(self.sock, events, seconds)):
            raise Broken(Event.TIMEOUT)
