"""What every response carries, and the answer to a fault of ours: no detail to the caller, no address in a log."""

import logging
from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger("reminder.web")

_ALWAYS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Nothing is loaded from anywhere; one style sheet, known by its hash; forms go back whence they came.
_POLICY = "default-src 'none'; style-src '{}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"


class Secured:
    """Wraps an application. `broken` gives the response to a fault in it; `style` is the hash of its style sheet;
    `secure` says that it is reached by https only."""

    def __init__(self, app: ASGIApp, broken: Callable[[], Response], style: str, secure: bool) -> None:
        self.app, self.broken = app, broken
        self._headers = _ALWAYS | {"Content-Security-Policy": _POLICY.format(style)}
        if secure:
            self._headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def secured(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        try:
            await self.app(scope, receive, secured)
        except Exception as fault:  # noqa: BLE001  # whatever it is, the caller gets a page and the server lives
            # The traceback is left out: frames may hold the address with its token.
            log.error("page failed", extra={"fault": f"{type(fault).__name__}: {fault}"[:300]})
            if not started:
                await self.broken()(scope, receive, secured)
