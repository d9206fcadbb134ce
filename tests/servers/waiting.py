"""Waiting for another process or thread: as briefly as may be, and as long as the busiest machine may need."""

import threading
from collections.abc import Callable

from reminder.clock import real_clock

PATIENCE = 120.0  # seconds: what has not happened by then does not happen


def until(true: Callable[[], object], patience: float = PATIENCE) -> bool:
    """Look until it is true; False when patience ends."""
    clock, pause = real_clock(), threading.Event()
    end = clock.running() + patience
    while clock.running() < end:
        if true():
            return True
        pause.wait(0.02)
    return False
