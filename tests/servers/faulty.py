"""An SMTP server that faults on demand, and keeps the truth about what it accepted.

The local part of an address is its script, up to a "+": a recipient's is read from RCPT on, the envelope
sender's at MAIL. Several scripts are joined by ".". What they do:

    mail-451, rcpt-550, data-451, dot-552   answer so at that moment; rcpt-550-5.7.1 adds a status
    drop-mail, drop-rcpt, drop-data, drop-body, drop-dot   close there without a word (drop-dot: not accepted)
    hang-mail, hang-rcpt, hang-data, hang-dot   never answer there (hang-dot: not accepted)
    stall-body       take DATA and read no more
    garbage-rcpt, garbage-dot   answer with what is no SMTP
    accept-drop      accept, then close before the 250;   accept-hang: accept, then never answer
    accept-wait-0.2  accept, answer after so many seconds
    tarpit-0.1       every answer to this mail late by so many seconds
    careless-1       DATA gets its 354 though no recipient was taken
    grey-2           450 for the first two attempts at this recipient

Run by itself: `python -m tests.servers.faulty --log FILE` prints its port, serves until stdin ends.
"""

import argparse
import hashlib
import json
import os
import socket
import ssl
import sys
import threading
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from email.parser import BytesHeaderParser
from pathlib import Path
from types import TracebackType

from tests.servers.waiting import PATIENCE


@dataclass(frozen=True, slots=True)
class Accepted:
    """One mail the server took: what counts against what the sender believes."""

    message_id: str
    sender: str
    rcpt: str
    connection: int
    encrypted: bool
    sha256: str


@dataclass(frozen=True)
class Behaviour:
    """How the whole server behaves. `greeting` None never greets; `tls` offers STARTTLS, `implicit` speaks TLS
    from the first byte. `auth` is the reply to any credentials, "" offers no AUTH. `per_connection` mails, then
    421. `pipelining` says that commands may be written ahead. `trickle` sends each reply byte by byte. `inject`
    writes a second reply behind STARTTLS's 220."""

    greeting: str | None = "220 faulty.test ESMTP"
    ehlo: str = ""
    tls: ssl.SSLContext | None = None
    implicit: bool = False
    starttls: str = "220 2.0.0 ready"
    inject: bool = False
    auth: str = ""
    size: int = 0
    smtputf8: bool = True
    per_connection: int = 0
    trickle: bool = False
    pipelining: bool = False
    padding: int = 0


class Faulty:
    """The server; a context manager. `accepted` and `commands` may be read at any time."""

    def __init__(self, behaviour: Behaviour | None = None, log: Path | None = None, port: int = 0) -> None:
        self.behaviour = behaviour or Behaviour()
        self.accepted: list[Accepted] = []
        self.contents: list[bytes] = []
        self.commands: list[tuple[int, bool, str]] = []
        self.connections = 0
        self.tries: Counter[str] = Counter()
        self._log = log.open("a", encoding="utf-8") if log else None
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._sockets: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", port))
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> "Faulty":
        self._start(self._serve)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._threads[0].join(PATIENCE)  # nobody is let in any more
        self.hang_up()
        for thread in list(self._threads):
            thread.join(PATIENCE)
        if self._log:
            self._log.close()

    def hang_up(self) -> None:
        """Close every open connection, as a server that restarts does."""
        with self._lock:
            sockets = list(self._sockets)
        for sock in sockets:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def held(self) -> set[str]:
        """The server's own open sockets, as /proc names them."""
        with self._lock:
            inodes = [os.fstat(sock.fileno()).st_ino for sock in self._sockets if sock.fileno() >= 0]
        return {f"socket:[{inode}]" for inode in inodes}

    def wait(self, seconds: float | None = None) -> None:
        self._stop.wait(seconds)

    def took(self, mail: Accepted, content: bytes) -> None:
        with self._lock:
            self.accepted.append(mail)
            self.contents.append(content)
            if self._log:
                self._log.write(json.dumps(asdict(mail)) + "\n")
                self._log.flush()
                os.fsync(self._log.fileno())

    def _start(self, target: object, *args: object) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _serve(self) -> None:
        while not self._stop.is_set():
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self.connections += 1
                self._sockets.add(sock)
            self._start(self._talk, sock, self.connections)

    def _talk(self, sock: socket.socket, number: int) -> None:
        session = Session(self, sock, number)
        # A client that is gone, or refuses our certificate, ends its own session only.
        with suppress(OSError, Gone):
            session.run()
        with self._lock:
            self._sockets.discard(sock)
        with suppress(OSError):
            session.sock.close()
        sock.close()


