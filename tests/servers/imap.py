"""A small IMAP server on loopback that does what a real one may do and no test can ask of it: it closes the connection
over a mail, refuses to copy, to flag or to give one out, and writes contents as each form of the standard allows."""

import re
import socketserver
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Literal

Fault = Literal[
    "", "closes", "no fetch", "nil", "empty", "no move", "closes on move", "no flag", "no expunge", "flags only"
]
ONE_LINE = re.compile(rb"[\x20-\x7e]*\Z")


@dataclass
class Imap:
    """Two folders, a user of any name. `mails` and `faults` by number; `done` in the order they came."""

    mails: dict[int, bytes] = field(default_factory=dict)
    faults: dict[int, Fault] = field(default_factory=dict)
    able: str = "MOVE UIDPLUS"
    validity: int | None = 1
    done: list[int] = field(default_factory=list)
    deleted: set[int] = field(default_factory=set)
    fetched: list[int] = field(default_factory=list)
    connections: int = 0

    def __enter__(self) -> "Imap":
        state = self

        class Talk(socketserver.StreamRequestHandler):
            disable_nagle_algorithm = True

            def handle(self) -> None:
                state.connections += 1
                self.wfile.write(b"* OK ready\r\n")
                with suppress(OSError):  # the client has gone
                    for line in self.rfile:
                        tag, _, rest = line.strip().partition(b" ")
                        answer = state.answer(rest.decode())
                        if answer is None:
                            return
                        lines = [*(b"* " + each for each in answer[:-1]), tag + b" " + answer[-1]]
                        self.wfile.write(b"".join(each + b"\r\n" for each in lines))

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = daemon_threads = True

        self._server = Server(("127.0.0.1", 0), Talk)
        self.port: int = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, line: str) -> list[bytes] | None:
        """What is said to a command, its last line behind the tag; None: the connection is closed instead."""
        words = line.split()
        match words[0].upper(), words[1].upper() if words[1:] else "":
            case "CAPABILITY", _:
                return [f"CAPABILITY IMAP4rev1 {self.able}".encode(), b"OK done"]
            case "SELECT", _:
                numbers = [f"OK [UIDVALIDITY {self.validity}] x".encode()] if self.validity else []
                return [f"{len(self.mails)} EXISTS".encode(), *numbers, b"OK [READ-WRITE] done"]
            case "UID", "SEARCH":
                there = [n for n in sorted(self.mails) if n not in self.deleted]
                return [" ".join(["SEARCH", *map(str, there)]).encode(), b"OK done"]
            case "UID", "FETCH":
                return self._fetch(int(words[2]))
            case "UID", command:
                return self._take(command, [int(n) for n in words[2].split(",")])
            case "EXPUNGE", _:
                return self._take("EXPUNGE", sorted(self.deleted))
            case "LOGOUT", _:
                return [b"BYE", b"OK done"]
            case _:
                return [b"OK done"]

    def _fetch(self, n: int) -> list[bytes] | None:
        self.fetched.append(n)
        fault, raw = self.faults.get(n, ""), self.mails.get(n)
        if fault == "closes":
            return None
        if fault == "no fetch":
            return [b"NO cannot read"]
        if raw is None:
            return [b"OK done"]
        said = {"nil": b" BODY[]<0> NIL", "empty": b' BODY[]<0> ""', "flags only": b" FLAGS (\\Seen)"}.get(fault)
        if said is None and ONE_LINE.match(raw):
            said = b' BODY[]<0> "' + re.sub(rb'(["\\])', rb"\\\1", raw) + b'"'
        elif said is None:
            said = b" BODY[]<0> {%d}\r\n%s" % (len(raw), raw)
        return [b"9 FETCH (FLAGS (\\Recent))", b"%d FETCH (UID %d%s)" % (n, n, said), b"OK done"]

    def _take(self, command: str, numbers: list[int]) -> list[bytes] | None:
        """A set is moved or copied whole or not at all."""
        faults = {self.faults.get(n, "") for n in numbers}
        if command in ("MOVE", "COPY"):
            if "closes on move" in faults:
                return None
            if "no move" in faults or (command == "MOVE" and faults & {"no flag", "no expunge"}):
                return [b"NO over quota"]
            self.done += numbers
        if command == "STORE":
            if "no flag" in faults:
                return [b"NO not allowed"]
            self.deleted.update(numbers)
        if command == "EXPUNGE" and "no expunge" in faults:
            return [b"NO not allowed"]
        if command in ("MOVE", "EXPUNGE"):
            for n in numbers:
                self.mails.pop(n, None)
                self.deleted.discard(n)
        return [b"OK done"]

    def box(self, **given: Any) -> Any:
        """Where it is, as the program asks for it."""
        from reminder.mail.imap import Box

        return Box("127.0.0.1", self.port, "none", "u", "p", **given)
