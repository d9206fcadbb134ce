"""The page over a real socket: who dawdles takes no place from others."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from reminder.web import http_server
from reminder.web.http_server import bound, run
from tests.servers.waiting import PATIENCE
from tests.web.office import WebOffice


@contextmanager
def served(web: WebOffice) -> Iterator[int]:
    """The port of a served page."""
    web.edit("reminder.toml", "[web]\n", '[web]\nlisten = "127.0.0.1:0"\n')
    listener, stop = bound(web.office.config.web.listen), threading.Event()
    thread = threading.Thread(target=run, args=(web.site.app(), listener, (), stop))
    thread.start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        stop.set()
        thread.join(PATIENCE)
        listener.close()


def caller(port: int, sent: bytes) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    made.sendall(sent)
    return made


def answer(made: socket.socket) -> bytes:
    """Everything that comes until the other side closes."""
    found = b""
    try:
        while more := made.recv(65536):
            found += more
    except ConnectionResetError:
        pass
    made.close()
    return found


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET /a/x HTTP/1.1\r\nHost: a\r\n",
        b"POST /a/x HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\nanswer=",
    ],
    ids=["says nothing", "half a head", "half a form"],
)
def test_who_sends_no_whole_request_loses_the_connection(
    web: WebOffice, begun: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_server, "SENT_IN", 0.5)
    with served(web) as port:
        slow = [caller(port, begun) for _ in range(5)]
        quick = caller(port, b"GET /a/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        assert answer(quick).startswith(b"HTTP/1.1 404 ")
        assert [answer(made) for made in slow] == [b""] * 5


def test_as_many_as_dawdle_keep_nobody_out_for_long(web: WebOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_server, "SENT_IN", 0.5)
    with served(web) as port:
        slow = [caller(port, b"GET /") for _ in range(220)]  # more than may be served at once
        assert [answer(made) for made in slow] == [b""] * 220
        quick = caller(port, b"GET /a/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        assert answer(quick).startswith(b"HTTP/1.1 404 ")