class Gone(Exception):
    """The session is over."""


class Session:
    """One connection."""

    def __init__(self, server: Faulty, sock: socket.socket, number: int) -> None:
        self.server, self.sock, self.number = server, sock, number
        self.encrypted = False
        self.buffer = b""
        self.sender, self.rcpt, self.carried = "", "", 0
        self.begun = self.named = False  # whether a sender, a recipient was taken
        self.script: dict[str, str] = {}
        self.sender_script: dict[str, str] = {}

    def run(self) -> None:
        behaviour = self.server.behaviour
        if behaviour.implicit and behaviour.tls:
            self._encrypt(behaviour.tls)
        if behaviour.greeting is None:
            self._hang()
        self._send(behaviour.greeting or "")
        while True:
            line = self._line().decode("utf-8", "replace")
            self.server.commands.append((self.number, self.encrypted, line))
            verb = line.partition(" ")[0].upper()
            match verb:
                case "EHLO" | "HELO":
                    self._hello(verb)
                case "STARTTLS":
                    self._starttls()
                case "AUTH":
                    self._auth(line)
                case "MAIL":
                    self._mail(line)
                case "RCPT":
                    self._rcpt(line)
                case "DATA":
                    self._data()
                case "RSET" | "NOOP":
                    self.script, self.sender_script = {}, {}
                    self._send("250 2.0.0 ok")
                case "QUIT":
                    self._send("221 2.0.0 bye")
                    raise Gone
                case _:
                    self._send("502 5.5.2 what?")

    def _hello(self, verb: str) -> None:
        b = self.server.behaviour
        if b.ehlo:
            self._send(b.ehlo)
            return
        lines = ["faulty.test", "8BITMIME"]
        lines += [f"X-PADDING {n}" for n in range(b.padding)]
        lines += ["STARTTLS"] if b.tls and not self.encrypted else []
        lines += ["AUTH PLAIN LOGIN"] if b.auth else []
        lines += [f"SIZE {b.size}"] if b.size else []
        lines += ["PIPELINING"] if b.pipelining else []
        lines += ["SMTPUTF8"] if b.smtputf8 else []
        for line in lines[:-1]:
            self._send(f"250-{line}")
        self._send(f"250 {lines[-1]}")

    def _starttls(self) -> None:
        b = self.server.behaviour
        reply = b.starttls + ("\r\n250 injected" if b.inject else "")
        self._send(reply)
        if b.tls and reply.startswith("220"):
            self._encrypt(b.tls)

    def _encrypt(self, context: ssl.SSLContext) -> None:
        self.sock = context.wrap_socket(self.sock, server_side=True)
        self.encrypted, self.buffer = True, b""

    def _auth(self, line: str) -> None:
        if len(line.split()) < 3:
            self._send("334 ")
            self._line()
        self._send(self.server.behaviour.auth)

    def _mail(self, line: str) -> None:
        b = self.server.behaviour
        if b.per_connection and self.carried >= b.per_connection:
            self._send("421 4.7.0 enough for one connection")
            raise Gone
        self.sender, self.named = line.partition("<")[2].partition(">")[0], False
        self.sender_script = _script(self.sender)
        self.begun = self._moment("mail", self.sender_script)

    def _rcpt(self, line: str) -> None:
        self.rcpt = line.partition("<")[2].partition(">")[0]
        self.script = _script(self.rcpt)
        if not self.begun:
            self._send("503 5.5.1 from whom?")
            return
        if "grey" in self.script:
            with self.server._lock:
                self.server.tries[self.rcpt] += 1
            if self.server.tries[self.rcpt] <= int(self.script["grey"]):
                self._send("450 4.7.1 greylisted, come back later")
                return
        self.named = self._moment("rcpt", self.script)

    def _data(self) -> None:
        if not self.named and "careless" not in self.script:
            self._send("503 5.5.1 to whom?")
            return
        if self._answered("data", self.script):
            return
        self._send("354 go on")
        if "body" in self.script.get("stall", ""):
            self._hang()
        if self.script.get("drop") == "body":
            self._line()
            raise Gone
        lines = []
        while (line := self._line()) != b".":
            lines.append(line[1:] if line.startswith(b".") else line)
        content = b"\r\n".join(lines) + b"\r\n"
        self.carried += 1
        script = self.script
        if self._answered("dot", script):
            return
        self.server.took(
            Accepted(
                str(BytesHeaderParser().parsebytes(content)["Message-ID"] or "").strip(),
                self.sender,
                self.rcpt,
                self.number,
                self.encrypted,
                hashlib.sha256(content).hexdigest(),
            ),
            content,
        )
        match script.get("accept", "").partition("-"):
            case ("drop", _, _):
                raise Gone
            case ("hang", _, _):
                self._hang()
            case ("wait", _, seconds):
                self.server.wait(float(seconds))
        self._send(f"250 2.0.0 queued as F{len(self.server.accepted)}")

    def _moment(self, name: str, script: dict[str, str]) -> bool:
        answered = self._answered(name, script)
        if not answered:
            self._send("250 2.1.0 ok")
        return not answered

    def _answered(self, name: str, script: dict[str, str]) -> bool:
        """Whether the script had its own way at this moment."""
        if script.get("drop") == name:
            raise Gone
        if script.get("hang") == name:
            self._hang()
        if script.get("garbage") == name:
            self._send("Xin chào")
            return True
        if name in script:
            code, _, status = script[name].partition("-")
            self._send(f"{code} {status or code[0] + '.0.0'} as the script says")
            if code == "421":
                raise Gone
            return True
        return False

    def _hang(self) -> None:
        self.server.wait()
        raise Gone

    def _line(self) -> bytes:
        while b"\r\n" not in self.buffer:
            more = self.sock.recv(65536)
            if not more:
                raise Gone
            self.buffer += more
        line, _, self.buffer = self.buffer.partition(b"\r\n")
        return line

    def _send(self, line: str) -> None:
        if "tarpit" in self.script:
            self.server.wait(float(self.script["tarpit"]))
        data = line.encode() + b"\r\n"
        if not self.server.behaviour.trickle:
            self.sock.sendall(data)
            return
        for n in range(len(data)):
            self.sock.sendall(data[n : n + 1])


def _script(address: str) -> dict[str, str]:
    local = address.rpartition("@")[0].partition("+")[0]
    return {verb: argument for verb, dash, argument in (w.partition("-") for w in _words(local)) if dash}


def _words(local: str) -> Iterable[str]:
    """Scripts joined by dots; a dot between digits belongs to a number or a status."""
    word = ""
    for n, char in enumerate(local):
        if char == "." and not (local[n - 1 : n].isdigit() and local[n + 1 : n + 2].isdigit()):
            yield word
            word = ""
        else:
            word += char
    yield word


def main() -> None:
    """Serve until stdin ends."""
    options = argparse.ArgumentParser()
    options.add_argument("--log", type=Path)
    options.add_argument("--port", type=int, default=0)
    options.add_argument("--per-connection", type=int, default=0)
    options.add_argument("--size", type=int, default=0)
    options.add_argument("--greeting", default=Behaviour.greeting)
    chosen = options.parse_args()
    behaviour = Behaviour(greeting=chosen.greeting or None, per_connection=chosen.per_connection, size=chosen.size)
    with Faulty(behaviour, chosen.log, chosen.port) as server:
        sys.stdout.write(f"{server.port}\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
