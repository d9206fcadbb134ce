"""What systemd is told, if it asks (sd_notify(3)): ready, alive, stopping. Nothing happens without it."""

import os
import socket
from contextlib import suppress


def notify(*lines: str) -> None:
    """Send one message, such as `READY=1`, `STATUS=…`. A socket that is gone is no reason to stop."""
    where = os.environ.get("NOTIFY_SOCKET", "")
    if not where:
        return
    address = "\0" + where[1:] if where.startswith("@") else where
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as door:
        door.sendto("\n".join(lines).encode(), address)


def watchdog_seconds() -> float:
    """How often systemd wants a sign of life, 0 when it does not."""
    if os.environ.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return 0.0
    period = os.environ.get("WATCHDOG_USEC", "")
    return int(period) / 1e6 if period.isdigit() else 0.0
