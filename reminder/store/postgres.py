"""Connections to PostgreSQL on which no wait is endless: a server that is gone, or stands still, is noticed within
a minute, whoever's fault the silence is."""

from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen

T = TypeVar("T")
PATIENCE = 60.0  # seconds for one statement, the server's own limit and a little more
# Keepalives find a machine that is gone; the server ends what takes too long, and lets nobody hold a lock idly.
SETTINGS = {
    "connect_timeout": 10,
    "keepalives_idle": 20,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 40_000,
    "application_name": "reminder",
    "options": "-c statement_timeout=55s -c lock_timeout=20s -c idle_in_transaction_session_timeout=60s",
}


class Patient(psycopg.Connection[Any]):
    """Waits for an answer so long and no longer. A proxy or a paused server that keeps the connection and says
    nothing is met by no keepalive and by no time-out of the server's."""

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        try:
            return super().wait(gen, interval, PATIENCE if timeout is None else timeout)
        except psycopg.errors._WaitTimeout:
            if timeout is not None:
                raise
            self.pgconn.finish()  # what comes later is an answer to nobody
            raise psycopg.OperationalError("the server gives no answer") from None


def connect(_dialect: Any, _record: Any, cargs: Any, cparams: Any) -> Patient:
    """How SQLAlchemy gets a connection."""
    return Patient.connect(*cargs, **cparams)
