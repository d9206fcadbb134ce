"""Serving the agencies' page, alone or beside a daemon."""

import logging
import threading

from reminder.engine.context.office import Office
from reminder.errors import ReminderError
from reminder.web.agency.routes import Site
from reminder.web.http_server import bound, run

AGAIN = 30.0  # seconds
log = logging.getLogger("reminder.web")


def serve(office: Office, stop: threading.Event) -> None:
    """Serve the page at `web.listen` until `stop` is set; blocks, so give it a thread. Raises WrongUse without an
    address to listen at, BadInput when it cannot be taken."""
    web = office.config.web
    with bound(web.listen) as listener, office.writing() as database:
        run(Site(office, database).app(), listener, web.proxies, stop)


def beside(office: Office, stop: threading.Event) -> None:
    """The same beside a daemon, which must not end with it: a fault is logged and tried again."""
    while not stop.is_set():
        try:
            serve(office, stop)
        except (ReminderError, OSError) as fault:
            log.error("page not served; tried again in half a minute", extra={"fault": str(fault)})
            stop.wait(AGAIN)
