"""Serving pages: uvicorn in a thread of its own, until told to stop."""

import logging
import socket
import threading
from asyncio import Transport
from collections.abc import Sequence

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from reminder.errors import BadInput, WrongUse
from reminder.translatable import N_
from reminder.words import why

SENT_IN = 10.0  # seconds in which a caller has to have sent a request whole
log = logging.getLogger("reminder.web")


def bound(listen: str) -> socket.socket:
    """The socket that listens at `listen`, "host:port" as in `web.listen`. Raises WrongUse without one, BadInput when
    it cannot be taken."""
    host, _, port = listen.rpartition(":")
    if not host:
        raise WrongUse.of(N_('web.listen is not set; write listen = "127.0.0.1:8090" under [web]'))
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, int(port)))
        made.listen(128)  # callers wait in the queue from here on, not refused until the server is up
    except OSError as fault:
        made.close()
        raise BadInput.of(
            N_("web.listen {address}: {why}; free it or choose another"),
            address=listen, why=why(fault),
        ) from None  # fmt: skip
    return made


class Prompt(H11Protocol):
    """HTTP for callers who say what they want: a connection that has sent no whole request in `SENT_IN` is closed,
    for places are counted and whoever dawdles takes them from others. The server itself would wait for ever."""

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # as its base has it
        super().connection_made(transport)
        self._late = self.loop.call_later(SENT_IN, self._close_unless_sent)

    def connection_lost(self, exc: Exception | None) -> None:
        self._late.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        self._late.cancel()
        self._late = self.loop.call_later(SENT_IN, self._close_unless_sent)
        super().on_response_complete()

    def _close_unless_sent(self) -> None:
        if self.conn.their_state in (h11.IDLE, h11.SEND_BODY):
            self.transport.abort()


def run(app: ASGIApp, listener: socket.socket, proxies: Sequence[str], stop: threading.Event) -> None:
    """Serve until `stop` is set; blocks, so give it a thread. Requests in flight are finished. `proxies`: whose word
    on the caller's address is taken."""
    config = uvicorn.Config(
        app,
        access_log=False,  # an address in a log would be a key left in the door
        log_config=None,
        log_level="warning",
        lifespan="off",
        ws="none",
        http=Prompt,
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies) or None,
        limit_concurrency=200,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=10,
        h11_max_incomplete_event_size=32_768,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="web", daemon=True)
    thread.start()
    log.info("page served", extra={"listen": "{}:{}".format(*listener.getsockname()[:2])})
    while thread.is_alive() and not stop.wait(0.2):
        pass
    server.should_exit = True
    thread.join()
    log.info("page no longer served")
