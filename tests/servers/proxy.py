"""A TCP proxy on loopback that can fall silent: connections stay open, and nothing comes through them any more."""

import socket
import threading
from contextlib import suppress
from types import TracebackType

from tests.servers.waiting import PATIENCE


class Proxy:
    """Forwards to `port` of this machine; a context manager. Listens on its own `port`."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._sockets: list[socket.socket] = []
        self._silent: set[socket.socket] = set()

    def __enter__(self) -> "Proxy":
        self._serving = threading.Thread(target=self._serve, daemon=True)
        self._serving.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        _close(self._listener)
        self._serving.join(PATIENCE)  # what was let in last is known as well
        for sock in self._sockets:
            _close(sock)

    def fall_silent(self) -> None:
        """The connections there are carry nothing from now on; new ones do."""
        self._silent.update(self._sockets)

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self._sockets.append(client)
                server = socket.create_connection(("127.0.0.1", self._to))
                self._sockets.append(server)
                for pair in ((client, server), (server, client)):
                    threading.Thread(target=self._forward, args=pair, daemon=True).start()

    def _forward(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while (data := source.recv(65536)) and source not in self._silent:
                sink.sendall(data)
            if source not in self._silent:
                sink.shutdown(socket.SHUT_RDWR)


def _close(sock: socket.socket) -> None:
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)
    sock.close()
