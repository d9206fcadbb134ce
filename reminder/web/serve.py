"""Serving the page: uvicorn in a thread of its own, until told to stop."""

import logging
import socket
import threading

import uvicorn

from reminder.engine.office import Office
from reminder.errors import BadInput, ReminderError, WrongUse
from reminder.web.site import Site

AGAIN = 30.0  # seconds
log = logging.getLogger("reminder.web")


def serve(office: Office, stop: threading.Event) -> None:
    """Serve the page at `web.listen` until `stop` is set; blocks, so give it a thread. Requests in flight are
    finished. Raises WrongUse without an address to listen at, BadInput when it cannot be taken."""
    listener = bound(office)
    try:
        with office.writing() as database:
            _run(Site(office, database), office, listener, stop)
    finally:
        listener.close()


def beside(office: Office, stop: threading.Event) -> None:
    """The same beside a daemon, which must not end with it: a fault is logged and tried again."""
    while not stop.is_set():
        try:
            serve(office, stop)
        except (ReminderError, OSError) as fault:
            log.error("page not served; tried again in half a minute", extra={"fault": str(fault)})
            stop.wait(AGAIN)


def bound(office: Office) -> socket.socket:
    """The listening socket of `web.listen`."""
    host, _, port = office.config.web.listen.rpartition(":")
    if not host:
        raise WrongUse('web.listen is not set; write listen = "127.0.0.1:8090" under [web]')
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, int(port)))
        made.listen(128)  # callers wait in the queue from here on, not refused until the server is up
    except OSError as fault:
        made.close()
        raise BadInput(
            f"web.listen {office.config.web.listen}: {fault.strerror}; free it or choose another"
        ) from None
    return made


def _run(site: Site, office: Office, listener: socket.socket, stop: threading.Event) -> None:
    proxies = list(office.config.web.proxies)
    config = uvicorn.Config(
        site.app(),
        access_log=False,  # an address in a log would be a key left in the door
        log_config=None,
        log_level="warning",
        lifespan="off",
        ws="none",
        http="h11",
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies or None,
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
