"""How others watch the daemon: /healthz and /metrics on this machine, and an address asked while all is well."""

import logging
import threading
import urllib.request
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

log = logging.getLogger("reminder")
TIMEOUT = 10  # seconds


def serve(port: int, health: Callable[[], list[str]], metrics: Callable[[], bytes]) -> ThreadingHTTPServer:
    """Answer on 127.0.0.1 from a thread of its own until `shutdown()`. Port 0 takes any. Raises OSError when the
    port is taken. `health` gives what is wrong, `metrics` the figures as Prometheus reads them."""

    class Answer(BaseHTTPRequestHandler):
        timeout = TIMEOUT

        def do_GET(self) -> None:
            try:
                match self.path:
                    case "/healthz":
                        wrong = health()
                        text = "\n".join(wrong) or "ok"
                        self._send(503 if wrong else 200, "text/plain; charset=utf-8", text.encode() + b"\n")
                    case "/metrics":
                        self._send(200, "text/plain; version=0.0.4; charset=utf-8", metrics())
                    case _:
                        self._send(404, "text/plain", b"/healthz or /metrics\n")
            except ConnectionError:
                return
            except Exception as fault:  # noqa: BLE001  # a watcher's question must not end the daemon
                self._send(503, "text/plain; charset=utf-8", f"{type(fault).__name__}\n".encode())

        def _send(self, code: int, kind: str, body: bytes) -> None:
            self.send_response(code)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Being watched is no news."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Answer)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, name="observe", daemon=True).start()
    return server


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


def ping(address: str) -> bool:
    """Ask the dead-man address once, following no redirect; whether it answered well."""
    try:
        with urllib.request.build_opener(_NoRedirect).open(address, timeout=TIMEOUT) as answer:
            return bool(answer.status < 300)
    except (OSError, ValueError) as fault:
        # The address may hold a key: it is not logged.
        log.warning("ping not answered", extra={"fault": type(fault).__name__})
        return False
